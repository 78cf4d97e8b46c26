import pytest
from PyQt6.QtCore import QItemSelectionModel, Qt

from stationdesk.ui.tiers.compare_window import CompareWindow
from stationdesk.ui.tiers.day_form import DayForm
from stationdesk.ui.tiers.history_window import HistoryWindow
from stationdesk.ui.tiers.sign_form import SignForm
from stationdesk.ui.tiers.snapshot_window import SnapshotWindow
from tests.services.tier_records import TODAY, days
from tests.ui.tier_page import Desk, furnish, see_everything


@pytest.fixture
def desk(context):
    furnish()
    return Desk(context)


@pytest.fixture
def history(qtbot, desk):
    def _history(view="signed", subjects=()):
        made = HistoryWindow(desk.tiers, desk.attachments, desk.answers, view, subjects)
        qtbot.addWidget(made)
        made.show()
        return made

    return _history


def sign_form(qtbot, desk, person="李敏"):
    form = SignForm(
        desk.tiers, desk.tiers.assess(), people=["李敏"], person=person, dialogs=desk.answers
    )
    qtbot.addWidget(form)
    form.show()
    return form


def test_signing_shows_what_will_be_frozen_and_warns_of_what_is_unchecked(qtbot, desk):
    form = sign_form(qtbot, desk)
    told = [child.accessibleName() for child in form.facts.children() if child.isWidgetType()]
    assert "Tier attained No tier" in told
    assert form.warning.isVisible()
    form.try_to_keep()
    (signed,) = desk.tiers.assessments()
    assert (signed.id, signed.assessor, signed.attained) == (form.signed, "李敏", None)


def test_nobody_signs_without_a_name(qtbot, desk):
    form = sign_form(qtbot, desk, person="")
    form.try_to_keep()
    assert form.isVisible()
    assert desk.tiers.assessments() == []


def test_a_complete_station_is_signed_without_a_warning(qtbot, desk):
    see_everything(desk.tiers)
    assert not sign_form(qtbot, desk).warning.isVisible()


def test_signed_assessments_are_listed_the_newest_first(desk, history):
    first = desk.tiers.sign_off("李敏", days(-30))
    see_everything(desk.tiers)
    second = desk.tiers.sign_off("李敏")
    window = history()
    assert [one.id for one in window.signed.model.shown_records()] == [second, first]


def test_exactly_two_can_be_compared(qtbot, desk, history):
    desk.tiers.sign_off("李敏", days(-30))
    desk.tiers.sign_off("李敏")
    window = history()
    window.signed.choose_first()
    assert window.open_one.isEnabled()
    assert not window.compare.isEnabled()
    flags = QItemSelectionModel.SelectionFlag
    window.signed.view.selectionModel().select(
        window.signed.model.index(1, 0), flags.Select | flags.Rows
    )
    assert window.compare.isEnabled()
    assert not window.open_one.isEnabled()


def test_a_signed_assessment_leads_to_its_report(qtbot, desk, history):
    signed = desk.tiers.sign_off("李敏")
    window = history()
    heard = []
    window.turn_to.connect(lambda page, argument: heard.append((page, argument)))
    window.signed.choose_first()
    qtbot.mouseClick(window.print, Qt.MouseButton.LeftButton)
    assert heard == [("reports", ("assessment", signed))]


def test_a_snapshot_stays_as_it_was_signed(qtbot, desk):
    signed = desk.tiers.sign_off("李敏")
    see_everything(desk.tiers)
    window = SnapshotWindow(desk.tiers.snapshot(signed), desk.tiers.signed(signed))
    qtbot.addWidget(window)
    window.show()
    findings = window.table.model.shown_records()
    assert len(findings) == 16
    assert sum(one.state.counts for one in findings) < 16


def test_a_comparison_is_filtered_by_the_way_services_went(qtbot, desk):
    first = desk.tiers.sign_off("李敏", days(-1))
    see_everything(desk.tiers)
    second = desk.tiers.sign_off("李敏")
    comparison = desk.tiers.compare(first, second)
    window = CompareWindow(comparison)
    qtbot.addWidget(window)
    window.show()
    window.views.choose("better")
    shown = window.table.model.shown_records()
    assert shown
    assert {item.change.value for item in shown} == {"better"}
    window.views.choose("all")
    assert len(window.table.model.shown_records()) == len(comparison.items)


def test_checks_are_found_by_person_and_voided_from_the_list(qtbot, desk, history):
    see_everything(desk.tiers)
    window = history("checks", ("exits_clear",))
    assert len(window.looks.model.shown_records()) == 1
    window.search.setText("王")
    assert window.looks.model.shown_records() == []
    window.search.setText("李敏")
    window.looks.choose_first()
    qtbot.mouseClick(window.void, Qt.MouseButton.LeftButton)
    assert desk.tiers.hand_checks("exits_clear")[0].voided
    assert not window.void.isEnabled()


def test_exemptions_are_listed_and_voided(qtbot, desk, history):
    desk.tiers.exempt("S16", reason="由大厅办理", approved_by="刘洋")
    window = history("exemptions")
    window.exemptions.choose_first()
    qtbot.mouseClick(window.void, Qt.MouseButton.LeftButton)
    assert desk.tiers.exemptions()[0].voided


def test_a_day_to_come_cannot_be_viewed(qtbot, desk):
    form = DayForm(TODAY, TODAY, desk.answers)
    qtbot.addWidget(form)
    form.show()
    form.day.set_value(days(1))
    form.try_to_keep()
    assert form.isVisible()
    form.day.set_value(days(-1))
    form.try_to_keep()
    assert not form.isVisible()
