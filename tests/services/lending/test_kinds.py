import json
from dataclasses import replace

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.kind_rules import as_wish
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind, NewPart
from stationdesk.domain.problems import Refused
from stationdesk.domain.stocktake import NewStocktake
from stationdesk.services.changes import Topic
from stationdesk.store import audit, loan_kinds, soundness
from tests.conftest import TODAY
from tests.services.lending.pieces_desk import PiecesDesk, ago


@pytest.fixture
def desk(context, undos):
    return PiecesDesk(context, undos)


def line_of(desk, kind_id, **more):
    return next(each for each in desk.lending.kind_lines(**more) if each.kind.id == kind_id)


def test_the_stock_ledger_says_how_many_of_a_pool_there_are(desk, announced):
    kind_id = desk.umbrellas()
    assert announced[-1] == {Topic.LENDING, Topic.TIERS}
    kind = desk.lending.kind(kind_id)
    assert (kind.code, kind.unit, kind.since) == ("YS", "把", TODAY)
    assert desk.lending.pool(kind_id).size == 20
    desk.receive(desk.umbrella, 5)
    assert desk.lending.pool(kind_id).size == 25


def test_figures_of_a_day_gone_by_are_those_of_that_day(desk):
    kind_id = desk.umbrellas(on=ago(5))
    line_id = desk.lend(kind_id, 4, on=ago(3))
    desk.give_back(line_id, on=ago(1), good=1, damaged=1)
    told = {day: desk.lending.pool(kind_id, ago(day)) for day in (4, 3, 1, 0)}
    assert [(p.size, p.out, p.unfit, p.in_station) for p in told.values()] == [
        (20, 0, 0, 20),
        (20, 4, 0, 16),
        (20, 2, 1, 17),
        (20, 2, 1, 17),
    ]
    assert [line.kind.id for line in desk.lending.kind_lines(ago(6))] == []


def test_held_pieces_are_in_the_station_and_not_free(desk):
    kind_id = desk.umbrellas()
    desk.hold(kind_id, quantity=3, pick_up_on=TODAY)
    pool = desk.lending.pool(kind_id)
    assert (pool.in_station, pool.held, pool.free) == (20, 3, 17)


def test_setting_up_is_undone_without_a_trace_and_done_again(desk):
    desk.umbrellas()
    desk.take_back()
    assert desk.lending.kinds(include_archived=True) == []
    assert desk.lending.kind(desk.umbrellas()).code == "YS"


def test_a_kind_that_was_lent_meanwhile_is_only_put_away(desk):
    kind_id = desk.umbrellas()
    undo = desk.undos[-1]
    desk.give_back(desk.lend(kind_id), good=1)
    undo.take_back()
    assert desk.lending.kinds() == []
    assert desk.lending.kind(kind_id).archived_on == TODAY


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"item_id": None}, "item_id"),
        ({"item_id": 999}, "item_id"),
        ({"default_days": 400}, "default_days"),
        ({"code": "YS"}, "code"),
        ({"name": "雨伞"}, "name"),
    ],
)
def test_bad_kinds_are_refused_with_nothing_changed(desk, fields, about):
    desk.umbrellas()
    wish = NewLoanKind(name="充电宝", mode=LoanMode.POOL, item_id=desk.bank)
    events = audit.count()
    with pytest.raises(Refused) as refusal:
        desk.lending.add_kind(replace(wish, **fields))
    assert [problem.about for problem in refusal.value.problems] == [about]
    assert len(desk.lending.kinds()) == 1
    assert audit.count() == events


def test_goods_are_lent_by_one_kind_at_a_time(desk):
    kind_id = desk.umbrellas()
    again = NewLoanKind(name="爱心伞", mode=LoanMode.POOL, item_id=desk.umbrella)
    with pytest.raises(Refused, match="雨伞 is lent as “雨伞” already"):
        desk.lending.add_kind(again)
    desk.lending.archive_kind(kind_id)
    other = desk.lending.add_kind(again)
    with pytest.raises(Refused, match="雨伞 is lent as “爱心伞” already"):
        desk.lending.take_back_kind(kind_id)
    desk.lending.archive_kind(other)
    desk.lending.take_back_kind(kind_id)
    assert [kind.name for kind in desk.lending.kinds()] == ["雨伞"]


def test_a_kind_is_not_put_away_while_pieces_are_out_or_held(desk):
    kind_id = desk.umbrellas()
    line_id = desk.lend(kind_id, 2)
    hold_id = desk.hold(kind_id)
    with pytest.raises(Refused) as refusal:
        desk.lending.archive_kind(kind_id)
    assert [str(each) for each in refusal.value.problems] == [
        "2 of “雨伞” are still on loan; archive it when they are back.",
        "1 of “雨伞” are held for somebody; cancel the holds first.",
    ]
    desk.give_back(line_id, good=2)
    desk.lending.cancel_hold(hold_id, "不来了")
    desk.lending.archive_kind(kind_id)
    assert desk.lending.kind_lines() == []
    assert len(desk.lending.kind_lines(include_archived=True)) == 1
    desk.take_back()
    assert len(desk.lending.kinds()) == 1


def test_a_change_is_kept_undone_and_refused_over_a_newer_one(desk):
    kind_id = desk.umbrellas()
    kind = desk.lending.kind(kind_id)
    desk.lending.change_kind(kind_id, replace(as_wish(kind), default_days=7, code=""), 1)
    assert (desk.lending.kind(kind_id).default_days, desk.lending.kind(kind_id).code) == (7, "YS")
    with pytest.raises(Refused, match="王芳 changed this"):
        desk.lending.change_kind(kind_id, as_wish(kind), 1)
    desk.take_back()
    assert desk.lending.kind(kind_id).default_days == kind.default_days


def test_what_was_lent_keeps_its_goods_and_its_way(desk):
    kind_id = desk.umbrellas()
    desk.lend(kind_id)
    kind = desk.lending.kind(kind_id)
    with pytest.raises(Refused) as refusal:
        desk.lending.change_kind(
            kind_id, replace(as_wish(kind), mode=LoanMode.SERIAL, item_id=desk.bank), kind.version
        )
    assert [problem.about for problem in refusal.value.problems] == ["mode", "item_id"]


def test_what_is_missing_of_a_part_stays_missing_when_the_list_changes(desk):
    kind_id, unit_id = desk.wheelchair()
    footrest = desk.lending.kind(kind_id).parts[0]
    desk.give_back(desk.lend(kind_id, unit_id=unit_id), good=1, short={footrest.id: 1})
    kind = desk.lending.kind(kind_id)
    wish = replace(as_wish(kind), parts=(NewPart(name="脚踏", quantity=3),))
    desk.lending.change_kind(kind_id, wish, kind.version)
    (state,) = desk.lending.piece(unit_id).parts
    assert (state.part.quantity, state.short) == (3, 1)
    desk.take_back()
    states = {each.part.name: each.short for each in desk.lending.piece(unit_id).parts}
    assert states == {"脚踏": 1, "螺丝": 0}
    assert {part.id for part in kind.parts} == {
        part.id for part in desk.lending.kind(kind_id).parts
    }


def test_a_look_that_differs_stays_to_be_seen_until_the_next_one(desk):
    kind_id = desk.umbrellas()
    desk.lend(kind_id, 5)
    desk.lending.check_kind(kind_id, 13, "少两把")
    assert (line_of(desk, kind_id).checked_on, line_of(desk, kind_id).difference) == (TODAY, -2)
    assert desk.lending.pool(kind_id).size == 20
    desk.lending.check_kind(kind_id, 15)
    assert line_of(desk, kind_id).difference == 0
    desk.take_back()
    assert line_of(desk, kind_id).difference == -2
    with pytest.raises(Refused, match="Count zero pieces or more"):
        desk.lending.check_kind(kind_id, -1)


def test_a_stocktake_settles_a_look_that_differed(desk, context, monkeypatch):
    kind_id = desk.umbrellas()
    desk.lending.check_kind(kind_id, 18)
    later = context.now().replace(hour=11)
    context.now = lambda: later
    stocktake_id = desk.inventory.start_stocktake(NewStocktake(business_date=TODAY))
    (line,) = [
        each
        for each in desk.inventory.stocktake(stocktake_id).lines
        if each.item.id == desk.umbrella
    ]
    desk.inventory.count(stocktake_id, line.batch.id, line.place.id, 18, reason="丢失")
    assert line_of(desk, kind_id).difference == -2
    desk.inventory.post_stocktake(stocktake_id, leave_uncounted=True)
    assert line_of(desk, kind_id).difference == 0
    assert desk.lending.pool(kind_id).size == 18


def test_ready_made_kinds_are_for_what_is_there_and_not_lent(desk):
    proposals = {wish.name: wish for wish in desk.lending.proposals()}
    assert set(proposals) == {"雨伞", "充电宝", "Wheelchair"}
    assert (proposals["雨伞"].code, proposals["雨伞"].default_days) == ("YS", 3)
    for wish in proposals.values():
        desk.lending.add_kind(wish)
    assert [wish.name for wish in desk.lending.proposals()] == []
    desk.inventory.add_item(NewItem(name="老花镜", unit="副"))
    assert desk.lending.proposals() == []


def test_some_kinds_are_set_up_in_one_deed_and_undone_together(desk):
    wishes = desk.lending.proposals()
    offered = len(desk.undos)
    made = desk.lending.add_kinds(wishes)
    assert [desk.lending.kind(kind_id).name for kind_id in made] == [wish.name for wish in wishes]
    assert len(desk.undos) == offered + 1
    desk.take_back()
    assert desk.lending.kinds(include_archived=True) == []


def test_of_some_kinds_none_is_set_up_where_one_cannot_be(desk):
    good, *others = desk.lending.proposals()
    with pytest.raises(Refused):
        desk.lending.add_kinds([good, *others, replace(good, code="")])
    assert desk.lending.kinds() == []
    with pytest.raises(Refused, match="at least one"):
        desk.lending.add_kinds([])


def test_every_proposal_can_be_set_up_although_a_code_was_used_before(desk):
    desk.lending.archive_kind(desk.umbrellas())
    (wish,) = [each for each in desk.lending.proposals() if each.name == "雨伞"]
    assert wish.code == "YS2"
    desk.lending.add_kind(wish)


def test_unknown_kinds_are_refused_in_a_sentence(desk):
    for deed in (desk.lending.kind, desk.lending.pool, desk.lending.archive_kind):
        with pytest.raises(Refused, match="not known at the lending desk"):
            deed(99)


def test_a_kind_is_found_by_name_pinyin_and_initials(desk):
    kind = desk.lending.kind(desk.umbrellas())
    assert all(word in kind.search_words for word in ("雨伞", "yusan", "ys"))


def test_the_audit_trail_tells_every_change_of_a_kind(desk):
    kind_id = desk.umbrellas()
    desk.lending.archive_kind(kind_id)
    desk.lending.take_back_kind(kind_id)
    uid = loan_kinds.get(kind_id).uid
    events = audit.events_of("loan_kind", uid)
    assert [event.action for event in events] == ["add", "archive", "take back"]
    assert "雨伞" in json.dumps([event.after for event in events], ensure_ascii=False)
    assert soundness.ledger_faults() == []
