from datetime import date, time
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt

from stationdesk.bootstrap.first_file import make_first_file
from stationdesk.domain.opening import Interval
from stationdesk.services.desk import open_desk
from stationdesk.ui.drives import Drive, other_drives
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.welcome.backup_step import BackupStep
from stationdesk.ui.welcome.first_run import Beginning
from stationdesk.ui.welcome.wizard import FirstRunWizard
from tests.stations import small_station
from tests.ui.answers import Answers

TODAY = date(2026, 6, 30)


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "records"


@pytest.fixture
def wizard(tmp_path, folder, answers, qtbot):
    made = FirstRunWizard(Preferences(tmp_path / "window.ini"), answers, TODAY, folder)
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def to_the_end(wizard, qtbot):
    while wizard.isVisible():
        press(qtbot, wizard.next_button)


def test_only_the_name_is_required(wizard, folder, qtbot):
    press(qtbot, wizard.next_button)
    press(qtbot, wizard.next_button)
    assert wizard.current() == 1
    assert wizard.facts.name.accessibleDescription()
    wizard.facts.name.set_value("枫桥路便民服务驿站")
    to_the_end(wizard, qtbot)
    wish = wizard.first_run()
    assert wish.kind is Beginning.NEW
    assert wish.path == folder / "枫桥路便民服务驿站.station"
    assert wish.station.name == "枫桥路便民服务驿站"
    assert wish.timetable.week == {
        day: (Interval(510, 720), Interval(840, 1050)) for day in range(1, 8)
    }
    assert (wish.ledgers, wish.copy, wish.is_demo) == ((), None, False)


def test_the_wish_becomes_a_file_that_opens(wizard, qtbot, tmp_path, answers):
    press(qtbot, wizard.next_button)
    wizard.facts.name.set_value("枫桥路便民服务驿站")
    while wizard.current() < 4:
        press(qtbot, wizard.next_button)
    answers.folder_chosen = tmp_path
    press(qtbot, wizard.backup.other)
    to_the_end(wizard, qtbot)
    wish = wizard.first_run()
    make_first_file(wish, TODAY)
    desk = open_desk(wish.path, today=TODAY)
    try:
        assert desk.station.known_station().name == "枫桥路便民服务驿站"
        assert desk.station.opening_on(TODAY) == (Interval(510, 720), Interval(840, 1050))
        assert tmp_path in desk.settings.backup_folders(wish.path)
    finally:
        desk.close()


def test_the_hours_may_go_through_and_leave_the_weekend_out(wizard):
    wizard.facts.rests.set_value(False)
    wizard.facts.weekends.set_value(False)
    wizard.facts.closes.set_value(time(20, 0))
    assert wizard.facts.timetable().week == {day: (Interval(510, 1200),) for day in range(1, 6)}
    assert wizard.facts.rest_from.isHidden() or not wizard.facts.rest_from.isVisible()


def test_a_day_that_ends_before_it_begins_is_told_at_its_field(wizard, qtbot):
    press(qtbot, wizard.next_button)
    wizard.facts.name.set_value("驿站")
    wizard.facts.closes.set_value(time(7, 0))
    press(qtbot, wizard.next_button)
    assert wizard.current() == 1
    assert wizard.facts.closes.accessibleDescription()


def test_a_file_that_is_there_is_never_taken_for_a_new_station(wizard, folder):
    folder.mkdir()
    (folder / "驿站一号.station").touch()
    wizard.facts.name.set_value("驿站/一号")
    assert wizard.facts.path() == folder / "驿站 一号.station"
    wizard.facts.name.set_value("驿站一号")
    assert wizard.facts.path() == folder / "驿站一号-2.station"


def test_a_synchronised_folder_is_warned_of(wizard, answers, tmp_path, qtbot):
    press(qtbot, wizard.next_button)
    assert not wizard.facts.risk.isVisible()
    answers.folder_chosen = tmp_path / "OneDrive"
    press(qtbot, wizard.facts.change_place)
    assert wizard.facts.risk.isVisible()
    assert wizard.facts.path().parent == tmp_path / "OneDrive"


def test_ledgers_are_chosen_left_out_and_skipped(wizard, answers, qtbot):
    press(qtbot, wizard.next_button)
    wizard.facts.name.set_value("驿站")
    while wizard.current() < 3:
        press(qtbot, wizard.next_button)
    answers.paths = ["/a/物资.xlsx", "/a/设施.xlsx"]
    press(qtbot, wizard.ledgers.choose)
    press(qtbot, wizard.ledgers.choose)
    assert wizard.ledgers.ledgers() == (Path("/a/物资.xlsx"), Path("/a/设施.xlsx"))
    press(qtbot, wizard.skip_button)
    assert wizard.current() == 4
    assert wizard.ledgers.ledgers() == ()


def test_the_text_size_shows_in_the_sample_and_in_the_wish(wizard):
    wizard.text.choose("130")
    assert wizard.sample.text_percent() == 130
    wizard.facts.name.set_value("驿站")
    assert wizard.first_run().text_percent == 130


def test_the_demo_needs_one_press(wizard, folder, qtbot):
    wizard.ways.choose("demo")
    press(qtbot, wizard.next_button)
    assert not wizard.isVisible()
    wish = wizard.first_run()
    assert wish.is_demo
    assert wish.path.parent == folder


def test_a_file_is_opened_or_the_question_let_go(wizard, answers, qtbot):
    wizard.ways.choose("open")
    press(qtbot, wizard.next_button)
    assert wizard.isVisible()
    answers.paths = ["/usb/枫桥路.station"]
    press(qtbot, wizard.next_button)
    wish = wizard.first_run()
    assert (wish.kind, wish.path) == (Beginning.OPEN, Path("/usb/枫桥路.station"))


def test_a_copy_goes_into_the_data_folder_under_the_stations_name(
    wizard, answers, folder, tmp_path, qtbot
):
    copy = tmp_path / "枫桥路-20260630-170000.station"
    small_station(copy)
    answers.paths = [copy]
    wizard.ways.choose("restore")
    press(qtbot, wizard.next_button)
    wish = wizard.first_run()
    assert (wish.path, wish.copy) == (folder / "枫桥路.station", copy)
    make_first_file(wish, TODAY)
    assert wish.path.is_file()


def test_a_copy_takes_the_place_of_a_file_only_after_a_question(wizard, answers, folder, qtbot):
    folder.mkdir()
    (folder / "枫桥路.station").touch()
    answers.paths, answers.agrees = ["/usb/枫桥路-replaced-20260630-170000.station"], False
    wizard.ways.choose("restore")
    press(qtbot, wizard.next_button)
    assert wizard.isVisible()
    answers.agrees = True
    press(qtbot, wizard.next_button)
    assert not wizard.isVisible()


def test_going_back_the_first_step_says_what_it_leads_to(wizard, qtbot):
    wizard.ways.choose("demo")
    demo = wizard.next_button.text()
    wizard.ways.choose("new")
    press(qtbot, wizard.next_button)
    press(qtbot, wizard.back_button)
    wizard.ways.choose("demo")
    assert wizard.next_button.text() == demo


def test_another_drive_is_offered_first_and_can_be_declined(answers, qtbot):
    drive = Drive(Path("/media/usb"), "U盘", 15_300_000_000)
    step = BackupStep([drive], answers)
    qtbot.addWidget(step)
    assert step.backup_folder() == drive.backup_folder
    step.choices()[1].setChecked(True)
    assert step.backup_folder() is None


def test_the_drive_of_the_file_itself_is_no_other_drive(tmp_path):
    assert all(not str(tmp_path).startswith(f"{drive.root}/") for drive in other_drives(tmp_path))


def test_the_choices_are_driven_by_the_arrow_keys(wizard, qtbot):
    wizard.activateWindow()
    wizard.ways.setFocus()
    qtbot.keyClick(wizard.ways.buttons["new"], Qt.Key.Key_Down)
    assert wizard.ways.current() == "demo"


def test_enter_on_a_choice_goes_on_and_control_enter_does_so_from_any_field(wizard, qtbot):
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    assert wizard.current() == 1
    wizard.facts.name.set_value("枫桥路便民服务驿站")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(wizard.facts.name, Qt.Key.Key_Return, control)
    assert wizard.current() == 2
