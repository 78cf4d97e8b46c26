"""A short word at the bottom of the window, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import button, label

if TYPE_CHECKING:
    from PyQt6.QtGui import QEnterEvent

SHOWN_MS = 4000
SHOWN_WITH_UNDO_MS = 8000


class Toast(QFrame):
    """Says that something was done; stays while the mouse rests on it."""

    undo_pressed = pyqtSignal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("look", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label("")
        self.undo_button = button(_("Undo"), Icon.ARROW_UNDO, tip=_("Undo") + "  Ctrl+Z")
        self.undo_button.setIcon(icon(Icon.ARROW_UNDO, tokens().primary_soft))
        self.undo_button.setIconSize(QSize(px(18), px(18)))
        self.undo_button.clicked.connect(self._on_undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(6), px(16), px(6))
        layout.setSpacing(px(12))
        layout.addWidget(self.words)
        layout.addWidget(self.undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, undo: bool = False) -> None:
        """Show ``text`` for a few seconds, with an undo button where there is a way back."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.undo_button.setVisible(undo)
        self.setMinimumHeight(px(40))
        self._stand()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_WITH_UNDO_MS if undo else SHOWN_MS)

    def enterEvent(self, event: QEnterEvent | None) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent | None) -> None:
        super().leaveEvent(event)
        self._timer.start(SHOWN_MS)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if watched is self._host and event is not None and event.type() == QEvent.Type.Resize:
            self._stand()
        return False

    def _on_undo(self) -> None:
        self.hide()
        self.undo_pressed.emit()

    def _stand(self) -> None:
        self.words.setWordWrap(False)
        self.adjustSize()
        most = self._host.width() - px(40)
        if self.width() > most:
            self.words.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - px(20))


Undo = Callable[[], None]
