"""What a whole ledger's records tell when they are looked at together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.tables import (
    Ledger,
    LedgerProblem,
    LedgerRow,
    LedgerTable,
    Severity,
    Value,
)
from stationdesk.domain.printed_dates import PrintedDate
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME_AS_ABOVE = N_("This row is the same as row {row}; was it written twice?")
OTHER_NUMBER = N_("Row {row} lists the same thing with another number; which one counts?")
NO_QUANTITY_COLUMN = N_("The table has no column for the quantity.")
TOLD_TWICE = N_("“{first}” and “{second}” list mostly the same things; bring in only one of them.")
NO_ROWS = N_("There is no record below the heading.")

_IDENTITY = (
    "name",
    "spec",
    "model",
    "unit",
    "expires",
    "made_on",
    "batch_no",
    "place",
    "code",
    "serial",
    "since",
    "source",
    "donor",
    "note",
)
"""What tells two records apart; rows that agree in all of these are one thing written twice."""

_NAMED = (
    ("name",),
    ("lent_on", "borrower", "phone"),
    ("text", "date", "author"),
    ("names", "date", "shift", "from"),
)


def table_problems(table: LedgerTable, rows: Sequence[LedgerRow]) -> Iterator[LedgerProblem]:
    """Yield what is doubtful about the records as a whole."""
    if not table.columns_of("quantity"):
        told = Problem("quantity", NO_QUANTITY_COLUMN)
        yield LedgerProblem(table.header_row, "", "", told, Severity.WARNING)
    if not rows:
        told = Problem("rows", NO_ROWS)
        yield LedgerProblem(table.header_row, "", "", told, Severity.WARNING)
    yield from _written_twice(table, rows)


def told_twice(ledgers: Sequence[Ledger]) -> tuple[Problem, ...]:
    """Return a warning for every two tables of a file that hold mostly the same things.

    Stations copy last month's sheet for this month; bringing in both would double the stock.
    """
    names = [frozenset(map(_named, ledger.rows)) for ledger in ledgers]
    return tuple(
        Problem(
            "sheet",
            TOLD_TWICE,
            {"first": ledgers[first].table.sheet.name, "second": ledgers[second].table.sheet.name},
        )
        for first, second in combinations(range(len(ledgers)), 2)
        if ledgers[first].table.kind is ledgers[second].table.kind
        and 2 * len(names[first] & names[second]) > min(len(names[first]), len(names[second]))
    )


def _named(row: LedgerRow) -> tuple[Value, ...]:
    """Return what a row is about: its goods, of a loan the borrower, of an entry its words."""
    fields = next((each for each in _NAMED if each[0] in row.values), _NAMED[0])
    return tuple(_plain(row.values.get(field)) for field in fields)


def _written_twice(table: LedgerTable, rows: Sequence[LedgerRow]) -> Iterator[LedgerProblem]:
    first_rows: dict[tuple[Value, ...], LedgerRow] = {}
    heading = table.headings().get("name", "")
    for row in rows:
        identity = tuple(_plain(row.values.get(field)) for field in _IDENTITY)
        first = first_rows.setdefault(identity, row)
        if first is not row:
            same = first.values.get("quantity") == row.values.get("quantity")
            told = Problem("row", SAME_AS_ABOVE if same else OTHER_NUMBER, {"row": first.row})
            name = str(row.values.get("name"))
            yield LedgerProblem(row.row, heading, name, told, Severity.WARNING)


def _plain(value: Value) -> Value:
    return value.iso() if isinstance(value, PrintedDate) else value
