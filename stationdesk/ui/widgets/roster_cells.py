"""The cells of a week: one line of one day each, and what is said over them while one drags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PyQt6.QtCore import QModelIndex, QObject, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QStyledItemDelegate

from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.roster_paint import paint_chip, paint_frame, paint_plus, paint_words

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QStyleOptionViewItem

    from stationdesk.ui.widgets.roster_model import Part
    from stationdesk.ui.widgets.roster_shown import Chip, Verdict

SIDE = 8
TIMES_HEIGHT = 20
BUBBLE_HEIGHT = 26


class Lines(Protocol):
    """What a cell asks its grid."""

    def part_at(self, index: QModelIndex) -> Part | None:
        """Return what stands at ``index``."""

    def chip_room(self, index: QModelIndex) -> QRectF:
        """Return where the chip of a line stands."""

    def ends_band(self, index: QModelIndex) -> bool:
        """Tell whether a line is the last of its band."""

    def is_leaving(self, chip: Chip) -> bool:
        """Tell whether a chip was cut and waits to be pasted."""


class WeekCells(QStyledItemDelegate):
    """Draws one line of one day: a chip, an open place, the times of the day, or nothing."""

    def __init__(self, lines: Lines, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = lines

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        part = self._grid.part_at(index)
        if painter is None or part is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect)
        self._paint_ground(painter, part, room, index)
        past = part.head.past
        if part.chip is not None:
            leaving = self._grid.is_leaving(part.chip)
            place = self._grid.chip_room(index)
            paint_chip(painter, part.chip, place, past=past, leaving=leaving)
        elif part.plus and part.spot is not None:
            paint_plus(painter, part.spot, self._grid.chip_room(index), past=past)
        elif part.spot is not None and part.spot.times and room.height() <= px(TIMES_HEIGHT):
            self._paint_times(painter, part.spot.times, room)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, part: Part, room: QRectF, index: QModelIndex
    ) -> None:
        t = tokens()
        ground = t.primary_soft if part.head.today else t.surface
        painter.fillRect(room, QColor(ground))
        if part.head.today and not t.dark:
            painter.fillRect(room, QColor(255, 255, 255, 90))
        painter.setPen(QColor(t.grid))
        painter.drawLine(room.topLeft(), room.bottomLeft())
        if self._grid.ends_band(index):
            painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _paint_times(self, painter: QPainter, times: str, room: QRectF) -> None:
        inner = room.adjusted(px(SIDE) + px(2), px(3), -px(SIDE), 0)
        paint_words(painter, times, inner, theme().font(12), tokens().text3)


def paint_verdict(painter: QPainter, verdict: Verdict, frame: QRectF, room: QRectF) -> None:
    """Frame the shift that somebody is carried over, and say within ``room`` what is against it."""
    tone = verdict.tone or (Tone.GOOD if verdict.allowed else Tone.BAD)
    colours = tokens().tone(tone)
    paint_frame(painter, frame, colours.solid)
    if not verdict.words:
        return
    font = theme().font(13)
    painter.setFont(font)
    asked = painter.fontMetrics().horizontalAdvance(verdict.words) + px(20)
    wide, high = min(float(asked), room.width() - px(8)), px(BUBBLE_HEIGHT)
    left = min(max(float(px(4)), frame.center().x() - wide / 2), room.right() - wide - px(4))
    below = frame.bottom() + px(4)
    top = below if below + high <= room.bottom() else frame.top() - high - px(4)
    bubble = QRectF(left, top, wide, high)
    paint_frame(painter, bubble, colours.solid, 1, colours.soft)
    inner = bubble.adjusted(px(8), 0, -px(8), 0)
    middle = Qt.AlignmentFlag.AlignHCenter
    paint_words(painter, verdict.words, inner, font, colours.text, across=middle)
