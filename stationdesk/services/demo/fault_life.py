"""What breaks in the demo, and how it is mended: report, repair, acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.faults import NewFault, NewStep, Severity

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from stationdesk.domain.ids import AmenityId, FaultId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Mishap, Script
    from stationdesk.services.demo.stock_life import StockLife

QUIET_DAYS = 24
"""In the last days nothing new breaks, so that the one open fault stands alone."""
REJECTED_CHANCE = 0.08


@dataclass(slots=True)
class Repair:
    """A fault on its way; ``step_on`` is the earliest day of its next step."""

    fault_id: FaultId
    amenity_id: AmenityId
    mishap: Mishap
    repairer: str
    step_on: date
    steps: Iterator[int]


class FaultLife:
    """Lets things break now and then, and has them mended; call ``day`` for every open day."""

    def __init__(
        self,
        amenities: Amenities,
        script: Script,
        stock: StockLife,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._amenities, self._script, self._stock = amenities, script, stock
        self._clock, self._chance, self._end = clock, chance, end
        self._in_use: dict[str, list[AmenityId]] = {}
        self._repairs: list[Repair] = []
        self._coming = self._mishaps_drawn(clock.day)
        self._visitors: Callable[[NewFault], FaultId | None] = _nobody

    @property
    def out_of_use(self) -> set[AmenityId]:
        """What is broken at the moment."""
        return {repair.amenity_id for repair in self._repairs}

    def hear(self, visitors: Callable[[NewFault], FaultId | None]) -> None:
        """Ask ``visitors`` first whether one of them tells of a fault, and so reports it."""
        self._visitors = visitors

    def watch(self, kind: str, amenity_id: AmenityId) -> None:
        """Let an amenity break from now on."""
        self._in_use.setdefault(kind, []).append(amenity_id)

    def forget(self, kind: str, amenity_id: AmenityId) -> None:
        """Let an amenity that was retired break no more."""
        self._in_use[kind].remove(amenity_id)

    def take_on(self, fault_id: FaultId, amenity_id: AmenityId, mishap: Mishap) -> None:
        """Have a fault mended that somebody else reported."""
        repairer = self._chance.choice(self._script.repairers)
        repair = Repair(fault_id, amenity_id, mishap, repairer, self._clock.day, iter(()))
        repair.steps = self._steps_of(repair)
        self._repairs.append(repair)

    def day(self) -> None:
        """Take the steps that are due today, then let something break if its day has come."""
        today = self._clock.day
        for repair in [each for each in self._repairs if each.step_on <= today]:
            if next(repair.steps, None) is None:
                self._repairs.remove(repair)
        while self._coming and self._coming[0][0] <= today:
            _day, mishap = self._coming.pop(0)
            self._break(mishap)

    def _mishaps_drawn(self, first: date) -> list[tuple[date, Mishap]]:
        """Draw what breaks when; the open fault of the script comes last."""
        days = (self._end - first).days
        opens_on = self._end - timedelta(days=self._script.open_fault_days)
        last = [(opens_on, self._script.open_fault)]
        if days <= QUIET_DAYS:
            return last
        count = round(self._script.mishaps_per_year * days / 365)
        drawn: list[Mishap] = []
        while len(drawn) < count:
            drawn += self._chance.sample(self._script.mishaps, len(self._script.mishaps))
        offsets = sorted(self._chance.randrange(days - QUIET_DAYS) for _ in range(count))
        dated = [
            (first + timedelta(days=offset), mishap)
            for offset, mishap in zip(offsets, drawn, strict=False)
        ]
        return dated + last

    def _break(self, mishap: Mishap) -> None:
        whole = [each for each in self._in_use.get(mishap.kind, ()) if each not in self.out_of_use]
        if not whole:
            return
        amenity_id = self._chance.choice(whole)
        self._clock.pass_time(self._chance.randint(5, 240))
        wish = NewFault(
            amenity_id=amenity_id,
            description=mishap.text,
            reported_on=self._clock.day,
            reported_by=self._chance.choice(self._script.people["desk"]),
            severity=Severity(mishap.severity),
            stops_use_from=self._clock.at(self._clock.minute) if mishap.stops else None,
            pieces=mishap.pieces,
        )
        fault_id = self._visitors(wish) or self._amenities.report_fault(wish)
        self.take_on(fault_id, amenity_id, mishap)

    def _steps_of(self, repair: Repair) -> Iterator[int]:
        """Take the steps of a repair, one each time it is asked; wait in between."""
        yield self._wait(repair, self._chance.randint(0, 1))
        mishap = repair.mishap
        self._amenities.start_repair(repair.fault_id, self._step(repair.repairer, mishap.note))
        if mishap.note:
            yield self._wait(repair, 365)
        yield self._wait(repair, mishap.days)
        self._amenities.finish_repair(repair.fault_id, self._mended(repair))
        yield self._wait(repair, self._chance.randint(0, 1))
        if self._chance.random() < REJECTED_CHANCE:
            step = self._step(self._script.people["upkeep"], self._script.rejection)
            self._amenities.reject(repair.fault_id, step)
            yield self._wait(repair, 2)
            self._amenities.finish_repair(repair.fault_id, self._step(repair.repairer, mishap.fix))
            yield self._wait(repair, 1)
        self._clock.pass_time(10)
        self._amenities.accept(repair.fault_id, self._step(self._script.people["upkeep"], ""))

    def _wait(self, repair: Repair, days: int) -> int:
        repair.step_on = self._clock.day + timedelta(days=days)
        return days

    def _step(self, done_by: str, note: str) -> NewStep:
        self._clock.pass_time(5)
        return NewStep(on=self._clock.day, done_by=done_by, note=note)

    def _mended(self, repair: Repair) -> NewStep:
        mishap = repair.mishap
        self._clock.pass_time(20)
        return NewStep(
            on=self._clock.day,
            done_by=repair.repairer,
            note=mishap.fix,
            cost_fen=100 * mishap.cost,
            spares=self._stock.spare(mishap.spare),
        )


def _nobody(_wish: NewFault) -> None:
    """Leave a fault to the staff to report."""
