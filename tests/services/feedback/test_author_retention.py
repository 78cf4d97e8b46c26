"""Authors of closed entries are forgotten in time; what they said stays."""

from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.problems import Refused
from stationdesk.store import soundness
from stationdesk.store.tables import FeedbackCallBackRow, FeedbackEntryRow, RetentionRunRow

from .book_desk import PHONE, BookDesk

DAY = date(2026, 1, 5)


@pytest.fixture
def at(database):
    return BookDesk(database, datetime(2026, 1, 5, 10, 30))


def due(at):
    return [(line.kind, line.count, line.days) for line in at.desk.retention.preview()]


def closed(at):
    entry = at.entry(reachable=True)
    at.answer(entry)
    at.call(entry)
    at.book.close(entry, "王芳")
    return entry


def test_an_author_is_known_for_half_a_year_after_the_closing_and_no_day_longer(at):
    closed(at)
    at.go_to(DAY + timedelta(days=180))
    assert due(at) == []
    at.pass_days(1)
    assert due(at) == [("feedback", 1, 180)]


def test_the_feedback_book_has_a_number_of_days_of_its_own(at):
    closed(at)
    at.desk.settings.keep_retention_days(1)
    at.go_to(DAY + timedelta(days=31))
    assert due(at) == []
    at.desk.settings.keep_feedback_retention_days(30)
    assert due(at) == [("feedback", 1, 30)]
    with pytest.raises(Refused):
        at.desk.settings.keep_feedback_retention_days(-1)


def test_open_entries_and_those_without_an_author_are_left_alone(at):
    at.entry(reachable=True)
    at.close(at.entry())
    reopened = closed(at)
    at.go_to(DAY + timedelta(days=170))
    at.book.reopen(reopened, "又坏了")
    at.pass_days(100)
    assert due(at) == []


@pytest.mark.parametrize("end", ["void", "undo"])
def test_a_void_entry_forgets_its_author_too(at, end):
    entry = at.entry(reachable=True)
    at.pass_days(10)
    if end == "void":
        at.book.void(entry, "写重了", "孙丽")
    else:
        at.book.undo(entry)
    at.pass_days(180)
    assert due(at) == []
    at.pass_days(1)
    assert due(at) == [("feedback", 1, 180)]


def test_name_phone_and_remarks_go_and_what_was_said_stays(at):
    entry = closed(at)
    FeedbackCallBackRow.update(note="孩子接的电话").execute()
    at.pass_days(200)
    before = at.book.entry(entry)
    at.desk.retention.run("郑晓")
    after = at.book.entry(entry)
    assert (after.author_shown, after.tail, after.reachable) == ("", "", False)
    assert (after.body, after.state, after.rating, after.visitor_group) == (
        before.body,
        before.state,
        before.rating,
        before.visitor_group,
    )
    assert after.erased_on == at.at.date()
    row = FeedbackEntryRow.get()
    assert (row.author_name, row.author_phone) == ("", "")
    assert [call.note for call in FeedbackCallBackRow.select()] == [""]
    assert [call.rating for call in FeedbackCallBackRow.select()] == [5]
    assert due(at) == []
    assert soundness.audit_faults() == []
    assert soundness.ledger_faults() == []


def test_the_record_of_the_erasing_tells_how_long_each_kind_was_kept_and_nobody(at):
    closed(at)
    at.pass_days(200)
    run = at.desk.retention.run_of(at.desk.retention.run("郑晓"))
    (line,) = run.lines
    assert (line.kind, line.count, line.first, line.days) == ("feedback", 1, DAY, 180)
    assert "骆清平" not in RetentionRunRow.get().lines


def test_an_erasing_of_an_earlier_release_tells_its_one_number_of_days(at):
    closed(at)
    at.pass_days(200)
    at.desk.retention.run("郑晓")
    row = RetentionRunRow.get()
    former = row.lines.replace(', "days": 180', "")
    RetentionRunRow.create(
        **{
            **{name: getattr(row, name) for name in ("witness", "recorded_at", "recorded_by")},
            "number": "XH-20250101-001",
            "business_date": DAY,
            "days": 45,
            "lines": former,
            "digest": "",
        }
    )
    assert [line.days for run in at.desk.retention.runs() for line in run.lines] == [45, 180]


def test_an_author_named_again_in_a_new_round_is_known_until_that_is_closed(at):
    entry = closed(at)
    at.pass_days(200)
    at.desk.retention.run("郑晓")
    at.book.reopen(entry, "又坏了")
    known = at.book.entry(entry)
    again = {"author_name": "骆清平", "author_phone": PHONE}
    wish = at.new_entry(body=known.body, kind=known.kind, **again)
    at.book.correct(entry, wish, known.version)
    assert at.book.entry(entry).erased_on is None
    assert at.book.unmask(entry, "回访") == ("骆清平", PHONE)
    at.answer(entry)
    at.call(entry)
    at.book.close(entry, "王芳")
    assert soundness.audit_faults() == []
    at.pass_days(181)
    assert due(at) == [("feedback", 1, 180)]


def test_a_late_erasing_is_told_on_the_first_page(at):
    at.amenity()
    closed(at)
    at.pass_days(180 + 7)
    assert not told(at)
    at.pass_days(1)
    assert told(at)


def told(at):
    return [one for one in at.desk.today.summary().reminders if str(one.state) == "To be erased"]


def test_an_author_named_in_the_words_is_erased_there_too_and_the_board_says_no_more_than_before(
    at, database
):
    said = f"我是骆清平，电话{PHONE}，饮水机不出热水"
    entry = at.entry(body=said, reachable=True)
    reply = at.answer(entry, "骆清平您好，139 1234 5678 已打通，修好了。")
    at.book.post_on_board(reply, at.at.date())
    at.call(entry)
    at.book.close(entry, "王芳")
    (before,) = at.book.board(DAY).hanging
    at.go_to(DAY + timedelta(days=200))
    at.desk.retention.run("郑晓")
    (after,) = at.book.board(DAY).hanging
    assert (after.said, after.answer) == (before.said, before.answer)
    assert after.said == "我是骆*，电话139****5678，饮水机不出热水"
    text = "\n".join(database.raw().iterdump())
    assert "骆清平" not in text
    assert PHONE not in text


def test_a_correction_that_takes_the_author_out_of_the_words_keeps_it_nowhere_else(at, database):
    said = f"骆清平（{PHONE}）说饮水机坏了"
    entry = at.entry(body=said, kind=FeedbackKind.PRAISE)
    wish = at.new_entry(
        body="饮水机坏了",
        kind=FeedbackKind.PRAISE,
        author_name="骆清平",
        author_phone=PHONE,
    )
    at.book.correct(entry, wish, at.book.entry(entry).version)
    told = at.book.chain(entry).events[-1].told
    assert told["before"] == {"body": "骆*（139****5678）说饮水机坏了"}
    at.take_back()
    assert at.book.entry(entry).body == said
    assert at.book.entry(entry).author_shown == ""
    assert at.book.chain(entry).events[-2].told == told
    at.undos.clear()


def test_lists_papers_and_exports_shorten_an_author_whom_the_words_name(at):
    entry = at.entry(body="我是骆清平，饮水机坏了", reachable=True)
    at.answer(entry, "骆清平您好，已修好。")
    (line,) = at.book.entry_lines(DAY, DAY)
    assert line.entry.body == "我是骆*，饮水机坏了"
    assert [each.body for each in line.replies] == ["骆*您好，已修好。"]
    assert at.book.entry(entry).body == "我是骆清平，饮水机坏了"
