"""Which entries repeat which others, in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import EntryId
from stationdesk.store.feedback import entries_where
from stationdesk.store.plain_sql import value
from stationdesk.store.tables import FeedbackDuplicateRow

if TYPE_CHECKING:
    from stationdesk.domain.feedback.entries import Entry


def add(
    entry_id: EntryId, master_id: EntryId, *, uid: str, recorded_at: str, recorded_by: str
) -> None:
    """Link an entry to the one that it repeats."""
    FeedbackDuplicateRow.create(
        uid=uid,
        entry=entry_id,
        master=master_id,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        voided_at=None,
        voided_by=None,
    )


def set_voided(uid: str, at: str | None, by: str | None) -> None:
    """Let a link count no more; None and None let it count again."""
    FeedbackDuplicateRow.update(voided_at=at, voided_by=by).where(
        FeedbackDuplicateRow.uid == uid
    ).execute()


def link_of(entry_id: EntryId) -> str | None:
    """Return the uid of the link by which an entry repeats another, None where it does not."""
    sql = "SELECT uid FROM feedback_duplicate WHERE entry_id = ? AND voided_at IS NULL"
    found: str | None = value(sql, [entry_id])
    return found


def master_of(uid: str) -> EntryId:
    """Return which entry a link leads to, also one that was loosened."""
    return EntryId(value("SELECT master_id FROM feedback_duplicate WHERE uid = ?", [uid]))


def repeats_of(master_id: EntryId) -> tuple[Entry, ...]:
    """Return the entries that repeat one, in the order of their entry."""
    return tuple(entries_where("WHERE d.master_id = ? ORDER BY e.id", [master_id]))
