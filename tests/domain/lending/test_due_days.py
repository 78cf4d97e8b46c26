from datetime import date, timedelta

import pytest

from stationdesk.domain.lending.due_days import (
    LONGEST_LOAN_DAYS,
    LOOK_AHEAD_DAYS,
    due_problems,
    open_days,
    opening_day_from,
    usual_due,
    usual_lapse,
)
from stationdesk.domain.opening import Interval, OpeningException, Timetable

TUESDAY = date(2026, 6, 30)
WEEKDAYS = Timetable(
    id=1,
    uid="t",
    name="工作日",
    valid_from=date(2026, 1, 1),
    valid_to=None,
    season_starts=None,
    season_ends=None,
    week={weekday: (Interval(540, 1080),) for weekday in range(1, 6)},
)
HOLIDAY = OpeningException(
    id=1, uid="e", first_day=date(2026, 10, 1), last_day=date(2026, 10, 8), reason="国庆"
)
WORKDAYS = open_days([WEEKDAYS], [HOLIDAY])


def never(_day):
    return False


def test_a_day_nobody_wrote_hours_for_is_open():
    assert open_days([], [])(TUESDAY)
    assert WORKDAYS(date(2025, 12, 27)), "a Saturday before the timetable"
    assert not WORKDAYS(date(2026, 6, 27))
    assert not WORKDAYS(date(2026, 10, 5))


@pytest.mark.parametrize(
    ("lent_on", "days", "due"),
    [
        (TUESDAY, 0, TUESDAY),
        (TUESDAY, 3, date(2026, 7, 3)),
        (TUESDAY, 4, date(2026, 7, 6)),
        (TUESDAY, 5, date(2026, 7, 6)),
        (date(2026, 9, 30), 1, date(2026, 10, 9)),
        (date(2026, 7, 4), 0, date(2026, 7, 4)),
    ],
)
def test_a_thing_is_due_after_the_usual_days_on_an_opening_day(lent_on, days, due):
    assert usual_due(lent_on, days, WORKDAYS) == due


def test_one_looks_no_further_than_sixty_days_for_an_opening_day():
    opens = TUESDAY + timedelta(days=LOOK_AHEAD_DAYS)
    assert opening_day_from(TUESDAY, lambda day: day == opens) == opens
    assert opening_day_from(TUESDAY, lambda day: day > opens) == TUESDAY
    assert opening_day_from(TUESDAY, never) == TUESDAY


def test_a_hold_waits_for_two_opening_days_more():
    assert usual_lapse(TUESDAY, WORKDAYS) == date(2026, 7, 2)
    assert usual_lapse(date(2026, 7, 2), WORKDAYS) == date(2026, 7, 6)


@pytest.mark.parametrize(
    ("due", "reasons"),
    [
        (TUESDAY, []),
        (date(2026, 7, 1), []),
        (date(2026, 6, 29), ["It would be due on 2026-06-29, before it is lent on 2026-06-30."]),
        (date(2026, 7, 4), ["The station is closed on 2026-07-04; it opens next on 2026-07-06."]),
        (
            TUESDAY + timedelta(days=LONGEST_LOAN_DAYS + 1),
            ["2027-07-02 is more than a year away; choose an earlier due day."],
        ),
    ],
)
def test_a_due_day_is_not_before_the_loan_nor_on_a_closed_day(due, reasons):
    assert [str(each) for each in due_problems("due_on", due, TUESDAY, WORKDAYS)] == reasons


def test_on_the_day_of_lending_somebody_is_there():
    assert list(due_problems("due_on", TUESDAY, TUESDAY, never)) == []
