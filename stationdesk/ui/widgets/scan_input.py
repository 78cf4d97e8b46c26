"""A scanner is a keyboard that types faster than any hand."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QApplication, QLineEdit, QWidget

from stationdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

FASTEST_HAND_SECONDS = 0.05
SHORTEST_CODE = 5


class ScannerEar(QObject):
    """Hears codes typed by a scanner anywhere in the application.

    A code is at least five letters or digits, each less than 50 ms after the one before, ended by
    Enter. That Enter is swallowed, so that no button under the focus is pressed by it.
    """

    scanned = pyqtSignal(str)

    def __init__(self, app: QApplication, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(app)
        self._app = app
        self._clock = clock
        self._heard = ""
        self._last = 0.0
        app.installEventFilter(self)

    def stop(self) -> None:
        """Hear nothing any more; to be called before the application ends."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
            and watched is (QApplication.focusWidget() or watched)
        ):
            return self._hear(event)
        return False

    def _hear(self, event: QKeyEvent) -> bool:
        now = self._clock()
        quick = now - self._last < FASTEST_HAND_SECONDS
        self._last = now
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._end(quick=quick)
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isprintable():
            self._heard = self._heard + letter if quick else letter
        elif letter:
            self._heard = ""
        return False

    def _end(self, *, quick: bool) -> bool:
        code, self._heard = self._heard, ""
        if not quick or len(code) < SHORTEST_CODE:
            return False
        self.scanned.emit(code)
        return True


class ScanField(QLineEdit):
    """The field F2 goes to: no input method, Enter says the code and empties it."""

    scanned = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setPlaceholderText(_("Scan or type a code"))
        self.setAccessibleName(_("Scanned code"))
        self.returnPressed.connect(self._on_return)

    def _on_return(self) -> None:
        code = self.text().strip()
        self.clear()
        if code:
            self.scanned.emit(code)
