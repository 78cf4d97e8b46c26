"""Why nobody fills a hole, person by person: the one rule that keeps each of them out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.ids import PeriodId, ShiftId
from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.breach_words import skill_clause
from stationdesk.domain.roster.checking import STRONGEST_FIRST, Candidate, breaches_of
from stationdesk.domain.roster.cover import desk_rows
from stationdesk.domain.roster.index import has_skill, index_of
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.shifts import Shift, absolute
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.ids import SkillId, VolunteerId
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.rules import Breach

_IMAGINED = ShiftId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What keeps one volunteer out of a hole, in a clause without the name.

    ``rule`` is None where no rule does: they could come. ``weight`` tells whether the rule blocks;
    what only warns could be passed with a reason. ``shift_id`` is the shift they would take, None
    where there is none at that time.
    """

    volunteer_id: VolunteerId
    rule: Rule | None
    phrase: str
    values: Mapping[str, object] = field(default_factory=dict)
    weight: Weight = Weight.OFF
    shift_id: ShiftId | None = None


def explain_hole(facts: RosterFacts, hole: Hole) -> list[Against]:
    """Return the strongest reason against everybody who is not there, in a hole about people.

    Of a hole about a skill it is told of all who lack the skill that they do, also of those who are
    at the desk. Volunteers who are not active that day are left out: they are not the station's to
    ask. Each is thought of on the shift at the desk that shares most of the hole and that the
    fewest rules keep them from; where there is no such shift, on one of the hole's own time. Who
    could come is told first, then who could with a reason, then by the rule.
    """
    starts_on = date.fromordinal(hole.starts // DAY_MINUTES)
    asked = _with_imagined_shift(facts, hole)
    shifts = _shifts_at(asked, hole)
    there = _throughout(facts, hole)
    found = [
        _against(asked, hole, shifts, person)
        for person in facts.people.values()
        if person.id not in there and standing_on(person.statuses, starts_on) is Standing.ACTIVE
    ]
    found.sort(key=lambda each: (_order(each), facts.people[each.volunteer_id].shown))
    return found


def _against(facts: RosterFacts, hole: Hole, shifts: list[Shift], person: Person) -> Against:
    if hole.skill_id is not None and not has_skill(person, hole.skill_id, shifts[0].day):
        return _unskilled(facts, person, hole.skill_id, shifts[0].day)
    index = index_of(facts)
    asked = [shift for shift in shifts if not index.is_missing(person.id, shift.id)]
    if not asked:
        return _missing(person, shifts[0])
    tried = [(_what_keeps(facts, person, shift), shift) for shift in asked]
    strongest, shift = min(tried, key=lambda each: _severity(each[0]))
    shift_id = None if shift.id == _IMAGINED else shift.id
    if strongest is None:
        could, add = N_("could come, but was not asked"), N_("could come, if there were a shift")
        return Against(
            volunteer_id=person.id,
            rule=None,
            phrase=add if shift_id is None else could,
            shift_id=shift_id,
        )
    return Against(
        volunteer_id=person.id,
        rule=strongest.rule,
        phrase=strongest.phrase,
        values=strongest.values,
        weight=strongest.weight,
        shift_id=shift_id,
    )


def _unskilled(facts: RosterFacts, person: Person, skill_id: SkillId, day: date) -> Against:
    phrase, values = skill_clause(index_of(facts), person, skill_id, day)
    return Against(
        volunteer_id=person.id,
        rule=Rule.SKILL,
        phrase=phrase,
        values=values,
        weight=Weight.BLOCK,
    )


def _missing(person: Person, shift: Shift) -> Against:
    return Against(
        volunteer_id=person.id,
        rule=Rule.AVAILABILITY,
        phrase=N_("is written down as missing on this shift"),
        weight=Weight.BLOCK,
        shift_id=shift.id,
    )


def _what_keeps(facts: RosterFacts, person: Person, shift: Shift) -> Breach | None:
    """Return the strongest rule against somebody on a shift; what blocks is before what warns."""
    broken = breaches_of(facts, Candidate(volunteer_id=person.id, shift_id=shift.id))
    return broken[0] if broken else None


def _severity(breach: Breach | None) -> tuple[int, int]:
    if breach is None:
        return (0, 0)
    # Rules early in the list are the hardest to help; the shift with the mildest one is told.
    return (1 + (breach.weight is Weight.BLOCK), -STRONGEST_FIRST.index(breach.rule))


def _order(against: Against) -> tuple[int, int]:
    if against.rule is None:
        return (0, 0)
    blocks = against.weight is Weight.BLOCK
    return (2 if blocks else 1, STRONGEST_FIRST.index(against.rule))


def _throughout(facts: RosterFacts, hole: Hole) -> set[VolunteerId]:
    """Return who is at the desk for all of the hole and counts there."""
    rows = desk_rows(index_of(facts), hole.starts, hole.ends)
    return {
        row.volunteer_id
        for row in rows
        if row.starts <= hole.starts
        and hole.ends <= row.ends
        and (
            hole.skill_id is None
            or has_skill(facts.people.get(row.volunteer_id), hole.skill_id, row.day)
        )
    }


def _shifts_at(facts: RosterFacts, hole: Hole) -> list[Shift]:
    """Return the shifts at the desk that share most of the hole."""
    shared = {
        shift.id: min(shift.ends, hole.ends) - max(shift.starts, hole.starts)
        for shift in facts.shifts.values()
        if shift.at_desk
    }
    most = max(shared.values())
    return [facts.shifts[shift_id] for shift_id, minutes in shared.items() if minutes == most]


def _with_imagined_shift(facts: RosterFacts, hole: Hole) -> RosterFacts:
    """Return the roster with a shift of the hole's own time where it has none at the desk."""
    if any(
        shift.at_desk and shift.starts < hole.ends and hole.starts < shift.ends
        for shift in facts.shifts.values()
    ):
        return facts
    day = date.fromordinal(hole.starts // DAY_MINUTES)
    midnight = absolute(day, 0)
    imagined = Shift(
        id=_IMAGINED,
        uid="",
        period_id=PeriodId(0),
        template_id=None,
        day=day,
        name="",
        post="",
        from_minute=hole.starts - midnight,
        to_minute=hole.ends - midnight,
        needed=hole.missing,
        most=hole.missing,
        at_desk=True,
        skill_id=None,
        skilled=0,
        version=0,
    )
    return replace(facts, shifts={**facts.shifts, _IMAGINED: imagined})
