"""The working calendar and the time limits of answers, as a person sees and changes them."""

from __future__ import annotations

from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.calendar_rules import NewDays
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.working_days import DayKind
from stationdesk.services.answer_times import AnswerTimes
from stationdesk.services.station import StationFacts
from stationdesk.services.working_calendar import WorkingCalendar
from stationdesk.ui.settings.answers_section import AnswersSection
from stationdesk.ui.settings.calendar_form import CalendarForm
from stationdesk.ui.settings.calendar_section import CalendarSection
from tests.conftest import TODAY
from tests.domain.test_calendar_file import TOML
from tests.ui.answers import Answers


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def calendar(context):
    return WorkingCalendar(context, StationFacts(context))


@pytest.fixture
def times(context):
    return AnswerTimes(context)


def _shown(section, qtbot):
    qtbot.addWidget(section)
    section.resize(900, 690)
    section.show()
    section.refresh()
    return section


@pytest.fixture
def section(calendar, answers, qtbot):
    return _shown(CalendarSection(calendar, answers, lambda: TODAY), qtbot)


@pytest.fixture
def limits(times, qtbot):
    return _shown(AnswersSection(times, lambda: TODAY), qtbot)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _fill_in(monkeypatch, fill, seen=None):
    """Let a person fill in the form that opens, and keep it."""

    def answer(form):
        fill(form)
        if seen is not None:
            seen.append(form)
        form.try_to_keep()
        return form.result()

    monkeypatch.setattr(CalendarForm, "exec", answer)


def test_the_year_shows_holidays_and_worked_weekends(section):
    spans = list(section.table.model.shown_records())
    assert [(span.name, span.days) for span in spans[:3]] == [("元旦", 3), ("元旦", 1), ("春节", 1)]
    assert section.picture.kind_of(date(2026, 2, 17)).mark
    assert "248" in section.told.text()
    assert section.missing.isHidden()


def test_a_missing_year_says_so_and_offers_a_file(section, answers, calendar, qtbot, tmp_path):
    section.year.set_value(2027)
    assert not section.missing.isHidden()
    assert not section.save_year.isEnabled()
    file = tmp_path / "2027.toml"
    file.write_text(TOML, encoding="utf-8")
    answers.paths = [file]
    section.missing.acted.emit()
    assert section.missing.isHidden()
    assert 2027 in calendar.years_known()
    answers.save_to = tmp_path / "copy.toml"
    with qtbot.waitSignal(section.said):
        press(qtbot, section.save_year)
    assert answers.save_to.read_text(encoding="utf-8").startswith("[[year]]")


def test_a_file_with_mistakes_is_refused_in_words(section, answers, qtbot, tmp_path):
    answers.paths = [tmp_path / "nowhere.csv"]
    with qtbot.waitSignal(section.refused):
        press(qtbot, section.bring_in)


def test_days_are_entered_shown_framed_and_taken_out(section, calendar, qtbot, monkeypatch):
    def fill(form):
        form.first.set_value(date(2026, 7, 6))
        form.last.set_value(date(2026, 7, 7))
        form.name.set_value("区运动会")

    _fill_in(monkeypatch, fill)
    section.run_primary()
    assert section.picture.kind_of(date(2026, 7, 7)).own
    assert section.table.choose_where(lambda span: span.own)
    press(qtbot, section.remove)
    assert calendar.day_kind(date(2026, 7, 7)) is DayKind.WORKDAY
    section.table.choose_first()
    assert not section.remove.isEnabled()


def test_a_click_on_a_day_opens_the_form_with_that_day(section, qtbot, monkeypatch):
    seen = []
    _fill_in(monkeypatch, lambda form: form.name.set_value(""), seen)
    for day in (date(2026, 7, 8), date(2026, 10, 3)):
        place = section.picture.place_of(day).toPoint()
        qtbot.mouseClick(section.picture, Qt.MouseButton.LeftButton, pos=place)
    assert [form.first.value() for form in seen] == [date(2026, 7, 8), date(2026, 10, 1)]
    assert seen[1].last.value() == date(2026, 10, 7)


def test_an_official_day_can_be_corrected(section, calendar, qtbot, monkeypatch):
    assert section.table.choose_where(lambda span: span.first_day == date(2026, 10, 10))
    _fill_in(monkeypatch, lambda form: form.kind.set_value(DayKind.WEEKEND))
    press(qtbot, section.edit)
    assert not calendar.is_working(date(2026, 10, 10))


def test_a_day_that_cannot_be_so_is_told_under_its_field(calendar, qtbot):
    form = CalendarForm(calendar, TODAY)
    qtbot.addWidget(form)
    form.choose_day(date(2026, 7, 6))
    form.kind.set_value(DayKind.WORKED_WEEKEND)
    form.name.set_value("调休")
    form.try_to_keep()
    assert "2026-07-06" in form.kind.accessibleDescription()


def test_a_year_opens_at_once(calendar, answers, qtbot):
    calendar.override(
        NewDays(
            first_day=date(2026, 7, 6),
            last_day=date(2026, 7, 6),
            kind=DayKind.MARKET,
            name="大集",
        )
    )
    section = _shown(CalendarSection(calendar, answers, lambda: TODAY), qtbot)
    QApplication.processEvents()
    assert section.picture.kind_of(date(2026, 7, 6)).mark


def test_limits_are_kept_from_today_and_listed(limits, times):
    assert not limits.can_run_primary()
    first, final = limits.fields[FeedbackKind.COMPLAINT]
    assert (first.value(), final.value()) == (1, 5)
    final.set_value(3)
    assert limits.can_run_primary()
    limits.run_primary()
    assert [each.final_days for each in times.chosen()] == [3]
    assert limits.table.model.rowCount() == 1
    assert not limits.can_run_primary()


def test_a_wrong_limit_is_told_under_its_field_and_nothing_is_kept(limits, times):
    first, _final = limits.fields[FeedbackKind.ENQUIRY]
    first.set_value(9)
    limits.run_primary()
    assert first.accessibleDescription()
    assert times.chosen() == []


def test_a_limit_left_empty_is_asked_for(limits, times):
    _first, final = limits.fields[FeedbackKind.PRAISE]
    final.set_value(None)
    limits.run_primary()
    assert final.accessibleDescription()
    assert times.chosen() == []


def test_what_was_typed_stays_until_discarded(limits, qtbot):
    first, _final = limits.fields[FeedbackKind.WISH]
    first.set_value(3)
    limits.refresh()
    assert first.value() == 3
    press(qtbot, limits.discard)
    assert first.value() == 1


def test_limits_to_come_can_be_withdrawn(limits, times, qtbot):
    times.keep_policy(FeedbackKind.WISH, 1, 20, date(2026, 8, 1))
    limits.refresh()
    limits.table.choose_first()
    press(qtbot, limits.withdraw)
    assert times.chosen() == []
    times.keep_policy(FeedbackKind.WISH, 1, 20, TODAY)
    limits.refresh()
    limits.table.choose_first()
    assert not limits.withdraw.isEnabled()
