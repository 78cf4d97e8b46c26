"""What all deeds at the feedback book share: one entry looked at whole, and one way to move it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import due_at
from stationdesk.domain.feedback.entry_rules import without_author
from stationdesk.domain.feedback.matters import Master, Matter, Step
from stationdesk.domain.feedback.moves import step_problems, undo_problems
from stationdesk.domain.feedback.policies import policy_for
from stationdesk.domain.feedback.replay import replay
from stationdesk.domain.feedback.states import Move
from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.working_calendar import WorkingCalendar
from stationdesk.store import feedback as store
from stationdesk.store import feedback_duplicates, feedback_events, feedback_replies, policies

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from stationdesk.domain.feedback.entries import Entry, Event
    from stationdesk.domain.feedback.kinds import FeedbackKind, Urgency
    from stationdesk.domain.ids import EntryId, FeedbackEventId
    from stationdesk.domain.working_days import WorkTime
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.context import Context
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts

TOPICS = (Topic.FEEDBACK, Topic.TIERS)
ENTITY = "feedback_entry"
"""The name under which an entry stands in the audit trail, and its photos are kept."""


class BookDesk:
    """A part of the feedback book's deeds; ``Feedback`` is made of all of them."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        inventory: Inventory,
        amenities: Amenities,
    ) -> None:
        self._context = context
        self._station = station
        self._inventory = inventory
        self._amenities = amenities
        self._calendar = WorkingCalendar(context, station)

    def entry(self, entry_id: EntryId) -> Entry:
        """Return one entry, whatever its state.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.entry(entry_id)
        if found is None:
            raise Refused([Problem("entry", N_("There is no such entry in the book."))])
        return found

    def undo(self, entry_id: EntryId, event_id: FeedbackEventId | None = None) -> None:
        """Take the last thing done with an entry back; it stays in the record as taken back.

        ``event_id`` names what is meant, None whichever was the last.

        Raises:
            Refused: when something else was done since, or nothing is left.
        """
        with self._context.deed(*TOPICS):
            matter = self._matter(entry_id)
            refuse_if_any(undo_problems(matter, event_id))
            last = matter.standing.last
            if last is None:
                return
            self._take_effect_back(matter.entry, last)
            feedback_events.add(
                entry_id,
                Move.UNDO,
                round_number=last.round_number,
                at=matter.now,
                person=self._context.who(),
                told={"move": last.move.value},
                undoes=last.id,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._write_standing(entry_id)
            self._note(matter.entry, Move.UNDO, {"taken_back": last.move.value})

    def _undo_all(self, events: Sequence[tuple[EntryId, FeedbackEventId]]) -> None:
        with self._context.deed(*TOPICS):
            for entry_id, event_id in reversed(events):
                self.undo(entry_id, event_id)

    def _take(
        self,
        entry_id: EntryId,
        step: Step,
        phrase: str,
        keep: Callable[[FeedbackEventId, int], object] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> FeedbackEventId:
        """Make one move: the only way in which an entry that is in the book changes its state.

        ``keep`` writes down what belongs to the event; it is given the event and its round.

        Raises:
            Refused: naming the state that does not allow it, or every reason against it.
        """
        with self._context.deed(*TOPICS):
            matter = self._matter(entry_id)
            refuse_if_any(step_problems(matter, step))
            event_id = self._keep_event(matter, step)
            if keep is not None:
                keep(event_id, matter.standing.round_number)
        told = {"number": matter.number, **(values or {})}
        self._context.offer_undo(Undo(phrase, told, partial(self.undo, entry_id, event_id)))
        return event_id

    def _keep_event(self, matter: Matter, step: Step) -> FeedbackEventId:
        number = matter.standing.round_number + (step.move is Move.REOPEN)
        event_id = feedback_events.add(
            matter.entry.id,
            step.move,
            round_number=number,
            at=step.at,
            person=step.person,
            told=step.told,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._write_standing(matter.entry.id)
        self._note(matter.entry, step.move, {"person": step.person.strip(), "at": step.at})
        return event_id

    def _write_standing(self, entry_id: EntryId) -> None:
        store.set_standing(entry_id, replay(feedback_events.of(entry_id)))

    def _take_effect_back(self, entry: Entry, event: Event) -> None:
        """Undo what an event did besides the state; parts of the desk add what is theirs."""

    def _matter(self, entry_id: EntryId) -> Matter:
        """Return an entry with all that the rules ask about it, as it stands now.

        A clock that was set back never makes what was done seem to lie in the future.
        """
        entry = self.entry(entry_id)
        standing = replay(feedback_events.of(entry_id))
        now, last = self._this_minute(), standing.last
        return Matter(
            entry=entry,
            standing=standing,
            replies=feedback_replies.of(entry_id),
            call_backs=feedback_replies.calls_of(entry_id),
            now=now if last is None else max(now, last.happened_at),
            who=self._context.who(),
            master=self._master_of(entry),
            repeated_by=feedback_duplicates.repeats_of(entry_id),
        )

    def _master_of(self, entry: Entry) -> Master | None:
        if entry.master_id is None:
            return None
        master = self.entry(entry.master_id)
        replies = feedback_replies.of(master.id)
        answered = any(
            not each.interim and each.round_number == master.round_number for each in replies
        )
        return Master(number=master.number, answered=answered)

    def _now_for(self, entry_id: EntryId) -> datetime:
        """Return the moment of a move that nobody dated: now, and after all that was done."""
        return self._matter(entry_id).now

    def _this_minute(self) -> datetime:
        """Return the local minute; the end of the business day where a run fixed another day."""
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)

    def _plain(self, entry_id: EntryId, text: str) -> str:
        """Return a reason or a note as it may be kept beside an entry: it tells no author."""
        return without_author(text, *store.author(entry_id))

    def _work(self) -> WorkTime:
        return self._calendar.work_time()

    def _limits(self, kind: FeedbackKind, urgency: Urgency, start: datetime) -> dict[str, object]:
        """Return what an event that starts the clocks tells: the policy's days and due moments."""
        policy = policy_for(kind, urgency, start.date(), policies.policies())
        work = self._work()
        return {
            "kind": kind.value,
            "urgency": urgency.value,
            "policy_from": policy.valid_from.isoformat(),
            "first_days": policy.first_days,
            "final_days": policy.final_days,
            "first_due_at": store.stored_minute(due_at(start, policy.first_days, work)),
            "final_due_at": store.stored_minute(due_at(start, policy.final_days, work)),
        }

    def _note(self, entry: Entry, move: Move, after: Mapping[str, object]) -> None:
        """Write the audit line of a move; nothing in it tells who the author is."""
        told = {"number": entry.number, **after}
        self._context.note(ENTITY, entry.uid, move.value, after=told)
