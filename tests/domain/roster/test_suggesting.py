"""Who is suggested for a shift first, and in which words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.ids import ShiftId
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import Candidate, breaches_of
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.roster.suggesting import suggestions
from stationdesk.domain.volunteers.availability import Days, Wish
from tests.domain.roster.examples import (
    FIRST_AID,
    any_roster,
    day,
    facts,
    leave,
    person,
    row,
    shift,
    skill,
    warn,
    weekly,
)

OPEN = shift(1, day(4), "18:00", "20:00")


def names(roster, limit=None, **more):
    found = suggestions(roster, OPEN.id, limit, **more)
    return [roster.people[each.volunteer_id].shown for each in found]


def wishing(number, wish, **fields):
    rule = weekly(Days.EVERY, "00:00", "24:00", wish)
    return person(number, availability=(rule,), **fields)


def test_wishes_decide_among_those_who_fit_and_blocked_people_come_last():
    people = [
        person(1, leaves=[leave(1, day(4), day(4))]),
        wishing(2, Wish.CANNOT),
        wishing(3, Wish.RATHER_NOT),
        wishing(4, Wish.CAN),
        wishing(5, Wish.PREFERS),
    ]
    assert names(facts(people, [OPEN])) == ["P05", "P04", "P03", "P02", "P01"]


def test_who_is_on_the_shift_already_is_not_suggested():
    roster = facts([person(1), person(2)], [OPEN], [row(1, OPEN, 1)])
    assert names(roster) == ["P02"]


def test_who_is_further_below_the_fair_share_comes_first():
    other = shift(2, day(20))
    people = [person(1, promised_minutes=600), person(2, promised_minutes=1200), person(3)]
    roster = facts(people, [OPEN, other], [row(1, other, 3)])
    assert names(roster) == ["P02", "P01", "P03"]


def test_equal_people_stand_in_the_order_of_their_names_and_as_many_as_asked_for():
    assert names(facts([person(3), person(1), person(2)], [OPEN]), 2) == ["P01", "P02"]


def test_the_skill_that_is_missing_goes_before_wishes():
    people = [wishing(1, Wish.PREFERS), person(2, skills=(skill(2),))]
    assert names(facts(people, [OPEN]), skill_id=FIRST_AID) == ["P02", "P01"]
    (aider, _other) = suggestions(facts(people, [OPEN]), OPEN.id, skill_id=FIRST_AID)
    assert str(aider.reasons[0]) == "has First aid"


def test_a_shift_that_wants_a_skill_asks_for_it_by_itself():
    wanting = shift(1, day(4), needed=2, skill_id=FIRST_AID, skilled=1)
    people = [person(1), person(2, skills=(skill(2),))]
    found = suggestions(facts(people, [wanting]), wanting.id)
    assert [each.volunteer_id for each in found] == [2, 1]
    assert [str(each) for each in found[1].reasons] == [
        "has no First aid",
        "free at that time",
        "0 shifts that week",
        "4 hours below the share",
    ]


def test_reasons_tell_what_speaks_against_and_for_somebody():
    week = [shift(number, day(number - 9)) for number in (10, 11, 12)]
    rows = [row(each.id, each, 1) for each in week]
    limits = {Rule.SHIFTS_A_WEEK: warn(3)}
    roster = facts([person(1)], [OPEN, *week], rows, only=limits)
    (found,) = suggestions(roster, OPEN.id)
    assert (found.fits, found.is_blocked, found.shifts_this_week) == (False, False, 3)
    assert found.minutes_this_month == 720
    assert [str(each) for each in found.reasons] == [
        "already has 3 shifts that week",
        "free at that time",
        "2 hours below the share",
    ]


def test_who_is_blocked_is_told_only_why():
    roster = facts([person(1, leaves=[leave(1, day(4), day(4))])], [OPEN])
    (found,) = suggestions(roster, OPEN.id)
    assert [str(each) for each in found.reasons] == ["is on leave that day"]


def test_what_is_said_as_a_breach_is_not_said_again_as_a_wish():
    (found,) = suggestions(facts([wishing(1, Wish.CANNOT)], [OPEN]), OPEN.id)
    said = [str(each) for each in found.reasons]
    assert said.count("cannot come at that time") == 1


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_everybody_is_suggested_once_and_whoever_fits_before_whoever_does_not(seed):
    source = random.Random(seed)
    roster = any_roster(source)
    shift_id = source.choice(list(roster.shifts))
    there = {
        each.volunteer_id
        for each in roster.assignments
        if each.is_live and each.shift_id == shift_id
    }
    found = suggestions(roster, shift_id)
    assert {each.volunteer_id for each in found} == set(roster.people) - there
    assert len(found) == len(roster.people) - len(there)
    assert [each.fits for each in found] == sorted((each.fits for each in found), reverse=True)
    for each in found:
        candidate = Candidate(volunteer_id=each.volunteer_id, shift_id=shift_id)
        assert each.breaches == tuple(breaches_of(roster, candidate))


def test_a_shift_nobody_knows_is_an_error():
    with pytest.raises(KeyError):
        suggestions(facts([], []), ShiftId(9))


@pytest.mark.parametrize("state", [AssignmentState.ABSENT, AssignmentState.EXCUSED])
def test_who_is_missing_on_the_shift_is_not_suggested_for_it_again(state):
    rows = [row(1, OPEN, 1, state)]
    assert names(facts([person(1), person(2)], [OPEN], rows)) == ["P02"]
