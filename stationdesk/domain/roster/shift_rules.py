"""What a shift itself takes and needs: not too many people, and enough who can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.findings import Finding, newest_last
from stationdesk.domain.roster.index import has_skill
from stationdesk.domain.roster.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.roster.index import RosterIndex
    from stationdesk.domain.roster.shifts import Shift


def shift_findings(index: RosterIndex, shift: Shift) -> Iterator[Finding]:
    """Tell where the people of a shift break its rules.

    FULL: no more than ``most``. SKILL: the places that the shift still needs to fill suffice for
    the skilled people it lacks. So two may be found one after the other in any order, and a shift
    nobody is on breaks nothing: what is missing there is told by the cover.
    """
    rows = index.rows_on(shift.id)
    if len(rows) > shift.most:
        yield Finding(
            rule=Rule.FULL,
            place=(shift.id,),
            day=shift.day,
            excess=len(rows) - shift.most,
            rows=newest_last(rows),
            shift_id=shift.id,
            count=len(rows),
            allowed=shift.most,
        )
    if rows and shift.skill_id is not None and shift.skilled and index.holds(Rule.SKILL):
        places = max(0, max(shift.needed, shift.skilled) - len(rows))
        present = skilled_on(index, shift)
        if shift.skilled - present > places:
            yield Finding(
                rule=Rule.SKILL,
                place=(shift.id,),
                day=shift.day,
                excess=shift.skilled - present - places,
                rows=newest_last(rows),
                shift_id=shift.id,
                count=present,
                allowed=shift.skilled,
            )


def skilled_on(index: RosterIndex, shift: Shift) -> int:
    """Return how many people of a shift have its skill, verified and in date on its day."""
    if shift.skill_id is None:
        return 0
    people = index.facts.people
    return sum(
        has_skill(people.get(row.volunteer_id), shift.skill_id, shift.day)
        for row in index.rows_on(shift.id)
    )
