"""Small forms that ask for a reason: retire, restore, void."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.amenities import Amenity
    from stationdesk.services.amenities import Amenities
    from stationdesk.ui.dialogs import Dialogs


class RetireForm(Form):
    """Takes an amenity out of service for good."""

    def __init__(
        self,
        amenities: Amenities,
        amenity: Amenity,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Retire {name}").format(name=amenity.name)
        super().__init__(title, _("Retire"), dialogs=dialogs, parent=parent)
        self._amenities, self._amenity = amenities, amenity
        told = _("Its records stay. From this day on it no longer counts for the tier.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.on = self.add("on", _("Out of service from"), DayField(today, today), required=True)
        self.reason = self.add("reason", _("Reason to retire"), TextField(), required=True)
        self.reason.offer(
            [
                _("Broken beyond repair"),
                _("End of its service life"),
                _("Replaced by a new one"),
                _("Moved to another station"),
                _("No longer needed"),
            ]
        )
        self.set_clean()

    def keep(self) -> None:
        on = cast("date", self.on.value())
        self._amenities.retire(self._amenity.id, on, self.reason.value())


class RestoreForm(Form):
    """Puts a retired amenity back into service."""

    def __init__(
        self,
        amenities: Amenities,
        amenity: Amenity,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Put {name} back into service").format(name=amenity.name)
        super().__init__(title, _("Back into service"), dialogs=dialogs, parent=parent)
        self._amenities, self._amenity = amenities, amenity
        told = _("Retired on {day}: {reason}. The days between stay on record as out of use.")
        words = told.format(day=amenity.retired_on, reason=amenity.retire_reason)
        self.grid.add_wide(label(words, "muted", wrap=True))
        self.on = self.add("on", _("In service again from"), DayField(today, today), required=True)
        self.set_clean()

    def keep(self) -> None:
        self._amenities.restore(self._amenity.id, self.on.value())


class VoidForm(Form):
    """Voids a record that was entered by mistake."""

    def __init__(
        self,
        title: str,
        told: str,
        void: Callable[[str], object],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``told`` says what happens; ``void`` is handed the reason and may raise ``Refused``."""
        super().__init__(title, _("Void"), dialogs=dialogs, parent=parent)
        self._void = void
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.reason = self.add("reason", _("Why it is voided"), TextField(), required=True)
        self.reason.offer([_("Entered twice"), _("Entered for the wrong amenity"), _("Mistyped")])
        self.set_clean()

    def keep(self) -> None:
        self._void(self.reason.value())
