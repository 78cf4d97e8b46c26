"""What of the lending desk stands on the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending import reminders as rules
from stationdesk.services.loan_desk.holds import Holds
from stationdesk.services.loan_desk.overdue import Overdue
from stationdesk.services.loan_desk.pieces import Pieces
from stationdesk.store import fitness, loan_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.reminders import Reminder


class Reminders(Pieces, Overdue, Holds):
    """Reading only."""

    def reminders(self, on: date | None = None) -> Iterator[Reminder]:
        """Give what is late, waits to be picked up, lies unmended, or lacks parts."""
        day = on or self._context.today()
        yield from rules.overdue_reminders(self.overdue(day), day)
        yield from rules.hold_reminders(self.holds(), day)
        yield from rules.unfit_reminders(_long_unfit(day))
        yield from rules.refill_reminders(self.refill_list())


def _long_unfit(day: date) -> Iterator[rules.LongUnfit]:
    kinds = loan_kinds.kinds_by_id(fitness.unfit_by_kind(day))
    for kind in kinds.values():
        pieces = rules.long_unfit_pieces(fitness.unfit_changes(kind.id), day)
        yield rules.LongUnfit(kind=kind, pieces=pieces)
