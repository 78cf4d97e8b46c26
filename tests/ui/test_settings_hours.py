from datetime import date

import pytest
from PyQt6.QtCore import Qt

from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.services.station import StationFacts
from stationdesk.ui.settings.columns import week_in_words
from stationdesk.ui.settings.exception_form import ExceptionForm
from stationdesk.ui.settings.hours_section import HoursSection
from stationdesk.ui.settings.season_field import SeasonField
from stationdesk.ui.settings.timetable_form import TimetableForm
from stationdesk.ui.settings.week_editor import WeekEditor
from tests.conftest import TODAY
from tests.ui.answers import Answers

DAY = (Interval(510, 720), Interval(840, 1050))
WEEK = dict.fromkeys(range(1, 6), DAY)
YEAR = NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=WEEK)
SUMMER = NewTimetable(
    name="夏季",
    valid_from=date(2026, 1, 1),
    week=WEEK,
    season_starts="06-01",
    season_ends="09-15",
)


@pytest.fixture
def station(context):
    return StationFacts(context)


@pytest.fixture
def section(station, qtbot):
    made = HoursSection(station, Answers(), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 690)
    made.show()
    made.refresh()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_hours_without_a_timetable_are_asked_for(section):
    assert section.timetables.model.rowCount() == 0
    assert [day.intervals for day in section.strip.days()] == [()] * 7


def test_the_coming_week_shows_what_holds_and_why_a_day_differs(section, station):
    station.keep_timetable(YEAR)
    from stationdesk.domain.opening import NewException

    station.add_exception(NewException(first_day=TODAY, last_day=TODAY, reason="停电检修"))
    section.refresh()
    today, tomorrow = section.strip.days()[:2]
    assert (today.intervals, today.reason, today.is_today) == ((), "停电检修", True)
    assert (tomorrow.intervals, tomorrow.reason) == (DAY, "")
    assert "停电检修" in section.strip.accessibleName()


def test_the_timetable_that_holds_today_stands_first(section, station):
    station.keep_timetable(YEAR)
    station.keep_timetable(SUMMER)
    section.refresh()
    lines = section.timetables.model.shown_records()
    assert [line.timetable.name for line in lines] == ["夏季", "全年"]
    assert str(lines[0].mark) != str(lines[1].mark)


def test_a_timetable_is_removed_and_comes_back_by_undo(section, station, undos, qtbot):
    station.keep_timetable(YEAR)
    section.refresh()
    section.timetables.choose_first()
    press(qtbot, section.remove_timetable)
    assert station.timetables() == []
    undos[-1].take_back()
    assert [each.name for each in station.timetables()] == ["全年"]


def test_other_hours_are_withdrawn(section, station, qtbot):
    form = ExceptionForm(station, TODAY, dialogs=Answers())
    qtbot.addWidget(form)
    form.reason.set_value("国庆节")
    form.try_to_keep()
    section.refresh()
    section.exceptions.choose_first()
    press(qtbot, section.withdraw)
    assert station.exceptions() == []


def test_a_timetable_is_typed_line_by_line(station, qtbot):
    form = TimetableForm(station, TODAY, dialogs=Answers())
    qtbot.addWidget(form)
    form.show()
    form.name.set_value("夏季作息")
    form.starts.set_value("0601")
    form.ends.set_value("9.15")
    qtbot.keyClicks(form.week.days[0], "8:30-12 14-17:30")
    press(qtbot, form.week.copy_to_workdays)
    form.week.days[5].set_value((Interval(540, 720),))
    form.try_to_keep()
    (kept,) = station.timetables()
    assert kept.week == {**WEEK, 6: (Interval(540, 720),)}
    assert (kept.season_starts, kept.season_ends) == ("06-01", "09-15")


def test_a_timetable_is_changed_where_it_stands(station, qtbot):
    station.keep_timetable(YEAR)
    form = TimetableForm(station, TODAY, station.timetables()[0], dialogs=Answers())
    qtbot.addWidget(form)
    press(qtbot, form.week.copy_to_all)
    form.try_to_keep()
    (kept,) = station.timetables()
    assert kept.week == dict.fromkeys(range(1, 8), DAY)
    assert kept.version == 2


@pytest.mark.parametrize("typed", ["早上", "8:30-12 11-15", "22:00-06:00"])
def test_impossible_hours_are_told_under_their_weekday(station, qtbot, typed):
    form = TimetableForm(station, TODAY, dialogs=Answers())
    qtbot.addWidget(form)
    form.show()
    form.name.set_value("全年")
    form.week.days[2].setText(typed)
    form.try_to_keep()
    assert station.timetables() == []
    assert form.week.days[2].accessibleDescription()
    assert not form.week.days[1].accessibleDescription()


def test_enter_goes_from_weekday_to_weekday(qtbot):
    editor = WeekEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.activateWindow()
    editor.days[0].setFocus()
    qtbot.keyClick(editor.days[0], Qt.Key.Key_Return)
    assert editor.focusWidget() is editor.days[1]
    qtbot.keyClick(editor.days[1], Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.focusWidget() is editor.days[0]


def test_open_days_with_other_hours_need_their_hours(station, qtbot):
    form = ExceptionForm(station, TODAY, dialogs=Answers())
    qtbot.addWidget(form)
    form.show()
    form.reason.set_value("高温延时开放")
    form.closed.set_value(False)
    form.try_to_keep()
    assert station.exceptions() == []
    form.hours.setText("8-22")
    form.try_to_keep()
    (kept,) = station.exceptions()
    assert kept.intervals == (Interval(480, 1320),)
    assert (kept.first_day, kept.last_day) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("typed", "value"), [("0615", "06-15"), ("2.29", "02-29"), ("6月5日", "06-05"), ("", None)]
)
def test_a_day_of_the_year_is_typed_without_a_year(qtbot, typed, value):
    field = SeasonField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == value
    assert not field.unreadable()


def test_what_is_no_day_of_the_year_is_said(qtbot):
    field = SeasonField()
    qtbot.addWidget(field)
    field.setText("夏天")
    assert field.unreadable()


def test_neighbouring_days_with_the_same_hours_are_told_together():
    told = week_in_words({**WEEK, 6: (Interval(540, 720),)})
    assert told.count("08:30-12:00") == 1
    assert told.count("09:00-12:00") == 1
