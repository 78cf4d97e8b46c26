"""Who had signed in when: the stretches only, without anybody's name."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from stationdesk.domain.reporting.staffed import Presence
from stationdesk.store.plain_sql import rows


def presences(first: date, last: date) -> list[Presence]:
    """Return the attendances with an end that can touch days; those void are left out."""
    sql = """SELECT came_at, left_at FROM attendance
        WHERE voided_at IS NULL AND left_at IS NOT NULL AND business_date BETWEEN ? AND ?
        ORDER BY came_at, id"""
    since = first - timedelta(days=1) if first > date.min else first
    return [
        Presence(datetime.fromisoformat(came), datetime.fromisoformat(left))
        for came, left in rows(sql, [since.isoformat(), last.isoformat()])
    ]
