"""The named rules of a station: what blocks is hard, what warns is priced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import STRETCHES, monday_of, month_of, saturday_of
from stationdesk.domain.roster.facts import Bond as Kind
from stationdesk.domain.roster.rest_rules import runs_of
from stationdesk.domain.roster.rules import RULE_UNITS, Rule, Unit, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.ages import is_minor_on
from stationdesk.domain.volunteers.availability import Wish
from stationdesk.domain.working_days import days_from
from stationdesk.planner.problem import (
    Bond,
    Counting,
    Escort,
    Limit,
    Member,
    PersonLimits,
    Place,
    Price,
    Request,
    Slot,
    Tally,
)
from stationdesk.planner.station.days import key_of
from stationdesk.planner.station.wishes import KEPT, Matter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.station.days import StationDays

COMPANY = frozenset({Rule.TOGETHER, Rule.MENTOR, Rule.LEAST_CONSECUTIVE, Rule.REQUEST, Rule.SKILL})
"""Rules that depend on other rows: pinned ones may break them, whatever is done."""
BROKEN_ONCE = 240
"""A rule broken once weighs as much as four hours beyond a limit of hours."""
SHORT_RUN = 10
"""Where it blocks, a run too short is dearer than company that is missing, and less dear than to
take away company that is there."""


def members_of(station: StationDays) -> tuple[Member, ...]:
    """Return everybody, with the limits on days in a row; also who has rows and is unknown."""
    known = tuple(_member(station, person) for person in station.facts.people.values())
    keys = {each.key for each in known}
    strangers = sorted({place.person for place in station.live} - keys)
    return (*known, *(Member(key=key) for key in strangers))


def tallies_of(station: StationDays) -> Iterator[Tally]:
    """Give the limits of days, weeks and months, weekends, rests, and days asked for."""
    yield from _amounts(station)
    yield from _weekends(station)
    for person in station.facts.people.values():
        yield from _minor_hours(station, person)
        yield from _rests(station, person)
        yield from _asked_days(station, person)


def rule_requests_of(station: StationDays) -> Iterator[Request]:
    """Give the places that break a rule which only warns, by themselves."""
    price = Price(BROKEN_ONCE, station.wishes.level(Matter.RULES))
    for person in station.facts.people.values():
        for slot in station.open_slots:
            if station.has_free(person, [slot]):
                for _ in station.priced_findings(person, slot):
                    yield Request(
                        person=key_of(person.id),
                        day=slot.day,
                        shift=slot.shift,
                        wanted=False,
                        price=price,
                    )


def bonds_of(station: StationDays) -> Iterator[Bond]:
    """Give the pairs that serve together, and those that never meet."""
    people = station.facts.people
    for pair in station.facts.pairs:
        if pair.one not in people or pair.other not in people:
            continue
        ones, others = people[pair.one], people[pair.other]
        if pair.bond is Kind.TOGETHER and station.index.holds(Rule.TOGETHER):
            yield from _together(station, ones, others)
        if pair.bond is Kind.APART and station.index.holds(Rule.APART):
            yield from _apart(station, ones, others)


def escorts_of(station: StationDays) -> Iterator[Escort]:
    """Give what keeps novices beside mentors, minute by minute."""
    people = station.facts.people.values()
    mentors = frozenset(key_of(person.id) for person in people if person.mentor)
    if not station.index.holds(Rule.MENTOR):
        return
    for person in people:
        if person.novice:
            for place in station.places_of(person):
                yield from _escorts(station, place, mentors)


def _price(station: StationDays, rule: Rule, *, is_broken: bool = False) -> Price | None:
    """Return what breaking ``rule`` by one unit costs, None where it blocks.

    A roster that is there may break a rule that blocks, because the rule was changed since. Then
    it is priced above all else: mended if that can be, and never a reason for no answer.
    """
    weight = 1 if RULE_UNITS.get(rule) is Unit.MINUTES and rule is not Rule.REST else BROKEN_ONCE
    if station.facts.choice(rule).weight is not Weight.BLOCK:
        return Price(weight, station.wishes.level(Matter.RULES))
    return Price(weight, station.wishes.level(Matter.MUST)) if is_broken else None


def _social_price(
    station: StationDays, rule: Rule, weight: int = BROKEN_ONCE, *, holds: bool
) -> Price:
    """Return the price of a rule that pinned rows of others may break, whatever is done.

    Where it blocks and ``holds`` so far, it is hardly ever given up for another that does not.
    """
    if station.facts.choice(rule).weight is not Weight.BLOCK:
        return Price(weight, station.wishes.level(Matter.RULES))
    return Price(weight * (KEPT if holds else 1), station.wishes.level(Matter.MUST))


def _member(station: StationDays, person: Person) -> Member:
    priced: dict[Limit, Price] = {}
    most = least = None
    runs = runs_of(station.index.rows_of(person.id))
    if station.index.holds(Rule.CONSECUTIVE):
        most = station.facts.amount(Rule.CONSECUTIVE, person)
        is_broken = any(len(run) > most for run in runs)
        if (price := _price(station, Rule.CONSECUTIVE, is_broken=is_broken)) is not None:
            priced[Limit.MOST_CONSECUTIVE] = price
    if station.index.holds(Rule.LEAST_CONSECUTIVE):
        least = station.facts.amount(Rule.LEAST_CONSECUTIVE, person)
        is_hard = station.facts.choice(Rule.LEAST_CONSECUTIVE).weight is Weight.BLOCK
        weight = BROKEN_ONCE * (SHORT_RUN if is_hard else 1)
        priced[Limit.LEAST_CONSECUTIVE] = _social_price(
            station, Rule.LEAST_CONSECUTIVE, weight, holds=False
        )
    limits = PersonLimits(most_consecutive=most, least_consecutive=least, priced=priced)
    return Member(key=key_of(person.id), limits=limits)


def _amounts(station: StationDays) -> Iterator[Tally]:
    for rule, stretch in STRETCHES.items():
        if not station.index.holds(rule):
            continue
        groups: dict[date, set[Slot]] = defaultdict(set)
        for slot, shift in station.shifts.items():
            groups[stretch(shift.day)].add(slot)
        counting = Counting.MINUTES if RULE_UNITS[rule] is Unit.MINUTES else Counting.SHIFTS
        for slots in map(frozenset, groups.values()):
            for person in station.facts.people.values():
                most = station.facts.amount(rule, person)
                is_told = rule is Rule.SHIFTS_A_DAY and most == station.shifts_a_day
                if not is_told and station.has_free(person, slots):
                    yield from _limit(station, rule, person, slots, counting)


def _limit(
    station: StationDays,
    rule: Rule,
    person: Person,
    slots: frozenset[Slot],
    counting: Counting,
) -> Iterator[Tally]:
    """Give the limit of ``rule`` for somebody over some slots.

    What a roster that is there has beyond a limit that blocks may stay, but never grows.
    """
    most = station.facts.amount(rule, person)
    here = [
        station.shifts[place.slot]
        for place in station.places_of(person)
        if place.slot in slots and place in station.live
    ]
    count = {
        Counting.SHIFTS: len(here),
        Counting.MINUTES: sum(shift.minutes for shift in here),
        Counting.WEEKS: len({monday_of(shift.day) for shift in here}),
    }[counting]
    limit = Tally(
        person=key_of(person.id),
        slots=slots,
        counting=counting,
        most=most,
        price=_price(station, rule, is_broken=count > most),
        name=rule,
    )
    yield limit
    if count > most and station.facts.choice(rule).weight is Weight.BLOCK:
        yield replace(limit, most=count, price=None)


def _weekends(station: StationDays) -> Iterator[Tally]:
    if not station.index.holds(Rule.WEEKENDS):
        return
    months: dict[date, set[Slot]] = defaultdict(set)
    for slot, shift in station.shifts.items():
        if (saturday := saturday_of(shift.day)) is not None:
            months[month_of(saturday)].add(slot)
    for slots in map(frozenset, months.values()):
        for person in station.facts.people.values():
            if station.has_free(person, slots):
                yield from _limit(station, Rule.WEEKENDS, person, slots, Counting.WEEKS)


def _minor_hours(station: StationDays, person: Person) -> Iterator[Tally]:
    if not station.index.holds(Rule.MINOR_HOURS):
        return
    days: dict[date, set[Slot]] = defaultdict(set)
    for place in station.places_of(person):
        shift = station.shifts[place.slot]
        if is_minor_on(person.born, shift.day):
            days[shift.day].add(place.slot)
    for slots in map(frozenset, days.values()):
        yield from _limit(station, Rule.MINOR_HOURS, person, slots, Counting.MINUTES)


def _rests(station: StationDays, person: Person) -> Iterator[Tally]:
    """Give each two places of different days between which the rest would be too short."""
    if not station.index.holds(Rule.REST):
        return
    least = station.facts.amount(Rule.REST, person)
    places = sorted(station.places_of(person), key=lambda each: station.shifts[each.slot].starts)
    mine = [(place, station.shifts[place.slot]) for place in places]
    for number, (place, before) in enumerate(mine):
        for other, after in mine[number + 1 :]:
            if after.starts - before.ends >= least:
                break
            if after.day > before.day and after.starts >= before.ends:
                are_both = place in station.live and other in station.live
                yield Tally(
                    person=key_of(person.id),
                    slots=frozenset({place.slot, other.slot}),
                    most=1,
                    price=_price(station, Rule.REST, is_broken=are_both),
                    name=Rule.REST,
                )


def _asked_days(station: StationDays, person: Person) -> Iterator[Tally]:
    """Give the days for which somebody asked, where a shift of that time may be theirs."""
    if not station.index.holds(Rule.REQUEST):
        return
    asked = {
        day
        for each in person.exceptions
        if each.wish is Wish.PREFERS
        for day in days_from(each.first_day, each.last_day)
    }
    for day in sorted(asked):
        times = _asked_times(station, person, day)
        slots = frozenset(
            place.slot
            for place in station.places_of(person)
            if any(_shares(station.shifts[place.slot], *time) for time in times)
        )
        if station.has_free(person, slots):
            is_met = any(Place(key_of(person.id), *slot) in station.live for slot in slots)
            yield Tally(
                person=key_of(person.id),
                slots=slots,
                least=1,
                price=_social_price(station, Rule.REQUEST, holds=is_met),
                name=Rule.REQUEST,
            )


def _asked_times(station: StationDays, person: Person, day: date) -> list[tuple[int, int]]:
    """Return the stretches (absolute minutes) of a day that somebody asked for."""
    return [
        (absolute(day, span.from_minute), absolute(day, span.to_minute))
        for span in station.index.spans(person, day.toordinal(), asked_only=True)
        if span.wish is Wish.PREFERS
    ]


def _shares(shift: Shift, starts: int, ends: int) -> bool:
    return shift.starts < ends and starts < shift.ends


def _together(station: StationDays, one: Person, other: Person) -> Iterator[Bond]:
    """Give the slots on which the pair is not torn now, and those on which it is."""
    ones, others = (
        {place.slot for place in station.places_of(each) if place in station.live}
        for each in (one, other)
    )
    torn = frozenset(ones ^ others)
    for slots, holds in ((frozenset(station.shifts) - torn, True), (torn, False)):
        yield Bond(
            one=key_of(one.id),
            other=key_of(other.id),
            together=True,
            price=_social_price(station, Rule.TOGETHER, holds=holds),
            slots=slots,
        )


def _apart(station: StationDays, one: Person, other: Person) -> Iterator[Bond]:
    """Give the ways in which the pair does not meet now, and those in which it does."""
    meetings = _meetings(station, one, other)
    met = frozenset(
        (first, second)
        for first, second in meetings
        if Place(key_of(one.id), *first) in station.live
        and Place(key_of(other.id), *second) in station.live
    )
    for pairs, is_broken in ((meetings - met, False), (met, True)):
        yield Bond(
            one=key_of(one.id),
            other=key_of(other.id),
            together=False,
            price=_price(station, Rule.APART, is_broken=is_broken),
            meetings=pairs,
        )


def _meetings(station: StationDays, one: Person, other: Person) -> frozenset[tuple[Slot, Slot]]:
    """Return the pairs of slots on which these two would meet."""
    theirs: dict[int, list[Slot]] = defaultdict(list)
    for place in station.places_of(other):
        theirs[place.day].append(place.slot)
    return frozenset(
        (place.slot, slot)
        for place in station.places_of(one)
        for day in (place.day - 1, place.day, place.day + 1)
        for slot in theirs[day]
        if _are_beside(station, place.slot, slot)
    )


def _are_beside(station: StationDays, one: Slot, other: Slot) -> bool:
    if one == other:
        return True
    first, second = station.shifts[one], station.shifts[other]
    return (
        first.at_desk
        and second.at_desk
        and first.starts < second.ends
        and second.starts < first.ends
    )


def _escorts(station: StationDays, place: Place, mentors: frozenset[str]) -> Iterator[Escort]:
    """Give one escort for each set of slots that is beside a novice for part of a shift."""
    shift = station.shifts[place.slot]
    near = [slot for slot in station.near(place.slot) if _are_beside(station, place.slot, slot)]
    edges = {shift.starts, shift.ends}
    for slot in near:
        other = station.shifts[slot]
        edges |= {max(shift.starts, other.starts), min(shift.ends, other.ends)}
    minutes: dict[frozenset[Slot], int] = defaultdict(int)
    for start, end in pairwise(sorted(edges)):
        beside = frozenset(
            slot
            for slot in near
            if station.shifts[slot].starts <= start and end <= station.shifts[slot].ends
        )
        minutes[beside] += end - start
    there = {each.slot for each in station.live if each.person in mentors - {place.person}}
    for beside, alone in minutes.items():
        holds = place not in station.live or bool(beside & there)
        yield Escort(
            novice=place.person,
            mentors=mentors,
            price=_social_price(station, Rule.MENTOR, alone, holds=holds),
            slot=place.slot,
            beside=beside,
        )
