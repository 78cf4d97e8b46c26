"""Wishes to hand shifts over: asked, accepted, approved and applied, or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.roster.swap_rules import OPEN_SWAPS
from stationdesk.domain.roster.swaps import (
    SWAP_KIND_WORDS,
    SWAP_STATE_WORDS,
    Swap,
    SwapState,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.reason_form import ReasonForm
from stationdesk.ui.roster.swap_form import SwapForm
from stationdesk.ui.roster.words import breach_words, shift_words
from stationdesk.ui.widgets.basics import button, label, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import SwapId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.swaps import NewSwap
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.roster.deeds import RosterDeeds, RosterServices
    from stationdesk.ui.roster.shown_days import ShownDays

TONES = {
    SwapState.ASKED: Tone.WARNING,
    SwapState.ACCEPTED: Tone.INFO,
    SwapState.APPROVED: Tone.INFO,
    SwapState.APPLIED: Tone.GOOD,
}
NEXT_STEPS = {
    SwapState.ASKED: N_("The other agrees"),
    SwapState.ACCEPTED: N_("Approve the swap"),
    SwapState.APPROVED: N_("Hand over now"),
}
PANE_WIDTH = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapLine:
    """A wish with its shifts and people in words."""

    swap: Swap
    day: date
    giver: str
    given: str
    taker: str
    other: str

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        state = self.swap.state
        return Mark(SWAP_STATE_WORDS[state], TONES.get(state, Tone.NEUTRAL))

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for something."""
        return self.swap.state in OPEN_SWAPS

    def said(self) -> str:
        """Return all words by which it is looked for."""
        return f"{self.swap.number} {self.giver} {self.taker} {self.given} {self.other}".lower()


COLUMNS: tuple[Column[SwapLine], ...] = (
    Column("number", N_("Swap number"), Kind.TEXT, lambda line: line.swap.number, 7),
    Column("kind", N_("How"), Kind.TEXT, lambda line: _(SWAP_KIND_WORDS[line.swap.kind]), 5),
    Column("giver", N_("Who hands over"), Kind.TEXT, lambda line: line.giver, 5),
    Column(
        "given", N_("Shift"), Kind.TEXT, lambda line: line.given, 14, True, lambda line: line.day
    ),
    Column("taker", N_("Goes to"), Kind.TEXT, lambda line: line.taker, 5),
    Column("state", N_("State"), Kind.STATE, lambda line: line.mark, 8),
)


class SwapPane(DetailPane):
    """A wish, what the rules say, and the step that comes next."""

    def __init__(self) -> None:
        super().__init__(_("Choose a wish at the left."))
        self.facts, self.rules = Facts(), ToldRows()
        self.heading = label(_("What the rules say"), "card_title")
        self.next = button("", Icon.CHECKMARK_CIRCLE)
        self.decline = button(_("Decline"), Icon.DISMISS)
        self.withdraw = button(_("Withdraw the wish"), Icon.ARROW_UNDO)
        for part in (self.facts, rule(), self.heading, self.rules):
            self.body.addWidget(part)
        for made in (self.next, self.decline, self.withdraw):
            self.body.addWidget(made)

    def show_line(self, line: SwapLine, breaches: list[Breach]) -> None:
        """Tell of a wish."""
        self.show_head(f"{line.giver} → {line.taker}", line.mark, line.swap.number)
        self.facts.show_facts(
            [
                (_("Hands over"), line.given),
                (_("Takes instead"), line.other),
                (_("Reason"), line.swap.reason),
                (_("Written down"), _moment(line.swap)),
            ]
        )
        fits = Told(what=_("Fits: no rule would be broken."))
        told = [Told(what=breach_words(each)) for each in breaches] or [fits]
        for part in (self.heading, self.rules, self.next, self.decline, self.withdraw):
            part.setVisible(line.is_open)
        if line.is_open:
            self.rules.show_rows(told)
            self.next.setText(" " + _(NEXT_STEPS[line.swap.state]))
            self.next.setAccessibleName(_(NEXT_STEPS[line.swap.state]))


class SwapView(RecordView[SwapLine]):
    """Wishes in a table; Enter takes the next step with the chosen one."""

    detail: SwapPane
    refused = pyqtSignal(object)

    def __init__(
        self, services: RosterServices, deeds: RosterDeeds, dialogs: Dialogs, days: ShownDays
    ) -> None:
        segments = {"open": _("Waiting"), "all": _("All wishes")}
        super().__init__(
            FilterBar(_("Name, number or day"), segments, _("Which wishes to show")),
            RecordTable(COLUMNS, _("Wishes to swap"), key=lambda line: line.swap.id, verb_of=_verb),
            SwapPane(),
        )
        self._roster, self._services = services.roster, services
        self._deeds, self._dialogs, self._days = deeds, dialogs, days
        self.table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nobody waits to swap a shift."),
                _("Whoever cannot come hands the shift over here, with the rules checked."),
            )
        )
        self.table.view.fold("number", "kind", "taker")
        self._connect()
        self.lay_out(pane_width=PANE_WIDTH)

    def refresh(self) -> None:
        """Read the wishes again."""
        lines = [self._line(swap) for swap in self._roster.swaps()]
        self.filters.set_counts({"open": sum(line.is_open for line in lines), "all": len(lines)})
        self.show_records(lines)

    def waiting(self) -> int:
        """Return how many wishes wait for something."""
        return len(self._roster.swaps(only_open=True))

    def narrow(self) -> None:
        query, only_open = self.filters.query().lower(), self.filters.segment() == "open"
        self.table.narrow(
            lambda line: (line.is_open or not only_open) and query in line.said(), told=query
        )

    def show_chosen(self, record: SwapLine) -> None:
        breaches = self._roster.swap_would_break(record.swap) if record.is_open else []
        self.detail.show_line(record, breaches)

    def open_record(self, record: SwapLine) -> None:
        """Take the next step; one that is over is only shown."""
        self.open_pane()
        if record.is_open:
            self._step(record)

    def show_swap(self, swap_id: SwapId) -> None:
        """Put the cursor on a wish."""
        self.refresh()
        self.find_record(lambda line: line.swap.id == swap_id, "all")

    def ask(self, given: object = None) -> None:
        """Ask whose shift goes to whom; ``given`` is the row it begins with."""
        from stationdesk.ui.roster.reading import read_roster

        first, last = self._days.month()
        first = min(first, self._days.week()[0])
        last = max(last, self._days.week()[1])
        read = read_roster(self._roster, first, last, {})
        row: Assignment | None = given if given is not None else None  # type: ignore[assignment]
        form = SwapForm(read, self._keep, row, dialogs=self._dialogs, parent=self)
        form.exec()

    def _connect(self) -> None:
        pane = self.detail
        pane.next.clicked.connect(self.for_current(self._step))
        pane.decline.clicked.connect(self.for_current(self._decline))
        pane.withdraw.clicked.connect(self.for_current(self._withdraw))

    def _keep(self, wish: NewSwap, at_once: bool) -> None:
        if at_once and wish.to_volunteer_id is not None:
            self._deeds.swap_now(wish)
        else:
            self._roster.ask_swap(wish)

    def _step(self, line: SwapLine) -> None:
        swap = line.swap
        if swap.state is SwapState.APPROVED:
            self._deeds.apply_swap(swap.id)
        elif swap.state is SwapState.ACCEPTED:
            self._deeds.run(partial(self._roster.approve_swap, swap.id))
        else:
            self._deeds.run(partial(self._roster.accept_swap, swap.id))

    def _decline(self, line: SwapLine) -> None:
        form = ReasonForm(
            _("Decline the swap"),
            _("Decline"),
            f"{line.giver} → {line.taker} · {line.given}",
            partial(self._roster.decline_swap, line.swap.id),
            dialogs=self._dialogs,
            parent=self,
        )
        form.exec()

    def _withdraw(self, line: SwapLine) -> None:
        self._deeds.run(partial(self._roster.withdraw_swap, line.swap.id))

    def _line(self, swap: Swap) -> SwapLine:
        row = self._roster.assignment(swap.assignment_id)
        shift = self._roster.shift(row.shift_id)
        other = ""
        taker = swap.to_volunteer_id
        if swap.other_assignment_id is not None:
            theirs = self._roster.assignment(swap.other_assignment_id)
            other = shift_words(self._roster.shift(theirs.shift_id))
        name_of = self._services.volunteers.volunteer
        return SwapLine(
            swap=swap,
            day=shift.day,
            giver=name_of(row.volunteer_id).name,
            given=shift_words(shift),
            taker=name_of(taker).name if taker is not None else _("nobody yet"),
            other=other,
        )


def _moment(swap: Swap) -> str:
    at = swap.recorded_at[:16].replace("T", " ")
    return f"{at} {swap.recorded_by}"


def _verb(line: SwapLine) -> str:
    return _(NEXT_STEPS[line.swap.state]) if line.is_open else ""
