"""Days cut into what one chart can show: single days, weeks or months; and the year before."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.periods import add_months
from stationdesk.domain.reporting.spans import Days
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.usual_periods import month_of
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS_SHOWN_SINGLY, DAYS_SHOWN_BY_WEEK = 31, 186
"""A longer time is told by weeks, and a still longer one by months."""

WEEKDAY_WORDS = {
    1: N_("Monday"),
    2: N_("Tuesday"),
    3: N_("Wednesday"),
    4: N_("Thursday"),
    5: N_("Friday"),
    6: N_("Saturday"),
    7: N_("Sunday"),
}
"""By ISO weekday."""


class Step(StrEnum):
    """How long one stretch is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def step_for(days: Days) -> Step:
    """Return the step in which so many days are told."""
    count = (days.last - days.first).days + 1
    if count <= DAYS_SHOWN_SINGLY:
        return Step.DAY
    return Step.WEEK if count <= DAYS_SHOWN_BY_WEEK else Step.MONTH


def stretches(days: Days, step: Step) -> list[Days]:
    """Return the stretches of ``days`` in order, the first and the last one perhaps shorter."""
    found: list[Days] = []
    first = days.first
    while first <= days.last:
        last = min(_end(first, step), days.last)
        found.append(Days(first, last))
        first = last + timedelta(days=1)
    return found


def year_before(days: Days) -> Days | None:
    """Return the same days of the year before; None for a 29 February alone.

    A whole month stays one, so that February is February, however long.
    """
    first, last = add_months(days.first, -12), add_months(days.last, -12)
    if (days.first.month, days.first.day) == (2, 29):
        first = date(days.first.year - 1, 3, 1)
    if days.first.day == 1 and days.last == month_of(days.last)[1]:
        last = month_of(last)[1]
    return Days(first, last) if first <= last else None


def name_of(stretch: Days, step: Step) -> Phrase:
    """Return how one names a stretch, as short as a scale needs it."""
    first, last = stretch.first, stretch.last
    if step is Step.MONTH:
        return Phrase(f"{first:%Y-%m}")
    if first == last:
        return Phrase(f"{first:%m-%d}")
    return Phrase(f"{first:%m-%d}~{last:%d}" if first.month == last.month else _across(stretch))


def long_name(stretch: Days) -> Phrase:
    """Return a stretch in full: a day with its weekday, a month, else the first and last day."""
    if (stretch.first, stretch.last) == month_of(stretch.first):
        first = stretch.first
        return Phrase(N_("{year}-{month}"), {"year": first.year, "month": f"{first.month:02d}"})
    if stretch.first == stretch.last:
        weekday = Phrase(WEEKDAY_WORDS[stretch.first.isoweekday()])
        return Phrase(N_("{day}, {weekday}"), {"day": stretch.first, "weekday": weekday})
    values = {"first": stretch.first, "last": stretch.last}
    return Phrase(N_("{first} to {last}"), values)


def summed(by_day: Mapping[date, int], stretch: Days | None) -> int | None:
    """Return what the days of a stretch add up to; None without a stretch."""
    if stretch is None:
        return None
    return sum(amount for day, amount in by_day.items() if stretch.holds(day))


def _across(stretch: Days) -> str:
    return f"{stretch.first:%m-%d}~{stretch.last:%m-%d}"


def _end(first: date, step: Step) -> date:
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6 - first.weekday())
    return month_of(first)[1]
