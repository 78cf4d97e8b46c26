"""What a line comes to: four buttons, one key each, and none until somebody has looked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from stationdesk.domain.inspections.kinds import RESULT_WORDS, Result
from stationdesk.i18n import _
from stationdesk.listings.inspections import RESULT_TONES
from stationdesk.ui.icons import icon
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import TONE_ICONS

if TYPE_CHECKING:
    from PyQt6.QtGui import QKeyEvent

CHOICES = (Result.PASS, Result.PARTIAL, Result.FAIL, Result.NOT_APPLICABLE)
KEYS = {
    Qt.Key.Key_1: Result.PASS,
    Qt.Key.Key_2: Result.PARTIAL,
    Qt.Key.Key_3: Result.FAIL,
    Qt.Key.Key_4: Result.NOT_APPLICABLE,
    Qt.Key.Key_0: Result.UNCHECKED,
}
"""Which key answers what; 0 takes an answer away."""
IN_A_ROW, HEIGHT = 2, 44


class ResultField(QWidget):
    """``answered`` carries the ``Result`` that was pressed; the field shows what it is told to."""

    answered = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Result of the line"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.buttons = {
            result: self._choice(number, result) for number, result in enumerate(CHOICES, start=1)
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(6))
        for place, made in enumerate(self.buttons.values()):
            grid.addWidget(made, *divmod(place, IN_A_ROW))
        self.show_result(Result.UNCHECKED)

    def show_result(self, result: Result) -> None:
        """Show which answer is given; none for a line not checked yet."""
        for each, made in self.buttons.items():
            taken = each is result
            made.setChecked(taken)
            tone = RESULT_TONES[each]
            colour = tokens().tone(tone).text if taken else tokens().line2
            made.setIcon(icon(TONE_ICONS[tone], colour, filled=taken))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Hear the digits, which the buttons hand up."""
        if event is not None and (result := result_of_key(event)) is not None:
            self.answered.emit(result)
        else:
            super().keyPressEvent(event)

    def _choice(self, number: int, result: Result) -> QPushButton:
        words = _(RESULT_WORDS[result])
        made = QPushButton(f" {number} {words}")
        made.setAccessibleName(words)
        made.setToolTip(f"{words}  {number}")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("look", "segment")
        made.setProperty("end", "only")
        made.setMinimumHeight(px(HEIGHT))
        letters = QFontMetrics(theme().font(14, bold=True))
        made.setMinimumWidth(letters.horizontalAdvance(made.text()) + px(48))
        made.clicked.connect(partial(self._on_clicked, result))
        return made

    def _on_clicked(self, result: Result, _checked: bool = False) -> None:
        self.answered.emit(result)


def result_of_key(event: QKeyEvent) -> Result | None:
    """Return what a key answers; None for any other key, and for one held with Ctrl or Alt."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if plain != Qt.KeyboardModifier.NoModifier:
        return None
    return KEYS.get(Qt.Key(event.key())) if event.key() in KEYS else None
