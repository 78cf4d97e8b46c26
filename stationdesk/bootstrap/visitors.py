"""The visitors' mode over an open file: the program's windows go, the touch page comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QWidget

from stationdesk.ui.theme import LIGHT
from stationdesk.ui.touch.window import TouchWindow

if TYPE_CHECKING:
    from PyQt6.QtGui import QScreen

    from stationdesk.services.desk import Desk
    from stationdesk.ui.main_window import MainWindow


class Visitors(QObject):
    """From its making until ``left``: nothing of the program is seen but the touch page."""

    left = pyqtSignal()
    """The PIN was typed, and the program's windows stand again."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._put_away = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        self.touch = TouchWindow(desk.touch_page, desk.touch_pin)
        self.touch.left.connect(self._on_left)
        screen = window.screen()
        self._curtains = [_curtain(each) for each in QGuiApplication.screens() if each != screen]
        self.touch.begin(screen)
        for each in self._put_away:
            each.setEnabled(False)
            each.hide()

    def end(self) -> None:
        """Take the touch page away, whatever stands on it, and show nothing in its place."""
        for curtain in self._curtains:
            curtain.close()
            curtain.deleteLater()
        self.touch.end()

    def _on_left(self) -> None:
        for each in self._put_away:
            each.setEnabled(True)
            each.show()
        self._window.activateWindow()
        self.end()
        self.left.emit()


def _curtain(screen: QScreen) -> QWidget:
    """Cover another screen of this PC, so that nothing on it is within reach."""
    made = QWidget(
        None,
        Qt.WindowType.FramelessWindowHint
        | Qt.WindowType.WindowStaysOnTopHint
        | Qt.WindowType.WindowDoesNotAcceptFocus,
    )
    made.setStyleSheet(f"background: {LIGHT.primary_down};")
    made.setGeometry(screen.geometry())
    made.showFullScreen()
    return made
