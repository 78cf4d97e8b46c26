from datetime import date

import pytest

from stationdesk.domain.usual_periods import UsualPeriod, period_named, usual_period

MAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (UsualPeriod.THIS_MONTH, date(2026, 5, 1), MAY),
        (UsualPeriod.LAST_MONTH, date(2026, 4, 1), date(2026, 4, 30)),
        (UsualPeriod.THIS_QUARTER, date(2026, 4, 1), MAY),
        (UsualPeriod.THIS_YEAR, date(2026, 1, 1), MAY),
    ],
)
def test_a_running_period_ends_today_and_a_past_one_with_its_last_day(period, first, last):
    assert usual_period(period, MAY) == (first, last)
    assert period_named(first, last, MAY) is period


def test_last_month_of_january_is_december_of_the_year_before():
    asked = usual_period(UsualPeriod.LAST_MONTH, date(2026, 1, 31))
    assert asked == (date(2025, 12, 1), date(2025, 12, 31))


def test_on_new_years_day_the_month_names_the_period():
    day = date(2026, 1, 1)
    assert period_named(day, day, day) is UsualPeriod.THIS_MONTH


def test_days_chosen_freely_have_no_name():
    assert period_named(date(2026, 5, 2), MAY, MAY) is None
    assert period_named(None, MAY, MAY) is None
