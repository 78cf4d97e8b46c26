"""Gaps, swaps, leave, fairness, shifts and rules; and the first steps of a new station."""

from datetime import date, timedelta

import pytest
from PyQt6.QtCore import Qt

from stationdesk.domain.roster.rules import Rule, Weight
from stationdesk.domain.roster.swaps import NewSwap, SwapKind, SwapState
from stationdesk.domain.volunteers.availability import LeaveState, NewLeave
from stationdesk.ui.roster.open_period_panel import proposed_days
from tests.ui.counter import in_form
from tests.ui.rostered import MONDAY, TODAY, Rostered

THURSDAY, FRIDAY = 3, 4


@pytest.fixture
def desk(database, qapp):
    made = Rostered(database)
    made.rows = made.put(THURSDAY, "早班", "欧阳娜娜", "司徒文轩")
    return made


@pytest.fixture
def page(desk, qtbot):
    return desk.window(qtbot).page("roster")


def _shown(view):
    return list(view.table.model.shown_records())


def test_gaps_are_listed_by_shift_and_by_the_clock_from_today_on(page):
    page.open_with("gaps")
    gaps = _shown(page.gaps)
    assert {gap.day for gap in gaps} == {MONDAY + timedelta(days=each) for each in range(2, 7)}
    first = gaps[0]
    assert (first.what, first.missing) == ("早班", "2 missing")
    page.gaps.filters.choose("clock")
    clock = _shown(page.gaps)
    assert all(gap.hole is not None for gap in clock)
    assert ("13:00–18:00", "nobody there") in [(gap.times, gap.missing) for gap in clock]


def test_a_gap_tells_of_everybody_what_keeps_them_out(desk, page):
    desk.volunteers.ask_leave(
        NewLeave(
            volunteer_id=desk.people["诸葛明远"],
            first_day=MONDAY + timedelta(days=FRIDAY),
            last_day=MONDAY + timedelta(days=FRIDAY),
        )
    )
    (leave,) = desk.volunteers.leaves()
    desk.roster.approve_leave(leave.id)
    page.open_with("gaps")
    page.gaps.show_gap(desk.shift(FRIDAY).id)
    told = {each.what: each for each in page.gaps.detail.people.rows()}
    assert told["诸葛明远"].note == "is on leave that day"
    assert told["诸葛明远"].verb == ""
    assert told["欧阳娜娜"].verb == "Put in"


def test_whoever_could_come_is_put_in_from_the_explanation(desk, page):
    page.open_with("gaps")
    page.gaps.show_gap(desk.shift(FRIDAY).id)
    told = {each.what: each for each in page.gaps.detail.people.rows()}
    page.gaps.detail.people.pressed.emit(told["上官若雪"].key)
    assert desk.on(FRIDAY) == ["上官若雪"]


def test_a_gap_leads_to_its_shift_in_the_week(desk, page):
    page.open_with("gaps")
    page.gaps.show_gap(desk.shift(FRIDAY).id)
    page.gaps.detail.show_there.click()
    assert page.views.current() == "week"
    assert page.week.grid.current_part().spot.key == desk.shift(FRIDAY).id


def test_enter_on_a_gap_looks_for_somebody(desk, page, qtbot):
    page.open_with("gaps")
    page.gaps.show_gap(desk.shift(FRIDAY).id)
    in_form(lambda dialog: qtbot.keyClick(dialog.search, Qt.Key.Key_Return))
    qtbot.keyClick(page.gaps.table.view, Qt.Key.Key_Return)
    assert len(desk.on(FRIDAY)) == 1


def test_a_shift_is_given_away_at_once_where_all_agreed(desk, page):
    page.open_with("swaps")

    def give(form):
        form.kind.set_value(SwapKind.GIVE_AWAY)
        form.given.set_value(desk.rows[0])
        form.taker.set_value(desk.people["诸葛明远"])
        form.try_to_keep()

    in_form(give)
    page.tools.first.click()
    assert desk.on(THURSDAY) == ["司徒文轩", "诸葛明远"]
    (swap,) = desk.roster.swaps()
    assert swap.state is SwapState.APPLIED
    assert _shown(page.swaps) == []
    page.swaps.filters.choose("all")
    assert [line.giver for line in _shown(page.swaps)] == ["欧阳娜娜"]


def test_a_swap_names_the_shift_of_the_other_and_both_change(desk, page):
    (other,) = desk.put(FRIDAY, "晚班", "上官若雪")
    page.open_with("swaps")

    def swap(form):
        form.kind.set_value(SwapKind.SWAP)
        form.given.set_value(desk.rows[0])
        assert not form.taker.isVisible()
        form.other.set_value(other)
        form.try_to_keep()

    in_form(swap)
    page.tools.first.click()
    assert sorted(desk.on(THURSDAY)) == ["上官若雪", "司徒文轩"]
    assert desk.on(FRIDAY, "晚班") == ["欧阳娜娜"]


def test_a_wish_goes_on_step_by_step(desk, page):
    desk.roster.ask_swap(
        NewSwap(
            kind=SwapKind.COVER_ONCE,
            assignment_id=desk.rows[0],
            to_volunteer_id=desk.people["诸葛明远"],
        )
    )
    page.open_with("swaps")
    assert page.swaps.waiting() == 1
    states = []
    for _step in range(3):
        page.swaps.detail.next.click()
        states.append(desk.roster.swaps()[0].state)
    assert states == [SwapState.ACCEPTED, SwapState.APPROVED, SwapState.APPLIED]
    assert desk.on(THURSDAY) == ["司徒文轩", "诸葛明远"]


def test_a_wish_is_declined_with_a_reason_or_withdrawn(desk, page):
    for row, name in zip(desk.rows, ("诸葛明远", "慕容雨桐"), strict=True):
        desk.roster.ask_swap(
            NewSwap(kind=SwapKind.GIVE_AWAY, assignment_id=row, to_volunteer_id=desk.people[name])
        )
    page.open_with("swaps")
    in_form(lambda form: (form.reason.set_value("那天也没空"), form.try_to_keep()))
    page.swaps.detail.decline.click()
    page.swaps.detail.withdraw.click()
    states = {swap.state for swap in desk.roster.swaps()}
    assert states == {SwapState.DECLINED, SwapState.WITHDRAWN}


def test_the_menu_of_a_person_leads_to_a_swap_that_begins_with_their_shift(desk, page):
    page.week.grid.choose_chip(desk.rows[0])
    menu = page.week.menu.menu_for(page.week.grid.current_part())
    seen = []
    in_form(lambda form: seen.append(form.given.value()))
    next(each for each in menu.actions() if each.text() == "Swap or give away…").trigger()
    assert seen == [desk.rows[0]]


def test_a_leave_shows_what_it_vacates_before_it_is_approved(desk, page):
    page.open_with("leave")

    def ask(form):
        form.who.set_value(desk.people["欧阳娜娜"])
        form.first.set_value(MONDAY + timedelta(days=THURSDAY))
        form.last.set_value(MONDAY + timedelta(days=THURSDAY))
        form.try_to_keep()

    in_form(ask)
    page.tools.first.click()
    (line,) = _shown(page.leave)
    assert line.name == "欧阳娜娜"
    assert page.leave.detail.heading.text() == "Approving vacates 1 shifts"
    told = [each.what for each in page.leave.detail.rows.rows()]
    assert told[0] == "Thu 25/6 早班 08:00–13:00"
    desk.answers.agrees = False
    page.leave.detail.approve.click()
    assert desk.on(THURSDAY) == ["欧阳娜娜", "司徒文轩"]
    desk.answers.agrees = True
    page.leave.detail.approve.click()
    assert desk.on(THURSDAY) == ["司徒文轩"]
    assert desk.volunteers.leaves()[0].state is LeaveState.APPROVED


def test_a_leave_is_declined_with_a_reason(desk, page):
    first = MONDAY + timedelta(days=FRIDAY)
    desk.volunteers.ask_leave(
        NewLeave(volunteer_id=desk.people["司徒文轩"], first_day=first, last_day=first)
    )
    page.open_with("leave")
    in_form(lambda form: (form.reason.set_value("人手不够"), form.try_to_keep()))
    page.leave.detail.decline.click()
    assert desk.volunteers.leaves()[0].state is LeaveState.DECLINED


def test_fairness_shows_the_month_with_those_most_below_first(desk, page):
    page.open_with("fair")
    lines = _shown(page.fair)
    assert len(lines) == 5
    assert lines[-1].line.minutes >= lines[0].line.minutes
    page.tools.forth.click()
    assert page.days.month()[0] == date(2026, 7, 1)
    assert all(each.line.shifts == 0 for each in _shown(page.fair))


def test_templates_are_added_changed_and_put_out_of_use(desk, page, qtbot):
    page.open_with("rules")

    def add(form):
        form.fields.name.set_value("午间帮手")
        form.try_to_keep()

    in_form(add)
    page.rules.add.click()
    assert "午间帮手" in [each.name for each in desk.roster.templates()]
    begins = [each.from_minute for each in page.rules.templates.model.shown_records()]
    assert begins == sorted(begins)
    page.rules.templates.choose_where(lambda each: each.name == "午间帮手")

    def change(form):
        form.fields.needed.set_value(1)
        form.try_to_keep()

    in_form(change)
    qtbot.keyClick(page.rules.templates.view, Qt.Key.Key_Return)
    helper = next(each for each in desk.roster.templates() if each.name == "午间帮手")
    assert helper.needed == 1
    page.rules.templates.choose_where(lambda each: each.name == "午间帮手")
    page.rules.templates.view.actions()[0].trigger()
    assert "午间帮手" not in [each.name for each in desk.roster.templates()]


def test_a_cover_rule_over_midnight_is_kept(desk, page):
    page.open_with("rules")
    page.rules.parts.choose("cover")

    def add(form):
        from datetime import time

        form.name.set_value("夜间值守")
        form.starts.set_value(time(22, 0))
        form.ends.set_value(time(6, 0))
        form.try_to_keep()

    in_form(add)
    page.rules.add.click()
    rule = next(each for each in desk.roster.cover_rules() if each.name == "夜间值守")
    assert (rule.from_minute, rule.to_minute) == (1320, 1800)


def test_a_named_rule_is_weighed_and_its_amount_is_told_in_its_unit(desk, page):
    page.open_with("rules")
    page.rules.parts.choose("rules")
    page.rules.rules.choose_where(lambda line: line.rule is Rule.REST)

    def choose(form):
        assert form.amount.value() == 10
        form.weight.set_value(Weight.BLOCK)
        form.amount.set_value(12)
        form.try_to_keep()

    in_form(choose)
    page.rules.rules.opened.emit(page.rules.rules.current())
    choice = desk.roster.rules()[Rule.REST]
    assert (choice.weight, choice.amount) == (Weight.BLOCK, 720)


def test_rules_that_always_block_offer_nothing_else(page):
    page.open_with("rules")
    page.rules.parts.choose("rules")
    page.rules.rules.choose_where(lambda line: line.rule is Rule.OVERLAP)
    offered = []
    in_form(lambda form: offered.append(form.weight.count()))
    page.rules.rules.opened.emit(page.rules.rules.current())
    assert offered == [1]


def test_a_new_station_is_led_from_its_hours_to_its_first_roster(database, qtbot):
    desk = Rostered(database, templates=False)
    page = desk.window(qtbot).page("roster")
    assert page.week.empty.usual.isVisible()

    def open_roster(panel):
        panel.length.set_value("week")
        panel.open_it.click()

    def keep_usual(form):
        in_form(open_roster)
        form.try_to_keep()

    in_form(keep_usual)
    page.week.empty.usual.click()
    assert desk.roster.templates()
    (period,) = desk.roster.periods()
    assert (period.first_day, period.last_day) == (MONDAY, MONDAY + timedelta(days=6))
    assert page.week.grid.isVisible()
    assert page.week.grid.week().bands


def test_a_shift_is_left_out_of_a_new_roster_before_it_is_made(desk, page):
    page.days.step_weeks(1)

    def leave_out(panel):
        panel.length.set_value("week")
        panel.table.choose_first()
        panel.table.view.actions()[0].trigger()
        panel.open_it.click()

    in_form(leave_out)
    page.tools.first.click()
    next_monday = MONDAY + timedelta(days=7)
    shifts = desk.roster.shifts(next_monday, next_monday + timedelta(days=6))
    assert len(shifts) == 13
    assert [each.name for each in shifts if each.day == next_monday] == ["晚班"]


@pytest.mark.parametrize(
    ("length", "day", "first", "last"),
    [
        ("week", date(2026, 7, 1), date(2026, 6, 29), date(2026, 7, 5)),
        ("month", date(2026, 7, 15), date(2026, 7, 1), date(2026, 7, 31)),
        ("quarter", date(2026, 11, 15), date(2026, 11, 1), date(2027, 1, 31)),
        ("week", TODAY, date(2026, 6, 29), date(2026, 7, 5)),
        ("month", TODAY, date(2026, 6, 29), date(2026, 6, 30)),
    ],
)
def test_the_days_of_a_new_roster_follow_those_there_are(desk, length, day, first, last):
    assert proposed_days(length, day, TODAY, desk.roster.periods()) == (first, last)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 6, 23), date(2026, 6, 1), date(2026, 6, 30)),
        (date(2026, 6, 24), date(2026, 7, 1), date(2026, 7, 31)),
        (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31)),
    ],
)
def test_a_month_that_is_nearly_over_is_not_proposed_for_a_new_roster(today, first, last):
    assert proposed_days("month", today, today, []) == (first, last)


def test_control_enter_makes_the_roster_that_is_seen(desk, page, qtbot):
    page.days.step_weeks(1)
    held = Qt.KeyboardModifier.ControlModifier
    in_form(lambda panel: qtbot.keyClick(panel.open_it, Qt.Key.Key_Return, held))
    page.tools.first.click()
    assert desk.roster.period_on(date(2026, 7, 1)) is not None


def test_without_any_shifts_a_new_roster_begins_with_the_usual_ones(qtbot, database):
    desk = Rostered(database, templates=False)
    page = desk.window(qtbot).page("roster")
    asked = []
    in_form(lambda form: asked.append(form.windowTitle()))
    page.tools.first.click()
    assert asked == ["Usual shifts and cover"]
