"""Which year a day without one belongs to: the sheet's period, and the order of the rows.

January's sheet begins with what was lent in the last days of December; December's sheet ends with
what came back in January.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.register_days import LOST_ZERO, WrittenDay, day_in
from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import NO_SUCH_DAY, NO_YEAR
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

OUTSIDE_PERIOD = N_("“{value}” lies far from the period of this sheet; is the year right?")
BEFORE_LENT = N_("“{value}” lies before the day it was lent.")

_HALF_YEAR = 6
_LONGEST_WAIT_DAYS = 200
"""A return that seems to come later than this is a slip of the pen, not a year of patience."""


@dataclass(frozen=True, slots=True)
class Period:
    """What title, sheet and file say about the time of a register; None where they do not."""

    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of the calendar or none, and what is doubtful or wrong about it."""

    day: date | None = None
    doubt: Problem | None = None
    error: Problem | None = None


def period_told(texts: Iterable[str]) -> Period:
    """Return year and month from the first of ``texts`` that tells each, the nearest one first."""
    year = month = None
    for text in texts:
        plain = _with_digits(unicodedata.normalize("NFKC", text))
        year = year or _year_in(plain)
        month = month or _month_in(plain)
    return Period(year, month)


def dated_rows(written: Sequence[WrittenDay], period: Period) -> list[Dated]:
    """Return the day of every row, in the rows' order.

    A sheet of one month takes the year in which a day comes nearest to that month. Else the rows
    go on in time: where December is followed by January, a year begins.
    """
    years = _years(written, period)
    dated: list[Dated] = []
    before: date | None = None
    for day, year in zip(written, years, strict=True):
        found = _dated(day, year, period, before)
        before = found.day or before
        dated.append(found)
    return dated


def day_after(written: WrittenDay, since: date, too_early: str = BEFORE_LENT) -> Dated:
    """Return the first day on or after ``since`` that ``written`` can mean.

    ``too_early`` is what is said of a day that lies before it.
    """
    if written.error:
        return Dated(error=written.error)
    told = {"value": written.text}
    day = written.day or _next(written, since)
    if day is None:
        return Dated(error=Problem("date", NO_SUCH_DAY, told))
    if day < since or (written.day is None and (day - since).days > _LONGEST_WAIT_DAYS):
        return Dated(error=Problem("date", too_early, told))
    return Dated(day, doubt=written.doubt)


def _years(written: Sequence[WrittenDay], period: Period) -> list[int | None]:
    rounds = _rounds(written)
    whole = [
        day.day.year - at for day, at in zip(written, rounds, strict=True) if day.day is not None
    ]
    if period.month is not None:
        year = period.year or (Counter(whole).most_common(1)[0][0] if whole else None)
        return [_nearest_year(year, period.month, day.month) for day in written]
    if period.year is not None:
        first = period.year - Counter(rounds).most_common(1)[0][0] if rounds else period.year
    elif whole:
        first = whole[0]
    else:
        return [None] * len(written)
    return [first + at for at in rounds]


def _rounds(written: Sequence[WrittenDay]) -> list[int]:
    """Return for each row how many times the rows above went from December into January."""
    rounds: list[int] = []
    at, before = 0, None
    for day in written:
        month = day.day.month if day.day else day.month
        if month is not None and before is not None:
            at += (before - month >= _HALF_YEAR) - (month - before > _HALF_YEAR)
        before = month or before
        rounds.append(at)
    return rounds


def _nearest_year(year: int | None, month: int, told: int | None) -> int | None:
    if year is None or told is None:
        return year
    if told - month > _HALF_YEAR:
        return year - 1
    return year + 1 if month - told > _HALF_YEAR else year


def _dated(written: WrittenDay, year: int | None, period: Period, before: date | None) -> Dated:
    if written.error or written.is_blank:
        return Dated(error=written.error)
    if written.day is not None:
        return Dated(written.day, doubt=written.doubt or _far(written, period))
    month = written.month or period.month or (before.month if before else None)
    if year is None or month is None or written.of_month is None:
        return Dated(error=Problem("date", NO_YEAR, {"value": written.text}))
    day = day_in(year, month, written.of_month)
    if day is None:
        return Dated(error=Problem("date", NO_SUCH_DAY, {"value": written.text}))
    return _with_its_zero(written, day, before)


def _with_its_zero(written: WrittenDay, day: date, before: date | None) -> Dated:
    """Take 3.1 for the tenth where the row above is of the second to the tenth."""
    if written.perhaps is None or before is None or not day < before:
        return Dated(day)
    other = day_in(day.year, day.month, written.perhaps)
    if other is None or other < before:
        return Dated(day)
    told = {"first": day.day, "second": other.day, "taken": other.day, "value": written.text}
    return Dated(other, doubt=Problem("date", LOST_ZERO, told))


def _far(written: WrittenDay, period: Period) -> Problem | None:
    day = written.day
    if day is None or period.year is None:
        return None
    middle = 12 * period.year + (period.month or 6)
    reach = _HALF_YEAR if period.month else _HALF_YEAR + 3
    if abs(12 * day.year + day.month - middle) <= reach:
        return None
    return Problem("date", OUTSIDE_PERIOD, {"value": written.text})


def _next(written: WrittenDay, lent_on: date) -> date | None:
    if written.of_month is None:
        return None
    for candidate in (written.of_month, written.perhaps):
        if candidate is None:
            continue
        if written.month is None:
            found = _in_month_from(candidate, lent_on)
        else:
            found = _in_year_from(written.month, candidate, lent_on)
        if found is not None and (found - lent_on).days <= _LONGEST_WAIT_DAYS:
            return found
    month = written.month or lent_on.month
    return _in_year_from(month, written.of_month, lent_on)


def _in_month_from(of_month: int, lent_on: date) -> date | None:
    """Return the next day with that number: 5日 behind 28 March is 5 April."""
    for ahead in range(3):
        year, month0 = divmod(12 * lent_on.year + lent_on.month - 1 + ahead, 12)
        day = day_in(year, month0 + 1, of_month)
        if day is not None and day >= lent_on:
            return day
    return None


def _in_year_from(month: int, of_month: int, lent_on: date) -> date | None:
    for year in (lent_on.year, lent_on.year + 1):
        day = day_in(year, month, of_month)
        if day is not None and day >= lent_on:
            return day
    return None


_YEAR = re.compile(r"(?<!\d)(?P<y>20\d{2})(?=\D|$|(?:0[1-9]|1[0-2])(?:\D|$))")
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<y>[1-4]\d)\s*年(?!级)")
_MONTHS = re.compile(r"\d{1,2}\s*月?\s*[-~至到—–、]\s*\d{1,2}\s*月")
_MONTH = re.compile(r"(?<!\d)(?P<m>0?[1-9]|1[0-2])\s*月(?!\s*\d{1,2}\s*[日号])")
_MONTH_OF_YEAR = re.compile(r"20\d{2}\s*[年./\-_]?\s*(?P<m>0?[1-9]|1[0-2])(?!\s*月?\s*[./\-]?\d)")
_BARE_MONTH = re.compile(r"\s*(?P<m>0?[1-9]|1[0-2])\s*")


def _with_digits(text: str) -> str:
    """Write 二〇二六年三月 with digits."""
    return re.sub(
        rf"[{CHARACTERS}]+(?=\s*[年月])",
        lambda found: str(number) if (number := chinese_number(found[0])) is not None else found[0],
        text,
    )


def _year_in(text: str) -> int | None:
    if found := _YEAR.search(text):
        return int(found["y"])
    if found := _SHORT_YEAR.search(text):
        return 2000 + int(found["y"])
    return None


def _month_in(text: str) -> int | None:
    if _MONTHS.search(text):
        return None
    found = _MONTH.search(text) or _MONTH_OF_YEAR.search(text) or _BARE_MONTH.fullmatch(text)
    return int(found["m"]) if found else None
