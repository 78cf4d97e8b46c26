"""Setting the PIN of the touch page, and beginning it from the settings."""

from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QLabel, QLineEdit

from stationdesk.domain.problems import Refused
from stationdesk.services.desk import open_desk
from stationdesk.ui.settings.touch_section import TouchSection
from tests.ui.answers import Answers

TODAY = date(2026, 6, 30)


@pytest.fixture
def desk():
    opened = open_desk(":memory:", today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def section(desk, answers, qtbot):
    made = TouchSection(desk.touch_pin, answers)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.refresh()
    return made


def type_pin(section, pin, again):
    QTest.keyClicks(section.pin, pin)
    QTest.keyClicks(section.again, again)
    section.run_primary()


def test_without_a_pin_the_touch_page_cannot_be_started(section):
    assert not section.start.isEnabled()
    assert not section.remove.isVisible()
    assert "No PIN is set" in section.state.text()
    assert not section.can_run_primary()


def test_a_pin_typed_twice_is_kept_and_the_fields_are_wiped(section, desk, qtbot):
    type_pin(section, "2580", "2580")
    desk.touch_pin.check("2580")
    assert (section.pin.value(), section.again.value()) == ("", "")
    assert "A PIN is set" in section.state.text()
    with qtbot.waitSignal(section.touch_wanted):
        qtbot.mouseClick(section.start, Qt.MouseButton.LeftButton)


def test_what_stands_against_a_pin_is_told_under_its_field(section, desk):
    type_pin(section, "1234", "12")
    assert not desk.touch_pin.is_set()
    told = "\n".join(each.text() for each in section.findChildren(QLabel))
    assert "guessed at once" in told
    assert "differently the second time" in told


def test_digits_are_not_shown(section):
    for field in (section.pin, section.again):
        assert field.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize("agrees", [True, False])
def test_a_pin_is_removed_only_after_a_question(section, desk, answers, qtbot, agrees):
    type_pin(section, "2580", "2580")
    answers.agrees = agrees
    qtbot.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    assert answers.asked == ["Remove the PIN?"]
    assert desk.touch_pin.is_set() is not agrees
    assert section.start.isEnabled() is not agrees


def test_a_removed_pin_opens_nothing(section, desk, answers, qtbot):
    type_pin(section, "2580", "2580")
    qtbot.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    with pytest.raises(Refused):
        desk.touch_pin.check("2580")


def test_whoever_is_led_here_types_the_pin_at_once(section):
    assert section.first_stop() is section.pin
    type_pin(section, "2580", "2580")
    assert section.first_stop() is section.start
