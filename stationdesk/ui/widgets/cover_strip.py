"""How well each day is covered by the clock: a bar for the day, its holes in words under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.roster_paint import PAST, paint_frame, paint_words, painting_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QPainter

HEIGHT = 52
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverDay:
    """A day as it is drawn: what is wanted from ``starts`` to ``ends`` (minutes of the day).

    ``gaps`` are the stretches in which too few are there, with their tone. ``when`` and ``words``
    tell the first hole in two lines; ``said`` is all of it for whoever asks.
    """

    starts: int = 0
    ends: int = 0
    gaps: tuple[tuple[int, int, Tone], ...] = ()
    when: str = ""
    words: str = ""
    tone: Tone = Tone.GOOD
    said: str = ""
    past: bool = False


class CoverStrip(QWidget):
    """One bar under each day of a grid; ``chosen`` tells the number of a day that was pressed."""

    chosen = pyqtSignal(int)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` stands at the left, under the names of the shifts."""
        super().__init__(parent)
        self._title = title
        self._days: tuple[CoverDay, ...] = ()
        self._edges: Sequence[tuple[int, int]] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_days(self, days: Sequence[CoverDay], edges: Sequence[tuple[int, int]]) -> None:
        """Show other days; ``edges`` are left and width of each column of the grid above."""
        self._days, self._edges = tuple(days), edges
        self._current = min(self._current, max(0, len(days) - 1))
        self._name()
        self.update()

    def show_edges(self, edges: Sequence[tuple[int, int]]) -> None:
        """Follow the columns of the grid above."""
        self._edges = edges
        self.update()

    def edges(self) -> Sequence[tuple[int, int]]:
        """Return left and width of each day."""
        return self._edges

    def days(self) -> tuple[CoverDay, ...]:
        """Return the days shown."""
        return self._days

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        with painting_on(self) as painter:
            t = tokens()
            painter.fillRect(self.rect(), QColor(t.subtle))
            painter.setPen(QColor(t.grid))
            painter.drawLine(0, 0, self.width(), 0)
            left = self._edges[0][0] if self._edges else self.width()
            room = QRectF(px(14), 0, left - px(18), self.height())
            paint_words(painter, self._title, room, theme().font(13), t.text2)
            for number, day in enumerate(self._days[: len(self._edges)]):
                self._paint_day(painter, day, self._room(number))
                if number == self._current and self.hasFocus():
                    paint_frame(painter, self._room(number).adjusted(1, 1, -1, -1), t.primary)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if event.key() in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = self._current + STEPS[Qt.Key(event.key())]
            self._current = max(0, min(len(self._days) - 1, step))
            self._name()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and (number := self._number_at(event.position())) is not None:
            self._current = number
            self.chosen.emit(number)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent | None) -> bool:
        if isinstance(event, QHelpEvent):
            number = self._number_at(QPointF(event.pos()))
            said = "" if number is None else self._days[number].said
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _name(self) -> None:
        said = self._days[self._current].said if self._days else ""
        self.setAccessibleName(" ".join(filter(None, (self._title, said))))

    def _room(self, number: int) -> QRectF:
        left, width = self._edges[number]
        return QRectF(left, 0, width, self.height())

    def _number_at(self, place: QPointF) -> int | None:
        for number in range(min(len(self._edges), len(self._days))):
            if self._room(number).contains(place):
                return number
        return None

    def _paint_day(self, painter: QPainter, day: CoverDay, room: QRectF) -> None:
        t = tokens()
        painter.save()
        if day.past:
            painter.setOpacity(PAST)
        bar = QRectF(room.left() + px(8), px(9), room.width() - px(16), px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        if day.ends > day.starts:
            painter.setBrush(QColor(t.success.solid))
            painter.drawRoundedRect(bar, px(3), px(3))
            for starts, ends, tone in day.gaps:
                painter.setBrush(QColor(t.tone(tone).solid))
                painter.drawRect(_part(bar, day, starts, ends))
        lines = [words for words in (day.when, day.words) if words]
        ink, middle = t.tone(day.tone).text, Qt.AlignmentFlag.AlignHCenter
        for number, words in enumerate(lines):
            top = px(18) + number * px(16) if len(lines) > 1 else px(24)
            line = QRectF(room.left() + px(4), top, room.width() - px(8), px(16))
            paint_words(painter, words, line, theme().font(12), ink, across=middle)
        painter.restore()


def _part(bar: QRectF, day: CoverDay, starts: int, ends: int) -> QRectF:
    """Return the part of the bar that a stretch takes, at least wide enough to be seen."""
    whole = day.ends - day.starts
    left = bar.left() + bar.width() * (max(starts, day.starts) - day.starts) / whole
    right = bar.left() + bar.width() * (min(ends, day.ends) - day.starts) / whole
    return QRectF(left, bar.top(), max(float(px(2)), right - left), bar.height())
