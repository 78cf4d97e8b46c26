"""The rail at the left: where one is, and where else one can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from stationdesk.ui.icons import Icon, icon, paint_icon
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import Elide, column, keep_shown, row, set_look

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDE = 184
NARROW = 60


class NavRail(QWidget):
    """Entries with icon and word, or icons alone where room is short; one is always taken."""

    chosen = pyqtSignal(str)

    def __init__(self, product: str, says: str, parent: QWidget | None = None) -> None:
        """``product`` is the program's name; ``says`` names the rail to a screen reader."""
        super().__init__(parent)
        self.setProperty("look", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(says)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._words: dict[str, tuple[str, str]] = {}
        self._narrow = False
        self._product = Elide(product, "brand")
        self._station = Elide("", "caption")
        self._brand_words = QWidget()
        self._build()
        self.set_narrow(False)

    def set_station(self, name: str) -> None:
        """Show whose records these are."""
        self._station.setText(name)

    def add_entry(
        self, key: str, words: str, name: Icon, shortcut: str = "", *, foot: bool = False
    ) -> None:
        """Add an entry, at the foot where it is not a page of daily work."""
        made = QPushButton()
        made.setProperty("look", "nav")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setIcon(icon(name))
        made.setIconSize(QSize(px(20), px(20)))
        made.setAccessibleName(words)
        made.clicked.connect(self._on_clicked)
        self._group.addButton(made)
        self._buttons[key] = made
        self._words[key] = (words, shortcut)
        (self._feet if foot else self._entries).addWidget(made)
        self._say(key)

    def choose(self, key: str) -> None:
        """Mark an entry as taken, without saying so; for a page that has none, no entry."""
        self._group.setExclusive(False)
        for each, made in self._buttons.items():
            made.setChecked(each == key)
        self._group.setExclusive(True)

    def keys(self) -> Iterable[str]:
        """Return the keys of the entries from top to bottom."""
        return self._buttons.keys()

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons with words."""
        self._narrow = narrow
        self.setFixedWidth(px(NARROW if narrow else WIDE))
        keep_shown(self._brand_words, shown=not narrow)
        for key in self._buttons:
            self._say(key)

    def is_narrow(self) -> bool:
        """Return whether only icons are shown."""
        return self._narrow

    def _build(self) -> None:
        words = column(self._product, self._station, gap=0)
        self._brand_words.setLayout(words)
        brand = row(_Logo(), self._brand_words, gap=8)
        brand.setContentsMargins(px(4), 0, 0, 0)
        self._entries = column(gap=2)
        self._feet = column(gap=2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(12), px(8), px(10))
        layout.setSpacing(px(10))
        layout.addLayout(brand)
        layout.addLayout(self._entries)
        layout.addStretch(1)
        layout.addLayout(self._feet)

    def _say(self, key: str) -> None:
        words, shortcut = self._words[key]
        made = self._buttons[key]
        made.setText("" if self._narrow else f"  {words}")
        told = f"{words}  {shortcut}" if shortcut else words
        made.setToolTip(told if self._narrow or shortcut else "")
        set_look(made, narrow=self._narrow)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        for key, made in self._buttons.items():
            if made is pressed:
                self.chosen.emit(key)


class _Logo(QWidget):
    """A little shop on a warm ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(36), px(36))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().brand_soft))
        painter.drawRoundedRect(QRectF(self.rect()), px(8), px(8))
        side = px(20)
        start = (self.width() - side) / 2
        where = QRectF(start, start, side, side)
        paint_icon(painter, Icon.BUILDING_SHOP, where, tokens().brand)
        painter.end()
