import json
from datetime import timedelta

import pytest

from stationdesk.domain.keeping.found import CheckQuestion, FoundState, Outcome, PassOn
from stationdesk.domain.keeping.shelves import Shelf
from stationdesk.domain.problems import Refused
from stationdesk.services.changes import Topic
from stationdesk.services.keeping import Keeping
from stationdesk.services.settings import StationSettings
from stationdesk.store import audit
from stationdesk.store.tables import DeskCheckRow, FoundThingRow
from tests.conftest import TODAY
from tests.services.keeping.keeping_desk import QUESTIONS, SECRETS, ago, claimed, found


@pytest.fixture
def keeping(context):
    return Keeping(context)


def test_a_found_thing_gets_a_number_and_its_last_day(keeping, announced, undos):
    thing = keeping.found_thing(keeping.enter_found(found()))
    assert thing.number == "SW-20260630-001"
    assert (thing.pass_on_after - TODAY).days == 30
    assert announced == [frozenset({Topic.KEEPING, Topic.TIERS})]
    assert str(undos[0]) == "SW-20260630-001 (Bag found) was entered as found."
    undos[0].take_back()
    assert keeping.found_things() == []


@pytest.mark.parametrize(
    ("kind", "chosen", "days"),
    [("bag", 14, 14), ("id_card", 14, 3), ("cash", 30, 3), ("bank_card", 2, 2), ("phone", 30, 30)],
)
def test_papers_and_cash_wait_three_days_and_others_as_chosen(context, keeping, kind, chosen, days):
    StationSettings(context).keep_found_days(chosen)
    thing = keeping.found_thing(keeping.enter_found(found(kind=kind)))
    assert (thing.pass_on_after - TODAY).days == days


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"kind": "dragon"}, "kind"),
        ({"description": ""}, "description"),
        ({"found_where": " "}, "found_where"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"pass_on_after": ago(1)}, "pass_on_after"),
        ({"pass_on_after": TODAY + timedelta(days=366)}, "pass_on_after"),
        ({"finder_phone": "12"}, "finder_phone"),
        ({"questions": (CheckQuestion(question="几把？", answer=" "),)}, "questions"),
        ({"questions": QUESTIONS * 3}, "questions"),
    ],
)
def test_what_cannot_be_entered_is_refused_and_nothing_changes(keeping, fields, about):
    with pytest.raises(Refused) as refusal:
        keeping.enter_found(found(**fields))
    assert [one.about for one in refusal.value.problems] == [about]
    assert FoundThingRow.select().count() == 0


@pytest.mark.parametrize(
    ("questions", "answers", "proof", "given"),
    [
        (QUESTIONS, (True, True), "", True),
        (QUESTIONS, (True, False), "", True),
        (QUESTIONS, (False, True), "", True),
        (QUESTIONS, (False, False), "", False),
        (QUESTIONS, (), "ok", False),
        (QUESTIONS, (False, False), "钥匙能开锁", True),
        (QUESTIONS, (True, True, True), "", False),
        ((), (), "", False),
        ((), (), "钥匙能开锁", True),
    ],
)
def test_a_claim_stands_on_answers_or_on_a_proof(keeping, questions, answers, proof, given):
    thing_id = keeping.enter_found(found(questions=questions))
    wish = claimed(answers=answers, proof=proof)
    if given:
        keeping.claim(thing_id, wish)
        assert keeping.found_thing(thing_id).outcome is Outcome.CLAIMED
    else:
        with pytest.raises(Refused):
            keeping.claim(thing_id, wish)
        assert keeping.found_thing(thing_id).outcome is None


@pytest.mark.parametrize("kind", ["id_card", "bank_card", "cash"])
def test_papers_cards_and_cash_always_want_a_proof_and_a_whole_phone(keeping, kind):
    thing_id = keeping.enter_found(found(kind=kind, questions=QUESTIONS))
    with pytest.raises(Refused) as refusal:
        keeping.claim(thing_id, claimed(answers=(True, True), proof="", phone="5678"))
    assert {one.about for one in refusal.value.problems} == {"proof", "phone"}
    keeping.claim(thing_id, claimed(answers=(True, True), proof="身份证"))


def test_a_claim_is_told_masked_and_can_be_taken_back(keeping, undos):
    thing_id = keeping.enter_found(found(ago(3), questions=QUESTIONS))
    keeping.claim(thing_id, claimed(ago(1), answers=(True, True)))
    thing = keeping.found_thing(thing_id)
    assert (thing.outcome_to_shown, thing.outcome_tail, thing.finder_shown) == (
        "骆*",
        "5678",
        "卓*",
    )
    assert thing.answers == (True, True)
    assert str(undos[-1]) == "SW-20260627-001 (Bag found) was given to 骆*, who claimed it."
    with pytest.raises(Refused, match="left on 2026-06-29 already"):
        keeping.claim(thing_id, claimed())
    undos[-1].take_back()
    assert keeping.found_thing(thing_id).outcome is None
    with pytest.raises(Refused, match="nothing to take back"):
        keeping.take_back_outcome(thing_id)


@pytest.mark.parametrize(
    ("fields", "about"),
    [({"on": ago(9)}, "on"), ({"on": TODAY + timedelta(days=1)}, "on"), ({"to": ""}, "to")],
)
def test_a_claim_needs_a_day_and_a_name(keeping, fields, about):
    thing_id = keeping.enter_found(found(ago(3)))
    with pytest.raises(Refused) as refusal:
        keeping.claim(thing_id, claimed(**fields))
    assert [one.about for one in refusal.value.problems] == [about]


def test_a_thing_is_passed_on_by_name_or_disposed_of(keeping, undos):
    thing_id = keeping.enter_found(found())
    keeping.pass_on(thing_id, PassOn(on=TODAY, to="枫桥路派出所"))
    thing = keeping.found_thing(thing_id)
    assert (thing.outcome, thing.outcome_to_shown) == (Outcome.PASSED_ON, "枫桥路派出所")
    undos[-1].take_back()
    keeping.pass_on(thing_id, PassOn(on=TODAY, to="已变质，丢弃", disposed=True))
    assert keeping.found_thing(thing_id).outcome is Outcome.DISPOSED


def test_papers_and_cash_are_never_thrown_away(keeping):
    thing_id = keeping.enter_found(found(kind="cash"))
    with pytest.raises(Refused, match="never disposed of"):
        keeping.pass_on(thing_id, PassOn(on=TODAY, to="丢弃", disposed=True))
    with pytest.raises(Refused, match="to whom it is passed on"):
        keeping.pass_on(thing_id, PassOn(on=TODAY, to=" "))
    assert keeping.found_thing(thing_id).outcome is None


def test_a_thing_waits_through_its_last_day(keeping):
    thing = keeping.found_thing(keeping.enter_found(found(ago(5), pass_on_after=ago(1))))
    assert thing.state(ago(1)) is FoundState.KEPT
    assert thing.state(TODAY) is FoundState.TO_PASS_ON


def test_corrections_keep_the_number_and_the_answers(keeping, undos):
    thing_id = keeping.enter_found(found(ago(2), questions=QUESTIONS))
    keeping.change_found(thing_id, found(ago(1), kind="phone", questions=QUESTIONS))
    thing = keeping.found_thing(thing_id)
    assert (thing.kind, thing.number) == ("phone", "SW-20260628-001")
    undos[-1].take_back()
    assert keeping.found_thing(thing_id).kind == "bag"
    keeping.claim(thing_id, claimed(ago(1), answers=(True, True)))
    with pytest.raises(Refused, match="cannot have come later"):
        keeping.change_found(thing_id, found(TODAY, questions=QUESTIONS))
    with pytest.raises(Refused, match="were answered already"):
        keeping.change_found(thing_id, found(ago(2)))


def test_an_entry_by_mistake_is_voided_and_reinstated(keeping, undos):
    thing_id = keeping.enter_found(found())
    keeping.void_found(thing_id, "重复登记")
    with pytest.raises(Refused, match="no longer in the ledger"):
        keeping.found_thing(thing_id)
    undos[-1].take_back()
    assert keeping.found_thing(thing_id).note == ""


@pytest.mark.parametrize("text", ["sw20260630001", "双肩", "dating", "dt", "0630-001"])
def test_a_thing_is_found_by_number_place_and_what_it_is(keeping, text):
    thing_id = keeping.enter_found(found())
    assert [each.id for each in keeping.find_found(text)] == [thing_id]
    keeping.pass_on(thing_id, PassOn(on=TODAY, to="派出所"))
    wanted = [thing_id] if "001" in text else []
    assert [each.id for each in keeping.find_found(text)] == wanted


def test_a_look_at_a_shelf_is_kept_and_can_be_taken_back(keeping, undos):
    keeping.enter_found(found())
    assert keeping.last_looked(Shelf.FOUND) is None
    keeping.confirm_looked_through("found_things")
    assert keeping.last_looked(Shelf.FOUND) == TODAY
    assert keeping.last_looked(Shelf.FOUND, ago(1)) is None
    assert keeping.last_looked(Shelf.KEPT) is None
    (row,) = DeskCheckRow.select()
    assert (row.subject, row.expected, row.counted) == ("found_things", 1, 1)
    assert str(undos[-1]) == "Looked through: Lost property; things there: 1."
    undos[-1].take_back()
    assert keeping.last_looked(Shelf.FOUND) is None


def test_the_trail_tells_no_person_and_no_free_text(keeping):
    thing_id = keeping.enter_found(found(questions=QUESTIONS, note="骆清平打过电话"))
    keeping.change_found(thing_id, found(questions=QUESTIONS, note="骆清平会来"))
    keeping.claim(thing_id, claimed(answers=(True, False)))
    told = json.dumps([(e.before, e.after) for e in audit.latest(20)], ensure_ascii=False)
    assert '"right": 1' in told
    assert not [secret for secret in (*SECRETS, "卓一鸣", "1111", "绿色") if secret in told]
