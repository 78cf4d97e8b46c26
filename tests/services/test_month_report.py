import sqlite3
from datetime import date

import pytest

from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.problems import Refused
from stationdesk.domain.reporting.spans import Span
from stationdesk.domain.station import NewStation
from stationdesk.domain.visits import NewVisit
from stationdesk.services.changes import Topic
from stationdesk.services.desk import open_desk
from stationdesk.store import audit, soundness

TODAY = date(2026, 6, 30)
MAY = date(2026, 5, 14)
SIGNED = {"head": "骆清平", "statistician": "李慧", "filled_by": "王芳"}


@pytest.fixture
def announced():
    return []


@pytest.fixture
def desk(announced):
    opened = open_desk(":memory:", today=TODAY, who=lambda: "王芳", announce=announced.append)
    opened.station.set_up(NewStation(name="枫桥路便民服务驿站", code="FQ-01", keeper="骆清平"))
    yield opened
    opened.close()


def came(desk, day, people, group="rider"):
    desk.visits.count_many([NewVisit(day=day, group=group, service="rest", people=people)])


def test_a_station_without_records_tells_nothing_in_any_section(desk):
    report = desk.month_report.report(Span.MONTH, MAY)
    assert all(section.says_nothing for section in report.sections)
    rates = [line.now for each in report.sections for line in each.lines if line.now.unit == "%"]
    assert len(rates) > 10
    assert {each.value for each in rates} == {None}, "nothing of nothing is not a hundred percent"


def test_a_visit_of_the_month_stands_beside_those_of_other_days(desk):
    for day, people in (
        (MAY, 12),
        (date(2026, 4, 3), 8),
        (date(2025, 5, 9), 5),
        (date(2026, 1, 2), 2),
    ):
        came(desk, day, people)
    line = desk.month_report.report(Span.MONTH, MAY).section("visits").line("group.rider")
    beside = (line.last.value, line.year_ago.value, line.to_date.value)
    assert (line.now.value, *beside) == (12, 8, 5, 22)


def test_a_trace_lists_the_tallies_of_the_day(desk):
    came(desk, MAY, 12)
    came(desk, MAY, 3, group="elder")
    lines = desk.month_report.trace("visits", "people", Span.MONTH, MAY)
    assert [(line.day, line.amount, line.page_key) for line in lines] == [
        (MAY, 3, "statistics"),
        (MAY, 12, "statistics"),
    ]
    assert "Older people" in lines[0].said
    with pytest.raises(KeyError):
        desk.month_report.trace("visits", "nothing", Span.MONTH, MAY)


def test_an_opening_without_a_log_is_told_as_unrecorded_and_its_rate_is_unknown(desk):
    week = {weekday: (Interval(480, 1080),) for weekday in range(1, 8)}
    desk.station.keep_timetable(NewTimetable(name="常", valid_from=date(2026, 1, 1), week=week))
    opening = desk.month_report.report(Span.MONTH, MAY).section("opening")
    assert not opening.says_nothing
    assert opening.line("days_unrecorded").now.value == 31
    assert opening.line("days_open").now.value == 0
    assert opening.line("kept_rate").now.value is None


def test_making_a_report_tells_how_far_it_is_and_can_be_stopped(desk):
    steps = desk.month_report.steps(Span.YEAR, MAY)
    told = [next(steps), next(steps)]
    steps.close()
    assert [done for done, _total, _words in told] == [0, 1]
    assert told[0][2] == "Opening of the station"
    every = list(desk.month_report.steps(Span.MONTH, MAY))
    assert [done for done, _total, _words in every] == list(range(every[0][1]))


def test_a_span_that_has_not_begun_has_no_report(desk):
    with pytest.raises(Refused):
        desk.month_report.report(Span.MONTH, date(2026, 7, 1))
    with pytest.raises(Refused):
        desk.month_report.trace("visits", "people", Span.MONTH, date(2026, 7, 1))
    with pytest.raises(Refused):
        desk.month_report.sections(MAY, date(2026, 5, 1))
    with pytest.raises(Refused):
        desk.month_report.report(Span.MONTH, date(1066, 10, 14))


def test_a_sent_report_stays_as_it_was_sent_and_what_changed_since_is_told(desk, announced):
    came(desk, MAY, 12)
    sent = desk.month_report.send(Span.MONTH, MAY, **SIGNED)
    assert announced[-1] == frozenset({Topic.REPORTS})
    assert audit.latest(1)[0].after["number"] == "YB-2026-05"
    assert desk.month_report.differences(sent) == ()
    came(desk, date(2026, 5, 20), 5)
    frozen = desk.month_report.frozen(sent)
    assert frozen.report.figure("visits", "people").value == 12
    assert frozen.letter.station_name == "枫桥路便民服务驿站"
    changed = {each.figure.key: each for each in desk.month_report.differences(sent)}
    assert (changed["people"].was.value, changed["people"].now.value) == (12, 17)
    assert set(changed) == {"people", "per_day", "group.rider", "service.rest"}


def test_what_is_sent_is_the_report_as_it_is_made(desk):
    came(desk, MAY, 12)
    report = desk.month_report.report(Span.MONTH, MAY)
    frozen = desk.month_report.frozen(desk.month_report.send(Span.MONTH, MAY, **SIGNED))
    assert frozen.report.sections == report.sections


def test_a_second_issue_needs_a_reason_and_leaves_the_first_one(desk):
    first = desk.month_report.send(Span.MONTH, MAY, **SIGNED)
    with pytest.raises(Refused, match="why it is issued again"):
        desk.month_report.send(Span.MONTH, MAY, **SIGNED)
    desk.month_report.send(Span.MONTH, MAY, **SIGNED, reason="漏报到访人次")
    issues = desk.month_report.issues(Span.MONTH, MAY)
    assert [(each.number, each.issue) for each in issues] == [
        ("YB-2026-05", 1),
        ("YB-2026-05-2", 2),
    ]
    assert issues[0].id == first
    assert [each.reason for each in desk.month_report.sent()] == ["漏报到访人次", ""]


def test_a_report_of_days_to_come_or_without_names_is_not_sent(desk):
    with pytest.raises(Refused) as refusal:
        desk.month_report.send(
            Span.QUARTER, date(2026, 7, 3), head="", statistician="", filled_by=""
        )
    assert {each.about for each in refusal.value.problems} == {"first", "head", "filled_by"}
    assert desk.month_report.sent() == []


def test_the_quarter_is_sent_on_its_last_day(desk):
    sent = desk.month_report.send(Span.QUARTER, TODAY, **SIGNED)
    assert desk.month_report.frozen(sent).letter.number == "JB-2026-Q2"


def test_a_sent_report_cannot_be_changed_and_an_altered_one_is_not_read(desk):
    sent = desk.month_report.send(Span.MONTH, MAY, **SIGNED)
    raw = desk.context.database.raw()
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
        raw.execute("UPDATE sent_report SET snapshot = '{}'")
    raw.execute("DROP TRIGGER sent_report_no_update")
    raw.execute("UPDATE sent_report SET snapshot = '{}'")
    assert soundness.audit_faults() == ["report YB-2026-05"]
    with pytest.raises(Refused, match="altered"):
        desk.month_report.frozen(sent)
    with pytest.raises(Refused):
        desk.month_report.frozen(sent + 1)
