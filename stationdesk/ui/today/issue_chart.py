"""The line of what was handed out, day by day, to be read by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPen

from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.charts import LineChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class IssueChart(LineChart):
    """A line chart with a reading mark: it follows the mouse, ← → and Home, End move it."""

    def __init__(self, says: str, unit: str) -> None:
        super().__init__(says, unit)
        self._read_at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_points(self, points: Sequence[tuple[str, float]]) -> None:
        self._read_at = None
        super().show_points(points)

    def reading(self) -> str:
        """Return the point under the mark in words, empty where there is no mark."""
        if self._read_at is None:
            return ""
        name, number = self._points[self._read_at]
        return f"{name}  {number:g} {self._unit}".strip()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        last = len(self._points) - 1
        key = Qt.Key(event.key())
        if key in _STEPS and self._points:
            before = last if self._read_at is None else self._read_at
            step = 0 if self._read_at is None else _STEPS[key]
            self._read(max(0, min(last, before + step)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._points:
            self._read(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        super().mouseMoveEvent(event)
        if event is None or not self._points:
            return
        room = self._room()
        step = room.width() / max(1, len(self._points) - 1)
        place = round((event.position().x() - room.left()) / step)
        self._read(max(0, min(len(self._points) - 1, place)))

    def leaveEvent(self, event: QEvent | None) -> None:
        super().leaveEvent(event)
        self._read(None)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        super().focusOutEvent(event)
        self._read(None)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        super().paintEvent(event)
        painter = self._painter()
        if self._read_at is not None:
            self._paint_mark(painter)
        if self.property("kbd"):
            painter.setPen(QPen(QColor(tokens().primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        painter.end()

    def _read(self, place: int | None) -> None:
        if place != self._read_at:
            self._read_at = place
            self.setAccessibleDescription(self.reading())
            self.update()

    def _paint_mark(self, painter: QPainter) -> None:
        if self._read_at is None:
            return
        t, room = tokens(), self._room()
        place = self._places(room, self._top())[self._read_at]
        painter.setPen(QPen(QColor(t.text3), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(place.x(), room.top(), place.x(), room.bottom()))
        painter.setPen(QPen(QColor(t.surface), 2))
        painter.setBrush(QColor(t.info.solid))
        painter.drawEllipse(place, px(5), px(5))
        self._paint_reading(painter, place)

    def _paint_reading(self, painter: QPainter, place: QPointF) -> None:
        t = tokens()
        painter.setFont(theme().font(13))
        words = self.reading()
        width = painter.fontMetrics().horizontalAdvance(words) + px(16)
        left = max(0.0, min(place.x() - width / 2, self.width() - width))
        top = max(0.0, place.y() - px(36))
        sheet = QRectF(left, top, width, px(24))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(sheet, px(6), px(6))
        painter.setPen(QColor(t.text))
        painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, words)
