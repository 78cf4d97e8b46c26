"""Volunteers, their service by the ledger of hours, trainings and honours.

Names stay out: a volunteer is called by their number, as a report may leave the station.
"""

from __future__ import annotations

_WORTH = """
    SELECT b.id AS line_id, b.volunteer_id AS whose, b.business_date AS day
    FROM hours_line b
    LEFT JOIN hours_line c ON c.cites_id = b.id AND c.business_date <= :last
    WHERE b.business_date BETWEEN :first AND :last AND b.kind IN ('attend', 'worklog')
    GROUP BY b.id HAVING b.minutes + COALESCE(SUM(c.minutes), 0) > 0"""
"""Times of service as ``store.hours`` counts them: worth minutes at the end of the days."""


def _minutes(condition: str = "") -> str:
    return f"""SELECT h.business_date AS day, v.number AS text, v.id AS record_id,
            h.minutes AS amount, 0 AS among
        FROM hours_line h JOIN volunteer v ON v.id = h.volunteer_id
        WHERE h.business_date BETWEEN :first AND :last {condition}"""


def _trained(amount: str, among: str = "0", condition: str = "") -> str:
    return f"""SELECT s.business_date AS day, s.number || ' ' || v.number AS text,
            s.id AS record_id, {amount} AS amount, {among} AS among
        FROM training_attendance t JOIN training_session s ON s.id = t.session_id
        JOIN volunteer v ON v.id = t.volunteer_id
        WHERE t.voided_at IS NULL AND s.voided_at IS NULL
            AND s.business_date BETWEEN :first AND :last {condition}"""


def _honours(condition: str = "") -> str:
    return f"""SELECT h.given_on AS day, v.number || ' ' || h.title AS text,
            v.id AS record_id, 1 AS amount, 0 AS among
        FROM honour h JOIN volunteer v ON v.id = h.volunteer_id
        WHERE h.voided_at IS NULL AND h.given_on BETWEEN :first AND :last {condition}"""


STATEMENTS = {
    "volunteers.active": """SELECT s.from_day AS day, v.number AS text, v.id AS record_id,
            1 AS amount, 0 AS among
        FROM volunteer v JOIN volunteer_status s ON s.id = (
            SELECT o.id FROM volunteer_status o WHERE o.volunteer_id = v.id
                AND o.voided_at IS NULL AND o.from_day <= :last
            ORDER BY o.from_day DESC, o.id DESC LIMIT 1)
        WHERE v.voided_at IS NULL AND s.state = 'active'""",
    "volunteers.joined": """SELECT v.joined_on AS day, v.number AS text, v.id AS record_id,
            1 AS amount, 0 AS among
        FROM volunteer v WHERE v.voided_at IS NULL AND v.joined_on BETWEEN :first AND :last""",
    "volunteers.people": f"""SELECT MAX(w.day) AS day, v.number AS text, v.id AS record_id,
            1 AS amount, 0 AS among
        FROM ({_WORTH}) w JOIN volunteer v ON v.id = w.whose GROUP BY v.id""",
    "volunteers.services": f"""SELECT w.day AS day, v.number AS text, v.id AS record_id,
            1 AS amount, 0 AS among
        FROM ({_WORTH}) w JOIN volunteer v ON v.id = w.whose""",
    "volunteers.hours": _minutes(),
    "volunteers.brought": _minutes("AND h.kind = 'brought'"),
    "volunteers.absent": """SELECT s.day AS day, v.number || ' ' || s.name AS text,
            v.id AS record_id, 1 AS amount, 0 AS among
        FROM assignment a JOIN shift s ON s.id = a.shift_id
        JOIN volunteer v ON v.id = a.volunteer_id
        WHERE a.state = 'absent' AND s.voided_at IS NULL AND s.day BETWEEN :first AND :last""",
    "trainings.sessions": """SELECT business_date AS day, number || ' ' || title AS text,
            id AS record_id, 1 AS amount, 0 AS among
        FROM training_session WHERE voided_at IS NULL
            AND business_date BETWEEN :first AND :last""",
    "trainings.came": _trained("1", condition="AND t.result <> 'absent'"),
    "trainings.came_rate": _trained("CASE t.result WHEN 'absent' THEN 0 ELSE 1 END", "1"),
    "trainings.passed": _trained("1", condition="AND t.result = 'passed'"),
    "honours.given": _honours(),
    "honours.service_model": _honours("AND h.kind = 'service_model'"),
    "honours.pioneer": _honours("AND h.kind = 'pioneer'"),
    "honours.star": _honours("AND h.kind = 'star'"),
    "honours.other": _honours("AND h.kind = 'other'"),
}
