import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.opening import AROUND_THE_CLOCK, Interval
from stationdesk.ui.typed_hours import hours_text, read_hours

MORNING, AFTERNOON = Interval(510, 720), Interval(840, 1080)


@pytest.mark.parametrize(
    "typed",
    [
        "08:30-12:00 14:00-18:00",
        "8:30-12 14-18",
        "0830-1200，1400-1800",
        "８：３０～１２：００、１４：００～１８：００",
        "8:30至12:00；14:00至18:00",
        "14:00-18:00 8.30-12.00",
        "8:30 - 12:00 / 14:00 – 18:00",
        "8点30分到12点 14点到18点",
    ],
)
def test_hours_are_read_however_they_are_typed(typed):
    assert read_hours(typed) == (MORNING, AFTERNOON)


@pytest.mark.parametrize("typed", ["", "  ", "休息", "closed", "不开放"])
def test_nothing_and_rest_mean_closed(typed):
    assert read_hours(typed) == ()


@pytest.mark.parametrize("typed", ["全天", "24小时", "0-24", "00:00-24:00"])
def test_around_the_clock_is_one_stretch(typed):
    assert read_hours(typed) == (AROUND_THE_CLOCK,)


@pytest.mark.parametrize("typed", ["8:30", "早上", "8:30-25:00", "8:70-9:00", "8-12 then 14", "-"])
def test_what_means_no_hours_is_not_guessed(typed):
    assert read_hours(typed) is None


def test_a_stretch_over_midnight_is_read_so_that_the_rule_can_name_it():
    assert read_hours("22:00-06:00") == (Interval(1320, 360),)


@given(
    st.lists(
        st.builds(Interval, st.integers(0, 1440), st.integers(0, 1440)), min_size=1, max_size=4
    )
)
def test_what_was_written_is_read_back(intervals):
    written = tuple(sorted(intervals))
    assert read_hours(hours_text(written)) == written
