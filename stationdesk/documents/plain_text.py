"""What may stand in a document: user text without marks that hide, reorder or break it."""

from __future__ import annotations

import re
import unicodedata

BIDI_AND_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
"""Marks that turn text round or make two texts look alike."""

_ENDS_OF_LINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NEVER_IN_A_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEVER_ON_PAPER = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{BIDI_AND_INVISIBLE}]")


def for_cell(text: str) -> str:
    """Return ``text`` as a cell may hold it: line ends as LF, no control characters.

    Everything else stays exactly as it is, so that writing and reading back gives the same text.
    """
    return _NEVER_IN_A_CELL.sub("", _ENDS_OF_LINE.sub("\n", text))


def for_paper(text: str) -> str:
    """Return ``text`` as it may be printed: also without marks that hide or reorder characters."""
    if text.isascii() and text.isprintable():
        return text
    return _NEVER_ON_PAPER.sub("", _ENDS_OF_LINE.sub("\n", text).replace("\t", " "))


def chinese_width(text: str) -> int:
    """Return how many half-width places the widest line of ``text`` takes; a hanzi takes two."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(_WIDE[ord(sign)] for sign in line)


class _Widths(dict[int, int]):
    """The width of each code point, looked up once."""

    def __missing__(self, code: int) -> int:
        wide = unicodedata.east_asian_width(chr(code)) in "WFA"
        width = self[code] = 2 if wide else 1
        return width


_WIDE = _Widths()
