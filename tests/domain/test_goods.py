from dataclasses import replace

import pytest

from stationdesk.domain.goods import (
    USED_FOR,
    NewItem,
    Taken,
    problems_of_item,
    used_for_of,
    usual_category,
    usual_warn_days,
)

MASKS = NewItem(name="口罩", unit="个")
NOTHING_TAKEN = Taken(codes=(), identities={})


@pytest.mark.parametrize(
    ("name", "used_for"),
    [
        ("雨伞", "umbrella"),
        ("折叠伞", "umbrella"),
        ("伞架", "other"),
        ("老花镜", "reading_glasses"),
        ("放大镜", "magnifier"),
        ("针线包", "sewing"),
        ("签字笔", "stationery"),
        ("A4复印纸", "stationery"),
        ("棉线手套", "tool"),
        ("棉手套", "warming"),
        ("打气筒", "pump"),
        ("充电线", "cable"),
        ("碘伏消毒液", "first_aid"),
        ("医用酒精棉片", "first_aid"),
        ("酒精湿巾", "cleaning"),
        ("消毒湿巾", "cleaning"),
        ("湿巾", "tissue"),
        ("84消毒液", "cleaning"),
        ("藿香正气水", "medicine"),
        ("清凉油", "medicine"),
        ("桶装水", "drinking_water"),
        ("一次性纸杯", "cups"),
        ("一次性医用口罩", "mask"),
        ("报纸", "reading"),
        ("暖宝宝", "warming"),
        ("雨衣", "raincoat"),
        ("锦旗", "other"),
    ],
)
def test_what_goods_are_for_is_read_off_their_name(name, used_for):
    assert used_for_of(name) == used_for


def test_a_nameless_thing_is_read_by_its_spec_and_then_its_category():
    assert used_for_of("慰问品", "口罩") == "mask"
    assert used_for_of("慰问品", "", "防暑用品") == "cooling"


@pytest.mark.parametrize("used_for", USED_FOR)
def test_every_use_has_a_usual_category_and_warning(used_for):
    assert usual_category(used_for)
    assert usual_warn_days(used_for) in (30, 90)


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (replace(MASKS, name=" "), "name"),
        (replace(MASKS, name="口" * 101), "name"),
        (replace(MASKS, unit=""), "unit"),
        (replace(MASKS, used_for="toys"), "used_for"),
        (replace(MASKS, minimum=-1), "minimum"),
        (replace(MASKS, minimum=5, target=3), "target"),
        (replace(MASKS, warn_days=-1), "warn_days"),
        (replace(MASKS, code="WZ-00001"), "code"),
    ],
)
def test_an_item_that_breaks_a_rule_is_told_where(wish, about):
    taken = Taken(codes={"WZ-00001"}, identities={})
    assert [each.about for each in problems_of_item(wish, taken, itself=None)] == [about]


def test_two_items_in_use_differ_in_name_spec_or_unit():
    taken = Taken(codes=(), identities={("口罩", "", "个"): "WZ-00007"})
    (problem,) = problems_of_item(MASKS, taken, itself=None)
    assert problem.values == {"code": "WZ-00007"}
    assert not list(problems_of_item(replace(MASKS, spec="N95"), taken, itself=None))


def test_all_that_is_wrong_is_told_at_once():
    wish = NewItem(name="", unit="", minimum=-1)
    assert len(list(problems_of_item(wish, NOTHING_TAKEN, itself=None))) == 3
