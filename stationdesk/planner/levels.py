"""Level by level: what an earlier level reached is kept while a later one is made cheaper.

Each level is solved on its own, starting from the roster found before, with the earlier levels
held at the cost they reached. So nothing is ever given away on an earlier level; one sum with
large factors would promise that only as far as the solver's tolerances reach.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.planner.highs import solve_level
from stationdesk.planner.level_rows import Ceiling, grain_of
from stationdesk.planner.running import EngineError

if TYPE_CHECKING:
    from stationdesk.planner.model import Model
    from stationdesk.planner.running import Watch

SHARE = 0.6
"""How much of the time that is left one level may take while others wait."""
TIGHT = 1e-6
PROVEN = 0.95
"""A roster nearer to the bound than this share of the grain is the best: costs have steps."""


@dataclass(slots=True)
class Found:
    """The best roster so far as columns' values, and what is proven: a bound by level."""

    values: list[int] | None
    bounds: dict[int, float] = field(default_factory=dict)


def solve_levels(
    model: Model, start: list[int] | None, watch: Watch, *, gap: float, seed: int
) -> Found:
    """Return the roster that is best level by level, as far as the time reaches.

    ``start`` keeps every hard rule, None where no such roster is known. Raises
    :class:`EngineError`.
    """
    found, ceilings = Found(start), dict[int, Ceiling]()
    for step, level in enumerate(model.levels):
        _solve_one(model, found, ceilings, step, watch, gap, seed)
        if found.values is None:
            raise EngineError("no roster was found in the time")
        cost = model.cost(level, found.values)
        ceilings[level] = Ceiling(cost, is_proven(model, level, cost, found.bounds[level]))
    return found


def is_proven(model: Model, level: int, cost: float, bound: float) -> bool:
    """Tell whether no roster can be cheaper than ``cost`` on ``level``."""
    tolerance = TIGHT * max(1.0, abs(cost))
    return cost - bound <= max(grain_of(model.priced[level]) * PROVEN, tolerance)


def _solve_one(
    model: Model,
    found: Found,
    ceilings: dict[int, Ceiling],
    step: int,
    watch: Watch,
    gap: float,
    seed: int,
) -> None:
    level = model.levels[step]
    found.bounds[level] = cheapest = model.cheapest(level)
    cost = None if found.values is None else model.cost(level, found.values)
    watch.tell(step, len(model.levels), cost, cheapest)
    if cost is not None and (watch.must_end or is_proven(model, level, cost, cheapest)):
        return
    is_last = step == len(model.levels) - 1
    solved = solve_level(
        model,
        level,
        ceilings,
        found.values,
        gap=gap,
        limit_s=watch.left * (1.0 if is_last else SHARE),
        watch=watch,
        seed=seed,
        heard=partial(watch.tell, step, len(model.levels)),
    )
    if solved.infeasible and found.values is None:
        raise EngineError("no roster keeps every hard rule")
    if not solved.infeasible:
        found.bounds[level] = max(cheapest, solved.bound)
    if solved.values is not None and _is_better(model, solved.values, found.values, step):
        found.values = solved.values


def _is_better(model: Model, new: list[int], old: list[int] | None, step: int) -> bool:
    """Tell whether ``new`` is allowed, no dearer on earlier levels, and cheaper on this one."""
    if model.broken(new) > TIGHT:
        return False
    if old is None:
        return True
    for level in model.levels[: step + 1]:
        before, after = model.cost(level, old), model.cost(level, new)
        if abs(before - after) > TIGHT * max(1.0, abs(before)):
            return after < before
    return False
