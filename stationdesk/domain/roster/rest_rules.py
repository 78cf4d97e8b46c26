"""Rules about what lies beside a shift: overlap, rest, and runs of days."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from stationdesk.domain.roster.findings import Finding, newest_last
from stationdesk.domain.roster.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.index import RosterIndex, Row


def overlap_findings(rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell each two rows of a person that share a minute, or a shift (OVERLAP)."""
    running: list[Row] = []
    for row in rows:
        running = [each for each in running if each.ends > row.starts]
        for earlier in running:
            one, other = newest_last((earlier, row))
            yield Finding(
                rule=Rule.OVERLAP,
                place=(row.volunteer_id, *sorted((one.shift.id, other.shift.id))),
                day=other.day,
                excess=min(one.ends, other.ends) - row.starts,
                rows=(one, other),
                volunteer_id=row.volunteer_id,
                shift_id=other.shift.id,
            )
        running.append(row)


def rest_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell where the rest between two days of service is too short (REST).

    It is the time from the latest end of what began on earlier days to the first start of a day.
    Two shifts of one day need no rest; an overlap is told by its own rule.
    """
    if not index.holds(Rule.REST):
        return
    least = index.facts.amount(Rule.REST, person)
    latest: Row | None = None
    for _day, group in groupby(rows, key=attrgetter("day")):
        todays = tuple(group)
        first = todays[0]
        if latest is not None and 0 <= first.starts - latest.ends < least:
            yield _short_rest(latest, first, least)
        longest = max(todays, key=attrgetter("ends"))
        if latest is None or longest.ends >= latest.ends:
            latest = longest


def run_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell runs of days with a shift that are too long or too short.

    CONSECUTIVE looks back as far as the roster is known. LEAST_CONSECUTIVE judges only runs of
    which both ends are known: a day without a shift lies before and after, within the facts.
    """
    both = [rule for rule in (Rule.CONSECUTIVE, Rule.LEAST_CONSECUTIVE) if index.holds(rule)]
    if not both:
        return
    for run in runs_of(rows):
        if Rule.CONSECUTIVE in both:
            yield from _too_long(run, index.facts.amount(Rule.CONSECUTIVE, person))
        if Rule.LEAST_CONSECUTIVE in both and _both_ends_known(index, run):
            yield from _too_short(run, index.facts.amount(Rule.LEAST_CONSECUTIVE, person))


def runs_of(rows: Sequence[Row]) -> list[list[tuple[Row, ...]]]:
    """Return the runs of neighbouring days with a shift: of each run its days, of each its rows."""
    runs: list[list[tuple[Row, ...]]] = []
    for day, group in groupby(rows, key=attrgetter("day")):
        if runs and (day - runs[-1][-1][0].day).days == 1:
            runs[-1].append(tuple(group))
        else:
            runs.append([tuple(group)])
    return runs


def _short_rest(before: Row, after: Row, least: int) -> Finding:
    rest = after.starts - before.ends
    return Finding(
        rule=Rule.REST,
        place=(after.volunteer_id, after.day.toordinal()),
        day=after.day,
        excess=least - rest,
        rows=newest_last((before, after)),
        volunteer_id=after.volunteer_id,
        shift_id=after.shift.id,
        count=rest,
        allowed=least,
    )


def _too_long(run: list[tuple[Row, ...]], most: int) -> Iterator[Finding]:
    if len(run) > most:
        yield _of_run(Rule.CONSECUTIVE, run, len(run) - most, run[most][0].day, most)


def _too_short(run: list[tuple[Row, ...]], least: int) -> Iterator[Finding]:
    if len(run) < least:
        yield _of_run(Rule.LEAST_CONSECUTIVE, run, least - len(run), run[0][0].day, least)


def _of_run(
    rule: Rule, run: list[tuple[Row, ...]], excess: int, day: date, allowed: int
) -> Finding:
    person_id = run[0][0].volunteer_id
    return Finding(
        rule=rule,
        place=(person_id,),
        day=day,
        excess=excess,
        rows=newest_last(row for rows in run for row in rows),
        volunteer_id=person_id,
        count=len(run),
        allowed=allowed,
        run=(run[0][0].day.toordinal(), run[-1][0].day.toordinal()),
    )


def _both_ends_known(index: RosterIndex, run: list[tuple[Row, ...]]) -> bool:
    return index.facts.read_from < run[0][0].day and run[-1][0].day < index.facts.last
