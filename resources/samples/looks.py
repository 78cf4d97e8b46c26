"""How the samples look: titles, boxes, widths, paper; and bytes that are always the same."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet
    from written_rows import Cell

WRITTEN_AT = datetime(2026, 11, 20, 9, 0)
ZIP_TIME = (2026, 11, 20, 9, 0, 0)
THIN = Side(style="thin", color="FF000000")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
TITLE = Font(name="宋体", size=18, bold=True)
BODY = Font(name="宋体", size=11)
BOLD = Font(name="宋体", size=11, bold=True)
GREY = PatternFill("solid", fgColor="FFEDEDED")


def put_title(
    sheet: Worksheet, row: int, columns: int, text: str, *, first_column: int = 1
) -> None:
    """Put a merged title over so many columns."""
    cell = sheet.cell(row, first_column, text)
    cell.font, cell.alignment = TITLE, MIDDLE
    last = first_column + columns - 1
    sheet.merge_cells(start_row=row, end_row=row, start_column=first_column, end_column=last)
    sheet.row_dimensions[row].height = 34


def put_line(sheet: Worksheet, row: int, left: str, column: int, right: str) -> None:
    """Put two texts into the line below the title."""
    for at, text in ((1, left), (column, right)):
        sheet.cell(row, at, text).font = BODY


def put_section(sheet: Worksheet, row: int, columns: int, text: str) -> None:
    """Put a grey section row over all columns."""
    for column in range(1, columns + 1):
        put_box(sheet, row, column, bold=True).fill = GREY
    sheet.cell(row, 1, text).alignment = LEFT
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def put_boxed(sheet: Worksheet, row: int, first_column: int, values: tuple[Cell, ...]) -> None:
    """Put a row of values into ruled cells; days as 2026年6月30日."""
    for column, value in enumerate(values, start=first_column):
        cell = put_box(sheet, row, column)
        cell.value = value
        if isinstance(value, date):
            cell.number_format = 'yyyy"年"m"月"d"日"'


def put_box(sheet: Worksheet, row: int, column: int, *, bold: bool = False) -> SheetCell:
    """Rule one cell and return it."""
    cell = sheet.cell(row, column)
    cell.border, cell.alignment, cell.font = BOX, MIDDLE, BOLD if bold else BODY
    return cell


def set_widths(sheet: Worksheet, widths: tuple[int, ...] | list[int]) -> None:
    """Set the widths of the columns from A on."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_paper(sheet: Worksheet, area: str, heading_rows: str) -> None:
    """A4 landscape, one page wide, the heading again on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area, sheet.print_title_rows = area, heading_rows
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def same_bytes(book: Workbook) -> bytes:
    """Return the workbook as a file whose bytes do not depend on when it was written."""
    book.properties.creator = "StationDesk"
    book.properties.created = book.properties.modified = WRITTEN_AT
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _with_fixed_times(content)
            target.writestr(entry, content)
    return fixed.getvalue()


def _with_fixed_times(core: bytes) -> bytes:
    """Put the fixed moment where the writer noted its own."""
    text = core.decode()
    for tag in ("created", "modified"):
        head, opening, rest = text.partition(f"<dcterms:{tag}")
        attributes, _, tail = rest.partition(">")
        moment, closing, after = tail.partition("<")
        if opening and moment:
            text = f"{head}{opening}{attributes}>{WRITTEN_AT:%Y-%m-%dT%H:%M:%S}Z{closing}{after}"
    return text.encode()
