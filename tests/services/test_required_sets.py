from dataclasses import replace
from datetime import timedelta

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.required_sets import NewRequiredLine, NewRequiredSet
from stationdesk.services.stockroom.sets import as_wish
from stationdesk.store import required_sets

from .stock_desk import TODAY, StockDesk, ago

LATE = TODAY + timedelta(days=400)


@pytest.fixture
def desk(inventory):
    return StockDesk(inventory)


@pytest.fixture
def kit(desk):
    lines = (NewRequiredLine(item_id=desk.masks, quantity=10),)
    wish = NewRequiredSet(name="急救箱", lines=lines, place_id=desk.box, since=ago(60))
    return desk.inventory.add_required_set(wish)


def test_a_set_is_complete_when_enough_is_in_date_at_its_place(desk, kit):
    desk.receive(desk.masks, 20, LATE)
    (finding,) = desk.inventory.set_findings(kit)
    assert (finding.usable, finding.missing) == (0, 10)
    desk.receive(desk.masks, 12, LATE, place_id=desk.box)
    desk.receive(desk.masks, 3, ago(1), on=ago(3), place_id=desk.box)
    (finding,) = desk.inventory.set_findings(kit)
    assert (finding.usable, finding.expired, finding.missing) == (12, 3, 0)
    assert finding.earliest_expiry == LATE


def test_findings_of_a_day_gone_by_are_those_of_that_day(desk, kit):
    desk.receive(desk.masks, 12, ago(5), on=ago(20), place_id=desk.box)
    assert desk.inventory.set_findings(kit, on=ago(21))[0].usable == 0
    assert desk.inventory.set_findings(kit, on=ago(5))[0].complete
    assert not desk.inventory.set_findings(kit, on=ago(4))[0].complete


def test_one_click_records_what_was_found_and_when_to_look_again(desk, kit, undos):
    desk.receive(desk.masks, 4, LATE, place_id=desk.box)
    check = desk.inventory.record_set_check(kit)
    assert not check.complete
    assert [(line.item, line.missing) for line in check.lines] == [("口罩", 6)]
    (status,) = desk.inventory.set_statuses()
    assert (status.due_on, status.overdue) == (TODAY + timedelta(days=31), False)
    desk.receive(desk.masks, 9, LATE, place_id=desk.box)
    assert desk.inventory.set_checks(kit)[0] == check
    assert required_sets.set_checks_until(ago(1)) == []


def test_a_check_that_was_taken_back_does_not_count(desk, kit, undos):
    desk.inventory.record_set_check(kit)
    undos[-1].take_back()
    assert desk.inventory.set_checks(kit) == []
    (status,) = desk.inventory.set_statuses()
    assert (status.due_on, status.overdue) == (ago(60), True)


def test_a_set_without_checks_is_due_from_its_first_day(desk, kit):
    assert desk.inventory.set_statuses(ago(60))[0].overdue is False
    assert desk.inventory.set_statuses(ago(59))[0].overdue is True
    assert desk.inventory.set_statuses(ago(61)) == []


def test_no_check_before_the_set_or_in_the_future(desk, kit):
    for day in (ago(61), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            desk.inventory.record_set_check(kit, on=day)


def test_what_was_asked_for_before_a_change_stays_known(desk, kit, undos):
    before = desk.inventory.required_sets()[0]
    wish = as_wish(before, TODAY)
    lines = (
        NewRequiredLine(item_id=desk.masks, quantity=20),
        NewRequiredLine(item_id=desk.umbrellas, quantity=1),
    )
    desk.inventory.change_required_set(kit, replace(wish, lines=lines), before.version)
    assert [each.required for each in desk.inventory.set_findings(kit, ago(1))] == [10]
    assert [each.required for each in desk.inventory.set_findings(kit)] == [20, 1]
    undos[-1].take_back()
    assert [each.required for each in desk.inventory.set_findings(kit)] == [10]
    with pytest.raises(Refused):
        desk.inventory.change_required_set(kit, wish, before.version)


@pytest.mark.parametrize(
    "change",
    [{"name": " "}, {"name": "急救箱"}, {"lines": ()}, {"check_every_days": 0}, {"used_for": "x"}],
)
def test_a_set_that_breaks_a_rule_is_refused(desk, kit, change):
    lines = (NewRequiredLine(item_id=desk.masks, quantity=10),)
    wish = NewRequiredSet(name="防汛箱", lines=lines)
    with pytest.raises(Refused):
        desk.inventory.add_required_set(replace(wish, **change))


def test_the_suggested_kit_brings_the_items_it_lacks_once(desk, undos):
    items = len(desk.inventory.items())
    desk.inventory.add_first_aid_kit(desk.box)
    added = len(desk.inventory.items()) - items
    assert added == len(desk.inventory.required_sets()[0].lines) == 17
    undos[-1].take_back()
    assert desk.inventory.required_sets() == []
    desk.inventory.add_first_aid_kit(desk.box)
    assert len(desk.inventory.items()) == items + added


def test_what_a_set_lacks_is_on_the_list_to_order(desk, kit):
    desk.receive(desk.masks, 4, LATE)
    lines = {line.item.id: line for line in desk.inventory.replenishment()}
    assert lines[desk.masks].to_order == 6
    assert lines[desk.umbrellas].to_order == 10


def test_an_archived_set_is_asked_for_until_that_day(desk, kit):
    desk.inventory.archive_required_set(kit)
    assert desk.inventory.required_sets() == []
    assert [each.id for each in desk.inventory.required_sets(ago(1))] == [kit]
    desk.inventory.restore_required_set(kit)
    assert [each.id for each in desk.inventory.required_sets()] == [kit]
