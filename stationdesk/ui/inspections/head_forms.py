"""Beginning an inspection, and what stands at its head: who inspects, who goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.ids import new_uid
from stationdesk.domain.inspections.kinds import InspectionKind
from stationdesk.i18n import _
from stationdesk.ui.inspections.words import kind_options
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import InspectionId
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices


class BeginForm(Form):
    """Begins an inspection; ``inspection_id`` is the one that was begun."""

    def __init__(
        self,
        services: InspectionServices,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Begin an inspection"), _("Begin checking"), columns=2, dialogs=dialogs, parent=parent
        )
        self._services, self._key = services, new_uid()
        self.inspection_id: InspectionId | None = None
        today = services.today()
        self.kind = self.add("kind", _("Kind of inspection"), ChoiceField(kind_options()))
        self.day = self.add("on", _("Inspected on"), DayField(today, today), required=True)
        self.inspectors = self.add(
            "inspectors", _("Inspectors"), TextField(services.who()), required=True, wide=True
        )
        self.escort = self.add("escort", _("Went along"), TextField(), wide=True)
        for field in (self.inspectors, self.escort):
            field.offer(services.people())
        told = _(
            "The lines come from the services of the tier, with what the records of that day say."
        )
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.kind.edited.connect(self._on_kind)
        self.set_clean()

    def keep(self) -> None:
        self.inspection_id = self._services.inspections.begin(
            cast("InspectionKind", self.kind.value()),
            self.day.value(),
            self.inspectors.value(),
            self.escort.value(),
            request_key=self._key,
        )

    def _on_kind(self) -> None:
        """Whoever is at the desk inspects himself, and goes along when others do."""
        who, own = self._services.who(), self.kind.value() is InspectionKind.SELF
        first, second = (self.escort, self.inspectors) if own else (self.inspectors, self.escort)
        if first.value() == who and second.is_empty():
            first.set_value("")
            second.set_value(who)


class HeadForm(Form):
    """Changes the head of an inspection that is being filled in, and says what is said of it."""

    def __init__(
        self,
        services: InspectionServices,
        head: Inspection,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Head and summary"), _("Save"), dialogs=dialogs, parent=parent)
        self._services, self._id = services, head.id
        self.inspectors = self.add(
            "inspectors", _("Inspectors"), TextField(head.inspectors), required=True
        )
        self.escort = self.add("escort", _("Went along"), TextField(head.escort))
        for field in (self.inspectors, self.escort):
            field.offer(services.people())
        self.summary = self.add(
            "summary", _("Summary of the inspection"), LongTextField(head.summary)
        )
        self.set_clean()

    def keep(self) -> None:
        self._services.inspections.write_head(
            self._id,
            inspectors=self.inspectors.value(),
            escort=self.escort.value(),
            summary=self.summary.value(),
        )


class SignForm(Form):
    """Signs a submitted inspection: it never changes afterwards, and that is said."""

    def __init__(
        self,
        services: InspectionServices,
        head: Inspection,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Sign inspection {number}").format(number=head.number)
        super().__init__(title, _("Sign it"), dialogs=dialogs, parent=parent)
        self._services, self._id = services, head.id
        told = _("Signed, it is sealed: no line changes any more. The actions go on.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.signer = self.add(
            "signer", _("Signed by (inspection)"), TextField(head.inspectors), required=True
        )
        self.signer.offer(services.people())
        self.set_clean()

    def keep(self) -> None:
        self._services.inspections.sign(self._id, self.signer.value())
