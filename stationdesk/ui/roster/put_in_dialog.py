"""Putting somebody on a shift: the best first, each with reasons; found by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.domain.roster.rules import Weight
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.roster.shift_choice import offer_mark
from stationdesk.ui.roster.words import breaches_words, shift_words
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PyQt6.QtGui import QKeyEvent
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.roster.suggesting import Suggestion


class PutInDialog(Panel):
    """Everybody who may be put on a shift; Enter puts the one shown first, or chosen, there.

    ``put_in`` does it and tells whether it was done; then the dialog closes.
    """

    def __init__(
        self,
        shift: Shift,
        suggestions: Sequence[Suggestion],
        names: Mapping[VolunteerId, str],
        find: Callable[[str], Sequence[VolunteerId]],
        put_in: Callable[[VolunteerId], bool],
        typed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``find`` returns who is meant by a name, its pinyin or its initials."""
        super().__init__(_("Put somebody in"), 820, 470, parent)
        self._names, self._find, self._put_in = names, find, put_in
        self.subtitle.setText(shift_words(shift))
        self.search = SearchBox(_("Name / pinyin initials"))
        self.table: RecordTable[Suggestion] = RecordTable(
            self._columns(),
            _("Who could serve"),
            key=lambda each: each.volunteer_id,
            footer=True,
        )
        self.table.set_hints(_("↑↓ choose"), _("Enter put in"), _("Esc close"))
        nobody = EmptyState(Nothing.NEVER_USED, _("Nobody is an active volunteer on that day."))
        self.table.say_when_empty(nobody)
        self.put = button(_("Put in"), look="primary")
        self.add_deed(self.put)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self._connect()
        self.table.show_records(list(suggestions))
        self.search.setText(typed)
        self._narrow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column[Suggestion], ...]:
        return (
            Column("name", N_("Volunteer"), Kind.TEXT, self._name, 8),
            Column("mark", N_("Fits"), Kind.STATE, _mark, 7),
            Column("why", N_("Reasons"), Kind.TEXT, _why, 20, grows=True),
        )

    def _connect(self) -> None:
        self.search.searched.connect(self._narrow)
        self.search.returnPressed.connect(self._on_first)
        self.table.opened.connect(self._take)
        self.table.clear_wanted.connect(self.search.clear)
        self.put.clicked.connect(self._on_put)

    def setVisible(self, visible: bool) -> None:
        """Let typing go on behind the letters, which Qt would mark for the next one to erase."""
        super().setVisible(visible)
        self.search.setCursorPosition(len(self.search.text()))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Let the arrows go from the search into the list, and letters back."""
        if event is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    def _narrow(self, _query: str = "") -> None:
        query = self.search.query()
        meant = frozenset(self._find(query)) if query else None
        accepts = None if meant is None else (lambda each: each.volunteer_id in meant)
        self.table.narrow(accepts, told=query)
        self.table.choose_first()
        self.put.setEnabled(self.table.current() is not None)

    def _on_first(self) -> None:
        if (chosen := self.table.current()) is not None:
            self._take(chosen)

    def _on_put(self) -> None:
        self._on_first()

    def _take(self, chosen: Suggestion) -> None:
        """Put somebody in; where a rule forbids it, say so here and go on asking."""
        if chosen.is_blocked:
            blocking = [each for each in chosen.breaches if each.weight is Weight.BLOCK]
            name, clause = self._name(chosen), breaches_words(blocking)
            told = _("{name} {clause}").format(name=name, clause=clause)
            self.note.say(told, Tone.BAD)
        elif self._put_in(chosen.volunteer_id):
            self.accept()

    def _name(self, each: Suggestion) -> str:
        return self._names.get(each.volunteer_id, "")


def _mark(each: Suggestion) -> Mark:
    return offer_mark(each.is_blocked, bool(each.breaches))


def _why(each: Suggestion) -> str:
    return " · ".join(str(reason) for reason in each.reasons)
