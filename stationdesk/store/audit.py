"""The audit trail: who changed what, written in the change's own transaction.

Each line carries a digest over the line before it and its own fields, so that a line that was
changed, cut out or slipped in is noticed (``broken_links``).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.day_figures import NotedChange
from stationdesk.domain.ids import new_uid
from stationdesk.store.plain_sql import rows, value
from stationdesk.store.tables import AuditEventRow

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One change as it was noted; ``before`` and ``after`` hold the fields that matter."""

    uid: str
    recorded_at: str
    recorded_by: str
    entity: str
    entity_uid: str
    action: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


def note(
    *,
    recorded_at: str,
    recorded_by: str,
    entity: str,
    entity_uid: str,
    action: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write one event; call it inside the transaction of the change it tells of."""
    fields = {
        "uid": new_uid(),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "entity": entity,
        "entity_uid": entity_uid,
        "action": action,
        "before": _as_json(before),
        "after": _as_json(after),
    }
    fields["digest"] = _digest(_last_digest(), fields)
    rows(_INSERT, list(fields.values()))


def events_of(entity: str, entity_uid: str) -> list[AuditEvent]:
    """Return what happened to one record, the oldest first."""
    rows = (
        AuditEventRow.select()
        .where(AuditEventRow.entity == entity, AuditEventRow.entity_uid == entity_uid)
        .order_by(AuditEventRow.id)
    )
    return [_event(row) for row in rows]


def latest(limit: int) -> list[AuditEvent]:
    """Return the last ``limit`` events, the newest first."""
    return [_event(row) for row in AuditEventRow.select().order_by(-AuditEventRow.id).limit(limit)]


def noted_on(day: date) -> list[NotedChange]:
    """Return what was recorded on ``day``, the newest first; without the fields themselves."""
    found = rows(_NOTED, [day.isoformat(), (day + timedelta(days=1)).isoformat()])
    return [
        NotedChange(entity=entity, action=action, kind=_kind(after), by=by, at=at)
        for entity, action, by, at, after in found
    ]


def first_day() -> date | None:
    """Return the day of the first event, None in an empty file."""
    moment = value("SELECT recorded_at FROM audit_event ORDER BY id LIMIT 1")
    return date.fromisoformat(moment[:10]) if moment else None


def broken_links() -> list[int]:
    """Return the row numbers of events that do not follow from the one before them."""
    broken, previous = [], ""
    for row in AuditEventRow.select().order_by(AuditEventRow.id).iterator():
        fields = {name: getattr(row, name) for name in _CHAINED}
        if row.digest != _digest(previous, fields):
            broken.append(row.id)
        previous = row.digest
    return broken


def count() -> int:
    """Return how many events there are."""
    return int(AuditEventRow.select().count())


_CHAINED = (
    "uid",
    "recorded_at",
    "recorded_by",
    "entity",
    "entity_uid",
    "action",
    "before",
    "after",
)


_NOTED = """
    SELECT entity, action, recorded_by, recorded_at,
        CASE WHEN entity = 'stock_document' THEN after ELSE NULL END
    FROM audit_event WHERE recorded_at >= ? AND recorded_at < ? ORDER BY id DESC"""
_INSERT = """
    INSERT INTO audit_event
        (uid, recorded_at, recorded_by, entity, entity_uid, action, before, after, digest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
"""In the order of ``note``'s fields; plain, because every deed of every service passes here."""


def _last_digest() -> str:
    return value("SELECT digest FROM audit_event ORDER BY id DESC LIMIT 1") or ""


def _digest(previous: str, fields: Mapping[str, object]) -> str:
    body = json.dumps([previous, *(fields[name] for name in _CHAINED)], ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _kind(after: str | None) -> str:
    return str(json.loads(after).get("kind", "")) if after else ""


def _as_json(values: Mapping[str, object] | None) -> str | None:
    if values is None:
        return None
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def _event(row: AuditEventRow) -> AuditEvent:
    return AuditEvent(
        uid=row.uid,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        entity=row.entity,
        entity_uid=row.entity_uid,
        action=row.action,
        before=json.loads(row.before) if row.before else None,
        after=json.loads(row.after) if row.after else None,
    )
