"""Rounds from events, statistics, topics, counts beside the filters, and words for the wall."""

from datetime import date, datetime

import pytest

from stationdesk.domain.feedback.entries import CallBack, Event, Solved
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm
from stationdesk.domain.feedback.lines import (
    EntryLine,
    by_urgency,
    for_the_wall,
    is_overdue,
    praise_counts,
    praised_names,
)
from stationdesk.domain.feedback.rounds import rounds_of
from stationdesk.domain.feedback.search import EntryQuery, Pile, counts_of
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.feedback.statistics import statistics_of
from stationdesk.domain.feedback.topics import (
    Topic,
    UnreadableTopics,
    frequent_words,
    topics_from,
)
from stationdesk.domain.ids import EntryId, FeedbackEventId
from tests.documents import feedback_stories as story

LIMITS = {"first_due_at": "2026-06-02T18:00", "final_due_at": "2026-06-08T18:00"}
LATER = {"first_due_at": "2026-06-16T18:00", "final_due_at": "2026-06-22T18:00"}


def event(number, move, day, told=None, **fields):
    return Event(
        id=FeedbackEventId(number),
        uid=str(number),
        round_number=1,
        move=move,
        happened_at=datetime(2026, 6, day, 10),
        recorded_at="",
        recorded_by="",
        person="王芳",
        told=told or {},
        **fields,
    )


ANSWERED = [
    event(1, Move.REGISTER, 1, LIMITS),
    event(2, Move.REPLY, 4),
    event(3, Move.CLOSE, 5),
]
REOPENED = [*ANSWERED, event(4, Move.REOPEN, 15, LATER)]


def rounds(events, **how):
    return rounds_of(EntryId(1), FeedbackKind.COMPLAINT, events, **how)


def test_a_reopened_entry_has_its_first_round_as_it_was_and_another_one():
    first, again = rounds(REOPENED)
    assert (first.number, first.is_last, first.final_reply_at.day) == (1, False, 4)
    assert first.closed_at.day == 5
    assert (again.number, again.is_last, again.final_reply_at) == (2, True, None)
    assert again.began_at.day == 15
    assert again.first_due_at.day == 16


def test_what_was_taken_back_is_no_part_of_a_round():
    undone = [*ANSWERED[:2], event(3, Move.UNDO, 4, undoes=FeedbackEventId(2))]
    (only,) = rounds(undone)
    assert only.final_reply_at is None


def test_a_void_entry_has_no_rounds():
    assert rounds([ANSWERED[0], event(2, Move.VOID, 2)]) == []


def test_posts_and_call_backs_belong_to_their_own_round():
    call = CallBack(
        round_number=2,
        reached=True,
        solved=Solved.YES,
        rating=5,
        called_by="李静",
        at=datetime(2026, 6, 20),
        note="",
    )
    first, again = rounds(REOPENED, posted_rounds=[1], call_backs=[call])
    assert (first.posted, first.called_back) == (True, False)
    assert (again.posted, again.called_back) == (False, True)


TOPICS = [
    ("Water", Topic("饮水", "Water", ("饮水", "热水"))),
    ("Toilet", Topic("厕所", "Toilet", ("厕所", "洗手液"))),
    ("Parking", Topic("停车", "Parking", ("停车",))),
]


@pytest.fixture
def told():
    entries = [line.entry for line in story.lines() if line.entry.state is not EntryState.VOID]
    return statistics_of(entries, story.rounds(), story.MONDAY, story.TODAY, story.NOW, TOPICS)


def test_statistics_stand_in_the_order_of_the_choices_and_leave_out_what_nobody_chose(told):
    assert [line.name for line in told.kinds] == [
        "Request for help",
        "Complaint",
        "Suggestion",
        "Praise",
        "Small wish",
    ]
    assert [line.entries for line in told.kinds] == [1, 2, 1, 1, 1]
    assert sum(line.entries for line in told.groups) == told.total.entries == 6
    assert [line.name for line in told.places] == ["二楼饮水区", ""]


def test_in_time_counts_only_what_is_due(told):
    help_line = told.kinds[0]
    assert (help_line.due, help_line.in_time, help_line.in_time_percent) == (1, 0, 0.0)
    complaint = told.kinds[1]
    assert (complaint.due, complaint.in_time_percent, complaint.answered) == (0, None, 2)
    assert (complaint.rated, complaint.satisfied_percent) == (1, 100.0)


def test_topics_are_told_by_their_words_the_most_frequent_first(told):
    assert [(line.name, line.entries) for line in told.topics] == [("Water", 1), ("Toilet", 1)]


def test_hours_and_days_are_counted(told):
    assert (told.hours[9], told.hours[10]) == (2, 4)
    assert told.without_hour == 0
    assert [point.entries for point in told.trend] == [1, 4, 0, 0, 0, 0, 1]
    assert sum(point.answered for point in told.trend) == 3


@pytest.mark.parametrize(
    ("last", "points"), [(date(2026, 1, 31), 31), (date(2026, 2, 28), 9), (date(2026, 12, 31), 12)]
)
def test_longer_periods_are_told_by_weeks_and_by_months(last, points):
    told = statistics_of([], [], date(2026, 1, 1), last, story.NOW)
    assert len(told.trend) == points
    assert told.total.percent is None


def test_words_that_come_up_often_are_found_without_a_dictionary():
    texts = [
        "洗衣机坏了，请修理",
        "门口洗衣机很脏",
        "希望添一台洗衣机",
        "热水没有了",
        "热水太少",
        "热水呢",
    ]
    found = frequent_words(texts, [topic for _name, topic in TOPICS])
    assert [(each.word, each.entries) for each in found] == [("洗衣机", 3)]


def test_a_topic_without_words_is_refused():
    with pytest.raises(UnreadableTopics):
        topics_from('[[topic]]\nname = "饮水"\nenglish = "Water"\n')


PILES = [
    Pile(FeedbackKind.COMPLAINT, EntryState.DOING, Channel.BOOK, "rider", True, 2),
    Pile(FeedbackKind.COMPLAINT, EntryState.CLOSED, Channel.BOOK, "rider", False, 5),
    Pile(FeedbackKind.PRAISE, EntryState.CLOSED, Channel.NOTE, "elder", False, 3),
]


def test_each_filter_counts_over_its_own_choice():
    query = EntryQuery(kinds=frozenset({FeedbackKind.COMPLAINT}))
    told = counts_of(PILES, query)
    assert told.total == 7
    assert told.kinds == {FeedbackKind.COMPLAINT: 7, FeedbackKind.PRAISE: 3}
    assert told.states == {EntryState.DOING: 2, EntryState.CLOSED: 5}
    assert (told.groups, told.overdue) == ({"rider": 7}, 2)
    assert counts_of(PILES, EntryQuery(overdue=True)).total == 2


@pytest.mark.parametrize(
    ("text", "names", "shown"),
    [
        ("我叫张小明，电话13812345678", ("张小明",), "我叫张*，电话138****5678"),
        ("投诉李静站长态度差", ("", "李静"), "投诉李*站长态度差"),
        ("欧阳娜娜和欧阳娜都在", ("欧阳娜", "欧阳娜娜"), "欧阳*和欧阳*都在"),
        ("王先生说", ("王",), "王先生说"),
        ("证件110101199001011234", (), "证件110101********1234"),
    ],
)
def test_words_for_the_wall_name_nobody(text, names, shown):
    assert for_the_wall(text, *names) == shown


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王芳、李强", ["王芳", "李强"]),
        ("王芳,王芳", ["王芳"]),
        ("", []),
        ("小刘 和 小李", ["小刘", "小李"]),
    ],
)
def test_several_people_may_be_praised_at_once(text, names):
    assert praised_names(text) == names


def test_praise_is_counted_by_person_with_its_form():
    plain = story.entry(50, "谢谢", FeedbackKind.PRAISE, praise_form=PraiseForm.WORDS)
    again = story.entry(
        51, "谢谢王芳", FeedbackKind.PRAISE, praised="王芳", praise_form=PraiseForm.LETTER
    )
    counts = praise_counts([story.PRAISE, plain, again])
    assert [(each.name, each.times, each.banners, each.letters) for each in counts] == [
        ("王芳", 2, 1, 1),
        ("李强", 1, 1, 0),
        ("", 1, 0, 0),
    ]


def test_what_presses_most_stands_first():
    order = [line.entry for line in by_urgency(story.open_lines(), story.NOW)]
    assert order[0] == story.LATE
    assert order[1] == story.FRESH
    assert is_overdue(story.LATE, story.NOW)
    assert not is_overdue(story.WAITING, story.NOW), "the clock stands still"
    assert EntryLine(entry=story.LATE).days_late(story.NOW) == 4
