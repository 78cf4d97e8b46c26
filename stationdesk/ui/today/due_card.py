"""What waits for a hand: the list of reminders, and which of them are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.reminders import Area
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.today.area_choice import AreaChoice
from stationdesk.ui.today.columns import REMINDERS
from stationdesk.ui.widgets.basics import Card
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.reminders import Reminder

ALL = "all"
AREAS = (*(Area.INVENTORY, Area.AMENITIES, Area.LENDING, Area.FEEDBACK, Area.ROSTER, Area.TIERS),)
MARGINS = 2 * 16 + 8
"""What a card leaves at both sides, and between its heading and what stands beside it (px)."""


class DueCard(Card):
    """Reminders, the most urgent first; ``opened`` tells the one to be dealt with."""

    opened = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__(_("Due and to do"))
        self.areas = AreaChoice(
            {
                ALL: _("All"),
                Area.INVENTORY.value: _("Goods"),
                Area.AMENITIES.value: _("Amenities"),
                Area.LENDING.value: _("Lent"),
                Area.FEEDBACK.value: _("Voices"),
                Area.ROSTER.value: _("Duty"),
                Area.TIERS.value: _("Tiers"),
            },
            _("Which reminders"),
        )
        self.table: RecordTable[Reminder] = RecordTable(
            REMINDERS,
            _("Due and to do"),
            key=lambda one: (one.area, one.opens, one.what.phrase),
            verb_of=lambda _one: _("Handle"),
            header=False,
            footer=False,
        )
        self.table.view.fold("day")
        self.table.say_when_empty(EmptyState(Nothing.ALL_DONE, _("Nothing waits. Well done!")))
        self.title_row.addWidget(self.areas)
        self.body.addWidget(self.table, 1)
        self.areas.chosen.connect(self._on_area)
        self.table.clear_wanted.connect(self.areas.choose_first)
        self.table.opened.connect(self.opened)

    def show_reminders(self, reminders: Sequence[Reminder]) -> None:
        """Show other reminders."""
        counts = Counter(_area_of(one) for one in reminders)
        told = {area.value: counts[area.value] for area in AREAS}
        self.areas.set_counts({ALL: len(reminders)} | told)
        self.table.show_records(reminders)
        self._make_room()

    def go_to_list(self) -> None:
        """Show all and let the keys move in the list."""
        self.areas.choose_first()
        self.table.choose_first()
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave the heading whole, whatever is beside it."""
        self.areas.fit(self.width() - px(MARGINS) - self.title.sizeHint().width())

    def _on_area(self, key: str) -> None:
        if key == ALL:
            self.table.narrow(None)
        else:
            self.table.narrow(lambda one: _area_of(one) == key)


def _area_of(reminder: Reminder) -> str:
    """Return under which choice a reminder stands.

    Volunteers stand with their roster, inspections with the tiers.
    """
    return _STAND_WITH.get(reminder.area, reminder.area).value


_STAND_WITH = {Area.VOLUNTEERS: Area.ROSTER, Area.INSPECTIONS: Area.TIERS}
