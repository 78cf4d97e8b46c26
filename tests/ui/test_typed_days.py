from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.ui.typed_days import read_day, read_time

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("0312", date(2026, 3, 12)),
        ("3.12", date(2026, 3, 12)),
        ("3-1", date(2026, 3, 1)),
        ("20260312", date(2026, 3, 12)),
        ("260312", date(2026, 3, 12)),
        ("2026-3-12", date(2026, 3, 12)),
        ("2026年3月12日", date(2026, 3, 12)),
        ("３月１２日", date(2026, 3, 12)),
        ("26/3/12", date(2026, 3, 12)),
        ("today", TODAY),
        ("今天", TODAY),
        ("+7", date(2026, 4, 7)),
        ("+2w", date(2026, 4, 14)),
        ("+1m", date(2026, 4, 30)),
        ("＋１月", date(2026, 4, 30)),
        ("+11m", date(2027, 2, 28)),
        ("+1y", date(2027, 3, 31)),
        ("", None),
        ("0230", None),
        ("13.1", None),
        ("待定", None),
        ("+9999y", None),
        ("312", None),
    ],
)
def test_a_day_is_read_as_it_was_meant(typed, day):
    assert read_day(typed, TODAY) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_written_out_is_read_back(day):
    assert read_day(day.isoformat(), TODAY) == day
    assert read_day(day.strftime("%Y%m%d"), TODAY) == day
    assert read_day(f"{day.year}年{day.month}月{day.day}日", TODAY) == day


@given(st.text(max_size=12))
def test_no_text_makes_the_reader_stumble(typed):
    read_day(typed, TODAY)
    read_time(typed)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("0830", time(8, 30)),
        ("8:30", time(8, 30)),
        ("8：30", time(8, 30)),
        ("8", time(8)),
        ("2400", None),
        ("8:60", None),
        ("", None),
        ("早上", None),
    ],
)
def test_a_time_is_read_as_it_was_meant(typed, moment):
    assert read_time(typed) == moment
