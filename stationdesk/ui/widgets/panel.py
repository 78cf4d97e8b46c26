"""A window over the page for a part of its work: a list, a history, a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, column, label, row
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QPushButton

SMALLEST = (620, 420)


class Panel(QDialog):
    """Title, a note that appears when something is wrong, a body, and buttons at the foot.

    ``turn_to`` asks the page to lead elsewhere; the panel is closed first.
    """

    turn_to = pyqtSignal(str, object)

    def __init__(self, title: str, width: int, height: int, parent: QWidget | None = None) -> None:
        """``width`` and ``height`` are px of the design, cut to what the screen leaves."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.title = label(title, "card_title")
        self.subtitle = Elide("", "muted")
        self.note = InlineNote()
        self.body = column(gap=10)
        self.foot = row()
        self.close_button = button(_("Close"), tip=_("Close") + "  Esc")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._take_size(width, height)

    def add_deed(self, made: QPushButton) -> QPushButton:
        """Put a button at the right of the foot, before the one that closes.

        Ctrl+Enter presses the primary one, as in a form.
        """
        self.foot.insertWidget(self.foot.count() - 1, made)
        if made.property("look") == "primary":
            made.setToolTip(f"{made.toolTip() or made.text()}  Ctrl+Enter")
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self).activated.connect(made.click)
        return made

    def add_aside(self, made: QPushButton) -> QPushButton:
        """Put a button at the left of the foot."""
        self._asides.addWidget(made)
        return made

    def lead_to(self, page: str, argument: object) -> None:
        """Close, and ask for another page."""
        self.accept()
        self.turn_to.emit(page, argument)

    def _lay_out(self) -> None:
        self._asides = row()
        self.head = row(self.title, self.subtitle, gap=10)
        self.head.setStretchFactor(self.subtitle, 1)
        self.foot.addLayout(self._asides)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(14), px(20), px(14))
        layout.setSpacing(px(10))
        layout.addLayout(self.head)
        layout.addWidget(self.note)
        layout.addLayout(self.body, 1)
        layout.addLayout(self.foot)

    def _take_size(self, width: int, height: int) -> None:
        screen = self.screen()
        room = screen.availableGeometry() if screen else None
        widest = room.width() - px(40) if room else px(width)
        highest = room.height() - px(40) if room else px(height)
        self.setMinimumSize(min(px(SMALLEST[0]), widest), min(px(SMALLEST[1]), highest))
        self.resize(min(px(width), widest), min(px(height), highest))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
