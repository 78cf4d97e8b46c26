"""Each named rule: what breaks it, what does not, and in which clause it is said."""

from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import (
    Candidate,
    breaches,
    breaches_after,
    breaches_of,
    wish_on,
    with_rows,
)
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import ALWAYS_BLOCKS, USUAL_RULES, Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.availability import Days, LeaveState, Wish
from stationdesk.domain.volunteers.people import Standing
from tests.domain.roster.examples import (
    FIRST_AID,
    consent,
    dated,
    day,
    facts,
    leave,
    pair,
    person,
    row,
    shift,
    skill,
    status,
    told,
    warn,
    weekly,
)


def found(roster, rule=None, **more):
    return [
        (each.rule, each.day, told(each))
        for each in breaches(roster, **more)
        if rule is None or each.rule is rule
    ]


def serving(who, *shifts, only=None, **more):
    """Return a roster on which one person serves all ``shifts``."""
    rows = [row(each.id, each, who.id) for each in shifts]
    return facts([who], shifts, rows, only=only, **more)


def daily(first, last):
    """Return a morning shift on each day, numbered by its day (100 on for days of May)."""
    numbers = range(first, last + 1)
    return [shift(number if number > 0 else 100 - number, day(number)) for number in numbers]


def candidate(volunteer, of, *without):
    ids = frozenset(AssignmentId(each) for each in without)
    return Candidate(volunteer_id=VolunteerId(volunteer), shift_id=of.id, without=ids)


def test_a_quiet_roster_breaks_nothing():
    assert breaches(serving(person(1), shift(1, day(1)), shift(2, day(3)))) == []


@pytest.mark.parametrize(
    ("start", "end", "breaks"),
    [("11:59", "14:00", True), ("12:00", "14:00", False), ("08:00", "12:00", True)],
)
def test_two_shifts_that_share_a_minute_overlap(start, end, breaks):
    one, other = shift(1, day(1), name="Early"), shift(2, day(1), start, end)
    said = [(Rule.OVERLAP, day(1), "overlaps “Early” 08:00-12:00")] if breaks else []
    assert found(serving(person(1), one, other), Rule.OVERLAP) == said


def test_a_shift_that_ends_after_midnight_overlaps_the_next_morning():
    late, early = shift(1, day(1), "22:00", "30:00"), shift(2, day(2), "05:00", "09:00")
    said = [(Rule.OVERLAP, day(2), "overlaps “S1” 22:00-06:00")]
    assert found(serving(person(1), late, early)) == said


def test_nobody_is_twice_on_one_shift():
    late = shift(1, day(1))
    roster = facts([person(1)], [late], [row(1, late, 1)])
    (breach,) = breaches_of(roster, candidate(1, late))
    assert (breach.rule, told(breach)) == (Rule.OVERLAP, "is on this shift already")


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "has only applied so far on that day"),
        ((status(1, Standing.PAUSED, day(1)),), "is pausing on that day"),
        ((status(1, Standing.LEFT, day(1)),), "has left by that day"),
        ((status(1, Standing.ACTIVE, day(2)),), "has only applied so far on that day"),
    ],
)
def test_only_who_is_active_on_the_day_serves(statuses, said):
    who = person(1, statuses=statuses)
    assert found(serving(who, shift(1, day(1)))) == [(Rule.STANDING, day(1), said)]


def test_somebody_unknown_is_not_active():
    early = shift(1, day(1))
    roster = facts([], [early], [row(1, early, 7)])
    assert found(roster) == [(Rule.STANDING, day(1), "is not an active volunteer")]


@pytest.mark.parametrize("state", list(LeaveState))
def test_only_an_approved_leave_keeps_somebody_off(state):
    who = person(1, leaves=[leave(1, day(1), day(2), state)])
    said = [(Rule.LEAVE, day(2), "is on leave that day")]
    breaks = state is LeaveState.APPROVED
    assert found(serving(who, shift(1, day(2)))) == (said if breaks else [])


@pytest.mark.parametrize(("end", "breaks"), [("24:00", False), ("24:01", True)])
def test_a_leave_begins_at_midnight_also_for_the_shift_of_the_evening_before(end, breaks):
    who = person(1, leaves=[leave(1, day(2), day(2))])
    assert bool(found(serving(who, shift(1, day(1), "20:00", end)), Rule.LEAVE)) is breaks


def test_availability_is_asked_for_every_minute_of_the_shift():
    who = person(1, availability=(weekly(Days.MONDAY, "11:00", "24:00", Wish.CANNOT),))
    said = [(Rule.AVAILABILITY, day(1), "cannot come at that time")]
    assert found(serving(who, shift(1, day(1), "08:00", "11:01"))) == said
    assert found(serving(who, shift(1, day(1), "08:00", "11:00"))) == []


def test_a_day_that_differs_wins_over_the_weekly_rules():
    who = person(
        1,
        availability=(weekly(Days.EVERY, "00:00", "24:00", Wish.CANNOT),),
        exceptions=(dated(day(1), day(1), Wish.CAN),),
    )
    assert found(serving(who, shift(1, day(1)))) == []


def test_wishes_of_both_days_count_for_a_shift_over_midnight():
    who = person(1, availability=(weekly(Days.TUESDAY, "00:00", "02:00", Wish.RATHER_NOT),))
    roster = facts([who], [])
    start = absolute(day(1), 1320)
    assert wish_on(who, roster, start, start + 120) is Wish.CAN
    assert wish_on(who, roster, start, start + 121) is Wish.RATHER_NOT


def test_days_of_work_follow_the_calendar():
    who = person(1, availability=(weekly(Days.WORKDAYS, "00:00", "24:00", Wish.CANNOT),))
    roster = replace(facts([who], []), workdays=frozenset({day(6)}))
    saturday, monday = absolute(day(6), 600), absolute(day(8), 600)
    assert wish_on(who, roster, saturday, saturday + 60) is Wish.CANNOT
    assert wish_on(who, roster, monday, monday + 60) is Wish.CAN


def test_a_shift_takes_no_more_than_its_most():
    early = shift(1, day(1), most=1)
    roster = facts([person(1), person(2)], [early], [row(1, early, 1), row(2, early, 2)])
    assert found(roster) == [(Rule.FULL, day(1), "the shift takes 1 people at most")]


@pytest.mark.parametrize(
    ("evening", "morning", "breaks"),
    [
        (("18:00", "22:00"), ("08:00", "12:00"), False),
        (("18:00", "22:01"), ("08:00", "12:00"), True),
        (("20:00", "26:00"), ("08:00", "12:00"), True),
        (("20:00", "24:00"), ("00:00", "04:00"), True),
    ],
)
def test_rest_lies_between_shifts_of_two_days(evening, morning, breaks):
    roster = serving(
        person(1),
        shift(1, day(1), *evening),
        shift(2, day(2), *morning),
        only={Rule.REST: warn(600)},
    )
    said = [(Rule.REST, day(2), "less than 10 hours since the shift before")]
    assert found(roster) == (said if breaks else [])


def test_two_shifts_of_one_day_need_no_rest():
    both = shift(1, day(1), "08:00", "12:00"), shift(2, day(1), "13:00", "17:00")
    assert found(serving(person(1), *both, only={Rule.REST: warn(600)})) == []


def test_rest_before_the_next_shift_is_told_of_the_row_that_came_last():
    late, early = shift(1, day(1), "18:00", "23:00"), shift(2, day(2))
    roster = facts([person(1)], [late, early], [row(1, early, 1)], only={Rule.REST: warn(600)})
    (breach,) = breaches_of(roster, candidate(1, late))
    assert told(breach) == "less than 10 hours to the next shift"
    assert breach.assignment_ids == (1,)


@pytest.mark.parametrize(
    ("rule", "amount", "shifts", "on", "said"),
    [
        (
            Rule.SHIFTS_A_DAY,
            1,
            [shift(1, day(1)), shift(2, day(1), "13:00", "14:00")],
            day(1),
            "has 2 shifts that day, 1 at most",
        ),
        (Rule.SHIFTS_A_WEEK, 4, daily(3, 7), day(7), "has 5 shifts that week, 4 at most"),
        (Rule.SHIFTS_A_MONTH, 2, daily(28, 30), day(30), "has 3 shifts that month, 2 at most"),
        (
            Rule.HOURS_A_DAY,
            480,
            [shift(1, day(1), "08:00", "16:30")],
            day(1),
            "has 8.5 hours that day, 8 at most",
        ),
        (Rule.HOURS_A_WEEK, 960, daily(1, 5), day(5), "has 20 hours that week, 16 at most"),
        (Rule.HOURS_A_MONTH, 600, daily(1, 3), day(3), "has 12 hours that month, 10 at most"),
        (Rule.CONSECUTIVE, 3, daily(5, 9), day(8), "serves 5 days in a row, 3 at most"),
    ],
)
def test_limits_are_passed_on_the_day_that_is_too_much(rule, amount, shifts, on, said):
    assert found(serving(person(1), *shifts, only={rule: warn(amount)})) == [(rule, on, said)]
    assert found(serving(person(1), *shifts[:-1], only={rule: warn(amount)}), rule) == [] or (
        rule is Rule.CONSECUTIVE
    )


def test_a_week_counts_what_lies_before_the_roster():
    shifts = daily(1, 5)
    roster = replace(serving(person(1), *shifts, only={Rule.SHIFTS_A_WEEK: warn(4)}), first=day(5))
    said = [(Rule.SHIFTS_A_WEEK, day(5), "has 5 shifts that week, 4 at most")]
    assert found(roster) == said
    assert found(replace(roster, first=day(6))) == []


def test_a_run_of_days_counts_what_lies_before_the_roster():
    roster = serving(person(1), *daily(-3, 2), only={Rule.CONSECUTIVE: warn(5)})
    assert found(roster) == [(Rule.CONSECUTIVE, day(2), "serves 6 days in a row, 5 at most")]


def test_a_row_in_a_gap_joins_two_runs():
    shifts = daily(1, 7)
    rows = [row(each.id, each, 1) for each in shifts if each.id != 4]
    roster = facts([person(1)], shifts, rows, only={Rule.CONSECUTIVE: warn(5)})
    assert found(roster) == []
    (breach,) = breaches_of(roster, candidate(1, shifts[3]))
    assert told(breach) == "would serve 7 days in a row, 5 at most"


@pytest.mark.parametrize(
    ("first", "last", "breaks"),
    [(10, 10, True), (10, 11, True), (10, 12, False), (29, 30, False), (1, 2, True)],
)
def test_a_run_too_short_is_told_where_both_its_ends_are_known(first, last, breaks):
    roster = serving(person(1), *daily(first, last), only={Rule.LEAST_CONSECUTIVE: warn(3)})
    assert bool(found(roster)) is breaks


def test_a_weekend_belongs_to_the_month_of_its_saturday():
    saturdays = [shift(number, day(number)) for number in (6, 13)]
    sunday_of_may = shift(99, date(2026, 5, 31))
    roster = serving(person(1), sunday_of_may, *saturdays, only={Rule.WEEKENDS: warn(2)})
    assert found(roster) == []
    more = serving(person(1), *saturdays, shift(98, day(21)), only={Rule.WEEKENDS: warn(2)})
    said = "serves 3 weekends that month, 2 at most"
    assert found(more) == [(Rule.WEEKENDS, day(20), said)]


def test_both_days_of_a_weekend_are_one_weekend():
    roster = serving(person(1), *daily(6, 7), only={Rule.WEEKENDS: warn(1)})
    assert found(roster) == []


def test_the_stricter_of_the_own_limit_and_the_stations_holds():
    who = person(1, limits={Rule.SHIFTS_A_WEEK: 1, Rule.REST: 900})
    own = {Rule.SHIFTS_A_WEEK: warn(5), Rule.REST: warn(600)}
    roster = serving(who, shift(1, day(1), "16:00", "20:00"), shift(2, day(2)), only=own)
    assert [rule for rule, *_rest in found(roster)] == [Rule.REST, Rule.SHIFTS_A_WEEK]
    loose = replace(who, limits={Rule.SHIFTS_A_WEEK: 9, Rule.REST: 60})
    assert found(serving(loose, *roster.shifts.values(), only=own)) == []


GUARDED = (consent(day(-100)),)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("00:00", "04:00", "is under 18: begins at 00:00, 06:00 at the earliest"),
        ("05:59", "08:00", "is under 18: begins at 05:59, 06:00 at the earliest"),
        ("06:00", "08:00", None),
        ("19:00", "20:00", None),
        ("22:00", "26:00", "is under 18: ends at 02:00, 20:00 at the latest"),
    ],
)
def test_minors_serve_neither_in_the_evening_nor_in_the_night(start, end, said):
    who = person(1, born="2010-01-01", consents=GUARDED)
    roster = serving(who, shift(1, day(9), start, end))
    assert found(roster) == ([(Rule.MINOR_EVENING, day(9), said)] if said else [])


@pytest.mark.parametrize(
    ("born", "minor"),
    [
        ("2008-06-10", True),
        ("2008-06-09", False),
        ("2008-06", True),
        ("2008-05", False),
        ("2008", True),
        ("2007", False),
        ("", False),
    ],
)
def test_a_minor_needs_a_guardians_consent_until_it_is_certain_that_they_are_of_age(born, minor):
    said = [(Rule.MINOR_CONSENT, day(9), "is under 18, without a guardian's consent for that day")]
    assert found(serving(person(1, born=born), shift(1, day(9)))) == (said if minor else [])


@pytest.mark.parametrize(
    ("signed_on", "valid_until", "breaks"),
    [(day(9), None, False), (day(10), None, True), (day(1), day(8), True), (day(1), day(9), False)],
)
def test_a_consent_holds_from_its_day_to_its_last(signed_on, valid_until, breaks):
    who = person(1, born="2010", consents=(consent(signed_on, valid_until),))
    assert bool(found(serving(who, shift(1, day(9))))) is breaks


def test_minors_end_early_and_serve_few_hours():
    who = person(1, born="2010-01-01", consents=GUARDED)
    roster = serving(who, shift(1, day(1), "15:59", "20:01"))
    assert [each for _rule, _day, each in found(roster)] == [
        "is under 18: ends at 20:01, 20:00 at the latest",
        "is under 18: 4.0 hours that day, 4 at most",
    ]
    assert found(serving(who, shift(1, day(1), "16:00", "20:00"))) == []
    assert found(serving(replace(who, born="1990"), *roster.shifts.values())) == []


def two(one, other, **more):
    """Return a roster with a person on each of two shifts."""
    people = [person(1), person(2)]
    return facts(people, [one, other], [row(1, one, 1), row(2, other, 2)], **more)


def test_a_pair_serves_together():
    early, late = shift(1, day(1)), shift(2, day(1))
    roster = two(early, late, pairs=(pair(1, 2),))
    assert [each for _rule, _day, each in found(roster)] == [
        "serves together with P02, who is not on this shift",
        "serves together with P01, who is not on this shift",
    ]
    both = facts(
        [person(1), person(2)],
        [early],
        [row(1, early, 1), row(2, early, 2)],
        pairs=(pair(1, 2),),
    )
    assert found(both) == []


def test_nobody_waits_for_a_partner_who_has_left():
    early = shift(1, day(1))
    people = [person(1), person(2, statuses=(status(2, Standing.LEFT),))]
    roster = facts(people, [early], [row(1, early, 1)], pairs=(pair(1, 2),))
    assert found(roster) == []


@pytest.mark.parametrize(
    ("start", "at_desk", "breaks"),
    [("08:00", True, True), ("11:59", True, True), ("12:00", True, False), ("08:00", False, False)],
)
def test_a_pair_kept_apart_never_meets_at_the_desk(start, at_desk, breaks):
    roster = two(
        shift(1, day(1)),
        shift(2, day(1), start, "14:00", at_desk=at_desk),
        pairs=(pair(1, 2, Bond.APART),),
    )
    said = [(Rule.APART, day(1), "is kept apart from P01, who is there at the same time")]
    assert found(roster) == (said if breaks else [])


def test_a_pair_kept_apart_never_shares_a_shift_away_from_the_desk():
    walk = shift(1, day(1), at_desk=False)
    rows = [row(1, walk, 1), row(2, walk, 2)]
    roster = facts([person(1), person(2)], [walk], rows, pairs=(pair(1, 2, Bond.APART),))
    assert [rule for rule, *_rest in found(roster)] == [Rule.APART]


@pytest.mark.parametrize(
    ("start", "end", "at_desk", "breaks"),
    [
        ("08:00", "12:00", True, False),
        ("07:00", "13:00", True, False),
        ("08:01", "12:00", True, True),
        ("08:00", "12:00", False, True),
    ],
)
def test_a_novice_has_a_mentor_beside_them_the_whole_time(start, end, at_desk, breaks):
    mine, theirs = shift(1, day(1)), shift(2, day(1), start, end, at_desk=at_desk)
    people = [person(1, novice=True), person(2, mentor=True)]
    roster = facts(people, [mine, theirs], [row(1, mine, 1), row(2, theirs, 2)])
    said = [(Rule.MENTOR, day(1), "is a novice, without a mentor all the time")]
    assert found(roster) == (said if breaks else [])


def test_mentors_may_take_turns():
    mine, one = shift(1, day(1)), shift(2, day(1), "07:00", "10:00")
    other = shift(3, day(1), "10:00", "13:00")
    people = [person(1, novice=True, mentor=True), person(2, mentor=True), person(3, mentor=True)]
    rows = [row(1, mine, 1), row(2, one, 2), row(3, other, 3)]
    assert found(facts(people, [mine, one, other], rows)) == []
    assert [rule for rule, *_ in found(facts(people, [mine, one, other], rows[:2]))] == [
        Rule.MENTOR
    ]


def aided(*people, needed=2, skilled=1):
    early = shift(1, day(10), needed=needed, skill_id=FIRST_AID, skilled=skilled)
    return facts(people, [early], [row(each.id, early, each.id) for each in people])


def test_the_last_place_of_a_shift_is_kept_for_who_has_the_skill():
    plain, other = person(1), person(2)
    aid = person(3, skills=(skill(3),))
    assert found(aided(plain)) == []
    assert found(aided(plain, aid)) == []
    said = [(Rule.SKILL, day(10), "0 of 1 people with First aid")]
    assert found(aided(plain, other)) == said


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ((), "has no First aid"),
        ((skill(1, verified=False),), "First aid is not verified"),
        ((skill(1, expires_on=day(9)),), "First aid ran out on 6/9"),
        ((skill(1, expires_on=date(2025, 6, 30)),), "First aid ran out on 2025/6/30"),
        ((skill(1, issued_on=day(11)),), "First aid is not issued yet on that day"),
        ((skill(1, expires_on=day(10)),), None),
    ],
)
def test_a_skill_counts_verified_and_in_date_on_the_day(held, said):
    roster = replace(aided(person(1, skills=held), needed=1), assignments=())
    broken = breaches_of(roster, candidate(1, roster.shifts[ShiftId(1)]))
    assert [told(each) for each in broken] == ([said] if said else [])


def test_a_request_against_a_day_is_broken_by_serving_on_it():
    who = person(1, exceptions=(dated(day(1), day(1), Wish.RATHER_NOT, "10:00", "11:00"),))
    roster = serving(who, shift(1, day(1)), only={Rule.REQUEST: warn()})
    assert found(roster) == [(Rule.REQUEST, day(1), "would rather not come that day")]
    assert (
        found(serving(who, shift(1, day(1), "11:00", "12:00"), only={Rule.REQUEST: warn()})) == []
    )


def test_a_request_for_a_day_is_broken_where_there_was_a_shift_to_give():
    who = person(1, exceptions=(dated(day(1), day(2), Wish.PREFERS, "08:00", "10:00"),))
    shifts = [shift(1, day(1)), shift(2, day(2), "10:00", "12:00")]
    roster = facts([who], shifts, only={Rule.REQUEST: warn()})
    said = [(Rule.REQUEST, day(1), "asked for this day and has no shift on it")]
    assert found(roster) == said
    assert found(with_rows(roster, [row(1, shifts[0], 1)])) == []


@pytest.mark.parametrize("rule", sorted(ALWAYS_BLOCKS))
def test_some_rules_block_whatever_was_chosen(rule):
    roster = facts([], [], rules={rule: RuleChoice(Weight.OFF)})
    assert roster.choice(rule).weight is Weight.BLOCK


def test_a_rule_turned_off_is_not_asked():
    off = {**USUAL_RULES, Rule.SHIFTS_A_WEEK: RuleChoice(Weight.OFF, 1)}
    roster = serving(person(1), *daily(1, 4), rules=off)
    assert found(roster) == []


@pytest.mark.parametrize("state", list(AssignmentState))
def test_only_live_rows_count(state):
    one, other = shift(1, day(1)), shift(2, day(1))
    roster = facts([person(1)], [one, other], [row(1, one, 1), row(2, other, 1, state)])
    live = {AssignmentState.PROPOSED, AssignmentState.CONFIRMED, AssignmentState.SERVED}
    assert bool(found(roster)) is (state in live)


def test_what_was_passed_with_a_reason_is_left_out():
    roster = serving(person(1), *daily(1, 6), only={Rule.SHIFTS_A_WEEK: warn(5)})
    passed = replace(roster, passed={AssignmentId(6): frozenset({Rule.SHIFTS_A_WEEK})})
    assert (len(found(roster)), found(passed)) == (1, [])
    assert len(found(passed, include_passed=True)) == 1


def test_each_row_too_many_needs_a_reason_of_its_own():
    roster = serving(person(1), *daily(1, 7), only={Rule.SHIFTS_A_WEEK: warn(5)})
    reasons = {AssignmentId(6): frozenset({Rule.SHIFTS_A_WEEK})}
    assert len(found(replace(roster, passed=reasons))) == 1
    reasons[AssignmentId(7)] = frozenset({Rule.SHIFTS_A_WEEK})
    assert found(replace(roster, passed=reasons)) == []


def test_a_weekend_that_was_passed_takes_a_second_shift_without_a_word():
    only = {Rule.WEEKENDS: warn(1)}
    one, saturday, sunday = shift(1, day(6)), shift(2, day(13)), shift(3, day(14))
    rows = [row(1, one, 1), row(2, saturday, 1)]
    reasons = {AssignmentId(2): frozenset({Rule.WEEKENDS})}
    roster = facts([person(1)], [one, saturday, sunday], rows, only=only, passed=reasons)
    assert breaches_of(roster, Candidate(volunteer_id=VolunteerId(1), shift_id=sunday.id)) == []
    after = replace(roster, assignments=(*rows, row(3, sunday, 1)))
    assert found(after) == [], "a hand edit that asks nothing leaves nothing to be told"
    third = replace(after, shifts={**after.shifts, 4: shift(4, day(20))})
    third = replace(third, assignments=(*after.assignments, row(4, third.shifts[4], 1)))
    assert len(found(third)) == 1, "another weekend needs a reason of its own"


def test_a_day_in_a_row_that_was_passed_takes_a_second_shift_without_a_word():
    evening = shift(20, day(6), "18:00", "20:00")
    roster = serving(person(1), *daily(1, 6), evening, only={Rule.CONSECUTIVE: warn(5)})
    passed = replace(roster, passed={AssignmentId(6): frozenset({Rule.CONSECUTIVE})})
    assert (len(found(roster)), found(passed)) == (1, [])


def test_breaches_are_told_of_the_days_asked_for():
    roster = serving(person(1), *daily(1, 6), only={Rule.SHIFTS_A_DAY: warn(0)})
    assert [on for _rule, on, _said in found(roster, days=(day(2), day(3)))] == [day(2), day(3)]


def test_a_candidate_is_told_what_stands_against_them_the_strongest_first():
    shifts = daily(1, 6)
    who = person(1, leaves=[leave(1, day(6), day(6))])
    roster = facts([who], shifts, [row(each.id, each, 1) for each in shifts[:5]])
    assert [told(each) for each in breaches_of(roster, candidate(1, shifts[5]))] == [
        "is on leave that day",
        "already has 5 shifts that week",
        "would serve 6 days in a row, 5 at most",
    ]


def test_what_is_broken_already_is_not_the_candidates_fault():
    shifts = [*daily(1, 6), shift(20, day(20))]
    rows = [row(each.id, each, 1) for each in shifts[:6]]
    roster = facts([person(1)], shifts, rows, only={Rule.SHIFTS_A_WEEK: warn(5)})
    assert breaches_of(roster, candidate(1, shifts[6])) == []


def test_a_row_that_goes_in_the_same_deed_is_not_counted():
    shifts = daily(1, 6)
    rows = [row(each.id, each, 1) for each in shifts[:5]]
    roster = facts([person(1)], shifts, rows, only={Rule.SHIFTS_A_WEEK: warn(5)})
    assert breaches_of(roster, candidate(1, shifts[5], 1)) == []


def test_taking_a_mentor_away_leaves_the_novice_alone():
    early = shift(1, day(1))
    people = [person(1, novice=True), person(2, mentor=True)]
    roster = facts(people, [early], [row(1, early, 1), row(2, early, 2)])
    (breach,) = breaches_after(roster, (), [AssignmentId(2)])
    assert (breach.rule, breach.volunteer_id) == (Rule.MENTOR, VolunteerId(1))


def test_a_deed_of_two_rows_is_judged_as_a_whole():
    early = shift(1, day(1))
    roster = facts([person(1), person(2)], [early], pairs=(pair(1, 2),))
    both = [candidate(1, early), candidate(2, early)]
    assert [each.rule for each in breaches_of(roster, both[0])] == [Rule.TOGETHER]
    assert breaches_after(roster, both) == []
