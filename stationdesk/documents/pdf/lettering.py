"""Text measured and cut into lines, each distinct text once per document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.documents.pdf.linebreaks import lines_of
from stationdesk.documents.plain_text import for_paper

if TYPE_CHECKING:
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.typefaces import Face, Typesetter

_PARTS = re.compile(r"[^ ·\-–]+[ ·\-–]*|[ ·\-–]+")
"""What a name is broken into: 买买提 goes to the next line, the dot before it stays."""
HALF_A_HANZI = 0.38
"""How far the middle of a hanzi stands above its baseline, in parts of its size."""


class Lettering:
    """Lines of text for the strips of one document."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter
        self._lines: dict[tuple[str, Face, float], tuple[str, ...]] = {}

    def width(self, text: str, face: Face, size: float) -> float:
        """Return how wide ``text`` is in points."""
        return self.typesetter.width(text, face, size)

    def lines(self, text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
        """Return ``text`` in lines no wider than ``width`` points."""
        places = round(width / size * 1000.0, 1)
        known = self._lines.get((text, face, places))
        if known is None:
            cut = lines_of(for_paper(text), places, lambda part: self.width(part, face, 1000.0))
            known = self._lines[text, face, places] = tuple(cut)
        return known


def name_lines(
    words: str, lettering: Lettering, face: Face, size: float, width: float
) -> list[str]:
    """Return a name in as many lines as it takes; a long one is broken between its parts."""
    words = for_paper(words)
    if lettering.width(words, face, size) <= width:
        return [words]
    lines = [""]
    for part in _PARTS.findall(words):
        longer = lines[-1] + part
        if lines[-1] and lettering.width(longer.rstrip(), face, size) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return [piece for line in lines for piece in lettering.lines(line, face, size, width)]


def baseline(top: float, height: float, size: float) -> float:
    """Return where text of ``size`` stands so that it looks centred in a line this high."""
    return top + height / 2 + HALF_A_HANZI * size


def draw_lines(
    ink: Ink,
    lines: tuple[str, ...],
    box: tuple[float, float, float],
    face: Face,
    size: float,
    leading: float,
    *,
    align: str = "left",
    grey: float = 0.0,
) -> None:
    """Set ``lines`` below each other in ``box``: its left edge, its top, its width."""
    left, top, width = box
    for number, line in enumerate(lines):
        at = left
        if align != "left":
            free = width - ink.typesetter.width(line, face, size)
            at += free if align == "right" else free / 2
        ink.text(at, baseline(top + number * leading, leading, size), line, face, size, grey=grey)
