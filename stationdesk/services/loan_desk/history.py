"""Registers that were kept by hand, brought in as history and taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.due_days import usual_due
from stationdesk.domain.lending.history import history_problems, is_to_be_erased
from stationdesk.domain.lending.loans import NewReturn, TakenLine
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.i18n import N_
from stationdesk.services import pool_guard
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.loans import Loans
from stationdesk.store import borrowers as borrower_store
from stationdesk.store import loan_entries
from stationdesk.store import loan_records as store
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from stationdesk.domain.ids import BorrowerId, ImportId, LoanId
    from stationdesk.domain.lending.history import HistoricLoan
    from stationdesk.domain.lending.kinds import LoanKind

IMPORTED = "import-"
"""In front of the keys of loans and returns that a register told of."""


class History(Loans):
    """What a register tells is in the ledger, but moves no stock and asks nobody's permission."""

    def bring_in_loan(self, wish: HistoricLoan, import_run_id: ImportId) -> LoanId:
        """Keep a line of a hand-kept register; call it inside the deed of the import.

        Who gave everything back longer ago than names may be kept comes in without a name. What
        is out still takes pieces of its pool like any other loan.

        Raises:
            Refused: naming every reason, also that the pool has not as many pieces.
        """
        today = self._context.today()
        kind = self._kinds({wish.kind_id}).get(wish.kind_id)
        refuse_if_any(history_problems(wish, kind, today))
        if kind is None:
            raise LookupError(wish.kind_id)
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            loan_id = self._keep_history(wish, kind, import_run_id)
            if wish.returned_on is None:
                refuse_if_any(pool_guard.pool_problems(kind.id, wish.on))
            else:
                self._close_history(wish, loan_id)
        return loan_id

    def undo_imported(self, import_run_id: ImportId) -> None:
        """Let the loans of one import count no more; names that only it brought are erased.

        Raises:
            Refused: when something of it came back at the desk since.
        """
        if store.came_back_at_desk(import_run_id, IMPORTED):
            phrase = N_("Things of this register came back at the desk since; it stays.")
            raise Refused([Problem("import", phrase)])
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            for loan_id in store.loans_of_import(import_run_id):
                self._void_loan(loan_id)
            for borrower_id in borrower_store.of_import(import_run_id):
                self._forget_new(borrower_id)

    def _keep_history(self, wish: HistoricLoan, kind: LoanKind, import_id: ImportId) -> LoanId:
        due_on = wish.due_on or usual_due(wish.on, kind.default_days, self._opening_days())
        line = TakenLine(kind_id=kind.id, quantity=wish.quantity)
        borrower_id = self._borrower_of_history(wish)
        loan_id, _uid = store.add(
            number=store.next_number(wish.on),
            borrower_id=borrower_id,
            group=wish.borrower.group,
            on=wish.on,
            lines=[(line, due_on)],
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
            handled_by=wish.handled_by,
            request_key=f"{IMPORTED}{new_uid()}",
            note="" if self._is_to_be_erased(wish) else wish.note,
            import_id=import_id,
        )
        return loan_id

    def _borrower_of_history(self, wish: HistoricLoan) -> BorrowerId:
        if self._is_to_be_erased(wish):
            return borrower_store.add_erased(wish.borrower.group, wish.on, self._context.today())
        borrower_id, _is_new = self._kept(wish.borrower, self._known(wish.borrower))
        return borrower_id

    def _is_to_be_erased(self, wish: HistoricLoan) -> bool:
        days = settings_from(choices.stored()).retention_days
        return is_to_be_erased(wish, days, self._context.today())

    def _close_history(self, wish: HistoricLoan, loan_id: LoanId) -> None:
        """Close the line as the register says; the stock was counted without what was lost."""
        if wish.returned_on is None:
            return
        (entry,) = loan_entries.of_loan(loan_id)
        store.add_return(
            NewReturn(
                line_id=entry.line_id,
                on=wish.returned_on,
                good=wish.quantity - wish.lost,
                lost=wish.lost,
                condition=wish.condition,
                request_key=f"{IMPORTED}{new_uid()}",
            ),
            handled_by=wish.handled_by,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
