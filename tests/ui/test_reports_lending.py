"""Labels, slips and call sheets on the reports page."""

from datetime import timedelta
from functools import partial

import pypdfium2
import pytest
from PyQt6.QtCore import Qt, QThreadPool
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.labels import LabelKind
from stationdesk.services.drafts import Choice, LabelChoice
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.reports.entries import Group
from stationdesk.ui.reports.page import ReportsPage
from stationdesk.ui.reports.record_choices import records_to_choose
from tests.conftest import TODAY
from tests.services.lending.lent_station import WHOLE_PHONE, LentStation, ago
from tests.ui.answers import Answers


@pytest.fixture
def station(context):
    filled = LentStation(context)
    filled.lend_chair(ago(10))
    filled.lend(on=ago(1))
    return filled


@pytest.fixture
def page(qtbot, station):
    desk = station.desk
    jobs = JobRunner(QThreadPool.globalInstance())
    choices = partial(
        records_to_choose,
        desk.inventory,
        desk.tiers,
        desk.retention,
        desk.lending,
        desk.feedback,
        desk.volunteers,
        desk.attendance,
        desk.inspections,
        desk.month_report,
    )
    made = ReportsPage(desk.reports, desk.exports, choices, jobs, Answers(), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.list.choose("loans-blank")
    made.show()
    wait(qtbot, made)
    yield made
    jobs.cancel_all()
    QApplication.processEvents()


def wait(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_waiting(), timeout=20_000)


def turn_to(qtbot, page, key):
    assert page.list.choose(key)
    wait(qtbot, page)


def shown(page, number=0):
    """Return the words of a page of the paper in sight."""
    document = pypdfium2.PdfDocument(page._shown[2])
    try:
        return "".join(document[number].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_the_papers_of_lending_stand_together(page):
    keys = [entry.key for entry in page.list.shown() if entry.group is Group.LENDING]
    assert keys[:4] == ["loans", "loans-blank", "overdue", "call-sheet"]
    assert [entry.key for entry in page.list.shown() if entry.group is Group.LABELS] == ["labels"]


def test_labels_are_chosen_by_kind_paper_and_place(qtbot, page):
    turn_to(qtbot, page, "labels")
    fields = page.options.labels
    assert shown(page).startswith("BX-001")
    fields.of.set_value(LabelKind.AMENITY)
    fields.layout.set_value("5x13")
    fields.start.set_value(65)
    wait(qtbot, page)
    expected = LabelChoice(of=LabelKind.AMENITY, layout="5x13", start=65)
    assert page.options.choice() == Choice(labels=expected)
    assert shown(page).startswith("SS-0001")


def test_a_place_that_the_sheet_has_not_is_said_instead_of_made(qtbot, page):
    turn_to(qtbot, page, "labels")
    page.options.labels.start.set_value(25)
    wait(qtbot, page)
    assert page.preview.sentence() == "Write a number from 1 to 24."
    assert not page.save.isEnabled()
    page.options.labels.start.setText("")
    wait(qtbot, page)
    assert "from 1" in page.preview.sentence()


def test_a_label_printer_has_no_first_place_to_choose(qtbot, page):
    turn_to(qtbot, page, "labels")
    fields = page.options.labels
    fields.start.set_value(7)
    fields.layout.set_value("60x40")
    wait(qtbot, page)
    assert not fields.start.isEnabled()
    assert page.options.choice().labels.start == 1
    assert page.preview.pages.page_count() == 2
    fields.layout.set_value("3x8")
    assert fields.start.isEnabled()


@pytest.mark.parametrize("how", ["tuple", "choice"])
def test_another_page_may_ask_for_the_labels_of_some_things(qtbot, page, station, how):
    wanted = LabelChoice(of=LabelKind.PIECE, ids=frozenset({station.piece}))
    argument = (
        ("labels", "piece", (station.piece,))
        if how == "tuple"
        else ("labels", Choice(labels=wanted))
    )
    page.open_with(argument)
    wait(qtbot, page)
    assert page.options.choice().labels == wanted
    assert page.options.labels.of.currentText() == "Those chosen before (1)"
    assert "LY-001" in shown(page)
    assert "BX-001" not in shown(page)
    page.options.labels.of.set_value(LabelKind.PLACE)
    wait(qtbot, page)
    assert page.options.choice().labels.ids is None
    assert shown(page).startswith("KW-001")


def test_a_slip_is_chosen_among_what_is_out(qtbot, page, station):
    page.refresh()
    turn_to(qtbot, page, "loan-slip")
    loans = [page.options.loan.itemText(at) for at in range(page.options.loan.count())]
    day = f"{ago(1):%Y%m%d}"
    assert loans[:2] == ["The newest loan", f"JY-{day}-001 · 张* 5678 · 雨伞"]
    assert all("欧阳静" not in words for words in loans)
    page.options.loan.setCurrentIndex(2)
    wait(qtbot, page)
    assert "轮椅LY-001" in shown(page)


def test_the_desk_may_ask_for_the_slip_of_a_loan_it_just_made(qtbot, page, station):
    loan = station.lend()
    page.open_with(("loan-slip", loan))
    wait(qtbot, page)
    assert page.options.choice() == Choice(record=loan)
    assert f"JY-{TODAY:%Y%m%d}-001" in shown(page)


def test_whole_numbers_are_shown_once_the_reason_is_written_to_its_end(qtbot, page, station):
    turn_to(qtbot, page, "call-sheet")
    assert "****8899" in shown(page)
    field = page.options.reason
    field.setFocus()
    qtbot.keyClicks(field, "phone them")
    wait(qtbot, page)
    assert noted(station) == 0, "half a reason is none"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait(qtbot, page)
    assert WHOLE_PHONE in shown(page)
    assert noted(station) == 1


def test_who_comes_back_to_the_page_sees_no_whole_numbers(qtbot, page, station):
    turn_to(qtbot, page, "call-sheet")
    page.options.reason.set_value("phone them")
    page.options.reason.editingFinished.emit()
    wait(qtbot, page)
    page.hide()
    page.show()
    page.refresh()
    wait(qtbot, page)
    assert page.options.reason.value() == ""
    assert WHOLE_PHONE not in shown(page)
    assert noted(station) == 1


def test_turning_to_another_paper_forgets_the_reason(qtbot, page, station):
    turn_to(qtbot, page, "call-sheet")
    page.options.reason.set_value("phone them")
    page.options.reason.editingFinished.emit()
    wait(qtbot, page)
    turn_to(qtbot, page, "overdue")
    turn_to(qtbot, page, "call-sheet")
    assert WHOLE_PHONE not in shown(page)
    assert noted(station) == 1


def noted(station):
    from stationdesk.store.plain_sql import value

    return value("SELECT COUNT(*) FROM audit_event WHERE action = 'unmask'")


def test_the_figures_of_a_usual_period_are_shown(qtbot, page):
    turn_to(qtbot, page, "loan-figures")
    page.options.period.choose("last_month")
    wait(qtbot, page)
    assert page.preview.pages.page_count() == 1
    assert page.options.choice().last == TODAY.replace(day=1) - timedelta(days=1)
