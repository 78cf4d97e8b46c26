"""What a roster costs and breaks, told in words: one person, shifts D (day) and N (night)."""

import pytest

from stationdesk.planner.evaluating import cost_of, newly_broken, violations
from stationdesk.planner.problem import (
    Bond,
    Counting,
    Cover,
    Escort,
    Limit,
    Member,
    PersonLimits,
    Place,
    Price,
    Problem,
    Request,
    ShiftType,
    Slot,
    Stability,
    Step,
    Tally,
)

DAY = ShiftType(key="D", minutes=480)
NIGHT = ShiftType(key="N", minutes=600, forbidden_next=frozenset("D"), overlaps=frozenset("D"))
SATURDAY = 6


def problem(*, days=7, limits=None, priced=None, people="A", **fields):
    """Return a problem of a week from Monday on; ``limits`` are those of everybody."""
    told = PersonLimits(**(limits or {}), priced=priced or {})
    members = tuple(Member(key=key, limits=told) for key in people)
    return Problem(days=days, shift_types=(DAY, NIGHT), people=members, **fields)


def works(days, person="A", shift="D"):
    """Return a roster: ``xx-x`` works on days 0, 1 and 3."""
    return {Place(person, day, shift) for day, mark in enumerate(days) if mark == "x"}


def broken(made, roster):
    return [(each.term, each.amount) for each in violations(made, roster)]


@pytest.mark.parametrize(
    ("limits", "roster", "found"),
    [
        ({"most_consecutive": 3}, "xxx-xxx", []),
        ({"most_consecutive": 3}, "xxxxx--", [("most_consecutive", 2)]),
        ({"least_consecutive": 2}, "x--xx-x", []),
        ({"least_consecutive": 3}, "-x--xx-", [("least_consecutive", 2), ("least_consecutive", 1)]),
        ({"least_days_off": 2}, "-xx-xx-", [("least_days_off", 1)]),
        ({"least_days_off": 2}, "-xx--x-", []),
        ({"most_weekends": 0}, "-----x-", [("most_weekends", 1)]),
        ({"most_weekends": 1}, "-----xx", []),
        ({"most_minutes": 960}, "xxx----", [("most_minutes", 480)]),
        ({"least_minutes": 960}, "x------", [("least_minutes", 480)]),
        ({"most_of_type": {"D": 1}}, "xx-----", [("most_of_type", 1)]),
        ({"most_of_type": {"N": 0}}, "xx-----", []),
    ],
)
def test_limits_are_kept_by_runs_weekends_minutes_and_types(limits, roster, found):
    assert broken(problem(limits=limits), works(roster)) == found


def test_runs_that_touch_an_end_of_what_is_known_are_never_too_short():
    strict = {"least_consecutive": 3, "least_days_off": 3}
    assert broken(problem(limits=strict), works("x-----x")) == []
    assert broken(problem(limits=strict), works("-------")) == []


def test_history_goes_on_into_the_horizon():
    before = frozenset({Place("A", -1, "D"), Place("A", -2, "D")})
    made = problem(limits={"most_consecutive": 2}, history=before, history_days=3)
    assert broken(made, works("x------")) == [("most_consecutive", 1)]
    short = problem(limits={"least_consecutive": 3}, history=before, history_days=3)
    assert broken(short, works("-------")) == [("least_consecutive", 1)]
    assert broken(short, works("x------")) == []


def test_a_day_may_not_follow_a_night_nor_overlap_it():
    night = works("x------", shift="N")
    assert broken(problem(), night | works("-x-----")) == [("succession", 1)]
    twice = problem(shifts_a_day=None)
    assert broken(twice, night | works("x------")) == [("overlap", 1)]
    assert broken(problem(), night | works("x------")) == [("shifts_a_day", 1), ("overlap", 1)]


@pytest.mark.parametrize(
    ("fields", "roster", "found"),
    [
        ({"pinned": frozenset({Place("A", 0, "D")})}, "-------", [("pinned", 1)]),
        ({"barred": frozenset({Place("A", 0, "D")})}, "x------", [("barred", 1)]),
        ({"allowed": frozenset()}, "x------", [("barred", 1)]),
        ({"slots": frozenset({Slot(1, "D")})}, "x------", [("no_such_slot", 1)]),
    ],
)
def test_places_are_pinned_barred_or_do_not_exist(fields, roster, found):
    assert broken(problem(**fields), works(roster)) == found


@pytest.mark.parametrize(
    ("present", "cost"), [("", 20), ("A", 10), ("AB", 0), ("ABC", 0), ("ABCD", 3)]
)
def test_cover_costs_by_person_missing_and_too_many(present, cost):
    cover = Cover(slots=frozenset({Slot(0, "D")}), least=2, most=3, weight_under=10, weight_over=3)
    made = problem(people="ABCD", covers=(cover,))
    assert cost_of(made, {Place(each, 0, "D") for each in present}).total == cost


def test_cover_over_a_set_of_slots_counts_only_whom_it_asks_for():
    slots = frozenset({Slot(0, "D"), Slot(0, "N")})
    cover = Cover(slots=slots, least=2, weight_under=7, only=frozenset("AB"))
    made = problem(people="ABC", covers=(cover,))
    assert cost_of(made, works("x", "A") | works("x", "C")).total == 7
    assert cost_of(made, works("x", "A") | works("x", "B", "N")).total == 0


def test_requests_cost_where_they_are_not_met():
    on = Request(person="A", day=0, shift="D", wanted=True, price=Price(2, 1))
    off = Request(person="A", day=1, shift="D", wanted=False, price=Price(5, 2))
    made = problem(requests=(on, off))
    assert cost_of(made, works("-x-----")).by_level == {1: 2, 2: 5}
    assert cost_of(made, works("x------")).total == 0


@pytest.mark.parametrize(
    ("counting", "amount"),
    [
        (Counting.SHIFTS, 3),
        (Counting.MINUTES, 1440),
        (Counting.DAYS, 3),
        (Counting.WEEKS, 2),
    ],
)
def test_a_tally_counts_shifts_minutes_days_or_weeks(counting, amount):
    slots = frozenset(Slot(day, "D") for day in range(14))
    tally = Tally(person="A", slots=slots, counting=counting, most=0, price=Price(1))
    made = problem(days=14, tallies=(tally,))
    assert cost_of(made, works("x-----x-x-----")).total == amount


def test_large_deviations_cost_more_by_steps():
    slots = frozenset(Slot(day, "D") for day in range(7))
    tally = Tally(person="A", slots=slots, least=5, most=5, price=Price(2), steeper=(Step(1, 3),))
    made = problem(tallies=(tally,))
    costs = [cost_of(made, works("x" * count)).total for count in range(3, 8)]
    assert costs == [7, 2, 0, 2, 7]


def test_pairs_serve_together_or_apart():
    together = problem(people="AB", bonds=(Bond(one="A", other="B", together=True),))
    assert broken(together, works("x")) == [("together", 1)]
    assert broken(together, works("x") | works("x", "B")) == []
    apart = problem(people="AB", bonds=(Bond(one="A", other="B", together=False),))
    assert broken(apart, works("x") | works("x", "B")) == [("apart", 1)]
    meetings = frozenset({(Slot(0, "D"), Slot(0, "N"))})
    beside = Bond(one="A", other="B", together=False, meetings=meetings)
    assert broken(problem(people="AB", bonds=(beside,)), works("x") | works("x", "B", "N")) == [
        ("apart", 1)
    ]


def test_a_novice_needs_one_of_the_mentors_and_is_not_their_own():
    made = problem(people="AB", escorts=(Escort(novice="A", mentors=frozenset("AB")),))
    assert broken(made, works("x")) == [("mentor", 1)]
    assert broken(made, works("x") | works("x", "B")) == []


def test_a_known_roster_costs_by_what_is_dropped_and_added():
    known = Stability(previous=frozenset(works("xx")), dropped=2, added=3, most_dropped=1)
    made = problem(stability=known)
    assert cost_of(made, works("x-x")).total == 5
    assert broken(made, works("x-x")) == []
    assert broken(made, works("--x")) == [("dropped", 1)]


def test_what_pinned_places_break_alone_is_no_fault_of_the_roster():
    made = problem(limits={"most_consecutive": 1}, pinned=frozenset(works("xx")))
    assert newly_broken(made, works("xx")) == []
    assert newly_broken(made, works("xxx")) != []


def test_a_priced_limit_costs_and_is_not_broken():
    made = problem(
        limits={"most_consecutive": 2}, priced={Limit.MOST_CONSECUTIVE: Price(4, level=1)}
    )
    assert broken(made, works("xxxx")) == []
    assert cost_of(made, works("xxxx")).by_level[1] == 8


@pytest.mark.parametrize("wrong", [{"least": 3, "most": 2}])
def test_crossed_bounds_and_paid_out_prices_are_errors(wrong):
    with pytest.raises(ValueError, match="at least 3"):
        Cover(slots=frozenset(), **wrong)
    with pytest.raises(ValueError, match="at least 3"):
        Tally(person="A", slots=frozenset(), **wrong)
    with pytest.raises(ValueError, match="price"):
        Price(-1)
