"""What should be back: sorted by lateness, with whoever was tried and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.loan_columns import OVERDUE_FOLDS, overdue
from stationdesk.ui.lending.loan_detail import LoanDetail
from stationdesk.ui.lending.loan_segments import OVERDUE_ACCEPTS, OVERDUE_SEGMENTS
from stationdesk.ui.lending.loan_view import LoanView, loan_table
from stationdesk.ui.widgets.basics import icon_button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import LoanLineId
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.deeds import LendingDeeds


class OverdueView(LoanView):
    """The overdue loans; Enter logs a call, the detail pane tells all tries."""

    def __init__(self, lending: Lending, deeds: LendingDeeds, today: Callable[[], date]) -> None:
        segments = {key: _(words) for key, words in OVERDUE_SEGMENTS.items()}
        super().__init__(
            lending,
            deeds,
            today,
            filters=FilterBar(
                _("Thing, last four digits, initials"), segments, _("Which overdue loans to show")
            ),
            table=loan_table(overdue(today()), _("Overdue loans"), _verb, OVERDUE_FOLDS),
            detail=LoanDetail(_("Log a call"), Icon.PHONE),
        )
        self._late: list[LoanEntry] = []
        self.calls = icon_button(Icon.PHONE, _("Print the call sheet"))
        self.offer_deeds(
            "call", {"call": "L", "give_back": "R", "extend": "Ctrl+E", "details": "Space"}
        )
        self.table.set_hints(
            _("↑↓ choose"), _("Enter log a call"), _("R give back"), _("Ctrl+E extend")
        )
        self.table.say_when_empty(EmptyState(Nothing.ALL_DONE, _("Nothing is overdue.")))
        self.lay_out(self.calls)
        self.calls.clicked.connect(self._on_call_sheet)

    def refresh(self) -> None:
        """Read again what is overdue."""
        self._late = self._lending.overdue()
        today = self._today()
        counts = {
            key: sum(accept(entry, today) for entry in self._late)
            for key, accept in OVERDUE_ACCEPTS.items()
        }
        self.filters.set_counts(counts)
        self.show_records(self._late)

    def show_line(self, line_id: LoanLineId) -> None:
        """Put the cursor on a line, letting filters go where they hide it."""
        if not self.table.choose_where(lambda entry: entry.line_id == line_id):
            self.filters.clear()
            self.table.choose_where(lambda entry: entry.line_id == line_id)
        self.table.setFocus()

    def accepts_now(self, entry: LoanEntry) -> bool:
        return OVERDUE_ACCEPTS[self.filters.segment()](entry, self._today())

    def open_record(self, entry: LoanEntry) -> None:
        self._deeds.log_contact(entry.line_id)

    def _on_call_sheet(self) -> None:
        self._deeds.turn_to.emit("reports", "call-sheet")


def _verb(_entry: LoanEntry) -> str:
    return _("Log")
