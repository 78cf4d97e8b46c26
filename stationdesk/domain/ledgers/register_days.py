"""Days as hand-kept registers tell them: 3.5, 3月5日, 0305, 5日, mostly without the year.

A cell is read in two steps: what stands in it (``read_day``), and, once the sheet's period is
known, which day of the calendar it means (``domain.ledgers.register_years``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text
from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.printed_dates import Precision
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import NO_SUCH_DAY, NOT_A_DATE, is_blank_mark, read_date
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.ledgers.tables import LedgerColumn
    from stationdesk.domain.sheets import Cell

LOST_ZERO = N_("“{value}” may be day {first} or day {second} of the month; day {taken} was taken.")

_LONGEST_TEXT = 80
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """What a cell tells of a day.

    ``day`` is whole where the year stood there. Else ``month`` and ``of_month`` are what stood
    there; ``month`` is None where only 5日 did. ``perhaps`` is the other day of the month that a
    number may mean whose last zero Excel drops (3.1 for 3.10). ``words`` is what stands behind
    the day, such as 已还. ``hour_only`` tells that only the time of the day is written.
    """

    text: str = ""
    day: date | None = None
    month: int | None = None
    of_month: int | None = None
    perhaps: int | None = None
    words: str = ""
    hour_only: bool = False
    doubt: Problem | None = None
    error: Problem | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stood there."""
        return not (self.day or self.of_month or self.words or self.hour_only or self.error)

    @property
    def tells_a_day(self) -> bool:
        """Whether a day stood there, with its year or without."""
        return self.day is not None or self.of_month is not None


def read_day(cell: Cell) -> WrittenDay:
    """Read a cell in which a day should stand; words without any day come back as ``words``."""
    if isinstance(cell, datetime):
        return WrittenDay(cell.date().isoformat(), cell.date())
    if isinstance(cell, date):
        return WrittenDay(cell.isoformat(), cell)
    if isinstance(cell, time):
        return WrittenDay(cell.isoformat("minutes"), hour_only=True)
    shown = " ".join(cell_text(cell).split())[:_LONGEST_TEXT]
    if not shown or is_blank_mark(shown):
        return WrittenDay()
    if isinstance(cell, float) and not cell.is_integer():
        return _from_decimal(repr(cell), shown)
    return _from_text(shown)


def day_in(year: int, month: int, of_month: int) -> date | None:
    """Return the day of the calendar, None where there is none (29 February of 2026)."""
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def joined_day(columns: Iterable[LedgerColumn], cells: Mapping[int, Cell]) -> str:
    """Return the text of a day whose year, month and day have columns of their own."""
    parts = {column.part: cell_text(cells[column.index]) for column in columns}
    told = (re.sub(r"[年月日号\s]", "", parts.get(part, "")) for part in ("year", "month", "day"))
    return ".".join(part for part in told if part)


_HOUR = re.compile(
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|am|pm)?\s*"
    r"(?:\d{1,2}\s*[:：]\s*\d{1,2}(?:[:：]\d{1,2})?|\d{1,2}\s*[点时](?:\d{1,2}分?|半|整)?)"
    r"\s*(?:am|pm)?|(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)",
    re.I,
)
_WEEKDAY = re.compile(r"[(\[]?(?:星期|周|礼拜)[一二三四五六日天][)\]]?")
_NUMERALS = re.compile(rf"[{CHARACTERS}]+(?=\s*[年月日号])")
_SEP = r"\s*[./\-、·,]\s*"
_WITH_MONTH = re.compile(
    rf"(?:(?P<y>\d{{4}}|\d{{2}})\s*(?:年|{_SEP}))?"
    rf"(?P<m>\d{{1,2}})(?:\s*月\s*|{_SEP})(?P<d>\d{{1,2}})(?!\d)\s*[日号]?(?P<rest>.*)"
)
_OF_MONTH = re.compile(r"(?P<d>\d{1,2})\s*[日号](?P<rest>.*)")
_BARE = re.compile(r"(?P<m>\d{1,2})(?P<d>\d{2})")
_ONLY_DAY = re.compile(r"\d{1,2}")
_DAY_BEHIND = re.compile(r"[./\-]\s*\d")


def _from_text(shown: str) -> WrittenDay:
    plain = " ".join(unicodedata.normalize("NFKC", shown).split())
    plain = _NUMERALS.sub(_with_digits, plain)
    bare = _HOUR.sub(" ", _WEEKDAY.sub(" ", plain)).strip()
    if not bare:
        return WrittenDay(shown, hour_only=True)
    if bare.isdecimal():
        return _from_digits(bare, shown)
    if found := _WITH_MONTH.fullmatch(bare):
        return _with_month(found, shown)
    if found := _OF_MONTH.fullmatch(bare):
        return _of_month(int(found["d"]), found["rest"], shown)
    if any(sign.isdigit() for sign in bare):
        return _whole_or_words(bare, shown)
    return WrittenDay(shown, words=bare)


def _with_digits(found: re.Match[str]) -> str:
    number = chinese_number(found[0])
    return found[0] if number is None else str(number)


def _with_month(found: re.Match[str], shown: str) -> WrittenDay:
    rest = found["rest"].strip(" 。.,;、()")
    if _DAY_BEHIND.match(found["rest"].strip()):
        return _whole(found[0], "", shown)
    if found["y"]:
        core = f"{found['y']}-{int(found['m'])}-{int(found['d'])}"
        return _whole(core, rest, shown)
    return _yearless(int(found["m"]), int(found["d"]), shown, rest)


def _from_digits(digits: str, shown: str) -> WrittenDay:
    if len(digits) in (5, 6, 8):
        return _whole(digits, "", shown)
    if found := _BARE.fullmatch(digits):
        return _yearless(int(found["m"]), int(found["d"]), shown)
    if _ONLY_DAY.fullmatch(digits):
        return _of_month(int(digits), "", shown)
    return WrittenDay(shown, error=Problem("date", NOT_A_DATE, {"value": shown}))


def _from_decimal(written: str, shown: str) -> WrittenDay:
    """Read 3.5 as 5 March; of 3.1 nobody knows whether it was 3.1 or 3.10."""
    month, _point, digits = written.partition(".")
    if not (month.isdecimal() and digits.isdecimal()) or len(digits) > 2:
        return WrittenDay(shown, error=Problem("date", NOT_A_DATE, {"value": shown}))
    day = _yearless(int(month), int(digits), shown)
    other = int(digits) * 10
    if len(digits) == 2 or digits == "0" or day.error or other > _LAST_DAYS[int(month) - 1]:
        return day
    return WrittenDay(shown, month=day.month, of_month=day.of_month, perhaps=other)


def _yearless(month: int, of_month: int, shown: str, words: str = "") -> WrittenDay:
    if not 1 <= month <= 12 or not 1 <= of_month <= _LAST_DAYS[month - 1]:
        return WrittenDay(shown, error=Problem("date", NO_SUCH_DAY, {"value": shown}))
    return WrittenDay(shown, month=month, of_month=of_month, words=words)


def _of_month(of_month: int, rest: str, shown: str) -> WrittenDay:
    if not 1 <= of_month <= 31:
        return WrittenDay(shown, error=Problem("date", NO_SUCH_DAY, {"value": shown}))
    return WrittenDay(shown, of_month=of_month, words=rest.strip(" 。.,;、()"))


def _whole(core: str, words: str, shown: str) -> WrittenDay:
    reading = read_date(core)
    printed = reading.printed
    if printed is None or printed.precision is not Precision.DAY or printed.day is None:
        phrase = reading.error.phrase if reading.error else NOT_A_DATE
        return WrittenDay(shown, error=Problem("date", phrase, {"value": shown}))
    doubt = reading.doubt and Problem(
        "date", reading.doubt.phrase, {"value": shown, "taken": printed.iso()}
    )
    return WrittenDay(shown, printed.day, words=words, doubt=doubt)


def _whole_or_words(bare: str, shown: str) -> WrittenDay:
    """Read a day in any other form; what is none of them may still be words (还1把)."""
    reading = read_date(bare)
    if reading.printed and reading.printed.precision is Precision.DAY:
        return _whole(bare, "", shown)
    return WrittenDay(shown, words=bare)
