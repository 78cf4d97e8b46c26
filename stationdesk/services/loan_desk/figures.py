"""What the lending desk did in a period, and whom to call."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.lending.figures import figures_of
from stationdesk.domain.lending.flow import loan_flow, out_on
from stationdesk.domain.lending.loans import LoanState
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.loan_desk.borrowers import Borrowers
from stationdesk.store import borrowers, loan_entries

if TYPE_CHECKING:
    from stationdesk.domain.ids import LoanId
    from stationdesk.domain.lending.figures import LoanFigures
    from stationdesk.domain.lending.flow import LoanFlow, OutOnDay
    from stationdesk.domain.lending.loans import LoanEntry


class Figures(Borrowers):
    """Reading only, but that nobody sees whole phone numbers without a trace."""

    def figures(self, first: date, last: date) -> LoanFigures:
        """Return the figures of the days from ``first`` to ``last``, as they stood on the last.

        Raises:
            Refused: when the period ends before it begins.
        """
        return figures_of(_concerned(first, last), first, last)

    def flow(self, first: date, last: date) -> LoanFlow:
        """Return what was lent and came back, day by day, from ``first`` to ``last``.

        Raises:
            Refused: when the period ends before it begins.
        """
        return loan_flow(_concerned(first, last), first, last)

    def out_on(self, on: date | None = None) -> OutOnDay:
        """Return what is out on a day (None: today), and how much of it is late or due."""
        day = on or self._context.today()
        return out_on(loan_entries.open_on(day), day)

    def call_numbers(self, reason: str) -> dict[LoanId, str]:
        """Return the whole phone numbers of those who are late, by loan, to call them by.

        Who asked for each number, and why, is noted. Whoever told only the last four digits is not
        among them.

        Raises:
            Refused: without a reason.
        """
        if not reason.strip():
            raise Refused([Problem("reason", N_("Write why whole phone numbers are needed."))])
        today = self._context.today()
        late = {
            entry.loan_id: entry.borrower_id
            for entry in loan_entries.open_entries()
            if entry.state(today) is LoanState.OVERDUE
        }
        known = {each: borrowers.get(each) for each in set(late.values())}
        phones = {each: whole.phone for each, whole in known.items() if whole and whole.phone}
        with self._context.deed():
            for borrower_id in sorted(phones):
                self.unmask(borrower_id, reason)
        return {loan: phones[each] for loan, each in late.items() if each in phones}


def _concerned(first: date, last: date) -> list[LoanEntry]:
    """Return the lines that were lent in a period, and those that were out when it began."""
    if last < first:
        raise Refused([Problem("last", N_("The period ends before it begins."))])
    before = [] if first == date.min else loan_entries.open_on(first - timedelta(days=1))
    return [*before, *loan_entries.lent_between(first, last)]
