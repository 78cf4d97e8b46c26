"""A chart as a picture for a report: title, days, what one sees, legend, chart, how it is counted.

PNG is drawn at twice the size of the screen; SVG keeps lines and letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QImage, QPainter
from PyQt6.QtSvg import QSvgGenerator

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.statistics.legend import legend_height, paint_legend
from stationdesk.ui.theme import px, theme, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.domain.statistics.charts import Chart
    from stationdesk.ui.statistics.canvas import ChartCanvas

SCALE = 2
MARGIN, TITLE, LINE = 20, 30, 22
WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


def save_picture(canvas: ChartCanvas, chart: Chart, station: str, path: Path) -> None:
    """Write what is seen of a chart to ``path``, as its ending says: .png or .svg.

    Raises:
        Refused: where the ending is another, or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in (".png", ".svg"):
        phrase = N_("A picture is written as .png or .svg, not as “{ending}”.")
        raise Refused([Problem("out", phrase, {"ending": ending})])
    size = _size(canvas, chart)
    written = (
        _write_png(canvas, chart, station, path, size)
        if ending == ".png"
        else _write_svg(canvas, chart, station, path, size)
    )
    if not written:
        phrase = N_("“{name}” cannot be written. Is it open in another program?")
        raise Refused([Problem("out", phrase, {"name": path.name})])


def _size(canvas: ChartCanvas, chart: Chart) -> QSize:
    above = px(MARGIN) + px(TITLE) + 2 * px(LINE) + legend_height(chart, canvas.width())
    below = 2 * px(LINE) + px(MARGIN)
    return QSize(canvas.width() + 2 * px(MARGIN), above + canvas.height() + below)


def _write_png(canvas: ChartCanvas, chart: Chart, station: str, path: Path, size: QSize) -> bool:
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    _paint(painter, canvas, chart, station, size)
    painter.end()
    return image.save(str(path), "PNG")


def _write_svg(canvas: ChartCanvas, chart: Chart, station: str, path: Path, size: QSize) -> bool:
    sheet = QSvgGenerator()
    sheet.setFileName(str(path))
    sheet.setSize(size)
    sheet.setViewBox(QRectF(0, 0, size.width(), size.height()))
    sheet.setTitle(_(chart.title))
    sheet.setDescription(str(chart.told))
    painter = QPainter()
    if not painter.begin(sheet):
        return False
    _paint(painter, canvas, chart, station, size)
    return painter.end()


def _paint(painter: QPainter, canvas: ChartCanvas, chart: Chart, station: str, size: QSize) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    worn = tokens()
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(worn.surface))
    width, top = float(canvas.width()), float(px(MARGIN))
    top = _words(painter, top, width, _(chart.title), theme().font(18, bold=True), worn.text, TITLE)
    days = _("{first} to {last}").format(first=chart.days.first, last=chart.days.last)
    under = " · ".join(filter(None, (station, days)))
    top = _words(painter, top, width, under, theme().font(13), worn.text2)
    top = _words(painter, top, width, str(chart.told), theme().font(13), worn.text)
    height = legend_height(chart, width)
    paint_legend(painter, QRectF(px(MARGIN), top, width, height), chart)
    top += height
    canvas.paint_on(painter, QRectF(px(MARGIN), top, width, canvas.height()))
    top += canvas.height()
    _words(painter, top, width, str(chart.note), theme().font(12), worn.text3, 2 * LINE)


def _words(
    painter: QPainter,
    top: float,
    width: float,
    text: str,
    font: QFont,
    colour: str,
    height: int = LINE,
) -> float:
    """Write words, and return where the next ones begin."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(px(MARGIN), top, width, px(height)), int(WORDS), text)
    return top + px(height)
