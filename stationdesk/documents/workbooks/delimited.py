"""Tables as text: comma, tab or semicolon between the values, in whatever letters Excel wrote."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from stationdesk.documents.workbooks import limits
from stationdesk.documents.workbooks.answers import tidy_rows
from stationdesk.documents.workbooks.guarding import unguarded
from stationdesk.documents.workbooks.refusals import (
    BROKEN_TEXT,
    LETTERS_REPLACED,
    NOT_A_WORKBOOK,
    OPEN_QUOTE,
    STRAYS_CUT,
    TOO_MANY_CELLS,
    unreadable,
)
from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import Book, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 60
_LONGEST_FIELD = 100_000
_MOST_BREAKS = 40
_MOST_LOST_SHARE = 200
"""One letter in so many may be lost before a text counts as unreadable."""
_EXCEL_TEXT = re.compile(r'="([^"]*)"')
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(content: bytes) -> tuple[str, bool]:
    """Return the text of ``content``, and whether some letters were lost in reading it.

    Tries the byte order mark, UTF-8, UTF-16 without a mark and GB18030 (Excel's habit in China).
    Raises ``Unreadable`` for what is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded_as(content, encoding)
    if b"\0" in content:
        return _decoded_as(content, _utf16_without_mark(content))
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return _decoded_as(content, "gb18030")


def book_of_text(text: str, letters_lost: bool) -> Book:
    """Return the one sheet that a text holds."""
    if len(_CONTROL.findall(text[:100_000])) > 2:
        raise unreadable(NOT_A_WORKBOOK)
    notes = [Problem("file", LETTERS_REPLACED)] if letters_lost else []
    text, delimiter = _delimiter_of(text)
    rows, quoted = _rows(text, delimiter)
    if not quoted:
        notes.append(Problem("file", OPEN_QUOTE))
    sheet = Sheet("CSV", tidy_rows(_cut(rows, notes)))
    return Book((sheet,), tuple(notes))


def _decoded_as(content: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return content.decode(encoding), False
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
    if text.count("\ufffd") * _MOST_LOST_SHARE > len(text) + _MOST_LOST_SHARE:
        raise unreadable(BROKEN_TEXT)
    return text, True


def _utf16_without_mark(content: bytes) -> str:
    """Return the byte order in which NUL bytes make letters; raises where they make none."""
    sample = content[: 1 << 16]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or max(even, odd) * 20 < len(sample) or min(even, odd) * 20 > len(sample):
        raise unreadable(NOT_A_WORKBOOK)
    return "utf-16-le" if odd > even else "utf-16-be"


def _delimiter_of(text: str) -> tuple[str, str]:
    """Return the text below a ``sep=`` line of Excel, and the sign between its values."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return text[told.end() :], told[1]
    sample = "\n".join(text[:200_000].splitlines()[:_SAMPLE_LINES])
    return text, max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, sign: str) -> tuple[int, int]:
    """Return how many lines part into equally many values, and how many values that is."""
    try:
        widths = [len(row) for row in _parsed(sample, sign, quoted=True) if row]
    except csv.Error:
        widths = [line.count(sign) + 1 for line in sample.splitlines() if line]
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return 0, 0
    width, lines = counted.most_common(1)[0]
    return lines, width


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """Return the rows, and whether quotation marks were taken as such."""
    with suppress(csv.Error):
        rows = list(_parsed(text, delimiter, quoted=True))
        if not any(_swallowed(value) for row in rows for value in row):
            return rows, True
    return list(_parsed(text, delimiter, quoted=False)), False


def _parsed(text: str, delimiter: str, quoted: bool) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD if quoted else max(_LONGEST_FIELD, len(text)))
    lines = io.StringIO(text, newline="")
    if quoted:
        return csv.reader(lines, delimiter=delimiter)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _swallowed(value: str) -> bool:
    """Return whether a quotation mark left open took many lines into one value."""
    return value.count("\n") > _MOST_BREAKS


def _cut(rows: Iterable[list[str]], notes: list[Problem]) -> Iterator[list[str]]:
    """Yield the rows within the limits, without the quotes that exports put before formulas."""
    cells, outside = 0, 0
    for number, row in enumerate(rows):
        if number >= limits.MOST_ROWS:
            outside += sum(map(bool, row))
            continue
        outside += sum(map(bool, row[limits.MOST_COLUMNS :]))
        kept = [_plain(value) for value in row[: limits.MOST_COLUMNS]]
        cells += len(kept)
        if cells > limits.MOST_CELLS:
            raise unreadable(TOO_MANY_CELLS, most=limits.MOST_CELLS)
        yield kept
    if outside:
        first = f"{limits.MOST_ROWS} × {limits.MOST_COLUMNS}"
        notes.append(
            Problem("file", STRAYS_CUT, {"count": outside, "sheet": "CSV", "first": first})
        )


def _plain(value: str) -> str:
    if "=" in value and (found := _EXCEL_TEXT.fullmatch(value)):
        return found[1]
    return unguarded(value)
