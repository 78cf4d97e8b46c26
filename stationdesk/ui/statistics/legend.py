"""The legend of a chart: a patch of each series beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from stationdesk.domain.statistics.charts import Shape
from stationdesk.i18n import _
from stationdesk.ui.statistics.palette import heat, inks
from stationdesk.ui.theme import px, theme, tokens

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent, QResizeEvent

    from stationdesk.domain.statistics.charts import Chart

HEIGHT, PATCH, GAP, BETWEEN = 22, 14, 6, 18
HEAT_STEPS = 5


WORDS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Patch(NamedTuple):
    """Fields of colour in a row, and what they mean."""

    fills: list[QColor]
    outline: QColor
    words: str


class Legend(QWidget):
    """Shows what the colours of a chart mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setFixedHeight(px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        """Show the series of another chart."""
        self._chart = chart
        self.setAccessibleName(_(", ").join(str(each.title) for each in chart.series))
        self._take_height()
        self.update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._take_height()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_legend(painter, QRectF(self.rect()), self._chart)
        painter.end()

    def _take_height(self) -> None:
        if self._chart is not None:
            self.setFixedHeight(legend_height(self._chart, self.width()))


def legend_height(chart: Chart, width: float) -> int:
    """Return how high the legend is within a width: as many lines as it needs."""
    placed = _placed(chart, width)
    return px(HEIGHT) * (1 + max((line for line, *_rest in placed), default=0))


def paint_legend(painter: QPainter, room: QRectF, chart: Chart) -> None:
    """Draw the legend of a chart into ``room``, from its left, in as many lines as it needs."""
    painter.save()
    painter.setFont(theme().font(13))
    side, height = float(px(PATCH)), float(px(HEIGHT))
    for line, start, patch in _placed(chart, room.width()):
        top, left = room.top() + line * height, room.left() + start
        for fill in patch.fills:
            painter.setPen(QPen(patch.outline, 1))
            painter.setBrush(fill)
            painter.drawRect(QRectF(left, top + (height - side) / 2, side, side))
            left += side
        left += px(GAP) if patch.fills else 0
        painter.setPen(QColor(tokens().text2))
        place = QRectF(left, top, room.right() - left, height)
        painter.drawText(place, WORDS, patch.words)
    painter.restore()


def _placed(chart: Chart, width: float) -> list[tuple[int, float, _Patch]]:
    """Return the line and the left edge of each patch."""
    metrics = QFontMetricsF(theme().font(13))
    found: list[tuple[int, float, _Patch]] = []
    line, left = 0, 1.0
    for patch in _patches(chart):
        needs = len(patch.fills) * px(PATCH) + px(GAP) + metrics.horizontalAdvance(patch.words)
        if left > 1.0 and left + needs > width:
            line, left = line + 1, 1.0
        found.append((line, left, patch))
        left += needs + px(BETWEEN)
    return found


def _patches(chart: Chart) -> list[_Patch]:
    if chart.shape is Shape.HEAT:
        fills = [heat(step / (HEAT_STEPS - 1)) for step in range(HEAT_STEPS)]
        words = _("The darker, the more {unit}").format(unit=_(chart.unit))
        return [_Patch(fills, QColor(tokens().line), words)]
    patches = [
        _Patch([ink.fill], ink.line, str(each.title))
        for each, ink in zip(chart.series, inks(chart.series), strict=True)
    ]
    unit = _("Counted in: {unit}").format(unit=_(chart.unit))
    return [*patches, _Patch([], QColor(tokens().line), unit)]
