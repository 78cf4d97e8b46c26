"""Rules about two people: together, apart, and a novice beside a mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.findings import Finding, newest_last
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import Pair
    from stationdesk.domain.roster.index import RosterIndex, Row


def pair_findings(index: RosterIndex, pair: Pair) -> Iterator[Finding]:
    """Tell where two people are not together, or not apart.

    TOGETHER: where one serves a shift, the other serves it too, be they on leave or not; only who
    is no active volunteer that day is not waited for. APART: never on the same shift, wherever it
    is, and never at the desk at the same time.
    """
    if pair.bond is Bond.TOGETHER and index.holds(Rule.TOGETHER):
        yield from _alone(index, pair.one, pair.other)
        yield from _alone(index, pair.other, pair.one)
    if pair.bond is Bond.APART and index.holds(Rule.APART):
        yield from _meeting(index, pair)


def mentor_findings(index: RosterIndex, row: Row) -> Iterator[Finding]:
    """Tell whether a novice serves a minute without a mentor (MENTOR).

    A mentor is beside them on the same shift, or where both are at the desk.
    """
    people = index.facts.people
    person = people.get(row.volunteer_id)
    if person is None or not person.novice or not index.holds(Rule.MENTOR):
        return
    alone, reached = 0, row.starts
    for other in sorted(index.rows_within(row.starts, row.ends), key=lambda each: each.starts):
        mentor = people.get(other.volunteer_id)
        if mentor is None or not mentor.mentor or mentor.id == person.id:
            continue
        if _are_beside(row, other):
            alone += max(0, other.starts - reached)
            reached = max(reached, other.ends)
    alone += max(0, row.ends - reached)
    if alone:
        yield Finding(
            rule=Rule.MENTOR,
            place=(person.id, row.shift.id),
            day=row.day,
            excess=alone,
            rows=(row,),
            volunteer_id=person.id,
            shift_id=row.shift.id,
            count=alone,
        )


def _alone(index: RosterIndex, one: VolunteerId, other: VolunteerId) -> Iterator[Finding]:
    theirs = {row.shift.id for row in index.rows_of(other)}
    for row in index.rows_of(one):
        if row.shift.id not in theirs and _is_active(index, other, row):
            yield Finding(
                rule=Rule.TOGETHER,
                place=(one, other, row.shift.id),
                day=row.day,
                excess=1,
                rows=(row,),
                volunteer_id=one,
                shift_id=row.shift.id,
                other_id=other,
            )


def _is_active(index: RosterIndex, volunteer_id: VolunteerId, row: Row) -> bool:
    person = index.facts.people.get(volunteer_id)
    return person is not None and standing_on(person.statuses, row.day) is Standing.ACTIVE


def _meeting(index: RosterIndex, pair: Pair) -> Iterator[Finding]:
    others = index.rows_of(pair.other)
    for mine in index.rows_of(pair.one):
        for theirs in others:
            if theirs.starts >= mine.ends:
                break
            if mine.starts < theirs.ends and _are_beside(mine, theirs):
                yield _met(mine, theirs)


def _met(mine: Row, theirs: Row) -> Finding:
    older, newer = newest_last((mine, theirs))
    return Finding(
        rule=Rule.APART,
        place=(mine.volunteer_id, theirs.volunteer_id, mine.shift.id, theirs.shift.id),
        day=newer.day,
        excess=1,
        rows=(older, newer),
        volunteer_id=newer.volunteer_id,
        shift_id=newer.shift.id,
        other_id=older.volunteer_id,
    )


def _are_beside(one: Row, other: Row) -> bool:
    return one.shift.id == other.shift.id or (one.shift.at_desk and other.shift.at_desk)
