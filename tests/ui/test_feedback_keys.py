"""An entry is in the book in less than twenty seconds: a letter, the text, two keys to keep it."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.states import EntryState
from tests.ui.counter import Typist, in_form
from tests.ui.told_book import TODAY, Book

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MOST_KEYS = 6
SECONDS_A_KEY, SECONDS_TO_THINK = 0.5, 1.35
"""Of somebody who seldom types, and to prepare each of the three steps (Card, Moran, Newell)."""
LETTERS_A_SECOND = 1.5
"""Hanzi that such a person writes by pinyin: ninety a minute."""


@pytest.fixture
def book(database, qapp):
    return Book(database)


@pytest.fixture
def window(book, qtbot):
    return book.window(qtbot)


@pytest.fixture
def typist(window):
    return Typist(window)


def test_an_entry_takes_six_keys_beyond_its_text_and_less_than_twenty_seconds(book, typist, qtbot):
    text = "休息区空调不制冷，请修一下。"

    def fill(_form):
        typist.type("C")
        typist.compose(text)
        typist.keep()

    in_form(fill)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: book.states() != [])
    (entry,) = book.feedback.entries(TODAY, TODAY)
    assert (entry.body, entry.kind) == (text, FeedbackKind.COMPLAINT)
    assert typist.keys <= MOST_KEYS
    typing = len(text) / LETTERS_A_SECOND
    assert typist.keys * SECONDS_A_KEY + 3 * SECONDS_TO_THINK + typing < 20


def test_a_letter_chooses_the_kind_and_leads_to_the_text(typist, qtbot):
    seen = []

    def fill(form):
        for letter, kind in zip("EHCRSPW", FeedbackKind, strict=True):
            form.kind.setFocus()
            typist.type(letter.lower())
            seen.append(form.kind.value() is kind and form.body.hasFocus())
        form.kind.setFocus()
        typist.type("3")
        seen.append(form.kind.value() is FeedbackKind.COMPLAINT)
        typist.press(Qt.Key.Key_7, ALT)
        seen.append(form.kind.value() is FeedbackKind.WISH)
        form.kind.setFocus()
        typist.press(Qt.Key.Key_Right)
        seen.append(form.kind.value() is FeedbackKind.ENQUIRY)
        form.set_clean()

    in_form(fill)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: seen != [])
    assert seen == [True] * 10


def test_other_letters_and_shortcuts_choose_no_kind(typist, qtbot):
    seen = []

    def fill(form):
        before = form.kind.value()
        for key, modifier, text in (
            (Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier, "k"),
            (Qt.Key.Key_C, CONTROL, "\x03"),
            (Qt.Key.Key_9, Qt.KeyboardModifier.NoModifier, "9"),
        ):
            event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, text)
            QApplication.sendEvent(form.kind, event)
            seen.append(form.kind.value() is before)
        form.set_clean()

    in_form(fill)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: seen != [])
    assert seen == [True, True, True]


def test_accepting_answering_and_closing_are_enter_and_a_few_words(book, window, typist):
    entry_id = book.say("饮水机没水了", FeedbackKind.ENQUIRY, name="张伟", phone="13812345678")
    page = window.page("feedback")
    page.refresh_now()
    page.book.table.setFocus()

    in_form(lambda _form: typist.keep())
    typist.enter()
    assert book.feedback.entry(entry_id).state is EntryState.ACCEPTED

    def answer(form):
        form.body.setFocus()
        typist.compose("已经加水。")
        typist.keep()

    in_form(answer)
    typist.enter()
    assert book.feedback.entry(entry_id).state is EntryState.ANSWERED
    page.book.show_segment("answered")
    page.book.table.setFocus()
    typist.enter()
    assert book.feedback.entry(entry_id).state is EntryState.CLOSED
    assert typist.keys <= 7
