"""The day itself: when the station is open, what will be different, and what was done so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from stationdesk.domain.opening import DAY_MINUTES, clock
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.today.said import hours_words, length_words, span_of_days
from stationdesk.ui.widgets.basics import (
    Elide,
    Pill,
    clear,
    column,
    keep_shown,
    label,
    row,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QPaintEvent, QResizeEvent

    from stationdesk.domain.day_figures import Deed
    from stationdesk.domain.opening import Interval
    from stationdesk.services.today import DaySummary, Opening

HOUR = 60
CLOSED = Mark(N_("Closed today"), Tone.WARNING)
UNUSUAL = Mark(N_("Other hours"), Tone.INFO)


class HoursStrip(QWidget):
    """The opening hours as stretches of one line."""

    def __init__(self) -> None:
        super().__init__()
        self._hours: tuple[Interval, ...] = ()
        self.setFixedHeight(px(34))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hours(self, hours: tuple[Interval, ...]) -> None:
        """Show other hours; the line begins an hour before them and ends an hour after."""
        self._hours = hours
        self.setAccessibleName(hours_words(hours))
        keep_shown(self, shown=bool(hours))
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if not self._hours:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, thick = tokens(), px(10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.neutral.soft))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), thick), thick / 2, thick / 2)
        painter.setBrush(QColor(t.info.solid))
        for each in self._hours:
            left, right = self._x(each.opens_minute), self._x(each.closes_minute)
            painter.drawRoundedRect(QRectF(left, 0, right - left, thick), thick / 2, thick / 2)
        self._paint_clocks(painter, thick)
        painter.end()

    def _paint_clocks(self, painter: QPainter, thick: int) -> None:
        """Write the times under the line, but for those that would run into another."""
        painter.setFont(theme().font(12))
        painter.setPen(QColor(tokens().text3))
        wide = painter.fontMetrics().horizontalAdvance("00:00") + px(6)
        free_from = 0.0
        for minute in sorted({m for each in self._hours for m in _ends(each)}):
            left = max(0.0, min(self._x(minute) - wide / 2, self.width() - wide))
            if left >= free_from:
                words = QRectF(left, thick + px(4), wide, px(18))
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, clock(minute))
                free_from = left + wide

    def _x(self, minute: int) -> float:
        first = max(0, self._hours[0].opens_minute - HOUR)
        last = min(DAY_MINUTES, self._hours[-1].closes_minute + HOUR)
        return (minute - first) / (last - first) * self.width()


class DayPart(QWidget):
    """Hours and deeds of the day."""

    def __init__(self) -> None:
        super().__init__()
        self._hours = Elide("", "strong")
        self._length = label("", "caption")
        self._mark = Pill()
        self._strip = HoursStrip()
        self._coming = Elide("", "caption")
        self._deeds = _DeedLines()
        self._build()

    def show_day(self, summary: DaySummary) -> None:
        """Show another day."""
        self._show_opening(summary.opening)
        self._deeds.show_deeds(summary.deeds)

    def _build(self) -> None:
        body = column()
        line = row(self._hours, self._mark, self._length)
        line.setStretchFactor(self._hours, 1)
        body.addLayout(line)
        for part in (self._strip, self._coming, rule(), label(_("Done today"), "caption")):
            body.addWidget(part)
        body.addWidget(self._deeds, 1)
        self.setLayout(body)

    def _show_opening(self, opening: Opening) -> None:
        closed = opening.known and not opening.hours
        if not opening.known:
            self._hours.setText(_("The opening hours are not entered yet."))
        elif closed:
            self._hours.setText(opening.reason or _("The station does not open today."))
        else:
            self._hours.setText(hours_words(opening.hours))
        self._length.setText(length_words(opening.hours) if opening.hours else "")
        unusual = UNUSUAL if opening.hours and opening.reason else None
        self._mark.show_mark(CLOSED if closed else unusual)
        self._mark.setToolTip(opening.reason)
        self._strip.show_hours(opening.hours)
        self._show_coming(opening)

    def _show_coming(self, opening: Opening) -> None:
        coming = opening.coming
        keep_shown(self._coming, shown=coming is not None)
        if coming is not None:
            self._coming.setText(
                _("Next: {days} {hours} ({reason})").format(
                    days=span_of_days(coming),
                    hours=hours_words(coming.intervals),
                    reason=coming.reason,
                )
            )


class _DeedLines(QWidget):
    """What was done, the latest first: as many whole lines as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QWidget, ...]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_deeds(self, deeds: Sequence[Deed]) -> None:
        """Show other deeds."""
        clear(self._grid)
        self._lines = [_deed_line(deed) for deed in deeds]
        if not deeds:
            nothing = label(_("Nothing was recorded today yet."), "muted")
            self._grid.addWidget(nothing, 0, 0, 1, 3)
        for number, line in enumerate(self._lines):
            for place, widget in enumerate(line):
                self._grid.addWidget(widget, number, place)
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap, used = self._grid.verticalSpacing(), 0
        for line in self._lines:
            used += max(widget.sizeHint().height() for widget in line)
            for widget in line:
                keep_shown(widget, shown=used <= self.height())
            used += gap


def _deed_line(deed: Deed) -> tuple[QWidget, ...]:
    who = label(deed.by, "caption")
    who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label(deed.at, "caption"), Elide(str(deed.what)), who


def _ends(interval: Interval) -> tuple[int, int]:
    return interval.opens_minute, interval.closes_minute
