"""A fault reported: what is broken, how badly, and whether it can still be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.faults import SEVERITY_WORDS, NewFault, Severity
from stationdesk.i18n import _
from stationdesk.ui.amenities.amenity_choice import amenity_field
from stationdesk.ui.amenities.stoppage_fields import StoppageFields
from stationdesk.ui.widgets.fields import ChoiceField, DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.photo_field import PhotoField

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AmenityId, FaultId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs


class FaultForm(Form):
    """Reports a fault; ``fault_id`` tells which one it became."""

    def __init__(
        self,
        amenities: Amenities,
        attachments: Attachments,
        today: date,
        *,
        amenity_id: AmenityId | None = None,
        people: list[str] | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with one amenity, or with none chosen."""
        super().__init__(
            _("Report a fault"), _("Report fault"), columns=2, dialogs=dialogs, parent=parent
        )
        self._amenities, self._attachments = amenities, attachments
        self._known = {line.amenity.id: line.amenity for line in amenities.register()}
        self.fault_id: FaultId | None = None
        self._add_fields(today, people or [], dialogs)
        self.amenity.set_value(amenity_id)
        self.amenity.edited.connect(self._on_amenity)
        self._on_amenity()
        self.set_clean()

    def keep(self) -> None:
        if self.fault_id is None:
            self.fault_id = self._amenities.report_fault(self._wish())
        if not self.photo.is_empty():
            uid = self._amenities.fault(self.fault_id).uid
            self._attachments.add("fault", uid, self.photo.file_name(), self.photo.value())

    def _wish(self) -> NewFault:
        return NewFault(
            amenity_id=cast("AmenityId", self.amenity.value()),
            description=self.description.value(),
            reported_on=cast("date", self.day.value()),
            reported_by=self.by.value(),
            severity=Severity(str(self.severity.value())),
            stops_use_from=self.stoppage.started_at(),
            pieces=self.stoppage.pieces_out(),
        )

    def _add_fields(self, today: date, people: list[str], dialogs: Dialogs) -> None:
        field = amenity_field(self._known.values(), self._amenities.search_words())
        self.amenity = self.add("amenity", _("Amenity"), field, required=True)
        severities: dict[object, str] = {each.value: _(SEVERITY_WORDS[each]) for each in Severity}
        self.severity = self.add("severity", _("Severity"), ChoiceField(severities))
        self.description = self.add(
            "description",
            _("Description of the fault"),
            LongTextField(lines=2),
            required=True,
            wide=True,
        )
        self.day = self.add("reported_on", _("Reported on"), DayField(today, today), required=True)
        self.by = self.add("reported_by", _("Reported by"), TextField(), required=True)
        self.by.offer(people)
        self.stoppage = StoppageFields(self, self._amenities.this_minute())
        self.photo = self.add("photo", _("Photo"), PhotoField(dialogs), wide=True)

    def _on_amenity(self) -> None:
        amenity = self._known.get(cast("AmenityId", self.amenity.value()))
        self.stoppage.set_pieces_of(amenity.pieces if amenity else 1)
        if amenity is not None and not self.by.value():
            self.by.set_value(amenity.keeper)
