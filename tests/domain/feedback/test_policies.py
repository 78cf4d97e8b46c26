"""Which time limits hold for an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.feedback.kinds import FeedbackKind, Urgency
from stationdesk.domain.feedback.policies import (
    Policy,
    kind_policy,
    policy_for,
    policy_problems,
)

TODAY = date(2026, 11, 22)
SLOW = Policy(kind=FeedbackKind.ENQUIRY, first_days=2, final_days=4, valid_from=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (FeedbackKind.ENQUIRY, (1, 2)),
        (FeedbackKind.HELP, (1, 5)),
        (FeedbackKind.SUGGESTION, (1, 5)),
        (FeedbackKind.COMPLAINT, (1, 5)),
        (FeedbackKind.REPORT, (1, 5)),
        (FeedbackKind.WISH, (1, 10)),
        (FeedbackKind.PRAISE, (1, 5)),
    ],
)
def test_every_kind_has_usual_limits(kind, days):
    found = policy_for(kind, Urgency.NORMAL, TODAY)
    assert (found.first_days, found.final_days) == days


def test_danger_is_answered_the_same_day():
    found = policy_for(FeedbackKind.WISH, Urgency.DANGER, TODAY)
    assert (found.first_days, found.final_days) == (0, 0)


def test_a_complex_matter_has_fifteen_days_and_a_longer_limit_stays():
    assert policy_for(FeedbackKind.ENQUIRY, Urgency.COMPLEX, TODAY).final_days == 15
    long = replace(SLOW, final_days=20)
    assert policy_for(FeedbackKind.ENQUIRY, Urgency.COMPLEX, TODAY, [long]).final_days == 20


@pytest.mark.parametrize(
    ("on", "final_days"),
    [(date(2026, 5, 31), 2), (date(2026, 6, 1), 4), (date(2026, 8, 31), 4), (date(2026, 9, 1), 3)],
)
def test_limits_hold_from_their_day_until_the_next_ones(on, final_days):
    later = replace(SLOW, final_days=3, valid_from=date(2026, 9, 1))
    assert kind_policy(FeedbackKind.ENQUIRY, on, [later, SLOW]).final_days == final_days
    assert kind_policy(FeedbackKind.HELP, on, [later, SLOW]).final_days == 5


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        ({"first_days": -1}, ["first_days"]),
        ({"first_days": 61, "final_days": 366}, ["first_days"]),
        ({"final_days": 367}, ["final_days"]),
        ({"first_days": 5}, ["first_days"]),
        ({"valid_from": date(2026, 11, 21)}, ["valid_from"]),
        ({"first_days": 0, "final_days": 0}, []),
        ({}, []),
    ],
)
def test_limits_that_cannot_be_are_refused(wish, about):
    policy = replace(SLOW, **{"valid_from": TODAY, **wish})
    assert [each.about for each in policy_problems(policy, TODAY)] == about
