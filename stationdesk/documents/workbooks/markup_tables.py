"""Tables in HTML and in the XML of Excel 2003, which many systems hand out under the name .xls."""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from stationdesk.documents.workbooks import limits
from stationdesk.documents.workbooks.answers import tidy_rows
from stationdesk.documents.workbooks.refusals import (
    DAMAGED,
    SAVE_AS_XLSX,
    TOO_MANY_CELLS,
    unreadable,
)
from stationdesk.domain.sheets import Book, Merge, Sheet

if TYPE_CHECKING:
    from stationdesk.domain.sheets import Cell

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_SPAN = 1_000


def book_of_html(text: str) -> Book:
    """Return one sheet for each outermost table; raises ``Unreadable`` where there is none."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    sheets = tuple(
        Sheet(f"HTML {number}", tidy_rows(grid.rows()), tuple(grid.merges))
        for number, grid in enumerate(parser.grids, start=1)
        if grid.cells
    )
    if not sheets:
        raise unreadable(SAVE_AS_XLSX)
    return Book(sheets)


def book_of_spreadsheetml(text: str) -> Book:
    """Return the sheets of an XML spreadsheet of Excel 2003."""
    from defusedxml import ElementTree

    declared = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root = ElementTree.fromstring(declared, forbid_dtd=True)
    except (ParseError, ValueError):
        raise unreadable(DAMAGED) from None
    return Book(tuple(_xml_sheet(sheet) for sheet in root.iter(f"{_SS}Worksheet")))


class _Grid:
    """Values by place, filled from the left and around merged cells."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Merge] = []
        self._taken: set[tuple[int, int]] = set()

    def put(self, row: int, column: int, value: Cell, down: int = 1, across: int = 1) -> int:
        """Put a value at the first free place from ``column`` on; return the column after it."""
        while (row, column) in self._taken:
            column += 1
        if row >= limits.MOST_ROWS or column >= limits.MOST_COLUMNS:
            return column + 1
        if value is not None:
            self.cells[row, column] = value
        if len(self.cells) + len(self._taken) > limits.MOST_CELLS:
            raise unreadable(TOO_MANY_CELLS, most=limits.MOST_CELLS)
        if down > 1 or across > 1:
            self._merge(row, column, min(down, _MOST_SPAN), min(across, limits.MOST_COLUMNS))
        return column + across

    def rows(self) -> list[list[Cell]]:
        height = 1 + max((row for row, _column in self.cells), default=-1)
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for (row, column), value in sorted(self.cells.items(), key=lambda pair: pair[0]):
            rows[row] += [None] * (column - len(rows[row])) + [value]
        return rows

    def _merge(self, row: int, column: int, down: int, across: int) -> None:
        self.merges.append(Merge(row, column, row + down - 1, column + across - 1))
        self._taken |= {
            (row + below, column + right)
            for below in range(down)
            for right in range(across)
            if below or right
        }


class _Tables(HTMLParser):
    """Collects the tables of a page; a table within a cell is part of that cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[_Grid] = []
        self._depth = 0
        self._row = -1
        self._column = 0
        self._span = (1, 1)
        self._words: list[str] | None = None
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open_table()
        elif tag in ("style", "script"):
            self._silent = True
        elif tag == "br" and self._words is not None:
            self._words.append("\n")
        elif self._depth == 1 and tag == "tr":
            self._close_cell()
            self._row, self._column = self._row + 1, 0
        elif self._depth == 1 and tag in ("td", "th"):
            self._close_cell()
            told = dict(attrs)
            self._span = (_span(told.get("rowspan")), _span(told.get("colspan")))
            self._words = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._close_cell()
            self._depth -= 1
        elif tag in ("style", "script"):
            self._silent = False
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._silent:
            self._words.append(data)

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self.grids.append(_Grid())
            self._row = -1

    def _close_cell(self) -> None:
        if self._words is None:
            return
        text = "".join(self._words).replace("\xa0", " ").strip()
        down, across = self._span
        row = max(self._row, 0)
        self._column = self.grids[-1].put(row, self._column, text or None, down, across)
        self._words = None


def _span(told: str | None) -> int:
    return max(1, int(told)) if told and told.strip().isdecimal() and len(told) < 6 else 1


def _xml_sheet(sheet: Element) -> Sheet:
    grid = _Grid()
    row = -1
    for element in sheet.iter(f"{_SS}Row"):
        row = _place(element, row)
        _xml_row(element, row, grid)
    return Sheet(sheet.get(f"{_SS}Name") or "", tidy_rows(grid.rows()), tuple(grid.merges))


def _xml_row(element: Element, row: int, grid: _Grid) -> None:
    column = -1
    for cell in element.iter(f"{_SS}Cell"):
        column = _place(cell, column)
        data = cell.find(f"{_SS}Data")
        down = 1 + _count(cell.get(f"{_SS}MergeDown"))
        across = 1 + _count(cell.get(f"{_SS}MergeAcross"))
        value = _xml_value(data) if data is not None else None
        column = grid.put(row, column, value, down, across) - 1


def _place(element: Element, before: int) -> int:
    """Return the 0-based place of a row or cell: the next one, or where ``Index`` puts it."""
    return _count(element.get(f"{_SS}Index")) - 1 if element.get(f"{_SS}Index") else before + 1


def _count(told: str | None) -> int:
    return int(told) if told and told.isdecimal() and len(told) < 8 else 0


def _xml_value(data: Element) -> Cell:
    text = "".join(data.itertext()).strip()
    kind = data.get(f"{_SS}Type")
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() and abs(number) < 10**15 else number
        if kind == "DateTime":
            return _day_or_moment(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return text or None
    return text == "1" if kind == "Boolean" else text or None


def _day_or_moment(moment: datetime) -> date | datetime:
    midnight = not (moment.hour or moment.minute or moment.second)
    return moment.date() if midnight else moment
