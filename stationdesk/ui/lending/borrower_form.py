"""Who borrows, chosen once for everything that is scanned after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.kinds import Contact
from stationdesk.domain.phones import phone_problems, tail_of
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.ui.lending.borrower_part import BorrowerPart
from stationdesk.ui.lending.loan_words import person_words
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import BorrowerId
    from stationdesk.domain.lending.borrowers import NewBorrower
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class BorrowerForm(Form):
    """Takes a borrower; ``borrower`` is the one chosen, ``words`` how a screen says them."""

    def __init__(
        self, lending: Lending, *, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Who borrows"), _("Choose"), columns=2, dialogs=dialogs, parent=parent)
        self.part = BorrowerPart(lending, self)
        self.part.ask(Contact.TAIL)
        self.borrower: BorrowerId | NewBorrower | None = None
        self.words = ""
        self.set_clean()

    def keep(self) -> None:
        line = self.part.line
        refuse_if_any(() if line else self._problems())
        self.borrower = self.part.value()
        if line is not None:
            self.words = person_words(line.shown, line.tail)
        else:
            self.words = _("a new borrower, {tail}").format(tail=tail_of(self.part.phone.value()))

    def _problems(self) -> Iterator[Problem]:
        phone = self.part.phone.value()
        if not phone:
            yield Problem("phone", N_("Write the last four digits of the phone."))
        yield from phone_problems("phone", phone)
