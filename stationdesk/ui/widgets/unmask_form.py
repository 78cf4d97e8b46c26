"""Seeing a name and a phone in full: with a reason, on record, and only while the form is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import keep_shown, label, rename
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.dialogs import Dialogs


class UnmaskForm(Form):
    """Asks why somebody's name and phone are wanted, then shows them until it is closed.

    A feature overrides ``unmask``.
    """

    def __init__(
        self, who: str, reasons: list[str], *, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        """``who`` is meant, masked; ``reasons`` are offered."""
        super().__init__(_("Show name and phone"), _("Show"), dialogs=dialogs, parent=parent)
        told = _("{who}: that you looked, and why, is kept on record.")
        self.grid.add_wide(label(told.format(who=who), "muted", wrap=True))
        self.reason = self.add("reason", _("Reason to look"), TextField(), required=True)
        self.reason.offer(reasons)
        self.told = label("", "title", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.grid.add_wide(self.told)
        self.told.hide()
        self.set_clean()

    def unmask(self, reason: str) -> Iterable[str]:
        """Note that somebody looked, and why; return the name and the phone, empty where unknown.

        Raises:
            Refused: naming every reason.
        """
        raise NotImplementedError

    def try_to_keep(self) -> None:
        """Show once; a second time closes."""
        if self.told.isHidden():
            super().try_to_keep()
        else:
            self.accept()

    def accept(self) -> None:
        """Stay open for as long as one reads."""
        if self.told.text() and self.told.isHidden():
            self._show_told()
        else:
            super().accept()

    def keep(self) -> None:
        self.told.setText("\n".join(filter(None, self.unmask(self.reason.value()))))

    def _show_told(self) -> None:
        keep_shown(self.told, shown=True)
        self.told.setAccessibleName(self.told.text())
        self.reason.setEnabled(False)
        rename(self.keep_button, _("Close"))
        self.leave_button.hide()
        self.keep_button.setFocus()
        self._take_size()
