"""Duty and handover on the first page, as a person sees and presses them."""

from datetime import date, datetime
from functools import partial

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel, QPushButton

from stationdesk.domain.attendance.duty_day import DutyState
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.handover import NewHandoverNote
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
from stationdesk.ui.today.handover_form import HandoverForm
from stationdesk.ui.today.page import TodayPage
from stationdesk.ui.today.side_card import DAY, DUTY, NOTES
from stationdesk.ui.widgets.basics import Elide, Pill
from tests.services.roster_station import EVERY_KIND
from tests.services.test_on_duty import TODAY, DutyStation


@pytest.fixture
def station(database):
    return DutyStation(database)


@pytest.fixture
def build(qtbot, station):
    """Build the page in a window over the station; turned leaves are kept, not turned."""
    windows = []

    def _build(width=1366, height=690):
        feed, context = ChangeFeed(), station.context
        context.announce = feed.announce
        inventory = Inventory(context)
        amenities = Amenities(context, inventory)
        today = Today(
            context,
            station.station,
            inventory,
            amenities,
            Tiers(context),
            others=(station.roster.reminders, station.attendance.reminders),
            duty=station.duty.on,
        )
        log = OpeningLog(context, station.station)
        services = today, station.roster, station.attendance, Visits(context), log
        made = partial(TodayPage, *services, feed, context.today)
        window = MainWindow([PageEntry("today", "Today", Icon.HOME, "", made)])
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(width, height)
        window.show()
        page = window.open_page("today")
        page.turn_to.disconnect()
        page.turned = []
        page.turn_to.connect(lambda key, argument: page.turned.append((key, argument)))
        settle()
        return page

    return _build


def words(part):
    """Return all that one can read in a part."""
    said = [each.text() for each in part.findChildren(QLabel) if each.isVisible()]
    said += [each.accessibleName() for each in part.findChildren(Pill) if each.isVisible()]
    return said


def press(part, text):
    """Press the button that says ``text``."""
    found = [
        each
        for each in part.findChildren(QPushButton)
        if each.accessibleName() == text and each.isVisibleTo(part)
    ]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    settle()


def buttons(part):
    return [each.accessibleName() for each in part.findChildren(QPushButton) if each.isVisible()]


def test_a_station_without_volunteers_sees_its_hours_and_is_offered_a_roster(build):
    page = build()
    assert page.side.tabs.current() == DAY
    page.side.choose(DUTY)
    settle()
    press(page.side.duty, "Make a roster")
    assert page.turned == [("roster", ("day", TODAY))]


def test_whoever_is_planned_is_signed_in_and_out_with_a_click_each(build, station):
    station.publish()
    station.to("08:05")
    page = build()
    assert page.side.tabs.current() == DUTY
    press(page.side.duty, "欧阳娜娜 · sign in")
    assert [each.name for each in station.attendance.present()] == ["欧阳娜娜"]
    station.to("12:00")
    press(page.side.duty, "欧阳娜娜 · sign out")
    assert station.attendance.present() == []
    assert "欧阳娜娜 08:05–12:00" in words(page.side.duty)
    station.undo()
    assert len(station.attendance.present()) == 1


def test_the_button_that_was_pressed_keeps_the_keys(build, station):
    station.publish()
    station.to("08:05")
    page = build()
    page.window().activateWindow()
    button = next(
        each
        for each in page.side.duty.findChildren(QPushButton)
        if each.accessibleName() == "司徒文轩 · sign in"
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "司徒文轩 · sign out"


def test_a_refusal_is_told_above_and_nothing_changes(build, station):
    station.publish()
    station.to("08:05")
    page = build()
    place = station.place(station.one)
    station.attendance.sign_in(station.one)
    page._on_sign_in(place)
    assert page.note.isVisible()
    assert len(station.attendance.present()) == 1


def test_gaps_are_told_to_the_minute_and_lead_to_the_roster(build, station):
    station.publish()
    station.roster.add_cover_rule(
        NewCoverRule(
            name="值守",
            day_kinds=EVERY_KIND,
            from_minute=540,
            to_minute=930,
            people=1,
            valid_from=date(2026, 1, 1),
        )
    )
    station.to("15:10")
    page = build()
    (line,) = [each for each in page.side.duty.findChildren(Elide) if "值守" in each.whole_text()]
    assert line.whole_text() == "15:00–15:30 值守: 0 of 1 there"
    press(page.side.duty, "Fill the gap")
    assert page.turned == [("roster", ("day", TODAY))]


def test_who_is_on_no_shift_is_signed_in_on_the_volunteers_page(build, station):
    station.publish()
    page = build()
    press(page.side.duty, "Somebody else came")
    assert page.turned == [("volunteers", "walk_in")]


def test_a_shift_that_lacks_somebody_says_how_many(build, station):
    station.publish()
    station.roster.unassign(station.place(station.two).line.assignment_id, "换人")
    page = build()
    assert "1 missing" in words(page.side.duty)


def test_duty_is_looked_at_again_as_time_goes_on(build, station):
    station.publish()
    station.to("07:59")
    page = build()
    station.to("08:00")
    page._on_minute()
    assert station.place(station.one).state is DutyState.LATE
    chip = next(
        each
        for each in page.side.duty.findChildren(QPushButton)
        if each.accessibleName() == "欧阳娜娜 · sign in"
    )
    assert "nobody signed in" in chip.toolTip()


def test_a_note_is_written_with_one_key(build, station, monkeypatch):
    page = build()
    written = []

    def write(form):
        form.words.set_value("轮椅刹车松")
        form.important.set_value(True)
        form.try_to_keep()
        written.append(form)
        return True

    monkeypatch.setattr(HandoverForm, "exec", write)
    page.window().activateWindow()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle()
    (note,) = station.roster.notes()
    assert (note.body, note.important, note.said_by) == ("轮椅刹车松", True, "王芳")
    assert written
    assert page.side.tabs.current() == NOTES
    assert "轮椅刹车松" in words(page.side.handover)


def test_notes_are_taken_over_and_finished(build, station):
    station.roster.add_note(NewHandoverNote(body="杯子快用完了"))
    station.roster.add_note(NewHandoverNote(body="轮椅刹车松", important=True))
    page = build()
    page.side.choose(NOTES)
    settle()
    press(page.side.handover, "Take all over")
    assert all(each.taken_by == "王芳" for each in station.roster.notes())
    assert "Take it over" not in buttons(page.side.handover)
    press(page.side.handover, "Done with the note")
    assert [each.body for each in station.roster.notes()] == ["杯子快用完了"]


def test_the_reminder_of_a_note_leads_to_it_on_this_very_page(build, station):
    note_id = station.roster.add_note(NewHandoverNote(body="轮椅刹车松", important=True))
    page = build()
    (told,) = [
        one for one in page.due.table.model.shown_records() if one.opens == ("note", note_id)
    ]
    page.due.opened.emit(told)
    settle()
    assert page.turned == []
    assert page.side.tabs.current() == NOTES
    focused = page.side.handover.focusWidget()
    assert focused.objectName() == f"note {note_id}"


def test_a_tab_chosen_by_hand_stays(build, station):
    station.publish()
    page = build()
    page.side.choose(DAY)
    page.refresh_now()
    assert page.side.tabs.current() == DAY


@pytest.mark.parametrize("size", [(1366, 690), (1093, 535)])
def test_the_card_is_never_wider_than_its_place(build, station, size):
    station.publish()
    station.at = datetime(2026, 6, 24, 8, 5)
    page = build(*size)
    inner = page.side.duty._area
    assert inner.widget().minimumSizeHint().width() <= inner.viewport().width()
