"""The forms of the amenities page, filled as a person fills them."""

from datetime import date, datetime, time

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.faults import NewStep, Severity
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.upkeep import Anchor, RunResult, Verdict
from stationdesk.domain.upkeep_lines import FaultLine
from stationdesk.ui.amenities.amenity_choice import NEW_PLACE
from stationdesk.ui.amenities.amenity_form import AmenityForm
from stationdesk.ui.amenities.cost_field import CostField
from stationdesk.ui.amenities.fault_form import FaultForm
from stationdesk.ui.amenities.outages_dialog import OutagesDialog
from stationdesk.ui.amenities.plan_form import PlanForm, ReadyPlansForm
from stationdesk.ui.amenities.plans_dialog import PlansDialog
from stationdesk.ui.amenities.reason_form import RestoreForm, RetireForm
from stationdesk.ui.amenities.run_form import RunForm
from stationdesk.ui.amenities.runs_dialog import RunsDialog
from stationdesk.ui.amenities.skip_form import SkipForm
from stationdesk.ui.amenities.step_form import ACCEPT, StepForm, StopUseForm
from tests.ui.equipped import CHECKS, TODAY, Station, extinguisher, when_opened


@pytest.fixture
def desk(database, qapp):
    return Station(database)


@pytest.fixture
def shown(qtbot):
    def _shown(form):
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return _shown


def amenity_form(desk, amenity=None):
    return AmenityForm(desk.amenities, desk.inventory, TODAY, amenity=amenity, dialogs=desk.answers)


def due(desk, name):
    return next(line for line in desk.amenities.dues(desk.ids[name]))


def run_form(desk, name="立式饮水机"):
    return RunForm(
        desk.amenities, desk.inventory, due(desk, name), TODAY, by="周敏", dialogs=desk.answers
    )


def told(form, about):
    return form.grid.field(about).accessibleDescription()


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize(
    ("name", "model", "kind", "capacity"),
    [
        ("微波炉", "", "microwave", None),
        ("沙发", "三人位", "sofa", 3),
        ("公牛插排", "8位", "charging_strip", 8),
    ],
)
def test_kind_and_capacity_are_recognised_while_one_writes(
    shown, desk, name, model, kind, capacity
):
    form = shown(amenity_form(desk))
    form.name.insert(name)
    form.model.insert(model)
    assert form.kind.value() == kind
    assert form.capacity.isVisible() == (capacity is not None)
    assert form.capacity.value() == capacity


@pytest.mark.parametrize("typed", ["lunyi", "ly", "轮", "wheelchair"])
def test_a_kind_is_found_by_pinyin_initials_and_other_names(shown, desk, typed):
    form = shown(amenity_form(desk))
    completer = form.kind.completer()
    completer.setCompletionPrefix(typed)
    offered = [
        completer.completionModel().index(row, 0).data()
        for row in range(completer.completionCount())
    ]
    assert "Wheelchair" in offered


def test_a_kind_chosen_by_hand_stays(shown, desk):
    form = shown(amenity_form(desk))
    form.kind.set_value("locker")
    form.kind.activated.emit(0)
    form.name.set_value("微波炉")
    assert form.kind.value() == "locker"


def test_filling_and_make_are_asked_of_extinguishers_only(shown, desk):
    form = shown(amenity_form(desk))
    assert not form.agent.isVisible()
    form.name.set_value("二氧化碳灭火器")
    assert form.agent.isVisible()
    assert form.made_on.isVisible()
    assert form.agent.value() == Agent.CO2.value


def test_an_amenity_is_entered_with_the_plans_ticked_and_undone_as_one(shown, desk):
    form = shown(amenity_form(desk))
    form.name.set_value("干粉灭火器")
    assert len(form.templates.ticks) > 1
    form.try_to_keep()
    assert "production date" in told(form, "made_on")
    assert len(desk.amenities.register()) == 3
    form.made_on.set_value(date(2025, 5, 1))
    form.try_to_keep()
    assert form.amenity_id is not None
    assert len(desk.amenities.plans(form.amenity_id)) == len(form.templates.ticks)
    desk.take_back()
    assert len(desk.amenities.register()) == 3


def test_a_new_place_is_written_down_with_the_amenity(shown, desk):
    form = shown(amenity_form(desk))
    form.name.set_value("雨伞架")
    form.place.set_value(NEW_PLACE)
    assert form.place_name.isVisible()
    form.place_name.set_value("门厅")
    form.try_to_keep()
    assert desk.amenities.amenity(form.amenity_id).place.name == "门厅"


def test_a_changed_number_may_keep_the_old_one_for_the_days_before(shown, desk):
    amenity = desk.amenities.amenity(desk.ids["立式饮水机"])
    form = shown(amenity_form(desk, amenity))
    assert not form.from_day.isVisible()
    form.pieces.set_value(3)
    form.from_day.set_value(date(2026, 6, 20))
    form.try_to_keep()
    before = desk.amenities.line(amenity.id, date(2026, 6, 19))
    assert (before.amenity.pieces, desk.amenities.amenity(amenity.id).pieces) == (2, 3)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(shown, desk):
    amenity = desk.amenities.amenity(desk.ids["微波炉"])
    form = shown(amenity_form(desk, amenity))
    desk.amenities.change(amenity.id, amenity.as_entered(), amenity.version)
    form.keeper.set_value("李强")
    form.try_to_keep()
    assert form.isVisible()
    assert not form.note.isHidden()


def test_an_amenity_is_retired_with_a_reason_and_comes_back(shown, desk):
    amenity_id = desk.ids["微波炉"]
    form = shown(
        RetireForm(desk.amenities, desk.amenities.amenity(amenity_id), TODAY, dialogs=desk.answers)
    )
    form.try_to_keep()
    assert told(form, "reason") == "This is required."
    form.reason.set_value("到使用年限")
    form.try_to_keep()
    retired = desk.amenities.amenity(amenity_id)
    assert retired.retired_on == TODAY
    shown(RestoreForm(desk.amenities, retired, TODAY, dialogs=desk.answers)).try_to_keep()
    assert desk.amenities.amenity(amenity_id).retired_on is None


def test_a_checklist_is_answered_by_keys(qtbot, shown, desk):
    form = shown(run_form(desk))
    form.checklist.setFocus()
    press(qtbot, Qt.Key.Key_Y, Qt.Key.Key_N)
    assert QApplication.focusWidget() is form.checklist.rows[1].note
    QApplication.focusWidget().insert("漏水")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Minus)
    verdicts = [answer.verdict for answer in form.checklist.value()]
    assert verdicts == [Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE]
    assert form.finding.value() == RunResult.ABNORMAL
    assert form.reports.value()
    assert form.description.value() == "漏水"
    assert not form.checklist.isAncestorOf(QApplication.focusWidget())


def test_all_the_rest_is_in_order_by_one_key(qtbot, shown, desk):
    form = shown(run_form(desk))
    form.checklist.rows[0].take(Verdict.NOT_APPLICABLE)
    qtbot.keyClick(form, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(form.checklist.value()) == len(CHECKS))
    assert form.finding.value() == RunResult.NORMAL


def test_upkeep_is_not_logged_with_lines_unanswered(shown, desk):
    form = shown(run_form(desk))
    form.try_to_keep()
    assert form.isVisible()
    assert CHECKS[0] in told(form, "answers")


def test_upkeep_takes_spares_and_reports_its_fault_in_one_deed(shown, desk):
    spare = desk.spares()
    form = shown(run_form(desk))
    form.checklist.rows[0].take(Verdict.NO)
    form.checklist.rows[0].note.set_value("不出热水")
    for row in form.checklist.rows[1:]:
        row.take(Verdict.YES)
    line = form.spares.add_row()
    line.item.set_value(spare)
    line.quantity.set_value(2)
    form.cost.set_value(3050)
    form.stoppage.stops.setChecked(True)
    form.stoppage.time.set_value(time(9))
    form.stoppage.pieces.set_value(1)
    form.try_to_keep()
    assert not form.isVisible()
    run = desk.amenities.runs(desk.ids["立式饮水机"])[0].run
    fault = desk.amenities.faults(desk.ids["立式饮水机"])[0]
    assert (run.result, run.cost_fen, desk.on_shelf(spare)) == ("abnormal", 3050, 8)
    assert (fault.description, fault.open_outage.pieces) == ("不出热水", 1)
    desk.take_back()
    assert desk.on_shelf(spare) == 10
    assert desk.amenities.faults(desk.ids["立式饮水机"]) == []


def test_more_spares_than_the_stock_has_are_refused_in_the_form(shown, desk):
    spare = desk.spares(quantity=1)
    form = shown(run_form(desk, "急救箱"))
    line = form.spares.add_row()
    line.item.set_value(spare)
    line.quantity.set_value(5)
    form.try_to_keep()
    assert form.isVisible()
    assert not form.note.isHidden()
    line.quantity.set_value(None)
    form.try_to_keep()
    assert told(form, "spares") == "Write how many pieces are taken."
    line.remove.click()
    form.try_to_keep()
    assert not form.isVisible()


def test_days_missed_before_are_skipped_where_a_reason_is_given(shown, desk):
    form = shown(run_form(desk))
    assert form.skipped.isVisible()
    for row in form.checklist.rows:
        row.take(Verdict.YES)
    form.skipped.set_value("驿站闭站")
    form.try_to_keep()
    runs = desk.amenities.runs(desk.ids["立式饮水机"])
    results = {str(line.run.due_on): line.run.result.value for line in runs}
    assert results == {"2026-06-29": "normal", "2026-06-22": "skipped", "2026-06-15": "skipped"}


def test_due_days_are_skipped_all_or_some_with_one_reason(shown, desk):
    form = shown(SkipForm(desk.amenities, due(desk, "立式饮水机"), dialogs=desk.answers))
    assert len(form.days()) == 3
    form.until.set_value(2)
    assert [str(day) for day in form.days()] == ["2026-06-15", "2026-06-22"]
    form.by.set_value("王芳")
    form.try_to_keep()
    assert told(form, "reason") == "This is required."
    form.reason.set_value("人手不足")
    form.try_to_keep()
    assert due(desk, "立式饮水机").due.due_on == date(2026, 6, 29)


def test_a_plan_is_written_with_its_coming_days_shown(shown, desk):
    amenity = desk.amenities.amenity(desk.ids["微波炉"])
    form = shown(PlanForm(desk.amenities, amenity, TODAY, dialogs=desk.answers))
    form.task.set_value("清洁内腔")
    form.every.set_value(1)
    form.unit.set_value(PeriodUnit.MONTH.value)
    form.first.set_value(date(2026, 1, 31))
    assert "2026-01-31, 2026-02-28, 2026-03-31" in form.foreseen.text()
    form.anchor.set_value(Anchor.COMPLETION.value)
    assert "counted from the day" in form.foreseen.text()
    form.checklist.set_value("腔体无油污\n转盘完好")
    form.try_to_keep()
    plan = desk.amenities.plan(form.plan_id)
    assert plan.checklist == ("腔体无油污", "转盘完好")
    assert plan.anchor is Anchor.COMPLETION


def test_a_ready_made_plan_fills_the_form_or_says_what_it_lacks(shown, desk):
    bare = desk.amenities.amenity(desk.amenities.add(extinguisher()))
    form = shown(PlanForm(desk.amenities, bare, TODAY, dialogs=desk.answers))
    keys = [key for key in form._offered if key]
    for key in keys:
        form.ready.set_value(key)
    assert not form.note.isHidden()
    kit = desk.amenities.amenity(desk.ids["急救箱"])
    other = shown(PlanForm(desk.amenities, kit, TODAY, dialogs=desk.answers))
    other.ready.set_value("first_aid_kit.glance")
    assert other.task.value()
    assert other.checklist.value().count("\n") == 3


def test_a_plan_is_changed_and_ended_in_the_list_of_plans(shown, desk):
    panel = shown(PlansDialog(desk.amenities, desk.ids["急救箱"], TODAY, desk.answers))

    def rename(form):
        form.task.set_value("急救箱清点")
        form.try_to_keep()

    when_opened(rename)
    panel.edit.click()
    assert [line.plan.task for line in panel.table.model.shown_records()] == ["急救箱清点"]
    panel.end.click()
    assert list(panel.table.model.shown_records()) == []
    panel.with_ended.setChecked(True)
    assert len(panel.table.model.shown_records()) == 1


def test_several_ready_made_plans_are_added_at_once(shown, desk):
    kit = desk.amenities.amenity(desk.ids["急救箱"])
    before = len(desk.amenities.plans(kit.id))
    form = shown(ReadyPlansForm(desk.amenities, kit, TODAY, dialogs=desk.answers))
    form.try_to_keep()
    assert len(desk.amenities.plans(kit.id)) == before + len(form.templates.ticks)
    again = shown(ReadyPlansForm(desk.amenities, kit, TODAY, dialogs=desk.answers))
    assert not any(tick.isEnabled() for tick in again.templates.ticks.values())


def test_a_fault_is_reported_with_stoppage_pieces_and_photo(shown, desk):
    from tests.ui.test_amenities_page import photo

    form = shown(
        FaultForm(
            desk.amenities,
            desk.attachments,
            TODAY,
            amenity_id=desk.ids["立式饮水机"],
            dialogs=desk.answers,
        )
    )
    assert form.by.value() == "周敏"
    assert not form.stoppage.day.isVisible()
    form.description.set_value("漏水")
    form.severity.set_value(Severity.DANGER.value)
    form.stoppage.stops.setChecked(True)
    form.stoppage.time.set_value(time(23))
    form.photo.set_value(photo(), "漏水.png")
    form.try_to_keep()
    assert "future" in told(form, "stops_use_from")
    form.stoppage.time.set_value(time(9))
    form.stoppage.pieces.set_value(1)
    form.try_to_keep()
    fault = desk.amenities.fault(form.fault_id)
    assert (fault.severity, fault.open_outage.pieces) == (Severity.DANGER, 1)
    assert len(desk.attachments.of("fault", fault.uid)) == 1


def test_an_amenity_is_chosen_by_initials_and_enter_goes_on(qtbot, shown, desk):
    form = shown(FaultForm(desk.amenities, desk.attachments, TODAY, dialogs=desk.answers))
    form.amenity.setFocus()
    form.amenity.lineEdit().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), "wbl")
    QApplication.processEvents()
    press(qtbot, Qt.Key.Key_Return)
    assert form.amenity.value() == desk.ids["微波炉"]
    assert form.severity.hasFocus()


def test_use_is_stopped_later(shown, desk):
    fault_id = desk.report(stops_use_from=None)
    line = FaultLine(desk.amenities.amenity(desk.ids["微波炉"]), desk.amenities.fault(fault_id))
    form = shown(StopUseForm(desk.amenities, line, dialogs=desk.answers))
    form.stoppage.time.set_value(time(10))
    form.try_to_keep()
    outage = desk.amenities.fault(fault_id).open_outage
    assert outage.started_at == datetime(2026, 6, 30, 10)


def test_acceptance_says_from_when_it_can_be_used_again(shown, desk):
    fault_id = desk.report()
    desk.amenities.finish_repair(fault_id, NewStep(on=date(2026, 6, 29), done_by="售后"))
    line = FaultLine(desk.amenities.amenity(desk.ids["微波炉"]), desk.amenities.fault(fault_id))
    form = shown(
        StepForm(desk.amenities, desk.inventory, line, ACCEPT, TODAY, dialogs=desk.answers)
    )
    assert form.by.value() == "周敏"
    assert not form.cost.isVisible()
    form.again_day.set_value(date(2026, 6, 29))
    form.again_time.set_value(time(18))
    form.try_to_keep()
    fault = desk.amenities.fault(fault_id)
    assert fault.outages[0].ended_at == datetime(2026, 6, 29, 18)


def test_a_record_of_upkeep_is_found_and_voided(shown, desk):
    form = shown(run_form(desk, "急救箱"))
    form.words.set_value("补了纱布")
    form.try_to_keep()
    panel = shown(RunsDialog(desk.amenities, TODAY, desk.answers))
    panel.search.setText("纱布")
    assert len(panel.table.model.shown_records()) == 1
    panel.search.setText("电池")
    assert len(panel.table.model.shown_records()) == 0
    panel.search.clear()
    panel.table.choose_first()
    assert "补了纱布" in panel.told.text()

    def void(question):
        question.reason.set_value("重复登记")
        question.try_to_keep()

    when_opened(void)
    panel.void.click()
    assert list(panel.table.model.shown_records()) == []
    assert due(desk, "急救箱").due.due_on == TODAY


def test_outages_stand_under_the_availability_of_each_amenity(shown, desk):
    desk.report()
    panel = shown(OutagesDialog(desk.amenities, TODAY, amenity_id=desk.ids["微波炉"]))
    assert panel.table.current().amenity.name == "微波炉"
    assert panel.table.current().availability.percent < 100
    assert [each.reason for each in panel.outages.model.shown_records()] == ["不加热"]


@pytest.mark.parametrize(
    ("typed", "fen"), [("25", 2500), ("25.5", 2550), ("¥１２．３０", 1230), ("1,200元", 120000)]
)
def test_a_cost_is_read_as_people_write_it(qtbot, typed, fen):
    field = CostField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert (field.value(), field.unreadable()) == (fen, "")


@pytest.mark.parametrize("typed", ["abc", "1.234", "-5"])
def test_what_is_no_sum_is_said_to_be_none(qtbot, typed):
    field = CostField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.unreadable()
