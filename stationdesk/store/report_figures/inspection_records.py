"""Inspections that were submitted, what they found, and what became of it.

A draft is no inspection yet. How an action stood on a day follows from its steps up to that day
that were not taken back, as ``domain.inspections.replay`` tells.
"""

from __future__ import annotations

_COUNTS = "i.voided_at IS NULL AND i.state <> 'draft'"
_LIVE = """{step}.move <> 'undo'
    AND NOT EXISTS (SELECT 1 FROM corrective_step u WHERE u.undoes_id = {step}.id)"""
_STANDING_ACTIONS = f"""corrective_action c JOIN finding f ON f.id = c.finding_id
    JOIN inspection i ON i.id = f.inspection_id AND f.voided_at IS NULL AND {_COUNTS}"""
_LAST_MOVE = f"""(SELECT s.move FROM corrective_step s WHERE s.action_id = c.id
    AND s.business_date <= :last AND s.move <> 'extend' AND {_LIVE.format(step="s")}
    ORDER BY s.id DESC LIMIT 1)"""
_DUE_ON = f"""(SELECT s.due_on FROM corrective_step s WHERE s.action_id = c.id
    AND s.business_date <= :last AND s.due_on IS NOT NULL AND {_LIVE.format(step="s")}
    ORDER BY s.id DESC LIMIT 1)"""


def _inspections(condition: str = "") -> str:
    return f"""SELECT i.business_date AS day, i.number AS text, i.id AS record_id,
            1 AS amount, 0 AS among
        FROM inspection i WHERE {_COUNTS}
            AND i.business_date BETWEEN :first AND :last {condition}"""


def _lines(amount: str, among: str) -> str:
    return f"""SELECT i.business_date AS day, i.number || ' ' || l.code || ' ' || l.name AS text,
            i.id AS record_id, {amount} AS amount, {among} AS among
        FROM inspection_line l JOIN inspection i ON i.id = l.inspection_id
        WHERE {_COUNTS} AND i.business_date BETWEEN :first AND :last
            AND l.result IN ('pass', 'partial', 'fail')"""


def _findings(condition: str = "") -> str:
    return f"""SELECT i.business_date AS day, f.number || ' ' || f.what AS text,
            i.id AS record_id, 1 AS amount, 0 AS among
        FROM finding f JOIN inspection i ON i.id = f.inspection_id
        WHERE f.voided_at IS NULL AND {_COUNTS}
            AND i.business_date BETWEEN :first AND :last {condition}"""


def _moved(move: str) -> str:
    """Return actions with a live step of a kind in the days, each once."""
    return f"""SELECT MAX(s.business_date) AS day, c.number || ' ' || c.measure AS text,
            c.id AS record_id, 1 AS amount, 0 AS among
        FROM {_STANDING_ACTIONS} JOIN corrective_step s ON s.action_id = c.id
        WHERE s.move = '{move}' AND {_LIVE.format(step="s")}
            AND s.business_date BETWEEN :first AND :last
        GROUP BY c.id"""


def _owed(moves: str, condition: str = "") -> str:
    return f"""SELECT day, text, record_id, 1 AS amount, 0 AS among FROM (
            SELECT i.business_date AS day, c.number || ' ' || c.measure AS text,
                c.id AS record_id, {_LAST_MOVE} AS move, {_DUE_ON} AS due_on
            FROM {_STANDING_ACTIONS} WHERE i.business_date <= :last) standing
        WHERE move IN ({moves}) {condition}"""


STATEMENTS = {
    "inspections.held": _inspections(),
    "inspections.self": _inspections("AND i.kind = 'self'"),
    "inspections.street": _inspections("AND i.kind = 'street'"),
    "inspections.spot": _inspections("AND i.kind = 'spot'"),
    "inspections.in_order": _lines("CASE l.result WHEN 'pass' THEN 1 ELSE 0 END", "1"),
    "inspections.findings": _findings(),
    "inspections.repeated": _findings("AND f.repeat_of_id IS NOT NULL"),
    "inspections.notices": """SELECT n.issued_on AS day, n.number AS text,
            n.inspection_id AS record_id, 1 AS amount, 0 AS among
        FROM rectification_notice n WHERE n.issued_on BETWEEN :first AND :last""",
    "inspections.decided": _moved("open"),
    "inspections.verified": _moved("verify"),
    "inspections.owed": _owed("'open', 'start', 'claim', 'reject', 'reopen'"),
    "inspections.overdue": _owed("'open', 'start', 'reject', 'reopen'", "AND due_on < :last"),
}
