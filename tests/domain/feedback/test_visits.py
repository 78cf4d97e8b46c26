"""What a visitor says at the touch page."""

from dataclasses import replace

import pytest

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.visits import (
    VISIT_GROUPS,
    VISIT_KINDS,
    Visit,
    contact_problems,
    kind_of_rating,
    visit_problems,
)

VISIT = Visit(kind=FeedbackKind.SUGGESTION, body="门口的台阶太滑了。")


def abouts(problems):
    return [problem.about for problem in problems]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, []),
        ({"body": "  "}, ["body"]),
        ({"body": "", "picture": b"png"}, []),
        ({"body": "", "rating": 4}, []),
        ({"rating": 6}, ["rating"]),
        ({"name": "张女士", "phone": "13800005678"}, []),
        ({"name": "张女士"}, ["phone"]),
        ({"phone": "13800005678"}, ["name"]),
        ({"name": "张女士", "phone": "5678"}, ["phone"]),
        ({"body": "", "phone": "1"}, ["body", "phone", "name"]),
    ],
)
def test_a_visit_says_something_and_names_both_name_and_phone_or_neither(changes, named):
    assert abouts(visit_problems(replace(VISIT, **changes))) == named


def test_leaving_no_contact_is_fine():
    assert not list(contact_problems("", " "))


@pytest.mark.parametrize(
    ("rating", "kind"),
    [
        (5, FeedbackKind.PRAISE),
        (4, FeedbackKind.PRAISE),
        (3, FeedbackKind.SUGGESTION),
        (1, FeedbackKind.SUGGESTION),
    ],
)
def test_a_good_rating_is_praise_and_any_other_says_what_could_be_better(rating, kind):
    assert kind_of_rating(rating) is kind


def test_staff_and_praise_are_not_among_what_a_visitor_chooses_from():
    assert "staff" not in VISIT_GROUPS
    assert set(FeedbackKind) - set(VISIT_KINDS) == {FeedbackKind.PRAISE}
