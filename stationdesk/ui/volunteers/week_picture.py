"""A week in cells: painted with the mouse or by keys in a form, only looked at in a pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stationdesk.domain.opening import clock
from stationdesk.domain.volunteers.availability import WISH_WORDS, Wish
from stationdesk.domain.volunteers.availability_words import DAYS_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.volunteers.week_cells import WEEKDAYS, WeekCells

if TYPE_CHECKING:
    from PyQt6.QtGui import QFocusEvent

    from stationdesk.ui.theme import ToneColours

SHORT_DAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
SIGNS = {Wish.PREFERS: "★", Wish.CAN: "✓", Wish.RATHER_NOT: "△", Wish.CANNOT: "✕"}
TONES = {
    Wish.PREFERS: Tone.GOOD,
    Wish.CAN: Tone.INFO,
    Wish.RATHER_NOT: Tone.WARNING,
    Wish.CANNOT: Tone.BAD,
}
KEYS = {
    Qt.Key.Key_1: Wish.PREFERS,
    Qt.Key.Key_2: Wish.CAN,
    Qt.Key.Key_3: Wish.RATHER_NOT,
    Qt.Key.Key_4: Wish.CANNOT,
}
RUBBERS = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
NAMES, HEAD = 34, 18
HOURS_TOLD = (6, 9, 12, 15, 18, 21)
Place = tuple[int, int]
"""A day (0 Monday) and a column."""


class WeekPicture(QWidget):
    """Seven lines of cells; each run of one wish bears its colour and its sign.

    With the keyboard: arrows go from cell to cell, with Shift they take more of them, 1 to 4 paint,
    0 rubs out, Space paints with the brush. ``edited`` comes after every stroke.
    """

    edited = pyqtSignal()

    def __init__(self, *, to_paint: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = WeekCells()
        self.brush: Wish | None = Wish.CAN
        self._to_paint = to_paint
        self._line = 26 if to_paint else 15
        self._from: Place = (0, self._noonish())
        self._to: Place = self._from
        self._strokes = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("When the volunteer can come, by day and hour"))
        if to_paint:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.CrossCursor)

    def show_cells(self, cells: WeekCells) -> None:
        """Show another week."""
        self.cells = cells
        self._from = self._to = (0, self._noonish())
        self.update()

    def paint_chosen(self, wish: Wish | None) -> None:
        """Paint the cells on which one stands."""
        days, columns = self._chosen()
        self.cells.paint(days, columns, wish)
        self.update()
        self.edited.emit()

    def place_of(self, day: int, minute: int) -> QPointF:
        """Return the middle of the cell of a day (0 Monday) in which a minute lies."""
        edges = self.cells.edges
        column = max(number for number, edge in enumerate(edges[:-1]) if edge <= minute)
        return self._cell(day, column, column).center()

    def is_empty(self) -> bool:
        """Return False: a week of which nothing is said is an answer."""
        return False

    def unreadable(self) -> str:
        """Return nothing: cells can always be read."""
        return ""

    def sizeHint(self) -> QSize:
        return QSize(px(660 if self._to_paint else 280), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(220), self._height())

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_heads(painter)
        for day in range(len(WEEKDAYS)):
            self._draw_day(painter, day)
        if self._to_paint:
            self._draw_cursor(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is None or not self._to_paint:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        day, column = self._day_at(at), self._column_at(at)
        last_day, last_column = len(WEEKDAYS) - 1, self.cells.columns - 1
        if at.x() < px(NAMES):
            self._from, self._to = (day, 0), (day, last_column)
        elif at.y() < px(HEAD):
            self._from, self._to = (0, column), (last_day, column)
        else:
            self._from = self._to = (day, column)
        self._strokes = True
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and self._strokes:
            self._to = (self._day_at(event.position()), self._column_at(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and self._strokes:
            self._strokes = False
            self.paint_chosen(self.brush)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None or not self._to_paint or not self._take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent | None) -> bool:
        if isinstance(event, QHelpEvent):
            at = QPointF(event.pos())
            QToolTip.showText(event.globalPos(), self._told(self._place_at(at)), self)
            return True
        return super().event(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        if key in STEPS:
            stretching = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._step(*STEPS[key], stretching=stretching)
        elif key in KEYS:
            self.paint_chosen(KEYS[key])
        elif key in RUBBERS:
            self.paint_chosen(None)
        elif key == Qt.Key.Key_Space:
            self.paint_chosen(self.brush)
        else:
            return False
        return True

    def _step(self, down: int, right: int, *, stretching: bool) -> None:
        day = min(max(self._to[0] + down, 0), len(WEEKDAYS) - 1)
        column = min(max(self._to[1] + right, 0), self.cells.columns - 1)
        self._to = (day, column)
        if not stretching:
            self._from = self._to
        self.setAccessibleDescription(self._told(self._to))
        self.update()

    def _chosen(self) -> tuple[range, range]:
        days = sorted((self._from[0], self._to[0]))
        columns = sorted((self._from[1], self._to[1]))
        return range(days[0], days[1] + 1), range(columns[0], columns[1] + 1)

    def _noonish(self) -> int:
        """Return the column of nine in the morning, where most people begin."""
        return max(n for n, edge in enumerate(self.cells.edges[:-1]) if edge <= 9 * 60)

    def _height(self) -> int:
        return px(HEAD) + px(self._line) * len(WEEKDAYS)

    def _left(self, edge: int) -> float:
        """Return where the column that begins at an edge begins: all are of one width."""
        room = self.width() - px(NAMES)
        return px(NAMES) + room * self.cells.edges.index(edge) / self.cells.columns

    def _cell(self, day: int, first: int, last: int) -> QRectF:
        edges = self.cells.edges
        left, right = self._left(edges[first]), self._left(edges[last + 1])
        top = px(HEAD) + day * px(self._line)
        return QRectF(left, top + 1, right - left, px(self._line) - 2)

    def _day_at(self, at: QPointF) -> int:
        return min(max(int((at.y() - px(HEAD)) // px(self._line)), 0), len(WEEKDAYS) - 1)

    def _column_at(self, at: QPointF) -> int:
        wide = max((self.width() - px(NAMES)) / self.cells.columns, 1)
        return min(max(int((at.x() - px(NAMES)) // wide), 0), self.cells.columns - 1)

    def _place_at(self, at: QPointF) -> Place:
        return self._day_at(at), self._column_at(at)

    def _told(self, place: Place) -> str:
        day, column = place
        wish = self.cells.wishes[day][column]
        said = _(WISH_WORDS[wish]) if wish else _("Nothing said: can be asked")
        start, end = self.cells.edges[column : column + 2]
        told = _("{day} {start}–{end}: {wish}")
        name = _(DAYS_WORDS[WEEKDAYS[day]])
        return told.format(day=name, start=clock(start), end=clock(end), wish=said)

    def _draw_heads(self, painter: QPainter) -> None:
        painter.setFont(theme().font(12 if self._to_paint else 11))
        painter.setPen(QColor(tokens().text2))
        for number, phrase in enumerate(SHORT_DAYS):
            top = px(HEAD) + number * px(self._line)
            room = QRectF(0, top, px(NAMES) - px(4), px(self._line))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _(phrase))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for hour in HOURS_TOLD:
            if hour * 60 in self.cells.edges:
                centre = self._left(hour * 60)
                painter.drawText(QRectF(centre - px(16), 0, px(32), px(HEAD)), middle, str(hour))

    def _draw_day(self, painter: QPainter, day: int) -> None:
        columns = self.cells.columns
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().subtle))
        painter.drawRoundedRect(self._cell(day, 0, columns - 1), px(3), px(3))
        row, first = self.cells.wishes[day], 0
        for column in range(1, columns + 1):
            if column == columns or row[column] is not row[first]:
                if (wish := row[first]) is not None:
                    self._draw_run(painter, self._cell(day, first, column - 1), wish)
                first = column
        if self._to_paint:
            self._draw_hours(painter, day)

    def _draw_run(self, painter: QPainter, room: QRectF, wish: Wish) -> None:
        colours: ToneColours = tokens().tone(TONES[wish])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft))
        painter.drawRoundedRect(room.adjusted(0.5, 0, -0.5, 0), px(3), px(3))
        if room.width() >= px(12):
            painter.setPen(QColor(colours.text))
            painter.setFont(theme().font(13 if self._to_paint else 10))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, SIGNS[wish])

    def _draw_hours(self, painter: QPainter, day: int) -> None:
        painter.setPen(QPen(QColor(tokens().line), 1))
        room = self._cell(day, 0, self.cells.columns - 1)
        for edge in self.cells.edges[1:-1]:
            if edge % 60 == 0:
                left = self._left(edge)
                painter.drawLine(QPointF(left, room.top()), QPointF(left, room.bottom()))

    def _draw_cursor(self, painter: QPainter) -> None:
        days, columns = self._chosen()
        top = self._cell(days[0], columns[0], columns[-1])
        room = top.united(self._cell(days[-1], columns[0], columns[-1]))
        colour = tokens().primary if self.hasFocus() or self._strokes else tokens().line2
        painter.setPen(QPen(QColor(colour), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
