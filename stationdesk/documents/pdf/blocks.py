"""The parts of a paper as strips: headings, text, verdict, facts, checklists, signatures."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from stationdesk.documents.charts import Charts, Photos
from stationdesk.documents.grids import DutyBoard, Grid, Legend
from stationdesk.documents.papers import (
    BigFigures,
    Checklist,
    Exchange,
    Facts,
    Heading,
    NewSheet,
    Note,
    PageBreak,
    Paragraph,
    SignatureBoxes,
    SignatureLine,
    Table,
    Verdict,
    text_of,
)
from stationdesk.documents.pdf.boards import board_strips
from stationdesk.documents.pdf.charts import charts_strips
from stationdesk.documents.pdf.grids import GridLayout, legend_strip
from stationdesk.documents.pdf.ink import FIRM, GREY, HAIRLINE, SHADE, THIN
from stationdesk.documents.pdf.letterheads import letterhead_strip
from stationdesk.documents.pdf.lettering import baseline, draw_lines
from stationdesk.documents.pdf.pages import Strip
from stationdesk.documents.pdf.photos import photo_strips
from stationdesk.documents.pdf.posters import POSTER_SUBTITLE, POSTER_TITLE, big_figures, exchange
from stationdesk.documents.pdf.signatures import signature_boxes, signature_line
from stationdesk.documents.pdf.tables import TableLayout
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.documents.papers import Block, Check, Fact, Paper
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering
    from stationdesk.documents.pdf.pages import Sheet

    FactCell = tuple[tuple[str, ...], tuple[str, ...], float]
    """The lines of a label, those of its value, and the width of both."""

TITLE, SUBTITLE, HEADING, TEXT, SMALL = 20.0, 11.0, 12.5, 11.0, 9.0
"""Type sizes in points."""
LEADING = 1.6
PAD = 5.0
GAP = 10.0
LONGEST_FACT, PIECE_OF_FACT = 30, 3
"""Lines of a value from which it is cut, and those of a piece; a page holds some forty-five."""
FACT_PAD = 4.25
FORM_HEAD = 128.0
"""How far from the right edge the lines of a statistics form's head begin."""
TAIL_SHARE = 0.4
"""Signatures with their notes, up to this share of a page, never stand alone on one."""


class PaperLayout:
    """Turns a paper into strips for one document."""

    def __init__(self, paper: Paper, lettering: Lettering, sheet: Sheet) -> None:
        self._paper = paper
        self._lettering = lettering
        self._sheet = sheet
        self._width = sheet.text_width

    def strips(self) -> list[Strip]:
        """Return the whole paper, title first."""
        strips = [*self._top(self._paper.number), *self._head()]
        breaks = False
        small = len(strips)  # where the notes and headings before a signature begin
        page = 0  # where the page begins on which a grid may fill what is left
        for number, block in enumerate(self._paper.blocks):
            if isinstance(block, PageBreak):
                page = len(strips)
            if isinstance(block, Grid | DutyBoard):
                part = self._filling(block, _height_of(strips[page:]), number)
            else:
                part = self._strips_of(block)
            if part and breaks:
                part[0].breaks = True
            if isinstance(block, SignatureLine | SignatureBoxes):
                self._bind(strips, small, part)
            if not isinstance(block, Note | Heading):
                small = len(strips) + len(part)
            breaks = isinstance(block, PageBreak)
            strips += part
        return strips

    def _filling(self, block: Grid | DutyBoard, used: float, number: int) -> list[Strip]:
        """Return a block that takes what the others of its page leave; ``used`` is above it."""
        others = self._paper.blocks[number + 1 :]
        below = takewhile(lambda each: not isinstance(each, PageBreak | Grid), others)
        under = sum(_height_of(self._strips_of(each)) for each in below)
        free = self._sheet.room - used - under - 2 * GAP
        if isinstance(block, DutyBoard):
            return board_strips(block, self._lettering, self._width, free)
        layout = GridLayout(block, self._lettering, self._width, self._sheet.room, free)
        rows = layout.strips()
        layout.stretch(rows, free)
        rows[0].gap = GAP - 2
        return list(rows)

    def _bind(self, strips: list[Strip], small: int, signature: list[Strip]) -> None:
        """Keep a signature, and what is small above it, with the two strips before these."""
        tail = [*strips[small:], *signature]
        height = sum(strip.height + strip.gap for strip in tail)
        if height <= TAIL_SHARE * self._sheet.room and not any(strip.breaks for strip in tail):
            for strip in strips[max(0, small - 2) :]:
                strip.keep = True

    def _strips_of(self, block: Block) -> list[Strip]:  # noqa: C901 - one line for each kind
        match block:
            case Heading():
                return self._heading(block.text, gap=GAP + 4)
            case Paragraph():
                return self._paragraph(block)
            case Note():
                return self._note(block)
            case Verdict():
                return [self._verdict(block)]
            case Facts():
                return self._facts(block.facts, block.across)
            case Checklist():
                return self._checklist(block)
            case Table():
                return self._table(block)
            case SignatureLine():
                return [signature_line(block, self._width)]
            case SignatureBoxes():
                return [signature_boxes(block, self._width)]
            case PageBreak() | Grid() | DutyBoard():
                return []
            case Legend():
                return [legend_strip(block, self._lettering, self._width)]
            case NewSheet():
                return self._new_sheet(block.number)
            case BigFigures():
                return [big_figures(block, self._lettering, self._width)]
            case Exchange():
                return [exchange(block, self._lettering, self._width)]
            case Charts():
                return list(charts_strips(block, self._lettering, self._width))
            case Photos():
                return list(photo_strips(block, self._lettering, self._width))

    # the top of the paper

    def _top(self, number: str) -> Iterator[Strip]:
        """Yield the letterhead, where there is one, and the title."""
        letterhead = self._paper.letterhead
        if letterhead is not None and letterhead.has_head:
            small = bool(self._paper.copies)
            above = self._sheet.top
            yield letterhead_strip(
                letterhead, self._lettering, self._width, above=above, small=small
            )
        yield from self._title(number)

    def _title(self, number: str) -> Iterator[Strip]:
        paper = self._paper
        size = POSTER_TITLE if self._is_tall_wall() else TITLE
        if number:
            words = _("No.: {number}").format(number=number)
            yield self._line(words, Face.BODY, SMALL, align="right", keep=True)
        for line in self._lettering.lines(paper.title, Face.STRONG, size, self._width):
            strip = self._line(line, Face.STRONG, size, align="centre", leading=1.4, keep=True)
            yield strip
        strip.bookmark = paper.title
        if paper.subtitle:
            size = POSTER_SUBTITLE if self._is_tall_wall() else SUBTITLE
            for line in self._lettering.lines(paper.subtitle, Face.BODY, size, self._width):
                yield self._line(line, Face.BODY, size, align="centre", keep=True)
        for words in paper.form_head[:-1]:
            yield self._form_line(words)
        if paper.unit or paper.period:
            yield self._unit_line()

    def _is_tall_wall(self) -> bool:
        """Tell whether it is an upright paper for a wall; a lying one needs its height itself."""
        return (self._paper.poster or self._paper.wall) and not self._paper.landscape

    def _new_sheet(self, number: str) -> list[Strip]:
        strips = [*self._top(number), *self._head()]
        strips[0].breaks = True
        return strips

    def _unit_line(self) -> Strip:
        if self._paper.form_head:
            return self._form_unit_line()
        unit = _("Filled in by: {unit}").format(unit=self._paper.unit) if self._paper.unit else ""
        unit, period = for_paper(unit), for_paper(self._paper.period)

        def draw(ink: Ink, left: float, top: float) -> None:
            down = baseline(top, 16, 10)
            ink.text(left, down, unit, Face.BODY, 10)
            ink.text(
                left + self._width - ink.typesetter.width(period, Face.BODY, 10),
                down,
                period,
                Face.BODY,
                10,
            )

        return Strip(16 + 3, draw, gap=8, keep=True)

    def _form_line(self, words: str) -> Strip:
        """Return a line at the upper right of a statistics form, where its number is written."""
        words = for_paper(words)

        def draw(ink: Ink, left: float, top: float) -> None:
            ink.text(left + self._width - FORM_HEAD, baseline(top, 14, 9), words, Face.BODY, 9)

        return Strip(14, draw, keep=True)

    def _form_unit_line(self) -> Strip:
        """Return the unit with the place of its seal, the time, and the last line of the head."""
        paper = self._paper
        unit = for_paper(_("Reporting unit (seal): {unit}").format(unit=paper.unit))
        last, period = for_paper(paper.form_head[-1]), for_paper(paper.period)

        def draw(ink: Ink, left: float, top: float) -> None:
            down = baseline(top, 14, 9)
            ink.text(left, down, unit, Face.BODY, 9)
            ink.text(left + self._width - FORM_HEAD, down, last, Face.BODY, 9)
            middle = left + (self._width - ink.typesetter.width(period, Face.BODY, 9)) / 2
            start = max(middle, left + ink.typesetter.width(unit, Face.BODY, 9) + GAP)
            ink.text(start, down, period, Face.BODY, 9)

        return Strip(14 + 3, draw, keep=True)

    def _head(self) -> list[Strip]:
        strips = self._facts(self._paper.head, across=2)
        for strip in strips:
            strip.keep = True
        return strips

    # text

    def _line(
        self,
        text: str,
        face: Face,
        size: float,
        *,
        align: str = "left",
        leading: float = LEADING,
        keep: bool = False,
    ) -> Strip:
        def draw(ink: Ink, left: float, top: float) -> None:
            box = (left, top, self._width)
            draw_lines(ink, (for_paper(text),), box, face, size, size * leading, align=align)

        return Strip(size * leading, draw, keep=keep)

    def _heading(self, text: str, gap: float) -> list[Strip]:
        lines = self._lettering.lines(text, Face.STRONG, HEADING, self._width)
        strips = [self._line(line, Face.STRONG, HEADING, keep=True) for line in lines]
        strips[0].gap = gap
        strips[0].bookmark = text
        return strips

    def _paragraph(self, block: Paragraph) -> list[Strip]:
        text = ("\u3000\u3000" if block.indented else "") + block.text
        lines = self._lettering.lines(text, Face.BODY, TEXT, self._width)
        strips = []
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            draw = partial(self._draw_justified, line, last)
            strips.append(
                Strip(TEXT * LEADING, draw, keep=number in (0, len(lines) - 2) and not last)
            )
        strips[0].gap = 6
        return strips

    def _draw_justified(self, line: str, last: bool, ink: Ink, left: float, top: float) -> None:
        """Set a line to the full width; the last one, and one too short for it, as it falls."""
        free = self._width - ink.typesetter.width(line, Face.BODY, TEXT)
        gaps = len(line) - 1
        spacing = free / gaps if not last and 0 < free < TEXT * 2.5 and gaps > 10 else 0.0
        down = baseline(top, TEXT * LEADING, TEXT)
        ink.text(left, down, line, Face.BODY, TEXT, spacing=spacing)

    def _note(self, block: Note) -> list[Strip]:
        lines = self._lettering.lines(block.text, Face.BODY, SMALL, self._width)
        height = len(lines) * SMALL * 1.5

        def draw(ink: Ink, left: float, top: float) -> None:
            box = (left, top, self._width)
            draw_lines(ink, lines, box, Face.BODY, SMALL, SMALL * 1.5, grey=GREY)

        return [Strip(height, draw, gap=4)]

    # frames

    def _verdict(self, block: Verdict) -> Strip:
        inner = self._width - 46 - 2 * PAD
        said = self._lettering.lines(block.statement, Face.STRONG, 14, inner)
        reasons = [
            self._lettering.lines(reason, Face.BODY, 10.5, inner - 12) for reason in block.reasons
        ]
        lines = sum(map(len, reasons))
        height = max(len(said) * 21 + lines * 16.5 + (4 if reasons else 0) + 18, 44)

        def draw(ink: Ink, left: float, top: float) -> None:
            ink.frame(left, top, self._width, height, FIRM)
            ink.fill(left, top, 42, height, SHADE)
            ink.line(left + 42, top, left + 42, top + height, THIN)
            _draw_sign(ink, block.tone, left + 21, top + height / 2)
            text_left = left + 42 + PAD + 4
            down = top + 9 + max(0.0, (44 - 18 - 21) / 2 if not reasons and len(said) == 1 else 0)
            draw_lines(ink, said, (text_left, down, inner), Face.STRONG, 14, 21)
            down += len(said) * 21 + 4
            for reason in reasons:
                ink.text(text_left, baseline(down, 16.5, 10.5), "·", Face.STRONG, 10.5)
                draw_lines(ink, reason, (text_left + 12, down, inner), Face.BODY, 10.5, 16.5)
                down += len(reason) * 16.5

        return Strip(height, draw, gap=GAP)

    def _facts(self, facts: Sequence[Fact], across: int) -> list[Strip]:
        rows = list(_in_rows(facts, across))
        label_width = self._label_width(facts, across)
        strips = [
            strip
            for at, row in enumerate(rows)
            for strip in self._fact_row(
                row, across, label_width, first=at == 0, last=at == len(rows) - 1
            )
        ]
        if strips:
            strips[0].gap = GAP
        for strip in strips[:-1]:
            strip.keep = len(strips) < 12 and len(strips) == len(rows)
        return strips

    def _label_width(self, facts: Sequence[Fact], across: int) -> float:
        widest = max(
            (self._lettering.width(for_paper(f.label), Face.STRONG, 10) for f in facts), default=0
        )
        return min(max(widest + 2 * PAD + 2, 66.0), self._width / across * 0.45)

    def _fact_row(
        self, row: Sequence[Fact], across: int, label_width: float, *, first: bool, last: bool
    ) -> Iterator[Strip]:
        """Yield the row as one strip; a long one in pieces, which may stand on several pages."""
        share = self._width / across
        cells = []
        for fact in row:
            width = self._width if fact.wide else share
            value = self._lettering.lines(
                text_of(fact.value), Face.BODY, 10.5, width - label_width - 2 * PAD
            )
            label = self._lettering.lines(fact.label, Face.STRONG, 10, label_width - 2 * PAD)
            cells.append((label, value, width))
        most = max(max(len(label), len(value)) for label, value, _width in cells)
        step = most if most <= LONGEST_FACT else PIECE_OF_FACT
        for at in range(0, most, step):
            piece = [
                (label if at == 0 else (), value[at : at + step], width)
                for label, value, width in cells
            ]
            top = (FIRM * 0.8 if first else HAIRLINE) if at == 0 else 0.0
            bottom = FIRM * 0.8 if last and at + step >= most else 0.0
            ends = (at == 0) + (at + step >= most)
            yield self._fact_strip(piece, label_width, top, bottom, pad=ends * FACT_PAD)

    def _fact_strip(
        self,
        cells: Sequence[FactCell],
        label_width: float,
        top_line: float,
        bottom_line: float,
        *,
        pad: float,
    ) -> Strip:
        most = max(max(len(label), len(value)) for label, value, _width in cells)
        height = most * 15.5 + pad

        def draw(ink: Ink, left: float, top: float) -> None:
            self._frame_row(ink, left, top, height, top_line, bottom_line)
            for number, (label, value, width) in enumerate(cells):
                if number:
                    ink.line(left, top, left, top + height, HAIRLINE)
                _draw_fact(ink, label, value, (left, top, width, height), label_width)
                left += width

        return Strip(height, draw)

    def _frame_row(
        self,
        ink: Ink,
        left: float,
        top: float,
        height: float,
        top_line: float,
        bottom_line: float,
    ) -> None:
        """Draw a row's frame; a line of no width is none."""
        right, bottom = left + self._width, top + height
        for down, width in ((top, top_line), (bottom, bottom_line)):
            if width:
                ink.line(left, down, right, down, width)
        ink.line(left, top, left, bottom, FIRM * 0.8)
        ink.line(right, top, right, bottom, FIRM * 0.8)

    def _checklist(self, block: Checklist) -> list[Strip]:
        share = self._width / block.across
        strips = [
            self._check_row(block.checks[start : start + block.across], share)
            for start in range(0, len(block.checks), block.across)
        ]
        if strips:
            strips[0].gap = 6
        return strips

    def _check_row(self, checks: Sequence[Check], share: float) -> Strip:
        lines = [self._lettering.lines(check.text, Face.BODY, TEXT, share - 24) for check in checks]
        height = max(map(len, lines)) * 17 + 3

        def draw(ink: Ink, left: float, top: float) -> None:
            for check, text in zip(checks, lines, strict=True):
                ink.box(left + 2, baseline(top, 17, TEXT), TEXT, check.box)
                draw_lines(ink, text, (left + 18, top, share - 24), Face.BODY, TEXT, 17)
                left += share

        return Strip(height, draw)

    def _table(self, block: Table[object]) -> list[Strip]:
        layout = TableLayout(block, self._lettering, self._width, self._sheet.room)
        rows = layout.strips()
        rows[0].gap = GAP
        if not block.title:
            return list(rows)
        heading = self._heading(block.title, gap=GAP + 4)
        rows[0].gap = 4
        return [*heading, *rows]


def _height_of(strips: Sequence[Strip]) -> float:
    return sum(strip.height + strip.gap for strip in strips)


def _in_rows(facts: Sequence[Fact], across: int) -> Iterator[list[Fact]]:
    row: list[Fact] = []
    for fact in facts:
        if row and (fact.wide or len(row) == across):
            yield row
            row = []
        row.append(fact)
        if fact.wide:
            yield row
            row = []
    if row:
        yield row


def _draw_fact(
    ink: Ink,
    label: tuple[str, ...],
    value: tuple[str, ...],
    box: tuple[float, float, float, float],
    label_width: float,
) -> None:
    left, top, width, height = box
    ink.fill(left, top, label_width, height, SHADE)
    ink.line(left + label_width, top, left + label_width, top + height, HAIRLINE)
    down = top + (height - len(label) * 15.5) / 2
    inner = label_width - 2 * PAD
    draw_lines(ink, label, (left + PAD, down, inner), Face.STRONG, 10, 15.5, align="centre")
    down = top + (height - len(value) * 15.5) / 2
    draw_lines(ink, value, (left + label_width + PAD, down, width), Face.BODY, 10.5, 15.5)


def _draw_sign(ink: Ink, tone: Tone, middle: float, down: float) -> None:
    """Draw a tick, a cross, a triangle with a mark or a ring: told apart without colour."""
    if tone is Tone.WARNING:
        corners = [(middle, down - 11), (middle + 12.5, down + 10), (middle - 12.5, down + 10)]
        ink.path(corners, 1.6, closed=True)
        ink.line(middle, down - 3, middle, down + 3.2, 2.0)
        ink.line(middle, down + 6.6, middle, down + 6.8, 2.2)
        return
    ink.ring(middle, down, 12, 1.6)
    if tone is Tone.GOOD:
        tick = [(middle - 5.5, down + 0.3), (middle - 1.4, down + 4.6), (middle + 6, down - 4.6)]
        ink.path(tick, 2.2, closed=False)
    elif tone is Tone.BAD:
        ink.line(middle - 4.6, down - 4.6, middle + 4.6, down + 4.6, 2.2)
        ink.line(middle + 4.6, down - 4.6, middle - 4.6, down + 4.6, 2.2)
    elif tone is Tone.INFO:
        ink.line(middle, down - 1.5, middle, down + 6, 2.0)
        ink.line(middle, down - 5.6, middle, down - 5.4, 2.4)
