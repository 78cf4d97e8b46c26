"""Tasks: what somebody is to do, for an entry of the book or by itself."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.numbers import number_after, number_start
from stationdesk.domain.feedback.tasks import (
    TASK_PREFIX,
    dropping_problems,
    finishing_problems,
    task_problems,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import BookDesk
from stationdesk.store import tasks as store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.feedback.tasks import NewTask, Task
    from stationdesk.domain.ids import TaskId


class Tasks(BookDesk):
    """A task is done with a result, or dropped with a reason; it is never taken out."""

    def tasks(self, *, only_open: bool = False) -> list[Task]:
        """Return all tasks or the open ones, the first due first."""
        return store.all_tasks(only_open=only_open)

    def task(self, task_id: TaskId) -> Task:
        """Return one task, also a dropped one.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.task(task_id)
        if found is None:
            raise Refused([Problem("task", N_("There is no such task."))])
        return found

    def add_task(self, wish: NewTask) -> TaskId:
        """Give somebody something to do.

        Raises:
            Refused: naming every reason.
        """
        task_id = self.keep_task(wish)
        take_back = partial(self._withdraw_task, task_id)
        self._offer_task(N_("Task {number} was given."), task_id, take_back)
        return task_id

    def keep_task(self, wish: NewTask) -> TaskId:
        """Keep a task as a part of another deed; offers no undo of its own.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(task_problems(wish, self._context.today()))
        with self._context.deed(Topic.FEEDBACK):
            task_id = store.add(
                wish,
                number=_next_number(wish.on),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._note_task(task_id, "add", asdict(wish))
        return task_id

    def finish_task(self, task_id: TaskId, on: date, done_by: str, result: str) -> None:
        """Note that a task is done, by whom, and what came of it.

        Raises:
            Refused: naming every reason.
        """
        task, today = self.task(task_id), self._context.today()
        refuse_if_any(finishing_problems(task, on, done_by, result, today))
        with self._context.deed(Topic.FEEDBACK):
            store.set_done(task_id, on, done_by, result)
            told = {"done_on": on, "done_by": done_by.strip(), "result": result.strip()}
            self._note_task(task_id, "finish", told)
        take_back = partial(self._unfinish, task_id)
        self._offer_task(N_("Task {number} is done."), task_id, take_back)

    def drop_task(self, task_id: TaskId, reason: str) -> None:
        """Let a task be, for a reason.

        Raises:
            Refused: without a reason, or when nothing is left to be done.
        """
        refuse_if_any(dropping_problems(self.task(task_id), reason))
        self._drop(task_id, reason)
        take_back = partial(self._take_up, task_id)
        self._offer_task(N_("Task {number} was dropped."), task_id, take_back)

    def _withdraw_task(self, task_id: TaskId) -> None:
        """Take a task back that was only given; one that was done or dropped stays."""
        if self.task(task_id).is_open:
            self._drop(task_id, "")

    def _drop(self, task_id: TaskId, reason: str) -> None:
        with self._context.deed(Topic.FEEDBACK):
            store.set_voided(task_id, self._context.recorded_at(), self._context.who(), reason)
            self._note_task(task_id, "drop", {"reason": reason.strip()})

    def _take_up(self, task_id: TaskId) -> None:
        with self._context.deed(Topic.FEEDBACK):
            store.set_voided(task_id, None, None, "")
            self._note_task(task_id, "take up", {})

    def _unfinish(self, task_id: TaskId) -> None:
        with self._context.deed(Topic.FEEDBACK):
            store.set_done(task_id, None, "", "")
            self._note_task(task_id, "not finished", {})

    def _offer_task(self, phrase: str, task_id: TaskId, take_back: Callable[[], None]) -> None:
        values = {"number": self.task(task_id).number}
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _note_task(self, task_id: TaskId, action: str, after: Mapping[str, object]) -> None:
        self._context.note("task", self.task(task_id).uid, action, after=after)


def _next_number(on: date) -> str:
    start = number_start(TASK_PREFIX, on.year)
    return number_after(store.newest_number(start), TASK_PREFIX, on.year)
