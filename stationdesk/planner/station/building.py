"""Puts the parts of a station's problem together, and reads the answer back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.planner.problem import Problem
from stationdesk.planner.station.covering import covers_of, pieces_of
from stationdesk.planner.station.days import StationDays
from stationdesk.planner.station.ruling import (
    bonds_of,
    escorts_of,
    members_of,
    rule_requests_of,
    tallies_of,
)
from stationdesk.planner.station.sharing import fairness_of, stability_of, wishes_of

if TYPE_CHECKING:
    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.planner.problem import Place
    from stationdesk.planner.solving import Roster
    from stationdesk.planner.station.covering import Piece
    from stationdesk.planner.station.wishes import PlanWishes


@dataclass(frozen=True, slots=True, kw_only=True)
class StationProblem:
    """A station's days as a general problem, with what leads back from it."""

    station: StationDays
    problem: Problem
    pieces: tuple[Piece, ...]


def problem_from(facts: RosterFacts, wishes: PlanWishes) -> StationProblem:
    """Return the days of ``wishes`` as a problem that always has an answer.

    Every named rule is in it: one that blocks is hard, one that warns is priced. Nobody is offered
    for a time at which they cannot come, are on leave or are not active. What lies before counts
    in every limit, for the problem begins where the facts do.
    """
    station = StationDays(facts, wishes)
    pieces = pieces_of(station)
    problem = Problem(
        days=station.days,
        first_weekday=facts.read_from.isoweekday(),
        shift_types=station.types,
        people=members_of(station),
        slots=frozenset(station.shifts),
        shifts_a_day=station.shifts_a_day,
        covers=tuple(covers_of(station, pieces)),
        requests=(*rule_requests_of(station), *wishes_of(station)),
        tallies=(*tallies_of(station), *fairness_of(station)),
        bonds=tuple(bonds_of(station)),
        escorts=tuple(escorts_of(station)),
        stability=stability_of(station),
        pinned=station.fixed,
        allowed=station.allowed,
    )
    return StationProblem(station=station, problem=problem, pieces=pieces)


def rows_from(made: StationProblem, roster: Roster) -> list[tuple[ShiftId, VolunteerId]]:
    """Return every place that may change and is taken: who serves which shift, in order."""
    station = made.station
    volunteers = {str(volunteer_id): volunteer_id for volunteer_id in station.facts.people}
    chosen = sorted(place for place in roster.assigned if place not in station.fixed)
    return [(station.shifts[place.slot].id, volunteers[place.person]) for place in chosen]


def removed_from(made: StationProblem, roster: Roster) -> list[AssignmentId]:
    """Return the rows that go."""
    gone: dict[Place, AssignmentId] = {
        place: row.id for place, row in made.station.movable.items() if place not in roster.assigned
    }
    return sorted(gone.values())
