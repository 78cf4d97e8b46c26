"""How many working days an answer may take, by kind of entry and from a day on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FeedbackKind, Urgency
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMPLEX_FINAL_DAYS = 15
"""A complex matter may take so long (the usual upper limit of the hotlines)."""
MOST_FIRST_DAYS = 60
MOST_FINAL_DAYS = 366
SINCE_EVER = date(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Working days until the first reply and until the final one, for entries of a kind.

    It holds for entries of ``valid_from`` and later, until the next one of its kind begins.
    """

    kind: FeedbackKind
    first_days: int
    final_days: int
    valid_from: date = SINCE_EVER


USUAL_POLICIES = (
    Policy(kind=FeedbackKind.ENQUIRY, first_days=1, final_days=2),
    Policy(kind=FeedbackKind.HELP, first_days=1, final_days=5),
    Policy(kind=FeedbackKind.COMPLAINT, first_days=1, final_days=5),
    Policy(kind=FeedbackKind.REPORT, first_days=1, final_days=5),
    Policy(kind=FeedbackKind.SUGGESTION, first_days=1, final_days=5),
    Policy(kind=FeedbackKind.WISH, first_days=1, final_days=10),
    Policy(kind=FeedbackKind.PRAISE, first_days=1, final_days=5),
)
"""What holds before the station chose otherwise, one for each kind."""


def policy_for(
    kind: FeedbackKind, urgency: Urgency, on: date, policies: Iterable[Policy] = ()
) -> Policy:
    """Return what holds for an entry of the day ``on``; ``policies`` are the station's own.

    Danger is answered the same day (0 and 0 days); a complex matter has 15 days at least.
    """
    policy = kind_policy(kind, on, policies)
    if urgency is Urgency.DANGER:
        return replace(policy, first_days=0, final_days=0)
    if urgency is Urgency.COMPLEX:
        return replace(policy, final_days=max(policy.final_days, COMPLEX_FINAL_DAYS))
    return policy


def kind_policy(kind: FeedbackKind, on: date, policies: Iterable[Policy] = ()) -> Policy:
    """Return what holds on the day ``on`` for usual entries of a kind."""
    holding = [
        each for each in (*USUAL_POLICIES, *policies) if each.kind is kind and each.valid_from <= on
    ]
    return max(holding, key=lambda each: each.valid_from)


def policy_problems(wish: Policy, today: date) -> Iterator[Problem]:
    """Tell why these limits cannot hold from that day on; past days keep what held on them."""
    if not 0 <= wish.first_days <= MOST_FIRST_DAYS:
        phrase = N_("The first reply may take 0 to {most} working days.")
        yield Problem("first_days", phrase, {"most": MOST_FIRST_DAYS})
    if not 0 <= wish.final_days <= MOST_FINAL_DAYS:
        phrase = N_("The final answer may take 0 to {most} working days.")
        yield Problem("final_days", phrase, {"most": MOST_FINAL_DAYS})
    elif wish.first_days > wish.final_days:
        phrase = N_("The first reply cannot be due after the final answer.")
        yield Problem("first_days", phrase)
    if wish.valid_from < today:
        phrase = N_("New limits hold from today or later; entries keep the limits they had.")
        yield Problem("valid_from", phrase)
