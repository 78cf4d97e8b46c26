"""Volunteers: how hours are shown, when attendance closes, who issues certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.attendance.certificates import IssuingBody
from stationdesk.domain.attendance.shown_hours import HALF, TENTH
from stationdesk.domain.settings import GRACE_MINUTES
from stationdesk.i18n import _
from stationdesk.ui.settings.typed_section import TypedSection
from stationdesk.ui.widgets.basics import Card, label, row
from stationdesk.ui.widgets.fields import ChoiceField, CountField, TextField

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.settings import StationSettings

YEAR_DAYS = 365.25
MOST_YEARS = 10


class VolunteersSection(TypedSection):
    """Choices about attendance and hours, then the issuing body with all that it must tell."""

    def __init__(self, settings: StationSettings, attendance: AttendanceDesk) -> None:
        super().__init__()
        self._settings, self._attendance = settings, attendance
        self._add_choices()
        self._add_issuer()
        card = Card(_("Volunteers, hours and certificates"))
        card.body.addWidget(self.grid)
        card.body.addLayout(row(None, self.discard))
        self.body.addWidget(card)
        self.hear_fields()

    def show_kept(self) -> None:
        chosen, issuer = self._settings.settings(), self._attendance.issuing_body()
        self.rounding.set_value(chosen.hours_rounding)
        self.grace.set_value(chosen.attendance_grace_minutes)
        self.years.set_value(round(chosen.volunteer_retention_days / YEAR_DAYS))
        self.name.set_value(issuer.name)
        self.in_charge.set_value(issuer.person_in_charge)
        self.handler.set_value(issuer.handler)
        self.phone.set_value(issuer.phone)
        self.prefix.set_value(issuer.number_prefix)

    def keep(self) -> None:
        """Keep what differs: the issuing body first, whose fields may be refused."""
        self._attendance.set_issuing_body(self.issuer())
        chosen, settings = self._settings.settings(), self._settings
        rounding = cast("int", self.rounding.value())
        if rounding != chosen.hours_rounding:
            settings.keep_hours_rounding(rounding)
        grace = self.grace.value()
        if grace is not None and grace != chosen.attendance_grace_minutes:
            settings.keep_attendance_grace(grace)
        years = self.years.value()
        if years is not None and years != round(chosen.volunteer_retention_days / YEAR_DAYS):
            settings.keep_volunteer_retention_days(round(years * YEAR_DAYS))

    def issuer(self) -> IssuingBody:
        """Return the issuing body as it was typed."""
        return IssuingBody(
            name=self.name.value(),
            person_in_charge=self.in_charge.value(),
            handler=self.handler.value(),
            phone=self.phone.value(),
            number_prefix=self.prefix.value(),
        )

    def first_stop(self) -> QWidget:
        return self.grid.field("hours_rounding")

    def _add_choices(self) -> None:
        self.grid.add_heading(_("Attendance and hours"))
        roundings: dict[object, str] = {TENTH: _("to 0.1 hours"), HALF: _("to 0.5 hours")}
        self.rounding = self.grid.add(
            "hours_rounding",
            _("Hours are shown rounded"),
            ChoiceField(roundings),
            hint=_("Minutes are kept as they are; a sum is rounded once."),
        )
        self.grace = self.grid.add(
            "attendance_grace_minutes",
            _("A forgotten sign-out closes after the planned end"),
            CountField(least=GRACE_MINUTES.least, most=GRACE_MINUTES.most),
            required=True,
            unit=_("minutes"),
            hint=_("It is credited until the planned end and waits for a look."),
        )
        self.years = self.grid.add(
            "volunteer_retention_days",
            _("It is known who a volunteer was after leaving"),
            CountField(least=0, most=MOST_YEARS),
            required=True,
            unit=_("years"),
            hint=_("The program's own default of five years; no public rule names a time."),
        )

    def _add_issuer(self) -> None:
        self.grid.add_heading(_("Issuing body of certificates"))
        told = _(
            "Records of service are the station's own. A certificate needs an issuing body with "
            "all of these; its numbers are its own as well."
        )
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.name = self.grid.add("name", _("Name of the issuing body"), TextField())
        self.in_charge = self.grid.add(
            "person_in_charge", _("Head of the issuing body"), TextField()
        )
        self.handler = self.grid.add("handler", _("Person who handles it"), TextField())
        self.phone = self.grid.add("phone", _("Phone of the issuing body"), TextField())
        self.prefix = self.grid.add(
            "number_prefix",
            _("Numbers begin with"),
            TextField(),
            hint=_("Letters, digits and hyphens; empty: ZM"),
        )
