"""The demo's volunteers as a whole: people, rosters, duties, hours, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.services.demo.duty_life import DutyLife
from stationdesk.services.demo.handover_life import HandoverLife
from stationdesk.services.demo.ledger_life import LedgerLife
from stationdesk.services.demo.roster_end import RosterEnd
from stationdesk.services.demo.roster_filling import Filling
from stationdesk.services.demo.roster_life import RosterLife
from stationdesk.services.demo.shift_making import ShiftMaking
from stationdesk.services.demo.training_life import TrainingLife
from stationdesk.services.demo.volunteer_life import VolunteerLife

if TYPE_CHECKING:
    import random
    from datetime import date

    from stationdesk.domain.ids import LeaveId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Script
    from stationdesk.services.demo.services import Services

KEPT_DAYS = 400
"""So long before the last day at most the station begins to keep its roster with the program."""


class Volunteering:
    """Puts the parts together; call ``day`` for every open day, and ``evening`` at its end."""

    def __init__(
        self,
        desk: Services,
        script: Script,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._desk, self._script = desk, script
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._began = False

    def day(self) -> bool:
        """Begin when it is time to, then live the day; tell whether rosters are kept by now."""
        if not self._began:
            if (self._end - self._clock.day).days > KEPT_DAYS:
                return False
            self._begin()
        self._people.day()
        self._rosters.day()
        self._duties.day()
        self._ledger.day()
        self._trainings.day()
        self._handover.day()
        return True

    def evening(self) -> None:
        """Live what happens when the station closes."""
        if self._began:
            self._duties.evening()

    def _begin(self) -> None:
        desk, script, keeper = self._desk, self._script, self._script.people["tiers"]
        on_duty, self._clock.who = self._clock.who, keeper
        time = (self._agenda, self._clock, self._chance, self._end)
        self._people = VolunteerLife(
            desk.volunteers, script.volunteers, *time, on_leave=self._approve
        )
        self._people.open()
        first_aid = desk.volunteers.first_aid()
        making = ShiftMaking(
            desk.station,
            desk.roster,
            script.roster,
            None if first_aid is None else first_aid.id,
        )
        self._rosters = RosterLife(
            desk.roster,
            desk.volunteers,
            making,
            Filling(self._chance),
            script.roster,
            keeper,
            self._clock,
            self._end,
        )
        self._rosters.open()
        self._duties = DutyLife(desk.roster, desk.attendance, self._rosters, script.roster, *time)
        self._ledger = LedgerLife(
            desk.attendance,
            script.roster,
            script.volunteers.issuer,
            script.people,
            *time,
        )
        self._ledger.open(self._people.helpers.values())
        self._trainings = TrainingLife(desk.volunteers, desk.attendance, script.volunteers, *time)
        self._handover = HandoverLife(desk.roster, script.roster, *time)
        self._handover.open()
        RosterEnd(
            desk.roster, self._rosters, script.roster, self._agenda, self._clock, self._end
        ).plan()
        self._began = True
        self._clock.who = on_duty

    def _approve(self, leave_id: LeaveId) -> None:
        self._rosters.approve_leave(leave_id)
