"""How a wish to hand a shift over goes on: asked, accepted, approved, applied, or not.

A swap passes the rules with both legs, or nothing is done: each leg is a candidate that goes
without the rows handed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import Candidate, breaches_after
from stationdesk.domain.roster.swaps import SWAP_STATE_WORDS, SwapKind, SwapState
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.swaps import NewSwap, Swap


class SwapMove(StrEnum):
    """What can be done about a swap; ``UNDO`` takes the last step back."""

    ASK = "ask"
    ACCEPT = "accept"
    APPROVE = "approve"
    APPLY = "apply"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    UNDO = "undo"


SWAP_MOVES = {
    SwapState.ASKED: {
        SwapMove.ACCEPT: SwapState.ACCEPTED,
        SwapMove.DECLINE: SwapState.DECLINED,
        SwapMove.WITHDRAW: SwapState.WITHDRAWN,
    },
    SwapState.ACCEPTED: {
        SwapMove.APPROVE: SwapState.APPROVED,
        SwapMove.DECLINE: SwapState.DECLINED,
        SwapMove.WITHDRAW: SwapState.WITHDRAWN,
    },
    SwapState.APPROVED: {
        SwapMove.APPLY: SwapState.APPLIED,
        SwapMove.DECLINE: SwapState.DECLINED,
        SwapMove.WITHDRAW: SwapState.WITHDRAWN,
    },
    SwapState.APPLIED: {},
    SwapState.DECLINED: {},
    SwapState.WITHDRAWN: {},
    SwapState.EXPIRED: {},
}
"""What may be done in each state, and where it leads."""

OPEN_SWAPS = frozenset({SwapState.ASKED, SwapState.ACCEPTED, SwapState.APPROVED})
"""States in which a swap still waits; these run out when its first shift begins."""
HANDED_OVER = frozenset({AssignmentState.PROPOSED, AssignmentState.CONFIRMED})
"""Rows that can be handed over: who served already, or is away, has nothing to give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapRows:
    """What applying a swap does: ``added`` candidates, each in place of one row of ``removed``.

    ``removed[n]`` is the row that ``added[n]`` takes the shift of.
    """

    added: tuple[Candidate, ...]
    removed: tuple[AssignmentId, ...]


def state_after(moves: Iterable[SwapMove]) -> SwapState:
    """Return where the steps taken so far lead; a step that was undone counts for nothing.

    A list that the table of moves does not allow is an error.
    """
    states: list[SwapState] = []
    for move in moves:
        if move is SwapMove.UNDO:
            states.pop()
        elif move is SwapMove.ASK:
            states.append(SwapState.ASKED)
        else:
            states.append(SWAP_MOVES[states[-1]][move])
    return states[-1] if states else SwapState.WITHDRAWN


def shown_state(state: SwapState, starts: int, now: int, *, is_gone: bool = False) -> SwapState:
    """Return the state as it is shown at ``now``: what still waits when ``starts`` is over expired.

    ``starts`` is the first start of the shifts concerned; both are absolute minutes. ``is_gone``
    tells that a place of it is on the roster no more, such as by a leave: then nothing is left to
    be handed over, unless it comes back.
    """
    return SwapState.EXPIRED if state in OPEN_SWAPS and (starts <= now or is_gone) else state


def ask_problems(
    wish: NewSwap, facts: RosterFacts, now: int, open_swaps: Iterable[Swap] = ()
) -> Iterator[Problem]:
    """Tell why a shift cannot be handed over so. ``now`` is an absolute minute.

    ``open_swaps`` are those still waiting: one row is asked about once at a time.
    """
    given = _row(facts, wish.assignment_id)
    yield from _row_problems(given, now, "assignment_id")
    if wish.kind is SwapKind.SWAP:
        yield from _other_problems(wish, facts, given, now)
    elif wish.other_assignment_id is not None:
        phrase = N_("Only a swap names a second shift.")
        yield Problem("other_assignment_id", phrase)
    if given is not None and wish.to_volunteer_id == given.volunteer_id:
        yield Problem("to_volunteer_id", N_("A shift is handed over to somebody else."))
    if wish.to_volunteer_id is not None and wish.to_volunteer_id not in facts.people:
        yield Problem("to_volunteer_id", N_("This volunteer is not known."))
    wanted = {wish.assignment_id, wish.other_assignment_id} - {None}
    for swap in open_swaps:
        if wanted & {swap.assignment_id, swap.other_assignment_id}:
            phrase = N_("{number} is about this shift already.")
            yield Problem("assignment_id", phrase, {"number": swap.number})


def swap_move_problems(
    swap: Swap, move: SwapMove, starts: int, now: int, to: VolunteerId | None = None
) -> Iterator[Problem]:
    """Tell why ``move`` cannot be done with ``swap`` at ``now``.

    ``starts`` is the first start of the shifts concerned; ``to`` who takes a shift that was given
    away to nobody yet.
    """
    state = shown_state(swap.state, starts, now)
    if move not in SWAP_MOVES[state]:
        phrase = N_("{number} is “{state}”; this cannot be done any more.")
        values = {"number": swap.number, "state": _(SWAP_STATE_WORDS[state])}
        yield Problem("state", phrase, values)
    elif move is SwapMove.ACCEPT and swap.to_volunteer_id is None and to is None:
        yield Problem("to_volunteer_id", N_("Choose who takes the shift."))


def swap_rows(facts: RosterFacts, swap: NewSwap | Swap, to: VolunteerId | None = None) -> SwapRows:
    """Return what applying ``swap`` adds and removes.

    ``to`` is who takes a shift that was given away to nobody yet. The rows concerned are among
    the facts, and somebody takes the shift: see ``ask_problems`` and ``swap_move_problems``.
    """
    rows = {each.id: each for each in facts.assignments}
    legs = [(rows[swap.assignment_id], swap.to_volunteer_id or to)]
    if swap.other_assignment_id is not None:
        given, other = rows[swap.assignment_id], rows[swap.other_assignment_id]
        legs = [(given, other.volunteer_id), (other, given.volunteer_id)]
    gone = frozenset(row.id for row, _taker in legs)
    return SwapRows(
        added=tuple(
            Candidate(volunteer_id=taker, shift_id=row.shift_id, without=gone)
            for row, taker in legs
            if taker is not None
        ),
        removed=tuple(row.id for row, taker in legs if taker is not None),
    )


def swap_breaches(
    facts: RosterFacts, swap: NewSwap | Swap, to: VolunteerId | None = None
) -> list[Breach]:
    """Return what applying ``swap`` would newly break, both legs together."""
    rows = swap_rows(facts, swap, to)
    return breaches_after(facts, rows.added, rows.removed)


def first_start(facts: RosterFacts, swap: NewSwap | Swap) -> int | None:
    """Return the first absolute minute of the shifts concerned, None where no row is known."""
    concerned = {swap.assignment_id, swap.other_assignment_id}
    return min((each.starts for each in facts.assignments if each.id in concerned), default=None)


def _other_problems(
    wish: NewSwap, facts: RosterFacts, given: Assignment | None, now: int
) -> Iterator[Problem]:
    if wish.other_assignment_id is None:
        yield Problem("other_assignment_id", N_("Choose the shift to swap with."))
        return
    other = _row(facts, wish.other_assignment_id)
    yield from _row_problems(other, now, "other_assignment_id")
    if given is None or other is None:
        return
    if given.volunteer_id == other.volunteer_id:
        yield Problem("other_assignment_id", N_("Both shifts are of the same volunteer."))
    elif given.shift_id == other.shift_id:
        yield Problem("other_assignment_id", N_("Both serve the same shift."))
    if wish.to_volunteer_id not in (None, other.volunteer_id):
        phrase = N_("The shift to swap with is somebody else's.")
        yield Problem("to_volunteer_id", phrase)


def _row(facts: RosterFacts, assignment_id: AssignmentId) -> Assignment | None:
    return next((each for each in facts.assignments if each.id == assignment_id), None)


def _row_problems(row: Assignment | None, now: int, about: str) -> Iterator[Problem]:
    if row is None or row.state not in HANDED_OVER:
        yield Problem(about, N_("This place on the roster is not there any more."))
    elif row.starts <= now:
        yield Problem(about, N_("This shift has begun; it cannot be handed over any more."))
