"""Tables on paper: widths from the words, headings on every page, rows never cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stationdesk.documents.papers import NUMBER, text_of
from stationdesk.documents.pdf.ink import FIRM, HAIRLINE, SHADE, THIN
from stationdesk.documents.pdf.lettering import baseline, draw_lines
from stationdesk.documents.pdf.linebreaks import pieces_of
from stationdesk.documents.pdf.pages import MM, Strip
from stationdesk.documents.pdf.typefaces import BOXES, Face
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _
from stationdesk.listings.columns import Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.documents.papers import Cell, Table
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering
    from stationdesk.listings.columns import Column

FITS = (
    *((size, 1.0) for size in (10.0, 9.5, 9.0)),
    *((size, 0.8) for size in (9.0, 8.5, 8.0)),
    *((size, 0.6) for size in (8.0, 7.5, 7.0)),
)
"""Type sizes a table may take, in points, and the share of their usual width that growing columns
then get at least; the first at which all columns fit is used."""
DENSE = 8.5
"""The largest type size of a dense table."""
PAD, PAD_ABOVE, DENSE_PAD_ABOVE = 4.0, 3.6, 2.4
LEADING = 1.36
LONGEST_PIECE = 9.0
"""Characters; a longer word or number is cut rather than widening its column further."""
NARROW = 5.2
"""Characters; a column of words no wider than this is centred."""
GROUP_SHADE = 0.965
SAMPLE = 500
"""Records of a group that are looked at for how much a column holds."""
FILLED_FIRST = 1e6

_SIGN_OF_TONE = {
    Tone.GOOD: "√",
    Tone.WARNING: "△",
    Tone.BAD: "×",
    Tone.NEUTRAL: "○",
    Tone.INFO: "·",
}
_URGENT = ("△", "×")


@dataclass(slots=True)
class RowStrip(Strip):
    """A row: the lines of its cells; a group heading or message has one cell over all columns."""

    cells: tuple[tuple[str, ...], ...] = ()
    spans: str = ""
    is_message: bool = False
    """Whether ``spans`` is what an empty table says rather than a heading."""


class TableLayout:
    """A table with its column widths settled for one document."""

    def __init__(self, table: Table[Any], lettering: Lettering, width: float, room: float) -> None:
        """Lay ``table`` out in ``width`` points; no row is taller than ``room``."""
        self._table = table
        self._lettering = lettering
        self._width = width
        self._room = room
        self._columns = table.shown_columns()
        self._headings = [for_paper(column.heading()) for column in self._columns]
        self._groups = [(name, self._texts(rows)) for name, rows in table.shown_records()]
        places = range(len(self._columns))
        self._widest_cells = [self._widest_cell(at) for at in places]
        self._natural = [max(self._widest_cells[at], self._heading_width(at)) for at in places]
        self._longest_pieces = [self._longest_piece(at) for at in places]
        self._size, self._widths = self._fitted()
        self._leading = self._size * LEADING
        self._pad_above = DENSE_PAD_ABOVE if table.dense else PAD_ABOVE
        self._aligns = [self._align(at) for at in range(len(self._columns))]
        self._heading_lines = tuple(
            self._heading_cell(words, at - 2 * PAD)
            for words, at in zip(self._headings, self._widths, strict=True)
        )
        self.heading_height = self._height_of(self._heading_lines) + 1.2

    def strips(self) -> list[RowStrip]:
        """Return the rows; the first is bound to the second, so that none stands alone."""
        rows = list(self._row_strips())
        if len(rows) > 1:
            rows[0].keep = True
        return rows

    def draw(self, ink: Ink, left: float, top: float, strips: Sequence[Strip]) -> None:
        """Draw the heading and these of the table's strips, from ``top`` down."""
        below = top + self.heading_height
        ink.fill(left, top, self._width, self.heading_height, SHADE)
        self._draw_cells(ink, left, top, self.heading_height, self._heading_lines, heading=True)
        ink.line(left, below, left + self._width, below, THIN)
        runs: list[tuple[float, float]] = [(top, below)]
        for number, strip in enumerate(strips):
            assert isinstance(strip, RowStrip)
            if number:
                ink.line(left, below, left + self._width, below, HAIRLINE)
            if strip.spans:
                self._draw_spanning(ink, left, below, strip)
            else:
                self._draw_cells(ink, left, below, strip.height, strip.cells)
                runs.append((below, below + strip.height))
            below += strip.height
        self._draw_uprights(ink, left, runs)
        ink.frame(left, top, self._width, below - top, FIRM * 0.8)

    def _texts(self, rows: Sequence[Any]) -> list[tuple[str, ...]]:
        readers = [(column.read, column.kind) for column in self._columns]
        return [tuple([_words(read(row), kind) for read, kind in readers]) for row in rows]

    # widths, in points where not said otherwise

    def _widest_cell(self, at: int) -> float:
        """Return the width of the widest text of a column, in parts of its size."""
        column = self._columns[at]
        texts = self._distinct(at) - {""}
        if not texts:
            # Nothing to measure: it is filled in by hand, and writing wants room.
            return column.width * (1.6 if column.grows else 1.0)
        return max(self._line_width(text, _face(column, text)) for text in texts)

    def _heading_width(self, at: int) -> float:
        return self._line_width(self._headings[at], Face.STRONG)

    def _least_heading_width(self, at: int) -> float:
        """Return the width of a heading on two lines; a short one stays on one, a word whole."""
        words, width = self._headings[at], self._heading_width(at)
        if "（" in words:
            return self._line_width(_before_brackets(words), Face.STRONG)
        if width <= 4.0:
            return width
        words_of_it = (piece.rstrip(" ") for piece in pieces_of(words))
        return max(width / 2 + 0.3, *(self._line_width(one, Face.STRONG) for one in words_of_it))

    def _heading_cell(self, words: str, width: float) -> tuple[str, ...]:
        lines = self._lettering.lines(words, Face.STRONG, self._size, width)
        if len(lines) > 1 and "（" in words:
            return self._lettering.lines(_before_brackets(words), Face.STRONG, self._size, width)
        return lines

    def _distinct(self, at: int) -> set[str]:
        return {cells[at] for _name, rows in self._groups for cells in rows}

    def _line_width(self, text: str, face: Face) -> float:
        return max(self._lettering.width(line, face, 1.0) for line in text.split("\n"))

    def _least(self, at: int, share: float) -> float:
        """Return the least width of a column, in parts of its size."""
        column, heading = self._columns[at], self._least_heading_width(at)
        if column.kind is not Kind.TEXT:
            return max(self._widest_cells[at], heading)
        usual = column.width * (share if column.grows else 1.0)
        longest = self._longest_pieces[at] if self._natural[at] > usual else 0.0
        return max(min(self._natural[at], usual), min(longest, LONGEST_PIECE), heading)

    def _longest_piece(self, at: int) -> float:
        if self._columns[at].kind is not Kind.TEXT:
            return 0.0
        lines = {line for text in self._distinct(at) for line in text.split("\n")}
        pieces = {piece for line in lines for piece in pieces_of(line)}
        width = self._lettering.width
        return max((width(piece.rstrip(" "), Face.BODY, 1.0) for piece in pieces), default=0.0)

    def _fitted(self) -> tuple[float, list[float]]:
        free = self._width - 2 * PAD * len(self._columns)
        for size, share in FITS:
            if self._table.dense and size > DENSE:
                continue
            least = [self._least(at, share) for at in range(len(self._columns))]
            if sum(least) * size <= free:
                break
        natural = [max(pair) for pair in zip(self._natural, least, strict=True)]
        least, natural = [w * size for w in least], [w * size for w in natural]
        if sum(least) > free:
            shares = [width * free / sum(least) for width in least]
        elif sum(natural) > free:
            shares = _poured(least, natural, self._weights(), free)
        else:
            shares = self._stretched(natural, free)
        return size, [share + 2 * PAD for share in shares]

    def _weights(self) -> list[float]:
        """Return how much of the width each column should get.

        A growing column gets more the more it holds, long texts above all, so that rows become
        low; others are filled up before these get any.
        """
        weights = []
        for at, column in enumerate(self._columns):
            held = sum(
                self._lettering.width(cells[at], Face.BODY, 1.0) ** 2
                for _name, rows in self._groups
                for cells in rows[:SAMPLE]
            )
            weights.append(held**0.25 if column.grows and held else FILLED_FIRST)
        return weights

    def _stretched(self, natural: list[float], free: float) -> list[float]:
        grows = [column.grows for column in self._columns]
        if not any(grows):
            grows = [column is not self._columns[0] or len(grows) == 1 for column in self._columns]
        total = sum(width for width, wanted in zip(natural, grows, strict=True) if wanted)
        spare = free - sum(natural)
        return [
            width + (spare * width / total if wanted else 0.0)
            for width, wanted in zip(natural, grows, strict=True)
        ]

    # rows

    def _row_strips(self) -> Iterator[RowStrip]:
        count = 0
        for name, rows in self._groups:
            if name:
                yield self._spanning(name, keep=bool(rows))
            for texts in rows:
                yield from self._rows_of(texts)
            count += len(rows)
        if not count and not self._table.blank_rows:
            message = self._spanning(self._table.empty or _("No records in this period."))
            message.is_message = True
            yield message
        blank = tuple([("",)] * len(self._columns))
        for number in range(self._table.blank_rows):
            cells = blank
            if self._table.numbered:
                cells = ((str(count + number + 1),), *blank[1:])
            yield self._strip(cells)

    def _rows_of(self, texts: tuple[str, ...]) -> Iterator[RowStrip]:
        lines = self._lettering.lines
        cells = tuple(
            [
                lines(text, _face(column, text), self._size, width - 2 * PAD) if text else ("",)
                for text, column, width in zip(texts, self._columns, self._widths, strict=True)
            ]
        )
        most = max(1, int((self._room - self.heading_height - 2 * self._pad_above) / self._leading))
        longest = max(map(len, cells))
        for start in range(0, longest, most):
            part = cells
            if longest > most:
                part = tuple(cell[start : start + most] or ("",) for cell in cells)
            yield self._strip(part)

    def _strip(self, cells: tuple[tuple[str, ...], ...]) -> RowStrip:
        height = max(self._height_of(cells), self._table.row_mm * MM)
        return RowStrip(height, _not_alone, table=self, cells=cells)

    def _spanning(self, words: str, *, keep: bool = False) -> RowStrip:
        height = self._leading + 2 * self._pad_above
        return RowStrip(height, _not_alone, keep=keep, table=self, spans=for_paper(words))

    def _height_of(self, cells: tuple[tuple[str, ...], ...]) -> float:
        return max(map(len, cells)) * self._leading + 2 * self._pad_above

    # drawing

    def _align(self, at: int) -> str:
        column = self._columns[at]
        if column.key == NUMBER.key or column.kind in (Kind.DAY, Kind.STATE):
            return "centre"
        if column.kind in (Kind.COUNT, Kind.PERCENT, Kind.HOURS):
            return "right"
        if any(not BOXES.isdisjoint(text) for text in self._distinct(at)):
            return "left"
        return "centre" if 0 < self._widest_cells[at] <= NARROW else "left"

    def _draw_cells(
        self,
        ink: Ink,
        left: float,
        top: float,
        height: float,
        cells: tuple[tuple[str, ...], ...],
        *,
        heading: bool = False,
    ) -> None:
        for at, lines in enumerate(cells):
            width = self._widths[at]
            if lines != ("",):
                face = Face.STRONG if heading else _face(self._columns[at], lines[0])
                above = (height - len(lines) * self._leading) / 2
                draw_lines(
                    ink,
                    lines,
                    (left + PAD, top + above, width - 2 * PAD),
                    face,
                    self._size,
                    self._leading,
                    align="centre" if heading else self._aligns[at],
                )
            left += width

    def _draw_spanning(self, ink: Ink, left: float, top: float, strip: RowStrip) -> None:
        words, size = strip.spans, self._size
        face = Face.BODY if strip.is_message else Face.STRONG
        at = left + PAD + 2
        if strip.is_message:
            at = left + (self._width - ink.typesetter.width(words, face, size)) / 2
        else:
            ink.fill(left, top, self._width, strip.height, GROUP_SHADE)
        ink.text(at, baseline(top, strip.height, size), words, face, size)

    def _draw_uprights(self, ink: Ink, left: float, runs: list[tuple[float, float]]) -> None:
        joined: list[tuple[float, float]] = []
        for top, bottom in runs:
            if joined and abs(joined[-1][1] - top) < 0.01:
                joined[-1] = (joined[-1][0], bottom)
            else:
                joined.append((top, bottom))
        for width in self._widths[:-1]:
            left += width
            for top, bottom in joined:
                ink.line(left, top, left, bottom, HAIRLINE)


def _poured(
    least: list[float], natural: list[float], weights: list[float], free: float
) -> list[float]:
    """Share ``free`` out like water that rises by ``weights``.

    No column gets less than its least or more than its natural width.
    """

    def at(level: float) -> list[float]:
        return [
            min(n, max(le, level * weight))
            for le, n, weight in zip(least, natural, weights, strict=True)
        ]

    low, high = 0.0, max(n / weight for n, weight in zip(natural, weights, strict=True))
    for _round in range(40):
        level = (low + high) / 2
        low, high = (level, high) if sum(at(level)) < free else (low, level)
    return at(low)


def _before_brackets(words: str) -> str:
    """Return a heading with what is in brackets on a line of its own."""
    return words.replace("（", "\n（", 1)


def _words(value: Cell, kind: Kind) -> str:
    if isinstance(value, Mark):
        return f"{_SIGN_OF_TONE[value.tone]} {for_paper(str(value))}"
    if kind is Kind.PERCENT and isinstance(value, int | float):
        return f"{text_of(value)}%"
    return for_paper(text_of(value))


def _face(column: Column[Any], text: str) -> Face:
    return Face.STRONG if column.kind is Kind.STATE and text.startswith(_URGENT) else Face.BODY


def _not_alone(ink: Ink, left: float, top: float) -> None:
    raise AssertionError("a table draws its own rows")
