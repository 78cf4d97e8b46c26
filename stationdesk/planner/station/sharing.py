"""Fair shares, steadiness and wishes: what a roster is measured by when it covers the desk."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import saturday_of
from stationdesk.domain.roster.fairness import EVENING_FROM, targets
from stationdesk.domain.volunteers.availability import Wish
from stationdesk.planner.problem import Counting, Price, Request, Stability, Step, Tally
from stationdesk.planner.station.covering import minutes_wanted
from stationdesk.planner.station.days import key_of
from stationdesk.planner.station.wishes import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.problem import Slot
    from stationdesk.planner.station.days import StationDays

STEEPER = (1, 2, 4)
"""Beyond so many usual shifts from the target each minute costs once more: nobody bears it all."""
BURDEN = 60
"""A weekend or evening shift off the fair share costs as an hour off the target does."""
WISH_PRICES = {Wish.PREFERS: 1, Wish.RATHER_NOT: 3}


def fairness_of(station: StationDays) -> Iterator[Tally]:
    """Give the targets: minutes, weekend shifts and evening shifts of everybody.

    The targets of minutes are those that the station shows, brought to the time that is wanted:
    where more is promised than is needed all serve less by the same share. Less than half a usual
    shift to either side is as good as the target: nobody is moved for minutes. They are whole
    multiples of what all shifts are, so that costs have large steps and are soon proven.
    """
    slots = frozenset(
        slot
        for slot, shift in station.shifts.items()
        if station.facts.first <= shift.day <= station.facts.last
    )
    fair = targets(station.facts)
    if not slots or not sum(fair.values()):
        return
    yield from _minutes(station, slots, fair)
    for is_burden, carried in (
        (_is_weekend, lambda person: person.carried.weekends),
        (_is_evening, lambda person: person.carried.evenings),
    ):
        burden = frozenset(slot for slot in slots if is_burden(station.shifts[slot]))
        yield from _burdens(station, burden, fair, carried)


def stability_of(station: StationDays) -> Stability | None:
    """Return the rows that people know already; None where there are none."""
    if not station.movable:
        return None
    return Stability(
        previous=frozenset(station.live),
        level=station.wishes.level(Matter.STABILITY),
        most_dropped=station.wishes.most_moved if station.wishes.keep_existing else None,
        # Rows may be there that break a rule which blocks; they go, however many they are.
        beyond=Price(1, station.wishes.level(Matter.MUST)),
    )


def wishes_of(station: StationDays) -> Iterator[Request]:
    """Give the shifts that somebody would like to work, or rather not."""
    level = station.wishes.level(Matter.WISHES)
    for person in station.facts.people.values():
        for slot in station.open_slots:
            if not station.has_free(person, [slot]):
                continue
            wish = station.wish(person, slot)
            if wish in WISH_PRICES:
                yield Request(
                    person=key_of(person.id),
                    day=slot.day,
                    shift=slot.shift,
                    wanted=wish is Wish.PREFERS,
                    price=Price(WISH_PRICES[wish], level),
                )


def _minutes(
    station: StationDays, slots: frozenset[Slot], fair: Mapping[VolunteerId, int]
) -> Iterator[Tally]:
    wanted = minutes_wanted(station)
    lengths = [station.shifts[slot].minutes for slot in slots]
    unit, usual = math.gcd(*lengths), statistics.median_low(lengths)
    near = usual // 2 // unit * unit
    steeper = tuple(Step(usual * shifts, 1) for shifts in STEEPER)
    promised = sum(fair.values())
    for volunteer_id, minutes in fair.items():
        target = round(minutes * wanted / promised / unit) * unit
        person = station.facts.people[volunteer_id]
        if station.has_free(person, slots):
            yield Tally(
                person=key_of(volunteer_id),
                slots=slots,
                counting=Counting.MINUTES,
                least=max(0, target - near),
                most=target + near,
                price=Price(1, station.wishes.level(Matter.FAIRNESS)),
                steeper=steeper,
                name="minutes",
            )


def _burdens(
    station: StationDays,
    slots: frozenset[Slot],
    fair: Mapping[VolunteerId, int],
    carried: Callable[[Person], int],
) -> Iterator[Tally]:
    """Give the fair share of ``slots``; who had more of them before gets less now."""
    wanted = sum(station.shifts[slot].needed for slot in slots)
    people = station.facts.people
    before = sum(carried(people[each]) for each in fair)
    promised = sum(fair.values())
    price = Price(BURDEN, station.wishes.level(Matter.FAIRNESS))
    for volunteer_id, minutes in fair.items():
        share = (wanted + before) * minutes / promised - carried(people[volunteer_id])
        share = max(0.0, min(share, 2 * wanted * minutes / promised))
        if station.has_free(people[volunteer_id], slots):
            yield Tally(
                person=key_of(volunteer_id),
                slots=slots,
                least=math.floor(share),
                most=math.ceil(share),
                price=price,
                steeper=(Step(1, BURDEN), Step(3, BURDEN)),
                name="burden",
            )


def _is_weekend(shift: Shift) -> bool:
    return saturday_of(shift.day) is not None


def _is_evening(shift: Shift) -> bool:
    """Tell whether a shift is an evening, of a working week.

    Evenings at the weekend are weekends already. So the two never cross, and the best shares are
    proven in a fraction of the time.
    """
    return shift.to_minute > EVENING_FROM and not _is_weekend(shift)
