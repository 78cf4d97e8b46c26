import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import NewFault
from stationdesk.domain.lending.pieces import NewUnit, PieceState
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import DocumentKind
from stationdesk.services.loan_desk.pieces import as_wish
from stationdesk.store import audit, soundness
from stationdesk.store.tables import AuditEventRow
from tests.conftest import TODAY
from tests.services.lending.pieces_desk import PiecesDesk, ago


@pytest.fixture
def desk(context, undos):
    desk = PiecesDesk(context, undos)
    yield desk
    assert soundness.ledger_faults() == []


def codes(desk, **more):
    return [line.unit.code for line in desk.lending.pieces(**more)]


def refused(deed, *args, **more):
    with pytest.raises(Refused) as refusal:
        deed(*args, **more)
    return [str(problem) for problem in refusal.value.problems]


def test_pieces_take_the_next_numbers_and_are_entered_or_undone_together(desk):
    kind_id = desk.banks()
    assert codes(desk) == ["CDB-001", "CDB-002", "CDB-003"]
    desk.lending.retire_unit(desk.lending.pieces()[2].unit.id, "坏了", write_off=True)
    desk.receive(desk.bank, 2)
    desk.lending.add_units([NewUnit(kind_id=kind_id), NewUnit(kind_id=kind_id, code="cdb-101")])
    assert codes(desk) == ["CDB-001", "CDB-002", "CDB-004", "CDB-101"]
    desk.take_back()
    assert codes(desk) == ["CDB-001", "CDB-002"]


def test_there_are_never_more_pieces_than_the_stock_has(desk):
    kind_id = desk.banks()
    told = refused(desk.lending.add_unit, NewUnit(kind_id=kind_id))
    assert told == ["充电宝: 4 pieces would be in service on 2026-06-30; the stock has only 3."]
    assert len(codes(desk)) == 3


def test_a_piece_of_a_pool_bears_no_number(desk):
    told = refused(desk.lending.add_unit, NewUnit(kind_id=desk.umbrellas()))
    assert told == ["The pieces of “雨伞” bear no numbers; the stock ledger counts them."]


def test_a_piece_of_the_register_stands_where_the_register_says(desk):
    kind_id, unit_id = desk.wheelchair()
    line = desk.lending.piece(unit_id)
    assert (line.unit.code, line.state, line.amenity.place.name) == (
        "LY-001",
        PieceState.IN,
        "借物架",
    )
    assert desk.lending.pool(kind_id).size == 1


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({}, "Choose the line of the amenity register that the piece is."),
        ({"amenity_id": 99}, "Choose the line of the amenity register that the piece is."),
        ({"amenity_id": 1}, "SS-0001 轮椅 is a numbered piece already."),
        (
            {"amenity_id": 2},
            "SS-0002 轮椅 stands for 2 pieces. Enter each one as a line of its own.",
        ),
        ({"amenity_id": 3, "code": "LY-001"}, "Another piece bears the code LY-001."),
        (
            {"amenity_id": 3, "place_id": 1},
            "The piece stands where the register says; change it there.",
        ),
    ],
)
def test_a_piece_that_cannot_be_is_refused_in_one_sentence(desk, wish, told):
    kind_id, _unit_id = desk.wheelchair()
    desk.amenities.add(NewAmenity(name="轮椅", kind="wheelchair", pieces=2))
    desk.amenities.add(NewAmenity(name="轮椅", kind="wheelchair"))
    assert refused(desk.lending.add_unit, NewUnit(kind_id=kind_id, **wish)) == [told]
    assert codes(desk) == ["LY-001"]


def test_what_could_become_a_piece_is_proposed(desk):
    kind_id, _unit_id = desk.wheelchair()
    assert desk.lending.possible_pieces(kind_id) == []
    other = desk.amenities.add(NewAmenity(name="轮椅", kind="wheelchair"))
    assert [each.id for each in desk.lending.possible_pieces(kind_id)] == [other]
    assert desk.lending.possible_pieces(desk.banks()) == []


def test_a_list_tells_who_has_a_piece_masked_and_until_when(desk):
    kind_id, unit_id = desk.wheelchair()
    desk.lend(kind_id, unit_id=unit_id)
    line = desk.lending.piece(unit_id)
    assert (line.state, line.with_whom, line.due_on) == (PieceState.OUT, "骆* 5678", TODAY)
    assert desk.lending.pool(kind_id).out == 1


def test_pieces_are_told_as_they_stood_on_a_day_gone_by(desk):
    kind_id = desk.banks(on=ago(5))
    first = desk.lending.pieces()[0].unit.id
    desk.give_back(desk.lend(kind_id, unit_id=first, on=ago(3)), on=ago(1), damaged=1)
    states = [desk.lending.pieces(on=ago(day))[0].state for day in (4, 3, 2, 1)]
    assert states == [PieceState.IN, PieceState.OUT, PieceState.OUT, PieceState.UNFIT]
    assert desk.lending.pieces(on=ago(6)) == []


def test_a_piece_that_is_out_is_neither_moved_nor_retired_on_either_side(desk):
    kind_id, unit_id = desk.wheelchair()
    line_id = desk.lend(kind_id, unit_id=unit_id)
    out = ["LY-001 is on loan; retire it when it is back."]
    assert refused(desk.lending.retire_unit, unit_id, "旧了") == out
    assert refused(desk.amenities.retire, desk.chair, TODAY, "旧了") == [
        "LY-001 (轮椅) is on loan; retire it when it is back."
    ]
    chair = desk.amenities.amenity(desk.chair)
    moved = NewAmenity(name="轮椅", kind="wheelchair", since=chair.since, place_id=desk.store_room)
    assert refused(desk.amenities.change, desk.chair, moved, chair.version) == [
        "LY-001 (轮椅) is on loan; it can be put elsewhere when it is back."
    ]
    desk.give_back(line_id, good=1)
    desk.amenities.change(desk.chair, moved, chair.version)
    assert desk.lending.piece(unit_id).amenity.place.id == desk.store_room


def test_a_line_that_is_lent_stays_a_single_piece_and_is_retired_at_the_desk(desk):
    _kind_id, unit_id = desk.wheelchair()
    chair = desk.amenities.amenity(desk.chair)
    wish = NewAmenity(name="轮椅", kind="wheelchair", pieces=2, place_id=desk.shelf)
    told = refused(desk.amenities.change, desk.chair, wish, chair.version)
    assert told == ["SS-0001 轮椅 is lent as LY-001, which is a single piece."]
    assert refused(desk.amenities.retire, desk.chair, TODAY, "旧了") == [
        "SS-0001 轮椅 is lent as LY-001; retire that piece at the lending desk."
    ]
    assert refused(desk.amenities.remove, desk.chair) == [
        "SS-0001 轮椅 has records by now; retire it instead."
    ]
    desk.lending.retire_unit(unit_id, "旧了")
    desk.amenities.retire(desk.chair, TODAY, "旧了")


def test_retiring_writes_a_piece_off_the_register_and_undo_takes_all_of_it_back(desk):
    kind_id, unit_id = desk.wheelchair()
    desk.lending.retire_unit(unit_id, "车架断裂", write_off=True)
    assert codes(desk) == []
    assert codes(desk, include_retired=True) == ["LY-001"]
    assert desk.amenities.amenity(desk.chair).retired_on == TODAY
    assert desk.lending.pool(kind_id).size == 0
    desk.take_back()
    assert desk.lending.piece(unit_id).state is PieceState.IN
    assert desk.amenities.amenity(desk.chair).retired_on is None


def test_retiring_writes_a_piece_off_the_stock_and_undo_takes_all_of_it_back(desk):
    desk.banks()
    unit_id = desk.lending.pieces()[0].unit.id
    desk.lending.set_unfit(desk.lending.pieces()[0].kind.id, 1, "鼓包", unit_id)
    desk.lending.retire_unit(unit_id, "鼓包", write_off=True)
    assert desk.pieces(desk.bank) == 2
    assert desk.inventory.documents(TODAY, TODAY)[0].kind is DocumentKind.SCRAP
    desk.take_back()
    assert desk.pieces(desk.bank) == 3
    assert desk.lending.piece(unit_id).state is PieceState.UNFIT


def test_a_retired_piece_does_not_come_back_when_its_goods_have_left(desk):
    desk.banks()
    desk.lending.retire_unit(desk.lending.pieces()[0].unit.id, "换新")
    undo = desk.undos[-1]
    desk.scrap(desk.bank, 1)
    assert refused(undo.take_back) == [
        "充电宝: 3 pieces would be in service on 2026-06-30; the stock has only 2."
    ]
    assert codes(desk) == ["CDB-002", "CDB-003"]


def test_a_piece_held_for_somebody_is_not_retired(desk):
    kind_id, unit_id = desk.wheelchair()
    desk.hold(kind_id, unit_id=unit_id)
    (told,) = refused(desk.lending.retire_unit, unit_id, "旧了")
    assert told.startswith("LY-001 is held for somebody (YY-")


def test_a_change_of_a_piece_is_kept_and_undone(desk):
    desk.banks()
    unit = desk.lending.pieces()[0].unit
    wish = NewUnit(kind_id=unit.kind_id, code="cdb-11", place_id=desk.store_room, note="红色")
    desk.lending.change_unit(unit.id, wish, unit.version)
    line = desk.lending.piece(unit.id)
    assert (line.unit.code, line.place.name, line.unit.note) == ("CDB-11", "库房", "红色")
    assert refused(desk.lending.change_unit, unit.id, wish, unit.version)
    desk.take_back()
    assert as_wish(desk.lending.piece(unit.id).unit) == as_wish(unit)


def test_pieces_set_aside_are_not_free_until_they_are_mended(desk):
    kind_id = desk.umbrellas()
    desk.lending.set_unfit(kind_id, 4, "伞骨断了")
    assert (desk.lending.pool(kind_id).unfit, desk.lending.pool(kind_id).free) == (4, 16)
    desk.lending.make_fit(kind_id, 3, "修好了")
    assert desk.lending.pool(kind_id).unfit == 1
    desk.take_back()
    assert desk.lending.pool(kind_id).unfit == 4
    assert refused(desk.lending.make_fit, kind_id, 5) == ["Only 4 of “雨伞” are set aside."]


def test_more_than_is_there_is_not_set_aside_also_not_on_an_earlier_day(desk):
    kind_id = desk.umbrellas(on=ago(5))
    desk.lend(kind_id, 15)
    assert refused(desk.lending.set_unfit, kind_id, 6, "破损") == [
        "Only 5 of “雨伞” are in the station and not set aside yet."
    ]
    assert refused(desk.lending.set_unfit, kind_id, 6, "破损", on=ago(2)) == [
        "雨伞: 21 would be on loan or set aside on 2026-06-30; the stock has only 20."
    ]
    assert desk.lending.pool(kind_id, ago(2)).unfit == 0
    assert refused(desk.lending.set_unfit, kind_id, 1, "") == ["Write what is wrong with it."]
    tomorrow = TODAY + timedelta(days=1)
    assert len(refused(desk.lending.set_unfit, kind_id, 1, "破损", on=tomorrow)) == 1
    assert len(refused(desk.lending.set_unfit, kind_id, 1, "破损", on=ago(6))) == 1


def test_a_piece_lent_since_cannot_have_been_set_aside_before(desk):
    kind_id = desk.banks(on=ago(5))
    unit_id = desk.lending.pieces()[0].unit.id
    desk.give_back(desk.lend(kind_id, unit_id=unit_id, on=ago(1)), good=1)
    (told,) = refused(desk.lending.set_unfit, kind_id, 1, "坏了", unit_id, ago(3))
    assert told.startswith("CDB-001 was lent after 2026-06-27 (loan JY-")
    desk.lending.set_unfit(kind_id, 1, "坏了", unit_id)
    assert refused(desk.lending.set_unfit, kind_id, 1, "坏了", unit_id) == [
        "CDB-001 is set aside already."
    ]


def test_setting_aside_is_not_undone_once_the_pieces_are_mended(desk):
    kind_id = desk.umbrellas()
    desk.lending.set_unfit(kind_id, 2, "破损")
    undo = desk.undos[-1]
    desk.lending.make_fit(kind_id, 2)
    assert refused(undo.take_back) == [
        "雨伞: on 2026-06-30 more pieces would be fit again than were set aside."
    ]
    assert desk.lending.pool(kind_id).unfit == 0


def test_scrapping_what_is_set_aside_leaves_the_stock_in_the_same_deed(desk):
    kind_id = desk.umbrellas()
    desk.lending.set_unfit(kind_id, 4, "破损")
    desk.lending.scrap_unfit(kind_id, 3, "无法修复")
    pool = desk.lending.pool(kind_id)
    assert (desk.pieces(desk.umbrella), pool.size, pool.unfit, pool.free) == (17, 17, 1, 16)
    desk.take_back()
    pool = desk.lending.pool(kind_id)
    assert (desk.pieces(desk.umbrella), pool.size, pool.unfit, pool.free) == (20, 20, 4, 16)
    assert refused(desk.lending.scrap_unfit, kind_id, 5, " ") == [
        "Only 4 of “雨伞” are set aside.",
        "Write what is wrong with it.",
    ]


def test_a_scrapped_piece_of_the_register_is_retired_there_too(desk):
    kind_id, unit_id = desk.wheelchair()
    desk.lending.set_unfit(kind_id, 1, "车架断裂", unit_id)
    desk.lending.scrap_unfit(kind_id, 1, "车架断裂", unit_id)
    assert desk.amenities.amenity(desk.chair).retired_on == TODAY
    assert desk.lending.pool(kind_id).size == desk.lending.pool(kind_id).unfit == 0
    desk.take_back()
    assert desk.lending.piece(unit_id).state is PieceState.UNFIT


def test_a_piece_that_the_register_takes_out_of_use_counts_as_set_aside(desk):
    kind_id, unit_id = desk.wheelchair()
    fault = NewFault(
        amenity_id=desk.chair,
        description="刹车失灵",
        reported_on=TODAY,
        reported_by="王芳",
        stops_use_from=datetime(2026, 6, 30, 9),
    )
    desk.amenities.report_fault(fault)
    assert desk.lending.piece(unit_id).state is PieceState.UNFIT
    assert (desk.lending.pool(kind_id).unfit, desk.lending.pool(kind_id).free) == (1, 0)


def test_missing_parts_are_listed_and_put_back_from_the_stock(desk):
    kind_id, unit_id = desk.wheelchair()
    footrest, screws = desk.lending.kind(kind_id).parts
    line_id = desk.lend(kind_id, unit_id=unit_id)
    desk.give_back(line_id, good=1, short={footrest.id: 1, screws.id: 3})
    (line,) = desk.lending.refill_list()
    assert [(each.there, each.short) for each in line.parts] == [(1, 1), (1, 3)]
    desk.lending.refill(unit_id, {screws.id: 2}, "备件柜")
    assert desk.pieces(screws.item_id) == 3
    assert [each.short for each in desk.lending.piece(unit_id).parts] == [1, 1]
    desk.take_back()
    assert desk.pieces(screws.item_id) == 5
    assert refused(desk.lending.refill, unit_id, {footrest.id: 2}) == ["脚踏: only 1 are missing."]
    desk.lending.refill(unit_id, {footrest.id: 1, screws.id: 3})
    assert desk.lending.refill_list() == []


def test_parts_that_the_stock_has_not_are_not_put_back(desk):
    kind_id, unit_id = desk.wheelchair()
    screws = desk.lending.kind(kind_id).parts[1]
    desk.give_back(desk.lend(kind_id, unit_id=unit_id), good=1, short={screws.id: 4})
    desk.issue(screws.item_id, 3)
    (told,) = refused(desk.lending.refill, unit_id, {screws.id: 3})
    assert told == "Line 1: only 2 颗 of 轮椅螺丝 can be taken on 2026-06-30."
    assert desk.lending.piece(unit_id).parts[1].short == 4


def test_a_part_known_to_be_missing_is_not_missing_twice(desk):
    kind_id, unit_id = desk.wheelchair()
    screws = desk.lending.kind(kind_id).parts[1]
    for missing, short in ((1, 1), (1, 1), (4, 4), (2, 4)):
        line_id = desk.lend(kind_id, unit_id=unit_id)
        desk.give_back(line_id, good=1, short={screws.id: missing})
        assert desk.lending.piece(unit_id).parts[1].short == short


def test_a_return_is_not_undone_once_its_missing_parts_were_put_back(desk):
    kind_id, unit_id = desk.wheelchair()
    footrest = desk.lending.kind(kind_id).parts[0]
    desk.give_back(desk.lend(kind_id, unit_id=unit_id), good=1, short={footrest.id: 1})
    undo = desk.undos[-1]
    desk.lending.refill(unit_id, {footrest.id: 1})
    assert refused(undo.take_back) == ["Parts of LY-001 were put back since; take that back first."]


def test_unknown_pieces_are_refused_in_a_sentence(desk):
    for deed in (desk.lending.piece, lambda unit_id: desk.lending.retire_unit(unit_id, "旧")):
        assert refused(deed, 99) == ["This piece is not known at the lending desk."]


def test_the_audit_trail_holds_no_words_that_could_name_a_person(desk):
    kind_id, unit_id = desk.wheelchair()
    unit = desk.lending.piece(unit_id).unit
    told = NewUnit(kind_id=kind_id, code="LY-001", amenity_id=desk.chair, note="骆清平借坏")
    desk.lending.change_unit(unit_id, told, unit.version)
    desk.lending.set_unfit(kind_id, 1, "骆清平弄坏", unit_id)
    desk.lending.make_fit(kind_id, 1, "骆清平修好", unit_id)
    desk.lending.retire_unit(unit_id, "骆清平弄丢")
    kept = AuditEventRow.select().where(AuditEventRow.entity << ["loan_unit", "fitness_event"])
    texts = [json.dumps([row.before, row.after], ensure_ascii=False) for row in kept]
    assert len(texts) == 5
    assert not any("骆" in text for text in texts)
    assert audit.broken_links() == []


def test_a_place_at_which_a_piece_is_kept_is_not_put_away(desk):
    desk.banks()
    kept = desk.inventory.add_place(NewPlace(name="充电柜"))
    (line, *_others) = desk.lending.pieces()
    wish = replace(as_wish(line.unit), place_id=kept)
    desk.lending.change_unit(line.unit.id, wish, line.unit.version)
    with pytest.raises(Refused) as refusal:
        desk.inventory.archive_place(kept)
    (problem,) = refusal.value.problems
    told = f"“充电柜” is the place of {line.unit.code}, which are lent. Keep them elsewhere first."
    assert str(problem) == told
    desk.lending.retire_unit(line.unit.id, "老旧")
    desk.inventory.archive_place(kept)
