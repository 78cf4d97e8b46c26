"""Days off that volunteers asked for, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import LeaveId, VolunteerId, new_uid
from stationdesk.domain.volunteers.availability import Leave, LeaveKind, LeaveState
from stationdesk.store.plain_sql import insert, must_be_day, rows
from stationdesk.store.tables import LeaveRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.volunteers.availability import NewLeave


def add(wish: NewLeave, *, asked_on: date, recorded_at: str, recorded_by: str) -> LeaveId:
    """Keep that somebody asked for leave."""
    fields = {
        "uid": new_uid(),
        "volunteer_id": wish.volunteer_id,
        "kind": wish.kind.value,
        "first_day": wish.first_day.isoformat(),
        "last_day": wish.last_day.isoformat(),
        "state": LeaveState.ASKED.value,
        "asked_on": asked_on.isoformat(),
        "reason": "",
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return LeaveId(insert("leave", fields))


def set_state(
    leave_id: LeaveId, state: LeaveState, at: str | None, by: str | None, reason: str = ""
) -> None:
    """Note what was decided, when and by whom; None where it is open again."""
    LeaveRow.update(
        state=state.value,
        decided_at=at,
        decided_by=by,
        reason=reason.strip(),
        version=LeaveRow.version + 1,
    ).where(LeaveRow.id == leave_id).execute()


def get(leave_id: LeaveId) -> Leave | None:
    """Return one leave, None where there is none of that id."""
    return next(iter(_leaves("WHERE id = ?", [leave_id])), None)


def leaves_of(volunteer_id: VolunteerId) -> tuple[Leave, ...]:
    """Return all that one volunteer asked for, the newest first."""
    return tuple(_leaves("WHERE volunteer_id = ? ORDER BY first_day DESC, id DESC", [volunteer_id]))


def leaves_between(first: date, last: date) -> list[Leave]:
    """Return the leaves that touch the days from ``first`` to ``last``, whatever their state."""
    where = "WHERE last_day >= ? AND first_day <= ? ORDER BY first_day, id"
    return _leaves(where, [first.isoformat(), last.isoformat()])


def open_leaves() -> list[Leave]:
    """Return what nobody decided about yet, the soonest first."""
    return _leaves("WHERE state = ? ORDER BY first_day, id", [LeaveState.ASKED.value])


def pending_from(day: date) -> dict[VolunteerId, tuple[Leave, ...]]:
    """Return the approved and open leaves that are not over on ``day``, by volunteer."""
    where = "WHERE last_day >= ? AND state IN (?, ?) ORDER BY first_day, id"
    values = [day.isoformat(), LeaveState.ASKED.value, LeaveState.APPROVED.value]
    return _by_volunteer(_leaves(where, values))


def by_volunteer_between(first: date, last: date) -> dict[VolunteerId, tuple[Leave, ...]]:
    """Return the leaves that touch the days from ``first`` to ``last``, by volunteer."""
    return _by_volunteer(leaves_between(first, last))


def _by_volunteer(leaves: list[Leave]) -> dict[VolunteerId, tuple[Leave, ...]]:
    found: dict[VolunteerId, list[Leave]] = {}
    for each in leaves:
        found.setdefault(each.volunteer_id, []).append(each)
    return {volunteer_id: tuple(theirs) for volunteer_id, theirs in found.items()}


def _leaves(where: str, values: Sequence[object] = ()) -> list[Leave]:
    sql = f"""
        SELECT id, uid, volunteer_id, kind, first_day, last_day, state, asked_on, decided_at,
            decided_by, reason, version
        FROM leave {where}"""
    return [
        Leave(
            id=LeaveId(row[0]),
            uid=row[1],
            volunteer_id=VolunteerId(row[2]),
            kind=LeaveKind(row[3]),
            first_day=must_be_day(row[4]),
            last_day=must_be_day(row[5]),
            state=LeaveState(row[6]),
            asked_on=must_be_day(row[7]),
            decided_at=row[8],
            decided_by=row[9],
            reason=row[10],
            version=row[11],
        )
        for row in rows(sql, values)
    ]
