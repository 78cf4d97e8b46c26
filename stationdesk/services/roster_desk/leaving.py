"""Approving a leave: the shifts of those days are vacated in the same deed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import breaches_after, with_rows
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.outcomes import LeaveOutcome
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.availability import LeaveState
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.rows import PLANNED, Exchange, Rows
from stationdesk.store import assignments, leaves

if TYPE_CHECKING:
    from stationdesk.domain.ids import LeaveId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.volunteers.availability import Leave

LEAVE = "leave"


class Leaving(Rows):
    """Leave is asked for and declined at the volunteers' desk; here it meets the roster."""

    def approve_leave(self, leave_id: LeaveId) -> LeaveOutcome:
        """Approve a leave, and vacate the shifts of its days that have not begun.

        What is past stays. The outcome tells whose place is free now, and what is not covered.

        Raises:
            Refused: when the leave does not wait for an answer any more.
        """
        leave = self._volunteers.leave(leave_id)
        if leave.state is not LeaveState.ASKED:
            raise Refused([Problem("leave", N_("This leave was decided about already."))])
        with self._context.deed(*TOPICS, Topic.VOLUNTEERS):
            rows = self._rows_ahead(leave)
            outcome = self._outcome(rows)
            self._decide(leave, LeaveState.APPROVED)
            if rows:
                facts = self._facts_around(self.shift(row.shift_id).day for row in rows)
                self._hand_reasons_on(facts, rows)
            for row in rows:
                self._set_state(row, AssignmentState.VACATED, "", "vacate")
        values = {"person": self._shown(leave.volunteer_id), "count": len(rows)}
        phrase = N_("The leave of {person} was approved; {count} shifts are vacated.")
        self._offer(phrase, values, partial(self._unapprove, leave, tuple(rows)))
        return outcome

    def leave_would_vacate(self, leave_id: LeaveId) -> LeaveOutcome:
        """Return what approving a leave would vacate and leave open; nothing is kept."""
        return self._outcome(self._rows_ahead(self._volunteers.leave(leave_id)))

    def _rows_ahead(self, leave: Leave) -> list[Assignment]:
        """Return the planned rows that touch a leave's days and have not begun, in order.

        A closed roster is left as it is.
        """
        now = self._minute_now()
        starts, ends = absolute(leave.first_day, 0), absolute(leave.last_day, 1440)
        return [
            row
            for row in assignments.live_of(leave.volunteer_id, starts, ends)
            if row.state in PLANNED and row.starts >= now and self._open(row)
        ]

    def _open(self, row: Assignment) -> bool:
        return self.period(self.shift(row.shift_id).period_id).state is not PeriodState.CLOSED

    def _outcome(self, rows: list[Assignment]) -> LeaveOutcome:
        if not rows:
            return LeaveOutcome(vacated=(), holes=(), breaches=())
        days = [self.shift(row.shift_id).day for row in rows]
        facts = self._facts_around(days)
        gone = [row.id for row in rows]
        before = {(hole.rule_id, hole.starts, hole.ends, hole.present) for hole in holes(facts)}
        after = holes(with_rows(facts, (), gone))
        return LeaveOutcome(
            vacated=tuple(rows),
            holes=tuple(
                hole
                for hole in after
                if (hole.rule_id, hole.starts, hole.ends, hole.present) not in before
            ),
            breaches=tuple(breaches_after(facts, (), gone)),
        )

    def _decide(self, leave: Leave, state: LeaveState) -> None:
        at, by = self._context.recorded_at(), self._context.who()
        decided = (at, by) if state is LeaveState.APPROVED else (None, None)
        leaves.set_state(leave.id, state, *decided, leave.reason)
        before, after = {"state": leave.state.value}, {"state": state.value}
        self._context.note(LEAVE, leave.uid, "decide", before=before, after=after)

    def _unapprove(self, before: Leave, rows: tuple[Assignment, ...]) -> None:
        """Let a leave wait again, and bring its shifts back where that is still possible.

        Raises:
            Refused: when the leave was decided about since, a place was taken by somebody else, or
                a rule would be broken.
        """
        with self._context.deed(*TOPICS, Topic.VOLUNTEERS):
            leave = self._volunteers.leave(before.id)
            if leave.state is not LeaveState.APPROVED:
                raise Refused([Problem("leave", N_("This leave was decided about already."))])
            self._decide(leave, LeaveState.ASKED)
            self._restore(Exchange(added=(), gone=rows))
