"""The states above a view, as buttons: a press leads to what is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics, QPaintEvent
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QWidget

from stationdesk.listings.columns import Mark
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import clear, paint_pill, pill_width, row
from stationdesk.ui.widgets.roster_paint import paint_frame, painting_on

if TYPE_CHECKING:
    from stationdesk.listings.columns import Tone

WIDEST = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMark:
    """A state in words that are ready, and what a press means; ``more`` is its tooltip."""

    words: str
    tone: Tone
    key: object = None
    more: str = ""


class MarkStrip(QWidget):
    """Pills side by side; those without room shorten their words. ``pressed`` carries the key."""

    pressed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row(gap=8)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(px(28))

    def show_marks(self, marks: list[ToldMark]) -> None:
        """Show other states."""
        clear(self._row)
        for mark in marks:
            made = _PillButton(mark)
            made.clicked.connect(partial(self._on_pressed, mark.key))
            self._row.addWidget(made)
        self._row.addStretch(1)

    def words(self) -> list[str]:
        """Return the words shown."""
        return [each.accessibleName() for each in self.findChildren(_PillButton)]

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(28))

    def _on_pressed(self, key: object, _checked: bool = False) -> None:
        if key is not None:
            self.pressed.emit(key)


class _PillButton(QPushButton):
    def __init__(self, mark: ToldMark) -> None:
        super().__init__()
        self._mark = mark
        self.setFlat(True)
        self.setProperty("look", "pill")
        self.setAutoDefault(False)
        self.setAccessibleName(mark.words)
        self.setToolTip(mark.more or mark.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(28))
        if mark.key is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        words = pill_width(QFontMetrics(theme().font(13)), self._mark.words)
        return QSize(min(words, px(WIDEST)), px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(64), self.sizeHint().width()), px(28))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        with painting_on(self) as painter:
            room = QRectF(self.rect()).adjusted(0, 1, 0, -1)
            paint_pill(painter, Mark(self._mark.words, self._mark.tone), room)
            if self.property("kbd") and self.hasFocus():
                paint_frame(painter, QRectF(self.rect()), tokens().primary)
