"""Periods in which an amenity could not be used, and what share of opening time is left.

Every fault that stops use holds its own stoppage. Stoppages of several faults may run at once;
``outage_periods`` folds them into periods of one amenity that never overlap. An amenity can be
used as long as one piece works; a stoppage that names no number of pieces concerns them all.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId, FaultId, OutageId
    from stationdesk.domain.opening import Interval

FOREVER = datetime.max.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """One stoppage: local minutes from ``started_at`` up to ``ended_at``, None while it lasts.

    ``pieces`` is how many pieces it concerns, None for all of them. ``fault_id`` is None where
    no fault but a circumstance stopped the use.
    """

    id: OutageId
    uid: str
    amenity_id: AmenityId
    fault_id: FaultId | None
    started_at: datetime
    ended_at: datetime | None
    pieces: int | None
    reason: str

    def covers(self, moment: datetime) -> bool:
        """Tell whether the stoppage lasts in the minute of ``moment``."""
        return self.started_at <= moment < (self.ended_at or FOREVER)


@dataclass(frozen=True, slots=True)
class OutagePeriod:
    """A stretch with the same number of pieces out; ``ended_at`` is None while it lasts."""

    started_at: datetime
    ended_at: datetime | None
    pieces_out: int


@dataclass(frozen=True, slots=True)
class Availability:
    """How much of its opening time an amenity could be used.

    ``outage_minutes`` are opening minutes in which no piece worked, ``partly_minutes`` those in
    which only some did, ``piece_minutes_out`` the sum over pieces. ``percent`` weighs a partial
    outage by its pieces; it is None where the station was not open (or the amenity not there).
    """

    open_minutes: int
    pieces: int
    outage_minutes: int
    partly_minutes: int
    piece_minutes_out: int

    @property
    def percent(self) -> float | None:
        """The share of opening time that was left, 0 to 100."""
        if self.open_minutes == 0:
            return None
        return 100.0 * (1 - self.piece_minutes_out / (self.open_minutes * self.pieces))


def outage_periods(outages: Iterable[Outage], pieces: int) -> tuple[OutagePeriod, ...]:
    """Fold the stoppages of one amenity of ``pieces`` pieces into periods without overlap."""
    kept = [outage for outage in outages if outage.ended_at != outage.started_at]
    bounds = sorted(
        {outage.started_at for outage in kept} | {outage.ended_at or FOREVER for outage in kept}
    )
    periods: list[OutagePeriod] = []
    for start, end in itertools.pairwise(bounds):
        if out := _pieces_out(kept, pieces, start):
            _lengthen(periods, OutagePeriod(start, None if end == FOREVER else end, out))
    return tuple(periods)


def working_pieces(amenity: Amenity, outages: Iterable[Outage], moment: datetime) -> int:
    """Return how many pieces of the amenity could be used in the minute of ``moment``."""
    if not amenity.in_service_on(moment.date()):
        return 0
    own = [outage for outage in outages if outage.amenity_id == amenity.id]
    return amenity.pieces - _pieces_out(own, amenity.pieces, moment)


def working_pieces_on(amenity: Amenity, outages: Iterable[Outage], day: date) -> int:
    """Return how many pieces could be used at the end of ``day``."""
    return working_pieces(amenity, outages, end_of(day))


def end_of(day: date) -> datetime:
    """Return the last minute of ``day``."""
    return datetime.combine(day, time(23, 59))


def availability(
    amenity: Amenity,
    outages: Iterable[Outage],
    opening: Sequence[tuple[date, tuple[Interval, ...]]],
) -> Availability:
    """Return how much of the opening time the amenity could be used.

    ``opening`` holds the days that are looked at with their hours; days on which the amenity was
    not in service do not count. A stoppage that still lasts counts through the last of the days.
    """
    own = [outage for outage in outages if outage.amenity_id == amenity.id]
    periods = outage_periods(own, amenity.pieces)
    stretches = list(_open_stretches(amenity, opening))
    lost = [
        (_common_minutes(period, start, end), period.pieces_out)
        for start, end in stretches
        for period in periods
    ]
    return Availability(
        open_minutes=sum(_minutes(end - start) for start, end in stretches),
        pieces=amenity.pieces,
        outage_minutes=sum(minutes for minutes, out in lost if out == amenity.pieces),
        partly_minutes=sum(minutes for minutes, out in lost if out < amenity.pieces),
        piece_minutes_out=sum(minutes * out for minutes, out in lost),
    )


def _pieces_out(outages: Iterable[Outage], pieces: int, moment: datetime) -> int:
    out = sum(
        pieces if outage.pieces is None else outage.pieces
        for outage in outages
        if outage.covers(moment)
    )
    return min(out, pieces)


def _lengthen(periods: list[OutagePeriod], after: OutagePeriod) -> None:
    """Add a period, or lengthen the last one where nothing changed between them."""
    last = periods[-1] if periods else None
    if last and last.ended_at == after.started_at and last.pieces_out == after.pieces_out:
        periods[-1] = OutagePeriod(last.started_at, after.ended_at, last.pieces_out)
    else:
        periods.append(after)


def _open_stretches(
    amenity: Amenity, opening: Iterable[tuple[date, tuple[Interval, ...]]]
) -> Iterator[tuple[datetime, datetime]]:
    for day, intervals in opening:
        if amenity.in_service_on(day):
            midnight = datetime.combine(day, time())
            for interval in intervals:
                yield (
                    midnight + timedelta(minutes=interval.opens_minute),
                    midnight + timedelta(minutes=interval.closes_minute),
                )


def _common_minutes(period: OutagePeriod, start: datetime, end: datetime) -> int:
    common = min(period.ended_at or FOREVER, end) - max(period.started_at, start)
    return max(0, _minutes(common))


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
