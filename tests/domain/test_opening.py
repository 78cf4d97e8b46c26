from dataclasses import replace
from datetime import date, datetime

import pytest

from stationdesk.domain.ids import OpeningExceptionId, TimetableId
from stationdesk.domain.opening import (
    AROUND_THE_CLOCK,
    Interval,
    NewException,
    NewTimetable,
    OpeningException,
    Timetable,
    exception_problems,
    is_open,
    opening_minutes,
    opening_on,
    timetable_problems,
)

MORNING, AFTERNOON = Interval(510, 720), Interval(810, 1050)
WEEK = dict.fromkeys(range(1, 6), (MORNING, AFTERNOON))
YEAR = Timetable(
    id=TimetableId(1),
    uid="t1",
    name="全年",
    valid_from=date(2026, 1, 1),
    valid_to=None,
    season_starts=None,
    season_ends=None,
    week=WEEK,
)
WINTER = replace(
    YEAR,
    id=TimetableId(2),
    name="冬季",
    season_starts="10-16",
    season_ends="04-15",
    week=dict.fromkeys(range(1, 8), (Interval(540, 1020),)),
)
HOLIDAY = OpeningException(
    id=OpeningExceptionId(1),
    uid="e1",
    first_day=date(2026, 10, 1),
    last_day=date(2026, 10, 7),
    reason="国庆节",
)
WISH = NewTimetable(name="夏季", valid_from=date(2026, 5, 1), week=WEEK)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 6, 1), (MORNING, AFTERNOON)),  # a Monday
        (date(2026, 6, 6), ()),  # a Saturday
        (date(2025, 12, 31), ()),  # before the timetable holds
        (date(2026, 10, 15), (MORNING, AFTERNOON)),
        (date(2026, 10, 16), (Interval(540, 1020),)),  # the season begins
        (date(2027, 1, 1), (Interval(540, 1020),)),  # and runs over the new year
        (date(2027, 4, 15), (Interval(540, 1020),)),
        (date(2027, 4, 16), (MORNING, AFTERNOON)),
        (date(2026, 10, 1), ()),  # closed on a holiday
    ],
)
def test_hours_follow_weekday_season_and_exception(day, hours):
    assert opening_on(day, [YEAR, WINTER], [HOLIDAY]) == hours


def test_the_exception_entered_last_wins():
    later = replace(HOLIDAY, id=OpeningExceptionId(2), intervals=(MORNING,))
    assert opening_on(date(2026, 10, 2), [YEAR], [later, HOLIDAY]) == (MORNING,)


def test_the_timetable_that_began_later_wins():
    newer = replace(YEAR, id=TimetableId(9), valid_from=date(2026, 6, 1), week={1: (MORNING,)})
    assert opening_on(date(2026, 6, 1), [newer, YEAR]) == (MORNING,)


def test_minutes_add_up_over_days():
    assert opening_minutes(date(2026, 6, 1), date(2026, 6, 7), [YEAR]) == 5 * (210 + 240)
    clock = replace(YEAR, week=dict.fromkeys(range(1, 8), (AROUND_THE_CLOCK,)))
    assert opening_minutes(date(2026, 6, 1), date(2026, 6, 2), [clock]) == 2880


@pytest.mark.parametrize(
    ("moment", "is_so"),
    [
        (datetime(2026, 6, 1, 8, 29), False),
        (datetime(2026, 6, 1, 8, 30), True),
        (datetime(2026, 6, 1, 11, 59), True),
        (datetime(2026, 6, 1, 12, 0), False),
    ],
)
def test_the_closing_minute_is_no_longer_open(moment, is_so):
    assert is_open(moment, [YEAR]) is is_so


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (replace(WISH, name=" "), ["name"]),
        (replace(WISH, week={}), ["week"]),
        (replace(WISH, week={1: (Interval(500, 720), Interval(700, 800))}), ["week.1"]),
        (replace(WISH, week={1: (Interval(720, 720),)}), ["week.1"]),
        (replace(WISH, week={1: (Interval(0, 1441),)}), ["week.1"]),
        (replace(WISH, week={8: (MORNING,)}), ["week"]),
        (replace(WISH, valid_to=date(2026, 4, 1)), ["valid_to"]),
        (replace(WISH, season_starts="06-01"), ["season_starts"]),
        (replace(WISH, season_starts="6-1", season_ends="02-30"), ["season_starts", "season_ends"]),
        (replace(WISH, week={3: (Interval(0, 1440),)}), []),
        (replace(WISH, week={3: (MORNING, Interval(720, 800))}), []),
        (replace(WISH, season_starts="02-29", season_ends="02-29"), []),
    ],
)
def test_a_timetable_is_refused_for_every_reason(wish, about):
    assert [problem.about for problem in timetable_problems(wish)] == about


def test_two_timetables_that_begin_together_may_not_share_days():
    assert [
        each.about for each in timetable_problems(replace(WISH, valid_from=YEAR.valid_from), [YEAR])
    ]
    summer = replace(WISH, valid_from=YEAR.valid_from, season_starts="04-16", season_ends="10-15")
    assert list(timetable_problems(summer, [YEAR, WINTER])) == []
    longer = replace(summer, season_ends="10-16")
    assert [each.about for each in timetable_problems(longer, [WINTER])] == ["valid_from"]


@pytest.mark.parametrize(
    ("first", "last", "reason", "about"),
    [
        (date(2026, 10, 1), date(2026, 10, 7), "国庆节", []),
        (date(2026, 10, 7), date(2026, 10, 1), "", ["reason", "last_day"]),
        (date(2026, 1, 1), date(2027, 1, 2), "装修", ["last_day"]),
    ],
)
def test_an_exception_needs_a_reason_and_an_end(first, last, reason, about):
    wish = NewException(first_day=first, last_day=last, reason=reason)
    assert [problem.about for problem in exception_problems(wish)] == about
