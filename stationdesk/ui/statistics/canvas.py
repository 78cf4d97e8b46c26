"""The drawn chart: zoomed, moved, pointed at by mouse and keys. It is given values and draws.

pyqtgraph and numpy are loaded with this module, and this module with the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PyQt6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import QGraphicsRectItem, QToolTip, QWidget

from stationdesk.domain.statistics.charts import Shape
from stationdesk.i18n import _
from stationdesk.ui.statistics import drawing
from stationdesk.ui.statistics.layouts import Spot, layout_of
from stationdesk.ui.statistics.words import point_words
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import column

if TYPE_CHECKING:
    from PyQt6.QtGui import QFocusEvent

    from stationdesk.domain.statistics.charts import Chart

ZOOM = 0.6
"""How much of what is seen stays seen after one step of zooming in."""
MOST_ZOOM_PLACES = 2.0
LEAST_HEIGHT = 110
MOST_NUMBERS = 14
"""So many single bars carry their number; more would run into each other."""

_AHEAD = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChartCanvas(QWidget):
    """Draws a chart; ``pointed`` tells the spot one looks at, ``chosen`` the one one wants.

    Both carry the key of a point and of a series. Arrow keys go from spot to spot, Enter chooses,
    plus and minus zoom, 0 shows everything again.
    """

    pointed = pyqtSignal(str, str)
    chosen = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._spot = Spot(0, 0)
        self._layout = layout_of(Shape.COLUMNS, 0, 0)
        self._plot: Any = pg.PlotWidget(background=tokens().surface, enableMenu=False)
        self._cursor = QGraphicsRectItem()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(px(LEAST_HEIGHT))
        self.setLayout(column(self._plot, gap=0))
        self._dress()
        self._connect()

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart in the place of the one before; the cursor stays where it fits."""
        same = self._chart is not None and self._chart.key == chart.key
        self._chart = chart
        self._layout = layout_of(chart.shape, len(chart.points), len(chart.series))
        self._spot = self._layout.nearest(self._spot) if same else Spot(0, 0)
        self._draw()
        self.show_all()
        self._set_name()

    def spot(self) -> tuple[str, str]:
        """Return the keys of the point and the series on which the cursor stands."""
        chart = self._must()
        return chart.points[self._spot.point].key, chart.series[self._spot.series].key

    def go_to(self, point: str, series: str) -> None:
        """Put the cursor on a spot by its keys."""
        chart = self._must()
        points = [each.key for each in chart.points]
        rows = [each.key for each in chart.series]
        self._go(Spot(points.index(point), rows.index(series)))

    def zoom(self, nearer: bool) -> None:
        """Show less of the scale around the cursor, or more."""
        share = ZOOM if nearer else 1 / ZOOM
        x, y = self._layout.place(self._spot)
        view = self._view()
        if self._layout.lying:
            view.scaleBy(y=share, center=QPointF(x, y))
        elif self._layout.both:
            view.scaleBy(s=(share, share), center=QPointF(x, y))
        else:
            view.scaleBy(x=share, center=QPointF(x, y))

    def show_all(self) -> None:
        """Show the whole scale; of a long list of bars, as many as there is room for."""
        if self._chart is not None:
            room = self._layout.room(self._values(), self._rows_that_fit())
            self._view().setRange(room, padding=0)
            self._set_ticks()

    def seen(self) -> QRectF:
        """Return the part of the scale that is seen, in its own units."""
        found: QRectF = self._view().viewRect()
        return found

    def spot_at(self, where: QPointF) -> Spot | None:
        """Return the spot at a place of the drawing (in px of the canvas); None beside it."""
        scene = self._plot.mapToScene(where.toPoint())
        return self._spot_in_scene(scene)

    def place_of(self, point: str, series: str) -> QPointF:
        """Return where a spot is drawn, in px of the canvas: what a mouse would go to."""
        chart = self._must()
        spot = Spot(
            [each.key for each in chart.points].index(point),
            [each.key for each in chart.series].index(series),
        )
        scene = self._view().mapViewToScene(QPointF(*self._layout.place(spot)))
        return QPointF(self._plot.mapFromScene(scene))

    def paint_on(self, painter: QPainter, where: QRectF) -> None:
        """Draw the chart, without its cursor, as lines and letters into a place of a picture."""
        self._cursor.hide()
        self._plot.render(painter, where, self._plot.viewport().rect())
        self._cursor.setVisible(self._chart is not None)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go from spot to spot, choose, or zoom."""
        if event is None or self._chart is None or not self._taken(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Say the spot on which the keyboard came to stand."""
        super().focusInEvent(event)
        if self._chart is not None and self._chart.points:
            self._go(self._spot)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.show_all()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let the wheel walk down a long list of bars instead of zooming it."""
        if isinstance(event, QWheelEvent) and self._layout.lying and self._chart is not None:
            self._walk_by(-event.angleDelta().y() / 120)
            return True
        if event is not None and event.type() == QEvent.Type.Leave:
            QToolTip.hideText()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        worn, plot = tokens(), self._plot
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.hideButtons()
        plot.setAntialiasing(True)
        plot.setAccessibleName(_("Chart"))
        plot.setFrameShape(plot.Shape.NoFrame)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setStyle(tickFont=theme().font(12), tickLength=0, hideOverlappingLabels=False)
            axis.setZValue(-1)  # the grid lies behind the bars
            axis.setPen(pg.mkPen(worn.line))
            axis.setTextPen(pg.mkPen(worn.text2))
        palette = plot.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(worn.surface))
        plot.setPalette(palette)

    def _connect(self) -> None:
        scene = self._plot.scene()
        scene.sigMouseMoved.connect(self._on_moved)
        scene.sigMouseClicked.connect(self._on_clicked)
        self._view().sigRangeChanged.connect(self._on_range)
        self._plot.viewport().installEventFilter(self)

    def _draw(self) -> None:
        chart, plot = self._must(), self._plot
        plot.clear()
        plot.addItem(self._cursor, ignoreBounds=True)
        shape = chart.shape
        plot.setMouseEnabled(x=shape is not Shape.BARS, y=shape in (Shape.BARS, Shape.HEAT))
        plot.invertY(shape in (Shape.BARS, Shape.HEAT))
        plot.showGrid(x=shape is Shape.BARS, y=shape in (Shape.COLUMNS, Shape.LINES), alpha=0.18)
        numbers = len(chart.series) == 1 and len(chart.points) <= MOST_NUMBERS
        items = drawing.items_of(chart, self._layout, numbers=numbers or shape is Shape.BARS)
        for item in items:
            plot.addItem(item)
        self._set_limits()
        self._set_cursor()

    def _set_limits(self) -> None:
        room = self._layout.room(self._values(), len(self._must().points))
        limits = {
            "xMin": room.left(),
            "xMax": room.right(),
            "yMin": room.top(),
            "yMax": room.bottom(),
            "minXRange": min(MOST_ZOOM_PLACES, room.width()),
            "minYRange": min(MOST_ZOOM_PLACES, room.height()),
        }
        self._view().setLimits(**limits)

    def _set_ticks(self) -> None:
        """Name as many places of the scale as there is room for."""
        chart, plot = self._must(), self._plot
        seen = self.seen()
        bottom, left = plot.getAxis("bottom"), plot.getAxis("left")
        if self._layout.lying:
            left.setTicks([drawing.names_down(chart)])
            bottom.setTicks(None)
        else:
            width = max(1.0, self._view().width())
            bottom.setTicks([drawing.names_along(chart, seen, width)])
            left.setTicks([drawing.names_down(chart)] if self._layout.both else None)

    def _rows_that_fit(self) -> int:
        return max(3, int((self.height() - px(36)) / px(drawing.ROW_PX)))

    def _values(self) -> float:
        values = (value for point in self._must().points for value in point.values)
        return max((float(value) for value in values if value is not None), default=0.0)

    def _taken(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        if key in _AHEAD or key in _DOWN:
            self._go(self._layout.step(self._spot, _AHEAD.get(key, 0), _DOWN.get(key, 0)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = key == Qt.Key.Key_End
            self._go(Spot(len(self._must().points) - 1 if last else 0, self._spot.series))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(*self.spot())
        elif text in ("+", "=", "-"):
            self.zoom(text != "-")
        elif text == "0":
            self.show_all()
        else:
            return False
        return True

    def _go(self, spot: Spot) -> None:
        chart = self._must()
        if not chart.points:
            return
        self._spot = self._layout.nearest(spot)
        self._set_cursor()
        self._bring_in()
        self._set_name()
        self.pointed.emit(*self.spot())

    def _set_cursor(self) -> None:
        """Lay the band of the cursor behind its spot; around a field, which would hide it."""
        around = self._layout.both
        self._cursor.setZValue(20 if around else -20)
        self._cursor.setPen(pg.mkPen(tokens().text, width=2) if around else pg.mkPen(None))
        self._cursor.setBrush(pg.mkBrush(None) if around else QColor(tokens().selected))
        self._cursor.setRect(self._layout.band(self._spot, max(self._values() * 1.2, 1.0)))

    def _bring_in(self) -> None:
        """Move what is seen so that the cursor is in it."""
        seen = self.seen()
        x, y = self._layout.place(self._spot)
        dx = min(0.0, x - 0.5 - seen.left()) or max(0.0, x + 0.5 - seen.right())
        dy = min(0.0, y - 0.5 - seen.top()) or max(0.0, y + 0.5 - seen.bottom())
        if self._layout.lying:
            dx = 0.0
        elif not self._layout.both:
            dy = 0.0
        if dx or dy:
            self._view().translateBy(x=dx, y=dy)

    def _walk_by(self, rows: float) -> None:
        self._view().translateBy(y=rows)

    def _set_name(self) -> None:
        """Let a screen reader say the chart and the spot of the cursor."""
        chart = self._must()
        said = point_words(chart, *self.spot()) if chart.points else ""
        self.setAccessibleName(f"{_(chart.title)} {said}".strip())

    def _spot_in_scene(self, where: QPointF) -> Spot | None:
        if self._chart is None or not self._view().sceneBoundingRect().contains(where):
            return None
        place = self._view().mapSceneToView(where)
        return self._layout.spot_at(place.x(), place.y())

    def _on_moved(self, where: QPointF) -> None:
        spot = self._spot_in_scene(where)
        if spot is None:
            QToolTip.hideText()
            return
        if spot != self._spot:
            self._spot = spot
            self._set_cursor()
            self._set_name()
            self.pointed.emit(*self.spot())
        said = point_words(self._must(), *self.spot())
        at = self._plot.viewport().mapToGlobal(self._plot.mapFromScene(where))
        QToolTip.showText(at, said, self)

    def _on_clicked(self, click: Any) -> None:
        spot = self._spot_in_scene(click.scenePos())
        if spot is None or click.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go(spot)
        self.chosen.emit(*self.spot())

    def _on_range(self, *_changed: object) -> None:
        if self._chart is not None:
            self._set_ticks()

    def _view(self) -> Any:
        return self._plot.getViewBox()

    def _must(self) -> Chart:
        if self._chart is None:
            raise LookupError("nothing is drawn yet")
        return self._chart
