"""What a template, a shift, a cover rule and a rule's choice must say."""

from dataclasses import replace

import pytest

from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import USUAL_RULES, Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate
from stationdesk.domain.roster.template_rules import (
    cover_rule_problems,
    rule_choice_problems,
    shift_problems,
    template_problems,
)
from stationdesk.domain.working_days import DayKind
from tests.domain.roster.examples import FIRST, FIRST_AID, cover_rule, day, shift
from tests.domain.roster.period_examples import PERIOD
from tests.domain.roster.test_making import template

WORKDAYS = frozenset({DayKind.WORKDAY})
TEMPLATE = NewShiftTemplate(name="Early", from_minute=480, to_minute=720, day_kinds=WORKDAYS)
SHIFT = NewShift(day=day(2), name="Early", from_minute=480, to_minute=720)
RULE = NewCoverRule(
    name="Desk", day_kinds=WORKDAYS, from_minute=480, to_minute=720, valid_from=FIRST
)


def abouts(problems):
    return [each.about for each in problems]


BOTH = [
    ({}, []),
    ({"name": "　"}, ["name"]),
    ({"name": "x" * 20}, []),
    ({"name": "x" * 21}, ["name"]),
    ({"post": "x" * 21}, ["post"]),
    ({"from_minute": -1}, ["from_minute"]),
    ({"from_minute": 1440, "to_minute": 1500}, ["from_minute"]),
    ({"to_minute": 480}, ["to_minute"]),
    ({"from_minute": 1320, "to_minute": 1800}, []),
    ({"to_minute": 480 + 1441}, ["to_minute"]),
    ({"needed": 0}, []),
    ({"needed": -1}, ["needed"]),
    ({"needed": 5}, ["needed"]),
    ({"most": 0, "needed": 0}, ["most"]),
    ({"most": 100}, ["most"]),
    ({"skilled": 1}, ["skill_id"]),
    ({"skill_id": FIRST_AID}, ["skilled"]),
    ({"skill_id": FIRST_AID, "skilled": 1}, []),
    ({"skill_id": FIRST_AID, "skilled": 5}, ["skilled"]),
]


@pytest.mark.parametrize(("fields", "about"), BOTH)
def test_a_shift_and_its_template_say_who_when_and_how_many(fields, about):
    assert abouts(template_problems(replace(TEMPLATE, **fields))) == about
    assert abouts(shift_problems(replace(SHIFT, **fields), PERIOD)) == about


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"day_kinds": frozenset()}, ["day_kinds"]),
        ({"weekdays": frozenset()}, ["weekdays"]),
        ({"weekdays": frozenset({0, 1})}, ["weekdays"]),
    ],
)
def test_a_template_comes_back_on_some_day(fields, about):
    assert abouts(template_problems(replace(TEMPLATE, **fields))) == about


@pytest.mark.parametrize(
    ("other", "about"),
    [
        ({}, ["name"]),
        ({"post": "Hall"}, []),
        ({"weekdays": frozenset({6})}, ["name"]),
        ({"kinds": (DayKind.HOLIDAY,)}, []),
        ({"archived": True}, []),
    ],
)
def test_two_templates_of_a_day_are_told_apart_by_name_or_post(other, about):
    known = template(7, **{"name": "Early", **other})
    assert abouts(template_problems(TEMPLATE, [known])) == about
    assert abouts(template_problems(TEMPLATE, [known], changed=known.id)) == []


def test_a_shift_lies_within_its_roster_and_has_no_twin():
    twin = shift(3, day(2), name="Early")
    assert abouts(shift_problems(replace(SHIFT, day=day(31)), PERIOD)) == ["day"]
    assert abouts(shift_problems(SHIFT, PERIOD, [twin])) == ["name"]
    assert abouts(shift_problems(SHIFT, PERIOD, [twin], changed=twin)) == []
    assert abouts(shift_problems(SHIFT, PERIOD, [replace(twin, post="Hall")])) == []


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({}, []),
        ({"name": ""}, ["name"]),
        ({"day_kinds": frozenset()}, ["day_kinds"]),
        ({"people": 0}, ["people"]),
        ({"people": 0, "skill_id": FIRST_AID, "skilled": 1}, []),
        ({"people": 1, "skill_id": FIRST_AID, "skilled": 2}, ["skilled"]),
        ({"people": 100}, ["people"]),
        ({"skilled": 1}, ["skill_id"]),
        ({"to_minute": 400}, ["to_minute"]),
        ({"weight": Weight.OFF}, ["weight"]),
        ({"valid_until": day(0)}, ["valid_until"]),
        ({"valid_until": day(1)}, []),
    ],
)
def test_a_cover_rule_asks_for_people_at_some_time_of_some_days(fields, about):
    assert abouts(cover_rule_problems(replace(RULE, **fields))) == about


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({}, ["name"]),
        ({"people": 2}, []),
        ({"weight": Weight.WARN}, ["name"]),
        ({"valid_until": day(0)}, []),
    ],
)
def test_the_same_is_not_asked_for_twice_at_once(fields, about):
    known = cover_rule(1, "08:00", "12:00", **{"day_kinds": WORKDAYS, **fields})
    assert abouts(cover_rule_problems(RULE, [known])) == about
    assert abouts(cover_rule_problems(RULE, [known], changed=known.id)) == []


@pytest.mark.parametrize(
    ("rule", "weight", "amount", "about"),
    [
        (Rule.OVERLAP, Weight.WARN, 0, ["weight"]),
        (Rule.OVERLAP, Weight.BLOCK, 0, []),
        (Rule.REST, Weight.OFF, 0, []),
        (Rule.REST, Weight.WARN, -1, ["amount"]),
        (Rule.SHIFTS_A_WEEK, Weight.WARN, 201, ["amount"]),
        (Rule.CONSECUTIVE, Weight.WARN, 0, ["amount"]),
        (Rule.WEEKENDS, Weight.WARN, 0, []),
        (Rule.WEEKENDS, Weight.WARN, 6, ["amount"]),
        (Rule.MINOR_EVENING, Weight.WARN, 0, ["amount"]),
        (Rule.TOGETHER, Weight.WARN, 1, ["amount"]),
    ],
)
def test_a_rule_stands_within_its_bounds(rule, weight, amount, about):
    assert abouts(rule_choice_problems(rule, RuleChoice(weight, amount))) == about


@pytest.mark.parametrize("rule", list(Rule))
def test_what_usually_holds_can_be_chosen(rule):
    assert list(rule_choice_problems(rule, USUAL_RULES[rule])) == []
