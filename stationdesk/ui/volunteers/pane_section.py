"""A part of the pane: its name, a deed beside it, and what is on record below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.ui.widgets.basics import Elide, button, column, keep_shown, label, row
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Sequence


class PaneSection(QWidget):
    """``wanted`` carries the key of a deed: that of its heading, or of one of its rows."""

    wanted = pyqtSignal(object)

    def __init__(self, title: str, *deeds: tuple[str, object]) -> None:
        """``deeds`` are words and keys of what stands beside the title."""
        super().__init__()
        self.words = label("", wrap=True)
        self.rows = ToldRows()
        head = row(Elide(title, "strong"), gap=10)
        head.setStretch(0, 1)
        for words, key in deeds:
            made = button(words, look="link")
            made.setAccessibleName(f"{title}: {words}")
            made.clicked.connect(partial(self._on_pressed, key))
            head.addWidget(made)
        self.body = column(gap=6)
        self.setLayout(column(head, self.words, self.body, self.rows, gap=4))
        self.rows.pressed.connect(self.wanted)

    def show_told(self, words: str, rows: Sequence[Told] = ()) -> None:
        """Show a sentence and rows; neither needs to be there."""
        self.words.setText(words)
        keep_shown(self.words, shown=bool(words))
        self.rows.show_rows(list(rows))

    def _on_pressed(self, key: object, _checked: bool = False) -> None:
        self.wanted.emit(key)
