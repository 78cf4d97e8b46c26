"""What only papers ask about the roster: when its rows were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.store.plain_sql import in_portions, marks, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.ids import AssignmentId


def recorded_at(ids: Iterable[AssignmentId]) -> dict[str, str]:
    """Return when assignments were recorded, as kept with them, by their uid."""
    found: dict[str, str] = {}
    for portion in in_portions(ids):
        sql = f"SELECT uid, recorded_at FROM assignment WHERE id IN ({marks(portion)})"
        found |= {str(uid): str(moment) for uid, moment in rows(sql, portion)}
    return found
