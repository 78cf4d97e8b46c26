"""Keys and parcels kept at the demo's desk, and things found: fetched, claimed, or passed on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import new_uid
from stationdesk.domain.keeping.found import CheckQuestion, Claim, NewFoundThing, PassOn
from stationdesk.domain.keeping.found_rules import VALUABLES
from stationdesk.domain.keeping.kept import HandOver, NewKeptThing
from stationdesk.domain.keeping.shelves import Shelf
from stationdesk.services.demo.clock import times_drawn
from stationdesk.services.demo.seasons import DAYS_OPEN_A_WEEK

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from stationdesk.domain.ids import FoundThingId, KeptThingId, PlaceId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.hours import HoursLife
    from stationdesk.services.demo.lending_script import Person
    from stationdesk.services.demo.people import People
    from stationdesk.services.keeping import Keeping

LOOK_DAYS = 6
CLOSING_MINUTES = 15
CALM_DAYS = 6
"""In the last days no papers are found but what the script tells."""
TAIL_DIGITS = 4
VISITING_MINUTES = (9 * 60, 17 * 60)


class KeepingLife:
    """Keeps and finds things; call ``day`` for every open day."""

    def __init__(
        self,
        keeping: Keeping,
        script: Mapping[str, Any],
        places: Mapping[str, PlaceId],
        people: People,
        hours: HoursLife,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._keeping, self._kept, self._found = keeping, script["kept"], script["found"]
        self._places, self._people, self._hours = places, people, hours
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._next_look = clock.day

    def day(self, opens: int, closes: int) -> None:
        """Draw what is brought today, and look the shelves through when it is time."""
        for brought, deed in ((self._kept, self._bring), (self._found, self._find)):
            for _ in range(times_drawn(self._chance, brought["weekly"] / DAYS_OPEN_A_WEEK)):
                minute = self._chance.randrange(opens, closes - CLOSING_MINUTES)
                self._agenda.on(self._clock.day, minute, partial(deed, closes))
        if self._clock.day >= self._next_look:
            self._next_look = self._clock.day + timedelta(days=LOOK_DAYS)
            for shelf in Shelf:
                self._keeping.confirm_looked_through(shelf)

    def take_in(
        self, told: Mapping[str, Any], owner: Person, keep_until: date | None
    ) -> KeptThingId:
        """Take a thing into safekeeping."""
        return self._keeping.take_in(
            NewKeptThing(
                kind=told["kind"],
                description=told["text"],
                owner_name=owner.name,
                owner_phone=owner.phone[-TAIL_DIGITS:],
                on=self._clock.day,
                keep_until=keep_until,
                place_id=self._places[self._kept["place"]],
                note=told.get("note", ""),
                request_key=new_uid(),
            )
        )

    def enter_found(self, told: Mapping[str, Any], finder: Person | None) -> FoundThingId:
        """Enter a thing that was found."""
        return self._keeping.enter_found(
            NewFoundThing(
                kind=told["kind"],
                description=told["text"],
                found_where=told["where"],
                on=self._clock.day,
                questions=tuple(CheckQuestion(question=q, answer=a) for q, a in told["questions"]),
                finder_name=finder.name if finder else "",
                finder_phone=finder.phone if finder else "",
                place_id=self._places[self._found["place"]],
                note=told.get("note", ""),
                request_key=new_uid(),
            )
        )

    def _bring(self, closes: int) -> None:
        """Let somebody leave a thing, and fetch it: mostly in time."""
        told, owner = self._chance.choice(self._kept["things"]), self._owner()
        keep_until = self._clock.day + timedelta(days=told["days"])
        thing_id = self.take_in(told, owner, keep_until)
        fetched_on = keep_until
        if self._chance.random() < self._kept["overstay"]:
            fetched_on += timedelta(days=self._chance.randint(1, 5))
        elif told["days"]:
            fetched_on -= timedelta(days=self._chance.randint(0, told["days"]))
        if keep_until < self._end <= fetched_on:
            fetched_on = keep_until
        minute = self._minute()
        if fetched_on == self._clock.day:
            minute = self._chance.randrange(self._clock.minute, closes)
        self._agenda.on(fetched_on, minute, partial(self._hand_over, thing_id, owner))

    def _hand_over(self, thing_id: KeptThingId, owner: Person) -> None:
        other = self._chance.random() < self._kept["fetched_by_other"]
        to = self._owner().name if other else owner.name
        proof = self._chance.choice(self._kept["proofs"])
        self._keeping.hand_over(thing_id, HandOver(on=self._clock.day, to=to, proof=proof))

    def _find(self, closes: int) -> None:
        """Enter a thing, and draw whether its owner comes in time."""
        told = self._chance.choice(self._found["things"])
        is_valuable, today = told["kind"] in VALUABLES, self._clock.day
        if is_valuable and (self._end - today).days <= CALM_DAYS:
            return
        finder = self._owner() if self._chance.random() < 0.5 else None
        thing_id = self.enter_found(told, finder)
        last_on = self._last_day(told["kind"])
        if self._chance.random() >= told["claimed"]:
            minute = closes - 1 if last_on == today else self._minute()
            self._agenda.on(last_on, minute, partial(self._pass_on, thing_id, told))
            return
        claimed_on = today + timedelta(days=self._chance.randint(0, (last_on - today).days))
        minute = self._clock.minute + 5 if claimed_on == today else self._minute()
        self._agenda.on(claimed_on, minute, partial(self._claim, thing_id, told))

    def _last_day(self, kind: str) -> date:
        """Return the last open day on which a thing found today may be here, as far as known."""
        today, last_on = self._clock.day, self._keeping.usual_pass_on(kind)
        if kind not in VALUABLES:
            return last_on - timedelta(days=self._chance.randint(5, 12))
        while last_on > today and self._hours.open_from(last_on) != last_on:
            last_on -= timedelta(days=1)
        return last_on

    def _claim(self, thing_id: FoundThingId, told: Mapping[str, Any]) -> None:
        owner, questions = self._owner(), told["questions"]
        claim = Claim(
            on=self._clock.day,
            to=owner.name,
            phone=owner.phone,
            answers=self._answers(questions),
            proof=told.get("proof", self._found["proof"]),
        )
        self._keeping.claim(thing_id, claim)

    def _answers(self, questions: Sequence[Sequence[str]]) -> tuple[bool, ...]:
        """Draw how the check questions were answered; the owner knows nearly everything."""
        wrong = self._found["wrong_answer"]
        return tuple(self._chance.random() >= wrong for _each in questions)

    def _pass_on(self, thing_id: FoundThingId, told: Mapping[str, Any]) -> None:
        if told.get("disposed"):
            wish = PassOn(on=self._clock.day, to=self._found["disposed"], disposed=True)
        else:
            office = "police" if told["kind"] in VALUABLES else "office"
            wish = PassOn(on=self._clock.day, to=self._found[office], proof=self._found["handed"])
        self._keeping.pass_on(thing_id, wish)

    def _owner(self) -> Person:
        return self._people.somebody(self._kept["groups"])

    def _minute(self) -> int:
        return self._chance.randrange(*VISITING_MINUTES)
