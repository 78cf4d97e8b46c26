"""What bringing in ledgers would do, and which of them come in as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.kinds import TOGETHER, LedgerKind
from stationdesk.domain.ledgers.tables import LedgerProblem, Severity
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_, _
from stationdesk.services.bringing_in.left_rows import UNCLEAR, LeftRows, left_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.services.bringing_in.ledger_files import LedgerFile

    Chosen = Sequence[tuple[LedgerFile, int]]
    """Ledgers, each a file and its place therein."""
    Brought = list[tuple["ImportPlan", ImportRun | None]]
    """Each ledger's plan, with the import it came in with; None where it said nothing new."""

LEFT_ROW = N_("“{file}”, sheet “{sheet}”, row {row}: {why}")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What bringing in one ledger would do, as the records stand now."""

    file: LedgerFile
    ledger: Ledger
    on: date
    rows: tuple[PlannedRow, ...]

    @property
    def kind(self) -> LedgerKind:
        """What the ledger is about."""
        return self.ledger.table.kind

    def counts(self) -> dict[Outcome, int]:
        """Return how many rows become what."""
        return dict(Counter(row.outcome for row in self.rows))

    @property
    def changes_something(self) -> bool:
        """Tell whether any row brings something that the records do not have."""
        return any(row.outcome not in (Outcome.UNCHANGED, Outcome.LEFT) for row in self.rows)

    def left_rows(self) -> LeftRows:
        """Return the rows that stay behind, ready to be written as a workbook to correct."""
        return left_rows(self.file.name, self.ledger, self.rows)

    def problems(self) -> list[LedgerProblem]:
        """Return what is doubtful about the rows, and why rows are left that could be read."""
        told = list(self.ledger.problems)
        known = {problem.row for problem in told if problem.severity is Severity.ERROR}
        read = {(problem.row, str(problem.message)) for problem in told}
        told += [
            LedgerProblem(row.row.row, "", "", row.why, Severity.ERROR)
            for row in self.rows
            if row.why is not None
            and (self._is_roster or row.row.row not in known)
            and (row.row.row, str(row.why)) not in read
        ]
        told += [
            LedgerProblem(row.row.row, "", "", doubt, Severity.WARNING)
            for row in self.rows
            for doubt in row.doubts
        ]
        return sorted(told, key=lambda problem: problem.row)

    def left_out(self) -> list[Problem]:
        """Return a sentence for every row that cannot be brought in as it stands."""
        told = {p.row: p.message for p in self.ledger.problems if p.severity is Severity.ERROR}
        return [
            Problem(
                "row",
                LEFT_ROW,
                {
                    "file": self.file.name,
                    "sheet": self.ledger.table.sheet.name,
                    "row": row.row.row,
                    "why": self._why(row, told.get(row.row.row)) or _(UNCLEAR),
                },
            )
            for row in self.rows
            if row.outcome is Outcome.LEFT
        ]

    @property
    def _is_roster(self) -> bool:
        """Tell whether a row of the sheet holds several rows of the plan, each with its reason."""
        return self.kind is LedgerKind.ROSTER

    def _why(self, row: PlannedRow, told: Problem | None) -> Problem | None:
        return row.why or told if self._is_roster else told or row.why


def in_batches(chosen: Chosen) -> list[list[tuple[LedgerFile, int]]]:
    """Return the ledgers in the batches that make one import each, in the order they come in.

    That are single ledgers, but all registers of one kind in a book together. Registers come last:
    what they say is still out must be among the goods.
    """
    batches: dict[object, list[tuple[LedgerFile, int]]] = {}
    for file, place in chosen:
        kind = file.ledgers[place].table.kind
        key = (file.sha256, kind) if kind in TOGETHER else (file.sha256, kind, place)
        batches.setdefault(key, []).append((file, place))
    return sorted(batches.values(), key=_is_register)


def sheets_told(plans: Iterable[ImportPlan]) -> str:
    """Return the sheets of one import in a word: 1月, or 1月 … 12月."""
    names = list(dict.fromkeys(plan.ledger.table.sheet.name for plan in plans))
    return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}"


def _is_register(batch: Chosen) -> bool:
    file, place = batch[0]
    return file.ledgers[place].table.kind in TOGETHER
