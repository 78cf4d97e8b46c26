"""Charts of the spreadsheet program itself, drawn from the cells of their sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.utils import get_column_letter, quote_sheetname

from stationdesk.documents.charts import ChartKind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from stationdesk.documents.workbooks.planned_sheets import PlannedChart, SheetPlan

WIDTH, HEIGHT = 16.5, 9.5
"""Centimetres; fifteen rows are 10.6 high."""
COLOURS = ("1F4E79", "9DC3E6", "7F7F7F")
"""Dark, light and middling: told apart in grey as well."""


def set_charts(sheet: Worksheet, plan: SheetPlan) -> None:
    """Draw every chart of ``plan`` below its numbers."""
    for planned in plan.charts:
        sheet.add_chart(_chart(sheet, planned), f"A{planned.chart_row}")


def _chart(sheet: Worksheet, planned: PlannedChart) -> Any:
    kind = planned.chart.kind
    chart: Any = LineChart() if kind is ChartKind.LINES else BarChart()
    if kind is ChartKind.BARS:
        chart.type = "bar"
        chart.x_axis.scaling.orientation = "maxMin"
    chart.title = planned.chart.heading()
    chart.title.overlay = False
    chart.width, chart.height = WIDTH, HEIGHT
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt = "0"
    chart.y_axis.scaling.min = 0
    if len(planned.series) == 1:
        chart.legend = None
    else:
        chart.legend.position = "b"
    labels = Reference(sheet, min_col=1, min_row=planned.first_row, max_row=planned.last_row)
    for at, column in enumerate(planned.series):
        chart.series.append(_series(sheet, planned, column, at))
    chart.set_categories(labels)
    return chart


def _series(sheet: Worksheet, planned: PlannedChart, column: int, at: int) -> Any:
    numbers = Reference(sheet, min_col=column, min_row=planned.first_row, max_row=planned.last_row)
    series: Any = Series(numbers)
    letter = get_column_letter(column)
    name = f"{quote_sheetname(sheet.title)}!${letter}${planned.first_row - 1}"
    series.tx = SeriesLabel(strRef=StrRef(f=name))
    colour = COLOURS[at % len(COLOURS)]
    if planned.chart.kind is ChartKind.LINES:
        series.graphicalProperties.line.solidFill = colour
        series.smooth = False
        if at:
            series.graphicalProperties.line.dashStyle = "dash"
    else:
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = COLOURS[0]
    return series
