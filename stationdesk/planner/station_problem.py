"""Proposes a station's roster: asks the planner, checks its answer, explains what is left.

The answer is checked by the checker of hand edits and by the cover by the clock, which know
nothing of the planner; where they disagree with it there is no proposal.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.problems import Problem as Refusal
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.assignments import Assignment, AssignmentSource, AssignmentState
from stationdesk.domain.roster.checking import Candidate, breaches_after, with_rows
from stationdesk.domain.roster.cover import holes_on
from stationdesk.domain.roster.explaining import explain_hole
from stationdesk.domain.roster.index import THOUGHT_OF
from stationdesk.domain.roster.rules import RULE_WORDS, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.working_days import days_from
from stationdesk.i18n import N_, _
from stationdesk.planner.solving import GAP, TIME_LIMIT_S, solve
from stationdesk.planner.station.building import (
    StationProblem,
    problem_from,
    removed_from,
    rows_from,
)
from stationdesk.planner.station.days import NEVER, StationDays
from stationdesk.planner.station.ruling import COMPANY
from stationdesk.planner.station.wishes import PlanWishes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.explaining import Against
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.planner.problem import Slot
    from stationdesk.planner.solving import Engine, Progress, Roster
    from stationdesk.planner.station.covering import Piece

__all__ = [
    "Disagreement",
    "PlanWishes",
    "Proposal",
    "StationProblem",
    "problem_from",
    "propose",
    "rows_from",
]


class Disagreement(Refused):
    """The planner's answer breaks a rule by the checker of hand edits, or covers less.

    ``is_about_company``: only rules are broken that pinned rows of others may break, whatever is
    done.
    """

    def __init__(self, problems: Iterable[Refusal], *, is_about_company: bool = False) -> None:
        self.is_about_company = is_about_company
        super().__init__(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the planner proposes to change, and what it cannot help.

    ``warnings`` are rules that warn and that the proposal breaks because the desk would be empty
    otherwise; each needs a reason when it is accepted. ``explanations`` tell of every hole that is
    left what keeps each person out. ``proven``: nothing better exists, level by level; it is so on
    the first ``proven_levels`` of ``levels``. ``gap`` is the largest share of a level's cost that
    may still be saved. ``fallback`` says why the exact engine did not answer, empty where it did.
    """

    added: tuple[tuple[ShiftId, VolunteerId], ...]
    removed: tuple[AssignmentId, ...]
    holes_left: tuple[Hole, ...]
    explanations: tuple[tuple[Hole, tuple[Against, ...]], ...]
    warnings: tuple[Breach, ...]
    proven: bool
    gap: float
    seconds: float
    engine: Engine
    fallback: str = ""
    cancelled: bool = False


def propose(
    facts: RosterFacts,
    wishes: PlanWishes,
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    time_limit_s: float = TIME_LIMIT_S,
    gap: float = GAP,
    engine: Engine | None = None,
) -> Proposal:
    """Return the best roster of the days of ``wishes`` that was found in the time.

    There always is one, at worst nothing new: where a row that has to go would take company from
    pinned rows (a mentor, the other of a pair) no row goes, and where even a new one would, none
    comes. Raises :class:`Disagreement` where the checker of hand edits finds another rule broken
    that blocks, or the cover by the clock another number of people.
    """
    began = time.perf_counter()

    def answered(attempt: PlanWishes) -> Proposal:
        made = problem_from(facts, attempt)
        roster = solve(
            made.problem,
            time_limit_s=max(0.0, time_limit_s - (time.perf_counter() - began)),
            gap=gap,
            progress=progress,
            cancelled=cancelled,
            engine=engine,
        )
        return _proposal(facts, wishes, made, roster)

    adding = replace(wishes, only_add=True)
    for attempt in (wishes, adding):
        try:
            return answered(attempt)
        except Disagreement as disagreement:
            if not disagreement.is_about_company:
                raise
    return answered(replace(adding, now=absolute(facts.last, 0) + 2 * DAY_MINUTES))


def _proposal(
    facts: RosterFacts, wishes: PlanWishes, made: StationProblem, roster: Roster
) -> Proposal:
    """Return an answer as a proposal, or raise :class:`Disagreement`."""
    chosen, removed = rows_from(made, roster), tuple(removed_from(made, roster))
    known = {(row.shift_id, row.volunteer_id) for row in made.station.live.values()}
    added = tuple(each for each in chosen if each not in known)
    after = with_rows(facts, _thought_rows(facts, added), removed)
    warnings = _checked(facts, made, roster, after, added, removed)
    left = tuple(_holes_ahead(StationDays(facts, wishes), after))
    return Proposal(
        added=added,
        removed=removed,
        holes_left=left,
        explanations=tuple((hole, tuple(explain_hole(after, hole))) for hole in left),
        warnings=tuple(warnings),
        proven=roster.proven,
        gap=roster.gap,
        seconds=roster.seconds,
        engine=roster.engine,
        fallback=roster.fallback,
        cancelled=roster.cancelled,
    )


def _checked(
    facts: RosterFacts,
    made: StationProblem,
    roster: Roster,
    after: RosterFacts,
    added: Sequence[tuple[ShiftId, VolunteerId]],
    removed: Sequence[AssignmentId],
) -> list[Breach]:
    """Return the warnings of a proposal, or raise :class:`Disagreement`."""
    candidates = [
        Candidate(volunteer_id=volunteer_id, shift_id=shift_id) for shift_id, volunteer_id in added
    ]
    broken = breaches_after(facts, candidates, removed)
    blocking = [each for each in broken if each.weight is Weight.BLOCK or each.rule in NEVER]
    miscounted = [
        Refusal("proposal", N_("The proposal counts the people at the desk differently."))
        for _ in _miscounted(made, roster, after)
    ]
    if blocking or miscounted:
        is_about_company = not miscounted and all(each.rule in COMPANY for each in blocking)
        refusals = [*(_refusal(facts, each) for each in blocking), *miscounted]
        raise Disagreement(refusals, is_about_company=is_about_company)
    return broken


def _refusal(facts: RosterFacts, breach: Breach) -> Refusal:
    person = None if breach.volunteer_id is None else facts.people.get(breach.volunteer_id)
    return Refusal(
        "proposal",
        N_("The proposal breaks a rule on {day}: {rule} {who}"),
        {
            "day": breach.day,
            "rule": _(RULE_WORDS[breach.rule]),
            "who": "" if person is None else person.shown,
        },
    )


def _miscounted(made: StationProblem, roster: Roster, after: RosterFacts) -> Iterator[Piece]:
    """Give the pieces for which planner and cover by the clock count different people."""
    short: dict[tuple[object, object], list[Hole]] = defaultdict(list)
    days = (date.fromordinal(day) for day in {piece.day for piece in made.pieces})
    for hole in (hole for day in days for hole in holes_on(after, day)):
        short[hole.rule_id, hole.skill_id].append(hole)
    on_slot: dict[Slot, set[str]] = defaultdict(set)
    for place in roster.assigned:
        on_slot[place.slot].add(place.person)
    for piece in made.pieces:
        present = {person for slot in piece.slots for person in on_slot[slot]}
        count = len(present if piece.only is None else present & piece.only)
        told = (
            hole.present
            for hole in short[piece.rule_id, piece.skill_id]
            if hole.starts <= piece.starts < hole.ends
        )
        if next(told, None) != (count if count < piece.wanted else None):
            yield piece


def _holes_ahead(station: StationDays, after: RosterFacts) -> Iterator[Hole]:
    for day in days_from(station.wishes.first, station.wishes.last):
        for hole in holes_on(after, day):
            if hole.weight is not Weight.OFF and hole.ends > station.now:
                yield hole


def _thought_rows(
    facts: RosterFacts, added: Sequence[tuple[ShiftId, VolunteerId]]
) -> list[Assignment]:
    """Return rows that are not there yet."""
    return [
        Assignment(
            id=THOUGHT_OF,
            uid="",
            shift_id=shift_id,
            volunteer_id=volunteer_id,
            state=AssignmentState.PROPOSED,
            source=AssignmentSource.PLANNER,
            pinned=False,
            starts=facts.shifts[shift_id].starts,
            ends=facts.shifts[shift_id].ends,
            reason="",
            replaces_id=None,
            version=0,
        )
        for shift_id, volunteer_id in added
    ]
