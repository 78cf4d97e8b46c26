"""Looking for entries, the rates, the board and the papers, made from a real book."""

import csv
import random
from datetime import datetime, timedelta

import pytest

from stationdesk.domain.feedback.entries import (
    Method,
    NewCallBack,
    NewEntry,
    NewReply,
    Outcome,
    Solved,
)
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm
from stationdesk.domain.feedback.rates import RateKey
from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.problems import Refused
from stationdesk.domain.usual_periods import week_of
from stationdesk.services.desk import Desk
from stationdesk.services.drafts import Choice
from stationdesk.store import feedback_figures
from stationdesk.store.plain_sql import rows
from tests.conftest import NOW, TODAY

MOMENT = NOW.replace(tzinfo=None)
FIRST = TODAY.replace(day=1)
PERIOD = (FIRST, TODAY)


def ago(days, hour=9):
    return datetime(TODAY.year, TODAY.month, TODAY.day, hour) - timedelta(days=days)


@pytest.fixture
def desk(context):
    return Desk(context)


@pytest.fixture
def book(desk):
    return desk.feedback


def say(book, body, kind=FeedbackKind.SUGGESTION, **fields):
    fields.setdefault("said_at", ago(10))
    return book.register(NewEntry(body=body, kind=kind, **fields))


def answer(book, entry_id, at, body="已处理，谢谢提醒。", method=Method.BOARD, **fields):
    fields.setdefault("outcome", Outcome.DONE)
    wish = NewReply(body=body, method=method, replied_by="王芳", at=at, **fields)
    return book.reply(entry_id, wish)


def call(book, entry_id, at, rating=5, solved=Solved.YES):
    wish = NewCallBack(reached=True, called_by="李静", at=at, solved=solved, rating=rating)
    book.call_back(entry_id, wish)


@pytest.fixture
def month(book):
    """One month: answered in time, called back, answered late, praise, still open, void."""
    water = say(
        book,
        "二楼饮水机没有热水，我叫欧阳娜，请修一修",
        FeedbackKind.COMPLAINT,
        author_name="欧阳娜",
        author_phone="13812345678",
        place="二楼饮水区",
        about_person="赵强",
        visitor_group="rider",
    )
    answer(book, water, ago(9), "加热管已更换，欧阳娜您好，感谢。", Method.PHONE)
    call(book, water, ago(8))
    book.close(water)
    soap = say(book, "厕所的洗手液经常是空的", channel=Channel.NOTE, said_at=ago(20))
    posted = answer(book, soap, ago(2))
    book.post_on_board(posted, ago(1).date())
    thanks = say(
        book,
        "冒雨送我到车站，特送锦旗",
        FeedbackKind.PRAISE,
        praised="王芳、李强",
        praise_form=PraiseForm.BANNER,
        said_at=ago(5),
    )
    late = say(book, "门口台阶下雨天很滑", FeedbackKind.HELP, said_at=ago(15), place="门口")
    void = say(book, "登记错了的一条", said_at=ago(4))
    book.void(void, "重复登记", "李静")
    return {"water": water, "soap": soap, "thanks": thanks, "late": late, "void": void}


def found(book, **wanted):
    lines, total = book.search(EntryQuery(**wanted))
    assert total == len(lines)
    return [line.entry.id for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("热水", ["water"]),
        ("饮水机 修一修", ["water"]),
        ("饮水机 锦旗", []),
        ("ysj", ["water"]),
        ("MK", ["late"]),
        ("台阶", ["late"]),
        ("%", []),
        ("_", []),
        ("门口", ["late"]),
    ],
)
def test_words_are_found_as_written_and_by_initials(book, month, text, expected):
    assert found(book, text=text) == [month[name] for name in expected]


def test_an_entry_is_found_by_its_number_in_whatever_letters(book, month):
    number = book.entry(month["soap"]).number
    assert found(book, text=number.lower()) == [month["soap"]]
    assert month["soap"] in found(book, text=number[-2:])


def test_a_number_is_found_as_an_input_method_widens_it(book, month):
    number = book.entry(month["soap"]).number
    wide = "".join(chr(ord(each) + 0xFEE0) for each in number)
    assert found(book, text=wide) == [month["soap"]]


@pytest.mark.parametrize("text", ["饮水机 " * 3000, "饮" * 30000, "a " * 9000, "\x00", "'\"👍"])
def test_a_whole_page_pasted_into_the_search_is_no_fault(book, month, text):
    query = EntryQuery(text=text)
    assert book.search(query)[1] == book.counts(query).total


def test_nobody_is_found_by_an_authors_name_or_phone(book, month):
    say(book, "没有别的字", author_name="司徒静", author_phone="13912340000")
    assert found(book, text="司徒静") == []
    assert found(book, text="13912340000") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kinds": frozenset({FeedbackKind.COMPLAINT})}, ["water"]),
        ({"states": frozenset({EntryState.VOID})}, ["void"]),
        ({"channels": frozenset({Channel.NOTE})}, ["soap"]),
        ({"groups": frozenset({"rider"})}, ["water"]),
        ({"overdue": True}, ["thanks", "late"]),
        ({"place": "饮水"}, ["water"]),
        ({"first": ago(5).date(), "last": ago(5).date()}, ["thanks"]),
    ],
)
def test_filters_narrow_what_is_found(book, month, query, expected):
    assert found(book, **query) == [month[name] for name in expected]


def test_the_newest_stand_first_and_pages_follow_each_other(book, month):
    every, total = book.search(EntryQuery())
    assert [line.entry.id for line in every] == [
        month[name] for name in ("void", "thanks", "water", "late", "soap")
    ]
    pages = [book.search(EntryQuery(), limit=2, offset=offset)[0] for offset in (0, 2, 4)]
    assert [line for page in pages for line in page] == every
    assert total == 5


def test_the_counts_tell_what_each_choice_would_bring(book, month):
    for query in (
        EntryQuery(),
        EntryQuery(kinds=frozenset({FeedbackKind.HELP})),
        EntryQuery(text="水"),
    ):
        told = book.counts(query)
        for kind, count in told.kinds.items():
            chosen = EntryQuery(text=query.text, kinds=frozenset({kind}))
            assert book.search(chosen)[1] == count
    assert book.counts().overdue == 2
    assert book.counts().states[EntryState.VOID] == 1


def test_the_rates_of_the_month(book, month):
    told = {each.key: (each.counted, each.among) for each in book.rates(*PERIOD).rates}
    assert told == {
        RateKey.RESPONDED: (1, 4),
        RateKey.SOLVED: (1, 1),
        RateKey.SATISFIED: (1, 1),
        RateKey.IN_TIME: (1, 3),
        RateKey.ANSWERED: (2, 4),
        RateKey.ECHOED: (1, 1),
    }


def test_an_undone_call_back_counts_nowhere(book, month, undos):
    answered = say(
        book, "灯坏了", FeedbackKind.HELP, author_name="张三", author_phone="13700000000"
    )
    answer(book, answered, ago(8), method=Method.PHONE)
    call(book, answered, ago(7), rating=1, solved=Solved.NO)
    assert book.rates(*PERIOD).rate(RateKey.SATISFIED).among == 2
    undos[-1].take_back()
    assert book.rates(*PERIOD).rate(RateKey.SATISFIED).among == 1


def test_lines_tell_the_same_rounds_as_events_do(book, month):
    chance = random.Random(3)
    for number in range(30):
        entry_id = say(book, f"第{number}条意见", said_at=ago(chance.randrange(12, 25)))
        if chance.random() < 0.7:
            answer(book, entry_id, ago(chance.randrange(1, 11)))
            if chance.random() < 0.3:
                book.reopen(entry_id, "还没有好")
    by_lines = feedback_figures.rounds_between(*PERIOD)
    kinds = {each.entry_id: each.kind for each in by_lines}
    by_events = feedback_figures.rounds_by_events(kinds)
    order = [(each.entry_id, each.number) for each in sorted(by_events, key=_place)]
    assert sorted(by_lines, key=_place) == sorted(by_events, key=_place)
    assert len(order) > len(kinds), "some were reopened"


def _place(each):
    return each.entry_id, each.number


def test_statistics_leave_void_entries_out(book, month):
    told = book.statistics(*PERIOD)
    assert told.total.entries == 4
    assert sum(line.entries for line in told.kinds) == 4
    assert {line.name for line in told.topics} >= {"Drinking water", "Toilet"}


def test_a_period_that_ends_before_it_begins_is_refused(book):
    for asked in (book.rates, book.statistics):
        with pytest.raises(Refused):
            asked(TODAY, FIRST)


def test_the_board_names_nobody_and_tells_what_waits(book, month):
    waiting = answer(book, month["thanks"], ago(1), "谢谢您的锦旗。")
    board = book.board()
    assert [line.entry.id for line in board.hanging] == [month["soap"]]
    assert [line.reply.id for line in board.waiting] == [waiting]
    assert book.board(ago(3).date()).hanging == []
    book.take_down(board.hanging[0].reply.id, TODAY)
    assert book.board().hanging == []
    (told,) = [line for line in book.answers(*PERIOD) if line.entry.id == month["water"]]
    assert "欧阳*" in told.said
    assert "欧阳娜" not in told.said + told.answer


def test_the_board_shows_the_number_printed_on_the_page(book):
    wishes = [
        NewEntry(body=body, kind=FeedbackKind.ENQUIRY, said_at=ago(3)) for body in ("一", "二")
    ]
    first = book.register_page(Channel.BOOK, ago(3).date(), wishes, note="0627J-1")
    rest = [NewEntry(body="三", kind=FeedbackKind.ENQUIRY, said_at=ago(2))]
    second = book.register_page(Channel.BOOK, ago(2).date(), rest, note="0627J-1")
    for page in (first, second):
        for each in book.entries_of_page(page):
            answer(book, each.id, ago(1))
    assert [line.paper for line in book.answers(*PERIOD)] == ["0627J-1-1", "0627J-1-2", "0627J-1-3"]


def test_red_lines_are_kept_taken_back_and_shown_with_the_rates(desk, book, month, undos):
    desk.settings.keep_red_lines({RateKey.ANSWERED: 92, RateKey.SATISFIED: 85})
    assert book.rates(*PERIOD).rate(RateKey.ANSWERED).below
    assert book.rates(*PERIOD).rate(RateKey.SOLVED).red_line is None
    undos[-1].take_back()
    assert book.red_lines() == {}
    with pytest.raises(Refused):
        desk.settings.keep_red_lines({RateKey.ANSWERED: 101})


def records(draft):
    return [block.records() for block in draft.paper.blocks if hasattr(block, "groups")]


def drafted(desk, key, **choice):
    return desk.reports.draft(key, Choice(**choice))


def test_each_paper_is_made_from_the_book(desk, month):
    (register,) = records(drafted(desk, "feedback", first=FIRST, last=TODAY))
    assert [line.entry.id for line in register] == [
        month[name] for name in ("soap", "late", "water", "thanks", "void")
    ]
    (still_open,) = records(drafted(desk, "feedback-open"))
    assert [line.entry.id for line in still_open] == [
        month[name] for name in ("late", "thanks", "soap")
    ]
    (answers,) = records(drafted(desk, "answers-board"))
    assert [line.entry.id for line in answers] == [month["soap"]]
    praise, counts = records(drafted(desk, "praise"))
    assert [line.entry.id for line in praise] == [month["thanks"]]
    assert [each.name for each in counts] == ["李强", "王芳"]


def test_a_handling_sheet_is_of_the_chosen_entry_else_of_the_newest(desk, month):
    chosen = drafted(desk, "feedback-sheet", record=month["water"])
    assert chosen.paper.number == desk.feedback.entry(month["water"]).number
    assert drafted(desk, "feedback-sheet").paper.number == desk.feedback.entry(month["void"]).number
    with pytest.raises(Refused):
        drafted(desk, "feedback-sheet", record=999)


def test_the_poster_is_of_the_week_of_the_day(desk, month):
    day = ago(9).date()
    monday, sunday = week_of(day)
    assert monday.isoweekday() == 1
    assert (sunday - monday).days == 6
    assert monday <= day <= sunday
    assert drafted(desk, "echo-poster", on=day).paper.subject.startswith(
        f"{monday.year}/{monday.month}/{monday.day}"
    )


def test_too_many_blank_pages_are_refused(desk):
    assert drafted(desk, "feedback-blank", pages=2).paper.number
    for pages in (0, 51):
        with pytest.raises(Refused):
            drafted(desk, "feedback-blank", pages=pages)


def test_exports_are_masked(desk, month, tmp_path):
    for key in ("feedback", "answers", "praise"):
        path = tmp_path / f"{key}.csv"
        desk.exports.extract(key, FIRST, TODAY).write(path)
        text = path.read_text(encoding="utf-8-sig")
        assert "13812345678" not in text
        assert len(list(csv.reader(text.splitlines()))) > 1
    told = (tmp_path / "feedback.csv").read_text(encoding="utf-8-sig")
    assert "欧阳*" in told
    assert "5678" in told


def test_reading_the_figures_leaves_no_trace(book, month):
    before = rows("SELECT COUNT(*) FROM audit_event")
    book.find()
    book.rates(*PERIOD)
    book.statistics(*PERIOD)
    book.board()
    assert rows("SELECT COUNT(*) FROM audit_event") == before
