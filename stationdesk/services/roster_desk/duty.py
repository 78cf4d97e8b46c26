"""Who is on duty: now, and on a day as a board."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster.assignments import CONFIRMED, AssignmentState
from stationdesk.domain.roster.boards import BoardShift, DayBoard, DutyLine, next_change
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import absolute
from stationdesk.services.roster_desk.periods import Periods

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.shifts import Shift

AWAY = frozenset({AssignmentState.ABSENT, AssignmentState.EXCUSED})
BOUND = frozenset({PeriodState.PUBLISHED, PeriodState.CLOSED})


class Duty(Periods):
    """Reading only. A roster that was not published binds nobody: nobody is on duty by it."""

    def on_duty(self, at: datetime) -> list[DutyLine]:
        """Return who should be there at a local minute by the published roster, by their start."""
        moment = absolute(at.date(), at.hour * 60 + at.minute)
        facts = self.facts(at.date() - timedelta(days=1), at.date())
        return sorted(
            (
                _line(facts, row)
                for row in facts.assignments
                if row.state in CONFIRMED and row.starts <= moment < row.ends
            ),
            key=lambda line: (line.shift.starts, line.shift.ends, line.shown),
        )

    def day_board(self, day: date) -> DayBoard:
        """Return a day: its shifts with their people, what is not covered, who changes next.

        Who changes next counts from now on today, from the day's beginning on any other.
        """
        facts = self.facts(day, day)
        shifts = sorted(
            (shift for shift in facts.shifts.values() if shift.day == day),
            key=lambda shift: (shift.starts, shift.ends, shift.id),
        )
        period = self.period_on(day)
        lines = tuple(_line(facts, row) for row in facts.assignments if row.is_live)
        return DayBoard(
            day=day,
            kind=facts.kinds[day],
            shifts=tuple(_board_shift(facts, shift) for shift in shifts),
            holes=tuple(holes(facts)),
            next_change=next_change(_around(lines, day), self._moment_on(day)),
            published=period is not None and period.state in BOUND,
        )

    def _moment_on(self, day: date) -> int:
        """Return this minute on today, the minute before the first one of any other day."""
        if day != self._context.today():
            return absolute(day, -1)
        return self._minute_now()


def _board_shift(facts: RosterFacts, shift: Shift) -> BoardShift:
    rows = [row for row in facts.assignments if row.shift_id == shift.id]
    return BoardShift(
        shift=shift,
        people=tuple(_line(facts, row) for row in rows if row.is_live),
        away=tuple(_line(facts, row) for row in rows if row.state in AWAY),
    )


def _line(facts: RosterFacts, row: Assignment) -> DutyLine:
    person = facts.people.get(row.volunteer_id)
    return DutyLine(
        assignment_id=row.id,
        volunteer_id=row.volunteer_id,
        shown=person.shown if person else "",
        shift=facts.shifts[row.shift_id],
        state=row.state,
        pinned=row.pinned,
        reason=row.reason,
    )


def _around(lines: tuple[DutyLine, ...], day: date) -> tuple[DutyLine, ...]:
    """Return the lines that touch a day: also those of a night that began the day before."""
    starts, ends = absolute(day, 0), absolute(day, 1440)
    return tuple(line for line in lines if line.shift.starts < ends and starts < line.shift.ends)
