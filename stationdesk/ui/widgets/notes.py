"""Words that stay: what went wrong and what to do, in the page and not in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon, pixmap
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import (
    TONE_ICONS,
    button,
    icon_button,
    keep_shown,
    label,
    set_look,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.problems import Problem


class InlineNote(QFrame):
    """A bar with an icon and a sentence; it stays until it is closed or the page says otherwise."""

    acted = pyqtSignal()

    def __init__(self, *, closable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note")
        self._picture = QLabel()
        self.words = label("", wrap=True)
        self._verb = button("", look="link")
        self._verb.clicked.connect(self.acted)
        self._close: QPushButton = icon_button(Icon.DISMISS, _("Close"))
        self._close.clicked.connect(self.hide)
        keep_shown(self._close, shown=closable)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), px(4), px(6), px(4))
        layout.setSpacing(px(10))
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._verb)
        layout.addWidget(self._close)
        self.setMinimumHeight(px(44))
        self.hide()

    def say(self, text: str, tone: Tone = Tone.BAD, verb: str = "") -> None:
        """Show ``text``; ``verb`` offers one thing to do about it (``acted``)."""
        set_look(self, tone=tone.value)
        colour = tokens().tone(tone).text
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(TONE_ICONS[tone], px(18), colour, scale, filled=True))
        self._picture.setFixedSize(QSize(px(18), px(18)))
        self.words.setText(text)
        self.setAccessibleName(text)
        self._verb.setText(verb)
        self._verb.setAccessibleName(verb)
        self._verb.setVisible(bool(verb))
        self.show()

    def say_problems(self, problems: Iterable[Problem]) -> None:
        """Show every reason of a refusal, one a line."""
        self.say("\n".join(str(problem) for problem in problems))
