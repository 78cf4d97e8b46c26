"""Hand-kept registers of what visitors said: brought in as history, and taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.history import (
    WORDS_NOT_WRITTEN,
    answer_moment,
    call_back_of,
    history_problems,
    is_to_be_erased,
    reply_of,
    without_contact,
)
from stationdesk.domain.feedback.replay import live_events
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.i18n import N_, _
from stationdesk.services.feedback_desk.desk import TOPICS
from stationdesk.services.feedback_desk.replies import Replies
from stationdesk.store import feedback as store
from stationdesk.store import feedback_events, feedback_history, feedback_replies
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from stationdesk.domain.feedback.history import HistoricEntry
    from stationdesk.domain.ids import EntryId, FeedbackEventId, ImportId

IMPORTED = "imported"
"""Told by every event that a register, and no deed at the desk, is the source of."""


class History(Replies):
    """What a register tells of has happened; it asks for nobody's permission.

    The events are those that any entry has, so that the book replays alike.
    """

    def bring_in_entry(self, wish: HistoricEntry, import_id: ImportId) -> EntryId:
        """Keep a line of a hand-kept register; call it inside the deed of the import.

        What was closed longer ago than authors may be known comes in without its author.

        Raises:
            Refused: naming every reason.
        """
        now = self._this_minute()
        refuse_if_any(history_problems(wish, now))
        erased = self._is_to_be_erased(wish)
        kept = without_contact(wish) if erased else wish
        with self._context.deed(*TOPICS):
            told = {IMPORTED: True, "note": _note(kept)}
            entry_id = self.keep_entry(kept.entry, import_id, told)
            if (at := answer_moment(kept, now)) is not None:
                self._answer_history(entry_id, kept, at)
            if erased:
                feedback_history.mark_erased(entry_id, self._context.today())
        return entry_id

    def this_minute(self) -> datetime:
        """Return the local minute up to which something can have happened."""
        return self._this_minute()

    def entry_numbers(self) -> Mapping[str, date]:
        """Return the numbers of all entries that are not void, with their days."""
        return feedback_history.numbers()

    def undo_imported(self, import_id: ImportId) -> None:
        """Let the entries of one import count no more, and erase who made them.

        Those that somebody voided since are taken out with the others, so that undoing the
        voiding cannot bring them back.

        Raises:
            Refused: naming the entries that were gone on with since.
        """
        brought = feedback_history.of_import(import_id)
        entries = [each for each in brought if each.state is not EntryState.VOID]
        if gone_on := [each.number for each in entries if self._was_gone_on_with(each.id)]:
            phrase = N_("{numbers} of this register were gone on with since; it stays.")
            raise Refused([Problem("import", phrase, {"numbers": "、".join(gone_on)})])
        with self._context.deed(*TOPICS):
            for entry in reversed(brought):
                for _event in live_events(feedback_events.of(entry.id)):
                    self.undo(entry.id)
            for entry in brought:
                store.set_author(entry.id, "", "")

    def _answer_history(self, entry_id: EntryId, wish: HistoricEntry, at: datetime) -> None:
        reply, call = reply_of(wish, at, _(WORDS_NOT_WRITTEN)), call_back_of(wish, at)
        told: dict[str, object] = {"outcome": reply.outcome.value, "method": reply.method.value}
        if wish.answered_on is not None and wish.answered_on != at.date():
            told["note"] = _("The register says {day}.").format(day=wish.answered_on)
        event_id = self._add_event(entry_id, Move.REPLY, wish.handler, at, told)
        feedback_replies.add(entry_id, event_id, reply, round_number=1, interim=False)
        if call is not None:
            told = {"reached": call.reached, "solved": call.solved.value, "rating": call.rating}
            event_id = self._add_event(entry_id, Move.CALL_BACK, wish.handler, at, told)
            feedback_replies.add_call(entry_id, event_id, call, round_number=1)
        if wish.settled:
            self._add_event(entry_id, Move.CLOSE, wish.handler, at, {})
        self._write_standing(entry_id)

    def _add_event(
        self,
        entry_id: EntryId,
        move: Move,
        person: str,
        at: datetime,
        told: Mapping[str, object],
    ) -> FeedbackEventId:
        return feedback_events.add(
            entry_id,
            move,
            round_number=1,
            at=at,
            person=person,
            told={**told, IMPORTED: True},
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _is_to_be_erased(self, wish: HistoricEntry) -> bool:
        days = settings_from(choices.stored()).feedback_retention_days
        return is_to_be_erased(wish, days, self._context.today())

    def _was_gone_on_with(self, entry_id: EntryId) -> bool:
        events = live_events(feedback_events.of(entry_id))
        return any(IMPORTED not in event.told for event in events)


def _note(wish: HistoricEntry) -> str:
    """Return what the register says besides; of an open entry, who has it and how far it is."""
    is_open = wish.answered_on is None
    handler = _("In hand: {person}").format(person=wish.handler) if wish.handler else ""
    told = (handler, wish.answer) if is_open else ()
    return "; ".join(each for each in (*told, wish.note) if each)
