"""When volunteers can come: weekly rules as a whole, days that differ, and leave."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.availability import LeaveState, NewAvailability
from stationdesk.domain.volunteers.availability_rules import (
    availability_problems,
    decline_problems,
    exception_problems,
    leave_problems,
    planned_problems,
    withdraw_problems,
)
from stationdesk.domain.volunteers.lines import PersonLeave
from stationdesk.i18n import N_
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import availability as store
from stationdesk.store import leaves, volunteers, volunteers_service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.ids import AvailabilityExceptionId, LeaveId, VolunteerId
    from stationdesk.domain.volunteers.availability import (
        Availability,
        AvailabilityException,
        Leave,
        NewAvailabilityException,
        NewLeave,
    )
    from stationdesk.domain.volunteers.people import Volunteer


class AvailabilityBook(VolunteerDesk):
    """What volunteers said about their time. Approving a leave is the roster's deed."""

    def availability(
        self, volunteer_id: VolunteerId
    ) -> tuple[tuple[Availability, ...], tuple[AvailabilityException, ...]]:
        """Return the weekly rules of a volunteer, and the days that differ."""
        return store.rules_of(volunteer_id), store.exceptions_of(volunteer_id)

    def set_availability(
        self, volunteer_id: VolunteerId, wishes: Sequence[NewAvailability]
    ) -> None:
        """Let these weekly rules stand in the place of all there were; none says nothing.

        Raises:
            Refused: naming every rule that cannot stand.
        """
        volunteer = self.volunteer(volunteer_id)
        refuse_if_any(availability_problems(wishes))
        before = [_as_wish(each) for each in store.rules_of(volunteer_id)]
        self._replace(volunteer, wishes)
        take_back = partial(self._replace, volunteer, before)
        self._offer(N_("When {name} can come was changed."), take_back, name=volunteer.name)

    def add_exception(
        self, volunteer_id: VolunteerId, wish: NewAvailabilityException
    ) -> AvailabilityExceptionId:
        """Write down days that differ; they go before weekly rules and older such days.

        Raises:
            Refused: naming every reason.
        """
        volunteer = self.volunteer(volunteer_id)
        refuse_if_any(exception_problems(wish, self._context.today()))
        days = {"first_day": wish.first_day, "last_day": wish.last_day}
        with self._deed(volunteer, "add exception", wish=wish.wish.value, **days) as stamp:
            exception_id = store.add_exception(volunteer_id, wish, **stamp)
        take_back = partial(self._set_exception_voided, volunteer, exception_id, voided=True)
        self._offer(N_("Other days of {name} were written down."), take_back, name=volunteer.name)
        return exception_id

    def drop_exception(self, exception_id: AvailabilityExceptionId) -> None:
        """Let the weekly rules hold again on days that differed.

        Raises:
            Refused: where there are no such days.
        """
        found = store.exception(exception_id)
        if found is None:
            raise Refused([Problem("exception", N_("These other days are not on record."))])
        volunteer = self.volunteer(found.volunteer_id)
        self._set_exception_voided(volunteer, exception_id, voided=True)
        take_back = partial(self._set_exception_voided, volunteer, exception_id, voided=False)
        self._offer(N_("Other days of {name} were taken off."), take_back, name=volunteer.name)

    def leave(self, leave_id: LeaveId) -> Leave:
        """Return one leave.

        Raises:
            Refused: where there is none of that id.
        """
        found = leaves.get(leave_id)
        if found is None:
            raise Refused([Problem("leave", N_("This leave is not on record."))])
        return found

    def leaves(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        only_open: bool = False,
    ) -> list[Leave]:
        """Return the leaves that touch the days from ``first`` to ``last``, the soonest first.

        Without days those that are not over yet. ``only_open`` gives what nobody decided about.
        """
        if only_open:
            return leaves.open_leaves()
        start = first or self._context.today()
        return leaves.leaves_between(start, last or date.max)

    def leave_lines(
        self, first: date | None = None, last: date | None = None, *, only_open: bool = False
    ) -> list[PersonLeave]:
        """Return leaves as ``leaves`` does, each with whose it is."""
        found = self.leaves(first, last, only_open=only_open)
        people = volunteers.by_id(each.volunteer_id for each in found)
        return [PersonLeave(person=people[each.volunteer_id], leave=each) for each in found]

    def leaves_of(self, volunteer_id: VolunteerId) -> list[Leave]:
        """Return all that one volunteer asked for, the newest first."""
        return list(leaves.leaves_of(volunteer_id))

    def ask_leave(self, wish: NewLeave) -> LeaveId:
        """Ask for days off; they count once the leave is approved.

        Raises:
            Refused: naming every reason, also another leave on one of these days.
        """
        volunteer = self.volunteer(wish.volunteer_id)
        with self._context.deed():
            others, today = leaves.leaves_of(volunteer.id), self._context.today()
            refuse_if_any(leave_problems(wish, others, today))
            days = {"first_day": wish.first_day, "last_day": wish.last_day}
            with self._deed(volunteer, "ask leave", **days) as stamp:
                leave_id = leaves.add(wish, asked_on=today, **stamp)
        self._offer(
            N_("{name} asked for leave from {first} to {last}."),
            partial(self._undo_leave, leave_id, LeaveState.ASKED, LeaveState.WITHDRAWN),
            name=volunteer.name,
            first=wish.first_day,
            last=wish.last_day,
        )
        return leave_id

    def decline_leave(self, leave_id: LeaveId, reason: str) -> None:
        """Do not approve a leave.

        Raises:
            Refused: without a reason, or when it was decided about already.
        """
        leave = self.leave(leave_id)
        refuse_if_any(decline_problems(leave, reason))
        self._set_state(leave, LeaveState.DECLINED, reason)
        self._offer_leave(N_("The leave of {name} was declined."), leave, LeaveState.DECLINED)

    def withdraw_leave(self, leave_id: LeaveId) -> None:
        """Withdraw a leave, approved or not; shifts that it vacated stay vacated.

        Raises:
            Refused: when it does not stand any more, or is over.
        """
        leave = self.leave(leave_id)
        refuse_if_any(withdraw_problems(leave, self._context.today()))
        self._set_state(leave, LeaveState.WITHDRAWN, leave.reason)
        self._offer_leave(N_("The leave of {name} was withdrawn."), leave, LeaveState.WITHDRAWN)

    def _replace(self, volunteer: Volunteer, wishes: Sequence[NewAvailability]) -> None:
        with self._deed(volunteer, "set availability", rules=len(wishes)) as stamp:
            store.replace_rules(volunteer.id, wishes, **stamp)

    def _set_exception_voided(
        self, volunteer: Volunteer, exception_id: AvailabilityExceptionId, *, voided: bool
    ) -> None:
        with self._deed(volunteer, "drop exception" if voided else "bring exception back"):
            at, by = self._voiding() if voided else (None, None)
            store.set_exception_voided(exception_id, at, by)

    def _offer_leave(self, phrase: str, leave: Leave, now: LeaveState) -> None:
        take_back = partial(self._undo_leave, leave.id, now, leave.state, leave)
        self._offer(phrase, take_back, name=self.volunteer(leave.volunteer_id).name)

    def _undo_leave(
        self, leave_id: LeaveId, stands: LeaveState, back: LeaveState, was: Leave | None = None
    ) -> None:
        """Take a step of a leave back, unless another one followed."""
        leave = self.leave(leave_id)
        if leave.state is not stands:
            raise Refused([Problem("leave", N_("This leave was decided about already."))])
        if was is None:
            self._set_state(leave, back, "")
            return
        if back is LeaveState.APPROVED:
            refuse_if_any(planned_problems(self._planned_in(leave)))
        with self._deed(self.volunteer(leave.volunteer_id), "leave back", state=back.value):
            leaves.set_state(leave_id, back, was.decided_at, was.decided_by, was.reason)

    def _planned_in(self, leave: Leave) -> int:
        """Return for how many coming shifts somebody is planned on the days of a leave."""
        begins = max(self._moment(), absolute(leave.first_day, 0))
        until = absolute(leave.last_day, DAY_MINUTES)
        return volunteers_service.shifts_ahead(leave.volunteer_id, begins, until)

    def _set_state(self, leave: Leave, state: LeaveState, reason: str) -> None:
        volunteer = self.volunteer(leave.volunteer_id)
        days = {"first_day": leave.first_day, "last_day": leave.last_day}
        with self._deed(volunteer, f"{state.value} leave", **days):
            at, by = self._voiding()
            leaves.set_state(leave.id, state, at, by, reason)


def _as_wish(rule: Availability) -> NewAvailability:
    return NewAvailability(
        days=rule.days,
        from_minute=rule.from_minute,
        to_minute=rule.to_minute,
        wish=rule.wish,
        valid_from=rule.valid_from,
        valid_until=rule.valid_until,
    )
