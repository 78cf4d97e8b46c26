"""Which parts of numbered pieces are missing, in the station's file.

An event below zero takes parts away (missing or broken), one above zero puts parts back. Voided
events count nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stationdesk.domain.ids import LoanPartId, LoanUnitId
from stationdesk.store.plain_sql import rows
from stationdesk.store.tables import PartEventRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import DocumentId, ReturnId


def add(
    unit_id: LoanUnitId,
    part_id: LoanPartId,
    quantity: int,
    *,
    on: date,
    recorded_at: str,
    recorded_by: str,
    note: str = "",
    return_id: ReturnId | None = None,
    document_id: DocumentId | None = None,
) -> int:
    """Keep that parts were missing (below zero) or were put back (above); return the event."""
    row = PartEventRow.create(
        loan_unit=unit_id,
        loan_part=part_id,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        quantity=quantity,
        loan_return=return_id,
        document=document_id,
        note=note.strip(),
        voided_at=None,
        voided_by=None,
    )
    return int(row.id)


def void(event_ids: Iterable[int], at: str, by: str) -> None:
    """Let some events count no more."""
    PartEventRow.update(voided_at=at, voided_by=by).where(
        PartEventRow.id.in_(list(event_ids))
    ).execute()


def void_of_return(return_id: ReturnId, at: str, by: str) -> None:
    """Let what was missing at a return count no more."""
    PartEventRow.update(voided_at=at, voided_by=by).where(
        PartEventRow.loan_return == return_id, PartEventRow.voided_at.is_null()
    ).execute()


def changes(day: date | None = None) -> dict[LoanUnitId, dict[LoanPartId, int]]:
    """Return by how many each part of each piece differs from whole at the end of ``day``.

    None means now. A piece of which nothing was ever missing is left out.
    """
    until, values = ("AND business_date <= ?", [day.isoformat()]) if day else ("", [])
    sql = f"""SELECT loan_unit_id, loan_part_id, SUM(quantity) FROM part_event
              WHERE voided_at IS NULL {until} GROUP BY loan_unit_id, loan_part_id"""
    found: dict[LoanUnitId, dict[LoanPartId, int]] = defaultdict(dict)
    for unit_id, part_id, quantity in rows(sql, values):
        found[LoanUnitId(unit_id)][LoanPartId(part_id)] = int(quantity)
    return found
