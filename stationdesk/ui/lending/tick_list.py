"""Several things to be ticked, each with a muted line under it; one field of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import column, label
from stationdesk.ui.widgets.enter_key import walks_on
from stationdesk.ui.widgets.fields import TickField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtWidgets import QVBoxLayout


class TickList(QWidget):
    """Ticks one below the other; ``value`` gives the places of those that are ticked."""

    edited = pyqtSignal()

    def __init__(
        self, told: Sequence[tuple[str, str]], ticked: Sequence[bool], parent: QWidget | None = None
    ) -> None:
        """``told`` are the words of each tick and of the line under it, which may be empty."""
        super().__init__(parent)
        lines = column(gap=10)
        self.ticks: list[TickField] = []
        for (words, under), value in zip(told, ticked, strict=True):
            tick = TickField(words, value)
            tick.edited.connect(self.edited)
            tick.installEventFilter(self)
            self.ticks.append(tick)
            lines.addLayout(_with_line(tick, under))
        self.setLayout(lines)

    def value(self) -> list[int]:
        """Return which are ticked, counted from 0."""
        return [number for number, tick in enumerate(self.ticks) if tick.value()]

    def is_empty(self) -> bool:
        """Return whether none is ticked."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: a tick can always be read."""
        return ""

    def setFocus(self, *_reason: object) -> None:
        if self.ticks:
            self.ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let Enter go from tick to tick."""
        return walks_on(watched, event)


def _with_line(tick: TickField, under: str) -> QVBoxLayout:
    lines = column(tick, gap=2)
    if under:
        told = label(under, "caption", wrap=True)
        told.setIndent(px(26))
        lines.addWidget(told)
    return lines
