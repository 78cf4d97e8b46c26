"""What is said of a chart and its spots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.statistics.charts import Shape
from stationdesk.i18n import _

if TYPE_CHECKING:
    from stationdesk.domain.reporting.figures import TraceLine
    from stationdesk.domain.statistics.charts import Chart, Value


def point_words(chart: Chart, point_key: str, series_key: str) -> str:
    """Return a spot in a sentence: where it lies, and its values with their unit."""
    point = chart.point(point_key)
    keys = [each.key for each in chart.series]
    if chart.shape is Shape.HEAT:
        at = keys.index(series_key)
        where = f"{point.long_name} {series_key}:00"
        return _("{where}: {value}").format(where=where, value=_with_unit(chart, point.values[at]))
    if len(keys) == 1:
        said = _with_unit(chart, point.values[0])
    else:
        said = _("; ").join(
            _("{where}: {value}").format(
                where=str(each.title), value=_with_unit(chart, point.values[number])
            )
            for number, each in enumerate(chart.series)
        )
    return _("{where}: {value}").format(where=str(point.long_name), value=said)


def spot_title(chart: Chart, point_key: str, series_key: str) -> str:
    """Return the name of a spot, as the head of its records."""
    point = chart.point(point_key)
    if chart.shape is Shape.HEAT:
        return f"{point.long_name} {series_key}:00"
    return str(point.long_name)


def spot_value(chart: Chart, point_key: str, series_key: str) -> str:
    """Return the series and the value of a spot."""
    keys = [each.key for each in chart.series]
    at = keys.index(series_key)
    value = _with_unit(chart, chart.point(point_key).values[at])
    if chart.shape is Shape.HEAT or len(keys) == 1:
        return value
    return _("{where}: {value}").format(where=str(chart.series[at].title), value=value)


def amount_words(chart: Chart, line: TraceLine) -> str:
    """Return what a record adds, in the unit of the chart."""
    if chart.scale == 1:
        return f"{line.amount:,}"
    return f"{line.amount / chart.scale:,.{chart.places}f}"


def _with_unit(chart: Chart, value: Value) -> str:
    if value is None:
        return chart.number(value)
    return _("{number} {unit}").format(number=chart.number(value), unit=_(chart.unit))
