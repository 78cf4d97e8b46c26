import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.services.stockroom.goods import as_wish
from stationdesk.store import audit

from .stock_desk import StockDesk, ago


@pytest.fixture
def desk(inventory):
    return StockDesk(inventory)


def test_what_is_left_open_is_filled_in(desk):
    item = desk.inventory.item(desk.inventory.add_item(NewItem(name="创可贴", unit="片")))
    assert (item.code, item.used_for, item.warn_days) == ("WZ-00003", "first_aid", 90)
    assert item.category
    assert item.version == 1


def test_codes_of_ones_own_do_not_disturb_the_count(desk):
    desk.inventory.add_item(NewItem(name="锦旗", unit="面", code="WZ-老"))
    item_id = desk.inventory.add_item(NewItem(name="茶叶", unit="盒"))
    assert desk.inventory.item(item_id).code == "WZ-00003"


def test_an_item_is_found_by_name_pinyin_initials_and_code(desk):
    words = desk.inventory.search_words()[desk.umbrellas]
    assert all(typed in words for typed in ("雨伞", "yusan", "ys", "wz-00002"))


def test_a_change_is_kept_noted_and_can_be_taken_back(desk, undos):
    before = desk.inventory.item(desk.umbrellas)
    wish = NewItem(name="长柄雨伞", unit="把", code=before.code, place_id=desk.box)
    desk.inventory.change_item(desk.umbrellas, wish, before.version)
    changed = desk.inventory.item(desk.umbrellas)
    assert (changed.name, changed.place.name, changed.version) == ("长柄雨伞", "药箱", 2)
    event = audit.events_of("item", before.uid)[-1]
    assert (event.before["name"], event.after["name"]) == ("雨伞", "长柄雨伞")
    undos[-1].take_back()
    again = desk.inventory.item(desk.umbrellas)
    assert as_wish(again) == as_wish(before)
    assert again.version == 3


def test_a_change_of_what_somebody_else_changed_is_refused(desk):
    item = desk.inventory.item(desk.umbrellas)
    desk.inventory.change_item(desk.umbrellas, as_wish(item), item.version)
    with pytest.raises(Refused) as refusal:
        desk.inventory.change_item(desk.umbrellas, as_wish(item), item.version)
    assert [problem.about for problem in refusal.value.problems] == ["version"]


def test_an_item_is_archived_only_when_nothing_of_it_is_left(desk, undos):
    desk.receive(desk.umbrellas, 2)
    with pytest.raises(Refused) as refusal:
        desk.inventory.archive_item(desk.umbrellas)
    assert refusal.value.problems[0].values["pieces"] == 2
    desk.issue(desk.umbrellas, 2)
    desk.inventory.archive_item(desk.umbrellas)
    assert desk.umbrellas not in [line.item.id for line in desk.inventory.stock()]
    assert desk.umbrellas in [
        line.item.id for line in desk.inventory.stock(ago(0), include_archived=True)
    ]
    with pytest.raises(Refused):
        desk.receive(desk.umbrellas, 1)
    undos[-1].take_back()
    assert desk.inventory.item(desk.umbrellas).archived_on is None


def test_an_archived_name_is_free_and_restoring_it_then_is_refused(desk):
    desk.inventory.archive_item(desk.umbrellas)
    desk.inventory.add_item(NewItem(name="雨伞", unit="把"))
    with pytest.raises(Refused):
        desk.inventory.restore_item(desk.umbrellas)


def test_what_a_set_asks_for_is_not_archived(desk):
    desk.inventory.add_first_aid_kit(desk.box)
    line = desk.inventory.required_sets()[0].lines[0]
    with pytest.raises(Refused):
        desk.inventory.archive_item(line.item.id)


def test_a_place_is_found_or_added_by_name(desk):
    assert desk.inventory.place_named(" 货架 ") == desk.shelf
    desk.inventory.archive_place(desk.box)
    assert desk.inventory.place_named("药箱") == desk.box
    assert [each.name for each in desk.inventory.places()] == ["货架", "药箱"]
    new = desk.inventory.place_named("仓库")
    assert {each.id: each.code for each in desk.inventory.places()}[new] == "KW-003"


def test_a_place_in_use_is_not_archived(desk):
    desk.receive(desk.umbrellas, 1)
    with pytest.raises(Refused) as refusal:
        desk.inventory.archive_place(desk.shelf)
    assert len(refusal.value.problems) == 2


def test_a_place_is_renamed_and_names_stay_single(desk, undos):
    desk.inventory.change_place(desk.box, NewPlace(name="急救药箱"))
    undos[-1].take_back()
    assert [each.name for each in desk.inventory.places()] == ["货架", "药箱"]
    with pytest.raises(Refused):
        desk.inventory.change_place(desk.box, NewPlace(name="货架"))


@pytest.mark.parametrize(
    ("kept", "following"),
    [
        ([], "WZ-00001"),
        (["WZ-00007", "WZ-00003"], "WZ-00008"),
        (["WZ-00007", "WZ-旧号"], "WZ-00008"),
        (["WZ-99999"], "WZ-100000"),
        (["WZ-99999", "WZ-100000"], "WZ-100001"),
        (["A1", "仓-9"], "WZ-00001"),
    ],
)
def test_the_next_code_follows_the_highest_however_codes_are_written(inventory, kept, following):
    for code in kept:
        inventory.add_item(NewItem(name=f"物品{code}", unit="个", code=code))
    added = inventory.item(inventory.add_item(NewItem(name="新物品", unit="个")))
    assert added.code == following
