"""Where an entry stands, worked out from its events alone.

The events are the truth; what the entry's own line says of state, round, handler, due moments and
rating is a copy of what ``replay`` returns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import Pause
from stationdesk.domain.feedback.states import LEADS_TO, EntryState, Move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stationdesk.domain.feedback.entries import Event


class OddEvents(ValueError):  # noqa: N818 - reads as what it tells: the events are odd
    """Events that no row of moves could have left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What follows from the events so far; all moments are local minutes.

    While the author is waited for, ``waiting_since`` is set and both due moments that are still
    owed are None: what they were is kept in ``held_first_due_at`` and ``held_final_due_at``.
    ``first_days`` and ``final_days`` are those of the policy that this round was entered under.
    An entry without any live event is void: its entering was taken back.
    """

    state: EntryState = EntryState.VOID
    round_number: int = 1
    began_at: datetime | None = None
    first_days: int = 0
    final_days: int = 0
    handler: str = ""
    first_due_at: datetime | None = None
    first_reply_at: datetime | None = None
    final_due_at: datetime | None = None
    held_first_due_at: datetime | None = None
    held_final_due_at: datetime | None = None
    waiting_since: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    closed_at: datetime | None = None
    rating: int | None = None
    last: Event | None = None

    @property
    def due_in_force(self) -> datetime | None:
        """The final due moment, or what it was when the clock was stopped."""
        return self.held_final_due_at if self.waiting_since else self.final_due_at


def replay(events: Iterable[Event]) -> Standing:
    """Return where an entry stands after ``events``, which are in the order of their keeping.

    Raises:
        OddEvents: where a move is not one that its state allows.
    """
    standing = Standing()
    for event in live_events(events):
        standing = after(standing, event)
    return standing


def live_events(events: Iterable[Event]) -> list[Event]:
    """Return the events that were not taken back, without those that took something back."""
    known = list(events)
    undone = {event.undoes for event in known if event.undoes is not None}
    return [event for event in known if event.move is not Move.UNDO and event.id not in undone]


def after(standing: Standing, event: Event) -> Standing:
    """Return where the entry stands after one more event.

    Raises:
        OddEvents: where the move is not one that the state allows.
    """
    state = state_after(standing, event.move, event.told)
    if state is None:
        what = f"{event.move} in state {standing.state}"
        raise OddEvents(what)
    change = _CHANGES.get(event.move)
    changed = change(standing, event) if change else standing
    return replace(changed, state=state, last=event)


def state_after(
    standing: Standing, move: Move, told: Mapping[str, object] | None = None
) -> EntryState | None:
    """Return the state that ``move`` leads to, None where it cannot be made."""
    if move is Move.REGISTER:
        return EntryState.RECEIVED if standing.last is None else None
    if standing.last is None:
        return None
    state = LEADS_TO.get(move, {}).get(standing.state)
    if move is Move.CALL_BACK and state is not None and not (told or {}).get("reached"):
        return standing.state
    return state


def told_moment(told: Mapping[str, object], key: str) -> datetime | None:
    """Return a moment that an event tells, None where it tells none."""
    text = told.get(key)
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


def told_count(told: Mapping[str, object], key: str) -> int:
    """Return a number that an event tells, 0 where it tells none."""
    number = told.get(key)
    return number if isinstance(number, int) else 0


def _begin(standing: Standing, event: Event) -> Standing:
    """Begin the first round, or another one: nothing of the round before counts in it."""
    number = standing.round_number if standing.last is None else standing.round_number + 1
    return Standing(
        round_number=number,
        began_at=event.happened_at,
        first_days=told_count(event.told, "first_days"),
        final_days=told_count(event.told, "final_days"),
        first_due_at=told_moment(event.told, "first_due_at"),
        final_due_at=told_moment(event.told, "final_due_at"),
    )


def _hand_to(standing: Standing, event: Event) -> Standing:
    return replace(standing, handler=event.person)


def _wait(standing: Standing, event: Event) -> Standing:
    owed = standing.first_reply_at is None
    return replace(
        standing,
        waiting_since=event.happened_at,
        held_first_due_at=standing.first_due_at if owed else None,
        held_final_due_at=standing.final_due_at,
        first_due_at=None if owed else standing.first_due_at,
        final_due_at=None,
    )


def _resume(standing: Standing, event: Event) -> Standing:
    first = told_moment(event.told, "first_due_at")
    began = standing.waiting_since or event.happened_at
    return replace(
        standing,
        waiting_since=None,
        held_first_due_at=None,
        held_final_due_at=None,
        first_due_at=first or standing.first_due_at,
        final_due_at=told_moment(event.told, "final_due_at"),
        pauses=(*standing.pauses, Pause(began, event.happened_at)),
    )


def _extend(standing: Standing, event: Event) -> Standing:
    due = told_moment(event.told, "final_due_at")
    if standing.waiting_since is not None:
        return replace(standing, held_final_due_at=due)
    return replace(standing, final_due_at=due)


def _answer(standing: Standing, event: Event) -> Standing:
    return replace(standing, first_reply_at=standing.first_reply_at or event.happened_at)


def _call_back(standing: Standing, event: Event) -> Standing:
    if not event.told.get("reached"):
        return standing
    return replace(standing, rating=told_count(event.told, "rating") or None)


def _close(standing: Standing, event: Event) -> Standing:
    return replace(standing, closed_at=event.happened_at)


def _correct(standing: Standing, event: Event) -> Standing:
    """Bring the deadlines nearer where the corrected kind or urgency asks for it.

    While the author is waited for, what the clock stood still so far is in the moments told.
    """
    if "final_due_at" not in event.told:
        return standing
    changed = replace(
        standing,
        first_days=told_count(event.told, "first_days"),
        final_days=told_count(event.told, "final_days"),
    )
    first = told_moment(event.told, "first_due_at")
    final = told_moment(event.told, "final_due_at")
    if standing.waiting_since is not None:
        return replace(
            changed,
            held_first_due_at=first,
            held_final_due_at=final,
            waiting_since=event.happened_at,
            pauses=(*standing.pauses, Pause(standing.waiting_since, event.happened_at)),
        )
    return replace(changed, first_due_at=first or standing.first_due_at, final_due_at=final)


_CHANGES: dict[Move, Callable[[Standing, Event], Standing]] = {
    Move.REGISTER: _begin,
    Move.REOPEN: _begin,
    Move.ACCEPT: _hand_to,
    Move.ASSIGN: _hand_to,
    Move.START: _hand_to,
    Move.WAIT: _wait,
    Move.RESUME: _resume,
    Move.EXTEND: _extend,
    Move.INTERIM: _answer,
    Move.REPLY: _answer,
    Move.CALL_BACK: _call_back,
    Move.CLOSE: _close,
    Move.CORRECT: _correct,
}
"""What a move changes besides the state; a move not here changes nothing else."""
