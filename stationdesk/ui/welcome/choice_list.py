"""A few ways to go on, each with an icon, a name and a sentence; one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, IconChip, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtGui import QMouseEvent

    from stationdesk.ui.icons import Icon


class ChoiceList(QWidget):
    """Choices one below the other, driven by the arrow keys or the mouse."""

    chosen = pyqtSignal(str)

    def __init__(self, choices: Mapping[str, tuple[str, str, Icon]], says: str) -> None:
        """``choices`` are key → name, sentence and icon; ``says`` names the group."""
        super().__init__()
        self.setAccessibleName(says)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        for key, (name, sentence, icon) in choices.items():
            card = _ChoiceCard(name, sentence, icon)
            card.button.toggled.connect(self._on_toggled)
            self._group.addButton(card.button)
            self.buttons[key] = card.button
            layout.addWidget(card)
        layout.addStretch(1)
        first = next(iter(self.buttons.values()))
        first.setChecked(True)
        self.setFocusProxy(first)

    def current(self) -> str:
        """Return the key of the choice taken."""
        return next(key for key, made in self.buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Take a choice."""
        self.buttons[key].setChecked(True)

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.chosen.emit(self.current())


class _ChoiceCard(Card):
    """The whole card takes the choice when it is pressed."""

    def __init__(self, name: str, sentence: str, icon: Icon) -> None:
        super().__init__()
        self.button = QRadioButton(name)
        self.button.setAccessibleDescription(sentence)
        told = label(sentence, "muted", wrap=True)
        told.setContentsMargins(px(26), 0, 0, 0)
        words = column(self.button, told, gap=0)
        line = row(IconChip(icon, Tone.INFO), words, gap=14)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.button.setChecked(True)
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)
