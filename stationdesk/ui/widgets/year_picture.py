"""A year at a glance: a line for each month, a cell for each day, coloured and marked by kind."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stationdesk.i18n import N_, _
from stationdesk.ui.theme import px, theme, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.listings.columns import Tone

CELL = 23
DAYS = 31
MONTH_NAMES = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
MONTHS = len(MONTH_NAMES)


@dataclass(frozen=True, slots=True)
class DrawnKind:
    """How one day is drawn: its tone, a short mark in its cell, and what it is in words.

    ``free`` days are quiet; ``own`` ones are framed.
    """

    tone: Tone
    mark: str
    told: str
    free: bool
    own: bool = False


class YearPicture(QWidget):
    """Twelve lines of days; a click tells which day was meant.

    The days are drawn for the eye; the list beside it says the same in words and by keys.
    """

    chosen = pyqtSignal(object)
    """The ``date`` that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 1
        self._today = date.min
        self._days: Mapping[date, DrawnKind] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_year(self, year: int, days: Mapping[date, DrawnKind], today: date) -> None:
        """Draw another year; ``days`` holds every day of it."""
        self._year, self._days, self._today = year, days, today
        self.setAccessibleName(_("Days of {year}").format(year=year))
        self.update()

    def kind_of(self, day: date) -> DrawnKind:
        """Return how a day is drawn."""
        return self._days[day]

    def place_of(self, day: date) -> QPointF:
        """Return the middle of a day's cell."""
        return self._cell(day).center()

    def sizeHint(self) -> QSize:
        return QSize(px(CELL) * DAYS + self._names(), px(CELL) * MONTHS)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), px(CELL) * MONTHS)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter)
        small = theme().font(11 if self._cell_width() >= px(18) else 9)
        for day, kind in self._days.items():
            painter.setFont(small)
            self._paint_day(painter, day, kind)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and (day := self._day_at(event.position())) is not None:
            self.chosen.emit(day)

    def event(self, event: QEvent | None) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            kind = self._days.get(day) if day is not None else None
            QToolTip.showText(event.globalPos(), kind.told if kind else "", self)
            return True
        return super().event(event)

    def _names(self) -> int:
        return px(44)

    def _cell_width(self) -> float:
        return (self.width() - self._names()) / DAYS

    def _cell(self, day: date) -> QRectF:
        wide, high = self._cell_width(), px(CELL)
        left = self._names() + (day.day - 1) * wide
        return QRectF(left + 1, (day.month - 1) * high + 1, wide - 2, high - 2)

    def _day_at(self, place: QPointF) -> date | None:
        month = int(place.y() // px(CELL)) + 1
        number = int((place.x() - self._names()) // self._cell_width()) + 1
        if not 1 <= month <= MONTHS or place.x() < self._names():
            return None
        days = monthrange(self._year, month)[1]
        return date(self._year, month, number) if 1 <= number <= days else None

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(theme().font(12))
        painter.setPen(QColor(tokens().text2))
        for month in range(1, MONTHS + 1):
            room = QRectF(0, (month - 1) * px(CELL), self._names() - px(6), px(CELL))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _(MONTH_NAMES[month - 1]))

    def _paint_day(self, painter: QPainter, day: date, kind: DrawnKind) -> None:
        t = tokens()
        room, colours = self._cell(day), t.tone(kind.tone)
        painter.setPen(_frame(t.text if day == self._today else t.brand if kind.own else ""))
        ground = colours.soft if kind.mark else t.subtle if kind.free else t.surface
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(room, px(3), px(3))
        painter.setPen(QColor(colours.text if kind.mark else t.text3 if kind.free else t.text2))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, kind.mark or str(day.day))


def _frame(colour: str) -> QPen:
    if not colour:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(colour))
    pen.setWidthF(1.2)
    return pen
