"""What the feedback book says to the tiers: what waits, until when, and what was entered late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import due_at
from stationdesk.domain.tiers.facts import BookFact, LateEntryFact, OwedFact
from stationdesk.domain.working_days import StationWork, calendar_of
from stationdesk.services.working_calendar import official_days
from stationdesk.store import calendar, station, tier_feedback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.feedback.replay import Standing

LOOK_BACK_DAYS = 366
"""No standard looks further back for entries that were entered late."""
ENTERED_WITHIN = 1
"""Working days in which what was said must stand in the book (登记期限)."""


def book_on(day: date, today: date) -> BookFact:
    """Return what the book held at the end of ``day``."""
    newest = tier_feedback.newest_until(day)
    return BookFact(
        owed=tuple(sorted(_owed(day, today), key=lambda each: (each.due_on, each.number))),
        late=tuple(_late(day)),
        last_uid=newest.uid if newest else "",
        last_number=newest.number if newest else "",
        last_on=newest.entered_on if newest else None,
        last_by=newest.entered_by if newest else "",
    )


def _owed(day: date, today: date) -> Iterator[OwedFact]:
    """Give what waits for an answer; while its author is waited for, nothing is due."""
    for entry, standing in tier_feedback.standings_on(day, today):
        due_on = _next_due(standing)
        if due_on is not None:
            yield OwedFact(uid=entry.uid, number=entry.number, due_on=due_on)


def _next_due(standing: Standing) -> date | None:
    first = standing.first_due_at if standing.first_reply_at is None else None
    due = [each for each in (first, standing.final_due_at) if each is not None]
    return min(due).date() if due else None


def _late(day: date) -> Iterator[LateEntryFact]:
    """Give what was entered after the working day that follows its being said."""
    entries = tier_feedback.entered_between(day - timedelta(days=LOOK_BACK_DAYS), day)
    later = [each for each in entries if each.entered_on > each.said_at.date()]
    if not later:
        return
    work = _work()
    for entry in later:
        due_on = due_at(entry.said_at, ENTERED_WITHIN, work).date()
        if entry.entered_on > due_on:
            yield LateEntryFact(
                uid=entry.uid, number=entry.number, due_on=due_on, entered_on=entry.entered_on
            )


def _work() -> StationWork:
    return StationWork(
        calendar=calendar_of(official_days(), calendar.own_days()),
        timetables=station.timetables(),
        exceptions=station.exceptions(),
    )
