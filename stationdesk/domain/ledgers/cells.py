"""Cells as a person reads them: their text, and the value they show where cells are merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stationdesk.domain.sheets import Cell, Merge, Sheet

_DITTO = frozenset({"〃", "″", '"', "“", "”", "''", "同上", "〞", "〝", "同左", "ditto", "…同上"})
_MOST_MERGED_CELLS = 200_000
_CJK = r"[\u3400-\u9fff\U00020000-\U0003134f]"
_SPREAD = re.compile(rf"{_CJK}(?:\s+{_CJK}){{1,4}}")
_BREAK_IN_CJK = re.compile(rf"(?<={_CJK})\n(?={_CJK})")


def cell_text(cell: Cell) -> str:
    """Return what the cell shows: whole numbers without a point, days in ISO form, no padding."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def tidy_text(cell: Cell) -> str:
    """Return the cell's text on one line; 雨　伞, spread over the cell's width, becomes 雨伞."""
    text = cell_text(cell)
    if _SPREAD.fullmatch(text):
        return "".join(text.split())
    lines = "\n".join(line for part in text.splitlines() if (line := part.strip()))
    return " ".join(_BREAK_IN_CJK.sub("", lines).split())


def is_ditto(cell: Cell) -> bool:
    """Return whether the cell says that the one above it holds here as well."""
    return isinstance(cell, str) and cell.strip() in _DITTO


class MergedCells:
    """Looks up which merged cell covers a place, and the value it shows there."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._covering: dict[tuple[int, int], Merge] = {}
        width = max((len(row) for row in sheet.rows), default=0)
        for merge in sheet.merges:
            self._cover(merge, min(merge.bottom, len(sheet.rows)), min(merge.right, width))

    def at(self, row: int, column: int) -> Merge | None:
        """Return the merged cell that covers 0-based ``row`` and ``column``, None if none does."""
        return self._covering.get((row, column))

    def shown(self, row: int, column: int) -> Cell:
        """Return the value a person sees at that place, also inside of a merged cell."""
        own = self._sheet.cell(row, column)
        merge = self._covering.get((row, column)) if own is None else None
        return self._sheet.cell(merge.top, merge.left) if merge else own

    def continues(self, row: int, column: int) -> bool:
        """Return whether a cell merged downwards reaches this place from a row above."""
        merge = self._covering.get((row, column))
        return merge is not None and merge.top < row

    def _cover(self, merge: Merge, bottom: int, right: int) -> None:
        if len(self._covering) > _MOST_MERGED_CELLS:
            return
        size = (bottom - merge.top + 1) * (right - merge.left + 1)
        if 1 < size <= _MOST_MERGED_CELLS:
            for row in range(merge.top, bottom + 1):
                for column in range(merge.left, right + 1):
                    self._covering[row, column] = merge
