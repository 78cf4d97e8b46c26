"""The ledger of service minutes in the station's file: lines are added, none is ever changed.

Each line carries a digest over the one before it and its own fields, so that a line that was
changed, cut out or slipped in is noticed (``broken_links``); adding one reads the last line only.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.hours import HoursKind, HoursLine, MonthLock
from stationdesk.domain.attendance.ledger_rules import BASES, Credit
from stationdesk.domain.attendance.lines import (
    HoursByPerson,
    HoursFigures,
    LedgerLine,
    MonthFigures,
)
from stationdesk.domain.ids import AttendanceId, HoursLineId, VolunteerId, new_uid
from stationdesk.domain.volunteers.stars import level_of
from stationdesk.store.plain_sql import insert, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stationdesk.domain.attendance.ledger_rules import NewLine
    from stationdesk.domain.ids import ImportId


def add(
    line: NewLine,
    *,
    recorded_at: str,
    recorded_by: str,
    uid: str = "",
    import_id: ImportId | None = None,
) -> HoursLineId:
    """Add a line, chained to the last one; call it inside a deed."""
    fields: dict[str, object] = {
        "uid": uid or new_uid(),
        "volunteer_id": line.volunteer_id,
        "kind": line.kind.value,
        "minutes": line.minutes,
        "business_date": line.business_date.isoformat(),
        "served_on": line.served_on.isoformat(),
        "attendance_id": line.attendance_id,
        "cites_id": line.cites_id,
        "work": line.work,
        "reason": line.reason,
        "rule": line.rule,
        "import_run_id": import_id,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    fields["digest"] = _digest(_last_digest(), list(fields.values()))
    return HoursLineId(insert("hours_line", fields))


def get(line_id: HoursLineId) -> HoursLine | None:
    """Return one line, None where there is none of that id."""
    return next(iter(_where("WHERE h.id = ?", [line_id])), None)


def find_by_uid(uid: str) -> HoursLineId | None:
    """Return the line of that uid, None where there is none."""
    found = value("SELECT id FROM hours_line WHERE uid = ?", [uid])
    return None if found is None else HoursLineId(found)


def between(first: date, last: date, volunteer_id: VolunteerId | None = None) -> list[HoursLine]:
    """Return the lines that count on days, in the order of the ledger; of one or of all."""
    where, values = _range("h.business_date", first, last, volunteer_id)
    return _where(f"{where} ORDER BY h.id", values)


def served_between(volunteer_id: VolunteerId, first: date, last: date) -> list[HoursLine]:
    """Return somebody's lines for service on days, whenever they count, in order."""
    where, values = _range("h.served_on", first, last, volunteer_id)
    return _where(f"{where} ORDER BY h.id", values)


def named_between(
    first: date, last: date, volunteer_id: VolunteerId | None = None
) -> list[LedgerLine]:
    """Return the lines that count on days with whose they are, in the order of the ledger."""
    where, values = _range("h.business_date", first, last, volunteer_id)
    sql = f"""SELECT {_FIELDS}, v.number, v.name, v.group_name, COALESCE(b.uid, '')
        FROM hours_line h JOIN volunteer v ON v.id = h.volunteer_id
        LEFT JOIN hours_line b ON b.id = h.cites_id {where} ORDER BY h.id"""
    return [
        LedgerLine(line=_line(row[:_WIDTH]), number=number, name=name, group=group, cites=cites)
        for row in rows(sql, values)
        for number, name, group, cites in [row[_WIDTH:]]
    ]


def credit_of(attendance_id: AttendanceId) -> Credit | None:
    """Return how an attendance stands in the ledger; None where it does not, or was reversed."""
    found = _where("WHERE h.attendance_id = ? ORDER BY h.id", [attendance_id])
    bases = [each for each in found if each.kind in BASES]
    return _credit(bases[-1], found) if bases else None


def credit(line_id: HoursLineId) -> Credit | None:
    """Return what a base line is worth now; None where it is none, or was reversed."""
    found = _where("WHERE h.id = ? OR h.cites_id = ? ORDER BY h.id", [line_id, line_id])
    bases = [each for each in found if each.id == line_id and each.kind in BASES]
    return _credit(bases[-1], found) if bases else None


def balance(volunteer_id: VolunteerId, first: date | None = None, last: date | None = None) -> int:
    """Return the minutes that count for somebody on days; None is open to that side."""
    sql = """SELECT SUM(minutes) FROM hours_line
        WHERE volunteer_id = ? AND business_date >= ? AND business_date <= ?"""
    since, until = (first or date.min).isoformat(), (last or date.max).isoformat()
    return int(value(sql, [volunteer_id, since, until]) or 0)


def by_person(first: date, last: date) -> list[HoursByPerson]:
    """Return what counts on days by volunteer, in the order of their numbers."""
    days = [first.isoformat(), last.isoformat()]
    served = {whose: int(count) for whose, count in rows(_SERVICES_BY_PERSON, [days[1], *days])}
    sql = """SELECT v.id, v.number, v.name, v.group_name, SUM(h.minutes),
            SUM(CASE WHEN h.business_date >= ? THEN h.minutes ELSE 0 END)
        FROM hours_line h JOIN volunteer v ON v.id = h.volunteer_id
        WHERE h.business_date <= ? GROUP BY v.id
        HAVING MAX(h.business_date) >= ? ORDER BY v.number"""
    return [
        HoursByPerson(
            volunteer_id=VolunteerId(row_id),
            number=number,
            name=name,
            group=group,
            services=served.get(row_id, 0),
            minutes=int(minutes),
            total_minutes=int(total),
            stars=level_of(int(total)),
        )
        for row_id, number, name, group, total, minutes in rows(sql, [*days, days[0]])
    ]


def figures(first: date, last: date) -> HoursFigures:
    """Return people, times of service and minutes that count on days; by month, in order."""
    days = [first.isoformat(), last.isoformat()]
    asked = [days[1], *days]
    people, services = rows(f"SELECT COUNT(DISTINCT whose), COUNT(*) FROM ({_WORTH})", asked)[0]
    served = {
        month: (int(count), int(heads)) for month, count, heads in rows(_SERVED_BY_MONTH, asked)
    }
    sql = """SELECT SUBSTR(business_date, 1, 7), SUM(minutes) FROM hours_line
        WHERE business_date BETWEEN ? AND ? GROUP BY 1 ORDER BY 1"""
    months = tuple(
        MonthFigures(
            month=month,
            services=served.get(month, (0, 0))[0],
            people=served.get(month, (0, 0))[1],
            minutes=int(minutes),
        )
        for month, minutes in rows(sql, days)
    )
    return HoursFigures(
        people=int(people),
        services=int(services),
        minutes=sum(each.minutes for each in months),
        months=months,
    )


def locks() -> list[MonthLock]:
    """Return the locked months, in order."""
    sql = """SELECT month, minutes, lines, people, digest, recorded_at, recorded_by
        FROM month_lock ORDER BY month"""
    return [
        MonthLock(
            month=month,
            minutes=minutes,
            lines=lines,
            people=people,
            digest=digest,
            recorded_at=at,
            recorded_by=by,
        )
        for month, minutes, lines, people, digest, at, by in rows(sql)
    ]


def locked_months() -> frozenset[str]:
    """Return which months take no line any more."""
    return frozenset(month for (month,) in rows("SELECT month FROM month_lock"))


def months() -> list[str]:
    """Return the months that have lines, in order."""
    sql = "SELECT DISTINCT SUBSTR(business_date, 1, 7) FROM hours_line ORDER BY 1"
    return [month for (month,) in rows(sql)]


def lock(month: MonthLock) -> str:
    """Keep that a month is locked, and return the uid of the record."""
    uid = new_uid()
    insert(
        "month_lock",
        {
            "uid": uid,
            "month": month.month,
            "minutes": month.minutes,
            "lines": month.lines,
            "people": month.people,
            "digest": month.digest,
            "recorded_at": month.recorded_at,
            "recorded_by": month.recorded_by,
        },
    )
    return uid


def month_sums() -> dict[str, tuple[int, int, int, str]]:
    """Return lines, minutes, people and the last line's digest of every month that has lines."""
    sql = """SELECT s.month, s.lines, s.minutes, s.people, h.digest
        FROM (SELECT SUBSTR(business_date, 1, 7) AS month, COUNT(*) AS lines,
                SUM(minutes) AS minutes, COUNT(DISTINCT volunteer_id) AS people,
                MAX(id) AS last_id
            FROM hours_line GROUP BY 1) s
        JOIN hours_line h ON h.id = s.last_id ORDER BY s.month"""
    return {
        month: (int(lines), int(minutes), int(people), digest)
        for month, lines, minutes, people, digest in rows(sql)
    }


def broken_links() -> list[str]:
    """Return the uids of the lines that do not follow from the one before them."""
    broken, previous = [], ""
    for *fields, digest in rows(_CHAIN):
        if digest != _digest(previous, fields):
            broken.append(str(fields[0]))
        previous = digest
    return broken


_CHAINED = """uid, volunteer_id, kind, minutes, business_date, served_on, attendance_id, cites_id,
    work, reason, rule, import_run_id, recorded_at, recorded_by"""
_CHAIN = f"SELECT {_CHAINED}, digest FROM hours_line ORDER BY id"
_FIELDS = """h.id, h.uid, h.volunteer_id, h.kind, h.minutes, h.business_date, h.served_on,
    h.attendance_id, h.cites_id, h.work, h.reason, h.rule, h.recorded_at, h.recorded_by, h.digest"""
_WIDTH = len(_FIELDS.split(","))
_KINDS: Mapping[str, HoursKind] = {each.value: each for each in HoursKind}
_WORTH = """
    SELECT b.volunteer_id AS whose, SUBSTR(b.business_date, 1, 7) AS month
    FROM hours_line b LEFT JOIN hours_line c ON c.cites_id = b.id AND c.business_date <= ?
    WHERE b.business_date BETWEEN ? AND ? AND b.kind IN ('attend', 'worklog')
    GROUP BY b.id HAVING b.minutes + COALESCE(SUM(c.minutes), 0) > 0"""
"""Times of service (人次): lines that were worth minutes at the end of the days, without what was
brought in. An adjustment after the days leaves the count of a locked month as it was reported."""
_SERVICES_BY_PERSON = f"SELECT whose, COUNT(*) FROM ({_WORTH}) GROUP BY whose"
_SERVED_BY_MONTH = f"SELECT month, COUNT(*), COUNT(DISTINCT whose) FROM ({_WORTH}) GROUP BY month"


def _last_digest() -> str:
    return value("SELECT digest FROM hours_line ORDER BY id DESC LIMIT 1") or ""


def _digest(previous: str, fields: Sequence[object]) -> str:
    body = json.dumps([previous, *fields], ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _range(
    column: str, first: date, last: date, volunteer_id: VolunteerId | None
) -> tuple[str, list[object]]:
    values: list[object] = [first.isoformat(), last.isoformat()]
    if volunteer_id is None:
        return f"WHERE {column} BETWEEN ? AND ?", values
    return f"WHERE {column} BETWEEN ? AND ? AND h.volunteer_id = ?", [*values, volunteer_id]


def _credit(base: HoursLine, lines: Sequence[HoursLine]) -> Credit | None:
    """Return what ``base`` is worth with those of ``lines`` that cite it; None once reversed."""
    citing = [each for each in lines if each.cites_id == base.id]
    if any(each.kind is HoursKind.REVERSAL for each in citing):
        return None
    worth = base.minutes + sum(each.minutes for each in citing)
    return Credit(base, worth, citing[-1].work if citing else base.work)


def _where(where: str, values: Sequence[object] = ()) -> list[HoursLine]:
    return [_line(row) for row in rows(f"SELECT {_FIELDS} FROM hours_line h {where}", values)]


def _line(row: tuple[Any, ...]) -> HoursLine:
    return HoursLine(
        id=HoursLineId(row[0]),
        uid=row[1],
        volunteer_id=VolunteerId(row[2]),
        kind=_KINDS[row[3]],
        minutes=row[4],
        business_date=must_be_day(row[5]),
        served_on=must_be_day(row[6]),
        attendance_id=None if row[7] is None else AttendanceId(row[7]),
        cites_id=None if row[8] is None else HoursLineId(row[8]),
        work=row[9],
        reason=row[10],
        rule=row[11],
        recorded_at=row[12],
        recorded_by=row[13],
        digest=row[14],
    )
