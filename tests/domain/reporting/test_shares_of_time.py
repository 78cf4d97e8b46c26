from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.amenities import Amenity
from stationdesk.domain.opening import Interval
from stationdesk.domain.outages import Outage, availability
from stationdesk.domain.reporting.staffed import Presence, staffed_days
from stationdesk.domain.reporting.usable import usable_time

DAY = date(2026, 6, 1)
AMENITY = Amenity(
    id=1,
    uid="a1",
    code="SS-0001",
    name="灭火器",
    kind="extinguisher",
    model="",
    serial_no="",
    place=None,
    pieces=2,
    capacity=None,
    since=DAY,
    since_text="",
    made_on=None,
    agent=None,
    warranty_until=None,
    keeper="",
    note="",
    registered_on=DAY,
    retired_on=None,
    retire_reason="",
    version=1,
)
HOURS = (Interval(480, 720), Interval(840, 1080))
OPENING = tuple((DAY + timedelta(days=n), HOURS if n % 7 else ()) for n in range(14))
"""Two weeks; closed on the first day of each."""


def at(day, minute):
    return datetime(2026, 6, 1) + timedelta(days=day, minutes=minute)


outages = st.lists(
    st.builds(
        lambda start, length, pieces, number: Outage(
            id=number,
            uid=str(number),
            amenity_id=1,
            fault_id=number,
            started_at=at(-2, 0) + timedelta(minutes=start),
            ended_at=None if length is None else at(-2, 0) + timedelta(minutes=start + length),
            pieces=pieces,
            reason="",
        ),
        st.integers(0, 18 * 1440),
        st.one_of(st.none(), st.integers(0, 5 * 1440)),
        st.sampled_from([None, 1, 2]),
        st.integers(1, 99),
    ),
    max_size=3,
)


@given(outages, st.integers(-3, 10), st.one_of(st.none(), st.integers(0, 16)))
def test_usable_time_is_what_availability_says_of_each_amenity(stopped, since, retired):
    one = replace(
        AMENITY,
        since=DAY + timedelta(days=since),
        retired_on=None if retired is None else DAY + timedelta(days=max(since + 1, retired)),
    )
    told = availability(one, stopped, OPENING)
    found = usable_time([one], stopped, OPENING)
    whole = told.open_minutes * told.pieces
    assert sum(each.piece_minutes for each in found) == whole
    assert sum(each.piece_minutes_usable for each in found) == whole - told.piece_minutes_out
    assert sum(each.minutes_stopped for each in found) == told.outage_minutes


def test_nothing_is_usable_where_nothing_is_open():
    assert usable_time([AMENITY], [], []) == []


presences = st.lists(
    st.builds(
        lambda start, length: Presence(at(0, start), at(0, start + length)),
        st.integers(0, 13 * 1440),
        st.integers(0, 20 * 60),
    ),
    max_size=8,
)


@given(presences)
def test_a_staffed_minute_is_a_published_one_in_which_anybody_is_there(there):
    told = staffed_days(OPENING, there)
    assert [each.day for each in told] == [day for day, hours in OPENING if hours]
    minutes = {
        (DAY + timedelta(days=day), minute)
        for each in there
        for number in range(
            int((each.came_at - at(0, 0)).total_seconds()) // 60,
            int((each.left_at - at(0, 0)).total_seconds()) // 60,
        )
        for day, minute in [divmod(number, 1440)]
    }
    for each in told:
        counted = sum(
            (each.day, minute) in minutes
            for hours in HOURS
            for minute in range(hours.opens_minute, hours.closes_minute)
        )
        assert (each.minutes_published, each.minutes_staffed) == (480, counted)
