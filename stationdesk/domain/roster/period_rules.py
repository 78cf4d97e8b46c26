"""Which days a roster may be about, how it may go on, and which of its days may still be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.periods import PERIOD_MOVES, PERIOD_STATE_WORDS, PeriodState
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.roster.periods import Period

MOST_DAYS = 92
"""A quarter at most: so much is planned at once, and fits on paper."""
LONGEST_REASON = 200


def period_problems(first: date, last: date, others: Iterable[Period]) -> Iterator[Problem]:
    """Tell why a roster cannot be about these days: ``others`` are all rosters not voided."""
    if last < first:
        yield Problem("last_day", N_("The last day lies before the first day."))
        return
    if (last - first).days + 1 > MOST_DAYS:
        phrase = N_("A roster is about {most} days at most.")
        yield Problem("last_day", phrase, {"most": MOST_DAYS})
    for other in others:
        if other.first_day <= last and first <= other.last_day:
            phrase = N_("{number} is about {first} to {last} already; two rosters never overlap.")
            values = {"number": other.number, "first": other.first_day, "last": other.last_day}
            yield Problem("first_day", phrase, values)


def period_move_problems(period: Period, to: PeriodState) -> Iterator[Problem]:
    """Tell why a roster cannot go on to ``to``; a published one may be published again."""
    if to is period.state is PeriodState.PUBLISHED or to in PERIOD_MOVES[period.state]:
        return
    phrase = N_("{number} cannot go from “{state}” to “{to}”.")
    values = {
        "number": period.number,
        "state": _(PERIOD_STATE_WORDS[period.state]),
        "to": _(PERIOD_STATE_WORDS[to]),
    }
    yield Problem("state", phrase, values)


def publish_problems(period: Period, shifts: int, changes: int, reason: str) -> Iterator[Problem]:
    """Tell why a roster cannot be published.

    It has shifts; a roster published before has changes (their number) and says why they are made.
    """
    yield from period_move_problems(period, PeriodState.PUBLISHED)
    if not shifts:
        yield Problem("shifts", N_("{number} has no shifts yet."), {"number": period.number})
    if period.revision:
        if not changes:
            phrase = N_("Nothing changed since {number} was published.")
            yield Problem("changes", phrase, {"number": period.number})
        elif not reason.strip():
            yield Problem("reason", N_("Write why the published roster is changed."))
    yield from reason_length_problems(reason)


def void_period_problems(period: Period, reason: str) -> Iterator[Problem]:
    """Tell why a roster cannot be voided: only a draft can, with a reason."""
    if period.state is not PeriodState.DRAFT:
        phrase = N_("Only a draft can be voided; {number} is “{state}”.")
        values = {"number": period.number, "state": _(PERIOD_STATE_WORDS[period.state])}
        yield Problem("state", phrase, values)
    if not reason.strip():
        yield Problem("reason", N_("Write why the roster is voided."))
    yield from reason_length_problems(reason)


def edit_problems(period: Period, day: date, today: date) -> Iterator[Problem]:
    """Tell why the roster of ``day`` cannot be edited any more, by hand or by the planner.

    A closed roster never; of one that was published only today and later. Who forgot to sign in
    is written down as attendance.
    """
    if period.state is PeriodState.CLOSED:
        phrase = N_("{number} is closed; it does not change any more.")
        yield Problem("period", phrase, {"number": period.number})
    elif period.state is PeriodState.PUBLISHED and day < today:
        phrase = N_("{day} is over; a published roster is not changed for the past.")
        yield Problem("day", phrase, {"day": day})
    if not period.first_day <= day <= period.last_day:
        phrase = N_("{day} does not belong to {number}.")
        yield Problem("day", phrase, {"day": day, "number": period.number})


def reason_length_problems(reason: str) -> Iterator[Problem]:
    """Tell where a reason is longer than what is kept."""
    if len(reason.strip()) > LONGEST_REASON:
        phrase = N_("A reason has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})
