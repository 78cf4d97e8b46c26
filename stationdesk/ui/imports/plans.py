"""What the ledgers on the table would become, asked once for each reading of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.kinds import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.importing import Outcome
    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.domain.loan_importing import Choices, RegisterThing
    from stationdesk.services.bringing_in.import_plans import ImportPlan
    from stationdesk.services.imports import Imports
    from stationdesk.ui.imports.tray import Find


class Plans:
    """Remembers the plan of every find until the records, or its reading, change."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._known: dict[object, tuple[Ledger, ImportPlan]] = {}
        self._together: list[Ledger] = []
        self._choices: Choices = {}
        self.things: list[RegisterThing] = []
        """What the loan registers that are wanted name, with what each is taken for."""

    def forget(self) -> None:
        """Ask for every plan anew: the records are others by now."""
        self._known.clear()
        self._together, self._choices, self.things = [], {}, []

    def lay_out(self, wanted: Sequence[Find], choices: Choices) -> None:
        """Plan the loan registers among ``wanted`` one after the other, as they would come in."""
        registers = [find for find in wanted if find.goes_on]
        ledgers = [find.ledger for find in registers if find.ledger is not None]
        if choices == self._choices and _are_same(ledgers, self._together):
            return
        self._known = {
            key: known for key, known in self._known.items() if known[0].table.kind not in TOGETHER
        }
        self._together, self._choices = ledgers, dict(choices)
        chosen = [(find.file, find.place) for find in registers if find.place is not None]
        plans = self._imports.plans(chosen, things=choices)
        for find, ledger, plan in zip(registers, ledgers, plans, strict=True):
            self._known[find.key] = (ledger, plan)
        self.things = self._imports.things(chosen, choices)

    def of(self, find: Find) -> ImportPlan:
        """Return what the ledger of ``find`` would become; it must be one that was recognised."""
        ledger, place = find.ledger, find.place
        assert ledger is not None
        assert place is not None
        known = self._known.get(find.key)
        if known is None or known[0] is not ledger:
            known = (ledger, self._imports.plan(find.file, place, things=self._choices))
            self._known[find.key] = known
        return known[1]

    def totals(self, finds: Iterable[Find]) -> tuple[Counter[Outcome], int]:
        """Return how many rows of all ``finds`` become what, and how many stay behind."""
        counts: Counter[Outcome] = Counter()
        left = 0
        for find in finds:
            plan = self.of(find)
            counts.update(plan.counts())
            left += len(plan.left_rows().rows)
        return counts, left


def _are_same(some: Sequence[Ledger], others: Sequence[Ledger]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))
