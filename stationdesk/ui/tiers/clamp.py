"""Words that wrap over a few lines at most; what has no room is behind the tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRect, Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QLabel, QSizePolicy

from stationdesk.ui.theme import px, theme

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

WRAP = int(Qt.TextFlag.TextWordWrap)


class Clamp(QLabel):
    """A caption of at most ``lines`` lines."""

    def __init__(self, text: str, lines: int) -> None:
        super().__init__()
        self._whole, self._lines = text, lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "caption")
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        """Show the longest beginning that has room, and be as high as it needs."""
        metrics, width = QFontMetrics(theme().font(13)), self.contentsRect().width()
        shown = self._whole
        if not self._fits(metrics, width, shown):
            few, many = 0, len(self._whole)
            while few < many - 1:
                middle = (few + many) // 2
                begins = self._fits(metrics, width, self._whole[:middle] + "…")
                few, many = (middle, many) if begins else (few, middle)
            shown = self._whole[:few] + "…"
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setFixedHeight(self._height(metrics, width, shown) + px(2))

    def _fits(self, metrics: QFontMetrics, width: int, text: str) -> bool:
        return self._height(metrics, width, text) <= self._lines * metrics.lineSpacing()

    @staticmethod
    def _height(metrics: QFontMetrics, width: int, text: str) -> int:
        return metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), WRAP, text).height()
