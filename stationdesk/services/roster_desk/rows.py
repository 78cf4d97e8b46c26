"""One way to change who serves: rows come in and go out together, or not at all.

Hand edits, copies, swaps, accepted proposals, leave and every undo pass here, so the same rules
hold on every path.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import (
    Assignment,
    AssignmentState,
)
from stationdesk.domain.roster.checking import breaches_after
from stationdesk.domain.roster.passing import breach_problems
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS, RosterDesk
from stationdesk.services.roster_desk.judging import (
    broken_again,
    candidate,
    left_open,
    live_on,
    thought,
)
from stationdesk.services.roster_desk.passing import reasons_of
from stationdesk.store import assignments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach, Rule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.services.roster_desk.places import Place

PLANNED = frozenset({AssignmentState.PROPOSED, AssignmentState.CONFIRMED})
"""Rows that can still be taken away: nobody came yet, nobody was missed."""
ENTITY = "assignment"
CHANGED_SINCE = N_("The roster was changed since; look at it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was changed: the new rows, and those that went as they stood before."""

    added: tuple[AssignmentId, ...]
    gone: tuple[Assignment, ...]


class Rows(RosterDesk):
    """Rows in, rows out; call these inside the deed they are a part of."""

    def _exchange(
        self,
        places: Sequence[Place],
        gone: Mapping[AssignmentId, AssignmentState],
        *,
        passing: Mapping[Rule, str],
        reason: str = "",
        facts: RosterFacts | None = None,
    ) -> Exchange:
        """Put ``places`` in and let ``gone`` go into their states, under all rules.

        ``facts`` may be given where the caller read them within the same deed.

        Raises:
            Refused: naming every rule that is broken and not passed with a reason.
        """
        leaving = self._still(gone, PLANNED)
        if not places and not leaving:
            return Exchange(added=(), gone=())
        touched = {each.shift.id: each.shift for each in places}
        touched |= {each.shift_id: self.shift(each.shift_id) for each in leaving}
        refuse_if_any(self._edit_problems(touched.values()))
        refuse_if_any(_taken_problems(places, self._shown))
        known = facts or self._facts_around(each.day for each in touched.values())
        for each in places:
            self._person(known, each.volunteer_id)
        coming = [thought(place, at) for at, place in enumerate(places)]
        told = breaches_after(known, [candidate(row) for row in coming], gone)
        still = left_open(known, coming, leaving)
        chosen = {**self._known_reasons(still, leaving), **passing}
        refuse_if_any(
            _each_once(
                [
                    *breach_problems(known, told, passing),
                    *breach_problems(known, still, chosen),
                ]
            )
        )
        for row in leaving:
            self._set_state(row, gone[row.id], reason, "take out")
        reasons = reasons_of(places, [*told, *still], chosen)
        added = tuple(map(self._add, places, reasons.new))
        for row_id, rules in reasons.standing.items():
            self._pass(row_id, rules)
        return Exchange(added=added, gone=tuple(leaving))

    def _restore(self, done: Exchange) -> None:
        """Take an exchange back: what came goes, what went comes back, if the rules allow it.

        Raises:
            Refused: when a row was changed since, or a rule would be broken.
        """
        coming = self._still(done.added, PLANNED)
        back = self._still([each.id for each in done.gone], _AWAY)
        before = {each.id: each for each in done.gone}
        touched = {each: self.shift(each) for each in {row.shift_id for row in (*coming, *back)}}
        refuse_if_any(self._edit_problems(touched.values()))
        if touched:
            self._judge_back(touched, coming, back)
        for row in coming:
            self._set_state(row, AssignmentState.CANCELLED, "", "take back")
        for row in back:
            live = self._live_state(touched[row.shift_id].period_id)
            assignments.set_own_times(row.id, touched[row.shift_id])
            self._set_state(row, live, before[row.id].reason, "bring back")

    def _known_reasons(
        self, still: Iterable[Breach], leaving: Iterable[Assignment]
    ) -> dict[Rule, str]:
        """Return the reasons that were kept before for what is as broken as it was.

        Whoever has one shift too many this week still has one too many when it is moved; the
        reason is kept for the row that is too much by then.
        """
        ids = [row.id for row in leaving]
        ids += [each for breach in still for each in breach.assignment_ids]
        reasons: dict[Rule, str] = {}
        for row_id in dict.fromkeys(ids):
            reasons = {**assignments.reasons_of(row_id), **reasons}
        return reasons

    def _hand_reasons_on(self, facts: RosterFacts, leaving: Sequence[Assignment]) -> None:
        """Keep the reasons of rows that go for the rows that still need them."""
        still = left_open(facts, (), leaving)
        known = self._known_reasons((), leaving) if still else {}
        for each in still:
            if each.rule in known and each.assignment_ids:
                self._pass(each.assignment_ids[-1], {each.rule: known[each.rule]})

    def _leave_reasons(self, leaving: Sequence[Assignment]) -> None:
        """Keep the reasons of planned rows that go for the rows that still need them, if any go."""
        if leaving:
            facts = self._facts_around(self.shift(row.shift_id).day for row in leaving)
            self._hand_reasons_on(facts, leaving)

    def _add(self, place: Place, rules: Mapping[Rule, str]) -> AssignmentId:
        row_id = assignments.add(
            place.shift,
            place.volunteer_id,
            state=self._live_state(place.shift.period_id),
            source=place.source,
            pinned=place.pinned,
            replaces_id=place.replaces_id,
            import_id=place.import_id,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._pass(row_id, rules)
        row = self.assignment(row_id)
        told = {"shift": place.shift.uid, "state": row.state.value, "source": place.source.value}
        self._context.note(ENTITY, row.uid, "add", after=told | _rules_told(rules))
        return row_id

    def _pass(self, row_id: AssignmentId, rules: Mapping[Rule, str]) -> None:
        """Keep why rules are passed for a row, those that were not passed for it before."""
        known = assignments.reasons_of(row_id)
        assignments.pass_rules(
            row_id,
            {rule: reason for rule, reason in rules.items() if rule not in known},
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _set_state(self, row: Assignment, state: AssignmentState, reason: str, action: str) -> None:
        assignments.set_state(row.id, state, reason)
        self._context.note(
            ENTITY,
            row.uid,
            action,
            before={"state": row.state.value},
            after={"state": state.value},
        )

    def _still(
        self, ids: Iterable[AssignmentId], states: frozenset[AssignmentState]
    ) -> list[Assignment]:
        wanted = list(ids)
        found = assignments.by_ids(wanted)
        rows = [found[each] for each in wanted if each in found]
        if len(rows) < len(wanted) or any(row.state not in states for row in rows):
            raise Refused([Problem("assignment", CHANGED_SINCE)])
        return rows

    def _judge_back(
        self,
        touched: Mapping[ShiftId, Shift],
        coming: Sequence[Assignment],
        back: Sequence[Assignment],
    ) -> None:
        """Refuse what an undo would newly break; reasons kept for its rows still count."""
        facts = self._facts_around(each.day for each in touched.values())
        live = [live_on(row, touched[row.shift_id]) for row in back]
        worse, same = broken_again(facts, live, [row.id for row in coming])
        reasons = self._known_reasons(same, coming)
        refuse_if_any(
            _each_once([*breach_problems(facts, worse, {}), *breach_problems(facts, same, reasons)])
        )
        for each in same:
            self._pass(each.assignment_ids[-1], {each.rule: reasons[each.rule]})

    def _offer_exchange(self, phrase: str, values: Mapping[str, object], done: Exchange) -> None:
        self._offer(phrase, values, partial(self._take_back, done))

    def _take_back(self, done: Exchange) -> None:
        with self._context.deed(*TOPICS):
            self._restore(done)


_AWAY = frozenset({AssignmentState.CANCELLED, AssignmentState.VACATED, AssignmentState.SWAPPED})


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    return list({str(each): each for each in problems}.values())


def _taken_problems(
    places: Iterable[Place],
    shown: Callable[[VolunteerId], str],
) -> Iterator[Problem]:
    """Tell who is on a shift already, or was written down as missing on it."""
    seen: set[tuple[ShiftId, VolunteerId]] = set()
    for place in places:
        at = (place.shift.id, place.volunteer_id)
        standing = assignments.taken_rows(*at)
        if at in seen or any(row.is_live for row in standing):
            phrase = N_("{person} is on this shift of {day} already.")
        elif standing:
            phrase = N_("{person} is written down as missing on this shift of {day}.")
        else:
            seen.add(at)
            continue
        values = {"person": shown(place.volunteer_id), "day": place.shift.day}
        yield Problem("volunteer", phrase, values)


def _rules_told(rules: Mapping[Rule, str]) -> dict[str, object]:
    return {"passed": [rule.value for rule in rules]} if rules else {}
