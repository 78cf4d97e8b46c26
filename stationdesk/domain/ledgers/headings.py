"""What a heading means: the words that station keepers write above their columns.

A heading is first brought to a plain form (half-width signs, no spaces or line breaks, what stands
in brackets apart) and then held against the wordings of every field of a kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.wordings import WORDINGS
from stationdesk.domain.printed_dates import LifeUnit

if TYPE_CHECKING:
    from stationdesk.domain.ledgers.kinds import LedgerKind
    from stationdesk.domain.ledgers.wording import Wording

LONGEST_HEADING = 24
"""Signs in the longest heading; longer texts are sentences."""
_MOST_LOOKED_AT = 120


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a heading was taken for; ``weight`` is how strongly it speaks for the kind."""

    field: str | None
    rank: int
    weight: int


@dataclass(frozen=True, slots=True)
class PlainHeading:
    """A heading without spaces, line breaks and marks; ``bracket`` is what stood in brackets."""

    base: str
    bracket: str


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> PlainHeading:
    """Return ``text`` in its plain form: ``数 量（个）`` is 数量 with the bracket 个."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:_MOST_LOOKED_AT]))
    plain = plain.strip("*★☆●:;,.。、-_#")
    bracket = re.search(r"[(\[【〔{](.*?)[)\]】〕}]?$", plain)
    if not bracket:
        return PlainHeading(plain.lower(), "")
    base = plain[: bracket.start()].strip("*:;") or bracket[1]
    return PlainHeading(base.lower(), bracket[1])


def looks_like_heading(text: str) -> bool:
    """Return whether ``text`` could stand above a column at all."""
    plain = plain_heading(text)
    if not plain.base or len(plain.base) > LONGEST_HEADING:
        return False
    digits = sum(sign.isdigit() for sign in plain.base)
    return 2 * digits < len(plain.base) and not re.search(r"[:;。!?=]", plain.base)


@lru_cache(maxsize=16384)
def match_heading(text: str, kind: LedgerKind) -> HeadingMatch | None:
    """Return what ``text`` means above a column of ``kind``, None where it means nothing known."""
    if not looks_like_heading(text):
        return None
    plain = plain_heading(text)
    for base in filter(None, (plain.base, _chinese_of_both(plain.base))):
        for wording in WORDINGS[kind]:
            if wording.pattern.fullmatch(base):
                return _told_by_bracket(plain, wording)
    return None


def heading_unit(text: str) -> str:
    """Return the unit told in a quantity's heading (``数量（个）``), else an empty text."""
    bracket = plain_heading(text).bracket
    known = re.fullmatch(r"(?:单位:?)?([^\W\d_]{1,3}(?:/[^\W\d_]{1,2})?)", bracket)
    return known[1] if known and known[1] not in _NOT_UNITS else ""


def heading_life_unit(text: str) -> LifeUnit | None:
    """Return what a shelf life is counted in where its heading tells it (``保质期（月）``)."""
    return _LIFE_UNITS.get(plain_heading(text).bracket.removeprefix("单位:"))


def date_part(text: str) -> str:
    """Return ``year``, ``month`` or ``day`` for a sub-heading 年, 月 or 日, else an empty text."""
    return _DATE_PARTS.get(plain_heading(text).base, "")


def status_part(text: str) -> str:
    """Return ``good`` or ``bad`` for a tick column below 状态 (完好 | 损坏), else an empty text."""
    base = plain_heading(text).base
    if re.fullmatch(_GOOD, base):
        return "good"
    return "bad" if re.fullmatch(_BAD, base) else ""


_LIFE_UNITS = {
    "年": LifeUnit.YEAR,
    "月": LifeUnit.MONTH,
    "个月": LifeUnit.MONTH,
    "天": LifeUnit.DAY,
    "日": LifeUnit.DAY,
    "周": LifeUnit.WEEK,
}
_DATE_PARTS = {"年": "year", "月": "month", "日": "day", "年份": "year", "月份": "month"}
_NOT_UNITS = frozenset(
    {
        "必填",
        "选填",
        "实有",
        "合计",
        "元",
        "年",
        "月",
        "日",
        "天",
        "见注",
        "账面",
        "实盘",
        "Qty",
        "QTY",
        "qty",
    }
)
_GOOD = r"完好|正常|良好|好|是|在用|能用|可用|合格"
_BAD = r"损坏|故障|停用|坏|否|报废|维修|待修|异常|不合格|不能用|不可用"


def _chinese_of_both(base: str) -> str:
    """Return the Chinese of a heading in both languages (品名 Name), else an empty text."""
    found = re.fullmatch(r"([\u4e00-\u9fff]+)[a-z./&'-]{2,}", base)
    return found[1] if found else ""


def _told_by_bracket(plain: PlainHeading, wording: Wording) -> HeadingMatch:
    if wording.field == "expires" and plain.bracket.removeprefix("单位:") in _LIFE_UNITS:
        return HeadingMatch("shelf_life", 4, wording.weight)
    if wording.field == "quantity" and re.search(r"账面|期初|应有", plain.bracket):
        return HeadingMatch("quantity", 1, wording.weight)
    return HeadingMatch(wording.field, wording.rank, wording.weight)
