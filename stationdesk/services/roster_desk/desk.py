"""What all deeds on the roster share: the facts read once, and what may still be edited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.masking import masked_words
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.facts import RosterFacts
from stationdesk.domain.roster.period_rules import edit_problems
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.working_days import DayKind, days_from
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.roster_desk.carried import with_carried
from stationdesk.store import assignments, roster_rules, rosters, shifts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from stationdesk.domain.ids import AssignmentId, PeriodId, ShiftId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.working_days import StationWork
    from stationdesk.services.context import Context
    from stationdesk.services.station import StationFacts
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.services.working_calendar import WorkingCalendar

TOPICS = (Topic.ROSTER, Topic.TIERS)
LOOK_BACK_DAYS = 35
"""At least so many days before are read: a run of days and a week may have begun there."""
LOOK_AHEAD_DAYS = 31
"""An edit is judged with so many days after it: limits hold for what comes later as well."""


class RosterDesk:
    """A part of the roster's deeds; ``Roster`` is made of all of them."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        calendar: WorkingCalendar,
        volunteers: Volunteers,
    ) -> None:
        self._context = context
        self._station = station
        self._calendar = calendar
        self._volunteers = volunteers

    def facts(self, first: date, last: date, rules_on: date | None = None) -> RosterFacts:
        """Return all that rules, cover and planner look at, from ``first`` through ``last``.

        Named rules stand as on the last day of the roster that ``rules_on`` (None: ``last``)
        belongs to.
        """
        read_from = read_from_of(first)
        work, skills = self._calendar.work_time(), self._volunteers.skills()
        days = list(days_from(read_from, last))
        people = self._volunteers.people(read_from, last)
        return RosterFacts(
            first=first,
            last=last,
            read_from=read_from,
            today=self._context.today(),
            people=with_carried(people, first),
            shifts={each.id: each for each in shifts.between(read_from, last)},
            assignments=tuple(assignments.between(read_from, last)),
            kinds={day: kind_for_roster(work, day) for day in days},
            workdays=frozenset(day for day in days if work.calendar.is_working(day)),
            cover_rules=tuple(roster_rules.cover_rules_between(read_from, last)),
            rules=roster_rules.choices_on(self._rules_day(rules_on or last)),
            pairs=tuple(self._volunteers.pairs()),
            skill_names={each.id: each.name for each in skills},
            passed=assignments.passed_between(read_from, last),
        )

    def period(self, period_id: PeriodId) -> Period:
        """Return one roster.

        Raises:
            Refused: where there is none of that id.
        """
        found = rosters.period(period_id)
        if found is None:
            raise Refused([Problem("period", N_("There is no such roster."))])
        return found

    def shift(self, shift_id: ShiftId) -> Shift:
        """Return one shift.

        Raises:
            Refused: where there is none of that id, or it was taken out.
        """
        found = shifts.shift(shift_id)
        if found is None:
            raise Refused([Problem("shift", N_("There is no such shift any more."))])
        return found

    def assignment(self, assignment_id: AssignmentId) -> Assignment:
        """Return one row of the roster, whatever became of it.

        Raises:
            Refused: where there is none of that id.
        """
        found = assignments.assignment(assignment_id)
        if found is None:
            raise Refused([Problem("assignment", N_("There is no such row on the roster."))])
        return found

    def _facts_around(self, days: Iterable[date]) -> RosterFacts:
        """Return the facts by which an edit of some days is judged, months and weeks whole.

        The rules are those of the edited roster, though the days after it are read as well.
        """
        told = list(days)
        first, last = min(told), max(told)
        until = last + timedelta(days=LOOK_AHEAD_DAYS)
        return self.facts(first.replace(day=1), until, rules_on=last)

    def _rules_day(self, last: date) -> date:
        holding = rosters.periods_between(last, last)
        return holding[0].last_day if holding else last

    def _edit_problems(self, touched: Iterable[Shift]) -> Iterator[Problem]:
        """Tell why shifts cannot be edited any more: their roster is closed, or they are past."""
        days = {(shift.period_id, shift.day) for shift in touched}
        periods = {each: self.period(each) for each, _day in days}
        today = self._context.today()
        found = (
            problem
            for period_id, day in sorted(days)
            for problem in edit_problems(periods[period_id], day, today)
        )
        yield from {str(problem): problem for problem in found}.values()

    def _live_state(self, period_id: PeriodId) -> AssignmentState:
        """Return how a new row of a roster stands: it binds once the roster is published."""
        published = self.period(period_id).state is PeriodState.PUBLISHED
        return AssignmentState.CONFIRMED if published else AssignmentState.PROPOSED

    def _shown(self, volunteer_id: VolunteerId) -> str:
        """Return somebody's whole name; it is shown, never kept beside a deed."""
        return self._volunteers.volunteer(volunteer_id).name

    def _without_names(self, reason: str) -> str:
        """Return a reason as it stands in what never changes, as the audit trail: naming nobody."""
        return masked_words(reason.strip(), *self._volunteers.names())

    def _person(self, facts: RosterFacts, volunteer_id: VolunteerId) -> Person:
        person = facts.people.get(volunteer_id)
        if person is None:
            raise Refused([Problem("volunteer", N_("There is no such volunteer any more."))])
        return person

    def _this_minute(self) -> datetime:
        """Return the local minute of the business day, by the clock."""
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now.replace(year=today.year, month=today.month, day=today.day)

    def _minute_now(self) -> int:
        """Return this minute as an absolute one."""
        now = self._this_minute()
        return absolute(now.date(), now.hour * 60 + now.minute)

    def _offer(
        self, phrase: str, values: Mapping[str, object], take_back: Callable[[], object]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))


def kind_for_roster(work: StationWork, day: date) -> DayKind:
    """Return what kind of day it is for shifts and cover: closed wherever the station is."""
    return DayKind.CLOSED if work.open_until(day) is None else work.kind_on(day)


def read_from_of(first: date) -> date:
    """Return the day from which facts about ``first`` are read: a Monday.

    It lies no later than the first of the month before, and ``LOOK_BACK_DAYS`` before ``first``.
    """
    month_before = (first.replace(day=1) - timedelta(days=1)).replace(day=1)
    day = min(month_before, first - timedelta(days=LOOK_BACK_DAYS))
    return day - timedelta(days=day.weekday())
