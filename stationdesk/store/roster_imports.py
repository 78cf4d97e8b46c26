"""What hand-kept rosters brought into the station's file: shifts, and who serves on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import AssignmentId, ShiftId
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from stationdesk.domain.ids import ImportId


def assignments_of(import_id: ImportId) -> list[AssignmentId]:
    """Return the rows of the roster that an import brought, of every state, the oldest first."""
    sql = "SELECT id FROM assignment WHERE import_run_id = ? ORDER BY id"
    return [AssignmentId(found) for (found,) in rows(sql, [import_id])]


def shifts_of(import_id: ImportId) -> list[ShiftId]:
    """Return the shifts that an import made and that still stand, the oldest first."""
    sql = "SELECT id FROM shift WHERE import_run_id = ? AND voided_at IS NULL ORDER BY id"
    return [ShiftId(found) for (found,) in rows(sql, [import_id])]
