"""How far long work is, with a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QDialog, QFrame, QProgressBar, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, column, label, row

if TYPE_CHECKING:
    from PyQt6.QtGui import QCloseEvent


class ProgressStrip(QFrame):
    """A bar with words and a stop button, to stand in a page while work goes on."""

    cancel_pressed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note")
        self.words = Elide("")
        self.numbers = label("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = button(_("Stop"), Icon.DISMISS)
        self.cancel_button.clicked.connect(self._on_cancel)
        told = row(self.words, self.numbers)
        told.setStretchFactor(self.words, 1)
        layout = row(column(told, self.bar, gap=6), self.cancel_button, gap=16)
        layout.setContentsMargins(px(16), px(10), px(10), px(10))
        self.setLayout(layout)
        self.hide()

    def begin(self, words: str) -> None:
        """Show the strip; how long it will take is not known yet."""
        self.words.setText(words)
        self.numbers.setText("")
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far the work is; a total of 0 means nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.numbers.setText(f"{done} / {total}" if total else "")
        if words:
            self.words.setText(words)

    def finish(self) -> None:
        """Put the strip away."""
        self.hide()

    def _on_cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.words.setText(_("Stopping…"))
        self.cancel_pressed.emit()


class ProgressDialog(QDialog):
    """The same in a window of its own, for work during which nothing else can be done."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.strip = ProgressStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(20))
        layout.setSpacing(px(12))
        layout.addWidget(label(title, "card_title"))
        layout.addWidget(self.strip)
        self.setMinimumWidth(px(480))
        self.strip.begin(title)

    def reject(self) -> None:
        """Esc stops the work; the dialog closes when the work has ended."""
        if self.strip.cancel_button.isEnabled():
            self.strip.cancel_button.click()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        if event is not None:
            event.ignore()
            self.reject()

    def finish(self) -> None:
        """Close it; the work has ended."""
        self.accept()
