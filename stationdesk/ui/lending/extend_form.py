"""Putting a due day off."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.i18n import _
from stationdesk.ui.lending.loan_words import near_words
from stationdesk.ui.lending.return_form import LoanHead
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class ExtendForm(Form):
    """Takes a later due day and why; the usual number of days more is proposed."""

    def __init__(
        self,
        lending: Lending,
        entry: LoanEntry,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Extend the loan"), _("Extend"), dialogs=dialogs, parent=parent)
        self._lending, self._entry, self._today = lending, entry, today
        self.grid.add_wide(LoanHead(entry, today))
        proposed = lending.usual_due(entry.kind.id, max(today, entry.due_on))
        self.due = self.add("new_due", _("New due day"), DayField(today, proposed), required=True)
        self.reason = self.add("reason", _("Reason to extend"), TextField(), required=True)
        self.reason.offer(
            [_("Asked for it at the desk"), _("Asked for it by phone"), _("Cannot come in time")]
        )
        self.reason.set_value(_("Asked for it at the desk"))
        self.due.edited.connect(self._on_due)
        self._on_due()
        self.set_clean()

    def keep(self) -> None:
        due = cast("date", self.due.value())
        self._lending.extend(self._entry.line_id, due, self.reason.value())

    def _on_due(self) -> None:
        due = self.due.value()
        if due is not None:
            when = near_words(due, self._today)
            self.grid.rename("new_due", _("New due day ({when})").format(when=when))
