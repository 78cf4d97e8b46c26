"""Attendance typed in: signing out with what was done, corrections, walk-ins."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.ids import new_uid
from stationdesk.i18n import _
from stationdesk.services.search_words import initials
from stationdesk.ui.volunteers.words import days_words, person_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    TextField,
    TimeField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.ui.dialogs import Dialogs

MOST_AWAY = 1440


def work_field() -> TextField:
    """Return a field for what was done, which offers what is done most often."""
    field = TextField()
    field.offer(
        [
            _("On duty at the service desk"),
            _("Tidying up and hygiene"),
            _("Guiding visitors"),
            _("Help with phones and forms"),
            _("Handing out water and goods"),
            _("Keeping order"),
        ]
    )
    return field


def leaving(came: datetime, typed: time | None) -> datetime | None:
    """Return when somebody left who came then: a time before that is of the next day."""
    if typed is None:
        return None
    left = datetime.combine(came.date(), typed)
    return left if left >= came else left + timedelta(days=1)


class SignOutForm(Form):
    """Signs somebody out with what was done, and what of the time was no service."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        line: PresenceLine,
        now: datetime,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Sign {name} out").format(name=line.name)
        super().__init__(title, _("Sign out"), dialogs=dialogs, parent=parent)
        self._attendance, self._kept = attendance, line.attendance
        came = _("Signed in at {time}").format(time=f"{self._kept.came_at:%m-%d %H:%M}")
        self.grid.add_wide(label(came, "muted"))
        self.left = self.add("left", _("Signed out at"), TimeField(now.time()), required=True)
        self.work = self.add("work", _("Service done"), work_field())
        self.work.set_value(self._kept.work)
        self.away = self.add(
            "away",
            _("Breaks and travel"),
            CountField(least=0, most=MOST_AWAY),
            unit=_("minutes"),
            hint=_("They are no service."),
        )
        self.set_clean()

    def keep(self) -> None:
        at = leaving(self._kept.came_at, self.left.value())
        work, away = self.work.value(), self.away.value() or 0
        self._attendance.sign_out(self._kept.id, at=at, work=work, away_minutes=away)


class CorrectForm(Form):
    """Corrects an attendance; the times as they were stay on record, with the reason."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        line: PresenceLine,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Correct the attendance of {name}").format(name=line.name)
        super().__init__(title, _("Correct"), columns=2, dialogs=dialogs, parent=parent)
        self._attendance, self._kept = attendance, line.attendance
        kept = self._kept
        planned = ""
        if line.starts is not None and line.ends is not None:
            planned = _("Planned: {shift} {start}–{end}").format(
                shift=line.shift, start=f"{line.starts:%H:%M}", end=f"{line.ends:%H:%M}"
            )
        self.grid.add_wide(label(planned or _("Walk-in service"), "muted"))
        self.day = self.add(
            "day", _("Day of service"), DayField(today, kept.came_at.date()), required=True
        )
        self.came = self.add("came", _("Signed in"), TimeField(kept.came_at.time()), required=True)
        left = kept.left_at.time() if kept.left_at else None
        self.left = self.add(
            "left",
            _("Signed out at"),
            TimeField(left),
            hint=_("Earlier than the sign-in: the next day"),
        )
        self.away = self.add(
            "away",
            _("Breaks and travel"),
            CountField(kept.away_minutes or None, least=0, most=MOST_AWAY),
            unit=_("minutes"),
        )
        self.work = self.add("work", _("Service done"), work_field(), wide=True)
        self.work.set_value(kept.work)
        self.reason = self.add("reason", _("Reason"), TextField(), required=True, wide=True)
        self.reason.offer(
            [_("Forgot to sign out"), _("Forgot to sign in"), _("Wrong time was entered")]
        )
        told = _("The hours follow by themselves; in a locked month by an adjustment.")
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        day, typed = self.day.value(), self.came.value()
        assert day is not None, "a required day is filled in"
        assert typed is not None, "a required time is filled in"
        came = datetime.combine(day, typed)
        self._attendance.correct(
            self._kept.id,
            came,
            leaving(came, self.left.value()),
            self.away.value() or 0,
            self.work.value(),
            self.reason.value(),
        )


class WalkInForm(Form):
    """Signs in somebody who is not planned, or who was found by no card."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        people: Sequence[Volunteer],
        now: datetime,
        volunteer_id: VolunteerId | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Sign somebody in"), _("Sign in"), dialogs=dialogs, parent=parent)
        self._attendance, self._now, self._request_key = attendance, now, new_uid()
        names: dict[object, str] = {None: _("Choose…")}
        names |= {each.id: person_words(each) for each in people}
        self.who = self.add(
            "volunteer", _("Volunteer"), ChoiceField(names, initials), required=True
        )
        self.who.set_value(volunteer_id)
        self.came = self.add("came", _("Signed in"), TimeField(now.time()), required=True)
        told = _("Planned for now or the next hour: it counts for that shift. Else: a walk-in.")
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        typed = self.came.value()
        assert typed is not None, "a required time is filled in"
        self._attendance.sign_in(
            cast("VolunteerId", self.who.value()),
            Means.CLICK,
            datetime.combine(self._now.date(), typed),
            request_key=self._request_key,
        )


def attendance_words(line: PresenceLine) -> str:
    """Return whose attendance it is, and of when."""
    kept = line.attendance
    left = f"{kept.left_at:%H:%M}" if kept.left_at else "…"
    day = days_words(kept.business_date, kept.business_date)
    return f"{line.name} {day} {kept.came_at:%H:%M}–{left}"
