"""How a shift is handed over: step by step, in time, and both legs or none."""

from itertools import product

import pytest

from stationdesk.domain.ids import AssignmentId, SwapId, VolunteerId
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.roster.swap_rules import (
    OPEN_SWAPS,
    SWAP_MOVES,
    SwapMove,
    ask_problems,
    first_start,
    shown_state,
    state_after,
    swap_breaches,
    swap_move_problems,
    swap_rows,
)
from stationdesk.domain.roster.swaps import NewSwap, Swap, SwapKind, SwapState
from tests.domain.roster.examples import day, facts, leave, person, row, shift, warn

EARLY, LATE = shift(1, day(10)), shift(2, day(12))
MINE, THEIRS = row(1, EARLY, 1), row(2, LATE, 2)
PEOPLE = [person(1), person(2), person(3)]
ROSTER = facts(PEOPLE, [EARLY, LATE], [MINE, THEIRS])
SWAP = NewSwap(
    kind=SwapKind.SWAP,
    assignment_id=MINE.id,
    to_volunteer_id=VolunteerId(2),
    other_assignment_id=THEIRS.id,
)
GIVEN = NewSwap(kind=SwapKind.GIVE_AWAY, assignment_id=MINE.id, to_volunteer_id=VolunteerId(3))
BEFORE = EARLY.starts - 1


def asked(**fields):
    return Swap(
        **{
            "id": SwapId(1),
            "uid": "w",
            "number": "HB-2026-001",
            "kind": SwapKind.GIVE_AWAY,
            "assignment_id": MINE.id,
            "other_assignment_id": None,
            "to_volunteer_id": None,
            "reason": "",
            "state": SwapState.ASKED,
            "recorded_at": "",
            "recorded_by": "",
            **fields,
        }
    )


def abouts(problems):
    return [each.about for each in problems]


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        ("ask", SwapState.ASKED),
        ("ask accept", SwapState.ACCEPTED),
        ("ask accept approve", SwapState.APPROVED),
        ("ask accept approve apply", SwapState.APPLIED),
        ("ask decline", SwapState.DECLINED),
        ("ask accept withdraw", SwapState.WITHDRAWN),
        ("ask accept approve apply undo", SwapState.APPROVED),
        ("ask accept undo undo", SwapState.WITHDRAWN),
        ("ask decline undo accept", SwapState.ACCEPTED),
    ],
)
def test_the_steps_tell_the_state(moves, state):
    assert state_after([SwapMove(each) for each in moves.split()]) is state


def test_a_step_out_of_turn_is_an_error():
    with pytest.raises(KeyError):
        state_after([SwapMove.ASK, SwapMove.APPLY])


@pytest.mark.parametrize("state", list(SwapState))
def test_what_still_waits_runs_out_when_the_shift_begins(state):
    starts = EARLY.starts
    assert shown_state(state, starts, starts - 1) is state
    over = shown_state(state, starts, starts)
    assert over is (SwapState.EXPIRED if state in OPEN_SWAPS else state)


STEPS = [each for each in SwapMove if each not in (SwapMove.ASK, SwapMove.UNDO)]


@pytest.mark.parametrize(("state", "move"), list(product(SwapState, STEPS)))
def test_only_moves_of_the_table_are_done_and_none_when_it_is_too_late(state, move):
    swap = asked(state=state, to_volunteer_id=VolunteerId(3))
    in_time = abouts(swap_move_problems(swap, move, EARLY.starts, BEFORE))
    assert in_time == ([] if move in SWAP_MOVES[state] else ["state"])
    assert abouts(swap_move_problems(swap, move, EARLY.starts, EARLY.starts)) == ["state"]


def test_a_shift_given_to_nobody_needs_a_taker_to_be_accepted():
    swap = asked()
    problems = swap_move_problems(swap, SwapMove.ACCEPT, EARLY.starts, BEFORE)
    assert abouts(problems) == ["to_volunteer_id"]
    accepted = swap_move_problems(swap, SwapMove.ACCEPT, EARLY.starts, BEFORE, VolunteerId(3))
    assert abouts(accepted) == []


def wish(kind=SwapKind.GIVE_AWAY, mine=1, other=None, to=3):
    return NewSwap(
        kind=kind,
        assignment_id=AssignmentId(mine),
        other_assignment_id=None if other is None else AssignmentId(other),
        to_volunteer_id=None if to is None else VolunteerId(to),
    )


@pytest.mark.parametrize(
    ("asked_for", "about"),
    [
        (SWAP, []),
        (GIVEN, []),
        (wish(to=None), []),
        (wish(SwapKind.COVER_ONCE), []),
        (wish(SwapKind.SWAP, to=None), ["other_assignment_id"]),
        (wish(SwapKind.SWAP, other=2, to=3), ["to_volunteer_id"]),
        (wish(SwapKind.SWAP, other=1, to=None), ["other_assignment_id"]),
        (wish(other=2), ["other_assignment_id"]),
        (wish(to=1), ["to_volunteer_id"]),
        (wish(to=99), ["to_volunteer_id"]),
        (wish(mine=99), ["assignment_id"]),
    ],
)
def test_what_is_asked_for_makes_sense(asked_for, about):
    assert abouts(ask_problems(asked_for, ROSTER, BEFORE)) == about


def test_two_who_serve_the_same_shift_have_nothing_to_swap():
    roster = facts(PEOPLE, [EARLY], [MINE, row(2, EARLY, 2)])
    assert abouts(ask_problems(SWAP, roster, BEFORE)) == ["other_assignment_id"]


def test_a_shift_that_has_begun_or_is_asked_about_already_is_not_handed_over():
    assert abouts(ask_problems(GIVEN, ROSTER, EARLY.starts)) == ["assignment_id"]
    assert abouts(ask_problems(GIVEN, ROSTER, BEFORE, [asked()])) == ["assignment_id"]
    other = asked(assignment_id=AssignmentId(7))
    assert abouts(ask_problems(GIVEN, ROSTER, BEFORE, [other])) == []


@pytest.mark.parametrize("state", list(AssignmentState))
def test_only_a_place_still_to_come_is_handed_over(state):
    roster = facts(PEOPLE, [EARLY], [row(1, EARLY, 1, state)])
    fine = state in (AssignmentState.PROPOSED, AssignmentState.CONFIRMED)
    assert (abouts(ask_problems(GIVEN, roster, BEFORE)) == []) is fine


def test_a_swap_puts_each_on_the_others_shift():
    rows = swap_rows(ROSTER, SWAP)
    assert rows.removed == (1, 2)
    assert [(each.shift_id, each.volunteer_id) for each in rows.added] == [(1, 2), (2, 1)]
    assert all(each.without == {1, 2} for each in rows.added)
    assert first_start(ROSTER, SWAP) == EARLY.starts


def test_a_shift_given_away_goes_to_its_taker():
    for swap, to in ((GIVEN, None), (asked(), VolunteerId(3))):
        rows = swap_rows(ROSTER, swap, to)
        assert [(each.shift_id, each.volunteer_id) for each in rows.added] == [(1, 3)]


def test_both_legs_pass_the_rules_or_the_swap_breaks_them():
    away = person(1, leaves=[leave(1, day(12), day(12))])
    roster = facts([away, *PEOPLE[1:]], [EARLY, LATE], [MINE, THEIRS])
    (breach,) = swap_breaches(roster, SWAP)
    assert (breach.rule, breach.volunteer_id) == (Rule.LEAVE, 1)
    assert swap_breaches(ROSTER, SWAP) == []


def test_a_swap_within_a_full_week_is_no_shift_too_many():
    week = [shift(number, day(number)) for number in range(8, 13)]
    rows = [row(number, of, 1) for number, of in enumerate(week[:4], start=1)]
    rows.append(row(9, week[4], 2))
    roster = facts(PEOPLE, week, rows, only={Rule.SHIFTS_A_WEEK: warn(4)})
    swap = wish(SwapKind.SWAP, mine=1, other=9, to=None)
    assert swap_breaches(roster, swap) == []
