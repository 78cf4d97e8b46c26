"""For those who use the keyboard: a ring around what has the focus, Enter, and Ctrl+Z."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PyQt6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from stationdesk.ui.widgets.basics import set_look

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class KeyboardFocus(QObject):
    """An event filter on the application.

    It sets ``kbd`` on the widget reached by keyboard, so that the ring is shown to nobody else,
    and lets Enter press the button that has the focus, as Space does. Ctrl+Z in a line where no
    typing can be taken back is the window's: there it takes back the last deed.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is None or not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            set_look(watched, kbd=event.reason() in _BY_KEYBOARD)
        elif (event.type() == QEvent.Type.FocusOut and watched.property("kbd")) or (
            event.type() == QEvent.Type.MouseButtonPress and watched.property("kbd")
        ):
            set_look(watched, kbd=False)
        return _leaves_undo(watched, event) or _presses(watched, event)

    def stop(self) -> None:
        """Leave the application alone; to be called before it ends."""
        self._app.removeEventFilter(self)


def _leaves_undo(watched: QWidget, event: QEvent) -> bool:
    if (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.matches(QKeySequence.StandardKey.Undo)
        and isinstance(watched, QLineEdit)
        and not watched.isUndoAvailable()
    ):
        event.ignore()
        return True
    return False


def _presses(watched: QWidget, event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not (enter and plain and isinstance(watched, QPushButton) and watched.isEnabled()):
        return False
    if not event.isAutoRepeat():
        watched.click()
    return True
