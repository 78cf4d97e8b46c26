"""Small painted charts: ready-made points in, marks out. Sums and averages are made elsewhere.

Each says its numbers as text to a screen reader and to the tooltip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import (
    QColor,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px, theme, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QHelpEvent, QPaintEvent

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class _Painted(QWidget):
    """A widget that paints itself and knows its numbers as text."""

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = says
        self.setAccessibleName(says)

    def _tell(self, numbers: str) -> None:
        separator = "：" if numbers and not self._says.isascii() else ": "
        self.setAccessibleName(f"{self._says}{separator}{numbers}" if numbers else self._says)
        self.update()

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


class Bar(_Painted):
    """A share as a bar, 0 to ``whole``."""

    def __init__(
        self, says: str, tone: Tone = Tone.GOOD, height: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(says, parent)
        self._tone = tone
        self._share = 0.0
        self.setFixedHeight(px(height))
        self.setMinimumWidth(px(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, part: float, whole: float, tone: Tone | None = None) -> None:
        """Show ``part`` of ``whole``; more than all is shown as all, nothing of nothing as none."""
        self._share = max(0.0, min(1.0, part / whole)) if whole else 0.0
        self._tone = tone or self._tone
        self._tell(f"{part:g} / {whole:g}")

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = self._painter()
        paint_bar(painter, QRectF(self.rect()), self._share, self._tone)
        painter.end()


class Ring(_Painted):
    """A share as a ring, with a number and a caption in its middle."""

    def __init__(
        self, says: str, tone: Tone = Tone.GOOD, side: int = 112, parent: QWidget | None = None
    ) -> None:
        super().__init__(says, parent)
        self._tone = tone
        self._share = 0.0
        self._number = ""
        self._caption = ""
        self.setFixedSize(px(side), px(side))

    def show_share(
        self, part: float, whole: float, number: str, caption: str = "", tone: Tone | None = None
    ) -> None:
        """Show ``part`` of ``whole`` around ``number`` with ``caption`` under it."""
        self._share = max(0.0, min(1.0, part / whole)) if whole else 0.0
        self._number, self._caption = number, caption
        self._tone = tone or self._tone
        self._tell(f"{number} {caption}".strip())

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = self._painter()
        t, width = tokens(), px(11)
        room = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(t.neutral.soft), width))
        painter.drawEllipse(room)
        if self._share:
            pen = QPen(QColor(t.tone(self._tone).solid), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(room, 90 * 16, -round(self._share * 360 * 16))
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        t, middle = tokens(), QRectF(self.rect()).center()
        up = px(9) if self._caption else 0
        number = QRectF(0, middle.y() - px(18) - up, self.width(), px(36))
        painter.setPen(QColor(t.text))
        painter.setFont(theme().font(28, bold=True))
        painter.drawText(number, CENTRE, self._number)
        painter.setPen(QColor(t.text2))
        painter.setFont(theme().font(13))
        caption = QRectF(0, middle.y() + px(9), self.width(), px(22))
        painter.drawText(caption, CENTRE, self._caption)


class BarChart(_Painted):
    """A bar a line: name, bar, number."""

    def __init__(self, says: str, unit: str = "", parent: QWidget | None = None) -> None:
        """Make an empty chart; ``unit`` is said to a screen reader after each number."""
        super().__init__(says, parent)
        self._unit = unit
        self._bars: list[tuple[str, float]] = []
        self._tone = Tone.INFO
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(80))

    def show_bars(self, bars: Sequence[tuple[str, float]], tone: Tone = Tone.INFO) -> None:
        """Show named numbers from the top down; the longest bar is the largest number."""
        self._bars = list(bars)
        self._tone = tone
        self.setMinimumHeight(px(24) * max(1, len(self._bars)))
        self._tell("，".join(f"{name} {number:g} {self._unit}".strip() for name, number in bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(24) * max(1, len(self._bars)))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if not self._bars:
            return
        painter = self._painter()
        names = QFontMetrics(theme().font(14))
        numbers = QFontMetrics(theme().font(14, bold=True))
        name_room = min(
            max(names.horizontalAdvance(name) for name, _number in self._bars) + px(2),
            round(self.width() * 0.4),
        )
        number_room = max(numbers.horizontalAdvance(f"{number:g}") for _n, number in self._bars)
        height = min(px(34), self.height() / len(self._bars))
        most = max(number for _name, number in self._bars) or 1
        for place, (name, number) in enumerate(self._bars):
            line = QRectF(0, place * height, self.width(), height)
            self._paint_line(painter, line, (name, number), (name_room, number_room), number / most)
        painter.end()

    def _paint_line(
        self,
        painter: QPainter,
        line: QRectF,
        bar: tuple[str, float],
        rooms: tuple[int, int],
        share: float,
    ) -> None:
        t, (name, number), (name_room, number_room) = tokens(), bar, rooms
        painter.setFont(theme().font(14))
        painter.setPen(QColor(t.text2))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, name_room)
        painter.drawText(QRectF(line.left(), line.top(), name_room, line.height()), RIGHT, shown)
        painter.setFont(theme().font(14, bold=True))
        painter.setPen(QColor(t.text))
        painter.drawText(line, RIGHT, f"{number:g}")
        thick = min(px(14), line.height() * 0.5)
        left = name_room + px(12)
        bar_room = QRectF(left, 0, line.width() - left - number_room - px(16), thick)
        bar_room.moveTop(line.center().y() - thick / 2)
        paint_bar(painter, bar_room, share, self._tone)


class LineChart(_Painted):
    """One line over named points, with horizontal grid lines and the last value written out."""

    def __init__(self, says: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(says, parent)
        self._unit = unit
        self._points: list[tuple[str, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(120))
        self.setMouseTracking(True)

    def show_points(self, points: Sequence[tuple[str, float]]) -> None:
        """Show named numbers from left to right; the axis starts at 0."""
        self._points = list(points)
        self._tell("，".join(f"{name} {number:g}" for name, number in self._points))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(120))

    def event(self, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if not self._points:
            return
        painter = self._painter()
        painter.setFont(theme().font(12))
        room, top = self._room(), self._top()
        self._paint_grid(painter, room, top)
        places = self._places(room, top)
        self._paint_names(painter, room, places)
        _paint_line_with_ground(painter, room, places)
        self._paint_last(painter, places[-1])
        painter.end()

    def _room(self) -> QRectF:
        axis = QFontMetrics(theme().font(12)).horizontalAdvance(f"{self._top():g}") + px(10)
        return QRectF(self.rect()).adjusted(axis, px(26), -px(22), -px(26))

    def _top(self) -> float:
        return round_top(max((number for _name, number in self._points), default=0))

    def _places(self, room: QRectF, top: float) -> list[QPointF]:
        step = room.width() / max(1, len(self._points) - 1)
        return [
            QPointF(room.left() + step * place, room.bottom() - number / top * room.height())
            for place, (_name, number) in enumerate(self._points)
        ]

    def _paint_grid(self, painter: QPainter, room: QRectF, top: float) -> None:
        t = tokens()
        parts = _grid_parts(top)
        for part in range(parts + 1):
            height = round(room.bottom() - room.height() * part / parts) + 0.5
            painter.setPen(QPen(QColor(t.grid), 1))
            painter.drawLine(QLineF(room.left(), height, room.right(), height))
            painter.setPen(QColor(t.text3))
            words = QRectF(0, height - px(10), room.left() - px(8), px(20))
            painter.drawText(words, RIGHT, f"{top * part / parts:g}")

    def _paint_names(self, painter: QPainter, room: QRectF, places: list[QPointF]) -> None:
        """Name as many points as there is room for, always the last."""
        widest = max(
            painter.fontMetrics().horizontalAdvance(name) for name, _number in self._points
        )
        step = room.width() / max(1, len(places) - 1)
        every = max(1, -(-(widest + px(20)) // max(1, int(step))))
        painter.setPen(QColor(tokens().text3))
        for number in range(len(places) - 1, -1, -every):
            words = QRectF(places[number].x() - px(40), room.bottom() + px(4), px(80), px(20))
            painter.drawText(words, CENTRE, self._points[number][0])

    def _paint_last(self, painter: QPainter, place: QPointF) -> None:
        t = tokens()
        painter.setBrush(QColor(t.info.solid))
        painter.setPen(QPen(QColor(t.surface), 2))
        painter.drawEllipse(place, px(5), px(5))
        painter.setPen(QColor(t.text))
        painter.setFont(theme().font(14, bold=True))
        words = QRectF(place.x() - px(60), place.y() - px(28), px(60) + px(20), px(20))
        painter.drawText(words, RIGHT, f"{self._points[-1][1]:g}")

    def _show_tip(self, event: QHelpEvent) -> None:
        if not self._points:
            return
        room = self._room()
        step = room.width() / max(1, len(self._points) - 1)
        place = round((event.pos().x() - room.left()) / step) if step else 0
        name, number = self._points[max(0, min(len(self._points) - 1, place))]
        QToolTip.showText(event.globalPos(), f"{name}  {number:g} {self._unit}".strip(), self)


def round_top(most: float) -> float:
    """Return a round number not below ``most`` for the top of an axis."""
    if most <= 0:
        return 4.0
    unit = 1.0
    while unit * 10 < most:
        unit *= 10
    for times in (1, 2, 3, 4, 5, 6, 8, 10):
        if unit * times >= most:
            return max(2.0, unit * times)
    return unit * 10


def _grid_parts(top: float) -> int:
    """Return into how many parts the axis is cut so that every line stands at a round number."""
    for parts in (4, 3, 5, 2):
        step = f"{top / parts:g}".rstrip("0").rstrip(".")
        if step in ("1", "2", "5"):
            return parts
    return 2


def paint_bar(painter: QPainter, room: QRectF, share: float, tone: Tone) -> None:
    """Draw a share (0 to 1) as a bar with round ends that fills ``room``."""
    t = tokens()
    radius = room.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.neutral.soft))
    painter.drawRoundedRect(room, radius, radius)
    if share > 0:
        filled = QRectF(room)
        filled.setWidth(max(room.height(), room.width() * share))
        painter.setBrush(QColor(t.tone(tone).solid))
        painter.drawRoundedRect(filled, radius, radius)


def _paint_line_with_ground(painter: QPainter, room: QRectF, places: list[QPointF]) -> None:
    solid = QColor(tokens().info.solid)
    ground = QLinearGradient(room.topLeft(), room.bottomLeft())
    for stop, alpha in ((0.0, 70), (1.0, 0)):
        colour = QColor(solid)
        colour.setAlpha(alpha)
        ground.setColorAt(stop, colour)
    path = QPainterPath()
    path.addPolygon(QPolygonF(places))
    path.lineTo(places[-1].x(), room.bottom())
    path.lineTo(places[0].x(), room.bottom())
    painter.fillPath(path, ground)
    pen = QPen(solid, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(places))
