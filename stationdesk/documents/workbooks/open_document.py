"""Merged cells of an .ods, which its reader does not tell."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from stationdesk.documents.workbooks import limits
from stationdesk.domain.sheets import Merge

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_MERGES = 20_000


def ods_merges(parts: zipfile.ZipFile) -> dict[str, tuple[Merge, ...]]:
    """Return the merged cells of every sheet by its name; nothing for other kinds of workbook.

    What is not well formed has none: the reader says what is wrong with it.
    """
    if _CONTENT not in parts.namelist():
        return {}
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    found: dict[str, tuple[Merge, ...]] = {}
    events = ElementTree.iterparse(io.BytesIO(parts.read(_CONTENT)), forbid_dtd=True)
    try:
        for _event, element in events:
            if element.tag == f"{_TABLE}table":
                merges = islice(_of_sheet(element), _MOST_MERGES)
                found[element.get(f"{_TABLE}name") or ""] = tuple(merges)
                element.clear()
    except (ParseError, DefusedXmlException, ValueError):
        return {}
    return found


def _of_sheet(sheet: Element) -> Iterator[Merge]:
    row = 0
    for line in sheet.iter(f"{_TABLE}table-row"):
        if row >= limits.MOST_ROWS:
            return
        yield from _of_row(line, row)
        row += _number(line, "number-rows-repeated")


def _of_row(line: Element, row: int) -> Iterator[Merge]:
    column = 0
    for cell in line:
        down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if (down > 1 or across > 1) and column < limits.MOST_COLUMNS:
            yield Merge(row, column, row + down - 1, column + across - 1)
        column += _number(cell, "number-columns-repeated")


def _number(element: Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}") or 1)
