"""Clock times and shifts as rosters write them: 早班 8:30-11:30, 下午2点至5点, 22:00-次日6:00."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text
from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.opening import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.sheets import Cell

LONGEST_SHIFT_NAME = 12
LONGEST_TEXT = 300
"""Signs of a cell that are looked at; a longer one is a text, no shift and no list of names."""
NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class Span:
    """From ``starts`` up to ``ends``, minutes of a day; an end over 1440 lies after midnight."""

    starts: int
    ends: int

    @property
    def minutes(self) -> int:
        """Return how long it is."""
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class ShiftTold:
    """What a heading or a cell says about a shift: its name, empty where only its times stand."""

    name: str = ""
    span: Span | None = None


def clock_text(minute: int) -> str:
    """Return a minute of a day as it is printed: 510 is 08:30; after midnight 1500 is 01:00."""
    return f"{minute % DAY_MINUTES // 60:02d}:{minute % 60:02d}"


def minute_told(text: str) -> int | None:
    """Return the minute that ``08:30`` means, None where it is none."""
    found = re.fullmatch(r"(\d{2}):(\d{2})", text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def span_told(starts: str, ends: str) -> Span | None:
    """Return the span between two texts such as 22:00 and 06:00, which is after midnight then."""
    begin, end = minute_told(starts), minute_told(ends)
    if begin is None or end is None:
        return None
    return Span(begin, end if end > begin else end + DAY_MINUTES)


def read_shift(text: str) -> ShiftTold:
    """Read a shift's name and times, each where it stands: 早班（8:30—11:30）.

    Of two stretches of time nobody knows which one is meant; none is taken then.
    """
    plain = _plain(text)
    found = list(_SPAN.finditer(plain))
    span = _span(found[0]) if len(found) == 1 else None
    if span is None:
        name = _tidy_name(plain)
        return ShiftTold(name if len(name) <= LONGEST_SHIFT_NAME else "")
    only = found[0]
    name = _tidy_name(f"{plain[: only.start()]} {plain[only.end() :]}") or only["part1"] or ""
    return ShiftTold(name if len(name) <= LONGEST_SHIFT_NAME else "", span)


def without_times(text: str) -> tuple[str, Span | None]:
    """Return a text without the first span of times in it, and that span."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    found = _SPAN.search(plain) if len(text) <= LONGEST_TEXT else None
    span = _span(found) if found else None
    if found is None or span is None:
        return text, None
    return _EMPTY_BRACKET.sub(" ", plain[: found.start()] + " " + plain[found.end() :]), span


def read_clock(cell: Cell) -> int | None:
    """Return the minute of the day that a cell tells: 8:25, 8点25分, 08.25, a clock time of Excel.

    None where no time can be read.
    """
    if isinstance(cell, datetime | time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, float) and 0 < cell < 1:
        return round(cell * DAY_MINUTES)
    if not isinstance(cell, str):
        return None
    found = _ONE_TIME.fullmatch(_plain(cell))
    return _minute(found["part"], found["h"], found["m"]) if found else None


def read_duration(cell: Cell, heading: str) -> int | None:
    """Return the minutes of a duration: 3小时30分, 3.5, 210分钟, 3:30; None where none is told.

    A bare number counts in what the heading names; without it, up to 24 are hours.
    """
    if isinstance(cell, datetime | time):
        return cell.hour * 60 + cell.minute
    plain = _plain(cell_text(cell)).replace(" ", "").lower()
    if found := _CLOCK_LONG.fullmatch(plain):
        return int(found[1]) * 60 + int(found[2])
    if found := _IN_WORDS.fullmatch(plain):
        hours, minutes = found["h"], found["m"]
        if hours or minutes:
            half = 30 if found["half"] or found["half2"] else 0
            return round(float(hours or 0) * 60) + int(minutes or 0) + half
    if not (found := _BARE.fullmatch(plain)):
        return None
    number = float(plain)
    in_minutes = "分" in heading or ("时" not in heading.rpartition("时长")[2] and number > _HOURS)
    return round(number) if in_minutes else round(number * 60)


def legend_told(texts: Iterable[str]) -> Mapping[str, Span]:
    """Return the times of shifts that remarks explain: 早：8:30-11:30；晚班 14:00-17:30."""
    legend: dict[str, Span] = {}
    for text in texts:
        for part in re.split(r"[;；。\n]|[,，、](?!\d)", _plain(text)):
            told = read_shift(_PREFIX.sub("", part.strip()))
            if told.name and told.span:
                legend.setdefault(shift_key(told.name), told.span)
    return legend


def shift_key(name: str) -> str:
    """Return by what two names of one shift are the same: 早班, 早 and ＂早　班＂."""
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    plain = plain.strip("()[]·-—:")
    return plain.removesuffix("次").removesuffix("班") or plain


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).replace("：", ":")
    return re.sub(
        rf"[{CHARACTERS}]+(?=\s*[点时])",
        lambda found: str(number) if (number := chinese_number(found[0])) is not None else found[0],
        plain,
    )


def _span(found: re.Match[str]) -> Span | None:
    starts = _minute(found["part1"], found["h1"], found["m1"])
    ends = _minute(found["part2"] or _afternoon(found["part1"]), found["h2"], found["m2"])
    if starts is None or ends is None:
        return None
    if found["next"] or ends <= starts:
        ends += DAY_MINUTES
    return Span(starts, ends) if 0 < ends - starts <= DAY_MINUTES else None


def _afternoon(part: str | None) -> str | None:
    """Return the half of the day that goes on: 下午2点到5点 ends in the afternoon as well."""
    return part if part in _AFTER_NOON else None


def _minute(part: str | None, hour: str, minute: str | None) -> int | None:
    hours, minutes = int(hour), 30 if minute == "半" else int(minute or 0)
    if part in _AFTER_NOON and 1 <= hours < 12:
        hours += 12
    told = hours * 60 + minutes
    return told if minutes < 60 and told <= DAY_MINUTES else None


def _tidy_name(text: str) -> str:
    bare = _EMPTY_BRACKET.sub(" ", text)
    bare = re.sub(r"^(?:班次|时段|值班时间|时间|服务时间|开放时间)\s*:", "", bare.strip())
    name = "".join(bare.split()).strip(":=,;.、，；。-—~/|·")
    inner = re.fullmatch(r"[(\[【](.*)[)\]】]", name)
    return inner[1] if inner else name


_HOURS = 24
_AFTER_NOON = ("下午", "晚上", "傍晚", "晚", "午后")
_PART = r"(?:早上|上午|中午|下午|晚上|傍晚|凌晨|清晨|午后|晚|早)"
_SIGN = r"(?:[:.](?=\s*\d{2})|[点时])"
_CLOCK = rf"(?P<h1>\d{{1,2}})\s*(?:{_SIGN}\s*(?P<m1>\d{{2}}|半)?\s*分?|(?=\s*[-–—~～−至到]))"
_TO = r"\s*(?:--+|[-–—―~～−]+|至|到)\s*"
_SPAN = re.compile(
    rf"(?<![\d./月])(?<!\d:)(?P<part1>{_PART})?\s*{_CLOCK}{_TO}"
    rf"(?P<next>次日|第二天|翌日|隔天)?\s*(?P<part2>{_PART})?\s*"
    rf"(?P<h2>\d{{1,2}})\s*{_SIGN}\s*(?P<m2>\d{{2}}|半)?\s*分?(?![\d月日号])"
)
_ONE_TIME = re.compile(
    rf"\s*(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\s+)?(?P<part>{_PART})?\s*"
    rf"(?P<h>\d{{1,2}})\s*{_SIGN}\s*(?P<m>\d{{2}}|半)?(?::\d{{2}})?\s*分?\s*"
)
_EMPTY_BRACKET = re.compile(r"[(（\[【]\s*[)）\]】]")
_CLOCK_LONG = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_IN_WORDS = re.compile(
    r"(?:(?P<h>\d{1,2}(?:\.\d+)?)个?(?P<half>半)?(?:小时|h|hours?|时)(?P<half2>半)?)?"
    r"(?:(?P<m>\d{1,4})(?:分钟?|min(?:utes)?))?"
)
_BARE = re.compile(r"\d{1,4}(?:\.\d+)?")
_PREFIX = re.compile(
    r"^(?:(?:备注|说明|注|班次(?:说明|时间)?|值班时间|排班说明|图例|其中)\d?\s*:|\d{1,2}[.、)]\s*)+"
)
