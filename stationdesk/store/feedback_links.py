"""What was begun because of an entry, in the station's file: which record belongs to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import EntryId
from stationdesk.store.plain_sql import in_portions, marks, rows, value
from stationdesk.store.tables import FeedbackLinkRow

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLink:
    """A link that stands: the entry, and the record that was begun for it by kind and uid."""

    uid: str
    entry_id: EntryId
    entity: str
    entity_uid: str
    recorded_at: str

    @property
    def on(self) -> date:
        """The day on which it was linked."""
        return date.fromisoformat(self.recorded_at[:10])


def add(
    entry_id: EntryId,
    entity: str,
    entity_uid: str,
    *,
    uid: str,
    recorded_at: str,
    recorded_by: str,
) -> None:
    """Link a record to an entry; ``uid`` is the link's own."""
    FeedbackLinkRow.create(
        uid=uid,
        entry=entry_id,
        entity=entity,
        entity_uid=entity_uid,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        voided_at=None,
        voided_by=None,
    )


def set_voided(uid: str, at: str | None, by: str | None) -> None:
    """Let a link count no more; None and None let it count again."""
    FeedbackLinkRow.update(voided_at=at, voided_by=by).where(FeedbackLinkRow.uid == uid).execute()


def link(uid: str) -> KeptLink | None:
    """Return one link that stands, None where it does not."""
    found = rows(f"{_SELECT} AND uid = ?", [uid])
    return _link(found[0]) if found else None


def of_entries(ids: Iterable[EntryId]) -> list[KeptLink]:
    """Return the links of entries that stand, in the order in which they were made."""
    return [
        _link(row)
        for portion in in_portions(ids)
        for row in rows(f"{_SELECT} AND entry_id IN ({marks(portion)}) ORDER BY id", portion)
    ]


def entry_behind(entity: str, entity_uid: str) -> EntryId | None:
    """Return for which entry a record was begun, None where it was begun by itself."""
    sql = """SELECT entry_id FROM feedback_link
        WHERE voided_at IS NULL AND entity = ? AND entity_uid = ? ORDER BY id LIMIT 1"""
    found = value(sql, [entity, entity_uid])
    return None if found is None else EntryId(found)


_SELECT = """SELECT uid, entry_id, entity, entity_uid, recorded_at
    FROM feedback_link WHERE voided_at IS NULL"""


def _link(row: tuple[Any, ...]) -> KeptLink:
    uid, entry_id, entity, entity_uid, recorded_at = row
    return KeptLink(
        uid=uid,
        entry_id=EntryId(entry_id),
        entity=entity,
        entity_uid=entity_uid,
        recorded_at=recorded_at,
    )
