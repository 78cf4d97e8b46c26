"""Work that comes again: plans, the runs that settle them, and what is due when.

A plan anchored on its **schedule** is due on ``first_due_on`` and every interval after, counted
from that first day; each of these days stays due until a run settles it, done or skipped with a
reason. A plan anchored on **completion** is due one interval after it was last done. Nothing is
stored of what is due: it is computed from the days when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.periods import PeriodUnit, later, times_until
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.faults import Spare
    from stationdesk.domain.ids import AmenityId, DocumentId, PlanId, RunId


class Purpose(StrEnum):
    """What kind of work a plan asks for."""

    CHECK = "check"
    CLEAN = "clean"
    SERVICE = "service"
    REPLACE = "replace"
    SCRAP = "scrap"


PURPOSE_WORDS = {
    Purpose.CHECK: N_("Inspection"),
    Purpose.CLEAN: N_("Cleaning"),
    Purpose.SERVICE: N_("Servicing"),
    Purpose.REPLACE: N_("Part replacement"),
    Purpose.SCRAP: N_("Scrapping at end of life"),
}


class Anchor(StrEnum):
    """What the next day is counted from."""

    SCHEDULE = "schedule"
    COMPLETION = "completion"


ANCHOR_WORDS = {
    Anchor.SCHEDULE: N_("On fixed days"),
    Anchor.COMPLETION: N_("Counted from the last time"),
}


class RunResult(StrEnum):
    """What a run found."""

    NORMAL = "normal"
    ATTENTION = "attention"
    ABNORMAL = "abnormal"
    SKIPPED = "skipped"


RESULT_WORDS = {
    RunResult.NORMAL: N_("Found normal"),
    RunResult.ATTENTION: N_("Needs attention"),
    RunResult.ABNORMAL: N_("Found abnormal"),
    RunResult.SKIPPED: N_("Skipped"),
}


class Verdict(StrEnum):
    """The answer to one line of a checklist."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "na"


VERDICT_WORDS = {
    Verdict.YES: N_("In order"),
    Verdict.NO: N_("Not in order"),
    Verdict.NOT_APPLICABLE: N_("Does not apply"),
}


class DueState(StrEnum):
    """How near a due day is; ``soon`` begins ``lead_days`` before it."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


DUE_WORDS = {
    DueState.OVERDUE: N_("Overdue"),
    DueState.TODAY: N_("Upkeep due today"),
    DueState.SOON: N_("Upkeep due soon"),
    DueState.LATER: N_("Not yet due"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """A plan as it is entered; ``template`` names the template it was made from, if any."""

    amenity_id: AmenityId
    task: str
    every: int
    every_unit: PeriodUnit
    first_due_on: date
    purpose: Purpose = Purpose.CHECK
    anchor: Anchor = Anchor.SCHEDULE
    lead_days: int = 0
    checklist: tuple[str, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Work on an amenity that comes again, from ``since`` until the day before ``ended_on``."""

    id: PlanId
    uid: str
    amenity_id: AmenityId
    task: str
    purpose: Purpose
    every: int
    every_unit: PeriodUnit
    anchor: Anchor
    first_due_on: date
    lead_days: int
    checklist: tuple[str, ...]
    template: str
    since: date
    ended_on: date | None
    version: int

    def runs_on(self, day: date) -> bool:
        """Tell whether the plan was in force on ``day``."""
        return self.since <= day and (self.ended_on is None or day < self.ended_on)

    def as_entered(self) -> NewPlan:
        """Return the fields a person may change, as a form shows them."""
        return NewPlan(
            amenity_id=self.amenity_id,
            task=self.task,
            every=self.every,
            every_unit=self.every_unit,
            first_due_on=self.first_due_on,
            purpose=self.purpose,
            anchor=self.anchor,
            lead_days=self.lead_days,
            checklist=self.checklist,
            template=self.template,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one line of the checklist."""

    line: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A run as it is entered.

    ``due_on`` names the due day it settles; None settles the oldest one. ``skip_missed_because``
    settles the latest due day that has come instead, and skips all older ones for that reason.
    A ``request_key`` makes sure that the same press of a key counts once.
    """

    plan_id: PlanId
    done_on: date
    done_by: str
    result: RunResult = RunResult.NORMAL
    answers: tuple[Answer, ...] = ()
    note: str = ""
    cost_fen: int = 0
    spares: tuple[Spare, ...] = ()
    due_on: date | None = None
    skip_missed_because: str = ""
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One time that a plan was carried out or skipped; ``reason`` is its note."""

    id: RunId
    uid: str
    plan_id: PlanId
    due_on: date
    done_on: date
    done_by: str
    result: RunResult
    answers: tuple[Answer, ...]
    reason: str
    cost_fen: int
    document_id: DocumentId | None
    recorded_at: str
    recorded_by: str
    voided: bool = False

    @property
    def skipped(self) -> bool:
        """Whether the work was not done this time."""
        return self.result is RunResult.SKIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a plan wants next.

    ``days`` counts from today to ``due_on``, below zero when overdue. ``missed`` is how many due
    days before today still wait, this one included.
    """

    plan: Plan
    due_on: date
    state: DueState
    days: int
    missed: int


def next_due(plan: Plan, runs: Iterable[Run]) -> date:
    """Return the oldest due day that no run of the plan has settled."""
    counted = _counted(plan, runs)
    if plan.anchor is Anchor.COMPLETION:
        return _due_after_last(plan, counted)
    settled = {run.due_on for run in counted}
    times = 0
    while (day := later(plan.first_due_on, plan.every, plan.every_unit, times)) in settled:
        times += 1
    return day


def open_dues(plan: Plan, runs: Iterable[Run], until: date) -> tuple[date, ...]:
    """Return every due day on or before ``until`` that no run has settled, oldest first."""
    counted = _counted(plan, runs)
    if plan.anchor is Anchor.COMPLETION:
        day = _due_after_last(plan, counted)
        return (day,) if day <= until else ()
    settled = {run.due_on for run in counted}
    times = times_until(plan.first_due_on, plan.every, plan.every_unit, until)
    days = (later(plan.first_due_on, plan.every, plan.every_unit, n) for n in range(times))
    return tuple(day for day in days if day not in settled)


def due(plan: Plan, runs: Sequence[Run], today: date) -> Due:
    """Return what ``plan`` wants next, as seen on ``today``."""
    due_on = next_due(plan, runs)
    days = (due_on - today).days
    missed = len(open_dues(plan, runs, today - timedelta(days=1)))
    return Due(plan=plan, due_on=due_on, state=_due_state(plan, days), days=days, missed=missed)


def last_done_on(runs: Iterable[Run]) -> date | None:
    """Return the last day on which the work was really done, None where it never was."""
    return max((run.done_on for run in runs if not run.voided and not run.skipped), default=None)


def settles(plan: Plan, runs: Sequence[Run], wish: NewRun) -> date:
    """Return the due day that ``wish`` settles."""
    if wish.due_on is not None:
        return wish.due_on
    come = open_dues(plan, runs, wish.done_on)
    if wish.skip_missed_because.strip() and come:
        return come[-1]
    return next_due(plan, runs)


def missed_before(plan: Plan, runs: Sequence[Run], day: date) -> tuple[date, ...]:
    """Return the unsettled due days before ``day``."""
    return open_dues(plan, runs, day - timedelta(days=1))


def same_rhythm(plan: Plan, wish: NewPlan) -> bool:
    """Tell whether ``wish`` leaves the due days of ``plan`` as they are."""
    asked = (wish.every, wish.every_unit, wish.anchor, wish.first_due_on)
    return asked == (plan.every, plan.every_unit, plan.anchor, plan.first_due_on)


def first_due_after_change(plan: Plan, runs: Iterable[Run], wish: NewPlan) -> date:
    """Return the first due day of the rhythm that follows ``plan``.

    A first day that was entered anew holds. Else the new rhythm goes on where the old one
    stands: one new interval after the last time, or with the first of its days that is not
    before the oldest unsettled one.
    """
    counted = _counted(plan, runs)
    if wish.first_due_on != plan.first_due_on or not counted:
        return wish.first_due_on
    done = [run.done_on for run in counted if not run.skipped]
    if wish.anchor is Anchor.COMPLETION and done:
        return later(max(done), wish.every, wish.every_unit)
    waiting = next_due(plan, counted) - timedelta(days=1)
    times = times_until(plan.first_due_on, wish.every, wish.every_unit, waiting)
    return later(plan.first_due_on, wish.every, wish.every_unit, times)


def is_due_day(plan: Plan, runs: Iterable[Run], day: date) -> bool:
    """Tell whether ``day`` is one on which the plan is, or was, due."""
    if plan.anchor is Anchor.COMPLETION:
        return day == next_due(plan, runs)
    times = times_until(plan.first_due_on, plan.every, plan.every_unit, day)
    return times > 0 and later(plan.first_due_on, plan.every, plan.every_unit, times - 1) == day


def is_settled(plan: Plan, runs: Iterable[Run], day: date) -> bool:
    """Tell whether a run has settled what the schedule asked for on ``day``."""
    if plan.anchor is Anchor.COMPLETION:
        return False
    return any(run.due_on == day for run in _counted(plan, runs))


def due_day_before(plan: Plan, due_on: date) -> date | None:
    """Return the schedule's due day before ``due_on``; None for the first, or on completion."""
    if plan.anchor is Anchor.COMPLETION:
        return None
    times = times_until(plan.first_due_on, plan.every, plan.every_unit, due_on) - 2
    if times < 0:
        return None
    return later(plan.first_due_on, plan.every, plan.every_unit, times)


def _counted(plan: Plan, runs: Iterable[Run]) -> list[Run]:
    """Return the runs that settle days of ``plan``; those of the plan before it do not."""
    return [run for run in runs if run.plan_id == plan.id and not run.voided]


def _due_after_last(plan: Plan, runs: Sequence[Run]) -> date:
    """Return one interval after the last time; a skipped time counts from when it was skipped."""
    if not runs:
        return plan.first_due_on
    last = max(max(run.due_on, run.done_on) if run.skipped else run.done_on for run in runs)
    return later(last, plan.every, plan.every_unit)


def _due_state(plan: Plan, days: int) -> DueState:
    if days < 0:
        return DueState.OVERDUE
    if days == 0:
        return DueState.TODAY
    return DueState.SOON if days <= plan.lead_days else DueState.LATER
