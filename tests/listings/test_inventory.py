from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.stock import Source, StockState
from stationdesk.domain.stocktake import NewStocktake
from stationdesk.listings import inventory as listing
from stationdesk.listings import stocktakes
from stationdesk.listings.columns import Kind, Mark
from tests.services.stock_desk import TODAY, StockDesk

SOON = TODAY + timedelta(days=10)
TYPES = {
    Kind.TEXT: str,
    Kind.COUNT: int | None,
    Kind.DAY: date | None,
    Kind.STATE: Mark,
}


@pytest.fixture
def desk(inventory):
    """A donation, an issue that was undone, a kit that was checked, and a count under way."""
    desk = StockDesk(inventory)
    desk.receive(desk.masks, 5, SOON, source=Source.DONATION, donor="王奶奶")
    inventory.reverse(desk.issue(desk.masks, 1, receiver="李师傅"), "没领")
    inventory.record_set_check(inventory.add_first_aid_kit(desk.box))
    inventory.start_stocktake(NewStocktake(business_date=TODAY))
    return desk


def sheet_of(desk):
    (stocktake,) = desk.inventory.stocktakes()
    return desk.inventory.stocktake(stocktake.id).lines


def listings(desk):
    stock, sheet = desk.inventory, sheet_of(desk)
    (kit,) = stock.required_sets()
    document = stock.documents(TODAY, TODAY)[0]
    return {
        "stock": (listing.STOCK, stock.stock()),
        "balances": (listing.balances(TODAY), stock.balances()),
        "movements": (listing.MOVEMENTS, stock.movements(desk.masks)),
        "documents": (listing.DOCUMENTS, stock.documents(TODAY, TODAY)),
        "lines": (listing.DOCUMENT_LINES, document.lines),
        "turnover": (listing.TURNOVER, stock.turnover(TODAY, TODAY)),
        "replenishment": (listing.REPLENISHMENT, stock.replenishment()),
        "donations": (listing.DONATIONS, stock.donations(TODAY, TODAY)),
        "stocktakes": (stocktakes.STOCKTAKES, stock.stocktakes()),
        "count": (stocktakes.STOCKTAKE_LINES, sheet),
        "sheet": (stocktakes.STOCKTAKE_SHEET, sheet),
        "findings": (stocktakes.SET_FINDINGS, stock.set_findings(kit.id)),
        "checks": (stocktakes.SET_CHECKS, stock.set_checks(kit.id)),
    }


def test_every_column_reads_a_value_of_its_kind(desk):
    for columns, records in listings(desk).values():
        assert records
        for column in columns:
            for record in records:
                assert isinstance(column.read(record), TYPES[column.kind]), column.key


def test_keys_are_single_within_a_listing(desk):
    for columns, _ in listings(desk).values():
        keys = [column.key for column in columns]
        assert len(keys) == len(set(keys))


def test_the_sheet_leaves_what_nobody_counted_blank(desk):
    (line, *_) = sheet_of(desk)
    counted = next(each for each in stocktakes.STOCKTAKE_SHEET if each.key == "counted")
    assert counted.read(line) is None


def test_a_batch_is_marked_by_the_day_it_is_looked_at(desk):
    (balance,) = desk.inventory.balances(desk.masks)
    marks = [listing.batch_mark(balance, day) for day in (date(2026, 1, 1), TODAY, SOON)]
    marks.append(listing.batch_mark(balance, SOON + timedelta(days=1)))
    assert marks == [
        listing.BATCH_IN_DATE,
        listing.BATCH_EXPIRING,
        listing.BATCH_EXPIRING,
        listing.BATCH_EXPIRED,
    ]


def test_a_document_tells_what_it_moved_and_whether_it_stands(desk):
    receipt = desk.inventory.documents(TODAY, TODAY)[-1]
    assert listing.contents_of(receipt) == "口罩 ×5 个"
    assert listing.document_mark(receipt) is listing.POSTED
    undone = replace(receipt, reversed_by_id=9)
    assert listing.document_mark(undone) is listing.REVERSED


@pytest.mark.parametrize("state", StockState)
def test_every_state_has_a_mark(state):
    assert str(listing.STATE_MARKS[state])
