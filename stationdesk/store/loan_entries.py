"""The loan ledger as it is read: each line with its returns, extensions and contact attempts.

However many lines are asked for, a handful of statements read them. What people wrote beside them
is told without phones and ID numbers, and without the borrower's name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from stationdesk.domain.ids import (
    BorrowerId,
    ContactId,
    DocumentId,
    ExtensionId,
    FaultId,
    LoanId,
    LoanKindId,
    LoanLineId,
    LoanUnitId,
    ReturnId,
)
from stationdesk.domain.lending.loans import (
    ContactAttempt,
    ContactWay,
    Extension,
    LoanEntry,
    Return,
)
from stationdesk.domain.masking import masked_name, masked_words
from stationdesk.store import loan_kinds, loan_pieces, open_lines
from stationdesk.store.plain_sql import must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

T = TypeVar("T")


def lent_between(first: date, last: date) -> list[LoanEntry]:
    """Return the lines lent on the days from ``first`` to ``last``, the oldest first."""
    return _entries("l.business_date BETWEEN ? AND ?", [first.isoformat(), last.isoformat()])


def open_entries(kind_id: LoanKindId | None = None) -> list[LoanEntry]:
    """Return the lines that are open now, of one kind or of all, the oldest first."""
    open_lines.ready()
    wanted, values = ("WHERE kind_id = ?", [kind_id]) if kind_id is not None else ("", [])
    return _entries(f"ll.id IN (SELECT line_id FROM open_line {wanted})", values)


def open_on(day: date) -> list[LoanEntry]:
    """Return the lines that were lent by ``day`` and not closed before it, as they stand now."""
    open_lines.ready()
    where = """l.business_date <= ? AND (ll.id IN (SELECT line_id FROM open_line)
        OR ll.id IN (SELECT loan_line_id FROM loan_return
                     WHERE business_date > ? AND voided_at IS NULL))"""
    return _entries(where, [day.isoformat()] * 2)


def of_loan(loan_id: LoanId) -> list[LoanEntry]:
    """Return the lines of one loan, in its own order."""
    return _entries("l.id = ?", [loan_id])


def of_borrower(borrower_id: BorrowerId) -> list[LoanEntry]:
    """Return everything that one borrower ever took, the oldest first."""
    return _entries("l.borrower_id = ?", [borrower_id])


def of_line(line_id: LoanLineId) -> LoanEntry | None:
    """Return one line; None where there is none of that id, or its loan was taken back."""
    return next(iter(_entries("ll.id = ?", [line_id])), None)


def open_of_unit(unit_id: LoanUnitId) -> LoanEntry | None:
    """Return the open line of a numbered piece, None where it is not out."""
    open_lines.ready()
    where = "ll.loan_unit_id = ? AND ll.id IN (SELECT line_id FROM open_line)"
    return next(iter(_entries(where, [unit_id])), None)


def borrower_words() -> dict[BorrowerId, str]:
    """Return the words by which each borrower who has something now is found."""
    open_lines.ready()
    found = rows(
        """SELECT DISTINCT b.id, b.search_words FROM open_line o
           JOIN loan_line ll ON ll.id = o.line_id JOIN loan l ON l.id = ll.loan_id
           JOIN borrower b ON b.id = l.borrower_id"""
    )
    return {BorrowerId(borrower_id): str(words) for borrower_id, words in found}


_LINES = """
    FROM loan_line ll JOIN loan l ON l.id = ll.loan_id JOIN borrower b ON b.id = l.borrower_id
    WHERE l.voided_at IS NULL AND """
_SELECT = f"""
    SELECT ll.id, ll.uid, l.id, l.number, ll.line, ll.loan_kind_id, ll.loan_unit_id, ll.quantity,
        l.borrower_id, b.name, b.tail, l.visitor_group, l.business_date, l.recorded_at, ll.due_on,
        l.handled_by, l.deposit, l.note, l.despite, l.import_run_id {_LINES}"""
_RETURNS = """
    SELECT loan_line_id, id, uid, business_date, good, damaged, lost, condition, handled_by,
        recorded_by, recorded_at, document_id, fault_id
    FROM loan_return WHERE voided_at IS NULL AND loan_line_id IN (SELECT ll.id {lines})
    ORDER BY business_date, id"""
_EXTENSIONS = """
    SELECT loan_line_id, id, business_date, old_due_on, new_due_on, reason, recorded_by, recorded_at
    FROM loan_extension WHERE voided_at IS NULL AND loan_line_id IN (SELECT ll.id {lines})
    ORDER BY id"""
_CONTACTS = """
    SELECT loan_id, id, way, reached, business_date, recorded_at, recorded_by, note
    FROM loan_contact WHERE voided_at IS NULL AND loan_id IN (SELECT l.id {lines}) ORDER BY id"""


def _entries(where: str, values: Sequence[object]) -> list[LoanEntry]:
    found = rows(f"{_SELECT} {where} ORDER BY l.business_date, l.id, ll.line", values)
    if not found:
        return []
    lines = f"{_LINES} {where}"
    returns = _by_owner(_RETURNS.format(lines=lines), values, _return)
    extensions = _by_owner(_EXTENSIONS.format(lines=lines), values, _extension)
    contacts = _by_owner(_CONTACTS.format(lines=lines), values, _contact)
    kinds = loan_kinds.kinds_by_id({LoanKindId(row[5]) for row in found})
    units = loan_pieces.units_by_id({LoanUnitId(row[6]) for row in found if row[6] is not None})
    return [
        _entry(
            row,
            kind=kinds[LoanKindId(row[5])],
            unit=units.get(LoanUnitId(row[6] or 0)),
            returns=_hidden(returns.get(row[0], ()), "condition", row[9]),
            extensions=_hidden(extensions.get(row[0], ()), "reason", row[9]),
            contacts=_hidden(contacts.get(row[2], ()), "note", row[9]),
        )
        for row in found
    ]


def _by_owner(sql: str, values: Sequence[object], made: Callable[..., T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for owner, *fields in rows(sql, values):
        found[owner].append(made(*fields))
    return found


def _hidden(found: Sequence[T], field: str, name: str) -> tuple[T, ...]:
    """Return records with one free text of each as it may be shown."""
    told = [(each, getattr(each, field)) for each in found]
    return tuple(
        replace(each, **{field: masked_words(text, name)}) if text else each  # type: ignore[type-var]
        for each, text in told
    )


def _entry(row: tuple[Any, ...], **belongings: Any) -> LoanEntry:
    line_id, uid, loan_id, number, line, _kind, _unit, quantity, *rest = row
    borrower_id, name, tail, group, lent_on, recorded_at, due_on, handled_by, *words = rest
    deposit, note, despite, import_id = words
    put_off = belongings["extensions"]
    return LoanEntry(
        line_id=LoanLineId(line_id),
        uid=uid,
        loan_id=LoanId(loan_id),
        number=number,
        line=line,
        quantity=quantity,
        borrower_id=BorrowerId(borrower_id),
        borrower_shown=masked_name(name),
        tail=tail,
        visitor_group=group,
        lent_on=must_be_day(lent_on),
        recorded_at=recorded_at,
        due_on=put_off[-1].new_due_on if put_off else must_be_day(due_on),
        handled_by=handled_by,
        deposit=masked_words(deposit, name),
        note=masked_words(note, name),
        despite=masked_words(despite, name),
        imported=import_id is not None,
        **belongings,
    )


def _return(*row: Any) -> Return:
    return_id, uid, on, good, damaged, lost, condition, handled_by, by, at, document, fault = row
    return Return(
        id=ReturnId(return_id),
        uid=uid,
        on=must_be_day(on),
        good=good,
        damaged=damaged,
        lost=lost,
        condition=condition,
        handled_by=handled_by,
        recorded_by=by,
        recorded_at=at,
        document_id=None if document is None else DocumentId(document),
        fault_id=None if fault is None else FaultId(fault),
    )


def _extension(*row: Any) -> Extension:
    extension_id, on, old_due_on, new_due_on, reason, recorded_by, recorded_at = row
    return Extension(
        id=ExtensionId(extension_id),
        on=must_be_day(on),
        old_due_on=must_be_day(old_due_on),
        new_due_on=must_be_day(new_due_on),
        reason=reason,
        recorded_by=recorded_by,
        recorded_at=recorded_at,
    )


def _contact(*row: Any) -> ContactAttempt:
    contact_id, way, reached, on, recorded_at, recorded_by, note = row
    return ContactAttempt(
        id=ContactId(contact_id),
        way=ContactWay(way),
        reached=bool(reached),
        on=must_be_day(on),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        note=note,
    )
