"""Where a heading stands and what its columns say, also over two or three rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import MergedCells, cell_text, tidy_text
from stationdesk.domain.ledgers.headings import (
    looks_like_heading,
    match_heading,
    plain_heading,
)
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.roster_days import is_day_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.sheets import Cell, Sheet

_LONGEST_CELL = 60
_UNIT_ROW = re.compile(r"[(\[【].*[)\]】]")
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above one column, from the top: 库存, 数量. Empty where nothing does."""

    index: int
    parts: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The heading as written, its parts joined by a slash."""
        return "/".join(self.parts)

    def wordings(self) -> Iterable[str]:
        """Yield the texts by which the heading may be known, the most telling first."""
        if len(self.parts) < 2:
            yield from self.parts
            return
        if _UNIT_ROW.fullmatch(plain_brackets(self.parts[-1])):
            yield "".join(self.parts)
        bases = [plain_heading(part).base for part in self.parts]
        brackets = "".join(f"({plain_heading(part).bracket})" for part in self.parts[-1:])
        tail = "" if brackets == "()" else brackets
        yield "".join(bases) + tail
        yield bases[-1] + "".join(bases[:-1]) + tail
        yield self.parts[-1]


@dataclass(frozen=True, slots=True)
class Band:
    """The columns from ``left`` to ``right`` of a sheet (0-based, both included)."""

    left: int
    right: int


class HeadingReader:
    """Reads rows of one sheet as headings."""

    def __init__(self, sheet: Sheet, merged: MergedCells) -> None:
        self._sheet = sheet
        self._merged = merged

    def may_be_heading(self, row: int, band: Band) -> bool:
        """Return whether 0-based ``row`` has enough words known from headings to look closer."""
        cells = [cell for cell in self._cells(row, band) if cell is not None]
        if len(cells) < 2:
            return False
        if is_day_row(cells):
            return True
        texts = [cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST_CELL]
        if 2 * len(texts) < len(cells):
            return False
        known = sum(known_to_any(text) for text in texts)
        return known >= 2 and 3 * known >= len(cells)

    def rows_from(self, row: int, band: Band) -> int:
        """Return how many rows the heading that starts at 0-based ``row`` has, 1 to 3."""
        count = 1
        while count < _MOST_ROWS and self._goes_on(row + count, row + count - 1, band):
            count += 1
        return count

    def _goes_on(self, row: int, above: int, band: Band) -> bool:
        """Return whether ``row`` belongs to the heading; days may stand above days of the week."""
        days = is_day_row(self._cells(row, band)) and is_day_row(self._cells(above, band))
        return days or self._is_sub_heading(row, above, band)

    def headings(self, first: int, count: int, band: Band) -> tuple[Heading, ...]:
        """Return the heading of every column of ``band`` over ``count`` rows from ``first``."""
        columns = range(band.left, band.right + 1)
        stacks: list[list[str]] = [[] for _ in columns]
        for row in range(first, first + count):
            last = row == first + count - 1
            texts = self._texts(row, band) if last else self._carried(row, row + 1, band)
            for stack, text in zip(stacks, texts, strict=True):
                if text and (not stack or stack[-1] != text):
                    stack.append(text)
        return tuple(
            Heading(column, tuple(stack)) for column, stack in zip(columns, stacks, strict=True)
        )

    def _cells(self, row: int, band: Band) -> tuple[Cell, ...]:
        values = self._sheet.rows[row] if row < len(self._sheet.rows) else ()
        return values[band.left : band.right + 1]

    def _texts(self, row: int, band: Band) -> list[str]:
        """Return what stands in the row itself, blank where a cell from above reaches down."""
        return [
            tidy_text(self._sheet.cell(row, column)) for column in range(band.left, band.right + 1)
        ]

    def _carried(self, row: int, below: int, band: Band) -> list[str]:
        """Return the row's texts, each carried right over its group: 库存 | 库存."""
        texts: list[str] = []
        carried = ""
        for column in range(band.left, band.right + 1):
            own = tidy_text(self._sheet.cell(row, column))
            merge = self._merged.at(row, column)
            if own:
                carried = own
            elif merge is not None:
                carried = tidy_text(self._sheet.cell(merge.top, merge.left))
            elif self._sheet.cell(below, column) is None or self._has_merges(row, band):
                carried = ""
            texts.append(carried)
        return texts

    def _has_merges(self, row: int, band: Band) -> bool:
        return any(
            (merge := self._merged.at(row, column)) is not None and merge.right > merge.left
            for column in range(band.left, band.right + 1)
        )

    def _is_sub_heading(self, row: int, above: int, band: Band) -> bool:
        children = self._texts(row, band)
        parents = self._texts(above, band)
        told = [text for text in children if text]
        if not told or sum(map(bool, parents)) < 2 or not self._all_labels(row, band):
            return False
        if all(_UNIT_ROW.fullmatch(plain_brackets(text)) for text in told):
            return True
        grouped = self._grouped(above, band, children)
        if any(child and not group for child, group in zip(children, grouped, strict=True)):
            return False
        alone = any(parent and not child for parent, child in zip(parents, children, strict=True))
        groups = {group for group in grouped if group}
        return len(told) >= 2 and (alone or len(groups) >= 2)

    def _all_labels(self, row: int, band: Band) -> bool:
        cells = [cell for cell in self._cells(row, band) if cell is not None]
        return all(
            isinstance(cell, str)
            and (looks_like_heading(cell) or bool(_UNIT_ROW.fullmatch(plain_brackets(cell))))
            for cell in cells
        )

    def _grouped(self, row: int, band: Band, children: list[str]) -> list[int]:
        """Return a number for the group of columns that each column belongs to, 0 for none."""
        columns = range(band.left, band.right + 1)
        groups = [0] * len(columns)
        for place, column in enumerate(columns):
            merge = self._merged.at(row, column)
            if merge is not None and merge.right > merge.left:
                whole = merge.left <= band.left and merge.right >= band.right
                groups[place] = 0 if whole else merge.left + 1
        if any(groups):
            return groups
        return self._grouped_by_gaps(row, band, children)

    def _grouped_by_gaps(self, row: int, band: Band, children: list[str]) -> list[int]:
        parents = self._texts(row, band)
        groups = [0] * len(parents)
        for place in range(1, len(parents)):
            reached = groups[place - 1] or (
                place if parents[place - 1] and children[place - 1] else 0
            )
            if children[place] and not parents[place] and reached:
                groups[place - 1] = groups[place] = reached
        return groups


def known_to_any(text: str) -> bool:
    """Return whether ``text`` is a heading of any kind of ledger."""
    return any(match_heading(text, kind) is not None for kind in LedgerKind)


def plain_brackets(text: str) -> str:
    """Return ``text`` with half-width brackets and without spaces."""
    return re.sub(r"\s+", "", cell_text(text)).replace("（", "(").replace("）", ")")
