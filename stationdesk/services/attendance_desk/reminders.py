"""What of attendance stands on the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance import reminders as rules
from stationdesk.domain.attendance.ledger_rules import month_of
from stationdesk.services.attendance_desk.paper_sheets import PaperSheets
from stationdesk.store import attendance as attendance_store
from stationdesk.store import certificates, hours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.reminders import Reminder


class Reminders(PaperSheets):
    """Reading only: nobody is signed out by looking."""

    def reminders(self, on: date | None = None) -> Iterator[Reminder]:
        """Give forgotten sign-outs, months to be locked, and certificates to see to."""
        day = on or self._context.today()
        yield from rules.review_reminders(self.to_review(), day)
        yield from rules.lock_reminders(self._unlocked(day), day)
        yield from rules.certificate_reminders(certificates.unfinished(), day)
        yield from rules.overstated_reminders(certificates.overstated())

    def _unlocked(self, day: date) -> list[str]:
        served = {*attendance_store.months_served(), *hours.months()}
        return sorted(month for month in served - hours.locked_months() if month < month_of(day))
