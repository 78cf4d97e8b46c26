"""Days above the columns of a roster's grid: 周一, 6月8日, 1 to 31; and the week a title names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text
from stationdesk.domain.ledgers.register_days import WrittenDay, day_in, read_day
from stationdesk.domain.ledgers.register_years import period_told
from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import NO_SUCH_DAY, NO_YEAR
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.sheets import Cell

NO_WEEK = N_("Neither heading nor title says which week “{value}” is of.")
NO_MONTH = N_("Neither heading nor title says which month “{value}” is of.")
OTHER_WEEKDAY = N_("{day} is not the day of the week that is written: “{value}”.")
NOT_CERTAIN = N_("“{value}” may be of two months; write the month with it.")

FEWEST_NUMBERS = 7
"""So many numbers in a row, each one more than the one before, are days of a month."""
FEWEST_DAYS = 3
_WEEK = "一二三四五六日"
_LONGEST, _LONGEST_TITLE = 24, 200


@dataclass(frozen=True, slots=True)
class HeadedDay:
    """What stands above one column of a grid: a day, whole or in part, and a day of the week."""

    written: WrittenDay
    weekday: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time that titles tell: days from ``first`` through ``last``, or a month of a year."""

    first: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class FoundDay:
    """The calendar's day of a column, or why there is none; and what is doubtful about it."""

    day: date | None = None
    error: Problem | None = None
    doubt: Problem | None = None


def read_headed_day(*cells: Cell) -> HeadedDay | None:
    """Read what stands above a column, from the top; None where it is no day.

    The day and the day of the week may stand in one cell or in two.
    """
    written, weekday, texts = WrittenDay(), None, []
    for cell in cells:
        shown = " ".join(cell_text(cell).split())
        if len(cells) > 1 and (short := short_weekday(cell)):
            weekday = weekday or short
            texts.append(shown)
            continue
        if isinstance(cell, datetime | date):
            shown = f"{cell:%Y-%m-%d}"
        if not shown:
            continue
        texts.append(shown)
        told = weekday_told(shown)
        weekday = weekday or told
        day = _day_told(cell, shown, is_weekday=told is not None)
        if day is None and told is None:
            return None
        written = day if day is not None and not written.tells_a_day else written
    if not texts or not (written.tells_a_day or weekday):
        return None
    return HeadedDay(written, weekday, "/".join(texts))


def weekday_told(text: str) -> int | None:
    """Return the day of the week in a text (1 Monday to 7), None where none stands."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if found := _WEEKDAY.search(plain):
        sign = found[1]
        return int(sign) if sign.isdecimal() else _WEEK.index(sign.replace("天", "日")) + 1
    short = plain.lower()[:3]
    return _ENGLISH.index(short) + 1 if short in _ENGLISH and plain.isalpha() else None


def is_day_row(cells: Sequence[Cell]) -> bool:
    """Tell whether a row of cells holds the days above a grid's columns."""
    told = [cell for cell in cells if cell is not None]
    if len(told) < FEWEST_DAYS or 3 * sum(map(_begins_like_day, told)) < 2 * len(told):
        return False
    if _short_weekdays(told):
        return True
    numbers = [number for cell in told if (number := _number(cell)) is not None]
    run = max(_runs(numbers), default=0)
    if run >= FEWEST_NUMBERS and 3 * run >= 2 * len(told):
        return True
    likely = sum(map(_may_be_day, told))
    if likely < FEWEST_DAYS or 3 * likely < 2 * len(told):
        return False
    days = [read_headed_day(cell) if _may_be_day(cell) else None for cell in told]
    return max(_runs([_ordinal(day) if day else 0 for day in days]), default=0) >= FEWEST_DAYS


def short_weekday(cell: Cell) -> int | None:
    """Return the day of the week that a lone 一 to 日 means below or above numbers of days."""
    text = "".join(cell_text(cell).split()).replace("天", "日")
    return _WEEK.index(text) + 1 if len(text) == 1 and text in _WEEK else None


def stretch_told(texts: Iterable[str], year: int | None = None) -> Stretch:
    """Return the stretch that the first of ``texts`` tells, the nearest one first.

    ``year`` is what a person named; it goes before what is written.
    """
    known = list(texts)
    period = period_told(known)
    told = replace(Stretch(), year=year or period.year, month=period.month)
    for text in known:
        if (found := _range_in(text, told.year, year)) is not None:
            first, last = found
            return Stretch(first, last, first.year, told.month)
    return told


def days_found(headed: Sequence[HeadedDay], stretch: Stretch) -> list[FoundDay]:
    """Return the calendar's day of every column, from the left; nothing is guessed."""
    found = [_found(day, stretch, place, headed) for place, day in enumerate(headed)]
    return [_checked(day, of) for day, of in zip(headed, found, strict=True)]


def _found(headed: HeadedDay, stretch: Stretch, place: int, row: Sequence[HeadedDay]) -> FoundDay:
    written = headed.written
    told = {"value": headed.text}
    if written.error is not None:
        return FoundDay(error=written.error)
    if written.day is not None:
        return FoundDay(written.day)
    if written.of_month is None:
        return _of_weekday(headed, stretch)
    if stretch.first and stretch.last:
        return _within(written, stretch.first, stretch.last, told)
    if written.month is None and stretch.month is None:
        return FoundDay(error=Problem("date", NO_MONTH, told))
    if stretch.year is None:
        return FoundDay(error=Problem("date", NO_YEAR, told))
    if written.month is None and _turns(row):
        return FoundDay(error=Problem("date", NOT_CERTAIN, told))
    month = written.month or stretch.month or 1
    day = day_in(_year_of(stretch, month), month, written.of_month)
    return FoundDay(day) if day else FoundDay(error=Problem("date", NO_SUCH_DAY, told))


def _year_of(stretch: Stretch, month: int) -> int:
    """Return the year of a month beside that of the title: a December sheet may end in January."""
    year, titled = stretch.year or 0, stretch.month or month
    if titled - month >= _HALF_YEAR:
        return year + 1
    return year - 1 if month - titled >= _HALF_YEAR else year


def _of_weekday(headed: HeadedDay, stretch: Stretch) -> FoundDay:
    told = {"value": headed.text}
    if stretch.first is None or stretch.last is None or headed.weekday is None:
        return FoundDay(error=Problem("date", NO_WEEK, told))
    ahead = (headed.weekday - stretch.first.isoweekday()) % 7
    day = stretch.first + timedelta(ahead)
    if day > stretch.last or day + timedelta(7) <= stretch.last:
        return FoundDay(error=Problem("date", NO_WEEK, told))
    return FoundDay(day)


def _within(written: WrittenDay, first: date, last: date, told: dict[str, str]) -> FoundDay:
    """Return the one day between ``first`` and ``last`` that ``written`` can mean."""
    span = (first + timedelta(ahead) for ahead in range((last - first).days + 1))
    fits = [
        day
        for day in span
        if day.day in (written.of_month, written.perhaps) and written.month in (None, day.month)
    ]
    if len(fits) == 1:
        return FoundDay(fits[0])
    return FoundDay(error=Problem("date", NOT_CERTAIN if fits else NO_SUCH_DAY, told))


def _checked(headed: HeadedDay, found: FoundDay) -> FoundDay:
    if found.day is None or headed.weekday in (None, found.day.isoweekday()):
        return found
    told = {"day": found.day, "value": headed.text}
    return replace(found, doubt=Problem("date", OTHER_WEEKDAY, told))


def _turns(row: Sequence[HeadedDay]) -> bool:
    """Tell whether the numbers of the days begin anew within the row: 30, 31, 1, 2."""
    numbers = [each.written.of_month for each in row if each.written.of_month]
    return any(later < earlier for earlier, later in pairwise(numbers))


def _day_told(cell: Cell, shown: str, *, is_weekday: bool) -> WrittenDay | None:
    """Return a day that the cell tells beside its day of the week; None where it tells none."""
    if len(shown) > _LONGEST:
        return None
    day = read_day(_BRACKETS.sub(" ", cell) if isinstance(cell, str) else cell)
    if day.tells_a_day:
        return None if day.words and weekday_told(day.words) is None else day
    return WrittenDay() if is_weekday and (day.hour_only or day.is_blank or not day.words) else None


def _short_weekdays(told: Sequence[Cell]) -> bool:
    signs = [weekday for cell in told if (weekday := short_weekday(cell))]
    return len(signs) >= FEWEST_NUMBERS and 3 * len(signs) >= 2 * len(told)


def _number(cell: Cell) -> int | None:
    if isinstance(cell, bool) or cell is None:
        return None
    text = cell_text(cell).removesuffix("日").removesuffix("号")
    return int(text) if re.fullmatch(r"\d{1,2}", text, re.ASCII) and 1 <= int(text) <= 31 else None


def _begins_like_day(cell: Cell) -> bool:
    """Tell at one glance whether a cell may be a day: every row of a long sheet is asked."""
    if isinstance(cell, str):
        return 0 < len(cell) <= _LONGEST and cell[0] in _FIRST_SIGNS
    return isinstance(cell, date) or (isinstance(cell, int | float) and 0 < cell < _AFTER_MONTH)


def _may_be_day(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and len(cell) <= _LONGEST and bool(_DAY_LIKE.search(cell))


def _ordinal(headed: HeadedDay) -> int:
    """Return a number that is one more for the day that follows."""
    written = headed.written
    if written.day is not None:
        return written.day.toordinal()
    if written.month and written.of_month:
        return date(_LEAP_YEAR, written.month, written.of_month).toordinal()
    return written.of_month or headed.weekday or 0


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return how long each run is in which each number is one more, or begins a month or a week."""
    runs = [1] if numbers else []
    for before, number in pairwise(numbers):
        turns = (number == 1 and before >= _SHORTEST_MONTH) or (
            number == 1 and before == len(_WEEK)
        )
        over_a_weekend = before > _LEAP_DAYS and number == before + 3
        if before and (number == before + 1 or turns or over_a_weekend):
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def _range_in(text: str, year: int | None, named: int | None) -> tuple[date, date] | None:
    """Return the days of 6月8日—6月14日 or 2026.6.8-6.14; None where the text tells no two days."""
    plain = _with_digits(unicodedata.normalize("NFKC", text[:_LONGEST_TITLE]))
    found = _RANGE.search(plain)
    if found is None or ("月" not in found[0] and not found["y1"] and _CLOCK_WORDS.search(plain)):
        return None
    first_year = named or _whole_year(found["y1"]) or year
    first_month, first_day = int(found["m1"]), int(found["d1"])
    last_month, last_day = int(found["m2"] or first_month), int(found["d2"])
    if first_year is None:
        return None
    last_year = _whole_year(found["y2"]) or first_year + (last_month < first_month)
    if named and found["y1"]:
        last_year = named + (last_month < first_month)
    first, last = (
        day_in(first_year, first_month, first_day),
        day_in(last_year, last_month, last_day),
    )
    return (first, last) if first and last and timedelta() <= last - first <= _MOST else None


def _whole_year(text: str | None) -> int | None:
    return None if not text else int(text) + (2000 if len(text) == 2 else 0)


def _with_digits(text: str) -> str:
    return re.sub(
        rf"[{CHARACTERS}]+(?=\s*[年月日号])",
        lambda found: str(number) if (number := chinese_number(found[0])) is not None else found[0],
        text,
    )


_HALF_YEAR = 6
_LEAP_YEAR = 2024
_LEAP_DAYS = 366
_SHORTEST_MONTH = 28
_AFTER_MONTH = 32
_FIRST_SIGNS = frozenset("0123456789０１２３４５６７８９周星礼一二三四五六日天MTWFSmtwfs(（[ \n")
_MOST = timedelta(_LEAP_DAYS)
_BRACKETS = re.compile(r"[()（）\[\]【】]")
_DAY_LIKE = re.compile(
    r"周|星期|礼拜|[月日号]|^\s*\d{1,4}\s*[./-]\s*\d|^(?:mon|tue|wed|thu|fri|sat|sun)", re.I
)
_CLOCK_WORDS = re.compile(r"时间|时段|班次|[早中晚]班|上午|下午|开放|点")
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天1-7])")
_PARTED = r"\s*(?:月|[./])\s*"
_RANGE = re.compile(
    rf"(?<!\d)(?:(?P<y1>20\d\d|\d\d)\s*(?:年|[./\-])\s*)?(?P<m1>1[0-2]|0?[1-9]){_PARTED}"
    rf"(?P<d1>3[01]|[12]\d|0?[1-9])\s*[日号]?\s*(?:[(]?(?:周|星期)[一-龥][)]?)?\s*(?:--+|[-–—―~～−]+|至|到)\s*"
    rf"(?:(?P<y2>20\d\d)\s*(?:年|[./\-])\s*)?(?:(?P<m2>1[0-2]|0?[1-9]){_PARTED})?"
    r"(?P<d2>3[01]|[12]\d|0?[1-9])(?![\d:点时])"
)
