"""Bringing hand-kept ledgers into the records: planned, then kept as one, then undone as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.kinds import READABLE, LedgerKind
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.services.bringing_in import goods, register
from stationdesk.services.bringing_in.left_rows import LeftRows, left_rows
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import files, imports

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from stationdesk.domain.ids import ImportId
    from stationdesk.domain.importing import ImportedRow, ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.bringing_in.ledger_files import LedgerFile
    from stationdesk.services.context import Context
    from stationdesk.services.inventory import Inventory

Tell: TypeAlias = "Callable[[int, int], None]"
"""Hears how many rows are kept, of how many."""

TOPICS = (Topic.INVENTORY, Topic.AMENITIES, Topic.IMPORTS)
ALREADY = N_("“{file}” says nothing new; nothing was changed.")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What bringing in one ledger would do, as the records stand now."""

    file: LedgerFile
    ledger: Ledger
    on: date
    rows: tuple[PlannedRow, ...]

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

    def left_out(self) -> list[Problem]:
        """Return a sentence for every row that cannot be brought in as it stands."""
        told = {p.row: p for p in self.ledger.problems if p.severity is Severity.ERROR}
        phrase = N_("“{file}”, sheet “{sheet}”, row {row}: {why}")
        unclear = _("The quantity or the name is missing or unclear.")
        return [
            Problem(
                "row",
                phrase,
                {
                    "file": self.file.name,
                    "sheet": self.ledger.table.sheet.name,
                    "row": row.row.row,
                    "why": told[row.row.row].message if row.row.row in told else unclear,
                },
            )
            for row in self.rows
            if row.outcome is Outcome.LEFT
        ]


class _Count:
    """Counts rows and says how many are done of how many."""

    def __init__(self, tell: Tell | None, total: int) -> None:
        self._tell, self._done, self._total = tell, 0, total

    def one_more(self) -> None:
        """Count one row."""
        self._done += 1
        if self._tell is not None:
            self._tell(self._done, self._total)


def _nobody() -> None:
    """Tell nobody how far it is."""


class Imports:
    """What a person can do with ledgers that were kept by hand."""

    def __init__(
        self,
        context: Context,
        inventory: Inventory,
        amenities: Amenities,
    ) -> None:
        self._context = context
        self._inventory = inventory
        self._amenities = amenities

    def plan(self, file: LedgerFile, place: int, on: date | None = None) -> ImportPlan:
        """Return what the ledger at ``place`` of the file would become.

        ``on`` is the day on which the ledger's figures were true; None means today.
        """
        ledger = file.ledgers[place]
        if ledger.table.kind is LedgerKind.STOCK:
            rows = goods.plan(self._inventory, ledger)
        elif ledger.table.kind is LedgerKind.AMENITY:
            rows = register.plan(self._amenities, ledger)
        else:
            rows = []
        return ImportPlan(file, ledger, on or self._context.today(), tuple(rows))

    def carry_out(
        self,
        plan: ImportPlan,
        *,
        leave_out: bool = False,
        tell: Callable[[], None] | None = None,
    ) -> ImportRun | None:
        """Keep what the plan says as one import, which can be undone whole.

        ``leave_out`` says that rows which cannot be understood shall stay behind; ``tell`` is
        called for every row.

        Returns:
            The import; None when the ledger says nothing that the records do not have.

        Raises:
            Refused: naming every row that cannot be brought in; nothing is kept then.
        """
        if not leave_out and (left := plan.left_out()):
            raise Refused(left)
        if plan.ledger.table.kind not in READABLE or not plan.changes_something:
            return None
        with self._context.deed(*TOPICS):
            run = self._add_run(plan)
            imports.add_rows(run.id, self._keep(run, plan.rows, tell or _nobody))
            after = {"number": run.number, "file": run.file_name, "rows": run.rows_read}
            self._context.note("import", run.uid, "bring in", after=after)
        phrase = N_("“{file}” was brought in.")
        undo = partial(self.undo, run.id)
        self._context.offer_undo(Undo(phrase, {"file": run.file_name}, undo))
        return run

    def bring_in(
        self, read: Sequence[LedgerFile], *, on: date | None = None, leave_out: bool = False
    ) -> list[tuple[ImportPlan, ImportRun | None]]:
        """Bring in every readable ledger of the files, all of them or none.

        Raises:
            Refused: naming every row that cannot be brought in.
        """
        brought: list[tuple[ImportPlan, ImportRun | None]] = []
        left: list[Problem] = []
        with self._context.deed(*TOPICS):
            for file in read:
                for place in file.readable():
                    plan = self.plan(file, place, on)
                    left += [] if leave_out else plan.left_out()
                    brought.append((plan, self.carry_out(plan, leave_out=True)))
            if left:
                raise Refused(left)
        return brought

    def bring_in_chosen(
        self,
        chosen: Sequence[tuple[LedgerFile, int]],
        *,
        on: date | None = None,
        leave_out: bool = False,
        tell: Tell | None = None,
    ) -> list[tuple[ImportPlan, ImportRun | None]]:
        """Bring in these ledgers, each a file and its place therein, all of them or none.

        One undo is offered for the whole. ``tell`` hears how many of all rows are kept; what it
        raises stops the import, and nothing is kept then.

        Raises:
            Refused: naming every row that cannot be brought in.
        """
        brought: list[tuple[ImportPlan, ImportRun | None]] = []
        left: list[Problem] = []
        count = _Count(tell, sum(len(file.ledgers[place].rows) for file, place in chosen))
        with self._context.deed(*TOPICS):
            for file, place in chosen:
                plan = self.plan(file, place, on)
                left += [] if leave_out else plan.left_out()
                run = self.carry_out(plan, leave_out=True, tell=count.one_more)
                brought.append((plan, run))
            if left:
                raise Refused(left)
        self._offer_whole([run for _plan, run in brought if run is not None])
        return brought

    def undo_all(self, import_ids: Sequence[ImportId]) -> None:
        """Take several imports back, the last one first, all of them or none.

        Raises:
            Refused: when goods that one of them brought in have left since.
        """
        with self._context.deed(*TOPICS):
            for import_id in reversed(import_ids):
                self.undo(import_id)

    def undo(self, import_id: ImportId) -> None:
        """Take an import back as a whole.

        Raises:
            Refused: when goods it brought in have left since; nothing is taken back then.
        """
        run = imports.run(import_id)
        if run.undone_at is not None:
            phrase = N_("The import {number} was taken back already.")
            raise Refused([Problem("import", phrase, {"number": run.number})])
        reason = _("Import {number} taken back").format(number=run.number)
        with self._context.deed(*TOPICS):
            for document_id in imports.documents_of(import_id):
                if self._inventory.document(document_id).can_be_reversed:
                    self._inventory.reverse(document_id, reason)
            for row in imports.rows_of(import_id):
                if row.outcome is Outcome.NEW and row.entity_uid:
                    self._take_out(row, reason)
            imports.mark_undone(import_id, self._context.recorded_at(), self._context.who())
            self._context.note("import", run.uid, "undo", before={"number": run.number})

    def runs(self) -> list[ImportRun]:
        """Return all imports, the newest first."""
        return imports.runs()

    def rows_of(self, import_id: ImportId) -> list[ImportedRow]:
        """Return what the rows of an import became."""
        return imports.rows_of(import_id)

    def original(self, run: ImportRun) -> bytes:
        """Return the file as it was handed in."""
        return files.content_of(run.sha256)

    def _add_run(self, plan: ImportPlan) -> ImportRun:
        return imports.add_run(
            imports.NewRun(
                kind=plan.ledger.table.kind,
                file_name=plan.file.name,
                sha256=files.keep(plan.file.content),
                sheet=plan.ledger.table.sheet.name,
                business_date=plan.on,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
                rows_read=len(plan.rows),
            )
        )

    def _keep(
        self, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
    ) -> list[ImportedRow]:
        if run.kind is LedgerKind.AMENITY:
            return register.carry_out(self._amenities, self._inventory, run, rows, tell)
        return goods.carry_out(self._inventory, run, rows, tell)

    def _offer_whole(self, runs: Sequence[ImportRun]) -> None:
        """Offer one way back for everything that was brought in together."""
        if not runs:
            return
        undo = partial(self.undo_all, [run.id for run in runs])
        if len(runs) == 1:
            phrase, values = N_("“{file}” was brought in."), {"file": runs[0].file_name}
            self._context.offer_undo(Undo(phrase, values, undo))
        else:
            counted = {"count": len(runs)}
            self._context.offer_undo(Undo(N_("{count} ledgers were brought in."), counted, undo))

    def _take_out(self, row: ImportedRow, reason: str) -> None:
        if row.entity == "item":
            for item in self._inventory.items():
                if item.uid == row.entity_uid:
                    self._inventory.archive_item(item.id)
            return
        for line in self._amenities.register(with_retired=True):
            if line.amenity.uid == row.entity_uid:
                register.take_out(self._amenities, line.amenity, reason)
