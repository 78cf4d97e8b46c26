"""What of the roster and its volunteers stands on the first page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster import reminders as rules
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.services.roster_desk.duty import BOUND, Duty
from stationdesk.services.roster_desk.handover import Handover
from stationdesk.services.roster_desk.swapping import Swapping
from stationdesk.store import assignments, volunteers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.reminders import Reminder
    from stationdesk.domain.roster.cover_rules import Hole

EXPIRES_WITHIN_DAYS = 30


class Reminders(Swapping, Handover, Duty):
    """Reading only."""

    def reminders(self, on: date | None = None) -> Iterator[Reminder]:
        """Give holes, an unpublished week, leave, swaps, certificates and notes that wait."""
        day = on or self._context.today()
        yield from rules.hole_reminders(self._holes_soon(day), day)
        yield from rules.this_week_reminders(self._bare_days(day), day)
        yield from self._next_week(day)
        yield from self._waiting(day)
        yield from self._expiring(day)
        yield from rules.note_reminders(self.notes())

    def _holes_soon(self, day: date) -> list[Hole]:
        """Return the holes of today from now on and of tomorrow, on days that have a roster.

        Where no roster was begun at all the desk is not told of hour by hour.
        """
        tomorrow = day + timedelta(days=1)
        days = [each for each in (day, tomorrow) if self.period_on(each) is not None]
        if not days:
            return []
        now = self._minute_now() if day == self._context.today() else 0
        return [
            hole
            for hole in holes(self.facts(min(days), max(days)))
            if hole.ends > now and day_and_minute(hole.starts)[0] in days
        ]

    def _bare_days(self, day: date) -> list[date]:
        """Return the open days from ``day`` through Sunday for which no roster is published.

        None where the station never published one: it does not work with rosters.
        """
        kept = [each for each in self.periods() if each.state in BOUND]
        if not kept:
            return []
        sunday = day + timedelta(days=7 - day.isoweekday())
        return [
            each
            for each, opening in self._station.opening_days(day, sunday)
            if opening and not any(one.first_day <= each <= one.last_day for one in kept)
        ]

    def _next_week(self, day: date) -> Iterator[Reminder]:
        """Give a word where a station that keeps rosters has none published for next week."""
        if not self.periods():
            return
        monday = day + timedelta(days=8 - day.isoweekday())
        holding = [self.period_on(monday + timedelta(days=each)) for each in range(7)]
        published = all(period is not None and period.state in BOUND for period in holding)
        unpublished = (each for each in holding if each is not None and each.state not in BOUND)
        yield from rules.next_week_reminders(published, next(unpublished, None), day)

    def _waiting(self, day: date) -> Iterator[Reminder]:
        leaves, swaps = self._volunteers.leaves(only_open=True), self.swaps(only_open=True)
        rows = assignments.by_ids(each.assignment_id for each in swaps)
        people = {each.volunteer_id for each in leaves}
        people |= {each.volunteer_id for each in rows.values()}
        shown = {each.id: each.name for each in volunteers.by_id(people).values()}
        yield from rules.leave_reminders(leaves, shown, day)
        yield from rules.swap_reminders(swaps, rows, shown, day)

    def _expiring(self, day: date) -> Iterator[Reminder]:
        found = [
            (line.volunteer.id, line.volunteer.name, held.skill.name, held.held.expires_on)
            for line, held in self._volunteers.expiring(EXPIRES_WITHIN_DAYS)
            if held.held.expires_on is not None
        ]
        yield from rules.skill_reminders(found, day)
