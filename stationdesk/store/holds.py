"""Holds in the station's file: pieces kept back for somebody from one day through another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import BorrowerId, HoldId, LoanId, LoanKindId, LoanUnitId
from stationdesk.domain.lending.holds import Hold
from stationdesk.domain.masking import masked_name, masked_words
from stationdesk.store import loan_kinds, loan_pieces
from stationdesk.store.plain_sql import as_day, must_be_day, rows, value
from stationdesk.store.tables import LoanHoldRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.lending.holds import NewHold

NUMBER_PREFIX = "YY"


def add(
    wish: NewHold,
    *,
    number: str,
    borrower_id: BorrowerId,
    lapses_on: date,
    on: date,
    recorded_at: str,
    recorded_by: str,
) -> HoldId:
    """Keep a hold that was accepted."""
    row = LoanHoldRow.create(
        number=number,
        loan_kind=wish.kind_id,
        loan_unit=wish.unit_id,
        quantity=wish.quantity,
        borrower=borrower_id,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        pick_up_on=wish.pick_up_on,
        lapses_on=lapses_on,
        note=wish.note.strip(),
        request_key=wish.request_key,
        cancelled_on=None,
        cancel_reason="",
        voided_at=None,
        voided_by=None,
    )
    return HoldId(row.id)


def next_number(day: date) -> str:
    """Return the next free number of ``day``, such as YY-20260630-001."""
    serial = int(value("SELECT COUNT(*) FROM loan_hold WHERE business_date = ?", [_iso(day)])) + 1
    taken = "SELECT 1 FROM loan_hold WHERE number = ?"
    while rows(taken, [number := f"{NUMBER_PREFIX}-{day:%Y%m%d}-{serial:03d}"]):
        serial += 1
    return number


def find_by_key(request_key: str) -> HoldId | None:
    """Return the hold that was kept with ``request_key``."""
    found = value("SELECT id FROM loan_hold WHERE request_key = ?", [request_key])
    return None if found is None else HoldId(found)


def get(hold_id: HoldId) -> Hold | None:
    """Return one hold; None where there is none of that id, or it was taken back."""
    return next(iter(_holds("AND h.id = ?", [hold_id])), None)


def all_holds() -> list[Hold]:
    """Return every hold, the first to be picked up first."""
    return _holds()


def waiting(until: date) -> list[Hold]:
    """Return the holds that are neither picked up, cancelled nor lapsed before ``until``."""
    return _holds(f"AND {_UNDONE} AND h.lapses_on >= ?", [_iso(until)])


def waiting_of_kind(kind_id: LoanKindId, until: date) -> list[Hold]:
    """Return those of one kind that are neither picked up, cancelled nor lapsed by ``until``."""
    values = [kind_id, _iso(until)]
    return _holds(f"AND h.loan_kind_id = ? AND {_UNDONE} AND h.lapses_on >= ?", values)


def held_by_kind(day: date) -> dict[LoanKindId, int]:
    """Return how many pieces of each kind wait for somebody on ``day``."""
    sql = f"SELECT h.loan_kind_id, SUM(h.quantity) {_HELD_ON} GROUP BY h.loan_kind_id"
    return {LoanKindId(kind_id): int(pieces) for kind_id, pieces in rows(sql, [_iso(day)] * 2)}


def held_units(day: date) -> dict[LoanUnitId, HoldId]:
    """Return the numbered pieces that wait for somebody on ``day``, each with its hold."""
    sql = f"SELECT h.loan_unit_id, h.id {_HELD_ON} AND h.loan_unit_id IS NOT NULL"
    return {LoanUnitId(unit_id): HoldId(each) for unit_id, each in rows(sql, [_iso(day)] * 2)}


def set_cancelled(hold_id: HoldId, on: date | None, reason: str) -> None:
    """Note that nobody waits any more and why; None and nothing lets it wait again."""
    LoanHoldRow.update(cancelled_on=on, cancel_reason=reason.strip()).where(
        LoanHoldRow.id == hold_id
    ).execute()


def void(hold_id: HoldId, at: str, by: str) -> None:
    """Let a hold count no more: it was taken back."""
    LoanHoldRow.update(voided_at=at, voided_by=by).where(LoanHoldRow.id == hold_id).execute()


_UNDONE = """h.cancelled_on IS NULL AND NOT EXISTS (
    SELECT 1 FROM loan p WHERE p.hold_id = h.id AND p.voided_at IS NULL)"""
_HELD_ON = f"""
    FROM loan_hold h WHERE h.voided_at IS NULL AND {_UNDONE}
        AND h.pick_up_on <= ? AND h.lapses_on >= ?"""
_SELECT = """
    SELECT h.id, h.uid, h.number, h.loan_kind_id, h.loan_unit_id, h.quantity, h.borrower_id,
        b.name, b.tail, h.business_date, h.pick_up_on, h.lapses_on, h.note, h.recorded_by,
        h.cancelled_on, h.cancel_reason,
        (SELECT p.id FROM loan p WHERE p.hold_id = h.id AND p.voided_at IS NULL)
    FROM loan_hold h JOIN borrower b ON b.id = h.borrower_id WHERE h.voided_at IS NULL"""


def _holds(where: str = "", values: Sequence[object] = ()) -> list[Hold]:
    found = rows(f"{_SELECT} {where} ORDER BY h.pick_up_on, h.id", values)
    if not found:
        return []
    kinds = loan_kinds.kinds_by_id({LoanKindId(row[3]) for row in found})
    units = loan_pieces.units_by_id({LoanUnitId(row[4]) for row in found if row[4] is not None})
    return [
        _hold(row, kind=kinds[LoanKindId(row[3])], unit=units.get(LoanUnitId(row[4] or 0)))
        for row in found
    ]


def _hold(row: tuple[Any, ...], **thing: Any) -> Hold:
    hold_id, uid, number, _kind, _unit, quantity, borrower_id, name, tail, on, *rest = row
    pick_up_on, lapses_on, note, recorded_by, cancelled_on, cancel_reason, loan_id = rest
    return Hold(
        id=HoldId(hold_id),
        uid=uid,
        number=number,
        quantity=quantity,
        borrower_id=BorrowerId(borrower_id),
        borrower_shown=masked_name(name),
        tail=tail,
        on=must_be_day(on),
        pick_up_on=must_be_day(pick_up_on),
        lapses_on=must_be_day(lapses_on),
        note=masked_words(note, name),
        recorded_by=recorded_by,
        cancelled_on=as_day(cancelled_on),
        cancel_reason=masked_words(cancel_reason, name),
        loan_id=None if loan_id is None else LoanId(loan_id),
        **thing,
    )


def _iso(day: date) -> str:
    return day.isoformat()
