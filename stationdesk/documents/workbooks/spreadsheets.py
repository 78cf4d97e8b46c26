"""Workbooks of office programs: calamine reads them, openpyxl where calamine fails.

Runs in the child process only: calamine may panic or abort on broken files.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from stationdesk.documents.workbooks import limits
from stationdesk.documents.workbooks.answers import EXACT_DIGITS, plain_cell, tidy_rows
from stationdesk.documents.workbooks.open_document import ods_merges
from stationdesk.documents.workbooks.refusals import (
    CHILD_DIED,
    DAMAGED,
    FORMULAS_BLANK,
    HIDDEN_SHEET,
    LONG_NUMBERS,
    NEEDS_PASSWORD,
    OTHER_READER,
    STRAYS_CUT,
    TOO_MANY_CELLS,
    unreadable,
)
from stationdesk.documents.workbooks.sheet_parts import SheetScan, scanned, without_strays
from stationdesk.documents.workbooks.zip_parts import checked_zip
from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import Book, Merge, Sheet, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LARGEST_AREA = 6_000_000
"""Cells, blank ones included, that calamine may lay out at once within the memory limit."""
_MOST_MERGES = 20_000


def book_of_zip(content: bytes) -> Book:
    """Return what an .xlsx, .xlsm, .xlsb, .ods or a newer .et holds."""
    parts = checked_zip(content)
    scans = scanned(parts)
    strays = any(scan.strays for scan in scans.values())
    if strays:
        content = without_strays(parts, scans)
    try:
        book = _by_calamine(content, scans) if _fits(scans) else None
    except Unreadable as refusal:
        if not scans:
            raise _kinder(refusal) from None
        book = None
    if book is None or _saw_too_little(book, scans):
        book = _by_openpyxl(content, known_good=not strays and not _fits(scans))
    return _with_scans(_with_merges(book, ods_merges(parts)), scans)


def book_of_old_workbook(content: bytes) -> Book:
    """Return what an .xls or an older .et holds."""
    return _by_calamine(content, {})


def _kinder(refusal: Unreadable) -> Unreadable:
    """Return the advice for a whole file that calamine cannot take: another format may do."""
    damaged = refusal.problem.phrase == DAMAGED
    return unreadable(CHILD_DIED) if damaged else refusal


def _fits(scans: dict[str, SheetScan]) -> bool:
    return all(scan.area() <= _LARGEST_AREA for scan in scans.values())


def _saw_too_little(book: Book, scans: dict[str, SheetScan]) -> bool:
    """Return whether a sheet came back blank although its part has many cells with a value."""
    filled = {sheet.name for sheet in book.sheets if sheet.rows}
    return any(
        name not in filled and scan.cells - scan.strays - scan.blank_formulas > 0
        for name, scan in scans.items()
    )


def _by_calamine(content: bytes, scans: dict[str, SheetScan]) -> Book:
    try:
        return _calamine_book(content, scans)
    except (Unreadable, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the Rust reader is a BaseException
        if type(error).__name__ == "PasswordError":
            raise unreadable(NEEDS_PASSWORD, about="password") from None
        raise unreadable(DAMAGED) from None


def _calamine_book(content: bytes, scans: dict[str, SheetScan]) -> Book:
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(content))
    sheets: list[Sheet] = []
    notes: list[Problem] = []
    count = 0
    for told in book.sheets_metadata:
        if told.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        hidden = told.visible != python_calamine.SheetVisibleEnum.Visible
        sheet = _calamine_sheet(book.get_sheet_by_name(told.name), told.name, hidden, notes)
        count += sum(cell is not None for row in sheet.rows for cell in row)
        if count > limits.MOST_CELLS:
            raise unreadable(TOO_MANY_CELLS, most=limits.MOST_CELLS)
        sheets.append(sheet)
    return Book(tuple(sheets), tuple(notes))


def _calamine_sheet(sheet: Any, name: str, hidden: bool, notes: list[Problem]) -> Sheet:
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in (sheet.merged_cell_ranges or ())[:_MOST_MERGES]
    )
    rows = _placed(sheet)
    return Sheet(name, tidy_rows(_watched(rows, name, notes)), merges, hidden)


def _placed(sheet: Any) -> Iterator[list[object]]:
    """Yield every row from the sheet's first, every cell from column A, within the limits.

    ``iter_rows`` begins at row 1 but at the first column that is used.
    """
    if sheet.start is None:
        return
    margin: list[object] = [None] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows()):
        if number >= limits.MOST_ROWS:
            return
        yield [*margin, *row][: limits.MOST_COLUMNS]


def _watched(
    rows: Iterable[list[object]], name: str, notes: list[Problem]
) -> Iterator[list[object]]:
    """Pass the rows on, and note numbers that are longer than a workbook's numbers can be."""
    count, first = 0, ""
    for row in rows:
        for value in row:
            if isinstance(value, int | float) and abs(value) >= EXACT_DIGITS:
                count += 1
                first = first or str(plain_cell(value))
        yield row
    if count:
        told = {"count": count, "sheet": name, "first": first}
        notes.append(Problem("file", LONG_NUMBERS, told))


def _by_openpyxl(content: bytes, known_good: bool) -> Book:
    """Read with the second reader, which knows no merged cells but also no large rectangles."""
    import warnings

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        OSError,
        AttributeError,
        SyntaxError,
        AssertionError,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            notes: list[Problem] = []
            sheets = tuple(_openpyxl_sheet(sheet, notes) for sheet in book.worksheets)
    except broken:
        raise unreadable(DAMAGED) from None
    if not known_good:
        notes.append(Problem("file", OTHER_READER))
    return Book(sheets, tuple(notes))


def _openpyxl_sheet(sheet: Any, notes: list[Problem]) -> Sheet:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=limits.MOST_ROWS, values_only=True)
    plain = ([_midnight_as_day(value) for value in row[: limits.MOST_COLUMNS]] for row in rows)
    hidden = sheet.sheet_state != "visible"
    return Sheet(sheet.title, tidy_rows(_watched(plain, sheet.title, notes)), (), hidden)


def _midnight_as_day(value: object) -> object:
    """Return a moment at midnight as the day that calamine makes of it."""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    return value


def _with_merges(book: Book, merges: dict[str, tuple[Merge, ...]]) -> Book:
    """Return the book with merged cells where the reader told none."""
    if not merges:
        return book
    sheets = [
        replace(each, merges=each.merges or merges.get(each.name, ())) for each in book.sheets
    ]
    return replace(book, sheets=tuple(sheets))


def _with_scans(book: Book, scans: dict[str, SheetScan]) -> Book:
    """Return the book with what the look at its parts told."""
    notes = list(book.notes)
    sheets = [_with_months(sheet, scans.get(sheet.name)) for sheet in book.sheets]
    for name, scan in scans.items():
        if scan.strays:
            told = {"count": scan.strays, "sheet": name, "first": scan.first_stray}
            notes.append(Problem("file", STRAYS_CUT, told))
        if scan.blank_formulas:
            told = {"count": scan.blank_formulas, "sheet": name}
            notes.append(Problem("file", FORMULAS_BLANK, told))
    notes += [
        Problem("file", HIDDEN_SHEET, {"sheet": sheet.name})
        for sheet in sheets
        if sheet.hidden and sheet.rows
    ]
    return Book(tuple(sheets), tuple(notes))


def _with_months(sheet: Sheet, scan: SheetScan | None) -> Sheet:
    """Write days that show only their month (2026年7月) as that month: ``2026-07``."""
    if scan is None or not scan.months:
        return sheet
    rows = tuple(
        tuple(
            cell.isoformat()[:7]
            if isinstance(cell, date) and cell.day == 1 and (row, column) in scan.months
            else cell
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(sheet.rows)
    )
    return replace(sheet, rows=rows)
