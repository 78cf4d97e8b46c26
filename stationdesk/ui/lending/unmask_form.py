"""Seeing a borrower's name and phone in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.lending.loan_words import person_words
from stationdesk.ui.widgets.unmask_form import UnmaskForm

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class UnmaskBorrowerForm(UnmaskForm):
    """Shows who borrows; of some only the last digits of the phone are known."""

    def __init__(
        self,
        lending: Lending,
        line: BorrowerLine,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        who = person_words(line.shown, line.tail)
        reasons = [_("To call about an overdue loan"), _("To call about a hold")]
        super().__init__(who, reasons, dialogs=dialogs, parent=parent)
        self._lending, self._line = lending, line

    def unmask(self, reason: str) -> tuple[str, str]:
        name, phone = self._lending.unmask(self._line.borrower.id, reason)
        return name, phone or self._line.tail
