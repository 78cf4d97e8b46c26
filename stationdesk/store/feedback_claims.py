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

    from stationdesk.domain.feedback.entries import Event


def contradictions() -> list[str]:
    """Return what in the feedback book cannot be, each named by the entry's number."""
    odd = [f"{what} {number}" for what, sql in _CONTRADICTIONS.items() for (number,) in rows(sql)]
    return [*odd, *_replayed_otherwise()]


def _replayed_otherwise() -> Iterator[str]:
    lines = {row[0]: row[1:] for row in rows(_LINES)}
    for entry_id, events in feedback_events.by_entry():
        number, *said = lines.pop(entry_id)
        if (odd := _oddness(said, events)) is not None:
            yield f"{odd} {number}"
    yield from (f"no event {number}" for number, *_said in lines.values())


def _oddness(said: list[object], events: Sequence[Event]) -> str | None:
    try:
        standing = replay(events)
    except OddEvents:
        return "impossible move"
    return None if said == list(feedback.stored_standing(standing).values()) else _OTHERWISE


_OTHERWISE = "not as its events"
_LINES = f"""
    SELECT id, number, {", ".join(feedback.stored_standing(Standing()))} FROM feedback_entry"""
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
    "linked to nothing": """
        SELECT e.number FROM feedback_link l JOIN feedback_entry e ON e.id = l.entry_id
        WHERE l.voided_at IS NULL AND l.entity_uid NOT IN (
            SELECT uid FROM fault WHERE l.entity = 'fault'
            UNION ALL SELECT uid FROM task WHERE l.entity = 'task'
            UNION ALL SELECT uid FROM replenishment_wish WHERE l.entity = 'replenishment_wish')""",
    "linked without a word": f"""
        SELECT e.number FROM feedback_link l JOIN feedback_entry e ON e.id = l.entry_id
        WHERE l.voided_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM feedback_event v WHERE v.entry_id = l.entry_id
                AND v.told LIKE '%' || l.uid || '%'
                AND {NOT_UNDONE.format(event_id="v.id")})""",
    "repeats a repetition": """
        SELECT e.number FROM feedback_duplicate d JOIN feedback_entry e ON e.id = d.entry_id
        JOIN feedback_duplicate m ON m.entry_id = d.master_id AND m.voided_at IS NULL
        WHERE d.voided_at IS NULL""",
}
