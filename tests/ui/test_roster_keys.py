"""The week is made by the keyboard alone: put in, take out, pin, move, copy, another week."""

from datetime import timedelta

import pytest
from PyQt6.QtCore import Qt

from stationdesk.domain.roster.rules import Rule
from tests.ui.counter import Typist, in_form
from tests.ui.rostered import MONDAY, TODAY, Rostered

CTRL = Qt.KeyboardModifier.ControlModifier
WEDNESDAY = 2


@pytest.fixture
def desk(database, qapp):
    return Rostered(database)


@pytest.fixture
def window(desk, qtbot):
    return desk.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("roster")


@pytest.fixture
def typist(window, page):
    page.week.grid.setFocus()
    return Typist(window)


def _said(page):
    return page.week.grid.current_part().said()


def test_turning_to_the_page_puts_the_keyboard_on_today(page):
    assert page.first_stop() is page.week.grid
    assert page.week.grid.current_part().head.day == TODAY


def test_letters_look_for_somebody_and_enter_puts_them_in(desk, window, page, typist):
    in_form(lambda _dialog: typist.enter())
    typist.type("o")
    assert desk.on(WEDNESDAY) == ["欧阳娜娜"]
    assert window.focusWidget() is page.week.grid
    assert page.week.grid.current_part().plus


def test_a_whole_shift_is_filled_without_a_mouse(desk, page, typist):
    for letters in ("oynn", "stwx"):

        def put_in(_dialog, rest=letters[1:]):
            typist.type(rest)
            typist.enter()

        in_form(put_in)
        typist.type(letters[0])
    assert desk.on(WEDNESDAY) == ["欧阳娜娜", "司徒文轩"]
    assert page.week.grid.current_part().chip.name == "司徒文轩"
    assert typist.keys <= 10


def test_enter_offers_the_best_first_and_the_arrows_choose(desk, page, typist):
    offered = []

    def choose_second(dialog):
        offered.extend(each.volunteer_id for each in dialog.table.model.shown_records())
        typist.press(Qt.Key.Key_Down)
        typist.press(Qt.Key.Key_Down)
        typist.enter()

    in_form(choose_second)
    typist.enter()
    facts = desk.roster.facts(MONDAY, MONDAY)
    assert len(offered) == 5
    assert desk.on(WEDNESDAY) == [facts.people[offered[1]].shown]


def test_delete_takes_out_and_undo_brings_back(desk, window, page, typist):
    desk.put(WEDNESDAY, "早班", "欧阳娜娜", "司徒文轩")
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Delete)
    assert desk.on(WEDNESDAY) == ["欧阳娜娜"]
    window.undo_last()
    assert desk.on(WEDNESDAY) == ["欧阳娜娜", "司徒文轩"]


def test_space_pins_and_frees(desk, page, typist):
    desk.put(WEDNESDAY, "早班", "欧阳娜娜")
    typist.press(Qt.Key.Key_Up)
    typist.press(Qt.Key.Key_Space)
    assert page.week.grid.current_part().chip.pinned
    typist.press(Qt.Key.Key_Space)
    assert not page.week.grid.current_part().chip.pinned


def test_who_is_cut_moves_and_who_is_copied_stays(desk, page, typist):
    desk.put(WEDNESDAY, "早班", "欧阳娜娜")
    page.week.grid.choose_chip(page.week.grid.week().bands[0].spots[2].chips[0].key)
    typist.press(Qt.Key.Key_X, CTRL)
    typist.press(Qt.Key.Key_Right)
    typist.press(Qt.Key.Key_V, CTRL)
    assert (desk.on(WEDNESDAY), desk.on(3)) == ([], ["欧阳娜娜"])
    page.week.grid.choose_chip(page.week.grid.week().bands[0].spots[3].chips[0].key)
    typist.press(Qt.Key.Key_C, CTRL)
    typist.press(Qt.Key.Key_Right)
    typist.press(Qt.Key.Key_V, CTRL)
    assert (desk.on(3), desk.on(4)) == (["欧阳娜娜"], ["欧阳娜娜"])


def test_a_warning_asks_for_the_reason_which_is_kept(desk, page, typist):
    desk.put(WEDNESDAY, "早班", "欧阳娜娜")
    asked = []

    def pass_it(form):
        asked.append(form.windowTitle())
        form.reason.set_value("本人同意")
        form.try_to_keep()

    page.week.grid.choose_spot(desk.shift(WEDNESDAY, "晚班").id)

    def put_in(_dialog):
        in_form(pass_it)
        typist.enter()

    in_form(put_in)
    typist.type("o")
    assert asked == ["Go on all the same?"]
    assert desk.on(WEDNESDAY, "晚班") == ["欧阳娜娜"]
    chip = page.week.grid.week().bands[1].spots[2].chips[0]
    assert "Most hours a day" in chip.passed


def test_what_blocks_is_told_in_one_sentence_and_nothing_happens(desk, page, typist):
    desk.put(WEDNESDAY, "早班", "欧阳娜娜")
    who = desk.people["欧阳娜娜"]
    assert not page.deeds.put_in(desk.shift(WEDNESDAY).id, who)
    assert page.note.isVisible()
    assert "欧阳娜娜" in page.note.words.text()
    assert desk.on(WEDNESDAY) == ["欧阳娜娜"]


def test_ctrl_and_the_arrows_go_through_the_weeks(desk, page, typist):
    desk.open(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    typist.press(Qt.Key.Key_Right, CTRL)
    assert page.days.week()[0] == MONDAY + timedelta(days=7)
    assert page.week.grid.week().days[0].day == MONDAY + timedelta(days=7)
    typist.press(Qt.Key.Key_Left, CTRL)
    typist.press(Qt.Key.Key_Left, CTRL)
    assert page.days.week()[0] == MONDAY - timedelta(days=7)
    page.tools.now.click()
    assert page.days.week()[0] == MONDAY


def test_a_day_without_the_shift_gets_one_by_enter(desk, page, typist):
    desk.roster.drop_shift(desk.shift(4, "晚班").id, "不用")
    page.week.grid.choose_spot(desk.shift(3, "晚班").id)
    typist.press(Qt.Key.Key_Right)
    assert page.week.grid.current_part().spot is None
    in_form(lambda form: form.try_to_keep())
    typist.enter()
    assert desk.shift(4, "晚班").from_minute == 780


def test_the_month_is_edited_by_the_same_keys(desk, window, page, typist):
    page.open_with("month")
    page.month.grid.setFocus()
    page.month.grid.choose_person(desk.people["上官若雪"], TODAY.day - 1)
    in_form(lambda _dialog: typist.enter())
    typist.enter()
    assert desk.on(WEDNESDAY) == ["上官若雪"]
    part = page.month.grid.current_part()
    assert [mark.said for mark in part.marks] == ["早班"]
    typist.press(Qt.Key.Key_Delete)
    assert desk.on(WEDNESDAY) == []


def test_on_a_day_of_several_shifts_delete_and_space_ask_which(desk, page, typist):
    desk.put(WEDNESDAY, "早班", "上官若雪")
    late = desk.put(WEDNESDAY, "晚班", "上官若雪", passing=dict.fromkeys(Rule, "本人同意"))[0]
    page.open_with("month")
    page.month.grid.setFocus()
    page.month.grid.choose_person(desk.people["上官若雪"], TODAY.day - 1)
    desk.answers.choice = str(late)
    typist.press(Qt.Key.Key_Space)
    assert desk.roster.assignment(late).pinned
    typist.press(Qt.Key.Key_Delete)
    assert list(desk.answers.options.values()) == [
        "Wed 24/6 早班 08:00–13:00",
        "Wed 24/6 晚班 13:00–18:00",
    ]
    assert (desk.on(WEDNESDAY), desk.on(WEDNESDAY, "晚班")) == (["上官若雪"], [])
    desk.put(WEDNESDAY, "晚班", "上官若雪", passing=dict.fromkeys(Rule, "本人同意"))
    desk.answers.choice = None
    typist.press(Qt.Key.Key_Delete)
    assert desk.on(WEDNESDAY, "晚班") == ["上官若雪"], "a question that is left does nothing"
    menu = page.month.menu.menu_for(page.month.grid.current_part())
    assert [each.text() for each in menu.actions()] == ["早班 08:00–13:00", "晚班 13:00–18:00"]
