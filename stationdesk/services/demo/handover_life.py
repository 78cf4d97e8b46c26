"""What one shift of the demo tells the next one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.roster.handover import NewHandoverNote
from stationdesk.services.demo.clock import times_drawn

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import HandoverNoteId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.roster import Roster

DAYS_A_WEEK = 7
BEFORE_CLOSING = 25
MORNING = 8 * 60
IMPORTANT, DONE_AT_ONCE = 0.12, 0.7
CALM_DAYS = 3
"""In the last days only what the script names is told."""


class HandoverLife:
    """Tells, takes over and finishes; call ``day`` for every open day."""

    def __init__(
        self,
        roster: Roster,
        told: Mapping[str, Any],
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._roster, self._told = roster, told
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end

    def open(self) -> None:
        """Plan what is open on the last day."""
        for told in self._told["ending"]["notes"]:
            day = self._end - timedelta(days=told["days"])
            if day > self._clock.day:
                minute = MORNING if day == self._end else 24 * 60
                self._agenda.on(day, minute, partial(self._tell_last, told))

    def day(self) -> None:
        """Take over what the evening before told, and draw what will be told."""
        today = self._clock.day
        if (self._end - today).days <= CALM_DAYS:
            return
        for _ in range(times_drawn(self._chance, self._told["notes"]["weekly"] / DAYS_A_WEEK)):
            self._agenda.on(today, self._agenda.closes - BEFORE_CLOSING, self._tell)

    def _tell(self) -> None:
        notes, important = self._told["notes"], self._chance.random() < IMPORTANT
        body = self._chance.choice(notes["important" if important else "usual"])
        note_id = self._roster.add_note(NewHandoverNote(body=body, important=important))
        tomorrow = self._clock.day + timedelta(days=1)
        self._agenda.on(tomorrow, MORNING, partial(self._take_over, note_id))

    def _take_over(self, note_id: HandoverNoteId) -> None:
        self._roster.take_over([note_id])
        days = 0 if self._chance.random() < DONE_AT_ONCE else self._chance.randint(1, 3)
        day = self._clock.day + timedelta(days=days)
        minute = self._chance.randint(9 * 60 + 30, 16 * 60)
        self._agenda.on(day, minute, partial(self._roster.finish_note, note_id))

    def _tell_last(self, told: Mapping[str, Any]) -> None:
        self._roster.add_note(
            NewHandoverNote(body=told["body"], important=told["important"], said_by=told["by"])
        )
