"""The board of answers: what waits to be put up, what hangs there, what came off again."""

from datetime import datetime, timedelta

import pytest

from stationdesk.domain.feedback.entries import Method, NewEntry, NewReply, Outcome
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.feedback.lines import BoardQuery
from stationdesk.domain.problems import Refused
from stationdesk.services.desk import Desk
from stationdesk.services.feedback_desk import statistics
from tests.conftest import NOW, TODAY

HANGING = BoardQuery(on=TODAY)
GONE = BoardQuery(on=TODAY, taken_down=True)


def ago(days):
    return NOW.replace(tzinfo=None, hour=9) - timedelta(days=days)


@pytest.fixture
def book(context):
    return Desk(context).feedback


def say(book, body, days_ago=10):
    return book.register(
        NewEntry(body=body, kind=FeedbackKind.SUGGESTION, said_at=ago(days_ago), place="大厅")
    )


def written(body, at: datetime, outcome=Outcome.DONE):
    planned = TODAY if outcome is Outcome.PLANNED else None
    return NewReply(
        body=body,
        method=Method.BOARD,
        replied_by="王芳",
        at=at,
        outcome=outcome,
        planned_on=planned,
    )


def put_up(book, body, days_ago):
    entry = say(book, body)
    reply = book.reply(entry, written(f"答复：{body}", ago(days_ago)))
    book.post_on_board(reply, ago(days_ago).date())
    return reply


def shown(lines):
    return [line.reply.id for line in lines]


def test_an_interim_answer_waits_for_the_board_only_until_the_matter_is_answered(book):
    entry = say(book, "开水器不够热")
    interim = book.interim(entry, written("已联系维修。", ago(8), Outcome.PLANNED))
    assert shown(book.waiting_for_board()) == [interim]
    final = book.reply(entry, written("已经修好。", ago(5)))
    assert shown(book.waiting_for_board()) == [final]
    assert shown(book.board(ago(6).date()).waiting) == [interim], "as it was on that day"
    book.undo(entry)
    assert shown(book.waiting_for_board()) == [interim]


def test_what_hangs_is_read_in_parts_the_last_put_up_first(book):
    first, second, third = (
        put_up(book, body, day) for body, day in (("一", 3), ("二", 2), ("三", 1))
    )
    assert book.board_count(HANGING) == 3
    assert shown(book.board_lines(HANGING, 2)) == [third, second]
    assert shown(book.board_lines(HANGING, 2, 2)) == [first]


def test_what_was_taken_down_hangs_no_more_but_is_still_found(book):
    first, second = put_up(book, "雨伞", 3), put_up(book, "热水", 2)
    book.take_down_all([first], TODAY)
    assert shown(book.board_lines(HANGING, 9)) == [second]
    assert shown(book.board_lines(GONE, 9)) == [first]
    assert shown(book.board_lines(BoardQuery(on=ago(1).date()), 9)) == [second, first]


@pytest.mark.parametrize("text", ["雨伞", "答复：雨伞", "0001", "雨伞 答复"])
def test_an_answer_of_the_board_is_found_by_its_words_or_number(book, text):
    wanted = put_up(book, "雨伞", 3)
    put_up(book, "热水", 2)
    assert shown(book.board_lines(BoardQuery(on=TODAY, text=text), 9)) == [wanted]


def test_an_answer_is_found_by_the_number_printed_on_the_page(book):
    wishes = [
        NewEntry(body=body, kind=FeedbackKind.ENQUIRY, said_at=ago(3)) for body in ("一", "二")
    ]
    book.register_page(Channel.BOOK, ago(3).date(), wishes, "1122-3")
    entry = next(each for each in book.open_entries() if each.body == "二")
    reply = book.reply(entry.id, written("好的。", ago(2)))
    book.post_on_board(reply, ago(2).date())
    asked = BoardQuery(on=TODAY, text="1122-3-2")
    assert [line.paper for line in book.board_lines(asked, 9)] == ["1122-3-2"]


@pytest.mark.parametrize("text", ["100%", "_", "'", "热水 雨伞"])
def test_what_stands_in_no_answer_finds_none(book, text):
    put_up(book, "雨伞", 3)
    put_up(book, "热水", 2)
    assert book.board_count(BoardQuery(on=TODAY, text=text)) == 0


def test_several_answers_are_taken_down_and_put_back_in_one_step(book, undos):
    replies = [put_up(book, body, 3) for body in ("雨伞", "热水")]
    book.take_down_all(replies, TODAY)
    assert book.board().hanging == []
    undos[-1].take_back()
    assert sorted(shown(book.board().hanging)) == sorted(replies)


def test_of_several_answers_none_comes_down_when_one_cannot(book):
    first, second = put_up(book, "雨伞", 3), put_up(book, "热水", 2)
    book.take_down_all([first], TODAY)
    with pytest.raises(Refused):
        book.take_down_all([second, first], TODAY)
    assert shown(book.board().hanging) == [second]


def test_a_board_that_nobody_clears_tells_the_newest_and_how_many_more(book, monkeypatch):
    monkeypatch.setattr(statistics, "MOST_ON_BOARD", 2)
    replies = [put_up(book, body, day) for body, day in (("一", 3), ("二", 2), ("三", 1))]
    board = book.board()
    assert shown(board.hanging) == replies[1:]
    assert board.older == 1
