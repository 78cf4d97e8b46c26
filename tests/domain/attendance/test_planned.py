from datetime import datetime, timedelta

import pytest

from stationdesk.domain.attendance.planned import (
    PlannedShift,
    Span,
    closing_of,
    meant_at,
    served_by,
)
from stationdesk.domain.attendance.presence import Attendance, Means
from stationdesk.domain.opening import Interval
from stationdesk.domain.roster.assignments import AssignmentState

OPENING = (Interval(8 * 60, 12 * 60), Interval(13 * 60, 18 * 60))


def at(clock, day=29):
    return datetime.fromisoformat(f"2026-06-{day}T{clock}")


def shift(shift_id, starts, ends, *, state="confirmed", is_taken=False):
    return PlannedShift(
        assignment_id=shift_id,
        uid=str(shift_id),
        volunteer_id=1,
        state=AssignmentState(state),
        shift="班",
        day=at(starts).date(),
        starts=at(starts),
        ends=at(ends),
        is_taken=is_taken,
        is_closed=False,
    )


def presence(came, tied=None):
    return Attendance(
        id=1,
        uid="u",
        volunteer_id=1,
        assignment_id=tied,
        business_date=came.date(),
        came_at=came,
        left_at=None,
        away_minutes=0,
        work="",
        came_by=Means.CLICK,
        left_by=None,
        reviewed_at=None,
        reviewed_by=None,
        is_void=False,
        void_reason="",
        recorded_by="王芳",
        version=1,
    )


@pytest.mark.parametrize(
    ("clock", "meant"),
    [("07:29", None), ("07:30", 1), ("11:29", 1), ("11:30", 2), ("13:59", 2), ("14:00", None)],
)
def test_the_shift_that_runs_is_meant_before_the_one_that_is_about_to_begin(clock, meant):
    found = meant_at([shift(2, "11:30", "14:00"), shift(1, "08:30", "11:30")], at(clock))
    assert (found and found.assignment_id) == meant


@pytest.mark.parametrize("state", ["proposed", "absent", "excused"])
def test_only_a_confirmed_shift_is_meant_and_only_once(state):
    assert meant_at([shift(1, "08:30", "11:30", state=state)], at("09:00")) is None
    assert meant_at([shift(1, "08:30", "11:30", is_taken=True)], at("09:00")) is None
    assert meant_at([shift(1, "08:30", "11:30", state="served")], at("09:00")) is not None


@pytest.mark.parametrize(
    ("came", "left", "served"),
    [("08:30", "12:44", {1}), ("08:30", "12:45", {1, 2}), ("08:30", None, {1})],
)
def test_half_of_a_further_shift_serves_it(came, left, served):
    planned = [shift(1, "08:30", "11:30"), shift(2, "11:30", "14:00")]
    span = Span(at(came), None if left is None else at(left), 1)
    assert served_by(planned, [span]) == served


@pytest.mark.parametrize(
    ("planned", "due", "left"),
    [
        ([shift(1, "08:30", "11:30")], "12:00", "11:30"),
        ([shift(1, "08:30", "11:30"), shift(2, "12:00", "14:00")], "14:30", "14:00"),
        ([shift(1, "08:30", "11:30"), shift(2, "12:01", "14:00")], "12:00", "11:30"),
        (
            [shift(1, "08:30", "11:30"), shift(2, "11:30", "14:00", state="absent")],
            "12:00",
            "11:30",
        ),
    ],
)
def test_credit_of_a_forgotten_attendance_ends_with_the_plan(planned, due, left):
    closing = closing_of(presence(at("08:20"), tied=1), planned, OPENING, grace_minutes=30)
    assert (closing.due, closing.left) == (at(due), at(left))


@pytest.mark.parametrize(
    ("came", "opening", "due"),
    [
        ("09:00", OPENING, at("18:00")),
        ("18:00", OPENING, at("00:00", 30)),
        ("09:00", (), at("00:00", 30)),
        ("09:00", (Interval(0, 1440),), at("00:00", 30)),
    ],
)
def test_a_forgotten_walk_in_ends_where_it_began(came, opening, due):
    closing = closing_of(presence(at(came)), [], opening, grace_minutes=30)
    assert (closing.due, closing.left) == (due, at(came))


def test_no_credit_of_a_forgotten_attendance_is_longer_than_a_day():
    long = PlannedShift(
        assignment_id=1,
        uid="1",
        volunteer_id=1,
        state=AssignmentState.CONFIRMED,
        shift="班",
        day=at("08:00").date(),
        starts=at("08:00"),
        ends=at("08:00") + timedelta(days=1),
        is_taken=True,
        is_closed=False,
    )
    closing = closing_of(presence(at("07:30"), tied=1), [long], (), grace_minutes=30)
    assert closing.left == at("07:30", 30)
