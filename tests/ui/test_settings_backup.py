from datetime import date, datetime
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from stationdesk.services.desk import open_desk
from stationdesk.services.settings import usual_folder
from stationdesk.ui.settings.backup_section import FRESH, NONE_YET, OVERDUE, BackupSection
from stationdesk.ui.settings.imports_section import ImportsSection
from tests.stations import small_station
from tests.ui.answers import Answers

NOW = datetime(2026, 6, 30, 17, 0)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    opened = open_desk(path, today=date(2026, 6, 30))
    yield opened
    opened.close()


@pytest.fixture
def section(desk, answers, clock, qtbot):
    made = BackupSection(
        desk.settings, desk.safekeeping, answers, desk.context.database.path, clock
    )
    qtbot.addWidget(made)
    made.resize(900, 690)
    made.show()
    made.refresh()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def refusals(section):
    heard = []
    section.refused.connect(heard.append)
    return heard


def test_a_station_without_a_copy_is_told_so(section):
    assert section.state.accessibleName() == str(NONE_YET)


def test_backing_up_writes_a_copy_and_lists_it(section, desk):
    section.run_primary()
    (copy,) = section.copies.model.shown_records()
    assert copy.path.parent == usual_folder(desk.context.database.path)
    assert copy.path.is_file()
    assert section.state.accessibleName() == str(FRESH)


def test_an_old_copy_is_overdue(section, clock):
    section.run_primary()
    clock.now = datetime(2026, 7, 20)
    section.refresh()
    assert section.state.accessibleName() == str(OVERDUE)


def test_a_folder_that_cannot_be_written_is_told(section, desk):
    usual_folder(desk.context.database.path).touch()
    heard = refusals(section)
    section.run_primary()
    assert len(heard) == 1


def test_copies_go_where_the_person_says(section, desk, answers, tmp_path, qtbot):
    answers.choice, answers.folder_chosen = "other", tmp_path / "usb"
    press(qtbot, section.first.change_button)
    assert desk.settings.settings().backup_folder == str(tmp_path / "usb")
    answers.choice = "usual"
    press(qtbot, section.first.change_button)
    assert desk.settings.settings().backup_folder == ""


def test_a_second_folder_may_be_out_of_reach_for_a_while(section, desk, answers, tmp_path, qtbot):
    answers.choice, answers.folder_chosen = "other", tmp_path / "gone" / "copies"
    press(qtbot, section.second.change_button)
    assert section.second.remark.text()
    section.run_primary()
    assert len(section.copies.model.shown_records()) == 1
    (tmp_path / "gone").mkdir()
    section.refresh()
    assert not section.second.remark.text()


def test_the_same_folder_twice_is_refused(section, answers, tmp_path, qtbot):
    heard = refusals(section)
    answers.choice, answers.folder_chosen = "other", tmp_path
    press(qtbot, section.first.change_button)
    press(qtbot, section.second.change_button)
    assert len(heard) == 1


def test_letting_the_question_go_changes_nothing(section, desk, answers, qtbot):
    answers.choice = None
    press(qtbot, section.first.change_button)
    answers.choice = "other"
    press(qtbot, section.second.change_button)
    assert desk.settings.settings().second_backup_folder == ""


def test_a_copy_is_restored_only_after_a_question(section, answers, qtbot):
    section.run_primary()
    (copy,) = section.copies.model.shown_records()
    answers.agrees = False
    with qtbot.assertNotEmitted(section.restore_wanted):
        section.copies.opened.emit(copy)
    answers.agrees = True
    with qtbot.waitSignal(section.restore_wanted) as heard:
        section.copies.opened.emit(copy)
    assert heard.args == [copy.path]


def test_a_copy_from_elsewhere_and_another_file_can_be_asked_for(section, answers, qtbot):
    answers.paths = ["/usb/枫桥路-20260101-120000.station"]
    with qtbot.waitSignal(section.restore_wanted) as restored:
        press(qtbot, section.restore_other)
    with qtbot.waitSignal(section.file_wanted) as opened:
        press(qtbot, section.open_other)
    assert restored.args == opened.args == [Path(answers.paths[0])]


def test_a_check_shows_one_line_for_each_look(section, qtbot):
    press(qtbot, section.check)
    assert section.checks.isVisible()
    sentences = section.checks.accessibleName().splitlines()
    shown = [each.text() for each in section.checks.findChildren(QLabel)]
    assert len(sentences) == 4
    assert all(sentence in shown for sentence in sentences)


def test_in_memory_there_is_nothing_to_back_up(desk, answers, qtbot):
    made = BackupSection(desk.settings, desk.safekeeping, answers, None)
    qtbot.addWidget(made)
    made.refresh()
    assert not made.can_run_primary()


@pytest.fixture
def imports(desk, tmp_path, answers, qtbot):
    from stationdesk.services.bringing_in.ledger_files import read_ledger_file

    ledger = tmp_path / "物资.csv"
    ledger.write_text("物资名称,单位,数量\n雨衣,件,5\n纸杯,袋,8\n", encoding="utf-8")
    desk.imports.bring_in([read_ledger_file(ledger)])
    made = ImportsSection(desk.imports, answers)
    qtbot.addWidget(made)
    made.resize(900, 690)
    made.show()
    made.refresh()
    return made


def test_an_import_tells_what_it_brought_and_is_taken_back_whole(imports, desk, qtbot):
    (run,) = imports.table.model.shown_records()
    assert run.rows_read == 2
    press(qtbot, imports.undo)
    (run,) = imports.table.model.shown_records()
    assert run.undone_at is not None
    assert [item.name for item in desk.inventory.items()] == ["雨伞"]
    assert not imports.undo.isEnabled()


def test_an_import_stays_where_the_person_thinks_again(imports, answers, qtbot):
    answers.agrees = False
    press(qtbot, imports.undo)
    (run,) = imports.table.model.shown_records()
    assert run.undone_at is None


def test_the_original_file_is_given_back_byte_by_byte(imports, answers, tmp_path, qtbot):
    answers.save_to = tmp_path / "out.csv"
    press(qtbot, imports.save_original)
    assert answers.save_to.read_bytes() == (tmp_path / "物资.csv").read_bytes()
    answers.save_to = tmp_path / "no" / "such" / "folder.csv"
    heard = refusals(imports)
    press(qtbot, imports.save_original)
    assert len(heard) == 1


def test_bringing_in_leads_to_the_import_page(imports, qtbot):
    with qtbot.waitSignal(imports.turn_to) as heard:
        imports.run_primary()
    assert heard.args[0] == "imports"
