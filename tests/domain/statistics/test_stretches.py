import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.reporting.spans import Days
from stationdesk.domain.statistics.forecast import LONGEST_DAYS, Outlook, most_pressing
from stationdesk.domain.statistics.stretches import (
    Step,
    long_name,
    name_of,
    step_for,
    stretches,
    year_before,
)


def days(first, last):
    return Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        ("2026-06-01", "2026-06-01", Step.DAY),
        ("2026-05-01", "2026-05-31", Step.DAY),
        ("2026-05-01", "2026-06-01", Step.WEEK),
        ("2026-01-01", "2026-07-05", Step.WEEK),
        ("2026-01-01", "2026-07-06", Step.MONTH),
    ],
)
def test_a_longer_time_is_told_in_longer_steps(first, last, step):
    assert step_for(days(first, last)) is step


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 800),
    st.sampled_from(list(Step)),
)
def test_stretches_cover_every_day_once(first, more, step):
    whole = Days(first, first + timedelta(days=more))
    cut = stretches(whole, step)
    assert cut[0].first == whole.first
    assert cut[-1].last == whole.last
    for one, other in itertools.pairwise(cut):
        assert other.first == one.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("of", "before"),
    [
        (("2026-06-01", "2026-06-30"), ("2025-06-01", "2025-06-30")),
        (("2025-02-01", "2025-02-28"), ("2024-02-01", "2024-02-29")),
        (("2024-02-01", "2024-02-29"), ("2023-02-01", "2023-02-28")),
        (("2024-02-29", "2024-03-06"), ("2023-03-01", "2023-03-06")),
        (("2026-06-12", "2026-06-12"), ("2025-06-12", "2025-06-12")),
    ],
)
def test_the_year_before_has_the_same_days(of, before):
    assert year_before(days(*of)) == days(*before)


def test_a_leap_day_has_no_day_a_year_before():
    assert year_before(days("2024-02-29", "2024-02-29")) is None


def test_stretches_have_short_names_and_long_ones():
    june = days("2026-06-01", "2026-06-30")
    assert str(name_of(june, Step.MONTH)) == "2026-06"
    assert str(long_name(june)) == "2026-06"
    week = days("2026-06-29", "2026-07-05")
    assert str(name_of(week, Step.WEEK)) == "06-29~07-05"
    assert str(long_name(week)) == "2026-06-29 to 2026-07-05"
    assert str(long_name(days("2026-06-30", "2026-06-30"))) == "2026-06-30, Tuesday"


def outlook(**fields):
    told = {"item_id": 1, "name": "水", "unit": "瓶", "usable": 30, "used": 90, "known_days": 90}
    return Outlook(**(told | fields))


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({}, 30),
        ({"usable": 0}, 0),
        ({"used": 0}, None),
        ({"used": 1, "usable": 1000}, LONGEST_DAYS),
        ({"used": 10, "known_days": 5, "usable": 7}, 3),
    ],
)
def test_stock_lasts_as_long_as_it_goes_on_being_used(fields, left):
    assert outlook(**fields).days_left == left


def test_the_soonest_gone_comes_first_and_what_nobody_uses_is_left_out():
    soon, late = outlook(item_id=2, usable=1), outlook(item_id=1)
    assert most_pressing([late, outlook(item_id=3, used=0), soon]) == [soon, late]
