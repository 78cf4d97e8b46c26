"""Handover notes: what one shift tells the next one (交接班)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS, RosterDesk
from stationdesk.store import handover as store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.ids import HandoverNoteId
    from stationdesk.domain.roster.handover import HandoverNote, NewHandoverNote

NOTE = "handover_note"
LONGEST_NOTE = 1000
LONGEST_NAME = 60


class Handover(RosterDesk):
    """A note is said, taken over by the next shift, and done when nothing is left of it."""

    def notes(self, day: date | None = None) -> list[HandoverNote]:
        """Return the notes said on a day; without one those of which something is left."""
        return store.open_notes() if day is None else store.notes_on(day)

    def note(self, note_id: HandoverNoteId) -> HandoverNote:
        """Return one note.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.note(note_id)
        if found is None:
            raise Refused([Problem("note", N_("There is no such handover note."))])
        return found

    def add_note(self, wish: NewHandoverNote) -> HandoverNoteId:
        """Tell the next shift something; twice with one key is once.

        Raises:
            Refused: naming every reason.
        """
        known = store.find_by_key(wish.request_key) if wish.request_key else None
        if known is not None:
            return known
        refuse_if_any(_note_problems(wish))
        with self._context.deed(*TOPICS):
            note_id = store.add(
                wish,
                said_at=self._this_minute(),
                said_by=wish.said_by.strip() or self._context.who(),
                business_date=self._context.today(),
                request_key=wish.request_key or new_uid(),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._note_notes([note_id], "add")
        self._offer_note(N_("A note was handed over."), partial(self._void_note, note_id))
        return note_id

    def take_over(self, ids: Iterable[HandoverNoteId], by: str = "") -> None:
        """Note that the next shift has read notes; those taken over already stay as they are."""
        fresh = [each.id for each in store.notes_of(ids) if each.taken_at is None]
        if fresh:
            moment = self._this_minute().isoformat(timespec="minutes")
            self._set_taken(fresh, moment, by.strip() or self._context.who(), "take over")
            take_back = partial(self._set_taken, fresh, None, "", "not taken over")
            self._offer_note(N_("Handover notes were taken over."), take_back)

    def finish_note(self, note_id: HandoverNoteId, by: str = "") -> None:
        """Note that nothing is left of a note; it counts as taken over then.

        Raises:
            Refused: when it is done already.
        """
        note = self.note(note_id)
        if note.done_at is not None:
            raise Refused([Problem("note", N_("This handover note is done already."))])
        who = by.strip() or self._context.who()
        with self._context.deed(*TOPICS):
            moment = self._this_minute().isoformat(timespec="minutes")
            if note.taken_at is None:
                store.set_taken([note_id], moment, who)
            store.set_done(note_id, moment, who)
            self._note_notes([note_id], "finish")
        self._offer_note(N_("A handover note is done."), partial(self._take_up, note))

    def _void_note(self, note_id: HandoverNoteId) -> None:
        """Take a note back that nobody has read yet.

        Raises:
            Refused: when it was taken over since.
        """
        if self.note(note_id).taken_at is not None:
            raise Refused([Problem("note", N_("This note was taken over already."))])
        with self._context.deed(*TOPICS):
            self._note_notes([note_id], "take back")
            store.set_voided(note_id, self._context.recorded_at(), self._context.who())

    def _take_up(self, before: HandoverNote) -> None:
        with self._context.deed(*TOPICS):
            store.set_done(before.id, None, "")
            if before.taken_at is None:
                store.set_taken([before.id], None, "")
            self._note_notes([before.id], "take up")

    def _set_taken(
        self, ids: Sequence[HandoverNoteId], at: str | None, by: str, action: str
    ) -> None:
        with self._context.deed(*TOPICS):
            store.set_taken(ids, at, by)
            self._note_notes(ids, action)

    def _note_notes(self, ids: Sequence[HandoverNoteId], action: str) -> None:
        """Write the audit lines; what a note says stays out of them, it may name somebody."""
        for note in store.notes_of(ids):
            self._context.note(NOTE, note.uid, action)

    def _offer_note(self, phrase: str, take_back: Callable[[], object]) -> None:
        self._offer(phrase, {}, take_back)


def _note_problems(wish: NewHandoverNote) -> Iterator[Problem]:
    if not says_something(wish.body):
        yield Problem("body", N_("Write what the next shift should know."))
    if len(wish.body.strip()) > LONGEST_NOTE:
        phrase = N_("A note has at most {most} characters.")
        yield Problem("body", phrase, {"most": LONGEST_NOTE})
    if len(wish.said_by.strip()) > LONGEST_NAME:
        phrase = N_("A name has at most {most} characters.")
        yield Problem("said_by", phrase, {"most": LONGEST_NAME})
