"""Tasks in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.tasks import Task
from stationdesk.domain.ids import TaskId
from stationdesk.store.plain_sql import value
from stationdesk.store.tables import TaskRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.feedback.tasks import NewTask


def add(wish: NewTask, *, number: str, recorded_at: str, recorded_by: str) -> TaskId:
    """Keep a task that was accepted."""
    row = TaskRow.create(
        number=number,
        title=wish.title.strip(),
        assigned_to=wish.assigned_to.strip(),
        due_on=wish.due_on,
        business_date=wish.on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        done_on=None,
        done_by="",
        result="",
        voided_at=None,
        voided_by=None,
    )
    return TaskId(row.id)


def task(task_id: TaskId) -> Task | None:
    """Return one task, also a dropped one; None where there is none of that id."""
    row = TaskRow.get_or_none(TaskRow.id == task_id)
    return None if row is None else _task(row)


def all_tasks(*, only_open: bool = False) -> list[Task]:
    """Return tasks, the first due first, those without a day after them; open ones only or all."""
    query = TaskRow.select()
    if only_open:
        query = query.where(TaskRow.done_on.is_null(), TaskRow.voided_at.is_null())
    ordered = query.order_by(TaskRow.due_on.is_null(), TaskRow.due_on, TaskRow.id)
    return [_task(row) for row in ordered]


def by_uid(uids: Iterable[str]) -> dict[str, Task]:
    """Return the tasks of ``uids``; unknown ones are left out."""
    return {row.uid: _task(row) for row in TaskRow.select().where(TaskRow.uid.in_(list(uids)))}


def set_done(task_id: TaskId, on: date | None, by: str, result: str) -> None:
    """Write when a task was done, by whom, and what came of it; None for not done."""
    TaskRow.update(done_on=on, done_by=by.strip(), result=result.strip()).where(
        TaskRow.id == task_id
    ).execute()


def set_voided(task_id: TaskId, at: str | None, by: str | None, reason: str) -> None:
    """Drop a task for a reason; None and None take it up again."""
    TaskRow.update(voided_at=at, voided_by=by, result=reason.strip()).where(
        TaskRow.id == task_id
    ).execute()


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM task WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


def _task(row: Any) -> Task:
    return Task(
        id=TaskId(row.id),
        uid=row.uid,
        number=row.number,
        title=row.title,
        assigned_to=row.assigned_to,
        due_on=row.due_on,
        on=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        done_on=row.done_on,
        done_by=row.done_by,
        result=row.result,
        voided=row.voided_at is not None,
    )
