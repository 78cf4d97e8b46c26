"""The heads of a roster grid: days above it, shifts or people at its left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PyQt6.QtWidgets import QHeaderView, QWidget

from stationdesk.i18n import _
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.roster_paint import PAST, paint_words
from stationdesk.ui.widgets.roster_shown import DayLook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.ui.widgets.roster_model import WeekModel
    from stationdesk.ui.widgets.roster_shown import DayHead

MIDDLE = Qt.AlignmentFlag.AlignHCenter
SIDE_WIDTH = 112


class DayHeads(QHeaderView):
    """The days, today in a pill, free ones in the accent, their occasion in small words."""

    def __init__(
        self,
        days: Callable[[], Sequence[DayHead]],
        height: int,
        pixels: int,
        tails: Callable[[], Sequence[str]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        """``height`` and ``pixels`` (of the letters) are px of the design.

        ``tails`` are the headings of columns after the days.
        """
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._days, self._height, self._pixels, self._tails = days, height, pixels, tails
        self.setAccessibleName(_("Days"))
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(px(18))
        self.setFixedHeight(px(height))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(self._height))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens().subtle))
        for number, head in enumerate(self._days()):
            left, width = self.sectionViewportPosition(number), self.sectionSize(number)
            self._paint_day(painter, head, QRectF(left, 0, width, self.height()))
        for number, words in enumerate(self._tails(), start=len(self._days())):
            left, width = self.sectionViewportPosition(number), self.sectionSize(number)
            room = QRectF(left, 0, width, self.height())
            font = theme().font(13)
            paint_words(painter, words, room, font, tokens().text2, across=MIDDLE)
        painter.setPen(QColor(tokens().grid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_day(self, painter: QPainter, head: DayHead, room: QRectF) -> None:
        t = tokens()
        painter.save()
        if head.past and not head.today:
            painter.setOpacity(PAST + 0.2)
        font = theme().font(self._pixels, bold=True)
        words = self._fitting(head, room.width() - px(6), QFontMetricsF(font))
        line = room.adjusted(0, 0, 0, -px(17)) if head.note else room
        ink = {DayLook.FREE: t.brand, DayLook.CLOSED: t.text3}.get(head.look, t.text)
        if head.today:
            self._paint_pill(painter, words, line, QFontMetricsF(font))
            ink = t.on_primary
        paint_words(painter, words, line, font, ink, across=MIDDLE)
        if head.note:
            told = QRectF(room.left() + 2, room.bottom() - px(20), room.width() - 4, px(16))
            note = t.brand if head.look is DayLook.FREE else t.text2
            paint_words(painter, head.note, told, theme().font(12), note, across=MIDDLE)
        painter.restore()

    def _paint_pill(
        self, painter: QPainter, words: str, line: QRectF, metrics: QFontMetricsF
    ) -> None:
        wide = min(metrics.horizontalAdvance(words) + px(32), max(px(22), line.width() - 2))
        high = min(px(26), line.height() - 2)
        pill = QRectF(0, 0, wide, high)
        pill.moveCenter(line.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().primary))
        painter.drawRoundedRect(pill, high / 2, high / 2)

    def _fitting(self, head: DayHead, room: float, metrics: QFontMetricsF) -> str:
        fits = not head.short or metrics.horizontalAdvance(head.words) <= room
        return head.words if fits else head.short


class ShiftHeads(QHeaderView):
    """The shifts of a week at its left: name and times, once for all lines of a band."""

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setAccessibleName(_("Shifts"))
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(px(10))
        self.setFixedWidth(px(SIDE_WIDTH))

    def sizeHint(self) -> QSize:
        return QSize(px(SIDE_WIDTH), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens().subtle))
        for number in range(len(self._model.week().bands)):
            self._paint_band(painter, number)
        painter.end()

    def _paint_band(self, painter: QPainter, number: int) -> None:
        first, last = self._model.rows_of(number)
        top = self.sectionViewportPosition(first)
        bottom = self.sectionViewportPosition(last) + self.sectionSize(last)
        band, t = self._model.week().bands[number], tokens()
        middle = (top + bottom) / 2 - (px(2) if bottom - top > px(60) else 0)
        wide = self.width() - px(20)
        name = QRectF(px(14), middle - px(21), wide, px(21))
        times = QRectF(px(14), middle, wide, px(19))
        bold = theme().font(14, bold=True)
        paint_words(painter, band.name, name, bold, t.text)
        if band.post:
            name.setLeft(name.left() + QFontMetricsF(bold).horizontalAdvance(band.name) + px(6))
            paint_words(painter, band.post, name, theme().font(12), t.text2)
        paint_words(painter, band.times, times, theme().font(13), t.text2)
        painter.setPen(QColor(t.grid))
        painter.drawLine(0, bottom - 1, self.width(), bottom - 1)


class NameHeads(QHeaderView):
    """People at the left of a month, each with the dot of their colour."""

    def __init__(
        self, name_of: Callable[[int], tuple[str, int | None]], parent: QWidget | None = None
    ) -> None:
        """``name_of`` gives the words of a row and whose it is, None for nobody's."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._name_of = name_of
        self.setAccessibleName(_("Volunteers"))
        self.setSectionsClickable(False)
        self.setFixedWidth(px(SIDE_WIDTH))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens().subtle))
        for row in range(self.count()):
            top, high = self.sectionViewportPosition(row), self.sectionSize(row)
            self._paint_name(painter, row, QRectF(0, top, self.width(), high))
        painter.end()

    def _paint_name(self, painter: QPainter, row: int, room: QRectF) -> None:
        t = tokens()
        name, who = self._name_of(row)
        painter.setPen(Qt.PenStyle.NoPen)
        if who is not None:
            painter.setBrush(QColor(t.person(who).solid))
            dot = QRectF(px(14), room.center().y() - px(4), px(9), px(9))
            painter.drawEllipse(dot)
        words = room.adjusted(px(30 if who is not None else 14), 0, -px(4), 0)
        paint_words(painter, name, words, theme().font(14, bold=who is None), t.text)
        painter.setPen(QColor(t.grid))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
