"""Reading hand-kept ledgers: no record is touched, so this may run off the screen's thread."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from stationdesk.documents.workbooks.checksums import META_SHEET
from stationdesk.documents.workbooks.reading import Inspection, inspect_book, read_book
from stationdesk.documents.workbooks.refusals import HIDDEN_SHEET
from stationdesk.domain.ledgers.kinds import READABLE, TOGETHER, LedgerKind
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.preview_document import preview_json
from stationdesk.domain.ledgers.recognising import recognise, table_at
from stationdesk.domain.ledgers.tables import Corrections
from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import Book
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from stationdesk.domain.ledgers.tables import Ledger, LedgerTable
    from stationdesk.domain.sheets import Cell, Sheet

HIDDEN_LEFT = N_("The sheet “{sheet}” is hidden; it was left out. Show it first if it counts.")
_KEY = re.compile(r"[a-z][a-z0-9_]*")

__all__ = ["Inspection", "LedgerFile", "inspect_book", "preview_document", "read_ledger_file"]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file as it was read: its bytes' digest, its ledgers, and what the reader has to say."""

    name: str
    content: bytes
    sha256: str
    sheets: tuple[Sheet, ...]
    ledgers: tuple[Ledger, ...]
    notes: tuple[Problem, ...]

    def readable(self) -> list[int]:
        """Return the places of the ledgers whose rows can be brought in."""
        return [n for n, ledger in enumerate(self.ledgers) if ledger.table.kind in READABLE]

    def corrected(self, place: int, corrections: Corrections) -> LedgerFile:
        """Return the file with one of its ledgers read as a person set it right."""
        ledgers = list(self.ledgers)
        ledgers[place] = parse(ledgers[place].table, corrections)
        return replace(self, ledgers=tuple(ledgers))

    def in_year(self, year: int) -> LedgerFile:
        """Return the file with the days of its registers read as of ``year``."""
        ledgers = (
            parse(ledger.table, Corrections(year=year)) if ledger.table.kind in TOGETHER else ledger
            for ledger in self.ledgers
        )
        return replace(self, ledgers=tuple(ledgers))

    def with_table_at(self, sheet: Sheet, kind: LedgerKind, header_row: int) -> LedgerFile:
        """Return the file with a ledger that a person pointed out where none was recognised."""
        found = parse(table_at(sheet, kind, header_row, PurePath(self.name).stem))
        return replace(self, ledgers=(*self.ledgers, found))


def read_ledger_file(
    path: Path, kind: LedgerKind | None = None, password: str | None = None
) -> LedgerFile:
    """Read the workbook at ``path`` in a process of its own and recognise its ledgers.

    Raises:
        Unreadable: with one sentence, when the file cannot be read.
    """
    book = without_own_marks(read_book(path, password=password))
    content = path.read_bytes()
    tables, left = _without_hidden_twins(recognise(book.sheets, title=path.stem, kind=kind))
    return LedgerFile(
        name=path.name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=book.sheets,
        ledgers=tuple(parse(table) for table in tables),
        notes=(*(note for note in book.notes if not _tells_of(note, left)), *map(_left, left)),
    )


def _without_hidden_twins(
    tables: Sequence[LedgerTable],
) -> tuple[list[LedgerTable], tuple[str, ...]]:
    """Return the tables to bring in, and the hidden sheets that give way to one to be seen.

    What somebody hid is last year's sheet more often than not: read after the one that can be
    seen, its numbers would count. A hidden ledger of another kind is read all the same, and so
    are the months of a loan register that are over.
    """
    seen = {table.kind for table in tables if not table.sheet.hidden} - {*TOGETHER}
    kept = [table for table in tables if not (table.sheet.hidden and table.kind in seen)]
    names = {table.sheet.name for table in kept}
    left = dict.fromkeys(t.sheet.name for t in tables if t.sheet.name not in names)
    return kept, tuple(left)


def _tells_of(note: Problem, sheets: tuple[str, ...]) -> bool:
    return note.phrase == HIDDEN_SHEET and note.values.get("sheet") in sheets


def _left(sheet: str) -> Problem:
    return Problem("file", HIDDEN_LEFT, {"sheet": sheet})


def without_own_marks(book: Book) -> Book:
    """Return a workbook that we wrote ourselves without what it holds for programs only.

    That is the hidden sheet, and the hidden row of column keys above each heading.
    """
    if all(sheet.name != META_SHEET for sheet in book.sheets):
        return book
    sheets = tuple(
        replace(sheet, rows=tuple(() if _is_key_row(row) else row for row in sheet.rows))
        for sheet in book.sheets
        if sheet.name != META_SHEET
    )
    notes = tuple(note for note in book.notes if META_SHEET not in str(note))
    return Book(sheets, notes)


def _is_key_row(row: tuple[Cell, ...]) -> bool:
    told = [cell for cell in row if cell is not None]
    return len(told) > 1 and all(isinstance(c, str) and _KEY.fullmatch(c) for c in told)


def preview_document(files: Iterable[LedgerFile]) -> dict[str, Any]:
    """Return what ``import --preview --json`` prints."""
    return preview_json((file.name, file.ledgers, file.notes) for file in files)
