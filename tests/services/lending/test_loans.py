from datetime import timedelta

import pytest

from stationdesk.domain.faults import NewFault
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.loans import ContactWay, LoanState, NewContact, TakenLine
from stationdesk.domain.lending.pieces import PieceState
from stationdesk.services.changes import Topic
from tests.services.lending.loans_desk import LI, TODAY, ZHANG, LoansDesk, ago, ahead


@pytest.fixture
def desk(database):
    return LoansDesk(database)


def test_a_loan_moves_no_stock_and_takes_pieces_out_of_the_station(desk):
    entry = desk.lend_umbrellas(2)
    assert desk.pool().size == 8
    assert (desk.pool().out, desk.pool().in_station, desk.pool().free) == (2, 6, 6)
    assert (entry.borrower_shown, entry.tail, entry.visitor_group) == ("张*", "5678", "rider")
    assert entry.due_on == ahead(3)
    assert entry.handled_by == "王芳"
    assert desk.announced[-1] == {Topic.LENDING, Topic.TIERS}


def test_numbers_count_up_within_their_business_day(desk):
    numbers = [desk.lend_umbrellas().number for _each in range(2)]
    numbers.append(desk.lend_umbrellas(on=ago(3), despite="补记").number)
    assert numbers == ["JY-20260630-001", "JY-20260630-002", "JY-20260627-001"]


def test_a_loan_of_several_things_is_one_deed(desk):
    lines = (
        TakenLine(kind_id=desk.umbrellas, quantity=2),
        TakenLine(kind_id=desk.banks, unit_id=desk.one),
    )
    loan_id = desk.lend(*lines)
    assert [entry.thing for entry in desk.lending.entries_of_loan(loan_id)] == [
        "雨伞",
        "充电宝 CDB-001",
    ]
    assert str(desk.undos[-1]) == "雨伞 ×2 and 1 more lent to 张* 5678."
    desk.take_back()
    assert desk.lending.open_entries() == []
    assert desk.lending.piece(desk.one).state is PieceState.IN


def test_of_a_loan_of_which_one_line_is_refused_nothing_is_kept(desk):
    lines = (
        TakenLine(kind_id=desk.umbrellas),
        TakenLine(kind_id=desk.banks, unit_id=desk.wheels),
    )
    reasons = desk.reasons(desk.lend, *lines)
    assert reasons == ["Choose a numbered piece of 充电宝."]


def test_one_request_is_one_loan(desk):
    wish = desk.wish()
    assert desk.lending.lend(wish) == desk.lending.lend(wish)
    assert desk.pool().out == 1


def test_every_reason_is_named_at_once(desk):
    line = TakenLine(kind_id=desk.umbrellas, quantity=9, due_on=ago(1))
    nobody = NewBorrower(name=" ", phone="138", group="martian")
    assert desk.reasons(desk.lend, line, borrower=nobody, hold_id=7) == [
        "It would be due on 2026-06-29, before it is lent on 2026-06-30.",
        "雨伞: only 8 把 can be lent on 2026-06-30; 0 are on loan, 0 set aside, 0 held for others.",
        "This hold no longer waits to be picked up.",
        "雨伞: at most 2 for one person; the borrower has 0 of them already.",
        "Write the name of the borrower; a surname will do.",
        "Choose a group of visitors.",
        "Write a whole phone number, or only its last four digits.",
    ]


def test_who_has_the_most_already_gets_more_only_for_a_reason(desk):
    desk.lend_umbrellas(2)
    (problem,) = desk.refusal(desk.lend_umbrellas)
    assert problem.about == "despite"
    assert desk.lend_umbrellas(despite="给同事带一把").despite == "给同事带一把"


def test_a_group_of_umbrellas_cannot_be_more_than_are_free(desk):
    desk.lend_umbrellas(6, borrower=LI, despite="集体活动")
    desk.lending.set_unfit(desk.umbrellas, 1, "伞骨断")
    desk.hold(1, pick_up_on=ahead(2), borrower=NewBorrower(name="赵六", phone="6666"))
    assert desk.reasons(desk.lend_umbrellas) == [
        "雨伞: only 0 把 can be lent on 2026-06-30; 6 are on loan, 1 set aside, 1 held for others."
    ]
    assert desk.lend_umbrellas(due_on=ahead(1)).open == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"kind_id": 99}, "Choose a thing of the lending desk."),
        ({"kind_id": 1, "quantity": 0}, "Lend at least one piece."),
        ({"kind_id": 1, "quantity": 20_000}, "20000 pieces are too many to be right."),
        ({"kind_id": 1, "unit_id": 1}, "The pieces of 雨伞 bear no numbers."),
        ({"kind_id": 2}, "Choose a numbered piece of 充电宝."),
        ({"kind_id": 2, "unit_id": 77}, "Choose a numbered piece of 充电宝."),
        (
            {"kind_id": 2, "unit_id": 1, "quantity": 2},
            "CDB-001 is one piece; lend others by their own numbers.",
        ),
        (
            {"kind_id": 1, "due_on": ago(1)},
            "It would be due on 2026-06-29, before it is lent on 2026-06-30.",
        ),
        (
            {"kind_id": 1, "due_on": ahead(400)},
            "2027-08-04 is more than a year away; choose an earlier due day.",
        ),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_a_sentence(desk, line, reason):
    assert reason in desk.reasons(desk.lend, TakenLine(**line), despite="测试")


def test_a_piece_is_never_lent_twice(desk):
    first = desk.lend_piece(desk.banks, desk.one)
    assert desk.reasons(desk.lend_piece, desk.banks, desk.one, borrower=LI) == [
        f"CDB-001 has been on loan since 2026-06-30 ({first.number})."
    ]
    lines = [TakenLine(kind_id=desk.banks, unit_id=desk.two)] * 2
    assert "The same numbered piece stands on two lines." in desk.reasons(
        desk.lend, *lines, despite="测试"
    )
    desk.give_back(first)
    assert desk.lend_piece(desk.banks, desk.one, borrower=LI).open == 1


def test_a_piece_cannot_have_been_lent_on_a_day_before_it_went_elsewhere(desk):
    entry = desk.lend_piece(desk.banks, desk.one, on=ago(4))
    desk.give_back(entry, on=ago(2))
    assert desk.reasons(desk.lend_piece, desk.banks, desk.one, on=ago(6), borrower=LI) == [
        f"CDB-001 was on loan from 2026-06-26 to 2026-06-28 ({entry.number})."
    ]
    assert desk.lend_piece(desk.banks, desk.one, on=ago(2), borrower=LI).lent_on == ago(2)


def test_a_back_dated_loan_needs_pieces_on_every_day_since(desk):
    later = desk.lend_umbrellas(7, on=ago(3), despite="活动")
    desk.give_back(later, on=ago(2))
    assert desk.reasons(desk.lend_umbrellas, 2, on=ago(5), borrower=LI) == [
        "雨伞: only 1 把 can be lent on 2026-06-25; 0 are on loan, 0 set aside, 0 held for others."
    ]


def test_nothing_is_lent_before_its_kind_was_or_tomorrow(desk):
    assert "雨伞 has been lent only since 2026-06-10." in desk.reasons(desk.lend, on=ago(25))
    assert "2026-07-01 lies in the future." in desk.reasons(desk.lend, on=ahead(1))


@pytest.mark.parametrize("how", ["unfit", "retired", "stopped"])
def test_a_piece_that_is_of_no_use_is_not_lent(desk, how):
    if how == "unfit":
        desk.lending.set_unfit(desk.chairs, 1, "刹车松", desk.wheels)
        reason = "LY-001 is set aside as unfit."
    elif how == "retired":
        desk.lending.retire_unit(desk.wheels, "报废")
        reason = "LY-001 was retired on 2026-06-30."
    else:
        fault = NewFault(
            amenity_id=desk.chair,
            description="轮子掉了",
            reported_on=TODAY,
            reported_by="王芳",
            stops_use_from=desk.amenities.this_minute(),
        )
        desk.amenities.report_fault(fault)
        reason = "LY-001 is out of use in the register of amenities."
    assert desk.reasons(desk.lend_piece, desk.chairs, desk.wheels) == [reason]


def test_a_wheelchair_asks_for_the_whole_number_and_a_duty_kit_for_none(desk):
    assert desk.reasons(desk.lend_piece, desk.chairs, desk.wheels, borrower=LI) == [
        "轮椅 is lent only with a whole phone number."
    ]
    assert desk.reasons(desk.lend, borrower=NewBorrower(name="王芳")) == [
        "Write the last four digits of the phone."
    ]
    entry = desk.lend_piece(desk.kits, desk.kit, borrower=NewBorrower(name="王芳", group="staff"))
    assert (entry.borrower_shown, entry.tail) == ("王*", "")


def test_things_are_due_on_an_opening_day(desk):
    desk.open_on_weekdays()
    assert TODAY.isoweekday() == 2
    assert desk.lending.usual_due(desk.umbrellas) == ahead(3)
    assert desk.lending.usual_due(desk.umbrellas, ahead(1)) == ahead(6), "Saturday, so Monday"
    desk.close_on(ahead(6), ahead(7))
    assert desk.lending.usual_due(desk.umbrellas, ahead(1)) == ahead(8)
    assert desk.reasons(desk.lend_umbrellas, due_on=ahead(6)) == [
        "The station is closed on 2026-07-06; it opens next on 2026-07-08."
    ]


def test_back_on_the_same_day_is_that_day_though_the_station_is_closed(desk):
    desk.close_on(TODAY, ahead(3))
    assert desk.lend_piece(desk.banks, desk.one).due_on == TODAY


def test_a_station_that_is_closed_for_long_takes_things_back_any_day(desk):
    desk.close_on(ahead(1), ahead(100))
    assert desk.lend_umbrellas().due_on == ahead(3)


def test_an_extension_keeps_its_history_and_can_be_taken_back(desk):
    entry = desk.lend_umbrellas()
    desk.lending.extend(entry.line_id, ahead(5), "出差")
    desk.lending.extend(entry.line_id, ahead(9), "还在出差")
    now = desk.entry(entry)
    assert now.due_on == ahead(9)
    assert [(each.old_due_on, each.new_due_on) for each in now.extensions] == [
        (ahead(3), ahead(5)),
        (ahead(5), ahead(9)),
    ]
    assert desk.reasons(desk.undos[-2].take_back) == [
        "The due day was changed again since; look at it again."
    ]
    desk.take_back()
    assert desk.entry(entry).due_on == ahead(5)


@pytest.mark.parametrize(
    ("new_due", "reason", "told"),
    [
        (ahead(3), "出差", "It is due on 2026-07-03 already; choose a later day."),
        (ahead(2), "出差", "It is due on 2026-07-03 already; choose a later day."),
        (ahead(6), " ", "Write why it is due later."),
        (ahead(4), "出差", "The station is closed on 2026-07-04; it opens next on 2026-07-06."),
    ],
)
def test_an_extension_is_later_on_an_opening_day_and_has_a_reason(desk, new_due, reason, told):
    desk.open_on_weekdays()
    entry = desk.lend_umbrellas()
    assert desk.reasons(desk.lending.extend, entry.line_id, new_due, reason) == [told]


def test_what_came_back_cannot_be_extended(desk):
    entry = desk.lend_umbrellas()
    desk.give_back(entry)
    (reason,) = desk.reasons(desk.lending.extend, entry.line_id, ahead(5), "出差")
    assert reason == "雨伞 came back already; there is nothing to put off."


def test_the_overdue_board_is_derived_and_begins_with_the_worst(desk):
    old = desk.lend_umbrellas(on=ago(15))
    newer = desk.lend_umbrellas(on=ago(9), borrower=LI)
    desk.lend_umbrellas(borrower=NewBorrower(name="赵六", phone="6666"))
    assert [entry.line_id for entry in desk.lending.overdue()] == [old.line_id, newer.line_id]
    assert [entry.days_late(TODAY) for entry in desk.lending.overdue()] == [12, 6]
    assert desk.lending.overdue()[0].state(TODAY) is LoanState.OVERDUE
    desk.give_back(old)
    assert [entry.line_id for entry in desk.lending.overdue()] == [newer.line_id]
    assert [entry.line_id for entry in desk.lending.overdue(ago(8))] == [old.line_id]


def test_a_past_day_shows_the_due_day_of_then(desk):
    entry = desk.lend_umbrellas(on=ago(9))
    desk.lending.extend(entry.line_id, ahead(3), "电话续借")
    assert desk.lending.overdue() == []
    (then,) = desk.lending.overdue(ago(1))
    assert (then.due_on, then.extensions) == (ago(6), ())


def test_attempts_to_reach_somebody_are_logged_and_can_be_taken_back(desk):
    entry = desk.lend_umbrellas(on=ago(9))
    contact = NewContact(way=ContactWay.PHONE, reached=False, on=TODAY, note="无人接听")
    desk.lending.log_contact(entry.loan_id, contact)
    (attempt,) = desk.entry(entry).contacts
    assert (attempt.way, attempt.reached, attempt.note) == (ContactWay.PHONE, False, "无人接听")
    assert str(desk.undos[-1]) == "An attempt to reach 张* 5678 was noted."
    desk.take_back()
    assert desk.entry(entry).contacts == ()
    early = NewContact(way=ContactWay.VISIT, reached=True, on=ago(12))
    assert desk.reasons(desk.lending.log_contact, entry.loan_id, early) == [
        "This was lent only on 2026-06-21."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CDB-001", {"充电宝 CDB-001"}),
        ("cdb-001", {"充电宝 CDB-001"}),
        ("5678", {"雨伞"}),
        ("56", {"雨伞"}),
        ("zs", {"雨伞"}),
        ("zhang", {"雨伞"}),
        ("李", {"充电宝 CDB-001"}),
        ("cdb", {"充电宝 CDB-001"}),
        ("ys", {"雨伞"}),
        ("ys 4321", set()),
        ("ys zs", {"雨伞"}),
        ("", {"雨伞", "充电宝 CDB-001"}),
        ("8", set()),
    ],
)
def test_what_is_out_is_found_by_code_tail_name_or_kind(desk, text, found):
    desk.lend_umbrellas()
    desk.lend_piece(desk.banks, desk.one, borrower=LI)
    assert {entry.thing for entry in desk.lending.find_open(text)} == found


def test_the_ledger_of_a_period_is_read_by_a_handful_of_statements(desk):
    for _each in range(6):
        desk.give_back(desk.lend_umbrellas())
    asked = []
    desk.database.raw().set_trace_callback(asked.append)
    assert len(desk.lending.loan_entries(ago(1), TODAY)) == 6
    assert len(asked) < 12


def test_a_loan_that_came_back_in_part_cannot_be_taken_back(desk):
    entry = desk.lend_umbrellas(2)
    undo = desk.undos[-1]
    desk.give_back(entry, good=1)
    assert desk.reasons(undo.take_back) == [
        f"雨伞 of {entry.number} came back already; take that back first."
    ]
    desk.take_back()
    undo.take_back()
    assert desk.lending.loan_entries(TODAY, TODAY) == []
    assert desk.reasons(desk.lending.entry, entry.line_id) == [
        "This loan is no longer in the ledger."
    ]


def test_the_audit_trail_names_nobody(desk):
    desk.lend_umbrellas(note="张三的邻居代取", deposit="身份证押张三")
    desk.lending.block(desk.lending.find_borrowers("张三")[0].borrower.id, "弄坏了张三的伞")
    told = desk.audit_text()
    assert all(word not in told for word in ("张三", "5678", "138", "邻居", "弄坏"))


def test_who_came_on_record_with_a_loan_that_is_taken_back_is_erased(desk):
    desk.lend_umbrellas()
    borrower_id = desk.lending.find_borrowers("张三")[0].borrower.id
    desk.take_back()
    assert desk.lending.find_borrowers("张三") == []
    erased = desk.lending.borrower_line(borrower_id).borrower
    assert (erased.name, erased.phone, erased.tail, erased.erased_on) == ("", "", "", TODAY)
    assert desk.reasons(desk.lend, borrower=borrower_id) == [
        "This borrower's data was erased; write the name again."
    ]


def test_open_of_unit_tells_who_has_a_piece(desk):
    assert desk.lending.open_of_unit(desk.one) is None
    entry = desk.lend_piece(desk.banks, desk.one)
    assert desk.lending.open_of_unit(desk.one).line_id == entry.line_id
    assert desk.lending.entries_of_borrower(entry.borrower_id) == [entry]


def test_a_day_gone_by_shows_what_was_out_then(desk):
    entry = desk.lend_umbrellas(2, on=ago(6))
    desk.give_back(entry, on=ago(2), good=1)
    outs = [desk.pool(on=TODAY - timedelta(days=back)).out for back in (7, 6, 3, 2, 0)]
    assert outs == [0, 2, 2, 1, 1]
    assert desk.pool(on=ago(3)).overdue == 0
    assert desk.pool(on=ago(2)).overdue == 1


def test_a_named_borrower_of_record_borrows_again(desk):
    first = desk.lend_umbrellas()
    again = desk.lend_umbrellas(borrower=first.borrower_id)
    assert (
        again.borrower_id
        == first.borrower_id
        == desk.lend_umbrellas(
            borrower=NewBorrower(name=" 张三 ", phone="5678"), despite="多借"
        ).borrower_id
    )
    assert desk.reasons(desk.lend, borrower=999) == ["This borrower is not on record."]
    assert ZHANG.phone == desk.lending.borrower_line(first.borrower_id).borrower.phone
