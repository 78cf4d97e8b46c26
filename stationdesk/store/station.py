"""Station facts and opening hours in the station's file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stationdesk.domain import opening
from stationdesk.domain.ids import OpeningExceptionId, TimetableId
from stationdesk.domain.opening import Interval, OpeningException, Timetable
from stationdesk.domain.station import MonthExpiryRule, Station, StationKind
from stationdesk.store.plain_sql import as_day, must_be_day, rows
from stationdesk.store.tables import (
    AmenityRow,
    FaultRow,
    FaultStepRow,
    OpeningExceptionRow,
    OpeningIntervalRow,
    PlanRunRow,
    StationRow,
    TimetableRow,
)

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.opening import NewException, NewTimetable
    from stationdesk.domain.station import NewStation


def station() -> Station | None:
    """Return the station's facts, None in a file that was not set up."""
    row = StationRow.get_or_none()
    return None if row is None else _station(row)


def keeper() -> str:
    """Return who answers for the station, empty before it is set up; asked with every record."""
    found = rows("SELECT keeper FROM station LIMIT 1")
    return str(found[0][0]) if found else ""


def add(wish: NewStation) -> Station:
    """Keep the facts of a new station."""
    return _station(StationRow.create(**_fields(wish), version=1))


def change(wish: NewStation, version: int) -> None:
    """Write the facts over those of ``version``."""
    StationRow.update(**_fields(wish), version=version + 1).execute()


def timetables() -> list[Timetable]:
    """Return all timetables, the one that began last first."""
    weeks: dict[int, dict[int, list[Interval]]] = {}
    for timetable_id, weekday, *stretch in rows(_STRETCHES):
        week = weeks.setdefault(timetable_id, {})
        week.setdefault(weekday, []).append(Interval(*stretch))
    return [_timetable(row, weeks.get(row[0], {})) for row in rows(_TIMETABLES)]


def timetable(timetable_id: TimetableId) -> Timetable:
    """Return one timetable."""
    return next(found for found in timetables() if found.id == timetable_id)


def add_timetable(wish: NewTimetable) -> TimetableId:
    """Keep a new timetable."""
    row = TimetableRow.create(**_timetable_fields(wish), version=1)
    _keep_week(row.id, wish)
    return TimetableId(row.id)


def change_timetable(timetable_id: TimetableId, wish: NewTimetable, version: int) -> None:
    """Write the hours over those of ``version``."""
    fields = _timetable_fields(wish)
    TimetableRow.update(**fields, version=version + 1).where(
        TimetableRow.id == timetable_id
    ).execute()
    _forget_week(timetable_id)
    _keep_week(timetable_id, wish)


def remove_timetable(timetable_id: TimetableId) -> None:
    """Take out a timetable that was just entered."""
    _forget_week(timetable_id)
    TimetableRow.delete().where(TimetableRow.id == timetable_id).execute()


def exceptions() -> list[OpeningException]:
    """Return the days that differ and were not withdrawn, in order."""
    found = rows(f"{_EXCEPTIONS} WHERE withdrawn_on IS NULL ORDER BY first_day, id")
    return [_exception(row) for row in found]


def add_exception(wish: NewException) -> OpeningExceptionId:
    """Keep days that differ."""
    row = OpeningExceptionRow.create(
        first_day=wish.first_day,
        last_day=wish.last_day,
        intervals=_intervals_text(wish.intervals),
        reason=wish.reason.strip(),
    )
    return OpeningExceptionId(row.id)


def exception(exception_id: OpeningExceptionId) -> OpeningException:
    """Return one exception, also a withdrawn one."""
    (row,) = rows(f"{_EXCEPTIONS} WHERE id = ?", [exception_id])
    return _exception(row)


def withdraw_exception(exception_id: OpeningExceptionId, day: date | None) -> None:
    """Withdraw an exception on ``day``, or let it hold again with None."""
    OpeningExceptionRow.update(withdrawn_on=day).where(
        OpeningExceptionRow.id == exception_id
    ).execute()


def opening_on(day: date) -> tuple[Interval, ...]:
    """Return the hours of ``day``; empty means closed."""
    return opening.opening_on(day, timetables(), exceptions())


def people() -> list[str]:
    """Return the names that stand in the records of station and amenities, each once."""
    columns = (
        StationRow.keeper,
        AmenityRow.keeper,
        PlanRunRow.done_by,
        FaultRow.reported_by,
        FaultStepRow.done_by,
    )
    names = {
        name.strip()
        for column in columns
        for (name,) in column.model.select(column).distinct().tuples()
    }
    return sorted(names - {""})


_TIMETABLES = """
    SELECT id, uid, name, valid_from, valid_to, season_starts, season_ends, version
    FROM timetable ORDER BY valid_from DESC, id"""
_STRETCHES = """
    SELECT timetable_id, weekday, opens_minute, closes_minute
    FROM opening_interval ORDER BY opens_minute"""
_EXCEPTIONS = """
    SELECT id, uid, first_day, last_day, reason, intervals FROM opening_exception"""
"""Plain words for what every loan asks for: on which days the station is open."""


def _station(row: Any) -> Station:
    return Station(
        uid=row.uid,
        code=row.code,
        name=row.name,
        kind=StationKind(row.kind),
        street=row.street,
        district=row.district,
        address=row.address,
        area_square_metres=row.area_square_metres,
        phone=row.phone,
        keeper=row.keeper,
        tier_applied_for=row.tier_applied_for,
        standard_key=row.standard_key,
        month_expiry_rule=MonthExpiryRule(row.month_expiry_rule),
        version=row.version,
    )


def _fields(wish: NewStation) -> dict[str, object]:
    return {
        "code": wish.code.strip(),
        "name": wish.name.strip(),
        "kind": wish.kind.value,
        "street": wish.street.strip(),
        "district": wish.district.strip(),
        "address": wish.address.strip(),
        "area_square_metres": wish.area_square_metres,
        "phone": wish.phone.strip(),
        "keeper": wish.keeper.strip(),
        "tier_applied_for": wish.tier_applied_for,
        "standard_key": wish.standard_key.strip(),
        "month_expiry_rule": wish.month_expiry_rule.value,
    }


def _timetable(row: tuple[Any, ...], week: dict[int, list[Interval]]) -> Timetable:
    timetable_id, uid, name, valid_from, valid_to, season_starts, season_ends, version = row
    return Timetable(
        id=TimetableId(timetable_id),
        uid=uid,
        name=name,
        valid_from=must_be_day(valid_from),
        valid_to=as_day(valid_to),
        season_starts=season_starts,
        season_ends=season_ends,
        week={weekday: tuple(intervals) for weekday, intervals in sorted(week.items())},
        version=version,
    )


def _timetable_fields(wish: NewTimetable) -> dict[str, object]:
    return {
        "name": wish.name.strip(),
        "valid_from": wish.valid_from,
        "valid_to": wish.valid_to,
        "season_starts": wish.season_starts,
        "season_ends": wish.season_ends,
    }


def _keep_week(timetable_id: int, wish: NewTimetable) -> None:
    stretches = [
        {
            "timetable": timetable_id,
            "weekday": weekday,
            "opens_minute": interval.opens_minute,
            "closes_minute": interval.closes_minute,
        }
        for weekday, intervals in wish.week.items()
        for interval in intervals
    ]
    OpeningIntervalRow.insert_many(stretches).execute()


def _forget_week(timetable_id: int) -> None:
    OpeningIntervalRow.delete().where(OpeningIntervalRow.timetable == timetable_id).execute()


def _exception(row: tuple[Any, ...]) -> OpeningException:
    exception_id, uid, first_day, last_day, reason, intervals = row
    return OpeningException(
        id=OpeningExceptionId(exception_id),
        uid=uid,
        first_day=must_be_day(first_day),
        last_day=must_be_day(last_day),
        reason=reason,
        intervals=tuple(Interval(*pair) for pair in json.loads(intervals)),
    )


def _intervals_text(intervals: tuple[Interval, ...]) -> str:
    return json.dumps([[each.opens_minute, each.closes_minute] for each in sorted(intervals)])
