"""Where a volunteer stands on a day, derived from the history; a status may lie in the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.people import STANDING_WORDS, Standing
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.volunteers.people import Status

LONGEST_REASON = 200
NEEDS_REASON = frozenset({Standing.PAUSED, Standing.LEFT})


def status_on(statuses: Iterable[Status], day: date) -> Status | None:
    """Return the status that holds on ``day``, None before the first one.

    Of two that begin on one day the one recorded later holds.
    """
    begun = (each for each in statuses if each.from_day <= day)
    return max(begun, key=lambda each: (each.from_day, each.id), default=None)


def standing_on(statuses: Iterable[Status], day: date) -> Standing:
    """Return where a volunteer stands on ``day``; before the first status they only applied."""
    status = status_on(statuses, day)
    return Standing.APPLIED if status is None else status.standing


def next_status(statuses: Iterable[Status], day: date) -> Status | None:
    """Return the first change after ``day`` that is known already, None where there is none."""
    coming = (each for each in statuses if each.from_day > day)
    return min(coming, key=lambda each: (each.from_day, -each.id), default=None)


def is_active_between(statuses: Iterable[Status], first: date, last: date) -> bool:
    """Tell whether a volunteer is active on any day from ``first`` through ``last``."""
    known = list(statuses)
    days = {first, *(each.from_day for each in known if first <= each.from_day <= last)}
    return any(standing_on(known, day) is Standing.ACTIVE for day in days)


def standing_problems(
    statuses: Iterable[Status], standing: Standing, from_day: date, reason: str
) -> Iterator[Problem]:
    """Tell why a volunteer cannot stand so from ``from_day`` on."""
    if standing_on(statuses, from_day) is standing:
        phrase = N_("On {day} this volunteer stands so already: {standing}.")
        values = {"day": from_day, "standing": _(STANDING_WORDS[standing])}
        yield Problem("standing", phrase, values)
    if standing in NEEDS_REASON and not reason.strip():
        yield Problem("reason", N_("Write why the volunteer pauses or leaves."))
    if len(reason.strip()) > LONGEST_REASON:
        phrase = N_("A reason has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


def planned_problems(standing: Standing, shifts_ahead: int) -> Iterator[Problem]:
    """Tell that somebody who would not be active is still planned for shifts of that time."""
    if standing is not Standing.ACTIVE and shifts_ahead:
        phrase = N_(
            "{count} shifts from that day on are planned with this volunteer; change them first."
        )
        yield Problem("standing", phrase, {"count": shifts_ahead})
