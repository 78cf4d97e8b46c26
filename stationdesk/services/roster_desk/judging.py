"""What a deed on the roster breaks, seen as a whole: what is new, and what is only left open.

A rule is passed for rows. When those rows go, or others come beside them, something may be as
broken as it was, and not passed any more: the reason then goes on to the row that needs it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.ids import AssignmentId
from stationdesk.domain.roster.assignments import Assignment, AssignmentState
from stationdesk.domain.roster.checking import (
    Candidate,
    breaches,
    breaches_after,
    with_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.services.roster_desk.places import Place

_THOUGHT = 1 << 48
"""Rows that are not kept yet have ids from here on."""


def thought(place: Place, number: int) -> Assignment:
    """Return the row of a place before it is kept; it counts as newer than all others."""
    return Assignment(
        id=AssignmentId(_THOUGHT + number),
        uid="",
        shift_id=place.shift.id,
        volunteer_id=place.volunteer_id,
        state=AssignmentState.PROPOSED,
        source=place.source,
        pinned=place.pinned,
        starts=place.shift.starts,
        ends=place.shift.ends,
        reason="",
        replaces_id=place.replaces_id,
        version=1,
    )


def live_on(row: Assignment, shift: Shift) -> Assignment:
    """Return a row that went as it would stand again, at the times of its shift by now."""
    state = AssignmentState.PROPOSED
    return replace(row, state=state, starts=shift.starts, ends=shift.ends)


def candidate(row: Assignment) -> Candidate:
    """Return a row as the rules are asked about it."""
    return Candidate(volunteer_id=row.volunteer_id, shift_id=row.shift_id)


def left_open(
    facts: RosterFacts, coming: Sequence[Assignment], leaving: Sequence[Assignment]
) -> list[Breach]:
    """Return what is as broken as before, but not by the rows alone that it was passed for.

    Those rows are gone, or others come beside them: a second shift on the sixth day in a row.
    """
    people, gone = {row.volunteer_id for row in coming}, {row.id for row in leaving}
    rules = {
        rule
        for row in facts.assignments
        if row.id in gone or (row.is_live and row.volunteer_id in people)
        for rule in facts.passed.get(row.id, ())
    }
    if not rules:
        return []
    known = {key_of(each) for each in breaches(facts)}
    after = breaches(with_rows(facts, coming, gone))
    return [each for each in after if each.rule in rules and key_of(each) not in known]


def broken_again(
    facts: RosterFacts, back: Sequence[Assignment], gone: Sequence[AssignmentId]
) -> tuple[list[Breach], list[Breach]]:
    """Return what an undo would break, and what it would only leave open.

    ``back`` are rows as they would stand again; reasons that were kept for them count.
    """
    worse = {
        (each.rule, each.volunteer_id, each.shift_id)
        for each in breaches_after(facts, [candidate(row) for row in back], gone)
    }
    known = {key_of(each) for each in breaches(facts)}
    after = breaches(with_rows(facts, back, [*gone, *(row.id for row in back)]))
    new: list[Breach] = []
    same: list[Breach] = []
    for each in after:
        if key_of(each) in known:
            continue
        is_worse = (each.rule, each.volunteer_id, each.shift_id) in worse
        (new if is_worse or not each.assignment_ids else same).append(each)
    return new, same


def key_of(breach: Breach) -> tuple[object, ...]:
    """Return what tells a breach from others before and after a change."""
    return breach.rule, breach.volunteer_id, breach.shift_id, breach.day, breach.phrase
