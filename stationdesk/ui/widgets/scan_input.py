"""A scanner is a keyboard that types faster than any hand."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from stationdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QInputMethodEvent

FASTEST_HAND_SECONDS = 0.05
SHORTEST_CODE = 5
_FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
"""The wide letters, digits and signs that an input method writes, as the plain ones."""


def plain(typed: str) -> str:
    """Return a code as a keyboard without input method writes it: ``ＬＹ－００３`` is LY-003."""
    return typed.translate(_FULL_WIDTH).strip()


class ScannerEar(QObject):
    """Hears codes typed by a scanner anywhere in the application.

    A code is at least five letters or digits, each less than 50 ms after the one before, ended by
    Enter. That Enter is swallowed, so that no button under the focus is pressed by it; what the
    scanner wrote into a line that was not meant is taken out again.
    """

    scanned = pyqtSignal(str)

    def __init__(
        self,
        app: QApplication,
        clock: Callable[[], float] = monotonic,
        listens: Callable[[], bool] = lambda: True,
    ) -> None:
        """Ask ``listens`` at the end of a code whether it is for this ear."""
        super().__init__(app)
        self._app = app
        self._clock = clock
        self._listens = listens
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
            and watched is (_where_keys_go() or watched)
        ):
            return self._hear(watched, event)
        return False

    def _hear(self, watched: QWidget, event: QKeyEvent) -> bool:
        now = self._moment_of(event)
        # An Enter that opened a form is handed on to the page only when the form is closed: it is
        # older than what was typed meanwhile, and ends none of it.
        quick = 0 <= now - self._last < FASTEST_HAND_SECONDS
        self._last = now
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _is_plain(event):
            return self._end(watched, quick=quick)
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isprintable():
            self._heard = self._heard + letter if quick else letter
        elif letter:
            self._heard = ""
        return False

    def _moment_of(self, event: QKeyEvent) -> float:
        """Return when a key was pressed, in seconds, however long it waited to be handled."""
        return event.timestamp() / 1000 if event.timestamp() else self._clock()

    def _end(self, watched: QWidget, *, quick: bool) -> bool:
        code, self._heard = self._heard, ""
        if not quick or len(code) < SHORTEST_CODE or not self._listens():
            return False
        _take_out(code, watched)
        self.scanned.emit(code)
        return True


def _is_plain(event: QKeyEvent) -> bool:
    """Tell whether no other key is held: no scanner ends a code by Ctrl+Enter."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _where_keys_go() -> QWidget | None:
    """Return what gets the keys first; what it passes on is not heard a second time."""
    return QApplication.activePopupWidget() or QApplication.focusWidget()


def _take_out(code: str, watched: QWidget) -> None:
    """Take a code out of the line that it was typed into by the scanner."""
    line = watched.lineEdit() if isinstance(watched, QComboBox) else watched
    if not isinstance(line, QLineEdit) or line.isReadOnly():
        return
    before = line.text()[: line.cursorPosition()]
    if before.endswith(code):
        line.setSelection(len(before) - len(code), len(code))
        line.del_()
        if not line.text():
            line.setText("")  # Ctrl+Z must not bring the code back


class ScanField(QLineEdit):
    """The field F2 goes to: no input method, Enter says the code and empties it.

    Letters that an input method writes all the same are refused while they wait in it; full-width
    ones are read as plain ones.
    """

    scanned = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setPlaceholderText(_("Scan or type a code"))
        self.setAccessibleName(_("Scanned code"))
        self.returnPressed.connect(self._on_return)

    def inputMethodEvent(self, event: QInputMethodEvent | None) -> None:
        """Take what was written, and nothing that still waits to be chosen."""
        if event is None:
            return
        if event.commitString():
            self.insert(plain(event.commitString()))
        event.accept()

    def _on_return(self) -> None:
        code = plain(self.text())
        self.setText("")  # not clear(): Ctrl+Z belongs to the deed that follows, not to the code
        if code:
            self.scanned.emit(code)
