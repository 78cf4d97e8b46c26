"""Input methods, scanners and the Enter key."""

import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QInputMethodEvent, QKeyEvent
from PyQt6.QtWidgets import QApplication, QLineEdit, QPushButton

from stationdesk.ui.widgets.scan_input import ScanField, ScannerEar
from stationdesk.ui.widgets.search_box import SearchBox


def test_a_search_hears_letters_that_still_wait_in_the_input_method(qtbot):
    box = SearchBox("名称")
    qtbot.addWidget(box)
    heard = []
    box.searched.connect(heard.append)
    for preedit in ("h", "hx", "hx'zq"):
        QApplication.sendEvent(box, QInputMethodEvent(preedit, []))
    committed = QInputMethodEvent("", [])
    committed.setCommitString("藿香正气")
    QApplication.sendEvent(box, committed)
    assert heard == ["h", "hx", "hxzq", "藿香正气"]
    assert box.query() == "藿香正气"


def test_escape_empties_a_search_and_the_clear_button_has_a_name(qtbot):
    box = SearchBox("名称")
    qtbot.addWidget(box)
    box.setText("纸杯")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.query() == ""
    assert all(inner.accessibleName() for inner in box.findChildren(QPushButton))


class Clock:
    """A clock that goes on by as many seconds a key as one says."""

    def __init__(self, step):
        self.now, self.step = 100.0, step

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.mark.parametrize(
    ("code", "seconds_a_key", "heard"),
    [
        ("WZ00012", 0.004, ["WZ00012"]),
        ("WZ00012", 0.09, []),
        ("1234", 0.004, []),
        ("6901234567892", 0.02, ["6901234567892"]),
    ],
)
def test_a_scanner_is_told_from_a_hand_by_its_speed(qtbot, code, seconds_a_key, heard):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    ear = ScannerEar(QApplication.instance(), Clock(seconds_a_key))
    codes = []
    ear.scanned.connect(codes.append)
    entered = []
    field.returnPressed.connect(lambda: entered.append(True))
    for letter in code:
        qtbot.keyClick(field, letter)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    ear.stop()
    assert codes == heard
    assert bool(entered) == (not heard)


def test_a_slow_beginning_does_not_spoil_the_code_scanned_after_it(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    clock = Clock(0.3)
    ear = ScannerEar(QApplication.instance(), clock)
    codes = []
    ear.scanned.connect(codes.append)
    qtbot.keyClick(field, "a")
    qtbot.keyClick(field, "W")
    clock.step = 0.005
    for letter in "Z00001":
        qtbot.keyClick(field, letter)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    ear.stop()
    assert codes == ["WZ00001"]


def test_no_scanner_ends_a_code_by_control_enter(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    ear = ScannerEar(QApplication.instance(), Clock(0.004))
    codes = []
    ear.scanned.connect(codes.append)
    qtbot.keyClicks(field, "WZ00012")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ear.stop()
    assert (codes, field.text()) == ([], "WZ00012")


def test_an_enter_older_than_the_code_does_not_end_it(qtbot):
    """The Enter that opened a form reaches the page behind it when the form is closed."""
    field = QLineEdit()
    qtbot.addWidget(field)
    clock = Clock(0.004)
    ear = ScannerEar(QApplication.instance(), clock)
    codes = []
    ear.scanned.connect(codes.append)
    qtbot.keyClicks(field, "WZ00012")
    clock.step = -2.0
    qtbot.keyClick(field, Qt.Key.Key_Return)
    ear.stop()
    assert codes == []


def test_the_scan_field_turns_the_input_method_off_and_empties_itself(qtbot):
    field = ScanField()
    qtbot.addWidget(field)
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    field.setText(" WZ-00001 ")
    with qtbot.waitSignal(field.scanned) as scanned:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert scanned.args == ["WZ-00001"]
    assert field.text() == ""


def test_a_key_event_without_text_leaves_the_ear_alone(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    ear = ScannerEar(QApplication.instance(), Clock(0.001))
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    assert ear.eventFilter(field, key) is False
    ear.stop()


def test_what_a_scanner_wrote_into_another_line_is_taken_out_again(qtbot):
    box = SearchBox("名称")
    qtbot.addWidget(box)
    box.setText("雨伞")
    ear = ScannerEar(QApplication.instance(), Clock(0.004))
    with qtbot.waitSignal(ear.scanned) as scanned:
        qtbot.keyClicks(box, "10000038")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    ear.stop()
    assert scanned.args == ["10000038"]
    assert box.text() == "雨伞"


def test_an_ear_that_does_not_listen_leaves_code_and_enter_where_they_were_typed(qtbot):
    field = ScanField()
    qtbot.addWidget(field)
    ear = ScannerEar(QApplication.instance(), Clock(0.004), listens=lambda: False)
    with qtbot.waitSignal(field.scanned) as scanned, qtbot.assertNotEmitted(ear.scanned):
        qtbot.keyClicks(field, "10000038")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    ear.stop()
    assert scanned.args == ["10000038"]


def test_the_scan_field_refuses_letters_that_wait_and_reads_wide_ones_as_plain(qtbot):
    field = ScanField()
    qtbot.addWidget(field)
    QApplication.sendEvent(field, QInputMethodEvent("ly", []))
    assert field.text() == ""
    committed = QInputMethodEvent("", [])
    committed.setCommitString("ＬＹ－００３")
    QApplication.sendEvent(field, committed)
    assert field.text() == "LY-003"


def test_enter_presses_the_button_that_has_the_focus(qtbot):
    button = QPushButton("登记")
    button.setAutoDefault(False)
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
