"""What is held for somebody: to be handed over, to come, and what became of the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.lending.holds import Hold, HoldState
from stationdesk.i18n import _
from stationdesk.listings.lending import hold_mark
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.loan_columns import HOLD_FOLDS, holds
from stationdesk.ui.lending.loan_segments import HOLD_ACCEPTS, HOLD_SEGMENTS
from stationdesk.ui.lending.loan_words import near_words, person_words
from stationdesk.ui.lending.matches import held_thing
from stationdesk.ui.widgets.basics import button, icon_button
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import HoldId
    from stationdesk.services.lending import Lending
    from stationdesk.ui.lending.deeds import LendingDeeds

OPEN = (HoldState.WAITING, HoldState.COMING)


class HoldView(RecordView[Hold]):
    """The holds; Enter hands over what waits."""

    detail: _HoldDetail

    def __init__(self, lending: Lending, deeds: LendingDeeds, today: Callable[[], date]) -> None:
        segments = {key: _(words) for key, words in HOLD_SEGMENTS.items()}
        super().__init__(
            FilterBar(_("Thing, last four digits, number"), segments, _("Which holds to show")),
            RecordTable(
                holds(today()),
                _("Holds"),
                key=lambda hold: hold.id,
                verb_of=partial(_verb, today),
            ),
            _HoldDetail(),
        )
        self._lending, self._deeds, self._today = lending, deeds, today
        self._holds: list[Hold] = []
        self.enter = button(_("Hold for somebody"), Icon.ADD, shortcut="Ctrl+B")
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the holds again."""
        self._holds = sorted(self._lending.holds(only_open=False), key=self._order)
        today = self._today()
        self.filters.set_counts(
            {
                key: sum(accept(hold, today) for hold in self._holds)
                for key, accept in HOLD_ACCEPTS.items()
            }
        )
        self.show_records(self._holds)

    def show_hold(self, hold_id: HoldId) -> None:
        """Put the cursor on a hold, letting filters go where they hide it."""
        self.find_record(lambda hold: hold.id == hold_id, "open", "closed")
        self.table.setFocus()
        self.split.open_pane()

    def narrow(self) -> None:
        today, accept = self._today(), HOLD_ACCEPTS[self.filters.segment()]
        words = self.filters.query().lower().split()

        def accepts(hold: Hold) -> bool:
            said = f"{hold.number} {held_thing(hold)} {hold.kind.search_words} {hold.tail}"
            said = f"{said} {hold.borrower_shown}".lower()
            return accept(hold, today) and all(word in said for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, hold: Hold) -> None:
        self.detail.show_hold(hold, self._today())

    def open_record(self, hold: Hold) -> None:
        if hold.state(self._today()) is HoldState.WAITING:
            self._deeds.hand_over(hold.id)
        else:
            self.split.open_pane()

    def _build(self) -> None:
        table = self.table
        table.view.fold(*HOLD_FOLDS)
        add = table.add_action
        add(_("Hand over"), self.for_row(self._hand_over), Icon.ARROW_EXPORT)
        add(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        add(_("Show name and phone…"), self.for_row(self._show_phone), Icon.EYE)
        add(_("Cancel the hold…"), self.for_row(self._cancel), Icon.DELETE, "Del")
        table.set_hints(
            _("↑↓ choose"), _("Enter hand what is held over"), _("Del cancel"), _("Ctrl+F search")
        )
        table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("Nothing is held for anybody."),
                _("A wheelchair for tomorrow, umbrellas for a group: hold them until that day."),
                name=Icon.CALENDAR_CLOCK,
            )
        )
        self.lay_out(self.enter)

    def _connect(self) -> None:
        self.enter.clicked.connect(self._on_enter)
        for made, run in (
            (self.detail.hand_over, self._hand_over),
            (self.detail.cancel, self._cancel),
            (self.detail.phone, self._show_phone),
        ):
            made.clicked.connect(self.for_current(run))

    def _order(self, hold: Hold) -> tuple[bool, date, int]:
        return (hold.state(self._today()) not in OPEN, hold.pick_up_on, hold.id)

    def _on_enter(self) -> None:
        hold_id = self._deeds.hold()
        if hold_id is not None:
            self.show_hold(hold_id)

    def _hand_over(self, hold: Hold) -> None:
        self._deeds.hand_over(hold.id)

    def _show_phone(self, hold: Hold) -> None:
        self._deeds.show_phone(hold.borrower_id)

    def _cancel(self, hold: Hold) -> None:
        if hold.state(self._today()) in OPEN:
            self._deeds.cancel_hold(hold.id)


class _HoldDetail(DetailPane):
    """The chosen hold."""

    def __init__(self) -> None:
        super().__init__(_("Choose a hold at the left."))
        self.facts = Facts()
        self.hand_over = button(_("Hand over"), Icon.ARROW_EXPORT)
        self.cancel = icon_button(Icon.DELETE, _("Cancel the hold…"))
        self.phone = icon_button(Icon.EYE, _("Show name and phone…"))
        self.body.addWidget(self.facts)
        self.foot.addWidget(self.hand_over, 1)
        self.foot.addWidget(self.phone)
        self.foot.addWidget(self.cancel)

    def show_hold(self, hold: Hold, today: date) -> None:
        """Show a hold."""
        is_open = hold.state(today) in OPEN
        self.show_head(held_thing(hold), hold_mark(hold, today), hold.number)
        facts = [
            (_("Held for"), person_words(hold.borrower_shown, hold.tail)),
            (_("Pieces held"), f"{hold.quantity} {hold.kind.unit}".strip()),
            (_("To be picked up on"), f"{hold.pick_up_on}\n{near_words(hold.pick_up_on, today)}"),
            (_("Held until"), f"{hold.lapses_on}\n{near_words(hold.lapses_on, today)}"),
            (_("Note"), hold.note),
            (_("Held since"), str(hold.on)),
            (_("Handled by"), hold.recorded_by),
            (_("Cancelled because"), hold.cancel_reason),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        self.hand_over.setEnabled(is_open)
        self.cancel.setEnabled(is_open)


def _verb(today: Callable[[], date], hold: Hold) -> str:
    return _("Deliver") if hold.state(today()) is HoldState.WAITING else ""
