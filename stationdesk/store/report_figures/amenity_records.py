"""Upkeep that was carried out, and faults from their report to their repair."""

from __future__ import annotations

_NAMED = "a.code || ' ' || a.name"
_CLOSED = """EXISTS (SELECT 1 FROM fault_step s WHERE s.fault_id = f.id AND s.state = 'closed'
    AND s.voided_at IS NULL AND s.business_date <= :last)"""


def _runs(amount: str, among: str = "0", condition: str = "AND r.result <> 'skipped'") -> str:
    return f"""SELECT r.business_date AS day, {_NAMED} || ' ' || p.task AS text,
            a.id AS record_id, {amount} AS amount, {among} AS among
        FROM plan_run r JOIN upkeep_plan p ON p.id = r.plan_id JOIN amenity a ON a.id = p.amenity_id
        WHERE r.voided_at IS NULL AND r.business_date BETWEEN :first AND :last {condition}"""


def _faults(condition: str) -> str:
    return f"""SELECT f.business_date AS day, f.number || ' ' || a.name AS text,
            a.id AS record_id, 1 AS amount, 0 AS among
        FROM fault f JOIN amenity a ON a.id = f.amenity_id
        WHERE f.voided_at IS NULL AND {condition}"""


def _steps(amount: str, condition: str) -> str:
    return f"""SELECT s.business_date AS day, f.number || ' ' || a.name AS text,
            a.id AS record_id, {amount} AS amount, 0 AS among
        FROM fault_step s JOIN fault f ON f.id = s.fault_id JOIN amenity a ON a.id = f.amenity_id
        WHERE s.voided_at IS NULL AND f.voided_at IS NULL
            AND s.business_date BETWEEN :first AND :last AND {condition}"""


STATEMENTS = {
    "amenities.upkeep": _runs("1"),
    "amenities.in_time": _runs("CASE WHEN r.business_date <= r.due_on THEN 1 ELSE 0 END", "1"),
    "amenities.skipped": _runs("1", condition="AND r.result = 'skipped'"),
    "amenities.abnormal": _runs("1", condition="AND r.result = 'abnormal'"),
    "amenities.faults": _faults("f.business_date BETWEEN :first AND :last"),
    "amenities.repaired": _steps("1", "s.state = 'closed'"),
    "amenities.faults_open": _faults(f"f.business_date <= :last AND NOT {_CLOSED}"),
    "amenities.cost": f"""{_runs("r.cost_fen", condition="AND r.cost_fen > 0")}
        UNION ALL {_steps("s.cost_fen", "s.cost_fen > 0")}""",
}
