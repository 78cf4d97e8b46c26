"""Entries that probably say the same, offered while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtWidgets import QFrame

from stationdesk.domain.feedback.states import ENTRY_STATE_WORDS
from stationdesk.i18n import _
from stationdesk.ui.feedback.words import author_words, day_words, short_body
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import column, keep_shown, label
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId

AFTER_MS = 250
"""So long after the last key the book is looked through."""
MOST_SHOWN = 3


class RepeatsPanel(QFrame):
    """Lists what says the same; pressing a row's verb links to it, pressing again loosens it.

    ``looked`` tells that the list is new, so that the form can take the height it needs.
    """

    looked = pyqtSignal()

    def __init__(
        self, find: Callable[[], Sequence[Entry]], today: date, parent: QWidget | None = None
    ) -> None:
        """``find`` returns the likeliest entries for what is typed now, the likeliest first."""
        super().__init__(parent)
        self.setProperty("look", "well")
        self._find, self._today = find, today
        self._found: list[Entry] = []
        self._taken: EntryId | None = None
        self._heading = label("", "strong", wrap=True)
        self.rows = ToldRows()
        layout = column(self._heading, self.rows, gap=6)
        layout.setContentsMargins(px(12), px(8), px(8), px(8))
        self.setLayout(layout)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.rows.pressed.connect(self._on_pressed)
        self.hide()

    def look_soon(self) -> None:
        """Look through the book when nothing more was typed for a moment."""
        self._timer.start()

    def look(self) -> None:
        """Look through the book now."""
        self._timer.stop()
        self._found = list(self._find())[:MOST_SHOWN]
        if self._taken not in [each.id for each in self._found]:
            self._taken = None
        self._show()

    def taken(self) -> EntryId | None:
        """Return the entry that was taken as the same, None where it is something new."""
        return self._taken

    def forget(self) -> None:
        """Show nothing any more, as for a new text."""
        self._timer.stop()
        self._found, self._taken = [], None
        self._show()

    def _show(self) -> None:
        told = _("It was probably said before. Linked, each author still gets an answer.")
        self._heading.setText(told)
        self.rows.show_rows([self._row(each) for each in self._found])
        keep_shown(self, shown=bool(self._found))
        self.looked.emit()

    def _row(self, entry: Entry) -> Told:
        parts = (
            entry.number,
            day_words(entry.on, self._today),
            _(ENTRY_STATE_WORDS[entry.state]),
            author_words(entry),
        )
        verb = _("Loosen the link") if entry.id == self._taken else _("Says the same")
        return Told(short_body(entry.body), " · ".join(parts), verb=verb, key=entry.id)

    def _on_pressed(self, entry_id: object) -> None:
        wanted = cast("EntryId", entry_id)
        self._taken = None if wanted == self._taken else wanted
        self._show()
