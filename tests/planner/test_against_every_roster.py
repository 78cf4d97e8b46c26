"""Rows, engines and bounds, judged by looking at every roster of tiny problems."""

import random

import pytest

from stationdesk.planner.evaluating import cost_of, violations
from stationdesk.planner.modelling import model_of
from stationdesk.planner.solving import solve
from tests.planner.tiny_problems import all_rosters, best_costs, tiny_problem

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rows_say_what_the_words_of_the_problem_say(seed):
    problem = tiny_problem(seed)
    model, chance = model_of(problem), random.Random(seed)
    for roster in all_rosters(problem):
        if chance.random() < 0.9:
            continue
        values = model.values(roster)
        if model.assigned(values) != roster:
            # A place without a column is one that no allowed roster has.
            assert violations(problem, roster)
        elif not violations(problem, roster):
            assert model.broken(values) == 0
            assert model.costs(values) == pytest.approx(cost_of(problem, roster).in_order)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exact_engine_finds_and_proves_the_best_level_by_level(seed):
    problem = tiny_problem(seed)
    best = best_costs(problem)
    roster = solve(problem, gap=0)
    if best is None:
        assert roster.broken
        assert not roster.proven
    else:
        assert roster.engine == "highs"
        assert roster.proven
        assert not violations(problem, roster.assigned)
        assert roster.cost.in_order == pytest.approx(best)
        assert list(roster.bounds.values()) == pytest.approx(best, abs=0.95)


def test_annealing_keeps_hard_rules_and_mostly_finds_the_best():
    found = []
    for seed in range(30):
        problem = tiny_problem(seed)
        best = best_costs(problem)
        if best is not None:
            roster = solve(problem, engine="annealing", time_limit_s=5)
            assert not violations(problem, roster.assigned)
            found.append(roster.cost.in_order == pytest.approx(best))
    assert sum(found) >= 0.8 * len(found)


@pytest.mark.parametrize("seed", range(25))
def test_a_gap_on_one_level_gives_nothing_away_on_an_earlier_one(seed):
    problem = tiny_problem(seed)
    if best_costs(problem) is None:
        return
    rough, exact = solve(problem, gap=0.5), solve(problem, gap=0)
    for level, bound in rough.bounds.items():
        assert rough.cost.by_level[level] <= max(2 * bound, bound) + 1e-6
        if rough.cost.by_level[level] > exact.cost.by_level[level] + 1e-6:
            break
        assert rough.cost.by_level[level] == pytest.approx(exact.cost.by_level[level])
