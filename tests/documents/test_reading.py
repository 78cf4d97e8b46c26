"""What workbooks hold, whatever they are called, and what must be known about them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from stationdesk.documents.workbooks import refusals
from stationdesk.documents.workbooks.reading import inspect_book, read_book
from stationdesk.domain.sheets import Merge
from tests.documents.strange_files import A_ROW, workbook

FIXTURES = Path(__file__).parents[1] / "fixtures" / "workbooks"
ROWS = (
    (None, "物资名称", "规格", "单位", "数量", "有效期至", "存放位置"),
    (None, "创可贴", "100片", "盒", 16, date(2027, 12, 17), "药箱"),
    (None, "碘伏", "100ml", "瓶", 30, "2028年2月"),
    (None, "口罩", None, "个", 50, None, "货架"),
)


def phrases(book):
    return [note.phrase for note in book.notes]


def saved(path, fill):
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_all_formats_give_the_same_values_at_the_same_places(ending):
    book = read_book(FIXTURES / f"medicine.{ending}")
    assert [sheet.name for sheet in book.sheets] == ["药品", "空表"]
    assert book.sheets[0].rows == ((), (), (None, "急救药品台账"), *ROWS)
    assert book.notes == ()


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_merged_cells_are_told(ending):
    sheet = read_book(FIXTURES / f"medicine.{ending}").sheets[0]
    assert set(sheet.merges) == {Merge(2, 1, 2, 6), Merge(4, 6, 5, 6)}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("medicine.xlsx", "book.xls"),
        ("medicine.xlsx", "book.csv"),
        ("medicine.xls", "book.xlsx"),
        ("medicine.xls", "book.et"),
        ("medicine.ods", "没有结尾"),
    ],
)
def test_the_content_counts_and_not_the_ending(tmp_path, source, name):
    path = tmp_path / name
    path.write_bytes((FIXTURES / source).read_bytes())
    assert read_book(path).sheets[0].rows[3:] == ROWS
    inspection = inspect_book(path)
    assert (inspection.verdict, inspection.sheets, inspection.non_empty) == ("read", 2, 22)


TEXT = "品名,数量\r\n雨伞,20把\r\n"
EXPECTED = (("品名", "数量"), ("雨伞", "20把"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "台账.txt"
    path.write_bytes((TEXT * 20).replace(",", delimiter).encode(encoding))
    assert read_book(path).sheets[0].rows == EXPECTED * 20


def test_values_with_line_breaks_quotes_and_delimiters_stay_whole(tmp_path):
    path = tmp_path / "book.csv"
    path.write_text('品名,备注\n雨伞,"长柄,\n红色"\n"5"" 管",\n', encoding="utf-8")
    rows = read_book(path).sheets[0].rows
    assert rows[1:] == (("雨伞", "长柄,\n红色"), ('5" 管',))


def test_an_open_quotation_mark_swallows_nothing(tmp_path):
    path = tmp_path / "book.csv"
    path.write_text('品名,数量\n"雨伞,3\n' + "手套,4\n" * 60, encoding="utf-8")
    book = read_book(path)
    assert len(book.sheets[0].rows) == 62
    assert phrases(book) == [refusals.OPEN_QUOTE]


@pytest.mark.parametrize("text", ["=1+1", "+86 29", "-5", "@a", "＝x"])
def test_the_quote_our_exports_put_before_formulas_is_undone(tmp_path, text):
    path = tmp_path / "book.csv"
    path.write_text(f'品名,备注\n雨伞,\'{text}\n\'引号,"=""007"""\n', encoding="utf-8")
    assert read_book(path).sheets[0].rows[1:] == (("雨伞", text), ("'引号", "007"))


def test_a_text_cut_within_a_letter_is_read_and_told(tmp_path):
    path = tmp_path / "book.csv"
    path.write_bytes(("品名,数量\n" + "雨伞,3\n" * 99).encode("gb18030") + b"\xd3")
    assert phrases(read_book(path)) == [refusals.LETTERS_REPLACED]
    assert inspect_book(path).verdict == "warn"


def test_html_named_xls_is_read_as_a_table_with_its_merged_cells(tmp_path):
    path = tmp_path / "export.xls"
    page = (
        '<html><head><meta charset="gb2312"></head><body><table><tr><td colspan="2">台账</td></tr>'
        "<tr><th>品名</th><th>数量</th></tr><tr><td rowspan=2>雨&nbsp;伞<td>2<br>把</tr>"
        "<tr><td>3</td></tr></table></body></html>"
    )
    path.write_bytes(page.encode("gb18030"))
    sheet = read_book(path).sheets[0]
    assert sheet.rows == (("台账",), ("品名", "数量"), ("雨 伞", "2\n把"), (None, "3"))
    assert sheet.merges == (Merge(0, 0, 0, 1), Merge(2, 0, 3, 0))


def test_xml_of_excel_2003_is_read(tmp_path):
    path = tmp_path / "export.xls"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="台账"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">题</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">24</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2026-07-31T00:00:00.000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    sheet = read_book(path).sheets[0]
    assert sheet.name == "台账"
    assert sheet.rows == (("题",), (), (None, 24, date(2026, 7, 31)))
    assert sheet.merges == (Merge(0, 0, 0, 1),)


def test_numbers_days_and_moments_keep_their_kinds(tmp_path):
    def fill(book):
        book.active.append([1, 2.5, 17135000495, True, date(2026, 7, 31), datetime(2026, 7, 31, 8)])

    book = read_book(saved(tmp_path / "kinds.xlsx", fill))
    cells = (1, 2.5, 17135000495, True, date(2026, 7, 31), datetime(2026, 7, 31, 8))
    assert book.sheets[0].rows == (cells,)
    assert [type(cell) for cell in book.sheets[0].rows[0]] == [type(cell) for cell in cells]
    assert book.notes == ()


def test_identity_numbers_held_as_numbers_are_told(tmp_path):
    def fill(book):
        book.active.append(["身份证号"])
        book.active.append([610113199005234896])

    book = read_book(saved(tmp_path / "people.xlsx", fill))
    assert isinstance(book.sheets[0].cell(1, 0), str)
    assert phrases(book) == [refusals.LONG_NUMBERS]


def test_formulas_without_a_stored_result_are_told(tmp_path):
    def fill(book):
        book.active.append([1, 2, "=A1+B1"])

    book = read_book(saved(tmp_path / "formulas.xlsx", fill))
    assert phrases(book) == [refusals.FORMULAS_BLANK]
    assert book.notes[0].values["count"] == 1


def test_hidden_sheets_are_read_and_told(tmp_path):
    def fill(book):
        book.active.append(["a"])
        hidden = book.create_sheet("底稿")
        hidden.append(["b"])
        hidden.sheet_state = "hidden"
        book.create_sheet("空").sheet_state = "veryHidden"

    book = read_book(saved(tmp_path / "hidden.xlsx", fill))
    assert [sheet.hidden for sheet in book.sheets] == [False, True, True]
    assert phrases(book) == [refusals.HIDDEN_SHEET]
    assert "底稿" in inspect_book(tmp_path / "hidden.xlsx").message


def test_a_day_that_shows_only_its_month_is_read_as_the_month(tmp_path):
    def fill(book):
        book.active.append([date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 1)])
        book.active["A1"].number_format = 'yyyy"年"m"月"'
        book.active["B1"].number_format = "mmm-yy"
        book.active["C1"].number_format = "yyyy-mm-dd"

    rows = read_book(saved(tmp_path / "months.xlsx", fill)).sheets[0].rows
    assert rows == (("2026-07", "2026-07", date(2026, 7, 1)),)


def test_an_error_value_that_excel_does_not_know_spoils_nothing(tmp_path):
    path = tmp_path / "odd.xlsx"
    odd = '<row r="1"><c r="A1" t="n"><v>1</v></c><c r="B1" t="e"><v>#ODD</v></c></row>'
    path.write_bytes(workbook(odd))
    book = read_book(path)
    assert book.sheets[0].cell(0, 0) == 1


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path):
    path = tmp_path / "lies.xlsx"
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1"/><sheetData>{A_ROW}<row r="2"><c r="B2"><v>2</v></c></row>'
        "</sheetData></worksheet>"
    )
    path.write_bytes(workbook(sheet=sheet.encode()))
    assert read_book(path).sheets[0].rows == ((1,), (None, 2))


def test_a_book_without_any_value_says_so(tmp_path):
    inspection = inspect_book(saved(tmp_path / "blank.xlsx", lambda book: None))
    assert (inspection.verdict, inspection.non_empty) == ("warn", 0)
    assert inspection.message == refusals.NO_CELLS
