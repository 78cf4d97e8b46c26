"""Borrow, return and hand over: at most twelve keys beyond the name, modifiers counted as keys."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from tests.ui.counter import Counter, Typist, in_form

MOST_KEYS = 12
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def counter(database, qapp):
    return Counter(database)


@pytest.fixture
def window(counter, qtbot):
    return counter.window(qtbot)


@pytest.fixture
def typist(window):
    return Typist(window)


def test_an_umbrella_is_lent_to_somebody_new_with_twelve_keys(counter, typist):
    def fill(_form):
        typist.compose("骆")
        typist.enter()
        typist.type("5678")
        typist.keep()

    typist.press(Qt.Key.Key_F2)
    typist.type("ys")
    in_form(fill)
    typist.enter()
    assert counter.open_things() == [("雨伞", 1, "骆* 5678")]
    assert typist.keys <= MOST_KEYS


def test_an_umbrella_is_lent_to_somebody_known_by_the_last_four_digits(counter, typist):
    counter.lend("LH")

    def fill(_form):
        typist.type("5678")
        typist.enter()
        typist.keep()

    typist.press(Qt.Key.Key_F2)
    typist.type("ys")
    in_form(fill)
    typist.enter()
    assert ("雨伞", 1, "骆* 5678") in counter.open_things()
    assert typist.keys <= MOST_KEYS


def test_the_lend_button_takes_as_few_keys(counter, typist, qtbot):
    def fill(form):
        typist.type("ys")
        typist.enter()
        name = form.borrower.name
        qtbot.waitUntil(lambda: QApplication.focusWidget() is name)
        # Without a screen the list that was open is a window of its own, and the active one.
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        name.setFocus()
        typist.compose("骆")
        typist.enter()
        typist.type("5678")
        typist.keep()

    in_form(fill)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: counter.open_things() == [("雨伞", 1, "骆* 5678")])
    assert typist.keys <= MOST_KEYS


def test_a_numbered_piece_is_lent_by_its_code(counter, typist):
    def fill(_form):
        typist.compose("骆")
        typist.enter()
        typist.type("5678")
        typist.keep()

    in_form(fill)
    typist.press(Qt.Key.Key_F2)
    typist.compose("CDB-002")
    typist.enter()
    assert counter.open_things() == [("充电宝 CDB-002", 1, "骆* 5678")]
    assert typist.keys <= MOST_KEYS


def test_a_loan_is_given_back_by_the_last_four_digits(counter, typist):
    counter.lend("YS")
    typist.press(Qt.Key.Key_F2)
    typist.type("5678")
    in_form(lambda _form: typist.enter())
    typist.enter()
    assert counter.open_things() == []
    assert typist.keys <= MOST_KEYS


def test_one_of_several_loans_is_chosen_and_given_back(counter, typist):
    counter.lend("YS", days_ago=1)
    counter.lend("LH")

    def choose(_window):
        typist.press(Qt.Key.Key_Down)
        in_form(lambda _form: typist.enter())
        typist.enter()

    typist.press(Qt.Key.Key_F2)
    typist.type("5678")
    in_form(choose)
    typist.enter()
    assert len(counter.open_things()) == 1
    assert typist.keys <= MOST_KEYS


def test_a_loan_is_given_back_from_the_list(counter, typist, window, qtbot):
    counter.lend("YS")
    search = window.page("lending").out.filters.search
    typist.press(Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(search.hasFocus)
    typist.type("5678")
    typist.enter()
    in_form(lambda _form: typist.enter())
    typist.enter()
    assert counter.open_things() == []
    assert typist.keys <= MOST_KEYS


def test_what_is_held_is_handed_over_from_the_list(counter, typist):
    counter.hold("LY", unit=counter.chairs[0])
    typist.press(Qt.Key.Key_3, ALT)
    in_form(lambda _form: typist.keep())
    typist.enter()
    assert counter.open_things() == [("轮椅 LY-001", 1, "赵* 7999")]
    assert counter.lending.holds() == []
    assert typist.keys <= MOST_KEYS


def test_what_is_held_is_handed_over_by_the_last_four_digits(counter, typist):
    counter.hold("YS", quantity=1)
    typist.press(Qt.Key.Key_F2)
    typist.type("7999")
    in_form(lambda _form: typist.keep())
    typist.enter()
    assert counter.open_things() == [("雨伞", 1, "赵* 7999")]
    assert typist.keys <= MOST_KEYS


def test_each_deed_is_taken_back_by_the_toast(counter, window, typist):
    counter.lend("YS")
    typist.press(Qt.Key.Key_F2)
    typist.type("5678")
    in_form(lambda _form: typist.enter())
    typist.enter()
    assert window.toast.isVisible()
    assert "骆* 5678" in window.toast.words.text()
    assert "骆清平" not in window.toast.words.text()
    window.toast.undo_button.click()
    assert counter.open_things() == [("雨伞", 1, "骆* 5678")]
    window.undo_last()
    assert counter.open_things() == []


def test_each_deed_from_the_field_is_taken_back_by_key(counter, window, typist, qtbot):
    """The field has the keyboard again after the deed; what was typed there is no deed."""
    counter.lend("YS")
    before = counter.open_things()
    typist.press(Qt.Key.Key_F2)
    typist.type("5678")
    in_form(lambda form: typist.enter())
    typist.enter()
    assert counter.open_things() == []
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.page("lending").field)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert counter.open_things() == before
