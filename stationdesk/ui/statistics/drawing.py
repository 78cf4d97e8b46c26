"""What a chart is drawn with: bars, lines, fields, numbers, and the names on its scales."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFontMetricsF

from stationdesk.domain.statistics.charts import Shape
from stationdesk.ui.statistics.palette import heat, inks, on_heat
from stationdesk.ui.theme import px, theme, tokens

if TYPE_CHECKING:
    from PyQt6.QtCore import QRectF
    from PyQt6.QtGui import QColor

    from stationdesk.domain.statistics.charts import Chart
    from stationdesk.ui.statistics.layouts import ChartLayout
    from stationdesk.ui.statistics.palette import Ink

ROW_PX = 28
"""The height of one lying bar's place, in px of the design."""
LONGEST_NAME_PX = 150
NAME_GAP_PX = 14
NUMBER_PX = 12

Tick = tuple[float, str]


def items_of(chart: Chart, layout: ChartLayout, *, numbers: bool) -> list[Any]:
    """Return the items that make up a chart; ``numbers`` writes the values of the first series."""
    if chart.shape is Shape.HEAT:
        return _fields(chart)
    drawn: list[Any] = []
    for number, ink in enumerate(inks(chart.series)):
        draw = _line if chart.shape is Shape.LINES else _bars
        drawn.append(draw(chart, layout, number, ink))
    return drawn + (_numbers(chart, layout) if numbers else [])


def names_along(chart: Chart, seen: QRectF, width: float) -> list[Tick]:
    """Return the names below a chart: as many of those seen as do not run into each other."""
    if chart.shape is Shape.HEAT:
        every = [str(each.title) for each in chart.series]
    else:
        every = [str(each.name) for each in chart.points]
    metrics = QFontMetricsF(theme().font(NUMBER_PX))
    widest = max((metrics.horizontalAdvance(name) for name in every), default=0.0)
    fit = max(1.0, width / (widest + px(NAME_GAP_PX)))
    step = max(1, ceil(seen.width() / fit))
    return [(float(at), name) for at, name in enumerate(every) if at % step == 0]


def names_down(chart: Chart) -> list[Tick]:
    """Return the names at the left of a chart, the long ones shortened."""
    metrics = QFontMetricsF(theme().font(NUMBER_PX))
    longest = float(px(LONGEST_NAME_PX))
    return [
        (float(at), metrics.elidedText(str(each.name), Qt.TextElideMode.ElideRight, longest))
        for at, each in enumerate(chart.points)
    ]


def _bars(chart: Chart, layout: ChartLayout, series: int, ink: Ink) -> Any:
    values = [float(point.values[series] or 0) for point in chart.points]
    places = [at + layout.offset(series) for at in range(len(values))]
    pen, brush = pg.mkPen(ink.line, width=1), pg.mkBrush(ink.fill)
    if layout.lying:
        return pg.BarGraphItem(
            x0=0, y=places, width=values, height=layout.bar_width, pen=pen, brush=brush
        )
    return pg.BarGraphItem(
        x=places, y0=0, height=values, width=layout.bar_width, pen=pen, brush=brush
    )


def _line(chart: Chart, _layout: ChartLayout, series: int, ink: Ink) -> Any:
    values = [point.values[series] for point in chart.points]
    told = [float("nan") if value is None else float(value) for value in values]
    style = Qt.PenStyle.DashLine if ink.dashed else Qt.PenStyle.SolidLine
    return pg.PlotDataItem(
        list(range(len(told))),
        told,
        connect="finite",
        pen=pg.mkPen(ink.line, width=2, style=style),
        symbol="os"[series % 2],
        symbolSize=px(8),
        symbolPen=pg.mkPen(ink.line, width=1.5),
        symbolBrush=pg.mkBrush(ink.fill),
    )


def _numbers(chart: Chart, layout: ChartLayout) -> list[Any]:
    """Return the values of the first series as words at the ends of its bars."""
    written: list[Any] = []
    for at, point in enumerate(chart.points):
        value = point.values[0]
        if value is None or (not value and not layout.lying):
            continue
        across, along = at + layout.offset(0), float(value)
        anchor = (-0.08, 0.5) if layout.lying else (0.5, 1.0)
        item = _word(chart.number(value), pg.mkColor(tokens().text2), anchor)
        item.setPos(*((along, across) if layout.lying else (across, along)))
        written.append(item)
    return written


def _fields(chart: Chart) -> list[Any]:
    """Return a field for each point and series, the darker the more, with its number."""
    most = max((value or 0 for point in chart.points for value in point.values), default=0)
    drawn: list[Any] = []
    for down, point in enumerate(chart.points):
        shares = [(value or 0) / most if most else 0.0 for value in point.values]
        places = list(range(len(shares)))
        drawn.append(
            pg.BarGraphItem(
                x=places,
                y=[float(down)] * len(places),
                width=0.96,
                height=0.94,
                brushes=[pg.mkBrush(heat(share)) for share in shares],
                pen=pg.mkPen(tokens().grid, width=1),
            )
        )
        for along, (value, share) in enumerate(zip(point.values, shares, strict=True)):
            if value:
                item = _word(chart.number(value), on_heat(share), (0.5, 0.5))
                item.setPos(float(along), float(down))
                drawn.append(item)
    return drawn


def _word(text: str, colour: QColor, anchor: tuple[float, float]) -> Any:
    item = pg.TextItem(text, color=colour, anchor=anchor)
    item.setFont(theme().font(NUMBER_PX))
    item.setZValue(10)
    return item
