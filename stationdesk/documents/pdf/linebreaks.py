"""Where a line of Chinese text may end.

Rules after GB/T 15834 (punctuation) and 中文排版需求: closing marks never begin a line, opening
marks never end one; a word, a number with what it counts and a double dash stay whole. Marks do
not hang into the margin: what must not be parted goes down to the next line together.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEVER_FIRST = frozenset("，。、；：？！）》〉】』」〕〗｝］”’…·‧～％‰‱℃℉°′″々ー．｡､,.;:?!)]}%»›")
"""What must not begin a line."""
NEVER_LAST = frozenset("（《〈【『「〔〖｛［“‘￥＄￡№＃([{«‹$#")
"""What must not end a line."""
_UNPARTED_PAIRS = frozenset("—…─")
_LAST_JOINING = 0x52F
"""Latin, Greek and Cyrillic letters, digits and signs up to here hold together."""


def lines_of(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return ``text`` cut into lines no wider than ``width``, in the unit of ``measure``.

    A line feed always ends a line. Only where one unparted piece is wider than a whole line is it
    cut, then too at a place the rules allow if there is one. At least one line comes back.
    """
    if measure(text) <= width and "\n" not in text:
        return [text]
    return [line for part in text.split("\n") for line in _fill(part, width, measure)]


@lru_cache(maxsize=8192)
def pieces_of(text: str) -> tuple[str, ...]:
    """Return ``text`` cut at every place where a line may end; joined they give ``text``."""
    if not text:
        return ("",)
    edges = [0, *(at for at in range(1, len(text)) if _may_end_at(text, at)), len(text)]
    return tuple(text[start:end] for start, end in pairwise(edges))


def _may_end_at(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in NEVER_FIRST or after == " " or unicodedata.category(after).startswith("M"):
        return False
    if before == " ":
        word_before = text[:at].rstrip(" ")[-1:]
        return word_before not in NEVER_LAST and not _counts(word_before, after)
    if before in NEVER_LAST or _counts(before, after):
        return False
    if before == after and before in _UNPARTED_PAIRS:
        return False
    return not (_joins(before) and _joins(after))


def _counts(before: str, after: str) -> bool:
    """Say whether a number is followed by what it counts, as in 3 把 and 2026年."""
    return before.isdigit() and "\u4e00" <= after <= "\u9fff"


def _joins(sign: str) -> bool:
    return sign != " " and ord(sign) <= _LAST_JOINING and sign != "·"


def _fill(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _short_enough(text, width, measure):
        wide = measure(piece.rstrip(" "))
        if line and used + wide > width:
            yield line.rstrip(" ")
            line, used = "", 0.0
        line += piece
        used += wide if not piece.endswith(" ") else measure(piece)
    yield line.rstrip(" ")


def _short_enough(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for piece in pieces_of(text):
        rest = piece
        while len(rest) > 1 and measure(rest.rstrip(" ")) > width:
            cut = _forced_cut(rest, width, measure)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _forced_cut(piece: str, width: float, measure: Callable[[str], float]) -> int:
    fits = 1
    while fits < len(piece) and measure(piece[: fits + 1]) <= width:
        fits += 1
    fits = min(fits, len(piece) - 1)
    for cut in range(fits, 0, -1):
        first = piece[cut:].lstrip(" ")[:1]
        if first not in NEVER_FIRST and piece[cut - 1] not in NEVER_LAST:
            return cut
    return fits
