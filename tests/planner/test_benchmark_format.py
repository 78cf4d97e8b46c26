"""Instances in the published text format, made by hand, with an optimum found by looking."""

import pytest

from stationdesk.planner.benchmark_format import UnreadableInstance, problem_of_text
from stationdesk.planner.evaluating import cost_of, violations
from stationdesk.planner.problem import Place, Slot
from stationdesk.planner.solving import solve
from tests.planner.tiny_problems import best_costs

FOUR_DAYS = """\
# Two people, an early and a late shift; no early one after a late one.
SECTION_HORIZON
# days
4

SECTION_SHIFTS
# key, minutes, forbidden next
E,480,
L,480,E

SECTION_STAFF
# key, most by type, most minutes, least minutes, longest, shortest, days off, weekends
A,E=4|L=2,1440,480,3,1,1,1
B,E=2|L=4,1920,960,3,2,1,1

SECTION_DAYS_OFF
A,1

SECTION_SHIFT_ON_REQUESTS
A,0,E,2
B,3,E,3

SECTION_SHIFT_OFF_REQUESTS
B,0,L,4

SECTION_COVER
0,E,1,100,1
0,L,1,100,1
1,E,1,100,1
2,L,1,100,1
3,E,1,100,1
3,L,0,100,1
"""

WEEKEND = """\
SECTION_HORIZON
7
SECTION_SHIFTS
D,720,
SECTION_STAFF
A,D=7,3600,0,5,1,2,0
SECTION_DAYS_OFF
SECTION_SHIFT_ON_REQUESTS
SECTION_SHIFT_OFF_REQUESTS
A,2,D,7
SECTION_COVER
0,D,1,10,1
1,D,1,10,1
2,D,1,10,1
3,D,1,10,1
4,D,1,10,1
5,D,1,10,1
6,D,1,10,1
"""


def test_every_section_is_read():
    problem = problem_of_text(FOUR_DAYS)
    assert problem.days == 4
    assert [each.key for each in problem.shift_types] == ["E", "L"]
    assert problem.types["L"].forbidden_next == {"E"}
    first = problem.people[0]
    assert first.days_off == {1}
    assert first.limits.most_of_type == {"E": 4, "L": 2}
    assert (first.limits.most_minutes, first.limits.least_minutes) == (1440, 480)
    assert (first.limits.most_consecutive, first.limits.least_consecutive) == (3, 1)
    assert (first.limits.least_days_off, first.limits.most_weekends) == (1, 1)
    assert [(each.person, each.wanted, each.price.weight) for each in problem.requests] == [
        ("A", True, 2),
        ("B", True, 3),
        ("B", False, 4),
    ]
    assert problem.covers[0].slots == {Slot(0, "E")}
    assert (problem.covers[0].weight_under, problem.covers[0].weight_over) == (100, 1)


@pytest.mark.parametrize("text", [FOUR_DAYS, WEEKEND])
def test_the_optimum_is_found_and_proven(text):
    problem = problem_of_text(text)
    roster = solve(problem, gap=0)
    assert roster.proven
    assert not violations(problem, roster.assigned)
    assert roster.cost.in_order == best_costs(problem)
    assert roster.bound == pytest.approx(roster.cost.total, abs=0.95)


def test_a_week_with_a_free_weekend_costs_what_is_counted_by_hand():
    # Five shifts at most and none at the weekend: 20 for two days without anybody, and 7 for
    # Wednesday, which is worked for less than 10.
    problem = problem_of_text(WEEKEND)
    assert solve(problem, gap=0).cost.total == 27
    worked = {Place("A", day, "D") for day in (0, 1, 3, 4)}
    assert [each.term for each in violations(problem, worked)] == ["least_days_off"]
    assert cost_of(problem, worked).total == 30


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        (FOUR_DAYS.replace("B,0,L,4", "B,zero,L,4"), "SHIFT_OFF_REQUESTS: B,zero,L,4"),
        (FOUR_DAYS.replace("0,E,1,100,1", "0,E,1,100"), "COVER: 0,E,1,100"),
        ("1,2\n" + FOUR_DAYS, "line 1"),
        ("SECTION_SHIFTS\nE,480,\n", "horizon"),
    ],
)
def test_a_spoiled_line_is_named(spoiled, words):
    with pytest.raises(UnreadableInstance, match=words):
        problem_of_text(spoiled)
