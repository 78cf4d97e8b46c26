"""Where the feedback book contradicts itself: a line that its events do not bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.replay import OddEvents, Standing, replay
from stationdesk.domain.feedback.states import EntryState
from stationdesk.store import feedback, feedback_events
from stationdesk.store.feedback_events import NOT_UNDONE
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.feedback.entries import Entry, Event


def contradictions() -> list[str]:
    """Return what in the feedback book cannot be, each named by the entry's number."""
    odd = [f"{what} {number}" for what, sql in _CONTRADICTIONS.items() for (number,) in rows(sql)]
    return [*odd, *_replayed_otherwise()]


def _replayed_otherwise() -> Iterator[str]:
    entries = {each.id: each for each in feedback.entries_where("ORDER BY e.id")}
    for entry_id, events in feedback_events.by_entry():
        entry = entries.pop(entry_id)
        if (odd := _oddness(entry, events)) is not None:
            yield f"{odd} {entry.number}"
    yield from (f"no event {entry.number}" for entry in entries.values())


def _oddness(entry: Entry, events: Sequence[Event]) -> str | None:
    try:
        standing = replay(events)
    except OddEvents:
        return "impossible move"
    return None if _said(entry) == _told(standing) else "not as its events"


def _said(entry: Entry) -> tuple[object, ...]:
    return (
        entry.state,
        entry.round_number,
        entry.handler,
        entry.first_due_at,
        entry.first_reply_at,
        entry.final_due_at,
        entry.closed_at,
        entry.rating,
    )


def _told(standing: Standing) -> tuple[object, ...]:
    return (
        standing.state,
        standing.round_number,
        standing.handler,
        standing.first_due_at,
        standing.first_reply_at,
        standing.final_due_at,
        standing.closed_at,
        standing.rating,
    )


_STANDS = NOT_UNDONE.format(event_id="r.event_id")
_FINAL = f"""
    SELECT 1 FROM feedback_reply r WHERE r.entry_id = e.id
    AND r.round_number = e.round_number AND r.interim = 0 AND {_STANDS}"""
_CONTRADICTIONS = {
    "closed without an answer": f"""
        SELECT e.number FROM feedback_entry e
        WHERE e.state = '{EntryState.CLOSED.value}' AND NOT EXISTS ({_FINAL} AND TRIM(r.body) <> '')
        """,
    "answer of another entry": """
        SELECT e.number FROM feedback_reply r JOIN feedback_entry e ON e.id = r.entry_id
        JOIN feedback_event v ON v.id = r.event_id WHERE v.entry_id <> r.entry_id""",
    "call-back of another entry": """
        SELECT e.number FROM feedback_call_back c JOIN feedback_entry e ON e.id = c.entry_id
        JOIN feedback_event v ON v.id = c.event_id WHERE v.entry_id <> c.entry_id""",
    "taken back elsewhere": """
        SELECT e.number FROM feedback_event u JOIN feedback_event v ON v.id = u.undoes_id
        JOIN feedback_entry e ON e.id = u.entry_id WHERE v.entry_id <> u.entry_id""",
    "taken down before it was posted": """
        SELECT e.number FROM feedback_reply r JOIN feedback_entry e ON e.id = r.entry_id
        WHERE r.taken_down_on IS NOT NULL
            AND (r.posted_on IS NULL OR r.taken_down_on < r.posted_on)""",
    "repeats a repetition": """
        SELECT e.number FROM feedback_duplicate d JOIN feedback_entry e ON e.id = d.entry_id
        JOIN feedback_duplicate m ON m.entry_id = d.master_id AND m.voided_at IS NULL
        WHERE d.voided_at IS NULL""",
}
