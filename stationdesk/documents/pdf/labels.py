"""Label sheets as PDF: beside each square code stand code, name, kind in English and station."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.documents import saving
from stationdesk.documents.pdf.cards import Card, cut_out
from stationdesk.documents.pdf.ink import GREY, Ink
from stationdesk.documents.pdf.lettering import Lettering, draw_lines
from stationdesk.documents.pdf.pages import MM
from stationdesk.documents.pdf.square_codes import MODULES, QUIET, draw_code
from stationdesk.documents.pdf.typefaces import DRAWING, Face, Typesetter
from stationdesk.documents.pdf.writing import PdfReport, describe, new_canvas
from stationdesk.documents.plain_text import for_paper
from stationdesk.domain.labels import LabelKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from stationdesk.documents.labels import LabelSheet
    from stationdesk.domain.label_papers import LabelLayout
    from stationdesk.domain.labels import Labelled

WIDEST_CODE = 0.5
"""The share of a label that its square code may take, white border included."""
LARGEST_CODE_MM = 32.0
LEADING = 1.22
CODE, NAME, ENGLISH, STATION = 0.25, 0.155, 0.11, 0.095
"""Type sizes as shares of a label's height; what follows limits them, in points."""
LIMITS = {CODE: (6.0, 22.0), NAME: (5.0, 14.0), ENGLISH: (4.4, 9.0), STATION: (4.2, 8.0)}
SHRINK = (1.0, 0.93, 0.87, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5)


def write_labels(sheet: LabelSheet, path: Path) -> PdfReport:
    """Write ``sheet`` to ``path``, whole or not at all.

    Raises:
        Refused: ``path`` cannot be written, for instance because another program has it open.
    """
    content, report = labels_pdf(sheet)
    saving.save(content, path)
    return report


def labels_pdf(sheet: LabelSheet) -> tuple[bytes, PdfReport]:
    """Return ``sheet`` as the bytes of a PDF file, and what became of it.

    May run on any thread; documents are drawn one at a time.
    """
    with DRAWING:
        return _drawn(sheet)


def _drawn(sheet: LabelSheet) -> tuple[bytes, PdfReport]:
    file = io.BytesIO()
    width, height = sheet.layout.page[0] * MM, sheet.layout.page[1] * MM
    canvas = new_canvas(file, width, height)
    describe(canvas, title=sheet.title, author=sheet.unit, subject=sheet.layout.name())
    typesetter = Typesetter(canvas._doc)  # noqa: SLF001 - see typefaces.REPORTLAB
    lettering = Lettering(typesetter)
    for page in _pages(sheet):
        ink = Ink(width, height, typesetter)
        for position, thing in page:
            _drawer(sheet, thing, lettering).draw(ink, position)
        canvas.addLiteral(ink.content())
        canvas.showPage()
    canvas.save()
    return file.getvalue(), PdfReport(sheet.pages, "".join(typesetter.missing))


def _pages(sheet: LabelSheet) -> Iterator[list[tuple[int, Labelled]]]:
    """Yield for each page the labels on it with their places, from 0."""
    many = sheet.layout.on_a_page
    placed = list(enumerate(sheet.labels, start=sheet.start - 1))
    for page in range(sheet.pages):
        yield [(at % many, thing) for at, thing in placed if at // many == page]


def _drawer(sheet: LabelSheet, thing: Labelled, lettering: Lettering) -> _Label | Card:
    if sheet.layout.is_card and thing.kind is LabelKind.VOLUNTEER:
        return Card(thing, sheet, lettering)
    return _Label(thing, sheet.layout, sheet.unit, lettering)


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of one size; ``at_foot`` stands at the foot of the label."""

    lines: tuple[str, ...]
    face: Face
    size: float
    grey: float = 0.0
    at_foot: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


class _Label:
    """One label, in points from its own top left corner."""

    def __init__(
        self, thing: Labelled, layout: LabelLayout, station: str, lettering: Lettering
    ) -> None:
        self._thing = thing
        self._layout = layout
        self._station = station
        self._lettering = lettering
        self._pad = layout.pad * MM
        self._height = layout.height * MM - 2 * self._pad
        self._side = min(
            self._height, layout.width * MM * WIDEST_CODE - self._pad, LARGEST_CODE_MM * MM
        )
        self._room = layout.width * MM - 2 * self._pad - self._side

    def draw(self, ink: Ink, position: int) -> None:
        """Draw the label at its place of the page."""
        left, top = (place * MM for place in self._layout.corner(position))
        if self._layout.is_card:
            cut_out(ink, left, top, self._layout)
        left, top = left + self._pad, top + self._pad
        self._draw_code(ink, left, top + (self._height - self._side) / 2)
        texts = self._texts()
        inset = (self._height - sum(text.height for text in texts)) / 2
        down = top + min(inset, self._side * QUIET / (MODULES + 2 * QUIET))
        for text in texts:
            if text.at_foot:
                down = top + self._height - text.height
            box = (left + self._side, down, self._room)
            leading = text.size * LEADING
            draw_lines(ink, text.lines, box, text.face, text.size, leading, grey=text.grey)
            down += text.height

    def _draw_code(self, ink: Ink, left: float, top: float) -> None:
        draw_code(ink, self._thing.square_text, left, top, self._side)

    def _texts(self) -> Sequence[_Text]:
        """Return what stands beside the code, as large as the label has room for."""
        texts: list[_Text] = []
        for shrink in SHRINK:
            texts = self._texts_at(shrink)
            if sum(text.height for text in texts) <= self._height:
                return texts
        return self._cut(texts)

    def _texts_at(self, shrink: float) -> list[_Text]:
        thing = self._thing
        parts = [
            self._text(thing.name, Face.STRONG, NAME, shrink),
            self._text(thing.english, Face.PLAIN, ENGLISH, shrink, grey=GREY),
            self._text(self._station, Face.PLAIN, STATION, shrink, grey=GREY, at_foot=True),
        ]
        return [self._code_text(), *(text for text in parts if text.lines != ("",))]

    def _code_text(self) -> _Text:
        """Return the code on one line if it can be read so."""
        words = for_paper(self._thing.code)
        least, _most = LIMITS[CODE]
        widest = self._room / max(self._lettering.width(words, Face.STRONG, 1.0), 0.01)
        size = max(least, min(self._size(CODE, 1.0), widest - 0.05))
        return _Text(self._lettering.lines(words, Face.STRONG, size, self._room), Face.STRONG, size)

    def _text(
        self,
        words: str,
        face: Face,
        share: float,
        shrink: float,
        *,
        grey: float = 0.0,
        at_foot: bool = False,
    ) -> _Text:
        size = self._size(share, shrink)
        lines = self._lettering.lines(words, face, size, self._room)
        return _Text(lines, face, size, grey, at_foot)

    def _size(self, share: float, shrink: float) -> float:
        least, most = LIMITS[share]
        return round(max(least, min(most, share * self._height) * shrink), 2)

    def _cut(self, texts: Sequence[_Text]) -> list[_Text]:
        """Leave lines out, of the longest text first, until the label holds what remains."""
        kept = list(texts)
        while sum(text.height for text in kept) > self._height:
            at = max(range(len(kept)), key=lambda place: len(kept[place].lines))
            longest = kept[at]
            if len(longest.lines) == 1:
                return kept[:1]
            kept[at] = self._shorter(longest)
        return kept

    def _shorter(self, text: _Text) -> _Text:
        """Return ``text`` without its last line; the one before it says that more was there."""
        *lines, last, _left_out = text.lines
        last = last.rstrip("…") + "…"
        while len(last) > 1 and self._lettering.width(last, text.face, text.size) > self._room:
            last = last[:-2] + "…"
        return _Text((*lines, last), text.face, text.size, text.grey, text.at_foot)
