"""Reading hand-kept ledgers: no record is touched, so this may run off the screen's thread."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stationdesk.documents.workbooks.reading import Inspection, inspect_book, read_book
from stationdesk.domain.ledgers.kinds import READABLE, LedgerKind
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.preview_document import preview_json
from stationdesk.domain.ledgers.recognising import recognise, table_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from stationdesk.domain.ledgers.tables import Corrections, Ledger
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.sheets import Sheet

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

    def with_table_at(self, sheet: Sheet, kind: LedgerKind, header_row: int) -> LedgerFile:
        """Return the file with a ledger that a person pointed out where none was recognised."""
        found = parse(table_at(sheet, kind, header_row))
        return replace(self, ledgers=(*self.ledgers, found))


def read_ledger_file(
    path: Path, kind: LedgerKind | None = None, password: str | None = None
) -> LedgerFile:
    """Read the workbook at ``path`` in a process of its own and recognise its ledgers.

    Raises:
        Unreadable: with one sentence, when the file cannot be read.
    """
    book = read_book(path, password=password)
    content = path.read_bytes()
    tables = recognise(book.sheets, title=path.stem, kind=kind)
    return LedgerFile(
        name=path.name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=book.sheets,
        ledgers=tuple(parse(table) for table in tables),
        notes=book.notes,
    )


def preview_document(files: Iterable[LedgerFile]) -> dict[str, Any]:
    """Return what ``import --preview --json`` prints."""
    return preview_json((file.name, file.ledgers, file.notes) for file in files)
