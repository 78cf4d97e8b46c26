"""Looks at the shelf of kept and of found things: that the ledger agrees with what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.store.plain_sql import as_day, value
from stationdesk.store.tables import DeskCheckRow

if TYPE_CHECKING:
    from datetime import date


def add(
    subject: str, on: date, things: int, *, recorded_at: str, recorded_by: str
) -> tuple[int, str]:
    """Keep that ``things`` pieces were there as the ledger says; return the look's id and uid."""
    row = DeskCheckRow.create(
        subject=subject,
        loan_kind=None,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        expected=things,
        counted=things,
        note="",
        voided_at=None,
        voided_by=None,
    )
    return int(row.id), str(row.uid)


def void(look_id: int, at: str, by: str) -> None:
    """Let a look count no more."""
    DeskCheckRow.update(voided_at=at, voided_by=by).where(DeskCheckRow.id == look_id).execute()


def last_look(subject: str, on: date) -> date | None:
    """Return the day of the last look at ``subject`` until ``on``, None where nobody looked."""
    sql = """
        SELECT MAX(business_date) FROM desk_check
        WHERE subject = ? AND business_date <= ? AND voided_at IS NULL"""
    return as_day(value(sql, [subject, on.isoformat()]))
