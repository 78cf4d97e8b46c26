from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.stocktake import (
    Candidate,
    NewStocktake,
    Outcome,
    StocktakeLine,
    in_scope,
    movements_of,
)

from .stock_examples import BOX, DAY, MASKS, SHELF, batch

LAST_MONTH = DAY - timedelta(days=30)


def line(counted, book_at_count, book=None):
    return StocktakeLine(
        id=1,
        uid="l1",
        line=1,
        item=MASKS,
        batch=batch(1),
        place=SHELF,
        book=book_at_count or 0 if book is None else book,
        counted=counted,
        counted_on=DAY,
        counted_at="",
        counted_by="",
        book_at_count=book_at_count,
        reason="丢失",
    )


@pytest.mark.parametrize(
    ("counted", "book", "outcome"),
    [
        (None, None, Outcome.UNCOUNTED),
        (0, 0, Outcome.CONFIRMED),
        (0, 3, Outcome.MISSING),
        (3, 0, Outcome.SURPLUS),
    ],
)
def test_a_line_comes_to_what_was_counted_and_blank_is_not_zero(counted, book, outcome):
    assert line(counted, book).outcome is outcome


def test_what_moved_since_the_count_is_told():
    assert line(5, 5, book=3).moved_since == -2
    assert line(None, None, book=3).moved_since is None


@given(st.lists(st.tuples(st.none() | st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_posting_moves_the_differences_and_nothing_else(counts):
    lines = [line(counted, None if counted is None else book) for counted, book in counts]
    moved = [movement.quantity for movement in movements_of(lines)]
    assert moved == [c - b for c, b in counts if c is not None and c != b]


def candidate(of, quantity, place=SHELF, newest=False, item=MASKS):
    return Candidate(item=item, batch=of, place=place, quantity=quantity, newest=newest)


@pytest.mark.parametrize(
    ("each", "stands"),
    [
        (candidate(batch(1, LAST_MONTH), 2), True),
        (candidate(batch(1), 2, BOX), True),
        (candidate(batch(1, date(2027, 1, 1)), 0), True),
        (candidate(batch(1), 0, BOX), False),
        (candidate(batch(1, LAST_MONTH), 0), False),
        (candidate(batch(1, LAST_MONTH), 0, newest=True), True),
    ],
)
def test_the_sheet_holds_what_is_there_and_what_could_be(each, stands):
    assert bool(in_scope([each], NewStocktake(business_date=DAY))) is stands


def test_place_and_category_limit_the_sheet():
    there = [candidate(batch(1), 1), candidate(batch(1), 1, BOX)]
    at_box = in_scope(there, NewStocktake(business_date=DAY, place_id=BOX.id))
    assert [each.place.id for each in at_box] == [BOX.id]
    assert in_scope(there, NewStocktake(business_date=DAY, category="饮水用品")) == []


def test_the_sheet_follows_the_shelves():
    there = [candidate(batch(1), 1, BOX), candidate(batch(2), 1, SHELF)]
    sheet = in_scope(there, NewStocktake(business_date=DAY))
    assert [each.place.id for each in sheet] == [SHELF.id, BOX.id]
