"""The rows of a ledger that need a person's hand, as a workbook to be set right and read again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from stationdesk.documents.papers import Paper
from stationdesk.documents.papers import table as table_of
from stationdesk.documents.saving import file_name
from stationdesk.documents.workbooks.writing import write_workbook
from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.cells import MergedCells, cell_text
from stationdesk.domain.ledgers.kinds import NAMING, LedgerKind
from stationdesk.domain.ledgers.personal_cells import shown_cell
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stationdesk.domain.importing import PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger, LedgerColumn, LedgerTable

UNCLEAR = N_("The quantity or the name is missing or unclear.")


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is not brought in: its sheet row from 1, its cells by column, and why."""

    row: int
    cells: dict[int, str]
    why: str


@dataclass(frozen=True, slots=True)
class LeftRows:
    """Everything of one ledger that stays behind, ready to be written on any thread."""

    title: str
    columns: tuple[Column[LeftRow], ...]
    rows: tuple[LeftRow, ...]

    def file_name(self, ending: str) -> str:
        """Return a name to propose."""
        return file_name(_("{file} to correct").format(file=self.title), ending)

    def write(self, path: Path) -> None:
        """Write the rows below their own headings, so that the corrected file can be read again.

        Raises:
            Refused: when ``path`` cannot be written.
        """
        write_workbook([Paper(self.title, (table_of(self.columns, self.rows),))], path)


def left_rows(file: str, ledger: Ledger, planned: Sequence[PlannedRow]) -> LeftRows:
    """Return the rows of a ledger that are not brought in, with what is wrong about each.

    These are rows whose name or quantity is missing or unclear; lines that are no record at all,
    such as sums and signatures, are not among them. Of visitors no more is told than on a
    screen: a register is set right in the station's own file.
    """
    reasons: dict[int, list[str]] = {}
    otherwise: dict[int, list[str]] = {}
    for row in planned:
        if row.outcome is Outcome.LEFT:
            reasons[row.row.row] = []
            told = otherwise.setdefault(row.row.row, [])
            told.append(str(row.why or _(UNCLEAR)))
    known = {row.row for row in ledger.rows}
    for problem in ledger.problems:
        lost = problem.severity is Severity.ERROR and problem.row > ledger.table.header_row
        if lost and (problem.row in reasons or problem.row not in known):
            reasons.setdefault(problem.row, []).append(str(problem.message))
    merged = MergedCells(ledger.table.sheet)
    columns = [column for column in ledger.table.columns if column.heading]
    rows = tuple(
        LeftRow(
            row,
            {
                column.index: _shown(
                    ledger.table, column, cell_text(merged.shown(row - 1, column.index))
                )
                for column in columns
            },
            _why(ledger.table, reasons[row], otherwise.get(row, [])),
        )
        for row in sorted(reasons)
    )
    return LeftRows(PurePath(file).stem, _columns(ledger.table), rows)


def _why(table: LedgerTable, read: list[str], planned: list[str]) -> str:
    """Return why a row is left: what its cells say, else the records.

    A roster's row holds many records, each with its own reason.
    """
    told = [*read, *planned] if table.kind is LedgerKind.ROSTER else read or planned
    return " ".join(dict.fromkeys(told)) or _(UNCLEAR)


def _columns(table: LedgerTable) -> tuple[Column[LeftRow], ...]:
    """Return the ledger's own columns, and two that the reader of ledgers passes over."""
    own = [
        Column(
            f"column_{column.index}",
            column.heading,
            Kind.TEXT,
            partial(_cell, index=column.index),
            grows=column.field == "name",
        )
        for column in table.columns
        if column.heading
    ]
    return (
        Column("row", N_("Row number"), Kind.COUNT, lambda row: row.row, 4),
        *own,
        Column("why", N_("What is wrong"), Kind.TEXT, lambda row: row.why, 16, grows=True),
    )


def _shown(table: LedgerTable, column: LedgerColumn, text: str) -> str:
    return shown_cell(column, text) if table.kind in NAMING else text


def _cell(row: LeftRow, index: int) -> str:
    return row.cells[index]
