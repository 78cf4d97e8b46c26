from datetime import date, datetime

import pytest

from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.importing import Outcome
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.assignments import AssignmentSource, AssignmentState
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate
from stationdesk.domain.volunteers.availability import LeaveKind, NewLeave
from stationdesk.domain.volunteers.people import NewVolunteer, Standing
from stationdesk.domain.working_days import DayKind
from stationdesk.store import audit, files
from tests.services.listed_people import (
    EARLY,
    LAST_WEEK,
    LATE,
    THIS_WEEK,
    WEEK,
    book,
    bring_in,
    desk_over,
    enter,
    outcomes,
    whys,
)

TODAY, MONDAY, SUNDAY = date(2026, 6, 30), date(2026, 6, 29), date(2026, 7, 5)
FRIDAY = date(2026, 7, 3)
SIGNED = ["日期", "姓名", "签到时间", "签退时间", "服务时长（小时）", "服务内容"]


@pytest.fixture
def desk(context):
    made = desk_over(context)
    enter(made, "张小三", "李小四", "王小五", "赵小六")
    return made


@pytest.fixture
def written(tmp_path):
    """Write rows below a title and read them; each call makes another file."""
    made = []

    def write(*rows, title=THIS_WEEK):
        made.append(rows)
        return book(tmp_path / f"值班{len(made)}.xlsx", *rows, title=title)

    return write


def week(*lines):
    return (WEEK, *lines)


def live(desk, first=date(2026, 6, 1), last=date(2026, 7, 31)):
    """Return (day, shift, name, state) of everybody who is, or will be, there, day by day."""
    facts = desk.roster.facts(first, last)
    return [
        (
            facts.shifts[row.shift_id].day,
            facts.shifts[row.shift_id].name,
            facts.people[row.volunteer_id].shown,
            row.state,
        )
        for row in sorted(facts.assignments, key=lambda each: (each.starts, each.id))
        if row.is_live
    ]


def test_days_to_come_become_a_draft_with_shifts_and_people(desk, written):
    lines = week([EARLY, None, None, "张小三、李小四", "休", "王小五"], [LATE, None, "赵小六"])
    ((plan, run),) = bring_in(desk, written(*lines))
    assert plan.counts() == {Outcome.NEW: 4}
    assert run.kind.value == "roster"
    (period,) = desk.roster.periods()
    assert (period.state, period.first_day, period.last_day) == (PeriodState.DRAFT, TODAY, SUNDAY)
    assert live(desk) == [
        (TODAY, "晚班", "赵小六", AssignmentState.PROPOSED),
        (date(2026, 7, 1), "早班", "张小三", AssignmentState.PROPOSED),
        (date(2026, 7, 1), "早班", "李小四", AssignmentState.PROPOSED),
        (FRIDAY, "早班", "王小五", AssignmentState.PROPOSED),
    ]
    rows = desk.roster.facts(TODAY, SUNDAY).assignments
    assert {row.source for row in rows} == {AssignmentSource.IMPORT}
    (late, early, *_more) = desk.roster.shifts(TODAY, SUNDAY)
    assert (late.from_minute, late.to_minute, early.needed) == (840, 1050, 2)


def test_days_that_are_over_are_published_history(desk, written):
    lines = week([EARLY, "张小三", "李小四"])
    bring_in(desk, written(*lines, title=LAST_WEEK))
    (period,) = desk.roster.periods()
    assert (period.state, period.revision) == (PeriodState.PUBLISHED, 1)
    assert (period.first_day, period.last_day) == (date(2026, 6, 22), date(2026, 6, 28))
    assert {state for *_who, state in live(desk)} == {AssignmentState.CONFIRMED}
    assert desk.attendance.ledger(date(2026, 1, 1), TODAY) == []


def test_a_week_under_way_is_parted_where_today_begins(desk, written):
    bring_in(desk, written(*week([EARLY, "张小三", "李小四", "王小五"])))
    periods = sorted(desk.roster.periods(), key=lambda each: each.first_day)
    assert [(each.first_day, each.last_day, each.state) for each in periods] == [
        (MONDAY, MONDAY, PeriodState.PUBLISHED),
        (TODAY, SUNDAY, PeriodState.DRAFT),
    ]


def test_a_roster_fills_the_one_that_is_open_and_its_shifts(desk, written):
    shift = NewShift(day=FRIDAY, name="早班", from_minute=510, to_minute=690)
    period_id = desk.roster.open_period(TODAY, date(2026, 7, 31), [shift])
    bring_in(desk, written(*week(["早 8:30-11:30", *[None] * 4, "张小三"])))
    assert [each.id for each in desk.roster.periods()] == [period_id]
    assert len(desk.roster.shifts(TODAY, SUNDAY)) == 1
    assert live(desk) == [(FRIDAY, "早班", "张小三", AssignmentState.PROPOSED)]


def test_a_published_roster_takes_what_is_still_to_come_and_binds(desk, written):
    shift = NewShift(day=FRIDAY, name="早班", from_minute=510, to_minute=690)
    period_id = desk.roster.open_period(MONDAY, SUNDAY, [shift])
    desk.roster.publish(period_id)
    ((plan, _run),) = bring_in(
        desk, written(*week([EARLY, "张小三", *[None] * 3, "李小四"])), leave_out=True
    )
    assert outcomes(plan) == ["left", "new"]
    assert live(desk) == [(FRIDAY, "早班", "李小四", AssignmentState.CONFIRMED)]


def test_the_same_roster_again_says_nothing_new(desk, written):
    lines = week([EARLY, "张小三", "李小四", "王小五"])
    bring_in(desk, written(*lines))
    ((plan, run),) = bring_in(desk, written(*lines, ["备注：第二版"]))
    assert (outcomes(plan), run) == (["unchanged"] * 3, None)
    grown = week([EARLY, "张小三", "李小四", "王小五、赵小六"])
    ((plan, run),) = bring_in(desk, written(*grown))
    assert outcomes(plan) == ["unchanged"] * 3 + ["new"]


def test_who_was_taken_off_since_does_not_come_back(desk, written):
    lines = week([EARLY, None, None, "张小三"])
    bring_in(desk, written(*lines))
    (row,) = desk.roster.facts(TODAY, SUNDAY).assignments
    desk.roster.unassign(row.id)
    ((plan, _run),) = bring_in(desk, written(*lines, ["备注：第二版"]))
    assert outcomes(plan) == ["unchanged"]
    assert live(desk) == []


def test_unknown_and_ambiguous_names_are_told_with_their_cells(desk, written):
    desk.volunteers.add(NewVolunteer(name="王小芳", phone="13700000001"))
    desk.volunteers.add(NewVolunteer(name="王小芳", phone="13700000002"))
    file = written(*week([EARLY, None, None, "王小芳、张小三", "钱小七", "全体志愿者"]))
    with pytest.raises(Refused) as refused:
        bring_in(desk, file)
    told = [str(problem) for problem in refused.value.problems]
    assert ["D3" in told[0], "E3" in told[1], "F3" in told[2]] == [True] * 3
    assert "V-0005、V-0006" in told[0]
    assert desk.roster.periods() == []
    ((plan, _run),) = bring_in(desk, file, leave_out=True)
    assert outcomes(plan) == ["left", "new", "left", "left"]
    assert [name for _day, _shift, name, _state in live(desk)] == ["张小三"]
    (left,) = plan.left_rows().rows
    assert all(cell in left.why for cell in ("D3", "E3"))


def test_a_name_in_other_signs_is_the_same_name(desk, written):
    desk.volunteers.add(NewVolunteer(name="Li Ming", phone="13700000001"))
    bring_in(desk, written(*week([EARLY, None, None, "张小三老师、ＬＩ ＭＩＮＧ"])))
    assert [name for _day, _shift, name, _state in live(desk)] == ["张小三", "Li Ming"]


def test_times_come_from_the_stations_own_shifts_where_the_sheet_tells_none(desk, written):
    everyday = frozenset(DayKind)
    desk.roster.add_template(
        NewShiftTemplate(name="早班", from_minute=480, to_minute=720, day_kinds=everyday)
    )
    file = written(*week(["早", None, None, "张小三"], ["晚", None, None, "李小四"]))
    ((plan, _run),) = bring_in(desk, file, leave_out=True)
    assert outcomes(plan) == ["new", "left"]
    assert "D4" in whys(plan)[0]
    (shift,) = desk.roster.shifts(TODAY, SUNDAY)
    assert (shift.name, shift.from_minute, shift.to_minute) == ("早班", 480, 720)
    assert shift.template_id is not None


def test_a_shift_of_that_name_at_other_times_is_not_overwritten(desk, written):
    shift = NewShift(day=FRIDAY, name="早班", from_minute=480, to_minute=720)
    desk.roster.open_period(TODAY, SUNDAY, [shift])
    ((plan, _run),) = bring_in(desk, written(*week([EARLY, *[None] * 4, "张小三"])), leave_out=True)
    assert outcomes(plan) == ["left"]
    assert "08:00-12:00" in whys(plan)[0]


def test_what_blocks_is_left_and_told_before_anything_is_kept(desk, written):
    ids = {line.volunteer.name: line.volunteer.id for line in desk.volunteers.lines()}
    wish = NewLeave(
        volunteer_id=ids["李小四"], first_day=FRIDAY, last_day=FRIDAY, kind=LeaveKind.STUDY
    )
    desk.roster.approve_leave(desk.volunteers.ask_leave(wish))
    desk.volunteers.set_standing(ids["王小五"], Standing.LEFT, TODAY, "搬家")
    lines = week(
        [EARLY, *[None] * 4, "张小三、李小四、王小五"],
        ["另一班 9:00-10:00", *[None] * 4, "张小三"],
    )
    ((plan, _run),) = bring_in(desk, written(*lines), leave_out=True)
    assert outcomes(plan) == ["new", "left", "left", "left"]
    assert len(whys(plan)) == 3
    assert [name for _day, _shift, name, _state in live(desk)] == ["张小三"]


def test_warnings_are_passed_with_the_ledger_as_the_reason(desk, written):
    shifts = [f"{hour}班 {hour}:00-{hour + 1}:00" for hour in (8, 10, 12, 14)]
    ((plan, _run),) = bring_in(
        desk, written(*week(*([shift, None, None, "张小三"] for shift in shifts)))
    )
    assert outcomes(plan) == ["new"] * 4
    row = max(desk.roster.facts(TODAY, SUNDAY).assignments, key=lambda each: each.starts)
    reasons = desk.roster.reasons_for(row.id)
    assert reasons
    assert all("值班1.xlsx" in reason for reason in reasons.values())
    assert desk.roster.breaches(TODAY, SUNDAY) == []


def test_somebody_twice_on_a_shift_is_there_once(desk, written):
    lines = week([EARLY, None, None, "张小三"], [EARLY, None, None, "张小三"])
    ((plan, _run),) = bring_in(desk, written(*lines), leave_out=True)
    assert outcomes(plan) == ["new", "left"]


def test_the_whole_roster_is_taken_back_and_can_come_again(desk, written, undos):
    lines = week([EARLY, "张小三", "李小四", "王小五"])
    bring_in(desk, written(*lines))
    undos[-1].take_back()
    assert (desk.roster.periods(), desk.roster.shifts(MONDAY, SUNDAY)) == ([], [])
    ((plan, _run),) = bring_in(desk, written(*lines, ["备注：第二版"]))
    assert outcomes(plan) == ["new"] * 3


def test_a_roster_that_was_gone_on_with_stays(desk, written):
    ((_plan, run),) = bring_in(desk, written(*week([EARLY, "张小三", "李小四"])))
    facts = desk.roster.facts(MONDAY, SUNDAY)
    first = min(facts.assignments, key=lambda row: row.starts)
    desk.roster.mark_absent(first.id, "没来")
    with pytest.raises(Refused):
        desk.imports.undo(run.id)
    assert len(desk.roster.periods()) == 2


def test_what_others_put_into_a_roster_stays_when_its_import_goes(desk, written):
    ((_plan, run),) = bring_in(desk, written(*week([EARLY, None, None, "张小三"])))
    (shift,) = desk.roster.shifts(TODAY, SUNDAY)
    ids = {line.volunteer.name: line.volunteer.id for line in desk.volunteers.lines()}
    desk.roster.assign(shift.id, ids["李小四"])
    desk.imports.undo(run.id)
    assert [name for _day, _shift, name, _state in live(desk)] == ["李小四"]
    assert len(desk.roster.periods()) == 1


def test_the_weeks_of_a_book_come_in_as_one_import(desk, tmp_path):
    sheets = {
        "6月22日-28日": [["2026年值班表"], WEEK, [EARLY, "张小三"]],
        "6月29日-7月5日": [["2026年值班表"], WEEK, [EARLY, "李小四"]],
    }
    brought = bring_in(desk, book(tmp_path / "2026年值班表.xlsx", **sheets))
    assert len({run.id for _plan, run in brought}) == 1
    assert [day for day, *_rest in live(desk)] == [date(2026, 6, 22), MONDAY]


def test_a_month_of_people_becomes_its_roster(desk, written):
    days = list(range(1, 32))
    lines = [
        ["姓名", *days],
        ["张小三", *["早", "休"] * 15, "早"],
        ["李小四", *[None, "晚"] * 15, None],
        ["注：早：8:30-11:30；晚：14:00-17:30；休=休息"],
    ]
    ((plan, _run),) = bring_in(desk, written(*lines, title=["2026年7月志愿者排班表"]))
    assert plan.counts() == {Outcome.NEW: 31}
    (period,) = desk.roster.periods()
    assert (period.first_day, period.last_day) == (date(2026, 7, 1), date(2026, 7, 31))
    assert len(live(desk)) == 31


# Sign-in sheets


def signed(*lines):
    return (SIGNED, *lines)


def test_a_sign_in_sheet_becomes_attendances_and_hours(desk, written):
    lines = signed(
        ["6.1", "张小三", "8:25", "11:35", 3, "前台"],
        ["6.1", "李小四", "22:00", "6:00", None, "守夜"],
        ["6.2", "王小五", None, None, 2.5, "巡查"],
        ["6.3", "赵小六", "8:00", None, 2, None],
    )
    file = written(*lines, title=["2026年6月志愿者签到表"])
    ((plan, _run),) = bring_in(desk, file)
    assert plan.counts() == {Outcome.NEW: 4}
    ledger = desk.attendance.ledger(date(2026, 6, 1), TODAY)
    assert [(line.kind, line.minutes) for line in ledger] == [
        (HoursKind.ATTEND, 180),
        (HoursKind.ATTEND, 480),
        (HoursKind.WORKLOG, 150),
        (HoursKind.ATTEND, 120),
    ]
    found = [line.attendance for line in desk.attendance.attendances(date(2026, 6, 1), TODAY)]
    first = min(found, key=lambda each: each.came_at)
    assert (first.came_at, first.away_minutes) == (datetime(2026, 6, 1, 8, 25), 10)
    assert {each.came_by for each in found} == {Means.IMPORT}
    assert desk.roster.periods() == []


def test_a_service_belongs_to_the_duty_of_its_time(desk, written):
    bring_in(desk, written(*week([EARLY, "张小三"])))
    lines = signed(["6.29", "张小三", "8:25", "11:35", None, None])
    bring_in(desk, written(*lines, title=["2026年6月签到表"]))
    assert live(desk) == [(MONDAY, "早班", "张小三", AssignmentState.SERVED)]


def test_the_same_sign_in_sheet_again_brings_no_minute_more(desk, written):
    lines = signed(
        ["6.1", "张小三", "8:25", "11:35", 3, "前台"], ["6.2", "王小五", None, None, 2.5, "巡查"]
    )
    bring_in(desk, written(*lines, title=["2026年6月签到表"]))
    ((plan, run),) = bring_in(desk, written(*lines, ["备注"], title=["2026年6月签到表"]))
    assert (outcomes(plan), run) == (["unchanged"] * 2, None)


@pytest.mark.parametrize(
    "line",
    [
        ["6.1", "张小三", "8:30", None, None, None],
        ["7.3", "张小三", "8:30", "9:30", None, None],
        ["6.30", "张小三", "9:30", "23:30", None, None],
        ["6.29", "张小三", "9:00", "10:00", None, None],
    ],
)
def test_services_that_cannot_be_are_left_with_the_reason(desk, written, line):
    lines = signed(["6.29", "张小三", "8:30", "9:30", None, None], line)
    file = written(*lines, title=["2026年签到表"])
    ((plan, _run),) = bring_in(desk, file, leave_out=True)
    assert outcomes(plan) == ["new", "left"]
    assert whys(plan)


def test_a_sign_in_sheet_is_taken_back_to_the_minute(desk, written, undos):
    lines = signed(
        ["6.1", "张小三", "8:25", "11:35", 3, "前台"], ["6.2", "王小五", None, None, 2.5, "巡查"]
    )
    bring_in(desk, written(*lines, title=["2026年6月签到表"]))
    undos[-1].take_back()
    ids = [line.volunteer.id for line in desk.volunteers.lines()]
    assert [desk.attendance.balance(each) for each in ids] == [0] * 4
    ((plan, _run),) = bring_in(desk, written(*lines, ["备注"], title=["2026年6月签到表"]))
    assert outcomes(plan) == ["new"] * 2


def test_neither_file_nor_trail_keeps_a_name(desk, written):
    ((_plan, run),) = bring_in(desk, written(*week([EARLY, "张小三", "李小四(替王小五)"])))
    assert files.content_of(run.sha256) == b""
    trail = str([(event.before, event.after) for event in audit.latest(200)])
    for name in ("张小三", "李小四", "王小五"):
        assert name not in trail


def test_an_import_taken_back_leaves_its_reasons_to_the_duties_that_need_them(desk, written):
    desk.roster.choose_rule(Rule.WEEKENDS, RuleChoice(Weight.WARN, 0), date(2026, 6, 1))
    saturday = [EARLY, None, None, None, None, None, "王小五"]
    ((_plan, run),) = bring_in(desk, written(*week(saturday)))
    (who,) = (each.id for each in desk.volunteers.named("王小五"))
    shift = NewShift(day=SUNDAY, name="晚班", from_minute=1000, to_minute=1100)
    row = desk.roster.assign(desk.roster.add_shift(shift), who)
    desk.imports.undo(run.id)
    assert [name for _day, name, *_rest in live(desk)] == ["晚班"]
    assert desk.roster.breaches(MONDAY, SUNDAY) == []
    assert list(desk.roster.reasons_for(row)) == [Rule.WEEKENDS]
