"""The roster's live rows, looked up by person, shift and day; made once for a roster.

A ``Row`` is a live assignment beside its shift. One that is only thought of (a suggestion, a leg
of a swap) has the number 0 and counts as the newest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.ids import AssignmentId
from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.assignments import MISSING
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.volunteers.wishes import WishSpan, day_wishes, least_willing, wish_within
from stationdesk.domain.working_days import DayKind, plain_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from stationdesk.domain.ids import ShiftId, SkillId, VolunteerId
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.rules import RuleChoice
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.volunteers.availability import Wish

THOUGHT_OF = AssignmentId(0)
_KEPT_INDEXES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a shift. ``starts`` and ``ends`` are absolute minutes."""

    id: AssignmentId
    volunteer_id: VolunteerId
    shift: Shift
    starts: int
    ends: int

    @property
    def day(self) -> date:
        """The day on which it begins: it counts for that day, its week and its month."""
        return self.shift.day

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.ends - self.starts

    @property
    def age(self) -> tuple[bool, int]:
        """What rows are sorted by so that the newest comes last."""
        return (self.id == THOUGHT_OF, self.id)


@dataclass(frozen=True, slots=True)
class RosterIndex:
    """The live rows of ``facts``, each tuple in the order of their start."""

    facts: RosterFacts
    choices: Mapping[Rule, RuleChoice]
    by_person: Mapping[VolunteerId, tuple[Row, ...]]
    by_shift: Mapping[ShiftId, tuple[Row, ...]]
    by_day: Mapping[date, tuple[Row, ...]]
    shifts_by_day: Mapping[date, tuple[Shift, ...]]
    missing: Mapping[ShiftId, frozenset[VolunteerId]]
    _wishes: dict[tuple[VolunteerId, int, bool], tuple[WishSpan, ...]]

    def holds(self, rule: Rule) -> bool:
        """Tell whether anything asks for ``rule``."""
        return self.choices[rule].weight is not Weight.OFF

    def rows_of(self, volunteer_id: VolunteerId) -> tuple[Row, ...]:
        """Return where somebody serves."""
        return self.by_person.get(volunteer_id, ())

    def rows_on(self, shift_id: ShiftId) -> tuple[Row, ...]:
        """Return who serves a shift."""
        return self.by_shift.get(shift_id, ())

    def is_missing(self, volunteer_id: VolunteerId, shift_id: ShiftId) -> bool:
        """Tell whether somebody is written down as absent from a shift, or excused from it."""
        return volunteer_id in self.missing.get(shift_id, ())

    def rows_within(self, starts: int, ends: int) -> list[Row]:
        """Return the rows of all people that share a minute with a stretch of time."""
        first, last = starts // DAY_MINUTES - 1, (ends - 1) // DAY_MINUTES
        return [
            row
            for ordinal in range(first, last + 1)
            for row in self.by_day.get(date.fromordinal(ordinal), ())
            if row.starts < ends and starts < row.ends
        ]

    def wish(self, person: Person, starts: int, ends: int) -> Wish:
        """Return the least willing wish of somebody over a stretch of time."""
        return least_willing(
            wish_within(self.spans(person, ordinal), *_minutes_of(ordinal, starts, ends))
            for ordinal in range(starts // DAY_MINUTES, (ends - 1) // DAY_MINUTES + 1)
        )

    def spans(
        self, person: Person, ordinal: int, *, asked_only: bool = False
    ) -> tuple[WishSpan, ...]:
        """Return the wishes of somebody's day; ``asked_only`` of its dated exceptions alone."""
        key = (person.id, ordinal, asked_only)
        if (known := self._wishes.get(key)) is None:
            day = date.fromordinal(ordinal)
            rules = () if asked_only else person.availability
            known = day_wishes(rules, person.exceptions, day, workday=self._is_workday(day))
            self._wishes[key] = known
        return known

    def changed(self, added: Iterable[Row], removed: Collection[AssignmentId]) -> RosterIndex:
        """Return the index with rows more and rows less; nothing else is read again."""
        by_person, by_shift, by_day = dict(self.by_person), dict(self.by_shift), dict(self.by_day)
        for row in self.rows_with(removed):
            by_person[row.volunteer_id] = _without(by_person[row.volunteer_id], row)
            by_shift[row.shift.id] = _without(by_shift[row.shift.id], row)
            by_day[row.day] = _without(by_day[row.day], row)
        for row in added:
            by_person[row.volunteer_id] = _with(by_person.get(row.volunteer_id, ()), row)
            by_shift[row.shift.id] = _with(by_shift.get(row.shift.id, ()), row)
            by_day[row.day] = _with(by_day.get(row.day, ()), row)
        return RosterIndex(
            self.facts,
            self.choices,
            by_person,
            by_shift,
            by_day,
            self.shifts_by_day,
            self.missing,
            self._wishes,
        )

    def rows_with(self, ids: Collection[AssignmentId]) -> list[Row]:
        """Return the live rows with these numbers."""
        if not ids:
            return []
        return [row for rows in self.by_day.values() for row in rows if row.id in ids]

    def _is_workday(self, day: date) -> bool:
        if day in self.facts.kinds:
            return day in self.facts.workdays
        return day in self.facts.workdays or plain_kind(day) is DayKind.WORKDAY


_kept: tuple[RosterIndex, ...] = ()


def index_of(facts: RosterFacts) -> RosterIndex:
    """Return the index of ``facts``; that of a value asked about lately is kept."""
    global _kept  # facts never change, so that what was made of one value stays true
    for known in _kept:
        if known.facts is facts:
            return known
    made = made_index(facts)
    _kept = (made, *_kept[: _KEPT_INDEXES - 1])
    return made


def made_index(facts: RosterFacts) -> RosterIndex:
    """Read ``facts`` into an index. A live row of a shift that is not among them is an error."""
    by_person: dict[VolunteerId, list[Row]] = defaultdict(list)
    by_shift: dict[ShiftId, list[Row]] = defaultdict(list)
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in sorted(_rows(facts), key=_when):
        by_person[row.volunteer_id].append(row)
        by_shift[row.shift.id].append(row)
        by_day[row.day].append(row)
    shifts_by_day: dict[date, list[Shift]] = defaultdict(list)
    for shift in sorted(facts.shifts.values(), key=lambda each: (each.starts, each.ends, each.id)):
        shifts_by_day[shift.day].append(shift)
    return RosterIndex(
        facts,
        {rule: facts.choice(rule) for rule in Rule},
        {key: tuple(rows) for key, rows in by_person.items()},
        {key: tuple(rows) for key, rows in by_shift.items()},
        {key: tuple(rows) for key, rows in by_day.items()},
        {key: tuple(shifts) for key, shifts in shifts_by_day.items()},
        _missing(facts),
        {},
    )


def thought_row(facts: RosterFacts, shift_id: ShiftId, volunteer_id: VolunteerId) -> Row:
    """Return somebody on a shift who is not there yet."""
    shift = facts.shifts[shift_id]
    return Row(THOUGHT_OF, volunteer_id, shift, shift.starts, shift.ends)


def has_skill(person: Person | None, skill_id: SkillId, day: date) -> bool:
    """Tell whether a skill of somebody counts on ``day``."""
    return person is not None and any(
        skill.skill_id == skill_id and skill.counts_on(day) for skill in person.skills
    )


def _rows(facts: RosterFacts) -> Iterable[Row]:
    return (
        Row(each.id, each.volunteer_id, facts.shifts[each.shift_id], each.starts, each.ends)
        for each in facts.assignments
        if each.is_live
    )


def _missing(facts: RosterFacts) -> dict[ShiftId, frozenset[VolunteerId]]:
    found: dict[ShiftId, set[VolunteerId]] = defaultdict(set)
    for each in facts.assignments:
        if each.state in MISSING:
            found[each.shift_id].add(each.volunteer_id)
    return {shift_id: frozenset(people) for shift_id, people in found.items()}


def _when(row: Row) -> tuple[int, int, bool, int]:
    return (row.starts, row.ends, *row.age)


def _with(rows: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    return tuple(sorted((*rows, row), key=_when))


def _without(rows: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    return tuple(each for each in rows if each.id != row.id)


def _minutes_of(ordinal: int, starts: int, ends: int) -> tuple[int, int]:
    midnight = ordinal * DAY_MINUTES
    return max(0, starts - midnight), min(DAY_MINUTES, ends - midnight)
