"""Putting volunteers on shifts by hand, and what that would break."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import Candidate, breaches, breaches_of
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.fairness import fairness
from stationdesk.domain.roster.passing import LONGEST_REASON, breach_problems
from stationdesk.domain.roster.rules import ALWAYS_BLOCKS, RULE_WORDS, Weight
from stationdesk.domain.roster.suggesting import suggestions
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.places import Place
from stationdesk.services.roster_desk.rows import CHANGED_SINCE, ENTITY, PLANNED, Rows
from stationdesk.store import assignments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, OverrideId, ShiftId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.fairness import FairnessLine
    from stationdesk.domain.roster.rules import Breach, Rule
    from stationdesk.domain.roster.suggesting import Suggestion


class Assigning(Rows):
    """Each deed is judged by the rules, and keeps the reasons for what was passed.

    A warning is passed by a reason in ``passing``; what blocks cannot be passed.
    """

    def assign(
        self,
        shift_id: ShiftId,
        volunteer_id: VolunteerId,
        *,
        passing: Mapping[Rule, str] | None = None,
        pinned: bool = False,
    ) -> AssignmentId:
        """Put a volunteer on a shift.

        Raises:
            Refused: naming every rule that is broken and not passed, and what is past.
        """
        shift = self.shift(shift_id)
        place = Place(shift=shift, volunteer_id=volunteer_id, pinned=pinned)
        with self._context.deed(*TOPICS):
            done = self._exchange([place], {}, passing=passing or {})
        values = {"person": self._shown(volunteer_id), "shift": shift.name, "day": shift.day}
        self._offer_exchange(N_("{person} was put on {shift} of {day}."), values, done)
        return done.added[0]

    def unassign(
        self,
        assignment_id: AssignmentId,
        reason: str = "",
        *,
        passing: Mapping[Rule, str] | None = None,
    ) -> None:
        """Take a volunteer off a shift.

        Raises:
            Refused: when it is past, or when others would then break a rule (a novice without a
                mentor) and no reason passes that.
        """
        row = self.assignment(assignment_id)
        shift = self.shift(row.shift_id)
        with self._context.deed(*TOPICS):
            gone = {assignment_id: AssignmentState.CANCELLED}
            done = self._exchange([], gone, passing=passing or {}, reason=reason)
        values = {"person": self._shown(row.volunteer_id), "shift": shift.name, "day": shift.day}
        self._offer_exchange(N_("{person} was taken off {shift} of {day}."), values, done)

    def move(
        self,
        assignment_id: AssignmentId,
        to_shift_id: ShiftId,
        passing: Mapping[Rule, str] | None = None,
    ) -> AssignmentId:
        """Put somebody on another shift instead; both happen or neither. Returns the new row.

        Raises:
            Refused: as ``assign`` and ``unassign``.
        """
        row, shift = self.assignment(assignment_id), self.shift(to_shift_id)
        place = Place(
            shift=shift,
            volunteer_id=row.volunteer_id,
            pinned=row.pinned,
            replaces_id=assignment_id,
        )
        with self._context.deed(*TOPICS):
            gone = {assignment_id: AssignmentState.CANCELLED}
            done = self._exchange([place], gone, passing=passing or {})
        values = {"person": self._shown(row.volunteer_id), "shift": shift.name, "day": shift.day}
        self._offer_exchange(N_("{person} was moved to {shift} of {day}."), values, done)
        return done.added[0]

    def pin(self, assignment_id: AssignmentId, pinned: bool = True) -> None:
        """Let the planner leave a row where it is, or not any more.

        Raises:
            Refused: where the row is not planned any more, or is past.
        """
        self._pin([assignment_id], pinned=pinned)

    def pin_all(self, ids: Iterable[AssignmentId], *, pinned: bool = True) -> None:
        """Let the planner leave many rows where they are, or not any more; one undo for all.

        Raises:
            Refused: as ``pin``.
        """
        self._pin(list(ids), pinned=pinned)

    def mark_absent(
        self,
        assignment_id: AssignmentId,
        reason: str,
        excused: bool = False,
    ) -> None:
        """Write down that somebody did not come, or told beforehand that they will not.

        Who told beforehand is excused; that can be written for days to come. The place is free
        then: it leaves a hole, and somebody else may take it.

        Raises:
            Refused: without a reason, before the day itself where nobody told anything, and where
                the volunteer signed in or the roster does not bind yet.
        """
        row = self.assignment(assignment_id)
        refuse_if_any(self._absence_problems(row, reason, excused=excused))
        state = AssignmentState.EXCUSED if excused else AssignmentState.ABSENT
        day = self.shift(row.shift_id).day
        with self._context.deed(*TOPICS):
            self._leave_reasons([row])
            self._set_state(row, state, reason, "absent")
        values = {"person": self._shown(row.volunteer_id), "day": day}
        phrase = N_("{person} is missing on {day}.")
        self._offer(phrase, values, partial(self._unmark, assignment_id, row))

    def mark_served(self, assignment_id: AssignmentId) -> None:
        """Write down that somebody was there after all; hours come from attendance alone.

        Raises:
            Refused: before the day, or where the row is not one that binds.
        """
        row = self.assignment(assignment_id)
        day = self.shift(row.shift_id).day
        problems = []
        if row.state not in (
            AssignmentState.CONFIRMED,
            AssignmentState.ABSENT,
            AssignmentState.EXCUSED,
        ):
            problems.append(Problem("assignment", N_("This row of the roster does not bind.")))
        if day > self._context.today():
            problems.append(Problem("day", N_("{day} has not come yet."), {"day": day}))
        refuse_if_any(problems)
        with self._context.deed(*TOPICS):
            if not row.is_live:
                self._refuse_unfit_return(row)
            self._set_state(row, AssignmentState.SERVED, "", "served")
        values = {"person": self._shown(row.volunteer_id), "day": day}
        phrase = N_("{person} was there on {day}.")
        self._offer(phrase, values, partial(self._unmark, assignment_id, row))

    def would_break(
        self,
        shift_id: ShiftId,
        volunteer_id: VolunteerId,
        without: Iterable[AssignmentId] = (),
    ) -> list[Breach]:
        """Return what putting somebody on a shift would newly break, ``without`` some rows."""
        facts = self._facts_around([self.shift(shift_id).day])
        self._person(facts, volunteer_id)
        candidate = Candidate(
            volunteer_id=volunteer_id, shift_id=shift_id, without=frozenset(without)
        )
        return breaches_of(facts, candidate)

    def suggestions(self, shift_id: ShiftId, limit: int | None = None) -> list[Suggestion]:
        """Return who could serve on a shift, the best first, with reasons."""
        return suggestions(self._facts_around([self.shift(shift_id).day]), shift_id, limit)

    def holes(self, first: date, last: date) -> list[Hole]:
        """Return what is not covered from ``first`` through ``last``, to the minute."""
        return holes(self.facts(first, last))

    def breaches(self, first: date, last: date) -> list[Breach]:
        """Return what breaks a rule from ``first`` through ``last`` and was not passed."""
        return breaches(self._facts_around([first, last]), (first, last))

    def fairness(self, first: date, last: date) -> list[FairnessLine]:
        """Return how evenly the duties of these days lie, with what the months before carry."""
        return fairness(self.facts(first, last))

    def reasons_for(self, assignment_id: AssignmentId) -> Mapping[Rule, str]:
        """Return which rules were passed for a row, and why."""
        return assignments.reasons_of(assignment_id)

    def pass_warnings(self, assignment_id: AssignmentId, passing: Mapping[Rule, str]) -> None:
        """Pass warnings of a row that stands already, each with a reason.

        Raises:
            Refused: where the row is not live, a reason is missing, or a rule cannot be passed.
        """
        row = self.assignment(assignment_id)
        facts = self._facts_around([self.shift(row.shift_id).day])
        own = [each for each in breaches(facts) if assignment_id in each.assignment_ids]
        refuse_if_any(_passing_problems(row, own, passing))
        with self._context.deed(*TOPICS):
            kept = assignments.pass_rules(
                assignment_id,
                passing,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            told = {"passed": [rule.value for rule in passing]}
            self._context.note(ENTITY, row.uid, "pass rules", after=told)
        values = {"person": self._shown(row.volunteer_id)}
        phrase = N_("A rule was passed for {person}.")
        self._offer(phrase, values, partial(self._unpass, row, kept))

    def _pin(self, ids: list[AssignmentId], *, pinned: bool) -> None:
        rows = [row for row in self._still(ids, PLANNED) if row.pinned is not pinned]
        refuse_if_any(self._edit_problems(self.shift(row.shift_id) for row in rows))
        if rows:
            self._set_pinned(rows, pinned=pinned)
            phrase = N_("{count} rows were pinned.") if pinned else N_("{count} rows are free.")
            take_back = partial(self._set_pinned, rows, pinned=not pinned)
            self._offer(phrase, {"count": len(rows)}, take_back)

    def _set_pinned(self, rows: list[Assignment], *, pinned: bool) -> None:
        with self._context.deed(*TOPICS):
            assignments.set_pinned([row.id for row in rows], pinned=pinned)
            for row in rows:
                self._context.note(ENTITY, row.uid, "pin" if pinned else "unpin")

    def _absence_problems(
        self, row: Assignment, reason: str, *, excused: bool
    ) -> Iterator[Problem]:
        shift = self.shift(row.shift_id)
        if row.state is AssignmentState.PROPOSED:
            phrase = N_("This roster does not bind yet; take the volunteer off the shift instead.")
            yield Problem("assignment", phrase)
        elif row.state is not AssignmentState.CONFIRMED:
            yield Problem("assignment", N_("This row of the roster is settled already."))
        if not excused and shift.day > self._context.today():
            phrase = N_("{day} has not come yet: who tells beforehand is excused.")
            yield Problem("day", phrase, {"day": shift.day})
        yield from reason_problems(reason)

    def _unmark(self, assignment_id: AssignmentId, before: Assignment) -> None:
        """Let a row stand again as it stood before it was marked.

        Raises:
            Refused: when it was changed since, or the volunteer has another duty at that time.
        """
        with self._context.deed(*TOPICS):
            row = self.assignment(assignment_id)
            if row.version != before.version + 1:
                raise Refused([Problem("assignment", CHANGED_SINCE)])
            if before.is_live and not row.is_live:
                self._refuse_unfit_return(row)
            self._set_state(row, before.state, before.reason, "take back")

    def _refuse_unfit_return(self, row: Assignment) -> None:
        """Refuse to bring back a row whose place, or whose volunteer's time, was taken since."""
        shift = self.shift(row.shift_id)
        facts = self._facts_around([shift.day])
        candidate = Candidate(volunteer_id=row.volunteer_id, shift_id=row.shift_id)
        own = assignments.reasons_of(row.id)
        broken = breaches_of(facts, candidate)
        refuse_if_any(breach_problems(facts, broken, own, row.volunteer_id))

    def _unpass(self, row: Assignment, kept: list[OverrideId]) -> None:
        with self._context.deed(*TOPICS):
            at, by = self._context.recorded_at(), self._context.who()
            assignments.set_override_voided(kept, at, by)
            self._context.note(ENTITY, row.uid, "no longer pass rules")


def reason_problems(reason: str) -> Iterator[Problem]:
    """Tell that a reason is missing, or too long."""
    if not reason.strip():
        yield Problem("reason", N_("Write a reason."))
    if len(reason.strip()) > LONGEST_REASON:
        phrase = N_("A reason has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


def _passing_problems(
    row: Assignment, own: Iterable[Breach], passing: Mapping[Rule, str]
) -> Iterator[Problem]:
    if not row.is_live:
        yield Problem("assignment", CHANGED_SINCE)
    blocking = {each.rule for each in own if each.weight is Weight.BLOCK}
    for rule, reason in passing.items():
        if rule in blocking or rule in ALWAYS_BLOCKS:
            phrase = N_("No reason passes the rule “{rule}”.")
            yield Problem("passing", phrase, {"rule": Phrase(RULE_WORDS[rule])})
        yield from reason_problems(reason)
