"""The visitors' mode of the whole program: nothing leads out of it but the PIN."""

from datetime import date
from itertools import product

import pytest
from PyQt6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PyQt6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QWheelEvent,
)
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QWidget

from stationdesk import i18n, paths
from stationdesk.bootstrap.program import Program
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.services.changes import Topic
from stationdesk.services.desk import open_desk
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress
from stationdesk.ui.touch.draft import Door
from stationdesk.ui.touch.guard import may_pass
from stationdesk.ui.touch.home_screen import HomeScreen
from stationdesk.ui.touch.pin_screen import PinScreen
from tests.stations import small_station
from tests.ui.answers import Answers
from tests.ui.touch_booth import PIN, tap

pytestmark = pytest.mark.qt_log_ignore(
    "Keyboard event not accepted by receiving widget", extend=True
)
"""Qt's test tool says so of every key that nobody wants, which is what is tested here."""

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
META = Qt.KeyboardModifier.MetaModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

PLAIN_KEYS = (
    [Qt.Key(Qt.Key.Key_A + n) for n in range(26)]
    + [Qt.Key(Qt.Key.Key_0 + n) for n in range(10)]
    + [
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Return,
        Qt.Key.Key_Space,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Insert,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Minus,
        Qt.Key.Key_Comma,
        Qt.Key.Key_QuoteLeft,
    ]
)
FUNCTION_KEYS = [Qt.Key(Qt.Key.Key_F1 + n) for n in range(24)]
SYSTEM_KEYS = [
    Qt.Key.Key_Escape,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Control,
    Qt.Key.Key_Menu,
    Qt.Key.Key_Print,
    Qt.Key.Key_SysReq,
    Qt.Key.Key_Pause,
    Qt.Key.Key_ScrollLock,
    Qt.Key.Key_Help,
    Qt.Key.Key_Back,
    Qt.Key.Key_Close,
    Qt.Key.Key_HomePage,
    Qt.Key.Key_LaunchMail,
    Qt.Key.Key_Launch0,
    Qt.Key.Key_Search,
    Qt.Key.Key_Sleep,
    Qt.Key.Key_PowerOff,
]


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch, wear):
    for name, folder in (("data", "data"), ("cache", "cache"), ("documents", "papers")):
        monkeypatch.setattr(
            f"stationdesk.paths.{name}_folder", lambda folder=folder: tmp_path / folder
        )
    yield
    i18n.use_language("en", paths.locale_folder())
    wear()


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def program(tmp_path, answers, qapp):
    i18n.use_language("en", paths.locale_folder())
    preferences = Preferences(tmp_path / "window.ini")
    preferences.dress, preferences.language = Dress.LIGHT, "en"
    file = tmp_path / "枫桥路.station"
    small_station(file)
    desk = open_desk(file, today=date(2026, 6, 30))
    desk.touch_pin.keep(PIN, PIN)
    desk.volunteers.add(NewVolunteer(name="赵晓蕾", joined_on=date(2026, 1, 5)))
    desk.close()
    run = Program(preferences, None, answers)
    assert run.start(file)
    run.window.activateWindow()
    settle()
    yield run
    run.end()
    settle()


@pytest.fixture
def touch(program):
    """The touch page, begun by its keys as a keeper begins it."""
    QTest.keyClick(program.window, Qt.Key.Key_F12, CTRL | SHIFT)
    settle()
    return program.visitors.touch


def is_shut_in(program, touch):
    """Tell whether the visitor sees the touch page and nothing else of the program."""
    others = [
        each
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and each is not touch and each.windowType() != Qt.WindowType.ToolTip
    ]
    return (
        program.visitors is not None
        and touch.isVisible()
        and touch.isFullScreen()
        and not program.window.isVisible()
        and not program.window.isEnabled()
        and QApplication.activeModalWidget() is None
        and QApplication.activePopupWidget() is None
        and others == []
    )


def test_it_covers_the_screen_and_everything_else_is_gone(program, touch):
    assert is_shut_in(program, touch)
    flags = touch.windowFlags()
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowStaysOnTopHint


def press(target, key, modifiers):
    """Press a key where the system would: before shortcuts, where Qt's test tool knows it."""
    if key not in SYSTEM_KEYS:
        QTest.keyClick(target, key, modifiers)
        return
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers))


def combinations():
    """Every key the issue names, with every modifier the program may see."""
    together = [CTRL, ALT, META, CTRL | SHIFT, CTRL | ALT, ALT | SHIFT, CTRL | ALT | SHIFT]
    yield from product(PLAIN_KEYS + FUNCTION_KEYS + SYSTEM_KEYS, together)
    yield from product(FUNCTION_KEYS + SYSTEM_KEYS, [NONE, SHIFT])


@pytest.mark.parametrize("place", ["home", "words", "signing", "pin"])
def test_no_key_leads_out_on_any_screen(program, touch, place):
    _go(touch, place)
    shown, page = touch.screen_shown, program.window.current_key()
    for key, modifiers in combinations():
        for target in (touch.focusWidget() or touch, touch):
            press(target, key, modifiers)
        assert touch.screen_shown is shown, (key, modifiers)
        assert is_shut_in(program, touch), (key, modifiers)
    settle()
    assert is_shut_in(program, touch)
    assert program.window.current_key() == page
    if place == "words":
        assert shown.box.toPlainText() == "kept"


def _go(touch, place):
    if place == "words":
        tap(touch.screen_shown.doors[Door.PRAISE])
        QTest.keyClicks(touch.screen_shown.box, "kept")
    elif place == "signing":
        tap(touch.screen_shown.volunteers)
    elif place == "pin":
        tap(touch.head.leave)


def test_a_long_walk_with_tab_and_enter_stays_inside(program, touch):
    for step in range(300):
        QTest.keyClick(touch.focusWidget() or touch, Qt.Key.Key_Tab)
        if step % 7 == 0 and touch.focusWidget() is not None:
            QTest.keyClick(touch.focusWidget(), Qt.Key.Key_Return)
            settle()
        focused = QApplication.focusWidget()
        assert focused is None or focused.window() is touch
        assert is_shut_in(program, touch)


def test_shortcuts_of_the_program_do_nothing(program, touch):
    heard = []
    key = QShortcut(QKeySequence("Ctrl+K"), touch)
    key.setContext(Qt.ShortcutContext.ApplicationShortcut)
    key.activated.connect(lambda: heard.append("even one that belongs to the touch page"))
    for sequence in ("Ctrl+K", "Ctrl+Z", "Ctrl+1", "Ctrl+0", "Ctrl+Shift+F12", "F1", "F2", "F5"):
        QTest.keySequence(touch, QKeySequence(sequence))
    assert heard == []
    assert is_shut_in(program, touch)


@pytest.mark.parametrize(
    "button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton]
)
def test_other_mouse_buttons_do_nothing_anywhere(program, touch, button):
    _go(touch, "words")
    shown = touch.screen_shown
    for widget in touch.findChildren(QWidget):
        if widget.isVisible():
            QTest.mouseClick(widget, button)
    assert touch.screen_shown is shown
    assert is_shut_in(program, touch)


def test_no_menu_opens(program, touch):
    _go(touch, "words")
    for widget in (touch.screen_shown.box, touch.screen_shown.praised, touch):
        for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
            QApplication.sendEvent(widget, QContextMenuEvent(reason, QPoint(5, 5)))
    assert is_shut_in(program, touch)


def test_nothing_is_dropped_in(program, touch):
    _go(touch, "words")
    box = touch.screen_shown.box
    brought = QMimeData()
    brought.setText("from outside")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), copy, brought, left, NONE)
    QApplication.sendEvent(box.viewport(), entering)
    dropping = QDropEvent(QPointF(5, 5), copy, brought, left, NONE)
    QApplication.sendEvent(box.viewport(), dropping)
    assert box.toPlainText() == "kept"


def test_the_wheel_with_ctrl_zooms_nothing(program, touch):
    _go(touch, "words")
    box = touch.screen_shown.box
    before = box.fontInfo().pixelSize()
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box.viewport(), turned)
    assert box.fontInfo().pixelSize() == before


@pytest.mark.parametrize("way", ["close", "all", "event"])
def test_closing_is_refused(program, touch, way):
    if way == "close":
        assert not touch.close()
    elif way == "all":
        QApplication.closeAllWindows()
    else:
        QApplication.sendEvent(touch, QEvent(QEvent.Type.Close))
    settle()
    assert touch.isVisible()
    assert program.visitors is not None


def test_it_comes_back_when_it_is_put_aside(program, touch, qtbot):
    touch.showMinimized()
    qtbot.waitUntil(lambda: is_shut_in(program, touch) and touch.isActiveWindow())
    touch.showNormal()
    qtbot.waitUntil(lambda: is_shut_in(program, touch))
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(touch.isActiveWindow)


def test_a_second_start_of_the_program_brings_the_touch_page_forward(program, touch):
    program._come_forward("")
    assert is_shut_in(program, touch)


def test_the_systems_colours_do_not_bring_the_window_back(program, touch):
    program._follow_system()
    settle()
    assert is_shut_in(program, touch)


def test_a_fault_of_the_program_opens_no_dialog(program, touch, tmp_path):
    program.tell_fault(tmp_path / "stationdesk.log")
    settle()
    assert is_shut_in(program, touch)
    assert not isinstance(touch.screen_shown, HomeScreen)


def test_a_visitors_word_is_in_the_book_and_no_undo_takes_it_away(program, touch):
    heard = []
    program.desk.context.announce = heard.append
    tap(touch.screen_shown.doors[Door.RATE])
    tap(touch.screen_shown.faces[5])
    tap(touch.screen_shown.submit)
    (entry,) = program.desk.feedback.open_entries()
    assert entry.kind is FeedbackKind.PRAISE
    _leave(touch)
    program.window.undo_last()
    assert program.desk.feedback.open_entries() == [entry]


def test_pages_hear_of_a_visitors_word(program, touch, qtbot):
    tap(touch.screen_shown.doors[Door.RATE])
    tap(touch.screen_shown.faces[5])
    with qtbot.waitSignal(program._feed.changed) as heard:
        tap(touch.screen_shown.submit)
    assert Topic.FEEDBACK in heard.args[0]


def _leave(touch):
    tap(touch.head.leave)
    QTest.keyClicks(touch.screen_shown.line, PIN)
    tap(touch.screen_shown.leave)
    settle()


def test_the_pin_leads_back_to_the_page_one_came_from(program, qtbot):
    program.window.open_page("inventory")
    QTest.keyClick(program.window, Qt.Key.Key_F12, CTRL | SHIFT)
    _leave(program.visitors.touch)
    assert program.visitors is None
    assert program.window.isVisible()
    assert program.window.isEnabled()
    assert program.window.current_key() == "inventory"
    QTest.keyClick(program.window, Qt.Key.Key_1, CTRL)
    assert program.window.current_key() == "today"
    QTest.keyClick(program.window, Qt.Key.Key_F12, CTRL | SHIFT)
    assert is_shut_in(program, program.visitors.touch)


def test_a_wrong_pin_leads_nowhere(program, touch):
    tap(touch.head.leave)
    for _try in range(7):
        QTest.keyClicks(touch.screen_shown.line, "1111")
        tap(touch.screen_shown.leave)
    assert isinstance(touch.screen_shown, PinScreen)
    assert is_shut_in(program, touch)


def test_other_windows_of_the_program_go_and_come_back(program, qtbot):
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    QTest.keyClick(program.window, Qt.Key.Key_F12, CTRL | SHIFT)
    assert not beside.isVisible()
    _leave(program.visitors.touch)
    assert beside.isVisible()
    assert beside.isEnabled()


@pytest.mark.parametrize("agrees", [True, False])
def test_without_a_pin_it_does_not_begin_and_leads_to_where_one_is_set(program, answers, agrees):
    program.desk.touch_pin.forget()
    answers.agrees = agrees
    QTest.keyClick(program.window, Qt.Key.Key_F12, CTRL | SHIFT)
    assert program.visitors is None
    assert program.window.isVisible()
    assert len(answers.asked) == 1
    assert (program.window.current_key() == "settings") is agrees
    if agrees:
        assert program.window.page("settings").current_section() == "touch"


def test_the_feedback_page_and_the_settings_begin_it(program):
    program.window.page("feedback").touch_wanted.emit()
    assert program.visitors is not None
    _leave(program.visitors.touch)
    program.window.open_page("settings", "touch")
    section = program.window.page("settings").section("touch")
    tap(section.start)
    assert program.visitors is not None


def test_closing_the_program_takes_the_touch_page_along(program, touch):
    program.end()
    assert program.visitors is None
    assert program.window is None


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "passes"),
    [
        (Qt.Key.Key_A, NONE, "a", True),
        (Qt.Key.Key_A, SHIFT, "A", True),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5", True),
        (Qt.Key.Key_Backspace, NONE, "\b", True),
        (Qt.Key.Key_Tab, SHIFT, "", True),
        (Qt.Key.Key_unknown, NONE, "好", True),
        (Qt.Key.Key_A, CTRL, "\x01", False),
        (Qt.Key.Key_Escape, NONE, "\x1b", False),
        (Qt.Key.Key_F4, ALT, "", False),
        (Qt.Key.Key_Tab, ALT, "\t", False),
        (Qt.Key.Key_F10, SHIFT, "", False),
        (Qt.Key.Key_Menu, NONE, "", False),
        (Qt.Key.Key_Meta, META, "", False),
    ],
)
def test_keys_pass_that_write_or_move_about(key, modifiers, text, passes):
    assert may_pass(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) is passes


def test_every_screen_of_the_pc_is_covered(program, touch):
    assert len(program.visitors._curtains) == len(QGuiApplication.screens()) - 1
