"""One entry as the street office reads it: what was said, what was begun, what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.states import OPEN_STATES

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.feedback.entries import CallBack, Entry, Event, Reply
    from stationdesk.domain.feedback.kinds import Channel
    from stationdesk.domain.ids import FeedbackPageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page or note on which several entries stand; its photo is kept under ``uid``."""

    id: FeedbackPageId
    uid: str
    number: str
    channel: Channel
    on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What was begun because of an entry, and how far it is.

    ``entity`` and ``entity_uid`` name the record: ``fault``, ``task``, ``replenishment_wish``, …
    ``progress`` is a phrase, ready to be translated. ``number`` is the record's own, ``record_id``
    what a page opens it by; ``person`` does it until ``due_on``; ``result`` is what came of it, or
    why nothing did.
    """

    uid: str
    entity: str
    entity_uid: str
    title: str
    progress: str
    done: bool
    on: date
    record_id: int = 0
    number: str = ""
    person: str = ""
    due_on: date | None = None
    done_on: date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An entry with everything that belongs to it, each part the oldest first.

    ``events`` are all, also those taken back. ``replies`` and ``call_backs`` are those that stand,
    of every round. ``duplicates`` repeat this entry; ``master`` is what it repeats itself.
    """

    entry: Entry
    events: tuple[Event, ...]
    replies: tuple[Reply, ...]
    call_backs: tuple[CallBack, ...]
    links: tuple[Link, ...] = ()
    duplicates: tuple[Entry, ...] = ()
    master: Entry | None = None
    page: Page | None = None

    @property
    def ready_to_answer(self) -> bool:
        """Whether all that was begun for it is done, and no final answer was given yet."""
        is_open = self.entry.state in OPEN_STATES
        return is_open and bool(self.links) and all(link.done for link in self.links)
