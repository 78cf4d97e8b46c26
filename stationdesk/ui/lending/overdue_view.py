"""What should be back: sorted by lateness, with whoever was tried and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.desk_view import borrower_of, says
from stationdesk.ui.lending.loan_columns import OVERDUE_FOLDS, overdue
from stationdesk.ui.lending.loan_detail import LoanDetail
from stationdesk.ui.lending.loan_segments import OVERDUE_ACCEPTS, OVERDUE_SEGMENTS
from stationdesk.ui.widgets.basics import Card, column, icon_button, row
from stationdesk.ui.widgets.detail_pane import MasterDetail
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import LoanLineId
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.deeds import LendingDeeds


class OverdueView(QWidget):
    """The overdue loans; Enter logs a call, the detail pane tells all tries."""

    def __init__(self, lending: Lending, deeds: LendingDeeds, today: Callable[[], date]) -> None:
        super().__init__()
        self._lending, self._deeds, self._today = lending, deeds, today
        self._late: list[LoanEntry] = []
        segments = {key: _(words) for key, words in OVERDUE_SEGMENTS.items()}
        self.filters = FilterBar(
            _("Thing, last four digits, initials"), segments, _("Which overdue loans to show")
        )
        self.calls = icon_button(Icon.PHONE, _("Print the call sheet"))
        self.table: RecordTable[LoanEntry] = RecordTable(
            overdue(today()), _("Overdue loans"), key=_line_id, verb_of=_verb
        )
        self.detail = LoanDetail(_("Log a call"), Icon.PHONE)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read again what is overdue."""
        self._late = self._lending.overdue()
        today = self._today()
        self.filters.set_counts(
            {
                key: sum(accept(entry, today) for entry in self._late)
                for key, accept in OVERDUE_ACCEPTS.items()
            }
        )
        self.table.show_records(self._late)
        self._narrow()
        if self.table.current() is None:
            self.table.choose_first()

    def count(self) -> int:
        """Return how many lines are overdue."""
        return len(self._late)

    def show_line(self, line_id: LoanLineId) -> None:
        """Put the cursor on a line, letting filters go where they hide it."""
        if not self._choose(line_id):
            self.filters.clear()
            self._choose(line_id)
        self.table.setFocus()

    def give_back_current(self) -> None:
        """Take back the loan on which the cursor stands."""
        if (entry := self.table.current()) is not None:
            self._deeds.give_back(entry.line_id)

    def _build(self) -> None:
        table = self.table
        table.view.fold(*OVERDUE_FOLDS)
        add = table.add_action
        add(_("Log a call…"), self._on_call, Icon.PHONE, "L")
        add(_("Give back"), self._on_give_back, Icon.ARROW_IMPORT, "R")
        add(_("Extend"), self._on_extend, Icon.CALENDAR_CLOCK, "Ctrl+E")
        add(_("Details"), self._on_details, Icon.OPEN, "Space")
        add(_("Show name and phone…"), self._on_phone, Icon.EYE)
        add(_("Block the borrower…"), self._on_block, Icon.LOCK_CLOSED)
        add(_("Lift the block…"), self._on_lift, Icon.CHECKMARK)
        table.set_hints(_("↑↓ choose"), _("Enter log a call"), _("R give back"), _("Ctrl+E extend"))
        table.say_when_empty(EmptyState(Nothing.ALL_DONE, _("Nothing is overdue.")))
        head = row(self.filters, self.calls)
        head.setStretchFactor(self.filters, 1)
        head.setAlignment(self.calls, Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.body.addLayout(head)
        card.body.addWidget(table, 1)
        self.split = MasterDetail(card, self.detail)
        self.setLayout(column(self.split))

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.filters.search.returnPressed.connect(self._on_found)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.calls.clicked.connect(self._on_call_sheet)
        detail = self.detail
        for made, run in (
            (detail.first.clicked, self._on_call),
            (detail.extend.clicked, self._on_extend),
            (detail.call.triggered, self._on_call),
            (detail.slip.triggered, self._on_slip),
            (detail.phone.triggered, self._on_phone),
            (detail.block.triggered, self._on_block),
            (detail.lift.triggered, self._on_lift),
        ):
            made.connect(partial(self._on_current, run))

    def _narrow(self) -> None:
        today, query = self._today(), self.filters.query()
        accept = OVERDUE_ACCEPTS[self.filters.segment()]
        found = {entry.line_id for entry in self._lending.find_open(query)} if query else set()

        def accepts(entry: LoanEntry) -> bool:
            meant = not query or entry.line_id in found or says(entry, query)
            return meant and accept(entry, today)

        self.table.narrow(accepts, told=query)

    def _choose(self, line_id: LoanLineId) -> bool:
        return self.table.choose_where(lambda entry: entry.line_id == line_id)

    def _on_found(self) -> None:
        self.table.choose_first()
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, entry: LoanEntry | None) -> None:
        if entry is None:
            self.detail.show_nothing()
        else:
            self.detail.show_loan(entry, borrower_of(self._lending, entry), self._today())

    def _on_opened(self, entry: LoanEntry) -> None:
        self._deeds.log_contact(entry.line_id)

    def _on_current(self, run: Callable[[list[LoanEntry]], None], _checked: bool = False) -> None:
        if (entry := self.table.current()) is not None:
            run([entry])

    def _on_call(self, entries: list[LoanEntry]) -> None:
        self._deeds.log_contact(entries[0].line_id)

    def _on_give_back(self, entries: list[LoanEntry]) -> None:
        self._deeds.give_back(entries[0].line_id)

    def _on_extend(self, entries: list[LoanEntry]) -> None:
        self._deeds.extend(entries[0].line_id)

    def _on_details(self, _entries: list[LoanEntry]) -> None:
        self.split.open_pane()

    def _on_slip(self, entries: list[LoanEntry]) -> None:
        self._deeds.print_slip(entries[0].loan_id)

    def _on_phone(self, entries: list[LoanEntry]) -> None:
        self._deeds.show_phone(entries[0].borrower_id)

    def _on_block(self, entries: list[LoanEntry]) -> None:
        self._deeds.block(entries[0].borrower_id)

    def _on_lift(self, entries: list[LoanEntry]) -> None:
        self._deeds.lift_block(entries[0].borrower_id)

    def _on_call_sheet(self) -> None:
        self._deeds.turn_to.emit("reports", "call-sheet")


def _line_id(entry: LoanEntry) -> object:
    return entry.line_id


def _verb(_entry: LoanEntry) -> str:
    return _("Log")
