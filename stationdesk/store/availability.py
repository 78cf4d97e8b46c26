"""When volunteers can come: weekly rules as a whole, and days that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import (
    AvailabilityExceptionId,
    AvailabilityId,
    VolunteerId,
    new_uid,
)
from stationdesk.domain.volunteers.availability import (
    Availability,
    AvailabilityException,
    Days,
    Wish,
)
from stationdesk.store.plain_sql import as_day, insert, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.volunteers.availability import NewAvailability, NewAvailabilityException


def replace_rules(
    volunteer_id: VolunteerId,
    wishes: Iterable[NewAvailability],
    *,
    recorded_at: str,
    recorded_by: str,
) -> None:
    """Let new rules stand in the place of all that stood of one volunteer."""
    old = """UPDATE availability_rule SET voided_at = ?, voided_by = ?
             WHERE volunteer_id = ? AND voided_at IS NULL RETURNING id"""
    rows(old, [recorded_at, recorded_by, volunteer_id])
    for wish in wishes:
        fields = {
            "uid": new_uid(),
            "volunteer_id": volunteer_id,
            "days": wish.days.value,
            "from_minute": wish.from_minute,
            "to_minute": wish.to_minute,
            "wish": wish.wish.value,
            "valid_from": None if wish.valid_from is None else wish.valid_from.isoformat(),
            "valid_until": None if wish.valid_until is None else wish.valid_until.isoformat(),
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
        }
        insert("availability_rule", fields)


def rules_of(volunteer_id: VolunteerId) -> tuple[Availability, ...]:
    """Return the weekly rules of one volunteer, in the order of entry."""
    return tuple(_rules("AND volunteer_id = ?", [volunteer_id]))


def all_rules() -> dict[VolunteerId, tuple[Availability, ...]]:
    """Return everybody's weekly rules, by volunteer."""
    found: dict[VolunteerId, list[Availability]] = {}
    for each in _rules():
        found.setdefault(each.volunteer_id, []).append(each)
    return {volunteer_id: tuple(rules) for volunteer_id, rules in found.items()}


def add_exception(
    volunteer_id: VolunteerId,
    wish: NewAvailabilityException,
    *,
    recorded_at: str,
    recorded_by: str,
) -> AvailabilityExceptionId:
    """Keep days that differ."""
    fields = {
        "uid": new_uid(),
        "volunteer_id": volunteer_id,
        "first_day": wish.first_day.isoformat(),
        "last_day": wish.last_day.isoformat(),
        "from_minute": wish.from_minute,
        "to_minute": wish.to_minute,
        "wish": wish.wish.value,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return AvailabilityExceptionId(insert("availability_exception", fields))


def set_exception_voided(
    exception_id: AvailabilityExceptionId, at: str | None, by: str | None
) -> None:
    """Let days that differ count no more, or again."""
    sql = "UPDATE availability_exception SET voided_at = ?, voided_by = ? WHERE id = ? RETURNING id"
    rows(sql, [at, by, exception_id])


def exception(exception_id: AvailabilityExceptionId) -> AvailabilityException | None:
    """Return days that differ, None where there are none of that id that stand."""
    return next(iter(_exceptions("AND id = ?", [exception_id])), None)


def exceptions_of(volunteer_id: VolunteerId) -> tuple[AvailabilityException, ...]:
    """Return the days that differ of one volunteer, in the order of entry."""
    return tuple(_exceptions("AND volunteer_id = ?", [volunteer_id]))


def all_exceptions() -> dict[VolunteerId, tuple[AvailabilityException, ...]]:
    """Return everybody's days that differ, by volunteer."""
    found: dict[VolunteerId, list[AvailabilityException]] = {}
    for each in _exceptions():
        found.setdefault(each.volunteer_id, []).append(each)
    return {volunteer_id: tuple(days) for volunteer_id, days in found.items()}


def _rules(where: str = "", values: Sequence[object] = ()) -> list[Availability]:
    sql = f"""
        SELECT id, uid, volunteer_id, days, from_minute, to_minute, wish, valid_from, valid_until
        FROM availability_rule WHERE voided_at IS NULL {where} ORDER BY id"""
    return [
        Availability(
            id=AvailabilityId(row[0]),
            uid=row[1],
            volunteer_id=VolunteerId(row[2]),
            days=Days(row[3]),
            from_minute=row[4],
            to_minute=row[5],
            wish=Wish(row[6]),
            valid_from=as_day(row[7]),
            valid_until=as_day(row[8]),
        )
        for row in rows(sql, values)
    ]


def _exceptions(where: str = "", values: Sequence[object] = ()) -> list[AvailabilityException]:
    sql = f"""
        SELECT id, uid, volunteer_id, first_day, last_day, from_minute, to_minute, wish
        FROM availability_exception WHERE voided_at IS NULL {where} ORDER BY id"""
    return [
        AvailabilityException(
            id=AvailabilityExceptionId(row[0]),
            uid=row[1],
            volunteer_id=VolunteerId(row[2]),
            first_day=must_be_day(row[3]),
            last_day=must_be_day(row[4]),
            from_minute=row[5],
            to_minute=row[6],
            wish=Wish(row[7]),
        )
        for row in rows(sql, values)
    ]
