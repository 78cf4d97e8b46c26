"""A leave as somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.volunteers.availability import LEAVE_KIND_WORDS, LeaveKind, NewLeave
from stationdesk.i18n import _
from stationdesk.services.search_words import initials
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.ui.dialogs import Dialogs


class LeaveForm(Form):
    """Who is away from when until when, in the coarsest words."""

    def __init__(
        self,
        people: Mapping[VolunteerId, str],
        today: date,
        keep: Callable[[NewLeave], object],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Write a leave down"), _("Write it down"), dialogs=dialogs, parent=parent
        )
        self._keep = keep
        options: dict[object, str] = {}
        options.update(people.items())
        whom = ChoiceField(options, initials_of=initials)
        self.who = self.add("volunteer_id", _("Volunteer"), whom, required=True)
        self.first = self.add(
            "first_day", _("First day off"), DayField(today, today), required=True
        )
        self.last = self.add("last_day", _("Last day off"), DayField(today, today), required=True)
        kinds: dict[object, str] = {kind: _(words) for kind, words in LEAVE_KIND_WORDS.items()}
        self.kind = self.add("kind", _("Why away"), ChoiceField(kinds))
        self.grid.add_wide(label(_("Write nothing about anybody's health."), "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        first, last = self.first.value(), self.last.value()
        assert first is not None, "a required day is filled in"
        assert last is not None, "a required day is filled in"
        wish = NewLeave(
            volunteer_id=cast("VolunteerId", self.who.value()),
            first_day=first,
            last_day=last,
            kind=cast("LeaveKind", self.kind.value()),
        )
        self._keep(wish)
