"""Seeing an author's name and phone in full: with a reason, on record, while the form is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.i18n import _
from stationdesk.ui.feedback.words import author_words
from stationdesk.ui.widgets.basics import keep_shown, label, rename
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs


class UnmaskForm(Form):
    """Asks why the author is wanted, then shows name and phone until it is closed."""

    def __init__(
        self,
        feedback: Feedback,
        entry: Entry,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Show name and phone"), _("Show"), dialogs=dialogs, parent=parent)
        self._feedback, self._entry = feedback, entry
        told = _("{who}: that you looked, and why, is kept on record.")
        words = told.format(who=f"{entry.number} {author_words(entry)}")
        self.grid.add_wide(label(words, "muted", wrap=True))
        self.reason = self.add("reason", _("Reason to look"), TextField(), required=True)
        self.reason.offer([_("To call back"), _("To ask for what is missing"), _("To answer")])
        self.told = label("", "title", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.grid.add_wide(self.told)
        self.told.hide()
        self.set_clean()

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
        name, phone = self._feedback.unmask(self._entry.id, self.reason.value())
        self.told.setText("\n".join(filter(None, (name, phone))))

    def _show_told(self) -> None:
        keep_shown(self.told, shown=True)
        self.told.setAccessibleName(self.told.text())
        self.reason.setEnabled(False)
        rename(self.keep_button, _("Close"))
        self.leave_button.hide()
        self.keep_button.setFocus()
        self._take_size()
