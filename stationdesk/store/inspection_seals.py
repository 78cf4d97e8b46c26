"""The seal of a signed inspection: a digest over everything that was signed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from stationdesk.domain.ids import InspectionId


def seal_of(inspection_id: InspectionId, signed_by: str, signed_at: str) -> str:
    """Return the SHA-256, in hexadecimal digits, of an inspection as it is signed.

    It covers the head, every line and every finding, and who signed when. Actions go on after the
    signature; what they began as stands in their first step, which never changes either.
    """
    told = [
        "inspection",
        list(rows(_HEAD, [inspection_id])[0]),
        [list(row) for row in rows(_LINES, [inspection_id])],
        [list(row) for row in rows(_FINDINGS, [inspection_id])],
        signed_by.strip(),
        signed_at,
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def broken_seals() -> list[str]:
    """Return the numbers of signed inspections that are not what was signed."""
    signed = rows(
        "SELECT id, number, signed_by, signed_at, digest FROM inspection WHERE state = 'signed'"
    )
    return [number for ident, number, by, at, digest in signed if seal_of(ident, by, at) != digest]


_HEAD = """SELECT uid, number, kind, business_date, standard_key, standard_version, tier,
    inspectors, escort, summary, submitted_at, submitted_by FROM inspection WHERE id = ?"""
_LINES = """SELECT uid, position, code, name, required, found, suggested, evidence, result, note
    FROM inspection_line WHERE inspection_id = ? ORDER BY position"""
_FINDINGS = """SELECT f.uid, f.number, l.position, f.code, f.what, f.place, f.severity, b.number
    FROM finding f JOIN inspection_line l ON l.id = f.line_id
    LEFT JOIN finding b ON b.id = f.repeat_of_id
    WHERE f.inspection_id = ? AND f.voided_at IS NULL ORDER BY l.position"""
