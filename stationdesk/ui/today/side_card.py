"""The day itself under four tabs: duty, visits, handover notes, and hours with what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget

from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.today.area_choice import AreaChoice
from stationdesk.ui.today.day_part import DayPart
from stationdesk.ui.today.duty_part import DutyPart
from stationdesk.ui.today.handover_part import HandoverPart
from stationdesk.ui.today.visits_part import VisitsPart
from stationdesk.ui.widgets.basics import Card, button, keep_shown

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.attendance.duty_day import DutyDay
    from stationdesk.services.today import DaySummary

DUTY, VISITS, NOTES, DAY = "duty", "visits", "handover", "day"
MARGINS = 2 * 16 + 8
"""What a card leaves at both sides, and before the link at its right (px)."""

HEAD_AND_FOOT = 48
"""What a card leaves above, below, and under its tabs (px)."""


class SideCard(Card):
    """Duty stands in front where the station keeps volunteers; the tab chosen by hand stays."""

    hours_wanted = pyqtSignal()
    height_changed = pyqtSignal()
    """Another tab may want another height."""

    def __init__(self) -> None:
        super().__init__()
        words = {
            DUTY: _("Duty today"),
            VISITS: _("Visits"),
            NOTES: _("Handover"),
            DAY: _("Open and done"),
        }
        self.tabs = AreaChoice(words, _("The day"))
        self.duty, self.visits = DutyPart(), VisitsPart()
        self.handover, self.day = HandoverPart(), DayPart()
        self.to_roster = button(_("To the roster"), look="link")
        self.to_hours = button(_("Hours"), look="link", tip=_("Look at the opening hours"))
        self._stack = QStackedWidget()
        self._parts = {
            DUTY: self.duty,
            VISITS: self.visits,
            NOTES: self.handover,
            DAY: self.day,
        }
        self._by_hand = False
        self._build()
        self._connect()

    def show_day(self, summary: DaySummary) -> None:
        """Show another day."""
        self.day.show_day(summary)
        self.show_duty(summary.duty)
        if not self._by_hand:
            kept = summary.duty is not None and summary.duty.kept
            self.tabs.choose(DUTY if kept else DAY)
            self._by_hand = False

    def show_duty(self, duty: DutyDay | None) -> None:
        """Show how duty and handover stand now."""
        notes = duty.notes if duty is not None else ()
        self.duty.show_duty(duty)
        self.handover.show_notes(notes)
        self.tabs.set_counts({NOTES: len(notes)})
        self._make_room()

    def wanted_height(self) -> int:
        """Return what the tab in front would like to have; 0 where it takes what it is given."""
        if self.tabs.current() != VISITS:
            return 0
        return self.visits.wanted_height() + self.tabs.sizeHint().height() + px(HEAD_AND_FOOT)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._make_room()

    def choose(self, key: str) -> None:
        """Put a tab in front."""
        self.tabs.choose(key)

    def _build(self) -> None:
        self.title_row.insertWidget(0, self.tabs)
        self.title_row.addStretch(1)
        self.title_row.addWidget(self.to_roster)
        self.title_row.addWidget(self.to_hours)
        for part in self._parts.values():
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._show(DUTY)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.to_hours.clicked.connect(lambda _checked: self.hours_wanted.emit())
        self.to_roster.clicked.connect(lambda _checked: self.duty.roster_wanted.emit())

    def _on_tab(self, key: str) -> None:
        self._by_hand = True
        self._show(key)
        self.height_changed.emit()

    def _show(self, key: str) -> None:
        self._stack.setCurrentWidget(self._parts[key])
        keep_shown(self.to_roster, shown=key == DUTY)
        keep_shown(self.to_hours, shown=key == DAY)

    def _make_room(self) -> None:
        links = (self.to_roster, self.to_hours)
        widest = max(link.sizeHint().width() for link in links)
        self.tabs.fit(self.width() - px(MARGINS) - widest)
