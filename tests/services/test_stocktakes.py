from datetime import timedelta

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import Spot
from stationdesk.domain.stock_wishes import ReceiptLine
from stationdesk.domain.stocktake import NewStocktake, Outcome, StocktakeState
from stationdesk.store import stock

from .stock_desk import TODAY, StockDesk, ago

SOON, LATE = TODAY + timedelta(days=10), TODAY + timedelta(days=400)


@pytest.fixture
def desk(inventory):
    desk = StockDesk(inventory)
    desk.receive(desk.umbrellas, 10, on=ago(9))
    desk.receive(desk.masks, 6, LATE, on=ago(9))
    return desk


def start(desk, on=TODAY, **scope):
    return desk.inventory.start_stocktake(NewStocktake(business_date=on, **scope))


def line_of(desk, stocktake_id, item_id):
    lines = desk.inventory.stocktake(stocktake_id).lines
    return next(line for line in lines if line.item.id == item_id)


def count(desk, stocktake_id, item_id, counted, **more):
    line = line_of(desk, stocktake_id, item_id)
    desk.inventory.count(stocktake_id, line.batch.id, line.place.id, counted, **more)


def test_the_sheet_is_frozen_when_the_count_begins(desk):
    stocktake_id = start(desk)
    desk.receive(desk.masks, 3, SOON)
    assert len(desk.inventory.stocktake(stocktake_id).lines) == 2


def test_a_used_up_batch_and_an_item_that_never_came_are_on_the_sheet(desk):
    desk.issue(desk.umbrellas, 10)
    desk.inventory.add_item(NewItem(name="打气筒", unit="个", place_id=desk.shelf))
    lines = desk.inventory.stocktake(start(desk)).lines
    assert [(line.item.name, line.book) for line in lines] == [
        ("口罩", 6),
        ("雨伞", 0),
        ("打气筒", 0),
    ]


def test_equal_counts_confirm_and_post_a_document_without_lines(desk):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 10)
    count(desk, stocktake_id, desk.masks, 6)
    stocktake = desk.inventory.stocktake(stocktake_id)
    assert len(stocktake.lines_that(Outcome.CONFIRMED)) == 2
    document = desk.inventory.document(desk.inventory.post_stocktake(stocktake_id))
    assert document.lines == ()
    assert document.number == stocktake.number
    assert stock.orphans() == []


def test_the_four_lists(desk):
    desk.receive(desk.masks, 2, SOON)
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 8)
    soon, late = (
        line for line in desk.inventory.stocktake(stocktake_id).lines if line.item.id == desk.masks
    )
    desk.inventory.count(stocktake_id, late.batch.id, late.place.id, 7)
    stocktake = desk.inventory.stocktake(stocktake_id)
    assert [line.item.name for line in stocktake.lines_that(Outcome.MISSING)] == ["雨伞"]
    assert [line.batch.id for line in stocktake.lines_that(Outcome.SURPLUS)] == [late.batch.id]
    assert [line.batch.id for line in stocktake.lines_that(Outcome.UNCOUNTED)] == [soon.batch.id]
    assert stocktake.lines_that(Outcome.CONFIRMED) == ()


def test_differences_need_reasons_and_blanks_need_a_word(desk):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 8)
    with pytest.raises(Refused) as refusal:
        desk.inventory.post_stocktake(stocktake_id)
    assert len(refusal.value.problems) == 2
    line = line_of(desk, stocktake_id, desk.umbrellas)
    desk.inventory.explain(stocktake_id, Spot(line.batch.id, line.place.id), "丢失")
    with pytest.raises(Refused):
        desk.inventory.post_stocktake(stocktake_id)
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert (desk.pieces(desk.umbrellas), desk.pieces(desk.masks)) == (8, 6)


def test_movements_after_the_count_stay_valid(desk):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 8, reason="丢失")
    desk.issue(desk.umbrellas, 3)
    line = line_of(desk, stocktake_id, desk.umbrellas)
    assert (line.book, line.book_at_count, line.moved_since) == (7, 10, -3)
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert desk.pieces(desk.umbrellas) == 5


def test_a_recount_reads_the_book_anew(desk):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 8, reason="丢失")
    desk.issue(desk.umbrellas, 3)
    count(desk, stocktake_id, desk.umbrellas, 7)
    line = line_of(desk, stocktake_id, desk.umbrellas)
    assert (line.difference, line.reason) == (0, "丢失")


def test_a_paper_sheet_of_yesterday_is_compared_with_yesterdays_book(desk):
    stocktake_id = start(desk, on=ago(1))
    desk.issue(desk.umbrellas, 3)
    count(desk, stocktake_id, desk.umbrellas, 10, on=ago(1))
    assert line_of(desk, stocktake_id, desk.umbrellas).outcome is Outcome.CONFIRMED
    with pytest.raises(Refused):
        count(desk, stocktake_id, desk.umbrellas, 10, on=ago(2))


def test_a_count_can_be_made_blank_again(desk, undos):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 0, reason="丢失")
    undos[-1].take_back()
    assert line_of(desk, stocktake_id, desk.umbrellas).outcome is Outcome.UNCOUNTED
    count(desk, stocktake_id, desk.umbrellas, 0)
    count(desk, stocktake_id, desk.umbrellas, None)
    assert line_of(desk, stocktake_id, desk.umbrellas).counted is None


def test_found_goods_join_the_sheet(desk, undos):
    stocktake_id = start(desk)
    found = ReceiptLine(item_id=desk.umbrellas, quantity=2, place_id=desk.box, reason="入库未登记")
    desk.inventory.count_found(stocktake_id, found)
    with pytest.raises(Refused):
        desk.inventory.count_found(stocktake_id, found)
    undos[-1].take_back()
    assert len(desk.inventory.stocktake(stocktake_id).lines) == 2
    desk.inventory.count_found(stocktake_id, found)
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert desk.pieces(desk.umbrellas) == 12


def test_posting_is_refused_where_later_documents_took_what_is_missing(desk):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 4, reason="丢失")
    issue = desk.issue(desk.umbrellas, 10)
    with pytest.raises(Refused) as refusal:
        desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert refusal.value.problems[0].values["documents"] == desk.number(issue)
    assert desk.inventory.stocktake(stocktake_id).state is StocktakeState.OPEN


def test_two_open_counts_share_no_line(desk):
    first = start(desk, place_id=desk.shelf)
    with pytest.raises(Refused):
        start(desk)
    desk.inventory.cancel_stocktake(first)
    start(desk)


def test_a_closed_count_is_closed(desk):
    stocktake_id = start(desk)
    desk.inventory.cancel_stocktake(stocktake_id)
    for deed in (
        lambda: count(desk, stocktake_id, desk.umbrellas, 1),
        lambda: desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True),
        lambda: desk.inventory.cancel_stocktake(stocktake_id),
    ):
        with pytest.raises(Refused):
            deed()


def test_undoing_a_posted_count_opens_it_again(desk, undos):
    stocktake_id = start(desk)
    count(desk, stocktake_id, desk.umbrellas, 8, reason="丢失")
    first = desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    undos[-1].take_back()
    assert desk.pieces(desk.umbrellas) == 10
    assert desk.inventory.stocktake(stocktake_id).state is StocktakeState.OPEN
    second = desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert first != second
    assert desk.pieces(desk.umbrellas) == 8


def test_there_must_be_something_to_count(desk):
    with pytest.raises(Refused):
        start(desk, category="防汛")
    assert desk.inventory.stocktakes() == []
