"""Which lines of the loan ledger are open: a list beside the connection, never in the file.

What is out is derived from loans and returns. Over many years nearly all lines are closed, so the
few that are open are kept at hand while the file is open: a temporary table, filled from the
ledger when it is first asked for, and kept up by triggers of this connection alone. It goes with
the connection, and a deed that is rolled back takes its traces along.
"""

from __future__ import annotations

from stationdesk.store.plain_sql import rows

RETURNED = "(SELECT SUM(r.good + r.damaged + r.lost) FROM loan_return r"
"""The pieces that a line ``ll`` got back; a condition and a bracket follow."""


def ready() -> None:
    """Make the table ``open_line`` (line, kind, pieces out) if this connection has none yet."""
    if not rows("SELECT 1 FROM sqlite_temp_master WHERE name = 'open_line'"):
        for statement in _MAKING:
            rows(statement)


_OPEN = f"""
    SELECT ll.id, ll.loan_kind_id,
        ll.quantity - COALESCE({RETURNED} WHERE r.loan_line_id = ll.id
            AND r.voided_at IS NULL), 0) AS pieces
    FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
    WHERE l.voided_at IS NULL AND pieces <> 0"""


def _looking_again(name: str, event: str, of_lines: str) -> str:
    """Return a trigger that works out anew the lines with ids in ``of_lines`` after ``event``."""
    return f"""
        CREATE TEMP TRIGGER {name} AFTER {event} BEGIN
            DELETE FROM open_line WHERE line_id IN ({of_lines});
            INSERT INTO open_line {_OPEN} AND ll.id IN ({of_lines});
        END"""


_LINES_OF_LOAN = "SELECT id FROM loan_line WHERE loan_id = NEW.id"
_MAKING = (
    """CREATE TEMP TABLE open_line (
        line_id INTEGER PRIMARY KEY, kind_id INTEGER NOT NULL, pieces INTEGER NOT NULL)""",
    "CREATE INDEX temp.open_line_kind ON open_line (kind_id)",
    f"INSERT INTO open_line {_OPEN}",
    _looking_again("open_after_lending", "INSERT ON main.loan_line", "NEW.id"),
    _looking_again("open_after_return", "INSERT ON main.loan_return", "NEW.loan_line_id"),
    _looking_again("open_after_voiding", "UPDATE ON main.loan_return", "NEW.loan_line_id"),
    _looking_again("open_after_loan_voided", "UPDATE ON main.loan", _LINES_OF_LOAN),
)
