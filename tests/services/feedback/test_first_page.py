"""What of the feedback book stands on the first page."""

from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.feedback.day_book import DayBook, book_reminders
from stationdesk.domain.feedback.entries import Solved
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.kinds import Urgency as Pressing
from stationdesk.domain.feedback.tasks import NewTask
from stationdesk.domain.reminders import Area, Urgency

from .book_desk import PHONE, BookDesk

MONDAY = date(2026, 6, 1)


@pytest.fixture
def at(database):
    desk = BookDesk(database, datetime(2026, 6, 1, 10, 30))
    desk.hours()
    desk.amenity()
    return desk


def told(at):
    """Return the lines about the feedback book: the word in front, the rest, what they open."""
    found = [one for one in at.desk.today.summary().reminders if one.area is Area.FEEDBACK]
    return [(str(one.state), str(one.what), one.opens) for one in found]


def book(at):
    return at.desk.today.summary().book


def test_nothing_said_is_nothing_told(at):
    assert told(at) == []
    assert book(at) == DayBook()


def test_a_reply_is_asked_for_on_its_last_day_and_is_late_from_closing_time_on(at):
    entry = at.entry("饮水机不出热水，打电话 13912345678 没有人接，已经三天了")
    assert (told(at), book(at).waiting) == ([], 1)
    at.go_to(date(2026, 6, 2))
    said = "Complaint YJ-2026-0001: 饮水机不出热水，打电话 139****5678…"
    assert told(at) == [("Reply due today", said, ("entry", entry))]
    at.go_to(date(2026, 6, 2), "18:01")
    assert told(at) == [("Reply overdue", said, ("entry", entry))]
    at.go_to(date(2026, 6, 4))
    assert told(at) == [("2 days late", said, ("entry", entry))]
    at.answer(entry, interim=True)
    assert told(at) == []
    at.go_to(date(2026, 6, 8))
    assert told(at)[0][0] == "Reply due today"


def test_danger_is_grave_and_due_at_once(at):
    at.entry("插座冒火花", urgency=Pressing.DANGER)
    (one,) = [x for x in at.desk.today.summary().reminders if x.area is Area.FEEDBACK]
    assert (one.urgency, one.grave, one.day) == (Urgency.TODAY, True, MONDAY)


def test_many_of_a_heading_are_one_line_that_opens_the_heading(at):
    for number in range(5):
        at.entry(f"第 {number} 条，今天没有热水")
    at.go_to(date(2026, 6, 3))
    assert told(at) == [
        (
            "Reply overdue",
            "5 entries wait for a reply past its deadline: YJ-2026-0001, YJ-2026-0002 and 3 more",
            "overdue",
        )
    ]
    assert len(book(at).overdue) == 5


def test_what_was_begun_and_done_makes_an_entry_ready_to_answer(at):
    entry = at.entry()
    task = at.book.open_task(entry, NewTask(title="换滤芯", assigned_to="赵强", on=MONDAY))
    assert told(at) == []
    at.book.finish_task(task, MONDAY, "赵强", "换好了")
    assert [(state, opens) for state, _what, opens in told(at)] == [
        ("Ready to answer", ("entry", entry))
    ]


def test_an_answer_without_an_author_waits_for_the_board_and_then_for_closing(at):
    entry = at.entry()
    reply = at.answer(entry)
    assert told(at) == [
        ("To be posted", "Hang the answer to YJ-2026-0001 on the board", ("entry", entry))
    ]
    at.book.post_on_board(reply, MONDAY)
    assert told(at) == [("To be filed", "YJ-2026-0001 can be closed and filed", ("entry", entry))]
    at.book.close(entry, "王芳")
    assert told(at) == []


def test_an_author_who_can_be_reached_waits_for_a_call_until_content(at):
    entry = at.entry(reachable=True)
    at.answer(entry)
    assert [line[0] for line in told(at)] == ["To be called back"]
    at.call(entry, reached=False)
    assert [line[0] for line in told(at)] == ["To be called back"]
    at.call(entry, rating=1, solved=Solved.NO)
    assert [line[0] for line in told(at)] == ["To be called back"]
    at.call(entry, by="赵强")
    assert [line[0] for line in told(at)] == ["To be filed"]


def test_praise_needs_no_call_back(at):
    at.answer(at.entry("谢谢你们", FeedbackKind.PRAISE, reachable=True))
    assert [line[0] for line in told(at)] == ["To be filed"]


def test_tasks_are_told_on_their_last_day_and_when_late(at):
    for days in (0, -1, 5):
        wish = NewTask(
            title=f"任务{days}",
            assigned_to="赵强",
            on=MONDAY - timedelta(days=3),
            due_on=MONDAY + timedelta(days=days),
        )
        at.book.add_task(wish)
    assert [(state, what) for state, what, _opens in told(at)] == [
        ("1 day late", "Task RW-2026-0002: 任务-1"),
        ("Due today", "Task RW-2026-0001: 任务0"),
    ]
    assert told(at)[0][2][0] == "task"


def test_many_tasks_are_one_line(at):
    for number in range(4):
        at.book.add_task(
            NewTask(title=f"擦窗{number}", assigned_to="赵强", on=MONDAY, due_on=MONDAY)
        )
    words = "4 tasks to be done: 擦窗0, 擦窗1 and 2 more"
    assert told(at) == [("Tasks due today", words, ("task", 1))]


def test_no_line_names_an_author(at):
    entry = at.entry(f"请回电 {PHONE}", reachable=True)
    at.go_to(date(2026, 6, 4))
    lines = [*told(at), *(str(one.what) for one in book_reminders(at.book.day_book(), MONDAY))]
    at.answer(entry)
    assert not any("骆" in str(line) or PHONE in str(line) for line in [*lines, *told(at)])


def test_the_days_deeds_tell_of_the_book(at):
    at.close(at.entry())
    said = [str(one.what) for one in at.desk.today.summary().deeds]
    assert {"Entered feedback (1)", "Answered feedback (1)", "Closed feedback (1)"} <= set(said)
