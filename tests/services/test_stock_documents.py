from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationdesk.domain.ids import new_uid
from stationdesk.domain.printed_dates import LifeUnit, ShelfLife, printed_month
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import DocumentKind, Source
from stationdesk.domain.stock_wishes import MoveLine, NewMove, NewReceipt, ReceiptLine
from stationdesk.services.changes import Topic
from stationdesk.store import audit, stock
from stationdesk.store.tables import StationRow

from .stock_desk import TODAY, StockDesk, ago

SOON, LATE = TODAY + timedelta(days=10), TODAY + timedelta(days=400)


@pytest.fixture
def desk(inventory):
    return StockDesk(inventory)


def test_what_comes_in_is_there_and_what_goes_out_is_gone(desk):
    desk.receive(desk.umbrellas, 8)
    desk.issue(desk.umbrellas, 3)
    assert desk.pieces(desk.umbrellas) == 5


def test_numbers_count_by_kind_and_day(desk):
    first = desk.receive(desk.umbrellas, 8, on=ago(1))
    assert desk.number(first) == "RK-20260629-001"
    assert desk.number(desk.receive(desk.umbrellas, 8, on=ago(1))) == "RK-20260629-002"
    assert desk.number(desk.receive(desk.umbrellas, 8)) == "RK-20260630-001"
    assert desk.number(desk.issue(desk.umbrellas, 1)) == "LY-20260630-001"


def test_the_stock_of_a_day_gone_by_is_told_as_it_was(desk):
    desk.receive(desk.umbrellas, 8, on=ago(9))
    desk.issue(desk.umbrellas, 3, on=ago(2))
    assert [desk.pieces(desk.umbrellas, on) for on in (ago(10), ago(3), ago(2))] == [0, 8, 5]
    on_that_day = {line.item.id: line.quantity for line in desk.inventory.stock(on=ago(3))}
    assert on_that_day[desk.umbrellas] == 8


@pytest.mark.parametrize("ends", [None, SOON])
def test_the_same_batch_is_never_made_twice(desk, ends):
    item = desk.masks if ends else desk.umbrellas
    desk.receive(item, 8, ends)
    desk.receive(item, 2, ends)
    (balance,) = desk.inventory.balances(item)
    assert balance.quantity == 10


def test_another_number_or_expiry_is_another_batch(desk):
    desk.receive(desk.masks, 1, SOON)
    desk.receive(desk.masks, 1, LATE)
    desk.receive(desk.masks, 1, SOON, batch_no="A1")
    assert len(desk.inventory.balances(desk.masks)) == 3


def test_production_date_and_shelf_life_give_the_expiry(desk):
    line = ReceiptLine(
        item_id=desk.masks,
        quantity=1,
        made_on=date(2025, 8, 31),
        life=ShelfLife(18, LifeUnit.MONTH),
    )
    desk.inventory.receive(NewReceipt(business_date=TODAY, lines=(line,), source=Source.PURCHASE))
    (balance,) = desk.inventory.balances(desk.masks)
    assert balance.batch.expires_on == date(2027, 2, 28)
    assert balance.batch.expiry.text == ""


def test_a_printed_month_follows_the_stations_rule_also_after_it_changed(desk, database):
    line = ReceiptLine(item_id=desk.masks, quantity=1, expiry=printed_month(2026, 8))
    desk.inventory.receive(NewReceipt(business_date=TODAY, lines=(line,), source=Source.PURCHASE))
    (balance,) = desk.inventory.balances(desk.masks)
    assert balance.batch.expires_on == date(2026, 8, 31)
    with database.transaction():
        StationRow.create(
            code="1",
            name="站",
            kind="street",
            street="",
            district="",
            address="",
            phone="",
            keeper="",
            standard_key="",
            month_expiry_rule="month_start",
            version=1,
        )
    assert desk.inventory.expiry_rule_changed() == 1
    (balance,) = desk.inventory.balances(desk.masks)
    assert balance.batch.expires_on == date(2026, 7, 31)
    assert balance.batch.expiry == printed_month(2026, 8)


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"business_date": TODAY + timedelta(days=1)}, "business_date"),
        ({"business_date": date(1999, 12, 31)}, "business_date"),
        ({"source": Source.DONATION}, "donor"),
        ({"lines": ()}, "lines"),
    ],
)
def test_a_receipt_that_breaks_a_rule_is_refused(desk, change, about):
    wish = NewReceipt(
        business_date=TODAY,
        lines=(ReceiptLine(item_id=desk.umbrellas, quantity=1),),
        source=Source.PURCHASE,
    )
    with pytest.raises(Refused) as refusal:
        desk.inventory.receive(replace(wish, **change))
    assert [problem.about for problem in refusal.value.problems] == [about]
    assert stock.count_documents() == 0


def test_every_line_that_is_wrong_is_named(desk):
    lines = (
        ReceiptLine(item_id=desk.umbrellas, quantity=0),
        ReceiptLine(item_id=desk.masks, quantity=1),
        ReceiptLine(item_id=99, quantity=1),
    )
    with pytest.raises(Refused) as refusal:
        desk.inventory.receive(NewReceipt(business_date=TODAY, lines=lines, source=Source.PURCHASE))
    assert [problem.about for problem in refusal.value.problems] == [
        "lines.0.quantity",
        "lines.1.expiry",
        "lines.2.item_id",
    ]


def test_fefo_is_followed_without_being_asked(desk):
    desk.receive(desk.masks, 5, LATE)
    desk.receive(desk.masks, 5, SOON)
    desk.issue(desk.masks, 7)
    left = {each.batch.expires_on: each.quantity for each in desk.inventory.balances(desk.masks)}
    assert left == {LATE: 3}


def test_another_batch_than_the_first_needs_a_reason(desk):
    desk.receive(desk.masks, 5, SOON)
    desk.receive(desk.masks, 5, LATE)
    late = next(b for b in desk.inventory.balances(desk.masks) if b.batch.expires_on == LATE)
    with pytest.raises(Refused) as refusal:
        desk.issue(desk.masks, 1, batch_id=late.batch.id)
    assert [problem.about for problem in refusal.value.problems] == ["reason"]
    desk.issue(desk.masks, 1, batch_id=late.batch.id, reason="居民要独立包装")


def test_the_first_batch_at_the_place_one_stands_at_needs_no_reason(desk):
    desk.receive(desk.masks, 5, SOON, place_id=desk.box)
    desk.receive(desk.masks, 5, LATE)
    late = next(b for b in desk.inventory.balances(desk.masks) if b.batch.expires_on == LATE)
    desk.issue(desk.masks, 1, batch_id=late.batch.id, place_id=desk.shelf)


def test_an_opened_pack_is_proposed_first(desk):
    desk.receive(desk.masks, 5, SOON)
    desk.receive(desk.masks, 5, LATE)
    late = next(b for b in desk.inventory.balances(desk.masks) if b.batch.expires_on == LATE)
    desk.inventory.open_batch(late.batch.id)
    (pick,) = desk.inventory.propose_issue(desk.masks, 2)
    assert pick.batch.expires_on == LATE


def test_expired_goods_leave_as_scrap_only(desk):
    desk.receive(desk.masks, 5, ago(1), on=ago(20))
    with pytest.raises(Refused) as refusal:
        desk.issue(desk.masks, 1)
    assert refusal.value.problems[0].values["expired"] == 5
    (expired,) = desk.inventory.expired()
    desk.scrap(expired, 5)
    assert desk.pieces(desk.masks) == 0


def test_what_was_in_date_on_its_day_could_be_issued_then(desk):
    desk.receive(desk.masks, 5, ago(1), on=ago(20))
    desk.issue(desk.masks, 1, on=ago(1))
    assert desk.pieces(desk.masks) == 4


def test_two_lines_of_one_item_share_what_there_is(desk):
    desk.receive(desk.umbrellas, 5)
    desk.issue(desk.umbrellas, 5)
    with pytest.raises(Refused):
        desk.issue(desk.umbrellas, 1)


def test_a_back_dated_issue_leaves_later_documents_what_they_took(desk):
    desk.receive(desk.umbrellas, 10, on=ago(9))
    desk.issue(desk.umbrellas, 7, on=ago(2))
    assert [p.quantity for p in desk.inventory.propose_issue(desk.umbrellas, 9, on=ago(5))] == [3]
    with pytest.raises(Refused):
        desk.issue(desk.umbrellas, 4, on=ago(5))
    desk.issue(desk.umbrellas, 3, on=ago(5))


def test_a_back_dated_issue_goes_round_the_batch_that_is_needed_later(desk):
    desk.receive(desk.masks, 5, SOON, on=ago(9))
    desk.receive(desk.masks, 5, LATE, on=ago(9))
    desk.issue(desk.masks, 4, on=ago(1))
    desk.issue(desk.masks, 3, on=ago(5))
    left = {each.batch.expires_on: each.quantity for each in desk.inventory.balances(desk.masks)}
    assert left == {LATE: 3}


def test_goods_go_from_place_to_place_and_none_is_lost(desk):
    desk.receive(desk.umbrellas, 5)
    (balance,) = desk.inventory.balances(desk.umbrellas)
    line = MoveLine(
        batch_id=balance.batch.id, from_place_id=desk.shelf, to_place_id=desk.box, quantity=2
    )
    desk.inventory.move(NewMove(business_date=TODAY, lines=(line,)))
    there = {each.place.name: each.quantity for each in desk.inventory.balances(desk.umbrellas)}
    assert there == {"货架": 3, "药箱": 2}
    with pytest.raises(Refused):
        desk.inventory.move(
            NewMove(business_date=TODAY, lines=(replace(line, to_place_id=desk.shelf),))
        )
    with pytest.raises(Refused):
        desk.inventory.move(NewMove(business_date=TODAY, lines=(replace(line, quantity=4),)))


def test_a_second_click_posts_nothing(desk):
    first = desk.receive(desk.umbrellas, 5, request_key="klick")
    assert desk.receive(desk.umbrellas, 5, request_key="klick") == first
    assert desk.pieces(desk.umbrellas) == 5
    assert stock.count_documents() == 1


def test_a_reversal_stands_on_the_day_of_what_it_undoes(desk):
    wrong = desk.receive(desk.umbrellas, 100, on=ago(9))
    reversal = desk.inventory.document(desk.inventory.reverse(wrong, "多录一个零"))
    assert reversal.kind is DocumentKind.REVERSAL
    assert reversal.business_date == ago(9)
    assert desk.pieces(desk.umbrellas, on=ago(5)) == 0
    assert desk.inventory.document(wrong).reversed_by_number == reversal.number


def test_a_document_is_reversed_once_and_a_reversal_never(desk):
    wrong = desk.receive(desk.umbrellas, 5)
    reversal = desk.inventory.reverse(wrong, "重复")
    for document_id in (wrong, reversal):
        with pytest.raises(Refused):
            desk.inventory.reverse(document_id, "再来")


def test_a_reversal_names_the_documents_in_the_way(desk):
    receipt = desk.receive(desk.umbrellas, 5, on=ago(9))
    undone = desk.issue(desk.umbrellas, 1, on=ago(8))
    desk.inventory.reverse(undone, "没领")
    issue = desk.issue(desk.umbrellas, 3, on=ago(2))
    with pytest.raises(Refused) as refusal:
        desk.inventory.reverse(receipt, "退货")
    (problem,) = refusal.value.problems
    assert problem.values["documents"] == desk.number(issue)
    assert problem.values["missing"] == 3
    assert problem.values["day"] == ago(2)


def test_an_issue_that_was_undone_is_in_nobodys_way(desk):
    receipt = desk.receive(desk.umbrellas, 5, on=ago(9))
    desk.inventory.reverse(desk.issue(desk.umbrellas, 5, on=ago(2)), "没领")
    desk.inventory.reverse(receipt, "退货")
    assert desk.pieces(desk.umbrellas) == 0
    assert stock.negative_balances() == []


def test_a_reversal_is_refused_for_what_was_taken_later_the_same_day(desk):
    receipt = desk.receive(desk.umbrellas, 5)
    issue = desk.issue(desk.umbrellas, 3)
    desk.receive(desk.umbrellas, 5)
    with pytest.raises(Refused) as refusal:
        desk.inventory.reverse(receipt, "退货")
    assert refusal.value.problems[0].values["documents"] == desk.number(issue)


def test_undo_reverses_and_undo_of_that_posts_again(desk, undos):
    desk.receive(desk.umbrellas, 5, donor="王奶奶", source=Source.DONATION)
    undos[-1].take_back()
    assert desk.pieces(desk.umbrellas) == 0
    undos[-1].take_back()
    assert desk.pieces(desk.umbrellas) == 5
    (donated,) = desk.inventory.donations(TODAY, TODAY)
    assert (donated.donor, donated.quantity) == ("王奶奶", 5)


def test_a_part_of_a_larger_deed_offers_no_undo_of_its_own(desk, context, undos):
    offered = len(undos)
    with context.deed(Topic.AMENITIES):
        desk.receive(desk.umbrellas, 5)
    assert len(undos) == offered


def test_a_deed_is_announced_and_noted(desk, announced):
    document = desk.inventory.document(desk.receive(desk.umbrellas, 5))
    assert announced[-1] == {Topic.INVENTORY}
    (event,) = audit.events_of("stock_document", document.uid)
    assert (event.recorded_by, event.after["number"]) == ("王芳", document.number)


def test_an_items_card_tells_what_was_left_after_each_movement(desk):
    desk.receive(desk.umbrellas, 8, on=ago(3))
    desk.issue(desk.umbrellas, 3, on=ago(1), receiver="李师傅")
    wrong = desk.issue(desk.umbrellas, 1, on=ago(2))
    desk.inventory.reverse(wrong, "录错")
    card = desk.inventory.movements(desk.umbrellas)
    assert [line.balance_after for line in card] == [8, 7, 8, 5]
    assert [line.reversed for line in card] == [False, True, True, False]
    assert card[-1].note == "李师傅"
    assert len(desk.inventory.movements(desk.umbrellas, first=ago(1))) == 1


def test_a_period_opens_moves_and_closes(desk):
    desk.receive(desk.umbrellas, 8, on=ago(40))
    desk.receive(desk.umbrellas, 4, on=ago(20))
    desk.issue(desk.umbrellas, 3, on=ago(10))
    wrong = desk.issue(desk.umbrellas, 2, on=ago(9))
    desk.inventory.reverse(wrong, "录错")
    (balance,) = desk.inventory.balances(desk.umbrellas)
    desk.scrap(balance, 1, on=ago(5), reason="破损")
    desk.issue(desk.umbrellas, 1)
    line = next(
        each for each in desk.inventory.turnover(ago(30), ago(1)) if each.item.id == desk.umbrellas
    )
    assert (line.opening, line.received, line.issued, line.scrapped) == (8, 4, 3, 1)
    assert (line.counted, line.closing) == (0, 8)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_key_posted_any_number_of_times_has_one_effect(desk, data):
    key = new_uid()
    before = desk.pieces(desk.umbrellas)
    quantity = data.draw(st.integers(1, 9))
    ids = {
        desk.receive(desk.umbrellas, quantity, request_key=key)
        for _ in range(data.draw(st.integers(1, 4)))
    }
    assert len(ids) == 1
    assert desk.pieces(desk.umbrellas) == before + quantity
