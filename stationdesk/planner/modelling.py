"""Writes a problem down as columns and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.planner.draft import Draft
from stationdesk.planner.person_rows import add_exclusions, add_limits, add_tally
from stationdesk.planner.shared_rows import (
    add_bond,
    add_cover,
    add_escort,
    add_request,
    add_stability,
)

if TYPE_CHECKING:
    from stationdesk.planner.model import Model
    from stationdesk.planner.problem import Problem


def model_of(problem: Problem) -> Model:
    """Return ``problem`` as a model; rows that always hold are left out."""
    draft = Draft(problem)
    for member in problem.people:
        add_exclusions(draft, member)
        add_limits(draft, member)
    for cover in problem.covers:
        add_cover(draft, cover)
    for request in problem.requests:
        add_request(draft, request)
    for tally in problem.tallies:
        add_tally(draft, tally)
    for bond in problem.bonds:
        add_bond(draft, bond)
    for escort in problem.escorts:
        add_escort(draft, escort)
    if problem.stability is not None:
        add_stability(draft, problem.stability)
    return draft.model()
