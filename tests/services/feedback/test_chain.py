from datetime import date, timedelta

import pytest

from stationdesk.domain.faults import NewStep
from stationdesk.domain.feedback.states import Move
from stationdesk.domain.feedback.tasks import NewTask, TaskState
from stationdesk.domain.feedback.wishes import GoodsWishState, NewGoodsWish
from stationdesk.domain.problems import Refused
from stationdesk.domain.replenishment import Why
from stationdesk.services.changes import Topic
from stationdesk.store import soundness
from stationdesk.store.tables import AuditEventRow, FeedbackLinkRow

from .book_desk import PHONE, BookDesk

DAY = date(2026, 6, 30)


@pytest.fixture
def at(database):
    return BookDesk(database)


def task_for(at, **fields):
    usual = {"title": "擦洗微波炉", "assigned_to": "赵强", "on": at.at.date()}
    return NewTask(**(usual | fields))


def links(at, entry_id):
    return at.book.chain(entry_id).links


def test_a_fault_opened_for_an_entry_is_a_fault_like_any_other_and_says_where_it_came_from(at):
    entry = at.entry()
    fault_id = at.book.open_fault(entry, at.fault(at.amenity()))
    fault = at.desk.amenities.fault(fault_id)
    assert fault.origin == f"feedback {at.book.entry(entry).uid}"
    (link,) = links(at, entry)
    assert (link.entity, link.record_id, link.number) == ("fault", fault_id, fault.number)
    assert link.title == "饮水机 · 不出热水"
    assert (link.progress, link.done) == ("Awaiting repair", False)
    assert at.book.entry_behind("fault", fault.uid).id == entry
    assert {Topic.FEEDBACK, Topic.AMENITIES} <= at.announced[-1]


def test_an_entry_is_ready_to_answer_when_all_that_was_begun_for_it_is_done(at):
    entry, item = at.entry(), at.item()
    fault = at.book.open_fault(entry, at.fault(at.amenity()))
    task = at.book.open_task(entry, task_for(at))
    at.book.ask_for_goods(entry, NewGoodsWish(on=DAY, item_id=item, quantity=3))
    assert [each.done for each in links(at, entry)] == [False, False, False]
    at.repair(fault)
    at.book.finish_task(task, DAY, "赵强", "擦洗干净")
    assert not at.book.chain(entry).ready_to_answer
    at.receive(item, 3)
    chain = at.book.chain(entry)
    assert chain.ready_to_answer
    assert [each.id for each in at.book.ready_to_answer()] == [entry]
    assert [each.result for each in chain.links] == ["换了加热管", "擦洗干净", ""]
    assert [each.done_on for each in chain.links] == [DAY, DAY, DAY]
    at.answer(entry)
    assert at.book.ready_to_answer() == []
    assert not at.book.chain(entry).ready_to_answer


def test_an_entry_for_which_nothing_was_begun_is_never_told_as_ready(at):
    at.entry()
    assert at.book.ready_to_answer() == []


def test_dropped_work_is_done_with_and_its_reason_is_told(at):
    entry = at.entry()
    task = at.book.open_task(entry, task_for(at))
    wish = at.book.ask_for_goods(entry, NewGoodsWish(on=DAY, goods="血压计"))
    fault = at.book.open_fault(entry, at.fault(at.amenity()))
    at.book.drop_task(task, "物业已经做了")
    at.book.decline_wish(wish, "经费不足")
    at.desk.amenities.void_fault(fault, "报错了")
    told = [(each.progress, each.done, each.result) for each in links(at, entry)]
    assert told == [
        ("Task dropped", True, "物业已经做了"),
        ("Not bought", True, "经费不足"),
        ("Fault voided", True, ""),
    ]


@pytest.mark.parametrize("work", ["fault", "task", "goods"])
def test_taking_the_link_back_withdraws_the_work_that_nobody_touched(at, work):
    entry = at.entry()
    begin(at, entry, work)
    at.take_back()
    assert links(at, entry) == ()
    assert at.desk.amenities.faults(only_open=True) == []
    assert at.book.tasks(only_open=True) == []
    assert at.book.goods_wishes(only_open=True) == []
    assert at.desk.inventory.replenishment() == []
    moves = [(each.move, each.undone) for each in at.book.chain(entry).events]
    assert moves == [(Move.REGISTER, False), (Move.LINK, True), (Move.UNDO, False)]
    assert soundness.ledger_faults() == []


def begin(at, entry, work):
    """Begin work of a kind for an entry; return its id."""
    if work == "fault":
        return at.book.open_fault(entry, at.fault(at.amenity()))
    if work == "task":
        return at.book.open_task(entry, task_for(at))
    return at.book.ask_for_goods(entry, NewGoodsWish(on=DAY, goods="血压计"))


def test_work_that_went_on_stays_when_its_link_is_taken_back(at):
    entry, fitter = at.entry(), NewStep(on=DAY, done_by="赵强")
    fault = begin(at, entry, "fault")
    at.desk.amenities.start_repair(fault, fitter)
    at.book.undo(entry)
    assert links(at, entry) == ()
    assert [each.id for each in at.desk.amenities.faults(only_open=True)] == [fault]
    task = begin(at, entry, "task")
    at.book.finish_task(task, DAY, "赵强", "做好了")
    at.book.undo(entry)
    assert at.book.task(task).state(DAY) is TaskState.DONE
    wish = begin(at, entry, "goods")
    at.book.fulfil_wish(wish, DAY, "社区送来一台")
    at.book.undo(entry)
    assert at.book.goods_wish(wish).state is GoodsWishState.FULFILLED


def test_work_that_was_there_before_can_be_linked_once_and_is_never_withdrawn(at):
    entry, fault = at.entry(), at.desk.amenities.report_fault(at.fault(at.amenity()))
    at.book.link_fault(entry, fault)
    with pytest.raises(Refused, match="linked to YJ-2026-0001 already"):
        at.book.link_fault(entry, fault)
    at.book.undo(entry)
    assert links(at, entry) == ()
    assert at.desk.amenities.fault(fault).is_open
    task = at.book.add_task(task_for(at))
    at.book.link_task(entry, task)
    assert [each.number for each in links(at, entry)] == ["RW-2026-0001"]


def test_two_entries_may_share_one_fault(at):
    first, second = at.entry(), at.entry("开水一直没有")
    fault = begin(at, first, "fault")
    at.book.link_fault(second, fault)
    at.repair(fault)
    assert {each.id for each in at.book.ready_to_answer()} == {first, second}


def test_a_link_can_be_loosened_and_that_can_be_taken_back(at):
    entry = at.entry()
    task = begin(at, entry, "task")
    (link,) = links(at, entry)
    at.book.loosen_link(entry, link.uid)
    assert links(at, entry) == ()
    assert at.book.task(task).is_open
    with pytest.raises(Refused, match="no longer there"):
        at.book.loosen_link(entry, link.uid)
    at.take_back()
    assert links(at, entry) == (link,)


def test_nothing_is_begun_for_a_void_entry_and_no_trace_of_the_work_is_left(at):
    entry = at.entry()
    at.book.void(entry, "写重了", "孙丽")
    for work in ("fault", "task", "goods"):
        with pytest.raises(Refused, match="is void"):
            begin(at, entry, work)
    assert (at.desk.amenities.faults(), at.book.tasks(), at.book.goods_wishes()) == ([], [], [])


def test_what_is_refused_at_the_fault_leaves_no_link(at):
    entry = at.entry()
    with pytest.raises(Refused, match="Describe the fault"):
        at.book.open_fault(entry, at.fault(at.amenity(), what=" "))
    assert links(at, entry) == ()


def test_the_author_is_not_named_in_the_work_nor_in_its_record(at):
    entry = at.entry(reachable=True)
    at.book.open_task(entry, task_for(at, title=f"给骆清平 {PHONE} 送伞"))
    at.book.open_fault(entry, at.fault(at.amenity(), what="骆清平说漏水"))
    at.book.ask_for_goods(entry, NewGoodsWish(on=DAY, goods="伞", reason="骆清平要的"))
    told = [each.title for each in links(at, entry)]
    kept = [f"{row.before} {row.after}" for row in AuditEventRow.select()]
    reasons = [each.reason for each in at.book.goods_wishes()]
    assert not any("骆清平" in text or PHONE in text for text in (*told, *kept, *reasons))


def test_tasks_are_numbered_by_year_and_told_the_first_due_first(at):
    later = at.book.add_task(task_for(at, due_on=DAY + timedelta(days=9)))
    some_day = at.book.add_task(task_for(at))
    soon = at.book.add_task(task_for(at, due_on=DAY + timedelta(days=2)))
    assert [each.id for each in at.book.tasks()] == [soon, later, some_day]
    assert at.book.task(soon).number == "RW-2026-0003"
    at.go_to(date(2027, 1, 4))
    assert at.book.task(at.book.add_task(task_for(at))).number == "RW-2027-0001"
    assert at.book.task(soon).state(at.at.date()) is TaskState.OVERDUE


def test_deeds_on_tasks_and_wishes_can_be_taken_back(at):
    task = at.book.add_task(task_for(at))
    for deed in (
        lambda: at.book.finish_task(task, DAY, "赵强", "好了"),
        lambda: at.book.drop_task(task, "不用做了"),
    ):
        before = at.book.task(task)
        deed()
        assert not at.book.task(task).is_open
        at.take_back()
        assert at.book.task(task) == before
    wish = begin(at, at.entry(), "goods")
    for deed in (
        lambda: at.book.fulfil_wish(wish, DAY),
        lambda: at.book.decline_wish(wish, "没有地方放"),
    ):
        before = at.book.goods_wish(wish)
        deed()
        at.take_back()
        assert at.book.goods_wish(wish) == before


def test_what_visitors_asked_for_stands_on_the_replenishment_list_until_it_came(at):
    item, entry = at.item("暖宝宝"), at.entry()
    assert at.desk.inventory.replenishment() == []
    at.book.ask_for_goods(entry, NewGoodsWish(on=DAY, item_id=item, quantity=5))
    at.book.ask_for_goods(entry, NewGoodsWish(on=DAY, goods="血压计"))
    known, unknown = at.desk.inventory.replenishment()
    assert (known.name, known.why, known.to_order) == ("暖宝宝", Why.WISHED, 5)
    assert (unknown.name, unknown.item, unknown.to_order) == ("血压计", None, 1)
    assert known.key > 0 > unknown.key
    receipt = at.receive(item, 5)
    assert [each.name for each in at.desk.inventory.replenishment()] == ["血压计"]
    at.desk.inventory.reverse(receipt, "退货")
    assert [each.name for each in at.desk.inventory.replenishment()] == ["暖宝宝", "血压计"]


def test_the_files_check_tells_of_a_link_to_nothing_and_of_one_without_an_event(at):
    entry = at.entry()
    begin(at, entry, "fault")
    begin(at, entry, "task")
    assert soundness.ledger_faults() == []
    FeedbackLinkRow.update(entity_uid="elsewhere").where(FeedbackLinkRow.entity == "task").execute()
    FeedbackLinkRow.update(uid="other").where(FeedbackLinkRow.entity == "fault").execute()
    assert soundness.ledger_faults() == [
        "feedback: linked to nothing YJ-2026-0001",
        "feedback: linked without a word YJ-2026-0001",
    ]
