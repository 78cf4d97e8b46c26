"""What the demo's desk does round by round: pieces are looked at, kits refilled, names erased."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from stationdesk.domain.ids import LoanUnitId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Script
    from stationdesk.services.demo.services import Services
    from stationdesk.services.demo.shelves import Lent, Shelves
    from stationdesk.services.demo.stock_life import StockLife

WEEK, MONTH = 6, 27
"""Days between two looks: a little less than the rule asks for, because of closed days."""
CAREFUL_DAYS, AS_IT_IS_DAYS = 20, 3
"""In the last days every look agrees; in the very last, parts stay missing for all to see."""
FRESH_DAYS = (4, 12)
"""So long before the last day everything is looked at once more."""
ERASING_DAY = 5
ROUND_MINUTE = 11 * 60


class DeskRounds:
    """Does what comes round; call ``day`` for every open day, before anybody comes."""

    def __init__(
        self,
        desk: Services,
        script: Script,
        shelves: Shelves,
        stock: StockLife,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._lending, self._retention = desk.lending, desk.retention
        self._script, self._shelves, self._stock = script, shelves, stock
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._next_check: dict[str, date] = {}
        self._next_look = clock.day + timedelta(days=WEEK)
        self._erased_in = (clock.day.year, clock.day.month)

    def day(self) -> None:
        """Do what is due today."""
        today = self._clock.day
        if today >= self._next_look:
            self._shelves.look()
            self._refill()
            self._next_look = today + timedelta(days=WEEK)
        for lent in self._shelves.all():
            if today >= self._next_check.get(lent.told.name, today):
                self._agenda.on(today, ROUND_MINUTE, partial(self._check, lent))
                self._plan_check(lent)
        if today.day >= ERASING_DAY and self._erased_in != (today.year, today.month):
            self._erase()
            self._erased_in = (today.year, today.month)

    def _plan_check(self, lent: Lent) -> None:
        weekly = lent.told.name in self._script.lending.checks["weekly"]
        days = WEEK if weekly else MONTH + self._chance.randint(0, 2)
        fresh = self._end - timedelta(days=self._chance.randint(*FRESH_DAYS))
        planned = self._clock.day + timedelta(days=days)
        is_last = self._clock.day < fresh < planned
        self._next_check[lent.told.name] = fresh if is_last and not weekly else planned

    def _check(self, lent: Lent) -> None:
        """Count the pieces of a kind that are here; one that was mislaid is found the next day."""
        careful = (self._end - self._clock.day).days <= CAREFUL_DAYS
        pool = self._lending.pool(lent.kind_id)
        here = pool.size - pool.out
        self._clock.pass_time(1)
        if here and not careful and self._chance.random() < self._script.lending.checks["differs"]:
            self._lending.check_kind(lent.kind_id, here - 1)
            tomorrow = self._clock.day + timedelta(days=1)
            self._agenda.on(tomorrow, ROUND_MINUTE, partial(self._count_again, lent))
        else:
            self._lending.check_kind(lent.kind_id, here)

    def _count_again(self, lent: Lent) -> None:
        pool = self._lending.pool(lent.kind_id)
        note = self._script.lending.words["recounted"]
        self._lending.check_kind(lent.kind_id, pool.size - pool.out, note)

    def _refill(self) -> None:
        if (self._end - self._clock.day).days <= AS_IT_IS_DAYS:
            return
        for lent in self._shelves.all():
            for unit_id in [each for each in lent.units if lent.missing[each]]:
                self._refill_piece(lent, unit_id)

    def _refill_piece(self, lent: Lent, unit_id: LoanUnitId) -> None:
        """Put back what is missing of a piece, as far as the stock has it."""
        missing = lent.missing[unit_id]
        put_back = {
            part_id: pieces
            for part_id, pieces in missing.items()
            if self._stock.set_apart(lent.parts[part_id].goods, pieces)
        }
        if put_back:
            self._clock.pass_time(2)
            self._lending.refill(unit_id, put_back, self._script.lending.words["refilled"])
        for part_id in put_back:
            del missing[part_id]

    def _erase(self) -> None:
        """Erase the names that have met their purpose, two people standing by."""
        if self._retention.preview():
            people, on_duty = self._script.people, self._clock.who
            self._clock.who = people["tiers"]
            self._retention.run(people["stock"])
            self._clock.who = on_duty
