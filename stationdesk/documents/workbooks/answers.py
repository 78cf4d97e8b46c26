"""How a book goes from the child process to this one: JSON, in which days bear a mark."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import Book, Merge, Sheet, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.sheets import Cell

EXACT_DIGITS = 10**15
"""Workbooks keep 15 digits; longer numbers have lost their last ones."""


def packed_book(book: Book) -> bytes:
    """Return ``book`` as bytes for ``unpacked``."""
    sheets = [
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "merges": [(m.top, m.left, m.bottom, m.right) for m in sheet.merges],
            "rows": [[_packed(cell) for cell in row] for row in sheet.rows],
        }
        for sheet in book.sheets
    ]
    return _json({"sheets": sheets, "notes": [_told(note) for note in book.notes]})


def packed_refusal(problem: Problem) -> bytes:
    """Return the reason why nothing was read as bytes for ``unpacked``."""
    return _json({"problem": _told(problem)})


def unpacked(answer: bytes) -> Book:
    """Return the book the child read; raises ``Unreadable`` with the reason it gave.

    Raises ValueError, KeyError or TypeError where the answer is not whole.
    """
    told = json.loads(answer)
    if "problem" in told:
        raise Unreadable(_problem(told["problem"]))
    sheets = tuple(
        Sheet(
            name=sheet["name"],
            rows=tuple(tuple(map(_unpacked, row)) for row in sheet["rows"]),
            merges=tuple(Merge(*corners) for corners in sheet["merges"]),
            hidden=sheet["hidden"],
        )
        for sheet in told["sheets"]
    )
    return Book(sheets, tuple(map(_problem, told["notes"])))


def tidy_rows(rows: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of plain values: blank texts as None, whole numbers as int, no blank ends."""
    tidy: list[tuple[Cell, ...]] = []
    filled = 0
    for row in rows:
        cells = [plain_cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        tidy.append(tuple(cells))
        if cells:
            filled = len(tidy)
    return tuple(tidy[:filled])


def plain_cell(value: object) -> Cell:
    """Return one reader's value as a cell; integral numbers too long to be exact become text."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool | datetime | date | time):
        return value
    if isinstance(value, float):
        return _plain_float(value)
    if isinstance(value, int):
        return value if abs(value) < EXACT_DIGITS else str(value)
    if isinstance(value, timedelta):
        return _span(value)
    return str(value)


def _plain_float(value: float) -> Cell:
    if not math.isfinite(value):
        return str(value)
    if not value.is_integer():
        return value
    return int(value) if abs(value) < EXACT_DIGITS else str(int(value))


def _span(value: timedelta) -> str:
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def _packed(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return ["t", cell.isoformat()]
    if isinstance(cell, date):
        return ["d", cell.isoformat()]
    if isinstance(cell, time):
        return ["h", cell.isoformat()]
    return cell


def _unpacked(told: Any) -> Cell:
    if not isinstance(told, list):
        plain: Cell = told
        return plain
    mark, text = told
    if mark == "t":
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if mark == "d" else time.fromisoformat(text)


def _told(problem: Problem) -> dict[str, Any]:
    values = dict(problem.values)
    return {"about": problem.about, "phrase": problem.phrase, "values": values}


def _problem(told: dict[str, Any]) -> Problem:
    return Problem(told["about"], told["phrase"], told["values"])


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode("ascii")
