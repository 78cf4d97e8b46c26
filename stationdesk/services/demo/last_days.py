"""What the demo's last day shall show at the lending desk, prepared in the days before."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.services.demo.lending_script import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.hold_life import HoldLife
    from stationdesk.services.demo.hours import HoursLife
    from stationdesk.services.demo.keeping_life import KeepingLife
    from stationdesk.services.demo.lending_life import LendingLife
    from stationdesk.services.demo.return_life import ReturnLife
    from stationdesk.services.demo.script import Script
    from stationdesk.services.demo.shelves import Shelves
    from stationdesk.services.demo.stays import Stay
    from stationdesk.services.lending import Lending

FIRST_MINUTE = 8 * 60
"""Before anybody else comes: the last day itself is told only for its first hour."""


class LastDays:
    """Plans what the script tells of the end; a story that is too short leaves it out."""

    def __init__(
        self,
        lending: Lending,
        script: Script,
        shelves: Shelves,
        life: LendingLife,
        returns: ReturnLife,
        holds: HoldLife,
        keeping: KeepingLife,
        hours: HoursLife,
        agenda: Agenda,
        clock: Clock,
        end: date,
    ) -> None:
        self._lending, self._script, self._shelves = lending, script, shelves
        self._life, self._returns, self._holds, self._keeping = life, returns, holds, keeping
        self._hours, self._agenda, self._clock, self._end = hours, agenda, clock, end
        self._stays: dict[str, Stay] = {}

    def plan(self) -> None:
        """Put everything on the agenda that begins after today."""
        ending, keeping = self._script.lending.ending, self._script.keeping["ending"]
        for deed, stories in (
            (self._lend, ending["loans"]),
            (self._hold, ending["holds"]),
            (self._set_aside, [ending["aside"]]),
            (self._block, [ending["blocked"]]),
            (self._carry, [ending["duty"]]),
            (self._keep, keeping["kept"]),
            (self._find, keeping["found"]),
        ):
            for told in stories:
                if self._end - timedelta(days=told["days"]) > self._clock.day:
                    self._on(told["days"], partial(deed, told))

    def _on(self, days: int, deed: Callable[[], object]) -> None:
        """Plan a deed so many days before the end; today where that day was closed."""
        self._agenda.on(self._end - timedelta(days=days), FIRST_MINUTE, deed)

    def _lend(self, told: Mapping[str, Any]) -> None:
        lent, quantity = self._shelves.of(told["kind"]), told.get("quantity", 1)
        if lent is None or not lent.has(quantity):
            return
        person = Person(**told["person"])
        unit_id = lent.take(quantity)
        stay = self._life.lend(lent, person, quantity, unit_id=unit_id)
        self._stays[person.name] = stay
        for call in told.get("calls", ()):
            self._on(call["days"], partial(self._returns.call, stay, call))
        if extended := told.get("extended"):
            self._on(extended["days"], partial(self._extend, stay, extended))
        if back := told.get("back"):
            came = {key: value for key, value in back.items() if key != "days"}
            self._on(back["days"], partial(self._returns.give_back, stay, **came))

    def _extend(self, stay: Stay, told: Mapping[str, Any]) -> None:
        new_due = self._hours.open_from(self._end + timedelta(days=told["to"]))
        self._returns.extend(stay, new_due, told["reason"])

    def _hold(self, told: Mapping[str, Any]) -> None:
        lent = self._shelves.of(told["kind"])
        if lent is not None and lent.has():
            day = self._hours.open_from(self._clock.day + timedelta(days=told["ahead"]))
            self._holds.hold(lent, Person(**told["person"]), day, told["note"])

    def _set_aside(self, told: Mapping[str, Any]) -> None:
        lent = self._shelves.of(told["kind"])
        if lent is not None and lent.has():
            self._lending.set_unfit(lent.kind_id, 1, told["reason"], lent.take(1))

    def _block(self, told: Mapping[str, Any]) -> None:
        stay = self._stays.get(told["name"])
        if stay is not None:
            self._returns.block(stay, told["reason"])

    def _carry(self, told: Mapping[str, Any]) -> None:
        for lent in self._shelves.all():
            if lent.told.duty:
                self._life.carry_on_duty(lent, told["short"])

    def _keep(self, told: Mapping[str, Any]) -> None:
        keep_until = max(self._end + timedelta(days=told["until"]), self._clock.day)
        self._keeping.take_in(told, Person(**told["person"]), keep_until)

    def _find(self, told: Mapping[str, Any]) -> None:
        finder = Person(**told["finder"])
        self._keeping.enter_found(told, finder if finder.name else None)
