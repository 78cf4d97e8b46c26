"""The sheets of an .xlsx as XML, looked through once before a reader gets them.

A cell far outside (XFD1048576, an honest slip of the hand) makes readers ask for more memory than
there is; formulas without a stored result, and dates that show only their month, are silent traps.
All three are seen here.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from stationdesk.documents.workbooks import limits
from stationdesk.documents.workbooks.refusals import DAMAGED, TOO_MANY_CELLS, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST_SHEET = 120 * 1024 * 1024
_CELL = re.compile(
    rb"<(?:\w+:)?(?:row\b[^>]*?\br=\"(?P<row>\d{1,9})\"|c\b(?P<c>[^>]*?)(?P<empty>/?)>)"
)
_ADDRESS = re.compile(rb"\br=\"([A-Za-z]{1,4})(\d{1,9})\"")
_FAR = re.compile(rb"\br=\"(?:[A-Z]{2,}\d|[A-Z]\d{5,})|<(?:\w+:)?row\b[^>]*?\br=\"\d{5,}\"")
_NO_ADDRESS = re.compile(rb"<(?:\w+:)?c(?:>|\s+(?!(?:[^>]*\s)?r=))")
_WHOLE_CELL = re.compile(rb"<(?P<p>(?:\w+:)?)c\b[^>]*?(?:/>|>.*?</(?P=p)c>)", re.S)
_BLANK_FORMULA = re.compile(
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_STYLED = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\")[^>]*?\bs=\"(\d+)\"")
_MONTH_FORMATS = frozenset({17, 27, 36, 50, 52, 55, 57})
"""Numbers of built-in formats that show year and month only, as Excel has them in China."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class SheetScan:
    """What was seen in one sheet's part. Rows and columns are 0-based."""

    part: str
    cells: int = 0
    last_row: int = -1
    last_column: int = -1
    strays: int = 0
    first_stray: str = ""
    blank_formulas: int = 0
    months: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Places whose number format shows year and month but no day."""

    def area(self) -> int:
        """Return how many cells the used rectangle has, strays left out."""
        return (self.last_row + 1) * (self.last_column + 1)


def scanned(parts: zipfile.ZipFile) -> dict[str, SheetScan]:
    """Return what each sheet's part holds, by the sheet's name."""
    month_styles = _month_styles(parts)
    scans: dict[str, SheetScan] = {}
    total = 0
    for name, part in _sheet_parts(parts):
        if parts.getinfo(part).file_size > _LARGEST_SHEET:
            raise unreadable(TOO_MANY_CELLS, most=limits.MOST_CELLS)
        scans[name] = _scan(part, parts.read(part), month_styles)
        total += scans[name].cells
        if total > limits.MOST_CELLS:
            raise unreadable(TOO_MANY_CELLS, most=limits.MOST_CELLS)
    return scans


def without_strays(parts: zipfile.ZipFile, scans: dict[str, SheetScan]) -> bytes:
    """Return the workbook again, without the cells outside of the limits."""
    cut = {scan.part for scan in scans.values() if scan.strays}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as kept:
        for entry in parts.infolist():
            content = parts.read(entry)
            if entry.filename in cut:
                content = _WHOLE_CELL.sub(_kept_cell, content)
            kept.writestr(entry.filename, content)
    return target.getvalue()


def _kept_cell(found: re.Match[bytes]) -> bytes:
    address = _ADDRESS.search(found[0])
    if address is None:
        return found[0]
    row, column = int(address[2]), _column_number(address[1])
    return found[0] if row <= limits.MOST_ROWS and column <= limits.MOST_COLUMNS else b""


def _sheet_parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and part, as the workbook's own list has them."""
    names = set(parts.namelist())
    if "xl/workbook.xml" not in names:
        return
    targets = {
        relation.get("Id"): posixpath.normpath(_target(relation.get("Target") or ""))
        for relation in _tree(parts, "xl/_rels/workbook.xml.rels")
    }
    for sheet in _tree(parts, "xl/workbook.xml").iter():
        if sheet.tag.endswith("}sheet"):
            key = sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)
            part = targets.get(key, "")
            if part in names:
                yield sheet.get("name") or "", part


def _target(told: str) -> str:
    return told.lstrip("/") if told.startswith("/") else f"xl/{told}"


def _tree(parts: zipfile.ZipFile, name: str) -> Element:
    from defusedxml import ElementTree

    try:
        root: Element = ElementTree.fromstring(parts.read(name), forbid_dtd=True)
    except (KeyError, ParseError, ValueError, LookupError):
        raise unreadable(DAMAGED) from None
    return root


def _month_styles(parts: zipfile.ZipFile) -> frozenset[int]:
    """Return the styles whose number format shows a year and a month but no day."""
    if "xl/styles.xml" not in parts.namelist():
        return frozenset()
    root = _tree(parts, "xl/styles.xml")
    formats = {
        int(told.get("numFmtId") or 0)
        for told in root.iter(f"{_MAIN}numFmt")
        if _shows_month_only(told.get("formatCode") or "")
    }
    styles = root.find(f"{_MAIN}cellXfs")
    return frozenset(
        place
        for place, style in enumerate(styles if styles is not None else ())
        if int(style.get("numFmtId") or 0) in formats | _MONTH_FORMATS
    )


def _shows_month_only(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code.split(";")[0]).lower()
    return "y" in bare and "m" in bare and not re.search(r"[dhs]", bare)


def _scan(part: str, xml: bytes, month_styles: frozenset[int]) -> SheetScan:
    scan = SheetScan(part)
    if _FAR.search(xml) or _NO_ADDRESS.search(xml):
        _scan_closely(scan, xml)
    else:
        scan.cells = len(re.findall(rb"<(?:\w+:)?c\b[^>]*[^/]>", xml))
        scan.last_row, scan.last_column = 9_999, 25
    if re.search(rb"<(?:\w+:)?f\b", xml):
        scan.blank_formulas = len(_BLANK_FORMULA.findall(xml))
    if month_styles:
        scan.months = frozenset(
            (int(row) - 1, _column_number(column) - 1)
            for column, row, style in _STYLED.findall(xml)
            if int(style) in month_styles
        )
    return scan


def _scan_closely(scan: SheetScan, xml: bytes) -> None:
    row, column = 0, 0
    for found in _CELL.finditer(xml):
        if found["row"]:
            row, column = int(found["row"]), 0
            continue
        address = _ADDRESS.search(found["c"])
        column = _column_number(address[1]) if address else column + 1
        row = int(address[2]) if address else row
        if not found["empty"]:
            _count(scan, row, column)


def _count(scan: SheetScan, row: int, column: int) -> None:
    scan.cells += 1
    if scan.cells > limits.MOST_CELLS:
        raise unreadable(TOO_MANY_CELLS, most=limits.MOST_CELLS)
    if row > limits.MOST_ROWS or column > limits.MOST_COLUMNS:
        scan.strays += 1
        scan.first_stray = scan.first_stray or f"{_column_letters(column)}{row}"
        return
    scan.last_row = max(scan.last_row, row - 1)
    scan.last_column = max(scan.last_column, column - 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _column_letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters
