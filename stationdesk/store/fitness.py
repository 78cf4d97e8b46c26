"""Pieces set aside as unfit, and fit again, in the station's file.

An event above zero sets pieces aside, one below zero takes them back (mended, or scrapped).
Voided events count nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import FitnessId, LoanKindId, LoanUnitId
from stationdesk.store.plain_sql import must_be_day, rows, value
from stationdesk.store.tables import FitnessEventRow

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import DocumentId, ReturnId
    from stationdesk.domain.lending.pieces import UnfitCause


def add(
    kind_id: LoanKindId,
    quantity: int,
    cause: UnfitCause,
    *,
    on: date,
    reason: str,
    recorded_at: str,
    recorded_by: str,
    unit_id: LoanUnitId | None = None,
    return_id: ReturnId | None = None,
    document_id: DocumentId | None = None,
) -> FitnessId:
    """Keep that ``quantity`` pieces became unfit (above zero), or no longer are (below)."""
    row = FitnessEventRow.create(
        loan_kind=kind_id,
        loan_unit=unit_id,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        quantity=quantity,
        cause=cause.value,
        reason=reason.strip(),
        loan_return=return_id,
        document=document_id,
        voided_at=None,
        voided_by=None,
    )
    return FitnessId(row.id)


def set_document(fitness_id: FitnessId, document_id: DocumentId) -> None:
    """Note the stock document by which the pieces left the stock."""
    FitnessEventRow.update(document=document_id).where(FitnessEventRow.id == fitness_id).execute()


def uid_of(fitness_id: FitnessId) -> str:
    """Return the uid of an event, for the audit trail."""
    return str(FitnessEventRow.get(FitnessEventRow.id == fitness_id).uid)


def void(fitness_id: FitnessId, at: str, by: str) -> None:
    """Let one event count no more."""
    FitnessEventRow.update(voided_at=at, voided_by=by).where(
        FitnessEventRow.id == fitness_id
    ).execute()


def void_of_return(return_id: ReturnId, at: str, by: str) -> None:
    """Let what came back damaged with a return count no more."""
    FitnessEventRow.update(voided_at=at, voided_by=by).where(
        FitnessEventRow.loan_return == return_id, FitnessEventRow.voided_at.is_null()
    ).execute()


def unfit_by_kind(day: date | None = None) -> dict[LoanKindId, int]:
    """Return how many pieces of each kind are set aside at the end of ``day`` (None: now)."""
    until, values = ("AND business_date <= ?", [day.isoformat()]) if day else ("", [])
    sql = f"""SELECT loan_kind_id, SUM(quantity) FROM fitness_event
              WHERE voided_at IS NULL {until} GROUP BY loan_kind_id"""
    return {LoanKindId(kind_id): int(pieces) for kind_id, pieces in rows(sql, values)}


def unfit_changes(kind_id: LoanKindId) -> list[tuple[date, int]]:
    """Return by how many the unfit pieces of a kind changed, by day."""
    sql = """SELECT business_date, SUM(quantity) FROM fitness_event
             WHERE loan_kind_id = ? AND voided_at IS NULL GROUP BY business_date ORDER BY 1"""
    return [(must_be_day(day), int(change)) for day, change in rows(sql, [kind_id])]


def unfit_units(day: date | None = None) -> set[LoanUnitId]:
    """Return the numbered pieces that are set aside at the end of ``day`` (None: now)."""
    until, values = ("AND business_date <= ?", [day.isoformat()]) if day else ("", [])
    sql = f"""SELECT loan_unit_id FROM fitness_event
              WHERE voided_at IS NULL AND loan_unit_id IS NOT NULL {until}
              GROUP BY loan_unit_id HAVING SUM(quantity) > 0"""
    return {LoanUnitId(unit_id) for (unit_id,) in rows(sql, values)}


def unit_is_unfit(unit_id: LoanUnitId, day: date | None = None) -> bool:
    """Tell whether one numbered piece is set aside at the end of ``day`` (None: now)."""
    until, values = ("AND business_date <= ?", [day.isoformat()]) if day else ("", [])
    sql = f"""SELECT SUM(quantity) FROM fitness_event
              WHERE voided_at IS NULL AND loan_unit_id = ? {until}"""
    return int(value(sql, [unit_id, *values]) or 0) > 0


def unit_changes(kind_id: LoanKindId) -> dict[LoanUnitId, list[tuple[date, int]]]:
    """Return, for each numbered piece that was ever unfit, when it became so and no longer was."""
    sql = """SELECT loan_unit_id, business_date, quantity FROM fitness_event
             WHERE loan_kind_id = ? AND loan_unit_id IS NOT NULL AND voided_at IS NULL
             ORDER BY business_date, id"""
    found: dict[LoanUnitId, list[tuple[date, int]]] = {}
    for unit_id, day, quantity in rows(sql, [kind_id]):
        found.setdefault(LoanUnitId(unit_id), []).append((must_be_day(day), int(quantity)))
    return found
