"""What the program lets through while visitors use it: typing and tapping, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QApplication

_KEYS = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride
_NEVER = frozenset(
    {
        QEvent.Type.Shortcut,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.DragLeave,
        QEvent.Type.Drop,
        QEvent.Type.WhatsThis,
        QEvent.Type.EnterWhatsThisMode,
    }
)
_MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)
_STIRRING = _MOUSE | {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
    QEvent.Type.InputMethod,
    QEvent.Type.Wheel,
}
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MOVING = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Shift,
        Qt.Key.Key_CapsLock,
    }
)


class Guard(QObject):
    """An event filter on the application, from ``stand`` to ``go``.

    Keys pass that write a character or move about; none together with Ctrl, Alt or the Windows
    key. Only the left mouse button is heard. Nothing is dragged, and no menu opens.
    """

    stirred = pyqtSignal()
    """Somebody did something, allowed or not."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app

    def stand(self) -> None:
        """Begin."""
        self._app.installEventFilter(self)

    def go(self) -> None:
        """End; everything passes again."""
        self._app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject | None, event: QEvent | None) -> bool:
        if event is None:
            return False
        if event.type() in _STIRRING:
            self.stirred.emit()
        if isinstance(event, QKeyEvent) and event.type() in _KEYS:
            return self._stop_key(event)
        if isinstance(event, QWheelEvent):
            return bool(event.modifiers() & _COMMANDING)
        if isinstance(event, QMouseEvent) and event.type() in _MOUSE:
            return event.button() != Qt.MouseButton.LeftButton
        return event.type() in _NEVER

    def _stop_key(self, event: QKeyEvent) -> bool:
        if may_pass(event):
            return False
        # Taken as if a widget had wanted it: so it is offered to no shortcut of the program.
        event.accept()
        return True


def may_pass(event: QKeyEvent) -> bool:
    """Tell whether a key only writes or moves about."""
    if event.modifiers() & _COMMANDING:
        return False
    return event.key() in _MOVING or (bool(event.text()) and event.text().isprintable())
