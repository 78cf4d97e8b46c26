from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.amenity_kinds import KIND, Agent
from stationdesk.domain.faults import NewFault, Spare
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.problems import Refused
from stationdesk.domain.upkeep import (
    Anchor,
    Answer,
    DueState,
    NewPlan,
    NewRun,
    Purpose,
    RunResult,
    Verdict,
)
from stationdesk.services.upkeep_templates import plan_templates
from stationdesk.store import amenities as store
from tests.services.amenity_desk import Desk


@pytest.fixture
def desk(database):
    return Desk(database)


@pytest.fixture
def amenities(desk):
    return desk.amenities


@pytest.fixture
def dispenser(amenities):
    wish = NewAmenity(name="饮水机", kind="water_dispenser", since=date(2026, 3, 1))
    return amenities.add(wish)


@pytest.fixture
def plan(amenities, dispenser):
    return amenities.add_plan(_cleaning(dispenser))


def _cleaning(amenity_id):
    return NewPlan(
        amenity_id=amenity_id,
        task="清洗消毒",
        every=1,
        every_unit=PeriodUnit.WEEK,
        first_due_on=date(2026, 5, 4),
        purpose=Purpose.CLEAN,
        lead_days=2,
    )


def _run(plan_id, on=date(2026, 6, 1), **changes):
    return replace(NewRun(plan_id=plan_id, done_on=on, done_by="李敏"), **changes)


def _due_days(amenities):
    return [line.due.due_on for line in amenities.due_list(within_days=9999)]


def test_missed_weeks_stay_due_until_done_or_skipped(amenities, plan):
    assert amenities.missed(plan) == tuple(date(2026, 5, day) for day in (4, 11, 18, 25))
    amenities.carry_out(_run(plan))
    assert _due_days(amenities) == [date(2026, 5, 11)]
    amenities.skip(plan, amenities.missed(plan), "春季闭站装修", "王芳")
    assert _due_days(amenities) == [date(2026, 6, 1)]
    results = [line.run.result for line in amenities.runs()]
    assert results.count(RunResult.SKIPPED) == 3


def test_one_run_can_skip_all_that_was_missed_before_it(amenities, desk, plan):
    amenities.carry_out(_run(plan, skip_missed_because="闭站装修"))
    assert _due_days(amenities) == [date(2026, 6, 8)]
    desk.take_back()
    assert len(amenities.missed(plan)) == 4


def test_skipping_can_be_taken_back(amenities, desk, plan):
    amenities.skip(plan, amenities.missed(plan)[:2], "闭站", "王芳")
    desk.take_back()
    assert len(amenities.missed(plan)) == 4
    assert amenities.runs() == []
    assert len(amenities.runs(with_voided=True)) == 2


def test_skipping_names_every_reason_against_it(amenities, plan):
    with pytest.raises(Refused) as refusal:
        amenities.skip(plan, [date(2026, 5, 5)], "", "")
    assert [each.about for each in refusal.value.problems] == ["reason", "due_on", "done_by"]


def test_the_due_list_tells_what_is_near_enough(amenities, desk, dispenser):
    desk.day = date(2026, 5, 1)
    amenities.add_plan(_cleaning(dispenser))
    assert amenities.due_list() == []
    desk.day = date(2026, 5, 2)
    (line,) = amenities.due_list()
    assert (line.due.state, line.due.days, line.amenity.name) == (DueState.SOON, 2, "饮水机")


def test_retired_amenities_want_no_work(amenities, desk, dispenser, plan):
    amenities.retire(dispenser, desk.day, "报废")
    assert amenities.due_list(within_days=9999) == []
    amenities.restore(dispenser)
    assert len(amenities.due_list()) == 1


def test_spares_leave_the_stock_with_the_run_and_come_back_with_its_undoing(amenities, desk, plan):
    filters = desk.spares()
    run_id = amenities.carry_out(_run(plan, spares=(Spare(filters, 2),), cost_fen=4550))
    assert desk.on_shelf(filters) == 8
    desk.take_back()
    assert desk.on_shelf(filters) == 10
    assert amenities.missed(plan)[0] == date(2026, 5, 4)
    with pytest.raises(Refused):
        amenities.undo_run(run_id, "再撤一次")


def test_a_voided_run_can_be_reinstated_with_its_spares(amenities, desk, plan):
    filters = desk.spares()
    run_id = amenities.carry_out(_run(plan, spares=(Spare(filters, 2),)))
    amenities.undo_run(run_id, "记错了设施")
    assert desk.on_shelf(filters) == 10
    desk.take_back()
    assert desk.on_shelf(filters) == 8
    assert amenities.missed(plan)[0] == date(2026, 5, 11)
    amenities.undo_run(run_id, "还是记错了")
    assert desk.on_shelf(filters) == 10


def test_spares_put_back_at_the_stock_are_not_put_back_twice(amenities, desk, plan):
    filters = desk.spares()
    run_id = amenities.carry_out(_run(plan, spares=(Spare(filters, 2),)))
    (line,) = amenities.runs()
    desk.inventory.reverse(line.run.document_id, "领错")
    amenities.undo_run(run_id, "记错了")
    assert desk.on_shelf(filters) == 10


def test_without_enough_spares_nothing_is_kept(amenities, desk, plan):
    filters = desk.spares(quantity=1)
    with pytest.raises(Refused):
        amenities.carry_out(_run(plan, spares=(Spare(filters, 2),)))
    assert desk.on_shelf(filters) == 1
    assert amenities.runs(with_voided=True) == []


def test_the_same_press_of_a_key_counts_once(amenities, desk, plan):
    filters = desk.spares()
    wish = _run(plan, spares=(Spare(filters, 1),))
    assert amenities.carry_out(wish) == amenities.carry_out(wish)
    assert desk.on_shelf(filters) == 9
    assert len(amenities.runs()) == 1


def test_what_is_found_broken_becomes_a_fault_in_the_same_deed(amenities, desk, dispenser, plan):
    fault = NewFault(
        amenity_id=dispenser, description="漏水", reported_on=desk.day, reported_by="李敏"
    )
    amenities.carry_out(_run(plan, result=RunResult.ABNORMAL, note="漏水"), fault)
    (kept,) = amenities.faults(dispenser)
    assert kept.origin.startswith("run ")
    desk.take_back()
    assert amenities.faults(dispenser) == []


def test_a_fault_that_cannot_be_keeps_the_run_from_being_kept(amenities, desk, dispenser, plan):
    fault = NewFault(amenity_id=dispenser, description="", reported_on=desk.day, reported_by="李敏")
    with pytest.raises(Refused):
        amenities.carry_out(_run(plan, result=RunResult.ABNORMAL, note="漏水"), fault)
    assert amenities.runs() == []


def test_answers_are_kept_line_by_line(amenities, dispenser):
    plan = amenities.add_plan(replace(_cleaning(dispenser), checklist=("内胆", "接水盘")))
    answers = (Answer("内胆", Verdict.YES), Answer("接水盘", Verdict.NO, "有裂纹"))
    amenities.carry_out(_run(plan, answers=answers, result=RunResult.ATTENTION))
    assert amenities.runs()[0].run.answers == answers


def test_runs_are_listed_by_amenity_and_period(amenities, desk, dispenser, plan):
    amenities.carry_out(_run(plan, on=date(2026, 5, 5)))
    amenities.carry_out(_run(plan, on=date(2026, 5, 12)))
    assert [line.run.done_on.day for line in amenities.runs(dispenser)] == [12, 5]
    assert len(amenities.runs(first=date(2026, 5, 6), last=desk.day)) == 1


def test_a_change_of_words_keeps_the_plan(amenities, desk, dispenser, plan):
    amenities.carry_out(_run(plan, on=date(2026, 5, 5)))
    after = amenities.change_plan(plan, replace(_cleaning(dispenser), task="全面清洗"), 1)
    assert after == plan
    assert amenities.plan(plan).task == "全面清洗"
    desk.take_back()
    assert amenities.plan(plan).task == "清洗消毒"


def test_a_new_rhythm_leaves_the_past_as_it_was(amenities, desk, dispenser, plan):
    amenities.carry_out(_run(plan, on=date(2026, 5, 5)))
    monthly = replace(_cleaning(dispenser), every_unit=PeriodUnit.MONTH, anchor=Anchor.COMPLETION)
    after = amenities.change_plan(plan, monthly, 1)
    assert after != plan
    assert _due_days(amenities) == [date(2026, 6, 5)]
    ((in_force, runs),) = store.plans_and_runs_on(desk.day)
    assert (in_force.id, [run.done_on for run in runs]) == (after, [date(2026, 5, 5)])
    ((past, _runs),) = store.plans_and_runs_on(date(2026, 5, 20))
    assert past.id == plan
    desk.take_back()
    assert _due_days(amenities) == [date(2026, 5, 11)]


def test_a_plan_changed_meanwhile_is_not_written_over(amenities, dispenser, plan):
    amenities.change_plan(plan, replace(_cleaning(dispenser), task="一"), 1)
    with pytest.raises(Refused):
        amenities.change_plan(plan, replace(_cleaning(dispenser), task="二"), 1)


def test_an_ended_plan_wants_nothing_and_can_go_on(amenities, desk, dispenser, plan):
    amenities.end_plan(plan)
    assert _due_days(amenities) == []
    assert amenities.plans(dispenser) == []
    assert len(amenities.plans(dispenser, with_ended=True)) == 1
    desk.take_back()
    assert len(amenities.plans(dispenser)) == 1


def test_a_plan_just_added_can_be_taken_back(amenities, desk, dispenser, plan):
    desk.take_back()
    assert amenities.plans(dispenser, with_ended=True) == []


def test_a_plan_needs_its_task_and_its_amenity(amenities, dispenser):
    with pytest.raises(Refused):
        amenities.add_plan(replace(_cleaning(dispenser), task=" "))
    with pytest.raises(Refused):
        amenities.add_plan(replace(_cleaning(dispenser), amenity_id=999))


def test_ready_made_plans_are_dated_from_what_is_known(amenities, desk, dispenser):
    keys = ["water_dispenser.clean", "water_dispenser.pp", "water_dispenser.ro"]
    amenities.add_plans_from_templates(dispenser, keys)
    assert _due_days(amenities) == [date(2026, 6, 1), date(2026, 9, 1), date(2028, 2, 1)]
    desk.take_back()
    assert amenities.plans(dispenser, with_ended=True) == []


def test_a_part_of_unknown_age_is_due_at_once(amenities):
    old = amenities.add(NewAmenity(name="饮水机", kind="water_dispenser", since=date(2020, 1, 1)))
    amenities.add_plans_from_templates(old, ["water_dispenser.pp"])
    assert _due_days(amenities) == [date(2026, 6, 1)]


@pytest.mark.parametrize(
    ("agent", "service_on", "every", "scrap_on"),
    [
        (Agent.POWDER, date(2028, 5, 1), 2, date(2033, 5, 1)),
        (Agent.WATER, date(2026, 5, 1), 1, date(2029, 5, 1)),
    ],
)
def test_an_extinguishers_plans_count_from_its_make(amenities, agent, service_on, every, scrap_on):
    wish = NewAmenity(name="灭火器", kind="extinguisher", agent=agent, made_on=date(2023, 5, 1))
    keys = ["extinguisher.service", "extinguisher.scrap"]
    amenity_id = amenities.add(wish)
    amenities.add_plans_from_templates(amenity_id, keys)
    service, scrap = amenities.plans(amenity_id)
    assert (service.first_due_on, service.every) == (service_on, every)
    assert (scrap.first_due_on, scrap.purpose) == (scrap_on, Purpose.SCRAP)


def test_an_extinguisher_without_make_and_agent_gets_no_dates(amenities):
    amenity_id = amenities.add(NewAmenity(name="灭火器", kind="extinguisher"))
    with pytest.raises(Refused) as refusal:
        amenities.add_plans_from_templates(
            amenity_id, ["extinguisher.service", "extinguisher.scrap"]
        )
    assert [each.about for each in refusal.value.problems] == ["made_on", "agent"]


def test_a_plan_of_the_season_waits_for_its_day(amenities):
    amenity_id = amenities.add(NewAmenity(name="空调", kind="air_conditioner"))
    amenities.add_plans_from_templates(
        amenity_id, ["air_conditioner.summer", "air_conditioner.winter"]
    )
    assert _due_days(amenities) == [date(2026, 11, 1), date(2027, 5, 15)]


def test_a_template_is_for_its_own_kinds(amenities, dispenser):
    with pytest.raises(Refused):
        amenities.add_plans_from_templates(dispenser, ["aed.look"])


@pytest.mark.parametrize("template", plan_templates(), ids=lambda template: template.key)
def test_every_template_is_whole(template):
    assert template.kinds
    assert set(template.kinds) <= set(KIND)
    assert template.task["zh"]
    assert template.task["en"]
    assert template.source["zh"].startswith("可编辑默认值")
    assert template.source["en"].startswith("Editable default")
    assert len(template.checklist["zh"]) == len(template.checklist["en"])
    assert len(set(template.checklist["zh"])) == len(template.checklist["zh"])
    assert template.every > 0


def test_every_template_makes_a_plan_that_can_be_kept(amenities):
    for kind in KIND:
        wish = NewAmenity(name=kind, kind=kind, since=date(2026, 1, 1))
        if kind == "extinguisher":
            wish = replace(wish, agent=Agent.POWDER, made_on=date(2025, 12, 1))
        keys = [template.key for template in amenities.templates_for(kind)]
        made = amenities.add_plans_from_templates(amenities.add(wish), keys)
        assert len(made) == len(keys)
    assert all(day >= date(2026, 6, 1) for day in _due_days(amenities))


def test_what_was_due_on_a_past_day_is_told_from_the_runs_done_until_then(amenities, desk, plan):
    amenities.carry_out(_run(plan, on=date(2026, 5, 20)))
    ((_plan, runs),) = store.plans_and_runs_on(date(2026, 5, 19))
    assert runs == ()
    ((_plan, runs),) = store.plans_and_runs_on(desk.day - timedelta(days=1))
    assert len(runs) == 1
