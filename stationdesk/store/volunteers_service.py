"""What volunteers did and are going to do, summed up by person: hours, shifts ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import VolunteerId
from stationdesk.domain.roster.assignments import LIVE
from stationdesk.domain.volunteers.lines import NextShift
from stationdesk.store.plain_sql import marks, must_be_day, rows, value

if TYPE_CHECKING:
    from datetime import date

_NEVER = 2**40
_LIVE = tuple(sorted(state.value for state in LIVE))


def minutes_by_volunteer(on: date) -> dict[VolunteerId, int]:
    """Return the minutes that the hours ledger holds at the end of ``on``, by volunteer."""
    sql = """SELECT volunteer_id, SUM(minutes) FROM hours_line WHERE business_date <= ?
             GROUP BY volunteer_id"""
    return {VolunteerId(found): int(minutes) for found, minutes in rows(sql, [on.isoformat()])}


def next_shifts(moment: int) -> dict[VolunteerId, NextShift]:
    """Return by volunteer the first planned shift that is not over at an absolute minute."""
    sql = f"""
        SELECT a.volunteer_id, s.day, s.name, s.from_minute, s.to_minute
        FROM assignment a JOIN shift s ON s.id = a.shift_id
        WHERE a.ends > ? AND s.voided_at IS NULL AND a.state IN ({marks(_LIVE)})
        ORDER BY a.starts DESC"""
    return {
        VolunteerId(volunteer_id): NextShift(
            day=must_be_day(day), name=name, from_minute=from_minute, to_minute=to_minute
        )
        for volunteer_id, day, name, from_minute, to_minute in rows(sql, [moment, *_LIVE])
    }


def shifts_ahead(
    volunteer_id: VolunteerId, moment: int, until: int | None = None, *, begins: int = 0
) -> int:
    """Return for how many shifts that are not over at ``moment`` somebody is planned.

    ``until`` leaves out those that begin at that minute or later, ``begins`` those that begin
    before it.
    """
    sql = f"""SELECT COUNT(*) FROM assignment WHERE volunteer_id = ? AND ends > ?
              AND starts < ? AND starts >= ? AND state IN ({marks(_LIVE)})"""
    last = _NEVER if until is None else until
    return int(value(sql, [volunteer_id, moment, last, begins, *_LIVE]))


def is_signed_in(volunteer_id: VolunteerId) -> bool:
    """Tell whether somebody came and has not left yet."""
    sql = """SELECT COUNT(*) FROM attendance
             WHERE volunteer_id = ? AND left_at IS NULL AND voided_at IS NULL"""
    return bool(value(sql, [volunteer_id]))


def planned_between(first: int, last: int) -> set[VolunteerId]:
    """Return who has a row on the roster, live or not, that touches these absolute minutes."""
    sql = "SELECT DISTINCT volunteer_id FROM assignment WHERE starts < ? AND ends > ?"
    return {VolunteerId(found) for (found,) in rows(sql, [last, first])}
