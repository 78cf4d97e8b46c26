"""The way of an entry of the demo's feedback book, from its acceptance to its closing."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Method
from stationdesk.domain.feedback.kinds import JUDGED_KINDS, FeedbackKind, Urgency
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.feedback.tasks import NewTask
from stationdesk.domain.feedback.wishes import NewGoodsWish

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.feedback_script import Concern, FeedbackScript
    from stationdesk.services.demo.feedback_staff import FeedbackStaff
    from stationdesk.services.feedback import Feedback

    Steps = Iterator[datetime]
    """Deeds with waits between them: each wait is the moment of the next deed."""

CALM_DAYS = 24
"""In the last days nothing is answered too late: the station applies for its tier."""
ON_BOARD_DAYS = 30
LONGER_DAYS = 14
QUICK_KINDS = (FeedbackKind.PRAISE, FeedbackKind.ENQUIRY)
EXTENDED_CHANCE, CALLED_CHANCE = 0.4, 0.35
LOOKS = 60
"""So many days a repair, or another answer, is waited for; none of the script takes as long."""


class FeedbackStory:
    """Tells entries to their end; a story goes on whenever its next moment has come."""

    def __init__(
        self,
        feedback: Feedback,
        script: FeedbackScript,
        staff: FeedbackStaff,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._feedback, self._script, self._staff = feedback, script, staff
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end

    def tell(self, entry_id: EntryId, concern: Concern) -> None:
        """Tell the story of an entry that was just made."""
        entry = self._feedback.entry(entry_id)
        if self._happens("voided") and not (entry.about_person or self._is_calm()):
            self.go_on(self._voided(entry))
        elif concern.kind in QUICK_KINDS or concern.danger or not concern.work:
            self.go_on(self._quick(entry, concern))
        else:
            self.go_on(self._worked_on(entry, concern))

    def tell_of_fault(self, entry_id: EntryId, is_mended: Callable[[], bool]) -> None:
        """Tell the story of an entry about something broken, until it is mended."""
        self.go_on(self._until_mended(self._feedback.entry(entry_id), is_mended))

    def tell_of_repeated(self, entry_id: EntryId) -> None:
        """Tell the author of a repetition that it is being dealt with; the master answers."""
        entry = self._feedback.entry(entry_id)
        by = self._staff.handler(entry)
        words = self._script.words["interim_repeated"]
        self._feedback.interim(entry_id, self._staff.interim(entry, by, words))

    def go_on(self, steps: Steps) -> None:
        """Go on with a story until it waits again."""
        moment = next(steps, None)
        if moment is not None:
            minute = 60 * moment.hour + moment.minute
            self._agenda.on(moment.date(), minute, partial(self.go_on, steps))

    def _voided(self, entry: Entry) -> Steps:
        yield self._staff.soon()
        second = self._staff.other_than(entry, self._clock.who)
        self._feedback.void(entry.id, self._script.words["voided"], second)

    def _quick(self, entry: Entry, concern: Concern) -> Steps:
        """Answer at once, or at the latest within the first-reply limit."""
        by = self._staff.handler(entry)
        self._feedback.accept(entry.id, by)
        at_once = entry.urgency is Urgency.DANGER or self._chance.random() < 0.6
        yield self._staff.soon() if at_once else self._first_moment(entry)
        yield from self._answered(entry, by, self._chance.choice(concern.answers))

    def _worked_on(self, entry: Entry, concern: Concern) -> Steps:
        by = self._staff.handler(entry)
        self._feedback.accept(entry.id, by)
        if self._happens("assigned"):
            yield self._staff.soon()
            by = self._staff.other_than(entry, by)
            self._feedback.assign(entry.id, by, self._chance.choice(self._script.words["assigned"]))
        first, final = self._first_moment(entry), self._final_moment(entry, concern)
        if first < final:
            yield first
            self._feedback.interim(entry.id, self._staff.interim(entry, by))
        if entry.reachable and self._happens("asked"):
            yield from self._asked_back(entry)
            entry = self._feedback.entry(entry.id)
            final = self._staff.some_time_before(_due(entry))
        finish = self._begin_work(entry, concern, by, final)
        if final > _due(entry) and concern.extended and not self._is_late(final, entry):
            yield self._staff.some_time_before(_due(entry))
            self._extend(entry, by)
        yield final
        finish()
        yield from self._answered(entry, by, self._chance.choice(concern.answers))

    def _asked_back(self, entry: Entry) -> Steps:
        """Ask the author for what is missing; the clock stands still until they answer."""
        self._feedback.wait(entry.id, self._script.words["waiting"])
        yield self._staff.on_day(self._chance.randint(1, 3))
        self._feedback.resume(entry.id, self._script.words["resumed"])

    def _until_mended(self, entry: Entry, is_mended: Callable[[], bool]) -> Steps:
        by = self._staff.handler(entry)
        self._feedback.accept(entry.id, by)
        self._feedback.start(entry.id, by)
        yield self._staff.soon()
        self._feedback.interim(entry.id, self._staff.interim(entry, by))
        extended = False
        for _look in range(LOOKS):
            yield self._staff.on_day(1)
            if is_mended():
                break
            due = self._feedback.entry(entry.id).final_due_at
            if due is not None and not extended and due - self._staff.now() < timedelta(days=2):
                self._extend(entry, by)
                extended = True
        yield from self._answered(entry, by, self._script.words["fault"])

    def _begin_work(
        self, entry: Entry, concern: Concern, by: str, final: datetime
    ) -> Callable[[], object]:
        """Begin what an entry takes, and return what ends it."""
        today = self._clock.day
        if concern.work == "street":
            office, words = self._script.words["office"], self._script.words
            self._feedback.escalate(entry.id, office, words["escalated"])
            return lambda: self._feedback.come_back(
                entry.id, self._chance.choice(words["returned"])
            )
        if self._feedback.entry(entry.id).state is EntryState.ACCEPTED:
            self._feedback.start(entry.id, by)
        if concern.work == "task":
            due_on = max(today, final.date())
            task = NewTask(title=concern.what, assigned_to=by, on=today, due_on=due_on)
            task_id = self._feedback.open_task(entry.id, task)
            done = self._chance.choice(self._script.words["task_done"])
            return lambda: self._feedback.finish_task(task_id, self._clock.day, by, done)
        wish = NewGoodsWish(on=today, goods=concern.what, quantity=self._chance.randint(1, 4))
        wish_id = self._feedback.ask_for_goods(entry.id, wish)
        came = self._script.words["goods_came"]
        return lambda: self._feedback.fulfil_wish(wish_id, self._clock.day, came)

    def _extend(self, entry: Entry, by: str) -> None:
        """Put the deadline off, unless it went by while the station was closed."""
        due = _due(self._feedback.entry(entry.id))
        if due <= self._staff.now():
            return
        until = due.date() + timedelta(days=LONGER_DAYS)
        reason = self._chance.choice(self._script.words["extended"])
        self._feedback.extend(entry.id, until, reason, self._staff.other_than(entry, by))

    def _answered(self, entry: Entry, by: str, words: str) -> Steps:
        """Answer an entry, then lead it to its end."""
        self._answer(entry, by, words)
        yield from self._to_the_end(entry, by)

    def _answer(self, entry: Entry, by: str, words: str) -> None:
        """Answer an entry and whatever repeats it; what repeats it goes its own way then."""
        self._feedback.reply(entry.id, self._staff.answer(entry, by, words))
        for repeat in self._feedback.answer_repeats(entry.id, Method.PHONE, by):
            self.go_on(self._to_the_end(self._feedback.entry(repeat), by))

    def _to_the_end(self, entry: Entry, by: str) -> Steps:
        """Post the answer or call the author back, as it takes, and close the entry."""
        if not entry.reachable:
            yield from self._posted(entry, by)
            return
        if entry.kind in JUDGED_KINDS or self._chance.random() < CALLED_CHANCE:
            yield from self._called_back(entry, by)
        elif self._chance.random() < 0.5:
            yield self._staff.on_day(1)
        yield from self._closed(entry, by)

    def _closed(self, entry: Entry, by: str) -> Steps:
        """Close an entry; one that repeats another waits while that one is reopened."""
        for _look in range(LOOKS):
            if entry.master_id is None or not self._feedback.problems_of_closing(entry.id):
                break
            yield self._staff.on_day(1)
        self._feedback.close(entry.id, by)

    def _posted(self, entry: Entry, by: str) -> Steps:
        yield self._staff.soon() if self._chance.random() < 0.5 else self._staff.on_day(1)
        reply = self._feedback.chain(entry.id).replies[-1]
        self._feedback.post_on_board(reply.id, self._clock.day)
        yield from self._closed(entry, by)
        yield self._staff.on_day(ON_BOARD_DAYS)
        self._feedback.take_down(reply.id, self._clock.day)

    def _called_back(self, entry: Entry, by: str) -> Steps:
        caller = self._staff.other_than(entry, by)
        for _try in range(3):
            yield self._staff.on_day(self._chance.randint(1, 2))
            if not self._happens("unreached"):
                break
            self._feedback.call_back(entry.id, self._staff.unreached(caller))
        else:
            return
        poor = self._happens("poor") and not self._is_calm()
        self._feedback.call_back(entry.id, self._staff.reached(caller, poor=poor))
        if poor and self._happens("reopened"):
            yield from self._once_more(entry, by, caller)
        elif poor:
            yield self._staff.on_day(self._chance.randint(1, 3))
            replies = self._feedback.chain(entry.id).replies
            third = self._staff.other_than(entry, caller, *(each.replied_by for each in replies))
            self._feedback.call_back(entry.id, self._staff.reached(third, poor=False))

    def _once_more(self, entry: Entry, by: str, caller: str) -> Steps:
        """Open another round: somebody else answers, and the author is asked again."""
        reason = self._chance.choice(self._script.words["reopened"])
        self._feedback.reopen(entry.id, reason)
        other = self._staff.other_than(entry, by, caller)
        self._feedback.accept(entry.id, other)
        yield self._staff.some_time_before(_first_due(self._feedback.entry(entry.id)))
        self._answer(entry, other, self._chance.choice(self._script.words["again"]))
        yield self._staff.on_day(1)
        self._feedback.call_back(entry.id, self._staff.reached(caller, poor=False))

    def _first_moment(self, entry: Entry) -> datetime:
        due = _first_due(entry)
        if self._happens("late_first") and not self._is_calm():
            return self._staff.some_days_after(due)
        return self._staff.some_time_before(due)

    def _final_moment(self, entry: Entry, concern: Concern) -> datetime:
        """Draw when the answer is ready; one that needs more time is extended before."""
        due = _due(entry)
        if concern.extended and self._chance.random() < EXTENDED_CHANCE:
            return self._staff.on_day((due.date() - self._clock.day).days + LONGER_DAYS // 2)
        if self._happens("late_final") and not self._is_calm():
            return self._staff.some_days_after(due)
        return self._staff.some_time_before(due)

    def _is_late(self, final: datetime, entry: Entry) -> bool:
        """Tell whether an answer simply comes too late; an extension puts it off by longer."""
        return (final.date() - _due(entry).date()).days < LONGER_DAYS // 2

    def _is_calm(self) -> bool:
        return (self._end - self._clock.day).days <= CALM_DAYS

    def _happens(self, what: str) -> bool:
        return self._chance.random() < self._script.odds[what]


def _due(entry: Entry) -> datetime:
    if entry.final_due_at is None:
        raise LookupError(entry.number)
    return entry.final_due_at


def _first_due(entry: Entry) -> datetime:
    if entry.first_due_at is None:
        raise LookupError(entry.number)
    return entry.first_due_at
