"""Papers of roster, volunteers and hours on the reports page."""

from datetime import date
from functools import partial

import icalendar
import pypdfium2
import pytest
from PyQt6.QtCore import QThreadPool
from PyQt6.QtWidgets import QApplication

from stationdesk.services.drafts import Choice
from stationdesk.services.report_catalogue import REPORT, Asks
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.reports.page import ReportsPage
from stationdesk.ui.reports.record_choices import records_to_choose
from tests.services.served_station import ServedStation
from tests.ui.answers import Answers


@pytest.fixture
def station(database):
    made = ServedStation(database)
    made.publish()
    made.serve()
    made.train()
    made.paper = made.record()
    return made


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def page(qtbot, station, answers):
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
    made = ReportsPage(
        desk.reports, desk.exports, choices, jobs, answers, lambda: station.at.date()
    )
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.list.choose("roster-week")
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


def words(page, number=0):
    document = pypdfium2.PdfDocument(page._shown[2])
    try:
        return "".join(document[number].get_textpage().get_text_range().split())
    finally:
        document.close()


def seen(page):
    """The fields of the roster's papers that are in sight."""
    return {
        asked
        for asked, _name, chooser, _width in page.options.service.cells()
        if chooser.isVisible()
    }


ROSTER_ASKS = {
    Asks.VOLUNTEER,
    Asks.CARDS,
    Asks.TRAINING,
    Asks.SERVICE_RECORD,
    Asks.CERTIFICATE,
    Asks.MONTH,
    Asks.ROWS,
    Asks.WEEK,
    Asks.NAMES,
    Asks.POSTER,
    Asks.PRINTED,
}


@pytest.mark.parametrize(
    "key", ["roster-week", "roster-month", "signin-sheet", "my-shifts", "service-record"]
)
def test_just_what_a_paper_asks_for_can_be_chosen(qtbot, page, key):
    turn_to(qtbot, page, key)
    assert seen(page) == REPORT[key].asks & ROSTER_ASKS


def test_names_are_whole_once_they_are_asked_for(qtbot, page):
    assert "欧阳*" in words(page)
    page.options.service.full_names.click()
    wait(qtbot, page)
    assert "欧阳娜娜" in words(page)


def test_the_roster_turns_so_that_people_are_its_rows(qtbot, page):
    turn_to(qtbot, page, "roster-month")
    assert "Shiftsinall" not in words(page)
    page.options.service.rows.set_value("people")
    page.options.service.rows.edited.emit()
    wait(qtbot, page)
    assert "Shiftsinall" in words(page)


def test_a_month_is_chosen_by_its_name(qtbot, page):
    turn_to(qtbot, page, "roster-month")
    assert page.options.choice().first == date(2026, 6, 1)
    page.options.service.month.set_value(date(2026, 7, 1))
    page.options.service.month.edited.emit()
    wait(qtbot, page)
    assert (page.options.choice().first, page.options.choice().last) == (
        date(2026, 7, 1),
        date(2026, 7, 31),
    )
    assert "2026/7" in words(page)


def test_ones_own_shifts_are_saved_for_the_phone(qtbot, page, station, answers, tmp_path):
    page.open_with(("my-shifts", station.situ))
    wait(qtbot, page)
    assert "司徒文轩" in words(page)
    assert page.save_other.accessibleName() == "Save for the phone's calendar"
    answers.save_to = tmp_path / "V-0002.ics"
    page.save_other.click()
    qtbot.waitUntil(answers.save_to.exists)
    (event,) = icalendar.Calendar.from_ical(answers.save_to.read_bytes()).walk("VEVENT")
    assert answers.asked == ["枫桥路便民服务驿站 My shifts V-0002 2026_6.ics"]
    assert event["summary"] == "夜间巡查"
    qtbot.waitUntil(lambda: page.save.isEnabled())


def test_another_page_can_ask_for_one_volunteers_card(qtbot, page, station):
    page.open_with(("volunteer-cards", station.situ))
    wait(qtbot, page)
    assert "司徒文轩" in words(page)
    assert "欧阳娜娜" not in words(page)
    page.open_with("volunteer-cards")
    wait(qtbot, page)
    assert "欧阳娜娜" in words(page)


def test_a_record_is_only_looked_at_until_it_is_printed_for_good(qtbot, page, station):
    page.open_with(("service-record", station.paper))
    wait(qtbot, page)
    assert "Preview,notvalid" in words(page)
    page.options.service.printed.click()
    wait(qtbot, page)
    assert "Preview" not in words(page)
    assert station.desk.attendance.certificate(station.paper).copies == 1


def test_turning_back_to_a_record_prints_nothing_more(qtbot, page, station):
    page.open_with(("service-record", station.paper))
    wait(qtbot, page)
    page.options.service.printed.click()
    wait(qtbot, page)
    turn_to(qtbot, page, "volunteers")
    turn_to(qtbot, page, "service-record")
    assert "Preview,notvalid" in words(page)
    page.hide()
    page.show()
    wait(qtbot, page)
    assert station.desk.attendance.certificate(station.paper).copies == 1


def test_what_was_chosen_for_one_paper_does_not_print_another_for_good(page):
    page.options.set_choice(Choice(printed=True))
    page.options.show_asks({Asks.SERVICE_RECORD, Asks.PRINTED})
    assert not page.options.choice().printed
