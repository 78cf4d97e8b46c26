"""Opening hours: typed as one line a day, and drawn as bars over the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFontMetrics, QPainter
from PyQt6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from stationdesk.domain.opening import DAY_MINUTES, clock
from stationdesk.i18n import N_, _
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.typed_hours import hours_text, read_hours

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from stationdesk.domain.opening import Interval

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
"""The words of the weekdays, Monday first."""

LINE = 28
TICKS = (0, 360, 720, 1080, 1440)


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """One line of a strip: whose hours, the hours (none is closed), and why they differ."""

    name: str
    intervals: tuple[Interval, ...]
    reason: str = ""
    is_today: bool = False

    def told(self) -> str:
        """Return the line in words."""
        hours = hours_text(self.intervals) or _("Closed that day")
        return " ".join(part for part in (self.name, hours, self.reason) if part)


class HoursField(QLineEdit):
    """The hours of one day in one line, such as ``8:30-12 14-18``; empty means closed."""

    edited = pyqtSignal()

    def __init__(self, value: tuple[Interval, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Closed that day"))
        self.set_value(value)
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._tidy)

    def value(self) -> tuple[Interval, ...]:
        """Return the stretches; none where the line is empty or cannot be read."""
        return read_hours(self.text()) or ()

    def set_value(self, value: tuple[Interval, ...]) -> None:
        """Write the stretches."""
        self.setText(hours_text(value))

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.text().strip()

    def unreadable(self) -> str:
        """Return why the hours cannot be read."""
        if read_hours(self.text()) is not None:
            return ""
        return _("These are no hours. Write them like 8:30-12:00 14:00-18:00.")

    def _tidy(self) -> None:
        if read_hours(self.text()) is not None:
            self.set_value(self.value())

    def _on_text(self, _text: str) -> None:
        self.edited.emit()


class DayBar(QWidget):
    """The hours of one day as a bar from midnight to midnight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intervals: tuple[Interval, ...] = ()
        self.setMinimumWidth(px(96))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hours(self, intervals: tuple[Interval, ...]) -> None:
        """Draw other hours."""
        self._intervals = intervals
        self.setAccessibleName(hours_text(intervals) or _("Closed that day"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(LINE))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_hours(painter, QRectF(self.rect()), self._intervals)
        painter.end()


class WeekStrip(QWidget):
    """Days one below the other: name, bar over the day, hours in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[DrawnDay, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: tuple[DrawnDay, ...]) -> None:
        """Draw other days."""
        self._days = days
        self.setAccessibleName("\n".join(day.told() for day in days))
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def days(self) -> tuple[DrawnDay, ...]:
        """Return what is drawn."""
        return self._days

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(LINE) * len(self._days) + px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names, words = self._widths()
        bar = QRectF(names, 0, self.width() - names - words, px(LINE))
        for number, day in enumerate(self._days):
            self._paint_day(painter, bar.translated(0, number * px(LINE)), day)
        self._paint_clock(painter, bar.translated(0, len(self._days) * px(LINE)))
        painter.end()

    def _widths(self) -> tuple[int, int]:
        """Return the room for the names at the left and for the words at the right."""
        metrics = QFontMetrics(theme().font(13, bold=True))
        names = max((metrics.horizontalAdvance(day.name) for day in self._days), default=0)
        words = max((metrics.horizontalAdvance(_words(day)) for day in self._days), default=0)
        most = round(self.width() * 0.45)
        return names + px(14), min(words + px(14), most)

    def _paint_day(self, painter: QPainter, bar: QRectF, day: DrawnDay) -> None:
        t = tokens()
        if day.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.selected))
            whole = QRectF(0, bar.top() + 1, self.width(), bar.height() - 2)
            painter.drawRoundedRect(whole, px(4), px(4))
        painter.setFont(theme().font(13, bold=day.is_today))
        painter.setPen(QColor(t.text if day.intervals else t.text3))
        middle = Qt.AlignmentFlag.AlignVCenter
        name = QRectF(px(6), bar.top(), bar.left() - px(6), bar.height())
        painter.drawText(name, middle, day.name)
        paint_hours(painter, bar, day.intervals, t.surface if day.is_today else "")
        painter.setPen(QColor(t.brand if day.reason else t.text2))
        words = QRectF(bar.right() + px(10), bar.top(), self.width() - bar.right(), bar.height())
        room = int(words.width()) - px(10)
        shown = painter.fontMetrics().elidedText(
            _words(day), Qt.TextElideMode.ElideRight, room + px(4)
        )
        painter.drawText(words, middle, shown)

    def _paint_clock(self, painter: QPainter, room: QRectF) -> None:
        painter.setFont(theme().font(12))
        painter.setPen(QColor(tokens().text3))
        for minute in TICKS:
            place = room.left() + room.width() * minute / DAY_MINUTES
            words = QRectF(place - px(24), room.top(), px(48), px(18))
            side = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(words, side | Qt.AlignmentFlag.AlignTop, clock(minute)[:2])


def paint_hours(
    painter: QPainter, room: QRectF, intervals: tuple[Interval, ...], colour: str = ""
) -> None:
    """Draw a day from midnight to midnight with its open stretches filled.

    ``colour`` is that of the closed hours, without it a quiet grey.
    """
    t = tokens()
    high = px(10)
    ground = QRectF(room.left(), room.center().y() - high / 2, room.width(), high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour or t.neutral.soft))
    painter.drawRoundedRect(ground, high / 2, high / 2)
    painter.setBrush(QColor(t.info.solid))
    for interval in intervals:
        if not 0 <= interval.opens_minute < interval.closes_minute <= DAY_MINUTES:
            continue
        left = ground.left() + ground.width() * interval.opens_minute / DAY_MINUTES
        wide = ground.width() * interval.minutes / DAY_MINUTES
        painter.drawRoundedRect(QRectF(left, ground.top(), wide, high), px(3), px(3))
    painter.setPen(QColor(t.line2))
    for minute in TICKS[1:-1]:
        place = ground.left() + ground.width() * minute / DAY_MINUTES
        painter.drawLine(
            round(place), round(ground.bottom()) + 1, round(place), round(ground.bottom()) + px(3)
        )


def _words(day: DrawnDay) -> str:
    hours = hours_text(day.intervals) or _("Closed that day")
    return f"{hours}  {day.reason}" if day.reason else hours
