"""How wide a sheet's columns are, and how many lines a text takes in them.

Widths count half-width characters, as workbooks do: the digits of the Western default font.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from stationdesk.documents.plain_text import chinese_width

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_SHEET = 76.0
"""The least width of a sheet, so that its title and signatures have room."""
LEAST_GROWING = 16.0
"""The least width of a growing column."""


def width_for(words: float) -> float:
    """Return the column width that holds ``words`` half-width characters on one line.

    A column's width counts the digits of the Western default font; a hanzi is a little wider than
    two of them, and the cell's indent and edges take some room.
    """
    return words * 1.07 + 3.0


def lines_in(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a cell of a column this wide."""
    room = max(2.0, (width - 3.0) / 1.07)
    return sum(1 + int((chinese_width(line) - 0.1) // room) for line in text.split("\n"))


def narrowed(widths: list[float], grows: list[bool], page: float) -> list[float]:
    """Let the widest growing columns wrap, so that a sheet fitted to a page stays legible."""
    fixed = sum(width for width, grow in zip(widths, grows, strict=True) if not grow)
    growing = sorted(width for width, grow in zip(widths, grows, strict=True) if grow)
    if fixed + sum(growing) <= page or not growing:
        return widths
    room, level = page - fixed, LEAST_GROWING
    for number, width in enumerate(growing):
        level = room / (len(growing) - number)
        if width > level:
            break
        room -= width
    level = max(level, LEAST_GROWING)
    return [min(width, level) if grow else width for width, grow in zip(widths, grows, strict=True)]


def widened(widths: list[float], grows: list[bool]) -> list[float]:
    """Give a narrow table the width of a page, so that its title and signatures have room."""
    missing = LEAST_SHEET - sum(widths)
    if missing <= 0:
        return widths
    shares = [width if grow else 0.0 for width, grow in zip(widths, grows, strict=True)]
    shares = shares if any(shares) else list(widths)
    total = sum(shares)
    return [round(w + missing * s / total, 1) for w, s in zip(widths, shares, strict=True)]


def spans_of(widths: Sequence[float], shares: Sequence[float]) -> list[tuple[int, int]]:
    """Share the columns out in order, each part as near its share of the width as may be.

    Every part gets at least one column; parts that find none left are dropped.
    """
    edges = list(accumulate(widths, initial=0.0))
    whole, total = edges[-1], sum(shares)
    spans: list[tuple[int, int]] = []
    first = 1
    for number, end in enumerate(accumulate(shares)):
        left_over = len(shares) - number - 1
        if first > len(widths):
            break
        wanted = whole * end / total
        last_possible = max(first, len(widths) - left_over)
        last = min(range(first, last_possible + 1), key=lambda at: abs(edges[at] - wanted))
        if not left_over:
            last = len(widths)
        spans.append((first, last))
        first = last + 1
    return spans
