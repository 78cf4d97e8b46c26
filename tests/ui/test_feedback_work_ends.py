"""How work that an entry began is noted as ended, in forms and in the chain."""

import pytest

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.tasks import NewTask, TaskState
from stationdesk.domain.feedback.wishes import GoodsWishState, NewGoodsWish
from stationdesk.ui.feedback.end_forms import GoodsEndForm
from stationdesk.ui.feedback.work_forms import FinishTaskForm
from tests.ui.told_book import TODAY, Book


@pytest.fixture
def book(database, qapp):
    return Book(database)


@pytest.fixture
def entry(book):
    return book.say("想要一台血压计", FeedbackKind.WISH)


@pytest.fixture
def show(book, qtbot):
    def _show(make, *given):
        form = make(*given, dialogs=book.answers)
        qtbot.addWidget(form)
        form.show()
        return form

    return _show


@pytest.fixture
def wish(book, entry):
    wish_id = book.feedback.ask_for_goods(entry, NewGoodsWish(on=TODAY, goods="血压计"))
    return book.feedback.goods_wish(wish_id)


def test_goods_without_a_receipt_are_noted_as_there(show, book, entry, wish):
    form = show(GoodsEndForm, book.feedback, wish, TODAY)
    form.words.set_value("社区送来一台")
    form.try_to_keep()
    kept = book.feedback.goods_wish(wish.id)
    assert (kept.state, kept.fulfilled_on) == (GoodsWishState.FULFILLED, TODAY)
    assert [each.id for each in book.feedback.ready_to_answer()] == [entry]


def test_goods_are_not_bought_for_a_reason_only(show, book, wish):
    form = show(GoodsEndForm, book.feedback, wish, TODAY)
    form.ended.set_value("declined")
    form.ended.edited.emit()
    assert not form.day.isVisible()
    form.try_to_keep()
    assert form.grid.knows("reason")
    assert book.feedback.goods_wish(wish.id).is_open
    form.words.set_value("经费不足")
    form.try_to_keep()
    assert book.feedback.goods_wish(wish.id).state is GoodsWishState.DECLINED


def test_a_task_is_dropped_for_a_reason_only(show, book, entry):
    task_id = book.feedback.open_task(entry, NewTask(title="问价", assigned_to="李强", on=TODAY))
    form = show(FinishTaskForm, book.feedback, book.feedback.task(task_id), TODAY, ["李强"])
    form.dropped.set_value(True)
    form.dropped.edited.emit()
    assert not form.by.isVisible()
    form.try_to_keep()
    assert book.feedback.task(task_id).is_open
    form.came_of_it.set_value("已有现成的")
    form.try_to_keep()
    kept = book.feedback.task(task_id)
    assert (kept.state(TODAY), kept.result) == (TaskState.VOID, "已有现成的")
