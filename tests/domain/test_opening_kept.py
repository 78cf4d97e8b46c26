from datetime import date, datetime

import pytest

from stationdesk.domain.opening import AROUND_THE_CLOCK, Interval
from stationdesk.domain.opening_kept import (
    NewOpening,
    OpeningLine,
    days_kept,
    kept_of,
    opening_log_problems,
)

DAY = date(2026, 6, 30)
SPLIT = (Interval(480, 720), Interval(840, 1080))
NOW = datetime(2026, 7, 5, 12, 0)


def at(text, day=DAY):
    hour, minute = text.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute))


def line(opened, closed=None, number=1):
    return OpeningLine(
        id=number,
        uid=str(number),
        day=opened.date(),
        opened_at=opened,
        closed_at=closed,
        opened_by="王芳",
        closed_by="",
        reason="",
        version=1,
    )


def kept(lines, hours=SPLIT, now=NOW):
    return days_kept([(DAY, hours)], lines, now)[0]


@pytest.mark.parametrize(
    ("opened", "closed", "minutes_kept", "minutes_open"),
    [
        ("08:00", "18:00", 480, 600),
        ("07:30", "19:00", 480, 690),
        ("08:10", "18:00", 470, 590),
        ("08:00", "17:00", 420, 540),
        ("12:00", "14:00", 0, 120),
    ],
)
def test_kept_is_what_the_log_and_the_published_hours_have_in_common(
    opened, closed, minutes_kept, minutes_open
):
    day = kept([line(at(opened), at(closed))])
    assert (day.minutes_published, day.minutes_kept) == (480, minutes_kept)
    assert (day.minutes_open, day.recorded, day.unrecorded) == (minutes_open, True, False)


def test_a_published_day_without_a_line_is_unrecorded_and_never_open():
    told = kept_of([kept([])])
    assert (told.days_published, told.days_open, told.days_unrecorded) == (1, 0, 1)
    assert (told.minutes_published, told.minutes_kept) == (480, 0)
    assert told.percent is None, "nothing is known, which is not the same as nothing kept"


def test_a_day_off_with_a_line_counts_as_open_but_keeps_no_published_minute():
    told = kept_of([kept([line(at("09:00"), at("11:00"))], hours=())])
    assert (told.days_published, told.days_open, told.days_unrecorded) == (0, 1, 0)
    assert (told.minutes_open, told.minutes_kept, told.percent) == (120, 0, None)


def test_of_a_line_that_was_never_closed_only_the_day_counts():
    told = kept_of([kept([line(at("08:00"))])])
    assert (told.days_open, told.days_unclosed, told.minutes_kept) == (1, 1, 0)
    assert told.percent == 0


def test_an_open_line_of_today_lasts_until_now_and_later_hours_are_not_due_yet():
    day = kept([line(at("08:00"))], now=at("09:30"))
    assert (day.minutes_published, day.minutes_kept, day.unclosed) == (90, 90, False)


def test_days_to_come_are_left_out():
    opening = [(date(2026, 7, day), SPLIT) for day in (4, 5, 6)]
    assert [each.day.day for each in days_kept(opening, [], NOW)] == [4, 5]


def test_a_line_past_midnight_counts_on_both_days():
    opening = [(DAY, AROUND), (date(2026, 7, 1), AROUND)]
    night = line(at("20:00"), datetime(2026, 7, 1, 6, 0))
    first, second = days_kept(opening, [night], NOW)
    assert (first.minutes_kept, second.minutes_kept) == (240, 360)


AROUND = (AROUND_THE_CLOCK,)


def test_opening_twice_a_day_counts_both_and_the_share_is_of_all_days():
    twice = [line(at("08:00"), at("12:00")), line(at("14:00"), at("16:00"), 2)]
    day = kept(twice)
    assert (day.minutes_kept, day.lines) == (360, 2)
    assert kept_of([day]).percent == pytest.approx(75)


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (NewOpening(opened_at=at("18:00"), closed_at=at("08:00")), "closed_at"),
        (NewOpening(opened_at=at("12:00"), closed_at=datetime(2026, 7, 1, 13, 0)), "closed_at"),
        (NewOpening(opened_at=datetime(2026, 7, 6, 8, 0)), "opened_at"),
        (NewOpening(opened_at=at("11:00"), closed_at=at("13:00")), "opened_at"),
        (NewOpening(opened_at=at("19:00"), closed_at=at("20:00"), reason="字" * 201), "reason"),
    ],
)
def test_what_cannot_stand_in_the_log_is_refused(wish, about):
    others = [line(at("08:00"), at("12:00"))]
    assert [each.about for each in opening_log_problems(wish, others, NOW)] == [about]


def test_lines_that_touch_do_not_overlap():
    wish = NewOpening(opened_at=at("12:00"), closed_at=at("13:00"))
    assert not list(opening_log_problems(wish, [line(at("08:00"), at("12:00"))], NOW))
