"""How often something must be looked at, until when a look is good, and when it is due soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.tiers.facts import good_through
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.tiers.facts import Facts
    from stationdesk.domain.tiers.standard import Rule

ROUTINE_DAYS = 31
"""Checks that come at least this often are routine; a forecast may suppose that they go on."""


def every_so_often(name: object, interval_days: int | None) -> Phrase:
    """Return in words how often something must be done; None is as its plan says."""
    if interval_days is None:
        return Phrase(N_("{name}: as often as its upkeep plan says"), {"name": name})
    if interval_days == 1:
        return Phrase(N_("{name}: every opening day"), {"name": name})
    values = {"name": name, "days": interval_days}
    return Phrase(N_("{name}: at least every {days} days"), values)


def lead_days(rule: Rule, warn_days: int) -> int:
    """Return how long before its end a check counts as due soon.

    A quarter of its interval at most: else a daily check would be due soon for ever.
    """
    return warn_days if rule.interval_days is None else min(warn_days, rule.interval_days // 4)


def good_until(done_on: date, every: int, facts: Facts, *, goes_on: bool) -> date | None:
    """Return the last day of a check; None where it is routine, in time, and goes on."""
    last = good_through(done_on, every, facts.closed_days)
    return None if goes_on and every <= ROUTINE_DAYS and last >= facts.on else last
