"""Which weekly rules, days that differ, and leaves can be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.availability import WHOLE_DAY, LeaveState
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.volunteers.availability import (
        Leave,
        NewAvailability,
        NewAvailabilityException,
        NewLeave,
    )

MOST_RULES = 60
LONGEST_LEAVE_DAYS = 366
LONGEST_REASON = 200


def availability_problems(wishes: Collection[NewAvailability]) -> Iterator[Problem]:
    """Tell why weekly rules cannot stand so; each problem is about the rule's place, from 1."""
    if len(wishes) > MOST_RULES:
        yield Problem("rules", N_("At most {most} weekly rules are kept."), {"most": MOST_RULES})
    for place, wish in enumerate(wishes, start=1):
        if not _is_stretch(wish.from_minute, wish.to_minute):
            phrase = N_("Rule {place}: the times are no stretch of one day.")
            yield Problem(f"rules.{place}", phrase, {"place": place})
        if wish.valid_from and wish.valid_until and wish.valid_until < wish.valid_from:
            phrase = N_("Rule {place}: it ends before it begins.")
            yield Problem(f"rules.{place}", phrase, {"place": place})


def exception_problems(wish: NewAvailabilityException, today: date) -> Iterator[Problem]:
    """Tell why days that differ cannot be written down."""
    yield from _day_problems(wish.first_day, wish.last_day, today)
    if not _is_stretch(wish.from_minute, wish.to_minute):
        yield Problem("from_minute", N_("The times are no stretch of one day."))


def leave_problems(wish: NewLeave, others: Iterable[Leave], today: date) -> Iterator[Problem]:
    """Tell why a leave cannot be asked for; ``others`` are all that this volunteer asked for."""
    yield from _day_problems(wish.first_day, wish.last_day, today)
    standing = (LeaveState.ASKED, LeaveState.APPROVED)
    for each in others:
        apart = wish.last_day < each.first_day or each.last_day < wish.first_day
        if each.state in standing and not apart:
            phrase = N_("A leave from {first} to {last} is on record already.")
            values = {"first": each.first_day, "last": each.last_day}
            yield Problem("first_day", phrase, values)


def decline_problems(leave: Leave, reason: str) -> Iterator[Problem]:
    """Tell why a leave cannot be declined."""
    if leave.state is not LeaveState.ASKED:
        yield Problem("leave", N_("This leave was decided about already."))
    if not reason.strip():
        yield Problem("reason", N_("Write why the leave is declined."))
    yield from reason_problems(reason)


def withdraw_problems(leave: Leave, today: date) -> Iterator[Problem]:
    """Tell why a leave cannot be withdrawn."""
    if leave.state not in (LeaveState.ASKED, LeaveState.APPROVED):
        yield Problem("leave", N_("This leave does not stand any more."))
    elif leave.state is LeaveState.APPROVED and leave.last_day < today:
        yield Problem("leave", N_("This leave is over already."))


def planned_problems(shifts: int) -> Iterator[Problem]:
    """Tell why a leave cannot stand as approved again: shifts were planned on its days since."""
    if shifts:
        phrase = N_(
            "{count} shifts on the days of the leave were planned since; change them first."
        )
        yield Problem("leave", phrase, {"count": shifts})


def reason_problems(reason: str) -> Iterator[Problem]:
    """Tell that a reason is too long."""
    if len(reason.strip()) > LONGEST_REASON:
        phrase = N_("A reason has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


def _is_stretch(from_minute: int, to_minute: int) -> bool:
    return WHOLE_DAY[0] <= from_minute < to_minute <= WHOLE_DAY[1]


def _day_problems(first: date, last: date, today: date) -> Iterator[Problem]:
    if last < first:
        yield Problem("last_day", N_("The last day lies before the first one."))
    elif (last - first).days >= LONGEST_LEAVE_DAYS:
        phrase = N_("At most {most} days can be written down at once.")
        yield Problem("last_day", phrase, {"most": LONGEST_LEAVE_DAYS})
    if last < today:
        yield Problem("last_day", N_("These days are over already."))
