"""The hours of a day as points, and the busiest field of a week."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.statistics.charts import Chart

USUAL_FIRST, USUAL_LAST = 8, 17
"""Hours that are shown even where nobody came in them."""


def shown(hours: Iterable[int]) -> list[int]:
    """Return the hours to show: the usual ones, and all between any others; -1 is no hour."""
    known = [hour for hour in hours if hour >= 0]
    return list(range(min([USUAL_FIRST, *known]), max([USUAL_LAST, *known]) + 1))


def name(hour: int) -> Phrase:
    """Return an hour as short as a scale needs it."""
    return Phrase(f"{hour:02d}")


def long_name(hour: int) -> Phrase:
    """Return an hour from its first to its last minute."""
    return Phrase(f"{hour:02d}:00–{hour:02d}:59")


def with_peak(chart: Chart) -> Chart:
    """Return a chart of weekdays and hours with the sentence that tells its busiest field."""
    fields = [
        (value or 0, point.long_name, int(series.key))
        for point in chart.points
        for series, value in zip(chart.series, point.values, strict=True)
    ]
    most, weekday, hour = max(fields, key=lambda each: each[0])
    if not most:
        return chart
    told = Phrase(
        N_("Busiest: {weekday} {hour}, {number} {unit}. Counted in the field: {total} {unit}."),
        {
            "weekday": weekday,
            "hour": long_name(hour),
            "number": chart.number(most),
            "unit": Phrase(chart.unit),
            "total": chart.number(sum(value for value, _weekday, _hour in fields)),
        },
    )
    return replace(chart, told=told)
