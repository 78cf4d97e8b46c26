"""Templates and cover rules that fit a station's opening hours, to begin with.

No public rule says how shifts are cut; these are proposals, and everything in them is edited.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.working_days import DayKind
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import SkillId
    from stationdesk.domain.opening import Interval

SHIFT_MINUTES = 240
"""A shift is about so long at most; a day of more than sixteen hours has longer ones."""
LONG_DAY, LONG_SHIFT_MINUTES = 960, 480
ROUNDED_TO = 30
PEOPLE_A_SHIFT = 2
USUAL_KINDS = frozenset(kind for kind in DayKind if kind is not DayKind.CLOSED)
SHIFT_NAMES = (
    N_("Morning shift"),
    N_("Afternoon shift"),
    N_("Evening shift"),
    N_("Night shift"),
)
ONLY_SHIFT = N_("Day shift")
LATE_SHIFT_FROM = 780
"""13:00: the only shift of an opening that begins later is not called one of the day."""


def usual_templates(week: Mapping[int, Sequence[Interval]]) -> list[NewShiftTemplate]:
    """Return templates for the hours of a week, by ISO weekday; weekdays alike share theirs."""
    alike: dict[tuple[Interval, ...], set[int]] = {}
    for weekday, intervals in sorted(week.items()):
        if intervals:
            alike.setdefault(tuple(intervals), set()).add(weekday)
    return [
        NewShiftTemplate(
            name=name,
            from_minute=begins,
            to_minute=ends,
            day_kinds=USUAL_KINDS,
            weekdays=frozenset(weekdays),
            needed=PEOPLE_A_SHIFT,
            most=2 * PEOPLE_A_SHIFT,
            sort_order=order,
        )
        for intervals, weekdays in alike.items()
        for order, (name, begins, ends) in enumerate(_named(intervals))
    ]


def usual_cover_rules(
    week: Mapping[int, Sequence[Interval]], first_aid: SkillId | None, valid_from: date
) -> list[NewCoverRule]:
    """Return that the desk is never empty while the station is open, and a first-aider there.

    The hours are those of most weekdays; ``first_aid`` None leaves the first-aider out.
    """
    opened = [tuple(intervals) for intervals in week.values() if intervals]
    if not opened:
        return []
    hours = max(opened, key=opened.count)
    found = [
        NewCoverRule(
            name=_("Desk never empty"),
            day_kinds=USUAL_KINDS,
            from_minute=each.opens_minute,
            to_minute=each.closes_minute,
            people=1,
            valid_from=valid_from,
        )
        for each in hours
    ]
    if first_aid is not None:
        found += [
            NewCoverRule(
                name=_("A first-aider on duty"),
                day_kinds=USUAL_KINDS,
                from_minute=each.opens_minute,
                to_minute=each.closes_minute,
                people=0,
                skill_id=first_aid,
                skilled=1,
                weight=Weight.WARN,
                valid_from=valid_from,
            )
            for each in hours
        ]
    return found


def _named(intervals: Sequence[Interval]) -> list[tuple[str, int, int]]:
    pieces = [piece for each in intervals for piece in _cut(each)]
    if len(pieces) == 1 and pieces[0][0] < LATE_SHIFT_FROM:
        return [(_(ONLY_SHIFT), *pieces[0])]
    first = len(SHIFT_NAMES) - len(pieces) - 1 if len(pieces) == 1 else 0
    names = [_(each) for each in SHIFT_NAMES[max(0, first) :]]
    names += [f"{names[-1]}{number}" for number in range(2, len(pieces))]
    return [(name, *piece) for name, piece in zip(names, pieces, strict=False)]


def _cut(opening: Interval) -> list[tuple[int, int]]:
    """Return an opening cut into shifts of about the same length, at half hours."""
    longest = SHIFT_MINUTES if opening.minutes <= LONG_DAY else LONG_SHIFT_MINUTES
    count = -(-opening.minutes // longest)
    inner = [
        round((opening.opens_minute + opening.minutes * at / count) / ROUNDED_TO) * ROUNDED_TO
        for at in range(1, count)
    ]
    return list(pairwise([opening.opens_minute, *inner, opening.closes_minute]))
