"""For how much of the opening time the amenities could be used: over time, and one by one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.outages import FOREVER
from stationdesk.domain.reporting.figures import Record, TraceLine
from stationdesk.domain.reporting.usable import usable_time
from stationdesk.domain.statistics.charts import (
    BEFORE,
    LAST_YEAR,
    NOW,
    THESE_DAYS,
    Chart,
    Point,
    Series,
    Shape,
    named,
    number_words,
)
from stationdesk.domain.statistics.stretches import (
    long_name,
    name_of,
    step_for,
    stretches,
    year_before,
)
from stationdesk.domain.tiers.phrases import NOTHING, Phrase
from stationdesk.i18n import N_
from stationdesk.store import amenities as amenity_store
from stationdesk.store import audit
from stationdesk.store import faults as fault_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.domain.outages import Outage
    from stationdesk.domain.reporting.spans import Days
    from stationdesk.domain.reporting.usable import UsableTime
    from stationdesk.domain.statistics.charts import Value
    from stationdesk.services.station import StationFacts

PERCENT, HOURS = N_("%"), N_("hours")
OVER_TIME, EACH, STOPPED = "amenities.days", "amenities.each", "amenities.stopped"
MINUTES_AN_HOUR = 60
_NOTE = N_("Opening time in which the pieces could be used ÷ opening time, by pieces.")
_STOPPED_NOTE = N_("Opening hours in which no piece could be used.")


class AmenityCharts:
    """Counts opening hours as published, and stoppages as recorded."""

    def __init__(self, station: StationFacts) -> None:
        self._station = station

    def chart(self, key: str, title: str, days: Days, *, compared: bool) -> Chart:
        """Return one of the three charts of days."""
        before = year_before(days) if compared else None
        if key == OVER_TIME:
            return self._over_time(title, days, before)
        return self._one_by_one(key, title, days, before)

    def records(self, chart: Chart, point: str, series: str) -> list[TraceLine]:
        """Return the stoppages that touch a stretch, or those of one amenity, in order.

        The amount is the minutes for which it stopped within the days, closing time too.
        """
        days: Days | None = chart.days
        if chart.key == OVER_TIME:
            cut = stretches(chart.days, step_for(chart.days))
            days = next(each for each in cut if each.first.isoformat() == point)
        if series == BEFORE and days is not None:
            days = year_before(days)
        if days is None:
            return []
        names = {each.id: f"{each.code} {each.name}" for each in amenity_store.all_amenities()}
        return [
            _line(each, names[each.amenity_id], days)
            for each in fault_store.outages_until(days.last)
            if chart.key == OVER_TIME or str(each.amenity_id) == point
            if _minutes_within(each, days) > 0
        ]

    def _over_time(self, title: str, days: Days, before: Days | None) -> Chart:
        step = step_for(days)
        points = [
            Point(each.first.isoformat(), name_of(each, step), long_name(each), values)
            for each in stretches(days, step)
            for values in [_taken(self._share(each), self._share(year_before(each)), before)]
        ]
        return _chart(
            OVER_TIME,
            title,
            Shape.LINES,
            days,
            _two(before),
            points,
            _told_share(self._share(days), self._share(before), before),
        )

    def _one_by_one(self, key: str, title: str, days: Days, before: Days | None) -> Chart:
        read: Callable[[UsableTime], Value] = _hours_out if key == STOPPED else _percent
        now = {each.amenity.id: each for each in self._usable(days)}
        then = {each.amenity.id: each for each in self._usable(before)}
        points = [
            Point(str(each.amenity.id), words, words, values)
            for each in now.values()
            for words in [named(f"{each.amenity.code} {each.amenity.name}")]
            for known in [then.get(each.amenity.id)]
            for values in [_taken(read(each), read(known) if known else None, before)]
            if key == EACH or any(values)
        ]
        worst_first = sorted(points, key=lambda point: point.values[0] or 0, reverse=key == STOPPED)
        told = (
            _told_stopped(worst_first)
            if key == STOPPED
            else _told_share(self._share(days), self._share(before), before)
        )
        return _chart(key, title, Shape.BARS, days, _two(before), worst_first, told)

    def _share(self, days: Days | None) -> float | None:
        told = self._usable(days)
        whole = sum(each.piece_minutes for each in told)
        usable = sum(each.piece_minutes_usable for each in told)
        return 100.0 * usable / whole if whole else None

    def _usable(self, days: Days | None) -> list[UsableTime]:
        """Return the amenities on days that have come; none before there were any records."""
        began = audit.first_day()
        if days is None or began is None or days.last < began:
            return []
        return usable_time(
            amenity_store.all_amenities(),
            fault_store.outages_until(days.last),
            self._station.opening_days(days.first, days.last),
        )


def _percent(told: UsableTime) -> Value:
    return 100.0 * told.piece_minutes_usable / told.piece_minutes


def _hours_out(told: UsableTime) -> Value:
    return told.minutes_stopped / MINUTES_AN_HOUR


def _taken(now: Value, then: Value, before: Days | None) -> tuple[Value, ...]:
    return (now,) if before is None else (now, then)


def _two(before: Days | None) -> tuple[Series, ...]:
    both = (Series(NOW, THESE_DAYS), Series(BEFORE, LAST_YEAR, is_before=True))
    return both if before else both[:1]


def _chart(
    key: str,
    title: str,
    shape: Shape,
    days: Days,
    series: tuple[Series, ...],
    points: Sequence[Point],
    told: Phrase,
) -> Chart:
    return Chart(
        key=key,
        title=title,
        unit=HOURS if key == STOPPED else PERCENT,
        axis=N_("Period") if key == OVER_TIME else N_("Amenity"),
        shape=shape,
        days=days,
        series=series,
        points=tuple(points),
        told=told,
        note=Phrase(_STOPPED_NOTE if key == STOPPED else _NOTE),
        places=1,
        scale=MINUTES_AN_HOUR,
    )


def _told_share(now: float | None, then: float | None, before: Days | None) -> Phrase:
    values = {"now": number_words(now, 1), "then": number_words(then, 1)}
    if now is None:
        return Phrase(N_("No amenity was in service on these days."))
    if before is None:
        return Phrase(N_("All amenities together: {now} % of the opening time."), values)
    return Phrase(
        N_("All amenities together: {now} % of the opening time; a year before {then} %."), values
    )


def _told_stopped(points: Sequence[Point]) -> Phrase:
    if not points or not points[0].values[0]:
        return Phrase(N_("No amenity was out of use on these days."))
    values = {
        "total": number_words(sum(point.values[0] or 0 for point in points), 1),
        "most": points[0].long_name,
        "number": number_words(points[0].values[0], 1),
    }
    return Phrase(N_("{total} hours in all. Longest: {most}, {number} hours."), values)


def _minutes_within(outage: Outage, days: Days) -> int:
    starts = datetime.combine(days.first, time())
    ends = datetime.combine(days.last, time()) + timedelta(days=1)
    within = min(outage.ended_at or FOREVER, ends) - max(outage.started_at, starts)
    return within // timedelta(minutes=1)


def _line(outage: Outage, name: str, days: Days) -> TraceLine:
    return TraceLine(
        day=outage.started_at.date(),
        what=Phrase(N_("Stoppage of the amenity")),
        text=name,
        amount=_minutes_within(outage, days),
        page_key="amenities",
        record=Record("amenity", outage.amenity_id),
        more=named(outage.reason) if outage.reason else NOTHING,
    )
