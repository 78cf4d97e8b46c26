"""What the demo's roster shall show on its last day, prepared in the days before."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.swaps import NewSwap, SwapKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.roster_life import Duty, RosterLife
    from stationdesk.services.roster import Roster

OFFICE_MINUTE = 15 * 60


class RosterEnd:
    """Plans what the script tells of the end; a story that is too short leaves it out."""

    def __init__(
        self,
        roster: Roster,
        rosters: RosterLife,
        told: Mapping[str, Any],
        agenda: Agenda,
        clock: Clock,
        end: date,
    ) -> None:
        self._roster, self._rosters, self._told = roster, rosters, told["ending"]
        self._agenda, self._clock, self._end = agenda, clock, end

    def plan(self) -> None:
        """Put everything on the agenda that begins after today."""
        self._on(self._told["passed"]["days"], self._pass_a_rule)
        self._on(self._told["asked"]["days"], partial(self._ask, self._told["asked"]))
        self._on(self._told["accepted"]["days"], self._ask_and_agree)
        self._on(self._told["excused"]["days"], self._excuse)

    def _on(self, days: int, deed: Callable[[], object]) -> None:
        day = self._end - timedelta(days=days)
        if day > self._clock.day:
            self._agenda.on(day, OFFICE_MINUTE, deed)

    def _ask(self, told: Mapping[str, Any]) -> None:
        """Let somebody ask whoever can to take a shift; nobody is found yet."""
        days = self._days_ahead(told)
        duty = self._last_of(days[0]) if days else None
        if duty is not None:
            kind, reason = SwapKind.GIVE_AWAY, told["reason"]
            self._roster.ask_swap(NewSwap(kind=kind, assignment_id=duty.id, reason=reason))

    def _ask_and_agree(self) -> None:
        """Let two agree to change shifts, which waits for the keeper's word."""
        told = self._told["accepted"]
        for duty in [each for duties in self._days_ahead(told) for each in duties]:
            taker = self._rosters.stand_in_for(duty)
            if taker is None:
                continue
            self._rosters.let_go(taker, duty)
            swap_id = self._roster.ask_swap(
                NewSwap(
                    kind=SwapKind.COVER_ONCE,
                    assignment_id=duty.id,
                    to_volunteer_id=taker,
                    reason=told["reason"],
                )
            )
            self._roster.accept_swap(swap_id)
            return

    def _excuse(self) -> None:
        """Let somebody of the last day's late shift tell that they cannot come: a hole is left."""
        told = self._told["excused"]
        duty = self._last_of(self._rosters.duties(self._end))
        if duty is not None:
            self._roster.mark_absent(duty.id, told["reason"], excused=True)
            self._rosters.is_missing(duty)

    def _pass_a_rule(self) -> None:
        """Put somebody on a shift although a rule warns, with a reason that is kept."""
        told = self._told["passed"]
        for ahead in (3, 4, 5):
            day = self._clock.day + timedelta(days=ahead)
            for duty in self._rosters.duties(day):
                if duty.shift.needed > 1 and self._pass_on(duty, told["reason"]):
                    return

    def _pass_on(self, duty: Duty, reason: str) -> bool:
        for each in self._roster.suggestions(duty.shift.id):
            warned = {breach.rule for breach in each.breaches}
            if warned and all(breach.weight is Weight.WARN for breach in each.breaches):
                passing = dict.fromkeys(warned, reason)
                self._rosters.put_on(duty.shift, each.volunteer_id, passing)
                return True
        return False

    def _days_ahead(self, told: Mapping[str, Any]) -> list[Sequence[Duty]]:
        """Return the duties of the days from ``ahead`` on that have any."""
        days = (self._end + timedelta(days=told["ahead"] + more) for more in range(7))
        return [duties for day in days if (duties := self._rosters.duties(day))]

    def _last_of(self, duties: Sequence[Duty]) -> Duty | None:
        return duties[-1] if duties else None
