"""What was planned for somebody, as attendance looks at it: which shift is meant, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster.assignments import CONFIRMED, AssignmentState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.opening import Interval

EARLY_MINUTES = 60
"""So long before a shift one can sign in to it; the product's own default."""
LATE_SIGN_OUT_MINUTES = 120
"""So long after a closing by itself a scan still means leaving, not coming again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedShift:
    """An assignment with the local times of its shift.

    ``is_taken`` tells whether an attendance is tied to it; ``is_closed`` whether its roster is
    closed, so that its state stays.
    """

    assignment_id: AssignmentId
    uid: str
    volunteer_id: VolunteerId
    state: AssignmentState
    shift: str
    day: date
    starts: datetime
    ends: datetime
    is_taken: bool
    is_closed: bool

    @property
    def minutes(self) -> int:
        """Its length."""
        return minutes_between(self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class Span:
    """When somebody was there; ``left`` None while they still are."""

    came: datetime
    left: datetime | None
    assignment_id: AssignmentId | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """From ``due`` on an attendance closes by itself, credited until ``left``."""

    due: datetime
    left: datetime


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the whole minutes from ``start`` to ``end``."""
    return int((end - start).total_seconds()) // 60


def meant_at(planned: Iterable[PlannedShift], moment: datetime) -> PlannedShift | None:
    """Return the shift that somebody means who signs in at ``moment``; None walks in.

    It is confirmed, begins within the next ``EARLY_MINUTES`` or runs already, and nobody signed in
    to it. One that runs comes before one that is about to begin, unless it is nearly over.
    """
    meant = [
        each
        for each in planned
        if each.state in CONFIRMED
        and not each.is_taken
        and each.starts - timedelta(minutes=EARLY_MINUTES) <= moment < each.ends
    ]
    return min(meant, key=lambda each: (each.starts, each.assignment_id), default=None)


def served_by(planned: Iterable[PlannedShift], spans: Sequence[Span]) -> frozenset[AssignmentId]:
    """Return which shifts count as served: somebody signed in to them, or stayed through them.

    Who stays on from one shift into the next signs in once; the next one is served, too, when at
    least half of it was.
    """
    tied = {span.assignment_id for span in spans}
    return frozenset(
        each.assignment_id
        for each in planned
        if each.assignment_id in tied or 2 * _minutes_within(each, spans) >= each.minutes
    )


def closing_of(
    attendance: Attendance,
    planned: Iterable[PlannedShift],
    opening: Sequence[Interval],
    grace_minutes: int,
) -> Closing:
    """Return when an attendance that nobody closed closes by itself, and what is credited.

    A planned one is credited until the planned end of the shift, or of the shifts that follow it
    without a longer gap than the grace; never for the grace itself. Somebody who walked in is
    credited nothing, as nobody knows how long they stayed: at closing time (or midnight) the
    attendance closes at the minute it began, and waits for a look.
    """
    grace = timedelta(minutes=grace_minutes)
    end = _planned_end(attendance, list(planned), grace)
    if end is None:
        return Closing(_closing_time(attendance.came_at, opening), attendance.came_at)
    latest = attendance.came_at + timedelta(days=1)
    return Closing(end + grace, min(max(end, attendance.came_at), latest))


def _planned_end(
    attendance: Attendance, planned: Sequence[PlannedShift], grace: timedelta
) -> datetime | None:
    """Return the end of the shift it is tied to and of those that follow on; None for none."""
    tied = [each for each in planned if each.assignment_id == attendance.assignment_id]
    if not tied:
        return None
    end = tied[0].ends
    for each in sorted(planned, key=lambda one: one.starts):
        if each.state in CONFIRMED and tied[0].starts <= each.starts <= end + grace:
            end = max(end, each.ends)
    return end


def _closing_time(came: datetime, opening: Sequence[Interval]) -> datetime:
    """Return when the station closes after ``came``, or the midnight after it."""
    midnight = datetime.combine(came.date(), time())
    closes = max((each.closes_minute for each in opening), default=0)
    closing = midnight + timedelta(minutes=closes)
    return closing if closing > came else midnight + timedelta(days=1)


def _minutes_within(planned: PlannedShift, spans: Sequence[Span]) -> int:
    return sum(
        max(minutes_between(max(span.came, planned.starts), min(span.left, planned.ends)), 0)
        for span in spans
        if span.left is not None
    )
