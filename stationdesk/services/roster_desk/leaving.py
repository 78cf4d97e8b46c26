"""Who goes on leave, or leaves for good: their shifts are vacated in the same deed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import breaches_after, with_rows
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.outcomes import LeaveOutcome
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.volunteers.availability import LeaveState
from stationdesk.domain.volunteers.people import STANDING_WORDS
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.rows import PLANNED, Exchange, Rows
from stationdesk.store import assignments, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.ids import LeaveId, StatusId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.volunteers.availability import Leave
    from stationdesk.domain.volunteers.people import Standing

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
            self._take_away(rows, AssignmentState.VACATED)
        values = {"person": self._shown(leave.volunteer_id), "count": len(rows)}
        phrase = N_("The leave of {person} was approved; {count} shifts are vacated.")
        self._offer(phrase, values, partial(self._unapprove, leave, tuple(rows)))
        return outcome

    def leave_would_vacate(self, leave_id: LeaveId) -> LeaveOutcome:
        """Return what approving a leave would vacate and leave open; nothing is kept."""
        return self._outcome(self._rows_ahead(self._volunteers.leave(leave_id)))

    def let_go(
        self,
        volunteer_id: VolunteerId,
        standing: Standing,
        from_day: date | None = None,
        reason: str = "",
    ) -> LeaveOutcome:
        """Let somebody leave or pause from a day on (None: today), and take their shifts from them.

        One deed, one undo. The outcome tells whose place is free now, and what is not covered.

        Raises:
            Refused: as ``set_standing`` of the volunteers' desk; also while a shift of that time
                has begun: they serve it first.
        """
        day = from_day or self._context.today()
        with self._context.deed(*TOPICS, Topic.VOLUNTEERS):
            rows = self._rows_from(volunteer_id, day)
            outcome = self._outcome(rows)
            self._take_away(rows, AssignmentState.CANCELLED)
            status_id = self._volunteers.set_standing(volunteer_id, standing, day, reason)
        values = {
            "person": self._shown(volunteer_id),
            "day": day,
            "standing": Phrase(STANDING_WORDS[standing]),
            "count": len(rows),
        }
        phrase = N_("{person} from {day} on: {standing}; {count} shifts were taken from them.")
        self._offer(phrase, values, partial(self._take_on, volunteer_id, status_id, tuple(rows)))
        return outcome

    def letting_go_would_free(self, volunteer_id: VolunteerId, from_day: date) -> LeaveOutcome:
        """Return what letting somebody go would leave open; nothing is kept."""
        return self._outcome(self._rows_from(volunteer_id, from_day))

    def _rows_ahead(self, leave: Leave) -> list[Assignment]:
        """Return the planned rows that touch a leave's days and have not begun, in order."""
        starts, ends = absolute(leave.first_day, 0), absolute(leave.last_day, 1440)
        return self._not_begun(assignments.live_of(leave.volunteer_id, starts, ends))

    def _rows_from(self, volunteer_id: VolunteerId, day: date) -> list[Assignment]:
        """Return the planned rows that begin on ``day`` or later and have not begun, in order."""
        starts, ends = absolute(day, 0), absolute(date.max, 0)
        live = assignments.live_of(volunteer_id, starts, ends)
        return self._not_begun(row for row in live if row.starts >= starts)

    def _not_begun(self, rows: Iterable[Assignment]) -> list[Assignment]:
        """Return what can still be taken away; a closed roster is left as it is."""
        now = self._minute_now()
        planned = (row for row in rows if row.state in PLANNED and row.starts >= now)
        return [row for row in planned if self._open(row)]

    def _take_away(self, rows: Sequence[Assignment], state: AssignmentState) -> None:
        """Let planned rows go; the reasons kept for them go on to the rows that need them."""
        self._leave_reasons(rows)
        for row in rows:
            self._set_state(row, state, "", "vacate")

    def _take_on(
        self, volunteer_id: VolunteerId, status_id: StatusId, rows: tuple[Assignment, ...]
    ) -> None:
        """Let somebody be with us again, and bring their shifts back where that is possible.

        Raises:
            Refused: when a place was taken by somebody else, or a rule would be broken.
        """
        with self._context.deed(*TOPICS, Topic.VOLUNTEERS):
            self._volunteers.take_standing_back(volunteer_id, status_id)
            self._restore(Exchange(added=(), gone=rows))

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
        is_decided = state is LeaveState.APPROVED
        at = self._context.recorded_at() if is_decided else None
        by = self._context.who() if is_decided else None
        leaves.set_state(leave.id, state, at, by, leave.reason)
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
