"""Who serves on which shift of the demo: habits first, then whoever did least of what was promised.

The draft keeps the rules it can see at a glance; the checker of hand edits judges the whole, and
whoever it finds against a rule is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster.checking import Candidate, breaches_after, wish_on
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.ages import is_minor_on
from stationdesk.domain.volunteers.availability import Wish
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import ShiftId, SkillId, VolunteerId
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.shifts import Shift

Row = tuple["ShiftId", "VolunteerId"]
REST_MINUTES = 600
MOST_A_WEEK, MOST_IN_A_ROW, MOST_WEEKENDS = 4, 4, 2
MINOR_ENDS, MINOR_MINUTES = 20 * 60, 240
READY = frozenset({Wish.PREFERS, Wish.CAN})
ENOUGH = 1.15
"""Beyond this share of what was promised for a month a habit goes before nobody else's."""
PATIENCE = 4
"""So often whoever is against a rule is taken out, and the rest is judged again."""
SATURDAY = 6


@dataclass(slots=True)
class Served:
    """What somebody serves by the rosters made so far: days, and absolute ends by day."""

    days: dict[date, tuple[int, int]]
    minutes: dict[tuple[int, int], int]


class Filling:
    """Fills shifts; it remembers what it filled before."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._served: dict[VolunteerId, Served] = defaultdict(lambda: Served({}, defaultdict(int)))

    def fill(
        self, facts: RosterFacts, shifts: Iterable[Shift], aid: SkillId | None, share: float
    ) -> list[Row]:
        """Return who serves where; ``share`` of the places are filled, the others stay open."""
        draft = _Draft(facts, aid, self._served, self._chance)
        rows: list[Row] = []
        for shift in sorted(shifts, key=lambda each: (each.starts, each.id)):
            needed = sum(self._chance.random() < share for _ in range(shift.needed))
            rows += draft.people_for(shift, needed)
        return self._judged(facts, rows)

    def stand_in(self, facts: RosterFacts, shift: Shift) -> VolunteerId | None:
        """Return somebody for one place that came free, None where nobody is found."""
        rows = _Draft(facts, None, self._served, self._chance).people_for(shift, 1)
        for _where, who in rows[1:]:
            self.free(who, shift)
        on_it = {row.volunteer_id for row in facts.assignments if row.shift_id == shift.id}
        if rows and rows[0][1] in on_it:
            self.free(rows[0][1], shift)
            return None
        judged = self._judged(facts, rows[:1])
        return judged[0][1] if judged else None

    def free(self, volunteer_id: VolunteerId, shift: Shift) -> None:
        """Forget that somebody serves on a shift."""
        served = self._served[volunteer_id]
        if served.days.pop(shift.day, None) is not None:
            served.minutes[shift.day.year, shift.day.month] -= shift.minutes

    def _judged(self, facts: RosterFacts, rows: list[Row]) -> list[Row]:
        """Return the rows without those that break a rule."""
        for _ in range(PATIENCE):
            candidates = [Candidate(volunteer_id=who, shift_id=where) for where, who in rows]
            broken = breaches_after(facts, candidates)
            if not broken:
                return rows
            gone = {(each.volunteer_id, each.day) for each in broken if each.volunteer_id}
            shifts = {each.shift_id for each in broken if not each.volunteer_id}
            kept = []
            for where, who in rows:
                shift = facts.shifts[where]
                if (who, shift.day) in gone or where in shifts:
                    self.free(who, shift)
                else:
                    kept.append((where, who))
            rows = kept
        return []


class _Draft:
    """One roster in the making."""

    def __init__(
        self,
        facts: RosterFacts,
        aid: SkillId | None,
        served: dict[VolunteerId, Served],
        chance: random.Random,
    ) -> None:
        self._facts, self._aid, self._served, self._chance = facts, aid, served, chance
        self._aided: set[date] = set()
        self._asked: tuple[ShiftId, list[tuple[Person, Wish]]] | None = None
        self._apart, self._together = _bonds(facts)

    def people_for(self, shift: Shift, needed: int) -> list[Row]:
        """Return up to ``needed`` people for a shift, the fittest first."""
        chosen: list[VolunteerId] = []
        while len(chosen) < needed:
            person = self._next(shift, chosen)
            if person is None:
                break
            chosen += self._with_partner(person, shift)
        for each in chosen:
            _keep(self._served[each], shift)
        if any(self._is_aider(self._facts.people[each], shift.day) for each in chosen):
            self._aided.add(shift.day)
        return [(shift.id, each) for each in chosen]

    def _next(self, shift: Shift, chosen: list[VolunteerId]) -> Person | None:
        willing = [
            (self._rank(each, shift, wish), each)
            for each, wish in self._willing(shift)
            if each.id not in chosen
        ]
        ranked = (each for _rank, each in sorted(willing, key=lambda pair: pair[0]))
        return next((each for each in ranked if self._may(each, shift, chosen)), None)

    def _willing(self, shift: Shift) -> list[tuple[Person, Wish]]:
        """Return who is active, free that day and ready to come, by what they said."""
        if self._asked is None or self._asked[0] != shift.id:
            people = [each for each in self._facts.people.values() if self._is_free(each, shift)]
            wishes = [wish_on(each, self._facts, shift.starts, shift.ends) for each in people]
            told = zip(people, wishes, strict=True)
            ready = [(each, wish) for each, wish in told if wish in READY]
            self._asked = (shift.id, ready)
        return self._asked[1]

    def _rank(self, person: Person, shift: Shift, wish: Wish) -> tuple[bool, bool, float]:
        """Return who comes first: a first-aider while the day has none, habits, promises."""
        is_wanted = self._aid is not None and shift.day not in self._aided
        lacks_aid = is_wanted and not self._is_aider(person, shift.day)
        month = (shift.day.year, shift.day.month)
        served = self._served[person.id].minutes[month]
        done = (served + shift.minutes / 2) / max(person.promised_minutes, 60)
        done += self._chance.random() / 20
        prefers = wish is Wish.PREFERS and done < ENOUGH
        return lacks_aid, not prefers, done

    def _may(self, person: Person, shift: Shift, chosen: list[VolunteerId]) -> bool:
        day, served = shift.day, self._served[person.id]
        return (
            _is_rested(served, shift)
            and _has_time(served, person, day)
            and (not is_minor_on(person.born, day) or _suits_minors(shift))
            and not any(frozenset((person.id, each)) in self._apart for each in chosen)
            and (not person.novice or any(self._facts.people[e].mentor for e in chosen))
            and self._partner_may(person, shift)
        )

    def _partner_may(self, person: Person, shift: Shift) -> bool:
        """Tell whether whoever must serve beside somebody may, and finds a place."""
        partner = self._together.get(person.id)
        if partner is None:
            return True
        other, served = self._facts.people[partner], self._served[partner]
        return (
            shift.most > 1
            and self._is_free(other, shift)
            and wish_on(other, self._facts, shift.starts, shift.ends) in READY
            and _is_rested(served, shift)
            and _has_time(served, other, shift.day)
        )

    def _is_free(self, person: Person, shift: Shift) -> bool:
        """Tell whether somebody is active, not away, and on no other shift of the day."""
        day = shift.day
        return (
            day not in self._served[person.id].days
            and standing_on(person.statuses, day) is Standing.ACTIVE
            and not any(each.is_approved_on(day) for each in person.leaves)
        )

    def _with_partner(self, person: Person, shift: Shift) -> list[VolunteerId]:
        partner = self._together.get(person.id)
        return [person.id] if partner is None or shift.most < 2 else [person.id, partner]

    def _is_aider(self, person: Person, day: date) -> bool:
        return any(each.skill_id == self._aid and each.counts_on(day) for each in person.skills)


def _bonds(
    facts: RosterFacts,
) -> tuple[frozenset[frozenset[VolunteerId]], dict[VolunteerId, VolunteerId]]:
    apart = frozenset(
        frozenset((each.one, each.other)) for each in facts.pairs if each.bond is Bond.APART
    )
    together: dict[VolunteerId, VolunteerId] = {}
    for each in facts.pairs:
        if each.bond is Bond.TOGETHER:
            together[each.one], together[each.other] = each.other, each.one
    return apart, together


def _keep(served: Served, shift: Shift) -> None:
    served.days[shift.day] = (shift.starts, shift.ends)
    served.minutes[shift.day.year, shift.day.month] += shift.minutes


def _is_rested(served: Served, shift: Shift) -> bool:
    before = served.days.get(shift.day - timedelta(days=1))
    after = served.days.get(shift.day + timedelta(days=1))
    return (before is None or shift.starts - before[1] >= REST_MINUTES) and (
        after is None or after[0] - shift.ends >= REST_MINUTES
    )


def _has_time(served: Served, person: Person, day: date) -> bool:
    """Tell whether somebody stays below what a week, a run of days and a month allow."""
    monday = day - timedelta(days=day.weekday())
    week = [each for each in served.days if monday <= each < monday + timedelta(days=7)]
    most = min(MOST_A_WEEK, person.limits.get(Rule.SHIFTS_A_WEEK, MOST_A_WEEK))
    return len(week) < most and _run(served, day) <= MOST_IN_A_ROW and _has_weekend(served, day)


def _run(served: Served, day: date) -> int:
    length = 1
    for step in (-1, 1):
        near = day + timedelta(days=step)
        while near in served.days:
            length, near = length + 1, near + timedelta(days=step)
    return length


def _has_weekend(served: Served, day: date) -> bool:
    if day.isoweekday() < SATURDAY:
        return True
    weekends = {
        each.isocalendar().week
        for each in served.days
        if each.isoweekday() >= SATURDAY and (each.year, each.month) == (day.year, day.month)
    }
    return len(weekends | {day.isocalendar().week}) <= MOST_WEEKENDS


def _suits_minors(shift: Shift) -> bool:
    return shift.to_minute <= MINOR_ENDS and shift.minutes <= MINOR_MINUTES
