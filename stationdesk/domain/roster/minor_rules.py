"""What volunteers under 18 on the day may do, and that a guardian agreed."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from stationdesk.domain.roster.findings import Finding, newest_last
from stationdesk.domain.roster.rules import MINORS_NIGHT_ENDS, Rule
from stationdesk.domain.volunteers.ages import has_consent_on, is_minor_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.index import RosterIndex, Row


def minor_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell where ``rows`` of a minor (by age on the shift's day) break a rule.

    MINOR_CONSENT: a guardian's consent holds that day. MINOR_EVENING: the shift ends at the
    allowed minute of its day at the latest, and begins when the night is over
    (``MINORS_NIGHT_ENDS``). MINOR_HOURS: the day's minutes together.
    """
    if not rows or not is_minor_on(person.born, rows[0].day):
        return
    for day, group in groupby(rows, key=attrgetter("day")):
        if is_minor_on(person.born, day):
            yield from _day_findings(index, person, tuple(group))


def _day_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    day, latest = rows[0].day, index.facts.amount(Rule.MINOR_EVENING, person)
    for row in rows:
        if not has_consent_on(person.consents, day):
            yield _of_row(Rule.MINOR_CONSENT, row, 0, 0)
        if index.holds(Rule.MINOR_EVENING) and row.shift.to_minute > latest:
            yield _of_row(Rule.MINOR_EVENING, row, row.shift.to_minute, latest)
        elif index.holds(Rule.MINOR_EVENING) and row.shift.from_minute < MINORS_NIGHT_ENDS:
            yield _of_row(Rule.MINOR_EVENING, row, row.shift.from_minute, MINORS_NIGHT_ENDS)
    minutes, most = sum(row.minutes for row in rows), index.facts.amount(Rule.MINOR_HOURS, person)
    if index.holds(Rule.MINOR_HOURS) and minutes > most:
        yield Finding(
            rule=Rule.MINOR_HOURS,
            place=(person.id, day.toordinal()),
            day=day,
            excess=minutes - most,
            rows=newest_last(rows),
            volunteer_id=person.id,
            count=minutes,
            allowed=most,
        )


def _of_row(rule: Rule, row: Row, count: int, allowed: int) -> Finding:
    return Finding(
        rule=rule,
        place=(row.volunteer_id, row.shift.id),
        day=row.day,
        excess=max(1, abs(count - allowed)),
        rows=(row,),
        volunteer_id=row.volunteer_id,
        shift_id=row.shift.id,
        count=count,
        allowed=allowed,
    )
