"""How much would be fair for each, and how far they are from it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.roster.facts import Carried
from stationdesk.domain.roster.fairness import fairness, targets
from stationdesk.domain.volunteers.people import Standing
from tests.domain.roster.examples import (
    any_roster,
    day,
    facts,
    leave,
    person,
    row,
    shift,
    status,
)


def line(roster, number):
    (found,) = [each for each in fairness(roster) if each.volunteer_id == number]
    return found


def test_a_months_promise_is_the_target_of_a_month():
    assert targets(facts([person(1, promised_minutes=960)], [])) == {1: 960}


def test_of_a_part_of_a_month_it_is_the_part_by_days():
    roster = replace(facts([person(1, promised_minutes=960)], []), last=day(15))
    assert targets(roster) == {1: 480}


@pytest.mark.parametrize(
    "away",
    [
        {"leaves": [leave(1, day(1), day(15))]},
        {"statuses": (status(1, Standing.ACTIVE, day(16)),)},
        {"statuses": (status(1, Standing.ACTIVE), status(1, Standing.LEFT, day(16)))},
    ],
)
def test_days_of_leave_and_before_or_after_service_promise_nothing(away):
    assert targets(facts([person(1, promised_minutes=960, **away)], [])) == {1: 480}


def test_where_nobody_promised_all_share_alike():
    shifts = [shift(1, day(1), needed=2), shift(2, day(2), needed=1)]
    people = [person(1), person(2), person(3, active=False)]
    assert targets(facts(people, shifts)) == {1: 360, 2: 360}


def test_whoever_promised_nothing_shares_what_the_promises_leave_open():
    shifts = [shift(number, day(number)) for number in range(1, 6)]
    people = [person(1, promised_minutes=600), person(2), person(3)]
    assert targets(facts(people, shifts)) == {1: 600, 2: 300, 3: 300}


@pytest.mark.parametrize(
    ("served", "target"), [(1800, 960), (1500, 1260), (2100, 660), (0, 1920), (9999, 0)]
)
def test_what_is_owed_from_three_months_is_added_and_at_most_doubles(served, target):
    carried = Carried(minutes=served, promised=1800)
    roster = facts([person(1, promised_minutes=960, carried=carried)], [])
    assert targets(roster) == {1: target}
    assert line(roster, 1).carried == target - 960


def test_without_a_promise_the_usual_of_the_others_is_owed():
    people = [person(1, carried=Carried(minutes=300)), person(2, carried=Carried(minutes=100))]
    shifts = [shift(number, day(number), needed=2) for number in range(1, 5)]
    assert targets(facts(people, shifts)) == {1: 860, 2: 1060}


def test_shifts_minutes_weekends_and_evenings_are_counted_within_the_roster():
    shifts = [
        shift(1, day(0)),
        shift(2, day(6), "14:00", "18:00"),
        shift(3, day(7), "14:00", "18:01"),
        shift(4, day(8), "22:00", "26:00"),
    ]
    who = person(1, promised_minutes=600, carried=Carried(promised=0, weekends=2, evenings=3))
    found = line(facts([who], shifts, [row(each.id, each, 1) for each in shifts]), 1)
    assert (found.shifts, found.minutes, found.weekends, found.evenings) == (3, 721, 1, 2)
    assert (found.carried_weekends, found.carried_evenings) == (2, 3)
    assert found.deviation == 721 - 600


def test_whoever_serves_without_being_active_is_told_too():
    early = shift(1, day(1))
    roster = facts([person(1, active=False)], [early], [row(1, early, 1)])
    assert (line(roster, 1).target_minutes, line(roster, 1).deviation) == (0, 240)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_lines_stand_from_the_furthest_below_and_add_up(seed):
    roster = any_roster(random.Random(seed))
    lines = fairness(roster)
    assert [each.deviation for each in lines] == sorted(each.deviation for each in lines)
    within = [
        each
        for each in roster.assignments
        if each.is_live and roster.first <= roster.shifts[each.shift_id].day <= roster.last
    ]
    assert sum(each.shifts for each in lines) == len(within)
    assert sum(each.minutes for each in lines) == sum(each.ends - each.starts for each in within)
    for each in lines:
        assert each.target_minutes >= 0
        assert each.deviation == each.minutes - each.target_minutes
        assert targets(roster).get(each.volunteer_id, 0) == each.target_minutes
