"""Who is late: the board, and the attempts to reach them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.lending.loans import as_it_stood
from stationdesk.domain.lending.return_rules import contact_attempt_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.loans import Loans, told_borrower
from stationdesk.store import loan_entries
from stationdesk.store import loan_records as store

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ContactId, LoanId
    from stationdesk.domain.lending.loans import LoanEntry, NewContact


class Overdue(Loans):
    """What is late is derived from dates whenever it is read."""

    def overdue(self, on: date | None = None) -> list[LoanEntry]:
        """Return what was out and past its due day on a day (None: today), the latest first."""
        day = on or self._context.today()
        stood = (as_it_stood(entry, day) for entry in loan_entries.open_on(day))
        late = [entry for entry in stood if entry.open and entry.due_on < day]
        return sorted(late, key=lambda entry: (entry.due_on, entry.loan_id, entry.line))

    def log_contact(self, loan_id: LoanId, wish: NewContact) -> ContactId:
        """Note an attempt to reach the borrower of a loan.

        Raises:
            Refused: when the loan is not in the ledger, or for a day that cannot be.
        """
        entries = self.entries_of_loan(loan_id)
        if not entries:
            raise Refused([Problem("loan_id", N_("This loan is no longer in the ledger."))])
        first = entries[0]
        refuse_if_any(contact_attempt_problems(wish, first.lent_on, self._context.today()))
        with self._context.deed(Topic.LENDING):
            contact_id = store.add_contact(
                loan_id,
                wish,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            after = {"way": wish.way.value, "reached": wish.reached, "on": wish.on}
            self._context.note("loan", store.uid_of(loan_id), "contact", after=after)
        take_back = partial(self._take_contact_back, loan_id, contact_id)
        phrase = N_("An attempt to reach {who} was noted.")
        self._offer(phrase, take_back, who=told_borrower(first))
        return contact_id

    def _take_contact_back(self, loan_id: LoanId, contact_id: ContactId) -> None:
        with self._context.deed(Topic.LENDING):
            store.void_contact(contact_id, self._context.recorded_at(), self._context.who())
            self._context.note("loan", store.uid_of(loan_id), "take contact back")
