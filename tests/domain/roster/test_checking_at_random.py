"""On random rosters: a change is judged as the whole roster before and after it would be."""

import random
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.ids import AssignmentId
from stationdesk.domain.roster import checking
from stationdesk.domain.roster.checking import (
    Candidate,
    breaches,
    breaches_of,
    newly_broken,
    with_rows,
)
from stationdesk.domain.roster.findings import newly_found
from stationdesk.domain.roster.index import made_index, thought_row
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.ages import is_minor_on
from tests.domain.roster.examples import any_roster, row

SEEDS = st.integers(0, 2**32)
NEW = 100_000


def any_change(source, roster):
    """Return candidates and rows to take away, as a deed may do both."""
    live = [each for each in roster.assignments if each.is_live]
    shifts = [each for each in roster.shifts.values() if roster.first <= each.day]
    count = source.choice((1, 1, 1, 2))
    added = [
        Candidate(volunteer_id=source.choice(list(roster.people)), shift_id=each.id)
        for each in source.sample(shifts, count)
    ]
    removed = [each.id for each in source.sample(live, source.choice((0, 0, 1, 2)))]
    return added, frozenset(removed)


def signs(found):
    return {(each.rule, each.place, each.excess, each.run) for each in found}


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_what_a_change_breaks_is_the_roster_after_it_less_the_roster_before(seed):
    source = random.Random(seed)
    roster = any_roster(source)
    added, removed = any_change(source, roster)
    thought = [thought_row(roster, each.shift_id, each.volunteer_id) for each in added]
    rows = [
        row(NEW + at, roster.shifts[each.shift_id], each.volunteer_id)
        for at, each in enumerate(added)
    ]
    before, after = made_index(roster), made_index(with_rows(roster, rows, removed))
    whole = newly_found(checking._all_findings(before), checking._all_findings(after))
    assert signs(newly_broken(before, thought, removed)) == signs(whole)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_candidate_breaks_what_the_whole_check_then_tells(seed):
    source = random.Random(seed)
    roster = any_roster(source)
    ((candidate, *_), _removed) = any_change(source, roster)
    shift = roster.shifts[candidate.shift_id]
    after = with_rows(roster, [row(NEW, shift, candidate.volunteer_id)])
    told_after = {
        (each.rule, each.day, each.assignment_ids) for each in breaches(after, include_passed=True)
    }
    for breach in breaches_of(roster, candidate):
        of_others = (breach.rule, breach.day, breach.assignment_ids)
        with_it = (breach.rule, breach.day, (*breach.assignment_ids, AssignmentId(NEW)))
        assert of_others in told_after or with_it in told_after


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_roster_without_what_it_breaks_breaks_nothing_of_a_kind_that_only_grows(seed):
    roster = any_roster(random.Random(seed))
    growing = set(LIMITS) | {Rule.OVERLAP, Rule.FULL, Rule.APART, Rule.LEAVE, Rule.STANDING}
    while found := [each for each in breaches(roster) if each.rule in growing]:
        roster = with_rows(roster, (), [found[0].assignment_ids[-1]])
    assert found == []


LIMITS = {
    Rule.SHIFTS_A_DAY: lambda rows, on: len(on_day(rows, on)),
    Rule.HOURS_A_DAY: lambda rows, on: minutes(on_day(rows, on)),
    Rule.SHIFTS_A_WEEK: lambda rows, on: len(in_week(rows, on)),
    Rule.HOURS_A_WEEK: lambda rows, on: minutes(in_week(rows, on)),
    Rule.SHIFTS_A_MONTH: lambda rows, on: len(in_month(rows, on)),
    Rule.HOURS_A_MONTH: lambda rows, on: minutes(in_month(rows, on)),
    Rule.CONSECUTIVE: lambda rows, on: run_around(rows, on),
    Rule.WEEKENDS: lambda rows, on: weekends(rows, on),
}


def on_day(rows, on):
    return [each for each in rows if each.day == on]


def in_week(rows, on):
    return [each for each in rows if each.day.isocalendar()[:2] == on.isocalendar()[:2]]


def in_month(rows, on):
    return [each for each in rows if (each.day.year, each.day.month) == (on.year, on.month)]


def minutes(rows):
    return sum(each.minutes for each in rows)


def run_around(rows, on):
    days = {each.day for each in rows}
    if on not in days:
        return 0
    start = on
    while start - timedelta(days=1) in days:
        start -= timedelta(days=1)
    length = 0
    while start + timedelta(days=length) in days:
        length += 1
    return length


def weekends(rows, on):
    def saturday(day):
        return day - timedelta(days=(day.weekday() - 5))

    if on.weekday() < 5:
        return 0
    month = (saturday(on).year, saturday(on).month)
    served = {saturday(each.day) for each in rows if each.day.weekday() >= 5}
    return sum((each.year, each.month) == month for each in served)


@pytest.mark.parametrize("rule", list(LIMITS))
@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_limits_count_as_somebody_with_a_calendar_would(rule, seed):
    roster = any_roster(random.Random(seed))
    index = made_index(roster)
    told = {
        (each.volunteer_id, each_row.day)
        for each in checking._all_findings(index)
        if each.rule is rule
        for each_row in each.rows
    }
    for person in roster.people.values():
        rows = index.rows_of(person.id)
        most = roster.amount(rule, person)
        for on in {each.day for each in rows}:
            assert ((person.id, on) in told) is (LIMITS[rule](rows, on) > most)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_rest_and_overlap_are_told_of_the_days_on_which_some_pair_of_rows_breaks_them(seed):
    roster = any_roster(random.Random(seed))
    index = made_index(roster)
    found = list(checking._all_findings(index))
    overlaps = {each.place for each in found if each.rule is Rule.OVERLAP}
    for person in roster.people.values():
        rows = index.rows_of(person.id)
        shared = {
            (person.id, *sorted((one.shift.id, other.shift.id)))
            for one, other in combinations(rows, 2)
            if one.starts < other.ends and other.starts < one.ends
        }
        assert {place for place in overlaps if place[0] == person.id} == shared
        if shared:
            continue
        least = roster.amount(Rule.REST, person)
        short = {
            other.day
            for one, other in combinations(rows, 2)
            if one.day < other.day and other.starts - one.ends < least
        }
        rest = {
            each.day for each in found if each.rule is Rule.REST and each.volunteer_id == person.id
        }
        assert rest == short


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_minors_are_judged_by_their_age_on_the_day(seed):
    roster = any_roster(random.Random(seed))
    index = made_index(roster)
    for finding in checking._all_findings(index):
        if finding.rule in (Rule.MINOR_HOURS, Rule.MINOR_EVENING, Rule.MINOR_CONSENT):
            person = roster.people[finding.volunteer_id]
            assert all(is_minor_on(person.born, each.day) for each in finding.rows)
