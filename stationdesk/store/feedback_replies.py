"""Answers and call-backs in the station's file; those of an event taken back count no more."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.entries import CallBack, Method, Outcome, Reply, Solved
from stationdesk.domain.ids import EntryId, ReplyId, new_uid
from stationdesk.domain.typed_text import without_unseen
from stationdesk.store.feedback import stored_minute
from stationdesk.store.feedback_events import NOT_UNDONE
from stationdesk.store.plain_sql import as_day, in_portions, insert, marks, rows, value
from stationdesk.store.tables import FeedbackReplyRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.feedback.entries import NewCallBack, NewReply
    from stationdesk.domain.ids import FeedbackEventId


def add(
    entry_id: EntryId,
    event_id: FeedbackEventId,
    wish: NewReply,
    *,
    round_number: int,
    interim: bool,
) -> ReplyId:
    """Keep an answer with the event that gave it."""
    fields = {
        "uid": new_uid(),
        "entry_id": entry_id,
        "event_id": event_id,
        "round_number": round_number,
        "interim": int(interim),
        "body": without_unseen(wish.body).strip(),
        "outcome": wish.outcome.value,
        "planned_on": wish.planned_on.isoformat() if wish.planned_on else None,
        "referred_to": wish.referred_to.strip(),
        "method": wish.method.value,
        "replied_by": wish.replied_by.strip(),
        "replied_at": stored_minute(wish.at),
    }
    return ReplyId(insert("feedback_reply", fields))


def set_posted(reply_id: ReplyId, on: date | None) -> None:
    """Write since when an answer hangs on the board; None for not at all."""
    FeedbackReplyRow.update(posted_on=on).where(FeedbackReplyRow.id == reply_id).execute()


def set_taken_down(reply_id: ReplyId, on: date | None) -> None:
    """Write until when an answer hung on the board; None while it still does."""
    FeedbackReplyRow.update(taken_down_on=on).where(FeedbackReplyRow.id == reply_id).execute()


def of(entry_id: EntryId) -> tuple[Reply, ...]:
    """Return the answers to an entry that stand, of all its rounds, the oldest first."""
    standing = NOT_UNDONE.format(event_id="r.event_id")
    found = rows(f"{_SELECT} WHERE r.entry_id = ? AND {standing} ORDER BY r.id", [entry_id])
    return tuple(_reply(row) for row in found)


def by_entry(ids: Iterable[EntryId]) -> dict[EntryId, tuple[Reply, ...]]:
    """Return the answers that stand, by entry; whoever has none is left out."""
    standing = NOT_UNDONE.format(event_id="r.event_id")
    found: dict[EntryId, list[Reply]] = defaultdict(list)
    for portion in in_portions(ids):
        sql = f"{_SELECT} WHERE r.entry_id IN ({marks(portion)}) AND {standing} ORDER BY r.id"
        for row in rows(sql, portion):
            found[EntryId(row[-1])].append(_reply(row))
    return {entry_id: tuple(replies) for entry_id, replies in found.items()}


def entry_of(reply_id: ReplyId) -> EntryId | None:
    """Return which entry an answer belongs to, None where it does not stand."""
    standing = NOT_UNDONE.format(event_id="r.event_id")
    sql = f"SELECT r.entry_id FROM feedback_reply r WHERE r.id = ? AND {standing}"
    found = value(sql, [reply_id])
    return None if found is None else EntryId(found)


def add_call(
    entry_id: EntryId, event_id: FeedbackEventId, wish: NewCallBack, *, round_number: int
) -> None:
    """Keep a call-back with the event that made it."""
    fields = {
        "uid": new_uid(),
        "entry_id": entry_id,
        "event_id": event_id,
        "round_number": round_number,
        "reached": int(wish.reached),
        "solved": wish.solved.value,
        "rating": wish.rating,
        "called_by": wish.called_by.strip(),
        "called_at": stored_minute(wish.at),
        "note": wish.note.strip(),
    }
    insert("feedback_call_back", fields)


def calls_of(entry_id: EntryId) -> tuple[CallBack, ...]:
    """Return the call-backs of an entry that stand, of all its rounds, the oldest first."""
    return calls_by_entry([entry_id]).get(entry_id, ())


def calls_by_entry(ids: Iterable[EntryId]) -> dict[EntryId, tuple[CallBack, ...]]:
    """Return the call-backs that stand, by entry; whoever has none is left out."""
    standing = NOT_UNDONE.format(event_id="c.event_id")
    found: dict[EntryId, list[CallBack]] = defaultdict(list)
    for portion in in_portions(ids):
        sql = f"{_CALLS} WHERE c.entry_id IN ({marks(portion)}) AND {standing} ORDER BY c.id"
        for row in rows(sql, portion):
            found[EntryId(row[-1])].append(_call(row))
    return {entry_id: tuple(calls) for entry_id, calls in found.items()}


_SELECT = """
    SELECT r.id, r.uid, r.round_number, r.interim, r.body, r.outcome, r.method, r.replied_by,
        r.replied_at, r.planned_on, r.referred_to, r.posted_on, r.taken_down_on, r.entry_id
    FROM feedback_reply r"""
_CALLS = """
    SELECT c.round_number, c.reached, c.solved, c.rating, c.called_by, c.called_at, c.note,
        c.entry_id
    FROM feedback_call_back c"""


def _reply(row: tuple[Any, ...]) -> Reply:
    reply_id, uid, round_number, interim, body, outcome, method, by, at, *rest = row
    planned_on, referred_to, posted_on, taken_down_on, _ = rest
    return Reply(
        id=ReplyId(reply_id),
        uid=uid,
        round_number=round_number,
        interim=bool(interim),
        body=body,
        outcome=Outcome(outcome),
        method=Method(method),
        replied_by=by,
        at=datetime.fromisoformat(at),
        planned_on=as_day(planned_on),
        referred_to=referred_to,
        posted_on=as_day(posted_on),
        taken_down_on=as_day(taken_down_on),
    )


def _call(row: tuple[Any, ...]) -> CallBack:
    round_number, reached, solved, rating, called_by, at, note, _ = row
    return CallBack(
        round_number=round_number,
        reached=bool(reached),
        solved=Solved(solved),
        rating=rating,
        called_by=called_by,
        at=datetime.fromisoformat(at),
        note=note,
    )
