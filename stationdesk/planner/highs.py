"""The exact engine: hands a model to HiGHS, one level after the other.

The solver's library is loaded when it is first needed; where that fails the caller is told by
:class:`EngineError`. The solver lets other threads run while it works.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.planner.level_rows import level_rows
from stationdesk.planner.running import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stationdesk.planner.level_rows import Ceiling, LevelRows
    from stationdesk.planner.model import Model
    from stationdesk.planner.running import Watch

THREADS = 1
"""More than one made months of a station no faster where it was measured."""
LEAST_LIMIT_S = 0.05
NEARLY = 0.9
"""The share of the grain below which a gap is none: room for the solver's tolerances."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of one level: the columns' values, and what no roster goes below there.

    ``values`` None: none was found in the time. ``infeasible``: there is none at all.
    """

    values: list[int] | None
    bound: float
    infeasible: bool = False


def solve_level(
    model: Model,
    level: int,
    ceilings: Mapping[int, Ceiling],
    start: Sequence[int] | None,
    *,
    gap: float,
    limit_s: float,
    watch: Watch,
    seed: int = 0,
    heard: Callable[[float | None, float | None], None] = lambda cost, bound: None,
) -> Solved:
    """Make ``level`` as cheap as possible where earlier levels cost no more than ``ceilings``.

    ``start`` is a roster to begin from. ``gap`` is the share by which the cost may stay above the
    bound. ``heard`` is told each better cost with the bound. Raises :class:`EngineError`.
    """
    library = _library()
    try:
        return _run(
            library,
            level_rows(model, level, ceilings),
            model,
            start,
            {
                "mip_rel_gap": gap,
                "time_limit": max(limit_s, LEAST_LIMIT_S),
                "random_seed": seed,
                "threads": THREADS,
                # Restarts at the root cost a tenth on stations' months and bring nothing.
                "mip_allow_restart": False,
            },
            watch,
            heard,
        )
    except (RuntimeError, ValueError, TypeError, MemoryError) as error:
        raise EngineError(str(error) or type(error).__name__) from error


def _library() -> Any:
    try:
        import highspy
    except (ImportError, OSError) as error:
        raise EngineError(str(error)) from error
    return highspy


def _run(
    library: Any,
    rows: LevelRows,
    model: Model,
    start: Sequence[int] | None,
    options: Mapping[str, float | int],
    watch: Watch,
    heard: Callable[[float | None, float | None], None],
) -> Solved:
    solver = library.Highs()
    solver.silent()
    for name, value in options.items():
        solver.setOptionValue(name, value)
    if rows.grain:
        # Costs are whole multiples of the grain: what is nearer than that to the bound is proven.
        solver.setOptionValue("mip_abs_gap", rows.grain * NEARLY)
    _expect(library, solver.passModel(_program(library, rows)), "the model was not accepted")
    if start is not None:
        _give_start(library, solver, rows.with_slack(start))
    _listen(solver, watch, heard)
    _expect(library, solver.run(), "the solver stopped with an error")
    return _outcome(library, solver, model)


def _expect(library: Any, status: Any, words: str) -> None:
    if status == library.HighsStatus.kError:
        raise EngineError(words)


def _program(library: Any, rows: LevelRows) -> Any:
    import numpy as np

    program = library.HighsLp()
    program.num_col_, program.num_row_ = len(rows.costs), len(rows.lower)
    program.col_cost_ = np.array(rows.costs, dtype=np.double)
    program.offset_ = rows.offset
    program.col_lower_ = np.array(rows.least, dtype=np.double)
    program.col_upper_ = np.array(rows.most, dtype=np.double)
    program.row_lower_ = np.array(rows.lower, dtype=np.double)
    program.row_upper_ = np.array(rows.upper, dtype=np.double)
    program.a_matrix_.format_ = library.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(rows.indices, dtype=np.int32)
    program.a_matrix_.value_ = np.array(rows.coefs, dtype=np.double)
    whole, any_number = library.HighsVarType.kInteger, library.HighsVarType.kContinuous
    program.integrality_ = [
        whole if column < rows.whole else any_number for column in range(len(rows.costs))
    ]
    return program


def _give_start(library: Any, solver: Any, values: Sequence[float]) -> None:
    solution = library.HighsSolution()
    solution.col_value = list(values)
    solver.setSolution(solution)


def _listen(solver: Any, watch: Watch, heard: Callable[[float | None, float | None], None]) -> None:
    solver.cbMipInterrupt += partial(_stop_if_asked, watch)
    solver.cbSimplexInterrupt += partial(_stop_if_asked, watch)
    tell = partial(_pass_on, heard)
    solver.cbMipImprovingSolution += tell
    solver.cbMipLogging += tell


def _stop_if_asked(watch: Watch, event: Any) -> None:
    if watch.must_end:
        event.interrupt()


def _pass_on(heard: Callable[[float | None, float | None], None], event: Any) -> None:
    cost, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
    heard(cost if math.isfinite(cost) else None, bound if math.isfinite(bound) else None)


def _outcome(library: Any, solver: Any, model: Model) -> Solved:
    status, told = solver.getModelStatus(), solver.getInfo()
    if status == library.HighsModelStatus.kInfeasible:
        return Solved(None, math.inf, infeasible=True)
    bound = told.mip_dual_bound if math.isfinite(told.mip_dual_bound) else -math.inf
    feasible = int(library.SolutionStatus.kSolutionStatusFeasible)
    if int(told.primal_solution_status) != feasible:
        return Solved(None, bound)
    values = [round(value) for value in solver.getSolution().col_value[: model.width]]
    return Solved(model.settled(values), bound)
