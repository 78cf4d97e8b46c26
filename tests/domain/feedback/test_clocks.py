"""Deadlines worked out by hand on a wall calendar, and what the clocks do besides."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.calendar_file import read_toml
from stationdesk.domain.feedback.clocks import Pause, days_left, due_at, end_of, extension_limit
from stationdesk.domain.ids import OpeningExceptionId, TimetableId
from stationdesk.domain.opening import Interval, OpeningException, Timetable
from stationdesk.domain.working_days import StationWork, calendar_of
from stationdesk.paths import resources

OFFICIAL = calendar_of(
    day
    for year in read_toml((resources() / "calendar" / "china.toml").read_text(encoding="utf-8"))
    for day in year.days
)


def _timetable(weekdays, *intervals):
    return Timetable(
        id=TimetableId(1),
        uid="t",
        name="全年",
        valid_from=date(2020, 1, 1),
        valid_to=None,
        season_starts=None,
        season_ends=None,
        week=dict.fromkeys(weekdays, intervals),
    )


def _exception(number, first, last, *intervals):
    return OpeningException(
        id=OpeningExceptionId(number),
        uid=f"e{number}",
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last),
        reason="维修",
        intervals=intervals,
    )


DAILY = StationWork(
    calendar=OFFICIAL, timetables=[_timetable(range(1, 8), Interval(8 * 60, 20 * 60))]
)
"""Open every day from 08:00 to 20:00."""
OFFICE = StationWork(
    calendar=OFFICIAL,
    timetables=[
        _timetable(range(1, 6), Interval(9 * 60, 12 * 60), Interval(13 * 60 + 30, 17 * 60))
    ],
)
"""Open Monday to Friday until 17:00, worked weekends or not."""
UNKNOWN = StationWork(calendar=OFFICIAL)
"""Nobody wrote the hours down."""
REPAIRS = StationWork(
    calendar=OFFICIAL,
    timetables=DAILY.timetables,
    exceptions=[
        _exception(1, "2026-03-10", "2026-03-12"),
        _exception(2, "2026-03-16", "2026-03-16", Interval(9 * 60, 12 * 60)),
    ],
)
"""As DAILY; closed from Tuesday 10 to Thursday 12 March 2026, and until noon on Monday 16."""

BY_HAND = [
    # Spring Festival 2024: off 10 (Sat) to 17 (Sat) Feb; worked Sun 4 and Sun 18 Feb.
    (DAILY, "2024-02-08T10:00", 1, "2024-02-09T20:00"),
    (DAILY, "2024-02-09T10:00", 1, "2024-02-18T20:00"),
    (DAILY, "2024-02-09T10:00", 2, "2024-02-19T20:00"),
    (DAILY, "2024-02-01T15:00", 5, "2024-02-07T20:00"),
    (DAILY, "2024-02-05T09:00", 5, "2024-02-18T20:00"),
    (DAILY, "2024-02-12T12:00", 1, "2024-02-18T20:00"),
    (DAILY, "2024-02-17T12:00", 10, "2024-02-29T20:00"),
    (OFFICE, "2024-02-09T10:00", 1, "2024-02-19T17:00"),
    (OFFICE, "2024-02-01T10:00", 5, "2024-02-08T17:00"),
    # Danger: the same day while the station is open, holiday or not.
    (DAILY, "2024-02-12T10:00", 0, "2024-02-12T20:00"),
    (DAILY, "2024-02-12T21:00", 0, "2024-02-13T20:00"),
    (DAILY, "2024-02-12T20:00", 0, "2024-02-13T20:00"),
    (OFFICE, "2024-03-09T10:00", 0, "2024-03-11T17:00"),
    (OFFICE, "2024-03-08T12:30", 0, "2024-03-08T17:00"),
    (UNKNOWN, "2024-03-09T23:58", 0, "2024-03-09T23:59"),
    # Spring Festival 2025: off 28 Jan (Tue) to 4 Feb (Tue); worked Sun 26 Jan and Sat 8 Feb.
    (DAILY, "2025-01-24T10:00", 1, "2025-01-26T20:00"),
    (DAILY, "2025-01-24T10:00", 2, "2025-01-27T20:00"),
    (DAILY, "2025-01-24T10:00", 3, "2025-02-05T20:00"),
    (DAILY, "2025-01-27T19:59", 5, "2025-02-10T20:00"),
    (DAILY, "2025-01-16T10:00", 10, "2025-02-06T20:00"),
    (OFFICE, "2025-01-24T10:00", 1, "2025-01-27T17:00"),
    (OFFICE, "2025-01-27T10:00", 5, "2025-02-11T17:00"),
    # Spring Festival 2026: off 15 (Sun) to 23 (Mon) Feb; worked Sat 14 and Sat 28 Feb.
    (DAILY, "2026-02-13T10:00", 1, "2026-02-14T20:00"),
    (DAILY, "2026-02-13T10:00", 2, "2026-02-24T20:00"),
    (DAILY, "2026-02-14T11:00", 1, "2026-02-24T20:00"),
    (DAILY, "2026-02-24T10:00", 5, "2026-03-02T20:00"),
    (DAILY, "2026-02-06T10:00", 10, "2026-02-27T20:00"),
    (UNKNOWN, "2026-02-13T23:30", 2, "2026-02-24T23:59"),
    (OFFICE, "2026-02-13T10:00", 1, "2026-02-24T17:00"),
    # National Day 2024: off 1 (Tue) to 7 (Mon) Oct; worked Sun 29 Sep and Sat 12 Oct.
    (DAILY, "2024-09-27T10:00", 1, "2024-09-29T20:00"),
    (DAILY, "2024-09-27T10:00", 3, "2024-10-08T20:00"),
    (DAILY, "2024-10-08T10:00", 5, "2024-10-14T20:00"),
    # Mid-Autumn 2024: off 15 (Sun) to 17 (Tue) Sep; worked Sat 14 Sep.
    (DAILY, "2024-09-13T10:00", 2, "2024-09-18T20:00"),
    # National Day and Mid-Autumn 2025: off 1 (Wed) to 8 (Wed) Oct; worked Sun 28 Sep, Sat 11 Oct.
    (DAILY, "2025-09-26T10:00", 3, "2025-09-30T20:00"),
    (DAILY, "2025-09-30T10:00", 2, "2025-10-10T20:00"),
    (DAILY, "2025-09-30T10:00", 5, "2025-10-14T20:00"),
    # Mid-Autumn 2026: off 25 (Fri) to 27 (Sun) Sep; National Day: off 1 (Thu) to 7 (Wed) Oct;
    # worked Sun 20 Sep and Sat 10 Oct.
    (DAILY, "2026-09-18T10:00", 5, "2026-09-24T20:00"),
    (DAILY, "2026-09-24T10:00", 5, "2026-10-09T20:00"),
    (DAILY, "2026-09-30T10:00", 10, "2026-10-20T20:00"),
    (DAILY, "2026-09-30T10:00", 15, "2026-10-27T20:00"),
    # Labour Day 2026: off 1 (Fri) to 5 (Tue) May; worked Sat 9 May.
    (DAILY, "2026-04-30T10:00", 5, "2026-05-11T20:00"),
    # New Year 2026: off 1 (Thu) to 3 (Sat) Jan; worked Sun 4 Jan.
    (DAILY, "2025-12-31T10:00", 1, "2026-01-04T20:00"),
    (DAILY, "2025-12-31T10:00", 5, "2026-01-08T20:00"),
    # Closed for repairs, and a short day.
    (REPAIRS, "2026-03-09T10:00", 1, "2026-03-13T20:00"),
    (REPAIRS, "2026-03-09T10:00", 2, "2026-03-16T12:00"),
    (REPAIRS, "2026-03-09T10:00", 3, "2026-03-17T20:00"),
    (REPAIRS, "2026-03-10T10:00", 0, "2026-03-13T20:00"),
    (REPAIRS, "2026-03-16T12:00", 0, "2026-03-17T20:00"),
    # Of 2030 no holidays are known: every weekday counts.
    (DAILY, "2030-02-01T10:00", 1, "2030-02-04T20:00"),
]


@pytest.mark.parametrize(("work", "start", "days", "due"), BY_HAND)
def test_a_deadline_falls_where_the_wall_calendar_says(work, start, days, due):
    assert due_at(datetime.fromisoformat(start), days, work) == datetime.fromisoformat(due)


PAUSED = [
    # Mon 2 March 2026 is a plain week; Wed and Thu are paused at 20:00, Friday no more.
    ("2026-03-02T10:00", 5, [("2026-03-04T09:00", "2026-03-06T12:00")], "2026-03-11T20:00"),
    # A pause within one day moves nothing.
    ("2026-03-02T10:00", 5, [("2026-03-04T09:00", "2026-03-04T19:59")], "2026-03-09T20:00"),
    # Begun at closing it takes the day; ended at closing it gives it back.
    (
        "2026-03-02T10:00",
        5,
        [("2026-03-03T08:00", "2026-03-04T08:00"), ("2026-03-05T20:00", "2026-03-06T20:00")],
        "2026-03-11T20:00",
    ),
    # Over the Spring Festival: Thu 12 counts, Fri 13, Sat 14 and Tue 24 do not, Sat 28 is the 5th.
    ("2026-02-11T10:00", 5, [("2026-02-13T10:00", "2026-02-25T09:00")], "2026-02-28T20:00"),
    # Over a free weekend only, from Friday night to Monday morning: Friday's closing was before.
    ("2026-03-05T10:00", 2, [("2026-03-06T20:01", "2026-03-09T07:00")], "2026-03-09T20:00"),
    # Danger waits as well.
    ("2026-03-02T10:00", 0, [("2026-03-02T12:00", "2026-03-03T09:00")], "2026-03-03T20:00"),
    # A pause after the deadline changes nothing any more.
    ("2026-03-02T10:00", 1, [("2026-03-04T12:00", "2026-03-20T09:00")], "2026-03-03T20:00"),
]


@pytest.mark.parametrize(("start", "days", "pauses", "due"), PAUSED)
def test_a_day_paused_at_its_closing_does_not_count(start, days, pauses, due):
    stops = [Pause(*map(datetime.fromisoformat, each)) for each in pauses]
    told = due_at(datetime.fromisoformat(start), days, DAILY, stops)
    assert told == datetime.fromisoformat(due)


def test_all_extensions_together_reach_fifteen_working_days_further():
    start = datetime(2026, 9, 24, 10)
    assert extension_limit(start, 5, DAILY) == due_at(start, 20, DAILY)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 3, 9), datetime(2026, 3, 9, 20)),
        (date(2026, 3, 14), datetime(2026, 3, 14, 20)),
        (date(2026, 3, 16), datetime(2026, 3, 16, 12)),
        (date(2026, 3, 11), datetime(2026, 3, 11, 23, 59)),
    ],
)
def test_a_deadline_set_by_hand_ends_with_its_day(day, ends):
    assert end_of(day, REPAIRS) == ends


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        ("2026-09-24", "2026-10-09T20:00", 5),
        ("2026-10-09", "2026-10-09T20:00", 0),
        ("2026-10-10", "2026-10-09T20:00", -1),
        ("2026-10-11", "2026-10-09T20:00", -1),
        ("2026-10-12", "2026-10-09T20:00", -2),
        ("2026-10-03", "2026-10-09T20:00", 2),
    ],
)
def test_days_left_are_working_days(today, due, left):
    told = days_left(date.fromisoformat(today), datetime.fromisoformat(due), DAILY)
    assert told == left


def test_a_station_that_never_opens_again_still_has_deadlines():
    shut = StationWork(calendar=OFFICIAL, exceptions=[_exception(1, "2026-01-01", "2036-12-31")])
    assert due_at(datetime(2026, 3, 2, 10), 1, shut) == datetime(2027, 3, 4, 23, 59)


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@given(start=MOMENTS, days=st.integers(1, 30), work=st.sampled_from([DAILY, OFFICE, UNKNOWN]))
def test_so_many_counted_days_lie_between_entry_and_deadline(start, days, work):
    due = due_at(start, days, work)
    assert days_left(start.date(), due, work) == days
    assert work.closing_on(due.date()) is not None
    assert due > start


@given(start=MOMENTS, days=st.integers(0, 10), began=MOMENTS, ended=MOMENTS)
def test_a_pause_never_brings_a_deadline_forward(start, days, began, ended):
    first, last = sorted((began, ended))
    paused = due_at(start, days, DAILY, [Pause(first, last)])
    assert paused >= due_at(start, days, DAILY)
