"""The rates by which a feedback book is judged, each with its formula, counts and denominator.

Beijing's rules name response, solution and satisfaction as the core (北京市接诉即办工作条例 §32).
No text found states the denominators, so they are told with each figure. One function computes
them for the screen, the workbook and the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
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
    from stationdesk.domain.ids import EntryId

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


@dataclass(frozen=True, slots=True)
class Judged:
    """One of those a rate is counted among: its entry and round, the day, and how it counts.

    The day is the one that brings it into the period: of a limit, of a call-back, of an entry or
    of its closing.
    """

    entry_id: EntryId
    round_number: int
    day: date
    counted: bool


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
    judged = {key: judged_by(key, every, first, last, as_of) for key in RateKey}
    lines = red_lines or {}
    return Rates(
        first=first,
        last=last,
        as_of=as_of,
        registered=len(judged[RateKey.ANSWERED]),
        closed=len(judged[RateKey.ECHOED]),
        rates=tuple(
            Rate(
                key=key,
                counted=sum(each.counted for each in judged[key]),
                among=len(judged[key]),
                red_line=lines.get(key),
            )
            for key in RateKey
        ),
        to_first=_waiting(every, period, lambda each: each.first_reply_at),
        to_final=_waiting(every, period, lambda each: each.final_reply_at),
    )


def judged_by(
    key: RateKey, rounds: Sequence[Round], first: date, last: date, as_of: datetime
) -> list[Judged]:
    """Return what one rate is counted among in a period, each with whether it counts.

    The rate is the share of those that count; so these are its records.
    """
    period = _Period(first, last, as_of)
    return _JUDGES[key](rounds, period)


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
    limit: Callable[[Round], tuple[datetime | None, datetime | None]],
    rounds: Iterable[Round],
    period: _Period,
) -> list[Judged]:
    limits = ((each, *limit(each)) for each in rounds)
    return [
        _judged(each, due, given is not None and given <= due)
        for each, due, given in limits
        if due and period.holds(due)
    ]


def _calls(rounds: Iterable[Round], period: _Period) -> list[tuple[Round, CallBack]]:
    return [
        (each, call)
        for each in rounds
        for call in each.calls
        if call.reached and period.holds(call.at)
    ]


def _solved(rounds: Iterable[Round], period: _Period) -> list[Judged]:
    return [
        _judged(each, call.at, call.solved is Solved.YES)
        for each, call in _calls(rounds, period)
        if each.kind in JUDGED_KINDS and call.solved is not Solved.NOT_ASKED
    ]


def _satisfied(rounds: Iterable[Round], period: _Period) -> list[Judged]:
    return [
        _judged(each, call.at, call.rating >= SATISFIED_FROM)
        for each, call in _calls(rounds, period)
        if call.rating is not None
    ]


def _answered(rounds: Sequence[Round], period: _Period) -> list[Judged]:
    answered = {
        each.entry_id for each in rounds if each.is_last and each.final_reply_at is not None
    }
    return [
        _judged(each, each.began_at, each.entry_id in answered)
        for each in rounds
        if each.number == 1 and period.holds(each.began_at)
    ]


def _echoed(rounds: Iterable[Round], period: _Period) -> list[Judged]:
    return [
        _judged(each, each.closed_at, each.called_back or each.posted)
        for each in rounds
        if each.closed_at is not None and period.holds(each.closed_at)
    ]


def _judged(each: Round, at: datetime, counted: bool) -> Judged:
    return Judged(each.entry_id, each.number, at.date(), counted)


_JUDGES: Mapping[RateKey, Callable[[Sequence[Round], _Period], list[Judged]]] = {
    RateKey.RESPONDED: partial(_in_time, _first_limit),
    RateKey.SOLVED: _solved,
    RateKey.SATISFIED: _satisfied,
    RateKey.IN_TIME: partial(_in_time, _final_limit),
    RateKey.ANSWERED: _answered,
    RateKey.ECHOED: _echoed,
}


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
