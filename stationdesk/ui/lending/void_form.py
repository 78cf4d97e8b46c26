"""An entry made by mistake, voided with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.dialogs import Dialogs


class VoidEntryForm(Form):
    """Asks why an entry of a ledger is voided; it stays on record and counts no more."""

    def __init__(
        self,
        number: str,
        void: Callable[[str], object],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``void`` takes the reason."""
        title = _("Void {name}").format(name=number)
        super().__init__(title, _("Void the entry"), dialogs=dialogs, parent=parent)
        self._void = void
        told = _("The entry counts no more; it stays on record with the reason.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.reason = self.add("reason", _("Reason to void"), TextField(), required=True)
        self.reason.offer([_("Entered twice"), _("Entered by mistake")])
        self.set_clean()

    def keep(self) -> None:
        self._void(self.reason.value())
