"""Who can sign in with a PIN, found by what one types: the volunteer's number or a phone's end."""

from __future__ import annotations

from stationdesk.domain.ids import VolunteerId
from stationdesk.domain.phones import TAIL_DIGITS
from stationdesk.store.plain_sql import rows


def seals(serial: int, tail: str) -> list[tuple[VolunteerId, str]]:
    """Return the volunteers of that number (V-0012 is 12) or phone's end, with their PINs' seals.

    Those without a PIN are left out; an empty ``tail`` finds nobody by phone.
    """
    sql = """
        SELECT v.id, p.seal FROM volunteer v JOIN volunteer_pin p ON p.volunteer_id = v.id
        WHERE v.voided_at IS NULL AND v.erased_on IS NULL
            AND (CAST(SUBSTR(v.number, 3) AS INTEGER) = ? OR (? <> '' AND SUBSTR(v.phone, ?) = ?))
        ORDER BY v.id"""
    found = rows(sql, [serial, tail, -TAIL_DIGITS, tail])
    return [(VolunteerId(volunteer_id), seal) for volunteer_id, seal in found]
