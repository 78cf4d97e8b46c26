"""What an entry is, chosen with one letter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QPushButton, QWidget

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, FeedbackKind
from stationdesk.i18n import _
from stationdesk.ui.theme import px, theme
from stationdesk.ui.widgets.basics import set_look
from stationdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PyQt6.QtGui import QFocusEvent, QKeyEvent


class KindField(QWidget):
    """All kinds side by side; a letter or a digit takes one, ← and → the next.

    ``decided`` tells that a kind was taken by its letter or digit: typing goes on in the text.
    """

    edited = pyqtSignal()
    decided = pyqtSignal()

    def __init__(
        self, value: FeedbackKind = FeedbackKind.SUGGESTION, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kinds = tuple(FeedbackKind)
        self._letters = kind_letters()
        self._buttons = {kind: self._button(number) for number, kind in enumerate(self._kinds)}
        layout = FlowLayout(gap=6, line_gap=6)
        for made in self._buttons.values():
            layout.addWidget(made)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_value(value)

    def value(self) -> FeedbackKind:
        """Return the kind taken."""
        return next(kind for kind, made in self._buttons.items() if made.isChecked())

    def set_value(self, value: FeedbackKind) -> None:
        """Take a kind."""
        self._buttons[value].setChecked(True)

    def is_empty(self) -> bool:
        """Return False: one is always taken."""
        return False

    def unreadable(self) -> str:
        """Return nothing: a choice can always be read."""
        return ""

    def take_number(self, number: int) -> None:
        """Take the kind at a place, from 0, as its letter does."""
        self.set_value(self._kinds[number])
        self.decided.emit()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        number = self._number_of(event)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if number is not None:
            self.take_number(number)
        elif event.key() in steps:
            place = self._kinds.index(self.value()) + steps[Qt.Key(event.key())]
            self.set_value(self._kinds[place % len(self._kinds)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        self._show_ring(shown=True)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        super().focusOutEvent(event)
        self._show_ring(shown=False)

    def _number_of(self, event: QKeyEvent) -> int | None:
        if (
            event.modifiers()
            & ~Qt.KeyboardModifier.KeypadModifier
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            return None
        typed = event.text().upper()
        if typed and typed in self._letters:
            return self._letters.index(typed)
        if typed.isdecimal() and typed.isascii() and 1 <= int(typed) <= len(self._kinds):
            return int(typed) - 1
        return None

    def _button(self, number: int) -> QPushButton:
        kind, letter = self._kinds[number], self._letters[number]
        words = _(FEEDBACK_KIND_WORDS[kind])
        made = QPushButton(_("{kind} {letter}").format(kind=words, letter=letter))
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setProperty("look", "chip")
        made.setAccessibleName(words)
        bold = QFontMetrics(theme().font(13, bold=True))
        made.setMinimumWidth(bold.horizontalAdvance(made.text()) + px(30))
        made.toggled.connect(partial(self._on_toggled, kind))
        return made

    def _show_ring(self, *, shown: bool) -> None:
        for made in self._buttons.values():
            set_look(made, ring=shown)

    def _on_toggled(self, kind: FeedbackKind, checked: bool) -> None:
        if checked:
            self.setAccessibleDescription(_(FEEDBACK_KIND_WORDS[kind]))
            self.edited.emit()


def kind_letters() -> str:
    """Return the letters of the kinds in their order: initials of the user's language."""
    # one different letter each: enquiry, help, complaint, report, suggestion, praise, wish
    return _("EHCRSPW")
