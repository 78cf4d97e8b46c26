import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton, QWidget

from stationdesk.ui.widgets.view_stack import ViewStack


class Sheet(QWidget):
    """A view that counts how often it was read."""

    def __init__(self):
        super().__init__()
        self.read = 0

    def refresh(self):
        self.read += 1


@pytest.fixture
def sheets():
    return {"book": Sheet(), "board": Sheet(), "figures": Sheet()}


@pytest.fixture
def stack(qtbot, sheets):
    made = ViewStack({key: (key.title(), sheet) for key, sheet in sheets.items()}, "View")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def times_read(sheets):
    return [sheet.read for sheet in sheets.values()]


def test_only_the_view_that_is_seen_is_read(stack, sheets):
    stack.read_again()
    assert times_read(sheets) == [1, 0, 0]
    assert stack.seen() is sheets["book"]


def test_another_view_is_read_once_when_one_turns_to_it(stack, sheets):
    stack.read_again()
    stack.choose("board")
    stack.choose("book")
    stack.choose("board")
    assert times_read(sheets) == [1, 1, 0]
    assert sheets["board"].isVisible()


def test_after_a_change_every_view_is_read_again_when_it_is_seen(stack, sheets):
    stack.choose("board")
    stack.read_again()
    stack.choose("book")
    assert times_read(sheets) == [1, 2, 0]


def test_what_was_read_with_all_is_not_read_again(stack, sheets):
    stack.read_all()
    stack.choose("figures")
    assert times_read(sheets) == [1, 1, 1]


def test_a_stack_that_is_not_shown_reads_nothing_by_itself(qtbot, sheets):
    made = ViewStack({key: (key, sheet) for key, sheet in sheets.items()}, "View")
    qtbot.addWidget(made)
    made.choose("board")
    assert times_read(sheets) == [0, 0, 0]
    made.read_seen()
    assert times_read(sheets) == [0, 1, 0]


def test_alt_and_a_number_turn_to_the_view_of_that_place(qtbot, stack):
    turned, keyed = [], []
    stack.turned.connect(turned.append)
    stack.keyed.connect(lambda: keyed.append(stack.current()))
    qtbot.keyClick(stack, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert (turned, keyed) == (["figures"], ["figures"])


def test_a_button_turns_without_taking_the_keyboard_from_it(qtbot, stack):
    keyed = []
    stack.keyed.connect(lambda: keyed.append(stack.current()))
    board = stack.buttons.findChildren(QPushButton)[1]
    qtbot.mouseClick(board, Qt.MouseButton.LeftButton)
    assert (stack.current(), keyed) == ("board", [])


def test_counts_stand_beside_the_names_of_the_views(stack):
    stack.set_counts({"board": 4})
    assert [made.text() for made in stack.buttons.findChildren(QPushButton)] == [
        "Book",
        "Board 4",
        "Figures",
    ]
