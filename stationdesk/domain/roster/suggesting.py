"""Who could take a shift, the best first, with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import monday_of
from stationdesk.domain.roster.breach_words import hours_text, skill_clause
from stationdesk.domain.roster.checking import Candidate, breaches_of
from stationdesk.domain.roster.fairness import fairness
from stationdesk.domain.roster.index import has_skill, index_of
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.shift_rules import skilled_on
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.volunteers.availability import Wish
from stationdesk.domain.volunteers.wishes import WILLING
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ids import ShiftId, SkillId, VolunteerId
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.index import Row
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import Shift

WISH_AT_THE_TIME = {
    Wish.PREFERS: N_("likes to come at that time"),
    Wish.CAN: N_("free at that time"),
    Wish.RATHER_NOT: N_("would rather not come at that time"),
    Wish.CANNOT: N_("cannot come at that time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody for a shift. ``fits`` tells that no rule would be broken.

    ``reasons`` are clauses: what would be broken first, then what speaks for them. ``deviation``
    is what they serve on the roster's days less what would be fair, in minutes. ``has_skill`` tells
    that they bring the skill that the shift, or the hole, is short of.
    """

    volunteer_id: VolunteerId
    fits: bool
    breaches: tuple[Breach, ...]
    reasons: tuple[Phrase, ...]
    shifts_this_week: int
    minutes_this_month: int
    wish: Wish
    deviation: int = 0
    has_skill: bool = False

    @property
    def is_blocked(self) -> bool:
        """Tell whether a rule that no reason passes keeps them out."""
        return any(each.weight is Weight.BLOCK for each in self.breaches)


def suggestions(
    facts: RosterFacts,
    shift_id: ShiftId,
    limit: int | None = None,
    *,
    skill_id: SkillId | None = None,
) -> list[Suggestion]:
    """Return everybody who is not on the shift yet, the best first.

    Whoever is written down as missing on it is not asked again.
    Who fits comes first; then fewer rules that block, fewer that warn; then who brings the skill
    that is missing, the wish for that time, who is further below their fair share, fewer shifts
    this week, the name. ``skill_id`` is a skill that a hole asks for, beside the shift's own.
    """
    shift, index = facts.shifts[shift_id], index_of(facts)
    there = {row.volunteer_id for row in index.rows_on(shift_id)}
    wanted = skill_id if skill_id is not None else _missing_skill(facts, shift)
    deviations = {line.volunteer_id: line.deviation for line in fairness(facts)}
    found = [
        _suggestion(facts, shift, person, wanted, deviations.get(person.id, 0))
        for person in facts.people.values()
        if person.id not in there and not index.is_missing(person.id, shift_id)
    ]
    found.sort(key=lambda each: (_rank(each), facts.people[each.volunteer_id].shown))
    return found[:limit]


def _suggestion(
    facts: RosterFacts, shift: Shift, person: Person, wanted: SkillId | None, deviation: int
) -> Suggestion:
    index = index_of(facts)
    broken = breaches_of(facts, Candidate(volunteer_id=person.id, shift_id=shift.id))
    rows = index.rows_of(person.id)
    made = Suggestion(
        volunteer_id=person.id,
        fits=not broken,
        breaches=tuple(broken),
        reasons=(),
        shifts_this_week=sum(monday_of(row.day) == monday_of(shift.day) for row in rows),
        minutes_this_month=sum(row.minutes for row in rows if _same_month(row, shift)),
        wish=index.wish(person, shift.starts, shift.ends),
        deviation=deviation,
        has_skill=wanted is not None and has_skill(person, wanted, shift.day),
    )
    return replace(made, reasons=tuple(_reasons(facts, made, shift, wanted)))


def _reasons(
    facts: RosterFacts, made: Suggestion, shift: Shift, wanted: SkillId | None
) -> Iterator[Phrase]:
    """Tell what would be broken, the skill asked for, and how much they do unless blocked."""
    said = {each.phrase for each in made.breaches}
    yield from (Phrase(each.phrase, each.values) for each in made.breaches)
    if wanted is not None and made.has_skill:
        yield Phrase(N_("has {skill}"), {"skill": facts.skill_names.get(wanted, "")})
    elif wanted is not None:
        person = facts.people[made.volunteer_id]
        phrase, values = skill_clause(index_of(facts), person, wanted, shift.day)
        if phrase not in said:
            yield Phrase(phrase, values)
    if not made.is_blocked:
        if WISH_AT_THE_TIME[made.wish] not in said:
            yield Phrase(WISH_AT_THE_TIME[made.wish])
        yield from _load(made)


def _load(made: Suggestion) -> Iterator[Phrase]:
    if all(each.rule is not Rule.SHIFTS_A_WEEK for each in made.breaches):
        yield Phrase(N_("{count} shifts that week"), {"count": made.shifts_this_week})
    if made.deviation < 0:
        yield Phrase(N_("{hours} hours below the share"), {"hours": hours_text(-made.deviation)})
    elif made.deviation > 0:
        yield Phrase(N_("{hours} hours above the share"), {"hours": hours_text(made.deviation)})


def _rank(each: Suggestion) -> tuple[bool, int, int, bool, int, int, int]:
    blocking = sum(breach.weight is Weight.BLOCK for breach in each.breaches)
    return (
        not each.fits,
        blocking,
        len(each.breaches) - blocking,
        not each.has_skill,
        WILLING.index(each.wish),
        each.deviation,
        each.shifts_this_week,
    )


def _missing_skill(facts: RosterFacts, shift: Shift) -> SkillId | None:
    short = shift.skilled > skilled_on(index_of(facts), shift)
    return shift.skill_id if short else None


def _same_month(row: Row, shift: Shift) -> bool:
    return (row.day.year, row.day.month) == (shift.day.year, shift.day.month)
