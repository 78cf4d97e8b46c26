"""Is the file sound? Structure, references, and the sums and digests of its own that SQLite lacks.

SQLite's check sees a broken structure but not a changed value, so each chained table and each
stored file carries its own digest, which is looked at here.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from stationdesk.store import (
    audit,
    faults,
    feedback_claims,
    hours_claims,
    imports,
    inspection_claims,
    loan_claims,
    retention,
    roster_claims,
    sent_reports,
    stock,
)
from stationdesk.store.tables import AttachmentRow, StoredFileRow

if TYPE_CHECKING:
    from stationdesk.store.database import Database


def structure_faults(database: Database) -> list[str]:
    """Return what the engine itself finds wrong: pages, indexes, references."""
    file = database.raw()
    try:
        told = [str(row[0]) for row in file.execute("PRAGMA integrity_check(20)")]
        dangling = file.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    faults = [line for line in told if line != "ok"]
    return faults + [f"{table} {row} -> {parent}" for table, row, parent, _key in dangling]


def quick_structure_faults(database: Database) -> list[str]:
    """Return what a look at the structure alone finds wrong; quick enough for every start."""
    try:
        told = [str(row[0]) for row in database.raw().execute("PRAGMA quick_check(20)")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [line for line in told if line != "ok"]


def ledger_faults() -> list[str]:
    """Return documents whose digest does not follow, and what in the ledgers cannot be.

    That are balances below zero, odd outages, loans that contradict the stock, entries of the
    feedback book that stand otherwise than their events tell, hours of service, locked months and
    certificates that do not follow from attendance, rosters that contradict themselves, and
    inspections whose findings, actions and seals do not bear them out.
    """
    broken = [f"document {number}" for number in stock.broken_links()]
    below = [f"balance {text}" for text in stock.negative_balances()]
    odd = [*stock.orphans(), *(f"fault {number}" for number in faults.contradictions())]
    lent = [f"lending: {each}" for each in loan_claims.contradictions()]
    said = [f"feedback: {each}" for each in feedback_claims.contradictions()]
    served = [f"hours: {each}" for each in hours_claims.contradictions()]
    rosters = [f"roster: {each}" for each in roster_claims.contradictions()]
    inspected = [f"inspection: {each}" for each in inspection_claims.contradictions()]
    return broken + below + odd + lent + said + served + rosters + inspected


def audit_faults() -> list[str]:
    """Return audit lines and records of erasing that do not follow from the one before them.

    A record that is marked as erased and still tells a person is odd, too, and so is a report
    that is no longer what was sent.
    """
    events = [f"event {number}" for number in audit.broken_links()]
    sent = [f"report {number}" for number in sent_reports.altered()]
    return [*events, *retention.broken_links(), *retention.leftovers(), *sent]


def attachment_faults() -> list[str]:
    """Return stored files whose bytes changed, and attachments without bytes.

    Of a book with loan registers only the digest is kept, and the audit trail says so.
    """
    changed = [
        row.sha256
        for row in StoredFileRow.select().iterator()
        if hashlib.sha256(bytes(row.content)).hexdigest() != row.sha256
        and (bytes(row.content) or not imports.is_without_original(row.sha256))
    ]
    kept = StoredFileRow.select(StoredFileRow.sha256)
    lost = AttachmentRow.select(AttachmentRow.uid).where(AttachmentRow.sha256.not_in(kept))
    return changed + [row.uid for row in lost]


def counts() -> dict[str, int]:
    """Return how many lines each chained table holds, for the check's own words."""
    return {
        "documents": stock.count_documents(),
        "events": audit.count(),
        "files": int(StoredFileRow.select().count()),
    }
