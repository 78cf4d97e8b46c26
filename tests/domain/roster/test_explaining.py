"""Why a hole stays open, told person by person."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.cover import holes, holes_on
from stationdesk.domain.roster.explaining import explain_hole
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.volunteers.availability import Days, Wish
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from tests.domain.roster.examples import (
    FIRST_AID,
    any_roster,
    cover_rule,
    day,
    facts,
    leave,
    person,
    row,
    shift,
    skill,
    weekly,
)

EARLY = shift(1, day(6), name="Early", needed=2)
RULE = (cover_rule(1, "08:00", "12:00", people=2),)


def told(roster, on=EARLY.day):
    (hole, *_others) = holes_on(roster, on)
    return [
        (roster.people[each.volunteer_id].shown, each.rule, each.phrase.format(**each.values))
        for each in explain_hole(roster, hole)
    ]


def test_everybody_who_is_not_there_has_the_one_rule_that_keeps_them_out():
    week = [shift(number, day(number - 9)) for number in range(10, 15)]
    people = [
        person(1, leaves=[leave(1, day(6), day(6))]),
        person(2),
        person(3, availability=(weekly(Days.SATURDAY, "00:00", "24:00", Wish.CANNOT),)),
        person(4),
        person(5),
        person(6, active=False),
    ]
    rows = [row(each.id, each, 2) for each in week] + [row(1, EARLY, 4)]
    roster = facts(people, [EARLY, *week], rows, cover_rules=RULE)
    assert told(roster) == [
        ("P05", None, "could come, but was not asked"),
        ("P03", Rule.AVAILABILITY, "cannot come at that time"),
        ("P02", Rule.SHIFTS_A_WEEK, "already has 5 shifts that week"),
        ("P01", Rule.LEAVE, "is on leave that day"),
    ]


def test_somebody_on_an_errand_overlaps():
    walk = shift(2, day(6), "11:00", "13:00", name="Walk", at_desk=False)
    roster = facts([person(1)], [EARLY, walk], [row(1, walk, 1)], cover_rules=RULE)
    assert told(roster) == [("P01", Rule.OVERLAP, "overlaps “Walk” 11:00-13:00")]


def test_a_full_shift_keeps_the_rest_out():
    small = shift(1, day(6), needed=1, most=1)
    roster = facts([person(1), person(2)], [small], [row(1, small, 1)], cover_rules=RULE)
    assert told(roster) == [("P02", Rule.FULL, "the shift takes 1 people at most")]


def test_of_two_shifts_the_one_is_told_that_the_fewest_rules_keep_from():
    small = shift(1, day(6), needed=1, most=1)
    other = shift(2, day(6), needed=1, most=1)
    roster = facts([person(1), person(2)], [small, other], [row(1, small, 1)], cover_rules=RULE)
    assert told(roster) == [("P02", None, "could come, but was not asked")]


def test_without_a_shift_at_that_time_people_are_asked_for_the_holes_own_time():
    people = [person(1), person(2, leaves=[leave(2, day(6), day(6))])]
    roster = facts(people, [], cover_rules=RULE)
    assert told(roster) == [
        ("P01", None, "could come, if there were a shift"),
        ("P02", Rule.LEAVE, "is on leave that day"),
    ]


def test_of_a_hole_about_a_skill_those_without_it_are_told_so():
    rule = cover_rule(1, "08:00", "12:00", people=0, skill_id=FIRST_AID, skilled=1)
    people = [
        person(1),
        person(2, skills=(skill(2, expires_on=day(5)),)),
        person(3, skills=(skill(3),), leaves=[leave(3, day(1), day(9))]),
    ]
    roster = facts(people, [EARLY], [row(1, EARLY, 1)], cover_rules=(rule,))
    assert told(roster) == [
        ("P03", Rule.LEAVE, "is on leave that day"),
        ("P01", Rule.SKILL, "has no First aid"),
        ("P02", Rule.SKILL, "First aid ran out on 6/5"),
    ]


@pytest.mark.parametrize("rule", [Rule.SHIFTS_A_WEEK, Rule.LEAVE])
def test_what_only_warns_can_be_told_from_what_blocks(rule):
    week = [shift(number, day(number - 9)) for number in range(10, 15)]
    who = person(1, leaves=[leave(1, day(6), day(6))] if rule is Rule.LEAVE else [])
    rows = [row(each.id, each, 1) for each in week]
    roster = facts([who], [EARLY, *week], rows, cover_rules=RULE)
    (hole,) = holes_on(roster, EARLY.day)
    (against,) = explain_hole(roster, hole)
    assert against.rule is rule
    assert against.weight is (Weight.BLOCK if rule is Rule.LEAVE else Weight.WARN)
    assert against.shift_id == EARLY.id


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_hole_is_explained_for_everybody_active_who_is_not_there(seed):
    roster = any_roster(random.Random(seed))
    rules = (cover_rule(1, people=2), cover_rule(2, people=0, skill_id=FIRST_AID, skilled=1))
    people = roster.people.values()
    roster = facts(people, roster.shifts.values(), roster.assignments, cover_rules=rules)
    for hole in holes(roster)[:20]:
        found = explain_hole(roster, hole)
        on = day_and_minute(hole.starts)[0]
        active = {each.id for each in people if is_active(each, on)}
        assert [each.volunteer_id for each in found if each.volunteer_id not in active] == []
        assert {each.volunteer_id for each in found} == active - counted(roster, hole)
        assert len({each.volunteer_id for each in found}) == len(found)
        assert all(each.phrase.format(**each.values) for each in found)


def is_active(who, on):
    return standing_on(who.statuses, on) is Standing.ACTIVE


def counted(roster, hole):
    """Return who is at the desk for all of the hole, with the skill where it is about one."""
    there = set()
    for each in roster.assignments:
        of = roster.shifts[each.shift_id]
        if each.is_live and of.at_desk and each.starts <= hole.starts and hole.ends <= each.ends:
            skills = roster.people[each.volunteer_id].skills
            if hole.skill_id is None or any(held.counts_on(of.day) for held in skills):
                there.add(each.volunteer_id)
    return there


@pytest.mark.parametrize("state", [AssignmentState.ABSENT, AssignmentState.EXCUSED])
def test_who_is_missing_on_a_shift_is_not_asked_for_it_again(state):
    rows = [row(1, EARLY, 1, state)]
    roster = facts([person(1), person(2)], [EARLY], rows, cover_rules=RULE)
    assert told(roster) == [
        ("P02", None, "could come, but was not asked"),
        ("P01", Rule.AVAILABILITY, "is written down as missing on this shift"),
    ]


def test_who_is_missing_on_one_shift_may_come_to_another_of_that_time():
    other = shift(2, EARLY.day, name="Other")
    rows = [row(1, EARLY, 1, AssignmentState.EXCUSED)]
    roster = facts([person(1)], [EARLY, other], rows, cover_rules=RULE)
    (hole,) = holes_on(roster, EARLY.day)
    (against,) = explain_hole(roster, hole)
    assert (against.rule, against.shift_id) == (None, other.id)
