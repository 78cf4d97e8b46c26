"""A piece of the program as it would look in another dress or text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QSizePolicy, QWidget

from stationdesk.i18n import N_, _
from stationdesk.ui.theme import DARK, LIGHT, Dress, Theme, px, theme, tokens

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from stationdesk.ui.theme import ToneColours

TEXT_WORDS = {100: N_("Standard text"), 115: N_("Large text"), 130: N_("Very large text")}
"""The names of the text sizes in percent."""


class TextSample(QWidget):
    """A small ledger with a heading, a state, a note and a button; drawn, not usable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Theme(tokens(), theme().text_percent, theme().families)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How it will look"))

    def show_look(self, dress: Dress, text_percent: int) -> None:
        """Draw another dress and text size; the system's dress is shown as it is worn now."""
        colours = {Dress.LIGHT: LIGHT, Dress.DARK: DARK}.get(dress, tokens())
        self._shown = Theme(colours, text_percent, theme().families)
        self.updateGeometry()
        self.update()

    def text_percent(self) -> int:
        """Return the text size shown."""
        return self._shown.text_percent

    def sizeHint(self) -> QSize:
        return QSize(px(420), self._shown.px(168))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, size = self._shown.tokens, self._shown.px
        painter.setPen(QColor(t.line))
        painter.setBrush(QColor(t.surface))
        sheet = QRectF(0.5, 0.5, self.width() - 1, size(166))
        painter.drawRoundedRect(sheet, size(10), size(10))
        inner = sheet.adjusted(size(16), size(12), -size(16), -size(12))
        self._write(painter, inner, _("Umbrellas"), 16, t.text, bold=True)
        self._pill(painter, inner, _("Low stock"), t.warning)
        self._write(
            painter, inner.adjusted(0, size(32), 0, 0), _("6 left, at least 10"), 14, t.text
        )
        note = _("Lent out today: 4. Last received on 12 March.")
        self._write(painter, inner.adjusted(0, size(60), 0, 0), note, 13, t.text3)
        self._button(painter, inner, _("Receive goods"))
        painter.end()

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        pixels: int,
        colour: str,
        *,
        bold: bool = False,
    ) -> None:
        painter.setFont(self._shown.font(pixels, bold=bold))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)

    def _pill(self, painter: QPainter, room: QRectF, words: str, colours: ToneColours) -> None:
        size = self._shown.px
        painter.setFont(self._shown.font(13))
        wide = painter.fontMetrics().horizontalAdvance(words) + size(20)
        pill = QRectF(room.right() - wide, room.top(), wide, size(24))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft))
        painter.drawRoundedRect(pill, size(12), size(12))
        painter.setPen(QColor(colours.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _button(self, painter: QPainter, room: QRectF, words: str) -> None:
        size, t = self._shown.px, self._shown.tokens
        painter.setFont(self._shown.font(14, bold=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + size(28)
        place = QRectF(room.left(), room.bottom() - size(36), wide, size(36))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.primary))
        painter.drawRoundedRect(place, size(6), size(6))
        painter.setPen(QColor(t.on_primary))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
