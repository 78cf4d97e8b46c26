"""One line or two over the days of a period, to be read by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PyQt6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF
from PyQt6.QtWidgets import QWidget

from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.charts import LineChart, round_top

if TYPE_CHECKING:
    from PyQt6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Days(NamedTuple):
    """What a chart shows: ``days`` are names with a number for each of the one or two ``lines``.

    ``lines`` are the names of the lines, empty where there is but one; ``unit`` is of all numbers.
    """

    says: str
    unit: str
    lines: tuple[str, ...]
    days: tuple[tuple[str, tuple[int, ...]], ...]


class DayChart(LineChart):
    """Lines with a reading mark: it follows the mouse, ← → and Home, End move it.

    The second line is told from the first by its colour and by its dashes.
    """

    def __init__(self) -> None:
        super().__init__("")
        self._shown = Days("", "", (), ())
        self._read_at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_days(self, shown: Days) -> None:
        """Show other days."""
        self._read_at = None
        self._shown = shown
        self._says, self._unit = shown.says, shown.unit
        self.show_points([(name, float(numbers[0])) for name, numbers in shown.days])
        self._tell("，".join(self._said(place) for place in range(len(shown.days))))

    def reading(self) -> str:
        """Return the day under the mark in words, empty where there is no mark."""
        return "" if self._read_at is None else self._said(self._read_at)

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
        if len(self._shown.lines) > 1:
            self._paint_second(painter)
        if self._read_at is not None:
            self._paint_mark(painter)
        if self.property("kbd"):
            painter.setPen(QPen(QColor(tokens().primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        painter.end()

    def _top(self) -> float:
        return round_top(max((max(numbers) for _name, numbers in self._shown.days), default=0))

    def _said(self, place: int) -> str:
        name, numbers = self._shown.days[place]
        if not self._shown.lines:
            return f"{name}  {numbers[0]:g} {self._unit}".strip()
        told = (
            f"{line} {number:g}" for line, number in zip(self._shown.lines, numbers, strict=True)
        )
        return f"{name}  {' · '.join(told)}"

    def _show_tip(self, _event: QHelpEvent) -> None:
        """Say nothing: the mark at the mouse tells the numbers already."""

    def _seconds(self) -> list[QPointF]:
        room, top = self._room(), self._top()
        step = room.width() / max(1, len(self._shown.days) - 1)
        return [
            QPointF(room.left() + step * place, room.bottom() - numbers[1] / top * room.height())
            for place, (_name, numbers) in enumerate(self._shown.days)
        ]

    def _paint_second(self, painter: QPainter) -> None:
        painter.setPen(pen_of(1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(self._seconds()))

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
        places = [place]
        if len(self._shown.lines) > 1:
            places.append(self._seconds()[self._read_at])
        for line, each in reversed(list(enumerate(places))):
            painter.setPen(QPen(QColor(t.surface), 2))
            painter.setBrush(pen_of(line).color())
            painter.drawEllipse(each, px(5), px(5))
        self._paint_reading(painter, min(places, key=QPointF.y))

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


class LineSample(QWidget):
    """A short piece of one of the lines, for the words that name it."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self._line = line
        self.setFixedSize(px(22), px(12))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen_of(self._line))
        middle = self.height() / 2
        painter.drawLine(QLineF(px(1), middle, self.width() - px(1), middle))
        painter.end()


def pen_of(line: int) -> QPen:
    """Return the pen of a line: the first is whole, the second of dashes."""
    t = tokens()
    pen = QPen(QColor((t.info, t.warning)[line].solid), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line:
        pen.setDashPattern([3.0, 2.0])
    return pen
