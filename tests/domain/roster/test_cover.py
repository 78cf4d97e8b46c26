"""Cover by the clock: every minute counted, every hole as long as it is, and why it is there."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.cover import (
    CauseKind,
    causes,
    cover_steps,
    covered_share,
    holes,
    holes_on,
)
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import absolute, day_and_minute
from stationdesk.domain.working_days import DayKind, days_from
from tests.domain.roster.examples import (
    FIRST,
    FIRST_AID,
    any_roster,
    cover_rule,
    day,
    facts,
    person,
    row,
    shift,
    skill,
)

PEOPLE = [person(1), person(2), person(3, skills=(skill(3, expires_on=day(10)),))]


def clock(moment):
    on, minute = day_and_minute(moment)
    return f"{(on - day(1)).days + 1} {minute // 60:02d}:{minute % 60:02d}"


def times(found):
    return [(clock(each.starts), clock(each.ends), each.present, each.wanted) for each in found]


def on_duty(*shifts, rules, people=PEOPLE, **more):
    """Return a roster on which the person of a shift's number (1 to 3) serves it."""
    rows = [row(each.id, each, 1 + (each.id - 1) % 3) for each in shifts]
    return facts(people, shifts, rows, cover_rules=rules, **more)


def test_lunch_helpers_and_overlapping_shifts_count():
    roster = on_duty(
        shift(1, day(1), "08:00", "12:00"),
        shift(2, day(1), "11:30", "15:30"),
        shift(3, day(1), "15:30", "20:00"),
        rules=(cover_rule(1),),
    )
    assert holes_on(roster, day(1)) == []


def test_a_hole_is_told_to_the_minute():
    roster = on_duty(
        shift(1, day(1), "08:00", "11:58"),
        shift(2, day(1), "12:03", "20:00"),
        rules=(cover_rule(1),),
    )
    assert times(holes_on(roster, day(1))) == [("1 11:58", "1 12:03", 0, 1)]


def test_a_hole_is_as_long_as_the_number_of_people_stays_the_same():
    roster = on_duty(
        shift(1, day(1), "08:00", "12:00"),
        shift(2, day(1), "12:00", "16:00"),
        rules=(cover_rule(1, people=2),),
    )
    assert times(holes_on(roster, day(1))) == [
        ("1 08:00", "1 16:00", 1, 2),
        ("1 16:00", "1 20:00", 0, 2),
    ]


def test_a_rule_over_midnight_counts_who_stays_until_the_morning():
    roster = on_duty(
        shift(1, day(1), "20:00", "26:00"),
        shift(2, day(2), "03:00", "08:00"),
        rules=(cover_rule(1, "22:00", "30:00"),),
    )
    assert times(holes_on(roster, day(1))) == [("2 02:00", "2 03:00", 0, 1)]
    assert times(holes_on(roster, day(2))) == [("2 22:00", "3 06:00", 0, 1)]


def test_somebody_away_from_the_desk_covers_nothing():
    roster = on_duty(shift(1, day(1), "08:00", "20:00", at_desk=False), rules=(cover_rule(1),))
    assert times(holes_on(roster, day(1))) == [("1 08:00", "1 20:00", 0, 1)]


@pytest.mark.parametrize("state", list(AssignmentState))
def test_only_who_is_or_will_be_there_covers(state):
    whole = shift(1, day(1), "08:00", "20:00")
    roster = facts(PEOPLE, [whole], [row(1, whole, 1, state)], cover_rules=(cover_rule(1),))
    live = state in (
        AssignmentState.PROPOSED,
        AssignmentState.CONFIRMED,
        AssignmentState.SERVED,
    )
    assert (holes_on(roster, day(1)) == []) is live


def test_people_and_their_skill_have_holes_of_their_own():
    rule = cover_rule(1, people=1, skill_id=FIRST_AID, skilled=1)
    roster = on_duty(shift(1, day(1), "08:00", "20:00"), rules=(rule,))
    (hole,) = holes_on(roster, day(1))
    assert (hole.skill_id, hole.present, hole.wanted) == (FIRST_AID, 0, 1)


def test_a_skill_that_runs_out_counts_through_the_shifts_of_its_last_day():
    rule = cover_rule(1, "20:00", "26:00", people=0, skill_id=FIRST_AID, skilled=1)
    nights = [shift(3, day(10), "20:00", "26:00"), shift(6, day(11), "20:00", "26:00")]
    roster = on_duty(*nights, rules=(rule,))
    assert holes_on(roster, day(10)) == []
    assert times(holes_on(roster, day(11))) == [("11 20:00", "12 02:00", 0, 1)]


@pytest.mark.parametrize(
    ("kinds", "holds"),
    [({DayKind.WORKDAY}, False), ({DayKind.CLOSED}, True), ({DayKind.HOLIDAY}, False)],
)
def test_on_a_closed_day_only_rules_about_closed_days_hold(kinds, holds):
    roster = facts(
        [],
        [],
        cover_rules=(cover_rule(1, day_kinds=frozenset(kinds)),),
        kinds={day(1): DayKind.CLOSED},
    )
    assert bool(holes_on(roster, day(1))) is holds


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "holds"),
    [(day(5), None, True), (day(6), None, False), (day(1), day(4), False), (day(1), day(5), True)],
)
def test_a_rule_holds_on_its_days(valid_from, valid_until, holds):
    rule = cover_rule(1, valid_from=valid_from, valid_until=valid_until)
    assert bool(holes_on(facts([], [], cover_rules=(rule,)), day(5))) is holds


def test_holes_stand_in_the_order_of_time_and_what_blocks_first():
    rules = (cover_rule(1, "09:00"), cover_rule(2, weight=Weight.WARN), cover_rule(3))
    found = holes_on(facts([], [], cover_rules=rules), day(1))
    assert [each.rule_id for each in found] == [3, 2, 1]


def minute_by_minute(roster, rule, on, skill_id):
    """Count who is there at each minute of a rule's stretch, the slow way."""
    counted = []
    for moment in range(absolute(on, rule.from_minute), absolute(on, rule.to_minute)):
        there = set()
        for each in roster.assignments:
            of = roster.shifts[each.shift_id]
            if not (each.is_live and of.at_desk and each.starts <= moment < each.ends):
                continue
            skills = roster.people[each.volunteer_id].skills
            if skill_id is None or any(
                held.skill_id == skill_id and held.counts_on(of.day) for held in skills
            ):
                there.add(each.volunteer_id)
        counted.append((moment, len(there)))
    return counted


def stretches(counted, wanted):
    """Return the longest stretches in which the same number, too small, is there."""
    found = []
    for moment, present in counted:
        if present >= wanted:
            continue
        if found and found[-1][1] == moment and found[-1][2] == present:
            found[-1][1] = moment + 1
        else:
            found.append([moment, moment + 1, present])
    return {tuple(each) for each in found}


RULES = (
    cover_rule(1, "08:00", "20:00", people=2, skill_id=FIRST_AID, skilled=1),
    cover_rule(2, "11:30", "14:00", people=1, day_kinds=frozenset({DayKind.WORKDAY})),
    cover_rule(3, "21:00", "31:00", people=1, valid_from=date(2026, 6, 3)),
    cover_rule(4, "00:00", "24:00", people=0, skill_id=FIRST_AID, skilled=2),
)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(1, 30))
def test_cover_is_what_counting_every_minute_gives(seed, number):
    roster = any_roster(random.Random(seed), rows=90)
    roster = facts(
        roster.people.values(), roster.shifts.values(), roster.assignments, cover_rules=RULES
    )
    on = day(number)
    found = holes_on(roster, on)
    for rule in RULES:
        holds = roster.kinds[on] in rule.day_kinds and rule.valid_from <= on
        for skill_id, wanted in ((None, rule.people), (rule.skill_id, rule.skilled)):
            told = {
                (each.starts, each.ends, each.present)
                for each in found
                if each.rule_id == rule.id and each.skill_id == skill_id
            }
            if wanted:
                counted = minute_by_minute(roster, rule, on, skill_id) if holds else []
                assert told == stretches(counted, wanted)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(1, 30))
def test_the_steps_of_a_day_count_every_minute(seed, number):
    roster = any_roster(random.Random(seed), rows=90)
    roster = facts(
        roster.people.values(), roster.shifts.values(), roster.assignments, cover_rules=RULES
    )
    on = day(number)
    steps = cover_steps(roster, on)
    whole = cover_rule(9, "00:00", "24:00")
    assert (steps[0].starts, steps[-1].ends) == (absolute(on, 0), absolute(on, DAY_MINUTES))
    counted = dict(minute_by_minute(roster, whole, on, None))
    skilled = dict(minute_by_minute(roster, whole, on, FIRST_AID))
    for step in steps:
        for moment in range(step.starts, step.ends):
            assert (step.present, step.skilled[FIRST_AID]) == (counted[moment], skilled[moment])
    for one, other in pairwise(steps):
        assert one.ends == other.starts
        assert (one.present, one.skilled) != (other.present, other.skilled)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_holes_of_a_roster_are_those_of_its_days_and_each_has_a_cause(seed):
    roster = any_roster(random.Random(seed), rows=90)
    roster = facts(
        roster.people.values(), roster.shifts.values(), roster.assignments, cover_rules=RULES
    )
    found = holes(roster)
    days = days_from(roster.first, roster.last)
    assert found == [hole for on in days for hole in holes_on(roster, on)]
    for hole in found:
        assert hole.missing > 0
        for cause in causes(roster, hole):
            assert cause.phrase.format(**cause.values)


def test_the_kept_share_counts_each_minute_once():
    roster = on_duty(
        shift(1, day(1), "08:00", "12:00"),
        shift(3, day(2), "08:00", "20:00"),
        rules=(cover_rule(1), cover_rule(2, "11:00", "13:00")),
    )
    share = covered_share(roster, day(1), day(2))
    assert (share.minutes_wanted, share.minutes_kept, share.per_mille) == (1440, 960, 666)


def test_the_share_of_a_skill_asks_only_rules_about_it():
    first_aider = cover_rule(2, "08:00", "10:00", people=0, skill_id=FIRST_AID, skilled=1)
    roster = on_duty(shift(3, day(1), "09:00", "20:00"), rules=(cover_rule(1), first_aider))
    share = covered_share(roster, day(1), day(1), FIRST_AID)
    assert (share.minutes_wanted, share.minutes_kept) == (120, 60)


def test_where_nothing_is_wanted_everything_is_kept():
    assert covered_share(facts([], []), day(1), day(2)).per_mille == 1000


def told(roster, on=FIRST):
    return [
        (cause.kind, cause.phrase.format(**cause.values))
        for hole in holes_on(roster, on)
        for cause in causes(roster, hole)
    ]


def test_a_gap_between_two_shifts_is_named():
    roster = on_duty(
        shift(1, day(1), "08:00", "12:00", name="Early"),
        shift(2, day(1), "13:00", "20:00", name="Late"),
        rules=(cover_rule(1),),
    )
    said = "From 12:00 to 13:00 there is no shift, between “Early” and “Late”"
    assert told(roster) == [(CauseKind.NO_SHIFT, said)]


def test_a_day_without_shifts_is_one_gap():
    roster = facts([], [], cover_rules=(cover_rule(1, "20:00", "24:00"),))
    said = "From 20:00 to 24:00 there is no shift at the desk"
    assert told(roster) == [(CauseKind.NO_SHIFT, said)]


@pytest.mark.parametrize(
    ("state", "kind", "said"),
    [
        (AssignmentState.VACATED, CauseKind.ON_LEAVE, "P01 of “S1” is on leave"),
        (AssignmentState.ABSENT, CauseKind.ABSENT, "P01 did not come to “S1”"),
        (AssignmentState.EXCUSED, CauseKind.EXCUSED, "P01 is excused from “S1”"),
    ],
)
def test_who_was_planned_and_is_not_there_is_named(state, kind, said):
    whole = shift(1, day(1), "08:00", "20:00")
    roster = facts(PEOPLE, [whole], [row(1, whole, 1, state)], cover_rules=(cover_rule(1),))
    unfilled = (CauseKind.UNFILLED, "Nobody is planned for “S1”")
    assert told(roster) == [(kind, said), unfilled]


def test_a_shift_short_of_people_is_named():
    whole = shift(1, day(1), "08:00", "20:00", needed=2)
    rules = (cover_rule(1, people=2),)
    roster = facts(PEOPLE, [whole], [row(1, whole, 1)], cover_rules=rules)
    assert told(roster) == [(CauseKind.UNFILLED, "“S1” has 1 of 2 people")]


def test_shifts_that_want_too_few_people_are_a_cause():
    roster = on_duty(shift(1, day(1), "08:00", "20:00"), rules=(cover_rule(1, people=2),))
    said = "The shifts at that time want 1 people, the rule 2"
    assert told(roster) == [(CauseKind.FEW_WANTED, said)]


def test_a_certificate_that_does_not_count_is_a_cause():
    rule = cover_rule(1, people=0, skill_id=FIRST_AID, skilled=1)
    late = day(10) + timedelta(days=2)
    roster = on_duty(shift(3, late, "08:00", "20:00"), rules=(rule,))
    assert told(roster, late) == [
        (CauseKind.NO_SKILL, "P03: First aid ran out on 6/10"),
        (CauseKind.NO_SKILL, "Nobody on “S3” has First aid"),
    ]


def test_one_who_has_the_skill_where_two_are_wanted_is_told_by_number():
    rule = cover_rule(1, people=0, skill_id=FIRST_AID, skilled=2)
    roster = on_duty(shift(3, day(1), "08:00", "20:00"), rules=(rule,))
    assert told(roster) == [(CauseKind.NO_SKILL, "1 of 2 people with First aid")]
