"""Volunteers' cards (志愿者证): name, number and group beside the square code that signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.pdf.ink import GREY, HAIRLINE, Ink
from stationdesk.documents.pdf.lettering import Lettering, baseline, draw_lines, name_lines
from stationdesk.documents.pdf.pages import MM
from stationdesk.documents.pdf.square_codes import draw_code
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _

if TYPE_CHECKING:
    from stationdesk.documents.labels import LabelSheet
    from stationdesk.domain.label_papers import LabelLayout
    from stationdesk.domain.labels import Labelled

PAD = 4.5 * MM
BAND = 11.5 * MM
SIDE = 29.0 * MM
"""The square code with its white border; a cheap scanner reads it from an arm's length."""
STATION, TITLE, NUMBER, GROUP, SMALL = 9.5, 9.5, 11.0, 8.0, 6.2
NAMES = (24.0, 21.0, 18.0, 16.0, 14.0, 12.0, 10.5, 9.0)
"""Type sizes of the name that are tried, in points."""
MOST_NAME_LINES = 2
LEADING = 1.25
WHITE, INK = 1.0, 0.15


class Card:
    """One card, in points from its own top left corner."""

    def __init__(self, thing: Labelled, sheet: LabelSheet, lettering: Lettering) -> None:
        self._thing = thing
        self._sheet = sheet
        self._lettering = lettering
        self._width = sheet.layout.width * MM
        self._height = sheet.layout.height * MM

    def draw(self, ink: Ink, position: int) -> None:
        """Draw the card at its place of the page."""
        left, top = (place * MM for place in self._sheet.layout.corner(position))
        self._draw_band(ink, left, top)
        code_left = left + self._width - SIDE - PAD + 2 * MM
        draw_code(ink, self._thing.square_text, code_left, top + BAND + 1 * MM, SIDE)
        self._draw_person(ink, left + PAD, top + BAND + 3 * MM, self._width - SIDE - 1.4 * PAD)
        self._draw_foot(ink, left + PAD, top + self._height - PAD)
        cut_out(ink, left, top, self._sheet.layout)

    def _draw_band(self, ink: Ink, left: float, top: float) -> None:
        ink.fill(left, top, self._width, BAND, INK)
        title = for_paper(_("Volunteer"))
        title_width = self._lettering.width(title, Face.STRONG, TITLE)
        room = self._width - 2 * PAD - title_width - 8
        station = for_paper(self._sheet.unit)
        size = min(STATION, self._largest(station, room))
        down = baseline(top, BAND, size)
        ink.text(left + PAD, down, station, Face.STRONG, size, grey=WHITE)
        right = left + self._width - PAD - title_width
        ink.text(right, baseline(top, BAND, TITLE), title, Face.STRONG, TITLE, grey=WHITE)

    def _draw_person(self, ink: Ink, left: float, top: float, room: float) -> None:
        size, lines = self._name(room)
        box = (left, top, room)
        draw_lines(ink, lines, box, Face.STRONG, size, size * LEADING)
        top += len(lines) * size * LEADING + 3
        number = for_paper(self._thing.code)
        ink.text(left, baseline(top, NUMBER * LEADING, NUMBER), number, Face.STRONG, NUMBER)
        top += NUMBER * LEADING + 2
        if self._thing.group:
            group = self._lettering.lines(self._thing.group, Face.PLAIN, GROUP, room)[:2]
            draw_lines(ink, group, (left, top, room), Face.PLAIN, GROUP, GROUP * LEADING, grey=GREY)

    def _draw_foot(self, ink: Ink, left: float, bottom: float) -> None:
        words = _("For signing in and out. Not to be lent to anybody.")
        if self._sheet.phone:
            found = _("Found it? Please call {phone}.")
            words = f"{words} {found.format(phone=self._sheet.phone)}"
        room = self._width - 2 * PAD
        lines = self._lettering.lines(words, Face.PLAIN, SMALL, room)[:2]
        leading = SMALL * 1.3
        top = bottom - len(lines) * leading + 1.5 * MM
        draw_lines(ink, lines, (left, top, room), Face.PLAIN, SMALL, leading, grey=GREY)

    def _name(self, room: float) -> tuple[float, tuple[str, ...]]:
        """Return the largest size at which the name takes two lines at most, and its lines."""
        lines: list[str] = []
        for size in NAMES:
            lines = name_lines(self._thing.name, self._lettering, Face.STRONG, size, room)
            if len(lines) <= (1 if size > NAMES[2] else MOST_NAME_LINES):
                return size, tuple(lines)
        return NAMES[-1], tuple(lines[:MOST_NAME_LINES])

    def _largest(self, words: str, room: float) -> float:
        return room / max(self._lettering.width(words, Face.STRONG, 1.0), 0.01) - 0.05


def cut_out(ink: Ink, left: float, top: float, layout: LabelLayout) -> None:
    """Draw the edge along which a card is cut."""
    right, bottom = left + layout.width * MM, top + layout.height * MM
    for down in (top, bottom):
        ink.line(left, down, right, down, HAIRLINE)
    for at in (left, right):
        ink.line(at, top, at, bottom, HAIRLINE)
