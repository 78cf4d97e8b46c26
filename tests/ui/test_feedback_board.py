"""The board on the feedback page: what waits, what hangs, what came off again."""

from datetime import timedelta

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.ui.feedback.day_forms import MOST_TOLD
from tests.ui.counter import in_form
from tests.ui.told_book import Book


@pytest.fixture
def book(database, qapp):
    made = Book(database)
    made.replies = [
        made.answer(made.say(body, days_ago=2), f"答：{body}") for body in ("雨伞", "热水", "椅子")
    ]
    return made


@pytest.fixture
def page(book, qtbot):
    shown = book.window(qtbot).page("feedback")
    shown.open_with("board")
    return shown


def said(page):
    return [line.said for line in page.board.table.model.shown_records()]


def texts_of(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]


def post_all(book):
    book.feedback.post_all(book.replies, book.moment.date())


def test_each_list_of_the_board_shows_its_own_answers(page, book):
    post_all(book)
    assert said(page) == []
    page.board.filters.choose("hanging")
    assert sorted(said(page)) == ["椅子", "热水", "雨伞"]
    book.feedback.take_down_all(book.replies[:1], book.moment.date())
    page.board.filters.choose("gone")
    assert said(page) == ["雨伞"]


def test_what_hangs_is_looked_for_in_the_whole_book(page, book):
    post_all(book)
    page.board.filters.choose("hanging")
    page.board.filters.search.setText("热水")
    assert said(page) == ["热水"]
    page.board.filters.search.setText("没有这句")
    assert said(page) == []
    assert any("没有这句" in text for text in texts_of(page.board.table))


def test_several_answers_come_down_together(page, book, qtbot):
    post_all(book)
    page.board.filters.choose("hanging")
    book.moment += timedelta(days=8)
    page.board.table.setFocus()
    page.board.table.view.selectAll()
    in_form(lambda form: form.try_to_keep())
    qtbot.keyClick(page.board.table.view, Qt.Key.Key_Delete)
    assert book.feedback.board().hanging == []


def test_putting_up_very_many_answers_names_the_first_of_them(page, book):
    for number in range(MOST_TOLD + 10):
        book.answer(book.say(f"第{number}件", FeedbackKind.ENQUIRY), f"答{number}")
    page.refresh_now()
    seen = []

    def look(form):
        seen.extend(texts_of(form))
        form.try_to_keep()

    in_form(look)
    page.board.post.click()
    (told,) = [text for text in seen if "答0" in text or "答：雨伞" in text]
    assert len(told.splitlines()) == MOST_TOLD + 1
    assert book.feedback.waiting_for_board() == []


def test_where_an_answer_left_the_list_the_next_takes_its_place(page, book):
    page.board.table.choose_place(1)
    book.feedback.post_on_board(book.replies[1], book.moment.date())
    assert said(page) == ["雨伞", "椅子"]
    assert page.board.table.current().said == "椅子"
    book.feedback.post_on_board(book.replies[2], book.moment.date())
    assert page.board.table.current().said == "雨伞"
