"""Grids on paper: the type as large as the page lets it be, headings on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.documents.grids import GridLine, GridRow, Shade, Style
from stationdesk.documents.pdf.ink import FIRM, GREY, HAIRLINE, SHADE, THIN
from stationdesk.documents.pdf.lettering import baseline, draw_lines, name_lines
from stationdesk.documents.pdf.pages import Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.documents.grids import Grid, GridCell, Legend, LegendEntry
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering

GREYS = {Shade.WHITE: 1.0, Shade.LIGHT: 0.945, Shade.MIDDLE: 0.865, Shade.DARK: 0.77}
STEP = 0.5
"""Points between the type sizes that are tried."""
SMALLER = 0.8
"""The size of a small line, in parts of the size."""
LEADING = 1.32
PAD, PAD_ABOVE = 1.2, 2.4
ALARM_PAD = 1.2
"""How much an alarm's frame stands off its words."""
WHOLE = 4.1
"""Hanzi of a line that must stand on one line; a longer name is broken."""
NEARLY = 1.35
"""How much wider than its cell a line may be that is set smaller instead of being broken."""
WIDEST_HEADING = 0.16
"""The share of the width that the rows' headings take at most."""
SEVERAL_PAGES = 9.0
"""The largest type size of a grid that takes several pages, in points."""
MOST_STRETCHED = 2.4
"""How many times its height a row becomes at most, to fill the page."""
LEGEND_SIZE, LEGEND_LINE, SWATCH, LEGEND_GAP = 8.5, 14.0, 9.0, 14.0

_FACE = {
    Style.PLAIN: Face.PLAIN,
    Style.STRONG: Face.STRONG,
    Style.SMALL: Face.PLAIN,
    Style.ALARM: Face.STRONG,
}


@dataclass(slots=True)
class GridStrip(Strip):
    """A row, or a piece of one, with the lines of its heading and of its cells."""

    heading: GridCell = ()
    cells: tuple[GridCell, ...] = ()
    foot: bool = False
    message: str = ""


class GridLayout:
    """A grid with its type size and column widths settled for one document."""

    def __init__(
        self, grid: Grid, lettering: Lettering, width: float, room: float, free: float
    ) -> None:
        """Lay ``grid`` out in ``width`` points.

        ``room`` is the height of a page, ``free`` what is left of the first one beside all else.
        """
        self._grid = grid
        self._lettering = lettering
        self._width = width
        self._room = room
        self._size = grid.least
        self._widths: list[float] = []
        self._heading_width = 0.0
        self._rows: list[list[GridCell]] = []
        self._heads: list[GridCell] = []
        self.heading_height = 0.0
        self._settle(free)

    def strips(self) -> list[GridStrip]:
        """Return the rows; the first is bound to the second, so that none stands alone."""
        if not self._grid.rows:
            height = self._size * 4
            return [GridStrip(height, _not_alone, table=self, message=self._grid.empty)]
        strips = [
            piece
            for row, cells in zip(self._grid.rows, self._rows, strict=True)
            for piece in self._pieces(row, cells)
        ]
        if len(strips) > 1:
            strips[0].keep = True
        return strips

    def stretch(self, strips: Sequence[GridStrip], free: float) -> None:
        """Make the rows taller so that they fill ``free`` points, where they stay below it."""
        height = sum(strip.height for strip in strips)
        spare = free - self.heading_height - height
        if spare <= 0 or not self._grid.rows:
            return
        factor = min(MOST_STRETCHED, 1 + spare / height)
        for strip in strips:
            strip.height *= factor

    def draw(self, ink: Ink, left: float, top: float, strips: Sequence[Strip]) -> None:
        """Draw the headings and these of the grid's rows, from ``top`` down."""
        below = top + self.heading_height
        bottom = below + sum(strip.height for strip in strips)
        self._draw_shades(ink, left, top, bottom)
        self._draw_headings(ink, left, top)
        ink.line(left, below, left + self._width, below, FIRM * 0.8)
        down = below
        for number, strip in enumerate(strips):
            assert isinstance(strip, GridStrip)
            if number:
                ink.line(left, down, left + self._width, down, THIN if strip.foot else HAIRLINE)
            self._draw_row(ink, left, down, strip)
            down += strip.height
        if self._grid.rows:
            self._draw_uprights(ink, left, top, bottom)
        ink.frame(left, top, self._width, bottom - top, FIRM)

    # sizes and widths, in points

    def _settle(self, free: float) -> None:
        """Take the largest size at which all fits the page.

        Where none does, the grid goes on over several pages at a size at which words stay whole,
        and at the least size where they never would.
        """
        whole: float | None = None
        for size in self._sizes():
            self._lay_out(size)
            if self._is_whole(size):
                whole = whole or size
                if self._height() <= free:
                    return
        if whole is not None:
            self._lay_out(max(self._grid.least, min(whole, SEVERAL_PAGES)))

    def _sizes(self) -> Iterator[float]:
        size = self._grid.largest
        while size > self._grid.least:
            yield size
            size -= STEP
        yield self._grid.least

    def _lay_out(self, size: float) -> None:
        self._size = size
        self._heading_width = self._fitted_heading(size)
        fitted = [
            self._fitted_column(at, size) if column.fitted else 0.0
            for at, column in enumerate(self._grid.columns)
        ]
        sharing = sum(not column.fitted for column in self._grid.columns)
        share = (self._width - self._heading_width - sum(fitted)) / max(sharing, 1)
        self._widths = [width or share for width in fitted]
        inner = self._heading_width - 4 * PAD
        self._heads = [self._cut(row.heading, inner) for row in self._grid.rows]
        self._rows = [
            [
                self._cut(cell, width - 2 * PAD)
                for cell, width in zip(row.cells, self._widths, strict=True)
            ]
            for row in self._grid.rows
        ]
        self.heading_height = max(
            (self._cell_height(column.heading) for column in self._grid.columns), default=0.0
        )

    def _fitted_heading(self, size: float) -> float:
        widest = max(
            (self._line_width(line, size) for row in self._grid.rows for line in row.heading),
            default=0.0,
        )
        corner = self._lettering.width(for_paper(self._grid.corner), Face.STRONG, size)
        return min(max(widest, corner) + 4 * PAD + 1, self._width * WIDEST_HEADING)

    def _fitted_column(self, at: int, size: float) -> float:
        cells = [self._grid.columns[at].heading, *(row.cells[at] for row in self._grid.rows)]
        widest = max((self._line_width(line, size) for cell in cells for line in cell), default=0.0)
        return widest + 2 * PAD + 3

    def _is_whole(self, size: float) -> bool:
        """Tell whether no usual name is broken, and no day in the headings."""
        for at, column in enumerate(self._grid.columns):
            inner = self._widths[at] - 2 * PAD
            cells = [column.heading, *(row.cells[at] for row in self._grid.rows)]
            for line in (line for cell in cells for line in cell):
                longest = WHOLE * self._size_of(line, size)
                if min(self._line_width(line, size), longest) > inner:
                    return False
        return True

    def _height(self) -> float:
        rows = zip(self._heads, self._rows, strict=True)
        return self.heading_height + sum(self._row_height(head, cells) for head, cells in rows)

    def _cut(self, cell: GridCell, width: float) -> GridCell:
        return tuple(
            GridLine(words, line.style) for line in cell for words in self._broken(line, width)
        )

    def _broken(self, line: GridLine, width: float) -> list[str]:
        """Return a line in as many as it takes; one that is nearly as wide as a cell takes one."""
        face, size = _FACE[line.style], self._size_of(line, self._size)
        words = for_paper(line.text)
        if self._lettering.width(words, face, size) <= width * NEARLY:
            return [words]
        return name_lines(words, self._lettering, face, size, width)

    def _line_width(self, line: GridLine, size: float) -> float:
        width = self._lettering.width(
            for_paper(line.text), _FACE[line.style], self._size_of(line, size)
        )
        return width + (2 * ALARM_PAD if line.style is Style.ALARM else 0.0)

    def _size_of(self, line: GridLine, size: float) -> float:
        return size * SMALLER if line.style is Style.SMALL else size

    def _leading(self, line: GridLine) -> float:
        extra = 2 * ALARM_PAD if line.style is Style.ALARM else 0.0
        return self._size_of(line, self._size) * LEADING + extra

    def _cell_height(self, cell: GridCell) -> float:
        return sum(map(self._leading, cell)) + 2 * PAD_ABOVE

    def _row_height(self, head: GridCell, cells: Sequence[GridCell]) -> float:
        return max(self._cell_height(cell) for cell in (head, *cells))

    def _pieces(self, row: GridRow, cells: Sequence[GridCell]) -> Iterator[GridStrip]:
        """Yield a row, in pieces where it is taller than a page."""
        head = self._cut(row.heading, self._heading_width - 4 * PAD)
        most = self._room - self.heading_height
        while True:
            taken = [self._that_fit(cell, most) for cell in cells]
            part = tuple(cell[:count] for cell, count in zip(cells, taken, strict=True))
            cells = [cell[count:] for cell, count in zip(cells, taken, strict=True)]
            height = self._row_height(head, part)
            yield GridStrip(height, _not_alone, table=self, heading=head, cells=part, foot=row.foot)
            if not any(cells):
                return

    def _that_fit(self, cell: GridCell, height: float) -> int:
        """Return how many lines of a cell ``height`` holds, one at least."""
        used, count = 2 * PAD_ABOVE, 0
        for line in cell:
            used += self._leading(line)
            if used > height and count:
                break
            count += 1
        return count

    # drawing

    def _draw_shades(self, ink: Ink, left: float, top: float, bottom: float) -> None:
        at = left + self._heading_width
        for column, width in zip(self._grid.columns, self._widths, strict=True):
            if column.shade is not Shade.WHITE:
                ink.fill(at, top, width, bottom - top, GREYS[column.shade])
            at += width

    def _draw_headings(self, ink: Ink, left: float, top: float) -> None:
        corner = (GridLine(self._grid.corner, Style.STRONG),)
        height = self.heading_height
        self._draw_cell(ink, corner, (left, top, self._heading_width, height))
        left += self._heading_width
        for column, width in zip(self._grid.columns, self._widths, strict=True):
            self._draw_cell(ink, column.heading, (left, top, width, height))
            left += width

    def _draw_row(self, ink: Ink, left: float, top: float, strip: GridStrip) -> None:
        if strip.message:
            words = for_paper(strip.message)
            box = (left, top + (strip.height - self._size * 1.5) / 2, self._width)
            draw_lines(ink, (words,), box, Face.BODY, self._size, self._size * 1.5, align="centre")
            return
        if strip.foot:
            ink.fill(left, top, self._heading_width, strip.height, SHADE)
        self._draw_cell(ink, strip.heading, (left, top, self._heading_width, strip.height))
        left += self._heading_width
        for cell, width in zip(strip.cells, self._widths, strict=True):
            self._draw_cell(ink, cell, (left, top, width, strip.height))
            left += width

    def _draw_cell(
        self, ink: Ink, cell: GridCell, place: tuple[float, float, float, float]
    ) -> None:
        left, top, width, height = place
        down = top + (height - sum(map(self._leading, cell))) / 2
        for line in cell:
            self._draw_line(ink, line, left, down, width)
            down += self._leading(line)

    def _draw_line(self, ink: Ink, line: GridLine, left: float, top: float, width: float) -> None:
        face, size, leading = (
            _FACE[line.style],
            self._size_of(line, self._size),
            self._leading(line),
        )
        words = ink.typesetter.width(line.text, face, size)
        if words > (room := width - 2 * PAD):
            size, words = size * room / words, room
        at = left + (width - words) / 2
        grey = GREY if line.style is Style.SMALL else 0.0
        ink.text(at, baseline(top, leading, size), line.text, face, size, grey=grey)
        if line.style is Style.ALARM:
            box_top, box_height = top + 0.6, leading - 1.2
            ink.frame(at - ALARM_PAD, box_top, words + 2 * ALARM_PAD, box_height, THIN)

    def _draw_uprights(self, ink: Ink, left: float, top: float, bottom: float) -> None:
        at = left + self._heading_width
        ink.line(at, top, at, bottom, THIN)
        for number, (column, width) in enumerate(
            zip(self._grid.columns, self._widths, strict=True)
        ):
            if number:
                ink.line(at, top, at, bottom, FIRM if column.parted else HAIRLINE)
            at += width


def legend_strip(block: Legend, lettering: Lettering, page_width: float) -> Strip:
    """Return the shades and signs with what they mean, side by side as far as they fit."""
    lines = _legend_lines(block, lettering, page_width)

    def draw(ink: Ink, left: float, top: float) -> None:
        for number, line in enumerate(lines):
            at = left
            for entry in line:
                _draw_entry(ink, entry, at, top + number * LEGEND_LINE)
                at += _entry_width(entry, lettering) + LEGEND_GAP

    return Strip(len(lines) * LEGEND_LINE, draw, gap=5)


def _legend_lines(
    block: Legend, lettering: Lettering, page_width: float
) -> list[list[LegendEntry]]:
    lines: list[list[LegendEntry]] = [[]]
    used = 0.0
    for entry in block.entries:
        width = _entry_width(entry, lettering) + LEGEND_GAP
        if lines[-1] and used + width > page_width:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += width
    return lines


def _sign_width(entry: LegendEntry, lettering: Lettering) -> float:
    if not entry.sign:
        return SWATCH * 1.6
    words = lettering.width(for_paper(entry.sign), Face.STRONG, LEGEND_SIZE)
    return max(SWATCH * 1.6, words + 5)


def _entry_width(entry: LegendEntry, lettering: Lettering) -> float:
    words = lettering.width(for_paper(entry.words), Face.PLAIN, LEGEND_SIZE)
    return _sign_width(entry, lettering) + 4 + words


def _draw_entry(ink: Ink, entry: LegendEntry, left: float, top: float) -> None:
    sign = for_paper(entry.sign)
    words_width = ink.typesetter.width(sign, Face.STRONG, LEGEND_SIZE)
    width = max(SWATCH * 1.6, words_width + 5) if sign else SWATCH * 1.6
    box_top = top + (LEGEND_LINE - SWATCH - 2) / 2
    if entry.shade is not Shade.WHITE:
        ink.fill(left, box_top, width, SWATCH + 2, GREYS[entry.shade])
    ink.frame(left, box_top, width, SWATCH + 2, HAIRLINE)
    down = baseline(top, LEGEND_LINE, LEGEND_SIZE)
    ink.text(left + (width - words_width) / 2, down, sign, Face.STRONG, LEGEND_SIZE)
    ink.text(left + width + 4, down, for_paper(entry.words), Face.PLAIN, LEGEND_SIZE)


def _not_alone(ink: Ink, left: float, top: float) -> None:
    raise AssertionError("a grid draws its own rows")
