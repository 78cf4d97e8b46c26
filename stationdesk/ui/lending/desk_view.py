"""What is out, and what came back: the loans with the chosen one beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.loan_columns import LOAN_FOLDS, loans
from stationdesk.ui.lending.loan_detail import LoanDetail
from stationdesk.ui.lending.loan_segments import LOAN_ACCEPTS, LOAN_SEGMENTS
from stationdesk.ui.lending.loan_view import LoanView, loan_table
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import LoanLineId
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.deeds import LendingDeeds

PERIODS = ("30", "90", "365")
"""Days back from today that may be looked through."""


class DeskView(LoanView):
    """The loans; ``set_up_wanted`` asks for the things that can be lent, where there is none."""

    set_up_wanted = pyqtSignal()

    def __init__(self, lending: Lending, deeds: LendingDeeds, today: Callable[[], date]) -> None:
        segments = {key: _(words) for key, words in LOAN_SEGMENTS.items()}
        filters = FilterBar(
            _("Thing, last four digits, initials"), segments, _("Which loans to show")
        )
        filters.add_choice("period", _("Lent within"), _periods())
        super().__init__(
            lending,
            deeds,
            today,
            filters=filters,
            table=loan_table(loans(today()), _("Loans"), _verb, LOAN_FOLDS),
            detail=LoanDetail(_("Give back"), Icon.ARROW_IMPORT),
        )
        self._open: list[LoanEntry] = []
        self._read_what: tuple[str, str] | None = None
        self.offer_deeds("give_back", {"extend": "Ctrl+E", "details": "Space", "call": "L"})
        self.table.set_hints(
            _("↑↓ choose"), _("Enter give back"), _("Ctrl+E extend"), _("Ctrl+F search")
        )
        self.table.say_when_empty(self._nothing_out())
        self.lay_out()

    def refresh(self) -> None:
        """Read the loans again."""
        self._open = self._lending.open_entries()
        today = self._today()
        counts = {
            key: sum(LOAN_ACCEPTS[key](entry, today) for entry in self._open)
            for key in ("out", "due")
        }
        self.filters.set_counts(counts)
        self._read_what = None
        self.on_filters()
        if self.table.current() is None:
            self.table.choose_first()

    def show_line(self, line_id: LoanLineId) -> None:
        """Put the cursor on a line, letting filters go where they hide it."""
        self.find_record(lambda entry: entry.line_id == line_id, "out", "period")
        self.table.setFocus()
        self.split.open_pane()

    def accepts_now(self, entry: LoanEntry) -> bool:
        return LOAN_ACCEPTS[self.filters.segment()](entry, self._today())

    def open_record(self, entry: LoanEntry) -> None:
        if entry.open:
            self._deeds.give_back(entry.line_id)
        else:
            self.split.open_pane()

    def _nothing_out(self) -> EmptyState:
        set_up = button(_("What can be lent"), Icon.UMBRELLA)
        set_up.clicked.connect(self.set_up_wanted)
        return EmptyState(
            Nothing.ALL_DONE,
            _("Nothing is out."),
            _("To lend, press F2 and type initials such as ys, or scan a label."),
            (set_up,),
        )

    def on_filters(self) -> None:
        """Show what the filters say; closed loans are read only where they are asked for."""
        wanted = (self.filters.segment(), self.filters.choice("period"))
        if wanted != self._read_what:
            self._read_what = wanted
            self.table.show_records(self._read(*wanted))
        self.narrow()

    def _read(self, segment: str, days: str) -> list[LoanEntry]:
        if segment in ("out", "due"):
            return self._open
        today = self._today()
        back = timedelta(days=int(PERIODS[-1] if segment == "back" else days))
        entries = self._lending.loan_entries(today - back, today)
        if segment == "period":
            return entries[::-1]
        closed = [entry for entry in entries if entry.closed_on is not None]
        return sorted(closed, key=_closed_on, reverse=True)


def _closed_on(entry: LoanEntry) -> tuple[str, int]:
    return (str(entry.closed_on), entry.line_id)


def _periods() -> dict[str, str]:
    return {days: _("Lent within {days} days").format(days=days) for days in PERIODS}


def _verb(entry: LoanEntry) -> str:
    return _("Return") if entry.open else ""
