"""The rates by which a feedback book is judged, each with its formula, counts and denominator.

Beijing's rules name response, solution and satisfaction as the core (北京市接诉即办工作条例 §32).
No text found states the denominators, so they are told with each figure. One function computes
them for the screen, the workbook and the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from statistics import median
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import SATISFIED_FROM, Solved
from stationdesk.domain.feedback.kinds import JUDGED_KINDS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import CallBack
    from stationdesk.domain.feedback.rounds import Round

PERCENTILE = 90
SECONDS_AN_HOUR = 3600.0


class RateKey(StrEnum):
    """响应率 解决率 满意率 按时办结率 答复率 回音率, in the order in which they are told."""

    RESPONDED = "responded"
    SOLVED = "solved"
    SATISFIED = "satisfied"
    IN_TIME = "in_time"
    ANSWERED = "answered"
    ECHOED = "echoed"


RATE_WORDS = {
    RateKey.RESPONDED: N_("Response rate"),
    RateKey.SOLVED: N_("Solution rate"),
    RateKey.SATISFIED: N_("Satisfaction rate"),
    RateKey.IN_TIME: N_("Finished in time"),
    RateKey.ANSWERED: N_("Answer rate"),
    RateKey.ECHOED: N_("Echo rate"),
}
RATE_FORMULAS = {
    RateKey.RESPONDED: N_("first replies within their limit ÷ first replies due in the period"),
    RateKey.SOLVED: N_(
        "call-backs that say “solved” ÷ call-backs that reached the author about requests, "
        "complaints, reports and suggestions and asked this"
    ),
    RateKey.SATISFIED: N_("call-backs rated rather satisfied or better ÷ call-backs with a rating"),
    RateKey.IN_TIME: N_("final answers within their limit ÷ final answers due in the period"),
    RateKey.ANSWERED: N_("entries with a final answer ÷ entries registered in the period"),
    RateKey.ECHOED: N_(
        "closed ones whose author was called back or whose answer was posted ÷ closed in the period"
    ),
}
"""How each is computed, in words that stand beside it wherever it is shown."""

PROPOSED_RED_LINES = {RateKey.ANSWERED: 92, RateKey.SATISFIED: 85}
"""The floors that the press tells of one county (大英县); none holds before it is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """``counted`` of ``among``; ``red_line`` is the least percentage, None where none is set."""

    key: RateKey
    counted: int
    among: int
    red_line: int | None = None

    @property
    def percent(self) -> float | None:
        """The share, 0 to 100; None where there was nothing to count among."""
        return 100.0 * self.counted / self.among if self.among else None

    @property
    def below(self) -> bool:
        """Whether it is known and under its red line."""
        if self.red_line is None or not self.among:
            return False
        return 100 * self.counted < self.red_line * self.among


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Hours from entry to reply by the clock on the wall, over ``count`` replies of the period.

    ``ninetieth`` is the time within which nine of ten were given (nearest rank). None and None
    without any.
    """

    count: int
    median: float | None
    ninetieth: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates of a period, both days included, as known at ``as_of``, a local minute."""

    first: date
    last: date
    as_of: datetime
    registered: int
    closed: int
    rates: tuple[Rate, ...]
    to_first: Waiting
    to_final: Waiting

    def rate(self, key: RateKey) -> Rate:
        """Return one of the rates."""
        return next(each for each in self.rates if each.key is key)


def rates_of(
    rounds: Iterable[Round],
    first: date,
    last: date,
    as_of: datetime,
    red_lines: Mapping[RateKey, int] | None = None,
) -> Rates:
    """Return the rates of the days from ``first`` to ``last``.

    ``rounds`` are at least those with anything in the period; others change nothing. A limit that
    is not over at ``as_of`` has not fallen yet and counts neither way.
    """
    every = list(rounds)
    period = _Period(first, last, as_of)
    registered = [each for each in every if each.number == 1 and period.holds(each.began_at)]
    closed = [each for each in every if period.holds(each.closed_at)]
    counts = {
        RateKey.RESPONDED: _in_time(every, period, _first_limit),
        RateKey.SOLVED: _solved(every, period),
        RateKey.SATISFIED: _satisfied(every, period),
        RateKey.IN_TIME: _in_time(every, period, _final_limit),
        RateKey.ANSWERED: _answered(registered, every),
        RateKey.ECHOED: (sum(e.called_back or e.posted for e in closed), len(closed)),
    }
    lines = red_lines or {}
    return Rates(
        first=first,
        last=last,
        as_of=as_of,
        registered=len(registered),
        closed=len(closed),
        rates=tuple(
            Rate(key=key, counted=counts[key][0], among=counts[key][1], red_line=lines.get(key))
            for key in RateKey
        ),
        to_first=_waiting(every, period, lambda each: each.first_reply_at),
        to_final=_waiting(every, period, lambda each: each.final_reply_at),
    )


@dataclass(frozen=True, slots=True)
class _Period:
    """The days counted, and the moment at which one counts."""

    first: date
    last: date
    as_of: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Tell whether ``moment`` lies on one of the days and is not still to come."""
        return (
            moment is not None and self.first <= moment.date() <= self.last and moment <= self.as_of
        )


def _first_limit(each: Round) -> tuple[datetime | None, datetime | None]:
    return each.first_due_at, each.first_reply_at


def _final_limit(each: Round) -> tuple[datetime | None, datetime | None]:
    return each.final_due_at, each.final_reply_at


def _in_time(
    rounds: Iterable[Round],
    period: _Period,
    limit: Callable[[Round], tuple[datetime | None, datetime | None]],
) -> tuple[int, int]:
    fallen = [(due, given) for due, given in map(limit, rounds) if due and period.holds(due)]
    return sum(given is not None and given <= due for due, given in fallen), len(fallen)


def _calls(rounds: Iterable[Round], period: _Period) -> list[tuple[Round, CallBack]]:
    return [
        (each, call)
        for each in rounds
        for call in each.calls
        if call.reached and period.holds(call.at)
    ]


def _solved(rounds: Iterable[Round], period: _Period) -> tuple[int, int]:
    valid = [
        call
        for each, call in _calls(rounds, period)
        if each.kind in JUDGED_KINDS and call.solved is not Solved.NOT_ASKED
    ]
    return sum(call.solved is Solved.YES for call in valid), len(valid)


def _satisfied(rounds: Iterable[Round], period: _Period) -> tuple[int, int]:
    ratings = [call.rating for _each, call in _calls(rounds, period) if call.rating is not None]
    return sum(rating >= SATISFIED_FROM for rating in ratings), len(ratings)


def _answered(registered: Sequence[Round], every: Iterable[Round]) -> tuple[int, int]:
    answered = {each.entry_id for each in every if each.is_last and each.final_reply_at is not None}
    return sum(each.entry_id in answered for each in registered), len(registered)


def _waiting(
    rounds: Iterable[Round], period: _Period, given: Callable[[Round], datetime | None]
) -> Waiting:
    hours = sorted(
        (at - each.began_at).total_seconds() / SECONDS_AN_HOUR
        for each in rounds
        if (at := given(each)) is not None and period.holds(at)
    )
    if not hours:
        return Waiting(count=0, median=None, ninetieth=None)
    rank = ceil(PERCENTILE / 100 * len(hours))
    return Waiting(count=len(hours), median=median(hours), ninetieth=hours[rank - 1])
