"""Records out of a hand-kept list of volunteers: who they are, what they can and when they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.body_rows import BodyReader, RowKind
from stationdesk.domain.ledgers.cells import MergedCells, cell_text, is_ditto, tidy_text
from stationdesk.domain.ledgers.checking import NO_ROWS, SAME_AS_ABOVE
from stationdesk.domain.ledgers.kinds import LedgerKind, fields_of
from stationdesk.domain.ledgers.personal_cells import shown_cell, shown_value
from stationdesk.domain.ledgers.register_rows import STRAY_WORDS, Told
from stationdesk.domain.ledgers.tables import Ledger, LedgerProblem, LedgerRow, Severity
from stationdesk.domain.ledgers.volunteer_fields import VolunteerFields
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.ledgers.tables import LedgerColumn, LedgerTable
    from stationdesk.domain.sheets import Cell

SAME_NAME = N_("Row {row} has the same name; are they two people?")

_OWN = frozenset({"name", "id_number", "phone"})
"""What is everybody's own: no mark and no merged cell says that it holds for the next as well."""


def read_volunteers(table: LedgerTable) -> Ledger:
    """Return the volunteers of one table in the sheet's order, and what is doubtful about them."""
    rows = _ListReader(table)
    found = list(rows.read())
    problems = [*rows.problems, *_of_the_whole(table, found), *_written_twice(table, found)]
    return Ledger(table, tuple(found), tuple(sorted(problems, key=lambda told: told.row)))


class _ListReader:
    """Reads the rows of one table; ``problems`` gathers what is doubtful meanwhile."""

    def __init__(self, table: LedgerTable) -> None:
        self._table = table
        self._merged = MergedCells(table.sheet)
        self._columns: dict[str, tuple[LedgerColumn, ...]] = {
            field: table.columns_of(field)
            for field in fields_of(LedgerKind.VOLUNTEER)
            if table.columns_of(field)
        }
        self.problems: list[LedgerProblem] = []

    def read(self) -> Iterator[LedgerRow]:
        """Yield the records; a section's heading is the group of those below it."""
        group = ""
        above: Mapping[int, Cell] = {}
        for body in BodyReader(self._table, self._merged).rows():
            if body.kind is RowKind.SECTION:
                group = body.section
            elif body.kind is RowKind.STRAY:
                self._tell_stray(body.row)
            elif body.kind is RowKind.RECORD:
                above = self._cells(body.row, above)
                yield self._record(body.row, above, group)

    def _cells(self, row: int, above: Mapping[int, Cell]) -> dict[int, Cell]:
        return {
            column.index: self._cell(row, column, above)
            for columns in self._columns.values()
            for column in columns
        }

    def _cell(self, row: int, column: LedgerColumn, above: Mapping[int, Cell]) -> Cell:
        own = column.field in _OWN
        if own and self._merged.continues(row, column.index):
            return None
        cell = self._merged.shown(row, column.index)
        if is_ditto(cell):
            return None if own else above.get(column.index)
        return cell

    def _record(self, row: int, cells: Mapping[int, Cell], group: str) -> LedgerRow:
        fields = VolunteerFields(self._columns, cells, group)
        for told in fields.problems:
            self._tell(row, told, cells)
        raw = {
            name: " ".join(
                shown_value(name, text)
                for column in columns
                if (text := cell_text(cells[column.index]))
            )
            for name, columns in self._columns.items()
        }
        return LedgerRow(row + 1, fields.values, raw)

    def _tell(self, row: int, told: Told, cells: Mapping[int, Cell]) -> None:
        heading = told.column.heading if told.column else ""
        text = cell_text(cells.get(told.column.index)) if told.column else ""
        shown = shown_value(told.column.field if told.column else None, text)
        self.problems.append(LedgerProblem(row + 1, heading, shown, told.message, told.severity))

    def _tell_stray(self, row: int) -> None:
        for column in self._table.columns:
            cell = self._table.sheet.cell(row, column.index)
            if cell is not None and not (column.field is None and cell_text(cell).isdecimal()):
                shown = shown_cell(column, tidy_text(cell))
                told = Problem("row", STRAY_WORDS, {"value": shown})
                problem = LedgerProblem(row + 1, column.heading, shown, told, Severity.WARNING)
                self.problems.append(problem)


def _of_the_whole(table: LedgerTable, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
    if not rows:
        told = Problem("rows", NO_ROWS)
        yield LedgerProblem(table.header_row, "", "", told, Severity.WARNING)


def _written_twice(table: LedgerTable, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
    """Tell of rows about the same person, and of two people of one name."""
    heading = table.headings().get("name", "")
    by_person: dict[tuple[str, ...], int] = {}
    by_name: dict[str, int] = {}
    for row in rows:
        name = row.values.get("name")
        if not isinstance(name, str):
            continue
        person = (name, *(str(row.values.get(field)) for field in ("phone", "id_number")))
        same, alike = by_person.setdefault(person, row.row), by_name.setdefault(name, row.row)
        if same != row.row or alike != row.row:
            phrase = SAME_AS_ABOVE if same != row.row else SAME_NAME
            told = Problem("row", phrase, {"row": same if same != row.row else alike})
            yield LedgerProblem(row.row, heading, name, told, Severity.WARNING)
