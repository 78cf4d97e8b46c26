"""Waiting, putting off, answering, the board, call-backs, repetitions and templates."""

import sqlite3
from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.feedback.entries import Method, NewCallBack, NewReply, Outcome, Solved
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.feedback.templates import NewTemplate
from stationdesk.domain.problems import Refused
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder
from stationdesk.services.reply_templates import ready_made
from stationdesk.store import feedback_claims
from tests.services.feedback.book_desk import PHONE, BookDesk

PRAISE = FeedbackKind.PRAISE


@pytest.fixture
def desk(database):
    made = BookDesk(database)
    made.hours()
    return made


@pytest.fixture
def chinese():
    use_language("zh_CN", locale_folder())
    yield
    use_language("en", locale_folder())


def test_waiting_puts_the_deadlines_off_by_the_working_days_waited(desk):
    entry_id = desk.entry()
    desk.book.start(entry_id, "孙丽")
    desk.book.wait(entry_id, "请补充是哪一天")
    waiting = desk.book.entry(entry_id)
    assert (waiting.state, waiting.final_due_at) == (EntryState.WAITING, None)
    desk.go_to(date(2026, 7, 2))
    desk.book.resume(entry_id, "是上周五")
    entry = desk.book.entry(entry_id)
    assert entry.first_due_at == datetime(2026, 7, 2, 18, 0)
    assert entry.final_due_at == datetime(2026, 7, 8, 18, 0)
    desk.take_back()
    assert desk.book.entry(entry_id).state is EntryState.WAITING


def test_waiting_a_few_hours_moves_nothing_even_when_the_hours_changed(desk):
    entry_id = desk.entry()
    before = desk.book.entry(entry_id)
    desk.book.start(entry_id, "孙丽")
    desk.book.wait(entry_id, "请补充照片")
    desk.at += timedelta(hours=3)
    desk.book.resume(entry_id)
    assert desk.book.entry(entry_id).final_due_at == before.final_due_at


def test_passing_up_does_not_stop_the_clock_and_owes_an_interim_answer(desk):
    entry_id = desk.entry()
    desk.book.escalate(entry_id, "街道办")
    entry = desk.book.entry(entry_id)
    assert entry.final_due_at == datetime(2026, 7, 7, 18, 0)
    desk.answer(entry_id, "已报街道，三日内回复。", interim=True)
    entry = desk.book.entry(entry_id)
    assert (entry.first_reply_at, entry.state) == (desk.at, EntryState.ESCALATED)
    desk.book.come_back(entry_id, "街道同意更换")
    assert desk.book.entry(entry_id).state is EntryState.DOING


def test_a_deadline_is_put_off_within_its_limit(desk):
    entry_id = desk.entry()
    with pytest.raises(Refused) as refusal:
        desk.book.extend(entry_id, date(2026, 7, 29), "", "")
    assert [each.about for each in refusal.value.problems] == ["reason", "person", "until"]
    desk.book.extend(entry_id, date(2026, 7, 20), "等配件到货", "周敏")
    assert desk.book.entry(entry_id).final_due_at == datetime(2026, 7, 20, 18, 0)
    desk.go_to(date(2026, 7, 21))
    with pytest.raises(Refused, match="put off before it is over"):
        desk.book.extend(entry_id, date(2026, 7, 22), "还没到", "周敏")


def test_a_back_dated_move_lies_after_the_one_before(desk):
    entry_id = desk.entry()
    desk.go_to(date(2026, 7, 2))
    desk.book.accept(entry_id, "孙丽", at=datetime(2026, 7, 1, 9, 0))
    with pytest.raises(Refused, match="this came after it"):
        desk.book.start(entry_id, "孙丽", at=datetime(2026, 7, 1, 8, 59))
    desk.book.start(entry_id, "孙丽", at=datetime(2026, 7, 1, 9, 0))


def test_a_clock_that_was_set_back_stops_nobody(desk):
    entry_id = desk.entry()
    desk.book.accept(entry_id, "孙丽")
    desk.pass_days(-1)
    desk.book.start(entry_id, "孙丽")
    events = desk.book.chain(entry_id).events
    assert events[-1].happened_at == events[-2].happened_at


def test_no_reply_no_close_praise_included(desk):
    entry_id = desk.entry("孙丽帮我找回了钥匙", PRAISE)
    with pytest.raises(Refused, match="has no answer yet"):
        desk.book.close(entry_id)
    desk.close(entry_id)
    assert desk.book.entry(entry_id).closed_at == desk.at


def test_an_anonymous_note_is_closed_when_its_answer_hangs_on_the_board(desk):
    entry_id = desk.entry()
    reply_id = desk.answer(entry_id)
    assert [each.about for each in desk.book.problems_of_closing(entry_id)] == ["posted_on"]
    with pytest.raises(Refused):
        desk.book.post_on_board(reply_id, date(2026, 6, 29))
    with pytest.raises(Refused):
        desk.book.post_on_board(reply_id, date(2026, 7, 1))
    desk.book.post_on_board(reply_id, date(2026, 6, 30))
    with pytest.raises(Refused, match="has been on the board since"):
        desk.book.post_on_board(reply_id, date(2026, 6, 30))
    desk.book.close(entry_id)
    desk.go_to(date(2026, 7, 10))
    with pytest.raises(Refused):
        desk.book.take_down(reply_id, date(2026, 6, 29))
    desk.book.take_down(reply_id, date(2026, 7, 8))
    (reply,) = desk.book.chain(entry_id).replies
    assert (reply.posted_on, reply.taken_down_on) == (date(2026, 6, 30), date(2026, 7, 8))
    desk.take_back()
    assert desk.book.chain(entry_id).replies[0].taken_down_on is None


def test_the_answers_of_one_sheet_are_posted_and_taken_back_together(desk):
    replies = [desk.answer(desk.entry()) for _entry in range(3)]
    desk.book.post_all(replies, desk.at.date())
    posted = desk.book.problems_of_closing
    assert not any(posted(each.id) for each in desk.book.open_entries())
    desk.take_back()
    assert all(posted(each.id) for each in desk.book.open_entries())
    with pytest.raises(Refused):
        desk.book.post_all([*replies, 99], desk.at.date())
    assert all(posted(each.id) for each in desk.book.open_entries())


def test_an_answer_taken_back_is_no_longer_there(desk):
    entry_id = desk.entry()
    reply_id = desk.answer(entry_id)
    desk.take_back()
    assert desk.book.chain(entry_id).replies == ()
    with pytest.raises(Refused, match="no longer there"):
        desk.book.post_on_board(reply_id, desk.at.date())
    assert desk.book.entry(entry_id).first_reply_at is None


def test_a_poor_rating_asks_for_a_call_by_somebody_else(desk):
    entry_id = desk.entry(reachable=True)
    desk.answer(entry_id, by="孙丽")
    desk.call(entry_id, by="王芳", rating=2, solved=Solved.PARTLY)
    assert desk.book.entry(entry_id).rating == 2
    for person in ("孙丽", "王芳"):
        with pytest.raises(Refused, match="somebody else must call once more"):
            desk.call(entry_id, by=person)
    with pytest.raises(Refused, match="was not content"):
        desk.book.close(entry_id)
    desk.call(entry_id, by="周敏", rating=4)
    desk.book.close(entry_id)
    assert desk.book.entry(entry_id).rating == 4


def test_a_poor_rating_may_reopen_instead(desk):
    entry_id = desk.entry(reachable=True)
    desk.answer(entry_id)
    desk.call(entry_id, rating=1, solved=Solved.NO)
    desk.go_to(date(2026, 7, 9))
    desk.book.reopen(entry_id, "本人不满意，重新办理")
    entry = desk.book.entry(entry_id)
    assert (entry.state, entry.round_number, entry.rating) == (EntryState.RECEIVED, 2, None)
    assert entry.final_due_at == datetime(2026, 7, 16, 18, 0)
    with pytest.raises(Refused, match="has no answer yet"):
        desk.book.close(entry_id)
    desk.answer(entry_id)
    desk.call(entry_id)
    desk.book.close(entry_id)
    assert [each.round_number for each in desk.book.chain(entry_id).replies] == [1, 2]


def test_three_days_of_calling_in_vain_are_enough(desk):
    entry_id = desk.entry(reachable=True)
    desk.answer(entry_id)
    for _day in range(2):
        desk.call(entry_id, reached=False)
        desk.call(entry_id, reached=False)
        desk.pass_days(1)
    with pytest.raises(Refused, match="2 so far"):
        desk.book.close(entry_id)
    desk.call(entry_id, reached=False)
    desk.book.close(entry_id)


def test_who_left_no_contact_is_not_called_back(desk):
    entry_id = desk.entry()
    desk.answer(entry_id)
    with pytest.raises(Refused, match="left no contact"):
        desk.call(entry_id)


def test_an_entry_is_voided_by_two_people_for_a_reason(desk):
    entry_id = desk.entry()
    with pytest.raises(Refused):
        desk.book.void(entry_id, "重复录入", "王芳")
    desk.book.void(entry_id, "重复录入", "孙丽")
    assert desk.book.entry(entry_id).state is EntryState.VOID
    assert desk.book.moves_for(entry_id) == [Move.UNDO]
    desk.take_back()
    assert desk.book.entry(entry_id).state is EntryState.RECEIVED


def test_likely_repetitions_are_open_or_of_the_last_sixty_days(desk):
    old_closed = desk.entry("雨伞坏了没有人修")
    desk.close(old_closed)
    old_open = desk.entry("雨伞坏了没人修理")
    void = desk.entry("雨伞坏了没有人修理")
    desk.book.void(void, "误录", "孙丽")
    desk.pass_days(61)
    new = desk.entry("雨伞坏了没有人来修")
    found = [each.id for each in desk.book.likely_duplicates("雨伞坏了没有人修", None)]
    assert found == [new, old_open]


def test_a_repetition_stays_an_entry_of_its_own(desk):
    master, repeat = desk.entry(), desk.entry()
    desk.book.mark_duplicate(repeat, master)
    assert desk.book.chain(repeat).master.id == master
    assert [each.id for each in desk.book.chain(master).duplicates] == [repeat]
    desk.book.post_on_board(desk.answer(repeat), desk.at.date())
    with pytest.raises(Refused, match="which has no answer yet"):
        desk.book.close(repeat)
    desk.answer(master)
    desk.book.close(repeat)
    with pytest.raises(Refused, match="were closed with the answer"):
        desk.book.undo(master)


def test_a_link_is_loosened_and_taken_back(desk):
    master, repeat = desk.entry(), desk.entry()
    with pytest.raises(Refused, match="not linked"):
        desk.book.unmark_duplicate(repeat)
    desk.book.mark_duplicate(repeat, master)
    with pytest.raises(Refused):
        desk.book.void(master, "误录", "孙丽")
    desk.book.unmark_duplicate(repeat)
    assert desk.book.entry(repeat).master_id is None
    desk.take_back()
    assert desk.book.entry(repeat).master_id == master
    desk.book.undo(repeat)
    assert desk.book.entry(repeat).master_id is None
    assert feedback_claims.contradictions() == []


def test_loosening_is_not_taken_back_into_a_chain_of_repetitions(desk):
    first, second, third = desk.entry(), desk.entry(), desk.entry()
    desk.book.mark_duplicate(third, second)
    desk.book.unmark_duplicate(third)
    desk.book.mark_duplicate(second, first)
    with pytest.raises(Refused):
        desk.book.undo(third)
    assert desk.book.entry(third).master_id is None


def test_everybody_who_said_the_same_is_answered_by_a_reply_of_their_own(desk):
    master = desk.entry(reachable=True)
    reachable, silent, answered = desk.entry(reachable=True), desk.entry(), desk.entry()
    for each in (reachable, silent, answered):
        desk.book.mark_duplicate(each, master)
    with pytest.raises(Refused, match="no final answer"):
        desk.book.answer_repeats(master, Method.PHONE, "孙丽")
    desk.answer(answered)
    desk.answer(master, "已更换全部雨伞。")
    assert desk.book.answer_repeats(master, Method.PHONE, "孙丽") == [reachable, silent]
    (told,), (posted,) = desk.book.chain(reachable).replies, desk.book.chain(silent).replies
    assert (told.method, posted.method) == (Method.PHONE, Method.BOARD)
    assert told.body == posted.body == "已更换全部雨伞。"
    desk.take_back()
    assert desk.book.chain(silent).replies == desk.book.chain(reachable).replies == ()


def test_every_kind_has_ready_made_answers_in_both_languages():
    for language in ("zh_CN", "en"):
        templates = ready_made(language)
        assert len({each.place for each in templates}) == len(templates)
        for kind in FeedbackKind:
            fitting = [each for each in templates if each.kind is kind]
            wanted = {Outcome.THANKS} if kind is PRAISE else set(Outcome) - {Outcome.THANKS}
            assert wanted <= {each.outcome for each in fitting}, (language, kind)
        assert all(each.blanks and each.body for each in templates)


def test_the_closest_templates_come_first_and_thanks_never_answer_a_complaint(desk, chinese):
    offered = desk.book.templates(FeedbackKind.COMPLAINT, Outcome.CANNOT)
    assert offered[0].title == "投诉核查说明"
    assert {each.kind for each in offered} == {FeedbackKind.COMPLAINT, None}
    assert all(each.outcome in (Outcome.CANNOT, None) for each in offered)


def test_a_template_is_filled_with_what_is_known_and_the_rest_blocks(desk, chinese):
    entry_id = desk.entry("孙丽帮我找回了钥匙", PRAISE, praised="孙丽")
    template = desk.book.templates(PRAISE, Outcome.THANKS)[0]
    text = desk.book.fill_template(template, desk.book.values_for(entry_id, "王芳"))
    assert "感谢您对孙丽的表扬（编号YJ-2026-0001）" in text
    complaint = desk.entry(kind=FeedbackKind.COMPLAINT)
    template = desk.book.templates(FeedbackKind.COMPLAINT, Outcome.DONE)[0]
    text = desk.book.fill_template(template, desk.book.values_for(complaint))
    wish = NewReply(
        body=text, outcome=Outcome.DONE, method=Method.BOARD, replied_by="孙丽", at=desk.at
    )
    with pytest.raises(Refused, match="核查结果、整改日期、整改措施"):
        desk.book.reply(complaint, wish)


def test_a_template_of_ones_own_stands_in_for_a_ready_made_one(desk):
    ready = desk.book.templates(PRAISE, Outcome.THANKS)[0]
    wish = NewTemplate(title=ready.title, body="谢谢！", kind=ready.kind, outcome=ready.outcome)
    kept = desk.book.keep_template(wish)
    assert desk.book.templates(PRAISE, Outcome.THANKS)[0].body == "谢谢！"
    with pytest.raises(Refused, match="of this name already"):
        desk.book.keep_template(wish)
    desk.book.keep_template(NewTemplate(title="新名", body="多谢！"), kept)
    assert ready in desk.book.templates(PRAISE, Outcome.THANKS)
    desk.take_back()
    assert desk.book.templates(PRAISE, Outcome.THANKS)[0].body == "谢谢！"


def test_a_ready_made_template_can_be_hidden_and_brought_back(desk):
    ready = desk.book.templates(PRAISE, Outcome.THANKS)[0]
    desk.book.archive_template(ready)
    titles = [each.title for each in desk.book.templates(PRAISE, Outcome.THANKS)]
    assert ready.title not in titles
    (hidden,) = desk.book.templates(archived=True)
    desk.book.bring_template_back(hidden)
    assert desk.book.templates(PRAISE, Outcome.THANKS)[0].title == ready.title
    desk.book.archive_template(desk.book.templates(PRAISE, Outcome.THANKS)[0])
    again = NewTemplate(title=ready.title, body="谢！", kind=ready.kind, outcome=ready.outcome)
    desk.book.keep_template(again)
    assert desk.book.templates(PRAISE, Outcome.THANKS)[0].body == "谢！"
    desk.take_back()
    assert ready.title not in [each.title for each in desk.book.templates(PRAISE, Outcome.THANKS)]


def test_the_check_of_the_file_sees_a_line_that_its_events_do_not_bear_out(desk, database):
    entry_id = desk.entry()
    assert feedback_claims.contradictions() == []
    database.raw().execute("UPDATE feedback_entry SET handler = '赵强' WHERE id = ?", [entry_id])
    assert feedback_claims.contradictions() == ["not as its events YJ-2026-0001"]
    database.raw().execute("UPDATE feedback_entry SET state = 'closed'")
    assert feedback_claims.contradictions() == [
        "closed without an answer YJ-2026-0001",
        "not as its events YJ-2026-0001",
    ]


def test_an_event_is_never_changed_nor_removed(desk, database):
    desk.entry()
    for sql in ("UPDATE feedback_event SET person = ''", "DELETE FROM feedback_event"):
        with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
            database.raw().execute(sql)


def test_a_call_back_note_is_kept_without_the_author(desk):
    entry_id = desk.entry(reachable=True)
    desk.answer(entry_id)
    wish = NewCallBack(
        reached=True, called_by="王芳", at=desk.at, solved=Solved.YES, note="骆清平很满意"
    )
    desk.book.call_back(entry_id, wish)
    assert desk.book.chain(entry_id).call_backs[0].note == "骆*很满意"


def test_an_answer_meant_for_the_board_hangs_there_before_it_is_closed(desk):
    entry = desk.entry(kind=FeedbackKind.ENQUIRY, reachable=True)
    wish = NewReply(
        body="周一至周六开放。",
        outcome=Outcome.EXPLAINED,
        method=Method.BOARD,
        replied_by="孙丽",
        at=desk.at,
    )
    reply = desk.book.reply(entry, wish)
    assert [each.about for each in desk.book.problems_of_closing(entry)] == ["posted_on"]
    assert [each.id for each in desk.book.day_book().to_post] == [entry]
    desk.book.post_on_board(reply, desk.at.date())
    desk.book.close(entry)
    assert desk.book.entry(entry).state is EntryState.CLOSED


def test_what_was_filed_is_reopened_before_it_becomes_a_complaint(desk):
    entry = desk.entry(kind=FeedbackKind.PRAISE, reachable=True)
    desk.answer(entry)
    desk.book.close(entry)
    filed = desk.book.entry(entry)
    wish = desk.new_entry(body=filed.body, kind=FeedbackKind.COMPLAINT)
    with pytest.raises(Refused, match="reopen it first"):
        desk.book.correct(entry, wish, filed.version)
    desk.book.reopen(entry, "其实是投诉")
    desk.book.correct(entry, wish, desk.book.entry(entry).version)
    assert desk.book.entry(entry).kind is FeedbackKind.COMPLAINT


def test_offices_reasons_and_toasts_name_no_author(desk, database):
    entry = desk.entry(reachable=True)
    told = f"街道办（联系骆清平{PHONE}）"
    desk.book.escalate(entry, told)
    desk.book.come_back(entry)
    desk.book.unmask(entry, told)
    desk.book.reply(
        entry,
        NewReply(
            body="已转交",
            outcome=Outcome.REFERRED,
            method=Method.PHONE,
            replied_by="孙丽",
            at=desk.at,
            referred_to=told,
        ),
    )
    assert desk.book.chain(entry).replies[-1].referred_to == "街道办（联系骆*139****5678）"
    toasts = "".join(str(undo.values) for undo in desk.undos)
    tables = ("feedback_event", "audit_event", "feedback_reply")
    kept = "".join(
        str(row) for name in tables for row in database.raw().execute(f"SELECT * FROM {name}")
    )
    for author in ("骆清平", PHONE):
        assert author not in toasts + kept
