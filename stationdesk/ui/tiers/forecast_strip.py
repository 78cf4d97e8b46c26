"""The coming days as a strip: which tier is held when, and where one is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stationdesk.domain.tiers.forecast import DAYS_AHEAD
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.tiers.said import spoken_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtGui import QHelpEvent, QPaintEvent

    from stationdesk.domain.tiers.forecast import ForecastStep

CENTRE = Qt.AlignmentFlag.AlignCenter
TIER_TONES: dict[int | None, Tone] = {
    1: Tone.GOOD,
    2: Tone.INFO,
    3: Tone.WARNING,
    None: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, counted from the first shown, on which one tier is held."""

    first: int
    end: int
    tier: int | None


def stretches(attained: int | None, on: date, steps: Sequence[ForecastStep]) -> list[Stretch]:
    """Return the runs of days from ``on`` on through the 90 shown."""
    found, begin, tier = [], 0, attained
    for step in steps:
        at = (step.day - on).days
        found.append(Stretch(begin, at, tier))
        begin, tier = at, step.tier_to
    found.append(Stretch(begin, DAYS_AHEAD + 1, tier))
    return found


class ForecastStrip(QWidget):
    """Painted from ready-made steps; says them to a screen reader and in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on: date | None = None
        self._stretches: list[Stretch] = []
        self.setFixedHeight(px(52))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, attained: int | None, on: date, steps: Sequence[ForecastStep]) -> None:
        """Show which tier is held from ``on`` on."""
        self._on = on
        self._stretches = stretches(attained, on, steps)
        self.setAccessibleName(self._said())
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if self._on is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stretch in self._stretches:
            self._paint_stretch(painter, stretch)
        self._paint_days(painter, self._on)
        painter.end()

    def event(self, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)  # type: ignore[arg-type]  # the type tells its class
            return True
        return super().event(event)

    def _at(self, day: float) -> float:
        return self.width() * day / (DAYS_AHEAD + 1)

    def _room(self, stretch: Stretch) -> QRectF:
        left, right = self._at(stretch.first), self._at(stretch.end)
        return QRectF(left, 0, max(px(3), right - left - px(2)), px(26))

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        colours, room = tokens().tone(TIER_TONES[stretch.tier]), self._room(stretch)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft))
        painter.drawRoundedRect(room, px(4), px(4))
        painter.setBrush(QColor(colours.solid))
        painter.drawRoundedRect(
            QRectF(room.left(), room.bottom() - px(4), room.width(), px(4)), 2, 2
        )
        words = tier_words(stretch.tier)
        painter.setFont(theme().font(12, bold=True))
        if painter.fontMetrics().horizontalAdvance(words) + px(4) <= room.width():
            painter.setPen(QColor(colours.text))
            painter.drawText(room.adjusted(0, 0, 0, -px(3)), CENTRE, words)

    def _paint_days(self, painter: QPainter, on: date) -> None:
        """Write the first of each month under the strip, and today at its begin."""
        t, baseline = tokens(), px(30)
        painter.setFont(theme().font(12))
        metrics, right = painter.fontMetrics(), 0.0
        for ahead in range(DAYS_AHEAD + 1):
            day = on + timedelta(days=ahead)
            if ahead and day.day != 1:
                continue
            words = spoken_day(day, day)
            width = metrics.horizontalAdvance(words)
            left = min(self._at(ahead), self.width() - width)
            if ahead and left < right + px(6):
                continue
            painter.setPen(QPen(QColor(t.line2), 1))
            painter.drawLine(int(self._at(ahead)), px(27), int(self._at(ahead)), px(31))
            painter.setPen(QColor(t.text3))
            room = QRectF(left, baseline, width + 2, px(20))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
            )
            right = left + width

    def _show_tip(self, event: QHelpEvent) -> None:
        if self._on is None or not self.width():
            return
        ahead = min(DAYS_AHEAD, max(0, int(event.pos().x() / self.width() * (DAYS_AHEAD + 1))))
        tier = next((one.tier for one in self._stretches if one.first <= ahead < one.end), None)
        day = self._on + timedelta(days=ahead)
        QToolTip.showText(event.globalPos(), f"{day.isoformat()}  {tier_words(tier)}", self)

    def _said(self) -> str:
        if self._on is None:
            return ""
        parts = [
            _("from {day}: {tier}").format(
                day=self._on + timedelta(days=one.first), tier=tier_words(one.tier)
            )
            for one in self._stretches
        ]
        return _("The coming 90 days") + "  " + _("; ").join(parts)
