"""Handwriting: strokes of a pen, a finger or the mouse, and the picture that is kept of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PyQt6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INK = "#14213A"
PAPER = "#FFFFFF"
MARGIN = 24
PICTURE_SCALE = 1.5
"""Pixels of the picture for one of the screen: letters stay readable when it is printed."""


@dataclass(slots=True)
class Stroke:
    """One line from pen down to pen up: points in pixels of the pad, each with the ink's width."""

    points: list[QPointF] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def add(self, point: QPointF, width: float) -> None:
        """Go on to ``point``."""
        self.points.append(point)
        self.widths.append(width)


def draw(painter: QPainter, strokes: Iterable[Stroke]) -> None:
    """Draw ``strokes`` as smooth lines."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in strokes:
        _draw_one(painter, stroke)


def picture_of(strokes: Sequence[Stroke]) -> bytes:
    """Return a PNG of ``strokes`` on white, cut to what was written; of none a white margin."""
    bounds = _bounds(strokes)
    size = (bounds.size() * PICTURE_SCALE).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    painter.scale(PICTURE_SCALE, PICTURE_SCALE)
    painter.translate(-bounds.topLeft())
    draw(painter, strokes)
    painter.end()
    return _png(image)


def _draw_one(painter: QPainter, stroke: Stroke) -> None:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    if len(stroke.points) == 1:
        pen = QPen(QColor(INK), stroke.widths[0] * 1.4, Qt.PenStyle.SolidLine, cap, join)
        painter.setPen(pen)
        painter.drawPoint(stroke.points[0])
        return
    start = stroke.points[0]
    for before, point, width in zip(
        stroke.points, stroke.points[1:], stroke.widths[1:], strict=False
    ):
        # From middle to middle, bent at the point itself: no corner is seen.
        middle = (before + point) / 2
        path = QPainterPath(start)
        path.quadTo(before, middle)
        painter.setPen(QPen(QColor(INK), width, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPath(path)
        start = middle
    painter.drawLine(start, stroke.points[-1])


def _bounds(strokes: Sequence[Stroke]) -> QRectF:
    points = [point for stroke in strokes for point in stroke.points] or [QPointF()]
    left, right = min(p.x() for p in points), max(p.x() for p in points)
    top, bottom = min(p.y() for p in points), max(p.y() for p in points)
    found = QRectF(left, top, right - left, bottom - top)
    return found.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
