"""Writing the loan ledger: loans, returns, extensions and attempts to reach somebody.

No record goes: what is taken back is voided, with the moment and the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import (
    ContactId,
    ExtensionId,
    LoanId,
    LoanLineId,
    ReturnId,
    new_uid,
)
from stationdesk.store.plain_sql import rows, value
from stationdesk.store.tables import LoanContactRow, LoanExtensionRow, LoanReturnRow, LoanRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.ids import BorrowerId, DocumentId, FaultId, HoldId, ImportId
    from stationdesk.domain.lending.loans import NewContact, NewReturn, TakenLine

NUMBER_PREFIX = "JY"


def add(
    *,
    number: str,
    borrower_id: BorrowerId,
    group: str,
    on: date,
    lines: Sequence[tuple[TakenLine, date]],
    recorded_at: str,
    recorded_by: str,
    handled_by: str,
    request_key: str,
    deposit: str = "",
    note: str = "",
    despite: str = "",
    hold_id: HoldId | None = None,
    import_id: ImportId | None = None,
) -> tuple[LoanId, str]:
    """Keep an accepted loan, each line with its due day; return its id and uid."""
    uid = new_uid()
    fields = (
        uid,
        number,
        borrower_id,
        group,
        on.isoformat(),
        recorded_at,
        recorded_by,
        handled_by.strip(),
        deposit.strip(),
        note.strip(),
        despite.strip(),
        hold_id,
        request_key,
        import_id,
    )
    loan_id = LoanId(rows(_INSERT_LOAN, fields)[0][0])
    for serial, (line, due_on) in enumerate(lines, start=1):
        taken = (line.kind_id, line.unit_id, line.quantity, due_on.isoformat())
        rows(_INSERT_LINE, (new_uid(), loan_id, serial, *taken))
    return loan_id, uid


def next_number(day: date) -> str:
    """Return the next free number of ``day``, such as JY-20260630-001."""
    sql = "SELECT COUNT(*) FROM loan WHERE business_date = ?"
    serial = int(value(sql, [day.isoformat()])) + 1
    taken = "SELECT 1 FROM loan WHERE number = ?"
    while rows(taken, [number := f"{NUMBER_PREFIX}-{day:%Y%m%d}-{serial:03d}"]):
        serial += 1
    return number


def find_by_key(request_key: str) -> LoanId | None:
    """Return the loan that was kept with ``request_key``."""
    found = value("SELECT id FROM loan WHERE request_key = ?", [request_key])
    return None if found is None else LoanId(found)


def find_return_by_key(request_key: str) -> ReturnId | None:
    """Return the return that was kept with ``request_key``."""
    found = value("SELECT id FROM loan_return WHERE request_key = ?", [request_key])
    return None if found is None else ReturnId(found)


def uid_of(loan_id: LoanId) -> str:
    """Return the uid of a loan, for the audit trail."""
    return str(value("SELECT uid FROM loan WHERE id = ?", [loan_id]))


def void(loan_id: LoanId, at: str, by: str) -> None:
    """Let a loan count no more: it was taken back."""
    LoanRow.update(voided_at=at, voided_by=by).where(LoanRow.id == loan_id).execute()


def add_return(
    wish: NewReturn, *, handled_by: str, recorded_at: str, recorded_by: str
) -> tuple[ReturnId, str]:
    """Keep what came back of a line; return its id and uid."""
    uid = new_uid()
    fields = (
        uid,
        wish.line_id,
        wish.on.isoformat(),
        recorded_at,
        recorded_by,
        handled_by.strip(),
        wish.good,
        wish.damaged,
        wish.lost,
        wish.condition.strip(),
        wish.request_key,
    )
    return ReturnId(rows(_INSERT_RETURN, fields)[0][0]), uid


def set_return_deeds(
    return_id: ReturnId, document_id: DocumentId | None, fault_id: FaultId | None
) -> None:
    """Note the document that wrote lost pieces off, and the fault that was reported."""
    LoanReturnRow.update(document=document_id, fault=fault_id).where(
        LoanReturnRow.id == return_id
    ).execute()


def line_of_return(return_id: ReturnId) -> LoanLineId:
    """Return the line that a return, voided or not, was of."""
    return LoanLineId(value("SELECT loan_line_id FROM loan_return WHERE id = ?", [return_id]))


def void_return(return_id: ReturnId, at: str, by: str) -> None:
    """Let a return count no more: it was taken back."""
    LoanReturnRow.update(voided_at=at, voided_by=by).where(LoanReturnRow.id == return_id).execute()


def add_extension(
    line_id: LoanLineId,
    *,
    on: date,
    old_due_on: date,
    new_due_on: date,
    reason: str,
    recorded_at: str,
    recorded_by: str,
) -> ExtensionId:
    """Keep that a line is due later."""
    row = LoanExtensionRow.create(
        loan_line=line_id,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        old_due_on=old_due_on,
        new_due_on=new_due_on,
        reason=reason.strip(),
        voided_at=None,
        voided_by=None,
    )
    return ExtensionId(row.id)


def void_extension(extension_id: ExtensionId, at: str, by: str) -> None:
    """Let an extension count no more: it was taken back."""
    LoanExtensionRow.update(voided_at=at, voided_by=by).where(
        LoanExtensionRow.id == extension_id
    ).execute()


def add_contact(
    loan_id: LoanId, wish: NewContact, *, recorded_at: str, recorded_by: str
) -> ContactId:
    """Keep an attempt to reach the borrower of a loan."""
    row = LoanContactRow.create(
        loan=loan_id,
        business_date=wish.on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        way=wish.way.value,
        reached=int(wish.reached),
        note=wish.note.strip(),
        voided_at=None,
        voided_by=None,
    )
    return ContactId(row.id)


def void_contact(contact_id: ContactId, at: str, by: str) -> None:
    """Let an attempt count no more: it was taken back."""
    LoanContactRow.update(voided_at=at, voided_by=by).where(
        LoanContactRow.id == contact_id
    ).execute()


def loans_of_import(import_id: ImportId) -> list[LoanId]:
    """Return the loans that came with one import and stand."""
    sql = "SELECT id FROM loan WHERE import_run_id = ? AND voided_at IS NULL ORDER BY id"
    return [LoanId(loan_id) for (loan_id,) in rows(sql, [import_id])]


def came_back_at_desk(import_id: ImportId, key_prefix: str) -> bool:
    """Tell whether a loan of an import has a return whose key does not begin with the prefix."""
    sql = """
        SELECT 1 FROM loan l JOIN loan_line ll ON ll.loan_id = l.id
        JOIN loan_return r ON r.loan_line_id = ll.id
        WHERE l.import_run_id = ? AND l.voided_at IS NULL AND r.voided_at IS NULL
            AND SUBSTR(r.request_key, 1, ?) <> ? LIMIT 1"""
    return bool(rows(sql, [import_id, len(key_prefix), key_prefix]))


_INSERT_LOAN = """
    INSERT INTO loan (uid, number, borrower_id, visitor_group, business_date, recorded_at,
        recorded_by, handled_by, deposit, note, despite, hold_id, request_key, import_run_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
_INSERT_LINE = """
    INSERT INTO loan_line (uid, loan_id, line, loan_kind_id, loan_unit_id, quantity, due_on)
    VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"""
_INSERT_RETURN = """
    INSERT INTO loan_return (uid, loan_line_id, business_date, recorded_at, recorded_by,
        handled_by, good, damaged, lost, condition, request_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
