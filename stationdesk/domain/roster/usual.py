"""Shift templates and cover rules to begin with, after the station's opening hours.

No public rule states them. They are the product's defaults, to be looked at and edited: shifts of
about four hours, and half an hour of both shifts over noon, so that people change in turns and the
desk stays open (中午换休，保证窗口有人).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES, Interval
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.working_days import DayKind
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import SkillId

DESIRED_MINUTES = 240
LONG_DAY, LONG_SHIFT_MINUTES = 960, 480
"""Whoever is open for more than sixteen hours has shifts of about eight."""
HALF_HOUR = 30
LUNCH = Interval(11 * 60 + 30, 14 * 60)
"""When people eat in turns."""
LATEST_NOON_CHANGE = 13 * 60
"""A shift that ends after 11:30 and by 13:00 meets the next one for half an hour."""
PEOPLE_A_SHIFT = 2
NIGHT_UNTIL, MORNING_UNTIL, NOON_UNTIL, EVENING_UNTIL = 5 * 60, 11 * 60, 15 * 60, 21 * 60
"""Before which minute of the day a shift begins that bears each name."""
WEEKDAY_KINDS = frozenset({DayKind.WORKDAY, DayKind.MARKET})
WEEKEND_KINDS = frozenset({DayKind.WEEKEND, DayKind.WORKED_WEEKEND})
USUAL_KINDS = WEEKDAY_KINDS | WEEKEND_KINDS
"""On public holidays a station decides for itself."""
FIRST_WEEKEND_DAY = 6

MORNING_SHIFT = N_("Morning shift")
NOON_SHIFT = N_("Noon shift")
EVENING_SHIFT = N_("Evening shift")
NIGHT_SHIFT = N_("Night shift")
ONLY_SHIFT = N_("Day shift")

Hours = tuple[Interval, ...]


def usual_templates(week: Mapping[int, Sequence[Interval]]) -> list[NewShiftTemplate]:
    """Return templates for the hours of a week, by ISO weekday; weekdays alike share theirs.

    Open from 8:00 to 20:00 that is 08:00-12:00, 11:30-15:30 and 15:30-20:00.
    """
    alike: dict[Hours, set[int]] = {}
    for weekday, intervals in sorted(week.items()):
        if intervals:
            alike.setdefault(tuple(intervals), set()).add(weekday)
    return [
        NewShiftTemplate(
            name=name,
            from_minute=stretch.opens_minute,
            to_minute=stretch.closes_minute,
            day_kinds=USUAL_KINDS,
            weekdays=frozenset(weekdays),
            needed=PEOPLE_A_SHIFT,
            most=2 * PEOPLE_A_SHIFT,
            sort_order=order,
        )
        for intervals, weekdays in alike.items()
        for order, (name, stretch) in enumerate(_named(list(_shifts_of(intervals))))
    ]


def usual_cover_rules(
    week: Mapping[int, Sequence[Interval]], first_aid: SkillId | None, valid_from: date
) -> list[NewCoverRule]:
    """Return rules that keep the desk: somebody always, somebody over lunch, a first-aider.

    The hours are those of most days from Monday to Friday, and of most days of the weekend.
    ``first_aid`` is the station's skill of that key; None leaves the first-aider out.
    """
    rules: list[NewCoverRule] = []
    for kinds, hours in _hours_of_kinds(week):
        for each in hours:
            rules.append(_somebody(_("Desk never empty"), kinds, each, valid_from))
            opens = max(each.opens_minute, LUNCH.opens_minute)
            closes = min(each.closes_minute, LUNCH.closes_minute)
            if opens < closes:
                name = _("Somebody stays over lunch")
                rules.append(_somebody(name, kinds, Interval(opens, closes), valid_from))
            if first_aid is not None:
                rules.append(_first_aider(kinds, each, valid_from, first_aid))
    return rules


def _hours_of_kinds(
    week: Mapping[int, Sequence[Interval]],
) -> Iterator[tuple[frozenset[DayKind], Hours]]:
    """Give the hours of the kinds of day that are open; hours alike once for all their kinds."""
    weekdays = [tuple(hours) for day, hours in week.items() if hours and day < FIRST_WEEKEND_DAY]
    weekend = [tuple(hours) for day, hours in week.items() if hours and day >= FIRST_WEEKEND_DAY]
    found: dict[Hours, frozenset[DayKind]] = {}
    for kinds, opened in ((WEEKDAY_KINDS, weekdays), (WEEKEND_KINDS, weekend)):
        if opened:
            hours = Counter(opened).most_common(1)[0][0]
            found[hours] = found.get(hours, frozenset()) | kinds
    for hours, kinds in found.items():
        yield kinds, hours


def _shifts_of(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Cut opening hours into shifts of about the same length, at half hours."""
    for interval in intervals:
        desired = DESIRED_MINUTES if interval.minutes <= LONG_DAY else LONG_SHIFT_MINUTES
        starts, left = interval.opens_minute, max(1, round(interval.minutes / desired))
        while left > 1:
            middle = starts + (interval.closes_minute - starts) // left
            ends = middle - middle % HALF_HOUR
            yield Interval(starts, ends)
            over_noon = LUNCH.opens_minute < ends <= LATEST_NOON_CHANGE
            starts, left = ends - HALF_HOUR if over_noon else ends, left - 1
        yield Interval(starts, interval.closes_minute)


def _named(stretches: Sequence[Interval]) -> Iterator[tuple[str, Interval]]:
    """Give each shift a name of its own; the second of one name is numbered."""
    if len(stretches) == 1 and _word_of(stretches[0]) == MORNING_SHIFT:
        yield _(ONLY_SHIFT), stretches[0]
        return
    named: Counter[str] = Counter()
    for stretch in stretches:
        word = _(_word_of(stretch))
        named[word] += 1
        yield (word if named[word] == 1 else f"{word}{named[word]}"), stretch


def _word_of(stretch: Interval) -> str:
    begins = stretch.opens_minute % DAY_MINUTES
    if begins < NIGHT_UNTIL or begins >= EVENING_UNTIL:
        return NIGHT_SHIFT
    if begins < MORNING_UNTIL:
        return MORNING_SHIFT
    return NOON_SHIFT if begins < NOON_UNTIL else EVENING_SHIFT


def _somebody(
    name: str, kinds: frozenset[DayKind], stretch: Interval, valid_from: date
) -> NewCoverRule:
    return NewCoverRule(
        name=name,
        day_kinds=kinds,
        from_minute=stretch.opens_minute,
        to_minute=stretch.closes_minute,
        people=1,
        valid_from=valid_from,
    )


def _first_aider(
    kinds: frozenset[DayKind], stretch: Interval, valid_from: date, first_aid: SkillId
) -> NewCoverRule:
    return NewCoverRule(
        name=_("A first-aider on duty"),
        day_kinds=kinds,
        from_minute=stretch.opens_minute,
        to_minute=stretch.closes_minute,
        people=0,
        skill_id=first_aid,
        skilled=1,
        weight=Weight.WARN,
        valid_from=valid_from,
    )
