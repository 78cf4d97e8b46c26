"""On which day a thing is due: the usual number of days later, on a day the station is open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import exception_on, opening_on, timetable_on
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stationdesk.domain.opening import OpeningException, Timetable

    IsOpen = Callable[[date], bool]

LOOK_AHEAD_DAYS = 60
"""Nobody looks further for an opening day; a station closed as long gives things back any day."""
LONGEST_LOAN_DAYS = 366
LAPSE_OPENING_DAYS = 2
"""A hold waits for its pick-up day and, unless told otherwise, for so many opening days more."""


def open_days(timetables: Sequence[Timetable], exceptions: Sequence[OpeningException]) -> IsOpen:
    """Return what tells of a day whether the station is open.

    A day of which no timetable and no exception speaks is open: nobody wrote the hours down.
    """

    def is_open(day: date) -> bool:
        if exception_on(day, exceptions) is None and timetable_on(day, timetables) is None:
            return True
        return bool(opening_on(day, timetables, exceptions))

    return is_open


def opening_day_from(day: date, is_open: IsOpen) -> date:
    """Return ``day``, or the first opening day after it; ``day`` where none is near."""
    days = (days_after(day, ahead) for ahead in range(LOOK_AHEAD_DAYS + 1))
    return next((each for each in days if is_open(each)), day)


def days_after(day: date, days: int) -> date:
    """Return the day so many days later, the last one there is where a slip names such a year."""
    return day + timedelta(days=min(days, (date.max - day).days))


def usual_due(lent_on: date, days: int, is_open: IsOpen) -> date:
    """Return when something lent for ``days`` is due.

    Back on the same day means that very day: somebody was there to hand it out.
    """
    return opening_day_from(days_after(lent_on, days), is_open) if days else lent_on


def usual_lapse(pick_up_on: date, is_open: IsOpen) -> date:
    """Return the last day on which something waits for its borrower."""
    last = pick_up_on
    for _again in range(LAPSE_OPENING_DAYS):
        last = opening_day_from(days_after(last, 1), is_open)
    return last


def due_problems(about: str, due_on: date, lent_on: date, is_open: IsOpen) -> Iterator[Problem]:
    """Tell why something lent on one day cannot be due on the other."""
    if due_on < lent_on:
        phrase = N_("It would be due on {due}, before it is lent on {day}.")
        yield Problem(about, phrase, {"due": due_on, "day": lent_on})
    elif (due_on - lent_on).days > LONGEST_LOAN_DAYS:
        phrase = N_("{day} is more than a year away; choose an earlier due day.")
        yield Problem(about, phrase, {"day": due_on})
    elif due_on != lent_on:
        yield from closed_day_problems(about, due_on, is_open)


def closed_day_problems(about: str, day: date, is_open: IsOpen) -> Iterator[Problem]:
    """Tell that the station is closed on ``day``, and when it opens next."""
    opens = opening_day_from(day, is_open)
    if opens != day:
        phrase = N_("The station is closed on {day}; it opens next on {opens}.")
        yield Problem(about, phrase, {"day": day, "opens": opens})
