"""Problems so small that every roster of them can be looked at."""

import itertools
import random

from stationdesk.planner.evaluating import cost_of, violations
from stationdesk.planner.problem import (
    Bond,
    Counting,
    Cover,
    Escort,
    Limit,
    Member,
    PersonLimits,
    Place,
    Price,
    Problem,
    Request,
    ShiftType,
    Slot,
    Stability,
    Step,
    Tally,
)

LEVELS = 3


def all_rosters(problem):
    """Give every roster of ``problem`` that holds its pinned places."""
    places = [
        place
        for member in problem.people
        for slot in problem.all_slots
        if (place := Place(member.key, *slot)) not in problem.pinned
    ]
    for chosen in itertools.product((False, True), repeat=len(places)):
        yield problem.pinned | {place for place, taken in zip(places, chosen, strict=True) if taken}


def best_costs(problem):
    """Return the costs of the best roster level by level, None where no roster is allowed."""
    return min(
        (
            cost_of(problem, roster).in_order
            for roster in all_rosters(problem)
            if not violations(problem, roster)
        ),
        default=None,
    )


def tiny_problem(seed):
    """Return a problem of two or three people with a little of everything."""
    return _Tiny(random.Random(seed)).problem()


class _Tiny:
    def __init__(self, chance):
        self.chance = chance
        self.days = chance.choice((2, 3, 4))
        self.types = self._types()
        few = self.days * len(self.types) <= 4
        self.keys = list("abc"[: chance.choice((2, 3)) if few else 2])
        every = [Slot(day, each.key) for day in range(self.days) for each in self.types]
        self.slots = [slot for slot in every if chance.random() < 0.85] or every
        self.places = [Place(key, *slot) for key in self.keys for slot in self.slots]

    def problem(self):
        chance = self.chance
        known = chance.choice((0, 0, 2))
        return Problem(
            days=self.days,
            first_weekday=chance.randint(1, 7),
            shift_types=self.types,
            people=tuple(self._member(key) for key in self.keys),
            slots=frozenset(self.slots),
            shifts_a_day=chance.choice((1, 1, 2, None)),
            covers=tuple(self._cover() for _ in range(chance.randint(1, 4))),
            requests=tuple(self._request() for _ in range(2)),
            tallies=tuple(self._tally() for _ in range(chance.randint(0, 3))),
            bonds=self._bonds(),
            escorts=self._escorts(),
            stability=self._stability() if chance.random() < 0.4 else None,
            barred=self._some_places(1) if chance.random() < 0.3 else frozenset(),
            allowed=self._some_places(len(self.places) * 3 // 4) if chance.random() < 0.2 else None,
            history=self._history() if known else frozenset(),
            history_days=known,
        )

    def _types(self):
        chance = self.chance
        early = ShiftType(key="E", minutes=chance.choice((120, 180)))
        late = ShiftType(
            key="L",
            minutes=240,
            forbidden_next=frozenset(chance.choice(("", "E"))),
            overlaps=frozenset(chance.choice(("", "E"))),
        )
        return (early, late)[: 1 if self.days == 4 else 2]

    def _member(self, key):
        chance = self.chance
        limits = PersonLimits(
            most_of_type={each.key: chance.randint(0, 2) for each in self.types[1:]},
            least_minutes=chance.choice((None, None, 120)),
            most_minutes=chance.choice((None, 360, 500)),
            most_consecutive=chance.choice((None, 1, 2)),
            least_consecutive=chance.choice((None, None, 2)),
            least_days_off=chance.choice((None, None, 2)),
            most_weekends=chance.choice((None, 0, 1)),
            priced={limit: self._paid() for limit in Limit if chance.random() < 0.5},
        )
        days_off = frozenset(day for day in range(self.days) if chance.random() < 0.1)
        return Member(key=key, limits=limits, days_off=days_off)

    def _cover(self):
        chance = self.chance
        least = chance.randint(0, 2)
        return Cover(
            slots=self._some_slots() if chance.random() < 0.5 else frozenset(self.slots[:1]),
            least=least,
            most=chance.choice((None, least, least + 1)),
            weight_under=chance.randint(0, 5),
            weight_over=chance.choice((None, 1, 2)),
            only=frozenset(self.keys[:1]) if chance.random() < 0.3 else None,
            level=chance.randrange(LEVELS),
        )

    def _request(self):
        slot = self.chance.choice(self.slots)
        return Request(
            person=self.chance.choice(self.keys),
            day=slot.day,
            shift=slot.shift,
            wanted=self.chance.random() < 0.5,
            price=self._paid(),
        )

    def _tally(self):
        chance = self.chance
        counting = chance.choice(list(Counting))
        unit = 60 if counting is Counting.MINUTES else 1
        price = self._price()
        least = 0 if price is None else chance.choice((0, 1, 2)) * unit
        return Tally(
            person=chance.choice(self.keys),
            slots=self._some_slots(),
            counting=counting,
            least=least,
            most=chance.choice((None, least + unit, least)),
            price=price,
            steeper=() if price is None else (Step(unit, 1), Step(2 * unit, 2)),
        )

    def _bonds(self):
        if self.chance.random() < 0.5:
            return ()
        pairs = frozenset(zip(self.slots, reversed(self.slots), strict=True))
        return (
            Bond(
                one="a",
                other="b",
                together=self.chance.random() < 0.5,
                price=self._price(),
                meetings=self.chance.choice((None, pairs)),
                slots=self.chance.choice((None, self._some_slots())),
            ),
        )

    def _escorts(self):
        everywhere = Escort(novice="a", mentors=frozenset("b"), price=self._price())
        once = Escort(
            novice="b",
            mentors=frozenset(self.keys),
            price=self._price(),
            slot=self.slots[0],
            beside=self._some_slots(),
        )
        return self.chance.choice(((), (everywhere,), (once,), (everywhere, once)))

    def _stability(self):
        chance = self.chance
        return Stability(
            previous=self._some_places(3),
            dropped=chance.randint(1, 3),
            added=chance.randint(0, 2),
            level=chance.randrange(LEVELS),
            most_dropped=chance.choice((None, 0, 1)),
            beyond=self._price(),
        )

    def _history(self):
        every = [Place(key, -back, "E") for key in self.keys for back in (1, 2)]
        return frozenset(place for place in every if self.chance.random() < 0.4)

    def _some_slots(self):
        return frozenset(self.chance.sample(self.slots, self.chance.randint(1, len(self.slots))))

    def _some_places(self, count):
        return frozenset(self.chance.sample(self.places, min(count, len(self.places))))

    def _paid(self):
        return Price(self.chance.randint(0, 4), self.chance.randrange(LEVELS))

    def _price(self):
        return None if self.chance.random() < 0.3 else self._paid()
