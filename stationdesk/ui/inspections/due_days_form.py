"""How many working days an action may take, by how grave its finding is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.due_days import USUAL_DUE_DAYS, DueDays
from stationdesk.domain.inspections.kinds import SEVERITY_WORDS, Severity
from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import CountField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.inspections import Inspections
    from stationdesk.ui.dialogs import Dialogs


class DueDaysForm(Form):
    """Changes the days that are proposed from now on; agreed days stay."""

    def __init__(
        self,
        inspections: Inspections,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Days for actions"), _("Save"), dialogs=dialogs, parent=parent)
        self._inspections = inspections
        chosen = inspections.due_days()
        told = _(
            "No public rule names these times: the program proposes {critical}, {serious} and"
            " {minor} working days. Days that were agreed stay."
        )
        told = told.format(
            critical=USUAL_DUE_DAYS.critical,
            serious=USUAL_DUE_DAYS.serious,
            minor=USUAL_DUE_DAYS.minor,
        )
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.fields = {
            severity: self.add(
                severity.value,
                _(SEVERITY_WORDS[severity]),
                CountField(chosen.of(severity)),
                required=True,
                unit=_("working days"),
            )
            for severity in reversed(Severity)
        }
        self.set_clean()

    def keep(self) -> None:
        days = {severity.value: field.value() or 0 for severity, field in self.fields.items()}
        self._inspections.choose_due_days(DueDays(**days))
