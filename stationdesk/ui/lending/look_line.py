"""One line under a shelf's list: when it was looked through last, and that it was just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import Elide, button, row, set_look

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.keeping.shelves import Shelf
    from stationdesk.services.keeping import Keeping


class LookLine(QWidget):
    """Says when somebody last compared the shelf with its ledger, and takes that it was done."""

    def __init__(self, keeping: Keeping, shelf: Shelf, today: Callable[[], date]) -> None:
        super().__init__()
        self._keeping, self._shelf, self._today = keeping, shelf, today
        self.words = Elide("", "caption")
        words = _("Looked through, all is there")
        self.confirm = button(words, Icon.CLIPBOARD_CHECKMARK, look="link")
        line = row(self.words, self.confirm)
        line.setStretchFactor(self.words, 1)
        self.setLayout(line)
        self.confirm.clicked.connect(self._on_confirm)

    def refresh(self) -> None:
        """Read again when the shelf was looked through."""
        last, today = self._keeping.last_looked(self._shelf), self._today()
        if last is None:
            words = _("The shelf was never compared with this list.")
        elif last == today:
            words = _("The shelf was looked through today.")
        else:
            words = _("The shelf was last looked through on {day}, {days} days ago.").format(
                day=last.isoformat(), days=(today - last).days
            )
        self.words.setText(words)
        set_look(self.words, tone="good" if last == today else None)

    def _on_confirm(self) -> None:
        self._keeping.confirm_looked_through(self._shelf)
        self.refresh()
