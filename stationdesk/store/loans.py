"""How many pieces are with borrowers, by the loan ledger in the station's file.

What a line has open is its pieces less all it got back; voided loans and returns count nowhere.
History that was brought in and is closed has no part in what is out on a day gone by: the stock
of that time may not be in the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.ids import BorrowerId, LoanKindId, LoanLineId, LoanUnitId
from stationdesk.store import open_lines
from stationdesk.store.plain_sql import as_day, must_be_day, rows, value

if TYPE_CHECKING:
    from datetime import date


class OpenLine(NamedTuple):
    """Pieces of one line that are out, and when they are due after all extensions."""

    line_id: LoanLineId
    kind_id: LoanKindId
    borrower_id: BorrowerId
    pieces: int
    lent_on: date
    due_on: date


class UnitLoan(NamedTuple):
    """A numbered piece's stay with a borrower; ``closed_on`` None while it lasts."""

    line_id: LoanLineId
    number: str
    lent_on: date
    closed_on: date | None


def out_by_kind(day: date | None = None) -> dict[LoanKindId, int]:
    """Return how many pieces of each kind are out at the end of ``day`` (None: now)."""
    if day is None:
        open_lines.ready()
        found = rows("SELECT kind_id, SUM(pieces) FROM open_line GROUP BY kind_id")
        return {LoanKindId(kind_id): int(pieces) for kind_id, pieces in found}
    return _sums(open_on(day))


def overdue_by_kind(day: date) -> dict[LoanKindId, int]:
    """Return how many pieces of each kind were out on ``day`` and past their due day."""
    return _sums([line for line in open_on(day) if line.due_on < day])


def open_units(day: date | None = None) -> set[LoanUnitId]:
    """Return the numbered pieces that are out at the end of ``day`` (None: now)."""
    open_lines.ready()
    if day is None:
        found = rows(
            """SELECT ll.loan_unit_id FROM open_line o JOIN loan_line ll ON ll.id = o.line_id
               WHERE ll.loan_unit_id IS NOT NULL"""
        )
        return {LoanUnitId(unit_id) for (unit_id,) in found}
    found = rows(f"SELECT unit_id FROM ({_OPEN_ON}) WHERE unit_id IS NOT NULL", _moments(day))
    return {LoanUnitId(unit_id) for (unit_id,) in found}


def open_on(day: date) -> list[OpenLine]:
    """Return the lines that were open at the end of ``day``, with the due days known then."""
    open_lines.ready()
    found = rows(
        f"SELECT line_id, kind_id, borrower_id, pieces, lent_on, due_on FROM ({_OPEN_ON})",
        _moments(day),
    )
    return [_open_line(*row) for row in found]


def open_of_borrower(borrower_id: BorrowerId) -> list[OpenLine]:
    """Return what is with one borrower now, the oldest first."""
    open_lines.ready()
    found = rows(f"{_OPEN_NOW} WHERE l.borrower_id = ? ORDER BY o.line_id", [borrower_id])
    return [_open_line(*row) for row in found]


def open_now() -> list[OpenLine]:
    """Return every line that is open now, the oldest first."""
    open_lines.ready()
    return [_open_line(*row) for row in rows(f"{_OPEN_NOW} ORDER BY o.line_id")]


def out_of_kind(kind_id: LoanKindId) -> int:
    """Return how many pieces of one kind are out now."""
    open_lines.ready()
    return int(value("SELECT SUM(pieces) FROM open_line WHERE kind_id = ?", [kind_id]) or 0)


def out_changes(kind_id: LoanKindId, since: date | None = None) -> list[tuple[date, int]]:
    """Return by how many the pieces out of a kind changed, by day: lent less closed.

    With ``since`` everything until then is told as one change on that day: what was out on it.
    """
    open_lines.ready()
    by_day, after = (_BY_KIND, "") if since is None else (_BY_DAY, since.isoformat())
    changes: dict[date, int] = defaultdict(int)
    for day, pieces in rows(by_day, [kind_id, after, kind_id, after]):
        changes[must_be_day(day)] += int(pieces)
    if since is not None:
        changes[since] = out_of_kind(kind_id) - sum(changes.values())
    return sorted((day, change) for day, change in changes.items() if change)


def loans_of_unit(unit_id: LoanUnitId) -> list[UnitLoan]:
    """Return every stay of a numbered piece with a borrower, the oldest first."""
    found = rows(
        """SELECT ll.id, l.number, l.business_date, MAX(r.business_date)
           FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
           LEFT JOIN loan_return r ON r.loan_line_id = ll.id AND r.voided_at IS NULL
           WHERE ll.loan_unit_id = ? AND l.voided_at IS NULL
           GROUP BY ll.id, l.number, l.business_date ORDER BY l.business_date, ll.id""",
        [unit_id],
    )
    return [
        UnitLoan(LoanLineId(line_id), number, must_be_day(lent_on), as_day(closed_on))
        for line_id, number, lent_on, closed_on in found
    ]


_DUE = """
    COALESCE((SELECT e.new_due_on FROM loan_extension e
              WHERE e.loan_line_id = ll.id AND e.voided_at IS NULL{until}
              ORDER BY e.id DESC LIMIT 1), ll.due_on)"""
_OPEN_NOW = f"""
    SELECT o.line_id, o.kind_id, l.borrower_id, o.pieces, l.business_date, {_DUE.format(until="")}
    FROM open_line o JOIN loan_line ll ON ll.id = o.line_id JOIN loan l ON l.id = ll.loan_id"""
_OPEN_ON = f"""
    SELECT ll.id AS line_id, ll.loan_kind_id AS kind_id, ll.loan_unit_id AS unit_id,
        l.borrower_id AS borrower_id, l.business_date AS lent_on,
        {_DUE.format(until=" AND e.business_date <= ?")} AS due_on,
        ll.quantity - COALESCE({open_lines.RETURNED} WHERE r.loan_line_id = ll.id
            AND r.voided_at IS NULL AND r.business_date <= ?), 0) AS pieces
    FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
    WHERE l.voided_at IS NULL AND l.business_date <= ? AND pieces > 0
        AND (ll.id IN (SELECT line_id FROM open_line)
            OR (l.import_run_id IS NULL AND ll.id IN (
                SELECT loan_line_id FROM loan_return
                WHERE business_date > ? AND voided_at IS NULL)))"""
"""Of a day gone by: what is open still, and what came back only later."""
_COUNTS = """
    l.voided_at IS NULL
    AND (l.import_run_id IS NULL OR ll.id IN (SELECT line_id FROM open_line))"""
_BY_KIND = f"""
    SELECT l.business_date, SUM(ll.quantity)
    FROM loan l JOIN loan_line ll ON ll.loan_id = l.id
    WHERE ll.loan_kind_id = ? AND l.business_date > ? AND {_COUNTS} GROUP BY l.business_date
    UNION ALL
    SELECT r.business_date, -SUM(r.good + r.damaged + r.lost)
    FROM loan_return r JOIN loan_line ll ON ll.id = r.loan_line_id JOIN loan l ON l.id = ll.loan_id
    WHERE ll.loan_kind_id = ? AND r.business_date > ? AND r.voided_at IS NULL AND {_COUNTS}
    GROUP BY r.business_date"""
_BY_DAY = _BY_KIND.replace("ll.loan_kind_id = ?", "+ll.loan_kind_id = ?")
"""The same where few days are asked for: the plus keeps SQLite from starting at the kind."""


def _moments(day: date) -> list[object]:
    return [day.isoformat()] * 4


def _sums(lines: list[OpenLine]) -> dict[LoanKindId, int]:
    sums: dict[LoanKindId, int] = defaultdict(int)
    for line in lines:
        sums[line.kind_id] += line.pieces
    return dict(sums)


def _open_line(
    line_id: int, kind_id: int, borrower_id: int, pieces: int, lent_on: str, due_on: str
) -> OpenLine:
    return OpenLine(
        LoanLineId(line_id),
        LoanKindId(kind_id),
        BorrowerId(borrower_id),
        int(pieces),
        must_be_day(lent_on),
        must_be_day(due_on),
    )
