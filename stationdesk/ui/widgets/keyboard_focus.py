"""Shows the focus ring to those who came by keyboard, and to nobody else."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QFocusEvent
from PyQt6.QtWidgets import QApplication, QWidget

from stationdesk.ui.widgets.basics import set_look

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class KeyboardFocus(QObject):
    """An event filter on the application: sets ``kbd`` on the widget reached by keyboard."""

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
        return False

    def stop(self) -> None:
        """Leave the application alone; to be called before it ends."""
        self._app.removeEventFilter(self)
