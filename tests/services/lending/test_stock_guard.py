import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.stocktake import NewStocktake, Outcome
from stationdesk.store import soundness, stock
from tests.conftest import TODAY
from tests.services.lending.pieces_desk import PiecesDesk, ago


@pytest.fixture
def desk(context, undos):
    desk = PiecesDesk(context, undos)
    yield desk
    assert soundness.ledger_faults() == []


def refused(deed, *args, **more):
    documents = stock.count_documents()
    with pytest.raises(Refused) as refusal:
        deed(*args, **more)
    assert stock.count_documents() == documents
    (problem,) = refusal.value.problems
    return str(problem)


def umbrella_line(desk, stocktake_id):
    lines = desk.inventory.stocktake(stocktake_id).lines
    (line,) = [each for each in lines if each.item.id == desk.umbrella]
    return line


def count(desk, counted, **more):
    stocktake_id = desk.inventory.start_stocktake(NewStocktake(business_date=ago(3)))
    line = umbrella_line(desk, stocktake_id)
    desk.inventory.count(stocktake_id, line.batch.id, line.place.id, counted, **more)
    return stocktake_id


def test_what_is_lent_or_set_aside_cannot_leave(desk):
    kind_id = desk.umbrellas()
    desk.lend(kind_id, 4)
    desk.lending.set_unfit(kind_id, 1, "破损")
    told = "5 把 of 雨伞 are on loan or set aside on 2026-06-30; only 15 can leave."
    assert refused(desk.issue, desk.umbrella, 16) == told
    assert refused(desk.scrap, desk.umbrella, 20) == told
    desk.issue(desk.umbrella, 15)
    assert desk.lending.pool(kind_id).in_station == 0


def test_a_document_of_an_earlier_day_leaves_enough_for_later_loans(desk):
    kind_id = desk.umbrellas(on=ago(5))
    desk.lend(kind_id, 12)
    told = "12 把 of 雨伞 are on loan or set aside on 2026-06-30; only 8 can leave."
    assert refused(desk.issue, desk.umbrella, 9, on=ago(4)) == told
    desk.issue(desk.umbrella, 8, on=ago(4))


def test_pieces_that_were_back_before_may_leave_after(desk):
    kind_id = desk.umbrellas(on=ago(5))
    desk.give_back(desk.lend(kind_id, 18, on=ago(4)), on=ago(2), good=18)
    assert refused(desk.issue, desk.umbrella, 3, on=ago(3)).startswith("18 把 of 雨伞")
    desk.issue(desk.umbrella, 20, on=ago(2))


def test_a_receipt_whose_goods_are_lent_is_not_reversed(desk):
    kind_id = desk.umbrellas()
    document_id = desk.receive(desk.umbrella, 10)
    desk.lend(kind_id, 20)
    desk.lend(kind_id, 5)
    told = "25 把 of 雨伞 are on loan or set aside on 2026-06-30; only 5 can leave."
    assert refused(desk.inventory.reverse, document_id, "登记有误") == told


def test_no_more_pieces_change_places_than_are_in_the_station(desk):
    kind_id = desk.umbrellas()
    desk.lend(kind_id, 5)
    told = "5 把 of 雨伞 are on loan on 2026-06-30; only 15 can be moved."
    assert refused(desk.move, desk.umbrella, 16) == told
    document_id = desk.move(desk.umbrella, 15)
    desk.inventory.reverse(document_id, "放错了")


def test_numbered_pieces_keep_their_goods_in_the_stock(desk):
    desk.banks()
    told = (
        "3 numbered pieces of 充电宝 are lent on 2026-06-30; only 0 can leave. Retire pieces first."
    )
    assert refused(desk.issue, desk.bank, 1) == told
    desk.lending.retire_unit(desk.lending.pieces()[0].unit.id, "换新")
    desk.issue(desk.bank, 1)


def test_goods_that_are_lent_or_refill_a_part_are_not_archived(desk):
    kind_id = desk.umbrellas()
    desk.issue(desk.umbrella, 20)
    told = "雨伞 is lent as “雨伞”. Archive that at the lending desk first."
    assert refused(desk.inventory.archive_item, desk.umbrella) == told
    desk.lending.archive_kind(kind_id)
    desk.inventory.archive_item(desk.umbrella)
    wheelchairs, _unit_id = desk.wheelchair()
    screws = desk.lending.kind(wheelchairs).parts[1].item_id
    desk.issue(screws, 5)
    told = "轮椅螺丝 refills a part of “轮椅”. Take the part out there first."
    assert refused(desk.inventory.archive_item, screws) == told


def test_goods_that_nobody_lends_are_as_free_as_ever(desk):
    desk.issue(desk.umbrella, 20)
    desk.inventory.archive_item(desk.umbrella)


def test_counting_a_shelf_with_pieces_out_finds_no_loss(desk):
    kind_id = desk.umbrellas(on=ago(5))
    desk.lend(kind_id, 5, on=ago(4))
    stocktake_id = count(desk, 15)
    line = umbrella_line(desk, stocktake_id)
    assert (line.owned, line.lent, line.expected, line.difference) == (20, 5, 15, 0)
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert desk.lending.pool(kind_id).size == 20


def test_what_is_missing_beside_the_lent_ones_is_a_loss(desk):
    kind_id = desk.umbrellas(on=ago(5))
    desk.lend(kind_id, 5, on=ago(4))
    stocktake_id = count(desk, 13, reason="丢失")
    assert umbrella_line(desk, stocktake_id).outcome is Outcome.MISSING
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    pool = desk.lending.pool(kind_id)
    assert (pool.size, pool.out, pool.in_station) == (18, 5, 13)


def test_a_count_of_an_earlier_day_expects_what_was_not_lent_on_that_day(desk):
    kind_id = desk.umbrellas(on=ago(5))
    line_id = desk.lend(kind_id, 5, on=ago(4))
    desk.give_back(line_id, on=ago(1), good=5)
    stocktake_id = count(desk, 15, on=ago(2))
    line = umbrella_line(desk, stocktake_id)
    assert (line.difference, line.lent, line.moved_since) == (0, 5, 5)


def test_lending_after_the_count_leaves_the_count_valid(desk):
    kind_id = desk.umbrellas(on=ago(5))
    stocktake_id = count(desk, 19, reason="丢失")
    desk.lend(kind_id, 4)
    line = umbrella_line(desk, stocktake_id)
    assert (line.difference, line.lent, line.moved_since) == (-1, 0, -4)
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert desk.lending.pool(kind_id).in_station == 15


def test_an_uncounted_line_tells_what_should_be_there_now(desk):
    kind_id = desk.umbrellas()
    stocktake_id = desk.inventory.start_stocktake(NewStocktake(business_date=TODAY))
    desk.lend(kind_id, 5)
    line = umbrella_line(desk, stocktake_id)
    assert (line.book, line.owned, line.lent, line.expected) == (20, 20, 5, 15)


def test_a_count_that_would_take_lent_pieces_away_is_refused(desk):
    kind_id = desk.umbrellas(on=ago(5))
    stocktake_id = count(desk, 0, reason="丢失")
    desk.lend(kind_id, 1)
    told = "1 把 of 雨伞 are on loan or set aside on 2026-06-30; only 19 can leave."
    assert refused(desk.inventory.post_stocktake, stocktake_id, leave_uncounted=True) == told


def test_losing_lent_pieces_leaves_every_shelf_as_it_should_be(desk):
    kind_id = desk.umbrellas(on=ago(5))
    desk.move(desk.umbrella, 8, on=ago(5))
    line_id = desk.lend(kind_id, 14, on=ago(4))
    expected = shelves(desk)
    assert expected == {"借物架": 0, "库房": 6}
    desk.give_back(line_id, lost=3)
    undo = desk.undos[-1]
    assert (desk.pieces(desk.umbrella), shelves(desk)) == (17, expected)
    undo.take_back()
    assert (desk.pieces(desk.umbrella), shelves(desk)) == (20, expected)


def shelves(desk):
    """Return what a count would expect at each place, by a count that is given up again."""
    stocktake_id = desk.inventory.start_stocktake(NewStocktake(business_date=TODAY))
    lines = desk.inventory.stocktake(stocktake_id).lines
    desk.inventory.cancel_stocktake(stocktake_id)
    return {line.place.name: line.expected for line in lines if line.item.id == desk.umbrella}
