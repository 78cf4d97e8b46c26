"""The roster as a grid for the wall: shifts by days, or people by days.

Pure: the facts in, cells out. How a cell is drawn is the paper's affair.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from stationdesk.domain.working_days import days_from, plain_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ShiftId, VolunteerId
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.periods import PeriodState
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.working_days import DayKind

LONGEST_MARK = 2
"""Characters of a shift's mark; a longer one would not fit a month's cell."""


@dataclass(frozen=True, slots=True)
class WallDay:
    """A day at the head of a column, and what comes together on it.

    ``places`` is how many people its shifts want, ``people`` how many serve.
    """

    day: date
    kind: DayKind
    people: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One shift in a cell. ``usual`` tells whether it has the times of its row.

    ``entries`` are names in a grid of shifts, the shift's mark in a grid of people. ``missing``
    people are wanted besides them; ``skill`` names what ``unskilled`` of those there lack.
    """

    from_minute: int
    to_minute: int
    usual: bool
    entries: tuple[str, ...]
    missing: int = 0
    skill: str = ""
    unskilled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRow:
    """A shift, or a person, with a cell for each day; a cell holds the shifts of that day.

    ``times`` are those the shift usually has, None in a grid of people. ``shifts`` and ``minutes``
    are what the person does in the whole stretch; 0 in a grid of shifts.
    """

    heading: str
    cells: tuple[tuple[Slot, ...], ...]
    post: str = ""
    times: tuple[int, int] | None = None
    shifts: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A grid: ``days`` are its columns. ``marks`` tells what the marks of a grid of people mean.

    Each mark comes with the shift's name, its post and its usual times.
    """

    days: tuple[WallDay, ...]
    rows: tuple[WallRow, ...]
    marks: tuple[tuple[str, str, str, tuple[int, int]], ...] = ()

    @property
    def first(self) -> date:
        """Its first day."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """Its last day."""
        return self.days[-1].day

    def part(self, start: int, end: int) -> Wall:
        """Return the columns from ``start`` up to ``end``; rows with nothing in them fall out."""
        rows = [
            WallRow(
                heading=row.heading,
                cells=row.cells[start:end],
                post=row.post,
                times=row.times,
                shifts=row.shifts,
                minutes=row.minutes,
            )
            for row in self.rows
            if any(row.cells[start:end])
        ]
        return Wall(days=self.days[start:end], rows=tuple(rows), marks=self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallStand:
    """How far a roster on the wall is: its number and state, and what was not published yet."""

    number: str
    state: PeriodState
    revision: int
    pending: int = 0


def shift_wall(
    facts: RosterFacts, first: date, last: date, names: Mapping[VolunteerId, str]
) -> Wall:
    """Return the shifts from ``first`` through ``last`` by day, with the names of who serves."""
    serving = _serving(facts)
    rows = []
    for (name, post), shifts in _kinds(facts, first, last).items():
        times = _usual_times(shifts)
        cells = [
            tuple(_staffed(facts, shift, times, serving, names) for shift in of_day)
            for of_day in _by_day(shifts, first, last)
        ]
        rows.append(WallRow(heading=name, post=post, times=times, cells=tuple(cells)))
    return Wall(days=_days(facts, first, last, serving), rows=tuple(rows))


def person_wall(
    facts: RosterFacts, first: date, last: date, names: Mapping[VolunteerId, str]
) -> Wall:
    """Return who serves from ``first`` through ``last``, one row each, in the order of ``names``.

    Whoever has no shift in these days has no row.
    """
    serving, kinds = _serving(facts), _kinds(facts, first, last)
    marks = _marks(kinds)
    own: dict[VolunteerId, list[Shift]] = {}
    for shifts in kinds.values():
        for shift in shifts:
            for who in serving.get(shift.id, ()):
                own.setdefault(who, []).append(shift)
    times = {kind: _usual_times(shifts) for kind, shifts in kinds.items()}
    rows = [
        _person_row(names[who], own[who], marks, times, first, last) for who in names if who in own
    ]
    told = tuple((mark, *kind, times[kind]) for kind, mark in marks.items())
    return Wall(days=_days(facts, first, last, serving), rows=tuple(rows), marks=told)


def _person_row(
    name: str,
    shifts: Sequence[Shift],
    marks: Mapping[tuple[str, str], str],
    times: Mapping[tuple[str, str], tuple[int, int]],
    first: date,
    last: date,
) -> WallRow:
    def slot(shift: Shift) -> Slot:
        kind = (shift.name, shift.post)
        return Slot(
            from_minute=shift.from_minute,
            to_minute=shift.to_minute,
            usual=(shift.from_minute, shift.to_minute) == times[kind],
            entries=(marks[kind],),
        )

    cells = [tuple(map(slot, of_day)) for of_day in _by_day(shifts, first, last)]
    return WallRow(
        heading=name,
        cells=tuple(cells),
        shifts=len(shifts),
        minutes=sum(shift.minutes for shift in shifts),
    )


def _serving(facts: RosterFacts) -> dict[ShiftId, list[VolunteerId]]:
    """Return who is, or will be, on each shift, in the order in which they were put there."""
    serving: dict[ShiftId, list[VolunteerId]] = {}
    for row in facts.assignments:
        if row.is_live:
            serving.setdefault(row.shift_id, []).append(row.volunteer_id)
    return serving


def _kinds(facts: RosterFacts, first: date, last: date) -> dict[tuple[str, str], list[Shift]]:
    """Return the shifts of these days by name and post, the earliest kind first."""
    kinds: dict[tuple[str, str], list[Shift]] = {}
    for shift in sorted(facts.shifts.values(), key=lambda each: (each.starts, each.id)):
        if first <= shift.day <= last:
            kinds.setdefault((shift.name, shift.post), []).append(shift)
    return dict(sorted(kinds.items(), key=lambda pair: (_usual_times(pair[1]), pair[0])))


def _usual_times(shifts: Iterable[Shift]) -> tuple[int, int]:
    """Return the times that most of ``shifts`` have; of those as frequent the earliest."""
    counted = Counter((shift.from_minute, shift.to_minute) for shift in shifts)
    return min(counted, key=lambda times: (-counted[times], times))


def _by_day(shifts: Iterable[Shift], first: date, last: date) -> list[list[Shift]]:
    held: dict[date, list[Shift]] = {day: [] for day in days_from(first, last)}
    for shift in sorted(shifts, key=lambda each: (each.starts, each.ends, each.id)):
        held[shift.day].append(shift)
    return list(held.values())


def _staffed(
    facts: RosterFacts,
    shift: Shift,
    usual: tuple[int, int],
    serving: Mapping[ShiftId, Sequence[VolunteerId]],
    names: Mapping[VolunteerId, str],
) -> Slot:
    people = serving.get(shift.id, ())
    skilled = sum(_is_skilled(facts.people.get(who), shift) for who in people)
    lacking = max(0, shift.skilled - skilled) if shift.skill_id is not None else 0
    return Slot(
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        usual=(shift.from_minute, shift.to_minute) == usual,
        entries=tuple(names.get(who, "") for who in people),
        missing=max(0, shift.needed - len(people)),
        skill=facts.skill_names.get(shift.skill_id, "") if shift.skill_id is not None else "",
        unskilled=lacking,
    )


def _is_skilled(person: Person | None, shift: Shift) -> bool:
    return person is not None and any(
        skill.skill_id == shift.skill_id and skill.counts_on(shift.day) for skill in person.skills
    )


def _days(
    facts: RosterFacts,
    first: date,
    last: date,
    serving: Mapping[ShiftId, Sequence[VolunteerId]],
) -> tuple[WallDay, ...]:
    people: Counter[date] = Counter()
    places: Counter[date] = Counter()
    for shift in facts.shifts.values():
        people[shift.day] += len(serving.get(shift.id, ()))
        places[shift.day] += shift.needed
    return tuple(
        WallDay(day, facts.kinds.get(day) or plain_kind(day), people[day], places[day])
        for day in days_from(first, last)
    )


def _marks(kinds: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the shortest mark of each kind of shift: 早 for 早班, numbers where none is free."""
    marks: dict[tuple[str, str], str] = {}
    for kind in kinds:
        name = "".join(kind[0].split()) or "?"
        wanted = [name[:length] for length in range(1, LONGEST_MARK + 1)]
        numbered = (f"{name[0]}{number}" for number in count(2))
        marks[kind] = next(mark for mark in chain(wanted, numbered) if mark not in marks.values())
    return marks
