"""What is borrowed at the demo's desk, by season and rain; what the person on duty carries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.loans import NewLoan, TakenLine
from stationdesk.services.demo.clock import times_drawn
from stationdesk.services.demo.lending_script import Person
from stationdesk.services.demo.seasons import DAYS_OPEN_A_WEEK

if TYPE_CHECKING:
    import random
    from collections.abc import Collection, Mapping

    from stationdesk.domain.ids import HoldId, LoanUnitId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.lending_script import LendingScript
    from stationdesk.services.demo.people import People
    from stationdesk.services.demo.return_life import ReturnLife
    from stationdesk.services.demo.shelves import Lent, Shelves
    from stationdesk.services.demo.stays import Stay, Stays
    from stationdesk.services.lending import Lending

TWO_CHANCE, DESPITE_CHANCE = 0.1, 0.004
LAST_LOAN_MINUTES = 40
"""So long before closing nothing is lent that must be back the same day."""
TAIL_DIGITS = 4
TRIES = 5


class LendingLife:
    """Lends things; call ``day`` for every day the station is open."""

    def __init__(
        self,
        lending: Lending,
        script: LendingScript,
        shelves: Shelves,
        stays: Stays,
        returns: ReturnLife,
        people: People,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._lending, self._script, self._shelves = lending, script, shelves
        self._stays, self._returns, self._people = stays, returns, people
        self._agenda, self._clock, self._chance = agenda, clock, chance

    def day(self, opens: int, closes: int, *, wet: bool, without: Collection[str] = ()) -> None:
        """Draw who comes today for what; nobody comes for the kinds named in ``without``."""
        for lent in self._shelves.all():
            last = closes if lent.told.days else closes - LAST_LOAN_MINUTES
            expected = lent.told.weekly / DAYS_OPEN_A_WEEK + (lent.told.rain if wet else 0.0)
            times = times_drawn(self._chance, expected)
            if lent.told.name in without:
                continue
            for _ in range(times):
                minute = self._chance.randrange(opens, last)
                self._agenda.on(self._clock.day, minute, partial(self._ask, lent))

    def lend(
        self,
        lent: Lent,
        person: Person,
        quantity: int = 1,
        *,
        unit_id: LoanUnitId | None = None,
        hold_id: HoldId | None = None,
        despite: str = "",
    ) -> Stay:
        """Lend pieces that were taken off the shelf; what comes of it is left to the caller."""
        loan_id = self._lending.lend(
            NewLoan(
                on=self._clock.day,
                lines=(TakenLine(kind_id=lent.kind_id, unit_id=unit_id, quantity=quantity),),
                borrower=borrower_of(person, lent),
                deposit=lent.told.deposit,
                hold_id=hold_id,
                despite=despite,
                request_key=new_uid(),
            )
        )
        return self._stays.begin(self._lending.entries_of_loan(loan_id)[0], lent, person)

    def carry_on_duty(self, lent: Lent, short: Mapping[str, int] | None = None) -> None:
        """Let who is on duty carry a kit until the evening; it lacks ``short`` then, if told."""
        person = self._on_duty()
        if not lent.has() or self._stays.with_person(person, lent):
            return
        stay = self.lend(lent, person, unit_id=lent.take(1))
        self._returns.expect_in_the_evening(stay, short)

    def _ask(self, lent: Lent) -> None:
        """Lend to somebody who asks; whoever finds nothing left, or is late, goes away."""
        if lent.told.duty:
            self.carry_on_duty(lent)
            return
        person = self._somebody(lent)
        if person is None or not lent.has():
            return
        quantity, despite = self._wanted(lent)
        stay = self.lend(lent, person, quantity, unit_id=lent.take(quantity), despite=despite)
        self._returns.expect(stay)

    def _wanted(self, lent: Lent) -> tuple[int, str]:
        """Return how many pieces are asked for, and why more than usual are given, if so."""
        drawn = self._chance.random()
        if lent.is_pool and lent.told.days and drawn < DESPITE_CHANCE and lent.has(3):
            return 3, str(self._script.words["despite"])
        two = lent.told.most > 1 and drawn < TWO_CHANCE and lent.has(2)
        return (2, "") if two else (1, "")

    def _somebody(self, lent: Lent) -> Person | None:
        """Draw who asks and may have it; None when only those came who may not."""
        for _ in range(TRIES):
            person = self._people.somebody(lent.told.groups)
            has = self._stays.with_person(person, lent)
            if not has and self._stays.is_welcome(person, self._clock.day):
                return person
        return None

    def _on_duty(self) -> Person:
        return Person(
            name=self._clock.who, phone=self._script.staff[self._clock.who], group="staff"
        )


def borrower_of(person: Person, lent: Lent) -> NewBorrower:
    """Return what somebody tells of themselves: as little as the kind asks for."""
    whole = lent.told.contact == "phone"
    phone = person.phone if whole else person.phone[-TAIL_DIGITS:]
    return NewBorrower(name=person.name, phone=phone, group=person.group)
