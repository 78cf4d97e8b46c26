from datetime import date

import pytest

from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.holds import NewHold
from stationdesk.domain.lending.pieces import NewUnit, PieceState
from stationdesk.store import parts, soundness
from tests.services.lending.loans_desk import LI, TODAY, ZHANG, LoansDesk

TALKATIVE = "身份证押在前台，张三丰，家住三单元"


@pytest.fixture
def desk(database):
    desk = LoansDesk(database)
    yield desk
    assert soundness.ledger_faults() == []


def reasons(desk, undo):
    return desk.reasons(undo.take_back)


@pytest.mark.parametrize("numbered", [False, True])
def test_a_return_is_not_taken_back_once_its_kind_was_put_away(desk, numbered):
    entry = desk.lend_piece(desk.chairs, desk.wheels) if numbered else desk.lend_umbrellas(2)
    desk.give_back(entry)
    undo = desk.undos[-1]
    desk.lending.archive_kind(entry.kind.id)
    name = entry.kind.name
    assert reasons(desk, undo) == [f"“{name}” is lent no more since {TODAY}; lend it again first."]
    desk.lending.take_back_kind(entry.kind.id)
    undo.take_back()
    assert desk.entry(entry).open == entry.quantity


def test_a_loan_of_a_kind_that_was_put_away_is_no_sound_ledger(desk):
    entry = desk.lend_umbrellas()
    raw = desk.database.raw()
    raw.execute("UPDATE loan_kind SET archived_on = '2026-06-30' WHERE id = ?", [desk.umbrellas])
    assert "lending: archived while out YS" in soundness.ledger_faults()
    raw.execute("UPDATE loan_kind SET archived_on = NULL")
    desk.give_back(entry)


def test_a_cancelled_hold_waits_again_only_for_what_is_still_lent(desk):
    desk.lending.cancel_hold(desk.hold(2), "不来了")
    undo = desk.undos[-1]
    desk.lending.archive_kind(desk.umbrellas)
    assert reasons(desk, undo) == ["雨伞 is no longer lent."]


def test_a_cancelled_hold_does_not_wait_again_for_a_retired_piece(desk):
    held = desk.hold(kind_id=desk.chairs, unit_id=desk.wheels, borrower=ZHANG)
    desk.lending.cancel_hold(held, "不来了")
    undo = desk.undos[-1]
    desk.lending.retire_unit(desk.wheels, "老旧")
    assert reasons(desk, undo) == [f"LY-001 was retired on {TODAY}."]


def test_a_hold_that_never_was_cannot_wait_again(desk):
    held = desk.hold(2)
    made = desk.undos[-1]
    desk.lending.cancel_hold(held, "不来了")
    cancelled = desk.undos[-1]
    made.take_back()
    assert reasons(desk, cancelled) == ["This hold no longer waits to be picked up."]


def test_a_piece_for_which_somebody_waits_is_not_scrapped(desk):
    held = desk.hold(kind_id=desk.chairs, unit_id=desk.wheels, borrower=ZHANG)
    number = next(each.number for each in desk.lending.holds() if each.id == held)
    desk.lending.set_unfit(desk.chairs, 1, "刹车坏", unit_id=desk.wheels)
    told = desk.reasons(desk.lending.scrap_unfit, desk.chairs, 1, "修不好", unit_id=desk.wheels)
    assert told == [f"LY-001 is held for somebody ({number}); cancel the hold first."]
    desk.lending.cancel_hold(held, "轮椅坏了")
    desk.lending.scrap_unfit(desk.chairs, 1, "修不好", unit_id=desk.wheels)
    assert desk.lending.piece(desk.wheels).state is PieceState.RETIRED


def test_parts_that_went_missing_again_keep_the_refill_before(desk):
    scissors = desk.lending.kind(desk.kits).parts[0].id
    desk.give_back(desk.lend_piece(desk.kits, desk.kit), good=1, short={scissors: 1})
    desk.lending.refill(desk.kit, {scissors: 1})
    refill = desk.undos[-1]
    desk.give_back(desk.lend_piece(desk.kits, desk.kit), good=1, short={scissors: 1})
    again = desk.undos[-1]
    told = "Parts of BBX-001 were missing again since; take that back first."
    assert reasons(desk, refill) == [told]
    again.take_back()
    refill.take_back()
    assert parts.changes() == {desk.kit: {scissors: -1}}


def test_a_loan_taken_back_twice_is_taken_back_once(desk):
    desk.lend_umbrellas()
    desk.take_back()
    before = desk.rows()
    desk.take_back()
    assert desk.rows() == before


def test_what_was_noted_of_a_new_borrower_goes_with_the_deed_that_is_taken_back(desk):
    person = NewBorrower(name="张三丰", phone="9999")
    desk.lend_umbrellas(borrower=person, note=TALKATIVE, deposit=TALKATIVE, despite=TALKATIVE)
    desk.take_back()
    wish = NewHold(kind_id=desk.umbrellas, borrower=person, pick_up_on=TODAY, note=TALKATIVE)
    desk.lending.hold(wish)
    desk.take_back()
    dump = "\n".join(desk.database.raw().iterdump())
    assert "张三丰" not in dump
    assert "三单元" not in dump


def test_what_was_noted_of_a_borrower_on_record_stays_until_that_one_is_erased(desk):
    desk.lend_umbrellas(borrower=LI)
    desk.lend_umbrellas(borrower=LI, note=TALKATIVE)
    desk.take_back()
    assert TALKATIVE in "\n".join(desk.database.raw().iterdump())


def test_a_year_that_is_a_slip_is_refused_like_any_other_day(desk):
    wish = NewHold(kind_id=desk.umbrellas, borrower=LI, pick_up_on=date.max)
    assert desk.reasons(desk.lending.hold, wish) == [
        "9999-12-31 is more than a year away; choose an earlier day."
    ]
    assert desk.reasons(desk.lending.lend, desk.wish(on=date.max)) == [
        "9999-12-31 lies in the future."
    ]


@pytest.mark.parametrize("typed", ["LY-001", "ly001", "ＬＹ－００１", "ly 001", "５６７８", "ｌｙ"])
def test_what_is_out_is_found_however_its_code_was_typed(desk, typed):
    entry = desk.lend_piece(desk.chairs, desk.wheels)
    assert [each.line_id for each in desk.lending.find_open(typed)] == [entry.line_id]


def test_of_two_codes_that_differ_in_hyphens_the_exact_one_is_meant(desk):
    bank = desk.lending.unit(desk.one)
    wish = NewUnit(kind_id=bank.kind_id, code="LY001")
    desk.lending.change_unit(bank.id, wish, bank.version)
    lines = [desk.lend_piece(desk.chairs, desk.wheels), desk.lend_piece(desk.banks, desk.one)]
    found = [desk.lending.find_open(typed) for typed in ("ly-001", "ly001")]
    assert [[each.line_id for each in entries] for entries in found] == [
        [line.line_id] for line in lines
    ]


@pytest.mark.parametrize("typed", ["５６７８", "ＺＳ", "张三\u200b"])
def test_a_borrower_is_found_through_an_input_method(desk, typed):
    desk.lend_umbrellas()
    assert [line.borrower.name for line in desk.lending.find_borrowers(typed)] == ["张三"]
