"""Of a very large team: whom a search looks at, so that it can end in its time.

A search grows with everybody on every shift. A team of thousands has far more people than a roster
has places; whoever serves already stays in sight, the others by how little they served lately.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.volunteers.standing import is_active_between

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import SkillId, VolunteerId
    from stationdesk.domain.roster.facts import Person, RosterFacts

MOST_PLANNED = 160
"""So many people are looked at, with those who serve already; measured: the search of a month with
them ends near its ten seconds and takes 200 MB."""


def facts_to_plan(
    facts: RosterFacts, first: date, last: date, most: int = MOST_PLANNED
) -> RosterFacts:
    """Return the facts with the people that a search of these days looks at.

    All of them, where they are no more than ``most``. Else whoever has a row stays, then those
    with a skill that is asked for (half of the rest at most), then who served least lately; and
    with each the one they serve together with.
    """
    if len(facts.people) <= most:
        return facts
    chosen = {row.volunteer_id for row in facts.assignments} & facts.people.keys()
    free = [
        person
        for person in facts.people.values()
        if person.id not in chosen and is_active_between(person.statuses, first, last)
    ]
    free.sort(key=lambda person: (person.carried.minutes, person.id))
    asked = _asked_skills(facts)
    skilled = [person for person in free if _held(person) & asked]
    room = max(0, most - len(chosen))
    chosen |= {person.id for person in skilled[: room // 2]}
    others = [person for person in free if person.id not in chosen]
    chosen |= {person.id for person in others[: max(0, most - len(chosen))]}
    chosen |= _partners(facts, chosen)
    people = {key: person for key, person in facts.people.items() if key in chosen}
    return replace(facts, people=people)


def _asked_skills(facts: RosterFacts) -> set[SkillId]:
    rules = {each.skill_id for each in facts.cover_rules if each.skilled}
    shifts = {each.skill_id for each in facts.shifts.values() if each.skilled}
    return {each for each in rules | shifts if each is not None}


def _held(person: Person) -> set[SkillId]:
    return {each.skill_id for each in person.skills}


def _partners(facts: RosterFacts, chosen: set[VolunteerId]) -> set[VolunteerId]:
    """Return with whom the chosen serve together: one is not planned without the other."""
    together = [pair for pair in facts.pairs if pair.bond is Bond.TOGETHER]
    found = {pair.other for pair in together if pair.one in chosen}
    found |= {pair.one for pair in together if pair.other in chosen}
    return found & facts.people.keys()
