"""Official days, the station's own over them, years from files, and what is missing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from stationdesk.domain.calendar_rules import NewDays
from stationdesk.domain.feedback.clocks import due_at
from stationdesk.domain.opening import Interval, NewException, NewTimetable
from stationdesk.domain.problems import Refused
from stationdesk.domain.reminders import Area, Urgency
from stationdesk.domain.working_days import DayKind
from stationdesk.services.changes import Topic
from stationdesk.services.station import StationFacts
from stationdesk.services.working_calendar import WorkingCalendar
from stationdesk.store import audit
from tests.domain.test_calendar_file import CSV, TOML


@pytest.fixture
def station(context):
    return StationFacts(context)


@pytest.fixture
def calendar(context, station):
    return WorkingCalendar(context, station)


def _days(first, last, kind, name="本地安排"):
    return NewDays(
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last),
        kind=kind,
        name=name,
    )


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-02-14", DayKind.WORKED_WEEKEND),
        ("2026-02-17", DayKind.HOLIDAY),
        ("2026-02-21", DayKind.HOLIDAY),
        ("2026-02-24", DayKind.WORKDAY),
        ("2026-03-07", DayKind.WEEKEND),
    ],
)
def test_without_hours_the_official_calendar_speaks(calendar, day, kind):
    found = date.fromisoformat(day)
    assert calendar.day_kind(found) is kind
    assert calendar.is_working(found) is (kind in (DayKind.WORKDAY, DayKind.WORKED_WEEKEND))


def test_a_working_day_on_which_the_station_stays_closed_does_not_count(calendar, station):
    hours = (Interval(540, 1020),)
    station.keep_timetable(
        NewTimetable(
            name="全年", valid_from=date(2026, 1, 1), week=dict.fromkeys(range(1, 6), hours)
        )
    )
    station.add_exception(
        NewException(first_day=date(2026, 7, 1), last_day=date(2026, 7, 1), reason="停电")
    )
    assert calendar.day_kind(date(2026, 7, 1)) is DayKind.CLOSED
    assert calendar.day_kind(date(2026, 10, 10)) is DayKind.CLOSED
    assert calendar.day_kind(date(2026, 7, 4)) is DayKind.WEEKEND
    due = due_at(datetime(2026, 6, 30, 9), 1, calendar.work_time())
    assert due == datetime(2026, 7, 2, 17)


def test_own_days_go_before_the_official_ones_until_they_are_taken_out(calendar, undos, announced):
    calendar.override(_days("2026-07-06", "2026-07-07", DayKind.HOLIDAY, "区运动会"))
    assert not calendar.is_working(date(2026, 7, 7))
    assert announced[-1] == {Topic.STATION, Topic.FEEDBACK}
    (span,) = [each for each in calendar.spans(2026) if each.own]
    assert (span.name, span.days, span.source) == ("区运动会", 2, "")
    calendar.remove_override(date(2026, 7, 6), date(2026, 7, 7))
    assert calendar.is_working(date(2026, 7, 7))
    undos[-1].take_back()
    assert not calendar.is_working(date(2026, 7, 7))
    undos[0].take_back()
    assert calendar.is_working(date(2026, 7, 7))
    assert len(audit.events_of("calendar days", "2026-07-06")) == 4


def test_an_own_day_over_an_official_one_comes_back_as_it_was(calendar, undos):
    calendar.override(_days("2026-10-10", "2026-10-10", DayKind.WEEKEND))
    assert not calendar.is_working(date(2026, 10, 10))
    calendar.override(_days("2026-10-10", "2026-10-10", DayKind.MARKET, "大集"))
    assert calendar.day_kind(date(2026, 10, 10)) is DayKind.MARKET
    assert calendar.is_working(date(2026, 10, 10))
    undos[-1].take_back()
    assert calendar.day_kind(date(2026, 10, 10)) is DayKind.WEEKEND
    undos[0].take_back()
    assert calendar.day_kind(date(2026, 10, 10)) is DayKind.WORKED_WEEKEND


def test_taking_out_what_is_not_there_does_nothing(calendar, undos, announced):
    calendar.remove_override(date(2026, 7, 6))
    assert (undos, announced) == ([], [])


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (_days("2026-07-06", "2026-07-05", DayKind.HOLIDAY), ["last_day"]),
        (_days("2026-07-06", "2026-09-06", DayKind.HOLIDAY), ["last_day"]),
        (_days("2026-07-06", "2026-07-06", DayKind.WORKED_WEEKEND), ["kind"]),
        (_days("2026-07-03", "2026-07-05", DayKind.WEEKEND), ["kind"]),
        (_days("2026-07-06", "2026-07-06", DayKind.CLOSED, " "), ["kind", "name"]),
        (_days("2026-07-06", "2026-07-06", DayKind.HOLIDAY, "长" * 41), ["name"]),
    ],
)
def test_days_that_cannot_be_so_are_refused(calendar, wish, about):
    with pytest.raises(Refused) as refusal:
        calendar.override(wish)
    assert [each.about for each in refusal.value.problems] == about


def test_a_year_is_brought_in_and_taken_back(calendar, tmp_path, undos):
    file = tmp_path / "2027.toml"
    file.write_text(TOML, encoding="utf-8")
    assert calendar.missing_years(date(2028, 1, 1)) == (2027, 2028)
    calendar.bring_in_file(file)
    assert calendar.missing_years(date(2027, 12, 31)) == ()
    assert calendar.years_known() == (2024, 2025, 2026, 2027)
    assert calendar.is_working(date(2027, 2, 13))
    undos[-1].take_back()
    assert calendar.years_known() == (2024, 2025, 2026)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_as_office_programs_save_it(calendar, tmp_path, encoding):
    file = tmp_path / "2027年放假安排.csv"
    file.write_text(CSV, encoding=encoding)
    calendar.bring_in_file(file)
    (new_year, *_others) = calendar.spans(2027)
    assert (new_year.name, new_year.source) == ("元旦", "2027年放假安排")


def test_a_later_file_takes_the_place_of_the_earlier_one_but_not_of_days_by_hand(
    calendar, tmp_path, undos
):
    calendar.override(_days("2027-03-01", "2027-03-01", DayKind.HOLIDAY, "站庆"))
    calendar.override(_days("2027-02-05", "2027-02-05", DayKind.WORKDAY, "留守"))
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(TOML, encoding="utf-8")
    second.write_text(TOML.replace("2027-02-13", "2027-02-14"), encoding="utf-8")
    calendar.bring_in_file(first)
    calendar.bring_in_file(second)
    assert not calendar.is_working(date(2027, 2, 13))
    assert calendar.is_working(date(2027, 2, 14))
    assert not calendar.is_working(date(2027, 3, 1))
    assert calendar.is_working(date(2027, 2, 5))
    undos[-1].take_back()
    assert calendar.is_working(date(2027, 2, 13))
    assert not calendar.is_working(date(2027, 2, 14))


def test_a_file_of_a_shipped_year_goes_before_what_was_shipped(calendar, tmp_path):
    file = tmp_path / "2026.toml"
    calendar.write_file(2026, file)
    amended = file.read_text(encoding="utf-8").replace('worked = ["2026-05-09"]\n', "")
    file.write_text(amended, encoding="utf-8")
    assert calendar.is_working(date(2026, 5, 9))
    calendar.bring_in_file(file)
    assert calendar.day_kind(date(2026, 5, 9)) is DayKind.WEEKEND
    assert not calendar.is_working(date(2026, 5, 9))


def test_files_that_cannot_be_read_change_nothing(calendar, tmp_path, undos):
    broken = tmp_path / "broken.toml"
    broken.write_text("[[year]]\nyear = 2027\n", encoding="utf-8")
    for path in (broken, tmp_path / "nowhere.csv"):
        with pytest.raises(Refused):
            calendar.bring_in_file(path)
    with pytest.raises(Refused):
        calendar.write_file(2027, tmp_path / "2027.toml")
    with pytest.raises(Refused):
        calendar.write_file(2026, tmp_path / "missing" / "2026.toml")
    assert undos == []


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 11, 1), []),
        (date(2026, 11, 2), [(Urgency.LATER, date(2027, 1, 1), False)]),
        (date(2026, 12, 31), [(Urgency.SOON, date(2027, 1, 1), False)]),
        (date(2027, 1, 1), [(Urgency.OVERDUE, None, True)]),
    ],
)
def test_the_first_page_asks_for_a_year_two_months_ahead(calendar, on, told):
    found = list(calendar.reminders(on))
    assert [(each.urgency, each.day, each.grave) for each in found] == told
    assert all((each.area, each.opens) == (Area.SETTINGS, "calendar") for each in found)


def test_a_deadline_told_before_is_not_moved_by_a_changed_calendar(calendar):
    before = calendar.work_time()
    told = due_at(datetime(2026, 6, 30, 10), 5, before)
    calendar.override(_days("2026-07-01", "2026-07-03", DayKind.HOLIDAY))
    assert due_at(datetime(2026, 6, 30, 10), 5, before) == told
    assert due_at(datetime(2026, 6, 30, 10), 5, calendar.work_time()) > told


def test_a_file_that_cannot_be_opened_is_told_in_the_users_words(calendar, tmp_path):
    for path in (tmp_path / "2027.toml", tmp_path):
        with pytest.raises(Refused, match="cannot be opened") as refused:
            calendar.bring_in_file(path)
        assert "directory" not in str(refused.value)
    broken = tmp_path / "坏.toml"
    broken.write_text("[[[", encoding="utf-8")
    with pytest.raises(Refused, match="this is not TOML"):
        calendar.bring_in_file(broken)
