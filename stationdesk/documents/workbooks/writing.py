"""Papers as a workbook, and a listing as a CSV file.

``sheet_plans`` says what stands where; this module hands it to openpyxl, which is loaded on first
use. No text becomes a formula or a link, and codes and phones stay text.
"""

from __future__ import annotations

import csv
import io
import re
from copy import copy
from typing import TYPE_CHECKING, Any

from stationdesk import __version__
from stationdesk.documents import saving
from stationdesk.documents.papers import Table, text_of
from stationdesk.documents.plain_text import for_cell
from stationdesk.documents.workbooks.checksums import META_SHEET, SCHEMA
from stationdesk.documents.workbooks.guarding import guarded, may_be_formula
from stationdesk.documents.workbooks.letterheads import set_letterhead
from stationdesk.documents.workbooks.sheet_looks import Look
from stationdesk.documents.workbooks.sheet_plans import plans_of
from stationdesk.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from stationdesk.documents.papers import Paper
    from stationdesk.documents.workbooks.planned_sheets import PlannedRow, SheetPlan, Value
    from stationdesk.listings.columns import Column

A4_PAPER, A3_PAPER = 9, 8
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook would read as the escape of a character, so that its dash must be escaped."""
CSV_MARK = b"\xef\xbb\xbf"
"""The byte order mark without which Excel reads UTF-8 as GBK."""


def write_workbook(papers: Sequence[Paper], path: Path) -> None:
    """Write ``papers`` to the .xlsx file ``path``, whole or not at all.

    Each paper is a sheet; every table after its first has a sheet of its own.

    Raises:
        Refused: ``path`` cannot be written, for instance because another program has it open.
    """
    saving.save(workbook_of(papers), path)


def workbook_of(papers: Sequence[Paper]) -> bytes:
    """Return ``papers`` as the bytes of an .xlsx file; may run on any thread."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    plans = plans_of(papers)
    pen = _Pen(book)
    for plan in plans:
        pen.write(plan)
    _add_meta(book, papers[0], plans)
    _describe(book, papers[0])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write_csv(columns: Sequence[Column[Any]], records: Iterable[Any], path: Path) -> None:
    """Write ``records`` to the CSV file ``path``: UTF-8 with mark, no text that is a formula.

    Raises:
        Refused: ``path`` cannot be written.
    """
    saving.save(csv_of(columns, records), path)


def csv_of(columns: Sequence[Column[Any]], records: Iterable[Any]) -> bytes:
    """Return ``records`` as the bytes of a CSV file, headings first."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow([guarded(for_cell(column.heading())) for column in columns])
    readers = [column.read for column in columns]
    lines.writerows([_csv_cell(read(record)) for read in readers] for record in records)
    return CSV_MARK + text.getvalue().encode("utf-8")


def csv_of_paper(paper: Paper) -> bytes:
    """Return the first table of ``paper`` as the bytes of a CSV file.

    Raises:
        ValueError: the paper has no table.
    """
    for block in paper.blocks:
        if isinstance(block, Table):
            return csv_of(block.columns, block.records())
    raise ValueError(paper.title)


def _csv_cell(value: Any) -> object:
    if isinstance(value, int | float):
        return value
    return guarded(for_cell(text_of(value)))


class _Pen:
    """Writes planned sheets into one workbook."""

    def __init__(self, book: Workbook) -> None:
        from stationdesk.documents.workbooks.looks import add_styles

        self._book = book
        self._names = add_styles(book)
        self._styles: dict[tuple[Look, bool], Any] = {}

    def write(self, plan: SheetPlan) -> None:
        """Add the sheet ``plan`` says."""
        from stationdesk.documents.workbooks.charts import set_charts
        from stationdesk.documents.workbooks.tables import set_table, set_validations

        sheet = self._book.create_sheet(plan.name)
        self._prepare_styles(sheet)
        for number, row in enumerate(plan.rows, start=1):
            self._write_row(sheet, number, row)
        for number, first, last in plan.merges:
            sheet.merge_cells(start_row=number, end_row=number, start_column=first, end_column=last)
        _set_widths(sheet, plan)
        _set_headings(sheet, plan)
        set_table(sheet, plan, len(self._book.worksheets))
        set_validations(sheet, plan)
        set_charts(sheet, plan)
        _set_page(sheet, plan)
        set_letterhead(sheet, plan)

    def _prepare_styles(self, sheet: Worksheet) -> None:
        """Look each style up once; a cell then gets a copy, far faster than a look-up by name."""
        if self._styles:
            return
        cell: Any = sheet.cell(1, 1)
        for look, name in self._names.items():
            cell.style = name
            self._styles[look, False] = copy(cell._style)  # noqa: SLF001 - openpyxl's own advice
            cell.quotePrefix = True
            self._styles[look, True] = copy(cell._style)  # noqa: SLF001
        cell.style = "Normal"

    def _write_row(self, sheet: Worksheet, number: int, row: PlannedRow) -> None:
        for column, (value, look) in enumerate(zip(row.values, row.looks, strict=True), start=1):
            if look is not Look.NONE:
                self._fill(sheet.cell(number, column), value, look)
        if row.height is not None or row.hidden:
            dimension = sheet.row_dimensions[number]
            dimension.height = row.height
            dimension.hidden = row.hidden

    def _fill(self, cell: Any, value: Value, look: Look) -> None:
        quoted = False
        if isinstance(value, str):
            if value:
                cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", value)
                cell.data_type = "s"  # openpyxl would make a formula of "=…"
                quoted = may_be_formula(value)
        elif value is not None:
            cell.value = value
        cell._style = copy(self._styles[look, quoted])  # noqa: SLF001 - openpyxl's own advice


def _set_widths(sheet: Worksheet, plan: SheetPlan) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(plan.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _set_headings(sheet: Worksheet, plan: SheetPlan) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

    last = get_column_letter(len(plan.widths))
    if plan.heading_row:
        sheet.print_title_rows = f"{plan.heading_row}:{plan.heading_row}"
        if plan.heading_row <= 8:  # more rows fixed at the top would leave too little to scroll
            column = get_column_letter(plan.frozen_columns + 1)
            sheet.freeze_panes = f"{column}{plan.heading_row + 1}"
    for row in plan.breaks_after:
        sheet.row_breaks.append(Break(id=row))
    sheet.print_area = f"A1:{last}{len(plan.rows)}"


def _set_page(sheet: Worksheet, plan: SheetPlan) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = A3_PAPER if plan.poster else A4_PAPER
    sheet.page_setup.orientation = "landscape" if plan.landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    margins = sheet.page_margins
    margins.left, margins.right = (0.8, 0.8) if plan.landscape else (1.0, 0.8)
    margins.top, margins.bottom, margins.header, margins.footer = 0.8, 0.75, 0.3, 0.35
    foot: Any = sheet.oddFooter
    foot.left.text = _("StationDesk")
    foot.right.text = _("Page {number} of {count}").format(number="&P", count="&N")
    foot.left.size = foot.right.size = 9


def _add_meta(book: Workbook, paper: Paper, plans: Sequence[SheetPlan]) -> None:
    """Add the hidden sheet by which the workbook is known again when it is read."""
    sheet = book.create_sheet(META_SHEET)
    sheet.sheet_state = "hidden"
    origin = paper.origin
    entries = [("schema", SCHEMA), ("program", __version__), ("language", language())]
    if origin is not None:
        entries += [
            ("listing", origin.listing),
            ("station_code", origin.station_code),
            ("station_name", origin.station_name),
            ("period", origin.period),
        ]
    for plan in plans:
        if plan.keys:
            entries += [
                (f"sheet:{plan.name}:rows", str(plan.record_count)),
                (f"sheet:{plan.name}:sha256", plan.checksum),
            ]
    for number, (name, value) in enumerate(entries, start=1):
        for column, text in enumerate((name, for_cell(value)), start=1):
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"
            cell.number_format = "@"


def _describe(book: Workbook, paper: Paper) -> None:
    about = book.properties
    about.title = for_cell(paper.title)
    about.creator = for_cell(paper.unit) or _("StationDesk")
    about.subject = for_cell(paper.subject or paper.subtitle or paper.period)
    about.keywords = paper.origin.listing if paper.origin else None
    about.language = "zh-CN" if language() == "zh_CN" else "en"
    if paper.printed_at is not None:
        about.created = paper.printed_at.replace(tzinfo=None)
