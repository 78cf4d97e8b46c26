"""Praise counts too: words, silk banners and letters, and who was praised how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.feedback.kinds import PRAISE_FORM_WORDS, PraiseForm
from stationdesk.domain.feedback.lines import EntryLine, praise_counts
from stationdesk.domain.usual_periods import UsualPeriod
from stationdesk.i18n import _
from stationdesk.ui.feedback.columns import PRAISE_FOLDS, praise
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import Card, column, icon_button, label, row
from stationdesk.ui.widgets.charts import BarChart
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.period_bar import PeriodBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.services.feedback import Feedback

MOST_NAMES = 12


class PraiseView(QWidget):
    """The praise of a period, with the honours list beside it.

    ``turn_to`` asks for another page, ``entry_wanted`` for an entry of the book.
    """

    turn_to = pyqtSignal(str, object)
    entry_wanted = pyqtSignal(object)

    def __init__(self, feedback: Feedback, today: Callable[[], date]) -> None:
        super().__init__()
        self._feedback = feedback
        segments = {"": _("All praise")}
        segments |= {each.value: _(words) for each, words in PRAISE_FORM_WORDS.items()}
        self.filters = FilterBar(_("Name or words"), segments, _("Which praise to show"))
        self.period = PeriodBar(today, UsualPeriod.THIS_YEAR)
        self.print = icon_button(Icon.PRINT, _("Print the register of praise"))
        self.table: RecordTable[EntryLine] = RecordTable(
            praise(), _("Praise"), key=lambda line: line.entry.id
        )
        self.honours = BarChart(_("Who was praised"))
        self._told = label("", "muted", wrap=True)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the praise of the period again."""
        lines = self._feedback.praise(*self.period.days())[::-1]
        forms = [line.entry.praise_form for line in lines]
        counts = {each.value: forms.count(each) for each in PRAISE_FORM_WORDS}
        self.filters.set_counts({"": len(lines), **counts})
        self.table.show_records(lines)
        told = praise_counts(line.entry for line in lines)[:MOST_NAMES]
        self.honours.show_bars([(each.name or _("The station"), each.times) for each in told])
        banners, letters = forms.count(PraiseForm.BANNER), forms.count(PraiseForm.LETTER)
        words = _("{count} times praised, {banners} silk banners, {letters} letters of praise")
        self._told.setText(words.format(count=len(lines), banners=banners, letters=letters))
        self._narrow()

    def _build(self) -> None:
        table = self.table
        table.view.fold(*PRAISE_FOLDS)
        table.set_hints(_("↑↓ choose"), _("Enter show the entry"))
        table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("Nobody was praised in these days."),
                _("Enter praise like any other word, with whom it is for and its photo."),
                name=Icon.TROPHY,
            )
        )
        head = row(self.filters, self.print)
        head.setStretchFactor(self.filters, 1)
        card = Card()
        card.body.addLayout(row(self.period, None))
        card.body.addLayout(head)
        card.body.addWidget(table, 1)
        honours = Card(_("Honours list"))
        honours.body.addWidget(self._told)
        honours.body.addWidget(scrolling(self.honours), 1)
        line = row(card, honours, gap=12)
        line.setStretch(0, 5)
        line.setStretch(1, 2)
        self.setLayout(column(line))

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.filters.search.returnPressed.connect(self.table.go_to_first)
        self.period.changed.connect(self.refresh)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.opened.connect(self._on_opened)
        self.print.clicked.connect(self._on_print)

    def _narrow(self) -> None:
        query, form = self.filters.query().casefold(), self.filters.segment()

        def accepts(line: EntryLine) -> bool:
            entry = line.entry
            said = f"{entry.number} {entry.praised} {entry.body}".casefold()
            return form in ("", entry.praise_form.value) and all(w in said for w in query.split())

        self.table.narrow(accepts, told=self.filters.query())

    def _on_print(self) -> None:
        self.turn_to.emit("reports", "praise")

    def _on_opened(self, line: EntryLine) -> None:
        self.entry_wanted.emit(line.entry.id)
