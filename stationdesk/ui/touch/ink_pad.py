"""The pad one writes on with a pen, a finger or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPen, QTabletEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from stationdesk.ui.theme import LIGHT
from stationdesk.ui.touch.ink import PAPER, Stroke, draw

if TYPE_CHECKING:
    from PyQt6.QtGui import QMouseEvent, QPaintEvent

    from stationdesk.ui.touch.looks import Looks

MOST_STROKES = 3000
"""Far more than fits on the pad; whoever scribbles on fills no memory."""
_THICKEST, _THINNEST = 7.0, 2.0
_USUAL_WIDTH = 4.5


class InkPad(QWidget):
    """Keeps the strokes in the list it was given."""

    drawn = pyqtSignal()
    """Something was written or taken away."""

    def __init__(self, strokes: list[Stroke], says: str, hint: str, looks: Looks) -> None:
        """``says`` is the pad's name; ``hint`` stands on it while it is empty."""
        super().__init__()
        self._strokes, self._hint, self._looks = strokes, hint, looks
        self._now: Stroke | None = None
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def is_empty(self) -> bool:
        """Return whether nothing is written."""
        return not self._strokes

    def take_back(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def clear(self) -> None:
        """Take everything away."""
        self._strokes.clear()
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(self._looks.px(600), self._looks.px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._looks.px(320), self._looks.px(120))

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), _USUAL_WIDTH)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None:
            self._go_on(event.position(), _USUAL_WIDTH)

    def mouseReleaseEvent(self, _event: QMouseEvent | None) -> None:
        self._now = None

    def tabletEvent(self, event: QTabletEvent | None) -> None:
        """Write with a pen: the harder it is pressed, the thicker the line."""
        if event is None:
            return
        width = _THINNEST + (_THICKEST - _THINNEST) * event.pressure()
        if event.type() == QTabletEvent.Type.TabletPress:
            self._begin(event.position(), width)
        elif event.type() == QTabletEvent.Type.TabletMove:
            self._go_on(event.position(), width)
        elif event.type() == QTabletEvent.Type.TabletRelease:
            self._now = None
        event.accept()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.line2), 2))
        painter.setBrush(QColor(PAPER))
        sheet = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(sheet, self._looks.px(12), self._looks.px(12))
        self._rule(painter)
        if self._strokes:
            draw(painter, self._strokes)
        else:
            painter.setPen(QColor(LIGHT.text3))
            painter.setFont(self._looks.font(28))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._hint)
        painter.end()

    def _rule(self, painter: QPainter) -> None:
        """Draw faint lines to write on; they are no part of the picture that is kept."""
        painter.setPen(QPen(QColor(LIGHT.grid), 1))
        gap, edge = self._looks.px(96), self._looks.px(20)
        for y in range(gap, self.height() - edge, gap):
            painter.drawLine(edge, y, self.width() - edge, y)

    def _begin(self, point: QPointF, width: float) -> None:
        if len(self._strokes) >= MOST_STROKES:
            return
        self._now = Stroke()
        self._strokes.append(self._now)
        self._now.add(point, self._looks.scale * width)
        self._tell()

    def _go_on(self, point: QPointF, width: float) -> None:
        if self._now is None:
            return
        self._now.add(self._on_paper(point), self._looks.scale * width)
        self.update()

    def _on_paper(self, point: QPointF) -> QPointF:
        x = min(max(point.x(), 0.0), float(self.width()))
        return QPointF(x, min(max(point.y(), 0.0), float(self.height())))

    def _tell(self) -> None:
        self.update()
        self.drawn.emit()
