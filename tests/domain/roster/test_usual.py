"""The shifts and cover rules that a station begins with."""

import pytest

from stationdesk.domain.opening import Interval, clock
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.template_rules import cover_rule_problems, template_problems
from stationdesk.domain.roster.usual import (
    WEEKDAY_KINDS,
    WEEKEND_KINDS,
    usual_cover_rules,
    usual_templates,
)
from tests.domain.roster.examples import FIRST, FIRST_AID, minute


def hours(*texts):
    return tuple(Interval(*(minute(each) for each in text.split("-"))) for text in texts)


def every_day(*texts):
    return dict.fromkeys(range(1, 8), hours(*texts))


def times(found):
    return [f"{each.name} {clock(each.from_minute)}-{clock(each.to_minute)}" for each in found]


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (
            ["08:00-20:00"],
            [
                "Morning shift 08:00-12:00",
                "Noon shift 11:30-15:30",
                "Evening shift 15:30-20:00",
            ],
        ),
        (["08:30-17:00"], ["Morning shift 08:30-12:30", "Noon shift 12:00-17:00"]),
        (["08:30-11:00", "13:30-17:00"], ["Morning shift 08:30-11:00", "Noon shift 13:30-17:00"]),
        (["09:00-12:00"], ["Day shift 09:00-12:00"]),
        (["18:00-20:00"], ["Evening shift 18:00-20:00"]),
        (
            ["00:00-24:00"],
            ["Night shift 00:00-08:00", "Morning shift 08:00-16:00", "Evening shift 16:00-24:00"],
        ),
    ],
)
def test_shifts_fill_the_hours_and_meet_over_noon(opening, said):
    assert times(usual_templates(every_day(*opening))) == said


def test_weekdays_with_other_hours_have_shifts_of_their_own():
    week = {**dict.fromkeys(range(1, 6), hours("08:00-12:00")), 6: hours("09:00-12:00"), 7: ()}
    found = usual_templates(week)
    assert [sorted(each.weekdays) for each in found] == [[1, 2, 3, 4, 5], [6]]


def test_the_desk_is_never_empty_lunch_is_kept_and_a_first_aider_is_there():
    found = usual_cover_rules(every_day("08:00-20:00"), FIRST_AID, FIRST)
    assert times(found) == [
        "Desk never empty 08:00-20:00",
        "Somebody stays over lunch 11:30-14:00",
        "A first-aider on duty 08:00-20:00",
    ]
    assert [each.weight for each in found] == [Weight.BLOCK, Weight.BLOCK, Weight.WARN]
    assert [(each.people, each.skilled) for each in found] == [(1, 0), (1, 0), (0, 1)]
    assert found[0].day_kinds == WEEKDAY_KINDS | WEEKEND_KINDS


def test_cover_follows_the_hours_of_most_weekdays_and_of_the_weekend():
    week = {
        **dict.fromkeys(range(1, 5), hours("08:00-17:00")),
        5: hours("08:00-16:00"),
        6: hours("09:00-11:00"),
    }
    found = usual_cover_rules(week, None, FIRST)
    assert [(each.day_kinds, clock(each.to_minute)) for each in found] == [
        (WEEKDAY_KINDS, "17:00"),
        (WEEKDAY_KINDS, "14:00"),
        (WEEKEND_KINDS, "11:00"),
    ]


def test_a_station_without_hours_gets_no_proposal():
    assert usual_templates({}) == []
    assert usual_cover_rules({1: ()}, FIRST_AID, FIRST) == []


@pytest.mark.parametrize("opens", range(0, 20, 3))
@pytest.mark.parametrize("length", [1, 3, 7, 11, 16, 24])
def test_what_is_proposed_can_be_kept_and_leaves_no_gap(opens, length):
    closes = min(24, opens + length) * 60
    week = dict.fromkeys(range(1, 8), (Interval(opens * 60, closes),))
    found = usual_templates(week)
    assert not [problem for each in found for problem in template_problems(each)]
    rules = usual_cover_rules(week, FIRST_AID, FIRST)
    assert not [problem for each in rules for problem in cover_rule_problems(each)]
    covered = {at for each in found for at in range(each.from_minute, each.to_minute)}
    assert covered == set(range(opens * 60, closes))
    assert len({each.name for each in found}) == len(found)
