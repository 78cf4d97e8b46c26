"""The duty board on paper: times and names to be read from across the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.pdf.ink import FIRM, GREY, SHADE, THIN
from stationdesk.documents.pdf.lettering import baseline, draw_lines, name_lines
from stationdesk.documents.pdf.pages import Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.documents.grids import Duty, DutyBoard
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering

SIZES = (60.0, 52.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 17.0, 14.0)
"""Type sizes of the names that are tried, in points."""
TIMES, SHIFT, TAG, MISSING = 0.62, 0.42, 0.36, 0.5
"""Further sizes, in parts of that of the names."""
LINE = 1.35
TIMES_SHARE = 0.34
"""The share of the width that times and shift take."""
STRETCHED = 0.5
"""By how much of its height a band grows at most, to fill the page."""
PAD, GAP, NAME_GAP = 12.0, 9.0, 0.8
FRAME = 2.6
WHITE, INK = 1.0, 0.12


def board_strips(block: DutyBoard, lettering: Lettering, width: float, free: float) -> list[Strip]:
    """Return a band for each shift, in the largest type at which all fit ``free`` points."""
    if not block.duties:
        return [_message(block.empty, width)]
    bands = [_Band(duty, lettering, width, SIZES[-1]) for duty in block.duties]
    for size in SIZES:
        tried = [_Band(duty, lettering, width, size) for duty in block.duties]
        if sum(band.height + GAP for band in tried) <= free:
            bands = tried
            break
    spare = free - sum(band.height + GAP for band in bands)
    for band in bands:
        band.height += max(0.0, min(spare / len(bands), band.height * STRETCHED))
    return [Strip(band.height, band.draw, gap=GAP) for band in bands]


class _Band:
    """One shift in one type size."""

    def __init__(self, duty: Duty, lettering: Lettering, width: float, size: float) -> None:
        self._duty = duty
        self._width = width
        self._size = size
        self._left_width = width * TIMES_SHARE
        inner = width - self._left_width - 2 * PAD
        self._names = _name_lines(duty.names, lettering, size, inner)
        face = Face.STRONG
        self._missing = (
            lettering.lines(duty.missing, face, size * MISSING, inner) if duty.missing else ()
        )
        left_inner = self._left_width - 2 * PAD
        self._times_size = min(size * TIMES, _largest(duty.times, lettering, left_inner))
        self._shift = lettering.lines(duty.shift, Face.PLAIN, size * SHIFT, left_inner)
        self.height = max(self._right_height(), self._left_height()) + 2 * PAD

    def draw(self, ink: Ink, left: float, top: float) -> None:
        """Draw the band: times and shift at the left, the names at the right."""
        if self._duty.now:
            ink.fill(left, top, self._left_width, self.height, INK)
        else:
            ink.fill(left, top, self._left_width, self.height, SHADE)
        ink.frame(left, top, self._width, self.height, FRAME if self._duty.now else FIRM)
        self._draw_times(ink, left + PAD, top + (self.height - self._left_height()) / 2)
        self._draw_names(
            ink,
            left + self._left_width + PAD,
            top + (self.height - self._right_height()) / 2,
        )

    def _right_height(self) -> float:
        lines = len(self._names) * self._size * LINE
        return lines + len(self._missing) * self._size * MISSING * LINE

    def _left_height(self) -> float:
        tag = self._size * TAG * LINE + 4 if self._duty.now else 0.0
        shift = len(self._shift) * self._size * SHIFT * LINE
        return self._times_size * LINE + shift + tag

    def _draw_times(self, ink: Ink, left: float, top: float) -> None:
        white = WHITE if self._duty.now else 0.0
        inner = self._left_width - 2 * PAD
        times = (for_paper(self._duty.times),)
        size, shift = self._times_size, self._size * SHIFT
        leading = size * LINE
        draw_lines(ink, times, (left, top, inner), Face.STRONG, size, leading, grey=white)
        top += leading
        grey = WHITE if self._duty.now else GREY
        draw_lines(ink, self._shift, (left, top, inner), Face.PLAIN, shift, shift * LINE, grey=grey)
        if self._duty.now:
            self._draw_tag(ink, left, top + len(self._shift) * shift * LINE + 4)

    def _draw_tag(self, ink: Ink, left: float, top: float) -> None:
        """Draw the word for now in a white box on the dark band."""
        words, size = for_paper(self._duty.now), self._size * TAG
        width = ink.typesetter.width(words, Face.STRONG, size)
        ink.fill(left, top, width + size, size * LINE, WHITE)
        down = baseline(top, size * LINE, size)
        ink.text(left + size / 2, down, words, Face.STRONG, size)

    def _draw_names(self, ink: Ink, left: float, top: float) -> None:
        for line in self._names:
            at = left
            for name in line:
                down = baseline(top, self._size * LINE, self._size)
                ink.text(at, down, name, Face.STRONG, self._size)
                at += ink.typesetter.width(name, Face.STRONG, self._size) + self._size * NAME_GAP
            top += self._size * LINE
        size = self._size * MISSING
        for words in self._missing:
            down = baseline(top, size * LINE, size)
            ink.text(left, down, words, Face.STRONG, size)
            width = ink.typesetter.width(words, Face.STRONG, size)
            ink.frame(left - 4, top + 1, width + 8, size * LINE - 2, THIN)
            top += size * LINE


def _name_lines(
    names: Sequence[str], lettering: Lettering, size: float, width: float
) -> list[tuple[str, ...]]:
    """Return the names in lines; only a name that is wider than a line is broken."""
    lines: list[list[str]] = []
    used = 0.0
    for name in map(for_paper, names):
        wide = lettering.width(name, Face.STRONG, size)
        if wide > width:
            lines += [[part] for part in name_lines(name, lettering, Face.STRONG, size, width)]
            used = width
        elif lines and used + size * NAME_GAP + wide <= width:
            lines[-1].append(name)
            used += size * NAME_GAP + wide
        else:
            lines.append([name])
            used = wide
    return [tuple(line) for line in lines]


def _largest(words: str, lettering: Lettering, width: float) -> float:
    """Return the type size at which ``words`` fill ``width``."""
    return width / max(lettering.width(for_paper(words), Face.STRONG, 1.0), 0.01) - 0.05


def _message(words: str, width: float) -> Strip:
    height = 120.0

    def draw(ink: Ink, left: float, top: float) -> None:
        ink.frame(left, top, width, height, FIRM)
        box = (left, top + (height - 32) / 2, width)
        draw_lines(ink, (for_paper(words),), box, Face.STRONG, 22, 32, align="centre")

    return Strip(height, draw, gap=GAP)
