from dataclasses import replace

import pytest

from stationdesk.domain.lending.kinds import Audience, Contact, LoanMode
from stationdesk.domain.lending.usual_kinds import (
    proposed_pieces,
    proposed_pools,
    usual_pool,
)
from tests.domain.lending.test_piece_rules import WHEELCHAIR
from tests.domain.stock_examples import MASKS


def said(phrase):
    return phrase


def coded(letters):
    return letters


@pytest.mark.parametrize(
    ("name", "code", "days"),
    [
        ("雨伞", "YS", 3),
        ("爱心雨伞 长柄", "YS", 3),
        ("老花镜 300度", "LH", 0),
        ("放大镜", "FDJ", 0),
        ("共享充电宝", "CDB", 1),
        ("打气筒", "DQT", 0),
        ("螺丝刀", "", 1),
    ],
)
def test_what_is_lent_most_has_its_usual_rules(name, code, days):
    usual = usual_pool(name)
    assert (usual.code, usual.days) == (code, days)


@pytest.mark.parametrize("name", ["一次性雨衣", "伞架", "口罩", "创可贴", "手电电池"])
def test_what_is_used_up_is_not_proposed(name):
    assert usual_pool(name) is None


def test_goods_are_proposed_as_pools():
    umbrella = replace(MASKS, name="雨伞", used_for="umbrella")
    (kind,) = proposed_pools([umbrella, MASKS], coded, said)
    assert (kind.name, kind.mode, kind.item_id) == ("雨伞", LoanMode.POOL, umbrella.id)


def test_lines_of_the_register_are_proposed_as_numbered_pieces():
    kit = replace(WHEELCHAIR, id=6, name="随身百宝箱", kind="tool_kit")
    plasters = replace(MASKS, id=3, name="创可贴", used_for="first_aid")
    iodine = replace(MASKS, id=4, name="碘伏", used_for="first_aid")
    wheelchair, pocket_kit = proposed_pieces([kit, WHEELCHAIR], [iodine, plasters], coded, said)
    assert (wheelchair.code, wheelchair.contact) == ("LY", Contact.PHONE)
    assert (pocket_kit.code, pocket_kit.audience) == ("BBX", Audience.DUTY)
    refilled = {part.name: part.item_id for part in pocket_kit.parts if part.item_id}
    assert refilled == {"Sticking plasters": 3}
