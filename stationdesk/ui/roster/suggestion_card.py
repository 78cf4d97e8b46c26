"""For each open place somebody who could come, with reasons; or another one, or put in at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QPushButton, QWidget

from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, Elide, button, clear, label, rule
from stationdesk.ui.widgets.detail_pane import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.ids import ShiftId, VolunteerId

LEAST_HEIGHT = 104


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Who could fill an open place: its shift in words, the name, the reasons.

    ``who`` is None where nobody fits; then one can only ask why.
    """

    shift_id: ShiftId
    who: VolunteerId | None
    where: str
    name: str
    reasons: str
    others: bool = False
    """Whether somebody else could come as well."""


class SuggestionCard(Card):
    """Rows of ``Proposed``; the signals carry the row whose button was pressed."""

    put_in = pyqtSignal(object)
    another = pyqtSignal(object)
    asked_why = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__(_("Suggestions for open places"))
        self.title_row.addWidget(label(_("by the rules, wishes and fair hours"), "caption"))
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, px(4), 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(2, 1)
        self._rows: list[Proposed] = []
        self._said: tuple[list[Proposed], str] = ([], "")
        self.body.addWidget(scrolling(inner), 1)
        self.setMinimumHeight(px(LEAST_HEIGHT))

    def show_rows(self, rows: Sequence[Proposed], nothing: str) -> None:
        """Show other rows; ``nothing`` is said where there are none."""
        if self._said == (list(rows), nothing):
            return
        self._rows, self._said = list(rows), (list(rows), nothing)
        clear(self._grid)
        for number, each in enumerate(self._rows):
            self._add(2 * number, each)
        if not self._rows:
            self._grid.addWidget(label(nothing, "muted", wrap=True), 0, 0, 1, 5)
        self._grid.setRowStretch(2 * max(1, len(self._rows)), 1)

    def rows(self) -> list[Proposed]:
        """Return the rows shown."""
        return self._rows

    def _add(self, line: int, each: Proposed) -> None:
        where, name = label(each.where), label(each.name, "strong")
        reasons = Elide(each.reasons, "muted")
        for place, widget in enumerate((where, name, reasons)):
            self._grid.addWidget(widget, line, place)
        if each.who is None:
            self._grid.addWidget(self._why(each), line, 3, 1, 2)
        else:
            self._grid.addWidget(self._another(each), line, 3)
            self._grid.addWidget(self._put(each), line, 4)
        self._grid.addWidget(rule(), line + 1, 0, 1, 5)

    def _another(self, each: Proposed) -> QPushButton:
        made = button(_("Another one"), look="link")
        made.setProperty("quiet", True)
        made.setEnabled(each.others)
        made.setAccessibleName(_("Another one for {where}").format(where=each.where))
        made.clicked.connect(partial(self._tell, self.another, each))
        return made

    def _put(self, each: Proposed) -> QPushButton:
        made = button(_("Put in"), look="link")
        made.setAccessibleName(_("Put {name} in: {where}").format(name=each.name, where=each.where))
        made.clicked.connect(partial(self._tell, self.put_in, each))
        return made

    def _why(self, each: Proposed) -> QPushButton:
        made = button(_("See why"), look="link")
        made.setAccessibleName(_("See why nobody fits: {where}").format(where=each.where))
        made.clicked.connect(partial(self._tell, self.asked_why, each))
        return made

    def _tell(self, signal: object, each: Proposed, _checked: bool = False) -> None:
        signal.emit(each)  # type: ignore[attr-defined]
