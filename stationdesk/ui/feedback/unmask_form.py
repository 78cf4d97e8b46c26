"""Seeing an author's name and phone in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.feedback.words import author_words
from stationdesk.ui.widgets.unmask_form import UnmaskForm

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs


class UnmaskAuthorForm(UnmaskForm):
    """Shows who said it."""

    def __init__(
        self,
        feedback: Feedback,
        entry: Entry,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        who = f"{entry.number} {author_words(entry)}"
        reasons = [_("To call back"), _("To ask for what is missing"), _("To answer")]
        super().__init__(who, reasons, dialogs=dialogs, parent=parent)
        self._feedback, self._entry = feedback, entry

    def unmask(self, reason: str) -> tuple[str, str]:
        return self._feedback.unmask(self._entry.id, reason)
