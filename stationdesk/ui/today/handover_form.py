"""What one shift tells the next one, as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.handover import NewHandoverNote
from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import LongTextField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget


class HandoverForm(Form):
    """A note, whether it is important, and who says it; empty means who works at this PC."""

    def __init__(
        self, keep: Callable[[NewHandoverNote], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Tell the next shift"), _("Hand the note over"), parent=parent)
        self._keep = keep
        self.words = self.add("body", _("What they should know"), LongTextField(), required=True)
        self.important = self.add("important", "", TickField(_("Important: to be read first")))
        self.said_by = self.add("said_by", _("Said by"), TextField())
        hint = _("Write nothing about anybody's health.")
        self.grid.add_wide(label(hint, "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        self._keep(
            NewHandoverNote(
                body=self.words.value(),
                important=self.important.value(),
                said_by=self.said_by.value(),
            )
        )
