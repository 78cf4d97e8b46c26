from datetime import date, datetime

import pytest

from stationdesk.domain.opening_kept import NewOpening
from stationdesk.domain.problems import Refused
from stationdesk.services.opening_log import OpeningLog

from .roster_station import RosterStation

TUESDAY, WEDNESDAY = date(2026, 6, 23), date(2026, 6, 24)


@pytest.fixture
def desk(database):
    """A station open from 08:00 to 20:00 every day; it is Wednesday, 10:30."""
    return RosterStation(database)


@pytest.fixture
def log(desk):
    return OpeningLog(desk.context, desk.station)


def moment(text, day=TUESDAY):
    return datetime.combine(day, datetime.strptime(text, "%H:%M").time())


def written(opened="08:00", closed="20:00", day=TUESDAY, **fields):
    return NewOpening(opened_at=moment(opened, day), closed_at=moment(closed, day), **fields)


def test_two_clicks_are_a_line(desk, log):
    desk.at = moment("08:05", WEDNESDAY)
    log.open_now()
    assert log.open_line().opened_by == "王芳"
    desk.at = moment("19:50", WEDNESDAY)
    log.close_now(by="李慧", reason="停电")
    (line,) = log.lines(WEDNESDAY, WEDNESDAY)
    assert (f"{line.opened_at:%H:%M}", f"{line.closed_at:%H:%M}") == ("08:05", "19:50")
    assert (line.closed_by, line.reason, log.open_line()) == ("李慧", "停电", None)


def test_opening_twice_and_closing_what_is_closed_are_refused(desk, log):
    with pytest.raises(Refused):
        log.close_now()
    log.open_now()
    with pytest.raises(Refused):
        log.open_now()


def test_clicks_can_be_taken_back(desk, log):
    desk.at = moment("08:05", WEDNESDAY)
    log.open_now()
    desk.at = moment("12:00", WEDNESDAY)
    log.close_now()
    desk.undo()
    assert log.open_line() is not None
    desk.undo()
    assert log.lines(WEDNESDAY, WEDNESDAY) == []


def test_who_closes_after_midnight_closes_what_was_opened_the_evening_before(desk, log):
    desk.at = moment("19:00", TUESDAY)
    log.open_now()
    desk.at = moment("01:00", WEDNESDAY)
    log.close_now()
    (line,) = log.lines(TUESDAY, WEDNESDAY)
    assert (line.day, line.closed_at) == (TUESDAY, desk.at)


def test_a_door_opened_on_a_later_day_does_not_stand_open_now(desk, log):
    desk.at = moment("08:00", WEDNESDAY)
    log.open_now()
    desk.at = moment("09:00", TUESDAY)
    assert log.open_line() is None


def test_a_forgotten_closing_is_told_and_can_be_written_in(desk, log):
    desk.at = moment("08:00", TUESDAY)
    line_id = log.open_now()
    desk.at = moment("12:30", WEDNESDAY)
    assert [each.id for each in log.unclosed()] == [line_id]
    log.open_now()
    with pytest.raises(Refused, match="Write why"):
        log.correct(line_id, written(), version=1)
    log.correct(line_id, written(reason="忘记点闭站"), version=1)
    assert log.unclosed() == []
    assert log.kept(TUESDAY, TUESDAY).percent == 100


def test_a_line_seen_in_an_older_version_is_not_written_over(log):
    line_id = log.write_down(written())
    log.correct(line_id, written("09:00", reason="记错"), version=1)
    with pytest.raises(Refused, match="changed this"):
        log.correct(line_id, written("10:00", reason="记错"), version=1)


def test_a_void_line_says_nothing_any_more_until_it_stands_again(desk, log):
    line_id = log.write_down(written())
    log.void(line_id)
    assert log.kept(TUESDAY, TUESDAY).days_unrecorded == 1
    desk.undo()
    assert log.kept(TUESDAY, TUESDAY).days_unrecorded == 0
    log.void(line_id)
    with pytest.raises(Refused):
        log.void(line_id)


def test_lines_that_overlap_or_are_still_to_come_are_refused(log):
    log.write_down(written())
    for wish in (written("19:00", "21:00"), written(day=WEDNESDAY)):
        with pytest.raises(Refused):
            log.write_down(wish)


def test_what_was_kept_is_told_of_days_up_to_this_minute(desk, log):
    log.write_down(written("08:00", "14:00"))
    log.open_now()
    desk.at = moment("12:00", WEDNESDAY)
    told = log.kept(date(2026, 6, 22), date(2026, 6, 30))
    assert (told.days_published, told.days_open, told.days_unrecorded) == (3, 2, 1)
    assert told.minutes_published == 720 + 720 + 240
    assert told.minutes_kept == 360 + 90
    assert [day.unrecorded for day in log.days(date(2026, 6, 22), WEDNESDAY)] == [
        True,
        False,
        False,
    ]
    assert log.first_day() == TUESDAY


def test_a_period_that_ends_before_it_begins_is_refused(log):
    with pytest.raises(Refused):
        log.kept(WEDNESDAY, TUESDAY)
