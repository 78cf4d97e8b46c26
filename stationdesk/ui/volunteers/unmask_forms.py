"""Seeing a whole phone, or a whole identity number: with a reason, on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.volunteers.identity_numbers import DOCUMENTS
from stationdesk.i18n import _
from stationdesk.ui.volunteers.words import person_words
from stationdesk.ui.widgets.unmask_form import UnmaskForm

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs


class UnmaskPhoneForm(UnmaskForm):
    """Shows somebody's whole phone."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        reasons = [_("To arrange a shift"), _("In an emergency"), _("To check the records")]
        super().__init__(person_words(volunteer), reasons, dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer

    def unmask(self, reason: str) -> tuple[str, ...]:
        return (self._volunteers.unmask_phone(self._volunteer.id, reason),)


class UnmaskIdentityForm(UnmaskForm):
    """Shows somebody's identity document and its whole number."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        reasons = [_("To insure the volunteer"), _("To check the records")]
        super().__init__(person_words(volunteer), reasons, dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer

    def unmask(self, reason: str) -> tuple[str, ...]:
        identity = self._volunteers.unmask_identity(self._volunteer.id, reason)
        if identity is None:
            return ()
        return _(DOCUMENTS[identity.document]), identity.number
