"""Days with other hours than the timetable says are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening import NewException
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import DayField, TextField, TickField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.hours import HoursField

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs


class ExceptionForm(Form):
    """Enters closed days, or days with other hours."""

    def __init__(
        self,
        station: StationFacts,
        today: date,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Days with other hours"), _("Save"), columns=2, dialogs=dialogs, parent=parent
        )
        self._station, self._today = station, today
        self._add_fields()
        self.closed.edited.connect(self._on_closed)
        self._on_closed()
        self.set_clean()

    def keep(self) -> None:
        """Hand the days to the service."""
        first = self.first.value() or self._today
        self._station.add_exception(
            NewException(
                first_day=first,
                last_day=self.last.value() or first,
                reason=self.reason.value(),
                intervals=() if self.closed.value() else self.hours.value(),
            )
        )

    def _add_fields(self) -> None:
        self.first = self.add(
            "first_day", _("First day"), DayField(self._today, self._today), required=True
        )
        self.last = self.add(
            "last_day", _("Last day"), DayField(self._today), hint=_("Empty: one day only.")
        )
        self.closed = TickField(_("Closed on these days"), value=True)
        self.add("closed", _("Open or closed"), self.closed, wide=True)
        self.hours = self.add(
            "intervals",
            _("Hours on these days"),
            HoursField(),
            wide=True,
            required=True,
            hint=_("Several stretches: 8:30-12 14-18."),
        )
        self.reason = self.add(
            "reason", _("Why"), TextField(hint=_("e.g. National Day")), required=True, wide=True
        )
        self.reason.offer(
            [
                _("National Day"),
                _("Spring Festival"),
                _("Qingming"),
                _("Labour Day"),
                _("Mid-Autumn Festival"),
                _("Power cut"),
                _("Repair work"),
                _("Heat: open longer"),
            ]
        )

    def _on_closed(self) -> None:
        self.grid.show_field("intervals", shown=not self.closed.value())
        self._take_size()
