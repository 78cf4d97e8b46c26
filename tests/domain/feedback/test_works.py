from dataclasses import replace
from datetime import timedelta

import pytest

from stationdesk.domain.feedback.tasks import (
    NewTask,
    Task,
    TaskState,
    dropping_problems,
    finishing_problems,
    task_problems,
)
from stationdesk.domain.feedback.wishes import (
    Arrival,
    GoodsWish,
    NewGoodsWish,
    brought_by,
    goods_wish_problems,
)
from stationdesk.domain.ids import DocumentId, ItemId, TaskId, WishId
from stationdesk.domain.replenishment import Why, replenish_line, unknown_goods
from stationdesk.domain.stock import BatchSum
from tests.domain.stock_examples import DAY, MASKS

TASK = Task(
    id=TaskId(1),
    uid="t",
    number="RW-2026-0001",
    title="擦洗微波炉",
    assigned_to="赵强",
    due_on=DAY,
    on=DAY - timedelta(days=3),
    recorded_at="2026-06-27T09:00:00+08:00",
    recorded_by="王芳",
    done_on=None,
    done_by="",
    result="",
)
WISH = GoodsWish(
    id=WishId(1),
    uid="w",
    item=MASKS,
    goods="",
    quantity=5,
    reason="YJ-2026-0001",
    on=DAY,
    recorded_at=f"{DAY}T09:00:00+08:00",
    recorded_by="王芳",
    fulfilled_on=None,
    document_id=None,
    note="",
)


def ago(days):
    return DAY - timedelta(days=days)


def said(problems):
    return [(each.about, str(each)) for each in problems]


@pytest.mark.parametrize(
    ("changes", "today", "state"),
    [
        ({}, DAY, TaskState.OPEN),
        ({}, DAY + timedelta(days=1), TaskState.OVERDUE),
        ({"due_on": None}, DAY + timedelta(days=999), TaskState.OPEN),
        ({"done_on": DAY}, DAY + timedelta(days=9), TaskState.DONE),
        ({"voided": True}, DAY + timedelta(days=9), TaskState.VOID),
    ],
)
def test_a_task_is_late_from_the_day_after_its_last_day(changes, today, state):
    assert replace(TASK, **changes).state(today) is state


@pytest.mark.parametrize(
    ("changes", "abouts"),
    [
        ({}, []),
        ({"title": " ", "assigned_to": ""}, ["title", "assigned_to"]),
        ({"title": "长" * 201}, ["title"]),
        ({"assigned_to": "长" * 41}, ["assigned_to"]),
        ({"on": DAY + timedelta(days=1), "due_on": None}, ["on"]),
        ({"due_on": ago(1)}, ["due_on"]),
    ],
)
def test_a_task_says_what_by_whom_and_until_when(changes, abouts):
    wish = NewTask(**({"title": "修门", "assigned_to": "赵强", "on": DAY} | changes))
    assert [each.about for each in task_problems(wish, DAY)] == abouts


@pytest.mark.parametrize(
    ("task", "on", "by", "result", "abouts"),
    [
        (TASK, DAY, "赵强", "修好了", []),
        (TASK, DAY + timedelta(days=1), "", " ", ["on", "done_by", "result"]),
        (TASK, ago(4), "赵强", "修好了", ["on"]),
        (replace(TASK, done_on=DAY), DAY, "赵强", "修好了", ["task"]),
        (replace(TASK, voided=True), DAY, "赵强", "修好了", ["task"]),
    ],
)
def test_a_task_is_done_once_with_a_result(task, on, by, result, abouts):
    problems = finishing_problems(task, on, by, result, DAY)
    assert [each.about for each in problems] == abouts


def test_a_task_is_dropped_for_a_reason():
    assert said(dropping_problems(TASK, " ")) == [("result", "Write why it is not done.")]
    assert list(dropping_problems(TASK, "不需要了")) == []


@pytest.mark.parametrize(
    ("changes", "abouts"),
    [
        ({"goods": "血压计"}, []),
        ({"item_id": MASKS.id}, []),
        ({}, ["goods"]),
        ({"goods": "长" * 61, "quantity": 0}, ["goods", "quantity"]),
        ({"item_id": ItemId(999)}, ["item_id"]),
        ({"goods": "血压计", "on": DAY + timedelta(days=1)}, ["on"]),
    ],
)
def test_a_wish_names_goods_of_the_ledger_or_new_ones(changes, abouts):
    wish = NewGoodsWish(**({"on": DAY} | changes))
    problems = goods_wish_problems(wish, {MASKS.id: MASKS}, DAY)
    assert [each.about for each in problems] == abouts


def test_nobody_wishes_for_goods_that_were_put_away():
    away = replace(MASKS, archived_on=ago(9))
    wish = NewGoodsWish(on=DAY, item_id=MASKS.id)
    assert [each.about for each in goods_wish_problems(wish, {MASKS.id: away}, DAY)] == ["item_id"]


def wish(number, pieces, clock="09:00", **changes):
    moment = f"{DAY}T{clock}:00+08:00"
    return replace(WISH, id=WishId(number), quantity=pieces, recorded_at=moment, **changes)


def came(number, pieces, clock="10:00", on=DAY, item_id=MASKS.id):
    return Arrival(
        item_id=item_id,
        document_id=DocumentId(number),
        on=on,
        recorded_at=f"{DAY}T{clock}:00+08:00",
        pieces=pieces,
    )


@pytest.mark.parametrize(
    ("wishes", "arrivals", "served"),
    [
        ([wish(1, 5)], [came(1, 5)], {1: 1}),
        ([wish(1, 5)], [came(1, 4)], {}),
        ([wish(1, 5)], [came(1, 3), came(2, 2, "11:00")], {1: 2}),
        ([wish(1, 5, "12:00")], [came(1, 9)], {}),
        ([wish(1, 5)], [came(1, 9, on=ago(1))], {}),
        ([wish(1, 5)], [came(1, 9, item_id=ItemId(99))], {}),
        ([wish(1, 5), wish(2, 5, "09:30")], [came(1, 9)], {1: 1}),
        ([wish(1, 5), wish(2, 4, "09:30")], [came(1, 9)], {1: 1, 2: 1}),
        ([wish(2, 5, "09:30"), wish(1, 5)], [came(1, 6)], {1: 1}),
        ([wish(1, 5, voided=True), wish(2, 5, "09:30")], [came(1, 5)], {2: 1}),
        ([wish(1, 5, item=None, goods="血压计")], [came(1, 9)], {}),
    ],
)
def test_goods_count_as_there_when_later_receipts_brought_enough_for_the_oldest_wish_first(
    wishes, arrivals, served
):
    found = brought_by(wishes, arrivals)
    assert {wish_id: each.document_id for wish_id, each in found.items()} == served


@pytest.mark.parametrize(
    ("target", "there", "wished", "order", "why"),
    [
        (0, 0, 3, 3, Why.WISHED),
        (10, 10, 3, 3, Why.WISHED),
        (10, 0, 3, 10, Why.OUT),
        (10, 0, 30, 30, Why.OUT),
        (0, 0, 0, None, None),
    ],
)
def test_what_visitors_asked_for_is_ordered_at_least(target, there, wished, order, why):
    item = replace(MASKS, minimum=0, target=target)
    batches = [BatchSum(there, None, DAY)] if there else []
    line = replenish_line(item, batches, 0, DAY, 30, wished)
    assert (line and line.to_order, line and line.why) == (order, why)


def test_goods_that_the_ledger_does_not_know_are_one_line_a_name():
    wishes = [
        replace(wish(4, 1), item=None, goods="血压计"),
        replace(wish(5, 2), item=None, goods="血压计"),
        replace(wish(6, 1), item=None, goods="USB 风扇"),
        replace(wish(7, 1), item=None, goods="usb 风扇"),
        wish(8, 9),
    ]
    told = [(each.key, each.name, each.to_order, each.code) for each in unknown_goods(wishes)]
    assert told == [(-4, "血压计", 3, ""), (-6, "USB 风扇", 2, "")]
