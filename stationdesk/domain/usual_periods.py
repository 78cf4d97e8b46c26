"""The periods that people usually ask a list for: this month, last month and so on."""

from __future__ import annotations

import calendar
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

QUARTER_MONTHS = 3


class UsualPeriod(StrEnum):
    """A period by its name."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    THIS_YEAR = "this_year"


PERIOD_WORDS = {
    UsualPeriod.THIS_MONTH: N_("This month"),
    UsualPeriod.LAST_MONTH: N_("Last month"),
    UsualPeriod.THIS_QUARTER: N_("This quarter"),
    UsualPeriod.THIS_YEAR: N_("This year"),
}


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of ``day``."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def usual_period(period: UsualPeriod, today: date) -> tuple[date, date]:
    """Return the first and the last day of ``period``; one that is still running ends today."""
    month = today.replace(day=1)
    match period:
        case UsualPeriod.LAST_MONTH:
            last = month - timedelta(days=1)
            return last.replace(day=1), last
        case UsualPeriod.THIS_QUARTER:
            first = (today.month - 1) // QUARTER_MONTHS * QUARTER_MONTHS + 1
            return month.replace(month=first), today
        case UsualPeriod.THIS_YEAR:
            return month.replace(month=1), today
    return month, today


def period_named(first: date | None, last: date | None, today: date) -> UsualPeriod | None:
    """Return the usual period that is just these days, None where they are others."""
    named = (each for each in UsualPeriod if usual_period(each, today) == (first, last))
    return next(named, None)
