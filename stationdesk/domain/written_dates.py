"""Dates as people write them in ledgers and on forms, in a dozen forms.

Each reading tells the date, a doubt where it was partly a guess, or the error that kept it from
being read. A date that stands nowhere (blank, ``/``, ``—``) is neither.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.printed_dates import (
    LifeUnit,
    PrintedDate,
    ShelfLife,
    printed_day,
    printed_month,
    printed_year,
    without_end,
)
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Match

    from stationdesk.domain.sheets import Cell

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""Years outside are slips of the hand or of a cell's format."""
_LONGEST_TEXT = 80

NO_SUCH_DAY = N_("“{value}” is not a day of the calendar.")
NOT_A_DATE = N_("“{value}” cannot be read as a date.")
NO_YEAR = N_("“{value}” lacks the year.")
SEVERAL = N_("“{value}” holds more than one date; write one row for each.")
TWO_DIGIT_YEAR = N_("The year of “{value}” has two digits; it was taken as {taken}.")
DAY_OR_MONTH_FIRST = N_("The order of day and month in “{value}” is a guess: {taken}.")
WAS_A_NUMBER = N_("“{value}” is a bare number; it was taken as {taken}.")
LOST_ZERO = N_("“{value}” may be January or October; it was taken as {taken}.")
ROUGH = N_("“{value}” is not exact; it was taken as {taken}.")
LAST_OF_RANGE = N_("“{value}” names a span of time; its end was taken: {taken}.")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What stands in a date's place: a date or none, and what is doubtful or wrong about it."""

    printed: PrintedDate | None = None
    doubt: Problem | None = None
    error: Problem | None = None


def read_date(value: Cell) -> DateReading:
    """Read a cell or a typed text as a date. Blank and dashes give an empty reading."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _typed(value)
    if isinstance(value, bool):
        return _wrong(NOT_A_DATE, str(value))
    if isinstance(value, int | float):
        return _from_number(value)
    if value is None or isinstance(value, str):
        return _from_text(value or "")
    return _wrong(NOT_A_DATE, str(value))


def read_shelf_life(text: str, unit: LifeUnit | None = None) -> ShelfLife | None:
    """Return the shelf life that ``text`` tells (24个月, 两年, 一年半, 90天), None if none.

    ``unit`` is what a bare number is counted in, where the heading says so (保质期（月）).
    """
    plain = _plain(text[:_LONGEST_TEXT]).replace(" ", "")
    if plain in ("半年", "半年期"):
        return ShelfLife(6, LifeUnit.MONTH)
    if _is_calendar_year(plain):
        return None
    if unit and (bare := re.fullmatch(r"(\d{1,4})(?:\.0+)?", plain)):
        return ShelfLife(int(bare[1]), unit) if int(bare[1]) else None
    found = _LIFE.fullmatch(plain)
    if not found:
        return None
    n = float(found["n"]) if found["n"][0].isdigit() else chinese_number(found["n"])
    told = _LIFE_UNITS[found["unit"].lower()]
    if n is None:
        return None
    if found["half"]:
        n += 0.5
    if told is LifeUnit.YEAR and n % 1:
        n, told = n * 12, LifeUnit.MONTH
    return ShelfLife(int(n), told) if n >= 1 and n % 1 == 0 else None


def _is_calendar_year(plain: str) -> bool:
    """Return whether 2027年 names a year, not a life of two thousand of them."""
    found = re.fullmatch(r"(\d{4})年", plain)
    return found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR


def names_no_end(text: str) -> bool:
    """Return whether ``text`` says that there is no expiry: 长期, 永久, 不限."""
    return bool(_NO_END.fullmatch(_plain(text[:_LONGEST_TEXT]).replace(" ", "")))


def is_blank_mark(text: str) -> bool:
    """Return whether ``text`` only says that nothing stands here: blank, ``/``, ``—``, 无, N/A."""
    return bool(_NOTHING.fullmatch(_plain(text[:_LONGEST_TEXT]).replace(" ", "")))


_NOTHING = re.compile(
    r"[/\\|\-‐‑–—―一－_~～*×.。·…]*|无|没有|空|n/?a|none|null|nil|不适用|未填|无此项", re.I
)
_NO_END = re.compile(
    r"(长期|永久|终身|长久)(有效|使用|保存|可用)?|无限期?|不限期?|无期限?|无(有效期|保质期|限制|要求|效期)"
    r"|不过期|无需|longterm|permanent|noexpiry"
)
_NOT_KNOWN = re.compile(
    r"待.{0,3}|不详|未知|不清楚?|看不清|模糊|不明|详?见.*|[?？]+|tbd|unknown", re.I
)
_LIFE = re.compile(
    rf"(?:保质期|有效期|质保期?|保修期?)?:?(?P<n>\d{{1,4}}(?:\.\d+)?|[{CHARACTERS}]+?)个?"
    r"(?P<unit>年|周年|月|天|日|周|星期|years?|months?|days?|y|m|d)(?P<half>半)?",
    re.I,
)
_LIFE_UNITS = {
    **dict.fromkeys(("年", "周年", "year", "years", "y"), LifeUnit.YEAR),
    **dict.fromkeys(("月", "month", "months", "m"), LifeUnit.MONTH),
    **dict.fromkeys(("天", "日", "day", "days", "d"), LifeUnit.DAY),
    **dict.fromkeys(("周", "星期"), LifeUnit.WEEK),
}

_SEP = r"\s*[-–—./\\·•,、。_\s]\s*"
_Y4, _Y2, _M, _D = r"(?P<y>\d{4})", r"(?P<y>\d{2})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_YEAR_SIGN, _MONTH_SIGN = rf"(?:\s*年\s*|{_SEP})", rf"(?:\s*月份?\s*|{_SEP})"
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = rf"(?P<name>{'|'.join(_NAMES)})[a-z]*\.?"
_PREFIX = re.compile(
    r"^(?:(?:有效|保质|使用|失效|到|截止|截至|生产|出厂|购买|启用|安装|exp|mfg|mfd|use\s*by|best\s*before)"
    r"(?:日期|期限|期|年月)?|至|到|于|自)[\s.]*(?:至|到|为|止)?\s*[:.]?\s*",
    re.I,
)
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M|Z)?$", re.I)
_WEEKDAY = re.compile(r"\s*[(\[【]?\s*(?:星期|周|礼拜)[一二三四五六日天1-7]\s*[)\]】]?$")
_CLOSING = re.compile(r"\s*(?:为?止|到期|过期|失效|截止|有效|起|启用|购买?|购置|安装|生产|前有效)$")
_BEFORE = re.compile(r"\s*(?:之前|以前|前)(?:使用|用完|饮用|食用)?$")
_ROUGHLY = re.compile(
    r"^(?:约|大约|大概|估计)\s*|\s*(?:左右|前后|上旬|中旬|下旬|月?初|上半月|下半月|春|夏|秋|冬)$"
)
_MONTH_END = re.compile(r"(?<=月)\s*(?:底|末|份)$")
_SPAN = re.compile(r"\s*(?:至|到|~|～|—+|--+|–| - )\s*")


def _typed(day: date) -> DateReading:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _wrong(NOT_A_DATE, day.isoformat())
    return DateReading(printed_day(day))


def _from_number(number: float) -> DateReading:
    if number == 0:
        return DateReading()
    if isinstance(number, int) or number.is_integer():
        return _from_digits(str(int(number)), str(int(number)))
    reading = _from_text(repr(number))
    month = repr(number).partition(".")[2]
    if reading.printed and month == "1":
        return _doubtful(reading.printed, LOST_ZERO)
    return reading


def _from_text(text: str) -> DateReading:
    shown = " ".join(text.split())
    if len(shown) > _LONGEST_TEXT:
        return _wrong(NOT_A_DATE, shown[:_LONGEST_TEXT])
    plain = _plain(text)
    compact = plain.replace(" ", "")
    if _NOTHING.fullmatch(compact):
        return DateReading()
    if _NO_END.fullmatch(compact):
        return DateReading(without_end(shown))
    if _NOT_KNOWN.fullmatch(compact):
        return _wrong(NOT_A_DATE, shown)
    return _from_words(plain, shown)


def _from_words(plain: str, shown: str) -> DateReading:
    bare, rough = _without_trimmings(plain)
    reading = _from_digits(bare, shown) if bare.isdecimal() else _by_form(bare, shown)
    if reading is None:
        reading = _from_span(bare, shown) or _wrong(NOT_A_DATE, shown)
    if rough and reading.printed and not reading.doubt:
        return _doubtful(reading.printed, ROUGH)
    return reading


def _without_trimmings(plain: str) -> tuple[str, bool]:
    """Return the date's core, and whether words around it make it rough (前, 约, 上旬)."""
    text = _digits_for_numerals(_PREFIX.sub("", plain))
    text = _WEEKDAY.sub("", _TIME.sub("", text))
    text = _CLOSING.sub("", text)
    exact = _BEFORE.sub("", text)
    exact = _ROUGHLY.sub("", exact)
    rough = exact != text
    exact = _MONTH_END.sub("", exact).strip().rstrip(".。,、;")
    return exact, rough


def _digits_for_numerals(text: str) -> str:
    """Write 二〇二六年七月三十一日 with digits."""
    if not re.search(rf"[{CHARACTERS}]", text):
        return text
    return re.sub(
        rf"[{CHARACTERS}]+(?=\s*[年月日号]|$)",
        lambda found: str(number) if (number := chinese_number(found[0])) is not None else found[0],
        text,
    )


def _from_digits(digits: str, shown: str) -> DateReading:
    if len(digits) == 8:
        return _eight_digits(digits, shown)
    if len(digits) == 6:
        return _six_digits(digits, shown)
    number = int(digits)
    if len(digits) == 5 and 18_264 <= number <= 73_415:
        return _doubtful(printed_day(date(1899, 12, 30) + timedelta(number), shown), WAS_A_NUMBER)
    if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return DateReading(printed_year(number, shown))
    return _wrong(NOT_A_DATE, shown)


def _eight_digits(digits: str, shown: str) -> DateReading:
    return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), shown)


def _six_digits(digits: str, shown: str) -> DateReading:
    year, month = int(digits[:4]), int(digits[4:])
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
        return _month(year, month, shown)
    return _day(_century(digits[:2]), int(digits[2:4]), int(digits[4:]), shown, TWO_DIGIT_YEAR)


def _by_form(text: str, shown: str) -> DateReading | None:
    for form, read in _FORMS:
        if found := form.fullmatch(text):
            return read(found, shown)
    return None


def _full(found: Match[str], shown: str) -> DateReading:
    return _day(int(found["y"]), int(found["m"]), int(found["d"]), shown)


def _short_year(found: Match[str], shown: str) -> DateReading:
    first, second, third = int(found["y"]), int(found["m"]), int(found["d"])
    reading = _day(_century(found["y"]), second, third, shown, TWO_DIGIT_YEAR)
    if reading.error and first <= 12:
        return _day(_century(found["d"]), first, second, shown, TWO_DIGIT_YEAR)
    return reading


def _year_last(found: Match[str], shown: str) -> DateReading:
    first, second = int(found["m"]), int(found["d"])
    year = _century(found["y"]) if len(found["y"]) == 2 else int(found["y"])
    month, day = (second, first) if first > 12 else (first, second)
    return _day(year, month, day, shown, DAY_OR_MONTH_FIRST)


def _month_form(found: Match[str], shown: str) -> DateReading:
    return _month(int(found["y"]), int(found["m"]), shown)


def _short_month(found: Match[str], shown: str) -> DateReading:
    return _month(_century(found["y"]), int(found["m"]), shown, TWO_DIGIT_YEAR)


def _year_form(found: Match[str], shown: str) -> DateReading:
    year = int(found["y"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _wrong(NOT_A_DATE, shown)
    return DateReading(printed_year(year, shown))


def _named_month(found: Match[str], shown: str) -> DateReading:
    groups = found.groupdict()
    month = _NAMES.index(found["name"].lower()[:3]) + 1
    short = len(found["y"]) == 2
    year = _century(found["y"]) if short else int(found["y"])
    doubt = TWO_DIGIT_YEAR if short else None
    if groups.get("d"):
        return _day(year, month, int(groups["d"]), shown, doubt)
    return _month(year, month, shown, doubt)


def _yearless(found: Match[str], shown: str) -> DateReading:
    first, second = int(found["m"]), int(found["d"])
    if first <= 12 and second <= 31:
        return _wrong(NO_YEAR, shown)
    return _wrong(NOT_A_DATE, shown)


def _yearless_or_short_month(found: Match[str], shown: str) -> DateReading:
    """Read 23.8 as August 2023: no month has the number 23; 6.30 lacks its year."""
    first, second = int(found["m"]), int(found["d"])
    if 12 < first < 80 and len(found["m"]) == 2 and 1 <= second <= 12:
        return _month(_century(found["m"]), second, shown, TWO_DIGIT_YEAR)
    return _yearless(found, shown)


def _from_span(text: str, shown: str) -> DateReading | None:
    """Read 2024.7.31-2026.7.31 as its end; two dates side by side are an error."""
    parts = [part for part in _SPAN.split(text) if part]
    if len(parts) != 2:
        parts = re.split(r"(?<=\d)\s*-\s*(?=\d{4}\D)", text)
    if len(parts) == 2 and (last := _one_date(parts[1], shown)) and _one_date(parts[0], shown):
        return _doubtful(last, LAST_OF_RANGE)
    pieces = [piece for piece in re.split(r"[\s;,、/和及]+", text) if piece]
    if len(pieces) > 1 and all(_one_date(piece, shown) for piece in pieces):
        return _wrong(SEVERAL, shown)
    return None


def _one_date(text: str, shown: str) -> PrintedDate | None:
    reading = _from_digits(text, shown) if text.isdecimal() else _by_form(text, shown)
    return reading.printed if reading else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Match[str], str], DateReading]], ...] = (
    (re.compile(rf"{_Y4}{_YEAR_SIGN}{_M}{_MONTH_SIGN}{_D}\s*[日号]?"), _full),
    (re.compile(rf"{_Y2}{_YEAR_SIGN}{_M}{_MONTH_SIGN}{_D}\s*[日号]?"), _short_year),
    (re.compile(rf"{_M}{_SEP}{_D}{_SEP}{_Y4}"), _year_last),
    (re.compile(rf"(?P<m>\d){_SEP}{_D}{_SEP}(?P<y>\d{{2}})"), _year_last),
    (re.compile(rf"{_Y4}{_YEAR_SIGN}{_M}\s*(?:月份?)?"), _month_form),
    (re.compile(rf"{_Y2}\s*年\s*{_M}\s*月份?"), _short_month),
    (re.compile(rf"{_M}{_SEP}{_Y4}"), _month_form),
    (re.compile(rf"{_Y4}\s*年度?"), _year_form),
    (re.compile(rf"{_D}[\s\-./]*{_NAME}[\s\-./,]*(?P<y>\d{{4}}|\d{{2}})", re.I), _named_month),
    (re.compile(rf"{_NAME}\s*{_D}[\s,]+(?P<y>\d{{4}})", re.I), _named_month),
    (re.compile(rf"{_NAME}[\s\-./,']*(?P<y>\d{{4}}|\d{{2}})", re.I), _named_month),
    (re.compile(rf"{_M}\s*月\s*{_D}\s*[日号]?"), _yearless),
    (re.compile(rf"{_M}[-./]{_D}"), _yearless_or_short_month),
)


def _day(year: int, month: int, day: int, shown: str, doubt: str | None = None) -> DateReading:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _wrong(NOT_A_DATE, shown)
    try:
        printed = printed_day(date(year, month, day), shown)
    except ValueError:
        return _wrong(NO_SUCH_DAY, shown)
    return _doubtful(printed, doubt) if doubt else DateReading(printed)


def _month(year: int, month: int, shown: str, doubt: str | None = None) -> DateReading:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _wrong(NOT_A_DATE, shown)
    if not 1 <= month <= 12:
        return _wrong(NO_SUCH_DAY, shown)
    printed = printed_month(year, month, shown)
    return _doubtful(printed, doubt) if doubt else DateReading(printed)


def _century(two_digits: str) -> int:
    year = int(two_digits)
    return 1900 + year if year >= 80 else 2000 + year


def _doubtful(printed: PrintedDate, phrase: str) -> DateReading:
    told = {"value": printed.text, "taken": printed.iso()}
    return DateReading(printed, doubt=Problem("date", phrase, told))


def _wrong(phrase: str, shown: str) -> DateReading:
    return DateReading(error=Problem("date", phrase, {"value": shown}))


def _plain(text: str) -> str:
    """Return ``text`` with half-width signs and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
