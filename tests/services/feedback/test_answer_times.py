"""The limits of answers: chosen by kind, from a day on, with a way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.policies import Policy
from stationdesk.domain.problems import Refused
from stationdesk.services.answer_times import AnswerTimes
from stationdesk.store import audit
from tests.conftest import TODAY

NEXT_MONTH = date(2026, 7, 31)
QUICK = Policy(kind=FeedbackKind.COMPLAINT, first_days=0, final_days=3, valid_from=TODAY)


@pytest.fixture
def times(context):
    return AnswerTimes(context)


def _final(times, kind, on=None):
    return next(each.final_days for each in times.policies(on) if each.kind is kind)


def test_the_usual_limits_hold_for_every_kind_before_any_are_chosen(times):
    assert [each.kind for each in times.policies()] == list(FeedbackKind)
    assert times.chosen() == []


def test_limits_hold_from_their_day_and_are_taken_back(times, undos):
    times.keep_policy(FeedbackKind.COMPLAINT, 1, 3, NEXT_MONTH)
    assert _final(times, FeedbackKind.COMPLAINT) == 5
    assert _final(times, FeedbackKind.COMPLAINT, NEXT_MONTH) == 3
    undos[-1].take_back()
    assert times.chosen() == []


def test_limits_of_one_day_are_written_over_and_come_back(times, undos):
    times.keep_policies([QUICK])
    times.keep_policies([replace(QUICK, final_days=4)])
    assert [each.final_days for each in times.chosen()] == [4]
    undos[-1].take_back()
    assert [each.final_days for each in times.chosen()] == [3]
    assert len(audit.events_of("feedback policy", f"complaint@{TODAY}")) == 3


def test_what_holds_already_is_not_kept_again(times, undos, announced):
    times.keep_policies([replace(each, valid_from=TODAY) for each in times.policies()])
    assert (times.chosen(), undos, announced) == ([], [], [])


def test_several_kinds_are_one_deed(times, undos):
    times.keep_policies([QUICK, replace(QUICK, kind=FeedbackKind.WISH, final_days=20)])
    assert len(undos) == 1
    undos[0].take_back()
    assert times.chosen() == []


def test_every_wrong_limit_is_named_by_its_field(times):
    wrong = [
        replace(QUICK, first_days=9, valid_from=TODAY - timedelta(days=1)),
        replace(
            QUICK,
            kind=FeedbackKind.WISH,
            final_days=400,
            valid_from=TODAY - timedelta(days=1),
        ),
    ]
    with pytest.raises(Refused) as refusal:
        times.keep_policies(wrong)
    abouts = [each.about for each in refusal.value.problems]
    assert abouts == ["complaint.first_days", "valid_from", "wish.final_days"]
    assert times.chosen() == []


def test_only_limits_that_do_not_hold_yet_can_be_withdrawn(times, undos):
    times.keep_policies([QUICK])
    times.keep_policy(FeedbackKind.COMPLAINT, 1, 7, NEXT_MONTH)
    times.withdraw(FeedbackKind.COMPLAINT, NEXT_MONTH)
    assert times.chosen() == [QUICK]
    with pytest.raises(Refused):
        times.withdraw(FeedbackKind.COMPLAINT, TODAY)
    undos[-1].take_back()
    assert _final(times, FeedbackKind.COMPLAINT, NEXT_MONTH) == 7
