"""What the rates and statistics of the feedback book are counted from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.rounds import Round, rounds_of
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.ids import EntryId
from stationdesk.store import feedback_events, feedback_replies
from stationdesk.store.feedback import read_minute
from stationdesk.store.feedback_events import NOT_UNDONE
from stationdesk.store.plain_sql import in_portions, marks, rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.feedback.entries import CallBack


def rounds_between(first: date, last: date) -> list[Round]:
    """Return the rounds of all entries that can have anything to do with the period.

    These are the ones made in it or before it, unless everything about them was over before. Of an
    entry that was never reopened its own line tells the round, as its events do; the others are
    read from their events.
    """
    day, until = first.isoformat(), f"{last.isoformat()}T23:59"
    where = """e.said_at <= ? AND e.state <> ?
        AND (e.business_date >= ? OR e.round_number > 1 OR e.state <> ?
            OR e.first_due_at >= ? OR e.final_due_at >= ? OR e.closed_at >= ?)"""
    values = [until, EntryState.VOID.value, day, EntryState.CLOSED.value, *[day] * 3]
    once = _rounds_of_lines(f"{where} AND e.round_number = 1", values)
    sql = f"SELECT e.id, e.kind FROM feedback_entry e WHERE {where} AND e.round_number > 1"
    reopened = {EntryId(each): FeedbackKind(kind) for each, kind in rows(sql, values)}
    return [*once, *rounds_by_events(reopened)]


def rounds_by_events(kinds: Mapping[EntryId, FeedbackKind]) -> list[Round]:
    """Return the rounds of entries, which come with their kinds, from their events."""
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


def _rounds_of_lines(where: str, values: Sequence[object]) -> list[Round]:
    standing = NOT_UNDONE.format(event_id="r.event_id")
    found = rows(
        f"""SELECT e.id, e.kind, e.said_at, e.first_due_at, e.first_reply_at, e.final_due_at,
                e.closed_at, MAX(CASE WHEN r.interim = 0 THEN r.replied_at END),
                MAX(CASE WHEN r.posted_on IS NULL THEN 0 ELSE 1 END)
            FROM feedback_entry e
            LEFT JOIN feedback_reply r ON r.entry_id = e.id AND r.round_number = 1 AND {standing}
            WHERE {where} GROUP BY e.id ORDER BY e.id""",
        values,
    )
    calls = feedback_replies.calls_by_entry(EntryId(row[0]) for row in found)
    return [_round(row, calls.get(EntryId(row[0]), ())) for row in found]


def _round(row: tuple[Any, ...], calls: tuple[CallBack, ...]) -> Round:
    entry_id, kind, said_at, first_due, first_reply, final_due, closed, answered, posted = row
    return Round(
        entry_id=EntryId(entry_id),
        kind=FeedbackKind(kind),
        number=1,
        is_last=True,
        began_at=datetime.fromisoformat(said_at),
        first_due_at=read_minute(first_due),
        first_reply_at=read_minute(first_reply),
        final_due_at=read_minute(final_due),
        final_reply_at=read_minute(answered),
        closed_at=read_minute(closed),
        posted=bool(posted),
        calls=calls,
    )


def _posted_rounds(ids: Mapping[EntryId, object]) -> dict[EntryId, set[int]]:
    standing = NOT_UNDONE.format(event_id="r.event_id")
    posted: dict[EntryId, set[int]] = {}
    for portion in in_portions(ids):
        sql = f"""SELECT r.entry_id, r.round_number FROM feedback_reply r
            WHERE r.posted_on IS NOT NULL AND r.entry_id IN ({marks(portion)}) AND {standing}"""
        for entry_id, number in rows(sql, portion):
            posted.setdefault(EntryId(entry_id), set()).add(number)
    return posted
