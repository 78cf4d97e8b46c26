"""Linking an entry to the one that it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.feedback.states import ENTRY_STATE_WORDS
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.feedback.step_form import entry_head
from stationdesk.ui.feedback.words import short_body
from stationdesk.ui.widgets.fields import ChoiceField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

MOST_OFFERED = 10


class RepeatForm(Form):
    """Offers what says the same; another entry is named by its number.

    Digits alone are a number of the same year: 12 is YJ-2026-0012.
    """

    def __init__(
        self,
        feedback: Feedback,
        entry: Entry,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("It was said before"), _("Link them"), dialogs=dialogs, parent=parent)
        self._feedback, self._entry = feedback, entry
        self.grid.add_wide(entry_head(entry))
        likely = feedback.likely_duplicates(entry.body, entry.kind, MOST_OFFERED + 1)
        options: dict[object, str] = {
            each.id: _told(each) for each in likely if each.id != entry.id
        }
        options[None] = _("Another entry, by its number")
        self.likely = self.add("master", _("It repeats"), ChoiceField(options))
        self.number = self.add("number", _("Entry number"), TextField(hint="YJ-2026-0001"))
        self.likely.edited.connect(self._on_likely)
        self._on_likely()
        self.set_clean()

    def keep(self) -> None:
        master = cast("EntryId | None", self.likely.value())
        self._feedback.mark_duplicate(self._entry.id, master or self._named())

    def _named(self) -> EntryId:
        typed = self.number.value().upper()
        number = f"{self._entry.number[:8]}{int(typed):04d}" if typed.isdecimal() else typed
        lines, _total = self._feedback.search(EntryQuery(text=number)) if number else ([], 0)
        for line in lines:
            if line.entry.number == number:
                return line.entry.id
        raise Refused([Problem("number", N_("There is no entry of this number."))])

    def _on_likely(self) -> None:
        self.grid.show_field("number", shown=self.likely.value() is None)


def _told(entry: Entry) -> str:
    state = _(ENTRY_STATE_WORDS[entry.state])
    return f"{entry.number} {short_body(entry.body, 30)} · {state}"
