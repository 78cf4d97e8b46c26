"""The door's log in the station's file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import OpeningLogId, new_uid
from stationdesk.domain.opening_kept import OpeningLine
from stationdesk.store.plain_sql import insert, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.opening_kept import NewOpening


def add(wish: NewOpening, *, recorded_at: str, recorded_by: str) -> OpeningLogId:
    """Keep a line of the log."""
    fields = {
        "uid": new_uid(),
        **_fields(wish),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return OpeningLogId(insert("opening_log", fields))


def change(line_id: OpeningLogId, wish: NewOpening) -> None:
    """Write a line anew."""
    fields = _fields(wish)
    told = ", ".join(f"{name} = ?" for name in fields)
    sql = f"UPDATE opening_log SET {told}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*fields.values(), line_id])


def set_voided(line_id: OpeningLogId, at: str | None, by: str | None) -> None:
    """Take a line back; None and None let it stand again."""
    sql = """UPDATE opening_log SET voided_at = ?, voided_by = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [at, by, line_id])


def get(line_id: OpeningLogId) -> OpeningLine | None:
    """Return one line, also a void one; None where there is none of that id."""
    return next(iter(_where("WHERE id = ?", [line_id])), None)


def lines_between(first: date, last: date) -> list[OpeningLine]:
    """Return the lines that stand and begin on days, in order."""
    where = f"{_STANDING} AND business_date BETWEEN ? AND ? ORDER BY opened_at, id"
    return _where(where, [first.isoformat(), last.isoformat()])


def lines_touching(first: date, last: date) -> list[OpeningLine]:
    """Return the lines that stand and can say anything of days, in order.

    A line is of one day at most, so those of the day before are among them.
    """
    return lines_between(_day_before(first), last)


def open_line(since: date) -> OpeningLine | None:
    """Return the last line that stands without an end and began on or after a day."""
    where = f"{_STANDING} AND closed_at IS NULL AND business_date >= ? ORDER BY id DESC LIMIT 1"
    return next(iter(_where(where, [since.isoformat()])), None)


def unclosed_before(day: date) -> list[OpeningLine]:
    """Return the lines of earlier days that have no end, in order."""
    where = f"{_STANDING} AND closed_at IS NULL AND business_date < ? ORDER BY opened_at, id"
    return _where(where, [day.isoformat()])


def first_day() -> date | None:
    """Return the first day of the log; None before there is one."""
    found = rows(f"SELECT MIN(business_date) FROM opening_log {_STANDING}")[0][0]
    return None if found is None else must_be_day(found)


_STANDING = "WHERE voided_at IS NULL"


def _day_before(day: date) -> date:
    return day if day == day.min else day - timedelta(days=1)


def _fields(wish: NewOpening) -> dict[str, object]:
    closed = wish.closed_at
    return {
        "business_date": wish.opened_at.date().isoformat(),
        "opened_at": wish.opened_at.isoformat(timespec="minutes"),
        "closed_at": None if closed is None else closed.isoformat(timespec="minutes"),
        "opened_by": wish.opened_by.strip(),
        "closed_by": wish.closed_by.strip(),
        "reason": wish.reason.strip(),
    }


def _where(where: str, values: Sequence[object]) -> list[OpeningLine]:
    sql = f"""SELECT id, uid, business_date, opened_at, closed_at, opened_by, closed_by, reason,
        version, voided_at FROM opening_log {where}"""
    return [_line(row) for row in rows(sql, values)]


def _line(row: tuple[Any, ...]) -> OpeningLine:
    line_id, uid, day, opened, closed, opened_by, closed_by, reason, version, voided_at = row
    return OpeningLine(
        id=OpeningLogId(line_id),
        uid=uid,
        day=must_be_day(day),
        opened_at=datetime.fromisoformat(opened),
        closed_at=None if closed is None else datetime.fromisoformat(closed),
        opened_by=opened_by,
        closed_by=closed_by,
        reason=reason,
        version=version,
        is_void=voided_at is not None,
    )
