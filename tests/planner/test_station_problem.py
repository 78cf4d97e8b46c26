"""A station's roster proposed: what is planned, what never is, and that the checker agrees."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.roster_stations import Size, lunch_station, on_leave, planned, station
from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.checking import breaches, with_rows
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.availability import Days, Wish
from stationdesk.planner import station_problem
from stationdesk.planner.evaluating import cost_of
from stationdesk.planner.solving import solve
from stationdesk.planner.station.wishes import Matter
from stationdesk.planner.station_problem import (
    Disagreement,
    PlanWishes,
    problem_from,
    propose,
    rows_from,
)
from tests.domain.roster.examples import (
    ANY_RULES,
    EVERYTHING_OFF,
    FIRST,
    FIRST_AID,
    LAST,
    any_roster,
    cover_rule,
    dated,
    day,
    facts,
    leave,
    pair,
    person,
    row,
    shift,
    skill,
    warn,
    weekly,
)

SMALL = Size(people=9, days=7, first_aiders=4, free_share=80, novices=1, mentors=3)
BLOCK = RuleChoice(Weight.BLOCK)


def plan(made, **fields):
    wishes = PlanWishes(first=made.first, last=made.last, now=absolute(made.first, 0))
    return propose(made, replace(wishes, **fields), gap=0, time_limit_s=10)


def after(made, proposal):
    rows = [
        row(900 + number, made.shifts[shift_id], volunteer_id)
        for number, (shift_id, volunteer_id) in enumerate(proposal.added)
    ]
    return with_rows(made, rows, proposal.removed)


def who(proposal, shift_id):
    return sorted(volunteer for shift_of, volunteer in proposal.added if shift_of == shift_id)


def roster(people, shifts, rows=(), *, rules=None, **fields):
    """Return facts whose rules are all off but those told."""
    return facts(people, shifts, rows, rules={**EVERYTHING_OFF, **(rules or {})}, **fields)


def test_shifts_are_filled_with_as_many_as_they_need():
    made = roster([person(1), person(2), person(3)], [shift(1, day(2), needed=2, most=4)])
    proposal = plan(made)
    assert len(proposal.added) == 2
    assert proposal.proven
    assert proposal.engine == "highs"


@pytest.mark.parametrize(
    "kept_out",
    [
        {"active": False},
        {"leaves": [leave(1, day(1), day(3))]},
        {"availability": (weekly(Days.EVERY, "08:00", "09:00", Wish.CANNOT),)},
        {"exceptions": (dated(day(2), day(2), Wish.CANNOT),)},
    ],
)
@pytest.mark.parametrize("weight", [Weight.BLOCK, Weight.WARN, Weight.OFF])
def test_nobody_is_planned_who_cannot_come_whatever_the_rule_weighs(kept_out, weight):
    made = roster(
        [person(1, **kept_out)],
        [shift(1, day(2))],
        rules={Rule.AVAILABILITY: RuleChoice(weight)},
        cover_rules=(cover_rule(1, "08:00", "12:00"),),
    )
    proposal = plan(made)
    assert not proposal.added
    assert len(proposal.holes_left) == len(proposal.explanations) > 0


def test_the_explanation_of_a_hole_names_everybody_and_the_one_rule():
    made = roster(
        [person(1, leaves=[leave(1, day(2), day(2))]), person(2)],
        [shift(1, day(2), needed=2)],
        cover_rules=(cover_rule(1, "08:00", "12:00", people=2),),
    )
    proposal = plan(made, first=day(2), last=day(2))
    (hole, against), *_ = proposal.explanations
    assert (hole.present, hole.wanted) == (1, 2)
    assert [(each.volunteer_id, each.rule) for each in against] == [(1, Rule.LEAVE)]


def test_a_rule_that_blocks_is_kept_and_one_that_warns_gives_way_to_cover():
    shifts = [shift(number, day(number), needed=1) for number in range(2, 6)]
    blocked = roster([person(1)], shifts, rules={Rule.SHIFTS_A_WEEK: RuleChoice(Weight.BLOCK, 2)})
    assert len(plan(blocked).added) == 2
    warned = roster([person(1)], shifts, rules={Rule.SHIFTS_A_WEEK: warn(2)})
    proposal = plan(warned)
    assert len(proposal.added) == 4
    assert {each.rule for each in proposal.warnings} == {Rule.SHIFTS_A_WEEK}


def test_a_warning_is_not_broken_where_somebody_else_can_come():
    shifts = [shift(number, day(number), needed=1) for number in range(2, 6)]
    made = roster([person(1), person(2)], shifts, rules={Rule.SHIFTS_A_WEEK: warn(2)})
    proposal = plan(made)
    assert len(proposal.added) == 4
    assert not proposal.warnings


def test_weeks_and_runs_look_back_before_the_first_day():
    before = [shift(number, day(number - 7), needed=1) for number in (3, 4, 5, 6, 7)]
    monday = shift(8, day(1), needed=1)
    rows = [row(each.id, each, 1) for each in before]
    rule = {Rule.CONSECUTIVE: RuleChoice(Weight.BLOCK, 5)}
    assert not plan(roster([person(1)], [*before, monday], rows, rules=rule)).added
    assert plan(roster([person(1)], [*before, monday], rows[:-1], rules=rule)).added


def test_rest_holds_across_midnight():
    shifts = [shift(1, day(2), "20:00", "26:00"), shift(2, day(3), "08:00", "12:00")]
    made = roster([person(1)], shifts, rules={Rule.REST: RuleChoice(Weight.BLOCK, 600)})
    assert len(plan(made).added) == 1


def test_overlapping_shifts_are_never_given_to_one_person_not_even_over_midnight():
    shifts = [
        shift(1, day(2), "20:00", "25:00"),
        shift(2, day(3), "00:30", "04:30"),
        shift(3, day(2), "18:00", "22:00"),
    ]
    assert plan(roster([person(1)], shifts)).added == ((3, 1), (2, 1))


def test_pinned_and_past_rows_stay_and_others_may_move():
    first, second, third = (shift(number, day(number), needed=1) for number in (2, 3, 4))
    rows = [
        row(1, first, 1),
        row(2, second, 1, pinned=True),
        row(3, third, 1),
    ]
    rules = {Rule.SHIFTS_A_WEEK: RuleChoice(Weight.BLOCK, 1)}
    made = roster([person(1), person(2)], [first, second, third], rows, rules=rules)
    proposal = plan(made, now=first.starts + 1)
    assert proposal.removed == (AssignmentId(3),)
    assert who(proposal, third.id) == [2]


def test_whoever_left_a_shift_is_not_asked_for_it_again():
    wanted = shift(1, day(2), needed=1)
    gone = row(1, wanted, 1, AssignmentState.ABSENT)
    assert not plan(roster([person(1)], [wanted], [gone])).added
    assert who(plan(roster([person(1), person(2)], [wanted], [gone])), wanted.id) == [2]


def test_a_row_that_stays_by_a_reason_is_left_where_it_is():
    wanted = shift(1, day(2), needed=1)
    there = row(1, wanted, 1)
    cannot = person(1, exceptions=(dated(day(2), day(2), Wish.CANNOT),))
    rules = {Rule.AVAILABILITY: warn()}
    made = roster([cannot, person(2)], [wanted], [there], rules=rules)
    assert plan(made).removed == (1,)
    passed = replace(made, passed={AssignmentId(1): frozenset({Rule.AVAILABILITY})})
    assert plan(passed).removed == ()


def test_a_first_aider_is_put_where_one_is_missing():
    made = roster(
        [person(1), person(2, skills=(skill(2),)), person(3)],
        [
            shift(1, day(2), needed=1, skill_id=FIRST_AID, skilled=1),
            shift(2, day(2), needed=2),
        ],
    )
    assert who(plan(made), ShiftId(1)) == [2]


def test_where_the_skill_blocks_its_place_stays_free():
    wanted = shift(1, day(2), needed=2, most=2, skill_id=FIRST_AID, skilled=1)
    people = [person(1), person(2)]
    assert len(plan(roster(people, [wanted], rules={Rule.SKILL: BLOCK})).added) == 1
    assert len(plan(roster(people, [wanted], rules={Rule.SKILL: warn()})).added) == 2


def test_a_novice_comes_with_a_mentor_and_pairs_are_kept():
    shifts = [shift(1, day(2), needed=1), shift(2, day(3), needed=2)]
    people = [person(1, novice=True), person(2, mentor=True), person(3)]
    mentored = roster(people, shifts, rules={Rule.MENTOR: BLOCK})
    assert who(plan(mentored), ShiftId(1)) != [1]
    apart = roster(people, shifts, rules={Rule.APART: BLOCK}, pairs=(pair(1, 2, Bond.APART),))
    assert who(plan(apart), ShiftId(2)) != [1, 2]
    torn = roster(people[:2], shifts, rules={Rule.TOGETHER: BLOCK}, pairs=(pair(1, 2),))
    proposal = plan(torn)
    assert (who(proposal, ShiftId(1)), who(proposal, ShiftId(2))) in (([], [1, 2]), ([1, 2],) * 2)


def test_everybody_gets_their_fair_share():
    shifts = [shift(number, day(number), needed=1) for number in range(1, 13)]
    people = [person(1, promised_minutes=480), person(2, promised_minutes=960)]
    proposal = plan(roster(people, shifts))
    counts = [sum(each == number for _, each in proposal.added) for number in (1, 2)]
    assert counts == [4, 8]


def test_wishes_decide_where_all_else_is_equal():
    shifts = [shift(1, day(2), needed=1), shift(2, day(3), needed=1)]
    people = [
        person(1, availability=(weekly(Days.TUESDAY, "00:00", "24:00", Wish.RATHER_NOT),)),
        person(2, availability=(weekly(Days.TUESDAY, "00:00", "24:00", Wish.PREFERS),)),
    ]
    proposal = plan(roster(people, shifts))
    assert (who(proposal, ShiftId(1)), who(proposal, ShiftId(2))) == ([2], [1])


@pytest.mark.parametrize("seed", range(4))
def test_a_week_is_planned_to_the_proven_best_and_passes_the_checker(seed):
    made = station(SMALL, seed)
    proposal = plan(made)
    assert proposal.proven
    done = after(made, proposal)
    assert not [each for each in breaches(done) if each.weight is Weight.BLOCK]
    assert {each.rule for each in breaches(done)} == {each.rule for each in proposal.warnings}
    assert [hole for hole in holes(done) if hole.weight is not Weight.OFF] == list(
        proposal.holes_left
    )


def test_the_lunch_model_leaves_no_half_hour_empty_where_people_suffice():
    made = lunch_station(0, people=16, days=4)
    proposal = propose(made, PlanWishes(first=made.first, last=made.last), time_limit_s=10)
    assert proposal.holes_left == ()
    assert holes(after(made, proposal)) == []


@pytest.mark.parametrize("seed", range(3))
def test_after_an_absence_few_rows_change_and_none_that_is_past_or_pinned(seed):
    made = station(replace(SMALL, days=14), seed)
    known = planned(made, propose(made, PlanWishes(first=made.first, last=made.last)).added)
    week = made.first + timedelta(days=3)
    rows = tuple(replace(each, pinned=each.id % 5 == 0) for each in known.assignments)
    known = replace(known, assignments=rows)
    counts = {
        person_id: sum(
            each.volunteer_id == person_id
            and week <= known.shifts[each.shift_id].day < week + timedelta(days=7)
            for each in rows
        )
        for person_id in known.people
    }
    busiest = max(counts, key=counts.get)
    missing = on_leave(known, busiest, week, week + timedelta(days=6))
    proposal = plan(missing, now=absolute(week, 0))
    assert len(proposal.added) + len(proposal.removed) <= 10
    moved = [each for each in rows if each.id in proposal.removed]
    assert all(each.starts >= absolute(week, 0) and not each.pinned for each in moved)
    assert all(made.shifts[shift_id].day >= week for shift_id, _ in proposal.added)
    before = sum(hole.missing * hole.minutes for hole in holes(missing))
    left = sum(hole.missing * hole.minutes for hole in holes(after(missing, proposal)))
    assert left <= before


def any_wishes(source, made):
    return PlanWishes(
        first=made.first,
        last=made.last,
        now=absolute(made.first, 0) + source.randrange(10) * 1440,
        keep_existing=source.random() < 0.5,
        keep_pinned=source.random() < 0.8,
    )


@pytest.mark.parametrize("seed", range(14))
def test_rosters_that_break_every_rule_already_still_get_a_proposal_the_checker_takes(seed):
    source = random.Random(seed)
    weights = (Weight.BLOCK, Weight.WARN, Weight.OFF)
    made = replace(
        any_roster(source),
        rules={
            rule: RuleChoice(source.choice(weights), choice.amount)
            for rule, choice in ANY_RULES.items()
        },
        cover_rules=(
            cover_rule(1, people=source.randint(1, 2)),
            cover_rule(2, "20:00", "30:00", people=1, skill_id=FIRST_AID, skilled=1),
        ),
    )
    proposal = propose(made, any_wishes(source, made), time_limit_s=1)
    assert not proposal.fallback
    assert all(each.weight is Weight.WARN for each in proposal.warnings)


def test_annealing_proposes_what_the_checker_takes():
    made = station(SMALL, 1)
    wishes = PlanWishes(first=made.first, last=made.last)
    proposal = propose(made, wishes, engine="annealing", time_limit_s=2)
    assert proposal.engine == "annealing"
    assert proposal.added
    assert not [each for each in breaches(after(made, proposal)) if each.weight is Weight.BLOCK]


def test_a_planner_that_breaks_a_rule_is_refused_in_words(monkeypatch):
    shifts = [shift(1, day(2), needed=1), shift(2, day(2), "10:00", "14:00", needed=1)]
    made = roster([person(1, shown="P01")], shifts)

    def both(_made, _answer):
        return [(ShiftId(1), VolunteerId(1)), (ShiftId(2), VolunteerId(1))]

    monkeypatch.setattr(station_problem, "rows_from", both)
    with pytest.raises(Disagreement, match=r"2026-06-02.*P01"):
        plan(made)


def test_a_planner_that_counts_differently_is_refused(monkeypatch):
    made = roster([person(1)], [shift(1, day(2))], cover_rules=(cover_rule(1, "08:00", "12:00"),))
    monkeypatch.setattr(station_problem, "rows_from", lambda _made, _answer: [])
    with pytest.raises(Disagreement):
        plan(made)


def test_levels_are_in_the_order_that_matters():
    wishes = PlanWishes(first=FIRST, last=LAST, keep_existing=False)
    order = [
        Matter.MUST,
        Matter.COVER,
        Matter.SKILL,
        Matter.RULES,
        Matter.FAIRNESS,
        Matter.STABILITY,
        Matter.WISHES,
    ]
    assert sorted(order, key=wishes.level) == order
    again = replace(wishes, keep_existing=True)
    assert again.level(Matter.STABILITY) < again.level(Matter.FAIRNESS)


def test_the_rows_of_an_answer_are_all_that_may_change():
    made = problem_from(station(SMALL, 2), PlanWishes(first=FIRST, last=FIRST))
    answer = solve(made.problem)
    days = {made.station.facts.shifts[shift_id].day for shift_id, _ in rows_from(made, answer)}
    assert days == {FIRST}
    assert cost_of(made.problem, answer.assigned) == answer.cost
