"""What a view reads of the roster, once for all its parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from stationdesk.domain.ids import AssignmentId
from stationdesk.domain.roster.assignments import (
    Assignment,
    AssignmentSource,
    AssignmentState,
)
from stationdesk.domain.roster.checking import Candidate, breaches, breaches_of, with_rows
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from stationdesk.domain.ids import ShiftId, VolunteerId
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.roster.versions import Change
    from stationdesk.services.roster import Roster

WEEK_DAYS = 7


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Reading:
    """The roster of some days as it stood when it was read.

    ``changes`` are those of the periods that reach into these days, since they were published.
    """

    facts: RosterFacts
    periods: tuple[Period, ...]
    changes: tuple[Change, ...] = ()
    names: Mapping[date, str] = field(default_factory=dict)
    """What days are called: a holiday's occasion."""

    @property
    def first(self) -> date:
        """The first day."""
        return self.facts.first

    @property
    def last(self) -> date:
        """The last day."""
        return self.facts.last

    def days(self) -> list[date]:
        """Return every day from the first through the last."""
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=number) for number in range(count)]

    def period_on(self, day: date) -> Period | None:
        """Return the roster that holds ``day``."""
        return next((each for each in self.periods if each.first_day <= day <= each.last_day), None)

    def period(self) -> Period | None:
        """Return the roster that is meant: the one of today, else the first."""
        return self.period_on(self.facts.today) or (self.periods[0] if self.periods else None)

    def to_fill(self) -> list[Period]:
        """Return the rosters whose shifts of these days lack somebody, the emptiest first."""
        lacking: dict[Period, int] = {}
        for shift in self.open_shifts():
            if (period := self.period_on(shift.day)) is not None:
                lacking[period] = lacking.get(period, 0) + self.missing(shift)
        return sorted(lacking, key=lambda period: (-lacking[period], period.first_day))

    def to_publish(self) -> Period | None:
        """Return the roster that waits to be published: the one that is meant before others."""
        meant = self.period()
        ordered = sorted(self.periods, key=lambda period: period != meant)
        return next((each for each in ordered if self._is_unpublished(each)), None)

    def _is_unpublished(self, period: Period) -> bool:
        """Tell whether a roster was never published, or changed since."""
        if period.state is not PeriodState.PUBLISHED:
            return period.state is not PeriodState.CLOSED
        return any(period.first_day <= each.row.day <= period.last_day for each in self.changes)

    def is_still(self, day: date) -> bool:
        """Tell whether a day is not edited any more: closed, or past and published."""
        period = self.period_on(day)
        if period is None or period.state is PeriodState.CLOSED:
            return True
        return period.state is PeriodState.PUBLISHED and day < self.facts.today

    def shifts(self) -> list[Shift]:
        """Return the shifts of these days in the order of time."""
        inside = (each for each in self.facts.shifts.values() if self._is_inside(each))
        return sorted(inside, key=lambda shift: (shift.starts, shift.ends, shift.id))

    @cached_property
    def rows(self) -> Mapping[ShiftId, list[Assignment]]:
        """The rows of each shift of whoever was meant to come, the live ones and the absent."""
        found: dict[ShiftId, list[Assignment]] = {each.id: [] for each in self.shifts()}
        for row in self.facts.assignments:
            if row.shift_id in found and (row.is_live or row.state.value in ("absent", "excused")):
                found[row.shift_id].append(row)
        return found

    def live(self, shift_id: ShiftId) -> list[Assignment]:
        """Return who is, or will be, on a shift."""
        return [row for row in self.rows.get(shift_id, ()) if row.is_live]

    def vacated(self, shift_id: ShiftId) -> Assignment | None:
        """Return whom a leave took off a shift last, None where nobody was."""
        rows = (row for row in self.facts.assignments if row.shift_id == shift_id)
        gone = [row for row in rows if row.state is AssignmentState.VACATED]
        return max(gone, key=lambda row: row.id, default=None)

    def missing(self, shift: Shift) -> int:
        """Return how many people a shift lacks."""
        return max(0, shift.needed - len(self.live(shift.id)))

    def open_shifts(self) -> list[Shift]:
        """Return the shifts to come that lack somebody, in the order of time."""
        return [
            shift
            for shift in self.shifts()
            if self.missing(shift)
            and shift.day >= self.facts.today
            and not self.is_still(shift.day)
        ]

    @cached_property
    def holes(self) -> list[Hole]:
        """What is not covered, to the minute."""
        return holes(self.facts)

    @cached_property
    def breaches(self) -> list[Breach]:
        """What breaks a rule and was not passed."""
        return breaches(self.facts, (self.first, self.last))

    def breaches_of(
        self, volunteer_id: VolunteerId, shift_id: ShiftId, without: Iterable[AssignmentId] = ()
    ) -> list[Breach]:
        """Return what putting somebody on a shift would newly break."""
        candidate = Candidate(
            volunteer_id=volunteer_id, shift_id=shift_id, without=frozenset(without)
        )
        return breaches_of(self.facts, candidate)

    def with_rows(
        self,
        added: Iterable[tuple[ShiftId, VolunteerId]],
        removed: Collection[AssignmentId],
    ) -> Reading:
        """Return the same days as if rows had come and gone; rows of other days are left out."""
        inside = [(each, who) for each, who in added if each in self.facts.shifts]
        rows = [
            _thought_row(self.facts.shifts[shift_id], who, number)
            for number, (shift_id, who) in enumerate(inside, start=1)
        ]
        return replace(self, facts=with_rows(self.facts, rows, removed))

    def shift(self, shift_id: ShiftId) -> Shift:
        """Return one of the shifts."""
        return self.facts.shifts[shift_id]

    def row(self, assignment_id: AssignmentId) -> Assignment | None:
        """Return one row, None where it is not of these days."""
        return next((row for row in self.facts.assignments if row.id == assignment_id), None)

    def person(self, volunteer_id: VolunteerId) -> Person:
        """Return one of the people."""
        return self.facts.people[volunteer_id]

    def active(self) -> list[Person]:
        """Return the people who can be put on shifts of these days, by name."""
        people = self.facts.people.values()
        return [
            person
            for person in people
            if any(
                standing_on(person.statuses, day) is Standing.ACTIVE
                for day in (self.first, self.last)
            )
        ]

    def served(self, volunteer_id: VolunteerId) -> list[Shift]:
        """Return the shifts of somebody within these days."""
        return self._served.get(volunteer_id, [])

    @cached_property
    def _served(self) -> Mapping[VolunteerId, list[Shift]]:
        found: dict[VolunteerId, list[Shift]] = {}
        for shift_id, rows in self.rows.items():
            for row in rows:
                if row.is_live:
                    found.setdefault(row.volunteer_id, []).append(self.facts.shifts[shift_id])
        return found

    def most_shifts(self, person: Person) -> int | None:
        """Return how many shifts a week somebody may have, None where nothing limits them."""
        if self.facts.choice(Rule.SHIFTS_A_WEEK).weight is Weight.OFF:
            return None
        return self.facts.amount(Rule.SHIFTS_A_WEEK, person)

    def _is_inside(self, shift: Shift) -> bool:
        return self.first <= shift.day <= self.last


def _thought_row(shift: Shift, volunteer_id: VolunteerId, number: int) -> Assignment:
    """Return a row that is only thought of; its number is one that no row of the file has."""
    return Assignment(
        id=AssignmentId(-number),
        uid="",
        shift_id=shift.id,
        volunteer_id=volunteer_id,
        state=AssignmentState.PROPOSED,
        source=AssignmentSource.PLANNER,
        pinned=False,
        starts=shift.starts,
        ends=shift.ends,
        reason="",
        replaces_id=None,
        version=0,
    )


def read_roster(roster: Roster, first: date, last: date, names: Mapping[date, str]) -> Reading:
    """Read the roster from ``first`` through ``last``."""
    periods = tuple(
        sorted(
            (
                each
                for each in roster.periods()
                if each.first_day <= last and first <= each.last_day
            ),
            key=lambda each: each.first_day,
        )
    )
    changes = [
        change
        for period in periods
        if period.revision and period.state is PeriodState.PUBLISHED
        for change in roster.changes_since(period.id)
    ]
    return Reading(
        facts=roster.facts(first, last), periods=periods, changes=tuple(changes), names=names
    )
