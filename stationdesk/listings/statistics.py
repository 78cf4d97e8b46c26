"""The columns of a chart as a table, on screen and in the workbook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.statistics.charts import Shape
from stationdesk.i18n import _
from stationdesk.listings.columns import Column, Kind

if TYPE_CHECKING:
    from stationdesk.domain.statistics.charts import Chart, Point

COUNT_WIDTH, HEAT_WIDTH = 9, 4


def chart_columns(chart: Chart) -> tuple[Column[Point], ...]:
    """Return the columns of a chart's points: what each is, and a column for each series."""
    narrow = chart.shape is Shape.HEAT
    width = HEAT_WIDTH if narrow else COUNT_WIDTH
    heading = "{title}" if narrow or not chart.unit else _("{title} ({unit})")
    unit = _(chart.unit)
    return (
        Column("point", chart.axis, Kind.TEXT, _name, 10, grows=True),
        *(
            Column(
                f"value.{each.key}",
                heading.format(title=str(each.title), unit=unit),
                _kind(chart),
                partial(_value, number, chart.places),
                width,
            )
            for number, each in enumerate(chart.series)
        ),
    )


def _kind(chart: Chart) -> Kind:
    if not chart.places:
        return Kind.COUNT
    return Kind.PERCENT if chart.unit == "%" else Kind.HOURS


def _name(point: Point) -> str:
    return str(point.long_name)


def _value(number: int, places: int, point: Point) -> int | float | None:
    value = point.values[number]
    return round(value, places) if places and value is not None else value
