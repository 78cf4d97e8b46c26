"""What a paper becomes as a workbook or CSV, read back by openpyxl and calamine."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from stationdesk.documents.papers import (
    Check,
    Checklist,
    Fact,
    Group,
    Heading,
    Ledger,
    Note,
    Origin,
    PageBreak,
    Paper,
    Paragraph,
    SignatureBox,
    SignatureBoxes,
    Table,
    Verdict,
    listing_paper,
    table,
)
from stationdesk.documents.plain_text import for_cell
from stationdesk.documents.workbooks.checksums import META_SHEET, checksum_of
from stationdesk.documents.workbooks.guarding import guarded, unguarded
from stationdesk.documents.workbooks.writing import (
    csv_of,
    csv_of_paper,
    workbook_of,
    write_csv,
    write_workbook,
)
from stationdesk.listings.columns import Column, Kind, Mark, Tone

COLUMNS = (
    Column("code", "编码", Kind.TEXT, itemgetter(0), 5),
    Column("name", "名称", Kind.TEXT, itemgetter(1), 8, True),
    Column("count", "数量", Kind.COUNT, itemgetter(2), 3),
    Column("day", "有效期至", Kind.DAY, itemgetter(3), 5),
    Column("state", "状态", Kind.STATE, itemgetter(4), 4),
    Column("phone", "电话", Kind.TEXT, itemgetter(5), 6),
)
GOOD = Mark("达标", Tone.GOOD)
ROWS = [
    ("00123", "藿香正气水", 12, date(2026, 12, 14), GOOD, "13800005678"),
    ("1E5", "碘伏\n棉签", -3, None, None, "029-85550000"),
]
LEDGER = Ledger(
    "物资台账",
    Origin("inventory", "610113002-07", "枫桥路驿站", "2026-11"),
    unit="枫桥路驿站",
    period="2026 年 11 月",
    notes=("注：含过期。",),
    printed_at=datetime(2026, 11, 22, 17, 20),
)
INJECTIONS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","点")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '<img src="file:///etc/passwd">',
    "' =1",
    "http://example.invalid/a",
    "{=1+1}",
    " =1",
]
LIKE_AN_ESCAPE = "编号_x0041_与_x005F_"


def ledger(rows=tuple(ROWS), **how):
    return listing_paper(replace(LEDGER, **how), COLUMNS, [Group("", tuple(rows))])


def opened(*papers):
    return load_workbook(io.BytesIO(workbook_of(papers)))


def test_a_ledger_reads_back_cell_by_cell_with_its_types():
    sheet = opened(ledger()).worksheets[0]
    keys, headings, first, second = sheet.iter_rows(min_row=3, max_row=6)
    assert [cell.value for cell in keys] == [
        "row_number", "code", "name", "count", "day", "state", "phone",
    ]  # fmt: skip
    assert sheet.row_dimensions[3].hidden
    assert [cell.value for cell in headings][1:] == [column.title for column in COLUMNS]
    assert [cell.value for cell in first] == [
        1, "00123", "藿香正气水", 12, datetime(2026, 12, 14), "达标", "13800005678",
    ]  # fmt: skip
    assert [cell.data_type for cell in first] == ["n", "s", "s", "n", "d", "s", "s"]
    assert [cell.value for cell in second] == [
        2,
        "1E5",
        "碘伏\n棉签",
        -3,
        None,
        None,
        "029-85550000",
    ]
    assert first[4].number_format == "yyyy-mm-dd"
    assert first[1].number_format == first[6].number_format == "@"


def test_the_sheet_is_laid_out_for_a4_with_repeated_headings():
    sheet = opened(ledger()).worksheets[0]
    assert sheet.title == "物资台账"
    assert sheet["A1"].value == "物资台账"
    assert "枫桥路驿站" in sheet["A2"].value
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert [table.ref for table in sheet.tables.values()] == ["A4:G6"]
    assert sheet.print_area == f"'物资台账'!$A$1:$G${sheet.max_row}"
    assert "&P" in sheet.oddFooter.right.text
    assert "&N" in sheet.oddFooter.right.text
    last = [cell.value for cell in sheet[sheet.max_row] if cell.value]
    assert last == ["Prepared by:", "Checked by:", "Station manager (signature):", "(Seal)"]


def test_the_hidden_sheet_says_where_the_figures_come_from():
    book = opened(ledger())
    meta = book[META_SHEET]
    assert meta.sheet_state == "hidden"
    told = {row[0].value: row[1].value for row in meta.iter_rows()}
    assert told["listing"] == "inventory"
    assert told["station_code"] == "610113002-07"
    assert told["period"] == "2026-11"
    assert told["sheet:物资台账:rows"] == "2"
    rows = [
        [cell.value.date() if isinstance(cell.value, datetime) else cell.value for cell in row]
        for row in book.worksheets[0].iter_rows(min_row=5, max_row=6)
    ]
    keys = [cell.value for cell in book.worksheets[0][3]]
    assert told["sheet:物资台账:sha256"] == checksum_of(keys, rows)
    assert book.properties.title == "物资台账"
    assert book.properties.creator == "枫桥路驿站"
    assert book.properties.created == datetime(2026, 11, 22, 17, 20)


def test_nothing_a_person_wrote_becomes_a_formula_or_a_link():
    rows = [(text, text, 1, None, None, text) for text in INJECTIONS]
    content = workbook_of([ledger(rows, title="=1+1", unit="@x")])
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    for text, cells in zip(INJECTIONS, sheet.iter_rows(min_row=5), strict=False):
        for cell in (cells[1], cells[2], cells[6]):
            assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert sheet["B5"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)
            assert b"<hyperlink" not in package.read(name)
    seen = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert {row[1] for row in seen} >= set(INJECTIONS)


def test_text_that_looks_like_an_escape_is_read_as_it_was_written():
    content = workbook_of([ledger([(LIKE_AN_ESCAPE, "", 1, None, None, "")])])
    seen = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert LIKE_AN_ESCAPE in {row[1] for row in seen}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was_but_for_control_characters(texts):
    rows = [(text, text, 1, None, None, "") for text in texts]
    sheet = opened(ledger(rows)).worksheets[0]
    read = [row[1].value or "" for row in sheet.iter_rows(min_row=5, max_row=4 + len(texts))]
    assert read == [for_cell(text) for text in texts]
    lines = list(csv.reader(io.StringIO(csv_of(COLUMNS, rows).decode("utf-8-sig"), newline="")))
    assert [unguarded(line[0]) for line in lines[1:]] == [for_cell(text) for text in texts]


@pytest.mark.parametrize("text", [*INJECTIONS, "普通", "'", "''=", "'=1", "", "-", "12"])
def test_csv_disarms_formulas_and_the_mark_can_be_taken_off_again(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple("=+-@＝＋－＠\t\r"))


def test_csv_opens_in_excel_as_utf_8_with_headings_first(tmp_path):
    write_csv(COLUMNS, ROWS, tmp_path / "a.csv")
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    first, second = content.decode("utf-8-sig").split("\r\n")[:2]
    assert first == "编码,名称,数量,有效期至,状态,电话"
    assert second == "00123,藿香正气水,12,2026-12-14,达标,13800005678"
    assert csv_of_paper(ledger()) == content
    with pytest.raises(ValueError, match="空"):
        csv_of_paper(Paper("空", ()))


def test_an_empty_listing_says_so_and_has_no_filter():
    sheet = opened(ledger([])).worksheets[0]
    assert sheet["A5"].value == "No records in this period."
    assert not sheet.tables
    assert sheet.auto_filter.ref is None


def test_groups_have_a_heading_row_of_their_own_and_no_filter():
    grouped = listing_paper(LEDGER, COLUMNS, [Group("一、药品", ROWS[:1]), Group("二、", ROWS[1:])])
    sheet = opened(grouped).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(5, 9)] == ["一、药品", 1, "二、", 2]
    assert not sheet.tables
    assert sheet.auto_filter.ref is None


def test_several_papers_and_further_tables_have_sheets_of_their_own():
    report = Paper(
        "检查表：一/二",
        (
            Verdict("达到三级", Tone.WARNING, ("缺百宝箱",)),
            Heading("一、"),
            table(COLUMNS, ROWS),
            Paragraph("说明"),
            Checklist((Check("现场查看"),)),
            PageBreak(),
            table(COLUMNS, ROWS, title="佐证"),
            Note("注"),
            SignatureBoxes((SignatureBox("站长", ("签字：",), "（盖章）"),)),
        ),
        head=(Fact("站名", "枫桥路驿站"), Fact("编码", "610113"), Fact("标准", "雁塔", wide=True)),
        number="JC-1",
    )
    book = opened(report, ledger(), ledger())
    assert book.sheetnames == ["检查表：一 二", "佐证", "物资台账", "物资台账 2", META_SHEET]
    words = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    for expected in (
        "达到三级",
        "· 缺百宝箱",
        "站名",
        "枫桥路驿站",
        "雁塔",
        "\u3000\u3000说明",
        "☐ 现场查看",
    ):
        assert expected in words


def test_blank_lines_keep_their_numbers_for_writing_by_hand():
    form = Paper(
        "盘点表", (Table(COLUMNS, (Group("", ROWS),), numbered=True, blank_rows=2, row_mm=9),)
    )
    sheet = opened(form).worksheets[0]
    numbers = [sheet.cell(row, 1).value for row in range(4, 8)]
    assert numbers == [1, 2, 3, 4]
    assert sheet.row_dimensions[7].height > 25


def test_long_text_wraps_and_its_row_is_high_enough():
    rows = [("1", "放置于便民柜台下方第二格" * 12, 1, None, None, ""), ROWS[0]]
    sheet = opened(ledger(rows)).worksheets[0]
    assert sheet["C5"].alignment.wrap_text
    assert sheet.row_dimensions[5].height > 3 * sheet.row_dimensions[6].height > 50


def test_a_workbook_is_written_whole(tmp_path):
    write_workbook([ledger()], tmp_path / "台账.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["台账.xlsx"]
    assert load_workbook(tmp_path / "台账.xlsx").sheetnames[0] == "物资台账"
