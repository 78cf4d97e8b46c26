"""What is out, and what came back: the loans with the chosen one beside them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.loan_columns import LOAN_FOLDS, loans
from stationdesk.ui.lending.loan_detail import LoanDetail
from stationdesk.ui.lending.loan_segments import LOAN_ACCEPTS, LOAN_SEGMENTS
from stationdesk.ui.widgets.basics import Card, button, column
from stationdesk.ui.widgets.detail_pane import MasterDetail
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import LoanLineId
    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.deeds import LendingDeeds

PERIODS = ("30", "90", "365")
"""Days back from today that may be looked through."""


class DeskView(QWidget):
    """The loans; ``set_up_wanted`` asks for the things that can be lent, where there is none."""

    set_up_wanted = pyqtSignal()

    def __init__(self, lending: Lending, deeds: LendingDeeds, today: Callable[[], date]) -> None:
        super().__init__()
        self._lending, self._deeds, self._today = lending, deeds, today
        self._open: list[LoanEntry] = []
        self._read_what: tuple[str, str] | None = None
        segments = {key: _(words) for key, words in LOAN_SEGMENTS.items()}
        self.filters = FilterBar(
            _("Thing, last four digits, initials"), segments, _("Which loans to show")
        )
        self.filters.add_choice("period", _("Lent within"), _periods())
        self.table: RecordTable[LoanEntry] = RecordTable(
            loans(today()), _("Loans"), key=lambda entry: entry.line_id, verb_of=_verb
        )
        self.detail = LoanDetail(_("Give back"), Icon.ARROW_IMPORT)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the loans again."""
        self._open = self._lending.open_entries()
        today = self._today()
        self.filters.set_counts(
            {
                key: sum(LOAN_ACCEPTS[key](entry, today) for entry in self._open)
                for key in ("out", "due")
            }
        )
        self._read_what = None
        self._on_filters()
        if self.table.current() is None:
            self.table.choose_first()

    def show_segment(self, key: str) -> None:
        """Show a quick filter and nothing else."""
        self.filters.clear()
        self.filters.choose(key)

    def show_line(self, line_id: LoanLineId) -> None:
        """Put the cursor on a line, letting filters go where they hide it."""
        for segment in ("out", "period"):
            if self._choose(line_id):
                break
            self.show_segment(segment)
        self._choose(line_id)
        self.table.setFocus()
        self.split.open_pane()

    def give_back_current(self) -> None:
        """Take back the loan on which the cursor stands."""
        if (entry := self.table.current()) is not None and entry.open:
            self._deeds.give_back(entry.line_id)

    def _build(self) -> None:
        table = self.table
        table.view.fold(*LOAN_FOLDS)
        add = table.add_action
        add(_("Give back"), self._on_give_back, Icon.ARROW_IMPORT)
        add(_("Extend"), self._on_extend, Icon.CALENDAR_CLOCK, "Ctrl+E")
        add(_("Details"), self._on_details, Icon.OPEN, "Space")
        add(_("Log a call…"), self._on_call, Icon.PHONE, "L")
        add(_("Print the slip"), self._on_slip, Icon.PRINT)
        add(_("Show name and phone…"), self._on_phone, Icon.EYE)
        add(_("Block the borrower…"), self._on_block, Icon.LOCK_CLOSED)
        add(_("Lift the block…"), self._on_lift, Icon.CHECKMARK)
        table.set_hints(
            _("↑↓ choose"), _("Enter give back"), _("Ctrl+E extend"), _("Ctrl+F search")
        )
        self.set_up = button(_("What can be lent"), Icon.UMBRELLA)
        self.set_up.clicked.connect(self.set_up_wanted)
        table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nothing is out."),
                _("To lend, press F2 and type initials such as ys, or scan a label."),
                (self.set_up,),
            )
        )
        card = Card()
        card.body.addWidget(self.filters)
        card.body.addWidget(table, 1)
        self.split = MasterDetail(card, self.detail)
        self.setLayout(column(self.split))

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filters)
        self.filters.search.returnPressed.connect(self._on_found)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        detail = self.detail
        detail.first.clicked.connect(self.give_back_current)
        for made, run in (
            (detail.extend.clicked, self._on_extend),
            (detail.call.triggered, self._on_call),
            (detail.slip.triggered, self._on_slip),
            (detail.phone.triggered, self._on_phone),
            (detail.block.triggered, self._on_block),
            (detail.lift.triggered, self._on_lift),
        ):
            made.connect(partial(self._on_current, run))

    def _on_filters(self) -> None:
        """Show what the filters say; closed loans are read only where they are asked for."""
        wanted = (self.filters.segment(), self.filters.choice("period"))
        if wanted != self._read_what:
            self._read_what = wanted
            self.table.show_records(self._read(wanted[0]))
        self._narrow()

    def _narrow(self) -> None:
        today, query = self._today(), self.filters.query()
        found = {entry.line_id for entry in self._lending.find_open(query)} if query else set()
        accept = LOAN_ACCEPTS[self.filters.segment()]

        def accepts(entry: LoanEntry) -> bool:
            meant = not query or entry.line_id in found or says(entry, query)
            return meant and accept(entry, today)

        self.table.narrow(accepts, told=query)

    def _read(self, segment: str) -> list[LoanEntry]:
        if segment in ("out", "due"):
            return self._open
        days = PERIODS[-1] if segment == "back" else self.filters.choice("period")
        today = self._today()
        entries = self._lending.loan_entries(today - timedelta(days=int(days)), today)
        if segment == "period":
            return entries[::-1]
        closed = [entry for entry in entries if entry.closed_on is not None]
        return sorted(closed, key=_closed_on, reverse=True)

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
        if entry.open:
            self._deeds.give_back(entry.line_id)
        else:
            self.split.open_pane()

    def _on_current(self, run: Callable[[list[LoanEntry]], None], _checked: bool = False) -> None:
        if (entry := self.table.current()) is not None:
            run([entry])

    def _on_give_back(self, entries: list[LoanEntry]) -> None:
        self._deeds.give_back(entries[0].line_id)

    def _on_extend(self, entries: list[LoanEntry]) -> None:
        self._deeds.extend(entries[0].line_id)

    def _on_details(self, _entries: list[LoanEntry]) -> None:
        self.split.open_pane()

    def _on_call(self, entries: list[LoanEntry]) -> None:
        self._deeds.log_contact(entries[0].line_id)

    def _on_slip(self, entries: list[LoanEntry]) -> None:
        self._deeds.print_slip(entries[0].loan_id)

    def _on_phone(self, entries: list[LoanEntry]) -> None:
        self._deeds.show_phone(entries[0].borrower_id)

    def _on_block(self, entries: list[LoanEntry]) -> None:
        self._deeds.block(entries[0].borrower_id)

    def _on_lift(self, entries: list[LoanEntry]) -> None:
        self._deeds.lift_block(entries[0].borrower_id)


def borrower_of(lending: Lending, entry: LoanEntry) -> BorrowerLine | None:
    """Return who has a loan; None where the details were erased."""
    try:
        return lending.borrower_line(entry.borrower_id)
    except Refused:
        return None


def says(entry: LoanEntry, query: str) -> bool:
    """Tell whether each word of ``query`` stands in what is shown of a loan, or begins its code."""
    kind = entry.kind
    said = f"{entry.number} {entry.thing} {entry.tail} {kind.code} {kind.search_words}".lower()
    said = f"{said} {entry.borrower_shown.lower()} {entry.handled_by.lower()}"
    return all(word in said for word in query.lower().split())


def _closed_on(entry: LoanEntry) -> tuple[str, int]:
    return (str(entry.closed_on), entry.line_id)


def _periods() -> dict[str, str]:
    return {days: _("Lent within {days} days").format(days=days) for days in PERIODS}


def _verb(entry: LoanEntry) -> str:
    return _("Return") if entry.open else ""
