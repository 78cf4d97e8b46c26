"""What an attendance must be: no time ahead, no end before its start, nobody twice at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.planned import minutes_between
from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.assignments import CONFIRMED
from stationdesk.domain.volunteers.people import Standing
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from stationdesk.domain.attendance.planned import PlannedShift, Span
    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import VolunteerId

LONGEST_MINUTES = 24 * 60
LONGEST_WORK = 200
LONGEST_REASON = 200

FUTURE = N_("This time lies in the future.")
SHOWN_TIME = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When somebody came and left (None: is still there), and what of it was no service."""

    came: datetime
    left: datetime | None
    away: int = 0
    work: str = ""

    @property
    def told(self) -> str:
        """The times as a correction tells them: ``2026-06-30 08:30-11:30 (-10)``."""
        left = ""
        if self.left is not None:
            same_day = self.left.date() == self.came.date()
            left = self.left.strftime("%H:%M" if same_day else SHOWN_TIME)
        away = f" (-{self.away})" if self.away else ""
        return f"{self.came.strftime(SHOWN_TIME)}-{left}{away}"


def times_of(attendance: Attendance) -> Times:
    """Return the times that an attendance has."""
    return Times(
        came=attendance.came_at,
        left=attendance.left_at,
        away=attendance.away_minutes,
        work=attendance.work,
    )


def business_day(came: datetime, planned: PlannedShift | None) -> date:
    """Return the day of service: of a shift over midnight its own day, though one came late."""
    return came.date() if planned is None else min(came.date(), planned.day)


def times_problems(times: Times, now: datetime) -> Iterator[Problem]:
    """Tell why the times by themselves cannot be; ``now`` is the minute in which this is asked."""
    if times.came > now:
        yield Problem("came", FUTURE)
    if len(times.work.strip()) > LONGEST_WORK:
        phrase = N_("What was done has at most {most} characters.")
        yield Problem("work", phrase, {"most": LONGEST_WORK})
    if times.left is not None:
        yield from _ended_problems(times, times.left, now)
    elif times.away:
        yield Problem("away", N_("Breaks and travel are entered when somebody leaves."))


def overlap_problems(times: Times, others: Iterable[Span]) -> Iterator[Problem]:
    """Tell which other attendance of the same person the times run into."""
    for other in sorted(others, key=lambda span: span.came):
        if not _overlap(times, other):
            continue
        came = other.came.strftime(SHOWN_TIME)
        if other.left is None:
            phrase = N_("This volunteer has been signed in since {came}.")
            yield Problem("came", phrase, {"came": came})
        else:
            phrase = N_("This volunteer was there from {came} to {left} already.")
            values = {"came": came, "left": other.left.strftime(SHOWN_TIME)}
            yield Problem("came", phrase, values)


def standing_problems(standing: Standing, *, is_gone: bool) -> Iterator[Problem]:
    """Tell why somebody cannot sign in, or be written down as having served, on a day.

    Who pauses or only applied may have served all the same, and what was served is recorded
    truthfully (条例 §19); who left cannot, nor whose data was erased or taken out.
    """
    if is_gone:
        yield Problem("volunteer", N_("This volunteer's data is no longer there."))
    elif standing is Standing.LEFT:
        phrase = N_("This volunteer has left; let them be active again first.")
        yield Problem("volunteer", phrase)


def tie_problems(planned: PlannedShift | None, volunteer_id: VolunteerId) -> Iterator[Problem]:
    """Tell why an attendance cannot belong to the assignment that was named."""
    if planned is None or planned.volunteer_id != volunteer_id:
        yield Problem("assignment", N_("This shift is not assigned to this volunteer."))
    elif planned.is_taken:
        yield Problem("assignment", N_("Somebody signed in to this assignment already."))
    elif planned.state not in CONFIRMED:
        phrase = N_("This assignment is not confirmed; change it in the roster first.")
        yield Problem("assignment", phrase)


def reason_problems(reason: str) -> Iterator[Problem]:
    """Tell why ``reason`` is none."""
    if not reason.strip():
        yield Problem("reason", N_("Write the reason."))
    elif len(reason.strip()) > LONGEST_REASON:
        phrase = N_("A reason has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


def _ended_problems(times: Times, left: datetime, now: datetime) -> Iterator[Problem]:
    stayed = minutes_between(times.came, left)
    if left > now:
        yield Problem("left", FUTURE)
    if stayed < 0:
        yield Problem("left", N_("Nobody leaves before they came."))
    elif stayed > LONGEST_MINUTES:
        yield Problem("left", N_("An attendance lasts at most 24 hours."))
    elif not 0 <= times.away <= stayed:
        phrase = N_("Breaks and travel are from 0 to {most} minutes.")
        yield Problem("away", phrase, {"most": stayed})


def _overlap(times: Times, other: Span) -> bool:
    begins_before = other.left is None or times.came < other.left
    return begins_before and (times.left is None or other.came < times.left)
