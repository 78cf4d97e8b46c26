"""Records out of a hand-kept roster or sign-in sheet: who is, or was, on duty when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.checking import NO_ROWS
from stationdesk.domain.ledgers.roster_grids import GridReader
from stationdesk.domain.ledgers.roster_lists import ListReader
from stationdesk.domain.ledgers.tables import Ledger, LedgerProblem, Severity
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.ledgers.tables import LedgerRow, LedgerTable

TWICE = N_("{name} stands twice on the same shift; see row {row}.")


def read_roster(table: LedgerTable) -> Ledger:
    """Return the duties of one table in the sheet's order, and what is doubtful about them."""
    reader = GridReader(table) if table.columns_of("day") else ListReader(table)
    rows = list(reader.read())
    found = [*reader.problems, *_of_the_whole(table, rows), *_written_twice(table, rows)]
    return Ledger(table, tuple(rows), tuple(sorted(found, key=lambda told: told.row)))


def _of_the_whole(table: LedgerTable, rows: Sequence[LedgerRow]) -> Iterator[LedgerProblem]:
    if not rows:
        told = Problem("rows", NO_ROWS)
        yield LedgerProblem(table.header_row, "", "", told, Severity.WARNING)


def _written_twice(table: LedgerTable, rows: Sequence[LedgerRow]) -> Iterator[LedgerProblem]:
    """Tell of somebody who is on one shift in two rows; one of them is a slip of the pen."""
    heading = table.headings().get("names", "")
    first_rows: dict[tuple[str, ...], int] = {}
    for row in rows:
        names = row.values["names"]
        shift = tuple(str(row.values.get(field)) for field in ("date", "shift", "from", "came"))
        for name in names if isinstance(names, tuple) and row.values["date"] else ():
            first = first_rows.setdefault((name, *shift), row.row)
            if first != row.row:
                told = Problem("names", TWICE, {"name": name, "row": first})
                yield LedgerProblem(row.row, heading, name, told, Severity.WARNING)
