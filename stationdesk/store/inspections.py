"""Inspections and their lines in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import InspectionId, InspectionLineId, new_uid
from stationdesk.domain.inspections.frozen import read_evidence, read_phrase, read_words
from stationdesk.domain.inspections.inspections import Inspection
from stationdesk.domain.inspections.kinds import InspectionKind, InspectionState, Result
from stationdesk.domain.inspections.lines import InspectionLine
from stationdesk.store.plain_sql import in_portions, insert, marks, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.inspections.inspections import NewInspection
    from stationdesk.domain.inspections.lines import LineText


def add(
    wish: NewInspection,
    *,
    number: str,
    standard_key: str,
    standard_version: str,
    tier: int | None,
    request_key: str,
    recorded_at: str,
    recorded_by: str,
) -> InspectionId:
    """Keep a new draft; its lines are kept by ``add_line``."""
    fields = {
        "uid": new_uid(),
        "number": number,
        "kind": wish.kind.value,
        "business_date": wish.on.isoformat(),
        "standard_key": standard_key,
        "standard_version": standard_version,
        "tier": tier,
        "inspectors": wish.inspectors.strip(),
        "escort": wish.escort.strip(),
        "summary": "",
        "state": InspectionState.DRAFT.value,
        "digest": "",
        "request_key": request_key,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return InspectionId(insert("inspection", fields))


def inspection(inspection_id: InspectionId) -> Inspection | None:
    """Return one inspection, a voided one too; None where there is none of that id."""
    found = rows(f"{_SELECT} WHERE id = ?", [inspection_id])
    return _inspection(found[0]) if found else None


def by_ids(ids: Iterable[int]) -> dict[InspectionId, Inspection]:
    """Return inspections by their id."""
    found = [
        _inspection(row)
        for portion in in_portions(ids)
        for row in rows(f"{_SELECT} WHERE id IN ({marks(portion)})", portion)
    ]
    return {each.id: each for each in found}


def between(first: date | None = None, last: date | None = None) -> list[Inspection]:
    """Return the inspections from ``first`` through ``last`` that count, the newest first."""
    sql = f"""{_SELECT} WHERE voided_at IS NULL AND business_date BETWEEN ? AND ?
        ORDER BY business_date DESC, id DESC"""
    return [_inspection(row) for row in rows(sql, _days(first, last))]


def unfinished() -> list[Inspection]:
    """Return the inspections that count and are not signed, the oldest first."""
    sql = f"""{_SELECT} WHERE voided_at IS NULL AND state <> 'signed'
        ORDER BY business_date, id"""
    return [_inspection(row) for row in rows(sql)]


def find_by_key(request_key: str) -> InspectionId | None:
    """Return the inspection that was begun under a request's key, None where there is none."""
    found = value("SELECT id FROM inspection WHERE request_key = ?", [request_key])
    return None if found is None else InspectionId(found)


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM inspection WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


def set_head(inspection_id: InspectionId, *, inspectors: str, escort: str, summary: str) -> None:
    """Write who inspects, who goes along and what is said of the whole."""
    told = {"inspectors": inspectors, "escort": escort, "summary": summary}
    _write(inspection_id, {name: text.strip() for name, text in told.items()})


def set_submitted(inspection_id: InspectionId, at: str | None, by: str | None) -> None:
    """Note that an inspection was submitted; None and None make it a draft again."""
    state = InspectionState.DRAFT if at is None else InspectionState.SUBMITTED
    _write(
        inspection_id, {"state": state.value, "submitted_at": at, "submitted_by": by, "digest": ""}
    )


def set_signed(inspection_id: InspectionId, *, at: str, by: str, digest: str) -> None:
    """Note that an inspection was signed; ``digest`` seals it."""
    state = InspectionState.SIGNED.value
    _write(
        inspection_id,
        {"state": state, "signed_at": at, "signed_by": by.strip(), "digest": digest},
    )


def set_voided(inspection_id: InspectionId, at: str | None, by: str | None) -> None:
    """Let a draft count no more; None and None let it count again."""
    _write(inspection_id, {"voided_at": at, "voided_by": by})


def add_line(inspection_id: InspectionId, text: LineText) -> InspectionLineId:
    """Keep a line behind those that are there."""
    taken = value(
        "SELECT MAX(position) FROM inspection_line WHERE inspection_id = ?", [inspection_id]
    )
    fields = {
        "uid": new_uid(),
        "inspection_id": inspection_id,
        "position": int(taken or 0) + 1,
        "code": text.code,
        "name": text.name,
        "required": text.required,
        "found": text.found,
        "suggested": text.suggested.value,
        "evidence": text.evidence,
        "result": Result.UNCHECKED.value,
        "note": "",
        "version": 1,
    }
    return InspectionLineId(insert("inspection_line", fields))


def remove_line(line_id: InspectionLineId) -> None:
    """Take a line out that was only added by hand."""
    rows("DELETE FROM inspection_line WHERE id = ? RETURNING id", [line_id])


def line(line_id: InspectionLineId) -> InspectionLine | None:
    """Return one line, None where there is none of that id."""
    found = rows(f"{_SELECT_LINE} WHERE id = ?", [line_id])
    return _line(found[0]) if found else None


def lines_of(inspection_id: InspectionId) -> list[InspectionLine]:
    """Return the lines of an inspection in their order."""
    sql = f"{_SELECT_LINE} WHERE inspection_id = ? ORDER BY position"
    return [_line(row) for row in rows(sql, [inspection_id])]


def results_of(ids: Iterable[InspectionId]) -> dict[InspectionId, list[Result]]:
    """Return the results of the lines of several inspections."""
    found: dict[InspectionId, list[Result]] = {}
    for portion in in_portions(ids):
        sql = f"""SELECT inspection_id, result FROM inspection_line
            WHERE inspection_id IN ({marks(portion)}) ORDER BY position"""
        for inspection_id, result in rows(sql, portion):
            found.setdefault(InspectionId(inspection_id), []).append(Result(result))
    return found


def set_answer(line_id: InspectionLineId, result: Result, note: str) -> None:
    """Write what was seen of a line."""
    sql = """UPDATE inspection_line SET result = ?, note = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [result.value, note.strip(), line_id])


def is_signed(entity: str, uid: str) -> bool:
    """Tell whether a record, by its entity and uid, is a signed inspection or one of its lines."""
    sql = _SIGNED.get(entity)
    return sql is not None and value(sql, [uid]) is not None


FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
_SELECT = """SELECT id, uid, number, kind, business_date, standard_key, standard_version, tier,
    inspectors, escort, summary, state, submitted_at, submitted_by, signed_at, signed_by, digest,
    recorded_at, recorded_by, voided_at, version FROM inspection"""
_SIGNED = {
    "inspection": "SELECT 1 FROM inspection WHERE uid = ? AND state = 'signed'",
    "inspection_line": """SELECT 1 FROM inspection_line l
        JOIN inspection i ON i.id = l.inspection_id WHERE l.uid = ? AND i.state = 'signed'""",
}
_SELECT_LINE = """SELECT id, uid, inspection_id, position, code, name, required, found, suggested,
    evidence, result, note, version FROM inspection_line"""


def _days(first: date | None, last: date | None) -> list[str]:
    return [
        first.isoformat() if first else FIRST_DAY,
        last.isoformat() if last else LAST_DAY,
    ]


def _write(inspection_id: InspectionId, fields: Mapping[str, object]) -> None:
    told = ", ".join(f"{name} = ?" for name in fields)
    sql = f"UPDATE inspection SET {told}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*fields.values(), inspection_id])


def _inspection(row: Sequence[Any]) -> Inspection:
    (ident, uid, number, kind, on, key, standard, tier, inspectors, escort, summary) = row[:11]
    state, submitted_at, submitted_by, signed_at, signed_by, digest = row[11:17]
    recorded_at, recorded_by, voided_at, version = row[17:]
    return Inspection(
        id=InspectionId(ident),
        uid=uid,
        number=number,
        kind=InspectionKind(kind),
        on=must_be_day(on),
        standard_key=key,
        standard_version=standard,
        tier=tier,
        inspectors=inspectors,
        escort=escort,
        summary=summary,
        state=InspectionState(state),
        submitted_at=submitted_at,
        submitted_by=submitted_by or "",
        signed_at=signed_at,
        signed_by=signed_by or "",
        digest=digest,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        voided=voided_at is not None,
        version=version,
    )


def _line(row: Sequence[Any]) -> InspectionLine:
    ident, uid, inspection_id, position, code, name, required, found = row[:8]
    suggested, evidence, result, note, version = row[8:]
    return InspectionLine(
        id=InspectionLineId(ident),
        uid=uid,
        inspection_id=InspectionId(inspection_id),
        position=position,
        code=code,
        name=read_words(name),
        required=read_phrase(required),
        found=read_phrase(found),
        suggested=Result(suggested),
        evidence=read_evidence(evidence),
        result=Result(result),
        note=note,
        version=version,
    )
