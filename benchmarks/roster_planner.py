"""How long proposing a roster takes, and how good it is: ``python benchmarks/roster_planner.py``.

Each station is planned in a process of its own, one after the other; CPU and wall seconds are of
the proposal alone (problem, solving, checking, explaining), memory is the peak of the process
beside one that only loads the solver. With names as arguments only these families are measured.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from roster_stations import (
    LARGE,
    QUARTER,
    TIGHT,
    TYPICAL,
    lunch_station,
    on_leave,
    planned,
    station,
)

from stationdesk.domain.roster.checking import breaches, with_rows
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.planner.station_problem import PlanWishes, propose

if TYPE_CHECKING:
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.planner.station_problem import Proposal

SEEDS = range(10)
SIZES = {"typical": TYPICAL, "tight": TIGHT, "quarter": QUARTER, "large": LARGE}
PROOF, USUAL = 0.0, 0.02
FAMILIES = (
    "typical proof",
    "tight proof",
    "quarter proof",
    "typical usual",
    "tight usual",
    "quarter usual",
    "large usual",
    "lunch usual",
    "absence usual",
    "typical annealing",
)


def main() -> None:
    """Measure the families asked for, or all of them."""
    if sys.argv[1:2] == ["--case"]:
        print(json.dumps(_case(sys.argv[2], int(sys.argv[3]))))
        return
    print(f"bare process with the solver loaded: {_bare_memory():.0f} MB; load {os.getloadavg()}")
    for family in sys.argv[1:] or FAMILIES:
        _tell(family, [_in_a_process(family, seed) for seed in SEEDS])


def _in_a_process(family: str, seed: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--case", family, str(seed)]
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    environment = {**os.environ, "PYTHONPATH": folder}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout)


def _bare_memory() -> float:
    program = (
        "import highspy, numpy, resource;print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def _tell(family: str, found: list[dict[str, float]]) -> None:
    wall, cpu = ([each[key] for each in found] for key in ("wall", "cpu"))
    checking = statistics.median(each["checking"] for each in found)
    print(
        f"{family:<18} wall {statistics.median(wall):6.2f} (max {max(wall):6.2f}) s"
        f"  cpu {statistics.median(cpu):6.2f} ({max(cpu):6.2f})"
        f"  = {statistics.median(cpu) / checking:5.0f} x one check"
        f"  {max(each['memory'] for each in found):4.0f} MB"
        f"  proven {sum(each['proven'] for each in found):.0f}/{len(found)}"
        f"  all but the last level {sum(each['nearly'] for each in found):.0f}/{len(found)}"
        f"  gap max {max(each['gap'] for each in found):.3f}"
        f"  blocked {sum(each['blocked'] for each in found):.0f}"
        f"  rows {max(each['rows'] for each in found):.0f}"
        f"  holes {statistics.median(each['holes'] for each in found):.0f}",
        flush=True,
    )


def _case(family: str, seed: int) -> dict[str, float]:
    name, mode = family.split()
    facts, wishes = _asked(name, seed)
    began, cpu = time.perf_counter(), time.process_time()
    proposal = propose(
        facts,
        wishes,
        gap=PROOF if mode == "proof" else USUAL,
        engine="annealing" if mode == "annealing" else None,
    )
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    done = _after(facts, proposal)
    began = time.process_time()
    broken, left = breaches(done), holes(done)
    return {
        "wall": wall,
        "cpu": cpu,
        "checking": time.process_time() - began,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "proven": proposal.proven,
        "nearly": proposal.proven_levels >= proposal.levels - 1,
        "gap": proposal.gap,
        "blocked": sum(each.weight is Weight.BLOCK for each in broken),
        "rows": len(proposal.added) + len(proposal.removed),
        "holes": len(left),
    }


def _asked(name: str, seed: int) -> tuple[RosterFacts, PlanWishes]:
    if name == "absence":
        return _absence(seed)
    facts = lunch_station(seed) if name == "lunch" else station(SIZES[name], seed)
    return facts, PlanWishes(first=facts.first, last=facts.last)


def _absence(seed: int) -> tuple[RosterFacts, PlanWishes]:
    """Return a published month in whose second week the busiest volunteer is away."""
    facts = station(TYPICAL, seed)
    wishes = PlanWishes(first=facts.first, last=facts.last)
    known = planned(facts, propose(facts, wishes).added)
    monday = facts.first + timedelta(days=7)
    sunday = monday + timedelta(days=6)
    served = [
        row.volunteer_id
        for row in known.assignments
        if monday <= known.shifts[row.shift_id].day <= sunday
    ]
    busiest = max(known.people, key=served.count)
    missing = on_leave(known, busiest, monday, sunday)
    return missing, replace(wishes, now=absolute(monday, 0))


def _after(facts: RosterFacts, proposal: Proposal) -> RosterFacts:
    rows = planned(facts, proposal.added).assignments
    return with_rows(facts, rows, proposal.removed)


if __name__ == "__main__":
    main()
