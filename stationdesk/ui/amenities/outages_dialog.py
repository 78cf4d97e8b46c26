"""How long each amenity could be used in a period, and when it could not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import AVAILABILITY, OUTAGES
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import DayField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AmenityId
    from stationdesk.domain.outages import Outage
    from stationdesk.domain.upkeep_lines import AvailabilityLine
    from stationdesk.services.amenities import Amenities

SHOWN_DAYS = 30


class OutagesDialog(Panel):
    """Availability of all amenities over opening hours; the outages of the chosen one."""

    def __init__(
        self,
        amenities: Amenities,
        today: date,
        *,
        amenity_id: AmenityId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Availability and outages"), 940, 620, parent)
        self._amenities = amenities
        self.subtitle.setText(_("Counted over the opening hours of the station."))
        self.first = DayField(today, today - timedelta(days=SHOWN_DAYS - 1))
        self.last = DayField(today, today)
        self.table: RecordTable[AvailabilityLine] = RecordTable(
            AVAILABILITY, _("Availability"), key=lambda line: line.amenity.id
        )
        self.outages: RecordTable[Outage] = RecordTable(
            OUTAGES, _("Outages of the amenity"), key=lambda each: each.id, footer=False
        )
        self.told = label("", "strong")
        self._build()
        self.refresh()
        if amenity_id is None or not self.table.choose_where(
            lambda line: line.amenity.id == amenity_id
        ):
            self.table.choose_first()

    def refresh(self) -> None:
        """Read the days chosen again."""
        first, last = self.first.value(), self.last.value()
        if first is not None and last is not None and first <= last:
            self.table.show_records(self._amenities.availability_list(first, last))

    def _build(self) -> None:
        for day, name in ((self.first, _("From day")), (self.last, _("To day"))):
            day.setAccessibleName(name)
            day.setFixedWidth(px(140))
            day.edited.connect(self.refresh)
        self.outages.say_when_empty(EmptyState(Nothing.ALL_DONE, _("It was never out of use.")))
        self.outages.setFixedHeight(px(190))
        self.table.chosen.connect(self._on_chosen)
        days = row(label(_("From day"), "muted"), self.first, label(_("To day"), "muted"))
        days.addWidget(self.last)
        days.addStretch(1)
        self.body.addLayout(days)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.outages)

    def _on_chosen(self, line: AvailabilityLine | None) -> None:
        if line is None:
            self.told.setText("")
            self.outages.show_records(())
            return
        self.told.setText(_("All outages of {name}").format(name=line.amenity.name))
        self.outages.show_records(self._amenities.stoppages(line.amenity.id)[::-1])
