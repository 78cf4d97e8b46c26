"""Volunteers that a hand-kept list brought into the station's file, and whether they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from stationdesk.domain.ids import VolunteerId


def serves(volunteer_id: VolunteerId) -> bool:
    """Tell whether anything that still counts was done with the volunteer.

    Duties and hours that were taken back count no more; a paper once drawn up does.
    """
    return bool(rows(_SERVES, [volunteer_id] * _SERVES.count("?")))


_SERVES = """
    SELECT 1 FROM assignment a JOIN shift s ON s.id = a.shift_id
        WHERE a.volunteer_id = ? AND s.voided_at IS NULL AND a.state <> 'cancelled'
    UNION ALL
    SELECT 1 FROM attendance WHERE volunteer_id = ? AND voided_at IS NULL
    UNION ALL
    SELECT 1 FROM hours_line WHERE volunteer_id = ?
        GROUP BY volunteer_id HAVING SUM(minutes) <> 0
    UNION ALL
    SELECT 1 FROM service_certificate WHERE volunteer_id = ?
    UNION ALL
    SELECT 1 FROM training_attendance WHERE volunteer_id = ? AND voided_at IS NULL
    UNION ALL
    SELECT 1 FROM honour WHERE volunteer_id = ? AND voided_at IS NULL"""
