"""Something to be done by somebody: begun by an entry of the book, or by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import TaskId

TASK_PREFIX = "RW"
"""任务: ``RW-2026-0007``."""
LONGEST_TITLE = 200
LONGEST_NAME = 40
LONGEST_RESULT = 1000


class TaskState(StrEnum):
    """How a task stands on a day, the most pressing first."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    VOID = "void"


TASK_STATE_WORDS = {
    TaskState.OVERDUE: N_("Task overdue"),
    TaskState.OPEN: N_("Task to be done"),
    TaskState.DONE: N_("Task done"),
    TaskState.VOID: N_("Task dropped"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task as it is typed in; ``due_on`` is the last day, None where no day is set."""

    title: str
    assigned_to: str
    on: date
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task as it is kept. ``result`` tells what came of it, or why it was dropped."""

    id: TaskId
    uid: str
    number: str
    title: str
    assigned_to: str
    due_on: date | None
    on: date
    recorded_at: str
    recorded_by: str
    done_on: date | None
    done_by: str
    result: str
    voided: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.voided

    def state(self, today: date) -> TaskState:
        """Return how the task stands; on its last day it is in time."""
        if self.voided:
            return TaskState.VOID
        if self.done_on is not None:
            return TaskState.DONE
        late = self.due_on is not None and self.due_on < today
        return TaskState.OVERDUE if late else TaskState.OPEN


def task_problems(wish: NewTask, today: date) -> Iterator[Problem]:
    """Tell every reason why the task cannot be kept so."""
    if not wish.title.strip():
        yield Problem("title", N_("Write what is to be done."))
    elif len(wish.title.strip()) > LONGEST_TITLE:
        phrase = N_("What is to be done has at most {most} characters.")
        yield Problem("title", phrase, {"most": LONGEST_TITLE})
    if not wish.assigned_to.strip():
        yield Problem("assigned_to", N_("Write who is to do it."))
    elif len(wish.assigned_to.strip()) > LONGEST_NAME:
        phrase = N_("A name has at most {most} characters.")
        yield Problem("assigned_to", phrase, {"most": LONGEST_NAME})
    if wish.on > today:
        yield Problem("on", N_("The day lies in the future."))
    if wish.due_on is not None and wish.due_on < wish.on:
        phrase = N_("The task is given on {day}; it cannot be due before that.")
        yield Problem("due_on", phrase, {"day": wish.on})


def finishing_problems(
    task: Task, on: date, done_by: str, result: str, today: date
) -> Iterator[Problem]:
    """Tell every reason why the task cannot be noted as done that day."""
    yield from still_open_problems(task)
    if on > today:
        yield Problem("on", N_("The day lies in the future."))
    elif on < task.on:
        phrase = N_("The task was given on {day}; it cannot have been done before that.")
        yield Problem("on", phrase, {"day": task.on})
    if not done_by.strip():
        yield Problem("done_by", N_("Write who did it."))
    elif len(done_by.strip()) > LONGEST_NAME:
        phrase = N_("A name has at most {most} characters.")
        yield Problem("done_by", phrase, {"most": LONGEST_NAME})
    yield from _result_problems(result, N_("Write what came of it: the answer rests on it."))


def dropping_problems(task: Task, reason: str) -> Iterator[Problem]:
    """Tell every reason why the task cannot be dropped."""
    yield from still_open_problems(task)
    yield from _result_problems(reason, N_("Write why it is not done."))


def still_open_problems(task: Task) -> Iterator[Problem]:
    """Tell that nothing is left to be done, where that is so."""
    number = {"number": task.number}
    if task.voided:
        yield Problem("task", N_("Task {number} was dropped."), number)
    elif task.done_on is not None:
        yield Problem("task", N_("Task {number} is done already."), number)


def _result_problems(result: str, empty: str) -> Iterator[Problem]:
    if not result.strip():
        yield Problem("result", empty)
    elif len(result.strip()) > LONGEST_RESULT:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("result", phrase, {"most": LONGEST_RESULT})
