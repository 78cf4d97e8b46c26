"""A paper as a PDF file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stationdesk.documents import saving
from stationdesk.documents.pdf.blocks import PaperLayout
from stationdesk.documents.pdf.ink import FIRM, GREY, HAIRLINE, Ink
from stationdesk.documents.pdf.lettering import Lettering
from stationdesk.documents.pdf.pages import (
    A3,
    A4,
    HALF,
    LANDSCAPE,
    MM,
    PORTRAIT,
    POSTER,
    WALL,
    WALL_LANDSCAPE,
    pages_of,
)
from stationdesk.documents.pdf.typefaces import DRAWING, Face, Typesetter, first_font
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from stationdesk.documents.papers import Paper
    from stationdesk.documents.pdf.pages import Placed, Sheet

FOOT = 8.5
"""Type size of the running head and the foot."""
OWN_FOOT = 4.5
"""Millimetres below the text at which the station's own foot stands."""
MARK = 14.0
"""Type size of the mark of a copy."""
ENLARGED = A3[0] / A4[0]
TOP_STRIPS = 4
"""Strips among which the title is: the letterhead and the number may stand above it."""


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What became of a paper: its number of pages, and each character that no font could print."""

    pages: int
    missing_characters: str


def write_pdf(paper: Paper, path: Path) -> PdfReport:
    """Write ``paper`` to ``path``, whole or not at all.

    Raises:
        Refused: ``path`` cannot be written, for instance because another program has it open.
    """
    content, report = pdf_of(paper)
    saving.save(content, path)
    return report


def pdf_of(paper: Paper) -> tuple[bytes, PdfReport]:
    """Return ``paper`` as the bytes of a PDF file, and what became of it.

    May run on any thread; documents are drawn one at a time.
    """
    with DRAWING:
        return _Document(paper).written()


def new_canvas(file: io.BytesIO, width: float, height: float) -> Any:
    """Return a canvas for pages of ``width`` by ``height`` points that writes to ``file``."""
    first: Any = first_font()  # a name, though its type is told as a size
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(
        file,
        pagesize=(width, height),
        pageCompression=1,
        invariant=1,
        initialFontName=first,
        pdfVersion=(1, 5),
        lang="zh-CN" if language() == "zh_CN" else "en",
    )


def describe(canvas: Any, *, title: str, author: str, subject: str) -> None:
    """Tell a viewer what the document is; without an author it is the program's own."""
    canvas.setTitle(for_paper(title))
    canvas.setAuthor(for_paper(author or _("StationDesk")))
    canvas.setSubject(for_paper(subject))
    canvas.setCreator("StationDesk")
    canvas.setProducer("StationDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")


class _Document:
    """One PDF file while it is made."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._sheet = _sheet_of(paper)
        self._size = A4 if paper.copies else (self._sheet.width, self._sheet.height)
        self._file = io.BytesIO()
        self._canvas = new_canvas(self._file, *(_poster_size(paper) or self._size))
        self._typesetter = Typesetter(self._canvas._doc)  # noqa: SLF001 - see typefaces.REPORTLAB

    def written(self) -> tuple[bytes, PdfReport]:
        """Lay the paper out, draw its pages and return the file."""
        self._describe()
        layout = PaperLayout(self._paper, Lettering(self._typesetter), self._sheet)
        pages = pages_of(layout.strips(), self._sheet.room)
        for number, page in enumerate(pages, start=1):
            self._draw(page, number, len(pages))
        self._canvas.save()
        missing = "".join(self._typesetter.missing)
        return self._file.getvalue(), PdfReport(len(pages), missing)

    def _describe(self) -> None:
        paper = self._paper
        describe(
            self._canvas,
            title=paper.title,
            author=paper.unit,
            subject=paper.subject or paper.subtitle or paper.period,
        )
        if paper.printed_at is not None:
            made = f"D:{paper.printed_at:%Y%m%d%H%M%S}"
            self._canvas.setDateFormatter(lambda *_parts: made)

    def _draw(self, page: Sequence[Placed], number: int, count: int) -> None:
        ink = Ink(*self._size, self._typesetter)
        for placed in page:
            if placed.strip.bookmark:
                self._bookmark(placed)
        for place, words in enumerate(self._paper.copies or ("",)):
            self._draw_copy(ink, page, words, place * self._sheet.height)
            if number > 1 and not self._begins_anew(page):
                self._running_head(ink, place * self._sheet.height)
            self._foot(ink, number, count, place * self._sheet.height)
            if self._paper.mark:
                _draw_mark(ink, for_paper(self._paper.mark), self._sheet)
        if self._paper.copies:
            _draw_cut(ink, self._sheet)
        self._draw_pictures(ink)
        self._canvas.addLiteral(self._enlarged(ink.content()))
        self._canvas.showPage()

    def _begins_anew(self, page: Sequence[Placed]) -> bool:
        """Tell whether the page stands under the title like the first one."""
        return any(placed.strip.bookmark == self._paper.title for placed in page[:TOP_STRIPS])

    def _enlarged(self, content: str) -> str:
        """Return a page's drawing as large as the sheet is: a poster is laid out on A4."""
        if not self._paper.poster:
            return content
        return f"q {ENLARGED:.5f} 0 0 {ENLARGED:.5f} 0 0 cm\n{content}\nQ"

    def _draw_pictures(self, ink: Ink) -> None:
        from reportlab.lib.utils import ImageReader

        scale = ENLARGED if self._paper.poster else 1.0
        for content, *box in ink.pictures:
            left, bottom, width, height = (each * scale for each in box)
            self._canvas.drawImage(ImageReader(io.BytesIO(content)), left, bottom, width, height)

    def _draw_copy(self, ink: Ink, page: Sequence[Placed], words: str, down: float) -> None:
        """Draw the page ``down`` points below its place, with the name of the copy at its head."""
        sheet = self._sheet
        _draw_strips(ink, page, sheet, down)
        if words:
            ink.text(sheet.side, down + sheet.top + 9, for_paper(words), Face.STRONG, 9.0)

    def _bookmark(self, placed: Placed) -> None:
        canvas, words = self._canvas, for_paper(placed.strip.bookmark)
        down = self._size[1] - self._sheet.top - placed.top + placed.strip.height
        scale = ENLARGED if self._paper.poster else 1.0
        name = f"part{len(canvas._destinations)}"  # noqa: SLF001 - see typefaces.REPORTLAB
        canvas.bookmarkPage(name, fit="XYZ", left=0, top=down * scale)
        canvas.addOutlineEntry(words, name, level=0 if words == for_paper(self._paper.title) else 1)

    def _running_head(self, ink: Ink, above: float) -> None:
        sheet, paper = self._sheet, self._paper
        down = above + sheet.top - 6 * MM
        right = sheet.width - sheet.side
        continued = for_paper(_("{title} (continued)").format(title=paper.title))
        beside = for_paper("  ".join(filter(None, (paper.unit, paper.period))))
        ink.text(sheet.side, down, continued, Face.BODY, FOOT, grey=GREY)
        width = self._typesetter.width(beside, Face.BODY, FOOT)
        if width < sheet.text_width / 2:
            ink.text(right - width, down, beside, Face.BODY, FOOT, grey=GREY)
        ink.line(sheet.side, down + 4, right, down + 4, HAIRLINE)

    def _foot(self, ink: Ink, number: int, count: int, above: float) -> None:
        sheet = self._sheet
        down = above + sheet.height - sheet.bottom + 9 * MM
        ink.text(sheet.side, down, _foot_words(self._paper.printed_at), Face.BODY, FOOT, grey=GREY)
        words = _("Page {number} of {count}").format(number=number, count=count)
        left = sheet.width - sheet.side - self._typesetter.width(words, Face.BODY, FOOT)
        ink.text(left, down, words, Face.BODY, FOOT, grey=GREY)
        if self._paper.letterhead is not None and self._paper.letterhead.footer:
            self._own_foot(ink, for_paper(self._paper.letterhead.footer), above)

    def _own_foot(self, ink: Ink, words: str, above: float) -> None:
        """Draw the station's own line above the foot's, small enough to be one line."""
        sheet = self._sheet
        width = self._typesetter.width(words, Face.BODY, FOOT)
        size = FOOT * min(1.0, sheet.text_width / width)
        left = (sheet.width - width * size / FOOT) / 2
        down = above + sheet.height - sheet.bottom + OWN_FOOT * MM
        ink.text(left, down, words, Face.BODY, size, grey=GREY)


def _poster_size(paper: Paper) -> tuple[float, float] | None:
    """Return the size of a poster's page; None for a paper that is as large as it is laid out."""
    if not paper.poster:
        return None
    return (A3[1], A3[0]) if paper.landscape else A3


def _sheet_of(paper: Paper) -> Sheet:
    if paper.copies:
        return HALF
    if paper.landscape and (paper.poster or paper.wall):
        return WALL_LANDSCAPE
    if paper.poster:
        return POSTER
    if paper.wall:
        return WALL
    return LANDSCAPE if paper.landscape else PORTRAIT


def _draw_mark(ink: Ink, words: str, sheet: Sheet) -> None:
    """Draw a framed word in the top left corner, above all else."""
    width = ink.typesetter.width(words, Face.STRONG, MARK) + MARK
    top = sheet.top - MARK * 1.9
    ink.frame(sheet.side, top, width, MARK * 1.6, FIRM)
    ink.text(sheet.side + MARK / 2, top + MARK * 1.17, words, Face.STRONG, MARK)


def _draw_cut(ink: Ink, sheet: Sheet) -> None:
    """Draw the broken line along which the copies are cut apart."""
    dash = 3 * MM
    for number in range(int(sheet.width / dash / 1.6)):
        left = number * dash * 1.6
        ink.line(left, sheet.height, left + dash, sheet.height, HAIRLINE)


def _draw_strips(ink: Ink, page: Sequence[Placed], sheet: Sheet, down: float) -> None:
    for run in _runs(page):
        first = run[0].strip
        top = down + sheet.top + run[0].top
        if first.table is None:
            first.draw(ink, sheet.side, top)
        else:
            strips = [placed.strip for placed in run]
            first.table.draw(ink, sheet.side, top - first.table.heading_height, strips)


def _runs(page: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Yield the strips one by one, those of one table together."""
    run: list[Placed] = []
    for placed in page:
        table = placed.strip.table
        if run and (table is None or table is not run[0].strip.table):
            yield run
            run = []
        run.append(placed)
    if run:
        yield run


def _foot_words(printed_at: datetime | None) -> str:
    if printed_at is None:
        return _("StationDesk")
    moment = f"{printed_at:%Y-%m-%d %H:%M}"
    return _("StationDesk · printed {moment}").format(moment=moment)
