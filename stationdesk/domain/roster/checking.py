"""Which rules a roster breaks, and which a change would break. Everybody who edits asks here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import amount_findings, saturday_of, weekend_findings
from stationdesk.domain.roster.breach_words import breach_of
from stationdesk.domain.roster.findings import newly_found
from stationdesk.domain.roster.index import index_of, thought_row
from stationdesk.domain.roster.minor_rules import minor_findings
from stationdesk.domain.roster.pair_rules import mentor_findings, pair_findings
from stationdesk.domain.roster.rest_rules import overlap_findings, rest_findings, run_findings
from stationdesk.domain.roster.row_rules import row_findings, unmet_findings
from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.shift_rules import shift_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.facts import Person, RosterFacts
    from stationdesk.domain.roster.findings import Finding
    from stationdesk.domain.roster.index import RosterIndex, Row
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.volunteers.availability import Wish

STRONGEST_FIRST = (
    Rule.STANDING,
    Rule.LEAVE,
    Rule.OVERLAP,
    Rule.MINOR_CONSENT,
    Rule.AVAILABILITY,
    Rule.MINOR_EVENING,
    Rule.MINOR_HOURS,
    Rule.SKILL,
    Rule.REST,
    Rule.SHIFTS_A_DAY,
    Rule.HOURS_A_DAY,
    Rule.SHIFTS_A_WEEK,
    Rule.HOURS_A_WEEK,
    Rule.CONSECUTIVE,
    Rule.WEEKENDS,
    Rule.SHIFTS_A_MONTH,
    Rule.HOURS_A_MONTH,
    Rule.APART,
    Rule.TOGETHER,
    Rule.MENTOR,
    Rule.LEAST_CONSECUTIVE,
    Rule.REQUEST,
    Rule.FULL,
)
"""What is said first about a person who cannot come; FULL is about the shift, and comes last."""

_TOTALS = frozenset(
    {
        Rule.SHIFTS_A_DAY,
        Rule.SHIFTS_A_WEEK,
        Rule.SHIFTS_A_MONTH,
        Rule.HOURS_A_DAY,
        Rule.HOURS_A_WEEK,
        Rule.HOURS_A_MONTH,
        Rule.MINOR_HOURS,
        Rule.WEEKENDS,
        Rule.CONSECUTIVE,
    }
)
"""Rules that many rows break together: each row too much needs a reason of its own, or each weekend
and day too much where the rule counts those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody thought of for a shift; ``without`` are rows that would go in the same deed."""

    volunteer_id: VolunteerId
    shift_id: ShiftId
    without: frozenset[AssignmentId] = frozenset()


def breaches(
    facts: RosterFacts,
    days: tuple[date, date] | None = None,
    *,
    include_passed: bool = False,
) -> list[Breach]:
    """Return every rule broken by a live row of ``days`` (first and last; None the whole roster).

    A limit that rows before those days help to pass is told where one row of them takes part.
    What was passed with a reason is left out: a rule counts as passed where it would hold without
    the rows that it was passed for. In the order of days, what blocks first.
    """
    index = index_of(facts)
    first, last = days or (facts.first, facts.last)
    found = [
        each
        for each in _all_findings(index)
        if _is_within(each, first, last) and (include_passed or not _is_passed(index, each))
    ]
    found.sort(key=lambda each: (each.day, *_strength(index, each), each.place))
    return [breach_of(index, each) for each in found]


def breaches_of(facts: RosterFacts, candidate: Candidate) -> list[Breach]:
    """Return what adding one row would newly break, or break further; the strongest first."""
    row = thought_row(facts, candidate.shift_id, candidate.volunteer_id)
    return _told(index_of(facts), newly_broken(index_of(facts), [row], candidate.without))


def breaches_after(
    facts: RosterFacts, added: Iterable[Candidate], removed: Iterable[AssignmentId] = ()
) -> list[Breach]:
    """Return what a deed of many rows would newly break, all of it done at once.

    ``removed`` go beside what each candidate goes without. With nothing added it tells what taking
    rows away breaks: a novice left alone, a pair torn apart.
    """
    wanted = list(added)
    gone = frozenset(removed).union(*(each.without for each in wanted))
    rows = [thought_row(facts, each.shift_id, each.volunteer_id) for each in wanted]
    index = index_of(facts)
    return _told(index, newly_broken(index, rows, gone))


def with_rows(
    facts: RosterFacts, added: Sequence[Assignment], removed: Iterable[AssignmentId] = ()
) -> RosterFacts:
    """Return the roster with rows more and rows less."""
    gone = frozenset(removed)
    kept = (each for each in facts.assignments if each.id not in gone)
    return replace(facts, assignments=(*kept, *added))


def wish_on(person: Person, facts: RosterFacts, starts: int, ends: int) -> Wish:
    """Return the least willing wish of ``person`` from ``starts`` up to ``ends`` (absolute)."""
    return index_of(facts).wish(person, starts, ends)


def newly_broken(
    index: RosterIndex, added: Sequence[Row], removed: Collection[AssignmentId]
) -> list[Finding]:
    """Return what is broken after a change and was not before, or less so.

    Only what the changed rows touch is looked at again: their people, shifts, pairs, and novices
    at the same time. Nothing else can differ.
    """
    touched = [*added, *index.rows_with(removed)]
    after = index.changed(added, removed)
    return newly_found(_findings_around(index, touched), _findings_around(after, touched))


def _told(index: RosterIndex, found: list[Finding]) -> list[Breach]:
    found.sort(key=lambda each: (*_strength(index, each), each.day, each.place))
    return [breach_of(index, each) for each in found]


def _all_findings(index: RosterIndex) -> Iterator[Finding]:
    for rows in index.by_person.values():
        for row in rows:
            yield from row_findings(index, row)
            yield from mentor_findings(index, row)
    for person in index.facts.people.values():
        yield from _person_findings(index, person)
    for rows in index.by_shift.values():
        yield from shift_findings(index, rows[0].shift) if rows else ()
    for pair in index.facts.pairs:
        yield from pair_findings(index, pair)


def _findings_around(index: RosterIndex, touched: Sequence[Row]) -> Iterator[Finding]:
    """Tell what is broken around rows that come or go, with or without them."""
    for place in {(row.volunteer_id, row.shift.id) for row in touched}:
        for row in index.rows_on(place[1]):
            if row.volunteer_id == place[0]:
                yield from row_findings(index, row)
    volunteers = {row.volunteer_id for row in touched}
    for volunteer_id in volunteers:
        if (person := index.facts.people.get(volunteer_id)) is not None:
            yield from _person_findings(index, person)
    for shift in {row.shift.id: row.shift for row in touched}.values():
        yield from shift_findings(index, shift)
    for pair in index.facts.pairs:
        if pair.one in volunteers or pair.other in volunteers:
            yield from pair_findings(index, pair)
    nearby = {
        (row.volunteer_id, row.shift.id): row
        for each in touched
        for row in index.rows_within(each.starts, each.ends)
    }
    for row in nearby.values():
        yield from mentor_findings(index, row)


def _person_findings(index: RosterIndex, person: Person) -> Iterator[Finding]:
    rows = index.rows_of(person.id)
    yield from overlap_findings(rows)
    yield from unmet_findings(index, person, rows)
    for rule in _SERIES:
        yield from rule(index, person, rows)


_SERIES = (minor_findings, rest_findings, run_findings, amount_findings, weekend_findings)


def _is_within(finding: Finding, first: date, last: date) -> bool:
    if not finding.rows:
        return first <= finding.day <= last
    return any(first <= row.shift.day <= last for row in finding.rows)


def _is_passed(index: RosterIndex, finding: Finding) -> bool:
    passed = index.facts.passed
    unit = _UNITS.get(finding.rule, _row_itself)
    through = {unit(row) for row in finding.rows if finding.rule in passed.get(row.id, ())}
    kept = tuple(row for row in finding.rows if unit(row) not in through)
    if len(kept) == len(finding.rows):
        return False
    if finding.rule not in _TOTALS or finding.volunteer_id is None:
        return True
    person, in_time = (
        index.facts.people[finding.volunteer_id],
        sorted(kept, key=lambda row: row.starts),
    )
    return not any(
        each.rule is finding.rule for rule in _SERIES for each in rule(index, person, in_time)
    )


def _row_itself(row: Row) -> object:
    return row.id


_UNITS: dict[Rule, Callable[[Row], object]] = {
    Rule.WEEKENDS: lambda row: saturday_of(row.day),
    Rule.CONSECUTIVE: lambda row: row.day,
}
"""What one reason passes where a rule counts more than rows: a second shift of a weekend, or of a
day in a run, makes the limit no more broken than it was passed."""


def _strength(index: RosterIndex, finding: Finding) -> tuple[bool, int]:
    blocks = index.choices[finding.rule].weight is Weight.BLOCK
    return (not blocks, STRONGEST_FIRST.index(finding.rule))
