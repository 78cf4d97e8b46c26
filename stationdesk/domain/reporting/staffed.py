"""For how much of the published opening time somebody had signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stationdesk.domain.opening import Interval


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody was there from ``came_at`` up to ``left_at``, local minutes."""

    came_at: datetime
    left_at: datetime


@dataclass(frozen=True, slots=True)
class StaffedDay:
    """Published minutes of a day, and those in which at least one was there."""

    day: date
    minutes_published: int
    minutes_staffed: int


def staffed_days(
    opening: Iterable[tuple[date, tuple[Interval, ...]]], presences: Iterable[Presence]
) -> list[StaffedDay]:
    """Return each day that was to be open; minutes of several people at once count once."""
    by_day: dict[date, list[tuple[int, int]]] = {}
    for each in presences:
        for day, stretch in _stretches(each):
            by_day.setdefault(day, []).append(stretch)
    return [
        StaffedDay(day, sum(each.minutes for each in intervals), _common(by_day, day, intervals))
        for day, intervals in opening
        if intervals
    ]


def _stretches(presence: Presence) -> Iterator[tuple[date, tuple[int, int]]]:
    """Give the stretches of days that a presence takes; one at night takes two."""
    day = presence.came_at.date()
    while day <= presence.left_at.date():
        midnight = datetime.combine(day, time())
        start = max(presence.came_at - midnight, timedelta()) // timedelta(minutes=1)
        end = min(presence.left_at - midnight, timedelta(days=1)) // timedelta(minutes=1)
        if start < end:
            yield day, (start, end)
        day += timedelta(days=1)


def _common(
    by_day: dict[date, list[tuple[int, int]]], day: date, intervals: Sequence[Interval]
) -> int:
    merged = list(_merged(sorted(by_day.get(day, ()))))
    return sum(
        max(0, min(end, each.closes_minute) - max(start, each.opens_minute))
        for start, end in merged
        for each in intervals
    )


def _merged(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in stretches:
        if held is not None and start <= held[1]:
            held = (held[0], max(held[1], end))
        else:
            if held is not None:
                yield held
            held = (start, end)
    if held is not None:
        yield held
