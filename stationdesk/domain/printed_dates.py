"""Dates as packs and ledgers print them: to the day, to the month, to the year, or without end."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date was printed."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"
    """Words instead of a date: 长期, 永久."""


class LifeUnit(StrEnum):
    """What a shelf life is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date with the words it was printed in and what they allow to know.

    ``day`` is the day itself, of a month or a year its first day, and None where the words name no
    date. Which day counts is a rule, not a fact: ask ``computed_expiry``.
    """

    text: str
    precision: Precision
    day: date | None

    def iso(self) -> str | None:
        """Return ``2026-07-31``, ``2026-07`` or ``2026``, as exact as printed, or None."""
        if self.day is None or self.precision is Precision.NONE:
            return None
        return self.day.isoformat()[: _ISO_LENGTHS[self.precision]]


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """How long goods keep from the day they were made."""

    n: int
    unit: LifeUnit


_ISO_LENGTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def printed_day(day: date, text: str = "") -> PrintedDate:
    """Return ``day`` as printed to the day; ``text`` is what stood there, else its ISO form."""
    return PrintedDate(text or day.isoformat(), Precision.DAY, day)


def printed_month(year: int, month: int, text: str = "") -> PrintedDate:
    """Return a month without a day; raises ValueError where there is no such month."""
    first = date(year, month, 1)
    return PrintedDate(text or first.isoformat()[:7], Precision.MONTH, first)


def printed_year(year: int, text: str = "") -> PrintedDate:
    """Return a year without a month."""
    return PrintedDate(text or f"{year:04d}", Precision.YEAR, date(year, 1, 1))


def without_end(text: str) -> PrintedDate:
    """Return the words that say that goods do not expire (长期, 永久)."""
    return PrintedDate(text, Precision.NONE, None)


def computed_expiry(printed: PrintedDate | None, month_end: bool = True) -> date | None:
    """Return the last day on which the goods may be used; None if they do not expire.

    A printed day is that day. A printed month (有效期至 2026.07) is read in two ways in public
    sources: until the end of that month, which is also what 药品说明书和标签管理规定 (2006)
    第二十三条 implies, where a label to the month names the month *before* the one of equal date;
    or, as a published question-and-answer of 2006 has it, until the end of the month before. The
    first is the rule; ``month_end=False`` is the stricter reading for stations that choose it. A
    printed year is read the same way: its 31 December, or the one before.
    """
    if printed is None or printed.day is None or printed.precision is Precision.NONE:
        return None
    if printed.precision is Precision.DAY:
        return printed.day
    if not month_end:
        return printed.day - timedelta(days=1)
    month = 12 if printed.precision is Precision.YEAR else printed.day.month
    return _last_of_month(printed.day.year, month)


def from_shelf_life(made_on: date, n: int, unit: LifeUnit | str) -> date:
    """Return the day ``n`` units after ``made_on``: 生产日期 + 保质期 = 到期日.

    Months and years keep the day of the month and are clamped to the month's last day: made on
    31 August, six months keep until 28 or 29 February. Food is counted in this way; a medicine's
    label names one day less (药品说明书和标签管理规定 第二十三条) and carries its own date, which
    goes before any computed one. Raises ValueError for an unknown unit, OverflowError or
    ValueError for a day after the year 9999.
    """
    unit = LifeUnit(unit)
    if unit is LifeUnit.DAY:
        return made_on + timedelta(days=n)
    if unit is LifeUnit.WEEK:
        return made_on + timedelta(weeks=n)
    return _months_later(made_on, n * 12 if unit is LifeUnit.YEAR else n)


def expiry_of(made_on: PrintedDate, life: ShelfLife, text: str = "") -> PrintedDate | None:
    """Return when goods made on ``made_on`` expire, no more exact than their production date.

    None where the production date is too vague: a life of 20 days cannot be counted from a month.
    """
    if made_on.day is None or made_on.precision in (Precision.NONE, Precision.YEAR):
        return None
    short = life.unit in (LifeUnit.DAY, LifeUnit.WEEK)
    if made_on.precision is Precision.MONTH and short:
        return None
    day = from_shelf_life(made_on.day, life.n, life.unit)
    if made_on.precision is Precision.MONTH:
        return printed_month(day.year, day.month, text)
    return printed_day(day, text)


def _months_later(day: date, months: int) -> date:
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
