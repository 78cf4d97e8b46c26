"""The row above the list of services: quick choices with counts, and search."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, QSize, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QSizePolicy, QWidget

from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_, _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Segmented, let_list_follow_style, row
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.tiers.assess import Finding

ALL = "all"
SEGMENT_WORDS: dict[str, str] = {
    ALL: N_("All"),
    State.MET: N_("Met"),
    State.DUE_SOON: N_("Ending soon"),
    State.NOT_MET: N_("Not met"),
    State.NOT_CHECKED: N_("Not checked"),
    State.NOT_APPLICABLE: N_("Not applicable"),
}
LEAST_SEARCH, USUAL_SEARCH = 140, 190


class ListFilters(QWidget):
    """Shows the choices side by side, or in a drop-down where there is no room for that."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {str(key): _(phrase) for key, phrase in SEGMENT_WORDS.items()}
        self._words = words
        self.segments = Segmented(words, _("Which services to show"))
        self.box = QComboBox()
        let_list_follow_style(self.box)
        self.box.setAccessibleName(_("Which services to show"))
        self.box.addItems(list(words.values()))
        self.search = SearchBox(_("Name or initials"))
        self.search.setFixedWidth(px(LEAST_SEARCH))
        laid = row(self.segments, self.box, None, self.search)
        self.setLayout(laid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box.hide()
        self.segments.chosen.connect(self._on_segment)
        self.box.currentIndexChanged.connect(self._on_box)
        self.search.searched.connect(self._on_changed)

    def state(self) -> str:
        """Return the state wanted, or ``all``."""
        return self.segments.current()

    def query(self) -> str:
        """Return what is looked for, in small letters."""
        return self.search.query().lower()

    def choose(self, state: str) -> None:
        """Take a choice."""
        self.segments.choose(state)

    def clear(self) -> None:
        """Hide nothing any more."""
        with QSignalBlocker(self):
            self.search.clear()
            self.segments.choose_first()
        self.changed.emit()

    def set_counts(self, findings: Iterable[Finding]) -> None:
        """Show how many services are in each state."""
        states = Counter(str(one.state) for one in findings)
        counts = {key: states[key] for key in self._words} | {ALL: states.total()}
        self.segments.set_counts(counts)
        for number, (key, words) in enumerate(self._words.items()):
            self.box.setItemText(number, f"{words} {counts[key]}")
        self._take_room()

    def minimumSizeHint(self) -> QSize:
        narrow = self.box.minimumSizeHint().width() + px(8 + USUAL_SEARCH)
        return QSize(narrow, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        left = self.width() - self.segments.sizeHint().width() - px(12)
        roomy = left >= px(LEAST_SEARCH)
        usual = min(px(USUAL_SEARCH), left) if roomy else px(USUAL_SEARCH)
        self.search.setFixedWidth(usual)
        self.segments.setVisible(roomy)
        self.box.setVisible(not roomy)

    def _on_segment(self, key: str) -> None:
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(list(self._words).index(key))
        self._on_changed()

    def _on_box(self, number: int) -> None:
        if number >= 0:
            self.segments.choose(list(self._words)[number])

    def _on_changed(self, *_news: object) -> None:
        self.changed.emit()
