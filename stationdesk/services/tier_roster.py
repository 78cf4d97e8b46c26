"""What the roster says to the tiers: how far the desk is covered, day by day, and who helps."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES, opening_on
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.tiers.facts import (
    ONE_DAY,
    DutyDayFact,
    DutyFact,
    DutyShiftFact,
    Span,
    VolunteerFact,
)
from stationdesk.domain.working_days import days_from
from stationdesk.store import tier_roster as store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.opening import Interval, OpeningException, Timetable

LOOK_BACK_DAYS, LOOK_AHEAD_DAYS = 92, 100
"""No standard looks further back; the forecast looks no further ahead."""


def duty_on(
    day: date,
    today: date,
    timetables: Sequence[Timetable],
    exceptions: Sequence[OpeningException],
) -> DutyFact:
    """Return the days around ``day``, by the rosters that were published by its end.

    Who was on duty is told as it is known now: what was found out later about a past day, such
    as an absence, is part of that day.
    """
    published = store.published_by(day)
    if not published:
        return DutyFact()
    first = max(day - timedelta(days=LOOK_BACK_DAYS), published[0].first)
    last = day + timedelta(days=LOOK_AHEAD_DAYS)
    made = _Days(first, last, min(day, today), published)
    days = (
        made.fact(each, opening_on(each, timetables, exceptions)) for each in days_from(first, last)
    )
    return DutyFact(days=tuple(days), first_rostered=published[0].first)


def volunteers_on(day: date, today: date) -> Iterator[VolunteerFact]:
    """Give everybody who ever was or will be active, with the days on which they are."""
    known = store.standings(day, today)
    for (uid, number), told in groupby(known, key=lambda one: (one.volunteer_uid, one.number)):
        spans = tuple(_active(list(told)))
        if spans:
            yield VolunteerFact(uid=uid, number=number, active=spans)


class _Days:
    """The rosters of some days, arranged by day."""

    def __init__(
        self,
        first: date,
        last: date,
        known_on: date,
        published: Sequence[store.PublishedDays],
    ) -> None:
        self._published = published
        self._shifts: dict[date, list[store.DeskShift]] = defaultdict(list)
        for shift in store.desk_shifts(first, last):
            self._shifts[shift.day].append(shift)
        self._rows = store.on_duty(first, last, known_on)
        self._of_shift: dict[int | None, set[int]] = defaultdict(set)
        self._at: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in (*self._rows, *store.attended(first, min(last, known_on))):
            self._of_shift[row.shift_id].add(row.volunteer_id)
            for ordinal in range(row.starts // DAY_MINUTES, (row.ends - 1) // DAY_MINUTES + 1):
                self._at[ordinal].append((row.starts, row.ends))
        self._proofs: dict[int, list[store.Proof]] = defaultdict(list)
        for proof in store.proofs():
            self._proofs[proof.volunteer_id].append(proof)

    def fact(self, day: date, opening: Iterable[Interval]) -> DutyDayFact:
        """Return how far the opening hours of a day are covered."""
        hours = [
            (absolute(day, each.opens_minute), absolute(day, each.closes_minute))
            for each in opening
        ]
        period = next((each for each in self._published if each.first <= day <= each.last), None)
        opened = sum(ends - starts for starts, ends in hours)
        if period is None:
            return DutyDayFact(day=day, open_minutes=opened)
        shifts = self._shifts.get(day, [])
        there = [span for at in (day.toordinal(), day.toordinal() + 1) for span in self._at[at]]
        return DutyDayFact(
            day=day,
            open_minutes=opened,
            covered_minutes=_covered(hours, there),
            period_uid=period.uid,
            period_number=period.number,
            empty=tuple(_told(each) for each in shifts if not self._of_shift.get(each.id)),
            skilled=self._skilled(day, shifts),
        )

    def _skilled(self, day: date, shifts: Iterable[store.DeskShift]) -> dict[str, DutyShiftFact]:
        """Return the first shift of the day that has somebody with each skill."""
        found: dict[str, DutyShiftFact] = {}
        for shift in shifts:
            for who in sorted(self._of_shift.get(shift.id, ())):
                for proof in self._proofs.get(who, ()):
                    if proof.counts_on(day):
                        found.setdefault(proof.key, _told(shift))
        return found


def _told(shift: store.DeskShift) -> DutyShiftFact:
    return DutyShiftFact(uid=shift.uid, name=shift.name)


def _covered(hours: Iterable[tuple[int, int]], there: Iterable[tuple[int, int]]) -> int:
    """Return the minutes of ``hours`` in which anybody is there."""
    return sum(
        min(closes, ends) - max(opens, starts)
        for opens, closes in hours
        for starts, ends in _joined(there)
        if starts < closes and opens < ends
    )


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of time joined where they touch or overlap."""
    joined: list[tuple[int, int]] = []
    for starts, ends in sorted(set(spans)):
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((starts, ends))
    return joined


def _active(told: Sequence[store.StandingFrom]) -> Iterator[Span]:
    """Give the stretches of days on which somebody is active; the last word of a day holds."""
    by_day = {one.day: one.is_active for one in told}
    since: date | None = None
    for day, is_active in sorted(by_day.items()):
        if is_active and since is None:
            since = day
        elif not is_active and since is not None:
            yield Span(since, day - ONE_DAY)
            since = None
    if since is not None:
        yield Span(since, None)
