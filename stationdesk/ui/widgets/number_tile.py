"""One number of a page; pressing it shows what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, label, set_look

if TYPE_CHECKING:
    from stationdesk.listings.columns import Tone

HEIGHT = 50


class NumberTile(QPushButton):
    """A large number with a word beside it."""

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "figure")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(px(HEIGHT))
        self._number = label("", "title")
        self._says = Elide(says, "field")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), 0, px(10), 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._number)
        layout.addWidget(self._says, 1)
        for part in (self._number, self._says):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_number(self, number: int, tone: Tone | None = None) -> None:
        """Show a number in its tone."""
        self._number.setText(str(number))
        set_look(self._number, tone=tone.value if tone else None)
        self.setAccessibleName(f"{self._says.whole_text()} {number}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self._number.sizeHint().width() + self._says.sizeHint().width()
        return QSize(width + px(32), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._number.sizeHint().width() + px(58), px(HEIGHT))
