"""A wall's grid as rows of a sheet: its shades, its headings, and what is missing in colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.documents.grids import Shade, Style
from stationdesk.documents.plain_text import chinese_width, for_cell
from stationdesk.documents.workbooks.column_widths import width_for
from stationdesk.documents.workbooks.sheet_looks import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.documents.grids import Grid, GridCell, GridColumn

LINE, LEAST_ROW = 14.0, 20.0
"""Heights in points."""
LEAST_DAY, MOST_DAY, MOST_HEADING = 7.0, 22.0, 24.0
"""Column widths in half-width characters."""

_LOOK = {
    Shade.WHITE: Look.GRID,
    Shade.LIGHT: Look.GRID_LIGHT,
    Shade.MIDDLE: Look.GRID_MIDDLE,
    Shade.DARK: Look.GRID_DARK,
}
_ONE_DECIMAL = re.compile(r"-?\d+\.\d")

GridRowPlan = tuple[list[str | float | None], list[Look], float]
"""What a row holds, how its cells look, and its height in points."""


def grid_widths(grid: Grid) -> list[float]:
    """Return the width of the rows' headings and of each column, in half-width characters."""
    heads = [[row.heading for row in grid.rows]]
    columns = [
        [column.heading, *(row.cells[at] for row in grid.rows)]
        for at, column in enumerate(grid.columns)
    ]
    first = max([chinese_width(grid.corner), *map(_widest, heads[0])], default=0)
    days = [max(map(_widest, cells)) for cells in columns]
    shared = max(
        (wide for wide, column in zip(days, grid.columns, strict=True) if not column.fitted),
        default=0,
    )
    return [
        min(max(width_for(first), LEAST_DAY), MOST_HEADING),
        *(
            min(max(width_for(wide if column.fitted else shared), LEAST_DAY), MOST_DAY)
            for wide, column in zip(days, grid.columns, strict=True)
        ),
    ]


def grid_rows(grid: Grid, widths: list[float]) -> Iterator[GridRowPlan]:
    """Yield the headings and the rows; a cell's lines stand below each other."""
    looks = [_heading_look(column) for column in grid.columns]
    cells = [column.heading for column in grid.columns]
    yield _row(for_cell(grid.corner), cells, [Look.GRID_HEAD, *looks], widths)
    for row in grid.rows:
        shown = [
            _cell_look(cell, column) for cell, column in zip(row.cells, grid.columns, strict=True)
        ]
        head = Look.HEADING if row.foot else Look.GRID_HEAD
        yield _row(_words(row.heading), row.cells, [head, *shown], widths)


def _row(
    head: str, cells: tuple[GridCell, ...] | list[GridCell], looks: list[Look], widths: list[float]
) -> GridRowPlan:
    words = [head, *map(_words, cells)]
    lines = max(_lines(each, width) for each, width in zip(words, widths, strict=True))
    values = list(map(_value, words))
    shown = [
        Look.HOURS if isinstance(value, float) else look
        for value, look in zip(values, looks, strict=True)
    ]
    return values, shown, max(LEAST_ROW, lines * LINE + 6)


def _value(words: str) -> str | float | None:
    """Return a sum as the number it is, so that a workbook can count on with it."""
    if words.isascii() and words.isdigit():
        return int(words)
    return float(words) if _ONE_DECIMAL.fullmatch(words) else words or None


def _lines(words: str, width: float) -> int:
    room = max(2.0, (width - 1.5) / 1.07)
    return sum(1 + int((chinese_width(line) - 0.1) // room) for line in words.split("\n"))


def _words(cell: GridCell) -> str:
    return for_cell("\n".join(line.text for line in cell)).rstrip()


def _widest(cell: GridCell) -> int:
    return max((chinese_width(line.text) for line in cell), default=0)


def _heading_look(column: GridColumn) -> Look:
    return Look.GRID_HEAD if column.shade is Shade.WHITE else _LOOK[column.shade]


def _cell_look(cell: GridCell, column: GridColumn) -> Look:
    if any(line.style is Style.ALARM for line in cell):
        return Look.GRID_ALARM
    return _LOOK[column.shade]
