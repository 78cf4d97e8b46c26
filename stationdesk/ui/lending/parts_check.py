"""Looking over the parts of a piece that comes back: each is there unless one says it is not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import column, keep_shown, label, row
from stationdesk.ui.widgets.fields import CountField, TickField

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QHBoxLayout

    from stationdesk.domain.ids import LoanPartId
    from stationdesk.domain.lending.pieces import PartState


class PartsCheck(QWidget):
    """A tick for each part that is there; a part that is not tells how many are short."""

    edited = pyqtSignal()

    def __init__(self, parts: tuple[PartState, ...]) -> None:
        super().__init__()
        self._parts = {state.part.id: state for state in parts if state.there}
        self.ticks: dict[LoanPartId, TickField] = {}
        self.counts: dict[LoanPartId, CountField] = {}
        self._units: dict[LoanPartId, QWidget] = {}
        layout = column(gap=2)
        for state in self._parts.values():
            layout.addLayout(self._line(state))
        self.setLayout(layout)

    def short(self) -> dict[LoanPartId, int]:
        """Return how many of each part are missing or broken; parts that are there are left out."""
        return {
            part_id: self.counts[part_id].value() or 0
            for part_id, tick in self.ticks.items()
            if not tick.value()
        }

    def is_empty(self) -> bool:
        """Return False: a part that is not ticked is an answer."""
        return False

    def unreadable(self) -> str:
        """Return why a number short cannot be read."""
        wrong = (
            self.counts[part_id].unreadable() for part_id in self.short() if part_id in self.counts
        )
        return next(filter(None, wrong), "")

    def _line(self, state: PartState) -> QHBoxLayout:
        part = state.part
        tick = TickField(f"{part.name} ×{state.there}", value=True)
        count = CountField(state.there, least=1, most=state.there)
        count.setAccessibleName(_("Short: {part}").format(part=part.name))
        unit = label(_("short"), "muted")
        self.ticks[part.id], self.counts[part.id], self._units[part.id] = tick, count, unit
        tick.edited.connect(partial(self._on_tick, part.id))
        count.edited.connect(self.edited)
        line = row(tick, None, unit, count)
        for shown in (unit, count):
            keep_shown(shown, shown=False)
        return line

    def _on_tick(self, part_id: LoanPartId) -> None:
        missing = not self.ticks[part_id].value()
        several = self._parts[part_id].there > 1
        keep_shown(self._units[part_id], shown=missing)
        keep_shown(self.counts[part_id], shown=missing and several)
        self.edited.emit()
