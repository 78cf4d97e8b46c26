"""What comes back damaged to the demo's desk: mended and lent again, or scrapped."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.services.demo.script import Mishap

if TYPE_CHECKING:
    import random

    from stationdesk.domain.ids import LoanUnitId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.fault_life import FaultLife
    from stationdesk.services.demo.lending_script import Breakdown, LendingScript
    from stationdesk.services.demo.shelves import Lent
    from stationdesk.services.demo.stays import Stay
    from stationdesk.services.lending import Lending

QUIET_MINUTE = 16 * 60
"""In the afternoon there is time for mending."""


class MendingLife:
    """Looks after pieces that were set aside."""

    def __init__(
        self,
        lending: Lending,
        script: LendingScript,
        faults: FaultLife,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._lending, self._words, self._faults = lending, script.words, faults
        self._agenda, self._clock, self._chance = agenda, clock, chance

    def set_aside(self, stay: Stay, broken: Breakdown | None) -> None:
        """Take care of a piece that came back damaged; ``broken`` was reported as a fault."""
        lent, unit_id = stay.lent, stay.unit_id
        if broken is not None and unit_id is not None:
            fault_id = self._lending.entry(stay.line_id).returns[-1].fault_id
            if fault_id is not None:
                self._faults.take_on(fault_id, lent.amenities[unit_id], _mishap(broken))
            self._look_again(lent, unit_id, days=1)
            return
        self.plan(lent, unit_id)

    def plan(self, lent: Lent, unit_id: LoanUnitId | None) -> None:
        """Plan when somebody looks whether a piece can be mended."""
        day = self._clock.day + timedelta(days=self._chance.randint(3, 13))
        self._agenda.on(day, QUIET_MINUTE, partial(self._mend, lent, unit_id))

    def _mend(self, lent: Lent, unit_id: LoanUnitId | None) -> None:
        if self._chance.random() < lent.told.mended:
            note = self._chance.choice(self._words["mended"])
            self._lending.make_fit(lent.kind_id, 1, note, unit_id)
            lent.put_back(1, unit_id)
            return
        self._lending.scrap_unfit(lent.kind_id, 1, self._words["scrapped"], unit_id)
        lent.in_service -= unit_id is not None

    def _look_again(self, lent: Lent, unit_id: LoanUnitId, days: int) -> None:
        """Let a piece be lent again once its fault is mended; else look another day."""
        day = self._clock.day + timedelta(days=days)
        self._agenda.on(day, QUIET_MINUTE, partial(self._lend_again, lent, unit_id))

    def _lend_again(self, lent: Lent, unit_id: LoanUnitId) -> None:
        if lent.is_broken(unit_id):
            self._look_again(lent, unit_id, days=1)
            return
        note = self._chance.choice(self._words["mended"])
        self._lending.make_fit(lent.kind_id, 1, note, unit_id)
        lent.put_back(1, unit_id)


def _mishap(broken: Breakdown) -> Mishap:
    return Mishap(
        kind="", text=broken.text, severity="", days=broken.days, cost=broken.cost, fix=broken.fix
    )
