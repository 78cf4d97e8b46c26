"""Every so many days, weeks, months or years: counting days forward as a calendar does."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from stationdesk.i18n import N_

MONTHS_OF = {"month": 1, "year": 12}
DAYS_OF = {"day": 1, "week": 7}


class PeriodUnit(StrEnum):
    """What an interval counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


UNIT_WORDS = {
    PeriodUnit.DAY: N_("days"),
    PeriodUnit.WEEK: N_("weeks"),
    PeriodUnit.MONTH: N_("months"),
    PeriodUnit.YEAR: N_("years"),
}
EVERY_WORDS = {
    PeriodUnit.DAY: (N_("Daily"), N_("Every {count} days")),
    PeriodUnit.WEEK: (N_("Weekly"), N_("Every {count} weeks")),
    PeriodUnit.MONTH: (N_("Monthly"), N_("Every {count} months")),
    PeriodUnit.YEAR: (N_("Yearly"), N_("Every {count} years")),
}
"""How a rhythm is told: the phrase for one, and the phrase for several."""


def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def later(first: date, every: int, unit: PeriodUnit, times: int = 1) -> date:
    """Return ``first`` plus ``times`` intervals, counted from ``first`` itself.

    Counting from the first day keeps a 31st a 31st: 31 Jan, 28 Feb, 31 Mar.
    """
    if unit in DAYS_OF:
        return first + timedelta(days=DAYS_OF[unit] * every * times)
    return add_months(first, MONTHS_OF[unit] * every * times)


def times_until(first: date, every: int, unit: PeriodUnit, day: date) -> int:
    """Return how many of the days ``first``, ``first`` + interval, … lie on or before ``day``."""
    if day < first:
        return 0
    if unit in DAYS_OF:
        return (day - first).days // (DAYS_OF[unit] * every) + 1
    months = (day.year - first.year) * 12 + day.month - first.month
    times = months // (MONTHS_OF[unit] * every)
    return times + 1 if later(first, every, unit, times) <= day else times
