"""The rows of a sheet as the preview shows them: what stands there, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.cells import MergedCells, cell_text
from stationdesk.domain.ledgers.kinds import NAMING, READABLE, field_name, fields_of
from stationdesk.domain.ledgers.personal_cells import shown_cell
from stationdesk.domain.ledgers.tables import LedgerProblem, Severity
from stationdesk.domain.masking import masked
from stationdesk.domain.sheets import column_letters
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.domain.importing import PlannedRow
    from stationdesk.domain.ledgers.kinds import LedgerKind
    from stationdesk.domain.ledgers.tables import LedgerColumn, LedgerTable
    from stationdesk.domain.sheets import Sheet
    from stationdesk.services.bringing_in.import_plans import ImportPlan

OUTCOME_MARKS = {
    Outcome.NEW: Mark(N_("Becomes new"), Tone.GOOD),
    Outcome.ADDED: Mark(N_("Becomes more"), Tone.GOOD),
    Outcome.COUNTED: Mark(N_("Count differs"), Tone.WARNING),
    Outcome.UNCHANGED: Mark(N_("Is there already"), Tone.NEUTRAL),
    Outcome.LEFT: Mark(N_("Is left out"), Tone.BAD),
}
NO_RECORD = Mark(N_("No record"), Tone.NEUTRAL)
"""Headings of sections, sums, signatures: lines that are passed over on purpose."""
SEVERITY_MARKS = {
    Severity.ERROR: Mark(N_("Mistake"), Tone.BAD),
    Severity.WARNING: Mark(N_("Look at it"), Tone.WARNING),
}
NOT_READ = N_("Not read")
WIDEST, NARROWEST = 14, 6
ROOM_FOR_CHOICE = 4
"""Hanzi that the arrow and the edges of a drop-down take beside its words."""
_MOST_TELLING = (
    Outcome.LEFT,
    Outcome.NEW,
    Outcome.ADDED,
    Outcome.COUNTED,
    Outcome.UNCHANGED,
)
"""What a row shows that holds several records: first of all what is left out of it."""
SAMPLED_ROWS = 60
FIRST_WIDE = 0x2E80
"""From this code point on letters are as wide as they are high."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the sheet: its number from 1, its state, and by how much it changes the stock."""

    number: int
    mark: Mark
    change: int | None
    doubtful: bool


class SheetColumn(Column[PreviewRow]):
    """A column headed by what stands in the sheet, which is nobody's phrase to translate."""

    def heading(self) -> str:
        """Return the heading as it is written."""
        return self.title


OWN_COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column("row", N_("Sheet row"), Kind.COUNT, lambda row: row.number, 3),
    Column("becomes", N_("What it becomes"), Kind.STATE, lambda row: row.mark, 5),
    Column("change", N_("Change"), Kind.COUNT, lambda row: row.change, 3),
)
"""What the preview says about each row, before the sheet's own columns."""

PROBLEMS: tuple[Column[LedgerProblem], ...] = (
    Column("severity", N_("Severity"), Kind.STATE, lambda told: SEVERITY_MARKS[told.severity], 4),
    Column("row", N_("Sheet row"), Kind.COUNT, lambda told: told.row or None, 3),
    Column("column", N_("Heading"), Kind.TEXT, lambda told: told.column, 6),
    Column("value", N_("What stands there"), Kind.TEXT, lambda told: told.value, 7),
    Column("message", N_("What is wrong"), Kind.TEXT, lambda told: str(told.message), 20, True),
)


def preview_rows(plan: ImportPlan) -> list[PreviewRow]:
    """Return every row below the heading in which anything stands, from the top."""
    table = plan.ledger.table
    planned: dict[int, list[PlannedRow]] = {}
    for row in plan.rows:
        planned.setdefault(row.row.row, []).append(row)
    told: dict[int, list[LedgerProblem]] = {}
    for problem in plan.ledger.problems:
        told.setdefault(problem.row, []).append(problem)
    last = min(table.last_row, len(table.sheet.rows))
    columns = [column.index for column in table.columns]
    return [
        _row(number, planned.get(number, ()), told.get(number, ()))
        for number in range(table.header_row + 1, last + 1)
        if number in planned or _says_anything(table.sheet, number, columns)
    ]


def field_words(kind: LedgerKind, field: str | None) -> str:
    """Return what a column is read as, in words; fields of kinds that stay out are not read."""
    return _(field_name(kind, field) if field in fields_of(kind) else NOT_READ)


def bare_rows(sheet: Sheet) -> list[PreviewRow]:
    """Return all rows of a sheet in which no ledger was found."""
    return [
        PreviewRow(number, NO_RECORD, None, doubtful=False)
        for number, row in enumerate(sheet.rows, start=1)
        if row
    ]


def ledger_columns(table: LedgerTable) -> list[Column[PreviewRow]]:
    """Return a column for each of the table's, as wide as what stands in it."""
    cells = MergedCells(table.sheet)
    first = table.header_row
    sampled = range(first, min(first + SAMPLED_ROWS, len(table.sheet.rows)))
    return [
        SheetColumn(
            f"sheet_{column.index}",
            column.heading or column_letters(column.index),
            Kind.TEXT,
            _reader(table, cells, column),
            max(
                _width([_cell(cells, row, column.index) for row in sampled]),
                round(_letters(field_words(table.kind, column.field)) + ROOM_FOR_CHOICE),
            ),
        )
        for column in table.columns
    ]


def _reader(
    table: LedgerTable, cells: MergedCells, column: LedgerColumn
) -> Callable[[PreviewRow], str]:
    """Return how a column's cells are shown; of people no more than tells them apart."""
    if table.kind in NAMING:
        return partial(_shown_of_register, cells, column)
    return partial(_shown if table.kind in READABLE else _shown_masked, cells, column.index)


def sheet_columns(sheet: Sheet) -> list[Column[PreviewRow]]:
    """Return the columns of a sheet without a ledger, by their letters."""
    cells = MergedCells(sheet)
    width = max((len(row) for row in sheet.rows), default=0)
    return [
        SheetColumn(
            f"sheet_{index}",
            column_letters(index),
            Kind.TEXT,
            partial(_shown_masked, cells, index),
            _width([_cell(cells, row, index) for row in range(SAMPLED_ROWS)]),
        )
        for index in range(width)
    ]


def _row(number: int, planned: Sequence[PlannedRow], told: Sequence[LedgerProblem]) -> PreviewRow:
    if planned:
        doubtful = bool(told) or any(row.doubts for row in planned)
        outcomes = {row.outcome for row in planned}
        mark = OUTCOME_MARKS[next(each for each in _MOST_TELLING if each in outcomes)]
        change = sum(row.difference for row in planned)
        return PreviewRow(number, mark, change or None, doubtful=doubtful)
    lost = any(problem.severity is Severity.ERROR for problem in told)
    mark = OUTCOME_MARKS[Outcome.LEFT] if lost else NO_RECORD
    return PreviewRow(number, mark, None, doubtful=bool(told))


def _says_anything(sheet: Sheet, number: int, columns: Sequence[int]) -> bool:
    return any(sheet.cell(number - 1, index) is not None for index in columns)


def _shown(cells: MergedCells, index: int, row: PreviewRow) -> str:
    return _cell(cells, row.number - 1, index)


def _shown_of_register(cells: MergedCells, column: LedgerColumn, row: PreviewRow) -> str:
    """Return a cell of a register with names and phones masked."""
    return shown_cell(column, _shown(cells, column.index, row))


def _shown_masked(cells: MergedCells, index: int, row: PreviewRow) -> str:
    """Return the cell as a list of people may show it: nothing of it can come in yet."""
    return masked(_shown(cells, index, row))


def _cell(cells: MergedCells, row: int, index: int) -> str:
    """Return what a cell shows; one merged over several columns shows it once, at its left."""
    merge = cells.at(row, index)
    return "" if merge is not None and index > merge.left else cell_text(cells.shown(row, index))


def _width(texts: Sequence[str]) -> int:
    """Return a width in hanzi that most of the texts fit; two Latin letters are about one."""
    widths = sorted(_letters(text) for text in texts if text)
    usual = widths[len(widths) * 9 // 10] if widths else 0
    return max(NARROWEST, min(WIDEST, round(usual) + 1))


def _letters(text: str) -> float:
    """Return how wide ``text`` is, in hanzi."""
    return sum(1 if ord(letter) > FIRST_WIDE else 0.55 for letter in text)
