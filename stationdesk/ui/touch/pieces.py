"""The large pieces of which the visitors' screens are made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stationdesk.ui.icons import Icon, icon, pixmap
from stationdesk.ui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtCore import pyqtBoundSignal
    from PyQt6.QtGui import QMouseEvent

    from stationdesk.ui.touch.looks import Looks

TALLEST_TILE = 290
DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


def words(text: str, look: str = "", *, centred: bool = False) -> QLabel:
    """Return words that wrap; ``look`` as in the touch page's style sheet."""
    made = QLabel(text)
    made.setProperty("look", look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if centred:
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def big_button(text: str, looks: Looks, name: Icon | None = None, look: str = "") -> QPushButton:
    """Return a large button; the primary one is ``touch_primary``."""
    made = QPushButton(beside_icon(text) if name else text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.setAccessibleName(text)
    if name is not None:
        primary = look == "touch_primary"
        made.setIcon(icon(name, LIGHT.on_primary if primary else LIGHT.text2, LIGHT.primary))
        made.setIconSize(QSize(looks.px(32), looks.px(32)))
    return made


def beside_icon(text: str) -> str:
    """Return words with the room that Qt leaves too small between them and an icon."""
    return f" {text}" if text else ""


class Tile(QPushButton):
    """A choice to tap: perhaps a picture, words that wrap, perhaps a plainer line below."""

    def __init__(
        self,
        text: str,
        looks: Looks,
        *,
        caption: str = "",
        name: Icon | None = None,
        colour: str = LIGHT.primary,
        least_height: int = 88,
    ) -> None:
        super().__init__()
        self._looks, self._least = looks, looks.px(least_height)
        self.setProperty("look", "touch_tile")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{text}. {caption}" if caption else text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._shape = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._shape.setContentsMargins(looks.px(16), looks.px(10), looks.px(16), looks.px(10))
        self._shape.setSpacing(looks.px(8))
        self._shape.addStretch(1)
        if name is not None:
            self._shape.addWidget(_picture(name, looks, colour))
        self._shape.addWidget(words(text, "touch_tile" if name or caption else "", centred=True))
        if caption:
            self._shape.addWidget(words(caption, "touch_soft", centred=True))
        self._shape.addStretch(1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(self._looks.px(280), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        needed = self._shape.heightForWidth(self.width()) if self._shape.hasHeightForWidth() else 0
        return QSize(self._looks.px(180), max(self._least, needed))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class TileGrid(QWidget):
    """Tiles in as many columns as fit; they share the room, up to a height that looks well."""

    def __init__(
        self, tiles: Sequence[QWidget], looks: Looks, *, most_columns: int, least_width: int
    ) -> None:
        super().__init__()
        self.tiles = list(tiles)
        self._most, self._least_width = most_columns, looks.px(least_width)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(looks.px(16))
        self._tallest = looks.px(TALLEST_TILE)
        self._lay_out(most_columns)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        room = self._least_width + self._grid.spacing()
        self._lay_out(max(1, min(self._most, (self.width() + self._grid.spacing()) // room)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width, super().minimumSizeHint().height())

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        rows = -(-len(self.tiles) // columns)
        self.setMaximumHeight(rows * self._tallest + (rows - 1) * self._grid.spacing())


class NumberPad(QWidget):
    """Digits to tap. A keyboard types them by itself, so the keys take no focus."""

    typed = pyqtSignal(str)
    erased = pyqtSignal()
    cleared = pyqtSignal()

    def __init__(self, looks: Looks, clear: str, erase: str) -> None:
        """``clear`` and ``erase`` are the words of these two keys, for a screen reader too."""
        super().__init__()
        self.keys: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(looks.px(10))
        for number, digit in enumerate(DIGITS):
            grid.addWidget(self._digit(digit), number // 3, number % 3)
        grid.addWidget(self._other(looks, "clear", clear, Icon.DELETE, self.cleared), 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        grid.addWidget(self._other(looks, "erase", erase, Icon.ARROW_LEFT, self.erased), 3, 2)
        for key in self.keys.values():
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setMinimumWidth(looks.px(96))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _digit(self, digit: str) -> QPushButton:
        made = QPushButton(digit)
        made.setProperty("look", "touch_digit")
        made.setAccessibleName(digit)
        made.clicked.connect(partial(self.typed.emit, digit))
        self.keys[digit] = made
        return made

    def _other(
        self, looks: Looks, key: str, says: str, name: Icon, signal: pyqtBoundSignal
    ) -> QPushButton:
        made = big_button("", looks, name, "touch_digit")
        made.setAccessibleName(says)
        made.clicked.connect(signal)
        self.keys[key] = made
        return made


class WordsBox(QPlainTextEdit):
    """Text in large letters; Tab leaves it, and nothing can be dragged out of it or into it."""

    def __init__(self, text: str, says: str, hint: str) -> None:
        super().__init__(text)
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Put the cursor there; what was marked is let go first, so that no drag begins."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)


class Fitting(QScrollArea):
    """Gives a layout all the room there is, and scrolls where that is too little."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        layout.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(_Content(layout))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Content(QWidget):
    """Asks for the least height at which words that wrap keep all their lines."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setProperty("look", "touch_list")
        self.setLayout(layout)

    def heightForWidth(self, width: int) -> int:
        """Return the least height, where Qt would take the one that looks best and scroll."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else 0


class OneLine(QLabel):
    """Words on one line, shortened at the end where there is no room."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show ``text``."""
        self._whole = text
        self.setAccessibleName(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        self.ensurePolished()
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, end, self.width()))


class Veil(QWidget):
    """Lies over the whole of its parent and hides what is below behind a question."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "touch_veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.hide()

    def eventFilter(self, watched: object, event: QEvent | None) -> bool:
        if isinstance(event, QResizeEvent) and watched is self.parentWidget():
            self.resize(event.size())
        return False


def _picture(name: Icon, looks: Looks, colour: str) -> QLabel:
    made = QLabel()
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setPixmap(pixmap(name, looks.px(52), colour, 2.0, filled=True))
    return made
