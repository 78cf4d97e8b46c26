"""The named rules of a station: what blocks is hard, what warns is priced."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import STRETCHES, month_of, saturday_of
from stationdesk.domain.roster.facts import Bond as Kind
from stationdesk.domain.roster.rules import RULE_UNITS, Rule, Unit, Weight
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
    Price,
    Request,
    Slot,
    Tally,
)
from stationdesk.planner.station.days import key_of
from stationdesk.planner.station.wishes import Matter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.problem import Place
    from stationdesk.planner.station.days import StationDays

BROKEN_ONCE = 240
"""A rule broken once weighs as much as four hours beyond a limit of hours."""


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
        is_together = pair.bond is Kind.TOGETHER
        rule = Rule.TOGETHER if is_together else Rule.APART
        if not station.index.holds(rule):
            continue
        yield Bond(
            one=key_of(pair.one),
            other=key_of(pair.other),
            together=is_together,
            price=_social_price(station, rule) if is_together else _price(station, rule),
            meetings=None
            if is_together
            else _meetings(station, people[pair.one], people[pair.other]),
        )


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


def _price(station: StationDays, rule: Rule) -> Price | None:
    """Return None where ``rule`` blocks, else what breaking it by one unit costs."""
    if station.facts.choice(rule).weight is Weight.BLOCK:
        return None
    weight = 1 if RULE_UNITS.get(rule) is Unit.MINUTES and rule is not Rule.REST else BROKEN_ONCE
    return Price(weight, station.wishes.level(Matter.RULES))


def _social_price(station: StationDays, rule: Rule, weight: int = BROKEN_ONCE) -> Price:
    """Return the price of a rule that pinned rows of others may break, whatever is done."""
    blocks = station.facts.choice(rule).weight is Weight.BLOCK
    return Price(weight, station.wishes.level(Matter.MUST if blocks else Matter.RULES))


def _member(station: StationDays, person: Person) -> Member:
    priced: dict[Limit, Price] = {}
    most = least = None
    if station.index.holds(Rule.CONSECUTIVE):
        most = station.facts.amount(Rule.CONSECUTIVE, person)
        if (price := _price(station, Rule.CONSECUTIVE)) is not None:
            priced[Limit.MOST_CONSECUTIVE] = price
    if station.index.holds(Rule.LEAST_CONSECUTIVE):
        least = station.facts.amount(Rule.LEAST_CONSECUTIVE, person)
        priced[Limit.LEAST_CONSECUTIVE] = _social_price(station, Rule.LEAST_CONSECUTIVE)
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
                    yield Tally(
                        person=key_of(person.id),
                        slots=slots,
                        counting=counting,
                        most=most,
                        price=_price(station, rule),
                        name=rule,
                    )


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
                yield Tally(
                    person=key_of(person.id),
                    slots=slots,
                    counting=Counting.WEEKS,
                    most=station.facts.amount(Rule.WEEKENDS, person),
                    price=_price(station, Rule.WEEKENDS),
                    name=Rule.WEEKENDS,
                )


def _minor_hours(station: StationDays, person: Person) -> Iterator[Tally]:
    if not station.index.holds(Rule.MINOR_HOURS):
        return
    days: dict[date, set[Slot]] = defaultdict(set)
    for place in station.places_of(person):
        shift = station.shifts[place.slot]
        if is_minor_on(person.born, shift.day):
            days[shift.day].add(place.slot)
    for slots in map(frozenset, days.values()):
        yield Tally(
            person=key_of(person.id),
            slots=slots,
            counting=Counting.MINUTES,
            most=station.facts.amount(Rule.MINOR_HOURS, person),
            price=_price(station, Rule.MINOR_HOURS),
            name=Rule.MINOR_HOURS,
        )


def _rests(station: StationDays, person: Person) -> Iterator[Tally]:
    """Give each two places of different days between which the rest would be too short."""
    if not station.index.holds(Rule.REST):
        return
    least = station.facts.amount(Rule.REST, person)
    mine = [(place, station.shifts[place.slot]) for place in station.places_of(person)]
    for number, (place, before) in enumerate(mine):
        for other, after in mine[number + 1 :]:
            if after.starts - before.ends >= least:
                break
            if after.day > before.day and after.starts >= before.ends:
                yield Tally(
                    person=key_of(person.id),
                    slots=frozenset({place.slot, other.slot}),
                    most=1,
                    price=_price(station, Rule.REST),
                    name=Rule.REST,
                )


def _asked_days(station: StationDays, person: Person) -> Iterator[Tally]:
    """Give the days for which somebody asked, where a shift of that time may be theirs."""
    if not station.index.holds(Rule.REQUEST):
        return
    for asked in person.exceptions:
        if asked.wish is not Wish.PREFERS:
            continue
        for day in days_from(asked.first_day, asked.last_day):
            slots = frozenset(
                place.slot
                for place in station.places_of(person)
                if _shares(station.shifts[place.slot], day, asked.from_minute, asked.to_minute)
            )
            if station.has_free(person, slots):
                yield Tally(
                    person=key_of(person.id),
                    slots=slots,
                    least=1,
                    price=_social_price(station, Rule.REQUEST),
                    name=Rule.REQUEST,
                )


def _shares(shift: Shift, day: date, from_minute: int, to_minute: int) -> bool:
    return shift.day == day and shift.from_minute < to_minute and from_minute < shift.to_minute


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
    for beside, alone in minutes.items():
        yield Escort(
            novice=place.person,
            mentors=mentors,
            price=_social_price(station, Rule.MENTOR, alone),
            slot=place.slot,
            beside=beside,
        )
