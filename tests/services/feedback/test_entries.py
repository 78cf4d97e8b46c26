from dataclasses import replace
from datetime import date, datetime

import pytest

from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.problems import Refused
from stationdesk.services.changes import Topic
from stationdesk.store import audit, feedback_events
from tests.services.feedback.book_desk import PHONE, BookDesk

SAID_AT = datetime(2026, 6, 30, 9, 0)
WISH = NewEntry(
    body="雨伞坏了没有人修",
    kind=FeedbackKind.COMPLAINT,
    said_at=SAID_AT,
    author_name="骆清平",
    author_phone="139 1234 5678",
    about_person="赵强",
    place="门口",
)


@pytest.fixture
def desk(database):
    made = BookDesk(database)
    made.hours()
    made.undos.clear()
    made.announced.clear()
    return made


def as_typed(entry, **fields):
    """Return the correction that a form with everything filled in would hand over."""
    return replace(WISH, body=entry.body, kind=entry.kind, urgency=entry.urgency, **fields)


def test_an_entry_has_a_number_deadlines_and_a_masked_author(desk):
    entry = desk.book.entry(desk.book.register(WISH))
    assert (entry.number, entry.state) == ("YJ-2026-0001", EntryState.RECEIVED)
    assert (entry.author_shown, entry.tail, entry.reachable) == ("骆*", "5678", True)
    assert entry.first_due_at == datetime(2026, 7, 1, 18, 0)
    assert entry.final_due_at == datetime(2026, 7, 7, 18, 0)
    assert desk.announced == [{Topic.FEEDBACK, Topic.TIERS}]


def test_the_same_request_twice_is_one_entry(desk):
    assert desk.book.register(WISH) == desk.book.register(WISH)
    assert len(desk.book.open_entries()) == 1


def test_a_refused_entry_leaves_nothing_behind(desk):
    with pytest.raises(Refused) as refusal:
        desk.book.register(replace(WISH, body="", said_at=datetime(2026, 7, 1, 9, 0)))
    assert [each.about for each in refusal.value.problems] == ["body", "said_at"]
    assert desk.book.entries(date(2026, 1, 1), date(2026, 12, 31)) == []


def test_an_undone_entry_stays_void_and_its_number_is_not_used_again(desk):
    first = desk.book.register(WISH)
    desk.take_back()
    assert desk.book.entry(first).state is EntryState.VOID
    second = desk.book.register(replace(WISH, request_key="other"))
    assert desk.book.entry(second).number == "YJ-2026-0002"
    with pytest.raises(Refused):
        desk.book.undo(first)


def test_each_year_counts_its_own_numbers_also_backwards(desk):
    numbers = [
        desk.book.entry(desk.entry(said_at=moment)).number
        for moment in (SAID_AT, datetime(2025, 12, 31, 9), datetime(2025, 3, 1, 9), SAID_AT)
    ]
    assert numbers == ["YJ-2026-0001", "YJ-2025-0001", "YJ-2025-0002", "YJ-2026-0002"]


def test_the_limits_of_an_entry_do_not_move_when_the_stations_limits_do(desk):
    entry_id = desk.book.register(WISH)
    before = desk.book.entry(entry_id)
    desk.book.keep_policy(FeedbackKind.COMPLAINT, 0, 1, date(2026, 6, 30))
    assert desk.book.entry(entry_id).final_due_at == before.final_due_at
    later = desk.book.entry(desk.book.register(replace(WISH, request_key="other")))
    assert later.final_due_at == datetime(2026, 7, 1, 18, 0)
    told = feedback_events.of(entry_id)[0].told
    assert (told["first_days"], told["final_days"], told["kind"]) == (1, 5, "complaint")


def test_danger_is_due_the_same_day(desk):
    entry = desk.book.entry(desk.book.register(replace(WISH, urgency=Urgency.DANGER)))
    assert entry.first_due_at == entry.final_due_at == datetime(2026, 6, 30, 18, 0)


def test_several_entries_stand_on_one_page_and_are_undone_together(desk):
    wishes = [replace(WISH, request_key=key, body=f"留言{key}") for key in ("1", "2", "3")]
    page_id = desk.book.register_page(Channel.NOTE, date(2026, 6, 30), wishes, "第 12 页")
    assert desk.book.register_page(Channel.NOTE, date(2026, 6, 30), wishes) == page_id
    entries = desk.book.entries_of_page(page_id)
    assert [each.body for each in entries] == ["留言1", "留言2", "留言3"]
    assert {each.channel for each in entries} == {Channel.NOTE}
    page = desk.book.page(page_id)
    assert (page.number, page.note) == ("LY-2026-0001", "第 12 页")
    assert desk.book.chain(entries[0].id).page == page
    desk.take_back()
    states = {each.state for each in desk.book.entries_of_page(page_id)}
    assert states == {EntryState.VOID}


def test_a_page_is_kept_whole_or_not_at_all(desk):
    wishes = [WISH, replace(WISH, request_key="2", body=" ")]
    with pytest.raises(Refused) as refusal:
        desk.book.register_page(Channel.BOOK, date(2026, 6, 30), wishes)
    assert [each.about for each in refusal.value.problems] == ["1.body"]
    with pytest.raises(Refused):
        desk.book.register_page(Channel.BOOK, date(2026, 6, 30), [])
    assert desk.book.open_entries() == []


def test_handwriting_without_words_is_told_as_such(desk):
    entry_id = desk.book.register(replace(WISH, body="", handwritten=True))
    assert desk.book.entry(entry_id).body == "Written by hand, see the picture."


def test_praise_comes_in_words_unless_it_is_said_otherwise(desk):
    praise = replace(WISH, kind=FeedbackKind.PRAISE, praised="孙丽")
    assert desk.book.entry(desk.book.register(praise)).praise_form is PraiseForm.WORDS
    banner = replace(praise, praise_form=PraiseForm.BANNER, request_key="2")
    assert desk.book.entry(desk.book.register(banner)).praise_form is PraiseForm.BANNER


def test_a_correction_tells_before_and_after_and_is_undone_with_its_author(desk):
    entry_id = desk.book.register(WISH)
    entry = desk.book.entry(entry_id)
    wish = as_typed(entry, author_name="骆青平", place="大厅")
    desk.book.correct(entry_id, replace(wish, body="雨伞坏了三把"), entry.version)
    corrected = desk.book.entry(entry_id)
    assert (corrected.body, corrected.place) == ("雨伞坏了三把", "大厅")
    event = desk.book.chain(entry_id).events[-1]
    assert event.told["before"] == {"body": "雨伞坏了没有人修", "place": "门口"}
    assert event.told["after"] == {"body": "雨伞坏了三把", "place": "大厅"}
    assert event.told["author"] is True
    assert desk.book.unmask(entry_id, "核对")[0] == "骆青平"
    desk.take_back()
    assert desk.book.entry(entry_id).body == "雨伞坏了没有人修"
    assert desk.book.unmask(entry_id, "核对")[0] == "骆清平"


def test_a_correction_without_a_change_is_no_event(desk):
    entry_id = desk.book.register(WISH)
    entry = desk.book.entry(entry_id)
    desk.book.correct(entry_id, as_typed(entry), entry.version)
    assert len(desk.book.chain(entry_id).events) == 1


def test_a_correction_of_what_changed_meanwhile_is_refused(desk):
    entry_id = desk.book.register(WISH)
    seen = desk.book.entry(entry_id)
    desk.book.accept(entry_id, "孙丽")
    with pytest.raises(Refused, match="王芳 changed this"):
        desk.book.correct(entry_id, as_typed(seen, place="大厅"), seen.version)


def test_danger_found_later_brings_the_deadline_nearer_and_a_longer_kind_puts_nothing_off(desk):
    entry_id = desk.book.register(WISH)
    desk.go_to(date(2026, 7, 2))
    entry = desk.book.entry(entry_id)
    slower = replace(as_typed(entry), kind=FeedbackKind.WISH)
    desk.book.correct(entry_id, slower, entry.version)
    assert desk.book.entry(entry_id).final_due_at == datetime(2026, 7, 7, 18, 0)
    entry = desk.book.entry(entry_id)
    danger = replace(as_typed(entry), urgency=Urgency.DANGER)
    desk.book.correct(entry_id, danger, entry.version)
    assert desk.book.entry(entry_id).final_due_at == datetime(2026, 7, 2, 18, 0)
    desk.take_back()
    assert desk.book.entry(entry_id).final_due_at == datetime(2026, 7, 7, 18, 0)


def test_who_is_complained_about_cannot_have_the_entry_in_hand(desk):
    entry_id = desk.book.register(replace(WISH, about_person=""))
    desk.book.accept(entry_id, "赵强")
    entry = desk.book.entry(entry_id)
    with pytest.raises(Refused, match="pass it to somebody else first"):
        desk.book.correct(entry_id, as_typed(entry, about_person="赵 强"), entry.version)


def test_an_author_is_shown_whole_only_for_a_reason_and_it_is_noted(desk):
    entry_id = desk.book.register(WISH)
    with pytest.raises(Refused):
        desk.book.unmask(entry_id, " ")
    assert desk.book.unmask(entry_id, "电话回访") == ("骆清平", PHONE)
    note = audit.events_of("feedback_entry", desk.book.entry(entry_id).uid)[-1]
    assert (note.action, note.after["reason"]) == ("unmask", "电话回访")
    nobody = desk.book.register(replace(WISH, author_name="", author_phone="", request_key="other"))
    with pytest.raises(Refused, match="no name and no phone"):
        desk.book.unmask(nobody, "电话回访")


def test_no_event_and_no_audit_line_tells_the_author(desk, database):
    entry_id = desk.book.register(WISH)
    desk.book.accept(entry_id, "王芳")
    desk.book.assign(entry_id, "孙丽", f"骆清平（{PHONE}）要求当面答复")
    desk.book.wait(entry_id, "骆清平下周才回来")
    desk.book.resume(entry_id, f"{PHONE} 已接通")
    told = database.raw().execute(
        "SELECT group_concat(told) || (SELECT group_concat(after) FROM audit_event)"
        " FROM feedback_event"
    )
    (words,) = told.fetchone()
    assert "骆清平" not in words
    assert PHONE not in words
    assert "骆*（139****5678）要求当面答复" in words


def test_the_chain_tells_everything_of_an_entry_also_what_was_taken_back(desk):
    entry_id = desk.entry(reachable=True)
    desk.book.accept(entry_id, "孙丽")
    desk.take_back()
    desk.answer(entry_id)
    desk.call(entry_id)
    chain = desk.book.chain(entry_id)
    assert [each.move for each in chain.events] == [
        Move.REGISTER,
        Move.ACCEPT,
        Move.UNDO,
        Move.REPLY,
        Move.CALL_BACK,
    ]
    assert [each.undone for each in chain.events] == [False, True, False, False, False]
    assert (len(chain.replies), len(chain.call_backs)) == (1, 1)


def test_entries_are_found_by_their_days_and_the_open_ones_by_their_deadlines(desk):
    slow = desk.entry(kind=FeedbackKind.WISH)
    quick = desk.entry(kind=FeedbackKind.ENQUIRY)
    closed = desk.entry(kind=FeedbackKind.PRAISE)
    desk.close(closed)
    assert [each.id for each in desk.book.open_entries()] == [quick, slow]
    day = desk.at.date()
    assert {each.id for each in desk.book.entries(day, day)} == {slow, quick, closed}
    assert desk.book.entries(date(2026, 1, 1), date(2026, 6, 29)) == []


def test_what_is_not_there_is_refused(desk):
    for deed in (desk.book.entry, desk.book.page, desk.book.undo, desk.book.close):
        with pytest.raises(Refused):
            deed(99)
