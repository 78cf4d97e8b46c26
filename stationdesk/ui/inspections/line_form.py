"""An item that the records do not know of, added to an inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.lines import NewLine
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import InspectionId, InspectionLineId
    from stationdesk.services.inspections import Inspections
    from stationdesk.ui.dialogs import Dialogs


class LineForm(Form):
    """Adds one line; ``line_id`` is the one that was added."""

    def __init__(
        self,
        inspections: Inspections,
        inspection_id: InspectionId,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Add an item"), _("Add it"), dialogs=dialogs, parent=parent)
        self._inspections, self._id = inspections, inspection_id
        self.line_id: InspectionLineId | None = None
        self.name = self.add("name", _("Item inspected"), TextField(), required=True)
        self.name.offer(
            [
                _("Cleanliness inside and outside"),
                _("Uniforms and badges"),
                _("Fire safety and electricity"),
                _("Ledgers filled in"),
            ]
        )
        self.asked = self.add("required", _("Inspected against"), LongTextField(lines=2))
        self.set_clean()

    def keep(self) -> None:
        wish = NewLine(name=self.name.value(), required=self.asked.value())
        self.line_id = self._inspections.add_line(self._id, wish)
