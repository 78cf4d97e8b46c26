"""The events of entries in the station's file: only ever added to."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.entries import Event
from stationdesk.domain.feedback.states import Move
from stationdesk.domain.ids import EntryId, FeedbackEventId, new_uid
from stationdesk.store.feedback import stored_minute
from stationdesk.store.plain_sql import in_portions, insert, marks, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM feedback_event u WHERE u.undoes_id = {event_id})"
"""SQL that tells whether the event ``{event_id}`` stands."""
PORTION = 2000
"""Entries whose events are in memory together."""


def add(
    entry_id: EntryId,
    move: Move,
    *,
    round_number: int,
    at: datetime,
    person: str,
    told: Mapping[str, object],
    recorded_at: str,
    recorded_by: str,
    undoes: FeedbackEventId | None = None,
) -> FeedbackEventId:
    """Keep one event."""
    fields = {
        "uid": new_uid(),
        "entry_id": entry_id,
        "round_number": round_number,
        "move": move.value,
        "happened_at": stored_minute(at),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "person": person.strip(),
        "told": json.dumps(told, ensure_ascii=False, sort_keys=True),
        "undoes_id": undoes,
    }
    return FeedbackEventId(insert("feedback_event", fields))


def of(entry_id: EntryId) -> list[Event]:
    """Return every event of an entry, in the order of their keeping."""
    return _events(rows(f"{_SELECT} WHERE e.entry_id = ? ORDER BY e.id", [entry_id]))


def by_entry() -> Iterator[tuple[EntryId, list[Event]]]:
    """Yield every entry that has events with all of them, a portion of the book at a time."""
    last = int(value("SELECT MAX(entry_id) FROM feedback_event") or 0)
    for first in range(1, last + 1, PORTION):
        where = "WHERE e.entry_id BETWEEN ? AND ? ORDER BY e.entry_id, e.id"
        yield from _parted(rows(f"{_SELECT} {where}", [first, first + PORTION - 1]))


def of_entries(ids: Iterable[EntryId]) -> Iterator[tuple[EntryId, list[Event]]]:
    """Yield the entries of ``ids`` that have events with all of them."""
    for portion in in_portions(ids):
        found = rows(
            f"{_SELECT} WHERE e.entry_id IN ({marks(portion)}) ORDER BY e.entry_id, e.id", portion
        )
        yield from _parted(found)


_SELECT = """
    SELECT e.id, e.uid, e.round_number, e.move, e.happened_at, e.recorded_at, e.recorded_by,
        e.person, e.told, e.undoes_id, e.entry_id
    FROM feedback_event e"""


def _parted(found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[EntryId, list[Event]]]:
    for entry_id, of_it in groupby(found, key=lambda row: int(row[-1])):
        yield EntryId(entry_id), _events(list(of_it))


def _events(found: Sequence[tuple[Any, ...]]) -> list[Event]:
    undone = {row[9] for row in found if row[9] is not None}
    return [_event(row, undone=row[0] in undone) for row in found]


def _event(row: tuple[Any, ...], *, undone: bool) -> Event:
    event_id, uid, round_number, move, at, recorded_at, recorded_by, person, told, undoes, _ = row
    return Event(
        id=FeedbackEventId(event_id),
        uid=uid,
        round_number=round_number,
        move=Move(move),
        happened_at=datetime.fromisoformat(at),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        person=person,
        told=json.loads(told),
        undone=undone,
        undoes=None if undoes is None else FeedbackEventId(undoes),
    )
