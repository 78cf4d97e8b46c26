"""Minutes of service that no attendance is behind: written down, and adjusted with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.attendance.hours import HOURS_KIND_WORDS, HoursKind
from stationdesk.domain.attendance.ledger_rules import NewService
from stationdesk.domain.ids import new_uid
from stationdesk.i18n import _
from stationdesk.services.search_words import initials
from stationdesk.ui.volunteers.attendance_forms import work_field
from stationdesk.ui.volunteers.words import HOUR, hours_words, person_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attendance.lines import LedgerLine
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.ui.dialogs import Dialogs

MOST_HOURS = 100_000


class ServiceForm(Form):
    """Service outside of the station, or hours brought in from before."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        people: Sequence[Volunteer],
        today: date,
        volunteer_id: VolunteerId | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Write service down"), _("Write it down"), columns=2, dialogs=dialogs, parent=parent
        )
        self._attendance, self._today, self._request_key = attendance, today, new_uid()
        names: dict[object, str] = {None: _("Choose…")}
        names |= {each.id: person_words(each) for each in people}
        self.who = self.add(
            "volunteer", _("Volunteer"), ChoiceField(names, initials), required=True
        )
        self.who.set_value(volunteer_id)
        kinds: dict[object, str] = {
            kind: _(HOURS_KIND_WORDS[kind]) for kind in (HoursKind.WORKLOG, HoursKind.BROUGHT)
        }
        self.kind = self.add("kind", _("Kind of line"), ChoiceField(kinds))
        self.day = self.add("served_on", _("Day of service"), DayField(today, today), required=True)
        self.hours = self.add(
            "hours", _("Hours of this service"), CountField(least=0, most=MOST_HOURS)
        )
        self.minutes = self.add("minutes", _("and minutes"), CountField(least=0, most=6_000_000))
        self.work = self.add("work", _("Service done"), work_field(), required=True, wide=True)
        self.reason = self.add(
            "reason",
            _("From what paper"),
            TextField(),
            wide=True,
            hint=_("Needed for hours that are brought in."),
        )
        self.set_clean()

    def keep(self) -> None:
        wish = NewService(
            volunteer_id=cast("VolunteerId", self.who.value()),
            served_on=self.day.value() or self._today,
            minutes=(self.hours.value() or 0) * HOUR + (self.minutes.value() or 0),
            work=self.work.value(),
            kind=cast("HoursKind", self.kind.value()),
            reason=self.reason.value(),
            request_key=self._request_key,
        )
        self._attendance.write_service(wish)


class AdjustForm(Form):
    """What a line that was written by hand is worth in all; the line itself stays."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        line: LedgerLine,
        rounding: int,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Adjust hours"), _("Adjust"), dialogs=dialogs, parent=parent)
        self._attendance, self._line = attendance, line.line
        told = f"{line.name} {line.line.served_on} {hours_words(line.line.minutes, rounding)}"
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.minutes = self.add(
            "minutes",
            _("Worth in all"),
            CountField(line.line.minutes, least=0, most=6_000_000),
            required=True,
            unit=_("minutes"),
        )
        self.reason = self.add("reason", _("Reason"), TextField(), required=True)
        note = _("A line with the difference is added, which cites this one; nothing is changed.")
        self.grid.add_wide(label(note, "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        self._attendance.adjust(self._line.id, self.minutes.value() or 0, self.reason.value())
