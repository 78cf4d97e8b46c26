"""A service that does not apply to the station: why, who approved it, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.standard import Criterion
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs


class ExemptionForm(Form):
    """Records one exemption."""

    def __init__(
        self,
        tiers: Tiers,
        criterion: Criterion,
        standard_key: str,
        today: date,
        *,
        people: list[str],
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``standard_key`` is the standard that the service belongs to."""
        title = _("{code} {name} does not apply").format(code=criterion.code, name=criterion.name)
        super().__init__(title, _("Record"), dialogs=dialogs, parent=parent)
        self._tiers, self._criterion, self._standard_key = tiers, criterion, standard_key
        self.reason = self.add(
            "reason",
            _("Why it does not apply here"),
            LongTextField(lines=2),
            required=True,
            hint=_("The report prints this sentence."),
        )
        self.approver = self.add("approved_by", _("Approved by"), TextField(), required=True)
        self.approver.offer(people)
        self.first = self.add(
            "first_day", _("Does not apply from"), DayField(today, today), required=True
        )
        self.last = self.add(
            "last_day",
            _("Does not apply until"),
            DayField(today),
            hint=_("Empty: until it is ended by hand."),
        )
        self.set_clean()

    def keep(self) -> None:
        """Record the exemption."""
        self._tiers.exempt(
            self._criterion.code,
            reason=self.reason.value(),
            approved_by=self.approver.value(),
            first_day=self.first.value(),
            last_day=self.last.value(),
            standard=self._standard_key,
        )
