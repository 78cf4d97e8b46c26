"""Entries that say the same: offered while typing, linked, answered one by one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.duplicates import (
    LOOK_BACK_DAYS,
    duplicate_problems,
    most_alike,
    repeated_problems,
)
from stationdesk.domain.feedback.entries import Method, NewReply
from stationdesk.domain.feedback.matters import Step
from stationdesk.domain.feedback.replay import state_after
from stationdesk.domain.feedback.states import Move
from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import TOPICS
from stationdesk.services.feedback_desk.replies import Replies
from stationdesk.store import feedback
from stationdesk.store import feedback_duplicates as store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from stationdesk.domain.feedback.entries import Entry, Event, NewEntry, Reply
    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.feedback.matters import Matter
    from stationdesk.domain.ids import EntryId


class Duplicates(Replies):
    """A repetition stays an entry of its own: its author is told, too."""

    def likely_duplicates(
        self, text: str, kind: FeedbackKind | None = None, limit: int = 5
    ) -> list[Entry]:
        """Return which entries probably say the same as ``text``, the most alike first.

        Looked at are those that are open, or of the last 60 days. Quick enough while typing.
        """
        since = self._context.today() - timedelta(days=LOOK_BACK_DAYS)
        found = most_alike(text, kind, feedback.said_since(since), limit)
        entries = feedback.entries_by_id(found)
        return [entries[each] for each in found]

    def mark_duplicate(self, entry_id: EntryId, master_id: EntryId) -> None:
        """Link an open entry to the one that it repeats.

        Raises:
            Refused: naming every reason.
        """
        entry, master = self.entry(entry_id), self.entry(master_id)
        refuse_if_any(self._problems_of_linking(entry, master))
        uid = new_uid()
        step = self._linking(entry_id, {"repeats": master.number, "duplicate": uid})
        phrase = N_("{number} was linked to {master}.")
        keep = partial(self._link, entry_id, master_id, uid)
        self._take(entry_id, step, phrase, keep, {"master": master.number})

    def register_repeat(self, wish: NewEntry, master_id: EntryId) -> EntryId:
        """Enter what somebody said again, linked to the entry that it repeats; both or neither.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(*TOPICS):
            entry_id = self.register(wish)
            events = [(entry_id, self._last_event(entry_id))]
            self.mark_duplicate(entry_id, master_id)
            events.append((entry_id, self._last_event(entry_id)))
        values = {"number": self.entry(entry_id).number, "master": self.entry(master_id).number}
        phrase = N_("{number} was entered as a repetition of {master}.")
        self._context.offer_undo(Undo(phrase, values, partial(self._undo_all, events)))
        return entry_id

    def unmark_duplicate(self, entry_id: EntryId) -> None:
        """Loosen an entry from the one that it was linked to.

        Raises:
            Refused: when it is linked to none.
        """
        entry, uid = self.entry(entry_id), store.link_of(entry_id)
        if uid is None:
            phrase = N_("{number} is not linked to another entry.")
            raise Refused([Problem("entry", phrase, {"number": entry.number})])
        step = self._linking(entry_id, {"loosened": uid})
        phrase = N_("{number} stands for itself again.")
        self._take(entry_id, step, phrase, partial(self._loosen, uid))

    def answer_repeats(
        self, master_id: EntryId, method: Method, replied_by: str, at: datetime | None = None
    ) -> list[EntryId]:
        """Give the master's final answer to each entry that repeats it and has none, as its own.

        Who can be reached is told by ``method``, the others by the board. Returns who was
        answered. An entry that waits for its author is left alone.

        Raises:
            Refused: when the master has no final answer, or one of the answers cannot be given.
        """
        matter = self._matter(master_id)
        answer = matter.final_reply
        if answer is None:
            phrase = N_("{number} has no final answer in this round.")
            raise Refused([Problem("reply", phrase, {"number": matter.number})])
        with self._context.deed(*TOPICS):
            unanswered = self._unanswered(matter.repeated_by)
            for repeat in unanswered:
                wish = _same_answer(answer, repeat, method, replied_by, at)
                self.reply(repeat.entry.id, wish)
        answered = [repeat.entry.id for repeat in unanswered]
        if answered:
            events = [(each, self._last_event(each)) for each in answered]
            phrase = N_("{count} repetitions were answered.")
            take_back = partial(self._undo_all, events)
            self._context.offer_undo(Undo(phrase, {"count": len(answered)}, take_back))
        return answered

    def _unanswered(self, entries: Iterable[Entry]) -> list[Matter]:
        matters = [self._matter(each.id) for each in entries]
        return [each for each in matters if state_after(each.standing, Move.REPLY) is not None]

    def _problems_of_linking(self, entry: Entry, master: Entry) -> list[Problem]:
        known = self._repeated(entry), self._repeated(master)
        repeats = store.repeats_of(entry.id)
        return [*duplicate_problems(entry, master, *known), *repeated_problems(entry, repeats)]

    def _repeated(self, entry: Entry) -> Entry | None:
        return None if entry.master_id is None else self.entry(entry.master_id)

    def _linking(self, entry_id: EntryId, told: dict[str, object]) -> Step:
        moment = self._now_for(entry_id)
        return Step(move=Move.LINK, person=self._context.who(), at=moment, told=told)

    def _link(self, entry_id: EntryId, master_id: EntryId, uid: str, *_event: int) -> None:
        store.add(
            entry_id,
            master_id,
            uid=uid,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _loosen(self, uid: str, *_event: int) -> None:
        store.set_voided(uid, self._context.recorded_at(), self._context.who())

    def _take_effect_back(self, entry: Entry, event: Event) -> None:
        super()._take_effect_back(entry, event)
        linked, loosened = event.told.get("duplicate"), event.told.get("loosened")
        if event.move is Move.LINK and isinstance(linked, str):
            self._loosen(linked)
        elif event.move is Move.LINK and isinstance(loosened, str):
            master = self.entry(store.master_of(loosened))
            refuse_if_any(self._problems_of_linking(entry, master))
            store.set_voided(loosened, None, None)


def _same_answer(
    answer: Reply, repeat: Matter, method: Method, replied_by: str, at: datetime | None
) -> NewReply:
    """Return the master's answer as it is given to one that repeats it, not before its own time."""
    moment = at or repeat.now
    return NewReply(
        body=answer.body,
        outcome=answer.outcome,
        method=method if repeat.entry.reachable else Method.BOARD,
        replied_by=replied_by,
        at=moment if repeat.earliest is None else max(moment, repeat.earliest),
        planned_on=answer.planned_on,
        referred_to=answer.referred_to,
    )
