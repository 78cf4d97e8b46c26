"""What the tiers read from the feedback book, on any day."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from stationdesk.domain.feedback.kinds import FeedbackKind, Urgency
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.states import State
from stationdesk.services.tier_facts import gather
from stationdesk.store import files
from stationdesk.store.tables import FeedbackEntryRow, ImportRunRow

from .book_desk import BookDesk

MONDAY = date(2026, 6, 1)


@pytest.fixture
def at(database):
    desk = BookDesk(database, datetime(2026, 6, 1, 10, 30))
    desk.hours()
    return desk


def book(at, day=None):
    return gather(day or at.at.date(), at.at.date()).feedback


def owed(at, day=None):
    return [(each.number[-1], each.due_on.day) for each in book(at, day).owed]


def test_the_next_deadline_is_the_first_reply_and_then_the_final_one(at):
    entry = at.entry()
    assert owed(at) == [("1", 2)]
    at.answer(entry, interim=True)
    assert owed(at) == [("1", 8)]
    at.answer(entry)
    assert owed(at) == []


def test_danger_is_due_the_same_day(at):
    at.entry(urgency=Urgency.DANGER)
    assert owed(at) == [("1", 1)]


def test_while_the_author_is_waited_for_nothing_is_due(at):
    entry = at.entry()
    at.book.accept(entry, "孙丽")
    at.book.wait(entry, "问清是哪一台")
    assert owed(at) == []
    at.pass_days(2)
    at.book.resume(entry)
    assert owed(at) == [("1", 3)]


def test_a_past_day_is_told_as_it_stood_then(at):
    entry = at.entry()
    at.go_to(date(2026, 6, 4))
    at.close(entry)
    at.go_to(date(2026, 6, 9))
    at.book.reopen(entry, "又不出热水了")
    later = at.entry("厕纸没有了", FeedbackKind.SUGGESTION)
    at.book.void(later, "写重了", "孙丽")
    assert owed(at, date(2026, 5, 31)) == []
    assert owed(at, MONDAY) == [("1", 2)]
    assert owed(at, date(2026, 6, 3)) == [("1", 2)]
    assert owed(at, date(2026, 6, 4)) == []
    assert owed(at, date(2026, 6, 9)) == [("1", 10)]
    assert book(at, date(2026, 5, 31)).last_on is None
    assert book(at).last_number == "YJ-2026-0001"


def test_what_was_taken_back_never_was(at):
    entry = at.entry()
    at.go_to(date(2026, 6, 3))
    at.answer(entry)
    at.take_back()
    assert owed(at, date(2026, 6, 3)) == [("1", 2)]


@pytest.mark.parametrize(
    ("said", "entered", "is_late"),
    [
        ("2026-06-05T17:00", "2026-06-05", False),
        ("2026-06-05T17:00", "2026-06-08", False),
        ("2026-06-05T17:00", "2026-06-09", True),
        ("2026-06-18T09:00", "2026-06-22", False),
        ("2026-06-18T09:00", "2026-06-23", True),
    ],
)
def test_entered_late_is_after_the_working_day_that_follows(at, said, entered, is_late):
    at.go_to(date.fromisoformat(entered), "17:30")
    at.entry(said_at=datetime.fromisoformat(said))
    assert [each.entered_on == at.at.date() for each in book(at).late] == [True] * is_late


def test_what_was_brought_in_from_a_register_was_entered_there(at):
    at.go_to(date(2026, 6, 22))
    at.entry(said_at=datetime(2026, 6, 2, 9, 0))
    run = ImportRunRow.create(
        number="DR-1",
        kind="feedback",
        file_name="意见登记本.xlsx",
        sha256=files.keep_digest(b"a register"),
        sheet="",
        business_date=at.at.date(),
        recorded_at="2026-06-22T10:00:00+08:00",
        recorded_by="王芳",
        rows_read=1,
    )
    FeedbackEntryRow.update(import_run=run).execute()
    assert book(at).late == ()


def part(at):
    (found,) = [one for one in at.desk.tiers.assess().findings if one.criterion.code == "S06"]
    return next(one for one in found.rules if one.rule.kind is RuleKind.FEEDBACK_BOOK)


def test_the_service_is_judged_by_the_book_and_its_records_can_be_opened(at):
    entry = at.entry()
    assert part(at).state is State.MET
    at.go_to(date(2026, 6, 2))
    assert part(at).state is State.DUE_SOON
    at.go_to(date(2026, 6, 3))
    judged = part(at)
    assert judged.state is State.NOT_MET
    assert "饮水机" not in f"{judged.found} {judged.todo} {[str(e.text) for e in judged.evidence]}"
    proof = judged.evidence[0]
    assert at.desk.tiers.record_behind(proof.what, proof.id) == ("feedback_entry", entry)
    at.answer(entry)
    assert part(at).state is State.MET


def test_the_look_at_the_book_on_the_table_stays_and_the_other_one_is_history(at):
    asked = {line.subject.key for line in at.desk.tiers.subjects()}
    assert "feedback_book_open" in asked
    assert "feedback_in_time" not in asked


def test_facts_are_plain_values_without_anything_that_was_said(at):
    at.entry(reachable=True)
    told = str(replace(book(at)))
    assert "骆" not in told
    assert "饮水机" not in told
