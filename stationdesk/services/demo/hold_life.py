"""What is held for somebody at the demo's desk: picked up, cancelled, or lapsed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.holds import NewHold
from stationdesk.services.demo.clock import times_drawn
from stationdesk.services.demo.lending_life import borrower_of
from stationdesk.services.demo.seasons import DAYS_OPEN_A_WEEK

if TYPE_CHECKING:
    import random

    from stationdesk.domain.ids import HoldId, LoanUnitId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.hours import HoursLife
    from stationdesk.services.demo.lending_life import LendingLife
    from stationdesk.services.demo.lending_script import LendingScript, Person
    from stationdesk.services.demo.people import People
    from stationdesk.services.demo.return_life import ReturnLife
    from stationdesk.services.demo.shelves import Lent, Shelves
    from stationdesk.services.demo.stays import Stays
    from stationdesk.services.lending import Lending

QUIET_DAYS = 18
"""In the last days nobody holds anything but what the script tells."""
LAPSED_DAYS = 7
"""So long after the pick-up day a hold has lapsed for certain."""
MORNING, AFTERNOON = 9 * 60 + 20, 14 * 60 + 30


class HoldLife:
    """Holds things for people now and then; call ``day`` for every open day."""

    def __init__(
        self,
        lending: Lending,
        script: LendingScript,
        shelves: Shelves,
        stays: Stays,
        life: LendingLife,
        returns: ReturnLife,
        people: People,
        hours: HoursLife,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._lending, self._script, self._shelves = lending, script, shelves
        self._stays, self._life, self._returns = stays, life, returns
        self._people, self._hours = people, hours
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end

    def day(self) -> None:
        """Draw who has something held today."""
        if (self._end - self._clock.day).days <= QUIET_DAYS:
            return
        for _ in range(times_drawn(self._chance, self._script.holds["weekly"] / DAYS_OPEN_A_WEEK)):
            lent = self._shelves.of(self._chance.choice(self._script.holds["kinds"]))
            if lent is not None:
                self._agenda.on(self._clock.day, MORNING, partial(self._ask, lent))

    def hold(
        self, lent: Lent, person: Person, pick_up_on: date, note: str
    ) -> tuple[HoldId, LoanUnitId | None]:
        """Hold one piece that is free from ``pick_up_on`` on."""
        unit_id = lent.take(1)
        lent.held += 1
        hold_id = self._lending.hold(
            NewHold(
                kind_id=lent.kind_id,
                unit_id=unit_id,
                borrower=borrower_of(person, lent),
                pick_up_on=pick_up_on,
                note=note,
                request_key=new_uid(),
            )
        )
        return hold_id, unit_id

    def _ask(self, lent: Lent) -> None:
        person = self._people.somebody(lent.told.groups)
        if not lent.has() or not self._stays.is_welcome(person, self._clock.day):
            return
        pick_up_on = self._hours.open_from(
            self._clock.day + timedelta(days=self._chance.randint(1, 4))
        )
        note = self._chance.choice(self._script.words["hold_note"])
        hold_id, unit_id = self.hold(lent, person, pick_up_on, note)
        drawn, odds = self._chance.random(), self._script.holds
        if drawn < odds["picked_up"]:
            fetch = partial(self._pick_up, lent, person, hold_id, unit_id)
            self._agenda.on(pick_up_on, AFTERNOON, fetch)
        elif drawn < odds["picked_up"] + odds["cancelled"]:
            reason = self._chance.choice(self._script.words["cancelled"])
            cancel = partial(self._cancel, lent, hold_id, unit_id, reason)
            self._agenda.on(pick_up_on - timedelta(days=1), AFTERNOON, cancel)
        else:
            self._plan_lapse(lent, unit_id, pick_up_on)

    def _pick_up(
        self, lent: Lent, person: Person, hold_id: HoldId, unit_id: LoanUnitId | None
    ) -> None:
        if lent.is_broken(unit_id):
            self._cancel(lent, hold_id, unit_id, self._script.words["out_of_order"])
            return
        today = self._clock.day
        if self._stays.with_person(person, lent) or not self._stays.is_welcome(person, today):
            self._plan_lapse(lent, unit_id, today)
            return
        lent.held -= 1
        self._returns.expect(self._life.lend(lent, person, unit_id=unit_id, hold_id=hold_id))

    def _cancel(self, lent: Lent, hold_id: HoldId, unit_id: LoanUnitId | None, reason: str) -> None:
        self._lending.cancel_hold(hold_id, reason)
        self._let_go(lent, unit_id)

    def _plan_lapse(self, lent: Lent, unit_id: LoanUnitId | None, pick_up_on: date) -> None:
        day = pick_up_on + timedelta(days=LAPSED_DAYS)
        self._agenda.on(day, MORNING, partial(self._let_go, lent, unit_id))

    def _let_go(self, lent: Lent, unit_id: LoanUnitId | None) -> None:
        lent.held -= 1
        lent.put_back(1, unit_id)
