"""Solves a problem with the engine that can, within the time, whatever happens to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stationdesk.planner.annealing import anneal, descended
from stationdesk.planner.evaluating import cost_of, newly_broken
from stationdesk.planner.levels import Found, is_proven, solve_levels
from stationdesk.planner.modelling import model_of
from stationdesk.planner.running import EngineError, Progress, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stationdesk.planner.evaluating import Cost, Violation
    from stationdesk.planner.model import Model
    from stationdesk.planner.problem import Place, Problem

__all__ = ["GAP", "TIME_LIMIT_S", "Engine", "Progress", "Roster", "solve"]

Engine = Literal["highs", "annealing"]
TIME_LIMIT_S = 10.0
GAP = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """An answer: the places taken, pinned ones included.

    ``bounds`` are costs that no roster goes below, by level, given what earlier levels reached.
    ``proven``: the roster is the best there is, level by level; ``proven_levels`` counts the first
    levels on which it is. ``gap`` is the largest share of a level's cost that may still be saved,
    0 to 1. ``broken`` holds hard rules that could not be kept, beside what pinned places break by
    themselves. ``fallback`` says why the exact engine did not answer, empty where it did or was
    not asked.
    """

    assigned: frozenset[Place]
    cost: Cost
    bounds: Mapping[int, float]
    proven: bool
    gap: float
    seconds: float
    engine: Engine
    broken: tuple[Violation, ...] = ()
    fallback: str = ""
    cancelled: bool = False

    @property
    def bound(self) -> float:
        """The bounds of all levels together, as ``cost.total`` is the costs'."""
        return sum(self.bounds.values())


def solve(
    problem: Problem,
    *,
    time_limit_s: float = TIME_LIMIT_S,
    gap: float = GAP,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    engine: Engine | None = None,
    seed: int = 0,
) -> Roster:
    """Return the best roster found in ``time_limit_s`` seconds; there always is one.

    Each level stops where it is within ``gap`` (a share, 0 for the proven optimum) of its bound.
    ``cancelled`` is asked some ten times a second and ends the work with the best so far.
    ``engine`` None takes the exact one and falls back where that fails.
    """
    watch = Watch(time_limit_s, cancelled, progress)
    model = model_of(problem)
    start, fallback = _start(problem, model, watch, seed), ""
    if engine != "annealing":
        try:
            allowed = None if model.broken(start) else start
            found = solve_levels(model, allowed, watch, gap=gap, seed=seed)
            return _roster(problem, model, found, watch, "highs", "")
        except EngineError as failure:
            fallback = str(failure)
    values = anneal(model, start, watch, seed=seed)
    bounds = {level: model.cheapest(level) for level in model.levels}
    return _roster(problem, model, Found(values, bounds), watch, "annealing", fallback)


def _start(problem: Problem, model: Model, watch: Watch, seed: int) -> list[int]:
    """Return a roster to begin with: known already, or quickly found, at worst what is pinned."""

    def order(values: list[int]) -> tuple[float, tuple[float, ...]]:
        return model.broken(values), model.costs(values)

    known = () if problem.stability is None else problem.stability.previous
    given = min(model.values(known), model.values(()), key=order)
    return min(given, descended(model, given, watch, seed=seed), key=order)


def _roster(
    problem: Problem, model: Model, found: Found, watch: Watch, engine: Engine, fallback: str
) -> Roster:
    assigned = model.assigned(found.values or [])
    cost = cost_of(problem, assigned)
    proven = [
        is_proven(model, level, cost.by_level[level], bound)
        for level, bound in found.bounds.items()
    ]
    gaps = [
        0.0 if sure else _share(cost.by_level[level], bound)
        for sure, (level, bound) in zip(proven, found.bounds.items(), strict=True)
    ]
    broken = tuple(newly_broken(problem, assigned))
    return Roster(
        assigned=assigned,
        cost=cost,
        bounds=found.bounds,
        proven=all(proven) and not broken,
        gap=max(gaps, default=0.0),
        seconds=watch.seconds,
        engine=engine,
        broken=broken,
        fallback=fallback,
        cancelled=watch.is_cancelled,
    )


def _share(cost: float, bound: float) -> float:
    return min(1.0, max(0.0, (cost - bound) / abs(cost))) if cost else 0.0
