"""Signing in and out: by click, by card, by PIN; and whoever forgot to sign out."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.ledger_rules import beginning_problems
from stationdesk.domain.attendance.lines import Signed
from stationdesk.domain.attendance.planned import LATE_SIGN_OUT_MINUTES, closing_of, meant_at
from stationdesk.domain.attendance.presence import Means, PresenceState
from stationdesk.domain.attendance.presence_rules import (
    Times,
    tie_problems,
    times_problems,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.services.attendance_desk.desk import AROUND, TOPICS, PresenceDesk, minute_of
from stationdesk.store import attendance as store
from stationdesk.store import attendance_lines
from stationdesk.store import station as station_store

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.attendance.planned import Closing, PlannedShift
    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import AssignmentId, AttendanceId, VolunteerId

BOUNCING = frozenset({Means.CARD, Means.TOUCH})
"""Ways of signing that easily happen twice in a row by mistake."""
BOUNCE = timedelta(minutes=1)


class SignIn(PresenceDesk):
    """Who is there, who comes and who goes."""

    def sign_in(
        self,
        volunteer_id: VolunteerId,
        by: Means = Means.CLICK,
        at: datetime | None = None,
        assignment_id: AssignmentId | None = None,
        request_key: str = "",
    ) -> AttendanceId:
        """Note that somebody came (None: this minute); twice with one key, once.

        It belongs to the shift that is named, else to the confirmed one that holds now or begins
        within the hour and has no attendance yet; else it is a walk-in. The shift is then served.

        Raises:
            Refused: naming every reason, such as being signed in already.
        """
        self.close_forgotten()
        with self._context.deed(*TOPICS):
            known = store.find_by_key(request_key)
            if known is not None:
                return known
            volunteer = self._volunteers.volunteer(volunteer_id)
            came = self._this_minute() if at is None else minute_of(at)
            times, planned = Times(came=came, left=None), self._meant(volunteer_id, came)
            problems = list(self._time_problems(volunteer, times))
            problems += beginning_problems(came, self._this_minute(), self._ledger())
            if assignment_id is not None:
                planned = store.planned(assignment_id)
                problems += tie_problems(planned, volunteer_id)
            refuse_if_any(problems)
            kept = self._add(volunteer, times, planned, by=by, request_key=request_key)
        take_back = partial(self._take_back_new, kept.id, kept.version)
        self._offer(N_("{name} signed in at {time}."), take_back, **_told(volunteer.name, came))
        return kept.id

    def sign_out(
        self,
        attendance_id: AttendanceId,
        by: Means = Means.CLICK,
        at: datetime | None = None,
        work: str = "",
        away_minutes: int = 0,
    ) -> None:
        """Note that somebody left (None: this minute); the minutes are fixed and credited now.

        ``away_minutes`` are breaks and travel, which are no service.

        Raises:
            Refused: naming every reason, such as having left already.
        """
        with self._context.deed(*TOPICS):
            before = self.attendance(attendance_id)
            left = self._this_minute() if at is None else minute_of(at)
            times = Times(
                came=before.came_at, left=left, away=away_minutes, work=work or before.work
            )
            refuse_if_any(self._leaving_problems(before, times))
            after = self._write(before, times, by, "")
            self._note(after, "sign out", by=by.value)
        self._offer_reopening(before, after, left)

    def toggle(self, volunteer_id: VolunteerId, by: Means = Means.CLICK) -> Signed:
        """Sign somebody out who is there, and in who is not.

        A card or a PIN within a minute of the last one changes nothing. Within two hours of a
        closing by itself it means leaving at last, unless another shift is about to begin.

        Raises:
            Refused: as signing in and out.
        """
        self.close_forgotten()
        last, now = store.last_of(volunteer_id), self._this_minute()
        if last is not None and by in BOUNCING and _just_now(last, now):
            return Signed(last.left_at is None, attendance_lines.line(last.id))
        if last is not None and last.left_at is None:
            self.sign_out(last.id, by)
        elif last is not None and self._leaves_late(last, now):
            self._sign_out_late(last, by, now)
        else:
            attendance_id = self.sign_in(volunteer_id, by)
            return Signed(True, attendance_lines.line(attendance_id))
        return Signed(False, attendance_lines.line(last.id))

    def present(self) -> list[PresenceLine]:
        """Return who is there now, who came first before the others."""
        return attendance_lines.present()

    def attendances(
        self, first: date, last: date, volunteer_id: VolunteerId | None = None
    ) -> list[PresenceLine]:
        """Return the attendances of days, void ones too, the earliest first; of one or of all."""
        return attendance_lines.between(first, last, volunteer_id)

    def line(self, attendance_id: AttendanceId) -> PresenceLine:
        """Return one attendance as it is listed.

        Raises:
            Refused: where there is none of that id.
        """
        return attendance_lines.line(self.attendance(attendance_id).id)

    def close_forgotten(self) -> int:
        """Close what nobody ended and whose time is over; return how many those were.

        A planned one closes at its planned end and the grace, and is credited until the planned
        end. A walk-in closes when the station does (or at midnight) and is credited nothing until
        somebody looks: nobody knows how long it lasted. Both wait for a look.
        """
        now = self._this_minute()
        due = [
            (each, closing)
            for each in store.all_open()
            if (closing := self._closing(each)).due <= now
        ]
        if not due:
            return 0
        with self._context.deed(*TOPICS):
            for each, closing in due:
                times = Times(came=each.came_at, left=closing.left, work=each.work)
                after = self._write(each, times, Means.AUTO, "")
                self._note(after, "close by itself")
        return len(due)

    def to_review(self) -> list[PresenceLine]:
        """Return what closed by itself and nobody looked at, the oldest first."""
        return attendance_lines.to_review()

    def review(self, attendance_id: AttendanceId) -> None:
        """Confirm a closing by itself as it stands.

        Raises:
            Refused: where there is nothing to look at.
        """
        with self._context.deed(*TOPICS):
            before = self.attendance(attendance_id)
            if before.state is not PresenceState.TO_REVIEW:
                phrase = N_("There is nothing to look at in this attendance.")
                raise Refused([Problem("attendance", phrase)])
            store.set_reviewed(attendance_id, self._context.recorded_at(), self._context.who())
            after = self.attendance(attendance_id)
            self._note(after, "review")
        take_back = partial(self._put_back, before, after.version, "review again")
        phrase = N_("The attendance of {name} was confirmed.")
        self._offer(phrase, take_back, name=self._name(after))

    def _may_sign(self, volunteer_id: VolunteerId) -> bool:
        """Tell whether ``toggle`` would take somebody: who is there goes, who left never comes."""
        last = store.last_of(volunteer_id)
        if last is not None and last.left_at is None:
            return True
        volunteer = self._volunteers.volunteer(volunteer_id)
        return not list(self._standing_problems(volunteer, self._context.today()))

    def _meant(self, volunteer_id: VolunteerId, moment: datetime) -> PlannedShift | None:
        around = store.planned_of(volunteer_id, moment - AROUND, moment + AROUND)
        return meant_at(around, moment)

    def _leaving_problems(self, before: Attendance, times: Times) -> list[Problem]:
        if before.is_void:
            return [Problem("attendance", N_("This attendance is void."))]
        if before.left_at is not None:
            return [Problem("attendance", N_("This attendance has ended already."))]
        return list(times_problems(times, self._this_minute())) or list(
            self._overlaps(before, times)
        )

    def _closing(self, attendance: Attendance) -> Closing:
        came = attendance.came_at
        planned = store.planned_of(attendance.volunteer_id, came - AROUND, came + AROUND)
        opening = station_store.opening_on(came.date())
        return closing_of(attendance, planned, opening, self._settings().attendance_grace_minutes)

    def _leaves_late(self, last: Attendance, now: datetime) -> bool:
        if last.state is not PresenceState.TO_REVIEW or self._meant(last.volunteer_id, now):
            return False
        return now <= self._closing(last).due + timedelta(minutes=LATE_SIGN_OUT_MINUTES)

    def _sign_out_late(self, before: Attendance, by: Means, now: datetime) -> None:
        with self._context.deed(*TOPICS):
            times = Times(came=before.came_at, left=now, work=before.work)
            refuse_if_any(times_problems(times, now))
            after = self._write(before, times, by, _("Signed out after it closed by itself."))
            self._note(after, "sign out", by=by.value)
        self._offer_reopening(before, after, now)

    def _offer_reopening(self, before: Attendance, after: Attendance, left: datetime) -> None:
        take_back = partial(self._put_back, before, after.version, "sign out taken back")
        told = _told(self._name(after), left)
        self._offer(N_("{name} signed out at {time}."), take_back, **told)


def _told(name: str, moment: datetime) -> dict[str, object]:
    return {"name": name, "time": moment.strftime("%H:%M")}


def _just_now(last: Attendance, now: datetime) -> bool:
    if last.left_at is None:
        return last.came_by in BOUNCING and now - last.came_at < BOUNCE
    return last.left_by in BOUNCING and now - last.left_at < BOUNCE
