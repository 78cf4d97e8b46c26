from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.amenities import Amenity
from stationdesk.domain.ids import AmenityId, FaultId, OutageId
from stationdesk.domain.opening import Interval
from stationdesk.domain.outages import (
    Outage,
    OutagePeriod,
    availability,
    outage_periods,
    working_pieces,
    working_pieces_on,
)

MONDAY = datetime(2026, 6, 1)
AMENITY = Amenity(
    id=AmenityId(1),
    uid="a1",
    code="SS-0001",
    name="灭火器",
    kind="extinguisher",
    model="",
    serial_no="",
    place=None,
    pieces=4,
    capacity=None,
    since=date(2026, 1, 1),
    since_text="",
    made_on=None,
    agent=None,
    warranty_until=None,
    keeper="",
    note="",
    registered_on=date(2026, 1, 1),
    retired_on=None,
    retire_reason="",
    version=1,
)
OUTAGE = Outage(
    id=OutageId(1),
    uid="o1",
    amenity_id=AmenityId(1),
    fault_id=FaultId(1),
    started_at=MONDAY + timedelta(hours=9),
    ended_at=MONDAY + timedelta(hours=11),
    pieces=None,
    reason="",
)
DAY = (date(2026, 6, 1), (Interval(8 * 60, 12 * 60),))


def test_one_broken_extinguisher_of_four_leaves_three():
    one = replace(OUTAGE, pieces=1)
    assert working_pieces(AMENITY, [one], OUTAGE.started_at) == 3
    assert working_pieces(AMENITY, [one, replace(one, pieces=2)], OUTAGE.started_at) == 1
    assert working_pieces(AMENITY, [replace(one, amenity_id=AmenityId(2))], OUTAGE.started_at) == 4
    assert working_pieces(AMENITY, [OUTAGE], OUTAGE.started_at) == 0


def test_a_piece_works_again_in_the_minute_the_outage_ends():
    assert working_pieces(AMENITY, [OUTAGE], MONDAY + timedelta(hours=11)) == 4


def test_a_day_is_judged_by_its_end():
    assert working_pieces_on(AMENITY, [OUTAGE], date(2026, 6, 1)) == 4
    assert working_pieces_on(AMENITY, [replace(OUTAGE, ended_at=None)], date(2026, 6, 1)) == 0
    assert working_pieces_on(AMENITY, [], date(2025, 12, 31)) == 0


def test_two_faults_at_once_make_one_outage_from_first_stop_to_last_acceptance():
    later = replace(
        OUTAGE,
        started_at=MONDAY + timedelta(hours=10),
        ended_at=MONDAY + timedelta(hours=15),
    )
    whole = OutagePeriod(MONDAY + timedelta(hours=9), MONDAY + timedelta(hours=15), 4)
    assert outage_periods([later, OUTAGE], 4) == (whole,)


def test_an_outage_that_lasts_has_no_end():
    lasting = replace(OUTAGE, ended_at=None, pieces=1)
    assert outage_periods([lasting], 4) == (OutagePeriod(OUTAGE.started_at, None, 1),)


@pytest.mark.parametrize(
    ("outage", "outage_minutes", "partly_minutes", "percent"),
    [
        (OUTAGE, 120, 0, 50.0),
        (replace(OUTAGE, pieces=1), 0, 120, 87.5),
        (replace(OUTAGE, ended_at=None), 180, 0, 25.0),
        (replace(OUTAGE, started_at=MONDAY), 180, 0, 25.0),
        (replace(OUTAGE, started_at=MONDAY + timedelta(hours=13), ended_at=None), 0, 0, 100.0),
    ],
)
def test_availability_counts_only_opening_hours(outage, outage_minutes, partly_minutes, percent):
    found = availability(AMENITY, [outage], [DAY])
    assert (found.outage_minutes, found.partly_minutes) == (outage_minutes, partly_minutes)
    assert found.percent == percent


def test_a_closed_station_has_no_availability():
    assert availability(AMENITY, [OUTAGE], [(date(2026, 6, 1), ())]).percent is None


def test_days_out_of_service_do_not_count():
    young = replace(AMENITY, since=date(2026, 6, 2))
    assert availability(young, [], [DAY]).percent is None
    retired = replace(AMENITY, retired_on=date(2026, 6, 1))
    assert availability(retired, [], [DAY]).percent is None


_SPANS = st.tuples(
    st.integers(0, 200), st.none() | st.integers(0, 90), st.none() | st.integers(1, 4)
)


@given(
    st.lists(_SPANS, max_size=6),
    st.integers(1, 4),
    st.sets(st.integers(0, 47), max_size=20),
)
def test_availability_agrees_with_a_count_of_every_minute(spans, pieces, open_slots):
    """A day of 240 short minutes: slots of five minutes are open or closed."""
    amenity = replace(AMENITY, pieces=pieces)
    outages = [
        replace(
            OUTAGE,
            id=OutageId(n),
            started_at=MONDAY + timedelta(minutes=start),
            ended_at=None if length is None else MONDAY + timedelta(minutes=start + length),
            pieces=None if out is None else min(out, pieces),
        )
        for n, (start, length, out) in enumerate(spans)
    ]
    intervals = tuple(Interval(slot * 5, slot * 5 + 5) for slot in sorted(open_slots))
    found = availability(amenity, outages, [(date(2026, 6, 1), intervals)])
    minutes = [m for each in intervals for m in range(each.opens_minute, each.closes_minute)]
    working = [working_pieces(amenity, outages, MONDAY + timedelta(minutes=m)) for m in minutes]
    assert found.open_minutes == len(minutes)
    assert found.outage_minutes == sum(1 for count in working if count == 0)
    assert found.partly_minutes == sum(1 for count in working if 0 < count < pieces)
    assert found.piece_minutes_out == sum(pieces - count for count in working)
    if minutes:
        usable = sum(working) / (len(minutes) * pieces)
        assert found.percent == pytest.approx(100 * usable)


@given(st.lists(_SPANS, max_size=8), st.integers(1, 4))
def test_outage_periods_of_one_amenity_never_overlap(spans, pieces):
    outages = [
        replace(
            OUTAGE,
            started_at=MONDAY + timedelta(minutes=start),
            ended_at=None if length is None else MONDAY + timedelta(minutes=start + length),
            pieces=out,
        )
        for start, length, out in spans
    ]
    periods = outage_periods(outages, pieces)
    for one, other in pairwise(periods):
        assert one.ended_at is not None
        assert one.ended_at <= other.started_at
        assert one.ended_at < other.started_at or one.pieces_out != other.pieces_out
    assert all(0 < period.pieces_out <= pieces for period in periods)
