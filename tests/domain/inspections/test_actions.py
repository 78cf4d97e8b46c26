from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.inspections.actions import LEADS_TO, ActionMove, ActionState
from stationdesk.domain.inspections.moves import (
    ActionMatter,
    allowed_moves,
    step_problems,
    undo_problems,
)
from stationdesk.domain.inspections.replay import OddSteps, live_steps, replay
from tests.domain.inspections.told import DAY, DUE, life, standing, step, wish

M = ActionMove
WAYS = {
    ActionState.OPEN: (),
    ActionState.DOING: (M.START,),
    ActionState.CLAIMED: (M.START, M.CLAIM),
    ActionState.VERIFIED: (M.START, M.CLAIM, M.VERIFY),
    ActionState.VOID: (M.VOID,),
}


def matter(*moves, **fields):
    usual = {
        "number": "ZG-2026-001",
        "standing": standing(*moves),
        "inspected_on": DAY,
        "today": DAY + timedelta(days=5),
        "others": 1,
    }
    return ActionMatter(**{**usual, **fields})


def abouts(problems):
    return [problem.about for problem in problems]


@pytest.mark.parametrize("state", WAYS)
def test_the_moves_lead_to_the_state(state):
    assert standing(*WAYS[state]).state is state


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("move", [M.OPEN, *LEADS_TO])
def test_steps_that_no_table_allows_are_odd(state, move):
    steps = life(M.OPEN, *WAYS[state], move)
    if state in LEADS_TO.get(move, {}):
        assert replay(steps).state is LEADS_TO[move][state]
    else:
        with pytest.raises(OddSteps):
            replay(steps)


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("move", LEADS_TO)
def test_a_state_that_does_not_allow_a_move_is_the_only_thing_told(state, move):
    problems = step_problems(matter(*WAYS[state]), wish(move, person="", note="", on=DUE))
    if state in LEADS_TO[move]:
        assert "state" not in abouts(problems)
    else:
        assert abouts(problems) == ["state"]


@given(st.lists(st.sampled_from([*LEADS_TO]), max_size=12))
def test_whatever_is_taken_back_leaves_what_was_before(moves):
    """Steps allowed one after the other, then all taken back from the last to the first."""
    steps, states = life(M.OPEN), [replay(life(M.OPEN))]
    for move in moves:
        try:
            after = replay([*steps, step(move, len(steps) + 1)])
        except OddSteps:
            continue
        steps.append(step(move, len(steps) + 1))
        states.append(after)
    taken = list(steps)
    for number in range(len(steps), 1, -1):
        states.pop()
        taken.append(step(M.UNDO, len(taken) + 1, undoes=number))
        assert replay(taken) == states[-1]
    assert live_steps(taken) == steps[:1]


def test_a_claim_counts_until_it_is_rejected():
    claimed = standing(M.START, M.CLAIM)
    assert (claimed.claimed_by, claimed.claimed_on, claimed.done_how) == ("孙丽", DAY, "更换")
    rejected = standing(M.START, M.CLAIM, M.REJECT)
    assert (rejected.claimed_by, rejected.claimed_on, rejected.rejections) == ("", None, 1)
    assert rejected.claimers == ("孙丽",)


def test_days_late_stop_with_the_claim():
    late = DUE + timedelta(days=3)
    assert standing().days_late(late) == 3
    assert standing().days_late(DUE) == 0
    assert standing(M.START, M.CLAIM).days_late(late) == 0
    assert standing(M.VOID).days_late(late) == 0


@pytest.mark.parametrize("move", [M.VERIFY, M.REJECT])
@pytest.mark.parametrize("who", ["李强", "孙丽", "孙丽、王芳", "李强（站长）", "站长 李强"])
def test_a_verdict_is_given_by_somebody_else(move, who):
    claimed = matter(M.START, M.CLAIM)
    assert abouts(step_problems(claimed, wish(move, person=who))) == ["person"]
    assert step_problems(claimed, wish(move)) == []


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"on": DAY - timedelta(days=1)}, ["on"]),
        ({"on": DAY + timedelta(days=6)}, ["on"]),
        ({"person": "、"}, ["person"]),
        ({"note": " "}, ["note"]),
        ({"note": "长" * 1001}, ["note"]),
    ],
)
def test_a_claim_has_a_day_a_person_and_a_word(fields, about):
    assert abouts(step_problems(matter(M.START), wish(M.CLAIM, **fields))) == about


@pytest.mark.parametrize(
    ("on", "due_on", "about"),
    [
        (DUE, DUE + timedelta(days=1), []),
        (DUE, DUE, ["due_on"]),
        (DUE, None, ["due_on"]),
        (DUE + timedelta(days=1), DUE + timedelta(days=9), ["due_on"]),
    ],
)
def test_more_time_is_later_and_given_in_time(on, due_on, about):
    asked = matter(M.START, today=DUE + timedelta(days=30))
    assert abouts(step_problems(asked, wish(M.EXTEND, on=on, due_on=due_on))) == about


def test_opened_again_it_needs_a_new_day():
    verified = matter(M.START, M.CLAIM, M.VERIFY)
    assert abouts(step_problems(verified, wish(M.REOPEN, due_on=None))) == ["due_on"]
    assert step_problems(verified, wish(M.REOPEN, due_on=DUE)) == []


def test_the_only_action_of_a_finding_stays():
    assert abouts(step_problems(matter(others=0), wish(M.VOID))) == ["state"]
    assert step_problems(matter(), wish(M.VOID)) == []
    assert M.VOID not in allowed_moves(matter(others=0))


def test_nothing_moves_once_the_notice_was_struck_off():
    closed = matter(M.START, M.CLAIM, M.VERIFY, closed_by="TZ-2026-001")
    assert abouts(step_problems(closed, wish(M.REOPEN, due_on=DUE))) == ["state"]
    assert abouts(undo_problems(closed)) == ["state"]
    assert allowed_moves(closed) == []


def test_what_can_be_taken_back():
    assert abouts(undo_problems(matter())) == ["step"]
    assert undo_problems(matter(M.START)) == []
    assert undo_problems(matter(M.START), 2) == []
    assert abouts(undo_problems(matter(M.START, M.CLAIM), 2)) == ["step"]
    assert abouts(undo_problems(matter(M.VOID, finding_stands=False))) == ["step"]
    assert undo_problems(matter(M.VOID)) == []
