"""How willing somebody is at which minute of a day, out of weekly rules and days that differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.volunteers.availability import WHOLE_DAY, Days, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.volunteers.availability import (
        Availability,
        AvailabilityException,
        NewAvailability,
    )

WILLING = (Wish.PREFERS, Wish.CAN, Wish.RATHER_NOT, Wish.CANNOT)
"""From the dearest to the impossible."""
UNSAID = Wish.CAN
"""What holds where nobody said anything."""
_EVERY, _KIND_OF_DAY, _WEEKDAY = range(3)


@dataclass(frozen=True, slots=True)
class WishSpan:
    """From ``from_minute`` up to ``to_minute`` of a day one wish holds."""

    from_minute: int
    to_minute: int
    wish: Wish


def least_willing(wishes: Iterable[Wish]) -> Wish:
    """Return the least willing of ``wishes``; of none, what holds where nothing was said."""
    return max(wishes, key=WILLING.index, default=UNSAID)


def falls_on(days: Days, day: date, *, workday: bool) -> bool:
    """Tell whether a rule about ``days`` is about ``day``; ``workday`` is the calendar's word."""
    if days is Days.EVERY:
        return True
    if days in (Days.WORKDAYS, Days.FREE_DAYS):
        return workday is (days is Days.WORKDAYS)
    return int(days.value) == day.isoweekday()


def rule_holds(rule: Availability | NewAvailability, day: date, *, workday: bool) -> bool:
    """Tell whether a weekly rule says anything about ``day``."""
    return (
        (rule.valid_from is None or rule.valid_from <= day)
        and (rule.valid_until is None or day <= rule.valid_until)
        and falls_on(rule.days, day, workday=workday)
    )


def day_wishes(
    rules: Iterable[Availability | NewAvailability],
    exceptions: Iterable[AvailabilityException],
    day: date,
    *,
    workday: bool,
) -> tuple[WishSpan, ...]:
    """Return the wishes of a whole day (0 to 1440) in order, neighbours of one wish joined.

    Minute by minute the closest word holds: the newest exception, then rules about the weekday,
    then about the kind of day, then about every day; of equally close rules the less willing.
    """
    said = [rule for rule in rules if rule_holds(rule, day, workday=workday)]
    differs = [each for each in exceptions if each.first_day <= day <= each.last_day]
    edges = {*WHOLE_DAY}
    for each in (*said, *differs):
        edges |= {each.from_minute, each.to_minute}
    spans = (
        WishSpan(start, end, _wish_at(said, differs, start))
        for start, end in pairwise(sorted(edges))
    )
    return _joined(spans)


def wish_within(spans: Iterable[WishSpan], from_minute: int, to_minute: int) -> Wish:
    """Return the least willing wish from ``from_minute`` up to ``to_minute``."""
    return least_willing(
        each.wish for each in spans if each.from_minute < to_minute and from_minute < each.to_minute
    )


def _wish_at(
    rules: Iterable[Availability | NewAvailability],
    exceptions: Iterable[AvailabilityException],
    minute: int,
) -> Wish:
    differs = [each for each in exceptions if each.from_minute <= minute < each.to_minute]
    if differs:
        return max(differs, key=lambda each: each.id).wish
    said = [each for each in rules if each.from_minute <= minute < each.to_minute]
    closest = max((_closeness(each.days) for each in said), default=_EVERY)
    return least_willing(each.wish for each in said if _closeness(each.days) == closest)


def _closeness(days: Days) -> int:
    if days is Days.EVERY:
        return _EVERY
    return _KIND_OF_DAY if days in (Days.WORKDAYS, Days.FREE_DAYS) else _WEEKDAY


def _joined(spans: Iterable[WishSpan]) -> tuple[WishSpan, ...]:
    joined: list[WishSpan] = []
    for span in spans:
        if joined and joined[-1].wish is span.wish:
            joined[-1] = WishSpan(joined[-1].from_minute, span.to_minute, span.wish)
        else:
            joined.append(span)
    return tuple(joined)
