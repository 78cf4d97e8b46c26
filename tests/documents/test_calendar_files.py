"""A calendar file: the shift's own UID, China's time, and nobody's name or phone."""

from datetime import datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.documents.calendar_files import (
    ZONE,
    DutyCalendar,
    DutyEvent,
    calendar_bytes,
    write_calendar,
)

CHINA = timezone(timedelta(hours=8))
STAMP = datetime(2026, 6, 1, 9, 30, tzinfo=CHINA)


def event(uid="a1", name="早班", day=17, start=(8, 30), hours=3, **fields):
    starts = datetime(2026, 6, day, *start)
    ends = starts + timedelta(hours=hours)
    return DutyEvent(uid=uid, name=name, starts=starts, ends=ends, stamp=STAMP, **fields)


def calendar(*events):
    return DutyCalendar(
        title="枫桥路便民服务驿站值班（V-0001）", place="枫桥路 18 号临街一层", events=events
    )


def read(*events):
    return icalendar.Calendar.from_ical(calendar_bytes(calendar(*events)))


def test_a_shift_is_read_back_as_it_is():
    (shown,) = read(event()).walk("VEVENT")
    assert shown["uid"] == "a1"
    assert shown["summary"] == "早班"
    assert shown["location"] == "枫桥路 18 号临街一层"
    assert shown["dtstart"].dt.isoformat() == "2026-06-17T08:30:00+08:00"
    assert shown["dtend"].dt.isoformat() == "2026-06-17T11:30:00+08:00"
    assert shown["dtstamp"].dt.isoformat() == "2026-06-01T01:30:00+00:00"
    assert shown["status"] == "CONFIRMED"


def test_the_file_knows_its_zone_by_itself():
    made = read(event())
    (zone,) = made.walk("VTIMEZONE")
    assert zone["tzid"] == ZONE
    (standard,) = zone.walk("STANDARD")
    assert standard["tzoffsetto"].td == timedelta(hours=8)
    text = calendar_bytes(calendar(event())).decode()
    assert f"DTSTART;TZID={ZONE}:20260617T083000" in text


def test_a_shift_past_midnight_ends_on_the_next_day():
    (shown,) = read(event(start=(22, 0), hours=4)).walk("VEVENT")
    assert shown["dtend"].dt.isoformat() == "2026-06-18T02:00:00+08:00"


def test_a_shift_that_is_no_more_is_taken_out_of_the_calendar():
    (shown,) = read(event(cancelled=True, version=3)).walk("VEVENT")
    assert (shown["status"], shown["sequence"]) == ("CANCELLED", 3)
    assert not shown.walk("VALARM")


def test_the_same_shifts_make_the_same_bytes_in_any_order():
    one, other = event("b", day=18), event("a", day=17)
    assert calendar_bytes(calendar(one, other)) == calendar_bytes(calendar(other, one))
    assert [each["uid"] for each in read(one, other).walk("VEVENT")] == ["a", "b"]


@pytest.mark.parametrize(
    "name", ["晚班；换, 岗\\台", "第一行\n第二行", "很长的班次名称" * 20, "‮反‬", ""]
)
def test_any_name_survives_the_folding_of_lines(name):
    made = calendar_bytes(calendar(event(name=name)))
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    (shown,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    plain = name.replace("‮", "").replace("‬", "")
    assert str(shown["summary"]) == plain


@given(st.text(max_size=60))
def test_nothing_in_a_name_ends_the_event(name):
    made = read(event(name=name), event("a2", day=18))
    assert len(made.walk("VEVENT")) == 2


def test_a_calendar_without_shifts_is_still_one():
    assert not read().walk("VEVENT")


def test_the_file_is_written_whole(tmp_path):
    path = tmp_path / "V-0001.ics"
    write_calendar(calendar(event()), path)
    assert path.read_bytes() == calendar_bytes(calendar(event()))
    assert [each.name for each in tmp_path.iterdir()] == ["V-0001.ics"]
