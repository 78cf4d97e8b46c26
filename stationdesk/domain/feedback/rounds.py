"""What the rates are counted from: each round of an entry, with its limits and what came in time.

A reopened entry is a matter once more: its first round stays what it was, so the figures of a
month gone by do not change when somebody comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.replay import Standing, after, live_events
from stationdesk.domain.feedback.states import EntryState, Move

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from stationdesk.domain.feedback.entries import CallBack, Event
    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.ids import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of an entry; all moments are local minutes, None where it has not come to that.

    The due moments are those in force at the end of the round, None while the author is waited
    for. ``posted`` tells whether an answer of the round was put up on the board. ``is_last`` marks
    the entry's present round.
    """

    entry_id: EntryId
    kind: FeedbackKind
    number: int
    is_last: bool
    began_at: datetime
    first_due_at: datetime | None
    first_reply_at: datetime | None
    final_due_at: datetime | None
    final_reply_at: datetime | None
    closed_at: datetime | None
    posted: bool
    calls: tuple[CallBack, ...]

    @property
    def called_back(self) -> bool:
        """Whether a call-back reached the author."""
        return any(each.reached for each in self.calls)


def rounds_of(
    entry_id: EntryId,
    kind: FeedbackKind,
    events: Iterable[Event],
    posted_rounds: Iterable[int] = (),
    call_backs: Sequence[CallBack] = (),
) -> list[Round]:
    """Return the rounds of an entry, the first one first; a void entry has none.

    ``posted_rounds`` are the numbers of rounds of which an answer was on the board. ``call_backs``
    are those that stand, the oldest first.
    """
    ended: list[tuple[Standing, datetime | None]] = []
    standing, answered_at = Standing(), None
    for event in live_events(events):
        if event.move is Move.REOPEN:
            ended.append((standing, answered_at))
            answered_at = None
        elif event.move is Move.REPLY:
            answered_at = event.happened_at
        standing = after(standing, event)
    if standing.state is EntryState.VOID:
        return []
    posted = frozenset(posted_rounds)
    return [
        Round(
            entry_id=entry_id,
            kind=kind,
            number=each.round_number,
            is_last=each is standing,
            began_at=each.began_at,
            first_due_at=each.first_due_at,
            first_reply_at=each.first_reply_at,
            final_due_at=each.final_due_at,
            final_reply_at=final_at,
            closed_at=each.closed_at,
            posted=each.round_number in posted,
            calls=tuple(c for c in call_backs if c.round_number == each.round_number),
        )
        for each, final_at in (*ended, (standing, answered_at))
        if each.began_at is not None
    ]
