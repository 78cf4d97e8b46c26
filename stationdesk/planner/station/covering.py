"""Cover by the clock and by shift, and skills, as linear demands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.roster.cover import rules_on
from stationdesk.domain.roster.index import has_skill
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.working_days import days_from
from stationdesk.planner.problem import Cover
from stationdesk.planner.station.days import key_of
from stationdesk.planner.station.wishes import KEPT, Matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.ids import CoverRuleId, SkillId
    from stationdesk.domain.roster.cover_rules import CoverRule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.problem import Slot
    from stationdesk.planner.station.days import StationDays

RULE_FACTORS = {Weight.BLOCK: 4, Weight.WARN: 2}
"""What a minute short of a cover rule costs; a minute short of what a shift needs costs 1."""
EMPTY_FACTOR = 4
"""What a minute costs besides at which nobody at all is there: two half-empty hours are better
than one that is empty."""
SURPLUS = 30
"""What a person more than needed costs, in minutes of broken rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch (absolute minutes) of a cover rule over which the same slots are at the desk.

    ``day`` is the ordinal of the day on which the rule begins.
    """

    rule_id: CoverRuleId
    day: int
    skill_id: SkillId | None
    starts: int
    ends: int
    wanted: int
    slots: frozenset[Slot]
    only: frozenset[str] | None
    factor: int

    @property
    def weight(self) -> int:
        """What one person missing all over it costs."""
        return (self.ends - self.starts) * self.factor


def pieces_of(station: StationDays) -> tuple[Piece, ...]:
    """Return the pieces of all cover rules that anything can still be done about."""
    opened = frozenset(station.open_slots)
    before = station.wishes.first - timedelta(days=1)
    first = max(before, station.facts.read_from)
    return tuple(
        piece
        for day in days_from(first, station.wishes.last)
        for rule in rules_on(station.facts, day)
        if rule.weight is not Weight.OFF
        for piece in _pieces(station, rule, day)
        if piece.slots & opened
    )


def minutes_wanted(station: StationDays) -> int:
    """Return how much service the roster's days want: by their shifts, or by the clock if more."""
    facts = station.facts
    by_shift = sum(
        shift.minutes * shift.needed
        for shift in station.shifts.values()
        if facts.first <= shift.day <= facts.last
    )
    by_clock = sum(_day_minutes(rules_on(facts, day)) for day in days_from(facts.first, facts.last))
    return max(by_shift, by_clock)


def covers_of(station: StationDays, pieces: Iterable[Piece]) -> Iterator[Cover]:
    """Give the demands: cover rules, what shifts need, their skills, and how many they take."""
    yield from _clock_covers(station, pieces)
    for slot in station.open_slots:
        shift = station.shifts[slot]
        here = frozenset({slot})
        cover, rules = station.wishes.level(Matter.COVER), station.wishes.level(Matter.RULES)
        if shift.needed:
            yield Cover(slots=here, least=shift.needed, weight_under=shift.minutes, level=cover)
        if shift.most > shift.needed:
            yield Cover(slots=here, most=shift.needed, weight_over=SURPLUS, level=rules)
        yield Cover(slots=here, most=shift.most, name=Rule.FULL)
        yield from _skill_covers(station, slot, shift)


def _clock_covers(station: StationDays, pieces: Iterable[Piece]) -> Iterator[Cover]:
    """Give one demand for all pieces about the same slots and people."""
    weights: dict[tuple[frozenset[Slot], int, frozenset[str] | None], int] = defaultdict(int)
    for piece in pieces:
        weights[piece.slots, piece.wanted, piece.only] += piece.weight
        if piece.wanted > 1 and piece.only is None:
            weights[piece.slots, 1, None] += (piece.ends - piece.starts) * EMPTY_FACTOR
    for (slots, least, only), weight in weights.items():
        matter = Matter.COVER if only is None else Matter.SKILL
        level = station.wishes.level(matter)
        yield Cover(slots=slots, least=least, weight_under=weight, only=only, level=level)


def _skill_covers(station: StationDays, slot: Slot, shift: Shift) -> Iterator[Cover]:
    if shift.skill_id is None or not shift.skilled:
        return
    able = _able(station, shift.skill_id, [slot])
    yield Cover(
        slots=frozenset({slot}),
        least=shift.skilled,
        weight_under=shift.minutes,
        only=able,
        level=station.wishes.level(Matter.SKILL),
    )
    if station.facts.choice(Rule.SKILL).weight is Weight.BLOCK:
        # The rule holds while the places still to fill suffice for the skilled people missing.
        others = frozenset(key_of(each) for each in station.facts.people) - able
        most = max(shift.needed, shift.skilled) - shift.skilled
        there = sum(place.slot == slot and place.person in others for place in station.live)
        yield Cover(
            slots=frozenset({slot}),
            most=most,
            weight_over=shift.minutes * (KEPT if there <= most else 1),
            only=others,
            level=station.wishes.level(Matter.MUST),
            name=Rule.SKILL,
        )


def _day_minutes(rules: Iterable[CoverRule]) -> int:
    """Return what rules about one day want; of several about one time, the greatest."""
    known = list(rules)
    edges = sorted({minute for rule in known for minute in (rule.from_minute, rule.to_minute)})
    return sum(
        (end - start)
        * max(rule.people for rule in known if rule.from_minute <= start and end <= rule.to_minute)
        for start, end in pairwise(edges)
        if any(rule.from_minute <= start and end <= rule.to_minute for rule in known)
    )


def _pieces(station: StationDays, rule: CoverRule, day: date) -> Iterator[Piece]:
    starts, ends = absolute(day, rule.from_minute), absolute(day, rule.to_minute)
    near = [
        (slot, shift)
        for slot, shift in station.shifts.items()
        if shift.at_desk and shift.starts < ends and starts < shift.ends
    ]
    edges = {starts, ends}
    for _, shift in near:
        edges |= {max(starts, shift.starts), min(ends, shift.ends)}
    for start, end in pairwise(sorted(edges)):
        slots = frozenset(
            slot for slot, shift in near if shift.starts <= start and end <= shift.ends
        )
        yield from _wanted(station, rule, day, (start, end), slots)


def _wanted(
    station: StationDays,
    rule: CoverRule,
    day: date,
    stretch: tuple[int, int],
    slots: frozenset[Slot],
) -> Iterator[Piece]:
    demands: list[tuple[int, SkillId | None, frozenset[str] | None]] = [(rule.people, None, None)]
    if rule.skill_id is not None:
        able = _able(station, rule.skill_id, slots)
        demands.append((rule.skilled, rule.skill_id, able))
    for wanted, skill_id, only in demands:
        if wanted:
            yield Piece(
                rule_id=rule.id,
                day=day.toordinal(),
                skill_id=skill_id,
                starts=stretch[0],
                ends=stretch[1],
                wanted=wanted,
                slots=slots,
                only=only,
                factor=RULE_FACTORS[rule.weight],
            )


def _able(station: StationDays, skill_id: SkillId, slots: Iterable[Slot]) -> frozenset[str]:
    """Return who has a skill on the days of all ``slots``: across midnight both days count."""
    days = {station.shifts[slot].day for slot in slots}
    return frozenset(
        key_of(person.id)
        for person in station.facts.people.values()
        if all(has_skill(person, skill_id, day) for day in days)
    )
