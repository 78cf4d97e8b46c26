"""The opening hours of the demo: what is announced, and when the desk is manned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.lending.due_days import open_days, opening_day_from
from stationdesk.domain.opening import NewException, NewTimetable, opening_on
from stationdesk.services.demo.script import intervals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.opening import Interval
    from stationdesk.services.demo.script import Script
    from stationdesk.services.station import StationFacts

NOTICE_DAYS = 42
"""So long before they come, other hours are announced."""


class HoursLife:
    """Announces the days that differ, and tells when the station is open."""

    def __init__(self, facts: StationFacts, script: Script, first: date, last: date) -> None:
        self._facts = facts
        self._coming = sorted(_exceptions(script, first, last), key=lambda wish: wish.first_day)
        self._publish(script, first)

    def on(self, day: date) -> tuple[Interval, ...]:
        """Announce what comes within six weeks, and return the hours of ``day``."""
        while self._coming and self._coming[0].first_day <= day + timedelta(days=NOTICE_DAYS):
            self._facts.add_exception(self._coming.pop(0))
            self._exceptions = self._facts.exceptions()
        return opening_on(day, self._timetables, self._exceptions)

    def open_from(self, day: date) -> date:
        """Return ``day``, or the first day after it on which the station opens, as announced."""
        return opening_day_from(day, open_days(self._timetables, self._exceptions))

    def _publish(self, script: Script, first: date) -> None:
        for hours in script.hours:
            starts, ends = hours.season or (None, None)
            self._facts.keep_timetable(
                NewTimetable(
                    name=hours.name,
                    valid_from=first,
                    week=hours.week,
                    season_starts=starts,
                    season_ends=ends,
                )
            )
        self._timetables = self._facts.timetables()
        self._exceptions = self._facts.exceptions()


def _exceptions(script: Script, first: date, last: date) -> Iterator[NewException]:
    """Give the days that differ, from ``first`` to a few weeks after ``last``."""
    for year in range(first.year, last.year + 2):
        for table in script.yearly:
            yield from _from(
                first,
                NewException(
                    first_day=date.fromisoformat(f"{year}-{table['first']}"),
                    last_day=date.fromisoformat(f"{year}-{table['last']}"),
                    reason=table["reason"],
                    intervals=intervals(table["hours"]),
                ),
            )
    yield from _spring_festivals(script, first)
    for table in script.once:
        day = last - timedelta(days=table["days_before_end"])
        ends = day + timedelta(days=table["days"] - 1)
        hours = intervals(table["hours"])
        wish = NewException(first_day=day, last_day=ends, reason=table["reason"], intervals=hours)
        yield from _from(first, wish)


def _spring_festivals(script: Script, first: date) -> Iterator[NewException]:
    festival = script.spring_festival
    for text in festival["new_year"]:
        day = date.fromisoformat(text)
        closed = NewException(
            first_day=day - timedelta(days=1),
            last_day=day + timedelta(days=1),
            reason=festival["reason_closed"],
        )
        short = NewException(
            first_day=day + timedelta(days=2),
            last_day=day + timedelta(days=5),
            reason=festival["reason_short"],
            intervals=intervals(festival["hours"]),
        )
        yield from _from(first, closed)
        yield from _from(first, short)


def _from(first: date, wish: NewException) -> Iterator[NewException]:
    if wish.first_day >= first:
        yield wish
