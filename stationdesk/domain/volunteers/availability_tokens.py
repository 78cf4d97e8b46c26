"""The words in which people tell when they can come: days, parts of a day, clocks, wishes.

上午 is the time from 6:00 to 12:00, 下午 from 12:00 to 18:00, 晚上 from 18:00: a shift that lies in
a part of the day fits it whole, whenever it begins. 周末 and 节假日 are the days off of the working
calendar, 工作日 its working days. These readings are the product's own; no rule states them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from stationdesk.domain.typed_text import without_unseen
from stationdesk.domain.volunteers.availability import WHOLE_DAY, Days, Wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Match

Stretch = tuple[int, int]
"""From a minute up to a minute of a day."""

MORNING, NOON, AFTERNOON = (360, 720), (660, 840), (720, 1080)
EVENING, DAYTIME = (1080, 1440), (360, 1080)
LONGEST_TEXT = 120

_WEEKDAYS = "一二三四五六日"
_PARTS = {
    "早上|早晨|清晨|清早|早间": (360, 540),
    "上午": MORNING,
    "中午|午间|午休": NOON,
    "下午|午后": AFTERNOON,
    "傍晚": (1020, 1200),
    "晚上|晚间|夜间|夜里|晚": EVENING,
    "白天|日间": DAYTIME,
    "全天|一整天|整天|一天": WHOLE_DAY,
}
_DAYS = {
    "每天|每日|天天": Days.EVERY,
    "工作日|上班日|平日": Days.WORKDAYS,
    "周末|双休日|双休|法定节假日|节假日|假日|休息日": Days.FREE_DAYS,
}
_WISHES = {
    "尽量不要|尽量不|最好不要|最好不|不太方便": Wish.RATHER_NOT,
    "不可以|不可|不能|不行|不方便|不在|不来": Wish.CANNOT,
    "没有空|没有时间|没时间|没空|无法|有课|有事": Wish.CANNOT,
    "优先|最好|首选|最方便|愿意": Wish.PREFERS,
    "可以|均可|可|能|有时间|有空闲|有空|空闲|方便|行": Wish.CAN,
}
_OF_DAY = "早上|上午|中午|下午|晚上|早|晚"
_CLOCK = rf"(?:({_OF_DAY})\s*)?(\d{{1,2}})(?::(\d{{2}})|[点时](半|\d{{1,2}}分?)?)?"
_NOON_HOUR, _LAST_HOUR = 12, 24


class Kind(Enum):
    """What a word is about."""

    DAYS = auto()
    TIME = auto()
    WISH = auto()
    EXCEPT = auto()
    OUTSIDE = auto()
    REST = auto()
    STOP = auto()
    NOTHING = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word that was understood: which days, which stretch of a day, or which wish it is."""

    kind: Kind
    days: tuple[Days, ...] = ()
    stretch: Stretch = WHOLE_DAY
    wish: Wish = Wish.CAN


def tokens(text: str) -> list[Token] | None:
    """Return the words of ``text`` in order, None where any of it is not understood."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST_TEXT:
        return None
    found: list[Token] = []
    at = 0
    while at < len(plain):
        token, at = _next(plain, at)
        if token.kind is Kind.NOWHERE:
            return None
        if token.kind is not Kind.NOTHING:
            found.append(token)
    return found


def _plain(text: str) -> str:
    """Return the text with one sign for each thing: half-width, 周 for 星期, - for 至."""
    written = unicodedata.normalize("NFKC", without_unseen(text)).replace("随叫随到", "随时")
    dashed = re.sub(r"\s*(?:[-‐-―−~]+|至|到)\s*", "-", written)
    return re.sub("周[天7]", "周日", re.sub("星期|礼拜", "周", dashed)).strip()


def _next(text: str, at: int) -> tuple[Token, int]:
    for pattern, read in _WORDS:
        if match := pattern.match(text, at):
            return read(match), match.end()
    return Token(Kind.NOWHERE), at


def _said(token: Token) -> Callable[[Match[str]], Token]:
    return lambda _match: token


def _weekdays(match: Match[str]) -> Token:
    said = [Days(str(_WEEKDAYS.index(sign) + 1)) for sign in match[1] if sign in _WEEKDAYS]
    return Token(Kind.DAYS, days=tuple(dict.fromkeys(said)))


def _span(match: Match[str]) -> Token:
    first, last = (_WEEKDAYS.index(sign) for sign in match.groups())
    days = tuple(Days(str(number + 1)) for number in range(first, last + 1))
    return Token(Kind.DAYS, days=days) if days else Token(Kind.NOWHERE)


def _clock_span(match: Match[str]) -> Token:
    begins, ends = match.groups()[:4], match.groups()[4:]
    part = ends[0] or begins[0]
    return _stretch(_minute(*begins), _minute(part, *ends[1:]))


def _from_clock(match: Match[str]) -> Token:
    return _stretch(_minute(*match.groups()), WHOLE_DAY[1])


def _until_clock(match: Match[str]) -> Token:
    return _stretch(WHOLE_DAY[0], _minute(*match.groups()))


def _stretch(begins: int, ends: int) -> Token:
    if not WHOLE_DAY[0] <= begins < ends <= WHOLE_DAY[1]:
        return Token(Kind.NOWHERE)
    return Token(Kind.TIME, stretch=(begins, ends))


def _minute(part: str | None, hour: str, minute: str | None, after: str | None) -> int:
    """Return the minute of a clock's time; -1 where no clock shows it."""
    hours, minutes = int(hour), int(minute or 0)
    if after:
        minutes = 30 if after == "半" else int(after.rstrip("分"))
    late = part in ("下午", "晚上", "晚") or (part == "中午" and hours < _NOON_HOUR // 2)
    if late and hours < _NOON_HOUR:
        hours += _NOON_HOUR
    elif part in ("晚上", "晚") and hours == _NOON_HOUR:
        hours = _LAST_HOUR
    return hours * 60 + minutes if hours <= _LAST_HOUR and minutes < 60 else -1


def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(alternatives, re.ASCII)


_WORDS: tuple[tuple[re.Pattern[str], Callable[[Match[str]], Token]], ...] = (
    (
        _pattern("随时|任何时间|时间不限|不限时间|不限"),
        _said(Token(Kind.DAYS, days=(Days.EVERY,))),
    ),
    (_pattern("(?:其余|其他|其它|别的)(?:时间|时段|日子)?"), _said(Token(Kind.REST))),
    *((_pattern(names), _said(Token(Kind.DAYS, days=(days,)))) for names, days in _DAYS.items()),
    (_pattern(rf"周([{_WEEKDAYS}])-周?([{_WEEKDAYS}])"), _span),
    (_pattern(rf"周((?:[{_WEEKDAYS}][、,]?)*[{_WEEKDAYS}])"), _weekdays),
    (_pattern(rf"{_CLOCK}\s*-\s*{_CLOCK}"), _clock_span),
    (_pattern(rf"{_CLOCK}(?:以后|之后|后|起)"), _from_clock),
    (_pattern(rf"{_CLOCK}(?:以前|之前|前)"), _until_clock),
    *((_pattern(names), _said(Token(Kind.TIME, stretch=part))) for names, part in _PARTS.items()),
    *((_pattern(names), _said(Token(Kind.WISH, wish=wish))) for names, wish in _WISHES.items()),
    (_pattern("除了|除"), _said(Token(Kind.EXCEPT))),
    (_pattern("以外|之外|外"), _said(Token(Kind.OUTSIDE))),
    (_pattern(r"[;。\n]"), _said(Token(Kind.STOP))),
    (
        _pattern(r"[、,/+\s().]|和|及|与|或|的|都|均|每|时段|时间|一般|通常|来"),
        _said(Token(Kind.NOTHING)),
    ),
)
"""Words and what they mean, in the order in which they are looked for."""
