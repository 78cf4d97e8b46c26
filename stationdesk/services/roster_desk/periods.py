"""Rosters: opened with a preview of their shifts, put forward, closed, or voided as a draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.domain.roster.assignments import LIVE, AssignmentState
from stationdesk.domain.roster.making import shifts_from
from stationdesk.domain.roster.numbers import ROSTER_PREFIX, number_after, number_start
from stationdesk.domain.roster.period_rules import (
    period_move_problems,
    period_problems,
    void_period_problems,
)
from stationdesk.domain.roster.periods import PERIOD_STATE_WORDS, PeriodState
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.roster.template_rules import shift_problems
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.working_days import days_from
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS, kind_for_roster
from stationdesk.services.roster_desk.rows import Exchange, Rows
from stationdesk.store import assignments, rosters
from stationdesk.store import shifts as shift_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.ids import PeriodId, ShiftId
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.shifts import NewShift, Shift

PERIOD = "roster"
SHIFT = "shift"
"""Names under which rosters and shifts stand in the audit trail."""


class Periods(Rows):
    """Two rosters never overlap. One that was published is never voided."""

    def periods(self) -> list[Period]:
        """Return the rosters that stand, the newest days first."""
        return rosters.all_periods()

    def period_on(self, day: date) -> Period | None:
        """Return the roster that ``day`` belongs to, None where there is none."""
        return next(iter(rosters.periods_between(day, day)), None)

    def preview_period(self, first: date, last: date) -> list[NewShift]:
        """Return the shifts that the templates make of these days; nothing is kept.

        Raises:
            Refused: where a roster cannot be about these days.
        """
        refuse_if_any(period_problems(first, last, rosters.all_periods()))
        work = self._calendar.work_time()
        kinds = {day: kind_for_roster(work, day) for day in days_from(first, last)}
        return shifts_from(shift_store.templates(), kinds, first, last)

    def open_period(self, first: date, last: date, wishes: Sequence[NewShift]) -> PeriodId:
        """Keep a draft about these days with its shifts, as they were previewed and edited.

        Raises:
            Refused: naming every day that belongs to another roster, and every wrong shift.
        """
        refuse_if_any(_opening_problems(first, last, wishes))
        with self._context.deed(*TOPICS):
            period_id = self._add_period(first, last, len(wishes))
            period = self.period(period_id)
            for wish in wishes:
                self._keep_shift(period_id, wish)
        phrase = N_("Roster {number} was opened.")
        take_back = partial(self._void, period_id, "")
        self._offer(phrase, {"number": period.number}, take_back)
        return period_id

    def void_period(self, period_id: PeriodId, reason: str) -> None:
        """Take a draft out, with its shifts and everybody on them.

        Raises:
            Refused: when it is no draft any more, or without a reason.
        """
        period = self.period(period_id)
        refuse_if_any(void_period_problems(period, reason))
        shift_ids, done = self._void(period_id, reason)
        take_back = partial(self._unvoid, period, shift_ids, done)
        self._offer(N_("Roster {number} was voided."), {"number": period.number}, take_back)

    def propose_state(self, period_id: PeriodId) -> None:
        """Put a draft forward for a look before it is published.

        Raises:
            Refused: when it is no draft.
        """
        self._move_on(period_id, PeriodState.PROPOSED)

    def back_to_draft(self, period_id: PeriodId) -> None:
        """Go on with the draft of a roster that was put forward.

        Raises:
            Refused: when it was not put forward, or is published.
        """
        self._move_on(period_id, PeriodState.DRAFT)

    def close(self, period_id: PeriodId) -> None:
        """Let a published roster be: nothing changes in it any more.

        Raises:
            Refused: when it is not published, or its last day is not over.
        """
        period = self.period(period_id)
        ends = [each.ends for each in shift_store.of_period(period_id)]
        refuse_if_any(closing_problems(period, ends, self._minute_now(), self._context.today()))
        self._move_on(period_id, PeriodState.CLOSED)

    def _move_on(self, period_id: PeriodId, state: PeriodState) -> None:
        period = self.period(period_id)
        refuse_if_any(period_move_problems(period, state))
        self._set_period(period, state, period.revision)
        values = {"number": period.number, "state": Phrase(PERIOD_STATE_WORDS[state])}
        phrase = N_("Roster {number} is “{state}” now.")
        self._offer(phrase, values, partial(self._move_back, period, state))

    def _move_back(self, before: Period, state: PeriodState) -> None:
        """Let a roster stand as before it went on to ``state``.

        Raises:
            Refused: when it went on since.
        """
        with self._context.deed(*TOPICS):
            period = self.period(before.id)
            refuse_if_any(moved_since_problems(period, state))
            self._set_period(period, before.state, before.revision)

    def _set_period(self, period: Period, state: PeriodState, revision: int) -> None:
        with self._context.deed(*TOPICS):
            rosters.set_state(period.id, state, revision)
            before = {"state": period.state.value, "revision": period.revision}
            after = {"state": state.value, "revision": revision}
            self._context.note(PERIOD, period.uid, "state", before=before, after=after)

    def _add_period(self, first: date, last: date, shifts: int) -> PeriodId:
        start = number_start(ROSTER_PREFIX, first.year)
        newest = rosters.newest_number(start)
        period_id = rosters.add(
            first,
            last,
            number=number_after(newest, ROSTER_PREFIX, first.year),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        period = self.period(period_id)
        told = {"number": period.number, "first_day": first, "last_day": last, "shifts": shifts}
        self._context.note(PERIOD, period.uid, "open", after=told)
        return period_id

    def _add_shift(self, period_id: PeriodId, wish: NewShift) -> ShiftId:
        shift_id = self._keep_shift(period_id, wish)
        shift = self.shift(shift_id)
        self._context.note(SHIFT, shift.uid, "add", after=shift_told(shift))
        return shift_id

    def _keep_shift(self, period_id: PeriodId, wish: NewShift) -> ShiftId:
        return shift_store.add(
            period_id,
            wish,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _void(self, period_id: PeriodId, reason: str) -> tuple[tuple[ShiftId, ...], Exchange]:
        """Take a draft out and return what went with it.

        Raises:
            Refused: when it is no draft any more.
        """
        with self._context.deed(*TOPICS):
            period = self.period(period_id)
            refuse_if_any(void_period_problems(period, reason or period.number))
            live = [row for row in assignments.of_period(period_id) if row.state in LIVE]
            self._leave_reasons(live)
            for row in live:
                self._set_state(row, AssignmentState.CANCELLED, reason, "take out")
            shift_ids = tuple(each.id for each in shift_store.of_period(period_id))
            at, by = self._context.recorded_at(), self._context.who()
            shift_store.set_voided(shift_ids, at, by)
            rosters.set_voided(period_id, at, by)
            after = {"reason": self._without_names(reason), "shifts": len(shift_ids)}
            self._context.note(PERIOD, period.uid, "void", after=after)
        return shift_ids, Exchange(added=(), gone=tuple(live))

    def _unvoid(self, period: Period, shift_ids: Sequence[ShiftId], done: Exchange) -> None:
        """Bring a draft back whole.

        Raises:
            Refused: when its days belong to another roster by now, or somebody cannot come back.
        """
        with self._context.deed(*TOPICS):
            others = rosters.all_periods()
            refuse_if_any(period_problems(period.first_day, period.last_day, others))
            rosters.set_voided(period.id, None, None)
            shift_store.set_voided(shift_ids, None, None)
            self._context.note(PERIOD, period.uid, "bring back")
            self._restore(done)


def shift_told(shift: Shift) -> dict[str, object]:
    """Return what of a shift stands in the audit trail."""
    return {
        "day": shift.day,
        "name": shift.name,
        "post": shift.post,
        "from_minute": shift.from_minute,
        "to_minute": shift.to_minute,
        "needed": shift.needed,
        "most": shift.most,
    }


def closing_problems(
    period: Period, ends: Iterable[int], now: int, today: date
) -> Iterator[Problem]:
    """Tell why a roster cannot be closed: its days, or its last night, are not over.

    ``ends`` are the absolute minutes at which its shifts end, ``now`` is this one.
    """
    last = max(ends, default=0)
    if period.last_day >= today or last > now:
        phrase = N_("Roster {number} runs until {day}; it is closed after that.")
        day = max(period.last_day, day_and_minute(last)[0]) if last > now else period.last_day
        yield Problem("period", phrase, {"number": period.number, "day": day})


def moved_since_problems(period: Period, state: PeriodState) -> Iterator[Problem]:
    """Tell that a roster went on since it went to ``state``."""
    if period.state is not state:
        values = {"number": period.number, "state": Phrase(PERIOD_STATE_WORDS[period.state])}
        yield Problem("period", N_("Roster {number} is “{state}” by now."), values)


def _opening_problems(first: date, last: date, wishes: Iterable[NewShift]) -> list[Problem]:
    """Return why a roster cannot be opened so, each reason once."""
    problems = list(period_problems(first, last, rosters.all_periods()))
    seen: set[tuple[object, ...]] = set()
    for wish in wishes:
        problems += shift_problems(wish)
        if not first <= wish.day <= last:
            phrase = N_("{day} does not belong to this roster.")
            problems.append(Problem("day", phrase, {"day": wish.day}))
        twin = (wish.day, wish.name.strip(), wish.post.strip())
        if twin in seen:
            phrase = N_("{day} has a shift “{name}” already.")
            problems.append(Problem("name", phrase, {"day": wish.day, "name": wish.name}))
        seen.add(twin)
    return list({str(each): each for each in problems}.values())
