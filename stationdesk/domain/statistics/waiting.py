"""How long people waited for an answer: the middle one, and nine of ten."""

from __future__ import annotations

from math import ceil
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from stationdesk.domain.feedback.rounds import Round
    from stationdesk.domain.reporting.spans import Days

SECONDS_AN_HOUR = 3600
NINE_OF_TEN = 0.9


class Answered(NamedTuple):
    """A round that was answered, and after how many hours by the clock on the wall."""

    round: Round
    at: datetime
    hours: float


def answered_on(rounds: Iterable[Round], days: Days, as_of: datetime) -> list[Answered]:
    """Return the rounds whose final answer was given on days, and not after ``as_of``."""
    return [
        Answered(each, at, (at - each.began_at).total_seconds() / SECONDS_AN_HOUR)
        for each in rounds
        if (at := each.final_reply_at) is not None and days.holds(at.date()) and at <= as_of
    ]


def middle(answers: Iterable[Answered]) -> float | None:
    """Return the median of the hours; None without any."""
    hours = [each.hours for each in answers]
    return median(hours) if hours else None


def ninetieth(answers: Iterable[Answered]) -> float | None:
    """Return the hours within which nine of ten were answered (nearest rank); None without any."""
    hours = sorted(each.hours for each in answers)
    return hours[ceil(NINE_OF_TEN * len(hours)) - 1] if hours else None
