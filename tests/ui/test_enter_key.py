import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from stationdesk.ui.widgets.enter_key import walks_on

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def form(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def fields(qtbot, form):
    made = [QLineEdit(), QLineEdit(), QLineEdit()]
    layout = QVBoxLayout(form)
    for field in made:
        layout.addWidget(field)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return made


def pressed(key, modifier=NONE, what=QEvent.Type.KeyPress):
    return QKeyEvent(what, key, modifier)


@pytest.mark.parametrize(("modifier", "place"), [(NONE, 2), (SHIFT, 0)])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_walks_on_and_with_shift_back(fields, key, modifier, place):
    fields[1].setFocus()
    assert walks_on(fields[1], pressed(key, modifier))
    assert fields[place].hasFocus()


@pytest.mark.parametrize(
    "event",
    [
        pressed(Qt.Key.Key_Return, CTRL),
        pressed(Qt.Key.Key_A),
        pressed(Qt.Key.Key_Return, what=QEvent.Type.KeyRelease),
        QEvent(QEvent.Type.FocusIn),
        None,
    ],
)
def test_anything_else_is_left_to_the_field_and_the_form(fields, event):
    fields[1].setFocus()
    assert not walks_on(fields[1], event)
    assert fields[1].hasFocus()
