import json
from datetime import timedelta

import pytest

from stationdesk.domain.keeping.found import PassOn
from stationdesk.domain.problems import Refused
from stationdesk.services.changes import Topic
from stationdesk.services.desk import open_desk
from stationdesk.services.keeping import Keeping
from stationdesk.services.retention import Retention
from stationdesk.services.settings import StationSettings
from stationdesk.store import audit, retention, soundness
from stationdesk.store.tables import (
    BorrowerBlockRow,
    BorrowerRow,
    FoundThingRow,
    KeptThingRow,
    LoanContactRow,
    LoanExtensionRow,
    LoanHoldRow,
    LoanKindRow,
    LoanLineRow,
    LoanReturnRow,
    LoanRow,
    RetentionRunRow,
)
from tests.conftest import TODAY
from tests.services.keeping.keeping_desk import QUESTIONS, ago, claimed, fetched, found, key

WITNESS = "郑晓"
LONG_AGO = ago(31)
"""More than the usual thirty days."""
RECORDED = {"recorded_at": "2026-05-01T09:00:00+08:00", "recorded_by": "王芳"}


class Ledger:
    """Borrowers and loans as rows, so that every state can be told in a line."""

    def __init__(self):
        self.serial = 0
        self.kind = LoanKindRow.create(
            code="LK-001",
            name="雨伞",
            mode="serial",
            audience="visitors",
            default_days=3,
            most_per_person=1,
            contact="tail",
            deposit="",
            terms="",
            search_words="",
            since=ago(400),
            version=1,
        )

    def number(self, prefix):
        self.serial += 1
        return f"{prefix}-{self.serial}"

    def borrower(self, name="骆清平", since=LONG_AGO):
        return BorrowerRow.create(
            name=name,
            phone="13912345678",
            tail="5678",
            visitor_group="rider",
            search_words=f"{name} lqp",
            since=since,
            version=1,
        )

    def loan(self, borrower, on=LONG_AGO, back=None, lost=False, voided=False, hold=None):
        loan = LoanRow.create(
            number=self.number("JY"),
            borrower=borrower,
            visitor_group="rider",
            business_date=on,
            **RECORDED,
            handled_by="王芳",
            deposit="押骆清平的证件",
            note="骆清平雨天急用",
            despite="骆清平已说明",
            hold=hold,
            request_key=self.number("k"),
            voided_at="2026-05-01T10:00:00+08:00" if voided else None,
        )
        line = LoanLineRow.create(
            loan=loan, line=1, loan_kind=self.kind, quantity=2, due_on=on + timedelta(days=3)
        )
        LoanContactRow.create(
            loan=loan, business_date=on, **RECORDED, way="phone", reached=1, note="骆清平说明天还"
        )
        LoanExtensionRow.create(
            loan_line=line,
            business_date=on,
            **RECORDED,
            old_due_on=on,
            new_due_on=on + timedelta(days=3),
            reason="骆清平出差",
        )
        if back is not None:
            self.give_back(line, back, lost=lost)
        return line

    def give_back(self, line, on, *, pieces=2, lost=False):
        LoanReturnRow.create(
            loan_line=line,
            business_date=on,
            **RECORDED,
            handled_by="王芳",
            good=0 if lost else pieces,
            damaged=0,
            lost=pieces if lost else 0,
            condition="伞骨完好",
            request_key=self.number("r"),
        )

    def hold(self, borrower, pick_up=LONG_AGO, lapses=LONG_AGO, **fields):
        return LoanHoldRow.create(
            number=self.number("YY"),
            loan_kind=self.kind,
            quantity=1,
            borrower=borrower,
            business_date=LONG_AGO,
            **RECORDED,
            pick_up_on=pick_up,
            lapses_on=lapses,
            note="骆清平来取",
            request_key=self.number("h"),
            **{"cancel_reason": ""} | fields,
        )

    def block(self, borrower, lifted_on=None):
        BorrowerBlockRow.create(
            borrower=borrower,
            business_date=LONG_AGO,
            **RECORDED,
            reason="骆清平久不归还",
            lifted_on=lifted_on,
            lifted_by="",
            lift_reason="",
        )


@pytest.fixture
def ledger(database):
    return Ledger()


@pytest.fixture
def keeping(context):
    return Keeping(context)


@pytest.fixture
def erasing(context):
    return Retention(context)


def returned(ledger, days_ago):
    person = ledger.borrower()
    ledger.loan(person, ago(90), back=ago(days_ago))
    return person


def still_out(ledger):
    person = returned(ledger, 60)
    ledger.give_back(ledger.loan(person, ago(80)), ago(70), pieces=1)
    return person


def with_hold(ledger, **fields):
    person = returned(ledger, 60)
    ledger.hold(person, **fields)
    return person


def blocked(ledger, **fields):
    person = returned(ledger, 60)
    ledger.block(person, **fields)
    return person


def picked_up(ledger):
    person = ledger.borrower()
    hold = ledger.hold(person, lapses=TODAY)
    ledger.loan(person, LONG_AGO, back=LONG_AGO, hold=hold)
    return person


def only_voided(ledger):
    person = ledger.borrower(since=ago(99))
    ledger.loan(person, LONG_AGO, voided=True)
    return person


@pytest.mark.parametrize(
    ("make", "due"),
    [
        (lambda ledger: returned(ledger, 31), True),
        (lambda ledger: returned(ledger, 30), False),
        (still_out, False),
        (picked_up, True),
        (only_voided, True),
        (lambda ledger: ledger.borrower(), True),
        (lambda ledger: ledger.borrower(since=ago(30)), False),
        (lambda ledger: with_hold(ledger), True),
        (lambda ledger: with_hold(ledger, lapses=TODAY), False),
        (lambda ledger: with_hold(ledger, lapses=TODAY, cancelled_on=LONG_AGO), True),
        (lambda ledger: with_hold(ledger, lapses=TODAY, cancelled_on=ago(1)), False),
        (lambda ledger: with_hold(ledger, lapses=TODAY, voided_at="2026-06-30"), True),
        (lambda ledger: blocked(ledger), False),
        (lambda ledger: blocked(ledger, lifted_on=LONG_AGO), True),
        (lambda ledger: blocked(ledger, lifted_on=ago(2)), False),
    ],
)
def test_a_borrower_is_erased_when_nothing_is_out_held_or_against_them(ledger, erasing, make, due):
    make(ledger)
    assert [(line.kind, line.count) for line in erasing.preview()] == (
        [("borrowers", 1)] if due else []
    )


def test_the_days_are_those_chosen_and_the_last_day_is_not_past(context, ledger, erasing):
    returned(ledger, 10)
    assert erasing.preview() == []
    StationSettings(context).keep_retention_days(9)
    assert erasing.preview()[0].count == 1
    assert erasing.preview(ago(1)) == []


def test_the_preview_tells_how_many_from_when_to_when_and_what(ledger, keeping, erasing):
    returned(ledger, 31)
    returned(ledger, 60)
    keeping.hand_over(keeping.take_in(key(ago(50))), fetched(ago(40)))
    line, things = erasing.preview()
    assert (line.kind, line.count, line.first, line.last) == ("borrowers", 2, ago(60), ago(31))
    assert "phone and its last digits" in line.fields
    assert (things.kind, things.first, things.last) == ("kept_things", ago(40), ago(40))
    assert BorrowerRow.select().where(BorrowerRow.name == "").count() == 0


def test_a_run_empties_the_person_and_leaves_the_thing(ledger, erasing, announced, undos):
    person = blocked(ledger, lifted_on=LONG_AGO)
    ledger.hold(person, cancelled_on=LONG_AGO, cancel_reason="骆清平不来了")
    kept = returned(ledger, 5)
    erasing.run(WITNESS)
    row = BorrowerRow.get_by_id(person.id)
    assert (row.name, row.phone, row.tail, row.search_words) == ("", "", "", "")
    assert (row.visitor_group, row.erased_on, row.version) == ("rider", TODAY, 2)
    assert BorrowerRow.get_by_id(kept.id).name == "骆清平"
    loan = LoanRow.get(LoanRow.borrower == person)
    assert (loan.note, loan.deposit, loan.despite) == ("", "", "")
    assert LoanRow.get(LoanRow.borrower == kept).note == "骆清平雨天急用"
    assert [row.note for row in LoanContactRow.select().where(LoanContactRow.loan == loan)] == [""]
    assert LoanExtensionRow.select().where(LoanExtensionRow.reason == "").count() == 1
    assert [(row.note, row.cancel_reason) for row in LoanHoldRow.select()] == [("", "")]
    assert [row.reason for row in BorrowerBlockRow.select()] == [""]
    assert {row.condition for row in LoanReturnRow.select()} == {"伞骨完好"}
    assert announced == [
        frozenset({Topic.KEEPING, Topic.LENDING, Topic.FEEDBACK, Topic.VOLUNTEERS})
    ]
    assert undos == []


def test_things_that_left_long_ago_keep_what_they_were(keeping, erasing):
    handed, here = keeping.take_in(key(LONG_AGO, note="骆清平")), keeping.take_in(key(LONG_AGO))
    keeping.hand_over(handed, fetched(LONG_AGO))
    claim, passed, waits = (
        keeping.enter_found(found(LONG_AGO, questions=QUESTIONS, note="问过骆清平"))
        for _ in range(3)
    )
    keeping.claim(claim, claimed(LONG_AGO, answers=(True, True)))
    keeping.pass_on(passed, PassOn(on=LONG_AGO, to="枫桥路派出所", proof="民警签收"))
    erasing.run(WITNESS)
    thing = keeping.kept_thing(handed)
    assert (thing.owner_name, thing.owner_phone, thing.handed_to, thing.proof, thing.note) == (
        ("",) * 5
    )
    assert (thing.description, thing.handed_on) == ("绿色钥匙扣三把", LONG_AGO)
    assert keeping.kept_thing(here).owner_name == "骆清平"
    gone = keeping.found_thing(claim)
    assert (gone.finder_name, gone.outcome_to, gone.outcome_phone, gone.proof, gone.note) == (
        ("",) * 5
    )
    assert [one.answer for one in gone.questions] == ["", ""]
    assert gone.questions[0].question == QUESTIONS[0].question
    assert gone.answers == (True, True)
    police = keeping.found_thing(passed)
    assert (police.outcome_to, police.proof, police.finder_phone) == ("枫桥路派出所", "", "")
    assert keeping.found_thing(waits).finder_name == "卓一鸣"
    with pytest.raises(Refused, match="was erased on 2026-06-30"):
        keeping.take_back_hand_over(handed)
    with pytest.raises(Refused, match="was erased on 2026-06-30"):
        keeping.change_found(claim, found(LONG_AGO))


def test_an_entry_by_mistake_is_erased_like_the_others(context, keeping, erasing):
    keeping.void_kept(keeping.take_in(key()), "重复")
    keeping.void_found(keeping.enter_found(found()), "重复")
    assert erasing.preview(TODAY + timedelta(days=30)) == []
    told = erasing.preview(TODAY + timedelta(days=31))
    assert [line.kind for line in told] == ["kept_things", "found_things"]
    context.today = lambda: TODAY + timedelta(days=31)
    erasing.run(WITNESS)
    assert KeptThingRow.get().owner_name == ""
    assert FoundThingRow.get().finder_phone == ""


def test_a_voided_entry_that_was_erased_does_not_come_back(context, keeping, erasing, undos):
    thing = keeping.take_in(key(note="骆清平"))
    keeping.void_kept(thing, "重复")
    bag = keeping.enter_found(found(note="骆清平"))
    keeping.void_found(bag, "重复")
    context.today = lambda: TODAY + timedelta(days=31)
    erasing.run(WITNESS)
    for undo in (undos[1], undos[3]):
        with pytest.raises(Refused, match="was erased on"):
            undo.take_back()
    assert {row.note for row in (KeptThingRow.get(), FoundThingRow.get())} == {""}


def test_a_run_with_nothing_to_erase_or_without_a_second_person_is_refused(ledger, erasing):
    with pytest.raises(Refused, match="no record was closed so long ago"):
        erasing.run(WITNESS)
    person = returned(ledger, 31)
    with pytest.raises(Refused, match="Write who witnesses"):
        erasing.run(" ")
    with pytest.raises(Refused, match="somebody else must be the witness"):
        erasing.run("王芳")
    assert BorrowerRow.get_by_id(person.id).name == "骆清平"
    assert RetentionRunRow.select().count() == 0


def test_each_run_is_recorded_chained_and_noted_without_a_name(ledger, erasing):
    returned(ledger, 31)
    first = erasing.run_of(erasing.run(WITNESS))
    returned(ledger, 40)
    second = erasing.run_of(erasing.run(WITNESS))
    assert (first.number, second.number) == ("XH-20260630-001", "XH-20260630-002")
    assert (first.witness, first.recorded_by, first.days) == (WITNESS, "王芳", 30)
    assert [(line.kind, line.count) for line in second.lines] == [("borrowers", 1)]
    assert [each.id for each in erasing.runs()] == [second.id, first.id]
    (event,) = audit.events_of("retention_run", first.uid)
    assert event.after == {"number": first.number, "days": 30, "counts": {"borrowers": 1}}
    assert "骆" not in json.dumps([e.after for e in audit.latest(9)], ensure_ascii=False)
    assert soundness.audit_faults() == []
    with pytest.raises(Refused, match="no such record"):
        erasing.run_of(99)


def test_a_record_of_erasing_that_was_altered_is_noticed(database, ledger, erasing):
    returned(ledger, 31)
    number = erasing.run_of(erasing.run(WITNESS)).number
    database.raw().execute("DROP TRIGGER retention_run_no_update")
    RetentionRunRow.update(witness="另一个人").execute()
    assert soundness.audit_faults() == [number]


def test_a_name_that_came_back_after_erasing_is_noticed(ledger, erasing):
    person = returned(ledger, 31)
    erasing.run(WITNESS)
    assert retention.leftovers() == []
    BorrowerRow.update(name="骆清平").where(BorrowerRow.id == person.id).execute()
    assert retention.leftovers() == [f"borrower {person.uid}"]


def test_erased_words_are_nowhere_in_the_bytes_of_the_file(tmp_path):
    """Many rows, so that pages were split and filled before they are erased."""
    path = tmp_path / "枫桥路.station"
    desk = open_desk(path, today=TODAY, who=lambda: "王芳")
    ledger, keeping = Ledger(), Keeping(desk.context)
    with desk.context.deed():
        for number in range(400):
            person = ledger.borrower(name=f"骆清平{number:03d}")
            ledger.loan(person, ago(60 + number % 7), back=ago(40))
    things = [keeping.take_in(key(ago(60))) for _ in range(3)]
    for thing in things:
        keeping.hand_over(thing, fetched(ago(50)))
    keeping.claim(keeping.enter_found(found(ago(60), questions=QUESTIONS)), claimed(ago(50)))
    secrets = ["骆清平", "13912345678", "卓一鸣", "13700001111", "三把", "手机尾号相符"]
    with desk.context.deed():
        for thing in KeptThingRow.select():
            KeptThingRow.update(description="钥匙").where(KeptThingRow.id == thing.id).execute()
    desk.context.database.settle()
    before = path.read_bytes()
    assert all(secret.encode() in before for secret in secrets)
    Retention(desk.context).run(WITNESS)
    waiting = path.with_name(path.name + "-wal")
    for told in (path.read_bytes(), waiting.read_bytes() if waiting.exists() else b""):
        assert not [secret for secret in secrets if secret.encode() in told]
    desk.close()
    told = path.read_bytes()
    assert not [secret for secret in secrets if secret.encode() in told]


def test_a_run_can_be_a_part_of_a_larger_deed(tmp_path):
    desk = open_desk(tmp_path / "erasing.station", today=TODAY)
    try:
        thing_id = desk.keeping.take_in(key(on=LONG_AGO))
        desk.keeping.hand_over(thing_id, fetched(on=LONG_AGO))
        with desk.context.deed():
            desk.retention.run(WITNESS)
        assert len(desk.retention.runs()) == 1
    finally:
        desk.close()
