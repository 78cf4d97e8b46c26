"""How much somebody serves: shifts and hours of a day, a week, a month, and weekends.

A shift counts for the day on which it begins, whole, also where it ends after midnight. A week is
the calendar's, Monday to Sunday, and goes on across the border of months.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster.findings import Finding, newest_last
from stationdesk.domain.roster.rules import RULE_UNITS, Rule, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.index import RosterIndex, Row

SATURDAY = 6


def monday_of(day: date) -> date:
    """Return the first day of the calendar week of ``day``."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """Return the first day of the month of ``day``."""
    return day.replace(day=1)


def saturday_of(day: date) -> date | None:
    """Return the Saturday of the weekend that ``day`` is in, None on other days."""
    weekday = day.isoweekday()
    return day - timedelta(days=weekday - SATURDAY) if weekday >= SATURDAY else None


STRETCHES: dict[Rule, Callable[[date], date]] = {
    Rule.SHIFTS_A_DAY: lambda day: day,
    Rule.HOURS_A_DAY: lambda day: day,
    Rule.SHIFTS_A_WEEK: monday_of,
    Rule.HOURS_A_WEEK: monday_of,
    Rule.SHIFTS_A_MONTH: month_of,
    Rule.HOURS_A_MONTH: month_of,
}
"""Each rule with the first day of the stretch that a day belongs to."""


def amount_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell where ``rows`` of a person, in their order of time, are more than is allowed."""
    for rule, stretch in STRETCHES.items():
        if not index.holds(rule):
            continue
        most = index.facts.amount(rule, person)
        grouped: dict[date, list[Row]] = defaultdict(list)
        for row in rows:
            grouped[stretch(row.shift.day)].append(row)
        for start, group in grouped.items():
            yield from _too_much(rule, start, group, most)


def weekend_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell months with more weekends of service than allowed (WEEKENDS).

    A weekend is served with a shift on its Saturday or Sunday; it belongs to its Saturday's month.
    """
    if not index.holds(Rule.WEEKENDS):
        return
    most = index.facts.amount(Rule.WEEKENDS, person)
    months: dict[date, dict[date, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if (saturday := saturday_of(row.day)) is not None:
            months[month_of(saturday)][saturday].append(row)
    for month, weekends in months.items():
        if len(weekends) > most:
            yield Finding(
                rule=Rule.WEEKENDS,
                place=(person.id, month.toordinal()),
                day=sorted(weekends)[most],
                excess=len(weekends) - most,
                rows=newest_last(row for rows_of in weekends.values() for row in rows_of),
                volunteer_id=person.id,
                count=len(weekends),
                allowed=most,
            )


def _too_much(rule: Rule, start: date, rows: Sequence[Row], most: int) -> Iterator[Finding]:
    count, passed_on = 0, start
    for row in rows:
        if count <= most:
            passed_on = row.day
        count += row.minutes if RULE_UNITS[rule] is Unit.MINUTES else 1
    if count > most:
        yield Finding(
            rule=rule,
            place=(rows[0].volunteer_id, start.toordinal()),
            day=passed_on,
            excess=count - most,
            rows=newest_last(rows),
            volunteer_id=rows[0].volunteer_id,
            count=count,
            allowed=most,
        )
