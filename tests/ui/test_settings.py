from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPushButton

from stationdesk.domain.keeping.kept import HandOver, NewKeptThing
from stationdesk.domain.opening import Interval
from stationdesk.domain.station import MonthExpiryRule, NewStation
from stationdesk.services.desk import open_desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.settings.page import SECTIONS, SettingsPage
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress
from tests.ui.answers import Answers

TODAY = date(2026, 6, 30)
STATION = NewStation(name="枫桥路便民服务驿站", keeper="骆清平", tier_applied_for=2)


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def feed(qapp):
    return ChangeFeed()


@pytest.fixture
def desk(feed):
    opened = open_desk(":memory:", today=TODAY, announce=feed.announce)
    opened.station.set_up(STATION)
    yield opened
    opened.close()


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def page(desk, feed, answers, preferences, qtbot):
    made = SettingsPage(
        desk.station,
        desk.settings,
        desk.safekeeping,
        desk.imports,
        desk.retention,
        desk.calendar,
        desk.answer_times,
        desk.touch_pin,
        desk.letterheads,
        desk.attendance,
        preferences,
        feed,
        answers,
        desk.context.today,
        None,
    )
    qtbot.addWidget(made)
    made.resize(1166, 690)
    made.show()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_facts_of_the_station_are_shown_and_nothing_is_left_to_save(page):
    section = page.section("station")
    assert section.name.value() == STATION.name
    assert section.tier.value() == 2
    assert not page.head.primary.isEnabled()


def test_what_is_typed_is_kept_and_can_be_taken_back(page, desk, qtbot):
    undos = []
    desk.context.hear_undo = undos.append
    section = page.section("station")
    section.address.set_value("枫桥路18号")
    section.months.set_value(MonthExpiryRule.MONTH_START)
    press(qtbot, page.head.primary)
    kept = desk.station.known_station()
    assert (kept.address, kept.month_expiry_rule) == ("枫桥路18号", MonthExpiryRule.MONTH_START)
    assert not page.head.primary.isEnabled()
    undos.pop().take_back()
    assert section.address.value() == ""


def test_a_missing_name_is_told_under_its_field(page, desk, qtbot):
    section = page.section("station")
    section.name.set_value("  ")
    press(qtbot, page.head.primary)
    assert section.name.accessibleDescription()
    assert desk.station.known_station().name == STATION.name


def test_typed_words_survive_a_change_elsewhere_until_they_are_discarded(page, desk, qtbot):
    section = page.section("station")
    section.street.set_value("枫桥街道")
    desk.settings.keep_backup_folder(None)
    page.refresh_now()
    assert section.street.value() == "枫桥街道"
    press(qtbot, section.discard)
    assert section.street.value() == ""


def test_facts_changed_meanwhile_are_not_written_over(page, desk, qtbot):
    section = page.section("station")
    section.street.set_value("枫桥街道")
    desk.settings.change_station(NewStation(name="别的名字"), version=1)
    press(qtbot, page.head.primary)
    assert not page.note.isHidden()
    assert desk.station.known_station().name == "别的名字"


def test_the_first_facts_of_an_empty_file_are_set_up(feed, answers, preferences, qtbot):
    empty = open_desk(":memory:", today=TODAY, announce=feed.announce)
    made = SettingsPage(
        empty.station,
        empty.settings,
        empty.safekeeping,
        empty.imports,
        empty.retention,
        empty.calendar,
        empty.answer_times,
        empty.touch_pin,
        empty.letterheads,
        empty.attendance,
        preferences,
        feed,
        answers,
        empty.context.today,
        None,
    )
    qtbot.addWidget(made)
    made.show()
    made.section("station").name.set_value("新驿站")
    press(qtbot, made.head.primary)
    assert empty.station.known_station().name == "新驿站"
    empty.close()


def test_fields_are_walked_with_enter_and_kept_with_ctrl_enter(page, desk, qtbot):
    section = page.section("station")
    page.activateWindow()
    section.name.setFocus()
    qtbot.keyClicks(section.name, "No2")
    qtbot.keyClick(section.name, Qt.Key.Key_Return)
    assert section.kind.hasFocus() or QApplication.focusWidget() is section.kind
    qtbot.keyClick(section.code, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "No2" in desk.station.known_station().name)


def test_each_section_has_one_primary_button_and_is_reached_by_its_name(page, qtbot):
    for key, button in page.entries.items():
        press(qtbot, button)
        assert page.current_section() == key
        assert page.help_anchor() == key
        primaries = [
            each for each in page.findChildren(QPushButton) if each.property("look") == "primary"
        ]
        assert primaries == [page.head.primary]


def test_another_page_can_lead_to_a_section(page):
    page.open_with("backup")
    assert page.current_section() == "backup"


def test_a_look_is_tried_in_the_sample_and_holds_only_when_applied(page, preferences, qtbot):
    page.show_section("look")
    section = page.section("look")
    assert not page.head.primary.isEnabled()
    section.dress.choose("dark")
    section.text.choose("130")
    assert section.sample.text_percent() == 130
    assert preferences.text_percent == 100
    with qtbot.waitSignal(page.look_changed):
        press(qtbot, page.head.primary)
    assert (preferences.dress, preferences.text_percent) == (Dress.DARK, 130)


def test_who_works_here_is_kept_without_building_the_window_anew(page, preferences, qtbot):
    page.show_section("look")
    page.section("look").operator.set_value("周敏")
    with qtbot.assertNotEmitted(page.look_changed):
        press(qtbot, page.head.primary)
    assert preferences.operator == "周敏"
    assert not page.head.primary.isEnabled()


def test_the_facts_about_the_program_can_be_copied(page, qtbot):
    page.show_section("about")
    press(qtbot, page.head.primary)
    copied = QApplication.clipboard().text()
    assert "GPL-3.0" in copied
    assert "StationDesk" in copied


@pytest.mark.parametrize("key", list(SECTIONS))
def test_nothing_is_unnamed_for_a_screen_reader(page, key):
    page.show_section(key)
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for widget in page.findChildren(kind):
            inner = isinstance(widget.parentWidget(), QComboBox | QLineEdit)
            if inner or widget.isHidden() or not widget.isVisibleTo(page):
                continue
            assert widget.accessibleName() or widget.text(), widget


@pytest.mark.parametrize("key", list(SECTIONS))
def test_tab_reaches_every_button_of_a_section(page, key, qtbot):
    page.show_section(key)
    page.activateWindow()
    page.entries[key].setFocus()
    reached = set()
    for _step in range(80):
        reached.add(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    section = page.section(key)
    for button in section.findChildren(QPushButton):
        grouped = button.isCheckable()
        if button.isVisibleTo(page) and button.isEnabled() and not grouped:
            assert button in reached, button.accessibleName()


@pytest.mark.parametrize("size", [(1366, 690), (1093, 535)])
@pytest.mark.parametrize("percent", [100, 130])
def test_no_section_needs_scrolling_sideways(
    desk, feed, answers, preferences, qtbot, wear, size, percent
):
    wear(text_percent=percent)
    desk.station.keep_timetable(_all_year())

    def build():
        return SettingsPage(
            desk.station,
            desk.settings,
            desk.safekeeping,
            desk.imports,
            desk.retention,
            desk.calendar,
            desk.answer_times,
            desk.touch_pin,
            desk.letterheads,
            desk.attendance,
            preferences,
            feed,
            answers,
            desk.context.today,
            None,
        )

    window = MainWindow([PageEntry("settings", "Settings", Icon.SETTINGS, "Ctrl+0", build)], "驿站")
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    page = window.open_page("settings")
    for key in SECTIONS:
        page.show_section(key)
        settle()
        assert page.stack.currentWidget().minimumSizeHint().width() <= page.stack.width()
        inner = page.section(key).body.parentWidget()
        assert inner.minimumSizeHint().width() <= page.stack.width(), key
    assert window.width() == size[0]
    window.close()


def _all_year():
    from stationdesk.domain.opening import NewTimetable

    week = {day: (Interval(510, 720), Interval(840, 1050)) for day in range(1, 8)}
    return NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=week)


def test_the_days_of_the_lending_desk_are_kept_each_with_its_way_back(page, desk, qtbot):
    undos = []
    desk.context.hear_undo = undos.append
    page.show_section("lending")
    section = page.section("lending")
    assert (section.block.value(), section.found.value(), section.kept.value()) == (7, 30, 30)
    section.kept.set_value(60)
    press(qtbot, page.head.primary)
    assert desk.settings.settings().retention_days == 60
    assert not page.head.primary.isEnabled()
    undos.pop().take_back()
    assert desk.settings.settings().retention_days == 30
    page.refresh_now()
    assert section.kept.value() == 30


def test_days_out_of_bounds_are_told_and_discarded(page, desk, qtbot):
    page.show_section("lending")
    section = page.section("lending")
    section.found.set_value(4000)
    press(qtbot, page.head.primary)
    assert section.found.accessibleDescription()
    press(qtbot, section.discard)
    assert section.found.value() == 30


def test_the_section_leads_to_what_can_be_erased_and_to_old_records(page, desk, qtbot):
    turned = []
    page.turn_to.connect(lambda *asked: turned.append(asked))
    thing = desk.keeping.take_in(
        NewKeptThing(kind="key", description="钥匙", owner_name="张建国", on=date(2026, 1, 5))
    )
    desk.keeping.hand_over(thing, HandOver(on=date(2026, 1, 6), to="张建国", proof="认识"))
    page.show_section("lending")
    section = page.section("lending")
    assert section.due.text().endswith("to be erased: 1.")
    press(qtbot, section.erase)
    run_id = desk.retention.run("周敏")
    page.refresh_now()
    section.table.choose_first()
    qtbot.keyClick(section.table.view, Qt.Key.Key_Return)
    assert turned == [("lending", "retention"), ("reports", ("retention-record", run_id))]
