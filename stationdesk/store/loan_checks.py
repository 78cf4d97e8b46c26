"""Looks whether the pieces of a kind that should be in the station are there (核对)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.ids import LoanKindId
from stationdesk.store.plain_sql import must_be_day, rows
from stationdesk.store.tables import DeskCheckRow

if TYPE_CHECKING:
    from datetime import date

SUBJECT = "loan_kind"


class Look(NamedTuple):
    """The last look at a kind; ``counted_since`` tells that its goods were counted later on."""

    on: date
    difference: int
    counted_since: bool


def add(
    kind_id: LoanKindId,
    *,
    on: date,
    expected: int,
    counted: int,
    note: str,
    recorded_at: str,
    recorded_by: str,
) -> int:
    """Keep that somebody looked, and return the look's id."""
    row = DeskCheckRow.create(
        subject=SUBJECT,
        loan_kind=kind_id,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        expected=expected,
        counted=counted,
        note=note.strip(),
        voided_at=None,
        voided_by=None,
    )
    return int(row.id)


def void(look_id: int, at: str, by: str) -> None:
    """Let a look count no more."""
    DeskCheckRow.update(voided_at=at, voided_by=by).where(DeskCheckRow.id == look_id).execute()


def last_looks(day: date) -> dict[LoanKindId, Look]:
    """Return the last look at each kind until ``day``; a kind nobody looked at is left out.

    The goods were counted since where a posted stocktake has a line of them that was counted
    after the look was written down.
    """
    found = rows(_LOOKS, [day.isoformat(), SUBJECT, day.isoformat()])
    return {
        LoanKindId(kind_id): Look(
            must_be_day(on), counted - expected, bool(counted_at and counted_at > recorded_at)
        )
        for kind_id, on, expected, counted, recorded_at, counted_at in found
    }


_LOOKS = """
    SELECT c.loan_kind_id, c.business_date, c.expected, c.counted, c.recorded_at,
        (SELECT MAX(l.counted_at) FROM stocktake_line l
         JOIN stocktake s ON s.id = l.stocktake_id JOIN batch b ON b.id = l.batch_id
         WHERE s.state = 'posted' AND b.item_id = k.item_id AND l.counted_on <= ?)
    FROM desk_check c JOIN loan_kind k ON k.id = c.loan_kind_id
    WHERE c.subject = ? AND c.voided_at IS NULL AND c.business_date <= ?
    ORDER BY c.business_date, c.id"""
"""Older looks first: of each kind the last one is kept."""
