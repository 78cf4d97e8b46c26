"""A chart's numbers as rows of a sheet, below the room for the chart itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.plain_text import for_cell
from stationdesk.documents.workbooks.planned_sheets import PlannedChart, PlannedRow
from stationdesk.documents.workbooks.sheet_looks import Look

if TYPE_CHECKING:
    from stationdesk.documents.charts import Chart
    from stationdesk.documents.workbooks.planned_sheets import SheetPlan, Value

ROW, PART = 20.0, 26.0
"""Heights in points."""
CHART_ROWS = 15
LABEL_COLUMNS, SERIES_COLUMNS = 2, 2
"""Columns that a label takes, and each of its numbers."""
NUMBER_LOOKS = (Look.COUNT, Look.HOURS, Look.MONEY)


def add_chart(plan: SheetPlan, chart: Chart) -> None:
    """Add the chart's title, its numbers and the room for it to ``plan``."""
    if plan.charts:
        plan.breaks_after.append(len(plan.rows))
    width = len(plan.widths)
    columns = [
        min(LABEL_COLUMNS + 1 + at * SERIES_COLUMNS, width) for at in range(len(chart.series))
    ]
    _add(plan, [(1, width, for_cell(chart.heading()), Look.PART)], PART)
    chart_row = len(plan.rows) + 1
    plan.rows.extend(PlannedRow((), (), ROW) for _row in range(CHART_ROWS))
    names = [(at, for_cell(each.name)) for at, each in zip(columns, chart.series, strict=True)]
    head = [(at, at + SERIES_COLUMNS - 1, name, Look.HEADING) for at, name in names]
    _add(plan, [(1, LABEL_COLUMNS, None, Look.HEADING), *head], ROW)
    first = len(plan.rows) + 1
    look = NUMBER_LOOKS[min(chart.places, len(NUMBER_LOOKS) - 1)]
    for at, label in enumerate(chart.labels):
        numbers = [
            (column, column + SERIES_COLUMNS - 1, _number(each.values[at], chart.places), look)
            for column, each in zip(columns, chart.series, strict=True)
        ]
        _add(plan, [(1, LABEL_COLUMNS, for_cell(label), Look.VALUE), *numbers], ROW)
    last = len(plan.rows)
    if last >= first:
        plan.charts.append(PlannedChart(chart, first, last, tuple(columns), chart_row))


def _number(value: float | None, places: int) -> Value:
    if value is None:
        return None
    return round(value, places) if places else round(value)


def _add(plan: SheetPlan, cells: list[tuple[int, int, Value, Look]], height: float) -> None:
    values: list[Value] = [None] * len(plan.widths)
    looks = [Look.NONE] * len(plan.widths)
    row = len(plan.rows) + 1
    for first, last, value, look in cells:
        last = min(last, len(plan.widths))
        values[first - 1] = value
        looks[first - 1 : last] = [look] * (last - first + 1)
        if last > first:
            plan.merges.append((row, first, last))
    plan.rows.append(PlannedRow(values, looks, height))
