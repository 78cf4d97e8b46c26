"""Which kinds of day something is about, ticked one by one; and on which weekdays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.working_days import DAY_KIND_WORDS, DayKind
from stationdesk.i18n import _
from stationdesk.ui.roster.words import SHORT_WEEKDAYS
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Key = TypeVar("Key")


class TickSet(QWidget, Generic[Key]):
    """Ticks side by side as one field of a form; at least one is wanted."""

    edited = pyqtSignal()

    def __init__(self, options: Mapping[Key, str], chosen: Collection[Key]) -> None:
        super().__init__()
        self.ticks = {key: TickField(words, key in chosen) for key, words in options.items()}
        layout = FlowLayout(14, 2)
        for tick in self.ticks.values():
            layout.addWidget(tick)
            tick.edited.connect(self.edited)
        self.setLayout(layout)
        first = next(iter(self.ticks.values()))
        self.setFocusProxy(first)

    def value(self) -> frozenset[Key]:
        """Return what is ticked."""
        return frozenset(key for key, tick in self.ticks.items() if tick.value())

    def is_empty(self) -> bool:
        """Return whether nothing is ticked."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: a tick can always be read."""
        return ""


def kind_ticks(chosen: Collection[DayKind]) -> TickSet[DayKind]:
    """Return a field for kinds of day."""
    return TickSet({kind: _(words) for kind, words in DAY_KIND_WORDS.items()}, chosen)


def weekday_ticks(chosen: Collection[int]) -> TickSet[int]:
    """Return a field for ISO weekdays."""
    names = {number: _(words) for number, words in enumerate(SHORT_WEEKDAYS, start=1)}
    return TickSet(names, chosen)


def kinds_words(kinds: Collection[DayKind]) -> str:
    """Return kinds of day in a row, in their usual order; all open days in one word."""
    if frozenset(DayKind) - {DayKind.CLOSED} == frozenset(kinds) - {DayKind.CLOSED}:
        return _("every open day")
    return _(", ").join(_(words) for kind, words in DAY_KIND_WORDS.items() if kind in kinds)


def weekdays_words(weekdays: Collection[int]) -> str:
    """Return weekdays in a row; every day in one word."""
    if len(weekdays) == len(SHORT_WEEKDAYS):
        return _("every weekday")
    return _(", ").join(_(SHORT_WEEKDAYS[number - 1]) for number in sorted(weekdays))
