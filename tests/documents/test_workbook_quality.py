"""What a workbook is beside its cells: tables, styles, what may be written, how it is described."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter

import pytest
from openpyxl import load_workbook

from stationdesk.documents.papers import Group, Ledger, Origin, Paper, Table, listing_paper
from stationdesk.documents.workbooks.checksums import META_SHEET
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.listings.columns import Column, Kind

COLUMNS = (
    Column("name", "品名", Kind.TEXT, itemgetter(0), 8, True),
    Column("count", "结存数量（按最小单位计）", Kind.COUNT, itemgetter(1), 3),
    Column("day", "有效期至", Kind.DAY, itemgetter(2), 5),
    Column("hours", "时长", Kind.HOURS, itemgetter(3), 3),
    Column("share", "占比", Kind.PERCENT, itemgetter(4), 3),
)
ROWS = [("藿香正气水", 12, date(2026, 12, 14), 1.5, 66.7), ("碘伏", 3, None, 0.5, 33.3)]
EMPTY = [("藿香正气水", None, None, None, None)]
LEDGER = Ledger(
    "物资台账",
    Origin("inventory", "610113", "枫桥路驿站", "2026-11-22"),
    unit="枫桥路驿站",
    period="2026年11月22日",
    printed_at=datetime(2026, 11, 22, 8, 0),
)


def opened(*papers):
    return load_workbook(io.BytesIO(workbook_of(papers)))


def ledger(rows=ROWS, columns=COLUMNS):
    return listing_paper(LEDGER, columns, [Group("", rows)])


def test_a_listing_is_a_native_table_whose_headings_are_its_cells():
    content = workbook_of([ledger(), ledger()])
    sheets = load_workbook(io.BytesIO(content)).worksheets[:2]
    (first,), (second,) = (sheet.tables.values() for sheet in sheets)
    assert first.displayName != second.displayName
    assert first.autoFilter.ref == first.ref
    heading = [cell.value for cell in sheets[0][first.ref][0]]
    told = [column.name.replace("_x000a_", "\n") for column in first.tableColumns]
    assert told == heading
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        words = parts.read("xl/tables/table1.xml").decode()
    assert "结存数量_x000a_（" in words
    assert "&#10;" not in words


def test_no_cell_of_a_table_is_merged():
    sheet = opened(ledger()).worksheets[0]
    (table,) = sheet.tables.values()
    rows = {cell.row for line in sheet[table.ref] for cell in line}
    assert not [each for each in sheet.merged_cells.ranges if each.min_row in rows]


def test_a_listing_with_two_headings_alike_has_a_plain_filter():
    twice = (*COLUMNS, replace(COLUMNS[0], key="again"))
    sheet = opened(ledger(columns=twice)).worksheets[0]
    assert not sheet.tables
    assert sheet.auto_filter.ref


def test_numbers_have_the_formats_of_their_kinds():
    sheet = opened(ledger()).worksheets[0]
    formats = [cell.number_format for cell in sheet[5]]
    assert formats == ["0", "General", "0", "yyyy-mm-dd", "0.0", '0.0"%"']


@pytest.mark.parametrize(
    ("letter", "kind"), [("C", "whole"), ("D", "date"), ("E", "decimal"), ("F", "decimal")]
)
def test_cells_that_wait_to_be_filled_in_take_only_what_their_column_holds(letter, kind):
    table = Table(COLUMNS, (Group("", EMPTY),), numbered=True, blank_rows=2)
    sheet = opened(Paper("盘点表", (table,))).worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    rule = rules[f"{letter}4:{letter}6"]
    assert rule.type == kind
    assert rule.allow_blank
    assert rule.showErrorMessage
    assert rule.error


def test_what_is_on_record_may_be_changed_as_one_likes():
    assert not opened(ledger()).worksheets[0].data_validations.dataValidation


def test_sheets_are_not_locked():
    book = opened(ledger())
    assert not any(sheet.protection.sheet for sheet in book.worksheets)
    assert book.security is None or not book.security.lockStructure


def test_every_cell_has_a_named_style_of_the_program():
    book = opened(ledger())
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value is not None:
                assert cell.style.startswith("StationDesk "), cell.coordinate


def test_columns_are_as_wide_as_their_chinese_needs():
    sheet = opened(ledger([("一种名字特别长的急救药品消毒液", 1, None, 1.0, 1.0)])).worksheets[0]
    assert sheet.column_dimensions["B"].width >= 2 * 15


def test_the_workbook_says_what_it_is():
    book = opened(ledger())
    about = book.properties
    assert about.title == "物资台账"
    assert about.creator == "枫桥路驿站"
    assert about.subject == "2026年11月22日"
    assert about.created == datetime(2026, 11, 22, 8, 0)
    assert about.keywords == "inventory"
    assert book[META_SHEET].sheet_state == "hidden"
