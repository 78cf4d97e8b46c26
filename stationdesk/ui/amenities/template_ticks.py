"""The ready-made upkeep plans for a kind of amenity, to be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.periods import EVERY_WORDS
from stationdesk.domain.upkeep import PURPOSE_WORDS
from stationdesk.i18n import _, language
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import clear, column, label
from stationdesk.ui.widgets.fields import TickField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from stationdesk.domain.plan_templates import PlanTemplate


class TemplateTicks(QWidget):
    """One tick for each plan, with its rhythm and where that comes from."""

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[str, TickField] = {}
        self._lines = column(gap=4)
        self.setLayout(self._lines)

    def show_templates(
        self, templates: Iterable[PlanTemplate], taken: Collection[str] = ()
    ) -> None:
        """Offer ``templates``; those in ``taken`` are there already and cannot be ticked."""
        clear(self._lines)
        self.ticks = {}
        for template in templates:
            there = template.key in taken
            tick = TickField(_told(template), not there)
            tick.setEnabled(not there)
            tick.edited.connect(self.edited)
            self.ticks[template.key] = tick
            source = template.source[_tongue()]
            told = _("This plan is there already.") if there else source
            hint = label(told, "caption", wrap=True)
            hint.setContentsMargins(px(28), 0, 0, px(4))
            self._lines.addWidget(tick)
            self._lines.addWidget(hint)

    def value(self) -> tuple[str, ...]:
        """Return the keys of the plans ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.value() and tick.isEnabled())

    def is_empty(self) -> bool:
        """Return whether none is ticked."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: ticks can always be read."""
        return ""

    def setFocus(self, *_reason: object) -> None:
        """Go to the first tick that can be set."""
        for tick in self.ticks.values():
            if tick.isEnabled():
                tick.setFocus()
                return


def _told(template: PlanTemplate) -> str:
    one, several = EVERY_WORDS[template.every_unit]
    rhythm = _(one) if template.every == 1 else _(several).format(count=template.every)
    return f"{template.task[_tongue()]} · {rhythm} · {_(PURPOSE_WORDS[template.purpose])}"


def _tongue() -> str:
    return "zh" if language().startswith("zh") else "en"
