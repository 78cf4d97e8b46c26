"""What can be done at the lending desk: each deed opens its form over the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.i18n import N_
from stationdesk.ui.lending.contact_form import ContactForm
from stationdesk.ui.lending.extend_form import ExtendForm
from stationdesk.ui.lending.hold_form import HoldForm
from stationdesk.ui.lending.lend_form import LendForm, LendStart
from stationdesk.ui.lending.matches import Deed, Matches
from stationdesk.ui.lending.reason_forms import block_form, cancel_form, lift_form
from stationdesk.ui.lending.return_form import ReturnForm
from stationdesk.ui.lending.unmask_form import UnmaskBorrowerForm
from stationdesk.ui.lending.which_dialog import WhichDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QDialog, QWidget

    from stationdesk.domain.ids import BorrowerId, HoldId, LoanId, LoanKindId, LoanLineId
    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.labels import Labels
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.lending.matches import Match


class _Over(TypedDict):
    """What every form is handed: who answers its questions, and what it stands before."""

    dialogs: Dialogs
    parent: QWidget


class LendingDeeds(QObject):
    """Opens the forms of loans and holds over one page.

    ``turn_to`` asks for another page, ``view_wanted`` for a view of this one with a record;
    ``lent`` carries the loan that was made; ``refused`` carries problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    view_wanted = pyqtSignal(str, object)
    lent = pyqtSignal(object)
    refused = pyqtSignal(object)

    def __init__(
        self,
        lending: Lending,
        labels: Labels,
        dialogs: Dialogs,
        today: Callable[[], date],
        over: QWidget,
    ) -> None:
        """``over`` is the page the forms stand before."""
        super().__init__(over)
        self._lending, self._dialogs, self._today = lending, dialogs, today
        self._over = over
        self.matches = Matches(lending, labels)
        self._last_group = USUAL_GROUP

    def take(self, typed: str) -> bool:
        """Do what is meant by a label, a code, four digits or letters; False where nothing is."""
        found = self.matches.of(typed, self._today())
        if not found:
            return False
        match: Match | None = found[0]
        if len(found) > 1:
            match = self.choose(typed, found)
        if match is not None:
            self.carry_out(match)
        return True

    def choose(self, typed: str, matches: list[Match]) -> Match | None:
        """Ask which of several things is meant; None where one leaves."""
        window = WhichDialog(typed, matches, self._over)
        _ask(window)
        return window.taken

    def carry_out(self, match: Match) -> bool:
        """Do the deed of a match; return whether it was done, not only begun."""
        about = match.about
        if match.deed is Deed.GIVE_BACK:
            return self.give_back(about)  # type: ignore[arg-type]
        if match.deed is Deed.HAND_OVER:
            return self.hand_over(about)  # type: ignore[arg-type]
        if match.deed is Deed.LEND_PIECE:
            return self.lend(LendStart(unit_id=about))  # type: ignore[arg-type]
        if match.deed is Deed.LEND_KIND:
            return self.lend(LendStart(kind_id=about))  # type: ignore[arg-type]
        if match.deed is Deed.LEND_TO:
            return self._lend_to(str(about))
        if match.deed is Deed.TURN_TO:
            self.turn_to.emit(match.page, about)
        else:
            self.view_wanted.emit("kept" if match.deed is Deed.FETCH_KEPT else "found", about)
        return True

    def lend(self, start: LendStart | None = None) -> bool:
        """Lend, beginning with what is known; return whether it was done."""
        begin = start or LendStart()
        if begin.hold is None and begin.group == USUAL_GROUP:
            begin = replace(begin, group=self._last_group)
        form = LendForm(
            self._lending, self._today(), begin, self.matches.unit_of, **self._over_it()
        )
        _ask(form)
        if form.loan_id is None:
            return False
        self._last_group = str(form.borrower.group.value() or USUAL_GROUP)
        self.lent.emit(form.loan_id)
        if form.wants_slip:
            self.print_slip(form.loan_id)
        return True

    def give_back(self, line_id: LoanLineId) -> bool:
        """Take back what is out of one line; return whether it was done."""
        entry = self._entry(line_id)
        if entry is None:
            return False
        if not entry.open:
            self.view_wanted.emit("out", line_id)
            return False
        return _ask(ReturnForm(self._lending, entry, self._today(), **self._over_it()))

    def extend(self, line_id: LoanLineId) -> None:
        """Put a due day off."""
        if (entry := self._entry(line_id)) is not None:
            _ask(ExtendForm(self._lending, entry, self._today(), **self._over_it()))

    def log_contact(self, line_id: LoanLineId) -> None:
        """Note that a borrower was tried."""
        if (entry := self._entry(line_id)) is not None:
            _ask(ContactForm(self._lending, entry, self._today(), **self._over_it()))

    def hold(self, kind_id: LoanKindId | None = None) -> HoldId | None:
        """Keep something back for somebody; return the hold that was made."""
        form = HoldForm(
            self._lending,
            self._today(),
            self.matches.unit_of,
            kind_id=kind_id,
            group=self._last_group,
            **self._over_it(),
        )
        _ask(form)
        return form.hold_id

    def hand_over(self, hold_id: HoldId) -> bool:
        """Lend what was held to whom it was held for; return whether it was done."""
        hold = self._hold(hold_id)
        if hold is None:
            return False
        unit_id = hold.unit.id if hold.unit else None
        return self.lend(LendStart(kind_id=hold.kind.id, unit_id=unit_id, hold=hold))

    def cancel_hold(self, hold_id: HoldId) -> None:
        """Let go what was held."""
        if (hold := self._hold(hold_id)) is not None:
            _ask(cancel_form(self._lending, hold, self._dialogs, self._over))

    def block(self, borrower_id: BorrowerId) -> None:
        """Lend nothing more to somebody."""
        if (line := self._borrower(borrower_id)) is not None:
            _ask(block_form(self._lending, line, self._dialogs, self._over))

    def lift_block(self, borrower_id: BorrowerId) -> None:
        """Lend to somebody again."""
        if (line := self._borrower(borrower_id)) is not None:
            _ask(lift_form(self._lending, line, self._dialogs, self._over))

    def show_phone(self, borrower_id: BorrowerId) -> None:
        """Show a name and a phone in full, with a reason."""
        line = self._borrower(borrower_id)
        if line is not None:
            _ask(UnmaskBorrowerForm(self._lending, line, **self._over_it()))

    def print_slip(self, loan_id: LoanId) -> None:
        """Lead to the slip of a loan."""
        self.turn_to.emit("reports", ("loan-slip", loan_id))

    def _over_it(self) -> _Over:
        return {"dialogs": self._dialogs, "parent": self._over}

    def _lend_to(self, tail: str) -> bool:
        """Lend to the one borrower of these digits, or to somebody new."""
        known = [line for line in self._lending.find_borrowers(tail) if line.tail == tail]
        if len(known) == 1:
            return self.lend(LendStart(borrower_id=known[0].borrower.id))
        return self.lend(LendStart(tail=tail))

    def _entry(self, line_id: LoanLineId) -> LoanEntry | None:
        try:
            return self._lending.entry(line_id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return None

    def _borrower(self, borrower_id: BorrowerId) -> BorrowerLine | None:
        try:
            return self._lending.borrower_line(borrower_id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return None

    def _hold(self, hold_id: HoldId) -> Hold | None:
        for hold in self._lending.holds():
            if hold.id == hold_id:
                return hold
        phrase = N_("This hold is no longer open.")
        self.refused.emit([Problem("hold_id", phrase)])
        return None


def _ask(form: QDialog) -> bool:
    """Let a form be filled in and let it go; return whether something was kept.

    What it took can still be read from it until control is back with the window.
    """
    try:
        return bool(form.exec())
    finally:
        form.deleteLater()
