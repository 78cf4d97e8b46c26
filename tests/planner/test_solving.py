"""The answer comes in time, whatever happens to the engine."""

import threading

import pytest

from benchmarks.roster_stations import TYPICAL, Size, station
from stationdesk.planner import highs
from stationdesk.planner.evaluating import violations
from stationdesk.planner.problem import (
    Cover,
    Member,
    PersonLimits,
    Place,
    Price,
    Problem,
    Request,
    ShiftType,
    Slot,
)
from stationdesk.planner.running import EngineError
from stationdesk.planner.solving import solve
from stationdesk.planner.station_problem import PlanWishes, problem_from

WEEK = 7


def one_person_wanted(**fields):
    """Return a week for two people: one wanted each day, A would rather not."""
    covers = tuple(
        Cover(slots=frozenset({Slot(day, "D")}), least=1, weight_under=1) for day in range(WEEK)
    )
    wishes = tuple(
        Request(person="A", day=day, shift="D", wanted=False, price=Price(50, level=1))
        for day in range(WEEK)
    )
    return Problem(
        days=WEEK,
        shift_types=(ShiftType(key="D", minutes=480),),
        people=(Member(key="A"), Member(key="B", limits=PersonLimits(most_consecutive=2))),
        covers=covers,
        requests=wishes,
        **fields,
    )


def large_problem():
    facts = station(TYPICAL, 1)
    return problem_from(facts, PlanWishes(first=facts.first, last=facts.last)).problem


@pytest.fixture
def no_library(monkeypatch):
    def missing():
        raise EngineError("no module")

    monkeypatch.setattr(highs, "_library", missing)


def test_a_dear_wish_is_never_bought_with_the_least_cover():
    roster = solve(one_person_wanted(), gap=0)
    assert roster.cost.in_order == (0, 100)
    assert roster.proven
    assert roster.gap == 0


def test_without_the_library_annealing_answers_and_says_so(no_library):
    roster = solve(one_person_wanted())
    assert roster.engine == "annealing"
    assert roster.fallback == "no module"
    assert roster.cost.in_order == (0, 100)
    assert not roster.broken


def test_an_error_of_the_solver_falls_back(monkeypatch):
    class Failing:
        def __init__(self):
            raise RuntimeError("out of luck")

    library = highs._library()
    monkeypatch.setattr(library, "Highs", Failing)
    roster = solve(one_person_wanted())
    assert (roster.engine, roster.fallback) == ("annealing", "out of luck")
    assert not roster.broken


def test_hard_rules_that_cannot_all_be_kept_are_told():
    wish = Problem(
        days=2,
        shift_types=(ShiftType(key="D", minutes=60),),
        people=(Member(key="A", limits=PersonLimits(least_minutes=120, most_consecutive=1)),),
    )
    roster = solve(wish, time_limit_s=1)
    assert not roster.proven
    assert roster.broken


def test_pinned_places_that_break_a_rule_do_not_stop_the_rest():
    pinned = frozenset(Place("B", day, "D") for day in range(4))
    roster = solve(one_person_wanted(pinned=pinned), gap=0)
    assert roster.assigned >= pinned
    assert roster.proven
    assert roster.cost.in_order[0] == 0


def test_a_problem_without_any_choice_is_answered():
    empty = Problem(days=0, shift_types=(), people=())
    assert solve(empty).assigned == frozenset()
    pinned = frozenset({Place("A", 0, "D")})
    full = one_person_wanted(pinned=pinned, allowed=frozenset())
    assert solve(full).assigned == pinned


def test_the_same_seed_gives_the_same_roster():
    facts = station(Size(people=8, days=7, first_aiders=3, novices=1, mentors=2), 3)
    problem = problem_from(facts, PlanWishes(first=facts.first, last=facts.last)).problem
    first, second = (solve(problem, gap=0, seed=4) for _ in range(2))
    assert first.assigned == second.assigned


def test_cancelling_brings_the_best_so_far_soon():
    problem, asked = large_problem(), threading.Event()
    timer = threading.Timer(0.4, asked.set)
    timer.start()
    roster = solve(problem, gap=0, cancelled=asked.is_set, time_limit_s=60)
    timer.cancel()
    assert roster.cancelled
    assert roster.seconds < 10
    assert not roster.proven
    assert not violations(problem, roster.assigned)


@pytest.mark.parametrize("engine", ["highs", "annealing"])
def test_what_is_found_in_a_short_time_keeps_the_hard_rules(engine):
    problem = large_problem()
    roster = solve(problem, gap=0, engine=engine, time_limit_s=0.5)
    assert not violations(problem, roster.assigned)


def test_with_no_time_at_all_there_is_still_a_roster():
    problem = large_problem()
    roster = solve(problem, time_limit_s=0)
    assert not violations(problem, roster.assigned)


def test_progress_tells_step_cost_and_bound():
    told = []
    solve(large_problem(), gap=0.3, progress=told.append, time_limit_s=5)
    assert {each.steps for each in told} == {len(large_problem().levels)}
    steps = [each.step for each in told]
    assert steps == sorted(steps)
    assert any(each.cost is not None and each.bound is not None for each in told)
    assert all(
        each.bound <= each.cost + 1
        for each in told
        if each.cost is not None and each.bound is not None
    )
