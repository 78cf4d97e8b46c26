"""Visitors counted and the door opened on the first page, by keys and clicks."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest

from stationdesk.domain.visits import DaySheet, NewVisit, Tally
from stationdesk.services.amenities import Amenities
from stationdesk.services.inventory import Inventory
from stationdesk.services.opening_log import OpeningLog
from stationdesk.services.tiers import Tiers
from stationdesk.services.today import Today
from stationdesk.services.visits import Visits
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.shots import settle
from stationdesk.ui.today.page import TodayPage
from stationdesk.ui.today.side_card import VISITS
from stationdesk.ui.today.visits_forms import DaySheetForm, OpeningForm
from tests.services.test_on_duty import TODAY, DutyStation

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def station(database):
    made = DutyStation(database)
    made.to("09:02")
    made.visits = Visits(made.context)
    made.log = OpeningLog(made.context, made.station)
    return made


@pytest.fixture
def build(qtbot, station):
    """Build the page in a window over the station, and press Ctrl+U."""
    windows = []

    def _build(width=1366, height=690):
        feed, context = ChangeFeed(), station.context
        context.announce = feed.announce
        inventory = Inventory(context)
        amenities = Amenities(context, inventory)
        today = Today(context, station.station, inventory, amenities, Tiers(context))
        services = today, station.roster, station.attendance, station.visits, station.log
        made = partial(TodayPage, *services, feed, context.today)
        window = MainWindow([PageEntry("today", "Today", Icon.HOME, "", made)])
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        page = window.open_page("today")
        settle()
        QTest.keyClick(page, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
        settle()
        return page

    return _build


def press(widget, key):
    """Press a key where the keys are, and wait until the button came up again."""
    QTest.keyClick(widget, key)
    QTest.qWait(200)
    settle()


def test_one_key_opens_the_visits_and_a_digit_counts_one(build, station):
    page = build()
    part = page.side.visits
    assert page.side.tabs.current() == VISITS
    first = part.tap_button(part.order()[0])
    assert first.hasFocus()
    press(first, Qt.Key.Key_1)
    press(first, Qt.Key.Key_1)
    press(first, Qt.Key.Key_3)
    counts = station.visits.day_counts()
    assert counts.by_group == {"rider": 2, "sanitation": 1}
    assert "3 visits today" in part._total.text()
    assert first.accessibleDescription() == "2 visits today"
    assert first.hasFocus()


def test_a_click_counts_for_the_service_chosen_and_is_taken_back(build, station):
    part = build().side.visits
    part.service.set_value("water")
    QTest.mouseClick(part.tap_button("elder"), Qt.MouseButton.LeftButton)
    settle()
    assert station.visits.day_counts().by_service == {"water": 1}
    station.undo()
    settle()
    assert station.visits.day_counts().people == 0
    assert part.tap_button("elder").accessibleDescription() == "0 visits today"


def test_who_came_most_before_this_month_stands_first_and_keeps_the_digit(build, station):
    before = date(2026, 5, 20)
    station.visits.count_many([NewVisit(day=before, group="resident", service="rest", people=9)])
    page = build()
    assert page.side.visits.order()[:2] == ("resident", "rider")
    for _time in range(12):
        station.visits.tap("elder", "rest")
    settle()
    assert page.side.visits.order()[:2] == ("resident", "rider")


def test_digits_count_nobody_while_another_tab_is_open(build, station):
    page = build()
    page.side.choose("duty")
    page.setFocus()
    press(page, Qt.Key.Key_1)
    assert station.visits.day_counts().people == 0


def test_the_door_is_opened_and_closed_beside_its_hours(build, station):
    door = build().side.visits.door
    assert door._mark.accessibleName() == "Opening not recorded"
    assert door._hours.whole_text() == "Published 08:00–20:00"
    QTest.mouseClick(door.verb, Qt.MouseButton.LeftButton)
    settle()
    assert door._mark.accessibleName() == "Open now"
    assert door._hours.whole_text() == "Published 08:00–20:00 · really 09:02–"
    station.to("11:58")
    QTest.mouseClick(door.verb, Qt.MouseButton.LeftButton)
    settle()
    assert door._mark.accessibleName() == "Door closed"
    assert "09:02–11:58" in door._hours.whole_text()
    assert door.verb.accessibleName() == "Open the door"


def test_days_the_log_misses_are_told_and_written_down_later(build, station):
    station.to("12:00", YESTERDAY - timedelta(days=1))
    station.log.open_now()
    station.to("12:30", YESTERDAY - timedelta(days=1))
    station.log.close_now()
    station.to("09:02")
    page = build()
    door = page.side.visits.door
    assert door._forgotten.whole_text() == "Days of this month without an opening: 1"
    form = OpeningForm(station.log, TODAY, YESTERDAY, (), page)
    form.opened.set_value(time(9))
    form.closed.set_value(time(12))
    form.reason.set_value("忘记点击")
    form.try_to_keep()
    settle()
    assert not form.isVisible()
    assert not door.write.isVisible()


def test_a_forgotten_closing_is_added_to_its_line(build, station):
    station.to("09:00", YESTERDAY)
    station.log.open_now()
    station.to("22:00")
    page = build()
    assert "closings not noted: 1" in page.side.visits.door._forgotten.whole_text()
    form = OpeningForm(station.log, TODAY, YESTERDAY, station.log.unclosed(), page)
    assert form.opened.value() == time(9)
    form.closed.set_value(time(17))
    form.reason.set_value("忘记点击")
    form.try_to_keep()
    (line,) = station.log.lines(YESTERDAY, YESTERDAY)
    assert line.closed_at == datetime.combine(YESTERDAY, time(17))


def test_the_sums_of_a_sheet_are_added_to_the_clicks(build, station):
    page = build()
    station.visits.tap("rider", "rest")
    form = DaySheetForm(station.visits, TODAY, page.side.visits.order(), page)
    assert "0 from sheets, 1 otherwise" in form._before.text()
    assert form.instead.parentWidget().isHidden()
    form.people["courier"].set_value(6)
    form.people["elder"].set_value(4)
    form.try_to_keep()
    assert station.visits.day_counts().by_group == {"rider": 1, "courier": 6, "elder": 4}


def test_a_sheet_entered_anew_stands_instead_of_the_one_before(build, station):
    page = build()
    tally = Tally(group="courier", service="rest", people=6)
    station.visits.write_down(DaySheet(day=TODAY, tallies=(tally,)))
    form = DaySheetForm(station.visits, TODAY, page.side.visits.order(), page)
    form.people["courier"].set_value(7)
    form.instead.set_value(True)
    form.try_to_keep()
    assert station.visits.day_counts().by_group == {"courier": 7}


def test_an_empty_sheet_is_refused_and_says_why(build, station):
    page = build()
    form = DaySheetForm(station.visits, TODAY, page.side.visits.order(), page)
    form.show()
    form.try_to_keep()
    assert form.isVisible()
    assert form.note.isVisible()


@pytest.mark.parametrize("size", [(1366, 690), (1093, 535)])
def test_every_group_has_its_button_in_the_card(build, station, size):
    part = build(*size).side.visits
    for group in part.order():
        made = part.tap_button(group)
        assert made.isVisible()
        assert made.mapTo(part, made.rect().topRight()).x() <= part.width()
