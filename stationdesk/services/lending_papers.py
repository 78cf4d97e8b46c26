"""The lending desk's papers, made from its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.lending import (
    blank_register,
    call_sheet,
    figures_report,
    lent_things,
    loan_register,
    overdue_list,
    refill_list,
)
from stationdesk.documents.forms.loan_slip import loan_slip
from stationdesk.domain.ids import LoanId
from stationdesk.domain.lending.refills import short_parts
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.settings import settings_from
from stationdesk.i18n import N_
from stationdesk.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from stationdesk.documents.papers import Paper
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.station import Station
    from stationdesk.services.context import Context
    from stationdesk.services.drafts import Choice
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending


class LendingPapers:
    """Makes them from the records."""

    def __init__(self, context: Context, inventory: Inventory, lending: Lending) -> None:
        self._context = context
        self._inventory = inventory
        self._lending = lending

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "loans": self._loans,
            "loans-blank": self._blank,
            "overdue": self._overdue,
            "call-sheet": self._call_sheet,
            "lent-things": self._lent_things,
            "loan-figures": self._figures,
            "refill": self._refill,
            "loan-slip": self._slip,
        }

    def _day(self, choice: Choice) -> date:
        return choice.on or self._context.today()

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)

    def _loans(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        entries = self._lending.loan_entries(first, last)
        return loan_register(
            station, entries, first, last, self._context.today(), printed_at=self._now()
        )

    def _blank(self, station: Station, _choice: Choice) -> Paper:
        return blank_register(station, printed_at=self._now())

    def _overdue(self, station: Station, choice: Choice) -> Paper:
        day = self._day(choice)
        return overdue_list(station, self._lending.overdue(day), day, printed_at=self._now())

    def _call_sheet(self, station: Station, choice: Choice) -> Paper:
        """Return the call sheet of today; with a reason it has whole numbers, and that is noted."""
        asked = choice.reason.strip()
        numbers = self._lending.call_numbers(asked) if asked else None
        today = self._context.today()
        late = self._lending.overdue(today)
        return call_sheet(station, late, today, numbers, printed_at=self._now())

    def _lent_things(self, station: Station, choice: Choice) -> Paper:
        day = self._day(choice)
        kinds, pieces = self._lending.kind_lines(day), self._lending.pieces(on=day)
        return lent_things(station, kinds, pieces, day, printed_at=self._now())

    def _figures(self, station: Station, choice: Choice) -> Paper:
        figures = self._lending.figures(*choice.period(self._context.today()))
        return figures_report(station, figures, printed_at=self._now())

    def _refill(self, station: Station, _choice: Choice) -> Paper:
        parts = short_parts(self._lending.refill_list())
        stock = {line.item.id: line for line in self._inventory.stock()}
        today = self._context.today()
        return refill_list(station, parts, today, stock, printed_at=self._now())

    def _slip(self, station: Station, choice: Choice) -> Paper:
        days = settings_from(settings.stored()).retention_days
        return loan_slip(
            station, self._loan(choice), erased_after_days=days, printed_at=self._now()
        )

    def _loan(self, choice: Choice) -> list[LoanEntry]:
        """Return the lines of the chosen loan; without one, of the loan that was made last."""
        if choice.record is not None:
            lines = self._lending.entries_of_loan(LoanId(choice.record))
            if lines:
                return lines
            raise Refused([Problem("record", N_("There is no such loan."))])
        newest = max(self._lending.open_entries(), key=lambda e: e.loan_id, default=None)
        if newest is None:
            raise Refused([Problem("record", N_("Nothing is on loan: choose a loan by its id."))])
        return self._lending.entries_of_loan(newest.loan_id)
