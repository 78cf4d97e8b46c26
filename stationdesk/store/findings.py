"""Findings of inspections in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import FindingId, InspectionId, InspectionLineId, new_uid
from stationdesk.domain.inspections.findings import Finding
from stationdesk.domain.inspections.frozen import read_words
from stationdesk.domain.inspections.kinds import Result, Severity
from stationdesk.store.inspections import FIRST_DAY, LAST_DAY
from stationdesk.store.plain_sql import in_portions, insert, marks, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.lines import InspectionLine
    from stationdesk.domain.tiers.phrases import Words


def add(
    line: InspectionLine,
    *,
    number: str,
    what: str,
    place: str,
    severity: Severity,
    repeat_of: FindingId | None,
    recorded_at: str,
    recorded_by: str,
) -> FindingId:
    """Keep what is wanting of a line."""
    fields = {
        "uid": new_uid(),
        "number": number,
        "inspection_id": line.inspection_id,
        "line_id": line.id,
        "code": line.code,
        "what": what.strip(),
        "place": place.strip(),
        "severity": severity.value,
        "repeat_of_id": repeat_of,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return FindingId(insert("finding", fields))


def revive(
    finding_id: FindingId,
    *,
    what: str,
    place: str,
    severity: Severity,
    repeat_of: FindingId | None,
) -> None:
    """Let a finding count again, in other words, whose inspection is submitted once more."""
    sql = """UPDATE finding SET what = ?, place = ?, severity = ?, repeat_of_id = ?,
        voided_at = NULL, voided_by = NULL WHERE id = ? RETURNING id"""
    rows(sql, [what.strip(), place.strip(), severity.value, repeat_of, finding_id])


def void_of(inspection_id: InspectionId, at: str, by: str) -> None:
    """Let the findings of an inspection count no more."""
    sql = """UPDATE finding SET voided_at = ?, voided_by = ?
        WHERE inspection_id = ? AND voided_at IS NULL RETURNING id"""
    rows(sql, [at, by, inspection_id])


def finding(finding_id: FindingId) -> Finding | None:
    """Return one finding, a voided one too; None where there is none of that id."""
    found = rows(f"{_SELECT} WHERE f.id = ?", [finding_id])
    return _finding(found[0]) if found else None


def by_ids(ids: Iterable[int]) -> dict[FindingId, Finding]:
    """Return findings by their id, voided ones too."""
    found = [
        _finding(row)
        for portion in in_portions(ids)
        for row in rows(f"{_SELECT} WHERE f.id IN ({marks(portion)})", portion)
    ]
    return {each.id: each for each in found}


def of_line(line_id: InspectionLineId) -> Finding | None:
    """Return the finding that was ever made of a line, a voided one too."""
    found = rows(f"{_SELECT} WHERE f.line_id = ?", [line_id])
    return _finding(found[0]) if found else None


def of_inspection(inspection_id: InspectionId) -> list[Finding]:
    """Return the findings of an inspection that count, in the order of its lines."""
    sql = f"""{_SELECT} JOIN inspection_line l ON l.id = f.line_id
        WHERE f.inspection_id = ? AND f.voided_at IS NULL ORDER BY l.position"""
    return [_finding(row) for row in rows(sql, [inspection_id])]


def between(first: date | None, last: date | None) -> list[Finding]:
    """Return the findings of inspections from ``first`` through ``last``, the newest first."""
    sql = f"""{_SELECT} JOIN inspection i ON i.id = f.inspection_id
        JOIN inspection_line l ON l.id = f.line_id
        WHERE f.voided_at IS NULL AND i.business_date BETWEEN ? AND ?
        ORDER BY i.business_date DESC, i.id DESC, l.position"""
    days = [first.isoformat() if first else FIRST_DAY, last.isoformat() if last else LAST_DAY]
    return [_finding(row) for row in rows(sql, days)]


def items_of(findings: Iterable[Finding]) -> dict[FindingId, Words]:
    """Return the name of the item that each finding is about."""
    told: dict[FindingId, Words] = {}
    for portion in in_portions(each.id for each in findings):
        sql = f"""SELECT f.id, l.name FROM finding f JOIN inspection_line l ON l.id = f.line_id
            WHERE f.id IN ({marks(portion)})"""
        told |= {FindingId(ident): read_words(name) for ident, name in rows(sql, portion)}
    return told


def photos_of(findings: Iterable[Finding]) -> dict[FindingId, int]:
    """Return how many photos hang on the line of each finding that has any."""
    told: dict[FindingId, int] = {}
    for portion in in_portions(each.id for each in findings):
        sql = f"""SELECT f.id, COUNT(*) FROM finding f JOIN inspection_line l ON l.id = f.line_id
            JOIN attachment a ON a.entity = 'inspection_line' AND a.entity_uid = l.uid
                AND a.archived_on IS NULL
            WHERE f.id IN ({marks(portion)}) GROUP BY f.id"""
        told |= {FindingId(ident): int(count) for ident, count in rows(sql, portion)}
    return told


def counts_by_inspection(ids: Iterable[InspectionId]) -> dict[InspectionId, tuple[int, int, int]]:
    """Return how many findings, live actions and verified actions each inspection has."""
    told: dict[InspectionId, tuple[int, int, int]] = {}
    for portion in in_portions(ids):
        for ident, findings, actions, verified in rows(_COUNTS.format(marks(portion)), portion):
            told[InspectionId(ident)] = (int(findings), int(actions), int(verified))
    return told


def previous_of(line: InspectionLine, inspection: Inspection) -> FindingId | None:
    """Return the finding of the same item in the inspection before that judged it.

    Inspections before are those of an earlier day, or begun earlier on the same day, that were
    submitted by now. None where the item was in order then, or was never judged.
    """
    day = inspection.on.isoformat()
    sql = """SELECT l.result, f.id FROM inspection_line l
        JOIN inspection i ON i.id = l.inspection_id
        LEFT JOIN finding f ON f.line_id = l.id AND f.voided_at IS NULL
        WHERE i.voided_at IS NULL AND i.state IN ('submitted', 'signed') AND l.code = ?
            AND (l.code <> '' OR l.name = (SELECT name FROM inspection_line WHERE id = ?))
            AND l.result IN ('pass', 'partial', 'fail')
            AND (i.business_date < ? OR (i.business_date = ? AND i.id < ?))
        ORDER BY i.business_date DESC, i.id DESC, l.position LIMIT 1"""
    found = rows(sql, [line.code, line.id, day, day, inspection.id])
    if not found:
        return None
    result, finding_id = found[0]
    return FindingId(finding_id) if Result(result).wanting and finding_id is not None else None


def repeats() -> dict[FindingId, FindingId]:
    """Return which finding each finding that counts repeats."""
    sql = """SELECT id, repeat_of_id FROM finding
        WHERE repeat_of_id IS NOT NULL AND voided_at IS NULL"""
    return {FindingId(ident): FindingId(before) for ident, before in rows(sql)}


def repeated_numbers(inspection_id: InspectionId) -> list[str]:
    """Return the numbers of later findings that repeat one of an inspection's own."""
    sql = """SELECT f.number FROM finding f JOIN finding b ON b.id = f.repeat_of_id
        WHERE f.voided_at IS NULL AND b.inspection_id = ? ORDER BY f.id"""
    return [number for (number,) in rows(sql, [inspection_id])]


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM finding WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


_SELECT = """SELECT f.id, f.uid, f.number, f.inspection_id, f.line_id, f.code, f.what, f.place,
    f.severity, f.repeat_of_id, f.recorded_at, f.recorded_by, f.voided_at FROM finding f"""
_COUNTS = """SELECT f.inspection_id, COUNT(DISTINCT f.id),
        COUNT(a.id), COUNT(CASE WHEN a.state = 'verified' THEN 1 END)
    FROM finding f LEFT JOIN corrective_action a ON a.finding_id = f.id AND a.state <> 'void'
    WHERE f.voided_at IS NULL AND f.inspection_id IN ({}) GROUP BY f.inspection_id"""


def _finding(row: Sequence[Any]) -> Finding:
    (ident, uid, number, inspection_id, line_id, code, what, place) = row[:8]
    severity, repeat_of, recorded_at, recorded_by, voided_at = row[8:]
    return Finding(
        id=FindingId(ident),
        uid=uid,
        number=number,
        inspection_id=InspectionId(inspection_id),
        line_id=InspectionLineId(line_id),
        code=code,
        what=what,
        place=place,
        severity=Severity(severity),
        repeat_of=None if repeat_of is None else FindingId(repeat_of),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        voided=voided_at is not None,
    )
