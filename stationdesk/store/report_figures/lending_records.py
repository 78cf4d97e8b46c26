"""What visitors borrowed, and what was kept and found: loans taken back by an undo do not count.

The same counts as in ``domain.lending.figures``: a loan is a line of the ledger, and back in time
is what came by the day that was its due day then, as people knew it.
"""

from __future__ import annotations

_LINES = """loan_line ll JOIN loan l ON l.id = ll.loan_id
    JOIN loan_kind k ON k.id = ll.loan_kind_id AND k.audience = 'visitors'"""
_TEXT = "l.number || ' ' || k.name"

_DUE_BY = """COALESCE(
    (SELECT x.new_due_on FROM loan_extension x WHERE x.loan_line_id = ll.id
        AND x.voided_at IS NULL AND x.business_date <= {day} ORDER BY x.id DESC LIMIT 1),
    (SELECT x.old_due_on FROM loan_extension x WHERE x.loan_line_id = ll.id
        AND x.voided_at IS NULL ORDER BY x.id LIMIT 1),
    ll.due_on)"""


def _lent(amount: str) -> str:
    return f"""SELECT l.business_date AS day, {_TEXT} AS text, l.id AS record_id,
            {amount} AS amount, 0 AS among
        FROM {_LINES} WHERE l.voided_at IS NULL AND l.business_date BETWEEN :first AND :last"""


def _returned(amount: str, among: str = "0") -> str:
    due = _DUE_BY.format(day="r.business_date")
    return f"""SELECT day, text, record_id, {amount} AS amount, {among} AS among FROM (
            SELECT r.business_date AS day, {_TEXT} AS text, l.id AS record_id,
                r.good + r.damaged AS back, r.damaged AS damaged, r.lost AS lost,
                CASE WHEN r.business_date <= {due} THEN 1 ELSE 0 END AS in_time
            FROM loan_return r JOIN loan_line ll ON ll.id = r.loan_line_id
            JOIN loan l ON l.id = ll.loan_id
            JOIN loan_kind k ON k.id = ll.loan_kind_id AND k.audience = 'visitors'
            WHERE r.voided_at IS NULL AND l.voided_at IS NULL
                AND r.business_date BETWEEN :first AND :last) back
        WHERE {amount} + {among} > 0"""


def _out(condition: str = "") -> str:
    due = _DUE_BY.format(day=":last")
    return f"""SELECT day, text, record_id, amount, 0 AS among FROM (
            SELECT l.business_date AS day, {_TEXT} AS text, l.id AS record_id,
                ll.quantity - COALESCE((SELECT SUM(r.good + r.damaged + r.lost)
                    FROM loan_return r WHERE r.loan_line_id = ll.id AND r.voided_at IS NULL
                        AND r.business_date <= :last), 0) AS amount,
                {due} AS due_on
            FROM {_LINES} WHERE l.voided_at IS NULL AND l.business_date <= :last) still
        WHERE amount > 0 {condition}"""


def _thing(table: str, text: str, day: str, condition: str = "") -> str:
    return f"""SELECT {day} AS day, {text} AS text, id AS record_id, 1 AS amount, 0 AS among
        FROM {table} WHERE voided_at IS NULL AND {day} BETWEEN :first AND :last {condition}"""


STATEMENTS = {
    "lending.loans": _lent("1"),
    "lending.pieces": _lent("ll.quantity"),
    "lending.on_time": _returned("back * in_time"),
    "lending.late": _returned("back * (1 - in_time)"),
    "lending.on_time_rate": _returned("back * in_time", "back"),
    "lending.damaged": _returned("damaged"),
    "lending.lost": _returned("lost"),
    "lending.extended": f"""SELECT x.business_date AS day, {_TEXT} AS text, l.id AS record_id,
            1 AS amount, 0 AS among
        FROM loan_extension x JOIN loan_line ll ON ll.id = x.loan_line_id
        JOIN loan l ON l.id = ll.loan_id
        JOIN loan_kind k ON k.id = ll.loan_kind_id AND k.audience = 'visitors'
        WHERE x.voided_at IS NULL AND l.voided_at IS NULL
            AND x.business_date BETWEEN :first AND :last""",
    "lending.out": _out(),
    "lending.overdue": _out("AND due_on < :last"),
    "keeping.kept": _thing("kept_thing", "tag", "business_date"),
    "keeping.handed": _thing("kept_thing", "tag", "handed_on"),
    "keeping.found": _thing("found_thing", "number", "business_date"),
    "keeping.claimed": _thing("found_thing", "number", "outcome_on", "AND outcome = 'claimed'"),
    "keeping.passed_on": _thing(
        "found_thing", "number", "outcome_on", "AND outcome IN ('passed_on', 'disposed')"
    ),
}
