"""What a guardian signed: five fields that stand in a form of their own, or in a larger one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.volunteers.people import NewConsent
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import DayField, TextField

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.ui.widgets.forms import Form

ABOUTS = ("guardian", "relation", "phone", "signed_on", "valid_until")


class ConsentFields:
    """The fields of a consent within ``form``; ``prefix`` stands before their names."""

    def __init__(self, form: Form, today: date, prefix: str = "") -> None:
        self._form, self._today, self._prefix = form, today, prefix

        self.guardian = form.add(
            prefix + "guardian", _("Name of the guardian"), TextField(), required=True
        )
        self.relation = form.add(
            prefix + "relation", _("What the guardian is"), TextField(), required=True
        )
        self.relation.offer([_("Father"), _("Mother"), _("Grandparent")])
        self.phone = form.add(prefix + "phone", _("Phone of the guardian"), TextField())
        self.signed_on = form.add(
            prefix + "signed_on", _("Signed on"), DayField(today, today), required=True
        )
        self.valid_until = form.add(
            prefix + "valid_until",
            _("Holds until"),
            DayField(today),
            hint=_("Empty: until the 18th birthday"),
        )

    def show(self, *, shown: bool) -> None:
        """Show or hide all of them."""
        for about in ABOUTS:
            self._form.grid.show_field(self._prefix + about, shown=shown)

    def value(self) -> NewConsent:
        """Return what was typed."""
        return NewConsent(
            guardian=self.guardian.value(),
            relation=self.relation.value(),
            phone=self.phone.value(),
            signed_on=self.signed_on.value() or self._today,
            valid_until=self.valid_until.value(),
        )
