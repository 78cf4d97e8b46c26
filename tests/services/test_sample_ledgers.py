"""The sample ledgers and templates of ``resources/samples`` are read without loss."""

import importlib
import sys
import zipfile
from datetime import date
from types import SimpleNamespace

import pytest

from stationdesk.documents.workbooks.reading import read_book
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.goods import NewItem
from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.recognising import recognise
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.paths import resources
from stationdesk.services.amenities import Amenities
from stationdesk.services.bringing_in.ledger_files import preview_document, read_ledger_file
from tests.services.register_books import feedback_book, import_desk, lending_desk

SAMPLES = resources() / "samples"
LEDGERS = ("爱心物资台账.xlsx", "设施设备清单.xlsx", "库房补充物资.csv")


def ledger(name):
    """Return the one ledger that stands in a sample."""
    path = SAMPLES / name
    (table,) = recognise(read_book(path).sheets, title=path.stem)
    return parse(table)


@pytest.fixture(scope="module")
def script():
    """The modules that write the samples; they stand beside them."""
    sys.path.insert(0, str(SAMPLES))
    yield SimpleNamespace(
        make=importlib.import_module("make_samples"),
        rows=importlib.import_module("written_rows"),
        loans=importlib.import_module("written_loans"),
        feedback=importlib.import_module("written_feedback"),
    )
    sys.path.remove(str(SAMPLES))


@pytest.fixture(scope="module")
def stock():
    return ledger("爱心物资台账.xlsx")


@pytest.fixture(scope="module")
def amenities():
    return ledger("设施设备清单.xlsx")


@pytest.fixture(scope="module")
def register():
    return read_ledger_file(SAMPLES / "2025年借用登记表.xlsx")


@pytest.fixture(scope="module")
def spare_stock():
    return ledger("库房补充物资.csv")


def names(read):
    return [row.values["name"] for row in read.rows]


def test_every_line_of_the_stock_ledger_is_read_and_nothing_else(stock, script):
    written = [line for lines in script.rows.STOCK_SECTIONS.values() for line in lines]
    assert stock.table.kind is LedgerKind.STOCK
    assert names(stock) == [line[0] for line in written]
    assert [row.values["spec"] for row in stock.rows] == [line[1] for line in written]
    assert len(stock.rows) == 31


def test_every_line_of_the_amenity_list_is_read_from_c5_of_the_second_sheet(amenities, script):
    assert amenities.table.kind is LedgerKind.AMENITY
    assert amenities.table.sheet.name == "设施清单"
    assert amenities.table.header_row == 5
    assert names(amenities) == [line[0] for line in script.rows.AMENITIES]
    assert len(amenities.rows) == 14


def test_every_line_of_the_csv_is_read_with_its_rare_character(spare_stock, script):
    assert names(spare_stock) == [line[1] for line in script.rows.SPARE_STOCK]
    assert "经手人：王𬍛" in [row.values["note"] for row in spare_stock.rows]


def test_quantities_are_read_from_full_width_digits_units_and_words(stock, spare_stock):
    found = {(row.values["name"], row.values["spec"]): row.values["quantity"] for row in stock.rows}
    assert found["医用酒精棉片", "50片/盒"] == 10
    assert found["碘伏消毒液", "100ml"] == 8
    assert found["一次性雨衣", "成人"] == 20
    assert found["暖宝宝", "10片/包"] == 35
    assert {row.values["name"]: row.values["quantity"] for row in spare_stock.rows}["抽纸"] == 1200


def test_dates_are_read_as_exactly_as_they_are_written(stock):
    found = {row.values["name"]: row.values["expires"] for row in stock.rows}
    assert found["创可贴"].iso() == "2028-03"
    assert found["清凉油"].iso() == "2028-03"
    assert found["弹性绷带"].iso() == "2029-05-20"
    assert found["藿香正气水"].iso() == "2027-04-15"
    assert found["三角巾"].iso() is None


def test_the_samples_hold_only_small_doubts(stock, amenities, spare_stock):
    errors = [
        (problem.row, problem.value)
        for read in (stock, amenities, spare_stock)
        for problem in read.problems
        if problem.severity is Severity.ERROR
    ]
    assert [value for _row, value in errors] == ["不详"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("物资导入模板.xlsx", LedgerKind.STOCK), ("设施导入模板.xlsx", LedgerKind.AMENITY)],
)
def test_a_blank_template_is_recognised_and_holds_no_record(name, kind):
    blank = ledger(name)
    assert blank.table.kind is kind
    assert blank.rows == ()
    assert None not in {column.field for column in blank.table.columns}


def test_the_samples_come_into_a_running_station_whole_and_only_once(context, inventory):
    amenities = Amenities(context, inventory)
    lending = lending_desk(context, inventory, amenities)
    imports = import_desk(context, inventory, amenities, lending)
    bandage = NewItem(name="三角巾", spec="96cm", unit="条", tracks_expiry=True)
    inventory.add_item(bandage)
    files = [read_ledger_file(SAMPLES / name) for name in LEDGERS]
    outcomes = [row.outcome for plan, _run in imports.bring_in(files) for row in plan.rows]
    assert len(outcomes) == 31 + 14 + 12
    assert set(outcomes) == {Outcome.NEW, Outcome.ADDED}
    assert [run for _plan, run in imports.bring_in(files)] == [None, None, None]


def test_the_sample_register_is_read_whole_and_masked(register, script):
    months = {**script.loans.MIXED_MONTHS, **script.loans.SPLIT_MONTHS}
    written = [line for tables in months.values() for lines in tables for line in lines]
    assert [ledger.table.sheet.name for ledger in register.ledgers[::2]] == list(months)
    assert len(register.ledgers) == 24
    assert [row.row for ledger in register.ledgers for row in ledger.rows] == [
        number
        for name, tables in months.items()
        for lines in tables
        for number in range(first_row(name), first_row(name) + len(lines))
    ]
    told = str(preview_document([register]))
    assert len(written) == sum(len(ledger.rows) for ledger in register.ledgers)
    assert "13800001101" not in told
    assert "郝建国" not in told


def first_row(month):
    """Return the sheet row of a month's first line: the months of one thing have a title more."""
    return 4 if int(month.removesuffix("月")) > 6 else 3


def test_the_sample_register_tells_of_2025_and_of_the_days_around_it(register):
    lent = [row.values["lent_on"].day for ledger in register.ledgers for row in ledger.rows]
    assert min(lent) == date(2024, 12, 30)
    assert max(lent) == date(2025, 12, 31)
    back = [row.values["returned_on"] for ledger in register.ledgers for row in ledger.rows]
    assert max(day.day for day in back if day) == date(2026, 1, 2)
    assert back.count(None) == 1
    things = {row.values["item"] for ledger in register.ledgers for row in ledger.rows}
    assert things == {"雨伞", "老花镜", "打气筒"}


def test_the_sample_feedback_register_is_read_whole_and_masked(script):
    file = read_ledger_file(SAMPLES / "2025年意见登记表.xlsx")
    written = [line for lines in script.feedback.HALF_YEARS.values() for line in lines]
    rows = [row for ledger in file.ledgers for row in ledger.rows]
    assert {ledger.table.kind for ledger in file.ledgers} == {LedgerKind.FEEDBACK}
    assert [row.values["text"] for row in rows] == [line[4] for line in written]
    assert [row.values["answered"] for row in rows] == [*[True] * 25, False, False]
    assert {row.values["date"].day.year for row in rows} == {2025}
    assert sum(row.values["rating"] is not None for row in rows) == 13
    told = [(problem.row, problem.severity) for led in file.ledgers for problem in led.problems]
    assert told == [(15, Severity.WARNING), (5, Severity.WARNING)]
    shown = str(preview_document([file]))
    assert "13800002201" not in shown
    assert "郝建国" not in shown


def test_the_sample_feedback_register_becomes_entries(context, inventory):
    book = feedback_book(context, inventory, Amenities(context, inventory))
    imports = import_desk(context, inventory, Amenities(context, inventory))
    file = read_ledger_file(SAMPLES / "2025年意见登记表.xlsx")
    brought = imports.bring_in([file])
    assert {row.outcome for plan, _run in brought for row in plan.rows} == {Outcome.NEW}
    assert len({run.id for _plan, run in brought}) == 1
    entries = book.entries(date(2025, 1, 1), date(2025, 12, 31))
    assert len(entries) == 27
    assert sum(entry.state is EntryState.CLOSED for entry in entries) == 25


def test_the_samples_are_what_their_script_writes(tmp_path, script):
    script.make.main(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert contents(path) == contents(SAMPLES / path.name)


def contents(path):
    """Return a file's content; of a workbook its parts, whose packing differs by system."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}
