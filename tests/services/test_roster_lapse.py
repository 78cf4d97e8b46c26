"""A station that works with rosters is told at once when one is not published."""

from datetime import datetime

import pytest

from stationdesk.domain.opening import NewException
from tests.services.roster_station import RosterStation, day_of


@pytest.fixture
def at(database):
    return RosterStation(database)


def lapses(at):
    told = [(each, str(each.what)) for each in at.roster.reminders()]
    return [(what, each.grave) for each, what in told if "No roster is published" in what]


def test_a_station_that_never_published_a_roster_is_not_told(at):
    at.template()
    assert lapses(at) == []
    at.open_week()
    assert lapses(at) == []


def test_open_days_of_this_week_without_a_published_roster_are_named_once(at):
    at.template()
    at.roster.publish(at.open_week(days=4))
    assert lapses(at) == [("No roster is published for 2026-06-26, 2026-06-27, 2026-06-28", False)]
    at.at = datetime(2026, 6, 26, 9, 0)
    at.station.add_exception(NewException(first_day=day_of(5), last_day=day_of(5), reason="修缮"))
    assert lapses(at) == [("No roster is published for 2026-06-26, 2026-06-28", True)]


def test_a_draft_of_these_days_is_not_published(at):
    at.template()
    at.roster.publish(at.open_week(days=4))
    draft = at.open_week(day_of(4), days=3)
    assert len(lapses(at)) == 1
    at.roster.publish(draft)
    assert lapses(at) == []
