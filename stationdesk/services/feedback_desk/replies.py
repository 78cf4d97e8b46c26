"""Answers, the board on which they hang, and the calls that ask whether they helped."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.matters import Matter, Step
from stationdesk.domain.feedback.states import Move
from stationdesk.domain.ids import ReplyId
from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import TOPICS
from stationdesk.services.feedback_desk.moves import Moves
from stationdesk.store import feedback_replies as store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import Entry, Event, NewCallBack, NewReply, Reply
    from stationdesk.domain.ids import EntryId, FeedbackEventId


class Replies(Moves):
    """No reply, no close: every answer is a record of its own, in its round."""

    def interim(self, entry_id: EntryId, wish: NewReply) -> ReplyId:
        """Tell the author how far it is; it stops the clock of the first reply.

        Raises:
            Refused: as all moves.
        """
        return self._reply(entry_id, wish, Move.INTERIM, N_("{number} got an interim answer."))

    def reply(self, entry_id: EntryId, wish: NewReply) -> ReplyId:
        """Give the final answer of this round.

        Raises:
            Refused: as all moves.
        """
        return self._reply(entry_id, wish, Move.REPLY, N_("{number} was answered."))

    def post_on_board(self, reply_id: ReplyId, on: date) -> None:
        """Note since which day an answer hangs on the board.

        Raises:
            Refused: when it hangs there already, or before it was given.
        """
        self._post(reply_id, on)

    def post_all(self, reply_ids: Iterable[ReplyId], on: date) -> None:
        """Note several answers of one sheet as hung on the board, all or none.

        Raises:
            Refused: as ``post_on_board``.
        """
        with self._context.deed(*TOPICS):
            posted = [self._post(reply_id, on) for reply_id in reply_ids]
        take_back = partial(self._undo_all, posted)
        phrase = N_("{count} answers hang on the board.")
        self._context.offer_undo(Undo(phrase, {"count": len(posted)}, take_back))

    def take_down(self, reply_id: ReplyId, on: date) -> None:
        """Note on which day an answer was taken off the board.

        Raises:
            Refused: when it does not hang there, or before it was posted.
        """
        self._take_down(reply_id, on)

    def take_down_all(self, reply_ids: Iterable[ReplyId], on: date) -> None:
        """Note several answers as taken off the board, all or none.

        Raises:
            Refused: as ``take_down``.
        """
        with self._context.deed(*TOPICS):
            taken = [self._take_down(reply_id, on) for reply_id in reply_ids]
        take_back = partial(self._undo_all, taken)
        phrase = N_("{count} answers were taken off the board.")
        self._context.offer_undo(Undo(phrase, {"count": len(taken)}, take_back))

    def call_back(self, entry_id: EntryId, wish: NewCallBack) -> None:
        """Note a call-back, also one that reached nobody.

        Raises:
            Refused: as all moves.
        """
        step = Step(
            move=Move.CALL_BACK,
            person=wish.called_by,
            at=wish.at,
            told={"reached": wish.reached, "solved": wish.solved.value, "rating": wish.rating},
            call_back=wish,
        )
        phrase = N_("The author of {number} was called back.")
        self._take(entry_id, step, phrase, partial(self._keep_call, entry_id, wish))

    def _post(self, reply_id: ReplyId, on: date) -> tuple[EntryId, FeedbackEventId]:
        entry_id, matter, shown = self._shown(reply_id)
        step = Step(
            move=Move.POST,
            person=self._context.who(),
            at=_moment_on(on, matter),
            told={"reply": reply_id, "posted_on": on.isoformat()},
            on=on,
            shown=shown,
        )
        phrase = N_("The answer to {number} hangs on the board.")
        keep = partial(self._write_posted, reply_id, on)
        return entry_id, self._take(entry_id, step, phrase, keep)

    def _take_down(self, reply_id: ReplyId, on: date) -> tuple[EntryId, FeedbackEventId]:
        entry_id, matter, shown = self._shown(reply_id)
        step = Step(
            move=Move.TAKE_DOWN,
            person=self._context.who(),
            at=_moment_on(on, matter),
            told={"reply": reply_id, "taken_down_on": on.isoformat()},
            on=on,
            shown=shown,
        )
        phrase = N_("The answer to {number} was taken off the board.")
        keep = partial(self._write_taken_down, reply_id, on)
        return entry_id, self._take(entry_id, step, phrase, keep)

    def _reply(self, entry_id: EntryId, wish: NewReply, move: Move, phrase: str) -> ReplyId:
        step = Step(
            move=move,
            person=wish.replied_by,
            at=wish.at,
            told={"outcome": wish.outcome.value, "method": wish.method.value},
            reply=wish,
        )
        interim = move is Move.INTERIM
        self._take(entry_id, step, phrase, partial(self._keep_reply, entry_id, wish, interim))
        return store.of(entry_id)[-1].id

    def _keep_reply(
        self,
        entry_id: EntryId,
        wish: NewReply,
        interim: bool,
        event_id: FeedbackEventId,
        round_number: int,
    ) -> None:
        kept = replace(wish, referred_to=self._plain(entry_id, wish.referred_to))
        store.add(entry_id, event_id, kept, round_number=round_number, interim=interim)

    def _keep_call(
        self, entry_id: EntryId, wish: NewCallBack, event_id: FeedbackEventId, round_number: int
    ) -> None:
        kept = replace(wish, note=self._plain(entry_id, wish.note))
        store.add_call(entry_id, event_id, kept, round_number=round_number)

    def _write_posted(self, reply_id: ReplyId, on: date, *_event: int) -> None:
        store.set_posted(reply_id, on)

    def _write_taken_down(self, reply_id: ReplyId, on: date, *_event: int) -> None:
        store.set_taken_down(reply_id, on)

    def _shown(self, reply_id: ReplyId) -> tuple[EntryId, Matter, Reply]:
        entry_id = store.entry_of(reply_id)
        if entry_id is None:
            raise Refused([Problem("reply", N_("This answer is no longer there."))])
        matter = self._matter(entry_id)
        shown = next(each for each in matter.replies if each.id == reply_id)
        return entry_id, matter, shown

    def _take_effect_back(self, entry: Entry, event: Event) -> None:
        super()._take_effect_back(entry, event)
        reply_id = event.told.get("reply")
        if event.move is Move.POST:
            store.set_posted(_reply_id(reply_id), None)
        elif event.move is Move.TAKE_DOWN:
            store.set_taken_down(_reply_id(reply_id), None)


def _reply_id(told: object) -> ReplyId:
    if not isinstance(told, int):
        raise TypeError(told)
    return ReplyId(told)


def _moment_on(on: date, matter: Matter) -> datetime:
    """Return the moment of what is known by its day: its end, or now; after all that was done."""
    moment = min(matter.now, end_of(on))
    return moment if matter.earliest is None else max(matter.earliest, moment)
