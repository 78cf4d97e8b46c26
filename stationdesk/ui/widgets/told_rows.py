"""Short rows within a detail pane: what is due, what was done, which step was taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.ui.widgets.basics import Elide, button, clear, column, label, row, set_look

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QVBoxLayout

    from stationdesk.listings.columns import Tone


@dataclass(frozen=True, slots=True)
class Told:
    """One row: what, and under it when, by whom or how; ``verb`` puts a button at its end.

    ``key`` is what ``pressed`` tells of the row; ``note`` may run over several lines.
    """

    what: str
    how: str = ""
    tone: Tone | None = None
    note: str = ""
    verb: str = ""
    key: object = None


class ToldRows(QWidget):
    """Rows one below the other; ``pressed`` carries the key of the row whose verb was pressed."""

    pressed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = column(gap=6)
        self._told: list[Told] = []
        self.setLayout(self._rows)

    def show_rows(self, told: list[Told]) -> None:
        """Replace the rows."""
        self._told = list(told)
        clear(self._rows)
        for each in told:
            self._rows.addWidget(self._row(each))
        self.setVisible(bool(told))

    def rows(self) -> list[Told]:
        """Return the rows shown."""
        return self._told

    def _row(self, told: Told) -> QWidget:
        made = QWidget()
        words = self._words(told)
        if not told.verb:
            made.setLayout(words)
            return made
        press = button(told.verb, look="link")
        press.setAccessibleName(f"{told.verb}: {told.what}")
        press.clicked.connect(partial(self._on_pressed, told.key))
        line = row(words, gap=4)
        line.setStretchFactor(words, 1)
        line.addWidget(press, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setLayout(line)
        return made

    def _words(self, told: Told) -> QVBoxLayout:
        words = column(Elide(told.what), gap=1)
        if told.how:
            how = Elide(told.how, "caption")
            set_look(how, tone=told.tone.value if told.tone else None)
            words.addWidget(how)
        if told.note:
            words.addWidget(label(told.note, "caption", wrap=True))
        return words

    def _on_pressed(self, key: object, _checked: bool = False) -> None:
        self.pressed.emit(key)
