"""What a workbook holds, once it was read: sheets of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from stationdesk.domain.problems import Problem, Refused

Cell: TypeAlias = str | int | float | bool | date | datetime | time | None
"""One cell's value; None where nothing stands. Whole numbers come as int."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined to one, by the 0-based numbers of its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows[0][0]`` is cell A1.

    Rows end with their last value (an empty row is ``()``), and the sheet with its last row that
    has one. A merged cell's value stands at its top left only.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Return the value at 0-based ``row`` and ``column``, None outside of what was read."""
        if not 0 <= row < len(self.rows):
            return None
        values = self.rows[row]
        return values[column] if 0 <= column < len(values) else None


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read; ``notes`` tell what the person must know about the reading."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Problem, ...] = ()

    def non_empty(self) -> int:
        """Return how many cells hold a value, over all sheets."""
        return sum(cell is not None for sheet in self.sheets for row in sheet.rows for cell in row)


class Unreadable(Refused):
    """The file cannot be read as a workbook; ``problem`` says why in one sentence.

    ``problem.about`` is ``"password"`` where the right opening password would help, else
    ``"file"``.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__([problem])
        self.problem = problem


def column_letters(index: int) -> str:
    """Return a column's letters as spreadsheets name it: 0 is A, 26 is AA."""
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as spreadsheets show it: row 0 and column 0 are A1."""
    return f"{column_letters(column)}{row + 1}"
