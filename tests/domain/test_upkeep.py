from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ids import AmenityId, PlanId, RunId
from stationdesk.domain.periods import PeriodUnit, later
from stationdesk.domain.upkeep import (
    Anchor,
    Answer,
    DueState,
    NewPlan,
    NewRun,
    Plan,
    Purpose,
    Run,
    RunResult,
    Verdict,
    due,
    first_due_after_change,
    last_done_on,
    next_due,
    open_dues,
    settles,
)
from stationdesk.domain.upkeep_rules import plan_problems, run_problems, skip_problems

PLAN = Plan(
    id=PlanId(1),
    uid="p1",
    amenity_id=AmenityId(1),
    task="每月检查",
    purpose=Purpose.CHECK,
    every=1,
    every_unit=PeriodUnit.MONTH,
    anchor=Anchor.SCHEDULE,
    first_due_on=date(2026, 1, 31),
    lead_days=5,
    checklist=(),
    template="",
    since=date(2026, 1, 1),
    ended_on=None,
    version=1,
)
COMPLETION = replace(PLAN, anchor=Anchor.COMPLETION)
RUN = Run(
    id=RunId(1),
    uid="r1",
    plan_id=PlanId(1),
    due_on=date(2026, 1, 31),
    done_on=date(2026, 2, 2),
    done_by="李敏",
    result=RunResult.NORMAL,
    answers=(),
    reason="",
    cost_fen=0,
    document_id=None,
    recorded_at="2026-02-02T10:00:00+08:00",
    recorded_by="李敏",
)
WISH = NewRun(plan_id=PlanId(1), done_on=date(2026, 2, 2), done_by="李敏")


def test_a_schedule_stays_on_its_days_whenever_the_work_is_done():
    assert next_due(PLAN, []) == date(2026, 1, 31)
    assert next_due(PLAN, [RUN]) == date(2026, 2, 28)
    february = replace(RUN, due_on=date(2026, 2, 28), done_on=date(2026, 3, 20))
    assert next_due(PLAN, [RUN, february]) == date(2026, 3, 31)


def test_completion_counts_from_the_last_time_it_was_done():
    assert next_due(COMPLETION, []) == date(2026, 1, 31)
    assert next_due(COMPLETION, [RUN]) == date(2026, 3, 2)
    older = replace(RUN, done_on=date(2026, 1, 5))
    assert next_due(COMPLETION, [RUN, older]) == date(2026, 3, 2)


def test_a_skipped_time_counts_from_the_day_it_was_skipped():
    skipped = replace(RUN, result=RunResult.SKIPPED, done_on=date(2026, 5, 10))
    assert next_due(COMPLETION, [skipped]) == date(2026, 6, 10)
    early = replace(skipped, done_on=date(2026, 1, 20))
    assert next_due(COMPLETION, [early]) == date(2026, 2, 28)


def test_missed_days_stay_due_until_each_is_settled():
    run = replace(RUN, due_on=date(2026, 2, 28))
    left = open_dues(PLAN, [run], date(2026, 4, 15))
    assert left == (date(2026, 1, 31), date(2026, 3, 31))


def test_a_voided_run_settles_nothing():
    assert next_due(PLAN, [replace(RUN, voided=True)]) == date(2026, 1, 31)
    assert next_due(COMPLETION, [replace(RUN, voided=True)]) == date(2026, 1, 31)


def test_runs_of_the_plan_before_settle_nothing_but_are_remembered():
    before = replace(RUN, plan_id=PlanId(7))
    assert next_due(PLAN, [before]) == date(2026, 1, 31)
    assert last_done_on([before]) == date(2026, 2, 2)


@pytest.mark.parametrize(
    ("today", "state", "days", "missed"),
    [
        (date(2026, 1, 25), DueState.LATER, 6, 0),
        (date(2026, 1, 26), DueState.SOON, 5, 0),
        (date(2026, 1, 31), DueState.TODAY, 0, 0),
        (date(2026, 2, 1), DueState.OVERDUE, -1, 1),
        (date(2026, 4, 1), DueState.OVERDUE, -60, 3),
    ],
)
def test_how_near_a_due_day_is(today, state, days, missed):
    seen = due(PLAN, [], today)
    assert (seen.state, seen.days, seen.missed) == (state, days, missed)


@pytest.mark.parametrize(
    ("wish", "settled"),
    [
        (replace(WISH, done_on=date(2026, 3, 30)), date(2026, 1, 31)),
        (replace(WISH, due_on=date(2026, 2, 28)), date(2026, 2, 28)),
        (
            replace(WISH, done_on=date(2026, 3, 30), skip_missed_because="春节闭站"),
            date(2026, 2, 28),
        ),
        (replace(WISH, done_on=date(2026, 1, 10), skip_missed_because="早做"), date(2026, 1, 31)),
    ],
)
def test_which_due_day_a_run_settles(wish, settled):
    assert settles(PLAN, [], wish) == settled


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (WISH, []),
        (replace(WISH, done_by=" ", cost_fen=-1), ["done_by", "cost_fen"]),
        (replace(WISH, result=RunResult.SKIPPED), ["result"]),
        (replace(WISH, done_on=date(2026, 7, 1)), ["done_on"]),
        (replace(WISH, due_on=date(2026, 2, 27)), ["due_on"]),
        (replace(WISH, due_on=date(2025, 12, 31)), ["due_on"]),
        (replace(WISH, due_on=date(2026, 3, 31)), ["done_on"]),  # March begins on 1 March
        (replace(WISH, result=RunResult.ABNORMAL), ["note"]),
        (replace(WISH, result=RunResult.ABNORMAL, note="漏气"), []),
    ],
)
def test_a_run_is_refused_for_every_reason(wish, about):
    assert [each.about for each in run_problems(PLAN, [], wish, date(2026, 6, 30))] == about


def test_a_day_is_settled_once():
    wish = replace(WISH, due_on=RUN.due_on)
    assert [each.about for each in run_problems(PLAN, [RUN], wish, date(2026, 6, 30))] == ["due_on"]


def test_daily_work_is_done_once_a_day():
    daily = replace(PLAN, every_unit=PeriodUnit.DAY, first_due_on=date(2026, 2, 2))
    run = replace(RUN, due_on=date(2026, 2, 2))
    again = list(run_problems(daily, [run], WISH, date(2026, 6, 30)))
    assert [each.values["day"] for each in again] == [date(2026, 2, 3)]


def test_an_ended_plan_takes_no_more_runs():
    ended = replace(PLAN, ended_on=date(2026, 2, 2))
    assert [each.about for each in run_problems(ended, [], WISH, date(2026, 6, 30))] == ["plan"]


@pytest.mark.parametrize(
    ("answers", "result", "about"),
    [
        ((), RunResult.NORMAL, ["answers", "answers"]),
        ((Answer("压力", Verdict.YES), Answer("铅封", Verdict.YES)), RunResult.NORMAL, []),
        ((Answer("压力", Verdict.NO), Answer("铅封", Verdict.YES)), RunResult.NORMAL, ["result"]),
        ((Answer("压力", Verdict.NO), Answer("铅封", Verdict.YES)), RunResult.ABNORMAL, []),
        (
            (Answer("压力", Verdict.NOT_APPLICABLE), Answer("铅封", Verdict.YES)),
            RunResult.NORMAL,
            [],
        ),
    ],
)
def test_every_line_of_the_checklist_is_answered(answers, result, about):
    plan = replace(PLAN, checklist=("压力", "铅封"))
    wish = replace(WISH, answers=answers, result=result)
    assert [each.about for each in run_problems(plan, [], wish, date(2026, 6, 30))] == about


@pytest.mark.parametrize(
    ("days", "reason", "about"),
    [
        ([date(2026, 1, 31), date(2026, 2, 28)], "闭站", []),
        ([date(2026, 1, 31)], " ", ["reason"]),
        ([], "闭站", ["due_on"]),
        ([date(2026, 1, 30)], "闭站", ["due_on"]),
    ],
)
def test_skipping_needs_due_days_and_a_reason(days, reason, about):
    assert [each.about for each in skip_problems(PLAN, [], days, reason)] == about


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"task": ""}, ["task"]),
        ({"task": "长" * 201, "every": 0}, ["task", "every"]),
        ({"every": 51, "every_unit": PeriodUnit.YEAR}, ["every"]),
        ({"first_due_on": date(2300, 1, 1)}, ["first_due_on"]),
        ({"lead_days": -1}, ["lead_days"]),
        ({"checklist": ("一", " ")}, ["checklist"]),
        ({"checklist": ("一", "一")}, ["checklist"]),
    ],
)
def test_a_plan_is_refused_for_every_reason(change, about):
    wish = replace(PLAN.as_entered(), **change)
    assert [each.about for each in plan_problems(wish)] == about


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({"every": 2}, date(2026, 3, 31)),
        ({"every_unit": PeriodUnit.WEEK}, date(2026, 2, 28)),
        (
            {"anchor": Anchor.COMPLETION, "every": 10, "every_unit": PeriodUnit.DAY},
            date(2026, 2, 12),
        ),
        ({"first_due_on": date(2026, 5, 1)}, date(2026, 5, 1)),
    ],
)
def test_a_new_rhythm_goes_on_where_the_old_one_stands(change, first):
    wish: NewPlan = replace(PLAN.as_entered(), **change)
    assert first_due_after_change(PLAN, [RUN], wish) == first


DUE_DAYS = {
    PeriodUnit.DAY: 900,
    PeriodUnit.WEEK: 150,
    PeriodUnit.MONTH: 40,
    PeriodUnit.YEAR: 40,
}
"""More than can fall into 800 days, and than the thirty that are settled."""


@st.composite
def _plans(draw):
    return replace(
        PLAN,
        every=draw(st.integers(1, 20)),
        every_unit=draw(st.sampled_from(PeriodUnit)),
        anchor=draw(st.sampled_from(Anchor)),
        first_due_on=draw(st.dates(date(2024, 1, 1), date(2026, 1, 1))),
    )


@given(_plans(), st.lists(st.tuples(st.booleans(), st.integers(0, 90)), max_size=12))
def test_doing_or_skipping_never_brings_the_next_due_day_nearer(plan, deeds):
    runs, day = [], plan.first_due_on
    for number, (skipped, wait) in enumerate(deeds):
        before = next_due(plan, runs)
        day = max(day + timedelta(days=wait), before)
        result = RunResult.SKIPPED if skipped else RunResult.NORMAL
        runs.append(replace(RUN, id=RunId(number), due_on=before, done_on=day, result=result))
        after = next_due(plan, runs)
        assert after > before
        if plan.anchor is Anchor.SCHEDULE:
            assert after == later(plan.first_due_on, plan.every, plan.every_unit, number + 1)
        else:
            assert after == later(day, plan.every, plan.every_unit)


@given(_plans(), st.sets(st.integers(0, 30)), st.integers(0, 800))
def test_missed_days_are_those_of_the_schedule_without_a_run(plan, settled, ahead):
    plan = replace(plan, anchor=Anchor.SCHEDULE)
    day_of = [
        later(plan.first_due_on, plan.every, plan.every_unit, n)
        for n in range(DUE_DAYS[plan.every_unit])
    ]
    runs = [replace(RUN, due_on=day_of[n]) for n in settled]
    until = plan.first_due_on + timedelta(days=ahead)
    expected = [day for n, day in enumerate(day_of) if day <= until and n not in settled]
    assert list(open_dues(plan, runs, until)) == expected
    oldest = next(day for n, day in enumerate(day_of) if n not in settled)
    assert next_due(plan, runs) == oldest
