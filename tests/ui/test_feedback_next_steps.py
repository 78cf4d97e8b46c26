"""What a row of the feedback book offers next is what its chain asks for."""

from datetime import timedelta

import pytest

from stationdesk.domain.feedback.entries import NewCallBack, Solved
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.feedback.states import Move
from stationdesk.ui.feedback.next_steps import likely_move, next_move
from tests.ui.told_book import Book

AUTHOR = {"name": "张伟民", "phone": "13812345678"}


@pytest.fixture
def book(database, qapp):
    return Book(database)


def call(book, entry_id, by, *, solved=Solved.YES, rating=5, reached=True):
    book.moment += timedelta(days=1)
    book.feedback.call_back(
        entry_id,
        NewCallBack(
            reached=reached,
            called_by=by,
            at=book.moment,
            solved=solved if reached else Solved.NOT_ASKED,
            rating=rating if reached else None,
        ),
    )


def offered(book, entry_id):
    """Return what the row offers, after making sure that the chain asks for the same."""
    (line,) = book.feedback.lines(EntryQuery())
    told = book.feedback
    asked = next_move(
        line.entry.state, told.moves_for(entry_id), told.problems_of_closing(entry_id)
    )
    assert likely_move(line) is asked
    return asked


@pytest.mark.parametrize("judgement", [{"rating": 2}, {"solved": Solved.NO}])
def test_after_a_poor_rating_another_call_is_next_until_somebody_else_called(book, judgement):
    entry_id = book.say("门打不开", FeedbackKind.HELP, **AUTHOR)
    book.answer(entry_id)
    assert offered(book, entry_id) is Move.CALL_BACK
    call(book, entry_id, "王芳", **judgement)
    assert offered(book, entry_id) is Move.CALL_BACK
    call(book, entry_id, "何秀英")
    assert offered(book, entry_id) is Move.CLOSE


def test_three_days_of_trying_are_enough(book):
    entry_id = book.say("门打不开", FeedbackKind.HELP, **AUTHOR)
    book.answer(entry_id)
    for _day in range(3):
        assert offered(book, entry_id) is Move.CALL_BACK
        call(book, entry_id, "王芳", reached=False)
    assert offered(book, entry_id) is Move.CLOSE


def test_praise_with_an_answer_can_be_closed(book):
    entry_id = book.say("谢谢", FeedbackKind.PRAISE, **AUTHOR)
    book.answer(entry_id)
    assert offered(book, entry_id) is Move.CLOSE


def test_the_board_is_offered_only_where_an_answer_can_go_up_or_come_down(book):
    entry_id = book.say("想加一个充电口")
    board = {Move.POST, Move.TAKE_DOWN}
    assert not board & set(book.feedback.moves_for(entry_id))
    reply = book.answer(entry_id)
    assert board & set(book.feedback.moves_for(entry_id)) == {Move.POST}
    book.feedback.post_on_board(reply, book.moment.date())
    assert board & set(book.feedback.moves_for(entry_id)) == {Move.TAKE_DOWN}
    book.feedback.take_down(reply, book.moment.date())
    assert not board & set(book.feedback.moves_for(entry_id))


def test_putting_up_what_was_not_answered_says_why_not(book, qtbot):
    entry_id = book.say("想加一个充电口")
    page = book.window(qtbot).page("feedback")
    said = []
    page.deeds.refused.connect(said.extend)
    page.deeds.run(Move.POST, entry_id)
    assert [problem.about for problem in said] == ["reply"]


def test_whoever_is_led_to_an_entry_can_go_on_with_it_at_once(book, qtbot):
    entry_id = book.say("想加一个充电口")
    window = book.window(qtbot)
    page = window.open_page("feedback", ("entry", entry_id))
    qtbot.waitUntil(page.book.table.view.hasFocus)
    assert page.book.table.current().entry.id == entry_id


def test_the_menu_of_a_closed_entry_stands_where_it_always_does(book, qtbot):
    entry_id = book.say("谢谢", FeedbackKind.PRAISE, **AUTHOR)
    page = book.window(qtbot).open_page("feedback", ("entry", entry_id))
    detail = page.book.detail

    def right_edge():
        qtbot.wait(1)
        return detail.more.mapTo(detail, detail.more.rect().topRight()).x()

    while_open = right_edge()
    book.answer(entry_id)
    book.feedback.close(entry_id)
    page.open_with(("entry", entry_id))
    assert not detail.next.isVisible()
    assert right_edge() == while_open
