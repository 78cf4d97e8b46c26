"""Who serves how much beside what they promised, what is owed from before, weekends, evenings."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import month_of, saturday_of
from stationdesk.domain.roster.index import index_of
from stationdesk.domain.volunteers.availability import LeaveState
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.domain.working_days import days_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.index import Row

EVENING_FROM = 18 * 60
"""A shift that goes on after 18:00 is an evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessLine:
    """How much somebody serves on the roster's days, and how much would be fair.

    ``target_minutes`` holds the ``carried`` minutes already: what is still owed from the last
    three months, below 0 for what was served too much. ``deviation`` is served less target.
    ``weekends`` counts weekends with a shift, ``evenings`` shifts that go on after 18:00.
    ``carried_weekends`` and ``carried_evenings`` are those of the three months before.
    """

    volunteer_id: VolunteerId
    shifts: int
    minutes: int
    target_minutes: int
    weekends: int
    evenings: int
    carried: int
    deviation: int
    carried_weekends: int = 0
    carried_evenings: int = 0


def fairness(facts: RosterFacts) -> list[FairnessLine]:
    """Return a line for each volunteer who could serve, or does; most below their target first.

    Only the days from ``first`` through ``last`` count.
    """
    index, shares, carried = index_of(facts), _shares(facts), _carried(facts)
    lines = []
    for person in facts.people.values():
        rows = [row for row in index.rows_of(person.id) if facts.first <= row.day <= facts.last]
        if rows or person.id in shares:
            share = shares.get(person.id, 0)
            lines.append(_line(person, rows, share, _bounded(carried[person.id], share)))
    return sorted(lines, key=lambda line: (line.deviation, facts.people[line.volunteer_id].shown))


def targets(facts: RosterFacts) -> dict[VolunteerId, int]:
    """Return the minutes that would be fair for each volunteer who can serve on these days.

    The promise of a month is shared out evenly over its days, of which those count on which the
    volunteer is active and not on leave. Whoever promised nothing takes an equal share, by such
    days, of what the promises leave open of the demand (length of each shift times the people it
    needs); so where nobody promised, all share alike. What is owed from the last three months is
    added, what was served too much is taken off: at most the share itself, so that a target is
    never below 0 and at most doubled.
    """
    carried = _carried(facts)
    return {
        volunteer_id: share + _bounded(carried[volunteer_id], share)
        for volunteer_id, share in _shares(facts).items()
    }


def _line(person: Person, rows: Sequence[Row], share: int, carried: int) -> FairnessLine:
    minutes = sum(row.minutes for row in rows)
    return FairnessLine(
        volunteer_id=person.id,
        shifts=len(rows),
        minutes=minutes,
        target_minutes=share + carried,
        weekends=len({saturday_of(row.day) for row in rows} - {None}),
        evenings=sum(row.shift.to_minute > EVENING_FROM for row in rows),
        carried=carried,
        deviation=minutes - share - carried,
        carried_weekends=person.carried.weekends,
        carried_evenings=person.carried.evenings,
    )


def _shares(facts: RosterFacts) -> dict[VolunteerId, int]:
    days = {person.id: _days_there(facts, person) for person in facts.people.values()}
    there = {person_id: those for person_id, those in days.items() if those}
    promised = {
        person_id: _promised(facts.people[person_id], those)
        for person_id, those in there.items()
        if facts.people[person_id].promised_minutes
    }
    free = {
        person_id: len(those) for person_id, those in there.items() if person_id not in promised
    }
    left = max(0, _demand(facts) - sum(promised.values()))
    together = sum(free.values())
    return {**promised, **{each: left * count // together for each, count in free.items()}}


def _days_there(facts: RosterFacts, person: Person) -> list[date]:
    return [
        day
        for day in days_from(facts.first, facts.last)
        if standing_on(person.statuses, day) is Standing.ACTIVE and not _is_away(person, day)
    ]


def _is_away(person: Person, day: date) -> bool:
    return any(
        leave.state is LeaveState.APPROVED and leave.first_day <= day <= leave.last_day
        for leave in person.leaves
    )


def _promised(person: Person, days: Sequence[date]) -> int:
    return sum(
        person.promised_minutes * count // calendar.monthrange(month.year, month.month)[1]
        for month, count in Counter(month_of(day) for day in days).items()
    )


def _demand(facts: RosterFacts) -> int:
    return sum(
        shift.minutes * shift.needed
        for shift in facts.shifts.values()
        if facts.first <= shift.day <= facts.last
    )


def _carried(facts: RosterFacts) -> Mapping[VolunteerId, int]:
    """Return what each owes from the months before, below 0 for what was served too much.

    Whoever promised nothing then is measured by the usual of those who promised nothing.
    """
    free = [each.carried.minutes for each in facts.people.values() if not each.carried.promised]
    usual = sum(free) // len(free) if free else 0
    return {
        each.id: (each.carried.promised or usual) - each.carried.minutes
        for each in facts.people.values()
    }


def _bounded(carried: int, share: int) -> int:
    return max(-share, min(share, carried))
