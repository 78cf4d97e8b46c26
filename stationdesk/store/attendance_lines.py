"""Attendance as it is listed: who it was, what was planned, and what of it is in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.lines import PresenceLine
from stationdesk.store.attendance import FIELDS, attendance_of, local_moment
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.ids import AttendanceId, VolunteerId


def between(first: date, last: date, volunteer_id: VolunteerId | None = None) -> list[PresenceLine]:
    """Return the attendances of days, void ones too, the earliest first; of one or of all."""
    whose, values = ("", []) if volunteer_id is None else ("AND a.volunteer_id = ?", [volunteer_id])
    where = f"WHERE a.business_date BETWEEN ? AND ? {whose} ORDER BY a.came_at, a.id"
    return _lines(where, [first.isoformat(), last.isoformat(), *values])


def present() -> list[PresenceLine]:
    """Return who is there now, the first who came first."""
    where = "WHERE a.left_at IS NULL AND a.voided_at IS NULL ORDER BY a.came_at, a.id"
    return _lines(where)


def to_review() -> list[PresenceLine]:
    """Return what closed by itself and nobody looked at, the oldest first."""
    where = """WHERE a.left_by = 'auto' AND a.reviewed_at IS NULL AND a.voided_at IS NULL
        ORDER BY a.came_at, a.id"""
    return _lines(where)


def line(attendance_id: AttendanceId) -> PresenceLine:
    """Return one attendance that is there."""
    return _lines("WHERE a.id = ?", [attendance_id])[0]


_WIDTH = len(FIELDS.split(","))
_SELECT = f"""
    SELECT {FIELDS}, v.number, v.name, v.group_name, s.name, s.post, x.starts, x.ends,
        (SELECT SUM(h.minutes) FROM hours_line h WHERE h.attendance_id = a.id),
        (SELECT COUNT(*) FROM attendance_correction c WHERE c.attendance_id = a.id)
    FROM attendance a JOIN volunteer v ON v.id = a.volunteer_id
    LEFT JOIN assignment x ON x.id = a.assignment_id LEFT JOIN shift s ON s.id = x.shift_id"""


def _lines(where: str, values: Sequence[object] = ()) -> list[PresenceLine]:
    return [_line(row) for row in rows(f"{_SELECT} {where}", values)]


def _line(row: tuple[Any, ...]) -> PresenceLine:
    number, name, group, shift, post, starts, ends, credited, corrections = row[_WIDTH:]
    return PresenceLine(
        attendance=attendance_of(row[:_WIDTH]),
        number=number,
        name=name,
        group=group,
        shift=shift or "",
        post=post or "",
        starts=None if starts is None else local_moment(starts),
        ends=None if ends is None else local_moment(ends),
        credited=int(credited or 0),
        corrections=int(corrections),
    )
