"""Days of birth as name lists write them: to the day, the month or the year, since 1900."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text
from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.printed_dates import printed_day, printed_month, printed_year
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import (
    LOST_ZERO,
    NO_SUCH_DAY,
    NOT_A_DATE,
    TWO_DIGIT_YEAR,
    WAS_A_NUMBER,
    DateReading,
    is_blank_mark,
)

if TYPE_CHECKING:
    from re import Match

    from stationdesk.domain.printed_dates import PrintedDate
    from stationdesk.domain.sheets import Cell

FIRST_BIRTH, LAST_BIRTH = 1900, 2100
"""Years outside are slips of the hand or of a cell's format."""
LAST_SHORT_YEAR = 30
"""Two digits up to this one are of this century: 05 is 2005, 47 is 1947."""

_LONGEST_TEXT = 40


def read_birth(cell: Cell) -> DateReading:
    """Read 1990-05-23, 19900523, 1986年4月, 86.4 or 1986; blank and dashes read as nothing."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day, cell.isoformat())
    if isinstance(cell, bool):
        return _wrong(NOT_A_DATE, str(cell))
    shown = " ".join(cell_text(cell).split())
    if is_blank_mark(shown) or shown == "0":
        return DateReading()
    if len(shown) > _LONGEST_TEXT:
        return _wrong(NOT_A_DATE, shown[:_LONGEST_TEXT])
    reading = _from_text(shown)
    lost = isinstance(cell, float) and repr(cell).partition(".")[2] == "1"
    return _doubtful(reading.printed, LOST_ZERO) if lost and reading.printed else reading


def _from_text(shown: str) -> DateReading:
    plain = unicodedata.normalize("NFKC", shown)
    plain = re.sub(rf"[{CHARACTERS}]+(?=\s*[年月日号])", _with_digits, plain)
    plain = _TIME.sub("", plain)
    bare = _TRIMMINGS.sub("", "".join(plain.split()))
    if bare.isdecimal():
        return _from_digits(bare, shown)
    if found := _WRITTEN.fullmatch(bare):
        return _from_parts(found, shown)
    return _wrong(NOT_A_DATE, shown)


def _with_digits(found: Match[str]) -> str:
    number = chinese_number(found[0])
    return found[0] if number is None else str(number)


def _from_parts(found: Match[str], shown: str) -> DateReading:
    year = int(found["y"])
    short = len(found["y"]) == 2
    if short:
        year += 2000 if year <= LAST_SHORT_YEAR else 1900
    reading = _of(year, found["m"], found["d"], shown)
    return _doubtful(reading.printed, TWO_DIGIT_YEAR) if short and reading.printed else reading


def _of(year: int, month: str | None, day: str | None, shown: str) -> DateReading:
    if month is None:
        return _year(year, shown)
    return (
        _month(year, int(month), shown) if day is None else _day(year, int(month), int(day), shown)
    )


def _from_digits(digits: str, shown: str) -> DateReading:
    if len(digits) == 8:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), shown)
    if len(digits) == 6 and FIRST_BIRTH <= int(digits[:4]) <= LAST_BIRTH:
        return _month(int(digits[:4]), int(digits[4:]), shown)
    if len(digits) == 6 and (found := _SIX.fullmatch(digits)):
        return _from_parts(found, shown)
    if len(digits) == 5:
        return _from_serial(int(digits), shown)
    if len(digits) == 4:
        return _year(int(digits), shown)
    return _wrong(NOT_A_DATE, shown)


def _from_serial(number: int, shown: str) -> DateReading:
    """Read the number that a spreadsheet keeps for a day, once its cell lost the form of one."""
    day = date(1899, 12, 30) + timedelta(number)
    return _doubtful(printed_day(day, shown), WAS_A_NUMBER)


def _day(year: int, month: int, day: int, shown: str) -> DateReading:
    if not FIRST_BIRTH <= year <= LAST_BIRTH:
        return _wrong(NOT_A_DATE, shown)
    try:
        return DateReading(printed_day(date(year, month, day), shown))
    except ValueError:
        return _wrong(NO_SUCH_DAY, shown)


def _month(year: int, month: int, shown: str) -> DateReading:
    if not FIRST_BIRTH <= year <= LAST_BIRTH:
        return _wrong(NOT_A_DATE, shown)
    if not 1 <= month <= 12:
        return _wrong(NO_SUCH_DAY, shown)
    return DateReading(printed_month(year, month, shown))


def _year(year: int, shown: str) -> DateReading:
    if not FIRST_BIRTH <= year <= LAST_BIRTH:
        return _wrong(NOT_A_DATE, shown)
    return DateReading(printed_year(year, shown))


def _doubtful(printed: PrintedDate, phrase: str) -> DateReading:
    told = {"value": printed.text, "taken": printed.iso()}
    return DateReading(printed, doubt=Problem("born", phrase, told))


def _wrong(phrase: str, shown: str) -> DateReading:
    return DateReading(error=Problem("born", phrase, {"value": shown}))


_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*$")
_TRIMMINGS = re.compile(r"^(?:阳历|公历|出生(?:日期|年月)?[:]?|生于)+|(?:出?生|[.。])+$")
_SEP = r"[-–—./\\·、,年]"
_WRITTEN = re.compile(
    rf"(?P<y>\d{{4}}|\d{{2}})(?:{_SEP}+(?:(?P<m>\d{{1,2}})(?:(?:月份?|{_SEP})+(?:(?P<d>\d{{1,2}})[日号]?)?)?)?)"
)
_SIX = re.compile(r"(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})")
