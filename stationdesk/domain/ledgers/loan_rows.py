"""Records out of a hand-kept loan register: who took what, when, and whether it came back.

Two people may stand beside each other on a sheet, days lack their year, and a day is written once
for all rows below it: a register is read as a whole, not row by row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.body_rows import BodyReader, RowKind
from stationdesk.domain.ledgers.cells import MergedCells, cell_text, is_ditto, tidy_text
from stationdesk.domain.ledgers.checking import NO_ROWS, SAME_AS_ABOVE
from stationdesk.domain.ledgers.kinds import LedgerKind, fields_of
from stationdesk.domain.ledgers.loan_cells import shown_value
from stationdesk.domain.ledgers.loan_fields import LoanFields, Told
from stationdesk.domain.ledgers.loan_things import own_titles, plain_thing, thing_told
from stationdesk.domain.ledgers.register_days import WrittenDay, joined_day, read_day
from stationdesk.domain.ledgers.register_years import Dated, Period, dated_rows, period_told
from stationdesk.domain.ledgers.tables import (
    Ledger,
    LedgerProblem,
    LedgerRow,
    LedgerTable,
    Severity,
)
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.sheets import Cell

STRAY_WORDS = N_("The words “{value}” belong to no record.")
NO_DAY = N_("No day of lending is written.")
DAY_ABOVE = N_("No day is written; the day of the row above was taken.")
NO_RETURNS = N_("No column says what came back; all of these loans would count as still out.")

_WRITTEN_AHEAD = frozenset({"lent_on", "item", "handled_by", "pieces", "code", "due_on"})
"""What is often filled in for empty rows; alone it makes no record, and no doubt either."""
_SAME = ("item", "code", "borrower", "phone", "pieces", "lent_on", "returned_on")


@dataclass(frozen=True, slots=True)
class _Draft:
    """One row before its day is known: 0-based number, cells by column, the thing of its part."""

    row: int
    cells: Mapping[int, Cell]
    written: WrittenDay
    from_above: bool
    thing: str


class LoanReader:
    """Reads one table of a loan register."""

    def __init__(self, table: LedgerTable) -> None:
        self._table = table
        self._merged = MergedCells(table.sheet)
        self._columns = {
            field: table.columns_of(field)
            for field in fields_of(LedgerKind.LOAN)
            if table.columns_of(field)
        }
        self._thing = thing_told(table)
        self._problems: list[LedgerProblem] = []

    def ledger(self) -> Ledger:
        """Return the records in the sheet's order, and what is doubtful about them."""
        drafts = list(self._drafts())
        period = self._period()
        days = dated_rows([draft.written for draft in drafts], period)
        rows = [self._row(draft, day) for draft, day in zip(drafts, days, strict=True)]
        found = [*self._of_the_whole(rows), *self._problems, *self._written_twice(rows)]
        return Ledger(self._table, tuple(rows), tuple(sorted(found, key=lambda told: told.row)))

    def _period(self) -> Period:
        table = self._table
        told = period_told((table.sheet.name, *own_titles(table), *table.titles, table.book))
        return replace(told, year=table.year) if table.year else told

    def _drafts(self) -> Iterator[_Draft]:
        """Yield the records with what the rows above say for them."""
        thing, before = self._thing, WrittenDay()
        above: Mapping[int, Cell] = {}
        for body in BodyReader(self._table, self._merged).rows():
            if body.kind is RowKind.SECTION:
                day = read_day(body.section)
                before = day if day.tells_a_day else before
                thing = plain_thing(body.section) or thing
            elif body.kind is RowKind.STRAY:
                self._tell_stray(body.row)
            elif body.kind is RowKind.RECORD:
                cells = self._cells(body.row, above)
                above = self._with_day(cells, above)
                if not self._is_ahead(cells):
                    written = self._written(cells)
                    own = written.tells_a_day or written.error is not None
                    before = written if own else before
                    yield _Draft(body.row, cells, before, not own, thing)

    def _cells(self, row: int, above: Mapping[int, Cell]) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        for columns in self._columns.values():
            for column in columns:
                cell = self._merged.shown(row, column.index)
                cells[column.index] = above.get(column.index) if is_ditto(cell) else cell
        return cells

    def _with_day(self, cells: Mapping[int, Cell], above: Mapping[int, Cell]) -> dict[int, Cell]:
        """Return a row's cells as a 〃 below finds them: its day may stand further up."""
        days = {column.index for column in self._columns.get("lent_on", ())}
        return {
            index: above.get(index) if index in days and not cell_text(cell) else cell
            for index, cell in cells.items()
        }

    def _is_ahead(self, cells: Mapping[int, Cell]) -> bool:
        """Return whether only such cells are filled as people fill in for empty rows."""
        return not any(
            cell_text(cells[column.index])
            for field, columns in self._columns.items()
            if field not in _WRITTEN_AHEAD
            for column in columns
        )

    def _written(self, cells: Mapping[int, Cell]) -> WrittenDay:
        """Return the day of lending from the first of its columns that tells one."""
        columns = self._columns.get("lent_on", ())
        if columns and columns[0].part:
            return read_day(joined_day(columns, cells))
        read = [read_day(cells[column.index]) for column in columns]
        told = [day for day in read if day.tells_a_day or day.error]
        return told[0] if told else WrittenDay()

    def _row(self, draft: _Draft, day: Dated) -> LedgerRow:
        fields = LoanFields(self._columns, draft.cells, day.day, draft.thing)
        for told in (*self._of_the_day(draft, day), *fields.problems):
            self._tell(draft.row, told, draft.cells)
        raw = {
            field: " ".join(
                shown_value(field, text)
                for column in columns
                if (text := cell_text(draft.cells[column.index]))
            )
            for field, columns in self._columns.items()
        }
        return LedgerRow(draft.row + 1, fields.values, raw)

    def _of_the_day(self, draft: _Draft, day: Dated) -> Iterator[Told]:
        column = next(iter(self._columns.get("lent_on", ())), None)
        if not draft.written.tells_a_day and draft.written.error is None:
            yield Told(column, Problem("lent_on", NO_DAY), Severity.ERROR)
            return
        if day.error is not None:
            yield Told(column, day.error, Severity.ERROR)
        elif draft.from_above and column is not None:
            yield Told(column, Problem("lent_on", DAY_ABOVE), Severity.WARNING)
        if day.doubt is not None and not draft.from_above:
            yield Told(column, day.doubt, Severity.WARNING)

    def _tell(self, row: int, told: Told, cells: Mapping[int, Cell]) -> None:
        heading = told.column.heading if told.column else ""
        text = cell_text(cells.get(told.column.index)) if told.column else ""
        shown = shown_value(told.column.field if told.column else None, text)
        self._problems.append(LedgerProblem(row + 1, heading, shown, told.message, told.severity))

    def _tell_stray(self, row: int) -> None:
        for column in self._table.columns:
            cell = self._table.sheet.cell(row, column.index)
            counted = column.field is None and cell_text(cell).isdecimal()
            if cell is not None and not counted and column.field not in _WRITTEN_AHEAD:
                shown = shown_value(column.field, tidy_text(cell))
                told = Problem("row", STRAY_WORDS, {"value": shown})
                problem = LedgerProblem(row + 1, column.heading, shown, told, Severity.WARNING)
                self._problems.append(problem)

    def _of_the_whole(self, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
        told = [] if rows else [Problem("rows", NO_ROWS)]
        if rows and not {"returned_on", "returned"} & self._columns.keys():
            told.append(Problem("returned", NO_RETURNS))
        for each in told:
            yield LedgerProblem(self._table.header_row, "", "", each, Severity.WARNING)

    def _written_twice(self, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
        heading = self._table.headings().get("borrower", "")
        first_rows: dict[tuple[str, ...], int] = {}
        for row in rows:
            identity = tuple(str(row.values.get(field)) for field in _SAME)
            first = first_rows.setdefault(identity, row.row)
            if first != row.row:
                told = Problem("row", SAME_AS_ABOVE, {"row": first})
                shown = row.raw.get("borrower", "")
                yield LedgerProblem(row.row, heading, shown, told, Severity.WARNING)
