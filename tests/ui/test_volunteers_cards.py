"""A volunteer's card signs in and out from whatever page is open."""

import pytest
from PyQt6.QtCore import Qt

from stationdesk.bootstrap.pages import build_window
from stationdesk.bootstrap.scans import Scans
from stationdesk.domain.volunteers.people import Standing
from stationdesk.ui.preferences import Preferences
from tests.ui.counter import scan
from tests.ui.volunteer_house import VolunteerHouse


@pytest.fixture
def house(database, qapp):
    return VolunteerHouse(database)


@pytest.fixture
def program(house, qtbot, qapp, tmp_path):
    made = build_window(house, house.feed, Preferences(tmp_path / "window.ini"))
    qtbot.addWidget(made)
    made.show()
    made.open_page("feedback")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    house.context.hear_undo = lambda undo: made.show_undo(str(undo), undo.take_back)
    moments = iter(range(10_000))
    ear = Scans(qapp, house, made, lambda: next(moments) * 0.004)
    yield made
    ear.stop()


def card(house, name):
    return house.volunteers.volunteer(house.ids[name]).card_code


def there(house):
    return [line.name for line in house.attendance.present()]


def test_a_card_signs_in_where_one_is_and_again_out(program, house):
    scan(program.focusWidget(), card(house, "赵晓蕾"))
    assert program.current_key() == "feedback"
    assert there(house) == ["赵晓蕾"]
    assert "赵晓蕾" in program.toast.words.text()
    house.at("11:40")
    scan(program.focusWidget(), card(house, "赵晓蕾"))
    assert there(house) == []
    program.undo_last()
    assert there(house) == ["赵晓蕾"]


def test_a_card_read_twice_in_a_row_changes_nothing_and_says_so(program, house):
    for _time in range(2):
        scan(program.focusWidget(), card(house, "赵晓蕾"))
    assert there(house) == ["赵晓蕾"]
    assert "a moment ago" in program.toast.words.text()


def test_who_may_not_serve_is_told_why_and_an_old_card_is_nobodys(program, house):
    old = card(house, "孙丽华")
    house.volunteers.new_card(house.ids["孙丽华"])
    scan(program.focusWidget(), old)
    assert there(house) == []
    assert old in program.toast.words.text()
    house.volunteers.set_standing(house.ids["李小满"], Standing.LEFT, house.context.today(), "搬家")
    scan(program.focusWidget(), card(house, "李小满"))
    assert there(house) == []
    assert program.toast.isVisible()


def test_the_register_page_stands_beside_the_roster(program):
    keys = program.page_keys()
    assert keys[keys.index("roster") + 1] == "volunteers"
    program.open_page("volunteers", "sign_in")
    assert program.page("volunteers").views.current() == "sign_in"


def test_f2_goes_to_the_field_of_the_page_and_stays_with_the_grid_of_the_roster(
    program, house, qtbot
):
    program.open_page("feedback")
    qtbot.keyClick(program.focusWidget(), Qt.Key.Key_F2)
    assert program.current_key() == "lending"
    program.open_page("volunteers")
    qtbot.keyClick(program.focusWidget(), Qt.Key.Key_F2)
    page = program.page("volunteers")
    assert page.views.current() == "sign_in"
    assert page.sign_in.field.hasFocus()
    program.open_page("roster")
    program.page("roster").week.grid.setFocus()
    qtbot.keyClick(program.page("roster").week.grid, Qt.Key.Key_F2)
    assert program.current_key() == "roster"
