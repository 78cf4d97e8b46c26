"""Printed dates and the days that follow from them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.printed_dates import (
    LifeUnit,
    Precision,
    ShelfLife,
    computed_expiry,
    expiry_of,
    from_shelf_life,
    printed_day,
    printed_month,
    printed_year,
    without_end,
)


@pytest.mark.parametrize(
    ("printed", "expiry", "strict"),
    [
        (printed_day(date(2026, 7, 31)), date(2026, 7, 31), date(2026, 7, 31)),
        (printed_month(2026, 7), date(2026, 7, 31), date(2026, 6, 30)),
        (printed_month(2028, 2), date(2028, 2, 29), date(2028, 1, 31)),
        (printed_month(2026, 1), date(2026, 1, 31), date(2025, 12, 31)),
        (printed_year(2026), date(2026, 12, 31), date(2025, 12, 31)),
        (without_end("长期"), None, None),
        (None, None, None),
    ],
)
def test_a_printed_month_lasts_to_its_end_or_strictly_to_the_month_before(printed, expiry, strict):
    assert computed_expiry(printed) == expiry
    assert computed_expiry(printed, month_end=False) == strict


@pytest.mark.parametrize(
    ("made_on", "n", "unit", "expires"),
    [
        (date(2024, 7, 30), 24, "month", date(2026, 7, 30)),
        (date(2025, 8, 31), 6, "month", date(2026, 2, 28)),
        (date(2027, 8, 31), 6, "month", date(2028, 2, 29)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "year", date(2028, 2, 29)),
        (date(2025, 4, 4), 183, "day", date(2025, 10, 4)),
        (date(2025, 4, 4), 2, "week", date(2025, 4, 18)),
    ],
)
def test_shelf_life_keeps_the_day_of_the_month_and_is_clamped_to_its_end(made_on, n, unit, expires):
    assert from_shelf_life(made_on, n, unit) == expires


def test_expiry_is_no_more_exact_than_the_production_date():
    assert expiry_of(printed_month(2024, 12), ShelfLife(24, LifeUnit.MONTH)) == printed_month(
        2026, 12
    )
    assert expiry_of(printed_month(2024, 12), ShelfLife(20, LifeUnit.DAY)) is None
    assert expiry_of(printed_year(2024), ShelfLife(2, LifeUnit.YEAR)) is None


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_the_stricter_reading_is_never_later(day):
    for printed in (printed_day(day), printed_month(day.year, day.month), printed_year(day.year)):
        assert computed_expiry(printed, month_end=False) <= computed_expiry(printed)
        assert printed.iso() == day.isoformat()[: len(printed.iso())]
        assert printed.precision is not Precision.NONE


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.integers(0, 240))
def test_twelve_months_are_a_year(day, years):
    by_months = from_shelf_life(day, 12 * years, LifeUnit.MONTH)
    assert by_months == from_shelf_life(day, years, LifeUnit.YEAR)
