"""The letterhead above a paper's title: logo, two lines of units, and how to reach the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.pdf.ink import GREY, THIN
from stationdesk.documents.pdf.lettering import draw_lines
from stationdesk.documents.pdf.pages import MM, Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.pictures import picture_size
from stationdesk.documents.plain_text import for_paper

if TYPE_CHECKING:
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering
    from stationdesk.domain.letterhead import Letterhead

HEIGHT, WIDEST_LOGO = 12 * MM, 40 * MM
SMALL_HEIGHT = 8 * MM
"""On half a sheet."""
EDGE = 8 * MM
"""What printers leave white at the upper edge of a sheet, and a bit more."""
GAP, BELOW = 7.0, 5.0
UPPER, UNIT, CONTACT = 9.0, 12.0, 8.5
"""Type sizes in points."""
LEADING = 1.35
CONTACT_SHARE = 0.4
"""The part of the width that the contact line may take at least; it wraps where it has no more."""


def letterhead_strip(
    letterhead: Letterhead, lettering: Lettering, width: float, *, above: float, small: bool = False
) -> Strip:
    """Return the head as one strip with a line below it; ``small`` for half a sheet.

    As much of it as has room there stands in the upper margin, ``above`` points high: a paper
    with a letterhead has no page more than one without.
    """
    head = _Head(letterhead, lettering, width, SMALL_HEIGHT if small else HEIGHT)
    whole = head.height + BELOW + 3
    needed = max(0.0, whole - max(0.0, above - EDGE))

    def draw(ink: Ink, left: float, top: float) -> None:
        head.draw(ink, left, top + needed - whole)

    return Strip(needed, draw, keep=True)


class _Head:
    """The parts of a letterhead, measured: logo, units beside it, contact at the right."""

    def __init__(
        self, letterhead: Letterhead, lettering: Lettering, width: float, logo_height: float
    ) -> None:
        self._width = width
        self._logo = letterhead.logo
        self._logo_size = (0.0, 0.0)
        if self._logo:
            self._logo_size = picture_size(self._logo, WIDEST_LOGO, logo_height)
        self._start = self._logo_size[0] + GAP if self._logo else 0.0
        units = ((letterhead.upper_unit, Face.BODY, UPPER), (letterhead.unit, Face.STRONG, UNIT))
        named = [(for_paper(words), face, size) for words, face, size in units if for_paper(words)]
        widest = max((lettering.width(*unit) for unit in named), default=0.0)
        self._contact_width = max(width * CONTACT_SHARE, width - self._start - widest - GAP)
        self._contact: tuple[str, ...] = ()
        if letterhead.contact:
            self._contact = lettering.lines(
                letterhead.contact, Face.BODY, CONTACT, self._contact_width
            )
        beside = self._contact_width + GAP if self._contact else 0.0
        self._units_width = width - self._start - beside
        self._units = [
            (lettering.lines(words, face, size, self._units_width), face, size)
            for words, face, size in named
        ]
        self._units_height = sum(len(lines) * size * LEADING for lines, _face, size in self._units)
        self._contact_height = len(self._contact) * CONTACT * LEADING
        self.height = max(self._logo_size[1], self._units_height, self._contact_height)

    def draw(self, ink: Ink, left: float, top: float) -> None:
        """Draw the head, and the line below it, from its top left corner."""
        if self._logo:
            wide, high = self._logo_size
            ink.picture(left, top + (self.height - high) / 2, wide, high, self._logo)
        down = top + (self.height - self._units_height) / 2
        for lines, face, size in self._units:
            box = (left + self._start, down, self._units_width)
            draw_lines(ink, lines, box, face, size, size * LEADING)
            down += len(lines) * size * LEADING
        self._draw_contact(ink, left + self._width, top + self.height)
        down = top + self.height + BELOW - 1
        ink.line(left, down, left + self._width, down, THIN)

    def _draw_contact(self, ink: Ink, right: float, bottom: float) -> None:
        box = (right - self._contact_width, bottom - self._contact_height, self._contact_width)
        draw_lines(
            ink,
            self._contact,
            box,
            Face.BODY,
            CONTACT,
            CONTACT * LEADING,
            align="right",
            grey=GREY,
        )
