"""What the demo's last day shows in the feedback book, prepared in the days before."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.feedback.tasks import NewTask
from stationdesk.domain.feedback.wishes import NewGoodsWish
from stationdesk.services.demo.lending_script import Person
from stationdesk.services.demo.visitors_words import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId, TaskId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.feedback_script import FeedbackScript
    from stationdesk.services.demo.feedback_staff import FeedbackStaff
    from stationdesk.services.demo.visitors_words import VisitorsWords
    from stationdesk.services.feedback import Feedback

SAID_MINUTE = 10 * 60
MINUTES = 25
"""From one step of an entry to the next."""
TASK_DAYS = 10


class FeedbackEnding:
    """Plans what the script tells of the end; a story that is too short leaves it out."""

    def __init__(
        self,
        feedback: Feedback,
        script: FeedbackScript,
        words: VisitorsWords,
        staff: FeedbackStaff,
        agenda: Agenda,
        clock: Clock,
        end: date,
    ) -> None:
        self._feedback, self._script, self._words, self._staff = feedback, script, words, staff
        self._agenda, self._clock, self._end = agenda, clock, end

    def plan(self) -> None:
        """Put everything on the agenda."""
        for told in self._script.ending:
            day = self._end - timedelta(days=told["days"])
            if day > self._clock.day:
                self._agenda.on(day, SAID_MINUTE, partial(self._say, told))

    def _say(self, told: Mapping[str, Any]) -> None:
        author = Person(**told["person"]) if "person" in told else NOBODY
        entry_id = self._feedback.register(
            self._words.said(
                FeedbackKind(told["kind"]),
                told["text"],
                Channel(told["channel"]),
                told["group"],
                author,
                place=told["place"],
            )
        )
        leave = {
            "received": self._leave_received,
            "accepted": self._leave_accepted,
            "task": self._leave_task,
            "ready": self._leave_ready,
            "goods": self._leave_goods,
            "street": self._leave_street,
            "author": self._leave_waiting,
            "answered": self._leave_answered,
            "unposted": self._leave_answered,
        }[told["until"]]
        later = self._clock.minute + MINUTES
        self._agenda.on(self._clock.day, later, partial(leave, told, entry_id))

    def _leave_received(self, _told: Mapping[str, Any], _entry_id: EntryId) -> None:
        """Leave the entry as it came in."""

    def _leave_accepted(self, _told: Mapping[str, Any], entry_id: EntryId) -> None:
        self._taken_up(entry_id)

    def _leave_task(self, told: Mapping[str, Any], entry_id: EntryId) -> TaskId:
        by = self._told_so_far(entry_id)
        due_on = self._clock.day + timedelta(days=TASK_DAYS)
        task = NewTask(title=told["what"], assigned_to=by, on=self._clock.day, due_on=due_on)
        return self._feedback.open_task(entry_id, task)

    def _leave_ready(self, told: Mapping[str, Any], entry_id: EntryId) -> None:
        """Have all done that the entry began; only the answer is missing."""
        task_id = self._leave_task(told, entry_id)
        done = self._script.words["task_done"][0]
        deed = partial(self._finish, task_id, done)
        self._agenda.on(self._clock.day + timedelta(days=1), SAID_MINUTE, deed)

    def _leave_goods(self, told: Mapping[str, Any], entry_id: EntryId) -> None:
        self._told_so_far(entry_id)
        wish = NewGoodsWish(on=self._clock.day, goods=told["what"])
        self._feedback.ask_for_goods(entry_id, wish)

    def _leave_street(self, _told: Mapping[str, Any], entry_id: EntryId) -> None:
        words = self._script.words
        self._told_so_far(entry_id, words["interim_street"])
        self._feedback.escalate(entry_id, words["office"], words["escalated"])

    def _leave_waiting(self, _told: Mapping[str, Any], entry_id: EntryId) -> None:
        self._told_so_far(entry_id)
        self._feedback.wait(entry_id, self._script.words["waiting"])

    def _leave_answered(self, told: Mapping[str, Any], entry_id: EntryId) -> None:
        """Answer; who can be reached is still to be called back, for others it is to be posted."""
        entry = self._taken_up(entry_id)
        reply = self._staff.answer(entry, entry.handler, told["answer"])
        self._feedback.reply(entry_id, reply)

    def _taken_up(self, entry_id: EntryId) -> Entry:
        by = self._staff.handler(self._feedback.entry(entry_id))
        self._feedback.accept(entry_id, by)
        return self._feedback.entry(entry_id)

    def _told_so_far(self, entry_id: EntryId, words: str = "") -> str:
        """Have somebody take the entry up and tell how far it is; return who that is."""
        entry = self._taken_up(entry_id)
        self._feedback.interim(entry_id, self._staff.interim(entry, entry.handler, words))
        return entry.handler

    def _finish(self, task_id: TaskId, result: str) -> None:
        by = self._feedback.task(task_id).assigned_to
        self._feedback.finish_task(task_id, self._clock.day, by, result)
