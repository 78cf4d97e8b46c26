"""In order or not in order: one key each, and neither until somebody has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import row

if TYPE_CHECKING:
    from PyQt6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

GOOD_KEYS = (Qt.Key.Key_Y, Qt.Key.Key_1, Qt.Key.Key_Plus)
BAD_KEYS = (Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_Minus)
EMPTYING_KEYS = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class VerdictField(QWidget):
    """Y or 1 for in order, N or 2 for not, 0 or Backspace for not looked at.

    ``settled`` tells that a key was pressed after which one goes on.
    """

    edited = pyqtSignal()
    settled = pyqtSignal()

    def __init__(self, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: bool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._says = says
        self.good = self._choice(_("In order"), "first")
        self.bad = self._choice(_("Not in order"), "last")
        laid = row(self.good, self.bad, gap=0)
        laid.setContentsMargins(px(3), px(3), px(3), px(3))
        self.setLayout(laid)
        self.setMaximumWidth(px(280))
        self.good.clicked.connect(self._on_good)
        self.bad.clicked.connect(self._on_bad)
        self._show()

    def value(self) -> bool | None:
        """Return whether it was found in order; None where nobody looked."""
        return self._value

    def set_value(self, value: bool | None) -> None:
        """Take an answer, or none."""
        self._value = value
        self._show()
        self.edited.emit()

    def is_empty(self) -> bool:
        """Return whether there is no answer yet."""
        return self._value is None

    def unreadable(self) -> str:
        """Return nothing: an answer can always be read."""
        return ""

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if event.key() in GOOD_KEYS:
            self.set_value(True)
            self.settled.emit()
        elif event.key() in BAD_KEYS:
            self.set_value(False)
            self.settled.emit()
        elif event.key() in EMPTYING_KEYS:
            self.set_value(None)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.set_value(event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Draw the ring that tells where the keyboard is."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().primary), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        painter.end()

    def _choice(self, words: str, end: str) -> QPushButton:
        letters = QFontMetrics(theme().font(14, bold=True))
        made = QPushButton(f" {words}")
        made.setAccessibleName(f"{self._says} {words}".strip())
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setProperty("look", "segment")
        made.setProperty("end", end)
        made.setMinimumWidth(letters.horizontalAdvance(words) + px(58))
        return made

    def _show(self) -> None:
        t = tokens()
        for made, wanted, drawn, colour in (
            (self.good, True, Icon.CHECKMARK_CIRCLE, t.success.text),
            (self.bad, False, Icon.DISMISS_CIRCLE, t.danger.text),
        ):
            taken = self._value is wanted
            made.setChecked(taken)
            made.setIcon(icon(drawn, colour if taken else t.line2, colour, filled=taken))
        words = "" if self._value is None else (self.good if self._value else self.bad).text()
        self.setAccessibleDescription(words.strip())

    def _on_good(self) -> None:
        self._take(wanted=True)

    def _on_bad(self) -> None:
        self._take(wanted=False)

    def _take(self, *, wanted: bool) -> None:
        """Take the answer pressed; the one taken already is given back."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.set_value(None if self._value is wanted else wanted)
