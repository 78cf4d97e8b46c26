"""Who comes to the demo's station and for what, and how the door's log is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.opening_kept import NewOpening
from stationdesk.domain.visits import DaySheet, NewVisit, Tally
from stationdesk.services.demo.clock import times_drawn

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.opening import Interval
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Script
    from stationdesk.services.demo.services import Services

FIRST_WEEKEND_DAY = 6
DAYS_A_YEAR = 365.25
EARLY_MINUTES, LATE_MINUTES = (1, 12), (8, 40)
"""By how much the door opens before its hour as a rule, and after it where something came up."""
STAYS_MINUTES, LEAVES_MINUTES = (0, 15), (15, 60)
"""By how much it closes after its hour as a rule, and before it where something came up."""
SEVERAL = (2, 3)


class VisitLife:
    """Counts who comes, and notes when the door opened and closed."""

    def __init__(
        self, desk: Services, script: Script, clock: Clock, chance: random.Random, end: date
    ) -> None:
        self._visits, self._log = desk.visits, desk.opening_log
        self._told: Mapping[str, Any] = script.visits
        self._clock, self._chance = clock, chance
        self._first, self._end = clock.day, end

    def morning(self, opens: int) -> None:
        """Open the door on the demo's last day, which is not over when it is told."""
        early = self._chance.randint(*EARLY_MINUTES)
        self._log.write_down(
            NewOpening(opened_at=self._clock.at(opens - early), opened_by=self._clock.who)
        )

    def evening(self, hours: Sequence[Interval], until: int, *, wet: bool) -> None:
        """Write down whoever came until minute ``until``, and the door's hours of a whole day."""
        opens, closes = hours[0].opens_minute, hours[-1].closes_minute
        self._clock.go_to(until)
        came = sorted(self._came(opens, min(closes, until), wet=wet), key=_minute)
        if self._chance.random() < self._told["sheet_chance"] and came:
            self._visits.write_down(DaySheet(day=self._clock.day, tallies=_sheet(came)))
        else:
            self._visits.count_many(came)
        if self._clock.day != self._end:
            self._note_hours(opens, closes)

    def _came(self, opens: int, closes: int, *, wet: bool) -> list[NewVisit]:
        """Draw the visits of the day between two minutes."""
        return [
            visit
            for group in self._told["groups"]
            for visit in self._of_group(group, opens, closes, wet=wet)
        ]

    def _of_group(
        self, group: Mapping[str, Any], opens: int, closes: int, *, wet: bool
    ) -> list[NewVisit]:
        at_hours = {int(hour): weight for hour, weight in group["hours"].items()}
        open_at = [hour for hour in at_hours if opens <= hour * 60 + 30 < closes]
        if not open_at:
            return []
        share = sum(at_hours[hour] for hour in open_at) / sum(at_hours.values())
        count = times_drawn(self._chance, self._expected(group, wet=wet) * share)
        hours = self._chance.choices(open_at, [at_hours[hour] for hour in open_at], k=count)
        services = self._services(group, count, wet=wet)
        return [
            self._visit(group["key"], service, self._minute_of(hour, opens, closes))
            for hour, service in zip(hours, services, strict=True)
        ]

    def _expected(self, group: Mapping[str, Any], *, wet: bool) -> float:
        """Return how many of a group come on a day like this."""
        day, told = self._clock.day, self._told
        years = (day - self._first).days / DAYS_A_YEAR
        weekend = day.isoweekday() >= FIRST_WEEKEND_DAY
        rain = told["rain_outdoors" if group["outdoors"] else "rain_others"] if wet else 1
        usual = told["per_day"] * (1 + told["growth_a_year"]) ** years * group["share"]
        return float(usual * group["week"][weekend] * group["months"][day.month - 1] * rain)

    def _services(self, group: Mapping[str, Any], count: int, *, wet: bool) -> list[str]:
        seasons, rain = self._told["seasons"], self._told["rain"] if wet else {}
        month = self._clock.day.month - 1
        usual: dict[str, float] = {"shelter": 0, **group["services"]}
        weights = {
            service: weight * seasons.get(service, _ALWAYS)[month]
            if weight
            else seasons[service][month]
            for service, weight in usual.items()
        }
        for service, more in rain.items():
            weights[service] = weights.get(service, 0) + more
        return self._chance.choices(list(weights), list(weights.values()), k=count)

    def _minute_of(self, hour: int, opens: int, closes: int) -> int:
        return self._chance.randrange(max(hour * 60, opens), min(hour * 60 + 60, closes))

    def _visit(self, group: str, service: str, minute: int) -> NewVisit:
        several = self._chance.random() < self._told["several_chance"]
        return NewVisit(
            day=self._clock.day,
            group=group,
            service=service,
            people=self._chance.randint(*SEVERAL) if several else 1,
            counted_at=self._clock.at(minute),
        )

    def _note_hours(self, opens: int, closes: int) -> None:
        """Write the day's line of the log, unless that was forgotten."""
        log = self._told["log"]
        tidy = (self._end - self._clock.day).days < log["tidy_days"]
        if self._chance.random() < log["unrecorded_chance"] and not tidy:
            return
        opened, late = self._opened(opens)
        closed, early = self._closed(closes)
        unclosed = self._chance.random() < log["unclosed_chance"] and not tidy
        self._clock.go_to(closed)
        self._log.write_down(
            NewOpening(
                opened_at=self._clock.at(opened),
                closed_at=None if unclosed else self._clock.at(closed),
                opened_by=self._clock.who,
                closed_by="" if unclosed else self._clock.who,
                reason=late or early,
            )
        )

    def _opened(self, opens: int) -> tuple[int, str]:
        if self._chance.random() < self._told["log"]["late_chance"]:
            reason = self._chance.choice(self._told["log"]["late_because"])
            return opens + self._chance.randint(*LATE_MINUTES), reason
        return opens - self._chance.randint(*EARLY_MINUTES), ""

    def _closed(self, closes: int) -> tuple[int, str]:
        if self._chance.random() < self._told["log"]["early_chance"]:
            reason = self._chance.choice(self._told["log"]["early_because"])
            return closes - self._chance.randint(*LEAVES_MINUTES), reason
        return closes + self._chance.randint(*STAYS_MINUTES), ""


_ALWAYS = (1,) * 12
"""By month: a service that no season changes."""


def _minute(visit: NewVisit) -> str:
    return str(visit.counted_at)


def _sheet(came: Sequence[NewVisit]) -> tuple[Tally, ...]:
    """Return the visits as a sheet of paper tells them: strokes by group and service."""
    strokes: dict[tuple[str, str], int] = {}
    for each in came:
        key = (each.group, each.service)
        strokes[key] = strokes.get(key, 0) + each.people
    return tuple(
        Tally(group=group, service=service, people=people)
        for (group, service), people in strokes.items()
    )
