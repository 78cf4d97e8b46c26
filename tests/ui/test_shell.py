"""What stands around the window: preferences, second starts, faults, questions."""

import logging
import sys
import threading
import warnings
from pathlib import Path

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QMainWindow, QMessageBox, QPushButton

from stationdesk.ui.crash import CrashNet, show_crash
from stationdesk.ui.dialogs import QtDialogs
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.single_instance import FirstWindow, hand_over, is_answered, name_for
from stationdesk.ui.theme import Dress


def test_preferences_are_kept_between_starts(tmp_path, qtbot):
    file = tmp_path / "config" / "window.ini"
    first = Preferences(file)
    assert (first.dress, first.text_percent, first.language) == (Dress.SYSTEM, 100, "zh_CN")
    assert first.last_file is None
    first.dress, first.text_percent, first.language = Dress.DARK, 130, "en"
    first.operator = "王建国"
    for name in ("a", "b", "a"):
        first.remember_file(tmp_path / f"{name}.station")
    again = Preferences(file)
    assert (again.dress, again.text_percent, again.language) == (Dress.DARK, 130, "en")
    assert again.operator == "王建国"
    assert again.recent_files == [tmp_path / "a.station", tmp_path / "b.station"]
    again.forget_file(tmp_path / "a.station")
    assert again.last_file == tmp_path / "b.station"


def test_spoiled_preferences_are_the_usual_ones(tmp_path):
    file = tmp_path / "window.ini"
    file.write_text("[look]\ndress=pink\ntext_percent=9999\nlanguage=xx\n", encoding="utf-8")
    told = Preferences(file)
    assert (told.dress, told.text_percent, told.language) == (Dress.SYSTEM, 100, "zh_CN")


def test_the_window_comes_back_where_it_stood(tmp_path, qtbot):
    file = tmp_path / "window.ini"
    window, later = QMainWindow(), QMainWindow()
    qtbot.addWidget(window)
    qtbot.addWidget(later)
    assert Preferences(file).place_window(later) is False
    window.setGeometry(40, 50, 500, 400)
    Preferences(file).keep_window(window)
    assert Preferences(file).place_window(later) is True
    assert later.size() == window.size()


@pytest.fixture
def meeting_place(tmp_path):
    return name_for(tmp_path / "x.station")


# Qt 6.9 says this of its own sockets whenever a local connection ends.
@pytest.mark.qt_log_ignore("wildcard call disconnects from destroyed signal")
def test_a_second_start_hands_its_wish_to_the_first(qtbot, meeting_place):
    assert hand_over(meeting_place, "nobody there") is False
    first = FirstWindow(meeting_place)
    assert first.listen()
    with qtbot.waitSignal(first.called) as called:
        threading.Thread(target=hand_over, args=(meeting_place, "枫桥路.station")).start()
    assert called.args == ["枫桥路.station"]
    assert FirstWindow(meeting_place).listen() is False
    first.stop()
    assert is_answered(meeting_place) is False


def test_windows_of_other_files_do_not_meet(tmp_path):
    names = {name_for(), name_for(tmp_path / "a.station"), name_for(tmp_path / "b.station")}
    assert len(names) == 3
    assert not any(str(tmp_path) in name for name in names)


@pytest.fixture
def net(tmp_path):
    told = []
    made = CrashNet(tmp_path / "log" / "stationdesk.log", told.append)
    made.told = told
    made.spread()
    yield made
    made.fold()


def _fault():
    try:
        raise ZeroDivisionError("a fault of ours")
    except ZeroDivisionError:
        return sys.exc_info()


def test_a_fault_is_written_down_with_its_trace_and_told(net, tmp_path):
    sys.excepthook(*_fault())
    log = tmp_path / "log" / "stationdesk.log"
    assert net.told == [log]
    written = log.read_text(encoding="utf-8")
    assert "a fault of ours" in written
    assert "Traceback" in written
    assert "Python" in written


def test_a_fault_of_another_thread_is_written_down_and_not_told(net, tmp_path):
    worker = threading.Thread(target=lambda: {}["missing"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        worker.start()
        worker.join()
    assert net.told == []
    assert "missing" in (tmp_path / "log" / "stationdesk.log").read_text(encoding="utf-8")


def test_a_fault_while_one_is_told_opens_no_second_dialog(tmp_path):
    told = []

    def tell(file):
        told.append(file)
        net.catch(*_fault())

    net = CrashNet(tmp_path / "stationdesk.log", tell)
    net.catch(*_fault())
    assert len(told) == 1
    net.fold()


def test_after_the_net_is_folded_everything_is_as_before(tmp_path):
    before = len(logging.getLogger("stationdesk").handlers)
    net = CrashNet(tmp_path / "stationdesk.log", lambda file: None)
    net.spread()
    net.fold()
    assert sys.excepthook is sys.__excepthook__
    assert len(logging.getLogger("stationdesk").handlers) == before


def _press(words):
    def press():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        wanted = next(each for each in box.findChildren(QPushButton) if words in each.text())
        wanted.click()

    QTimer.singleShot(0, press)


def test_the_crash_dialog_names_the_log_and_lets_one_go_on(qtbot, tmp_path):
    _press("Go on")
    show_crash(tmp_path / "stationdesk.log")


@pytest.mark.parametrize("dangerous", [True, False])
def test_a_question_has_verbs_and_says_which_was_pressed(qtbot, tmp_path, dangerous):
    window = QMainWindow()
    qtbot.addWidget(window)
    ask = QtDialogs(tmp_path)
    _press("Delete")
    assert ask.confirm(window, "Delete it?", yes="Delete", no="Keep", dangerous=dangerous)
    _press("Keep")
    assert not ask.confirm(window, "Delete it?", yes="Delete", no="Keep", dangerous=dangerous)


def test_something_to_be_seen_is_told_with_one_button(qtbot, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    _press("Got it")
    assert QtDialogs(Path(tmp_path)).tell(window, "Done.") is None
