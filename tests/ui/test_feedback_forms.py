"""The forms of the feedback book: what they take, what they refuse, what they never show."""

from datetime import date, timedelta

import pytest
from PyQt6.QtCore import QBuffer, QMimeData, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.feedback.entries import Solved
from stationdesk.domain.feedback.kinds import FeedbackKind, PraiseForm
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.ui.feedback.call_back_form import CallBackForm
from stationdesk.ui.feedback.day_forms import PutOffForm
from stationdesk.ui.feedback.entry_form import EntryForm, EntryStart
from stationdesk.ui.feedback.move_forms import Asker
from stationdesk.ui.feedback.page_form import PageForm
from stationdesk.ui.feedback.repeat_form import RepeatForm
from stationdesk.ui.feedback.reply_form import ReplyForm
from stationdesk.ui.feedback.step_form import StepForm
from stationdesk.ui.feedback.template_form import TemplateForm
from stationdesk.ui.feedback.templates_panel import TemplatesPanel
from stationdesk.ui.feedback.unmask_form import UnmaskAuthorForm
from stationdesk.ui.feedback.work_forms import FaultForm, FinishTaskForm, GoodsForm, TaskForm
from tests.ui.told_book import TODAY, Book

HELP = FeedbackKind.HELP


@pytest.fixture
def book(database, qapp):
    return Book(database)


@pytest.fixture
def show(book, qtbot):
    """Make a form, own it and show it."""

    def _show(make, *given, **more):
        form = make(*given, dialogs=book.answers, **more)
        qtbot.addWidget(form)
        form.show()
        return form

    return _show


def picture():
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF224466)
    target = QBuffer()
    target.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())


def entry_form(show, book, entry=None, start=None):
    given = (book.feedback, book.attachments, book.feedback.this_minute())
    return show(EntryForm, *given, start or EntryStart(), entry=entry)


def reply_form(show, book, entry_id, *, interim=False):
    return show(
        ReplyForm,
        book.feedback,
        book.feedback.chain(entry_id),
        book.feedback.this_minute(),
        interim=interim,
        replied_by="李强",
        people=["李强"],
    )


def step_form(show, book, move, entry_id):
    entry = book.feedback.entry(entry_id)
    asker = Asker(feedback=book.feedback, entry=entry, who="王芳", people=["李强"])
    return show(StepForm, entry, asker.asked(move), book.feedback.this_minute())


def errors(form):
    return {
        about: cell.error.text() for about, cell in form.grid._cells.items() if cell.error.text()
    }


def test_an_entry_without_words_says_so_under_the_text(show, book):
    form = entry_form(show, book)
    form.try_to_keep()
    assert errors(form) == {"body": "Write what was said."}
    assert form.isVisible()


def test_an_entry_may_be_a_photo_only(show, book):
    form = entry_form(show, book)
    form.photo.set_value(picture(), "IMG 张伟.png")
    form.try_to_keep()
    entry = book.feedback.entry(form.entry_id)
    assert entry.handwritten
    (photo,) = book.attachments.of("feedback_entry", entry.uid)
    assert photo.file_name == "photo.jpg"


def test_a_picture_pasted_into_the_text_becomes_the_photo(show, book):
    form = entry_form(show, book)
    given = QMimeData()
    given.setImageData(QImage.fromData(picture()))
    assert form.body.canInsertFromMimeData(given)
    form.body.insertFromMimeData(given)
    assert form.body.is_empty()
    assert not form.photo.is_empty()
    words = QMimeData()
    words.setText("雨伞坏了")
    form.body.insertFromMimeData(words)
    assert form.body.value() == "雨伞坏了"


def test_each_kind_asks_for_what_belongs_to_it(show, book):
    form = entry_form(show, book)
    shown = {}
    for kind in FeedbackKind:
        form.kind.set_value(kind)
        shown[kind] = (form.about.isVisible(), form.praised.isVisible())
    assert [kind for kind, (about, _p) in shown.items() if about] == [
        FeedbackKind.COMPLAINT,
        FeedbackKind.REPORT,
    ]
    assert [kind for kind, (_a, praised) in shown.items() if praised] == [FeedbackKind.PRAISE]
    form.body.set_value("送来锦旗")
    form.kind.set_value(FeedbackKind.PRAISE)
    form.praised.set_value("王芳")
    form.praise.set_value("banner")
    form.try_to_keep()
    entry = book.feedback.entry(form.entry_id)
    assert (entry.praised, entry.praise_form) == ("王芳", PraiseForm.BANNER)


def test_the_form_says_until_when_it_is_answered(show, book):
    form = entry_form(show, book)
    form.kind.set_value(FeedbackKind.ENQUIRY)
    assert form.limits.text().endswith("first reply: 1, until the answer: 2.")
    form.urgency.set_value("danger")
    assert form.limits.text().startswith("Danger")


def test_likely_repetitions_are_offered_while_typing_and_linked_on_keeping(show, book, qtbot):
    master = book.say("休息区的空调不制冷了", FeedbackKind.COMPLAINT)
    undos = []
    book.context.hear_undo = undos.append
    form = entry_form(show, book)
    form.kind.set_value(FeedbackKind.COMPLAINT)
    form.body.setPlainText("休息区空调不制冷")
    qtbot.waitUntil(form.repeats.isVisible)
    form.repeats.rows.pressed.emit(master)
    assert form.repeats.taken() == master
    form.try_to_keep()
    assert book.feedback.entry(form.entry_id).master_id == master
    assert len(undos) == 1
    undos[0].take_back()
    assert book.states() == ["received", "void"]


def test_what_was_taken_as_a_repetition_is_loosened_by_pressing_again(show, book):
    master = book.say("休息区的空调不制冷了", FeedbackKind.COMPLAINT)
    form = entry_form(show, book)
    form.body.set_value("休息区空调不制冷")
    form.repeats.look()
    form.repeats.rows.pressed.emit(master)
    form.repeats.rows.pressed.emit(master)
    assert form.repeats.taken() is None
    form.body.set_value("想借一把轮椅")
    form.repeats.look()
    assert not form.repeats.isVisible()


def test_a_correction_never_shows_the_author_and_leaves_who_is_not_named_anew(show, book):
    entry_id = book.say("雨伞坏了", name="张伟民", phone="13812345678")
    entry = book.feedback.entry(entry_id)
    form = entry_form(show, book, entry)
    assert (form.author.value(), form.phone.value()) == ("", "")
    form.body.set_value("两把雨伞坏了")
    form.try_to_keep()
    entry = book.feedback.entry(entry_id)
    assert (entry.body, entry.author_shown, entry.tail) == ("两把雨伞坏了", "张*", "5678")
    assert book.feedback.unmask(entry_id, "回访") == ("张伟民", "13812345678")
    again = entry_form(show, book, entry)
    again.forget.set_value(True)
    again.try_to_keep()
    assert not book.feedback.entry(entry_id).reachable


def test_all_entries_of_a_page_are_kept_together_with_one_photo(show, book):
    given = (book.feedback, book.attachments, book.feedback.this_minute(), EntryStart())
    form = show(PageForm, *given)
    form.photo.set_value(picture(), "page.png")
    form.day.set_value(TODAY - timedelta(days=1))
    form.body.set_value("饮水机没有热水")
    form.take_one_more()
    assert form.focusWidget() is form.kind
    form.kind.set_value(FeedbackKind.PRAISE)
    form.body.set_value("谢谢站长")
    form.about.set_value("王芳")
    form.try_to_keep()
    first, second = book.feedback.entries_of_page(form.page_id)
    assert [first.body, second.body] == ["饮水机没有热水", "谢谢站长"]
    assert (second.praised, second.on) == ("王芳", TODAY - timedelta(days=1))
    page = book.feedback.page(form.page_id)
    assert len(book.attachments.of("feedback_page", page.uid)) == 1


def test_an_entry_of_the_page_is_opened_again_where_it_is_refused(show, book):
    given = (book.feedback, book.attachments, book.feedback.this_minute(), EntryStart())
    form = show(PageForm, *given)
    form.body.set_value("想加一个充电口")
    form.phone.set_value("12")
    form.take_one_more()
    form.body.set_value("谢谢")
    form.try_to_keep()
    assert form.page_id is None
    assert form.body.value() == "想加一个充电口"
    assert list(errors(form)) == ["author_phone"]
    form.phone.set_value("")
    form.try_to_keep()
    kept = {each.body for each in book.feedback.entries_of_page(form.page_id)}
    assert kept == {"想加一个充电口", "谢谢"}


def test_a_ready_made_answer_with_a_blank_left_cannot_be_given(show, book, qtbot):
    entry_id = book.say("空调坏了", HELP, name="张伟", phone="13812345678")
    form = reply_form(show, book, entry_id)
    with_blanks = next(place for place, each in enumerate(form._templates) if len(each.blanks) > 3)
    form.template.set_value(with_blanks)
    names = list(form.blanks.fields)
    assert names
    assert names[0] in form.body.value()
    form.try_to_keep()
    assert "blanks" in errors(form)["blanks"]
    assert form.focusWidget() is form.blanks.fields[names[0]]
    for field in list(form.blanks.fields.values()):
        field.setFocus()
        qtbot.keyClicks(field, "done")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not any(name in form.body.value() for name in (f"{{{each}}}" for each in names))
    form.outcome.set_value("done")
    form.try_to_keep()
    assert book.feedback.entry(entry_id).state is EntryState.ANSWERED


def test_what_is_written_by_hand_is_never_overwritten_by_a_blank(show, book):
    entry_id = book.say("空调坏了", HELP)
    form = reply_form(show, book, entry_id)
    form.body.setPlainText("Dear {who}, done on {day}.")
    assert list(form.blanks.fields) == ["who", "day"]
    form.blanks.fields["who"].set_value("reader")
    assert form.body.value() == "Dear reader, done on {day}."
    form.body.setPlainText("Done, thank you.")
    form.blanks.ask(())
    assert form.blanks.fields == {}


def test_who_cannot_be_reached_is_answered_on_the_board_only(show, book):
    form = reply_form(show, book, book.say("空调坏了", HELP))
    assert [form.method.itemText(n) for n in range(form.method.count())] == ["On the board"]


def test_the_same_answer_goes_to_all_who_said_it(show, book):
    master = book.say("空调坏了", HELP, name="张伟", phone="13812345678")
    other = book.say("空调不制冷", HELP, name="陈静", phone="13655556666")
    book.feedback.mark_duplicate(other, master)
    form = reply_form(show, book, master)
    assert form.repeats.isVisible()
    form.body.set_value("已经修好。")
    form.try_to_keep()
    chain = book.feedback.chain(other)
    assert [reply.body for reply in chain.replies] == ["已经修好。"]


def test_an_interim_answer_leaves_the_entry_open(show, book):
    entry_id = book.say("空调坏了", HELP, name="张伟", phone="13812345678")
    form = reply_form(show, book, entry_id, interim=True)
    form.body.set_value("师傅明天来。")
    form.planned.set_value(TODAY + timedelta(days=1))
    form.try_to_keep()
    entry = book.feedback.entry(entry_id)
    assert entry.state is EntryState.RECEIVED
    assert entry.first_reply_at is not None


def test_a_call_back_asks_whether_it_is_solved(show, book):
    entry_id = book.say("空调坏了", HELP, name="张伟", phone="13812345678")
    book.answer(entry_id)
    given = (book.feedback, book.feedback.chain(entry_id), book.feedback.this_minute())
    asked = []
    form = show(CallBackForm, *given, lambda: asked.append(1), called_by="王芳", people=[])
    form.phone.click()
    assert asked == [1]
    form.try_to_keep()
    assert list(errors(form)) == ["solved"]
    form.reached.set_value("no")
    assert not form.solved.isVisible()
    form.reached.set_value("yes")
    form.solved.set_value("yes")
    form.rating.set_value(5)
    form.try_to_keep()
    (call,) = book.feedback.chain(entry_id).call_backs
    assert (call.solved, call.rating) == (Solved.YES, 5)
    assert book.feedback.problems_of_closing(entry_id) == []


@pytest.mark.parametrize(
    ("before", "move", "words", "state"),
    [
        ((), Move.ACCEPT, {"person": "李强"}, EntryState.ACCEPTED),
        ((), Move.ASSIGN, {"person": "李强", "note": "今天看"}, EntryState.ACCEPTED),
        ((), Move.START, {"person": "李强"}, EntryState.DOING),
        ((Move.START,), Move.WAIT, {"reason": "哪一台？"}, EntryState.WAITING),
        ((Move.START, Move.WAIT), Move.RESUME, {"note": "门口的"}, EntryState.DOING),
        ((), Move.ESCALATE, {"to": "街道值班室", "note": ""}, EntryState.ESCALATED),
        ((Move.ESCALATE,), Move.COME_BACK, {"note": "由驿站办"}, EntryState.DOING),
        ((), Move.VOID, {"reason": "重复", "second": "李强"}, EntryState.VOID),
    ],
)
def test_each_move_is_asked_for_and_kept(show, book, before, move, words, state):
    entry_id = book.say("空调坏了", HELP, name="张伟", phone="13812345678")
    usual = {"person": "李强", "reason": "请说明", "to": "街道"}
    for earlier in (*before, move):
        form = step_form(show, book, earlier, entry_id)
        for about, field in form.fields.items():
            field.set_value(words.get(about, "") if earlier is move else usual.get(about, ""))
        form.try_to_keep()
    assert book.feedback.entry(entry_id).state is state


def test_a_move_without_its_reason_says_so(show, book):
    entry_id = book.say("空调坏了", HELP)
    form = step_form(show, book, Move.VOID, entry_id)
    form.try_to_keep()
    assert set(errors(form)) == {"reason", "second"}
    asker = Asker(
        feedback=book.feedback, entry=book.feedback.entry(entry_id), who="王芳", people=[]
    )
    assert (asker.asked(Move.REPLY), asker.asked(Move.CLOSE)) == (None, None)


def test_a_step_that_happened_earlier_is_kept_at_its_own_time(show, book):
    entry_id = book.say("空调坏了", HELP, days_ago=2)
    form = step_form(show, book, Move.ACCEPT, entry_id)
    form.moment.day.set_value(TODAY - timedelta(days=1))
    form.moment.time.setText("0905")
    form.try_to_keep()
    last = book.feedback.chain(entry_id).events[-1]
    assert f"{last.happened_at:%m-%d %H:%M}" == "06-29 09:05"
    late = step_form(show, book, Move.START, entry_id)
    late.moment.day.set_value(TODAY - timedelta(days=5))
    late.try_to_keep()
    assert list(errors(late)) == ["at"]


def test_a_deadline_is_put_off_with_a_reason(show, book):
    entry_id = book.say("空调坏了", HELP, name="张伟", phone="13812345678")
    given = (book.feedback, book.feedback.entry(entry_id), TODAY, ["李强"])
    form = show(PutOffForm, *given)
    form.until.set_value(date(2026, 7, 10))
    form.reason.set_value("等配件")
    form.person.set_value("李强")
    form.try_to_keep()
    assert book.feedback.entry(entry_id).final_due_at.date() == date(2026, 7, 10)


def test_an_entry_begins_a_fault_a_task_and_goods(show, book):
    entry_id = book.say("空调坏了", HELP)
    entry = book.feedback.entry(entry_id)
    amenity = book.amenities.add(NewAmenity(name="空调一号", kind="air_conditioner", since=TODAY))
    fault = show(FaultForm, book.feedback, book.amenities, entry, TODAY, "王芳")
    fault.amenity.set_value(amenity)
    assert fault.description.value() == "空调坏了"
    fault.try_to_keep()
    task = show(TaskForm, book.feedback, entry, TODAY, ["李强"])
    task.what.set_value("联系售后")
    task.who.set_value("李强")
    task.try_to_keep()
    goods = show(GoodsForm, book.feedback, book.inventory, entry, TODAY)
    goods.goods.set_value("电风扇")
    goods.try_to_keep()
    links = book.feedback.chain(entry_id).links
    assert [link.entity for link in links] == ["fault", "task", "replenishment_wish"]
    (kept,) = book.feedback.tasks(only_open=True)
    done = show(FinishTaskForm, book.feedback, kept, TODAY, ["李强"])
    done.try_to_keep()
    assert list(errors(done)) == ["result"]
    done.came_of_it.set_value("已约明天上门")
    done.try_to_keep()
    assert book.feedback.tasks(only_open=True) == []


def test_goods_of_the_ledger_need_no_name(show, book):
    entry = book.feedback.entry(book.say("雨伞太少", HELP))
    form = show(GoodsForm, book.feedback, book.inventory, entry, TODAY)
    (item,) = book.inventory.items()
    form.item.set_value(item.id)
    assert not form.goods.isVisible()
    form.try_to_keep()
    (wish,) = book.feedback.goods_wishes()
    assert wish.item.id == item.id


@pytest.mark.parametrize("typed", ["YJ-2026-0001", "1", "yj-2026-0001"])
def test_a_repetition_is_named_by_its_number(show, book, typed):
    master = book.say("想要一台微波炉", FeedbackKind.WISH)
    entry_id = book.say("请修一下门", HELP)
    form = show(RepeatForm, book.feedback, book.feedback.entry(entry_id))
    form.likely.set_value(None)
    form.number.set_value("77")
    form.try_to_keep()
    assert list(errors(form)) == ["number"]
    form.number.set_value(typed)
    form.try_to_keep()
    assert book.feedback.entry(entry_id).master_id == master


def test_who_looks_at_a_number_says_why(show, book):
    entry_id = book.say("空调坏了", HELP, name="张伟民", phone="13812345678")
    form = show(UnmaskAuthorForm, book.feedback, book.feedback.entry(entry_id))
    form.try_to_keep()
    assert form.told.isHidden()
    form.reason.set_value("回访")
    form.try_to_keep()
    assert form.isVisible()
    assert form.told.text() == "张伟民\n13812345678"
    form.try_to_keep()
    assert not form.isVisible()


def test_a_template_of_the_station_stands_in_for_a_ready_made_one(book, qtbot):
    panel = TemplatesPanel(book.feedback, book.answers)
    qtbot.addWidget(panel)
    panel.show()
    before = len(panel.table.model.shown_records())
    first = panel.table.current()
    form = TemplateForm(book.feedback, first, dialogs=book.answers)
    qtbot.addWidget(form)
    form.body.set_value("Thank you, {who}.")
    assert form.told.text() == "Blanks: who"
    form.try_to_keep()
    panel.refresh()
    assert len(panel.table.model.shown_records()) == before
    own = [each for each in panel.table.model.shown_records() if not each.ready_made]
    assert [each.body for each in own] == ["Thank you, {who}."]


def test_a_template_is_put_away_and_brought_back(book, qtbot):
    panel = TemplatesPanel(book.feedback, book.answers)
    qtbot.addWidget(panel)
    panel.show()
    before = len(panel.table.model.shown_records())
    title = panel.table.current().title
    panel.archive.click()
    assert len(panel.table.model.shown_records()) == before - 1
    panel.put_away.set_value(True)
    assert [each.title for each in panel.table.model.shown_records()] == [title]
    panel.table.choose_first()
    QApplication.processEvents()
    panel.bring_back.click()
    panel.put_away.set_value(False)
    assert len(panel.table.model.shown_records()) == before
    panel.filters.search.setText("no such words")
    assert len(panel.table.model.shown_records()) == 0
