"""What the rates and statistics of the feedback book are counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.rounds import Round, rounds_of
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.ids import EntryId
from stationdesk.store import feedback_events, feedback_replies
from stationdesk.store.feedback_events import NOT_UNDONE
from stationdesk.store.plain_sql import in_portions, marks, rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def rounds_between(first: date, last: date) -> list[Round]:
    """Return the rounds of all entries that can have anything to do with the period.

    These are the ones made in it or before it, unless everything about them was over before.
    """
    day, until = first.isoformat(), f"{last.isoformat()}T23:59"
    states = [state.value for state in sorted(OPEN_STATES)]
    sql = f"""SELECT e.id, e.kind FROM feedback_entry e
        WHERE e.said_at <= ? AND e.state <> ?
        AND (e.business_date >= ? OR e.round_number > 1 OR e.state IN ({marks(states)})
            OR e.first_due_at >= ? OR e.final_due_at >= ? OR e.closed_at >= ?
            OR EXISTS (SELECT 1 FROM feedback_event v
                       WHERE v.entry_id = e.id AND v.happened_at >= ?))"""
    found = rows(sql, [until, EntryState.VOID.value, day, *states, *[day] * 4])
    return rounds_of_entries({EntryId(each): FeedbackKind(kind) for each, kind in found})


def rounds_of_entries(kinds: Mapping[EntryId, FeedbackKind]) -> list[Round]:
    """Return the rounds of entries, which come with their kinds."""
    calls, posted = feedback_replies.calls_by_entry(kinds), _posted_rounds(kinds)
    return [
        each
        for entry_id, events in feedback_events.of_entries(kinds)
        for each in rounds_of(
            entry_id,
            kinds[entry_id],
            events,
            posted.get(entry_id, ()),
            calls.get(entry_id, ()),
        )
    ]


def _posted_rounds(ids: Mapping[EntryId, object]) -> dict[EntryId, set[int]]:
    standing = NOT_UNDONE.format(event_id="r.event_id")
    posted: dict[EntryId, set[int]] = {}
    for portion in in_portions(ids):
        sql = f"""SELECT r.entry_id, r.round_number FROM feedback_reply r
            WHERE r.posted_on IS NOT NULL AND r.entry_id IN ({marks(portion)}) AND {standing}"""
        for entry_id, number in rows(sql, portion):
            posted.setdefault(EntryId(entry_id), set()).add(number)
    return posted
