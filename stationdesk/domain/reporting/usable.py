"""For how much of the opening time each amenity could be used, told for many at once.

The same rule as ``domain.outages.availability``. Of an amenity without a stoppage on the days only
the opening time on its days in service is counted, so that a year of forty amenities stays quick.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from stationdesk.domain.outages import FOREVER, availability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.opening import Interval
    from stationdesk.domain.outages import Outage


@dataclass(frozen=True, slots=True, kw_only=True)
class UsableTime:
    """An amenity's opening minutes, times its pieces, and how many of them it could be used.

    ``minutes_stopped`` are opening minutes in which no piece worked.
    """

    amenity: Amenity
    piece_minutes: int
    piece_minutes_usable: int
    minutes_stopped: int


def usable_time(
    amenities: Iterable[Amenity],
    outages: Iterable[Outage],
    opening: Sequence[tuple[date, tuple[Interval, ...]]],
) -> list[UsableTime]:
    """Return the amenities that were in service while the station was open, as they come."""
    if not opening:
        return []
    stopped = _stopped_within(outages, opening)
    minutes = _OpenMinutes(opening)
    told = (
        _with_stoppages(each, stopped[each.id], opening)
        if each.id in stopped
        else _without(each, minutes)
        for each in amenities
    )
    return [each for each in told if each.piece_minutes]


class _OpenMinutes:
    """Opening minutes of any stretch of the days, without adding them up again."""

    def __init__(self, opening: Sequence[tuple[date, tuple[Interval, ...]]]) -> None:
        self._days = [day for day, _intervals in opening]
        sums = (sum(each.minutes for each in intervals) for _day, intervals in opening)
        self._until = [0, *accumulate(sums)]

    def between(self, since: date, before: date | None) -> int:
        """Return the opening minutes from ``since`` up to ``before``, None for all the rest."""
        start = bisect_left(self._days, since)
        end = len(self._days) if before is None else bisect_left(self._days, before)
        return max(0, self._until[max(start, end)] - self._until[start])


def _stopped_within(
    outages: Iterable[Outage], opening: Sequence[tuple[date, tuple[Interval, ...]]]
) -> dict[int, list[Outage]]:
    starts = datetime.combine(opening[0][0], time())
    ends = datetime.combine(opening[-1][0], time()) + timedelta(days=1)
    found: dict[int, list[Outage]] = {}
    for each in outages:
        if each.started_at < ends and (each.ended_at or FOREVER) > starts:
            found.setdefault(each.amenity_id, []).append(each)
    return found


def _with_stoppages(
    amenity: Amenity,
    outages: Sequence[Outage],
    opening: Sequence[tuple[date, tuple[Interval, ...]]],
) -> UsableTime:
    told = availability(amenity, outages, opening)
    whole = told.open_minutes * told.pieces
    return UsableTime(
        amenity=amenity,
        piece_minutes=whole,
        piece_minutes_usable=whole - told.piece_minutes_out,
        minutes_stopped=told.outage_minutes,
    )


def _without(amenity: Amenity, minutes: _OpenMinutes) -> UsableTime:
    whole = minutes.between(amenity.in_service_from, amenity.retired_on) * amenity.pieces
    return UsableTime(
        amenity=amenity, piece_minutes=whole, piece_minutes_usable=whole, minutes_stopped=0
    )
