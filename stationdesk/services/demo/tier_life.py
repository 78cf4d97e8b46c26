"""Who looks at what in the demo: hand checks with a few lapses, and the quarterly assessments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.records import NewHandCheck

if TYPE_CHECKING:
    import random

    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Script
    from stationdesk.services.tiers import Tiers

FORGET_CHANCE = 0.003
FAULT_CHANCE = 0.002
ONCE_A_YEAR = 366
CAREFUL_DAYS = 14
"""In the last days nothing is forgotten but what the script names."""


class TierLife:
    """Looks at every subject of the station's standard in time, nearly always."""

    def __init__(
        self, tiers: Tiers, script: Script, clock: Clock, chance: random.Random, end: date
    ) -> None:
        self._tiers, self._script, self._clock = tiers, script, clock
        self._chance, self._end = chance, end
        standard = tiers.standard_in_force()
        self._every = {
            subject.key: standard.check_interval(subject.key) or ONCE_A_YEAR
            for subject in standard.subjects
        }
        self._next = dict.fromkeys(self._every, clock.day)
        self._told_by_roster = ""

    def leave_to_the_roster(self) -> None:
        """Look no more at what published rosters tell."""
        self._told_by_roster = self._script.tiers["by_roster"]

    def exempt_for_a_while(self) -> None:
        """Record that a service does not apply for the first months."""
        told = self._script.tiers["exemption"]
        days = min(told["days"], (self._end - self._clock.day).days // 3)
        self._tiers.exempt(
            told["criterion"],
            reason=told["reason"],
            approved_by=self._script.people["approver"],
            first_day=self._clock.day,
            last_day=self._clock.day + timedelta(days=days),
        )

    def day(self) -> None:
        """Let whoever is on duty look at what is due today."""
        looks = [
            self._look(subject, self._clock.who)
            for subject, due_on in self._next.items()
            if due_on <= self._clock.day and not self._is_forgotten(subject)
        ]
        seen = [look for look in looks if look and look.subject != self._told_by_roster]
        self._clock.pass_time(len(seen))
        if seen:
            self._tiers.record_round(seen)

    def assess(self) -> None:
        """Sign the self-assessment of the quarter."""
        self._clock.who = self._script.people["tiers"]
        self._tiers.sign_off(self._clock.who)

    def _look(self, subject: str, looked_by: str) -> NewHandCheck | None:
        """Return what is seen of ``subject``, and note when to look again; None if forgotten."""
        every = self._every[subject]
        days_left = (self._end - self._clock.day).days
        failed = self._script.tiers["failed"]
        if subject == failed["subject"] and days_left <= failed["days_before_end"]:
            self._next[subject] = self._clock.day + timedelta(days=every)
            return self._seen(subject, looked_by, amount=failed["amount"], note=failed["note"])
        wait = every + self._chance.randint(2, 4)
        if days_left > CAREFUL_DAYS + wait and self._chance.random() < FORGET_CHANCE:
            self._next[subject] = self._clock.day + timedelta(days=wait)
            return None
        if self._goes_wrong(subject, days_left):
            self._next[subject] = self._clock.day + timedelta(days=1)
            note = self._script.tiers["faults"][subject]
            return self._seen(subject, looked_by, amount=None, note=note, passed=False)
        early = self._chance.randint(0, min(every // 7, 3))
        self._next[subject] = self._next_look(subject, every - early)
        return self._seen(subject, looked_by, amount=self._amount(subject), note="")

    def _next_look(self, subject: str, days: int) -> date:
        """Return when to look again; the look that will fail is kept for the last days."""
        failed = self._script.tiers["failed"]
        planned = self._clock.day + timedelta(days=days)
        at = self._end - timedelta(days=failed["days_before_end"])
        if subject == failed["subject"] and self._clock.day < at < planned + timedelta(days=days):
            return min(planned, at)
        return planned

    def _seen(
        self, subject: str, looked_by: str, *, amount: int | None, note: str, passed: bool = True
    ) -> NewHandCheck:
        return NewHandCheck(
            subject=subject,
            passed=passed,
            amount=amount,
            note=note,
            checked_by=looked_by,
            on=self._clock.day,
        )

    def _amount(self, subject: str) -> int | None:
        bounds = self._script.tiers["amounts"].get(subject)
        return self._chance.randint(*bounds) if bounds else None

    def _goes_wrong(self, subject: str, days_left: int) -> bool:
        known = subject in self._script.tiers["faults"]
        return known and days_left > CAREFUL_DAYS and self._chance.random() < FAULT_CHANCE

    def _is_forgotten(self, subject: str) -> bool:
        forgotten = self._script.tiers["forgotten"]
        days_left = (self._end - self._clock.day).days
        if subject != forgotten["subject"]:
            return False
        return days_left < int(forgotten["days_before_end"])
