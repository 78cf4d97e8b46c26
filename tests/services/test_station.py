from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.opening import Interval, NewException, NewTimetable
from stationdesk.domain.problems import Refused
from stationdesk.domain.station import NewStation, StationKind
from stationdesk.services.changes import Topic
from stationdesk.services.station import StationFacts
from stationdesk.store import audit
from tests.conftest import TODAY

WISH = NewStation(
    name="紫薇社区便民服务驿站",
    code="YT-017",
    kind=StationKind.COMMUNITY,
    street="丈八沟街道",
    district="雁塔区",
    area_square_metres=45,
    phone="029-88880000",
    keeper="王芳",
    tier_applied_for=1,
)
HOURS = NewTimetable(
    name="全年",
    valid_from=date(2026, 1, 1),
    week=dict.fromkeys(range(1, 8), (Interval(510, 720), Interval(780, 1080))),
)


@pytest.fixture
def facts(context):
    return StationFacts(context)


def test_a_station_is_set_up_once(facts, announced):
    assert facts.station() is None
    facts.set_up(WISH)
    assert facts.station().name == WISH.name
    assert facts.station().kind is StationKind.COMMUNITY
    assert announced == [frozenset({Topic.STATION})]
    with pytest.raises(Refused):
        facts.set_up(WISH)


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"name": " "}, ["name"]),
        ({"name": "长" * 101, "area_square_metres": 0}, ["name", "area_square_metres"]),
        ({"tier_applied_for": 4, "standard_key": ""}, ["tier_applied_for", "standard_key"]),
    ],
)
def test_facts_are_refused_for_every_reason(facts, change, about):
    with pytest.raises(Refused) as refusal:
        facts.set_up(replace(WISH, **change))
    assert [problem.about for problem in refusal.value.problems] == about


def test_changed_facts_can_be_changed_back(facts, undos):
    facts.set_up(WISH)
    facts.change(replace(WISH, keeper="李敏"), 1)
    assert facts.station().keeper == "李敏"
    undos[-1].take_back()
    assert facts.station().keeper == "王芳"


def test_a_change_over_somebody_elses_change_names_them(facts):
    facts.set_up(WISH)
    facts.change(replace(WISH, keeper="李敏"), 1)
    with pytest.raises(Refused, match="王芳 changed this at 2026-06-30 10:30"):
        facts.change(replace(WISH, keeper="赵强"), 1)


def test_hours_are_kept_changed_and_taken_back(facts, undos):
    timetable_id = facts.keep_timetable(HOURS)
    monday = date(2026, 6, 1)
    assert facts.opening_on(monday) == (Interval(510, 720), Interval(780, 1080))
    facts.keep_timetable(replace(HOURS, week={1: (Interval(0, 1440),)}), timetable_id, 1)
    assert facts.opening_on(monday) == (Interval(0, 1440),)
    assert facts.opening_on(date(2026, 6, 2)) == ()
    undos[-1].take_back()
    assert facts.opening_on(monday) == (Interval(510, 720), Interval(780, 1080))
    undos[0].take_back()
    assert facts.timetables() == []


def test_hours_changed_meanwhile_are_not_written_over(facts):
    timetable_id = facts.keep_timetable(HOURS)
    facts.keep_timetable(replace(HOURS, name="夏"), timetable_id, 1)
    with pytest.raises(Refused):
        facts.keep_timetable(replace(HOURS, name="冬"), timetable_id, 1)


def test_a_removed_timetable_comes_back(facts, undos):
    facts.remove_timetable(facts.keep_timetable(HOURS))
    assert facts.timetables() == []
    undos[-1].take_back()
    assert [each.name for each in facts.timetables()] == ["全年"]


def test_other_hours_are_entered_withdrawn_and_reinstated(facts, undos):
    facts.keep_timetable(HOURS)
    first = date(2026, 10, 1)
    wish = NewException(first_day=first, last_day=date(2026, 10, 7), reason="国庆节")
    exception_id = facts.add_exception(wish)
    assert facts.opening_on(first) == ()
    assert not facts.is_open(datetime(2026, 10, 1, 9, 0))
    facts.withdraw_exception(exception_id)
    assert facts.opening_on(first) != ()
    undos[-1].take_back()
    assert facts.opening_on(first) == ()
    assert [each.reason for each in facts.exceptions()] == ["国庆节"]


def test_every_change_leaves_its_trace(facts):
    facts.set_up(WISH)
    facts.change(replace(WISH, keeper="李敏"), 1)
    events = audit.events_of("station", facts.station().uid)
    assert [event.action for event in events] == ["set up", "change"]
    assert (events[-1].before["keeper"], events[-1].after["keeper"]) == ("王芳", "李敏")


def test_names_used_so_far_are_offered(facts):
    facts.set_up(WISH)
    assert facts.people() == ["王芳"]


def test_hours_that_held_on_past_days_end_but_do_not_vanish(facts, context):
    timetable_id = facts.keep_timetable(HOURS)
    tomorrow = TODAY + timedelta(days=1)
    context.today = lambda: tomorrow
    with pytest.raises(Refused, match="全年"):
        facts.remove_timetable(timetable_id)
    assert [each.name for each in facts.timetables()] == ["全年"]


def test_hours_that_have_not_begun_can_be_taken_out_on_any_day(facts, context):
    timetable_id = facts.keep_timetable(replace(HOURS, valid_from=date(2026, 8, 1)))
    tomorrow = TODAY + timedelta(days=1)
    context.today = lambda: tomorrow
    facts.remove_timetable(timetable_id)
    assert facts.timetables() == []
