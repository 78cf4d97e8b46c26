"""Cover by the clock: how many people are at the desk at every minute, and where too few are.

Whoever has a live row on a shift at the desk is there from its start up to its end, whatever the
shift is called; so overlapping shifts and lunch helpers count. A rule is about the days of its
kinds on which it begins, and may reach into the night after. A skill counts for a whole shift when
it counts on the shift's day, for nobody hands over at midnight because a certificate ends there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES, clock
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.breach_words import skill_clause
from stationdesk.domain.roster.cover_rules import Hole
from stationdesk.domain.roster.index import has_skill, index_of
from stationdesk.domain.roster.shifts import absolute, day_and_minute
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.working_days import days_from
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stationdesk.domain.ids import ShiftId, SkillId, VolunteerId
    from stationdesk.domain.roster.cover_rules import CoverRule
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.index import RosterIndex, Row
    from stationdesk.domain.roster.shifts import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverStep:
    """From ``starts`` up to ``ends`` (absolute) the same number of people is at the desk.

    ``skilled`` counts, for each skill that a rule or a shift asks for, those who have it.
    """

    starts: int
    ends: int
    present: int
    skilled: Mapping[SkillId, int] = field(default_factory=dict)


class CauseKind(StrEnum):
    """Why there is a hole."""

    NO_SHIFT = "no_shift"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    EXCUSED = "excused"
    UNFILLED = "unfilled"
    NO_SKILL = "no_skill"
    FEW_WANTED = "few_wanted"


AWAY = {
    AssignmentState.VACATED: (CauseKind.ON_LEAVE, N_("{name} of “{shift}” is on leave")),
    AssignmentState.ABSENT: (CauseKind.ABSENT, N_("{name} did not come to “{shift}”")),
    AssignmentState.EXCUSED: (CauseKind.EXCUSED, N_("{name} is excused from “{shift}”")),
}
"""How it is told that somebody planned is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that makes a hole, told in a whole phrase with names."""

    kind: CauseKind
    phrase: str
    values: Mapping[str, object] = field(default_factory=dict)
    volunteer_id: VolunteerId | None = None
    shift_id: ShiftId | None = None


@dataclass(frozen=True, slots=True)
class CoverShare:
    """How many minutes people were wanted at the desk, and how many of them all were there."""

    minutes_wanted: int
    minutes_kept: int

    @property
    def per_mille(self) -> int:
        """The kept share in thousandths, rounded down; where nothing was wanted all was kept."""
        return 1000 if not self.minutes_wanted else 1000 * self.minutes_kept // self.minutes_wanted


def holes(facts: RosterFacts) -> list[Hole]:
    """Return every hole of the roster's days, in the order of time."""
    return [hole for day in days_from(facts.first, facts.last) for hole in holes_on(facts, day)]


def holes_on(facts: RosterFacts, day: date) -> list[Hole]:
    """Return the holes of rules that begin on ``day``, in the order of time, what blocks first.

    A rule about people and a skill has holes of both kinds. Each is as long as the number of those
    present stays the same.
    """
    index = index_of(facts)
    found = [hole for rule in rules_on(facts, day) for hole in _rule_holes(index, rule, day)]
    found.sort(
        key=lambda hole: (hole.starts, hole.weight, hole.ends, hole.rule_id, hole.skill_id or 0)
    )
    return found


def rules_on(facts: RosterFacts, day: date) -> list[CoverRule]:
    """Return the cover rules that hold on ``day``: of its kind, and valid."""
    kind = facts.kinds.get(day)
    return [
        rule
        for rule in facts.cover_rules
        if kind in rule.day_kinds
        and rule.valid_from <= day
        and (rule.valid_until is None or day <= rule.valid_until)
    ]


def cover_steps(facts: RosterFacts, day: date) -> list[CoverStep]:
    """Return who is at the desk from the first to the last minute of ``day``, by number."""
    index, starts = index_of(facts), absolute(day, 0)
    asked = sorted(_asked_skills(facts))
    steps: list[CoverStep] = []
    for start, end, rows in _pieces(index, starts, starts + DAY_MINUTES):
        step = CoverStep(
            starts=start,
            ends=end,
            present=len(_people(rows)),
            skilled={skill_id: len(_people_with(index, rows, skill_id)) for skill_id in asked},
        )
        if steps and (steps[-1].present, steps[-1].skilled) == (step.present, step.skilled):
            step = CoverStep(
                starts=steps.pop().starts, ends=end, present=step.present, skilled=step.skilled
            )
        steps.append(step)
    return steps


def covered_share(
    facts: RosterFacts, first: date, last: date, skill_id: SkillId | None = None
) -> CoverShare:
    """Return for how much of the time that rules ask for all people asked for were there.

    With ``skill_id`` it is about people with that skill and the rules that ask for them. A minute
    counts once, however many rules are about it.
    """
    wanted: set[int] = set()
    missed: set[int] = set()
    for day in days_from(first, last):
        for rule in rules_on(facts, day):
            if rule.people if skill_id is None else (rule.skill_id == skill_id and rule.skilled):
                starts = absolute(day, 0)
                wanted.update(range(starts + rule.from_minute, starts + rule.to_minute))
        for hole in holes_on(facts, day):
            if hole.skill_id == skill_id:
                missed.update(range(hole.starts, hole.ends))
    return CoverShare(len(wanted), len(wanted - missed))


def causes(facts: RosterFacts, hole: Hole) -> list[Cause]:
    """Return what makes ``hole``, never nothing.

    First the time without any shift at the desk; then who was planned and is on leave, absent or
    excused; then shifts that are short of people, or the certificates that do not count; and where
    none of these is true, that the shifts want fewer people than the rule.
    """
    index = index_of(facts)
    shifts = _desk_shifts(index, hole.starts, hole.ends)
    found = [*_gap_causes(index, hole, shifts), *_away_causes(facts, hole)]
    if hole.skill_id is None:
        found += [each for shift in shifts for each in _unfilled_causes(index, shift)]
    else:
        found += _skill_causes(index, hole, hole.skill_id, shifts)
    return found or [_few_there(facts, hole, shifts)]


def desk_rows(index: RosterIndex, starts: int, ends: int) -> list[Row]:
    """Return the rows at the desk that share a minute with a stretch of time."""
    return [row for row in index.rows_within(starts, ends) if row.shift.at_desk]


def _rule_holes(index: RosterIndex, rule: CoverRule, day: date) -> Iterator[Hole]:
    starts, ends = absolute(day, rule.from_minute), absolute(day, rule.to_minute)
    pieces = list(_pieces(index, starts, ends))
    if rule.people:
        counted = ((start, end, len(_people(rows))) for start, end, rows in pieces)
        yield from _holes_of(rule, counted, rule.people, None)
    if rule.skill_id is not None and rule.skilled:
        skill_id = rule.skill_id
        with_skill = (
            (start, end, len(_people_with(index, rows, skill_id))) for start, end, rows in pieces
        )
        yield from _holes_of(rule, with_skill, rule.skilled, skill_id)


def _holes_of(
    rule: CoverRule,
    counted: Iterable[tuple[int, int, int]],
    wanted: int,
    skill_id: SkillId | None,
) -> Iterator[Hole]:
    for starts, ends, present in _merged(counted):
        if present < wanted:
            yield Hole(
                rule_id=rule.id,
                rule_name=rule.name,
                weight=rule.weight,
                starts=starts,
                ends=ends,
                present=present,
                wanted=wanted,
                skill_id=skill_id,
            )


def _merged(counted: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    merged: list[tuple[int, int, int]] = []
    for starts, ends, present in counted:
        if merged and merged[-1][2] == present:
            starts = merged.pop()[0]
        merged.append((starts, ends, present))
    return merged


def _pieces(index: RosterIndex, starts: int, ends: int) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """Give the pieces of a stretch in which nobody comes or goes, with who is at the desk."""
    rows = desk_rows(index, starts, ends)
    edges = {starts, ends}
    for row in rows:
        edges |= {max(starts, row.starts), min(ends, row.ends)}
    for start, end in pairwise(sorted(edges)):
        yield start, end, [row for row in rows if row.starts <= start and end <= row.ends]


def _people(rows: Iterable[Row]) -> set[VolunteerId]:
    return {row.volunteer_id for row in rows}


def _people_with(index: RosterIndex, rows: Iterable[Row], skill_id: SkillId) -> set[VolunteerId]:
    people = index.facts.people
    return {
        row.volunteer_id
        for row in rows
        if has_skill(people.get(row.volunteer_id), skill_id, row.shift.day)
    }


def _desk_shifts(index: RosterIndex, starts: int, ends: int) -> list[Shift]:
    days = days_from(
        date.fromordinal(starts // DAY_MINUTES - 1), date.fromordinal((ends - 1) // DAY_MINUTES)
    )
    return [
        shift
        for day in days
        for shift in index.shifts_by_day.get(day, ())
        if shift.at_desk and shift.starts < ends and starts < shift.ends
    ]


def _gap_causes(index: RosterIndex, hole: Hole, shifts: Sequence[Shift]) -> Iterator[Cause]:
    reached = hole.starts
    for shift in [*shifts, None]:
        until = hole.ends if shift is None else shift.starts
        if reached < until:
            yield _gap(index, reached, until)
        reached = max(reached, hole.ends if shift is None else shift.ends)


def _gap(index: RosterIndex, starts: int, ends: int) -> Cause:
    day = day_and_minute(starts)[0]
    todays = [shift for shift in index.shifts_by_day.get(day, ()) if shift.at_desk]
    before = max((each for each in todays if each.ends <= starts), key=_ending, default=None)
    after = next((each for each in todays if each.starts >= ends), None)
    if before is not None and after is not None:
        phrase = N_("From {from} to {to} there is no shift, between “{before}” and “{after}”")
        names: dict[str, object] = {"before": before.name, "after": after.name}
    else:
        phrase, names = N_("From {from} to {to} there is no shift at the desk"), {}
    times = {"from": _clock_at(starts), "to": _clock_at(ends, is_end=True)}
    return Cause(kind=CauseKind.NO_SHIFT, phrase=phrase, values={**times, **names})


def _ending(shift: Shift) -> int:
    return shift.ends


def _clock_at(moment: int, *, is_end: bool = False) -> str:
    minute = moment % DAY_MINUTES
    return clock(DAY_MINUTES if is_end and minute == 0 else minute)


def _away_causes(facts: RosterFacts, hole: Hole) -> Iterator[Cause]:
    for each in facts.assignments:
        told = AWAY.get(each.state)
        if told is None or each.starts >= hole.ends or hole.starts >= each.ends:
            continue
        shift, person = facts.shifts.get(each.shift_id), facts.people.get(each.volunteer_id)
        if shift is None or person is None or not shift.at_desk:
            continue
        if hole.skill_id is None or has_skill(person, hole.skill_id, shift.day):
            yield Cause(
                kind=told[0],
                phrase=told[1],
                values={"name": person.shown, "shift": shift.name},
                volunteer_id=person.id,
                shift_id=shift.id,
            )


def _unfilled_causes(index: RosterIndex, shift: Shift) -> Iterator[Cause]:
    count = len(index.rows_on(shift.id))
    if count >= shift.needed:
        return
    phrase = (
        N_("“{shift}” has {count} of {needed} people")
        if count
        else N_("Nobody is planned for “{shift}”")
    )
    yield Cause(
        kind=CauseKind.UNFILLED,
        phrase=phrase,
        values={"shift": shift.name, "count": count, "needed": shift.needed},
        shift_id=shift.id,
    )


def _skill_causes(
    index: RosterIndex, hole: Hole, skill_id: SkillId, shifts: Sequence[Shift]
) -> Iterator[Cause]:
    skill = index.facts.skill_names.get(skill_id, "")
    for row in desk_rows(index, hole.starts, hole.ends):
        person = index.facts.people.get(row.volunteer_id)
        if person is None or has_skill(person, skill_id, row.day):
            continue
        if any(held.skill_id == skill_id for held in person.skills):
            phrase, values = skill_clause(index, person, skill_id, row.day)
            yield Cause(
                kind=CauseKind.NO_SKILL,
                phrase=N_("{name}: {what}"),
                values={"name": person.shown, "what": Phrase(phrase, values)},
                volunteer_id=person.id,
                shift_id=row.shift.id,
            )
    for shift in shifts:
        rows = index.rows_on(shift.id)
        if not any(
            has_skill(index.facts.people.get(row.volunteer_id), skill_id, row.day) for row in rows
        ):
            yield Cause(
                kind=CauseKind.NO_SKILL,
                phrase=N_("Nobody on “{shift}” has {skill}"),
                values={"shift": shift.name, "skill": skill},
                shift_id=shift.id,
            )


def _few_there(facts: RosterFacts, hole: Hole, shifts: Sequence[Shift]) -> Cause:
    if hole.skill_id is not None:
        values: dict[str, object] = {
            "skill": facts.skill_names.get(hole.skill_id, ""),
            "count": hole.present,
            "wanted": hole.wanted,
        }
        phrase = N_("{count} of {wanted} people with {skill}")
        return Cause(kind=CauseKind.NO_SKILL, phrase=phrase, values=values)
    return Cause(
        kind=CauseKind.FEW_WANTED,
        phrase=N_("The shifts at that time want {needed} people, the rule {wanted}"),
        values={"needed": sum(shift.needed for shift in shifts), "wanted": hole.wanted},
    )


def _asked_skills(facts: RosterFacts) -> set[SkillId]:
    asked: list[CoverRule | Shift] = [*facts.cover_rules, *facts.shifts.values()]
    return {each.skill_id for each in asked if each.skill_id is not None and each.skilled}
