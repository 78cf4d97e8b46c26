"""What the views of loans have in common: the table, the chosen loan beside it, its deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.loans import LoanEntry
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.listings.columns import Column
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.deeds import LendingDeeds
    from stationdesk.ui.lending.loan_detail import LoanDetail
    from stationdesk.ui.widgets.filter_bar import FilterBar


class LoanView(RecordView[LoanEntry]):
    """Loans in a table, narrowed by words and a quick filter; views say which, and what first.

    A view overrides ``accepts_now`` (what its quick filter shows) and ``open_record`` (Enter).
    """

    detail: LoanDetail

    def __init__(
        self,
        lending: Lending,
        deeds: LendingDeeds,
        today: Callable[[], date],
        *,
        filters: FilterBar,
        table: RecordTable[LoanEntry],
        detail: LoanDetail,
    ) -> None:
        super().__init__(filters, table, detail)
        self._lending, self._deeds, self._today = lending, deeds, today
        self._wire()

    def accepts_now(self, entry: LoanEntry) -> bool:
        """Tell whether the quick filter shows a loan."""
        raise NotImplementedError

    def give_back_current(self) -> None:
        """Take back the loan on which the cursor stands."""
        if (entry := self.table.current()) is not None and entry.open:
            self._deeds.give_back(entry.line_id)

    def offer_deeds(self, first: str, keys: dict[str, str]) -> None:
        """Offer all deeds in the row menu, ``first`` on top; ``keys`` are their shortcuts."""
        deeds = self._row_deeds()
        for name in (first, *(each for each in deeds if each != first)):
            words, picture, run = deeds[name]
            self.table.add_action(words, self.for_row(run), picture, keys.get(name, ""))

    def narrow(self) -> None:
        query = self.filters.query()
        found = {each.line_id for each in self._lending.find_open(query)} if query else set()

        def accepts(entry: LoanEntry) -> bool:
            meant = not query or entry.line_id in found or _says(entry, query)
            return meant and self.accepts_now(entry)

        self.table.narrow(accepts, told=query)

    def show_chosen(self, entry: LoanEntry) -> None:
        self.detail.show_loan(entry, self._borrower_of(entry), self._today())

    def _row_deeds(self) -> dict[str, tuple[str, Icon, Callable[[LoanEntry], object]]]:
        deeds = self._deeds
        return {
            "give_back": (
                _("Give back"),
                Icon.ARROW_IMPORT,
                lambda entry: deeds.give_back(entry.line_id),
            ),
            "extend": (
                _("Extend"),
                Icon.CALENDAR_CLOCK,
                lambda entry: deeds.extend(entry.line_id),
            ),
            "details": (_("Details"), Icon.OPEN, self.open_pane),
            "call": (
                _("Log a call…"),
                Icon.PHONE,
                lambda entry: deeds.log_contact(entry.line_id),
            ),
            "slip": (
                _("Print the slip"),
                Icon.PRINT,
                lambda entry: deeds.print_slip(entry.loan_id),
            ),
            "phone": (
                _("Show name and phone…"),
                Icon.EYE,
                lambda entry: deeds.show_phone(entry.borrower_id),
            ),
            "block": (
                _("Block the borrower…"),
                Icon.LOCK_CLOSED,
                lambda entry: deeds.block(entry.borrower_id),
            ),
            "lift": (
                _("Lift the block…"),
                Icon.CHECKMARK,
                lambda entry: deeds.lift_block(entry.borrower_id),
            ),
        }

    def _wire(self) -> None:
        detail, deeds = self.detail, self._row_deeds()
        detail.first.clicked.connect(self.for_current(self.open_record))
        detail.extend.clicked.connect(self.for_current(deeds["extend"][2]))
        for action, name in (
            (detail.call, "call"),
            (detail.slip, "slip"),
            (detail.phone, "phone"),
            (detail.block, "block"),
            (detail.lift, "lift"),
        ):
            action.triggered.connect(self.for_current(deeds[name][2]))

    def _borrower_of(self, entry: LoanEntry) -> BorrowerLine | None:
        """Return who has a loan; None where the details were erased."""
        try:
            line = self._lending.borrower_line(entry.borrower_id)
        except Refused:
            return None
        return None if line.borrower.erased_on else line


def loan_table(
    columns: Sequence[Column[LoanEntry]],
    says: str,
    verb_of: Callable[[LoanEntry], str],
    folds: tuple[str, ...],
) -> RecordTable[LoanEntry]:
    """Return a table of loans; ``folds`` are the columns that step aside where it is narrow."""
    table: RecordTable[LoanEntry] = RecordTable(
        columns, says, key=lambda entry: entry.line_id, verb_of=verb_of
    )
    table.view.fold(*folds)
    return table


def _says(entry: LoanEntry, query: str) -> bool:
    """Tell whether each word of ``query`` stands in what is shown of a loan, or in its kind."""
    kind = entry.kind
    said = f"{entry.number} {entry.thing} {entry.tail} {kind.code} {kind.search_words}"
    said = f"{said} {entry.borrower_shown} {entry.handled_by}".lower()
    return all(word in said for word in query.lower().split())
