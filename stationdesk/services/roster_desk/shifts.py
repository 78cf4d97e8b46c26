"""Single shifts of a roster: added, changed and dropped by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import breaches
from stationdesk.domain.roster.passing import breach_problems
from stationdesk.domain.roster.period_rules import edit_problems
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.roster.template_rules import shift_problems
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.assigning import Assigning, reason_problems
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.judging import key_of
from stationdesk.services.roster_desk.periods import SHIFT, Periods, shift_told
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import assignments
from stationdesk.store import shifts as store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ShiftId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Rule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.services.roster_desk.rows import Exchange


class Shifts(Periods, Assigning):
    """A shift belongs to the roster of its day. Whoever is on it moves with its times."""

    def shifts(self, first: date, last: date) -> list[Shift]:
        """Return the shifts that begin from ``first`` through ``last``, in order."""
        return store.between(first, last)

    def add_shift(self, wish: NewShift) -> ShiftId:
        """Put one more shift into the roster of its day.

        Raises:
            Refused: naming every reason; also where the day has no roster, or is past.
        """
        period = self.period_on(wish.day)
        if period is None:
            phrase = N_("There is no roster for {day} yet; open one first.")
            raise Refused([Problem("day", phrase, {"day": wish.day})])
        refuse_if_any(
            [
                *edit_problems(period, wish.day, self._context.today()),
                *shift_problems(wish, period, store.between(wish.day, wish.day)),
            ]
        )
        with self._context.deed(*TOPICS):
            shift_id = self._add_shift(period.id, wish)
        values = {"shift": wish.name.strip(), "day": wish.day}
        take_back = partial(self._drop, shift_id, "", {})
        self._offer(N_("“{shift}” was added on {day}."), values, take_back)
        return shift_id

    def change_shift(
        self,
        shift_id: ShiftId,
        wish: NewShift,
        version: int,
        *,
        passing: Mapping[Rule, str] | None = None,
    ) -> None:
        """Write a shift anew; those on it keep it, if the rules allow its new times.

        Raises:
            Refused: naming every reason, every broken rule that is not passed, and who changed
                it meanwhile.
        """
        before = self.shift(shift_id)
        refuse_if_changed(SHIFT, before.uid, seen=version, stored=before.version)
        with self._context.deed(*TOPICS):
            self._change(before, wish, passing or {})
        values = {"shift": wish.name.strip(), "day": wish.day}
        take_back = partial(self._change_back, before, version + 1)
        self._offer(N_("“{shift}” of {day} was changed."), values, take_back)

    def drop_shift(
        self,
        shift_id: ShiftId,
        reason: str,
        *,
        passing: Mapping[Rule, str] | None = None,
    ) -> None:
        """Take a shift out of its roster, and everybody off it.

        Raises:
            Refused: without a reason, when it is past, when somebody signed in for it, or when
                others would then break a rule that is not passed.
        """
        refuse_if_any(reason_problems(reason))
        shift = self.shift(shift_id)
        done = self._drop(shift_id, reason, passing or {})
        values = {"shift": shift.name, "day": shift.day}
        take_back = partial(self._bring_shift_back, shift_id, done)
        self._offer(N_("“{shift}” of {day} was dropped."), values, take_back)

    def _change(self, before: Shift, wish: NewShift, passing: Mapping[Rule, str]) -> None:
        period, today = self.period(before.period_id), self._context.today()
        others = store.between(wish.day, wish.day)
        problems = [
            *self._edit_problems([before]),
            *edit_problems(period, wish.day, today),
            *shift_problems(wish, period, others, before),
        ]
        problems += self._begun_problems(before, wish)
        refuse_if_any({str(each): each for each in problems}.values())
        facts = self._facts_around([before.day, wish.day])
        store.change(before.id, wish)
        after = self.shift(before.id)
        reasons = _judged(facts, after, passing)
        assignments.set_times(after)
        for row_id, rules in reasons.items():
            self._pass(row_id, rules)
        told = {"before": shift_told(before), "after": shift_told(after)}
        self._context.note(SHIFT, before.uid, "change", **told)

    def _begun_problems(self, before: Shift, wish: NewShift) -> Iterator[Problem]:
        """Tell that a shift does not begin otherwise any more: somebody signed in for it."""
        if (wish.day, wish.from_minute) != (before.day, before.from_minute):
            rows = assignments.of_shifts([before.id], only_live=True)
            if any(row.state is AssignmentState.SERVED for row in rows):
                phrase = N_("Somebody signed in for this shift; only its end can be changed.")
                yield Problem("from_minute", phrase)

    def _change_back(self, before: Shift, version: int) -> None:
        now = self.shift(before.id)
        refuse_if_changed(SHIFT, before.uid, seen=version, stored=now.version)
        with self._context.deed(*TOPICS):
            self._change(now, _entered(before), {})

    def _drop(self, shift_id: ShiftId, reason: str, passing: Mapping[Rule, str]) -> Exchange:
        with self._context.deed(*TOPICS):
            shift = self.shift(shift_id)
            refuse_if_any(self._edit_problems([shift]))
            rows = assignments.of_shifts([shift_id], only_live=True)
            if any(row.state is AssignmentState.SERVED for row in rows):
                phrase = N_("Somebody signed in for this shift; it stays.")
                raise Refused([Problem("shift", phrase)])
            gone = {row.id: AssignmentState.CANCELLED for row in rows}
            done = self._exchange([], gone, passing=passing, reason=reason)
            at, by = self._context.recorded_at(), self._context.who()
            store.set_voided([shift_id], at, by)
            self._context.note(
                SHIFT, shift.uid, "drop", after={"reason": self._without_names(reason)}
            )
        return done

    def _bring_shift_back(self, shift_id: ShiftId, done: Exchange) -> None:
        with self._context.deed(*TOPICS):
            store.set_voided([shift_id], None, None)
            shift = self.shift(shift_id)
            period, others = self.period(shift.period_id), store.between(shift.day, shift.day)
            refuse_if_any(shift_problems(_entered(shift), period, others, shift))
            self._context.note(SHIFT, shift.uid, "bring back")
            self._restore(done)


def _judged(
    facts: RosterFacts, shift: Shift, passing: Mapping[Rule, str]
) -> dict[AssignmentId, dict[Rule, str]]:
    """Return the reasons to keep for the rows of a changed shift.

    Raises:
        Refused: naming every rule that is newly broken and not passed.
    """
    rows = tuple(
        replace(row, starts=shift.starts, ends=shift.ends)
        if row.shift_id == shift.id and row.is_live
        else row
        for row in facts.assignments
    )
    moved = replace(facts, shifts={**facts.shifts, shift.id: shift}, assignments=rows)
    known = {key_of(each) for each in breaches(facts)}
    new = [each for each in breaches(moved) if key_of(each) not in known]
    refuse_if_any(breach_problems(moved, new, passing))
    own = {row.id for row in rows if row.shift_id == shift.id and row.is_live}
    reasons: dict[AssignmentId, dict[Rule, str]] = {}
    for each in new:
        if each.weight is Weight.WARN:
            of_shift = [row_id for row_id in each.assignment_ids if row_id in own]
            for row_id in of_shift or each.assignment_ids[-1:]:
                reasons.setdefault(row_id, {})[each.rule] = passing[each.rule].strip()
    return reasons


def _entered(shift: Shift) -> NewShift:
    return NewShift(
        day=shift.day,
        name=shift.name,
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        post=shift.post,
        needed=shift.needed,
        most=shift.most,
        at_desk=shift.at_desk,
        skill_id=shift.skill_id,
        skilled=shift.skilled,
        template_id=shift.template_id,
    )
