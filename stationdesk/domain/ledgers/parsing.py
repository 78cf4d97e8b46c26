"""Records out of a ledger's table: every cell read as what its column holds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.body_rows import BodyReader, RowKind, section_name
from stationdesk.domain.ledgers.cells import MergedCells, cell_text, is_ditto, tidy_text
from stationdesk.domain.ledgers.checking import table_problems
from stationdesk.domain.ledgers.feedback_rows import read_feedback
from stationdesk.domain.ledgers.kinds import READABLE, LedgerKind, fields_of
from stationdesk.domain.ledgers.loan_rows import read_loans
from stationdesk.domain.ledgers.reading_fields import FieldReader
from stationdesk.domain.ledgers.recognising import corrected
from stationdesk.domain.ledgers.register_rows import STRAY_WORDS
from stationdesk.domain.ledgers.roster_rows import read_roster
from stationdesk.domain.ledgers.running import last_balances
from stationdesk.domain.ledgers.tables import (
    Ledger,
    LedgerProblem,
    LedgerRow,
    LedgerTable,
    Severity,
)
from stationdesk.domain.ledgers.volunteer_rows import read_volunteers
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.ledgers.tables import Corrections, LedgerColumn, Value
    from stationdesk.domain.sheets import Cell

NOT_READ_YET = {
    LedgerKind.ISSUE: N_("This is an issue record; issue records cannot be brought in yet."),
}
NO_NAME = N_("The row has no name; it was left out.")
ONE_MORE_BATCH = N_("The row has no name; it was taken as one more batch of “{name}”.")
SHARED_NUMBER = N_("One number stands for several rows; it was counted in row {row} only.")

_REGISTERS = {
    LedgerKind.LOAN: read_loans,
    LedgerKind.FEEDBACK: read_feedback,
    LedgerKind.VOLUNTEER: read_volunteers,
    LedgerKind.ROSTER: read_roster,
}
_NUMBERED_NAME = re.compile(r"[(（]?\d{1,3}(?:[)）][、.．]?|[、.．:：])\s*(?=\D)")
_FEWEST_NUMBERED = 2
_NOT_SHARED = frozenset({"quantity", "minimum", "target", "serial"})
"""Fields whose merged cell counts once, for the row at its top."""
_SAME_GOODS = ("name", "spec", "unit", "place")
"""What a further batch shares with the row above, where it does not tell its own."""


def parse(table: LedgerTable, corrections: Corrections | None = None) -> Ledger:
    """Return the records and problems of ``table``, set right by ``corrections`` if given.

    Rows of kinds that are recognised but not read yet give no records and one problem.
    """
    if corrections is not None:
        table = corrected(table, corrections)
    if table.kind not in READABLE:
        told = Problem("kind", NOT_READ_YET[table.kind])
        problem = LedgerProblem(table.header_row, "", "", told, Severity.ERROR)
        return Ledger(table, (), (problem,))
    if table.kind in _REGISTERS:
        return _REGISTERS[table.kind](table)
    return _Parser(table).ledger()


class _Parser:
    def __init__(self, table: LedgerTable) -> None:
        self._table = table
        self._merged = MergedCells(table.sheet)
        self._fields = [
            (field, table.columns_of(field))
            for field in fields_of(table.kind)
            if table.columns_of(field)
        ]
        self._rows: list[LedgerRow] = []
        self._problems: list[LedgerProblem] = []
        self._section = ""
        self._above: dict[int, Cell] = {}

    def ledger(self) -> Ledger:
        for body in BodyReader(self._table, self._merged).rows():
            if body.kind is RowKind.SECTION:
                self._section = body.section
            elif body.kind is RowKind.STRAY:
                self._tell_stray(body.row)
            elif body.kind is RowKind.RECORD:
                self._take(body.row)
        self._rows, replaced = last_balances(self._table, _without_numbers(self._rows))
        found = [*self._problems, *replaced, *table_problems(self._table, self._rows)]
        problems = sorted(found, key=lambda problem: problem.row)
        return Ledger(self._table, tuple(self._rows), tuple(problems))

    def _take(self, row: int) -> None:
        cells = {
            column.index: self._shown(row, column)
            for _field, columns in self._fields
            for column in columns
        }
        self._above = cells
        reader = FieldReader(self._fields, cells)
        values: dict[str, Value] = dict(reader.values)
        if not values.get("name") and not self._take_name_above(row, values):
            self._tell_nameless(row)
            return
        category = section_name(str(values.get("category") or "")) or self._section
        if category:
            values["category"] = category
        raw = {field: _raw(columns, cells) for field, columns in self._fields}
        self._rows.append(LedgerRow(row + 1, values, raw))
        self._problems += [
            LedgerProblem(
                row + 1,
                told.column.heading,
                cell_text(cells[told.column.index]),
                told.message,
                told.severity,
            )
            for told in reader.problems
        ]

    def _take_name_above(self, row: int, values: dict[str, Value]) -> bool:
        """Take a row that tells a batch but no goods for one more batch of those above it."""
        above = self._rows[-1] if self._rows and self._rows[-1].row == row else None
        a_batch = values.get("expires") or values.get("batch_no")
        if above is None or not a_batch or values.get("spec") or values.get("quantity") is None:
            return False
        for field in _SAME_GOODS:
            values[field] = values.get(field) or above.values.get(field)
        told = Problem("name", ONE_MORE_BATCH, {"name": values["name"]})
        self._tell(row, self._table.headings().get("name", ""), None, told, Severity.WARNING)
        return True

    def _shown(self, row: int, column: LedgerColumn) -> Cell:
        """Return the cell's value, also where it is merged down to here or says 同上."""
        if self._merged.continues(row, column.index) and column.field in _NOT_SHARED:
            self._tell_shared(row, column)
            return None
        cell = self._merged.shown(row, column.index)
        if is_ditto(cell) and column.field not in _NOT_SHARED:
            return self._above.get(column.index)
        return cell

    def _tell_shared(self, row: int, column: LedgerColumn) -> None:
        merge = self._merged.at(row, column.index)
        shared = self._merged.shown(row, column.index)
        if merge is None or shared is None:
            return
        told = Problem(column.field or "", SHARED_NUMBER, {"row": merge.top + 1})
        self._tell(row, column.heading, shared, told, Severity.WARNING)

    def _tell_nameless(self, row: int) -> None:
        heading = self._table.headings().get("name", "")
        self._tell(row, heading, None, Problem("name", NO_NAME), Severity.ERROR)

    def _tell_stray(self, row: int) -> None:
        for column in self._table.columns:
            if (cell := self._table.sheet.cell(row, column.index)) is not None:
                told = Problem("row", STRAY_WORDS, {"value": tidy_text(cell)})
                self._tell(row, column.heading, cell, told, Severity.WARNING)

    def _tell(self, row: int, heading: str, cell: Cell, told: Problem, severity: Severity) -> None:
        self._problems.append(LedgerProblem(row + 1, heading, cell_text(cell), told, severity))


def _raw(columns: Iterable[LedgerColumn], cells: dict[int, Cell]) -> str:
    return " ".join(text for column in columns if (text := cell_text(cells[column.index])))


def _without_numbers(rows: list[LedgerRow]) -> list[LedgerRow]:
    """Return the rows with names without numbers, where every name bears one: 1、雨伞."""
    names = [str(row.values["name"]) for row in rows]
    if len(names) < _FEWEST_NUMBERED or not all(map(_NUMBERED_NAME.match, names)):
        return rows
    return [
        replace(row, values={**row.values, "name": _NUMBERED_NAME.sub("", name)})
        for row, name in zip(rows, names, strict=True)
    ]
