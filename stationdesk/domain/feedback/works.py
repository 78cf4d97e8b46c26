"""What an entry can begin, and how each kind of work is told in its chain."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.faults import FAULT_STATE_WORDS
from stationdesk.domain.feedback.chains import Link
from stationdesk.domain.feedback.tasks import TASK_STATE_WORDS
from stationdesk.domain.feedback.wishes import GOODS_WISH_STATE_WORDS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.faults import Fault
    from stationdesk.domain.feedback.tasks import Task
    from stationdesk.domain.feedback.wishes import GoodsWish


class Work(StrEnum):
    """Which records can be begun for an entry, by the names under which they are kept."""

    FAULT = "fault"
    TASK = "task"
    GOODS = "replenishment_wish"


WORK_WORDS = {
    Work.FAULT: N_("Fault of an amenity"),
    Work.TASK: N_("Task for somebody"),
    Work.GOODS: N_("Goods to be bought"),
}
FAULT_VOIDED = N_("Fault voided")


def link_to_fault(uid: str, fault: Fault, amenity: str, on: date) -> Link:
    """Return how the chain tells of a fault of the amenity called ``amenity``.

    One that was voided is done with: nothing more will come of it.
    """
    last = fault.steps[-1]
    return Link(
        uid=uid,
        entity=Work.FAULT.value,
        entity_uid=fault.uid,
        title=" · ".join(filter(None, (amenity, fault.description))),
        progress=FAULT_VOIDED if fault.voided else FAULT_STATE_WORDS[fault.state],
        done=fault.voided or not fault.is_open,
        on=on,
        record_id=fault.id,
        number=fault.number,
        person=last.done_by,
        done_on=fault.closed_on,
        result=last.note,
    )


def link_to_task(uid: str, task: Task, on: date, today: date) -> Link:
    """Return how the chain tells of a task; one that was dropped is done with."""
    return Link(
        uid=uid,
        entity=Work.TASK.value,
        entity_uid=task.uid,
        title=task.title,
        progress=TASK_STATE_WORDS[task.state(today)],
        done=not task.is_open,
        on=on,
        record_id=task.id,
        number=task.number,
        person=task.done_by or task.assigned_to,
        due_on=task.due_on,
        done_on=task.done_on,
        result=task.result,
    )


def link_to_goods(uid: str, wish: GoodsWish, on: date) -> Link:
    """Return how the chain tells of goods; those that are not bought are done with."""
    return Link(
        uid=uid,
        entity=Work.GOODS.value,
        entity_uid=wish.uid,
        title=f"{wish.title()} ×{wish.quantity}",
        progress=GOODS_WISH_STATE_WORDS[wish.state],
        done=not wish.is_open,
        on=on,
        record_id=wish.id,
        person=wish.recorded_by,
        done_on=wish.fulfilled_on,
        result=wish.note,
    )
