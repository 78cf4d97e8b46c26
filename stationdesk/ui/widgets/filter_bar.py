"""The row above a table: search, quick choices with counts, and drop-down choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, QSize, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QSizePolicy, QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Segmented, column, let_list_follow_style, row
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtGui import QResizeEvent

READABLE_SEARCH = 170
"""Px of the design below which the search box says too little of what it looks for."""


class FilterBar(QWidget):
    """Emits ``changed`` when any of its choices did; it narrows nothing by itself.

    Where one line has no room for all of it, the drop-downs go to a second line.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        hint: str,
        segments: Mapping[str, str] | None = None,
        says: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``hint`` stands in the empty search box; ``segments`` are key → words."""
        super().__init__(parent)
        self.search = SearchBox(hint)
        self.search.searched.connect(self._on_changed)
        self.segments = Segmented(dict(segments), says or hint) if segments else None
        self._choices: dict[str, QComboBox] = {}
        self._first = row(self.search)
        self._second = row()
        self._wrapped = False
        if self.segments is not None:
            self.segments.chosen.connect(self._on_changed)
            self._first.addWidget(self.segments)
        self.setLayout(column(self._first, self._second))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_choice(self, key: str, says: str, options: Mapping[str, str]) -> QComboBox:
        """Add a drop-down; the first option means no choice. ``options`` are key → words."""
        box = QComboBox()
        let_list_follow_style(box)
        box.setAccessibleName(says)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(px(200))
        for option, words in options.items():
            box.addItem(words, option)
        box.currentIndexChanged.connect(self._on_changed)
        self._choices[key] = box
        self._first.addWidget(box)
        self._wrapped = False
        self._wrap()
        return box

    def set_options(self, key: str, options: Mapping[str, str]) -> None:
        """Replace the options of a drop-down; the choice stays where it is still offered."""
        box = self._choices[key]
        taken = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for option, words in options.items():
                box.addItem(words, option)
            box.setCurrentIndex(max(0, box.findData(taken)))

    def take(self, key: str, option: str) -> None:
        """Take an option of a drop-down; one that is not offered leaves it as it is."""
        box = self._choices[key]
        if (place := box.findData(option)) >= 0:
            box.setCurrentIndex(place)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many there are behind each segment."""
        if self.segments is not None:
            self.segments.set_counts(counts)

    def query(self) -> str:
        """Return what is looked for."""
        return self.search.query()

    def segment(self) -> str:
        """Return the key of the segment taken."""
        return self.segments.current() if self.segments is not None else ""

    def choice(self, key: str) -> str:
        """Return the key of the option taken in a drop-down."""
        return str(self._choices[key].currentData())

    def asked(self) -> tuple[str, ...]:
        """Return everything that is asked for: the words, the segment, each choice."""
        chosen = (str(box.currentData() or "") for box in self._choices.values())
        return (self.query(), self.segment(), *chosen)

    def choose(self, segment: str) -> None:
        """Take a segment."""
        if self.segments is not None:
            self.segments.choose(segment)

    def clear(self) -> None:
        """Hide nothing any more, and say so once."""
        with QSignalBlocker(self):
            self.search.clear()
            if self.segments is not None:
                self.segments.choose_first()
            for box in self._choices.values():
                box.setCurrentIndex(0)
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        lines = (self._first_width(), self._second_width())
        return QSize(max(lines), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _first_width(self) -> int:
        segments = self.segments.minimumSizeHint().width() + px(8) if self.segments else 0
        return self.search.minimumWidth() + segments

    def _second_width(self) -> int:
        return sum(box.minimumSizeHint().width() + px(8) for box in self._choices.values())

    def _wrap(self) -> None:
        """Put the drop-downs where there is room for them."""
        spare = px(READABLE_SEARCH) - self.search.minimumWidth()
        wrapped = self._first_width() + self._second_width() + spare > self.width()
        if wrapped == self._wrapped:
            return
        self._wrapped = wrapped
        while self._second.takeAt(0) is not None:
            pass
        for box in self._choices.values():
            (self._second if wrapped else self._first).addWidget(box)
        if wrapped:
            self._second.addStretch(1)
        self.updateGeometry()

    def _on_changed(self, *_news: object) -> None:
        self.changed.emit()
