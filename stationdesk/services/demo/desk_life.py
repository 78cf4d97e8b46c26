"""The demo's lending desk as a whole: what is lent, held, kept and found, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.services.demo.desk_rounds import DeskRounds
from stationdesk.services.demo.hold_life import HoldLife
from stationdesk.services.demo.keeping_life import KeepingLife
from stationdesk.services.demo.last_days import LastDays
from stationdesk.services.demo.lending_life import LendingLife
from stationdesk.services.demo.mending_life import MendingLife
from stationdesk.services.demo.people import People
from stationdesk.services.demo.return_life import ReturnLife
from stationdesk.services.demo.shelves import Shelves
from stationdesk.services.demo.stays import Stays
from stationdesk.services.demo.weather import rainy_days

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import AmenityId, ItemId, PlaceId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.fault_life import FaultLife
    from stationdesk.services.demo.hours import HoursLife
    from stationdesk.services.demo.script import Goods, Script
    from stationdesk.services.demo.services import Services
    from stationdesk.services.demo.stock_life import StockLife

CALM_DAYS = 7
"""In the last days nobody asks for the few amenities that the script needs."""


class DeskLife:
    """Puts the parts of the lending desk's life together; call ``day`` for every open day."""

    def __init__(
        self,
        desk: Services,
        script: Script,
        goods: Mapping[ItemId, Goods],
        places: Mapping[str, PlaceId],
        stock: StockLife,
        faults: FaultLife,
        hours: HoursLife,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        lending, told = desk.lending, script.lending
        self._script, self._clock, self._end = told, clock, end
        self._rain = rainy_days(clock.day, end, chance)
        self._shelves = Shelves(lending, desk.inventory, told, goods, places, faults)
        people, stays = People(told.people, chance), Stays()
        time = (agenda, clock, chance)
        mending = MendingLife(lending, told, faults, *time)
        returns = ReturnLife(lending, told, stays, mending, *time, end)
        self._lending = LendingLife(lending, told, self._shelves, stays, returns, people, *time)
        self._holds = HoldLife(
            lending,
            told,
            self._shelves,
            stays,
            self._lending,
            returns,
            people,
            hours,
            *time,
            end,
        )
        self._keeping = KeepingLife(desk.keeping, script.keeping, places, people, hours, *time, end)
        self._rounds = DeskRounds(desk, script, self._shelves, stock, *time, end)
        self._ending = LastDays(
            lending,
            script,
            self._shelves,
            self._lending,
            returns,
            self._holds,
            self._keeping,
            hours,
            agenda,
            clock,
            end,
        )

    def open(self) -> None:
        """Set the lending desk up, and plan what the end shall show."""
        self._shelves.open()
        self._ending.plan()

    def enter(self, name: str, amenity_id: AmenityId) -> None:
        """Let a new line of the register be lent, if lines of its name are."""
        self._shelves.enter(name, amenity_id)

    def day(self, opens: int, closes: int) -> None:
        """Plan the day at the desk: rounds, then who comes for what."""
        self._rounds.day()
        self._lending.day(opens, closes, wet=self.is_wet(), without=self._kept_calm())
        self._holds.day()
        self._keeping.day(opens, closes)

    def is_wet(self) -> bool:
        """Tell whether it rains on the day of the story."""
        return self._clock.day in self._rain

    def _kept_calm(self) -> frozenset[str]:
        if (self._end - self._clock.day).days > CALM_DAYS:
            return frozenset()
        return frozenset(kind.name for kind in self._script.kinds if kind.things)
