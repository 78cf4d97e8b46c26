"""What all deeds of attendance share: one attendance looked at, and all that follows a change.

A change of an attendance is followed by the ledger and by the roster in the same deed: its minutes
are written, reversed or adjusted, and the shift counts as served, or as confirmed again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.ledger_rules import (
    OpenLedger,
    clock_problems,
    followed,
    unclear_problems,
)
from stationdesk.domain.attendance.planned import Span, served_by
from stationdesk.domain.attendance.presence_rules import (
    business_day,
    overlap_problems,
    standing_problems,
    times_of,
    times_problems,
)
from stationdesk.domain.masking import masked_words
from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.settings import settings_from
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import assignments, hours, settings, volunteers, volunteers_standing
from stationdesk.store import attendance as store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date, datetime

    from stationdesk.domain.attendance.ledger_rules import NewLine
    from stationdesk.domain.attendance.planned import PlannedShift
    from stationdesk.domain.attendance.presence import Attendance, Means
    from stationdesk.domain.attendance.presence_rules import Times
    from stationdesk.domain.ids import AssignmentId, AttendanceId, HoursLineId, ImportId
    from stationdesk.domain.settings import Settings
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.context import Context
    from stationdesk.services.volunteers import Volunteers

TOPICS = (Topic.ATTENDANCE, Topic.ROSTER)
ENTITY = "attendance"
"""The name under which an attendance stands in the audit trail. No note there tells who it is."""
AROUND = timedelta(days=1)
"""So far around an attendance lies what can touch it: none, and no shift, is longer."""


class PresenceDesk:
    """A part of the deeds of attendance; ``AttendanceDesk`` is made of all of them."""

    def __init__(self, context: Context, volunteers: Volunteers) -> None:
        self._context = context
        self._volunteers = volunteers

    def attendance(self, attendance_id: AttendanceId) -> Attendance:
        """Return one attendance, a void one too.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.get(attendance_id)
        if found is None:
            raise Refused([Problem("attendance", N_("There is no such attendance."))])
        return found

    def _add(
        self,
        volunteer: Volunteer,
        times: Times,
        planned: PlannedShift | None,
        *,
        by: Means,
        request_key: str,
        import_id: ImportId | None = None,
    ) -> Attendance:
        """Keep an attendance that was accepted, with all that follows from it."""
        attendance_id = store.add(
            volunteer.id,
            times,
            on=business_day(times.came, planned),
            assignment_id=None if planned is None else planned.assignment_id,
            by=by,
            request_key=request_key,
            import_id=import_id,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        kept = self.attendance(attendance_id)
        self._settle(None, kept, "")
        action = "sign in" if times.left is None else "write down"
        self._note(kept, action, by=by.value, volunteer=volunteer.uid)
        return kept

    def _write(
        self, before: Attendance, times: Times, left_by: Means | None, reason: str
    ) -> Attendance:
        """Write an attendance's times anew, with all that follows from them."""
        planned = None if before.assignment_id is None else store.planned(before.assignment_id)
        on = business_day(times.came, planned)
        store.set_times(before.id, times, on=on, left_by=left_by)
        after = self.attendance(before.id)
        self._settle(before, after, reason)
        return after

    def _put_back(self, before: Attendance, seen: int, action: str) -> Attendance:
        """Write an attendance as it was ``before``, unless it was changed since ``seen``.

        Raises:
            Refused: when it was changed, or what it was is no longer possible.
        """
        with self._context.deed(*TOPICS):
            now = self.attendance(before.id)
            refuse_if_changed(ENTITY, now.uid, seen=seen, stored=now.version)
            times = times_of(before)
            unclear = unclear_problems(before, self._ledger())
            refuse_if_any([*self._overlaps(before, times), *unclear])
            store.set_reviewed(before.id, before.reviewed_at, before.reviewed_by)
            after = self._write(now, times, before.left_by, _("Taken back."))
            self._note(after, action)
        return after

    def _void(self, attendance_id: AttendanceId, reason: str) -> Attendance:
        before = self.attendance(attendance_id)
        store.set_void(attendance_id, self._context.recorded_at(), self._context.who(), reason)
        after = self.attendance(attendance_id)
        self._settle(before, after, reason)
        self._note(after, "void")
        return after

    def _take_back_new(self, attendance_id: AttendanceId, seen: int) -> None:
        """Let an attendance that was just written count no more."""
        with self._context.deed(*TOPICS):
            now = self.attendance(attendance_id)
            refuse_if_changed(ENTITY, now.uid, seen=seen, stored=now.version)
            self._void(attendance_id, _("Taken back."))

    def _settle(self, before: Attendance | None, after: Attendance, reason: str) -> None:
        """Let ledger and roster follow from a change that was written."""
        ledger = self._ledger()
        lines = followed(hours.credit_of(after.id), after, reason, ledger)
        if lines:
            refuse_if_any(clock_problems(ledger))
        for line in lines:
            self._add_line(line)
        self._serve(before, after)

    def _serve(self, before: Attendance | None, after: Attendance) -> None:
        """Let shifts count as served that are now, and as confirmed that are no longer."""
        first = min(each.came_at for each in (before, after) if each is not None) - AROUND
        last = max(_until(each) for each in (before, after) if each is not None) + AROUND
        others = store.spans_of(after.volunteer_id, first, last, without=after.id)
        planned = store.planned_of(after.volunteer_id, first, last)
        were = served_by(planned, [*others, *_span(before)])
        are = served_by(planned, [*others, *_span(after)])
        states = {each.assignment_id: each.state for each in planned if not each.is_closed}
        confirmed, served = AssignmentState.CONFIRMED, AssignmentState.SERVED
        assignments.set_states(_in(states, are - were, confirmed), served)
        assignments.set_states(_in(states, were - are, served), confirmed)

    def _add_line(
        self, line: NewLine, uid: str = "", import_id: ImportId | None = None
    ) -> HoursLineId:
        name = self._volunteers.volunteer(line.volunteer_id).name
        return hours.add(
            replace(line, reason=masked_words(line.reason, name)),
            uid=uid,
            import_id=import_id,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _time_problems(self, volunteer: Volunteer, times: Times) -> Iterator[Problem]:
        """Tell all that is against an attendance of these times that is not on record yet."""
        yield from self._standing_problems(volunteer, times.came.date())
        wrong = list(times_problems(times, self._this_minute()))
        others = store.spans_of(volunteer.id, times.came, times.left)
        yield from wrong or overlap_problems(times, others)

    def _standing_problems(self, volunteer: Volunteer, day: date) -> Iterator[Problem]:
        standing = standing_on(volunteers_standing.statuses_of(volunteer.id), day)
        is_gone = volunteer.erased_on is not None or volunteers.is_voided(volunteer.id)
        return standing_problems(standing, is_gone=is_gone)

    def _overlaps(self, attendance: Attendance, times: Times) -> Iterator[Problem]:
        others = store.spans_of(
            attendance.volunteer_id, times.came, times.left, without=attendance.id
        )
        return overlap_problems(times, others)

    def _ledger(self) -> OpenLedger:
        return OpenLedger(self._context.today(), hours.locked_months())

    def _this_minute(self) -> datetime:
        """Return the local minute; the end of the business day where a run fixed another day."""
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)

    def _settings(self) -> Settings:
        return settings_from(settings.stored())

    def _name(self, attendance: Attendance) -> str:
        return self._volunteers.volunteer(attendance.volunteer_id).name

    def _offer(self, phrase: str, take_back: Callable[[], object], **values: object) -> None:
        """Offer to take a deed back, unless it was only a part of a larger one."""
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _plain(self, attendance: Attendance, reason: str) -> str:
        """Return a reason as it goes into the ledger for good: without name and phone."""
        return masked_words(reason.strip(), self._name(attendance))

    def _note(self, attendance: Attendance, action: str, **told: object) -> None:
        """Write the audit line of a change; it tells times, never who it was or what was done."""
        after = {"times": times_of(attendance).told, "minutes": attendance.minutes, **told}
        self._context.note(ENTITY, attendance.uid, action, after=after)


def minute_of(moment: datetime) -> datetime:
    """Return a moment as local time to the minute, as times are kept."""
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _until(attendance: Attendance) -> datetime:
    return attendance.left_at or attendance.came_at


def _span(attendance: Attendance | None) -> list[Span]:
    if attendance is None or attendance.is_void:
        return []
    return [Span(attendance.came_at, attendance.left_at, attendance.assignment_id)]


def _in(
    states: Mapping[AssignmentId, AssignmentState],
    ids: frozenset[AssignmentId],
    state: AssignmentState,
) -> list[AssignmentId]:
    return [each for each in ids if states.get(each) is state]
