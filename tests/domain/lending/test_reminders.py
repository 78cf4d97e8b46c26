from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.lending.reminders import LONG_UNFIT_DAYS, long_unfit_pieces

TODAY = date(2026, 6, 30)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("changes", "pieces"),
    [
        ([], 0),
        ([(ago(20), 2)], 2),
        ([(ago(14), 2)], 2),
        ([(ago(13), 2)], 0),
        ([(ago(20), 2), (ago(3), -1)], 1),
        ([(ago(20), 2), (ago(9), -2), (ago(5), 3)], 0),
        ([(ago(20), 2), (ago(5), 3)], 2),
    ],
)
def test_only_what_lay_there_all_the_time_has_been_unfit_for_long(changes, pieces):
    assert long_unfit_pieces(changes, TODAY) == pieces


@given(st.lists(st.tuples(st.integers(0, 30).map(ago), st.integers(-2, 3)), max_size=8))
def test_it_is_the_least_of_every_day_since(changes):
    days = [ago(back) for back in range(LONG_UNFIT_DAYS + 1)]
    least = min(sum(change for when, change in changes if when <= day) for day in days)
    assert long_unfit_pieces(changes, TODAY) == max(0, least)
