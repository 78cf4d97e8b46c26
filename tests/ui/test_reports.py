import csv
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QThreadPool
from PyQt6.QtGui import QPageLayout
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPrintSupport import QPrinter
from PyQt6.QtWidgets import QApplication, QPushButton

from stationdesk.domain.goods import NewItem
from stationdesk.domain.keeping.kept import HandOver, NewKeptThing
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.domain.stocktake import NewStocktake
from stationdesk.services.desk import Desk
from stationdesk.services.drafts import Choice
from stationdesk.services.exports import LISTINGS
from stationdesk.services.report_catalogue import REPORTS
from stationdesk.ui.icons import Icon
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.reports.entries import GROUP_OF
from stationdesk.ui.reports.page import ReportsPage
from stationdesk.ui.reports.printing import print_pages, take_page_shape
from stationdesk.ui.reports.record_choices import records_to_choose
from stationdesk.ui.theme import Dress
from tests.conftest import TODAY


class Answers:
    """A person who saves where the test says."""

    def __init__(self, folder):
        self.path = folder / "out.pdf"
        self.proposed = []

    def save_path(self, _parent, proposed, kinds=""):
        self.proposed.append((proposed, kinds))
        return self.path


class Printers:
    """A room with or without a printer, which remembers what it was given."""

    def __init__(self, *, any_printer=True):
        self.any_printer = any_printer
        self.printed = []

    def has_printer(self):
        return self.any_printer

    def ask(self, _parent, paper, title):
        self.printed.append((QPdfDocument(None), paper, title))

        def work():
            yield 0, 1, ""
            return 1

        return work


@pytest.fixture
def desk(context):
    desk = Desk(context)
    desk.station.set_up(NewStation(name="枫桥路驿站", code="FQ-01"))
    shelf = desk.inventory.add_place(NewPlace(name="货架"))
    for name, pieces in (("雨伞", 8), ("口罩", 40)):
        item = desk.inventory.add_item(NewItem(name=name, unit="件", place_id=shelf))
        line = ReceiptLine(item_id=item, quantity=pieces)
        desk.inventory.receive(
            NewReceipt(business_date=TODAY, lines=(line,), source=Source.PURCHASE)
        )
    return desk


@pytest.fixture
def answers(tmp_path):
    return Answers(tmp_path)


@pytest.fixture
def printers():
    return Printers()


@pytest.fixture
def opened():
    return []


@pytest.fixture
def page(qtbot, desk, answers, printers, opened):
    jobs = JobRunner(QThreadPool.globalInstance())
    made = ReportsPage(
        desk.reports,
        desk.exports,
        partial(
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
        ),
        jobs,
        answers,
        lambda: TODAY,
        printing=printers,
        opener=lambda path: opened.append(path) or True,
    )
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.list.choose("faults")
    made.show()
    wait(qtbot, made)
    yield made
    jobs.cancel_all()
    QApplication.processEvents()


def wait(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_waiting(), timeout=20_000)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def turn_to(qtbot, page, key, *, listing=False):
    assert page.list.choose(key, listing=listing)
    wait(qtbot, page)


def test_every_paper_stands_in_a_group(page):
    assert set(GROUP_OF) == {report.key for report in REPORTS}
    assert len(page.list.shown()) == len(REPORTS) + len(LISTINGS)


def test_a_paper_is_shown_at_once_and_says_what_it_is_saved_as(qtbot, page):
    assert page.preview.pages.page_count() >= 1
    assert page.save_other.accessibleName() == "Save as Excel"
    turn_to(qtbot, page, "compliance")
    assert page.preview.pages.page_count() >= 1
    assert page.save.accessibleName() == "Save as PDF"
    assert page.save_other.isHidden()


LACKING = {
    "inspection-sheet",
    "corrective-notice",
    "kit-check",
    "kit-check-blank",
    "count-sheet",
    "loan-slip",
    "feedback-sheet",
    "retention-record",
    "labels",
    "my-shifts",
    "hours-statement",
    "volunteer-cards",
    "training-record",
    "service-record",
    "service-certificate",
}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
def test_every_paper_is_shown_or_says_why_not(qtbot, page, report):
    turn_to(qtbot, page, report.key)
    if report.key in LACKING:
        assert page.preview.sentence()
        assert not page.save.isEnabled()
    else:
        assert page.preview.pages.page_count() >= 1
        assert page.save.isEnabled()


def test_a_paper_is_saved_as_pdf_and_opened(qtbot, page, answers, opened):
    press(qtbot, page.save)
    qtbot.waitUntil(lambda: answers.path.exists() and not page.note.isHidden())
    assert answers.path.read_bytes().startswith(b"%PDF")
    assert answers.proposed[0][0].endswith(".pdf")
    assert str(answers.path) in page.note.words.text()
    page.note.acted.emit()
    assert opened == [answers.path]


def test_saving_goes_by_its_keys_for_every_paper(qtbot, page, answers):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    turn_to(qtbot, page, "inventory")
    qtbot.keyClick(page, Qt.Key.Key_S, control)
    qtbot.waitUntil(lambda: len(answers.proposed) == 1 and page.save.isEnabled())
    qtbot.keyClick(page, Qt.Key.Key_S, control | shift)
    qtbot.waitUntil(lambda: len(answers.proposed) == 2 and page.save.isEnabled())
    assert [kinds for _name, kinds in answers.proposed] == ["PDF (*.pdf)", "Excel (*.xlsx)"]


def test_the_ending_is_added_where_it_was_not_typed(qtbot, page, answers, tmp_path):
    turn_to(qtbot, page, "inventory")
    answers.path = tmp_path / "六月台账"
    press(qtbot, page.save_other)
    qtbot.waitUntil(lambda: (tmp_path / "六月台账.xlsx").exists())


def test_what_cannot_be_written_stays_in_the_note(qtbot, page, answers, tmp_path):
    answers.path = tmp_path / "gone" / "a.pdf"
    press(qtbot, page.save)
    qtbot.waitUntil(lambda: not page.note.isHidden())
    assert "does not exist" in page.note.words.text()
    assert page.save.isEnabled()


def test_a_listing_is_shown_as_rows_and_exported_as_csv(qtbot, page, answers, tmp_path):
    turn_to(qtbot, page, "inventory", listing=True)
    assert [line.item.name for line in page.preview.rows.model.shown_records()] == ["雨伞", "口罩"]
    assert page.save.accessibleName() == "Save as Excel"
    assert page.print.isHidden()
    answers.path = tmp_path / "a.csv"
    press(qtbot, page.save_other)
    qtbot.waitUntil(lambda: answers.path.exists() and not page.note.isHidden())
    with answers.path.open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 3


def test_a_usual_period_fills_in_the_days_and_own_days_take_its_name_away(qtbot, page):
    turn_to(qtbot, page, "turnover")
    options = page.options
    assert options.choice() == Choice(first=date(2026, 6, 1), last=TODAY)
    options.period.choose("last_month")
    assert options.choice() == Choice(first=date(2026, 5, 1), last=date(2026, 5, 31))
    options.first.set_value(date(2026, 5, 2))
    assert options.period.current() == "own"
    options.period.choose("this_year")
    assert options.first.value() == date(2026, 1, 1)
    wait(qtbot, page)
    assert page.preview.pages.page_count() >= 1


def test_a_period_that_ends_before_it_begins_is_said_instead_of_made(qtbot, page):
    turn_to(qtbot, page, "donations")
    page.options.last.set_value(date(2026, 5, 1))
    wait(qtbot, page)
    assert page.preview.sentence() == "The period ends before it begins."
    assert not page.save.isEnabled()
    page.options.last.setText("no day")
    wait(qtbot, page)
    assert "no day" in page.preview.sentence()


def test_a_stocktake_is_chosen_and_may_hide_the_book(qtbot, page, desk):
    count = desk.inventory.start_stocktake(NewStocktake(business_date=TODAY))
    page.open_with(("stocktake_sheet", count))
    wait(qtbot, page)
    assert page.list.current().key == "count-sheet"
    assert page.options.choice() == Choice(record=count)
    page.options.blind.setChecked(True)
    wait(qtbot, page)
    assert page.options.choice().blind
    assert page.preview.pages.page_count() >= 1


def test_a_signed_assessment_has_its_own_day_and_standard(qtbot, page, desk):
    signed = desk.tiers.sign_off("王芳")
    page.open_with(("compliance", Choice(record=signed)))
    wait(qtbot, page)
    assert not page.options.day.isEnabled()
    assert not page.options.standard.isEnabled()
    assert page.options.choice() == Choice(record=signed)
    assert page.preview.pages.page_count() >= 1


def test_the_standards_of_the_station_can_be_chosen(page, desk):
    keys = [page.options.standard.itemText(n) for n in range(page.options.standard.count())]
    assert len(keys) == 1 + len(desk.tiers.standards.all())


@pytest.mark.parametrize(
    ("argument", "key"),
    [
        ("amenities", "amenities"),
        (("inventory", None), "inventory"),
        (("turnover", Choice(first=date(2026, 1, 1), last=date(2026, 3, 31))), "turnover"),
        (("replenishment", 30, ()), "replenishment"),
    ],
)
def test_other_pages_lead_to_a_paper(qtbot, page, argument, key):
    page.open_with(argument)
    wait(qtbot, page)
    assert page.list.current().key == key


def test_what_nobody_knows_leaves_the_page_as_it_is(page):
    page.open_with(("weather", None))
    page.open_with(None)
    assert page.list.current().key == "faults"


def test_papers_are_found_by_their_initials(qtbot, page):
    qtbot.keyClicks(page.list.search, "faul")
    assert {entry.key for entry in page.list.shown()} == {"faults"}
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    wait(qtbot, page)
    assert page.list.current().key == "faults"
    qtbot.keyClicks(page.list.search, "xyz")
    assert page.list.shown() == []
    page.list.search.clear()
    assert len(page.list.shown()) == len(REPORTS) + len(LISTINGS)


def test_the_arrow_keys_walk_over_the_groups(qtbot, page):
    page.list.choose("posted")
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    assert page.list.current().key == "count-sheet"
    wait(qtbot, page)


def test_stopping_leaves_no_paper_and_it_can_be_made_again(qtbot, page):
    page.preview.again_wanted.emit()
    assert page.preview.strip.isVisible()
    press(qtbot, page.preview.strip.cancel_button)
    assert page.preview.sentence() == "The paper was not made."
    assert not page.save.isEnabled()
    page.preview.again_wanted.emit()
    wait(qtbot, page)
    assert page.preview.pages.page_count() >= 1


def test_a_paper_that_was_asked_for_earlier_never_replaces_a_later_one(qtbot, page):
    for key in ("compliance", "amenities", "inventory", "faults"):
        page.list.choose(key)
        page.preview.again_wanted.emit()
    wait(qtbot, page)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert page.list.current().key == "faults"
    assert page.preview.pages.document.metaData(QPdfDocument.MetaDataField.Title) == (
        "Fault and repair record"
    )


def test_characters_that_cannot_be_printed_are_told(qtbot, page, desk):
    desk.inventory.add_item(NewItem(name="怪字\U0003134a", unit="件"))
    turn_to(qtbot, page, "inventory")
    assert not page.preview.warning.isHidden()
    assert "\U0003134a" in page.preview.warning.words.text()
    turn_to(qtbot, page, "faults")
    assert page.preview.warning.isHidden()


def test_the_paper_is_made_anew_when_one_comes_back_to_the_page(qtbot, page, desk):
    turn_to(qtbot, page, "inventory", listing=True)
    page.hide()
    desk.inventory.add_item(NewItem(name="针线包", unit="套"))
    page.show()
    wait(qtbot, page)
    assert len(page.preview.rows.model.shown_records()) == 3


def test_without_a_printer_the_page_says_what_to_do(qtbot, page, printers):
    printers.any_printer = False
    press(qtbot, page.print)
    assert "Save as PDF" in page.note.words.text()
    assert printers.printed == []


def test_the_pages_of_the_preview_go_to_the_printer(qtbot, page, printers):
    said = []
    page.told.connect(said.append)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said == ["Sent to the printer."])
    assert printers.printed[0][2] == "Fault and repair record"


def test_a_printer_that_fails_is_told(qtbot, page, printers):
    def broken():
        yield 0, 1, ""
        raise Refused([Problem("printer", "The printer stopped in the middle.")])

    printers.ask = lambda *_about: broken
    press(qtbot, page.print)
    qtbot.waitUntil(lambda: not page.note.isHidden())
    assert page.note.words.text() == "The printer stopped in the middle."
    assert page.print.isEnabled()


def printer_to(file):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_a_printed_paper_has_the_pages_and_the_shape_of_the_paper(qapp, desk, tmp_path):
    paper, out = tmp_path / "paper.pdf", tmp_path / "out.pdf"
    pages = desk.reports.draft("inventory").write(paper).pages
    printer = printer_to(out)
    assert take_page_shape(printer, paper) == pages
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert len(list(print_pages(printer, paper))) == pages
    printed = QPdfDocument(None)
    assert printed.load(str(out)) is QPdfDocument.Error.None_
    assert printed.pageCount() == pages
    size = printed.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (842, 595)


def test_only_the_pages_wanted_are_printed(qapp, desk, tmp_path):
    paper, out = tmp_path / "paper.pdf", tmp_path / "out.pdf"
    assert desk.reports.draft("compliance").write(paper).pages > 2
    printer = printer_to(out)
    take_page_shape(printer, paper)
    printer.setFromTo(2, 2)
    assert len(list(print_pages(printer, paper))) == 1


def test_what_is_no_paper_is_refused_before_anything_is_printed(qapp, tmp_path):
    (tmp_path / "a.pdf").write_text("nothing")
    with pytest.raises(Refused):
        take_page_shape(printer_to(tmp_path / "out.pdf"), tmp_path / "a.pdf")


def test_tab_reaches_everything_one_can_press(qtbot, page):
    turn_to(qtbot, page, "inventory")
    page.list.search.setFocus()
    reached = set()
    for _ in range(25):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    for wanted in (page.save, page.save_other, page.print, page.list.view, page.options.day):
        assert wanted in reached


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("size", [(1366, 690), (1093, 535), (900, 480)])
def test_nothing_sticks_out_of_the_window(qtbot, wear, page, size, percent):
    if (size, percent) == ((900, 480), 130):
        size = (1093, 535)
    wear(Dress.LIGHT, percent)
    entry = PageEntry("reports", "Reports", Icon.DOCUMENT, "", lambda: page)
    window = MainWindow([entry], "驿站")
    window.resize(*size)
    window.show()
    window.open_page("reports")
    turn_to(qtbot, page, "turnover")
    assert (window.width(), window.height()) == size
    for made in (page.options.period, page.options.last, *page.findChildren(QPushButton)):
        if made.isVisible():
            corner = made.mapTo(window, made.rect().bottomRight())
            assert corner.x() < window.width(), made.accessibleName()
    page.setParent(None)
    window.close()
    window.deleteLater()


def test_a_day_of_long_ago_is_a_paper_of_that_day(qtbot, page):
    turn_to(qtbot, page, "inventory", listing=True)
    page.options.day.set_value(TODAY - timedelta(days=30))
    wait(qtbot, page)
    assert all(not line.quantity for line in page.preview.rows.model.shown_records())


def test_help_stands_beside_the_page():
    for language in ("zh", "en"):
        assert (Path("resources/help") / language / "reports.html").is_file()


def test_a_record_of_erasing_is_chosen_among_the_runs(qtbot, page, desk):
    keeping = desk.keeping
    for day in (date(2026, 3, 1), date(2026, 4, 1)):
        wish = NewKeptThing(kind="key", description="钥匙", owner_name="骆清平", on=day)
        thing = keeping.take_in(wish)
        keeping.hand_over(thing, HandOver(on=day, to="骆清平", proof="本人熟识"))
        run = desk.retention.run("郑晓")
    page.open_with(("retention-record", run - 1))
    wait(qtbot, page)
    assert page.list.current().key == "retention-record"
    assert page.options.choice() == Choice(record=run - 1)
    assert "XH-20260630-001" in page.options.erasing.currentText()
    assert page.preview.pages.page_count() >= 1
