"""What the ledgers on the table would become, asked once for each reading of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.importing import Outcome
    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.services.bringing_in.import_plans import ImportPlan
    from stationdesk.services.imports import Imports
    from stationdesk.ui.imports.tray import Find


class Plans:
    """Remembers the plan of every find until the records, or its reading, change."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._known: dict[object, tuple[Ledger, ImportPlan]] = {}

    def forget(self) -> None:
        """Ask for every plan anew: the records are others by now."""
        self._known.clear()

    def of(self, find: Find) -> ImportPlan:
        """Return what the ledger of ``find`` would become; it must be one that was recognised."""
        ledger, place = find.ledger, find.place
        assert ledger is not None
        assert place is not None
        known = self._known.get(find.key)
        if known is None or known[0] is not ledger:
            known = (ledger, self._imports.plan(find.file, place))
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
