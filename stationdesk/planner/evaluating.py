"""What a roster costs and which rules it breaks, straight from the words of the problem.

This is the judge of the engines: it shares nothing with the rows they work on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from stationdesk.planner.problem import Counting, Limit, Place, Price, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stationdesk.planner.problem import (
        Cover,
        Member,
        PersonLimits,
        Problem,
        Request,
        Tally,
    )


SHORT = frozenset({"too_few", "too_little", Limit.LEAST_MINUTES, "dropped"})
"""Hard rules that are broken by too little."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that is broken by ``amount`` units; ``day`` where the first of them is.

    ``term`` says which: the names of limits, or ``no_such_slot``, ``shifts_a_day``, ``overlap``,
    ``succession``, ``day_off``, ``pinned``, ``barred``, ``too_few``, ``too_many`` (of a cover),
    ``too_little``, ``too_much`` (of a tally), ``together``, ``apart``, ``mentor``, ``dropped``.
    ``name`` is the caller's own word of a cover or tally.
    """

    term: str
    person: str | None
    day: int | None
    amount: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a roster costs on every level of the problem."""

    by_level: Mapping[int, float]

    @property
    def total(self) -> float:
        """The plain sum over all levels: the objective of a problem with one level."""
        return sum(self.by_level.values())

    @property
    def in_order(self) -> tuple[float, ...]:
        """The levels' costs, the most important first: the smaller tuple is the better roster."""
        return tuple(self.by_level[level] for level in sorted(self.by_level))


def cost_of(problem: Problem, assigned: Iterable[tuple[str, int, str]]) -> Cost:
    """Return what the roster ``assigned`` costs on each level."""
    by_level = dict.fromkeys(problem.levels, 0.0)
    for each in _deviations(problem, _Worked(problem, assigned)):
        if each.price is not None:
            by_level[each.price.level] += each.cost
    return Cost(by_level)


def violations(problem: Problem, assigned: Iterable[tuple[str, int, str]]) -> list[Violation]:
    """Return every hard rule that the roster ``assigned`` breaks."""
    worked = _Worked(problem, assigned)
    hard = [
        Violation(each.term, each.person, each.day, each.amount, each.name)
        for each in _deviations(problem, worked)
        if each.price is None
    ]
    return [*_impossible(problem, worked), *hard]


def newly_broken(problem: Problem, assigned: Iterable[tuple[str, int, str]]) -> list[Violation]:
    """Return the hard rules that ``assigned`` breaks beyond what its pinned places break alone.

    What is short may be filled: that the pinned places alone are short excuses nothing.
    """
    excused = {
        (each.term, each.person, each.day, each.name): each.amount
        for each in violations(problem, problem.pinned)
        if each.term not in SHORT
    }
    return [
        each
        for each in violations(problem, assigned)
        if each.amount > excused.get((each.term, each.person, each.day, each.name), 0)
    ]


class _Worked:
    """A roster, looked at by person and by slot; history is told by negative days.

    Places that do not exist are ``strangers`` and count for nothing.
    """

    def __init__(self, problem: Problem, assigned: Iterable[tuple[str, int, str]]) -> None:
        told = frozenset(Place(*each) for each in assigned)
        slots = frozenset(problem.all_slots)
        self.of_person: dict[str, list[Slot]] = {each.key: [] for each in problem.people}
        self.places = frozenset(
            place for place in told if place.person in self.of_person and place.slot in slots
        )
        self.strangers = told - self.places
        self.on_slot: dict[Slot, set[str]] = {}
        for place in sorted(self.places):
            self.of_person[place.person].append(place.slot)
            self.on_slot.setdefault(place.slot, set()).add(place.person)
        self.before: dict[str, list[Slot]] = {}
        for place in sorted(problem.history):
            self.before.setdefault(place.person, []).append(place.slot)

    def days(self, person: str) -> set[int]:
        return {slot.day for slot in self.of_person[person]}

    def known_days(self, person: str) -> set[int]:
        return self.days(person) | {slot.day for slot in self.before.get(person, ())}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deviation:
    """How far a term is missed, never by 0."""

    term: str
    amount: int
    price: Price | None
    person: str | None = None
    day: int | None = None
    name: str = ""
    extra: float = field(default=0.0)

    @property
    def cost(self) -> float:
        weight = 0.0 if self.price is None else self.price.weight
        return weight * self.amount + self.extra


def _impossible(problem: Problem, worked: _Worked) -> Iterator[Violation]:
    for place in sorted(worked.strangers):
        yield Violation("no_such_slot", place.person, place.day, 1)
    for place in sorted(problem.pinned - worked.places):
        yield Violation("pinned", place.person, place.day, 1)
    for place in sorted(worked.places - problem.pinned):
        if not problem.may_take(place):
            yield Violation("barred", place.person, place.day, 1)
    for member in problem.people:
        yield from _impossible_for(problem, worked, member)


def _impossible_for(problem: Problem, worked: _Worked, member: Member) -> Iterator[Violation]:
    by_day = {
        day: [slot.shift for slot in slots]
        for day, slots in groupby(worked.of_person[member.key], key=lambda slot: slot.day)
    }
    around = by_day | {
        day: [slot.shift for slot in slots]
        for day, slots in groupby(worked.before.get(member.key, ()), key=lambda slot: slot.day)
    }
    for day, shifts in by_day.items():
        if day in member.days_off:
            yield Violation("day_off", member.key, day, 1)
        if problem.shifts_a_day is not None and len(shifts) > problem.shifts_a_day:
            yield Violation("shifts_a_day", member.key, day, len(shifts) - problem.shifts_a_day)
        clashes = sum(problem.overlap(*pair) for pair in combinations(shifts, 2))
        if clashes:
            yield Violation("overlap", member.key, day, clashes)
        wrong = sum(
            not problem.may_follow(before, after)
            for before in around.get(day - 1, ())
            for after in shifts
        )
        if wrong:
            yield Violation("succession", member.key, day, wrong)


def _deviations(problem: Problem, worked: _Worked) -> Iterator[_Deviation]:
    for member in problem.people:
        yield from _limit_deviations(problem, worked, member)
    for cover in problem.covers:
        yield from _cover_deviations(cover, worked)
    for request in problem.requests:
        yield from _request_deviations(request, worked)
    for tally in problem.tallies:
        yield from _tally_deviations(problem, tally, worked)
    yield from _company_deviations(problem, worked)
    yield from _stability_deviations(problem, worked)


def _limit_deviations(problem: Problem, worked: _Worked, member: Member) -> Iterator[_Deviation]:
    limits, slots = member.limits, worked.of_person[member.key]
    by_type = Counter(slot.shift for slot in slots)
    minutes = sum(problem.types[slot.shift].minutes for slot in slots)
    weekends = {problem.week_of(slot.day) for slot in slots if problem.is_weekend(slot.day)}
    amounts = [
        *((Limit.MOST_OF_TYPE, by_type[key] - most) for key, most in limits.most_of_type.items()),
        (Limit.LEAST_MINUTES, _over(limits.least_minutes, minutes)),
        (Limit.MOST_MINUTES, -_over(limits.most_minutes, minutes)),
        (Limit.MOST_WEEKENDS, -_over(limits.most_weekends, len(weekends))),
        *_run_amounts(problem, worked.known_days(member.key), limits),
    ]
    for limit, amount in amounts:
        if amount > 0:
            price = limits.priced.get(limit)
            yield _Deviation(term=limit, amount=amount, price=price, person=member.key)


def _over(limit: int | None, value: int) -> int:
    """Return how far ``limit`` lies over ``value``, 0 where there is none."""
    return 0 if limit is None else limit - value


def _run_amounts(
    problem: Problem, days: set[int], limits: PersonLimits
) -> Iterator[tuple[Limit, int]]:
    """Give the days by which runs of work are too long, and inner runs too short."""
    first, last = -problem.history_days, problem.days - 1
    for works, run in groupby(range(first, last + 1), key=lambda day: day in days):
        found = list(run)
        touches_edge = found[0] == first or found[-1] == last
        if works and limits.most_consecutive is not None and found[-1] >= 0:
            # What lies wholly before day 0 cannot be mended any more.
            yield Limit.MOST_CONSECUTIVE, _too_long(found, limits.most_consecutive)
        if touches_edge or found[-1] < -1:
            continue
        least = limits.least_consecutive if works else limits.least_days_off
        if least is not None:
            limit = Limit.LEAST_CONSECUTIVE if works else Limit.LEAST_DAYS_OFF
            yield limit, least - len(found)


def _too_long(run: list[int], most: int) -> int:
    """Return how many days of the horizon come after ``most`` days in a row."""
    return sum(day >= 0 for day in run[most:])


def _cover_deviations(cover: Cover, worked: _Worked) -> Iterator[_Deviation]:
    present = sum(
        1
        for slot in cover.slots
        for person in worked.on_slot.get(slot, ())
        if cover.only is None or person in cover.only
    )
    day = min((slot.day for slot in cover.slots), default=None)
    sides = [("too_few", cover.least - present, cover.weight_under)]
    if cover.most is not None:
        sides.append(("too_many", present - cover.most, cover.weight_over))
    for term, amount, weight in sides:
        if amount > 0:
            price = None if weight is None else Price(weight, cover.level)
            yield _Deviation(term=term, amount=amount, price=price, day=day, name=cover.name)


def _request_deviations(request: Request, worked: _Worked) -> Iterator[_Deviation]:
    met = (Place(request.person, request.day, request.shift) in worked.places) == request.wanted
    if not met:
        yield _Deviation(
            term="request",
            amount=1,
            price=request.price,
            person=request.person,
            day=request.day,
        )


def _tally_deviations(problem: Problem, tally: Tally, worked: _Worked) -> Iterator[_Deviation]:
    slots = [slot for slot in worked.of_person[tally.person] if slot in tally.slots]
    count = {
        Counting.SHIFTS: lambda: len(slots),
        Counting.MINUTES: lambda: sum(problem.types[slot.shift].minutes for slot in slots),
        Counting.DAYS: lambda: len({slot.day for slot in slots}),
        Counting.WEEKS: lambda: len({problem.week_of(slot.day) for slot in slots}),
    }[tally.counting]()
    over = 0 if tally.most is None else count - tally.most
    amount = max(tally.least - count, over)
    if amount > 0:
        extra = sum(step.weight * max(0, amount - step.beyond) for step in tally.steeper)
        yield _Deviation(
            term="too_much" if over > 0 else "too_little",
            amount=amount,
            price=tally.price,
            person=tally.person,
            day=min((slot.day for slot in tally.slots), default=None),
            name=tally.name,
            extra=extra,
        )


def _company_deviations(problem: Problem, worked: _Worked) -> Iterator[_Deviation]:
    for bond in problem.bonds:
        ones, others = set(worked.of_person[bond.one]), set(worked.of_person[bond.other])
        if bond.together:
            alone = ones ^ others
            term, slots = "together", sorted(alone if bond.slots is None else alone & bond.slots)
        elif bond.meetings is None:
            term, slots = "apart", sorted(ones & others)
        else:
            met = (pair for pair in bond.meetings if pair[0] in ones and pair[1] in others)
            term, slots = "apart", sorted(slot for slot, _ in met)
        for slot in slots:
            yield _Deviation(term=term, amount=1, price=bond.price, person=bond.one, day=slot.day)
    for escort in problem.escorts:
        mentors = escort.mentors - {escort.novice}
        for slot in worked.of_person[escort.novice]:
            beside = {slot} if escort.slot is None else escort.beside
            is_asked = escort.slot in (None, slot)
            if is_asked and not any(worked.on_slot.get(near, set()) & mentors for near in beside):
                yield _Deviation(
                    term="mentor", amount=1, price=escort.price, person=escort.novice, day=slot.day
                )


def _stability_deviations(problem: Problem, worked: _Worked) -> Iterator[_Deviation]:
    stability = problem.stability
    if stability is None:
        return
    if stability.most_dropped is not None:
        gone = stability.previous - worked.places
        amount = sum(_could_stay(problem, place) for place in gone) - stability.most_dropped
        if amount > 0:
            yield _Deviation(term="dropped", amount=amount, price=stability.beyond)
    for places, weight in (
        (stability.previous - worked.places, stability.dropped),
        (worked.places - stability.previous, stability.added),
    ):
        if places:
            price = Price(weight, stability.level)
            yield _Deviation(term="stability", amount=len(places), price=price)


def _could_stay(problem: Problem, place: Place) -> bool:
    """Tell whether a known place may be taken at all, beside what is pinned."""
    members = {each.key: each for each in problem.people}
    if place.person not in members or place.slot not in problem.all_slots:
        return False
    if place in problem.pinned:
        return True
    worked = _Worked(problem, [*problem.pinned, place])
    alone = _Worked(problem, problem.pinned)
    member = members[place.person]
    added = set(_impossible_for(problem, worked, member)) - set(
        _impossible_for(problem, alone, member)
    )
    never = member.limits.most_of_type.get(place.shift, 1) <= 0
    is_hard = Limit.MOST_OF_TYPE not in member.limits.priced
    return problem.may_take(place) and not added and not (never and is_hard)
