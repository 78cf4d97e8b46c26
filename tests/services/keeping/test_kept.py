import json
from datetime import timedelta

import pytest

from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.services.changes import Topic
from stationdesk.services.keeping import Keeping
from stationdesk.store import audit
from stationdesk.store.tables import KeptThingRow
from tests.conftest import TODAY
from tests.services.keeping.keeping_desk import SECRETS, ago, fetched, key


@pytest.fixture
def keeping(context):
    return Keeping(context)


def test_a_thing_gets_a_tag_of_its_day_and_is_told_masked(keeping, announced, undos):
    first, second = keeping.take_in(key()), keeping.take_in(key(ago(1)))
    thing = keeping.kept_thing(first)
    assert (thing.tag, keeping.kept_thing(second).tag) == ("DG-20260630-001", "DG-20260629-001")
    assert keeping.kept_thing(keeping.take_in(key())).tag == "DG-20260630-002"
    assert (thing.owner_shown, thing.tail, thing.owner_phone) == ("骆*", "5678", "13912345678")
    assert announced[0] == frozenset({Topic.KEEPING})
    told = "DG-20260630-001 (Keys kept) was taken into safekeeping for 骆*."
    assert str(undos[0]) == told


def test_a_request_that_comes_twice_is_kept_once(keeping):
    wish = key()
    assert keeping.take_in(wish) == keeping.take_in(wish)
    assert len(keeping.kept_things()) == 1


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"kind": "cat"}, {"kind"}),
        ({"description": " "}, {"description"}),
        ({"description": "长" * 201}, {"description"}),
        ({"owner_name": ""}, {"owner_name"}),
        ({"owner_phone": "123"}, {"owner_phone"}),
        ({"keep_until": ago(1)}, {"keep_until"}),
        ({"on": TODAY + timedelta(days=1)}, {"on"}),
        ({"place_id": 99}, {"place_id"}),
        ({"kind": "", "description": "", "owner_name": ""}, {"kind", "description", "owner_name"}),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(keeping, fields, about):
    with pytest.raises(Refused) as refusal:
        keeping.take_in(key(**fields))
    assert {one.about for one in refusal.value.problems} == about
    assert KeptThingRow.select().count() == 0


def test_a_thing_is_handed_over_once_and_the_hand_over_can_be_taken_back(keeping, undos):
    thing_id = keeping.take_in(key(ago(2)))
    keeping.hand_over(thing_id, fetched(ago(1)))
    thing = keeping.kept_thing(thing_id)
    assert (thing.handed_on, thing.handed_to, thing.handed_by) == (ago(1), "骆清平", "王芳")
    assert str(undos[-1]) == "DG-20260628-001 (Keys kept) was handed over to 骆*."
    with pytest.raises(Refused, match="was handed over on 2026-06-29 already"):
        keeping.hand_over(thing_id, fetched())
    undos[-1].take_back()
    assert keeping.kept_thing(thing_id).handed_on is None
    with pytest.raises(Refused, match="nothing to take back"):
        undos[-1].take_back()


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"on": ago(3)}, "on"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"to": ""}, "to"),
        ({"proof": " "}, "proof"),
    ],
)
def test_a_hand_over_needs_a_day_a_name_and_a_proof(keeping, fields, about):
    thing_id = keeping.take_in(key(ago(2)))
    with pytest.raises(Refused) as refusal:
        keeping.hand_over(thing_id, fetched(**fields))
    assert [one.about for one in refusal.value.problems] == [about]
    assert keeping.kept_thing(thing_id).handed_on is None


def test_what_was_entered_is_corrected_and_taken_back(keeping, undos):
    thing_id = keeping.take_in(key(ago(2), note="放前台"))
    keeping.change_kept(thing_id, key(ago(1), kind="bag", owner_name="骆青萍"))
    assert keeping.kept_thing(thing_id).owner_name == "骆青萍"
    undos[-1].take_back()
    thing = keeping.kept_thing(thing_id)
    assert (thing.kind, thing.owner_name, thing.on, thing.note) == (
        "key",
        "骆清平",
        ago(2),
        "放前台",
    )
    keeping.hand_over(thing_id, fetched(ago(1)))
    with pytest.raises(Refused, match="it cannot have come later"):
        keeping.change_kept(thing_id, key(TODAY))


def test_a_thing_may_lie_on_where_it_lay_after_its_place_was_put_away(keeping, inventory):
    shelf = inventory.add_place(NewPlace(name="柜子"))
    thing_id = keeping.take_in(key(place_id=shelf))
    inventory.archive_place(shelf)
    keeping.change_kept(thing_id, key(place_id=shelf, description="两把"))
    assert keeping.kept_thing(thing_id).place.name == "柜子"
    with pytest.raises(Refused, match="place that is in use"):
        keeping.take_in(key(place_id=shelf))


def test_an_entry_by_mistake_is_voided_with_a_reason_and_reinstated(keeping, undos):
    thing_id = keeping.take_in(key(note="放前台"))
    with pytest.raises(Refused, match="Write why"):
        keeping.void_kept(thing_id, " ")
    keeping.void_kept(thing_id, "重复登记")
    assert keeping.kept_things() == []
    assert KeptThingRow.get_by_id(thing_id).note == "放前台 重复登记"
    undos[-1].take_back()
    assert keeping.kept_thing(thing_id).note == "放前台"
    keeping.hand_over(thing_id, fetched())
    with pytest.raises(Refused, match="already"):
        keeping.void_kept(thing_id, "重复登记")
    with pytest.raises(Refused, match="already"):
        undos[0].take_back()


def test_things_are_listed_by_day_and_those_still_here_apart(keeping):
    old, new = keeping.take_in(key(ago(9))), keeping.take_in(key())
    assert [each.id for each in keeping.kept_things()] == [new, old]
    assert [each.id for each in keeping.kept_things(ago(9), ago(1))] == [old]
    keeping.hand_over(old, fetched())
    assert [each.id for each in keeping.kept_things(only_open=True)] == [new]


@pytest.mark.parametrize(
    "text",
    ["dg20260630001", "ＤＧ-20260630-001", "骆清", "lqp", "luoqing", "567", "钥匙扣", "yaoshi"],
)
def test_a_thing_is_found_by_tag_name_pinyin_digits_and_what_it_is(keeping, text):
    thing_id = keeping.take_in(key())
    keeping.take_in(key(description="雨衣", owner_name="卓一鸣", owner_phone="", kind="bag"))
    assert keeping.find_kept(text)[0].id == thing_id
    assert keeping.find_kept("没有这样的") == []
    assert keeping.find_kept(" - ") == []


def test_what_left_is_found_by_its_tag_only_and_stands_last(keeping):
    gone, here = keeping.take_in(key()), keeping.take_in(key())
    keeping.hand_over(gone, fetched())
    assert [each.id for each in keeping.find_kept("DG-20260630")] == [here, gone]
    assert [each.id for each in keeping.find_kept("骆清平")] == [here]


def test_the_trail_tells_no_person_and_no_free_text(keeping, undos):
    thing_id = keeping.take_in(key(note="骆清平会来"))
    keeping.change_kept(thing_id, key(description="骆清平的钥匙"))
    keeping.hand_over(thing_id, fetched())
    undos[-1].take_back()
    keeping.void_kept(thing_id, "骆清平说不用")
    told = json.dumps([(e.before, e.after) for e in audit.latest(20)], ensure_ascii=False)
    assert "DG-20260630-001" in told
    assert not [secret for secret in SECRETS if secret in told]
