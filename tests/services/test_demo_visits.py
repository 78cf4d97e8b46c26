from datetime import date, timedelta

import pytest

from stationdesk.domain.visits import Counting
from stationdesk.services.demo.making import live_through
from stationdesk.services.desk import open_desk

LAST = date(2026, 7, 31)
FIRST = LAST - timedelta(days=60)


@pytest.fixture(scope="module")
def desk():
    """A station after a demo of two summer months, on its last day."""
    opened = open_desk(":memory:", today=LAST)
    live_through(opened, FIRST, LAST, seed=2)
    yield opened
    opened.close()


def counts(desk, sql):
    return desk.context.database.raw().execute(sql).fetchall()


def test_as_many_come_as_to_a_station_at_a_busy_street(desk):
    days = list(desk.visits.by_day(FIRST, LAST - timedelta(days=1)).values())
    assert 18 <= sum(days) / len(days) <= 45
    assert min(days) >= 5


def test_riders_and_sanitation_workers_come_most_and_riders_at_noon(desk):
    groups = desk.visits.by_group(FIRST, LAST)
    assert set(sorted(groups, key=groups.get)[-2:]) == {"rider", "sanitation"}
    noon = "SUBSTR(counted_at, 12, 2) BETWEEN '12' AND '14'"
    ((share,),) = counts(
        desk,
        f"SELECT 1.0 * SUM(people * ({noon})) / SUM(people) FROM visit"
        " WHERE visitor_group = 'rider' AND counted_at IS NOT NULL",
    )
    assert share > 0.35


def test_in_summer_people_come_for_water_and_shade_and_nobody_to_warm_up(desk):
    services = desk.visits.by_service(FIRST, LAST)
    assert services["water"] > services["heating"]
    assert services["shelter"] > services["reading"]
    assert "warmth" not in services


def test_nobody_is_counted_while_the_door_is_shut(desk):
    told = counts(desk, "SELECT business_date, counted_at FROM visit WHERE counted_at IS NOT NULL")
    for day, moment in told:
        hours = desk.station.opening_on(date.fromisoformat(str(day)))
        minute = int(moment[11:13]) * 60 + int(moment[14:16])
        assert hours[0].opens_minute <= minute < hours[-1].closes_minute


def test_some_days_are_counted_on_paper(desk):
    sources = {source for (source,) in counts(desk, "SELECT DISTINCT source FROM visit")}
    assert sources == {Counting.TAP.value, Counting.SHEET.value}


def test_the_log_keeps_nearly_all_published_hours_and_says_why_not(desk):
    kept = desk.opening_log.kept(FIRST, LAST)
    assert 90 < kept.percent < 100
    assert desk.opening_log.open_line().day == LAST
    for line in desk.opening_log.lines(FIRST, LAST):
        hours = desk.station.opening_on(line.day)
        late = line.opened_at.hour * 60 + line.opened_at.minute > hours[0].opens_minute
        assert bool(line.reason) or not late


def test_the_last_weeks_are_all_on_record(desk):
    kept = desk.opening_log.kept(LAST - timedelta(days=20), LAST)
    assert (kept.days_unrecorded, kept.days_unclosed) == (0, 0)
