"""The texts above a table of a register, which may tell its time and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ledgers.tables import LedgerTable

_ROWS_ABOVE = 6


def own_titles(table: LedgerTable) -> Iterator[str]:
    """Yield the texts above the columns of ``table``, the nearest first.

    A title over two tables that stand beside each other is both tables' own only in the first
    column that it covers; it is found among the sheet's titles.
    """
    columns = range(
        min(column.index for column in table.columns),
        max(column.index for column in table.columns) + 1,
    )
    above = table.first_heading_row - 2
    for row in range(above, max(-1, above - _ROWS_ABOVE), -1):
        for column in columns:
            if text := tidy_text(table.sheet.cell(row, column)):
                yield text
