import pickle
from types import SimpleNamespace

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.services.roster_desk import planning

from .roster_station import EVERY_KIND, MONDAY, RosterStation, day_of


@pytest.fixture
def desk(database):
    opened = RosterStation(database)
    opened.template("早班", 480, 720, most=2)
    opened.template("午班", 690, 930, most=2)
    return opened


@pytest.fixture
def roster(desk):
    return desk.roster


def proposal_of(added=(), removed=()):
    return SimpleNamespace(added=tuple(added), removed=tuple(removed))


def test_a_proposal_is_kept_as_one_deed_with_one_undo(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    before, offered = desk.live(), len(desk.undos)
    added = [(desk.shift(day_of(3)).id, other), (desk.shift(day_of(4)).id, one)]
    assert roster.accept(proposal_of(added, [row]), period) == 3
    assert len(desk.undos) == offered + 1
    assert desk.sql("SELECT count(*) FROM assignment WHERE source = 'planner'") == [(2,)]
    desk.undo()
    assert desk.live() == before


def test_pinned_rows_begun_shifts_and_other_rosters_never_move(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    later = desk.open_week(day_of(7))
    row = roster.assign(desk.shift(day_of(3)).id, one, pinned=True)
    past = roster.assign(desk.shift(day_of(1)).id, one)
    for proposal, why in (
        (proposal_of(removed=[row]), "pinned"),
        (proposal_of(removed=[past]), "has begun"),
        (proposal_of([(desk.shift(day_of(2)).id, other)]), "has begun"),
        (proposal_of([(desk.shift(day_of(8)).id, other)]), "not only about"),
    ):
        with pytest.raises(Refused, match=why):
            roster.accept(proposal, period)
    assert roster.period(later).revision == 0


def test_a_proposal_that_breaks_a_rule_is_refused_whole(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    added = [(desk.shift(day_of(3), name).id, one) for name in ("早班", "午班")]
    with pytest.raises(Refused, match="overlaps"):
        roster.accept(proposal_of([*added, (desk.shift(day_of(4)).id, other)]), period)
    assert desk.live() == []


def test_warnings_of_a_proposal_are_passed_with_a_reason_for_each_row_too_much(desk, roster):
    (one,) = desk.people(1)
    roster.choose_rule(Rule.SHIFTS_A_WEEK, RuleChoice(Weight.WARN, 1), day_of(-7))
    period = desk.open_week()
    proposal = proposal_of([(desk.shift(day_of(each)).id, one) for each in (3, 4)])
    with pytest.raises(Refused):
        roster.accept(proposal, period)
    assert roster.accept(proposal, period, {Rule.SHIFTS_A_WEEK: "窗口不能没人"}) == 2
    assert roster.breaches(MONDAY, day_of(6)) == []


def test_who_goes_and_comes_back_to_the_same_shift_just_stays(desk, roster):
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    assert roster.accept(proposal_of([(desk.shift(day_of(3)).id, one)], [row]), period) == 0
    assert roster.assignment(row).is_live


def test_a_proposal_about_a_row_that_is_gone_is_refused(desk, roster):
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    roster.unassign(row)
    with pytest.raises(Refused, match="changed since"):
        roster.accept(proposal_of(removed=[row]), period)


def test_nothing_is_planned_where_there_is_no_roster_or_it_is_over(desk, roster):
    with pytest.raises(Refused, match="no roster for 2026-06-22"):
        roster.plan_task(MONDAY, day_of(6))
    roster.publish(desk.open_week(day_of(-7)))
    with pytest.raises(Refused, match="is over"):
        roster.plan_task(day_of(-7), day_of(-1))


def test_the_planner_proposes_what_the_roster_accepts_and_publishes(desk, roster):
    desk.people(6)
    roster.add_cover_rule(
        NewCoverRule(
            name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=930, valid_from=MONDAY
        )
    )
    period = desk.open_week()
    task = roster.plan_task(MONDAY, day_of(6), time_limit_s=5.0)
    assert pickle.loads(pickle.dumps(task)).facts.first == MONDAY, "it may cross to any worker"
    proposal = planning.run(task)
    assert roster.accept(proposal, period) == len(proposal.added) > 0
    assert roster.holes(day_of(3), day_of(6)) == []
    assert roster.publish(period) == 1


def test_after_an_absence_the_planner_fills_the_place_and_moves_little(desk, roster):
    desk.people(6)
    roster.add_cover_rule(
        NewCoverRule(
            name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=930, valid_from=MONDAY
        )
    )
    period = desk.open_week()
    roster.accept(planning.run(roster.plan_task(MONDAY, day_of(6), time_limit_s=5.0)), period)
    roster.publish(period)
    ((row,),) = desk.sql(
        "SELECT id FROM assignment WHERE state = 'confirmed' ORDER BY starts DESC LIMIT 1"
    )
    with pytest.raises(Refused, match="does not come"):
        roster.replan_task(row)
    roster.mark_absent(row, "临时有事", excused=True)
    proposal = planning.run(roster.replan_task(row))
    assert 0 < roster.accept(proposal, period) <= 10
    assert roster.holes(day_of(3), day_of(6)) == []


def test_a_search_that_only_adds_leaves_everybody_where_they_are(desk, roster):
    one, *_others = desk.people(6)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(4)).id, one)
    task = roster.plan_task(MONDAY, day_of(6), only_add=True, time_limit_s=2.0)
    assert all(each.pinned for each in task.facts.assignments)
    assert not roster.assignment(row).pinned, "only the search takes them for pinned"
    proposal = planning.run(task)
    assert (proposal.removed, len(proposal.added) > 0) == ((), True)
    roster.accept(proposal, period)
    assert roster.assignment(row).is_live
