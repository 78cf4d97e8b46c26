"""Letting a roster be proposed: the search goes on elsewhere, its best so far can be taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Protocol

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.services.roster_desk import planning
from stationdesk.ui.roster.proposal_bar import ProposalBar
from stationdesk.ui.roster.proposal_shown import ProposalTold, told_of
from stationdesk.ui.roster.told_panel import ToldPanel
from stationdesk.ui.roster.week_shown import Ghosts
from stationdesk.ui.roster.words import span_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.periods import Period
    from stationdesk.services.roster import Roster
    from stationdesk.services.roster_desk.planning import PlanTask
    from stationdesk.ui.jobs import JobRunner
    from stationdesk.ui.roster.deeds import RosterDeeds
    from stationdesk.ui.roster.proposal_shown import FoundProposal
    from stationdesk.ui.roster.reading import Reading


class Reach(Enum):
    """How far a search may go."""

    ADD = auto()
    """It only puts people in; everybody stays."""
    MOVE = auto()
    """It moves people where that is worth it."""
    ANEW = auto()
    """It puts everybody anew who is not pinned."""


class SearchProgress(Protocol):
    """How far a search is: see ``planning.run``."""

    @property
    def step(self) -> int:
        """Which step is worked on, counted from 0."""

    @property
    def steps(self) -> int:
        """How many there are."""

    @property
    def cost(self) -> float | None:
        """What the best so far costs, None while there is none."""

    @property
    def bound(self) -> float | None:
        """What none can go below, None where nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProposal:
    """A proposal that waits to be accepted, and the roster it is for."""

    period: Period
    task: PlanTask
    proposal: FoundProposal

    def ghosts(self) -> Ghosts:
        """Return what it would change, as the week draws it."""
        return Ghosts(self.proposal.added, self.proposal.removed)

    def told(self) -> ProposalTold:
        """Return what it would change in words."""
        return told_of(self.task.facts, self.proposal)


class Proposing(QObject):
    """Runs the planner and shows what it found; nothing is kept before it is accepted.

    ``shown`` carries a ``ShownProposal`` to be drawn into the week, None when it is put away.
    """

    shown = pyqtSignal(object)
    told = pyqtSignal(str)
    refused = pyqtSignal(object)
    _heard = pyqtSignal(object)

    def __init__(
        self, roster: Roster, deeds: RosterDeeds, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._roster, self._deeds, self._jobs, self._over = roster, deeds, jobs, parent
        self._enough = Event()
        self._is_dropped = False
        self._waiting: ShownProposal | None = None
        self._runs = 0
        self.bar = ProposalBar()
        self._connect()

    def begin(self, read: Reading, reach: Reach = Reach.ADD) -> None:
        """Search for the roster of the days read, from today on.

        Where the days belong to two rosters the emptier one is searched for first, and the other
        where nothing can be bettered in that.
        """
        meant = read.period()
        if meant is None or self.bar.is_running():
            return
        lacking = read.to_fill() if reach is Reach.ADD else []
        self._search_in(lacking or [meant], read.facts.today, reach)

    def begin_instead(self, read: Reading, row: Assignment) -> None:
        """Search for who serves instead of somebody missing, moving as few people as possible."""
        period = read.period_on(read.shift(row.shift_id).day)
        if period is not None and not self.bar.is_running():
            self._search(period, partial(self._roster.replan_task, row.id))

    def waiting(self) -> ShownProposal | None:
        """Return the proposal that waits to be accepted."""
        return self._waiting

    def put_away(self) -> None:
        """Forget a proposal; a search that runs is stopped and forgotten too."""
        if self.bar.is_running():
            self._is_dropped = True
            self._enough.set()
        if self._waiting is not None:
            self._waiting = None
            self.shown.emit(None)
        self.bar.hide()

    def accept(self) -> None:
        """Keep the proposal that waits: one deed, one undo."""
        if (waiting := self._waiting) is None:
            return
        run = partial(self._roster.accept, waiting.proposal, waiting.period.id)  # type: ignore[arg-type]
        if self._deeds.judged(run):
            self.put_away()

    def show_list(self) -> None:
        """Show everything the proposal would change, and each hole that is left, explained."""
        if self._waiting is not None:
            told = self._waiting.told()
            ToldPanel(_("The proposal"), told.parts(), told.summary, self._over).exec()

    def _connect(self) -> None:
        self.bar.accepted.connect(self.accept)
        self.bar.dropped.connect(self.put_away)
        self.bar.list_wanted.connect(self.show_list)
        self.bar.enough.connect(self._enough_is_found)
        self._heard.connect(self._on_progress)

    def _enough_is_found(self) -> None:
        self._enough.set()

    def _search_in(self, periods: Sequence[Period], today: date, reach: Reach) -> None:
        """Search in the first of ``periods``; in the next where nothing was found."""
        period, *others = periods
        task_of = partial(
            self._roster.plan_task,
            max(period.first_day, min(today, period.last_day)),
            period.last_day,
            keep_existing=reach is not Reach.ANEW,
            only_add=reach is Reach.ADD,
        )
        go_on = partial(self._search_in, others, today, reach) if others else None
        self._search(period, task_of, go_on)

    def _search(
        self,
        period: Period,
        task_of: Callable[[], PlanTask],
        go_on: Callable[[], None] | None = None,
    ) -> None:
        try:
            task = task_of()
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return
        self._start(period, task, go_on)

    def _start(self, period: Period, task: PlanTask, go_on: Callable[[], None] | None) -> None:
        self.put_away()
        self._enough, self._is_dropped = Event(), False
        self._runs += 1
        self.bar.begin(task.time_limit_s)
        work = partial(planning.run, task, self._tell, self._enough.is_set)
        done = partial(self._on_done, self._runs, period, task, go_on)
        self._jobs.start(work, done, partial(self._on_failed, self._runs))

    def _tell(self, progress: SearchProgress) -> None:
        """Hear of the search on its own thread; the signal brings it onto the screen's."""
        self._heard.emit(progress)

    def _on_progress(self, progress: SearchProgress) -> None:
        if self.bar.is_running():
            self.bar.show_step(
                progress.step, progress.steps, found=progress.cost is not None, gap=_gap(progress)
            )

    def _on_done(
        self,
        run: int,
        period: Period,
        task: PlanTask,
        go_on: Callable[[], None] | None,
        proposal: FoundProposal,
    ) -> None:
        if run != self._runs or self._is_dropped:
            return
        waiting = ShownProposal(period=period, task=task, proposal=proposal)
        told = waiting.told()
        if proposal.added or proposal.removed:
            self._waiting = waiting
            days = span_words(task.first, task.last)
            self.bar.show_found(told.summary, f"{days} · {told.hint}")
            self.shown.emit(waiting)
            return
        self.bar.hide()
        if go_on is not None:
            go_on()
        else:
            self.told.emit(told.summary)

    def _on_failed(self, run: int, error: Exception) -> None:
        if run != self._runs:
            return
        self.bar.hide()
        if not isinstance(error, Refused):
            raise error
        self.refused.emit(list(error.problems))


def _gap(progress: SearchProgress) -> float | None:
    """Return the share of the cost that may still be saved in this step, None where unknown."""
    if progress.cost is None or progress.bound is None:
        return None
    saved = max(0.0, progress.cost - progress.bound)
    return min(1.0, saved / max(abs(progress.cost), 1.0))
