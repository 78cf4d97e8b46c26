"""What was served in the months before, summed up by the engine: for fairness only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ids import VolunteerId
from stationdesk.domain.roster.shifts import absolute
from stationdesk.store.plain_sql import rows, value

if TYPE_CHECKING:
    from datetime import date

CONFIRMED = "('confirmed', 'served')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What somebody served in a stretch of days: minutes, weekends, and shifts of the evening."""

    minutes: int
    weekends: int
    evenings: int


def served_between(first: date, last: date, evening_from: int) -> dict[VolunteerId, Served]:
    """Return what each volunteer served, or will, on published shifts that begin on these days.

    A weekend counts with a shift that begins on its Saturday or Sunday; a shift of the evening
    ends after ``evening_from`` (minutes of its day). The calendar's first day was a Monday.
    """
    sql = f"""
        SELECT volunteer_id, SUM(ends - starts),
            COUNT(DISTINCT CASE WHEN (starts / 1440 + 6) % 7 >= 5
                THEN (starts / 1440 + 6) / 7 END),
            SUM(CASE WHEN ends - starts / 1440 * 1440 > ? THEN 1 ELSE 0 END)
        FROM assignment
        WHERE state IN {CONFIRMED} AND starts >= ? AND starts < ?
        GROUP BY volunteer_id"""
    found = rows(sql, [evening_from, absolute(first, 0), absolute(last, 1440)])
    return {
        VolunteerId(volunteer_id): Served(minutes=minutes, weekends=weekends, evenings=evenings)
        for volunteer_id, minutes, weekends, evenings in found
    }


def any_served_between(first: date, last: date) -> bool:
    """Tell whether anybody had a published shift on these days."""
    sql = f"""SELECT 1 FROM assignment
        WHERE state IN {CONFIRMED} AND starts >= ? AND starts < ? LIMIT 1"""
    return value(sql, [absolute(first, 0), absolute(last, 1440)]) is not None
