"""The demo's rosters, month by month: drafted, put forward, published, changed, closed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from stationdesk.domain.periods import add_months
from stationdesk.domain.volunteers.people import Standing
from stationdesk.planner.station_problem import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stationdesk.domain.ids import AssignmentId, LeaveId, PeriodId, ShiftId, VolunteerId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach, Rule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.roster_filling import Filling
    from stationdesk.services.demo.shift_making import ShiftMaking
    from stationdesk.services.roster import Roster
    from stationdesk.services.volunteers import Volunteers

LAST_MONTH_DAYS = 3
"""So long before the end the next month is drafted at the latest; it is not published then."""
KEEP_DRAFT_DAYS = 10


@dataclass(slots=True)
class Duty:
    """A place on a published roster that may still be served."""

    id: AssignmentId
    volunteer_id: VolunteerId
    shift: Shift


class RosterLife:
    """Makes the rosters; ``duties`` tells who is expected on a day."""

    def __init__(
        self,
        roster: Roster,
        volunteers: Volunteers,
        making: ShiftMaking,
        filling: Filling,
        told: Mapping[str, Any],
        keeper: str,
        clock: Clock,
        end: date,
    ) -> None:
        self._roster, self._volunteers = roster, volunteers
        self._making, self._filling, self._told = making, filling, told
        self._keeper, self._clock, self._end = keeper, clock, end
        self._periods: list[_Month] = []
        self._duties: dict[date, list[Duty]] = {}

    def open(self) -> None:
        """Publish a roster from tomorrow on for what is left of the month."""
        first = self._clock.day + timedelta(days=1)
        month = self._draft(first, _month_end(first), self._share(first))
        self._publish(month)

    def day(self) -> None:
        """Do what the day of the month asks for."""
        on_duty, self._clock.who = self._clock.who, self._keeper
        today, told, left = self._clock.day, self._told["month"], self._days_left()
        if today.day >= told["drafted"] or left <= LAST_MONTH_DAYS:
            self._draft_next(today)
        newest = self._periods[-1]
        begins_in_time = newest.first <= self._end or left > KEEP_DRAFT_DAYS
        if newest.first > today and begins_in_time:
            self._put_forward(newest, today)
        for month in self._periods:
            over = (today.year, today.month) != (month.last.year, month.last.month)
            is_over = over and month.last < today and today.day >= told["closed"]
            if month.state == "published" and is_over:
                self._publish_changes(month)
                self._roster.close(month.id)
                month.state = "closed"
        self._clock.who = on_duty

    def duties(self, day: date) -> Sequence[Duty]:
        """Return who is expected on a day, by the start of their shifts."""
        return sorted(self._duties.get(day, ()), key=lambda each: (each.shift.starts, each.id))

    def people_free(self) -> list[VolunteerId]:
        """Return the active ones, mentors all, who are on no roster of today and tomorrow."""
        today = self._clock.day
        near = {e.volunteer_id for day in (today, _next(today)) for e in self.duties(day)}
        return [
            line.volunteer.id
            for line in self._volunteers.lines()
            if line.standing is Standing.ACTIVE
            and line.volunteer.mentor
            and line.volunteer.id not in near
        ]

    def approve_leave(self, leave_id: LeaveId) -> None:
        """Approve a leave; somebody else takes what it vacated, where somebody can."""
        outcome = self._roster.approve_leave(leave_id)
        for month in self._periods:
            month.disturbed = True
        free = [duty for row in outcome.vacated if (duty := self._take_off(row.id))]
        free += [
            duty for row_id in self._released(outcome.breaches) if (duty := self._take_off(row_id))
        ]
        for duty in free:
            if duty.shift.day > self._clock.day:
                self.find_stand_in(duty.shift)

    def find_stand_in(self, shift: Shift) -> Duty | None:
        """Put somebody on a place that came free, None where nobody can come."""
        facts = self._facts_of(shift)
        volunteer_id = self._filling.stand_in(facts, shift)
        if volunteer_id is None:
            return None
        row_id = self._roster.assign(shift.id, volunteer_id)
        return self._expect(row_id, volunteer_id, shift)

    def put_on(self, shift: Shift, volunteer_id: VolunteerId, passing: Mapping[Rule, str]) -> None:
        """Put somebody on a shift by hand, with the reasons for what is passed."""
        row_id = self._roster.assign(shift.id, volunteer_id, passing=passing)
        self._expect(row_id, volunteer_id, shift)

    def hand_over(self, duty: Duty, volunteer_id: VolunteerId) -> None:
        """Note that somebody else, drawn by ``stand_in_for``, serves in the place of a duty."""
        self._take_off(duty.id)
        day = duty.shift.day
        rows = self._roster.facts(day, day).assignments
        row = next(each for each in rows if each.replaces_id == duty.id)
        self._expect(row.id, volunteer_id, duty.shift)

    def let_go(self, volunteer_id: VolunteerId, duty: Duty) -> None:
        """Forget who was drawn by ``stand_in_for``."""
        self._filling.free(volunteer_id, duty.shift)

    def stand_in_for(self, duty: Duty) -> VolunteerId | None:
        """Return who could take a duty over, without putting them on it."""
        facts = self._facts_of(duty.shift)
        gone = tuple(row for row in facts.assignments if row.id != duty.id)
        return self._filling.stand_in(replace(facts, assignments=gone), duty.shift)

    def is_missing(self, duty: Duty) -> None:
        """Note that whoever had a duty does not come."""
        self._take_off(duty.id)

    def _draft_next(self, today: date) -> None:
        first = add_months(today.replace(day=1), 1)
        if self._periods[-1].last < first:
            self._draft(first, _month_end(first), self._share(first))

    def _draft(self, first: date, last: date, share: float) -> _Month:
        wishes = self._making.preview(first, last)
        period_id = self._roster.open_period(first, last, wishes)
        self._clock.pass_time(5)
        facts = self._roster.facts(first, last)
        shifts = [each for each in facts.shifts.values() if each.period_id == period_id]
        aid = self._volunteers.first_aid()
        rows = self._filling.fill(facts, shifts, None if aid is None else aid.id, share)
        self._roster.accept(_proposal(rows), period_id)
        month = _Month(period_id, first, last, "draft")
        self._periods.append(month)
        return month

    def _put_forward(self, month: _Month, today: date) -> None:
        """Let a draft be looked at for some days, and publish it then."""
        told = self._told["month"]
        if month.state == "draft" and today.day >= told["proposed"]:
            self._roster.propose_state(month.id)
            month.state = "proposed"
        elif month.state == "proposed" and today.day >= told["published"]:
            self._publish(month)

    def _publish(self, month: _Month) -> None:
        if month.disturbed:
            self._released(self._roster.before_publishing(month.id).breaches)
        self._roster.publish(month.id)
        month.state = "published"
        facts = self._roster.facts(month.first, month.last)
        for row in facts.assignments:
            shift = facts.shifts[row.shift_id]
            if row.is_live and shift.period_id == month.id:
                self._expect(row.id, row.volunteer_id, shift)

    def _released(self, broken: Iterable[Breach]) -> list[AssignmentId]:
        """Take those off whom a leave of somebody else left against a rule: a pair's other half."""
        rows = dict.fromkeys(each.assignment_ids[-1] for each in broken if each.assignment_ids)
        for row_id in rows:
            self._roster.unassign(row_id, self._told["words"]["released"])
        return list(rows)

    def _publish_changes(self, month: _Month) -> None:
        """Publish what changed since once more, before the month is closed."""
        if self._roster.changes_since(month.id):
            self._roster.publish(month.id, self._told["month"]["late_reason"])

    def _expect(self, row_id: AssignmentId, volunteer_id: VolunteerId, shift: Shift) -> Duty:
        duty = Duty(row_id, volunteer_id, shift)
        self._duties.setdefault(shift.day, []).append(duty)
        return duty

    def _take_off(self, row_id: AssignmentId) -> Duty | None:
        for duties in self._duties.values():
            for duty in duties:
                if duty.id == row_id:
                    duties.remove(duty)
                    self._filling.free(duty.volunteer_id, duty.shift)
                    return duty
        return None

    def _facts_of(self, shift: Shift) -> RosterFacts:
        first = shift.day.replace(day=1)
        return self._roster.facts(first, shift.day + timedelta(days=7))

    def _share(self, first: date) -> float:
        """Return how many of the places are filled: of the last draft only a part."""
        told = self._told["month"]
        is_last = first > self._end and self._days_left() <= KEEP_DRAFT_DAYS
        return float(told["draft_share"]) if is_last else 1.0 - float(told["hole_share"])

    def _days_left(self) -> int:
        return (self._end - self._clock.day).days


@dataclass(slots=True)
class _Month:
    id: PeriodId
    first: date
    last: date
    state: str
    disturbed: bool = False
    """Whether somebody's leave was approved since it was drafted."""


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _proposal(rows: Sequence[tuple[ShiftId, VolunteerId]]) -> Proposal:
    """Return a draft as the planner's; it is judged like one."""
    return Proposal(
        added=tuple(rows),
        removed=(),
        holes_left=(),
        explanations=(),
        warnings=(),
        proven=False,
        gap=1.0,
        seconds=0.0,
        engine="annealing",
    )
