from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.amenities import Amenity
from stationdesk.domain.lending.kinds import LoanMode, LoanPart
from stationdesk.domain.lending.piece_rules import (
    Surroundings,
    change_problems,
    fit_problems,
    next_code,
    part_states,
    refill_problems,
    retire_problems,
    state_of,
    unfit_problems,
    unit_problems,
)
from stationdesk.domain.lending.pieces import LoanUnit, NewUnit, PieceState, Pool
from tests.domain.lending.test_kind_rules import KIND
from tests.domain.stock_examples import BOX, SHELF

TODAY = date(2026, 6, 30)
REGISTERED = replace(KIND, id=2, code="LY", name="轮椅", mode=LoanMode.SERIAL, item=None)
OF_GOODS = replace(KIND, id=3, code="CDB", name="充电宝", mode=LoanMode.SERIAL)
WHEELCHAIR = Amenity(
    id=5,
    uid="a5",
    code="SS-0005",
    name="轮椅",
    kind="wheelchair",
    model="",
    serial_no="",
    place=SHELF,
    pieces=1,
    capacity=None,
    since=date(2025, 1, 1),
    since_text="",
    made_on=None,
    agent=None,
    warranty_until=None,
    keeper="",
    note="",
    registered_on=date(2025, 1, 1),
    retired_on=None,
    retire_reason="",
    version=1,
)
UNIT = LoanUnit(
    id=7,
    uid="u7",
    kind_id=2,
    code="LY-001",
    amenity_id=5,
    place_id=None,
    note="",
    since=date(2026, 1, 1),
    retired_on=None,
    retire_reason="",
    version=1,
)
PIECE = NewUnit(kind_id=2, amenity_id=5)
THERE = Surroundings(
    today=TODAY,
    codes={"LY-009"},
    amenity=WHEELCHAIR,
    lent_amenities=set(),
    places={1: SHELF, 2: replace(BOX, archived_on=TODAY)},
)


@pytest.mark.parametrize(
    ("wish", "kind", "there", "about"),
    [
        (PIECE, REGISTERED, THERE, []),
        (replace(PIECE, code="ly-010"), REGISTERED, THERE, []),
        (NewUnit(kind_id=3, place_id=1), OF_GOODS, THERE, []),
        (PIECE, KIND, THERE, ["kind_id"]),
        (PIECE, replace(REGISTERED, archived_on=TODAY), THERE, ["kind_id"]),
        (replace(PIECE, code="ly-009"), REGISTERED, THERE, ["code"]),
        (replace(PIECE, code="X" * 21), REGISTERED, THERE, ["code"]),
        (NewUnit(kind_id=2), REGISTERED, replace(THERE, amenity=None), ["amenity_id"]),
        (PIECE, OF_GOODS, THERE, ["amenity_id"]),
        (PIECE, REGISTERED, replace(THERE, lent_amenities={5}), ["amenity_id"]),
        (
            PIECE,
            REGISTERED,
            replace(THERE, amenity=replace(WHEELCHAIR, pieces=3)),
            ["amenity_id"],
        ),
        (
            PIECE,
            REGISTERED,
            replace(THERE, amenity=replace(WHEELCHAIR, retired_on=TODAY)),
            ["amenity_id"],
        ),
        (replace(PIECE, place_id=1), REGISTERED, THERE, ["place_id"]),
        (NewUnit(kind_id=3, place_id=2), OF_GOODS, THERE, ["place_id"]),
        (NewUnit(kind_id=3, place_id=9), OF_GOODS, THERE, ["place_id"]),
    ],
)
def test_a_piece_is_one_line_of_the_register_or_one_of_the_goods(wish, kind, there, about):
    assert [problem.about for problem in unit_problems(wish, kind, there)] == about


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ((), "LY-001"),
        (("LY-001", "LY-003", "CDB-007"), "LY-004"),
        (("LY-红",), "LY-001"),
        (("LY-999",), "LY-1000"),
    ],
)
def test_the_next_piece_takes_the_number_after_the_highest(taken, code):
    assert next_code("LY", taken) == code


@pytest.mark.parametrize(
    ("fields", "out", "about"),
    [
        ({}, False, []),
        ({"code": "LY-010", "note": "红色"}, True, []),
        ({"code": ""}, False, ["code"]),
        ({"code": "LY-009"}, False, ["code"]),
        ({"amenity_id": 6}, False, ["kind_id"]),
        ({"place_id": 1}, False, []),
        ({"place_id": 1}, True, ["place_id"]),
    ],
)
def test_a_piece_that_is_out_is_not_put_elsewhere(fields, out, about):
    wish = replace(PIECE, **{"code": "LY-001"} | fields)
    assert [each.about for each in change_problems(UNIT, wish, {"LY-009"}, out=out)] == about


def test_a_piece_is_not_retired_while_somebody_has_it_or_waits_for_it():
    assert not list(retire_problems(UNIT, "旧了", out=False, waiting=[]))
    problems = list(retire_problems(UNIT, " ", out=True, waiting=["YY-20260630-001"]))
    assert [str(each) for each in problems] == [
        "Write why it is retired.",
        "LY-001 is on loan; retire it when it is back.",
        "LY-001 is held for somebody (YY-20260630-001); cancel the hold first.",
    ]


POOL = Pool(size=10, unfit=2, out=5, held=1, overdue=0)


@pytest.mark.parametrize(
    ("kind", "quantity", "unit", "state", "about"),
    [
        (KIND, 3, None, None, []),
        (KIND, 4, None, None, ["quantity"]),
        (KIND, 0, None, None, ["quantity"]),
        (REGISTERED, 1, None, None, ["unit_id"]),
        (REGISTERED, 1, UNIT, PieceState.IN, []),
        (REGISTERED, 2, UNIT, PieceState.IN, ["quantity"]),
        (REGISTERED, 1, UNIT, PieceState.OUT, ["unit_id"]),
        (REGISTERED, 1, UNIT, PieceState.UNFIT, ["unit_id"]),
        (REGISTERED, 1, UNIT, PieceState.RETIRED, ["unit_id"]),
        (REGISTERED, 1, UNIT, PieceState.HELD, []),
        (KIND, 1, UNIT, PieceState.IN, ["unit_id"]),
    ],
)
def test_only_what_is_in_the_station_is_set_aside(kind, quantity, unit, state, about):
    assert [each.about for each in unfit_problems(kind, POOL, quantity, unit, state)] == about


@pytest.mark.parametrize(
    ("kind", "quantity", "unit", "unit_unfit", "about"),
    [
        (KIND, 2, None, False, []),
        (KIND, 3, None, False, ["quantity"]),
        (KIND, -1, None, False, ["quantity"]),
        (REGISTERED, 1, UNIT, True, []),
        (REGISTERED, 1, UNIT, False, ["unit_id"]),
    ],
)
def test_only_what_is_set_aside_is_mended_or_scrapped(kind, quantity, unit, unit_unfit, about):
    problems = fit_problems(kind, 2, quantity, unit, unit_unfit=unit_unfit)
    assert [each.about for each in problems] == about


PEN = LoanPart(id=1, uid="p", name="笔", quantity=2, item_id=None, since=TODAY, ended_on=None)
STATES = part_states(replace(REGISTERED, parts=(PEN, replace(PEN, id=2, name="针"))), {1: -2})


def test_a_part_lacks_what_was_missing_and_not_put_back():
    assert [(each.part.name, each.there, each.short) for each in STATES] == [
        ("笔", 0, 2),
        ("针", 2, 0),
    ]


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        ({1: 2}, []),
        ({}, ["parts"]),
        ({1: 3}, ["parts.1"]),
        ({1: 0}, ["parts.1"]),
        ({2: 1}, ["parts.2"]),
        ({9: 1}, ["parts"]),
    ],
)
def test_no_more_parts_are_put_back_than_are_missing(wanted, about):
    assert [each.about for each in refill_problems(STATES, wanted)] == about


@pytest.mark.parametrize(
    ("unit", "there", "state"),
    [
        (UNIT, {}, PieceState.IN),
        (UNIT, {"held": {7}}, PieceState.HELD),
        (UNIT, {"held": {7}, "unfit": {7}}, PieceState.UNFIT),
        (UNIT, {"held": {7}, "stopped": {5}}, PieceState.UNFIT),
        (UNIT, {"unfit": {7}, "out": {7}}, PieceState.OUT),
        (replace(UNIT, retired_on=TODAY), {"out": {7}}, PieceState.RETIRED),
        (replace(UNIT, retired_on=date(2026, 7, 1)), {}, PieceState.IN),
    ],
)
def test_of_a_piece_the_first_thing_that_is_true_is_told(unit, there, state):
    known = {"out": set(), "unfit": set(), "held": set(), "stopped": set()} | there
    assert state_of(unit, TODAY, **known) is state
