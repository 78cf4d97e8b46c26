"""Days that differ from the weekly rules, and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.volunteers.availability import (
    LEAVE_KIND_WORDS,
    WISH_WORDS,
    LeaveKind,
    NewAvailabilityException,
    NewLeave,
    Wish,
)
from stationdesk.i18n import _
from stationdesk.ui.volunteers.rule_rows import END, minute_of
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TimeField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs


class _DaysForm(Form):
    """Two days, both included; the last one follows the first until it is typed itself."""

    def __init__(
        self,
        title: str,
        verb: str,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, dialogs=dialogs, parent=parent)
        self._today = today
        self.first = self.add("first_day", _("First day"), DayField(today, today), required=True)
        self.last = self.add(
            "last_day", _("Last day"), DayField(today), hint=_("Empty: that one day only")
        )

    def days(self) -> tuple[date, date]:
        """Return the first and the last day."""
        first = self.first.value() or self._today
        return first, self.last.value() or first


class OtherDaysForm(_DaysForm):
    """Days on which somebody comes more, or less, willingly than usual."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Other days of {name}").format(name=volunteer.name)
        super().__init__(title, _("Write it down"), today, dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        wishes: dict[object, str] = {each: _(words) for each, words in WISH_WORDS.items()}
        self.wish = self.add("wish", _("How willingly"), ChoiceField(wishes))
        self.wish.set_value(Wish.CANNOT)
        whole_day = _("Without times: all day")
        self.start = self.add("from_minute", _("From what time"), TimeField(), hint=whole_day)
        self.end = self.add("to_minute", _("Until what time"), TimeField())
        self.set_clean()

    def keep(self) -> None:
        first, last = self.days()
        wish = NewAvailabilityException(
            first_day=first,
            last_day=last,
            wish=cast("Wish", self.wish.value()),
            from_minute=minute_of(self.start.value(), 0),
            to_minute=minute_of(self.end.value(), END) or END,
        )
        self._volunteers.add_exception(self._volunteer.id, wish)


class AwayForm(_DaysForm):
    """Leave as somebody asks for it; it is approved on the roster's page, which sees the gaps."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Leave of {name}").format(name=volunteer.name)
        super().__init__(title, _("Write it down"), today, dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        kinds: dict[object, str] = {kind: _(words) for kind, words in LEAVE_KIND_WORDS.items()}
        self.kind = self.add("kind", _("Why away"), ChoiceField(kinds))
        told = _("It counts once it is approved; shifts planned on these days come free then.")
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.grid.add_wide(label(_("Write nothing about anybody's health."), "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        first, last = self.days()
        wish = NewLeave(
            volunteer_id=self._volunteer.id,
            first_day=first,
            last_day=last,
            kind=cast("LeaveKind", self.kind.value()),
        )
        self._volunteers.ask_leave(wish)
