import pytest

from stationdesk.domain.lending.loans import LoanState, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import PieceState
from stationdesk.domain.stock import DocumentKind
from tests.services.lending.loans_desk import LI, TODAY, LoansDesk, ago, ahead


@pytest.fixture
def desk(database):
    return LoansDesk(database)


def test_pieces_may_come_back_in_parts(desk):
    entry = desk.lend_umbrellas(2)
    desk.give_back(entry, good=1)
    assert desk.entry(entry).open == 1
    assert desk.entry(entry).closed_on is None
    desk.give_back(entry, good=1)
    assert desk.entry(entry).state(TODAY) is LoanState.RETURNED
    assert desk.pool().out == 0
    assert str(desk.undos[-1]) == "雨伞 ×1 back from 张* 5678."


def test_one_request_is_one_return(desk):
    entry = desk.lend_umbrellas(2)
    wish = NewReturn(line_id=entry.line_id, on=TODAY, good=1)
    assert desk.lending.give_back(wish) == desk.lending.give_back(wish)
    assert desk.entry(entry).open == 1


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"good": 3}, "Only 2 of 雨伞 are still out (JY-20260628-001)."),
        ({"good": 1, "damaged": 1, "lost": 1}, "Only 2 of 雨伞 are still out (JY-20260628-001)."),
        ({"good": 0}, "Write how many pieces came back."),
        ({"good": 2, "lost": -1}, "Pieces cannot be fewer than none."),
        ({"good": 1, "on": ago(3)}, "雨伞 was lent on 2026-06-28; it cannot come back before."),
        ({"good": 1, "on": ahead(1)}, "2026-07-01 lies in the future."),
        (
            {"good": 1, "short": {1: 1}},
            "Parts are looked at only where a numbered piece came back.",
        ),
        (
            {"damaged": 1, "fault": "坏了"},
            "A fault is reported only of a damaged piece that is in the amenity register.",
        ),
    ],
)
def test_a_return_that_cannot_be_is_refused_in_a_sentence(desk, what, reason):
    entry = desk.lend_umbrellas(2, on=ago(2))
    assert desk.reasons(desk.give_back, entry, **what) == [reason]


def test_what_came_back_does_not_come_back_again(desk):
    entry = desk.lend_umbrellas()
    desk.give_back(entry)
    assert desk.reasons(desk.give_back, entry, good=1) == [
        f"雨伞 of {entry.number} came back already."
    ]
    wish = NewReturn(line_id=404, on=TODAY, good=1)
    assert desk.reasons(desk.lending.give_back, wish) == ["This loan is no longer in the ledger."]


def test_damaged_pieces_of_a_pool_are_set_aside_until_mended(desk):
    entry = desk.lend_umbrellas(2)
    desk.give_back(entry, good=1, damaged=1, condition="伞骨断了一根")
    assert (desk.pool().unfit, desk.pool().in_station) == (1, 7)
    assert desk.entry(entry).returns[0].condition == "伞骨断了一根"
    desk.take_back()
    assert (desk.pool().unfit, desk.pool().out) == (0, 2)


def test_lost_pieces_leave_the_stock_in_the_same_deed(desk):
    entry = desk.lend_umbrellas(2)
    desk.give_back(entry, good=1, lost=1)
    (back,) = desk.entry(entry).returns
    document = desk.inventory.document(back.document_id)
    assert document.kind is DocumentKind.SCRAP
    assert (document.lines[0].quantity, document.business_date) == (-1, TODAY)
    assert document.reason == f"Lost on loan {entry.number}"
    assert (desk.pool().size, desk.pool().out) == (7, 0)
    assert len(desk.undos) == 2, "the stock document offers no way back of its own"
    desk.take_back()
    assert (desk.pool().size, desk.pool().out) == (8, 2)
    assert desk.inventory.document(back.document_id).reversed_by_id is not None


def test_a_loss_is_written_off_though_every_piece_is_out(desk):
    entry = desk.lend_umbrellas(8, despite="运动会")
    desk.give_back(entry, lost=8)
    assert desk.pool().size == 0
    assert desk.entry(entry).state(TODAY) is LoanState.LOST


def test_a_loss_of_a_day_gone_by_is_written_off_on_that_day(desk):
    entry = desk.lend_umbrellas(on=ago(5))
    desk.give_back(entry, on=ago(2), lost=1)
    assert [desk.pool(on=day).size for day in (ago(3), ago(2), TODAY)] == [8, 7, 7]


def test_a_lost_numbered_piece_leaves_the_list_and_the_stock(desk):
    entry = desk.lend_piece(desk.banks, desk.one)
    desk.give_back(entry, lost=1)
    assert desk.lending.piece(desk.one).state is PieceState.RETIRED
    assert desk.pool(desk.banks).size == 1
    assert sum(each.quantity for each in desk.inventory.balances(desk.bank)) == 1
    assert desk.reasons(desk.lend_piece, desk.banks, desk.one) == [
        "CDB-001 was retired on 2026-06-30."
    ]
    desk.take_back()
    assert desk.lending.piece(desk.one).state is PieceState.OUT
    assert sum(each.quantity for each in desk.inventory.balances(desk.bank)) == 2


def test_a_lost_wheelchair_leaves_the_register(desk):
    entry = desk.lend_piece(desk.chairs, desk.wheels)
    desk.give_back(entry, lost=1)
    retired = desk.amenities.amenity(desk.chair)
    assert (retired.retired_on, retired.retire_reason) == (
        TODAY,
        f"Lost on loan {entry.number}",
    )
    desk.take_back()
    assert desk.amenities.amenity(desk.chair).retired_on is None
    assert desk.lending.open_of_unit(desk.wheels).line_id == entry.line_id


def test_a_damaged_wheelchair_is_set_aside_and_its_fault_reported(desk):
    entry = desk.lend_piece(desk.chairs, desk.wheels)
    desk.give_back(entry, damaged=1, condition="刹车松", fault="左刹车失灵")
    assert desk.lending.piece(desk.wheels).state is PieceState.UNFIT
    (fault,) = desk.amenities.faults(desk.chair)
    (back,) = desk.entry(entry).returns
    assert (fault.id, fault.description, fault.origin) == (back.fault_id, "左刹车失灵", back.uid)
    desk.take_back()
    assert desk.amenities.faults(desk.chair) == []
    assert desk.lending.piece(desk.wheels).state is PieceState.OUT


def test_a_damaged_piece_without_words_reports_no_fault(desk):
    entry = desk.lend_piece(desk.chairs, desk.wheels)
    desk.give_back(entry, damaged=1)
    assert desk.amenities.faults(desk.chair) == []


def test_missing_parts_of_a_kit_go_to_the_refill_list(desk):
    entry = desk.lend_piece(desk.kits, desk.kit)
    plaster = entry.kind.parts[1]
    desk.give_back(entry, good=1, short={plaster.id: 4})
    (line,) = desk.lending.refill_list()
    assert {state.part.name: state.short for state in line.parts} == {"剪刀": 0, "创可贴": 4}
    desk.take_back()
    assert desk.lending.refill_list() == []


@pytest.mark.parametrize(
    ("part", "missing", "reason"),
    [
        (0, 2, "剪刀: between 1 and 1 can be missing."),
        (1, 0, "创可贴: between 1 and 10 can be missing."),
        (None, 1, "This part does not belong to 百宝箱 BBX-001."),
    ],
)
def test_no_more_parts_are_missing_than_belong_to_a_kit(desk, part, missing, reason):
    entry = desk.lend_piece(desk.kits, desk.kit)
    part_id = 404 if part is None else entry.kind.parts[part].id
    assert desk.reasons(desk.give_back, entry, good=1, short={part_id: missing}) == [reason]


def test_a_return_is_not_taken_back_once_others_have_the_pieces(desk):
    entry = desk.lend_umbrellas(2)
    desk.give_back(entry)
    undo = desk.undos[-1]
    desk.lend_umbrellas(7, borrower=LI, despite="集体活动")
    (reason,) = desk.reasons(undo.take_back)
    assert reason.startswith("雨伞: 9 would be on loan or set aside on 2026-06-30")


@pytest.mark.parametrize("since", ["lent", "unfit", "retired"])
def test_a_return_is_not_taken_back_once_the_piece_went_elsewhere(desk, since):
    desk.give_back(desk.lend_piece(desk.banks, desk.one))
    undo = desk.undos[-1]
    if since == "lent":
        number = desk.lend_piece(desk.banks, desk.one, borrower=LI).number
        told = f"CDB-001 was lent again since ({number}); take that back first."
    elif since == "unfit":
        desk.lending.set_unfit(desk.banks, 1, "鼓包", desk.one)
        told = "CDB-001 was set aside since; take that back first."
    else:
        desk.lending.retire_unit(desk.one, "旧了")
        told = "CDB-001 was retired on 2026-06-30; take that back first."
    assert desk.reasons(undo.take_back) == [told]


def test_a_return_is_not_taken_back_once_the_borrower_is_forgotten(desk):
    entry = desk.lend_umbrellas(on=ago(9))
    desk.give_back(entry)
    undo = desk.undos[-1]
    file = desk.database.raw()
    file.execute("UPDATE borrower SET name = '', phone = '', tail = '', erased_on = '2026-06-30'")
    assert desk.reasons(undo.take_back) == [
        "The borrower's data was erased; the return can no longer be taken back."
    ]


def test_undo_of_a_return_twice_changes_nothing_more(desk):
    desk.give_back(desk.lend_umbrellas())
    desk.take_back()
    before = desk.rows()
    desk.take_back()
    assert desk.rows() == before
    assert desk.pool().out == 1


def test_counting_the_shelf_finds_no_loss_where_things_are_on_loan(desk):
    entry = desk.lend_umbrellas(2)
    desk.give_back(entry, good=1)
    desk.lend(TakenLine(kind_id=desk.umbrellas, quantity=2), borrower=LI)
    assert desk.pool().in_station == 5
    assert desk.pool().size == 8


def test_the_audit_trail_tells_figures_and_no_words_of_a_return(desk):
    desk.give_back(desk.lend_umbrellas(), damaged=1, condition="张三说是风刮的")
    told = desk.audit_text()
    assert '"damaged": 1' in told
    assert "张三" not in told
    assert "风刮" not in told
