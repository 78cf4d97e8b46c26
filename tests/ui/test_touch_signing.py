"""Volunteers sign in and out at the touch page, and nobody else does."""

from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QLabel

from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.station import NewStation
from stationdesk.services.desk import open_desk
from stationdesk.ui.shots import settle
from stationdesk.ui.touch.draft import Door
from stationdesk.ui.touch.home_screen import HomeScreen
from stationdesk.ui.touch.idle import Idle
from stationdesk.ui.touch.message_screen import MessageScreen
from stationdesk.ui.touch.signing_screen import SigningScreen
from stationdesk.ui.touch.window import SIGNED_SECONDS, TouchWindow
from tests.ui.touch_booth import VOLUNTEER_PIN, open_booth, tap

TODAY = date(2026, 6, 30)


@pytest.fixture
def desk():
    opened = open_booth(TODAY)
    yield opened
    opened.close()


@pytest.fixture
def window(desk, qtbot):
    made = TouchWindow(desk.touch_page, desk.touch_pin, Idle(60.0, 10.0))
    made.begin(None)
    settle()
    yield made
    made.end()
    settle()


def text_of(screen):
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def begin(window):
    tap(window.screen_shown.volunteers)
    assert isinstance(window.screen_shown, SigningScreen)
    return window.screen_shown


def type_on_the_pad(screen, digits):
    for digit in digits:
        tap(screen.pad.keys[digit])


def sign(window, number="5678", pin=VOLUNTEER_PIN):
    screen = begin(window) if isinstance(window.screen_shown, HomeScreen) else window.screen_shown
    screen.number.clear()
    QTest.keyClicks(screen.number, number)
    QTest.keyClicks(screen.pin, pin)
    tap(screen.submit)
    return window.screen_shown


def scan(window, code):
    """Type a code as fast as a scanner, ended by Enter."""
    target = window.focusWidget() or window
    QTest.keyClicks(target, code)
    QTest.keyClick(target, Qt.Key.Key_Return)
    settle()


def present(desk):
    return [each.name for each in desk.attendance.present()]


def test_digits_of_the_phone_and_the_pin_sign_in_by_the_pad_alone(window, desk):
    screen = begin(window)
    type_on_the_pad(screen, "5678")
    screen.pin.setFocus()
    type_on_the_pad(screen, VOLUNTEER_PIN)
    tap(screen.submit)
    assert isinstance(window.screen_shown, MessageScreen)
    assert "You are signed in" in text_of(window.screen_shown)
    assert present(desk) == ["赵晓蕾"]
    (line,) = desk.attendance.present()
    assert (line.attendance.came_by, line.attendance.recorded_by) == (
        Means.TOUCH,
        "Volunteer at the touch page",
    )


def test_the_screen_names_nobody_whole_and_tells_the_minutes_of_the_day(window, desk):
    assert "赵*" in text_of(sign(window))
    attendance = desk.attendance.present()[0].attendance
    early = attendance.came_at.replace(hour=0, minute=0)
    desk.attendance.correct(attendance.id, early, None, 0, "", "早来了")
    tap(window.head.home)
    told = text_of(sign(window))
    left = desk.attendance.attendances(TODAY, TODAY)[0].attendance
    hours, minutes = divmod(left.minutes, 60)
    assert f"Served today: {hours} h {minutes} min" in told
    assert "赵晓蕾" not in told
    assert present(desk) == []


def test_enter_goes_from_the_number_to_the_pin_and_signs(window, desk):
    screen = begin(window)
    QTest.keyClicks(screen.number, "V-0001", delay=60)  # slower than a scanner
    QTest.qWait(60)
    QTest.keyClick(screen.number, Qt.Key.Key_Return)
    assert screen.pin.hasFocus()
    QTest.keyClicks(screen.pin, VOLUNTEER_PIN, delay=60)
    QTest.qWait(60)
    QTest.keyClick(screen.pin, Qt.Key.Key_Return)
    assert present(desk) == ["赵晓蕾"]


def test_the_letter_can_be_tapped_where_there_is_no_keyboard(window):
    screen = begin(window)
    type_on_the_pad(screen, "1")
    tap(screen.letter)
    tap(screen.letter)
    assert screen.number.text() == "V-1"


def test_a_wrong_pin_signs_nobody_in_and_the_fifth_bars_the_number(window, desk):
    for left in range(4, 0, -1):
        screen = sign(window, pin="1111")
        assert isinstance(screen, SigningScreen)
        assert f"Tries left: {left}" in text_of(screen)
        assert screen.pin.text() == ""
    assert "Please wait" in text_of(sign(window, pin="1111"))
    tap(window.head.home)
    assert "Please wait" in text_of(sign(window)), "the right PIN does not pass either"
    assert present(desk) == []


def test_an_empty_line_is_led_to(window):
    screen = begin(window)
    tap(screen.submit)
    assert screen.number.hasFocus()
    QTest.keyClicks(screen.number, "5678")
    tap(screen.submit)
    assert screen.pin.hasFocus()


def test_a_card_signs_in_from_the_first_screen_and_names_nobody_whole(window, desk):
    (line,) = desk.volunteers.lines()
    scan(window, desk.volunteers.volunteer(line.volunteer.id).card_code)
    assert present(desk) == ["赵晓蕾"]
    assert "赵*" in text_of(window.screen_shown)


def test_a_second_card_follows_at_once(window, desk):
    (line,) = desk.volunteers.lines()
    code = desk.volunteers.volunteer(line.volunteer.id).card_code
    scan(window, code)
    scan(window, code)
    assert isinstance(window.screen_shown, MessageScreen)
    assert present(desk) == ["赵晓蕾"], "within a minute a second scan changes nothing"


def test_another_code_is_no_card(window, desk):
    scan(window, "LY-003-XYZ")
    assert isinstance(window.screen_shown, SigningScreen)
    assert "no volunteer's card" in text_of(window.screen_shown)
    assert present(desk) == []


def test_a_card_is_not_taken_while_a_visitor_writes(window, desk):
    (line,) = desk.volunteers.lines()
    tap(window.screen_shown.doors[Door.PRAISE])
    screen = window.screen_shown
    scan(window, desk.volunteers.volunteer(line.volunteer.id).card_code)
    assert window.screen_shown is screen
    assert present(desk) == []


def test_the_first_screen_comes_back_after_five_seconds(window):
    sign(window)
    assert window._thanked.isActive()
    assert window._thanked.interval() == SIGNED_SECONDS * 1000
    window._thanked.timeout.emit()
    assert isinstance(window.screen_shown, HomeScreen)
    assert begin(window).number.text() == ""


def test_no_undo_of_the_keeper_takes_it_back(desk, qtbot):
    offered = []
    desk.context.hear_undo = offered.append
    desk.touch_page.sign_by_pin("5678", VOLUNTEER_PIN)
    assert offered == []


def test_a_station_without_volunteers_offers_no_signing_in(qtbot):
    empty = open_desk(":memory:", today=TODAY)
    empty.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="王芳"))
    window = TouchWindow(empty.touch_page, empty.touch_pin)
    qtbot.addWidget(window)
    window.show()
    assert not window.screen_shown.volunteers.isVisible()
    window.end()
    empty.close()
