"""The book itself: what was said is entered, read again, and corrected where it was miswritten."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.chains import Chain
from stationdesk.domain.feedback.corrections import (
    changed_facts,
    nearer_limits,
    restored,
    wish_of,
)
from stationdesk.domain.feedback.entry_rules import (
    HANDWRITTEN,
    body_of,
    entry_problems,
    without_author,
)
from stationdesk.domain.feedback.matters import Step
from stationdesk.domain.feedback.moves import step_problems
from stationdesk.domain.feedback.numbers import (
    ENTRY_PREFIX,
    PAGE_PREFIX,
    number_after,
    number_start,
)
from stationdesk.domain.feedback.replay import Standing
from stationdesk.domain.feedback.states import OPEN_STATES, Move
from stationdesk.domain.phones import plain_phone
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import ENTITY, TOPICS, BookDesk
from stationdesk.services.feedback_desk.entry_words import entry_words
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import feedback as store
from stationdesk.store import feedback_duplicates, feedback_events, feedback_replies

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set
    from datetime import date, datetime

    from stationdesk.domain.feedback.chains import Link, Page
    from stationdesk.domain.feedback.entries import Entry, Event, NewEntry
    from stationdesk.domain.feedback.kinds import Channel
    from stationdesk.domain.feedback.matters import Matter
    from stationdesk.domain.ids import EntryId, FeedbackEventId, FeedbackPageId, ImportId

PAGE_ENTITY = "feedback_page"


class Entries(BookDesk):
    """Entries and pages of the book."""

    def register(self, wish: NewEntry) -> EntryId:
        """Enter what somebody said; twice with one key, once.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(*TOPICS):
            known = store.find_by_key(wish.request_key)
            if known is not None:
                return known
            entry_id = self.keep_entry(wish)
        values = {"number": self.entry(entry_id).number}
        take_back = partial(self.undo, entry_id, self._last_event(entry_id))
        self._context.offer_undo(Undo(N_("{number} was entered."), values, take_back))
        return entry_id

    def register_page(
        self, channel: Channel, on: date, entries: Sequence[NewEntry], note: str = ""
    ) -> FeedbackPageId:
        """Enter everything that stands on one page or note; all of it, or nothing.

        ``channel`` holds for all its entries. The photo of the page is kept with the page.

        Raises:
            Refused: naming every reason; ``about`` begins with the entry's place on the page,
                from 0: ``1.body``.
        """
        refuse_if_any(self._page_problems(entries))
        with self._context.deed(*TOPICS):
            known = store.find_by_key(entries[0].request_key)
            if known is not None and (page_id := self.entry(known).page_id) is not None:
                return page_id
            page_id = self._keep_page(channel, on, note)
            kept = [
                self.keep_entry(replace(wish, channel=channel, page_id=page_id)) for wish in entries
            ]
        numbers = "、".join(self.entry(each).number for each in kept)
        events = [(each, self._last_event(each)) for each in kept]
        take_back = partial(self._undo_all, events)
        self._context.offer_undo(Undo(N_("{number} was entered."), {"number": numbers}, take_back))
        return page_id

    def keep_entry(
        self,
        wish: NewEntry,
        import_id: ImportId | None = None,
        told: Mapping[str, object] = MappingProxyType({}),
    ) -> EntryId:
        """Enter what somebody said as a part of another deed; offers no undo of its own.

        ``told`` is what its first event tells besides the limits.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(entry_problems(wish, self._this_minute()))
        with self._context.deed(*TOPICS):
            body = body_of(wish, _(HANDWRITTEN))
            entry_id = store.add(
                wish,
                body=body,
                number=_next(ENTRY_PREFIX, wish.said_at, store.newest_entry_number),
                search_words=entry_words(body, wish.place),
                standing=Standing(),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
                import_id=import_id,
            )
            step = Step(
                move=Move.REGISTER,
                person=self._context.who(),
                at=wish.said_at,
                told={**told, **self._limits(wish.kind, wish.urgency, wish.said_at)},
            )
            self._keep_event(self._matter(entry_id), step)
        return entry_id

    def entries(self, first: date, last: date) -> list[Entry]:
        """Return the entries made on the days from ``first`` to ``last``, the oldest first."""
        return store.entries_between(first, last)

    def open_entries(self) -> list[Entry]:
        """Return the entries that are neither closed nor void, the first due first."""
        return store.open_entries()

    def page(self, page_id: FeedbackPageId) -> Page:
        """Return one page.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.page(page_id)
        if found is None:
            raise Refused([Problem("page", N_("There is no such page in the book."))])
        return found

    def entries_of_page(self, page_id: FeedbackPageId) -> list[Entry]:
        """Return what stands on one page, in its order."""
        return store.of_page(page_id)

    def chain(self, entry_id: EntryId) -> Chain:
        """Return an entry with its moves, answers, call-backs and what hangs on it.

        Raises:
            Refused: where there is none of that id.
        """
        entry = self.entry(entry_id)
        return Chain(
            entry=entry,
            events=tuple(feedback_events.of(entry_id)),
            replies=feedback_replies.of(entry_id),
            call_backs=feedback_replies.calls_of(entry_id),
            links=self._links_of(entry),
            duplicates=feedback_duplicates.repeats_of(entry_id),
            master=None if entry.master_id is None else self.entry(entry.master_id),
            page=None if entry.page_id is None else self.page(entry.page_id),
        )

    def correct(
        self,
        entry_id: EntryId,
        wish: NewEntry,
        version: int,
        *,
        forget_author: bool = False,
    ) -> None:
        """Write the facts of an entry anew where they were miswritten.

        When it was said, its page and its number remain. Another kind or urgency may bring the
        deadlines nearer, never put them off. The author is never shown whole again: an empty name
        or phone leaves what is kept, only ``forget_author`` takes both out.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        entry = self.entry(entry_id)
        refuse_if_changed(ENTITY, entry.uid, seen=version, stored=entry.version)
        wish = replace(wish, said_at=entry.said_at, handwritten=entry.handwritten)
        refuse_if_any(entry_problems(wish, self._this_minute()))
        author = store.author(entry_id)
        other = ("", "") if forget_author else _author_of(wish, author)
        before, after = changed_facts(entry, wish, body_of(wish, _(HANDWRITTEN)))
        if not after and author == other:
            return
        with self._context.deed(*TOPICS):
            matter = self._matter(entry_id)
            told = {
                "before": _without_authors(before, author, other),
                "after": _without_authors(after, author, other),
                "author": author != other,
            }
            step = self._correction(matter, wish, told, after.keys())
            refuse_if_any(step_problems(matter, step))
            self._write_facts(entry_id, wish)
            store.set_author(entry_id, *other)
            event_id = self._keep_event(matter, step)
        take_back = partial(self._uncorrect, entry, event_id, author)
        values = {"number": entry.number}
        self._context.offer_undo(Undo(N_("{number} was corrected."), values, take_back))

    def unmask(self, entry_id: EntryId, reason: str) -> tuple[str, str]:
        """Return the author's whole name and phone; who asked why is noted.

        Raises:
            Refused: without a reason, or when nobody is known, or no longer.
        """
        entry = self.entry(entry_id)
        if entry.erased_on is not None:
            phrase = N_("The author's data was erased on {day}.")
            raise Refused([Problem("author", phrase, {"day": entry.erased_on})])
        if not entry.author_shown and not entry.tail:
            raise Refused([Problem("author", N_("The author left no name and no phone."))])
        if not reason.strip():
            phrase = N_("Write why the name and number must be seen.")
            raise Refused([Problem("reason", phrase)])
        with self._context.deed():
            told = {"number": entry.number, "reason": self._plain(entry_id, reason)}
            self._context.note(ENTITY, entry.uid, "unmask", after=told)
        return store.author(entry_id)

    def _links_of(self, _entry: Entry) -> tuple[Link, ...]:
        """Return what was begun because of an entry; the part that begins it tells."""
        return ()

    def _take_effect_back(self, entry: Entry, event: Event) -> None:
        super()._take_effect_back(entry, event)
        if event.move is Move.CORRECT:
            self._write_facts(entry.id, restored(wish_of(entry), event.told))

    def _correction(
        self,
        matter: Matter,
        wish: NewEntry,
        told: dict[str, object],
        changed: Set[str],
    ) -> Step:
        if matter.standing.state in OPEN_STATES and {"kind", "urgency"} & changed:
            limits = self._limits(wish.kind, wish.urgency, matter.now)
            told = told | nearer_limits(matter.standing, limits, matter.now, self._work())
        return Step(
            move=Move.CORRECT,
            person=self._context.who(),
            at=matter.now,
            told=told,
            about_person=wish.about_person,
            kind=wish.kind,
        )

    def _write_facts(self, entry_id: EntryId, wish: NewEntry) -> None:
        body = body_of(wish, _(HANDWRITTEN))
        store.correct(entry_id, wish, body=body, search_words=entry_words(body, wish.place))

    def _uncorrect(self, before: Entry, event_id: FeedbackEventId, author: tuple[str, str]) -> None:
        """Take a correction back, and with it who was named before; it is kept nowhere else."""
        with self._context.deed(*TOPICS):
            self.undo(before.id, event_id)
            if self.entry(before.id).erased_on is None:
                self._write_facts(before.id, wish_of(before))
                store.set_author(before.id, *author)

    def _page_problems(self, entries: Sequence[NewEntry]) -> list[Problem]:
        if not entries:
            return [Problem("entries", N_("Write at least one entry of the page."))]
        now = self._this_minute()
        return [
            Problem(f"{place}.{each.about}", each.phrase, each.values)
            for place, wish in enumerate(entries)
            for each in entry_problems(wish, now)
        ]

    def _keep_page(self, channel: Channel, on: date, note: str) -> FeedbackPageId:
        number = _next(PAGE_PREFIX, on, store.newest_page_number)
        page_id, uid = store.add_page(
            channel,
            on,
            note,
            number=number,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._context.note(PAGE_ENTITY, uid, "register", after={"number": number, "on": on})
        return page_id

    def _last_event(self, entry_id: EntryId) -> FeedbackEventId:
        return feedback_events.of(entry_id)[-1].id


def _without_authors(facts: Mapping[str, object], *authors: tuple[str, str]) -> dict[str, object]:
    """Return facts as an event may tell them: it outlasts the author's name and phone."""
    told = dict(facts)
    for author in authors:
        told = {name: without_author(str(each), *author) for name, each in told.items()}
    return told


def _author_of(wish: NewEntry, known: tuple[str, str]) -> tuple[str, str]:
    name, phone = known
    return wish.author_name.strip() or name, plain_phone(wish.author_phone) or phone


def _next(prefix: str, on: date | datetime, newest: Callable[[str], str | None]) -> str:
    return number_after(newest(number_start(prefix, on.year)), prefix, on.year)
