"""Bringing hand-kept ledgers into the records: planned, then kept as one, then undone as one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.kinds import NAMING, READABLE, LedgerKind
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.services.bringing_in import entries, goods, loans, people, register
from stationdesk.services.bringing_in.duties import DutyRecords
from stationdesk.services.bringing_in.import_plans import ImportPlan, in_batches, sheets_told
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import files, imports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ImportId
    from stationdesk.domain.importing import ImportedRow, ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.domain.loan_importing import Choices, Lent, RegisterThing, Taken
    from stationdesk.domain.roster_importing import RosterPlanner
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.bringing_in.import_plans import Brought, Chosen
    from stationdesk.services.bringing_in.ledger_files import LedgerFile
    from stationdesk.services.context import Context
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.services.roster import Roster
    from stationdesk.services.volunteers import Volunteers

Tell: TypeAlias = "Callable[[int, int], None]"
"""Hears how many rows are kept, of how many."""

TOPICS = (
    Topic.INVENTORY,
    Topic.AMENITIES,
    Topic.LENDING,
    Topic.FEEDBACK,
    Topic.VOLUNTEERS,
    Topic.ROSTER,
    Topic.ATTENDANCE,
    Topic.IMPORTS,
)
NO_CHOICES: Choices = {}
NOT_KEPT = N_(
    "“{file}” holds the names of people; the file itself is not kept, so it cannot be saved."
)


class _Count:
    """Counts rows and says how many are done of how many."""

    def __init__(self, tell: Tell | None, total: int) -> None:
        self._tell, self._done, self._total = tell, 0, total

    def one_more(self) -> None:
        """Count one row."""
        self._done += 1
        if self._tell is not None:
            self._tell(self._done, self._total)


class Imports:
    """What a person can do with ledgers that were kept by hand.

    ``things`` are what a person said that the things of loan registers are, by their names in
    plain form; what fits one kind by itself needs no saying.
    """

    def __init__(
        self,
        context: Context,
        inventory: Inventory,
        amenities: Amenities,
        lending: Lending,
        feedback: Feedback,
        volunteers: Volunteers,
        roster: Roster,
        attendance: AttendanceDesk,
    ) -> None:
        self._context = context
        self._inventory = inventory
        self._amenities = amenities
        self._lending = lending
        self._feedback = feedback
        self._volunteers = volunteers
        self._duties = DutyRecords(context, volunteers, roster, attendance)

    def plan(
        self,
        file: LedgerFile,
        place: int,
        on: date | None = None,
        *,
        things: Choices = NO_CHOICES,
    ) -> ImportPlan:
        """Return what the ledger at ``place`` of the file would become.

        ``on`` is the day on which the ledger's figures were true; None means today.
        """
        return self.plans([(file, place)], on, things=things)[0]

    def plans(
        self, chosen: Chosen, on: date | None = None, *, things: Choices = NO_CHOICES
    ) -> list[ImportPlan]:
        """Return what each ledger would become, if registers came in one after the other."""
        day = on or self._context.today()
        loan_planner = loans.planner(self.lent_here(), things, self._context.today())
        entry_planner = entries.planner(self._feedback)
        list_planner = people.planner(self._volunteers, self._context.today())
        duty_planner = self._duty_planner(chosen)
        plans = []
        for file, place in chosen:
            ledger = file.ledgers[place]
            rows: Sequence[PlannedRow] = ()
            if ledger.table.kind is LedgerKind.STOCK:
                rows = goods.plan(self._inventory, ledger)
            elif ledger.table.kind is LedgerKind.AMENITY:
                rows = register.plan(self._amenities, ledger)
            elif ledger.table.kind is LedgerKind.LOAN:
                rows = loan_planner.plan(ledger.rows)
            elif ledger.table.kind is LedgerKind.FEEDBACK:
                rows = entry_planner.plan(ledger.rows)
            elif ledger.table.kind is LedgerKind.VOLUNTEER:
                rows = list_planner.plan(ledger.rows)
            elif ledger.table.kind is LedgerKind.ROSTER and duty_planner is not None:
                rows = duty_planner.plan(ledger.rows)
            plans.append(ImportPlan(file, ledger, day, tuple(rows)))
        return plans

    def things(self, chosen: Chosen, things: Choices = NO_CHOICES) -> list[RegisterThing]:
        """Return what the loan registers among ``chosen`` name, what fits nothing first."""
        ledgers = [file.ledgers[place] for file, place in chosen]
        registers = [each for each in ledgers if each.table.kind is LedgerKind.LOAN]
        return loans.things(registers, self.lent_here().values(), things)

    def lent_here(self) -> Mapping[Taken, Lent]:
        """Return what a register's things can be: the kinds, then goods not lent yet."""
        return loans.lent_here(self._lending, self._inventory)

    def bring_in(
        self,
        read: Sequence[LedgerFile],
        *,
        on: date | None = None,
        leave_out: bool = False,
        things: Choices = NO_CHOICES,
    ) -> Brought:
        """Bring in every readable ledger of the files, all of them or none.

        Raises:
            Refused: naming every row that cannot be brought in.
        """
        chosen = [(file, place) for file in read for place in file.readable()]
        return self.bring_in_chosen(chosen, on=on, leave_out=leave_out, things=things)

    def bring_in_chosen(
        self,
        chosen: Chosen,
        *,
        on: date | None = None,
        leave_out: bool = False,
        things: Choices = NO_CHOICES,
        tell: Tell | None = None,
    ) -> Brought:
        """Bring in these ledgers, all of them or none; what each became, in their order.

        The registers of one kind in one book are one import. One undo is offered for the whole.
        ``tell`` hears how many of all rows are kept; what it raises stops the import, and nothing
        is kept then. ``leave_out`` says that rows which cannot be understood shall stay behind.

        Raises:
            Refused: naming every row that cannot be brought in.
        """
        brought: dict[tuple[str, int], tuple[ImportPlan, ImportRun | None]] = {}
        left: list[Problem] = []
        count = _Count(tell, sum(len(file.ledgers[place].rows) for file, place in chosen))
        with self._context.deed(*TOPICS):
            for batch in in_batches(chosen):
                plans = self.plans(batch, on, things=things)
                if not leave_out:
                    left += [problem for plan in plans for problem in plan.left_out()]
                run = self._carry_out(plans, count.one_more)
                for (file, place), plan in zip(batch, plans, strict=True):
                    brought[file.sha256, place] = (plan, run if plan.changes_something else None)
            if left:
                raise Refused(left)
        told = [brought[file.sha256, place] for file, place in chosen]
        self._offer_whole([run for _plan, run in told if run is not None])
        return told

    def undo_all(self, import_ids: Sequence[ImportId]) -> None:
        """Take several imports back, the last one first, all of them or none.

        Raises:
            Refused: when goods that one of them brought in have left since.
        """
        with self._context.deed(*TOPICS):
            for import_id in sorted(import_ids, reverse=True):
                self.undo(import_id)

    def undo(self, import_id: ImportId) -> None:
        """Take an import back as a whole.

        Raises:
            Refused: when goods it brought in have left since, or loans, entries or duties it
                brought in were gone on with; nothing is taken back then.
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
            if run.kind is LedgerKind.LOAN:
                loans.take_out(self._lending, run)
            elif run.kind is LedgerKind.FEEDBACK:
                self._feedback.undo_imported(run.id)
            elif run.kind is LedgerKind.VOLUNTEER:
                people.take_out(self._context, self._volunteers, run)
            elif run.kind is LedgerKind.ROSTER:
                self._duties.take_out(run, reason)
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
        return [row for row in imports.rows_of(import_id) if row.sheet_row]

    def original(self, run: ImportRun) -> bytes:
        """Return the file as it was handed in.

        Raises:
            Refused: for a book that names people; only its digest is kept.
        """
        content = files.content_of(run.sha256)
        if not content:
            raise Refused([Problem("import", NOT_KEPT, {"file": run.file_name})])
        return content

    def _duty_planner(self, chosen: Chosen) -> RosterPlanner | None:
        """Return what plans the rosters among ``chosen``; None where there is none."""
        ledgers = [file.ledgers[place] for file, place in chosen]
        rosters = [each for each in ledgers if each.table.kind is LedgerKind.ROSTER]
        if not rosters:
            return None
        return self._duties.planner(row for each in rosters for row in each.rows)

    def _carry_out(self, plans: Sequence[ImportPlan], tell: Callable[[], None]) -> ImportRun | None:
        """Keep what the plans of one batch say as one import; None where they say nothing new."""
        if plans[0].kind not in READABLE or not any(plan.changes_something for plan in plans):
            return None
        file, kept = plans[0].file, not _names_people(plans[0].file.ledgers)
        run = imports.add_run(
            imports.NewRun(
                kind=plans[0].kind,
                file_name=file.name,
                sha256=files.keep(file.content) if kept else files.keep_digest(file.content),
                sheet=sheets_told(plans),
                business_date=plans[0].on,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
                rows_read=sum(len(plan.rows) for plan in plans),
            )
        )
        rows = [row for plan in plans for row in plan.rows]
        imports.add_rows(run.id, self._keep(run, rows, tell))
        after: dict[str, object] = {"number": run.number, "file": run.file_name}
        after["rows"] = run.rows_read
        if not kept:
            after |= imports.ORIGINAL_NOT_KEPT
        self._context.note("import", run.uid, "bring in", after=after)
        return run

    def _keep(
        self, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
    ) -> list[ImportedRow]:
        if run.kind is LedgerKind.AMENITY:
            return register.carry_out(self._amenities, self._inventory, run, rows, tell)
        if run.kind is LedgerKind.LOAN:
            return loans.carry_out(self._lending, run, rows, tell)
        if run.kind is LedgerKind.FEEDBACK:
            return entries.carry_out(self._feedback, run, rows, tell)
        if run.kind is LedgerKind.VOLUNTEER:
            return people.carry_out(self._volunteers, run, rows, tell)
        if run.kind is LedgerKind.ROSTER:
            return self._duties.carry_out(run, rows, tell)
        return goods.carry_out(self._inventory, run, rows, tell)

    def _offer_whole(self, runs: Sequence[ImportRun]) -> None:
        """Offer one way back for everything that was brought in together."""
        by_id = {run.id: run for run in runs}
        if not by_id:
            return
        undo = partial(self.undo_all, list(by_id))
        if len(by_id) == 1:
            phrase, values = N_("“{file}” was brought in."), {"file": runs[0].file_name}
            self._context.offer_undo(Undo(phrase, values, undo))
        else:
            counted = {"count": len(by_id)}
            self._context.offer_undo(Undo(N_("{count} ledgers were brought in."), counted, undo))

    def _take_out(self, row: ImportedRow, reason: str) -> None:
        if row.entity == "item":
            for item in self._inventory.items():
                if item.uid == row.entity_uid:
                    self._inventory.archive_item(item.id)
        elif row.entity == "amenity":
            for line in self._amenities.register(with_retired=True):
                if line.amenity.uid == row.entity_uid:
                    register.take_out(self._amenities, line.amenity, reason)


def _names_people(ledgers: Sequence[Ledger]) -> bool:
    """Tell whether a book names people on any of its sheets, brought in or not."""
    return any(ledger.table.kind in NAMING for ledger in ledgers)
