import pytest

from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.holds import HoldState, NewHold
from stationdesk.domain.lending.loans import TakenLine
from stationdesk.domain.lending.pieces import PieceState
from tests.services.lending.loans_desk import LI, TODAY, ZHANG, LoansDesk, ago, ahead


@pytest.fixture
def desk(database):
    return LoansDesk(database)


def test_a_hold_takes_pieces_away_from_its_first_day_through_its_last(desk):
    hold_id = desk.hold(3, pick_up_on=ahead(2))
    (hold,) = desk.lending.holds()
    assert (hold.number, hold.borrower_shown, hold.tail) == ("YY-20260630-001", "李师傅", "4321")
    assert (hold.pick_up_on, hold.lapses_on) == (ahead(2), ahead(4))
    assert (hold.id, hold.state(TODAY)) == (hold_id, HoldState.COMING)
    assert [desk.pool(on=day).held for day in (ahead(1), ahead(2), ahead(4), ahead(5))] == [
        0,
        3,
        3,
        0,
    ]


def test_a_hold_lapses_after_two_opening_days(desk):
    desk.open_on_weekdays()
    desk.hold(pick_up_on=ahead(2))
    (hold,) = desk.lending.holds()
    assert (hold.pick_up_on.isoweekday(), hold.lapses_on) == (4, ahead(6)), "Friday and Monday"


def test_others_get_what_is_not_held_while_they_would_have_it(desk):
    desk.hold(7, pick_up_on=ahead(2))
    assert desk.lend_umbrellas(2, due_on=ahead(1)).open == 2
    assert desk.reasons(desk.lend_umbrellas, due_on=ahead(2), borrower=LI) == [
        "雨伞: only 0 把 can be lent on 2026-06-30; 2 are on loan, 0 set aside, 7 held for others."
    ]


def test_who_waits_picks_up_what_was_held(desk):
    hold_id = desk.hold(8)
    (hold,) = desk.lending.holds()
    entry = desk.lend_umbrellas(8, borrower=hold.borrower_id, hold_id=hold_id, despite="活动")
    assert desk.lending.holds() == []
    (picked_up,) = desk.lending.holds(only_open=False)
    assert (picked_up.loan_id, picked_up.state(TODAY)) == (entry.loan_id, HoldState.PICKED_UP)
    assert desk.reasons(desk.undos[0].take_back) == [
        "The hold YY-20260630-001 was picked up; take the loan back first."
    ]
    desk.take_back()
    assert len(desk.lending.holds()) == 1
    assert desk.pool().held == 8


def test_a_hold_is_picked_up_by_its_own_borrower_and_for_its_own_thing(desk):
    hold_id = desk.hold()
    assert desk.reasons(desk.lend_umbrellas, hold_id=hold_id) == ["This hold is for somebody else."]
    line = TakenLine(kind_id=desk.banks, unit_id=desk.one)
    assert desk.reasons(desk.lend, line, borrower=LI, hold_id=hold_id) == [
        "The hold YY-20260630-001 is for 雨伞."
    ]
    desk.lending.cancel_hold(hold_id, "不来了")
    assert desk.reasons(desk.lend_umbrellas, borrower=LI, hold_id=hold_id) == [
        "This hold no longer waits to be picked up."
    ]


def test_a_held_piece_is_lent_to_nobody_else(desk):
    desk.hold(kind_id=desk.banks, unit_id=desk.one, pick_up_on=TODAY)
    assert desk.lending.piece(desk.one).state is PieceState.HELD
    assert desk.reasons(desk.lend_piece, desk.banks, desk.one) == [
        "CDB-001 is held for somebody else (YY-20260630-001)."
    ]
    assert desk.reasons(desk.hold, kind_id=desk.banks, unit_id=desk.one, borrower=ZHANG) == [
        "CDB-001 is held for somebody else (YY-20260630-001)."
    ]
    (hold,) = desk.lending.holds()
    entry = desk.lend_piece(desk.banks, desk.one, borrower=LI, hold_id=hold.id)
    assert entry.unit.id == desk.one


def test_a_hold_counts_on_what_is_due_by_then_but_not_on_what_is_late(desk):
    desk.lend_umbrellas(4, due_on=ahead(2), despite="活动")
    desk.lend_umbrellas(2, on=ago(9), borrower=NewBorrower(name="赵六", phone="6666"))
    assert desk.reasons(desk.hold, 7, pick_up_on=ahead(3)) == [
        "雨伞: only 6 can be held from 2026-07-03 on."
    ]
    assert desk.reasons(desk.hold, 3, pick_up_on=ahead(1)) == [
        "雨伞: only 2 can be held from 2026-07-01 on."
    ]
    desk.hold(6, pick_up_on=ahead(3))


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"pick_up_on": ago(1)}, "The day of picking up lies in the past."),
        (
            {"pick_up_on": ahead(4)},
            "The station is closed on 2026-07-04; it opens next on 2026-07-06.",
        ),
        ({"pick_up_on": ahead(500)}, "2027-11-12 is more than a year away; choose an earlier day."),
        ({"lapses_on": ago(1)}, "The hold would lapse before it can be picked up."),
        ({"kind_id": 404}, "Choose a thing of the lending desk."),
        ({"kind_id": 2}, "Choose a numbered piece of 充电宝."),
        ({"quantity": 0}, "Lend at least one piece."),
        ({"quantity": 9}, "雨伞: only 8 can be held from 2026-06-30 on."),
        ({"borrower": NewBorrower(name="李")}, "Write the last four digits of the phone."),
        ({"borrower": 404}, "This borrower is not on record."),
    ],
)
def test_a_hold_that_cannot_be_is_refused_in_a_sentence(desk, what, reason):
    desk.open_on_weekdays()
    assert desk.reasons(desk.hold, **what) == [reason]


@pytest.mark.parametrize("how", ["out", "late", "unfit", "retired"])
def test_a_piece_that_will_not_be_there_is_not_held(desk, how):
    if how == "out":
        desk.lend_piece(desk.banks, desk.one, due_on=ahead(3))
        reason = "CDB-001 is on loan and due on 2026-07-03."
    elif how == "late":
        desk.lend_piece(desk.banks, desk.one, on=ago(3))
        reason = "CDB-001 is on loan and due on 2026-06-27."
    elif how == "unfit":
        desk.lending.set_unfit(desk.banks, 1, "鼓包", desk.one)
        reason = "CDB-001 is set aside as unfit."
    else:
        desk.lending.retire_unit(desk.one, "旧了")
        reason = "CDB-001 was retired on 2026-06-30."
    told = desk.reasons(desk.hold, kind_id=desk.banks, unit_id=desk.one, pick_up_on=ahead(2))
    assert told == [reason]


def test_a_piece_that_is_due_by_then_can_be_held(desk):
    entry = desk.lend_piece(desk.banks, desk.one, due_on=ahead(2))
    desk.hold(kind_id=desk.banks, unit_id=desk.one, pick_up_on=ahead(2))
    assert desk.reasons(desk.lending.extend, entry.line_id, ahead(3), "出差") == [
        "CDB-001 is held for somebody else (YY-20260630-001)."
    ]


def test_what_others_wait_for_is_not_due_later(desk):
    entry = desk.lend_umbrellas(4, due_on=ahead(1), despite="活动")
    desk.hold(6, pick_up_on=ahead(2))
    assert desk.reasons(desk.lending.extend, entry.line_id, ahead(2), "出差") == [
        "雨伞: 6 are held for others until then; it is needed back."
    ]


def test_one_request_is_one_hold(desk):
    wish = NewHold(kind_id=desk.umbrellas, borrower=LI, pick_up_on=TODAY)
    assert desk.lending.hold(wish) == desk.lending.hold(wish)
    assert len(desk.lending.holds()) == 1


def test_a_hold_is_cancelled_for_a_reason_and_may_wait_again(desk):
    hold_id = desk.hold(8)
    assert desk.reasons(desk.lending.cancel_hold, hold_id, "") == [
        "Write why the hold is cancelled."
    ]
    desk.lending.cancel_hold(hold_id, "不来了")
    assert (desk.lending.holds(), desk.pool().held) == ([], 0)
    assert desk.lending.holds(only_open=False)[0].cancel_reason == "不来了"
    desk.take_back()
    assert desk.pool().held == 8


def test_a_cancelled_hold_waits_again_only_while_nobody_else_was_promised_it(desk):
    hold_id = desk.hold(8)
    desk.lending.cancel_hold(hold_id, "不来了")
    undo = desk.undos[-1]
    desk.lend_umbrellas(2)
    assert desk.reasons(undo.take_back) == ["雨伞 was promised to others since; make a new hold."]


def test_a_lapsed_hold_takes_nothing_away(desk):
    desk.hold(8)
    desk.day = ahead(3)
    assert desk.lending.holds() == []
    assert desk.lend_umbrellas(2).open == 2
    (hold,) = desk.lending.holds(only_open=False)
    assert hold.state(ahead(3)) is HoldState.LAPSED


def test_a_hold_that_is_taken_back_leaves_nobody_on_record(desk):
    desk.hold()
    desk.take_back()
    assert desk.lending.holds(only_open=False) == []
    assert desk.lending.find_borrowers("李") == []


def test_what_waits_for_a_hand_stands_on_the_first_page(desk):
    desk.lend_umbrellas(2, on=ago(9))
    desk.hold(2, pick_up_on=TODAY)
    desk.lending.set_unfit(desk.umbrellas, 1, "破", on=ago(15))
    kit = desk.lend_piece(desk.kits, desk.kit, borrower=LI)
    desk.give_back(kit, good=1, short={kit.kind.parts[0].id: 1})
    assert [str(one.what) for one in desk.lending.reminders()] == [
        "雨伞: 2 not given back, the worst 6 days late",
        "雨伞 ×2 is held for 李师傅 4321",
        "雨伞: 1 set aside for more than 14 days, mend or scrap",
        "百宝箱 BBX-001 lacks 剪刀",
    ]
