"""Which days a roster is about, how it goes on, and what may still be edited."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from stationdesk.domain.roster.period_rules import (
    MOST_DAYS,
    edit_problems,
    period_move_problems,
    period_problems,
    publish_problems,
    void_period_problems,
)
from stationdesk.domain.roster.periods import PeriodState
from tests.domain.roster.examples import FIRST, LAST, day
from tests.domain.roster.period_examples import PERIOD

PUBLISHED = replace(PERIOD, state=PeriodState.PUBLISHED, revision=1)


def abouts(problems):
    return [each.about for each in problems]


@pytest.mark.parametrize(
    ("first", "last", "about"),
    [
        (day(31), day(60), []),
        (day(30), day(60), ["first_day"]),
        (day(-5), day(0), []),
        (day(-5), day(1), ["first_day"]),
        (day(40), day(39), ["last_day"]),
        (day(40), day(40), []),
        (day(40), day(40) + timedelta(days=MOST_DAYS - 1), []),
        (day(40), day(40) + timedelta(days=MOST_DAYS), ["last_day"]),
    ],
)
def test_a_roster_is_about_a_quarter_at_most_and_never_about_days_of_another(first, last, about):
    assert abouts(period_problems(first, last, [PERIOD])) == about


def test_the_roster_that_has_the_days_is_named():
    (problem,) = period_problems(FIRST, LAST, [PERIOD])
    assert "PB-2026-001 is about 2026-06-01 to 2026-06-30" in str(problem)


MOVES = {
    (PeriodState.DRAFT, PeriodState.PROPOSED),
    (PeriodState.PROPOSED, PeriodState.DRAFT),
    (PeriodState.DRAFT, PeriodState.PUBLISHED),
    (PeriodState.PROPOSED, PeriodState.PUBLISHED),
    (PeriodState.PUBLISHED, PeriodState.PUBLISHED),
    (PeriodState.PUBLISHED, PeriodState.CLOSED),
}


@pytest.mark.parametrize(("state", "to"), list(product(PeriodState, PeriodState)))
def test_a_roster_goes_on_only_so(state, to):
    problems = list(period_move_problems(replace(PERIOD, state=state), to))
    assert (problems == []) is ((state, to) in MOVES)


@pytest.mark.parametrize(
    ("period", "shifts", "changes", "reason", "about"),
    [
        (PERIOD, 3, 0, "", []),
        (PERIOD, 0, 0, "", ["shifts"]),
        (PUBLISHED, 3, 0, "", ["changes"]),
        (PUBLISHED, 3, 2, " ", ["reason"]),
        (PUBLISHED, 3, 2, "Leave", []),
        (PUBLISHED, 3, 2, "x" * 201, ["reason"]),
        (replace(PUBLISHED, state=PeriodState.CLOSED), 3, 2, "Leave", ["state"]),
    ],
)
def test_publishing_needs_shifts_and_again_only_for_changes_with_a_reason(
    period, shifts, changes, reason, about
):
    assert abouts(publish_problems(period, shifts, changes, reason)) == about


@pytest.mark.parametrize("state", list(PeriodState))
def test_only_a_draft_is_voided(state):
    period = replace(PERIOD, state=state)
    problems = abouts(void_period_problems(period, "Mistake"))
    assert problems == ([] if state is PeriodState.DRAFT else ["state"])
    assert "reason" in abouts(void_period_problems(period, ""))


@pytest.mark.parametrize(
    ("state", "on", "about"),
    [
        (PeriodState.DRAFT, day(9), []),
        (PeriodState.PUBLISHED, day(9), ["day"]),
        (PeriodState.PUBLISHED, day(10), []),
        (PeriodState.CLOSED, day(20), ["period"]),
        (PeriodState.DRAFT, day(31), ["day"]),
    ],
)
def test_the_past_of_a_published_roster_is_not_edited_and_a_closed_one_never(state, on, about):
    assert abouts(edit_problems(replace(PERIOD, state=state), on, day(10))) == about
