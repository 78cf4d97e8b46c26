"""Which shifts the demo's station has: cut out of its opening hours, season by season."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from stationdesk.domain.opening import timetable_on
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate
from stationdesk.domain.working_days import DayKind, days_from
from stationdesk.services.demo.script import intervals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from stationdesk.domain.ids import CoverRuleId, ShiftTemplateId, SkillId
    from stationdesk.domain.opening import Interval, Timetable
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts

FIRST_WEEKEND_DAY = 6
WORKING = frozenset({DayKind.WORKDAY, DayKind.MARKET})
FREE = frozenset({DayKind.WEEKEND, DayKind.WORKED_WEEKEND})
ANY_OPEN = WORKING | FREE | {DayKind.HOLIDAY}
HALF_HOUR = 30


class ShiftMaking:
    """Keeps templates and cover rules of the season in force, and previews a roster's shifts."""

    def __init__(
        self,
        station: StationFacts,
        roster: Roster,
        told: Mapping[str, Any],
        first_aid: SkillId | None,
    ) -> None:
        self._station, self._roster, self._told = station, roster, told
        self._first_aid = first_aid
        self._templates: dict[str, list[ShiftTemplateId]] = {}
        self._in_use = ""
        self._rules: list[CoverRuleId] = []
        self._ruled = ""

    def preview(self, first: date, last: date) -> list[NewShift]:
        """Return the shifts of these days; days with other hours get shifts of their own."""
        timetables = self._station.timetables()
        hours = dict(self._station.opening_days(first, last))
        wishes: list[NewShift] = []

        def season_of(day: date) -> str:
            return _season(timetables, day)

        for season, group in groupby(days_from(first, last), season_of):
            days = list(group)
            timetable = next(each for each in timetables if each.name == season)
            self._take_up(timetable)
            self._rule(timetable, days[0])
            usual = self._roster.preview_period(days[0], days[-1])
            for day in days:
                if tuple(hours[day]) == _usual_hours(timetable, day):
                    wishes += [each for each in usual if each.day == day]
                else:
                    wishes += self._shifts_on(day, tuple(hours[day]))
        return wishes

    def _take_up(self, timetable: Timetable) -> None:
        """Let the templates of a season be in use, and those of another one rest."""
        if self._in_use == timetable.name:
            return
        for template_id in self._templates.get(self._in_use, ()):
            self._roster.archive_template(template_id)
        known = self._templates.get(timetable.name)
        if known is None:
            wishes = self._templates_of(timetable)
            self._templates[timetable.name] = [self._roster.add_template(each) for each in wishes]
        else:
            for template_id in known:
                self._roster.bring_template_back(template_id)
        self._in_use = timetable.name

    def _templates_of(self, timetable: Timetable) -> Iterator[NewShiftTemplate]:
        order = 0
        for hours, weekdays in _alike(timetable).items():
            day = next(iter(weekdays))
            for name, stretch in self._named(hours, is_workday=day < FIRST_WEEKEND_DAY):
                needed, most = self._people(name, is_workday=day < FIRST_WEEKEND_DAY)
                yield NewShiftTemplate(
                    name=name,
                    from_minute=stretch[0],
                    to_minute=stretch[1],
                    day_kinds=ANY_OPEN,
                    weekdays=weekdays,
                    post=self._told["shifts"]["post"],
                    needed=needed,
                    most=most,
                    sort_order=order,
                )
                order += 1

    def _shifts_on(self, day: date, hours: tuple[Interval, ...]) -> list[NewShift]:
        is_workday = day.isoweekday() < FIRST_WEEKEND_DAY
        made = []
        for name, stretch in self._named(hours, is_workday=False):
            needed, most = self._people(name, is_workday=is_workday)
            made.append(
                NewShift(
                    day=day,
                    name=name,
                    from_minute=stretch[0],
                    to_minute=stretch[1],
                    post=self._told["shifts"]["post"],
                    needed=needed,
                    most=most,
                )
            )
        return made

    def _named(
        self, hours: Sequence[Interval], *, is_workday: bool
    ) -> Iterator[tuple[str, tuple[int, int]]]:
        """Give the shifts of opening hours; on working days somebody stays over noon."""
        seen: dict[str, int] = {}
        for stretch in self._stretches(hours):
            name = next(name for until, name in self._told["shifts"]["names"] if stretch[0] < until)
            seen[name] = seen.get(name, 0) + 1
            yield (name if seen[name] == 1 else f"{name}{seen[name]}"), stretch
        noon = self._told["noon"]
        if is_workday and len(hours) > 1:
            starts, ends = hours[0].closes_minute, hours[1].opens_minute
            yield noon["name"], (starts - noon["overlap"], ends + noon["overlap"])

    def _stretches(self, hours: Sequence[Interval]) -> Iterator[tuple[int, int]]:
        for each in hours:
            starts, parts = each.opens_minute, -(-each.minutes // self._told["shifts"]["longest"])
            for left in range(parts, 1, -1):
                ends = starts + (each.closes_minute - starts) // left
                ends -= ends % HALF_HOUR
                yield starts, ends
                starts = ends
            yield starts, each.closes_minute

    def _people(self, name: str, *, is_workday: bool) -> tuple[int, int]:
        """Return how many people a shift needs, and takes."""
        noon = self._told["noon"]
        if name == noon["name"]:
            return noon["needed"], noon["most"]
        shifts = self._told["shifts"]
        usual = shifts["needed"].get(name, 1)
        return (usual if is_workday else shifts["weekend_needed"]), shifts["most"]

    def _rule(self, timetable: Timetable, begins: date) -> None:
        """Let the cover rules of a season hold from a day on, in the place of those before."""
        if self._ruled == timetable.name:
            return
        if not self._ruled:
            self._roster.add_cover_rule(self._holiday_rule(begins))
        for rule_id in self._rules:
            self._roster.end_cover_rule(rule_id, begins - timedelta(days=1))
        wishes = self._rules_of(timetable, begins)
        self._rules = [self._roster.add_cover_rule(each) for each in wishes]
        self._ruled = timetable.name

    def _rules_of(self, timetable: Timetable, begins: date) -> Iterator[NewCoverRule]:
        told = self._told["cover"]
        for hours, weekdays in _alike(timetable).items():
            is_workday = min(weekdays) < FIRST_WEEKEND_DAY
            kinds = WORKING if is_workday else FREE
            for each in hours:
                rule = NewCoverRule(
                    name=told["desk"],
                    day_kinds=kinds,
                    from_minute=each.opens_minute,
                    to_minute=each.closes_minute,
                    valid_from=begins,
                )
                yield rule
            if is_workday:
                noon = (hours[0].closes_minute, hours[-1].opens_minute)
                yield replace(rule, name=told["noon"], from_minute=noon[0], to_minute=noon[1])
                yield replace(
                    rule,
                    name=told["first_aid"],
                    from_minute=hours[0].opens_minute,
                    to_minute=hours[0].closes_minute,
                    people=0,
                    skill_id=self._first_aid,
                    skilled=1,
                    weight=Weight.WARN,
                )

    def _holiday_rule(self, begins: date) -> NewCoverRule:
        told = self._told["cover"]
        (hours,) = intervals([told["holiday_hours"]])
        return NewCoverRule(
            name=told["holiday"],
            day_kinds=frozenset({DayKind.HOLIDAY}),
            from_minute=hours.opens_minute,
            to_minute=hours.closes_minute,
            valid_from=begins,
        )


def _season(timetables: Sequence[Timetable], day: date) -> str:
    found = timetable_on(day, timetables)
    return "" if found is None else found.name


def _usual_hours(timetable: Timetable, day: date) -> tuple[Interval, ...]:
    return tuple(timetable.week.get(day.isoweekday(), ()))


def _alike(timetable: Timetable) -> dict[tuple[Interval, ...], frozenset[int]]:
    """Return the hours of a timetable with the weekdays that have them."""
    alike: dict[tuple[Interval, ...], set[int]] = {}
    for weekday, hours in sorted(timetable.week.items()):
        if hours:
            alike.setdefault(tuple(hours), set()).add(weekday)
    return {hours: frozenset(days) for hours, days in alike.items()}
