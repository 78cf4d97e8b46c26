"""One run of the program: what opens, what stays open, and what a person is told."""

from datetime import date, datetime, timedelta

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication

from stationdesk import i18n, paths
from stationdesk.bootstrap import program as program_module
from stationdesk.bootstrap.program import Program
from stationdesk.domain.places import NewPlace
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import backups_in
from stationdesk.services.settings import usual_folder
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress, theme
from stationdesk.ui.welcome.wizard import FirstRunWizard
from tests.stations import small_station
from tests.ui.answers import Answers

TODAY = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch, wear):
    """Keep the program out of this PC's own folders, and put the look back afterwards."""
    for name, folder in (("data", "data"), ("cache", "cache"), ("documents", "papers")):
        monkeypatch.setattr(
            f"stationdesk.paths.{name}_folder", lambda folder=folder: tmp_path / folder
        )
    yield
    i18n.use_language("en", paths.locale_folder())
    wear()


@pytest.fixture
def preferences(tmp_path):
    kept = Preferences(tmp_path / "window.ini")
    kept.dress = Dress.LIGHT
    kept.language = "en"
    return kept


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    return path


@pytest.fixture
def program(preferences, answers, qapp):
    i18n.use_language("en", paths.locale_folder())
    run = Program(preferences, None, answers)
    yield run
    run.end()
    settle()


def in_the_wizard(do):
    """Have ``do`` called with the first-run wizard as soon as it stands."""

    def _look():
        wizard = QApplication.activeModalWidget()
        if isinstance(wizard, FirstRunWizard):
            do(wizard)
        else:
            QTimer.singleShot(20, _look)

    QTimer.singleShot(20, _look)


def shown_name(program):
    return program.window.windowTitle()


def test_the_last_file_opens_again(program, preferences, file):
    preferences.remember_file(file)
    assert program.start(None)
    assert "枫桥路便民服务驿站" in shown_name(program)
    assert program.window.current_key() == "today"


def test_a_first_start_asks_and_makes_the_station(program, preferences, tmp_path, qtbot):
    def _answer(wizard):
        qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
        wizard.facts.name.set_value("桂花巷驿站")
        while wizard.isVisible():
            qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)

    in_the_wizard(_answer)
    assert program.start(None)
    assert preferences.last_file == tmp_path / "data" / "桂花巷驿站.station"
    assert "桂花巷驿站" in shown_name(program)


def test_a_wizard_let_go_opens_nothing(program):
    in_the_wizard(lambda wizard: wizard.reject())
    assert not program.start(None)
    assert program.status == 0


@pytest.mark.parametrize("spoil", ["damaged", "gone"])
def test_a_last_file_that_does_not_open_leads_to_the_wizard(
    spoil, program, preferences, file, answers
):
    preferences.remember_file(file)
    if spoil == "damaged":
        file.write_bytes(b"no station at all" * 100)
    else:
        file.unlink()
    in_the_wizard(lambda wizard: wizard.reject())
    assert not program.start(None)
    assert file.name in answers.asked[0]


def test_a_file_named_that_does_not_open_ends_the_program(program, tmp_path, answers):
    assert not program.start(tmp_path / "none.station")
    assert program.status == 1
    assert "none.station" in answers.asked[0]


def test_what_was_typed_stays_when_the_folder_cannot_be_made(program, tmp_path, qtbot, answers):
    (tmp_path / "data").write_text("a file where the folder should be")

    def _answer_twice(wizard):
        in_the_wizard(_mend)
        qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
        wizard.facts.name.set_value("桂花巷驿站")
        _to_the_end(wizard)

    def _mend(wizard):
        assert wizard.facts.name.value() == "桂花巷驿站"
        (tmp_path / "data").unlink()
        _to_the_end(wizard)

    def _to_the_end(wizard):
        while wizard.isVisible():
            qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)

    in_the_wizard(_answer_twice)
    assert program.start(None)
    assert len(answers.asked) == 1
    assert "桂花巷驿站" in shown_name(program)


def ask_for(program, page="settings"):
    return program.window.open_page(page)


def test_a_damaged_other_file_leaves_the_present_one_open(program, file, tmp_path, answers):
    program.start(file)
    other = tmp_path / "other.station"
    other.write_bytes(b"no station at all" * 100)
    ask_for(program).file_wanted.emit(other)
    assert "other.station" in answers.asked[0]
    assert "枫桥路便民服务驿站" in shown_name(program)
    assert program.window.open_page("inventory").table.model.shown_records()


def test_another_file_takes_the_place_of_the_present_one(program, file, tmp_path, preferences):
    other = tmp_path / "other.station"
    small_station(other)
    program.start(file)
    ask_for(program).file_wanted.emit(other)
    assert preferences.last_file == other
    open_desk(file).close()


def test_a_change_of_look_keeps_place_page_and_undo(program, file, preferences, qtbot):
    program.start(file)
    program.window.setGeometry(40, 30, 1200, 650)
    settings = ask_for(program)
    program.window.show_undo("Receipt kept", lambda: done.append("undone"))
    done = []
    before = program.window
    preferences.text_percent = 130
    settings.look_changed.emit()
    settle()
    assert program.window is not before
    assert theme().text_percent == 130
    assert program.window.geometry().getRect() == (40, 30, 1200, 650)
    assert program.window.current_key() == "settings"
    qtbot.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["undone"]


def test_a_change_of_language_says_all_in_the_other(program, file, preferences):
    program.start(file)
    settings = ask_for(program)
    preferences.language = "zh_CN"
    settings.look_changed.emit()
    assert shown_name(program).endswith("驿站管家")


def test_a_maximised_window_stays_so(program, file):
    program.start(file)
    program.window.showMaximized()
    ask_for(program).look_changed.emit()
    assert program.window.isMaximized()


def test_the_window_comes_back_where_it_stood(program, preferences, file, answers):
    program.start(file)
    program.window.setGeometry(0, 30, 900, 600)
    program.end()
    again = Program(preferences, None, answers)
    again.start(None)
    assert again.window.height() == 600
    again.end()


def test_closing_backs_up_only_what_changed(program, file):
    program.start(file)
    program.end()
    assert backups_in(usual_folder(file), file.stem) == []


def test_closing_backs_up_what_changed(program, file):
    program.start(file)
    change_something(program)
    program.end()
    assert len(backups_in(usual_folder(file), file.stem)) == 1


def change_something(program):
    return program.desk.inventory.add_place(NewPlace(name="后院库房"))


def test_the_half_hour_backs_up_once(preferences, answers, file, qtbot, monkeypatch):
    monkeypatch.setattr(program_module, "BACKUP_EVERY_MS", 20)
    program = Program(preferences, None, answers)
    program.start(file)
    change_something(program)
    folder = usual_folder(file)
    qtbot.waitUntil(lambda: len(backups_in(folder, file.stem)) == 1)
    qtbot.wait(1100)
    assert len(backups_in(folder, file.stem)) == 1
    program.end()


def test_a_restore_brings_the_former_records_back(program, file, tmp_path):
    program.start(file)
    copy = program.desk.safekeeping.backup(tmp_path / "copies", program.desk.context.now())
    change_something(program)
    ask_for(program).restore_wanted.emit(copy)
    assert [place.name for place in program.desk.inventory.places()] == ["前台"]
    assert program.window.current_key() == "today"


def test_a_copy_that_cannot_be_restored_leaves_the_file_open(program, file, tmp_path, answers):
    program.start(file)
    spoilt = tmp_path / "spoilt.station"
    spoilt.write_bytes(b"SQLite format 3\x00 and then nothing")
    ask_for(program).restore_wanted.emit(spoilt)
    assert answers.asked
    assert program.window.open_page("inventory").table.model.shown_records()


@pytest.mark.qt_log_ignore("does not support raise", "wildcard call disconnects")
def test_a_second_start_brings_the_first_window_forward(program, file, preferences, answers, qtbot):
    program.start(file)
    program.window.showMinimized()
    second = Program(preferences, None, answers)
    assert not second.start(file)
    assert (second.status, second.window, answers.asked) == (0, None, [])
    qtbot.waitUntil(lambda: not program.window.isMinimized())
    second.end()


def test_the_pcs_own_colours_are_followed(program, file, preferences, qapp, monkeypatch):
    preferences.dress = Dress.SYSTEM
    program.start(file)
    before = program.window
    monkeypatch.setattr(program_module, "tokens_of", lambda _dress: None)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    settle()
    assert program.window is not before
    assert program.window.current_key() == "today"


def test_opening_a_file_signs_out_who_forgot_to_and_so_does_time(program, file):
    desk = open_desk(file, today=TODAY)
    joined = NewVolunteer(name="赵晓蕾", joined_on=date(2026, 1, 5))
    who = desk.volunteers.add(joined)
    desk.attendance.sign_in(who)
    desk.close()
    assert program.start(file)
    assert program.desk.attendance.present() == []
    assert len(program.desk.attendance.to_review()) == 1

    now = datetime.now().astimezone()
    program.desk.attendance.sign_in(who)
    assert len(program.desk.attendance.present()) == 1
    program.desk.context.now = lambda: now + timedelta(days=2)
    program.desk.context.today = lambda: (now + timedelta(days=2)).date()
    program._forgotten.timeout.emit()
    assert program.desk.attendance.present() == []
