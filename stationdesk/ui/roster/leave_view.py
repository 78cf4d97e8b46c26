"""Leave that was asked for: what it would vacate is shown before it is approved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.availability import (
    LEAVE_KIND_WORDS,
    LEAVE_STATE_WORDS,
    Leave,
    LeaveState,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.leave_form import LeaveForm
from stationdesk.ui.roster.reason_form import ReasonForm
from stationdesk.ui.roster.words import (
    breach_words,
    head_day,
    hole_words,
    shift_words,
    span_words,
    stretch_words,
)
from stationdesk.ui.widgets.basics import button, label, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import LeaveId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.outcomes import LeaveOutcome
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.roster.deeds import RosterDeeds, RosterServices
    from stationdesk.ui.roster.shown_days import ShownDays

TONES = {
    LeaveState.ASKED: Tone.WARNING,
    LeaveState.APPROVED: Tone.GOOD,
    LeaveState.DECLINED: Tone.BAD,
    LeaveState.WITHDRAWN: Tone.NEUTRAL,
}
REFUSALS = (N_("Nobody can take the shifts over"), N_("Agreed on other days"))
PANE_WIDTH = 340
DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveLine:
    """A leave and whose it is."""

    leave: Leave
    name: str

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return Mark(LEAVE_STATE_WORDS[self.leave.state], TONES[self.leave.state])

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for an answer."""
        return self.leave.state is LeaveState.ASKED


COLUMNS: tuple[Column[LeaveLine], ...] = (
    Column("name", N_("Volunteer"), Kind.TEXT, lambda line: line.name, 6),
    Column(
        "days",
        N_("Leave days"),
        Kind.TEXT,
        lambda line: span_words(line.leave.first_day, line.leave.last_day),
        11,
        True,
        lambda line: line.leave.first_day,
    ),
    Column("kind", N_("Why away"), Kind.TEXT, lambda line: _(LEAVE_KIND_WORDS[line.leave.kind]), 6),
    Column("asked", N_("Asked on"), Kind.DAY, lambda line: line.leave.asked_on, 7),
    Column("state", N_("State"), Kind.STATE, lambda line: line.mark, 7),
)


class LeavePane(DetailPane):
    """A leave, the shifts it would vacate, and the holes these would leave."""

    def __init__(self) -> None:
        super().__init__(_("Choose a leave at the left."))
        self.facts, self.rows = Facts(), ToldRows()
        self.heading = label("", "card_title")
        self.approve = button(_("Approve the leave"), Icon.CHECKMARK_CIRCLE)
        self.decline = button(_("Decline"), Icon.DISMISS)
        self.withdraw = button(_("Withdraw the leave"), Icon.ARROW_UNDO)
        for part in (self.facts, rule(), self.heading, self.rows):
            self.body.addWidget(part)
        for made in (self.approve, self.decline, self.withdraw):
            self.body.addWidget(made)

    def show_line(self, line: LeaveLine, told: list[Told], vacated: int) -> None:
        """Tell of a leave; ``told`` is what approving it would do."""
        leave = line.leave
        self.show_head(line.name, line.mark, span_words(leave.first_day, leave.last_day))
        decided = " ".join(filter(None, ((leave.decided_at or "")[:10], leave.decided_by)))
        facts = [(_("Why away"), _(LEAVE_KIND_WORDS[leave.kind])), (_("Decided"), decided)]
        if leave.reason:
            facts.append((_("Reason"), leave.reason))
        self.facts.show_facts(facts)
        for part in (self.heading, self.rows, self.approve, self.decline, self.withdraw):
            part.setVisible(line.is_open)
        if line.is_open:
            self.heading.setText(_("Approving vacates {count} shifts").format(count=vacated))
            self.rows.show_rows(told)


class LeaveView(RecordView[LeaveLine]):
    """Leaves in a table, those that wait first; Enter approves after a look at what it leaves."""

    detail: LeavePane
    refused = pyqtSignal(object)

    def __init__(
        self, services: RosterServices, deeds: RosterDeeds, dialogs: Dialogs, days: ShownDays
    ) -> None:
        segments = {"open": _("Waiting"), "all": _("All leave")}
        super().__init__(
            FilterBar(_("Name / pinyin initials"), segments, _("Which leave to show")),
            RecordTable(COLUMNS, _("Leave"), key=lambda line: line.leave.id, verb_of=_verb),
            LeavePane(),
        )
        self._services, self._deeds, self._dialogs, self._days = services, deeds, dialogs, days
        self.table.say_when_empty(EmptyState(Nothing.ALL_DONE, _("No leave waits for an answer.")))
        self.table.view.fold("asked", "kind")
        self._connect()
        self.lay_out(pane_width=PANE_WIDTH)

    def refresh(self) -> None:
        """Read the leaves again."""
        names = self._services.volunteers.volunteer
        lines = [
            LeaveLine(leave=leave, name=names(leave.volunteer_id).name)
            for leave in self._services.volunteers.leaves()
        ]
        lines.sort(key=lambda line: (not line.is_open, -line.leave.first_day.toordinal()))
        self.filters.set_counts({"open": sum(line.is_open for line in lines), "all": len(lines)})
        self.show_records(lines)

    def waiting(self) -> int:
        """Return how many leaves wait for an answer."""
        return sum(leave.state is LeaveState.ASKED for leave in self._services.volunteers.leaves())

    def narrow(self) -> None:
        query, only_open = self.filters.query(), self.filters.segment() == "open"
        meant = frozenset(self._deeds.find(query)) if query else None
        self.table.narrow(
            lambda line: (
                (line.is_open or not only_open)
                and (meant is None or line.leave.volunteer_id in meant)
            ),
            told=query,
        )

    def show_chosen(self, record: LeaveLine) -> None:
        told: list[Told] = []
        vacated = 0
        if record.is_open:
            outcome = self._services.roster.leave_would_vacate(record.leave.id)
            first, last = record.leave.first_day, record.leave.last_day
            facts = self._services.roster.facts(first, last)
            told, vacated = _outcome_rows(outcome, facts), len(outcome.vacated)
        self.detail.show_line(record, told, vacated)

    def open_record(self, record: LeaveLine) -> None:
        """Approve one that waits; others are only shown."""
        if record.is_open:
            self._approve(record)
        else:
            self.open_pane()

    def show_leave(self, leave_id: LeaveId) -> None:
        """Put the cursor on a leave."""
        self.refresh()
        self.find_record(lambda line: line.leave.id == leave_id, "all")

    def _connect(self) -> None:
        pane = self.detail
        pane.approve.clicked.connect(self.for_current(self._approve))
        pane.decline.clicked.connect(self.for_current(self._decline))
        pane.withdraw.clicked.connect(self.for_current(self._withdraw))

    def ask(self) -> None:
        """Ask who is away from when until when."""
        people = {
            line.volunteer.id: line.volunteer.name for line in self._services.volunteers.lines()
        }
        today = self._days.today()
        form = LeaveForm(people, today, self._ask, dialogs=self._dialogs, parent=self)
        form.exec()

    def _ask(self, wish: object) -> None:
        self._services.volunteers.ask_leave(wish)  # type: ignore[arg-type]

    def _approve(self, line: LeaveLine) -> None:
        """Approve it, asking first where shifts would be vacated."""
        leave = line.leave
        try:
            outcome = self._services.roster.leave_would_vacate(leave.id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return
        count, holes = len(outcome.vacated), len(outcome.holes)
        if count and not self._dialogs.confirm(
            self,
            _("Approve the leave of {name}?").format(name=line.name),
            _("{count} shifts are vacated, {holes} holes come up by the clock.").format(
                count=count, holes=holes
            ),
            yes=_("Approve the leave"),
        ):
            return
        self._run(partial(self._services.roster.approve_leave, leave.id))

    def _decline(self, line: LeaveLine) -> None:
        leave = line.leave
        form = ReasonForm(
            _("Decline the leave"),
            _("Decline"),
            f"{line.name} · {span_words(leave.first_day, leave.last_day)}",
            partial(self._services.volunteers.decline_leave, leave.id),
            offered=[_(words) for words in REFUSALS],
            dialogs=self._dialogs,
            parent=self,
        )
        form.exec()

    def _withdraw(self, line: LeaveLine) -> None:
        self._run(partial(self._services.volunteers.withdraw_leave, line.leave.id))

    def _run(self, deed: Callable[[], object]) -> None:
        self._deeds.run(deed)


def _outcome_rows(outcome: LeaveOutcome, facts: RosterFacts) -> list[Told]:
    """Return what approving would vacate, leave open and break."""
    rows = [
        Told(what=shift_words(facts.shifts[row.shift_id]))
        for row in outcome.vacated
        if row.shift_id in facts.shifts
    ]
    for hole in outcome.holes:
        day = head_day(type(facts.first).fromordinal(hole.starts // DAY_MINUTES))
        when = f"{day} {stretch_words(hole.starts, hole.ends)}"
        rows.append(Told(what=hole_words(hole, facts), how=when, tone=Tone.WARNING))
    rows += [Told(what=breach_words(each), tone=Tone.WARNING) for each in outcome.breaches]
    return rows or [Told(what=_("Nothing on the roster changes."))]


def _verb(line: LeaveLine) -> str:
    return _("Approve the leave") if line.is_open else ""
