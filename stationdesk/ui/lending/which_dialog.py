"""Several things may be meant: a window asks which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.matches import DEED_WORDS
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.lending.matches import Match

FEW = 8
"""So many rows are seen at once; more want a search."""

COLUMNS: tuple[Column[Match], ...] = (
    Column("what", N_("What is meant"), Kind.TEXT, lambda match: match.what, 14, grows=True),
    Column("how", N_("How it stands"), Kind.TEXT, lambda match: match.how, 13),
    Column("mark", N_("State of the loan"), Kind.STATE, lambda match: match.mark, 5),
)


class WhichDialog(Panel):
    """Offers matches; the cursor stands on the first, Enter takes it (``taken``)."""

    def __init__(self, typed: str, matches: list[Match], parent: QWidget | None = None) -> None:
        title = _("“{typed}”: which of these?").format(typed=typed)
        super().__init__(title, 780, 420, parent)
        self.taken: Match | None = None
        self.table: RecordTable[Match] = RecordTable(
            COLUMNS, title, verb_of=lambda match: _(DEED_WORDS[match.deed]), header=False
        )
        self.table.set_hints(_("↑↓ choose"), _("Enter take"), _("Esc leave"))
        self.search = SearchBox(_("Thing, last four digits, initials"))
        self.take = self.add_deed(button(_("Take this one"), Icon.CHECKMARK, look="primary"))
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        if len(matches) <= FEW:
            self.search.hide()
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_take)
        self.table.opened.connect(self._on_taken)
        self.take.clicked.connect(self._on_take)
        self.table.show_records(matches)
        self.table.choose_first()
        (self.search if len(matches) > FEW else self.table).setFocus()

    def _on_searched(self, query: str) -> None:
        words = query.lower().split()
        self.table.narrow(
            lambda match: all(word in match.said().lower() for word in words), told=query
        )
        self.table.choose_first()

    def _on_take(self) -> None:
        if (match := self.table.current()) is not None:
            self._on_taken(match)

    def _on_taken(self, match: Match) -> None:
        self.taken = match
        self.accept()
