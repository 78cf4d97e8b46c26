"""Honours that volunteers were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import HonourId, VolunteerId, new_uid
from stationdesk.domain.volunteers.training import Honour, HonourKind
from stationdesk.store import feedback
from stationdesk.store.plain_sql import anywhere, insert, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.volunteers.training import NewHonour


def add(wish: NewHonour, *, recorded_at: str, recorded_by: str) -> HonourId:
    """Keep an honour that was given."""
    fields = {
        "uid": new_uid(),
        "volunteer_id": wish.volunteer_id,
        "kind": wish.kind.value,
        "title": wish.title.strip(),
        "stars": wish.stars,
        "given_on": wish.given_on.isoformat(),
        "given_by": wish.given_by.strip(),
        "reason": wish.reason.strip(),
        "entry_uid": wish.entry_uid,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return HonourId(insert("honour", fields))


def set_voided(honour_id: HonourId, at: str | None, by: str | None) -> None:
    """Take an honour back, or let it stand again."""
    sql = "UPDATE honour SET voided_at = ?, voided_by = ? WHERE id = ? RETURNING id"
    rows(sql, [at, by, honour_id])


def get(honour_id: HonourId) -> Honour | None:
    """Return one honour that stands, None where there is none of that id."""
    return next(iter(_honours("AND id = ?", [honour_id])), None)


def between(first: date, last: date) -> list[Honour]:
    """Return the honours given from ``first`` to ``last``, the oldest first."""
    return _honours("AND given_on BETWEEN ? AND ?", [first.isoformat(), last.isoformat()])


def of_volunteer(volunteer_id: VolunteerId) -> list[Honour]:
    """Return what one volunteer was given, the oldest first."""
    return _honours("AND volunteer_id = ?", [volunteer_id])


def all_honours() -> list[Honour]:
    """Return every honour that stands, the oldest first."""
    return _honours("", [])


def is_praise(entry_uid: str) -> bool:
    """Tell whether a praise of the feedback book that is not void bears this uid."""
    sql = "SELECT 1 FROM feedback_entry WHERE uid = ? AND kind = 'praise' AND state <> 'void'"
    return value(sql, [entry_uid]) is not None


def praises_naming(name: str) -> list[Entry]:
    """Return the praise of the feedback book in which ``name`` is praised, the newest first."""
    where = r"""WHERE e.kind = 'praise' AND e.state <> 'void' AND e.praised LIKE ? ESCAPE '\'
        ORDER BY e.said_at DESC, e.id DESC"""
    return feedback.entries_where(where, [anywhere(name)])


def _honours(where: str, values: Sequence[object]) -> list[Honour]:
    sql = f"""
        SELECT id, uid, volunteer_id, kind, title, stars, given_on, given_by, reason, entry_uid
        FROM honour WHERE voided_at IS NULL {where} ORDER BY given_on, id"""
    return [
        Honour(
            id=HonourId(row[0]),
            uid=row[1],
            volunteer_id=VolunteerId(row[2]),
            kind=HonourKind(row[3]),
            title=row[4],
            stars=row[5],
            given_on=must_be_day(row[6]),
            given_by=row[7],
            reason=row[8],
            entry_uid=row[9],
        )
        for row in rows(sql, values)
    ]
