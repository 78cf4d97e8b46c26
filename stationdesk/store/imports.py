"""Ledgers that were brought in, and what each of their rows became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import peewee as pw

from stationdesk.domain.ids import DocumentId, ImportId
from stationdesk.domain.importing import ImportedRow, ImportRun, Outcome
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.store import audit
from stationdesk.store.plain_sql import rows as plain_rows
from stationdesk.store.tables import ImportRowRow, ImportRunRow, StockDocumentRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from stationdesk.domain.ids import LoanKindId


ORIGINAL_NOT_KEPT: Mapping[str, object] = {"original": "not kept"}
"""What the audit trail says of an import whose file is kept by its digest only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A ledger about to be brought in."""

    kind: LedgerKind
    file_name: str
    sha256: str
    sheet: str
    business_date: date
    recorded_at: str
    recorded_by: str
    rows_read: int


def add_run(run: NewRun) -> ImportRun:
    """Keep the head of an import under the next number of its day."""
    number = _next_number(run.business_date)
    row = ImportRunRow.create(
        number=number,
        kind=run.kind.value,
        file_name=run.file_name,
        sha256=run.sha256,
        sheet=run.sheet,
        business_date=run.business_date,
        recorded_at=run.recorded_at,
        recorded_by=run.recorded_by,
        rows_read=run.rows_read,
    )
    return _run(row)


def add_rows(import_id: ImportId, rows: Iterable[ImportedRow]) -> None:
    """Note what each row of the import became."""
    for row in rows:
        ImportRowRow.create(
            import_run=import_id,
            sheet_row=row.sheet_row,
            fingerprint=row.fingerprint,
            outcome=row.outcome.value,
            entity=row.entity,
            entity_uid=row.entity_uid,
        )


def mark_undone(import_id: ImportId, at: str, by: str) -> None:
    """Note that the import was taken back as a whole."""
    ImportRunRow.update(undone_at=at, undone_by=by).where(ImportRunRow.id == import_id).execute()


def runs() -> list[ImportRun]:
    """Return all imports, the newest first."""
    return [_run(row) for row in ImportRunRow.select().order_by(-ImportRunRow.id)]


def run(import_id: ImportId) -> ImportRun:
    """Return one import."""
    return _run(ImportRunRow.get_by_id(import_id))


def rows_of(import_id: ImportId) -> list[ImportedRow]:
    """Return what the rows of an import became, in the order of the sheet."""
    rows = (
        ImportRowRow.select().where(ImportRowRow.import_run == import_id).order_by(ImportRowRow.id)
    )
    return [
        ImportedRow(
            row.sheet_row, row.fingerprint, Outcome(row.outcome), row.entity, row.entity_uid
        )
        for row in rows
    ]


def documents_of(import_id: ImportId) -> list[DocumentId]:
    """Return the stock documents that an import posted, the newest first."""
    rows = (
        StockDocumentRow.select(StockDocumentRow.id)
        .where(StockDocumentRow.import_run == import_id)
        .order_by(-StockDocumentRow.id)
    )
    return [DocumentId(row.id) for row in rows]


def is_without_original(sha256: str) -> bool:
    """Tell whether the audit trail says that of a file with this digest no bytes were kept."""
    runs_of_file = ImportRunRow.select(ImportRunRow.uid).where(ImportRunRow.sha256 == sha256)
    return any(
        event.after and ORIGINAL_NOT_KEPT.items() <= event.after.items()
        for row in runs_of_file
        for event in audit.events_of("import", row.uid)
    )


def is_lent(kind_id: LoanKindId) -> bool:
    """Tell whether the ledger has any loan of the kind that was not taken back."""
    sql = """SELECT 1 FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
             WHERE ll.loan_kind_id = ? AND l.voided_at IS NULL LIMIT 1"""
    return bool(plain_rows(sql, [kind_id]))


def known_fingerprints(kind: LedgerKind) -> frozenset[str]:
    """Return the rows of ``kind`` that imports brought in and nobody took back."""
    rows = (
        ImportRowRow.select(ImportRowRow.fingerprint)
        .join(ImportRunRow)
        .where(
            ImportRunRow.kind == kind.value,
            ImportRunRow.undone_at.is_null(),
            ImportRowRow.outcome != Outcome.LEFT.value,
        )
    )
    return frozenset(row.fingerprint for row in rows)


def _next_number(day: date) -> str:
    start = f"DR-{day:%Y%m%d}-"
    taken = ImportRunRow.select(pw.fn.COUNT(ImportRunRow.id)).where(
        ImportRunRow.number.startswith(start)
    )
    return f"{start}{int(taken.scalar()) + 1:03d}"


def _run(row: ImportRunRow) -> ImportRun:
    return ImportRun(
        id=ImportId(row.id),
        uid=row.uid,
        number=row.number,
        kind=LedgerKind(row.kind),
        file_name=row.file_name,
        sha256=row.sha256,
        sheet=row.sheet,
        business_date=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        rows_read=row.rows_read,
        undone_at=row.undone_at,
    )
