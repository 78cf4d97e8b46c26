"""A week once more: the same people on the same shifts, wherever the rules allow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import AssignmentSource
from stationdesk.domain.roster.checking import Candidate, breaches_after, with_rows
from stationdesk.domain.roster.making import copied_week
from stationdesk.domain.roster.outcomes import CopyOutcome, LeftOut
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import LOOK_AHEAD_DAYS, TOPICS
from stationdesk.services.roster_desk.periods import SHIFT
from stationdesk.services.roster_desk.places import Place
from stationdesk.services.roster_desk.rows import Exchange
from stationdesk.services.roster_desk.shifts import Shifts
from stationdesk.store import assignments
from stationdesk.store import shifts as shift_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ShiftId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.making import CopiedWeek, NotCopied
    from stationdesk.domain.roster.rules import Rule

MONDAY = 0


class Copying(Shifts):
    """Whoever cannot be copied is left out, and told with every reason."""

    def copy_week(
        self,
        from_monday: date,
        to_monday: date,
        passing: Mapping[Rule, str] | None = None,
    ) -> CopyOutcome:
        """Put everybody of one week on the shifts of another, one undo for all.

        Shifts that were made by hand are made again. Who is on a shift already stays.

        Raises:
            Refused: where a day is no Monday, both are the same, or the new week has no roster.
        """
        refuse_if_any(self._copy_problems(from_monday, to_monday))
        with self._context.deed(*TOPICS):
            facts = self._facts_of_weeks(from_monday, to_monday)
            week = copied_week(facts, from_monday, to_monday)
            made, left_out = self._make_shifts(week)
            if made:
                facts = self._facts_of_weeks(from_monday, to_monday)
            places = self._places(week, made)
            added, refused = self._copy_rows(facts, places, passing or {})
        left_out += [*refused, *(_not_copied(each) for each in week.left_out)]
        values = {"count": len(added), "day": to_monday}
        take_back = partial(self._uncopy, tuple(added), tuple(made.values()))
        if added or made:
            phrase = N_("{count} places were copied to the week of {day}.")
            self._offer(phrase, values, take_back)
        return CopyOutcome(kept=tuple(added), shifts_added=len(made), left_out=tuple(left_out))

    def _copy_problems(self, from_monday: date, to_monday: date) -> Iterator[Problem]:
        if from_monday.weekday() != MONDAY or to_monday.weekday() != MONDAY:
            yield Problem("to_monday", N_("A week begins on a Monday."))
        if from_monday == to_monday:
            yield Problem("to_monday", N_("Choose another week to copy to."))
        days = [to_monday + timedelta(days=each) for each in range(7)]
        if not any(self.period_on(day) for day in days):
            phrase = N_("There is no roster for the week of {day} yet; open one first.")
            yield Problem("to_monday", phrase, {"day": to_monday})

    def _facts_of_weeks(self, from_monday: date, to_monday: date) -> RosterFacts:
        first = min(from_monday, to_monday.replace(day=1))
        last = max(from_monday, to_monday) + timedelta(days=LOOK_AHEAD_DAYS)
        return self.facts(first, last, rules_on=to_monday + timedelta(days=6))

    def _make_shifts(self, week: CopiedWeek) -> tuple[dict[NewShift, ShiftId], list[LeftOut]]:
        """Make the shifts that the new week lacks; one on a day without a roster is left out."""
        made: dict[NewShift, ShiftId] = {}
        refused: dict[NewShift, tuple[Problem, ...]] = {}
        for wish in week.new_shifts:
            try:
                made[wish] = self.add_shift(wish)
            except Refused as refusal:
                refused[wish] = refusal.problems
        left_out = [
            LeftOut(volunteer_id=row.volunteer_id, shift_id=None, problems=refused[row.place])
            for row in week.rows
            if isinstance(row.place, NewShift) and row.place in refused
        ]
        return made, left_out

    def _places(self, week: CopiedWeek, made: Mapping[NewShift, ShiftId]) -> list[Place]:
        found = []
        for row in week.rows:
            place = row.place
            shift_id = made.get(place) if isinstance(place, NewShift) else place
            if shift_id is not None:
                found.append(
                    Place(
                        shift=self.shift(shift_id),
                        volunteer_id=row.volunteer_id,
                        source=AssignmentSource.COPY,
                    )
                )
        return found

    def _copy_rows(
        self, facts: RosterFacts, places: Sequence[Place], passing: Mapping[Rule, str]
    ) -> tuple[list[AssignmentId], list[LeftOut]]:
        """Put in whom the rules allow: those of one shift together, else one by one."""
        added: list[AssignmentId] = []
        left_out: list[LeftOut] = []
        for group in _by_shift(places):
            tries = [group] if _fits(facts, group) else [[each] for each in group]
            for each in tries:
                try:
                    done = self._exchange(each, {}, passing=passing, facts=facts)
                except Refused as refusal:
                    left_out += [_left_out(place, refusal.problems) for place in each]
                else:
                    added += done.added
                    facts = _with_kept(facts, done.added)
        return added, left_out

    def _uncopy(self, added: tuple[AssignmentId, ...], made: tuple[ShiftId, ...]) -> None:
        """Take a copy back: its rows, and the shifts it made where nobody else is on them."""
        with self._context.deed(*TOPICS):
            self._restore(Exchange(added=added, gone=()))
            empty = [each for each in made if not assignments.of_shifts([each], only_live=True)]
            for shift_id in empty:
                shift = self.shift(shift_id)
                self._context.note(SHIFT, shift.uid, "drop")
            shift_store.set_voided(empty, self._context.recorded_at(), self._context.who())


def _with_kept(facts: RosterFacts, added: Sequence[AssignmentId]) -> RosterFacts:
    """Return the facts with rows that were just kept, and the reasons kept for them."""
    passed = {each: frozenset(assignments.reasons_of(each)) for each in added}
    known = replace(facts, passed={**facts.passed, **passed})
    return with_rows(known, list(assignments.by_ids(added).values()))


def _by_shift(places: Iterable[Place]) -> list[list[Place]]:
    grouped: dict[ShiftId, list[Place]] = {}
    for place in places:
        grouped.setdefault(place.shift.id, []).append(place)
    return list(grouped.values())


def _fits(facts: RosterFacts, group: Sequence[Place]) -> bool:
    return not breaches_after(
        facts, [Candidate(volunteer_id=each.volunteer_id, shift_id=each.shift.id) for each in group]
    )


def _left_out(place: Place, problems: tuple[Problem, ...]) -> LeftOut:
    return LeftOut(volunteer_id=place.volunteer_id, shift_id=place.shift.id, problems=problems)


def _not_copied(each: NotCopied) -> LeftOut:
    problem = Problem("shift", each.phrase, each.values)
    return LeftOut(volunteer_id=each.volunteer_id, shift_id=each.shift_id, problems=(problem,))
