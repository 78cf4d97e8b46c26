"""What was recorded wrongly, or not at all: corrected, void, or written down afterwards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.ledger_rules import (
    beginning_problems,
    unclear_problems,
)
from stationdesk.domain.attendance.planned import meant_at
from stationdesk.domain.attendance.presence import Means, PresenceState
from stationdesk.domain.attendance.presence_rules import (
    Times,
    reason_problems,
    tie_problems,
    times_of,
    times_problems,
)
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.services.attendance_desk.desk import ENTITY, TOPICS, minute_of
from stationdesk.services.attendance_desk.touch import TouchSignIn
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import attendance as store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from stationdesk.domain.attendance.planned import PlannedShift
    from stationdesk.domain.attendance.presence import Attendance, Correction, NewAttendance
    from stationdesk.domain.ids import AttendanceId, ImportId


class Corrections(TouchSignIn):
    """Nothing is overwritten: times before and after stay on record, with the reason."""

    def write_down(self, wish: NewAttendance, import_id: ImportId | None = None) -> AttendanceId:
        """Keep a whole attendance afterwards, from the paper sheet; twice with one key, once.

        It belongs to the assignment that is named, else to the confirmed shift into which it
        began; with none of them it is a service without assignment.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(*TOPICS):
            known = store.find_by_key(wish.request_key)
            if known is not None:
                return known
            volunteer = self._volunteers.volunteer(wish.volunteer_id)
            times = Times(
                came=minute_of(wish.came_at),
                left=minute_of(wish.left_at),
                away=wish.away_minutes,
                work=wish.work.strip(),
            )
            planned = self._planned_for(wish, times)
            problems = list(self._time_problems(volunteer, times))
            if wish.assignment_id is not None:
                problems += tie_problems(planned, wish.volunteer_id)
            refuse_if_any(problems)
            kept = self._add(
                volunteer,
                times,
                planned,
                by=wish.by,
                request_key=wish.request_key,
                import_id=import_id,
            )
        take_back = partial(self._take_back_new, kept.id, kept.version)
        phrase = N_("The service of {name} on {day} was written down.")
        self._offer(phrase, take_back, name=volunteer.name, day=kept.business_date)
        return kept.id

    def correct(
        self,
        attendance_id: AttendanceId,
        came: datetime,
        left: datetime | None,
        away: int,
        work: str,
        reason: str,
    ) -> None:
        """Correct when somebody came and left, what of it was no service, and what was done.

        The reason is kept, and so are the times as they were. Hours follow: in a locked month by
        an adjustment. What closed by itself counts as looked at then. Who is still there may stay
        so (``left`` None) or be let go.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(*TOPICS):
            before = self.attendance(attendance_id)
            times = Times(
                came=minute_of(came),
                left=None if left is None else minute_of(left),
                away=away,
                work=work.strip(),
            )
            refuse_if_any(self._correcting_problems(before, times, reason))
            after = self._correct(before, times, self._plain(before, reason))
        take_back = partial(self._take_correction_back, before, after.version)
        phrase = N_("The attendance of {name} was corrected.")
        self._offer(phrase, take_back, name=self._name(after))

    def void(self, attendance_id: AttendanceId, reason: str) -> None:
        """Let an attendance count no more; its minutes are taken back, its shift is open again.

        Raises:
            Refused: without a reason, or where it is void already.
        """
        with self._context.deed(*TOPICS):
            before = self.attendance(attendance_id)
            problems = list(reason_problems(reason))
            if before.is_void:
                problems.append(Problem("attendance", N_("This attendance is void.")))
            refuse_if_any(problems)
            after = self._void(attendance_id, self._plain(before, reason))
        take_back = partial(self._unvoid, attendance_id, after.version)
        phrase = N_("The attendance of {name} was made void.")
        self._offer(phrase, take_back, name=self._name(after))

    def corrections(self, attendance_id: AttendanceId) -> list[Correction]:
        """Return what was corrected in an attendance, the oldest first."""
        return store.corrections_of(attendance_id)

    def _planned_for(self, wish: NewAttendance, times: Times) -> PlannedShift | None:
        if wish.assignment_id is not None:
            return store.planned(wish.assignment_id)
        left = times.left or times.came
        touched = store.planned_of(wish.volunteer_id, times.came, left)
        return self._meant(wish.volunteer_id, times.came) or next(
            (each for each in touched if meant_at([each], max(times.came, each.starts))), None
        )

    def _correcting_problems(
        self, before: Attendance, times: Times, reason: str
    ) -> Iterator[Problem]:
        if before.is_void:
            yield Problem("attendance", N_("This attendance is void."))
            return
        if times.left is None and before.left_at is not None:
            yield Problem("left", N_("Write when they left."))
        elif times.left is None:
            yield from beginning_problems(times.came, self._this_minute(), self._ledger())
        looked_at = before.state is not PresenceState.TO_REVIEW
        if looked_at and times == times_of(before):
            yield Problem("came", N_("Nothing was changed."))
        yield from reason_problems(reason)
        wrong = list(times_problems(times, self._this_minute()))
        yield from wrong or self._overlaps(before, times)

    def _correct(self, before: Attendance, times: Times, reason: str) -> Attendance:
        left_by = before.left_by or (None if times.left is None else Means.CLICK)
        if left_by is Means.AUTO:
            store.set_reviewed(before.id, self._context.recorded_at(), self._context.who())
        after = self._write(before, times, left_by, reason)
        self._keep_correction(before, after, reason)
        self._note(after, "correct", was=times_of(before).told)
        return after

    def _take_correction_back(self, before: Attendance, seen: int) -> None:
        with self._context.deed(*TOPICS):
            now = self.attendance(before.id)
            after = self._put_back(before, seen, "correction taken back")
            self._keep_correction(now, after, _("Taken back."))

    def _keep_correction(self, before: Attendance, after: Attendance, reason: str) -> None:
        store.add_correction(
            before.id,
            reason=reason,
            before=times_of(before).told,
            after=times_of(after).told,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _unvoid(self, attendance_id: AttendanceId, seen: int) -> None:
        """Let an attendance count again.

        Raises:
            Refused: when it was changed, another one is in its place, or its month is locked while
                it has no end.
        """
        with self._context.deed(*TOPICS):
            before = self.attendance(attendance_id)
            refuse_if_changed(ENTITY, before.uid, seen=seen, stored=before.version)
            against = [*self._overlaps(before, times_of(before)), *self._taken(before)]
            refuse_if_any([*against, *unclear_problems(before, self._ledger())])
            store.set_void(attendance_id, None, None, "")
            after = self.attendance(attendance_id)
            self._settle(before, after, _("Taken back."))
            self._note(after, "void taken back")

    def _taken(self, attendance: Attendance) -> Iterator[Problem]:
        if attendance.assignment_id is None:
            return
        planned = store.planned(attendance.assignment_id)
        if planned is not None and planned.is_taken:
            yield Problem("assignment", N_("Somebody signed in to this assignment already."))
