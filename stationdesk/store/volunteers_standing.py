"""Since when each volunteer stands how: a history in which nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import StatusId, VolunteerId, new_uid
from stationdesk.domain.volunteers.people import Standing, Status
from stationdesk.store.plain_sql import insert, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def add(
    volunteer_id: VolunteerId,
    standing: Standing,
    from_day: date,
    reason: str,
    *,
    recorded_at: str,
    recorded_by: str,
) -> StatusId:
    """Keep how a volunteer stands from a day on."""
    kept = insert(
        "volunteer_status",
        {
            "uid": new_uid(),
            "volunteer_id": volunteer_id,
            "state": standing.value,
            "from_day": from_day.isoformat(),
            "reason": reason.strip(),
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
        },
    )
    return StatusId(kept)


def void(status_id: StatusId, at: str, by: str) -> None:
    """Let a status count no more: it was taken back."""
    sql = "UPDATE volunteer_status SET voided_at = ?, voided_by = ? WHERE id = ? RETURNING id"
    rows(sql, [at, by, status_id])


def statuses_of(volunteer_id: VolunteerId) -> tuple[Status, ...]:
    """Return the history of one volunteer, the oldest first."""
    return tuple(_statuses("AND volunteer_id = ?", [volunteer_id]))


def all_statuses() -> dict[VolunteerId, tuple[Status, ...]]:
    """Return everybody's history, the oldest first."""
    found: dict[VolunteerId, list[Status]] = {}
    for each in _statuses():
        found.setdefault(each.volunteer_id, []).append(each)
    return {volunteer_id: tuple(statuses) for volunteer_id, statuses in found.items()}


def _statuses(where: str = "", values: Sequence[object] = ()) -> list[Status]:
    sql = f"""
        SELECT id, uid, volunteer_id, state, from_day, reason, recorded_at, recorded_by
        FROM volunteer_status WHERE voided_at IS NULL {where} ORDER BY from_day, id"""
    return [
        Status(
            id=StatusId(status_id),
            uid=uid,
            volunteer_id=VolunteerId(volunteer_id),
            standing=Standing(state),
            from_day=must_be_day(from_day),
            reason=reason,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
        )
        for status_id, uid, volunteer_id, state, from_day, reason, recorded_at, recorded_by in rows(
            sql, values
        )
    ]
