"""A day at the demo's station, and what comes round by month and quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.periods import add_months
from stationdesk.services.demo.agenda import Agenda
from stationdesk.services.demo.count_life import CountLife
from stationdesk.services.demo.desk_life import DeskLife
from stationdesk.services.demo.fault_life import FaultLife
from stationdesk.services.demo.feedback_life import FeedbackLife
from stationdesk.services.demo.hours import HoursLife
from stationdesk.services.demo.opening_day import (
    amenity_wish,
    enter_goods,
    enter_places,
    enter_set,
    set_up_station,
)
from stationdesk.services.demo.people import People
from stationdesk.services.demo.stock_life import StockLife
from stationdesk.services.demo.tier_life import TierLife
from stationdesk.services.demo.upkeep_life import UpkeepLife
from stationdesk.services.demo.visits import VisitLife
from stationdesk.services.demo.volunteering import Volunteering

if TYPE_CHECKING:
    import random

    from stationdesk.domain.ids import AmenityId
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Script, Thing
    from stationdesk.services.demo.services import Services

SET_CHECK_DAYS = 28
FIRST_ORDER_DAY, SECOND_ORDER_DAY = 3, 17
ENDING_DAYS, RUN_LOW_DAYS = 75, 3
QUARTER_ENDS, QUARTER_STARTS = frozenset({3, 6, 9, 12}), frozenset({1, 4, 7, 10})
COUNT_DAY, SIGNING_DAYS = 26, range(6, 21)
OLD_MONTHS = 48
FIRST_MINUTES = 45
"""So much of the last day is told: the station has just opened."""
TIDY_CHANCE, BREAK_CHANCE = 0.014, 0.016


class Days:
    """The station's days, one after the other; all deeds go through the services."""

    def __init__(
        self,
        desk: Services,
        script: Script,
        clock: Clock,
        chance: random.Random,
        desk_chance: random.Random,
        book_chance: random.Random,
        roster_chance: random.Random,
        visit_chance: random.Random,
        end: date,
    ) -> None:
        self._desk, self._script, self._clock = desk, script, clock
        self._chance, self._desk_chance, self._book_chance = chance, desk_chance, book_chance
        self._roster_chance = roster_chance
        self._visit_chance = visit_chance
        self._first, self._end = clock.day, end
        self._agenda = Agenda(clock)
        self._coming = sorted(script.things, key=lambda thing: -thing.in_service)
        self._leaving: list[tuple[date, Thing, AmenityId]] = []
        self._done: set[str] = set()

    def open_station(self) -> None:
        """Set the station up: hours, places, goods, and the first-aid kit's contents."""
        desk, script, first = self._desk, self._script, self._clock.day
        set_up_station(desk.station, script)
        self._hours = HoursLife(desk.station, script, first, self._end)
        self._places = enter_places(desk.inventory, script)
        goods = enter_goods(desk.inventory, script, self._places)
        time = (self._agenda, self._clock)
        self._stock = StockLife(
            desk.inventory, script, goods, self._places, *time, self._chance, self._end
        )
        self._counts = CountLife(desk.inventory, script, goods, self._clock, self._chance)
        self._stock.open_ledger()
        self._set_id = enter_set(desk.inventory, script, goods, self._places)
        lot = (script, self._stock, self._clock, self._chance, self._end)
        self._upkeep = UpkeepLife(desk.amenities, *lot)
        self._faults = FaultLife(desk.amenities, *lot)
        story = (self._stock, self._faults, self._hours, *time, self._desk_chance, self._end)
        self._lending = DeskLife(desk, script, goods, self._places, *story)
        self._lending.open()
        people = People(script.lending.people, self._book_chance)
        self._feedback = FeedbackLife(
            desk, script, self._faults, people, *time, self._book_chance, self._end
        )
        self._feedback.open()
        self._volunteering = Volunteering(desk, script, *time, self._roster_chance, self._end)
        self._door = VisitLife(desk, script, self._clock, self._visit_chance, self._end)
        self._enter_old_things()
        self._tiers = TierLife(desk.tiers, script, self._clock, self._chance, self._end)
        self._tiers.exempt_for_a_while()
        self._next_set_check = first

    def live(self, day: date) -> None:
        """Live through ``day``; on a closed day nothing happens."""
        hours = self._hours.on(day)
        if not hours:
            return
        self._clock.begin(day, hours[0].opens_minute)
        self._agenda.begin(hours[-1].closes_minute)
        self._clock.who = self._chance.choice(self._script.people["desk"])
        self._change_register(day)
        self._tiers.day()
        self._upkeep.day(self._faults.out_of_use)
        self._faults.day()
        self._come_round(day)
        opens, closes = hours[0].opens_minute, hours[-1].closes_minute
        told_until = opens + FIRST_MINUTES if day == self._end else closes
        self._stock.day(open_from=opens, open_until=told_until)
        self._lending.day(opens, closes)
        self._feedback.day(opens, closes)
        if self._volunteering.day():
            self._tiers.leave_to_the_roster()
        if day == self._end:
            self._door.morning(opens)
        self._agenda.live(told_until)
        if day != self._end:
            self._volunteering.evening()
        self._door.evening(hours, told_until, wet=self._lending.is_wet())

    def _come_round(self, day: date) -> None:
        """Do what the month, the quarter or the story's end asks for."""
        on_duty, self._clock.who = self._clock.who, self._script.people["stock"]
        self._of_the_month(day)
        self._of_the_quarter(day)
        self._of_the_end((self._end - day).days)
        self._by_chance()
        self._clock.who = on_duty

    def _of_the_month(self, day: date) -> None:
        if day >= self._next_set_check:
            self._desk.inventory.record_set_check(self._set_id)
            self._next_set_check = day + timedelta(days=SET_CHECK_DAYS)
        half = 1 + (day.day >= SECOND_ORDER_DAY)
        if day.day >= FIRST_ORDER_DAY and self._once(f"order {day:%Y-%m} {half}"):
            self._stock.scrap_expired()
            self._stock.replenish()

    def _of_the_quarter(self, day: date) -> None:
        month, quarter = f"{day:%Y-%m}", day.month // 3
        if day.month in QUARTER_ENDS and day.day >= COUNT_DAY and self._once(f"count {month}"):
            self._counts.count_shelves(quarter)
            self._stock.look_at_shelves()
        signs = day.month in QUARTER_STARTS and day.day in SIGNING_DAYS
        if signs and self._once(f"assess {month}"):
            self._tiers.assess()

    def _of_the_end(self, days_left: int) -> None:
        """Lead the story to what its last day shall show."""
        if days_left <= ENDING_DAYS and self._once("ending"):
            self._stock.leave_an_ending()
        if days_left <= self._script.daily_plan_days and self._once("daily plans"):
            self._upkeep.take_up_daily_plans()
        if days_left <= RUN_LOW_DAYS and self._once("run low"):
            self._stock.run_low()

    def _by_chance(self) -> None:
        if self._chance.random() < TIDY_CHANCE:
            self._stock.tidy_up()
        if self._chance.random() < BREAK_CHANCE:
            self._stock.break_something()

    def _once(self, what: str) -> bool:
        """Tell whether ``what`` was not done before, and note that it is done."""
        if what in self._done:
            return False
        self._done.add(what)
        return True

    def _enter_old_things(self) -> None:
        """Enter what is in service on the first day, and what will be retired later."""
        for thing in self._script.retired:
            retired_on = add_months(self._end, -(thing.retired or 0))
            if retired_on > self._clock.day:
                self._leaving.append((retired_on, thing, self._enter(thing)))
        self._change_register(self._clock.day)

    def _change_register(self, day: date) -> None:
        """Enter what comes into service on ``day``, and retire what goes."""
        while self._coming and self._since(self._coming[0]) <= day:
            self._enter(self._coming.pop(0))
        for entry in [each for each in self._leaving if each[0] <= day]:
            _on, thing, amenity_id = entry
            if amenity_id in self._faults.out_of_use:
                continue
            self._leaving.remove(entry)
            self._faults.forget(thing.kind, amenity_id)
            self._upkeep.forget(amenity_id)
            self._desk.amenities.retire(amenity_id, day, thing.reason)

    def _enter(self, thing: Thing) -> AmenityId:
        keeper = self._script.people["upkeep"]
        wish = amenity_wish(thing, self._places, keeper, self._end)
        amenity_id = self._desk.amenities.add(replace(wish, since=self._since(thing)))
        self._upkeep.plan_for(amenity_id)
        self._faults.watch(thing.kind, amenity_id)
        self._lending.enter(thing.name, amenity_id)
        return amenity_id

    def _since(self, thing: Thing) -> date:
        """Return when ``thing`` came into service; the oldest were there before the first day."""
        since = add_months(self._end, -thing.in_service)
        is_old = thing.in_service >= OLD_MONTHS and thing.made is None
        return min(since, self._first) if is_old else since
