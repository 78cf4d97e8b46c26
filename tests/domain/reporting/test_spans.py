from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.reporting.spans import (
    Beside,
    Days,
    Span,
    beside_of,
    days_beside,
    days_of,
    last_full,
    report_number,
    span_after,
    span_before,
    span_name,
    spans_between,
)

DAY = date(2026, 5, 17)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.MONTH, date(2026, 5, 1), date(2026, 5, 31)),
        (Span.QUARTER, date(2026, 4, 1), date(2026, 6, 30)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_span_is_the_whole_month_quarter_or_year_of_a_day(span, first, last):
    assert days_of(span, DAY) == Days(first, last)


@pytest.mark.parametrize(
    ("span", "beside", "first", "last"),
    [
        (Span.MONTH, Beside.LAST, date(2026, 4, 1), date(2026, 4, 30)),
        (Span.MONTH, Beside.YEAR_AGO, date(2025, 5, 1), date(2025, 5, 31)),
        (Span.MONTH, Beside.TO_DATE, date(2026, 1, 1), date(2026, 5, 31)),
        (Span.QUARTER, Beside.LAST, date(2026, 1, 1), date(2026, 3, 31)),
        (Span.QUARTER, Beside.YEAR_AGO, date(2025, 4, 1), date(2025, 6, 30)),
        (Span.QUARTER, Beside.TO_DATE, date(2026, 1, 1), date(2026, 6, 30)),
        (Span.YEAR, Beside.LAST, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_span_is_compared_with_the_one_before_the_year_before_and_the_year_so_far(
    span, beside, first, last
):
    assert days_beside(span, DAY, beside) == Days(first, last)


def test_february_ends_with_its_own_last_day():
    assert days_of(Span.MONTH, date(2028, 2, 3)).last == date(2028, 2, 29)
    assert days_beside(Span.MONTH, date(2028, 2, 29), Beside.YEAR_AGO).last == date(2027, 2, 28)


def test_a_year_is_put_beside_the_year_before_alone():
    assert beside_of(Span.YEAR) == (Beside.LAST,)
    assert beside_of(Span.MONTH) == (Beside.LAST, Beside.YEAR_AGO, Beside.TO_DATE)


@pytest.mark.parametrize(
    ("span", "number", "again"),
    [
        (Span.MONTH, "YB-2026-05", "YB-2026-05-2"),
        (Span.QUARTER, "JB-2026-Q2", "JB-2026-Q2-2"),
        (Span.YEAR, "NB-2026", "NB-2026-2"),
    ],
)
def test_a_report_is_numbered_by_its_span_and_its_issue(span, number, again):
    assert report_number(span, DAY) == number
    assert report_number(span, DAY, 2) == again


def test_the_last_full_span_is_the_one_that_is_over():
    assert last_full(Span.MONTH, date(2026, 5, 30)) == date(2026, 4, 1)
    assert last_full(Span.MONTH, date(2026, 5, 31)) == date(2026, 5, 1)


def test_spans_are_named_and_follow_each_other():
    assert str(span_name(Span.QUARTER, DAY)) == "2026, quarter 2"
    assert str(span_name(Span.MONTH, DAY)) == "2026-05"
    months = list(spans_between(Span.MONTH, date(2025, 11, 20), date(2026, 2, 1)))
    assert [f"{month:%Y-%m}" for month in months] == ["2025-11", "2025-12", "2026-01", "2026-02"]


@given(st.sampled_from(list(Span)), st.dates(date(1991, 1, 1), date(2090, 12, 31)))
def test_spans_leave_no_day_out_and_tell_none_twice(span, day):
    days = days_of(span, day)
    assert days.holds(day)
    assert span_after(span, day) == days.last + timedelta(days=1)
    assert days_of(span, days.first - timedelta(days=1)).first == span_before(span, day)
