"""The records of a register with their days: what the rows above say for a row is known to it.

A day is written once for all rows below it, lacks its year, or stands in a section's heading; a
register is read as a whole, not row by row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.body_rows import BodyReader, RowKind
from stationdesk.domain.ledgers.cells import MergedCells, cell_text, is_ditto, tidy_text
from stationdesk.domain.ledgers.personal_cells import shown_cell, shown_value
from stationdesk.domain.ledgers.register_days import WrittenDay, joined_day, read_day
from stationdesk.domain.ledgers.register_titles import own_titles
from stationdesk.domain.ledgers.register_years import Period, dated_rows, period_told
from stationdesk.domain.ledgers.tables import LedgerProblem, LedgerRow, Severity
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from stationdesk.domain.ledgers.register_years import Dated
    from stationdesk.domain.ledgers.tables import LedgerColumn, LedgerTable, Value
    from stationdesk.domain.sheets import Cell

STRAY_WORDS = N_("The words “{value}” belong to no record.")
DAY_ABOVE = N_("No day is written; the day of the row above was taken.")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of one cell of a row; no column where none is to blame."""

    column: LedgerColumn | None
    message: Problem
    severity: Severity


@dataclass(frozen=True, slots=True)
class Draft:
    """One row before its day is known: 0-based number, cells by column.

    ``label`` is what the section above says for its rows, such as the thing that is lent.
    """

    row: int
    cells: Mapping[int, Cell]
    written: WrittenDay
    from_above: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterShape:
    """What makes a register of its kind.

    ``day_field`` is the field of a record's own day and ``no_day`` is said where none is written.
    ``written_ahead`` are fields that people fill in for empty rows; alone they make no record.
    ``label_of`` reads a section's heading; what is no label is empty.
    """

    day_field: str
    no_day: str
    written_ahead: frozenset[str]
    label_of: Callable[[str], str]


@dataclass(slots=True)
class RegisterSheet:
    """One table of a register; ``problems`` gathers what is doubtful while it is read."""

    table: LedgerTable
    shape: RegisterShape
    fields: Sequence[str]
    label: str = ""
    problems: list[LedgerProblem] = field(default_factory=list)
    columns: dict[str, tuple[LedgerColumn, ...]] = field(init=False)
    _merged: MergedCells = field(init=False)

    def __post_init__(self) -> None:
        """Look up the columns once."""
        self._merged = MergedCells(self.table.sheet)
        self.columns = {
            name: self.table.columns_of(name) for name in self.fields if self.table.columns_of(name)
        }

    def dated(self) -> list[tuple[Draft, Dated]]:
        """Return the records with their days, in the sheet's order."""
        drafts = list(self._drafts())
        days = dated_rows([draft.written for draft in drafts], self._period())
        return list(zip(drafts, days, strict=True))

    def row(
        self, draft: Draft, day: Dated, values: dict[str, Value], told: Sequence[Told]
    ) -> LedgerRow:
        """Return a record, and note what is doubtful about it and its day."""
        self.note(draft, day, told)
        raw = {
            name: " ".join(
                shown_value(name, text)
                for column in columns
                if (text := cell_text(draft.cells[column.index]))
            )
            for name, columns in self.columns.items()
        }
        return LedgerRow(draft.row + 1, values, raw)

    def note(self, draft: Draft, day: Dated, told: Sequence[Told]) -> None:
        """Note what is doubtful about a row and its day."""
        for each in (*self._of_the_day(draft, day), *told):
            self._tell(draft.row, each, draft.cells)

    def _period(self) -> Period:
        table = self.table
        told = period_told((table.sheet.name, *own_titles(table), *table.titles, table.book))
        return replace(told, year=table.year) if table.year else told

    def _drafts(self) -> Iterator[Draft]:
        """Yield the records with what the rows above say for them."""
        label, before = self.label, WrittenDay()
        above: Mapping[int, Cell] = {}
        for body in BodyReader(self.table, self._merged).rows():
            if body.kind is RowKind.SECTION:
                day = read_day(body.section)
                before = day if day.tells_a_day else before
                label = self.shape.label_of(body.section) or label
            elif body.kind is RowKind.STRAY:
                self._tell_stray(body.row)
            elif body.kind is RowKind.RECORD:
                cells = self._cells(body.row, above)
                above = self._with_day(cells, above)
                if not self._is_ahead(cells):
                    written = self._written(cells)
                    own = written.tells_a_day or written.error is not None
                    before = written if own else before
                    yield Draft(body.row, cells, before, not own, label)

    def _cells(self, row: int, above: Mapping[int, Cell]) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        for columns in self.columns.values():
            for column in columns:
                cell = self._merged.shown(row, column.index)
                cells[column.index] = above.get(column.index) if is_ditto(cell) else cell
        return cells

    def _with_day(self, cells: Mapping[int, Cell], above: Mapping[int, Cell]) -> dict[int, Cell]:
        """Return a row's cells as a 〃 below finds them: its day may stand further up."""
        days = {column.index for column in self._day_columns()}
        return {
            index: above.get(index) if index in days and not cell_text(cell) else cell
            for index, cell in cells.items()
        }

    def _is_ahead(self, cells: Mapping[int, Cell]) -> bool:
        """Return whether only such cells are filled as people fill in for empty rows."""
        return not any(
            cell_text(cells[column.index])
            for name, columns in self.columns.items()
            if name not in self.shape.written_ahead
            for column in columns
        )

    def _day_columns(self) -> tuple[LedgerColumn, ...]:
        return self.columns.get(self.shape.day_field, ())

    def _written(self, cells: Mapping[int, Cell]) -> WrittenDay:
        """Return a record's own day from the first of its columns that tells one."""
        columns = self._day_columns()
        if columns and columns[0].part:
            return read_day(joined_day(columns, cells))
        read = [read_day(cells[column.index]) for column in columns]
        told = [day for day in read if day.tells_a_day or day.error]
        return told[0] if told else WrittenDay()

    def _of_the_day(self, draft: Draft, day: Dated) -> Iterator[Told]:
        column, about = next(iter(self._day_columns()), None), self.shape.day_field
        if not draft.written.tells_a_day and draft.written.error is None:
            yield Told(column, Problem(about, self.shape.no_day), Severity.ERROR)
            return
        if day.error is not None:
            yield Told(column, day.error, Severity.ERROR)
        elif draft.from_above and column is not None:
            yield Told(column, Problem(about, DAY_ABOVE), Severity.WARNING)
        if day.doubt is not None and not draft.from_above:
            yield Told(column, day.doubt, Severity.WARNING)

    def _tell(self, row: int, told: Told, cells: Mapping[int, Cell]) -> None:
        heading = told.column.heading if told.column else ""
        text = cell_text(cells.get(told.column.index)) if told.column else ""
        shown = shown_value(told.column.field if told.column else None, text)
        self.problems.append(LedgerProblem(row + 1, heading, shown, told.message, told.severity))

    def _tell_stray(self, row: int) -> None:
        for column in self.table.columns:
            cell = self.table.sheet.cell(row, column.index)
            counted = column.field is None and cell_text(cell).isdecimal()
            if cell is not None and not counted and column.field not in self.shape.written_ahead:
                shown = shown_cell(column, tidy_text(cell))
                told = Problem("row", STRAY_WORDS, {"value": shown})
                problem = LedgerProblem(row + 1, column.heading, shown, told, Severity.WARNING)
                self.problems.append(problem)
