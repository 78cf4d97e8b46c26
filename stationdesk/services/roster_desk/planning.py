"""Letting the planner propose: the facts are read first, then it runs on any thread.

``run`` touches no database and no screen. What it brings home is kept by ``Roster.accept``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.planner.solving import Progress
    from stationdesk.planner.station_problem import Proposal

TIME_LIMIT_S = 10.0
GAP = 0.02
"""The search stops at the first of both: ten seconds, or within 2 % of the proven bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """What the planner is to propose, read from the file at one moment.

    ``now`` is an absolute minute: what began before it never moves. With ``keep_existing`` rows
    that are there move only where that is worth it: after an absence as few as possible.
    """

    facts: RosterFacts
    first: date
    last: date
    now: int
    keep_existing: bool = True
    time_limit_s: float = TIME_LIMIT_S
    gap: float = GAP


def all_pinned(facts: RosterFacts) -> RosterFacts:
    """Return the facts with everybody where they are for good: a search then only adds."""
    rows = tuple(replace(row, pinned=True) for row in facts.assignments)
    return replace(facts, assignments=rows)


def run(
    task: PlanTask,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proposal:
    """Return a proposal; cancelling brings the best one found so far.

    Raises:
        Disagreement: when the proposal breaks a rule by the checker that judges hand edits.
    """
    # The solver is loaded when it is first asked: it would delay every start of the program.
    from stationdesk.planner.station_problem import PlanWishes, propose

    wishes = PlanWishes(
        first=task.first, last=task.last, keep_existing=task.keep_existing, now=task.now
    )
    return propose(
        task.facts,
        wishes,
        progress=progress,
        cancelled=cancelled,
        time_limit_s=task.time_limit_s,
        gap=task.gap,
    )
