"""What stands where nothing stands: three kinds of nothing."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import IconChip, keep_shown, label

if TYPE_CHECKING:
    from collections.abc import Sequence


class Nothing(Enum):
    """Why there is nothing to see."""

    NEVER_USED = auto()
    """Nothing was ever written here: say what belongs here and offer to begin."""
    NO_MATCH = auto()
    """Filters hide everything: say so and offer to clear them."""
    ALL_DONE = auto()
    """Nothing is left to do: a calm check mark."""


class EmptyState(QWidget):
    """An icon, one sentence, a hint, and at most a few buttons, in the middle of the room."""

    def __init__(
        self,
        kind: Nothing,
        sentence: str,
        hint: str = "",
        buttons: Sequence[QPushButton] = (),
        *,
        name: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._sentence = label(sentence, "strong", wrap=True)
        self._hint = label(hint, "caption", wrap=True)
        keep_shown(self._hint, shown=bool(hint))
        drawn, tone = {
            Nothing.NEVER_USED: (Icon.NOTE, Tone.INFO),
            Nothing.NO_MATCH: (Icon.SEARCH, Tone.NEUTRAL),
            Nothing.ALL_DONE: (Icon.CHECKMARK_CIRCLE, Tone.GOOD),
        }[kind]
        self._build(IconChip(name or drawn, tone, 48), buttons)

    def say(self, sentence: str, hint: str = "") -> None:
        """Change the words."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        keep_shown(self._hint, shown=bool(hint))

    def sentence(self) -> str:
        """Return the words shown."""
        return self._sentence.text()

    def _build(self, chip: IconChip, buttons: Sequence[QPushButton]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(8))
        layout.addStretch(2)
        layout.addWidget(chip, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._sentence, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(words)
        if buttons:
            layout.addSpacing(px(4))
        for made in buttons:
            layout.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
