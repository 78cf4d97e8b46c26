"""The days of a station as the planner sees them: its slots, what is fixed, and who may come."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.index import index_of, thought_row
from stationdesk.domain.roster.minor_rules import minor_findings
from stationdesk.domain.roster.row_rules import row_findings
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.availability import Wish
from stationdesk.planner.problem import Place, ShiftType, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.index import RosterIndex
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.station.wishes import PlanWishes

GONE = frozenset(
    {
        AssignmentState.ABSENT,
        AssignmentState.EXCUSED,
        AssignmentState.VACATED,
        AssignmentState.SWAPPED,
    }
)
"""Whoever was on a shift and left it so is not asked for that shift again."""

NEVER = frozenset(
    {Rule.STANDING, Rule.LEAVE, Rule.AVAILABILITY, Rule.MINOR_CONSENT, Rule.OVERLAP, Rule.FULL}
)
"""Rules that the planner never breaks, also where a reason would let them pass."""


def key_of(volunteer_id: VolunteerId) -> str:
    """Return what a volunteer is called in the problem."""
    return str(volunteer_id)


@dataclass(frozen=True)
class StationDays:
    """From ``facts.read_from`` (day 0) through ``facts.last``."""

    facts: RosterFacts
    wishes: PlanWishes

    @cached_property
    def index(self) -> RosterIndex:
        """The rows of the roster, looked up."""
        return index_of(self.facts)

    @cached_property
    def now(self) -> int:
        """The absolute minute before which nothing moves."""
        told = self.wishes.now
        return absolute(self.facts.today, 0) if told is None else told

    @cached_property
    def days(self) -> int:
        """How many days there are."""
        return (self.facts.last - self.facts.read_from).days + 1

    @cached_property
    def slots(self) -> Mapping[ShiftId, Slot]:
        """The slot of every shift: shifts of the same times are of one type, numbered by day."""
        met: Counter[tuple[int, str]] = Counter()
        found: dict[ShiftId, Slot] = {}
        ordered = sorted(self.facts.shifts.values(), key=lambda each: (each.starts, each.id))
        for shift in ordered:
            day = (shift.day - self.facts.read_from).days
            times = f"{shift.from_minute}-{shift.to_minute}"
            met[day, times] += 1
            found[shift.id] = Slot(day, f"{times}#{met[day, times]}")
        return found

    @cached_property
    def shifts(self) -> Mapping[Slot, Shift]:
        """The shift of every slot."""
        return {slot: self.facts.shifts[shift_id] for shift_id, slot in self.slots.items()}

    @cached_property
    def types(self) -> tuple[ShiftType, ...]:
        """The shift types; what would overlap across midnight is forbidden on the next day."""
        times = {
            slot.shift: (each.from_minute, each.to_minute) for slot, each in self.shifts.items()
        }
        return tuple(
            ShiftType(
                key=key,
                minutes=to_minute - from_minute,
                forbidden_next=frozenset(
                    other
                    for other, (starts, _) in times.items()
                    if starts + DAY_MINUTES < to_minute
                ),
                overlaps=frozenset(
                    other
                    for other, (starts, ends) in times.items()
                    if other != key and starts < to_minute and from_minute < ends
                ),
            )
            for key, (from_minute, to_minute) in sorted(times.items())
        )

    @cached_property
    def shifts_a_day(self) -> int | None:
        """How many shifts a day anybody may work at all, None where the rule does not block."""
        if self.facts.choice(Rule.SHIFTS_A_DAY).weight is not Weight.BLOCK:
            return None
        people = self.facts.people.values()
        most = max((self.facts.amount(Rule.SHIFTS_A_DAY, each) for each in people), default=0)
        # A roster that is there may have more of them; then each person's own limit is priced.
        there = Counter((place.person, place.day) for place in self.live)
        return most if most and max(there.values(), default=0) <= most else None

    @cached_property
    def open_slots(self) -> tuple[Slot, ...]:
        """The slots that may change, in order: of the days asked for, and not begun."""
        first, last = self.wishes.first, self.wishes.last
        return tuple(
            sorted(
                slot
                for slot, shift in self.shifts.items()
                if first <= shift.day <= last and shift.starts >= self.now
            )
        )

    @cached_property
    def live(self) -> Mapping[Place, Assignment]:
        """The live rows by their place."""
        return {
            Place(key_of(row.volunteer_id), *self.slots[row.shift_id]): row
            for row in self.facts.assignments
            if row.is_live
        }

    @cached_property
    def movable(self) -> Mapping[Place, Assignment]:
        """The rows that may be taken away."""
        opened = frozenset(() if self.wishes.only_add else self.open_slots)
        return {
            place: row
            for place, row in self.live.items()
            if place.slot in opened
            and row.state is not AssignmentState.SERVED
            and not (row.pinned and self.wishes.keep_pinned)
        }

    @cached_property
    def fixed(self) -> frozenset[Place]:
        """The places that stay."""
        return frozenset(self.live.keys() - self.movable.keys())

    @cached_property
    def allowed(self) -> frozenset[Place]:
        """The places that may be chosen, as far as person and shift alone tell."""
        return frozenset(
            Place(key_of(person.id), *slot)
            for person in self.facts.people.values()
            for slot in self.open_slots
            if not self._is_kept_out(person, slot)
        )

    def places_of(self, person: Person) -> list[Place]:
        """Return the places that somebody has, or may be given, in order."""
        return self._by_person.get(key_of(person.id), [])

    def near(self, slot: Slot) -> list[Slot]:
        """Return the slots of the same day and of the days beside it."""
        return [
            other
            for day in (slot.day - 1, slot.day, slot.day + 1)
            for other in self._by_day.get(day, ())
        ]

    def has_free(self, person: Person, slots: Iterable[Slot]) -> bool:
        """Tell whether somebody may be given any of ``slots``."""
        key = key_of(person.id)
        return any(Place(key, *slot) in self.allowed for slot in slots)

    def wish(self, person: Person, slot: Slot) -> Wish:
        """Return how willing somebody is over a whole shift."""
        shift = self.shifts[slot]
        return self.index.wish(person, shift.starts, shift.ends)

    def priced_findings(self, person: Person, slot: Slot) -> list[Rule]:
        """Return the rules that person and shift alone break, and that only warn."""
        return [
            rule
            for rule in self._broken(person, slot)
            if self.facts.choice(rule).weight is Weight.WARN and rule not in NEVER
        ]

    @cached_property
    def _by_person(self) -> Mapping[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in sorted(self.allowed | self.fixed):
            found[place.person].append(place)
        return found

    @cached_property
    def _by_day(self) -> Mapping[int, list[Slot]]:
        found: dict[int, list[Slot]] = defaultdict(list)
        for slot in self.shifts:
            found[slot.day].append(slot)
        return found

    @cached_property
    def _gone(self) -> frozenset[Place]:
        return frozenset(
            Place(key_of(row.volunteer_id), *self.slots[row.shift_id])
            for row in self.facts.assignments
            if row.state in GONE and row.shift_id in self.slots
        )

    def _is_kept_out(self, person: Person, slot: Slot) -> bool:
        place = Place(key_of(person.id), *slot)
        if place in self._gone:
            return True
        broken = {
            rule
            for rule in self._broken(person, slot)
            if rule in NEVER or self.facts.choice(rule).weight is Weight.BLOCK
        }
        if self.wish(person, slot) is Wish.CANNOT:
            broken.add(Rule.AVAILABILITY)
        row = self.live.get(place)
        passed = frozenset[Rule]() if row is None else self.facts.passed.get(row.id, frozenset())
        return not broken <= passed

    def _broken(self, person: Person, slot: Slot) -> set[Rule]:
        row = thought_row(self.facts, self.shifts[slot].id, person.id)
        found = [*row_findings(self.index, row), *minor_findings(self.index, person, [row])]
        return {each.rule for each in found if self.index.holds(each.rule)}


def ids_of(rows: Iterable[Assignment]) -> tuple[AssignmentId, ...]:
    """Return the numbers of rows, in order."""
    return tuple(sorted(row.id for row in rows))
