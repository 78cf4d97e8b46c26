"""When volunteers came and left, in the station's file.

A row is never deleted: what was recorded in error is void, and each change of its times stays on
record (``attendance_correction``).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.planned import PlannedShift, Span
from stationdesk.domain.attendance.presence import Attendance, Correction, Means
from stationdesk.domain.ids import AssignmentId, AttendanceId, VolunteerId, new_uid
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import absolute, day_and_minute
from stationdesk.store.plain_sql import insert, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.attendance.presence_rules import Times
    from stationdesk.domain.ids import ImportId

LONGEST_STAY = timedelta(days=1)
MINUTE = "minutes"


def add(
    volunteer_id: VolunteerId,
    times: Times,
    *,
    on: date,
    assignment_id: AssignmentId | None,
    by: Means,
    request_key: str,
    recorded_at: str,
    recorded_by: str,
    import_id: ImportId | None = None,
) -> AttendanceId:
    """Keep that somebody came, and left where ``times`` tell it; ``on`` is the day of service."""
    uid = new_uid()
    fields = {
        **_stored_times(times),
        "uid": uid,
        "volunteer_id": volunteer_id,
        "assignment_id": assignment_id,
        "business_date": on.isoformat(),
        "came_by": by.value,
        "left_by": by.value if times.left is not None else "",
        "request_key": request_key or uid,
        "import_run_id": import_id,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "void_reason": "",
        "version": 1,
    }
    return AttendanceId(insert("attendance", fields))


def set_times(
    attendance_id: AttendanceId, times: Times, *, on: date, left_by: Means | None
) -> None:
    """Write the times anew; without an end it is open again."""
    _update(
        attendance_id,
        **_stored_times(times),
        business_date=on.isoformat(),
        left_by="" if left_by is None else left_by.value,
    )


def set_reviewed(attendance_id: AttendanceId, at: str | None, by: str | None) -> None:
    """Note who looked at an attendance that closed by itself; None and None: nobody did."""
    _update(attendance_id, reviewed_at=at, reviewed_by=by)


def set_void(attendance_id: AttendanceId, at: str | None, by: str | None, reason: str) -> None:
    """Let an attendance count no more; None and None let it count again.

    Its request may be made anew after that.
    """
    _update(attendance_id, voided_at=at, voided_by=by, void_reason=reason.strip())
    sql = "UPDATE attendance SET request_key = uid WHERE id = ? RETURNING id"
    rows(sql, [attendance_id])


def add_correction(
    attendance_id: AttendanceId,
    *,
    reason: str,
    before: str,
    after: str,
    recorded_at: str,
    recorded_by: str,
) -> None:
    """Keep what was corrected, and why."""
    insert(
        "attendance_correction",
        {
            "uid": new_uid(),
            "attendance_id": attendance_id,
            "reason": reason.strip(),
            "before": before,
            "after": after,
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
        },
    )


def get(attendance_id: AttendanceId) -> Attendance | None:
    """Return one attendance, a void one too; None where there is none of that id."""
    return next(iter(_where("WHERE a.id = ?", [attendance_id])), None)


def find_by_key(request_key: str) -> AttendanceId | None:
    """Return the attendance of a request that was kept before; None for a new one."""
    if not request_key:
        return None
    found = value("SELECT id FROM attendance WHERE request_key = ?", [request_key])
    return None if found is None else AttendanceId(found)


def open_of(volunteer_id: VolunteerId) -> Attendance | None:
    """Return the attendance that somebody has not ended; None where they are not there."""
    return next(iter(_where(f"WHERE a.volunteer_id = ? AND {_OPEN}", [volunteer_id])), None)


def all_open() -> list[Attendance]:
    """Return every attendance without an end, the oldest first."""
    return _where(f"WHERE {_OPEN} ORDER BY a.came_at, a.id")


def last_of(volunteer_id: VolunteerId) -> Attendance | None:
    """Return the attendance with which somebody came last; None where they never did."""
    where = """WHERE a.volunteer_id = ? AND a.voided_at IS NULL
        ORDER BY a.came_at DESC, a.id DESC LIMIT 1"""
    return next(iter(_where(where, [volunteer_id])), None)


def spans_of(
    volunteer_id: VolunteerId,
    first: datetime,
    last: datetime | None,
    without: AttendanceId | None = None,
) -> list[Span]:
    """Return when somebody was there that may touch a stretch (None: and ever after).

    Void attendances are left out, and the one that ``without`` names.
    """
    until = "9999" if last is None else stored_minute(last)
    sql = f"""SELECT came_at, left_at, assignment_id FROM attendance a
        WHERE a.volunteer_id = ? AND a.voided_at IS NULL AND a.id <> ?
        AND a.came_at <= ? AND (a.came_at >= ? OR {_OPEN}) ORDER BY a.came_at"""
    since = stored_minute(first - LONGEST_STAY)
    return [
        Span(_moment(came), None if left is None else _moment(left), _assignment(tied))
        for came, left, tied in rows(sql, [volunteer_id, without or 0, until, since])
    ]


def corrections_of(attendance_id: AttendanceId) -> list[Correction]:
    """Return what was corrected in an attendance, the oldest first."""
    sql = """SELECT attendance_id, reason, before, after, recorded_at, recorded_by
        FROM attendance_correction WHERE attendance_id = ? ORDER BY id"""
    return [
        Correction(
            attendance_id=AttendanceId(owner),
            reason=reason,
            before=before,
            after=after,
            recorded_at=at,
            recorded_by=by,
        )
        for owner, reason, before, after, at, by in rows(sql, [attendance_id])
    ]


def planned_of(volunteer_id: VolunteerId, first: datetime, last: datetime) -> list[PlannedShift]:
    """Return what was planned for somebody that touches a stretch, the earliest first.

    Only rows that stand for them: neither cancelled, vacated nor swapped away.
    """
    where = "WHERE x.volunteer_id = ? AND x.starts <= ? AND x.ends >= ?"
    return _planned(where, [volunteer_id, absolute_minute(last), absolute_minute(first)])


def planned(assignment_id: AssignmentId) -> PlannedShift | None:
    """Return one assignment as planned; None where it stands for nobody any more."""
    return next(iter(_planned("WHERE x.id = ?", [assignment_id])), None)


def unclear(first: date, last: date, volunteer_id: VolunteerId | None = None) -> tuple[int, int]:
    """Return how many attendances of the days have no end, and how many wait for a look."""
    whose, values = ("", []) if volunteer_id is None else ("AND volunteer_id = ?", [volunteer_id])
    sql = f"""SELECT COUNT(CASE WHEN left_at IS NULL THEN 1 END),
            COUNT(CASE WHEN left_by = 'auto' AND reviewed_at IS NULL THEN 1 END)
        FROM attendance WHERE business_date BETWEEN ? AND ? AND voided_at IS NULL {whose}"""
    still_open, to_review = rows(sql, [first.isoformat(), last.isoformat(), *values])[0]
    return still_open, to_review


def months_served() -> list[str]:
    """Return the months (``2026-06``) on whose days somebody was there, in order."""
    sql = """SELECT DISTINCT SUBSTR(business_date, 1, 7) FROM attendance
        WHERE voided_at IS NULL ORDER BY 1"""
    return [month for (month,) in rows(sql)]


def of_import(import_id: ImportId) -> list[AttendanceId]:
    """Return the attendances that one import brought in and that stand."""
    sql = "SELECT id FROM attendance WHERE import_run_id = ? AND voided_at IS NULL ORDER BY id"
    return [AttendanceId(found) for (found,) in rows(sql, [import_id])]


def stored_minute(moment: datetime) -> str:
    """Return a local moment as it is stored, to the minute."""
    return moment.isoformat(timespec=MINUTE)


def absolute_minute(moment: datetime) -> int:
    """Return a local moment as an absolute minute of the roster."""
    return absolute(moment.date(), moment.hour * 60 + moment.minute)


def local_moment(minute: int) -> datetime:
    """Return an absolute minute of the roster as a local moment."""
    day, of_day = day_and_minute(minute)
    return datetime.combine(day, time()) + timedelta(minutes=of_day)


def attendance_of(row: Sequence[Any]) -> Attendance:
    """Return the attendance of a row of ``FIELDS``."""
    (row_id, uid, volunteer_id, tied, day, came, left, away, work, came_by, left_by, *rest) = row
    reviewed_at, reviewed_by, voided_at, void_reason, recorded_by, version = rest
    return Attendance(
        id=AttendanceId(row_id),
        uid=uid,
        volunteer_id=VolunteerId(volunteer_id),
        assignment_id=_assignment(tied),
        business_date=must_be_day(day),
        came_at=_moment(came),
        left_at=None if left is None else _moment(left),
        away_minutes=away,
        work=work,
        came_by=_MEANS[came_by],
        left_by=_MEANS.get(left_by),
        reviewed_at=reviewed_at,
        reviewed_by=reviewed_by,
        is_void=voided_at is not None,
        void_reason=void_reason,
        recorded_by=recorded_by,
        version=version,
    )


FIELDS = """a.id, a.uid, a.volunteer_id, a.assignment_id, a.business_date, a.came_at, a.left_at,
    a.away_minutes, a.work, a.came_by, a.left_by, a.reviewed_at, a.reviewed_by, a.voided_at,
    a.void_reason, a.recorded_by, a.version"""
_OPEN = "a.left_at IS NULL AND a.voided_at IS NULL"
_MEANS = {each.value: each for each in Means}
_STANDS = "x.state IN ('confirmed', 'served', 'absent', 'excused', 'proposed')"
_SELECT_PLANNED = """
    SELECT x.id, x.uid, x.volunteer_id, x.state, s.name, s.day, x.starts, x.ends, p.state,
        EXISTS (SELECT 1 FROM attendance a
            WHERE a.assignment_id = x.id AND a.voided_at IS NULL)
    FROM assignment x JOIN shift s ON s.id = x.shift_id
    JOIN roster_period p ON p.id = s.period_id"""


def _stored_times(times: Times) -> dict[str, object]:
    return {
        "came_at": stored_minute(times.came),
        "left_at": None if times.left is None else stored_minute(times.left),
        "away_minutes": times.away,
        "work": times.work.strip(),
    }


def _update(attendance_id: AttendanceId, **fields: object) -> None:
    written = ", ".join(f"{name} = ?" for name in fields)
    sql = f"UPDATE attendance SET {written}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*fields.values(), attendance_id])


def _where(where: str, values: Sequence[object] = ()) -> list[Attendance]:
    return [
        attendance_of(row) for row in rows(f"SELECT {FIELDS} FROM attendance a {where}", values)
    ]


def _planned(where: str, values: Sequence[object]) -> list[PlannedShift]:
    found = rows(f"{_SELECT_PLANNED} {where} AND {_STANDS} ORDER BY x.starts, x.id", values)
    return [
        PlannedShift(
            assignment_id=AssignmentId(row_id),
            uid=uid,
            volunteer_id=VolunteerId(volunteer_id),
            state=AssignmentState(state),
            shift=shift,
            day=must_be_day(day),
            starts=local_moment(starts),
            ends=local_moment(ends),
            is_taken=bool(is_taken),
            is_closed=period == PeriodState.CLOSED.value,
        )
        for row_id, uid, volunteer_id, state, shift, day, starts, ends, period, is_taken in found
    ]


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored)


def _assignment(stored: int | None) -> AssignmentId | None:
    return None if stored is None else AssignmentId(stored)
