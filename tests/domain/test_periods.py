from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.periods import PeriodUnit, add_months, later, times_until

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
UNITS = st.sampled_from(PeriodUnit)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(day, months, expected):
    assert add_months(day, months) == expected


def test_a_month_end_comes_back_to_the_31st_when_counted_from_the_first_day():
    days = [later(date(2026, 1, 31), 1, PeriodUnit.MONTH, n) for n in range(4)]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (PeriodUnit.DAY, date(2026, 3, 3)),
        (PeriodUnit.WEEK, date(2026, 3, 15)),
        (PeriodUnit.MONTH, date(2026, 5, 1)),
        (PeriodUnit.YEAR, date(2028, 3, 1)),
    ],
)
def test_two_of_each_unit(unit, expected):
    assert later(date(2026, 3, 1), 2, unit) == expected


@given(DAYS, st.integers(1, 30), UNITS, st.integers(0, 200))
def test_later_days_grow_and_keep_the_day_of_the_month_where_it_exists(first, every, unit, n):
    if unit is PeriodUnit.YEAR:
        every, n = 1 + every % 5, n % 40
    one, other = later(first, every, unit, n), later(first, every, unit, n + 1)
    assert one < other
    if unit in (PeriodUnit.MONTH, PeriodUnit.YEAR):
        last_of_month = (other + timedelta(days=1)).month != other.month
        assert other.day == first.day or (other.day < first.day and last_of_month)


@given(DAYS, st.integers(1, 40), UNITS, st.integers(-400, 4000))
def test_times_until_counts_the_days_one_by_one(first, every, unit, ahead):
    until = first + timedelta(days=ahead)
    counted = 0
    while later(first, every, unit, counted) <= until:
        counted += 1
    assert times_until(first, every, unit, until) == counted
