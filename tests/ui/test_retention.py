"""Personal data erased from the window: seen first, witnessed, confirmed, put on paper."""

from datetime import date, timedelta

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.keeping.kept import HandOver
from stationdesk.ui.lending.retention_dialog import RetentionDialog
from tests.ui.lent_things import TODAY, LendingStation


@pytest.fixture
def desk(qapp):
    made = LendingStation()
    yield made
    made.desk.close()


@pytest.fixture
def old_key(desk):
    """A key that was handed over; 40 days have passed since."""
    thing_id = desk.keep()
    desk.keeping.hand_over(thing_id, HandOver(on=TODAY, to="张建国", proof="认识"))
    desk.day = TODAY + timedelta(days=40)
    return thing_id


@pytest.fixture
def dialog(qtbot, desk):
    def _open():
        made = RetentionDialog(desk.desk.retention, desk.answers, ["周敏"])
        qtbot.addWidget(made)
        made.show()
        return made

    return _open


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_to_erase_is_a_calm_sight(desk, dialog):
    desk.keep()
    shown = dialog()
    assert shown.table.model.rowCount() == 0
    assert not shown.erase.isVisible()
    assert not shown.print.isVisible()


def test_what_would_be_erased_is_told_without_any_name(old_key, dialog):
    shown = dialog()
    (line,) = shown.table.model.shown_records()
    assert (line.kind, line.count, line.first) == ("kept_things", 1, TODAY)
    row = " ".join(str(column.read(line)) for column in shown.table.model.columns)
    assert "张" not in row


def test_without_a_witness_nothing_is_erased(qtbot, desk, old_key, dialog):
    shown = dialog()
    press(qtbot, shown.erase)
    assert shown.witness.accessibleDescription() == "This is required."
    shown.witness.set_value("王芳")
    press(qtbot, shown.erase)
    assert "somebody else" in shown.witness.accessibleDescription()
    assert desk.keeping.kept_thing(old_key).owner_name == "张建国"


def test_a_person_who_keeps_them_erases_nothing(qtbot, desk, old_key, dialog):
    desk.answers.agrees = False
    shown = dialog()
    shown.witness.set_value("周敏")
    press(qtbot, shown.erase)
    assert desk.answers.asked == ["Erase the personal data of these records for good (1)?"]
    assert desk.keeping.kept_thing(old_key).owner_name == "张建国"
    assert desk.desk.retention.runs() == []


def test_data_erased_leads_to_the_record_that_both_sign(qtbot, desk, old_key, dialog):
    shown = dialog()
    shown.witness.set_value("周敏")
    press(qtbot, shown.erase)
    thing = desk.keeping.kept_thing(old_key)
    assert (thing.owner_name, thing.owner_phone, thing.handed_to) == ("", "", "")
    assert shown.note.isVisible()
    assert not shown.erase.isVisible()
    (run,) = desk.desk.retention.runs()
    asked = []
    shown.turn_to.connect(lambda *about: asked.append(about))
    press(qtbot, shown.print)
    assert asked == [("reports", ("retention-record", run.id))]
    assert not shown.isVisible()


def test_an_erased_thing_says_so_in_its_pane(qtbot, desk, old_key, dialog):
    shown = dialog()
    shown.witness.set_value("周敏")
    press(qtbot, shown.erase)
    view = desk.kept_view()
    qtbot.addWidget(view)
    view.show()
    view.refresh()
    view.show_thing(old_key)
    QApplication.processEvents()
    said = " ".join(each.text() for each in view.detail.facts.findChildren(type(view.detail.tag)))
    assert "(erased)" in said


def test_the_day_of_the_run_is_the_day_of_the_desk(qtbot, desk, old_key, dialog):
    shown = dialog()
    shown.witness.set_value("周敏")
    press(qtbot, shown.erase)
    assert desk.desk.retention.runs()[0].on == date(2026, 8, 9)
