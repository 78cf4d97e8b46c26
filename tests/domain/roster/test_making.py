"""Shifts out of templates, and a week that comes again."""

from datetime import timedelta

import pytest

from stationdesk.domain.ids import ShiftTemplateId
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.making import copied_week, shifts_from
from stationdesk.domain.roster.shifts import ALL_WEEKDAYS, ShiftTemplate
from stationdesk.domain.working_days import DayKind
from tests.domain.roster.examples import day, facts, minute, person, row, shift


def template(number, start="08:00", end="12:00", kinds=(DayKind.WORKDAY,), **fields):
    return ShiftTemplate(
        **{
            "id": ShiftTemplateId(number),
            "uid": f"t{number}",
            "name": f"T{number}",
            "from_minute": minute(start),
            "to_minute": minute(end),
            "day_kinds": frozenset(kinds),
            "weekdays": ALL_WEEKDAYS,
            "post": "",
            "needed": 1,
            "most": 4,
            "at_desk": True,
            "skill_id": None,
            "skilled": 0,
            "sort_order": number,
            "archived": False,
            "version": 1,
            **fields,
        }
    )


KINDS = {
    day(1): DayKind.WORKDAY,
    day(2): DayKind.HOLIDAY,
    day(3): DayKind.MARKET,
    day(4): DayKind.CLOSED,
    day(6): DayKind.WORKED_WEEKEND,
}


@pytest.mark.parametrize(
    ("made", "days"),
    [
        (template(1), [1]),
        (template(1, kinds=DayKind), [1, 2, 3, 4, 6]),
        (template(1, kinds=DayKind, weekdays=frozenset({6, 7})), [6]),
        (template(1, kinds=(DayKind.WORKED_WEEKEND, DayKind.HOLIDAY)), [2, 6]),
        (template(1, archived=True), []),
    ],
)
def test_a_template_makes_a_shift_on_days_of_its_kinds_and_weekdays(made, days):
    assert [each.day for each in shifts_from([made], KINDS, day(1), day(7))] == [
        day(number) for number in days
    ]


def test_shifts_stand_in_the_order_of_time_and_keep_what_the_template_says():
    made = [template(1, "13:00", "17:00", post="Hall", needed=2), template(2), template(3)]
    found = shifts_from(made, KINDS, day(1), day(1))
    assert [(each.name, each.template_id) for each in found] == [("T2", 2), ("T3", 3), ("T1", 1)]
    assert (found[2].post, found[2].needed, found[2].from_minute) == ("Hall", 2, 780)


WEEK = timedelta(days=7)


def copy(shifts, rows, people=3):
    roster = facts([person(number) for number in range(1, people + 1)], shifts, rows)
    return copied_week(roster, day(1), day(8))


def test_rows_go_to_the_shift_of_the_same_template_on_the_same_weekday():
    old = shift(1, day(2), template_id=ShiftTemplateId(5))
    new = [
        shift(2, day(9), name="S1"),
        shift(3, day(9), "09:00", "13:00", template_id=ShiftTemplateId(5)),
    ]
    found = copy([old, *new], [row(1, old, 1)])
    assert [(each.place, each.volunteer_id) for each in found.rows] == [(3, 1)]


@pytest.mark.parametrize(
    ("fields", "goes"),
    [
        ({"name": "S1", "start": "09:00"}, True),
        ({"name": "Other"}, True),
        ({"name": "Other", "start": "09:00"}, False),
        ({"name": "S1", "post": "Hall"}, False),
    ],
)
def test_without_a_template_the_name_counts_then_the_time_and_the_post_always(fields, goes):
    old, new = shift(1, day(2)), shift(2, day(9), **fields)
    found = copy([old, new], [row(1, old, 1)])
    assert [each.place == 2 for each in found.rows] == [goes]


def test_a_shift_made_by_hand_is_made_again_once_for_all_its_people():
    old = shift(1, day(2), post="Hall", needed=2)
    found = copy([old], [row(1, old, 1), row(2, old, 2)])
    (made,) = found.new_shifts
    assert (made.day, made.name, made.post, made.needed) == (day(9), "S1", "Hall", 2)
    assert [each.place for each in found.rows] == [made, made]


def test_a_shift_out_of_a_template_is_not_made_on_a_day_of_another_kind():
    old = shift(1, day(2), template_id=ShiftTemplateId(5))
    found = copy([old], [row(1, old, 1)])
    (left,) = found.left_out
    assert found.rows == ()
    assert left.phrase.format(**left.values) == f"there is no “S1” on {day(9)}"


def test_who_is_there_already_is_left_and_a_full_shift_takes_nobody_more():
    old, new = shift(1, day(2)), shift(2, day(9), name="S1", most=2)
    rows = [row(1, old, 1), row(2, old, 2), row(3, old, 3), row(4, new, 1)]
    found = copy([old, new], rows)
    assert [each.volunteer_id for each in found.rows] == [2]
    assert [each.volunteer_id for each in found.left_out] == [3]
    assert found.left_out[0].phrase == "“{shift}” on {day} is full"


def test_only_live_rows_of_that_week_are_copied():
    old, before = shift(1, day(7)), shift(2, day(0))
    rows = [row(1, old, 1, AssignmentState.CANCELLED), row(2, before, 2), row(3, old, 3)]
    assert [each.volunteer_id for each in copy([old, before], rows).rows] == [3]
