"""Everything a rule has to know of one entry before somebody moves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.people import is_same_person
from stationdesk.domain.feedback.states import EntryState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import CallBack, Entry, NewCallBack, NewReply, Reply
    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.feedback.replay import Standing
    from stationdesk.domain.feedback.states import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """The entry that another one repeats: its number, and whether it has its final answer."""

    number: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An entry with what was said about it, at ``now``, a local minute; ``who`` is at the desk.

    ``replies`` and ``call_backs`` are those of all rounds that were not taken back, oldest first.
    ``repeated_by`` are the entries that say the same, open or closed.
    """

    entry: Entry
    standing: Standing
    replies: tuple[Reply, ...]
    call_backs: tuple[CallBack, ...]
    now: datetime
    who: str
    master: Master | None = None
    repeated_by: tuple[Entry, ...] = ()

    @property
    def number(self) -> str:
        """The entry's number, as refusals name it."""
        return self.entry.number

    @property
    def earliest(self) -> datetime | None:
        """The moment of the last event that stands: nothing new may have happened before it."""
        return self.standing.last.happened_at if self.standing.last else None

    @property
    def final_reply(self) -> Reply | None:
        """The final answer of the present round, None while there is none."""
        return next((reply for reply in self.round_replies[::-1] if not reply.interim), None)

    @property
    def round_replies(self) -> tuple[Reply, ...]:
        """The answers of the present round, the oldest first."""
        number = self.standing.round_number
        return tuple(each for each in self.replies if each.round_number == number)

    @property
    def round_calls(self) -> tuple[CallBack, ...]:
        """The call-backs of the present round, the oldest first."""
        number = self.standing.round_number
        return tuple(each for each in self.call_backs if each.round_number == number)

    @property
    def answered_before(self) -> bool:
        """Whether an earlier round had a final answer."""
        number = self.standing.round_number
        return any(not each.interim and each.round_number < number for each in self.replies)

    @property
    def closed_repeats(self) -> tuple[Entry, ...]:
        """The entries that say the same and are closed."""
        return tuple(each for each in self.repeated_by if each.state is EntryState.CLOSED)

    def is_about(self, name: str) -> bool:
        """Tell whether ``name`` is the person whom the entry complains about."""
        return is_same_person(self.entry.about_person, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move as somebody wants to make it; ``told`` is what its event will tell.

    What it needs besides depends on the move: ``reason`` of waiting, putting off, reopening and
    voiding, ``second`` of voiding, ``due_at`` and ``latest`` of putting off, ``on`` and the answer
    ``shown`` on the board, ``about_person`` and ``kind`` of a correction, the answer or call-back
    itself.
    """

    move: Move
    person: str
    at: datetime
    told: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    about_person: str = ""
    kind: FeedbackKind | None = None
    second: str = ""
    due_at: datetime | None = None
    latest: datetime | None = None
    on: date | None = None
    shown: Reply | None = None
    reply: NewReply | None = None
    call_back: NewCallBack | None = None
