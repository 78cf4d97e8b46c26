"""Which reminders are shown: buttons side by side, or a drop-down where they have no room."""

from __future__ import annotations

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QWidget

from stationdesk.ui.widgets.basics import Segmented, keep_shown, let_list_follow_style, row


class AreaChoice(QWidget):
    """A choice with counts that takes one of two shapes; both always say the same."""

    chosen = pyqtSignal(str)

    def __init__(self, choices: dict[str, str], says: str) -> None:
        """``choices`` are key → words; ``says`` names the group to a screen reader."""
        super().__init__()
        self._words = dict(choices)
        self._buttons = Segmented(choices, says)
        self._list = QComboBox()
        self._list.setAccessibleName(says)
        let_list_follow_style(self._list)
        for key, words in choices.items():
            self._list.addItem(words, key)
        self.setLayout(row(self._buttons, self._list, gap=0))
        self._list.hide()
        self._buttons.chosen.connect(self._on_button)
        self._list.currentIndexChanged.connect(self._on_listed)

    def current(self) -> str:
        """Return the key of the choice taken."""
        return self._buttons.current()

    def choose(self, key: str) -> None:
        """Take a choice."""
        self._buttons.choose(key)

    def choose_first(self) -> None:
        """Take the first choice."""
        self._buttons.choose_first()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many there are behind each choice."""
        self._buttons.set_counts(counts)
        for key, count in counts.items():
            self._list.setItemText(self._list.findData(key), f"{self._words[key]} {count}")

    def fit(self, width: int) -> None:
        """Be buttons where they fit into ``width``, else a drop-down."""
        fits = self._buttons.minimumSizeHint().width() <= width
        keep_shown(self._buttons, shown=fits)
        keep_shown(self._list, shown=not fits)

    def _on_button(self, key: str) -> None:
        with QSignalBlocker(self._list):
            self._list.setCurrentIndex(self._list.findData(key))
        self.chosen.emit(key)

    def _on_listed(self, place: int) -> None:
        self._buttons.choose(str(self._list.itemData(place)))
