from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ledger import (
    Entry,
    History,
    Point,
    blocking,
    changes_of,
    end_of,
    shortfalls,
)
from stationdesk.domain.stock import Movement, Spot

DAY = date(2026, 6, 1)
SPOT = Spot(1, 1)


def after(*quantities):
    return tuple(
        Entry(DAY + timedelta(days=number), number, quantity, f"LY-{number}")
        for number, quantity in enumerate(quantities, start=1)
    )


def test_what_can_be_taken_is_what_no_later_document_needs():
    assert History(10, after(-4, 9)).lowest() == 6
    assert History(10, after(9, -4)).lowest() == 10


def test_a_back_dated_issue_that_starves_a_later_one_is_seen_on_its_day():
    (found,) = shortfalls(DAY, {SPOT: -3}, {SPOT: History(10, after(5, -14, 8))})
    assert (found.day, found.left) == (DAY + timedelta(days=2), -2)


def test_a_spot_that_was_always_empty_cannot_give():
    (found,) = shortfalls(DAY, {SPOT: -1}, {})
    assert (found.day, found.left) == (DAY, -1)


def test_what_comes_in_never_falls_short():
    assert shortfalls(DAY, {SPOT: 5}, {SPOT: History(0)}) == []


def test_lines_that_cancel_out_leave_no_change():
    there = Movement(line=1, item_id=1, batch_id=1, place_id=1, quantity=-2)
    back = Movement(line=2, item_id=1, batch_id=1, place_id=1, quantity=2)
    assert changes_of([there, back]) == {}


def test_in_the_way_are_documents_after_the_point_that_took():
    entries = after(-4, 9, -1)
    assert blocking(entries, Point(DAY + timedelta(days=1), 0)) == ["LY-1", "LY-3"]
    assert blocking(entries, Point(DAY + timedelta(days=1), 1)) == ["LY-3"]
    assert blocking(entries, end_of(DAY + timedelta(days=3))) == []


@given(st.integers(0, 20), st.lists(st.integers(-9, 9), max_size=8), st.integers(1, 30))
def test_a_change_is_let_through_exactly_when_no_running_sum_falls_below_zero(start, moves, taken):
    sums = [start]
    for move in moves:
        sums.append(sums[-1] + move)
    history = History(start, after(*moves))
    falls = bool(shortfalls(DAY, {SPOT: -taken}, {SPOT: history}))
    assert falls == any(each - taken < 0 for each in sums)
    assert falls == (history.lowest() < taken)
