"""What is done with an entry between its coming in and its answer, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import Pause, end_of, extension_limit
from stationdesk.domain.feedback.corrections import after_pause
from stationdesk.domain.feedback.matters import Step
from stationdesk.domain.feedback.moves import allowed_moves, closing_problems
from stationdesk.domain.feedback.states import Move
from stationdesk.i18n import N_
from stationdesk.services.feedback_desk.entries import Entries
from stationdesk.store.feedback import stored_minute

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.feedback.matters import Matter
    from stationdesk.domain.ids import EntryId
    from stationdesk.domain.problems import Problem


class Moves(Entries):
    """Each move is one event. ``at`` is when it happened, None for now.

    All of them raise ``Refused``: with one sentence naming the state where that does not allow
    the move, else naming every reason.
    """

    def moves_for(self, entry_id: EntryId) -> list[Move]:
        """Return what the entry's state allows now, the board only where an answer is meant."""
        matter = self._matter(entry_id)
        unfit = set()
        if all(each.posted_on for each in matter.replies):
            unfit.add(Move.POST)
        if not any(each.posted_on and not each.taken_down_on for each in matter.replies):
            unfit.add(Move.TAKE_DOWN)
        return [move for move in allowed_moves(matter.standing) if move not in unfit]

    def problems_of_closing(self, entry_id: EntryId) -> list[Problem]:
        """Return what must still be done before the entry can be closed; nothing when it can."""
        return closing_problems(self._matter(entry_id))

    def accept(self, entry_id: EntryId, person: str, at: datetime | None = None) -> None:
        """Let somebody answer for the entry (首接负责)."""
        step = Step(move=Move.ACCEPT, person=person, at=at or self._now_for(entry_id))
        self._take(entry_id, step, N_("{number} was accepted."))

    def assign(
        self, entry_id: EntryId, person: str, note: str = "", at: datetime | None = None
    ) -> None:
        """Pass the entry to somebody."""
        step = Step(
            move=Move.ASSIGN,
            person=person,
            at=at or self._now_for(entry_id),
            told={"note": self._plain(entry_id, note)},
        )
        phrase = N_("{number} was passed to {person}.")
        self._take(entry_id, step, phrase, values={"person": person.strip()})

    def start(self, entry_id: EntryId, person: str, at: datetime | None = None) -> None:
        """Note that somebody began to work on it."""
        step = Step(move=Move.START, person=person, at=at or self._now_for(entry_id))
        self._take(entry_id, step, N_("Work on {number} began."))

    def wait(self, entry_id: EntryId, reason: str, at: datetime | None = None) -> None:
        """Wait for what only the author can tell: the clock stands still; ``reason`` says why."""
        step = self._step(Move.WAIT, entry_id, at, reason=reason)
        self._take(entry_id, step, N_("{number} waits for its author."))

    def resume(self, entry_id: EntryId, note: str = "", at: datetime | None = None) -> None:
        """Go on after the author answered; the deadlines are put off by the days waited."""
        matter = self._matter(entry_id)
        moment = at or matter.now
        told = {"note": self._plain(entry_id, note), **self._resumed(matter, moment)}
        step = Step(move=Move.RESUME, person=self._context.who(), at=moment, told=told)
        self._take(entry_id, step, N_("{number} goes on."))

    def escalate(
        self, entry_id: EntryId, to: str, note: str = "", at: datetime | None = None
    ) -> None:
        """Pass the entry up (吹哨): the clock goes on, and an interim answer is owed."""
        office = self._plain(entry_id, to)
        step = Step(
            move=Move.ESCALATE,
            person=self._context.who(),
            at=at or self._now_for(entry_id),
            told={"to": office, "note": self._plain(entry_id, note)},
        )
        phrase = N_("{number} was passed up to {office}.")
        self._take(entry_id, step, phrase, values={"office": office})

    def come_back(self, entry_id: EntryId, note: str = "", at: datetime | None = None) -> None:
        """Note that the entry came back with what the street office said."""
        step = self._step(Move.COME_BACK, entry_id, at, note=note)
        self._take(entry_id, step, N_("{number} came back from the street office."))

    def extend(
        self, entry_id: EntryId, until: date, reason: str, person: str, at: datetime | None = None
    ) -> None:
        """Put the final deadline off to the end of a day; ``person`` agreed to it."""
        matter, work = self._matter(entry_id), self._work()
        due = end_of(until, work)
        step = Step(
            move=Move.EXTEND,
            person=person,
            at=at or matter.now,
            told={"reason": self._plain(entry_id, reason), "final_due_at": stored_minute(due)},
            reason=reason,
            due_at=due,
            latest=self._latest(matter),
        )
        phrase = N_("{number} is now due on {day}.")
        self._take(entry_id, step, phrase, values={"day": until})

    def close(self, entry_id: EntryId, person: str = "", at: datetime | None = None) -> None:
        """Close and file the entry; ``problems_of_closing`` tells beforehand what is missing."""
        who = person.strip() or self._context.who()
        step = Step(move=Move.CLOSE, person=who, at=at or self._now_for(entry_id))
        self._take(entry_id, step, N_("{number} was closed."))

    def reopen(self, entry_id: EntryId, reason: str, at: datetime | None = None) -> None:
        """Begin another round, with clocks of its own under the limits of that day."""
        matter = self._matter(entry_id)
        moment = at or matter.now
        limits = self._limits(matter.entry.kind, matter.entry.urgency, moment)
        step = Step(
            move=Move.REOPEN,
            person=self._context.who(),
            at=moment,
            told={"reason": self._plain(entry_id, reason), **limits},
            reason=reason,
        )
        self._take(entry_id, step, N_("{number} was reopened."))

    def void(self, entry_id: EntryId, reason: str, second: str) -> None:
        """Let an entry that was made by mistake count no more; ``second`` agrees to it."""
        step = Step(
            move=Move.VOID,
            person=self._context.who(),
            at=self._now_for(entry_id),
            told={"reason": self._plain(entry_id, reason), "second": second.strip()},
            reason=reason,
            second=second,
        )
        self._take(entry_id, step, N_("{number} was voided."))

    def _step(
        self,
        move: Move,
        entry_id: EntryId,
        at: datetime | None,
        *,
        reason: str = "",
        note: str = "",
    ) -> Step:
        told = (
            {"reason": self._plain(entry_id, reason)}
            if reason
            else {"note": self._plain(entry_id, note)}
        )
        moment = at or self._now_for(entry_id)
        return Step(move=move, person=self._context.who(), at=moment, told=told, reason=reason)

    def _resumed(self, matter: Matter, moment: datetime) -> dict[str, object]:
        """Return the due moments as they are once the author has answered."""
        standing = matter.standing
        if standing.waiting_since is None or moment < standing.waiting_since:
            return {}
        pause, work = Pause(standing.waiting_since, moment), self._work()
        held = {
            "first_due_at": (standing.held_first_due_at, standing.first_days),
            "final_due_at": (standing.held_final_due_at, standing.final_days),
        }
        moved = {
            name: after_pause(standing, due, days, pause, work)
            for name, (due, days) in held.items()
        }
        return {name: stored_minute(due) for name, due in moved.items() if due is not None}

    def _latest(self, matter: Matter) -> datetime | None:
        """Return the last moment to which the final deadline can be put off."""
        standing = matter.standing
        if standing.began_at is None:
            return None
        pauses = list(standing.pauses)
        if standing.waiting_since is not None:
            pauses.append(Pause(standing.waiting_since, matter.now))
        return extension_limit(standing.began_at, standing.final_days, self._work(), pauses)
