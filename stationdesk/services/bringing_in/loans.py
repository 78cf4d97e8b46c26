"""Bringing the rows of hand-kept loan registers into the loan ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.importing import ImportedRow, Outcome, plain
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.loan_importing import (
    AsKind,
    AsPool,
    LoanPlanner,
    PlannedLoan,
    RegisterThing,
    Room,
    lendable_item,
    lent_kind,
    taken_for,
)
from stationdesk.domain.settings import settings_from
from stationdesk.store import fitness, imports, loan_records, loans, settings, stock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ItemId, LoanKindId
    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.domain.loan_importing import Choices, Lent, Taken
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending


def lent_here(lending: Lending, inventory: Inventory) -> dict[Taken, Lent]:
    """Return what a register's things can be taken for: the kinds, then goods not lent yet."""
    kinds = [lent_kind(kind) for kind in lending.kinds()]
    lent = {each.kind.item.id for each in kinds if each.kind and each.kind.item}
    items = [lendable_item(item) for item in inventory.items() if item.id not in lent]
    return {each.taken: each for each in (*kinds, *items)}


def things(
    ledgers: Iterable[Ledger], lent: Iterable[Lent], choices: Choices
) -> list[RegisterThing]:
    """Return what the registers call their things, those that fit nothing first."""
    known = list(lent)
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for ledger in ledgers:
        for row in ledger.rows:
            if isinstance(name := row.values.get("item"), str):
                names.setdefault(plain(name), name)
                counts[plain(name)] += 1
    found = [
        RegisterThing(name, counts[key], taken_for(name, known, choices))
        for key, name in names.items()
    ]
    return sorted(found, key=lambda each: (each.taken is not None, -each.rows, each.name))


def planner(lent: Mapping[Taken, Lent], choices: Choices, today: date) -> LoanPlanner:
    """Return what plans registers one after the other, as the records stand now."""
    return LoanPlanner(
        lent,
        choices,
        imports.known_fingerprints(LedgerKind.LOAN),
        {taken: _room(each) for taken, each in lent.items()},
        today=today,
        retention_days=settings_from(settings.stored()).retention_days,
    )


def carry_out(
    lending: Lending, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
) -> list[ImportedRow]:
    """Keep what the rows say, as a part of the import's deed; return what each became.

    Pools that have to be set up for them come first, as rows of the number 0. ``tell`` is called
    for every row.
    """
    desk = _RegisterComesIn(lending, run)
    kept = []
    for row in rows:
        tell()
        kept.append(desk.keep(row))
    return [*desk.kinds_set_up, *kept]


def take_out(lending: Lending, run: ImportRun) -> None:
    """Void the loans of an import that is undone, and put away the pools set up for it.

    A pool of which the desk has lent since stays.
    """
    lending.undo_imported(run.id)
    for row in imports.rows_of(run.id):
        if row.entity == "loan_kind":
            for kind in lending.kinds():
                if kind.uid == row.entity_uid and not imports.is_lent(kind.id):
                    lending.archive_kind(kind.id)


def _room(lent: Lent) -> Room:
    """Return the pieces of a pool; only loans that are out still are held against it."""
    if isinstance(lent.taken, AsPool):
        return Room(stock.item_changes(lent.taken.item_id), [])
    kind = lent.kind
    if kind is None or kind.item is None:
        return Room([], [])
    claimed = [*loans.out_changes(kind.id), *fitness.unfit_changes(kind.id)]
    return Room(stock.item_changes(kind.item.id), claimed)


class _RegisterComesIn:
    """One register on its way into the ledger; ``kinds_set_up`` are the pools made for it."""

    def __init__(self, lending: Lending, run: ImportRun) -> None:
        self._lending = lending
        self._run = run
        self._kind_ids: dict[ItemId, LoanKindId] = {}
        self.kinds_set_up: list[ImportedRow] = []

    def keep(self, row: PlannedRow) -> ImportedRow:
        """Keep one row, and say what it became."""
        if not isinstance(row, PlannedLoan) or row.loan is None or row.lent is None:
            return ImportedRow(row.row.row, row.fingerprint, row.outcome, "", "")
        loan = replace(row.loan, kind_id=self._kind_id(row.lent))
        uid = loan_records.uid_of(self._lending.bring_in_loan(loan, self._run.id))
        return ImportedRow(row.row.row, row.fingerprint, row.outcome, "loan", uid)

    def _kind_id(self, lent: Lent) -> LoanKindId:
        if isinstance(lent.taken, AsKind):
            return lent.taken.kind_id
        item_id = lent.taken.item_id
        if item_id not in self._kind_ids:
            kind_id = self._lending.add_kind(self._wish(item_id, lent.name))
            uid = self._lending.kind(kind_id).uid
            self._kind_ids[item_id] = kind_id
            self.kinds_set_up.append(ImportedRow(0, "", Outcome.NEW, "loan_kind", uid))
        return self._kind_ids[item_id]

    def _wish(self, item_id: ItemId, name: str) -> NewLoanKind:
        """Return the item as a pool, lent in the usual way where there is one."""
        proposed = (each for each in self._lending.proposals() if each.item_id == item_id)
        plain_pool = NewLoanKind(name=name, mode=LoanMode.POOL, item_id=item_id)
        return next(proposed, plain_pool)
