"""What a plan, a run and a skip must keep to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.faults import spare_problems
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.problems import Problem
from stationdesk.domain.upkeep import (
    RunResult,
    Verdict,
    due_day_before,
    is_due_day,
    is_settled,
    settles,
)
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from stationdesk.domain.upkeep import NewPlan, NewRun, Plan, Run

LONGEST_TASK = 200
LONGEST_NOTICE_DAYS = 3_650
LAST_YEAR = 2199
LONGEST_INTERVAL = {
    PeriodUnit.DAY: 3_650,
    PeriodUnit.WEEK: 520,
    PeriodUnit.MONTH: 600,
    PeriodUnit.YEAR: 50,
}


def plan_problems(wish: NewPlan) -> Iterator[Problem]:
    """Yield every reason why the plan cannot be kept."""
    if not wish.task.strip():
        yield Problem("task", N_("Write what is to be done."))
    elif len(wish.task.strip()) > LONGEST_TASK:
        yield Problem("task", N_("The task may have {limit} characters."), {"limit": LONGEST_TASK})
    longest = LONGEST_INTERVAL[wish.every_unit]
    if not 1 <= wish.every <= longest:
        yield Problem("every", N_("Enter an interval of 1 to {limit}."), {"limit": longest})
    if wish.first_due_on.year > LAST_YEAR:
        phrase = N_("The first due day lies after the year {year}.")
        yield Problem("first_due_on", phrase, {"year": LAST_YEAR})
    if not 0 <= wish.lead_days <= LONGEST_NOTICE_DAYS:
        phrase = N_("Enter 0 to {limit} days of notice.")
        yield Problem("lead_days", phrase, {"limit": LONGEST_NOTICE_DAYS})
    if any(not line.strip() for line in wish.checklist):
        yield Problem("checklist", N_("A line of the checklist is empty."))
    if len(set(wish.checklist)) < len(wish.checklist):
        yield Problem("checklist", N_("A line of the checklist stands there twice."))


def run_problems(plan: Plan, runs: Sequence[Run], wish: NewRun, today: date) -> Iterator[Problem]:
    """Yield every reason why the run cannot be kept."""
    if not wish.done_by.strip():
        yield Problem("done_by", N_("Write who did it."))
    if wish.result is RunResult.SKIPPED:
        yield Problem("result", N_("Skip a due day with a reason instead."))
    if wish.cost_fen < 0:
        yield Problem("cost_fen", N_("A cost cannot be below zero."))
    yield from _answer_problems(plan, wish)
    yield from spare_problems(wish.spares)
    yield from _day_problems(plan, runs, wish, today)


def skip_problems(
    plan: Plan, runs: Sequence[Run], days: Sequence[date], reason: str
) -> Iterator[Problem]:
    """Yield every reason why the due ``days`` cannot be skipped."""
    if not reason.strip():
        yield Problem("reason", N_("Write why it is skipped."))
    if not days:
        yield Problem("due_on", N_("Choose at least one due day."))
    for day in sorted(set(days)):
        yield from _due_day_problems(plan, runs, day)


def _answer_problems(plan: Plan, wish: NewRun) -> Iterator[Problem]:
    answered = {answer.line for answer in wish.answers}
    for line in plan.checklist:
        if line not in answered:
            yield Problem("answers", N_("“{line}” is not answered."), {"line": line})
    refused = any(answer.verdict is Verdict.NO for answer in wish.answers)
    if refused and wish.result is RunResult.NORMAL:
        phrase = N_("Something is not in order, so the result is not normal.")
        yield Problem("result", phrase)
    told = wish.note.strip() or refused
    if wish.result in (RunResult.ATTENTION, RunResult.ABNORMAL) and not told:
        yield Problem("note", N_("Write what was found."))


def _day_problems(plan: Plan, runs: Sequence[Run], wish: NewRun, today: date) -> Iterator[Problem]:
    if wish.done_on > today:
        yield Problem("done_on", N_("The day lies in the future."))
    if plan.ended_on is not None and wish.done_on >= plan.ended_on:
        yield Problem("plan", N_("The plan “{task}” has ended."), {"task": plan.task})
    due_on = settles(plan, runs, wish)
    yield from _due_day_problems(plan, runs, due_on)
    before = due_day_before(plan, due_on)
    if before is not None and wish.done_on <= before:
        phrase = N_("The work due on {due} can be done from {day} on.")
        values = {"due": due_on, "day": before + timedelta(days=1)}
        yield Problem("done_on", phrase, values)


def _due_day_problems(plan: Plan, runs: Sequence[Run], day: date) -> Iterator[Problem]:
    if not is_due_day(plan, runs, day):
        yield Problem("due_on", N_("Nothing is due on {day}."), {"day": day})
    elif is_settled(plan, runs, day):
        yield Problem("due_on", N_("What was due on {day} is settled already."), {"day": day})
