"""The feedback page: what one sees, what leads where, by mouse and by keyboard."""

from datetime import timedelta

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from stationdesk import paths
from stationdesk.domain.feedback.entries import NewCallBack, Solved
from stationdesk.domain.feedback.kinds import FeedbackKind, PraiseForm
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.feedback.tasks import NewTask
from stationdesk.i18n import use_language
from stationdesk.services.report_catalogue import REPORTS as CATALOGUE
from stationdesk.ui.feedback.page import REPORTS
from stationdesk.ui.theme import Dress
from tests.ui.counter import in_form
from tests.ui.told_book import TODAY, Book

SIZES = [((1366, 690), 100), ((1093, 535), 100), ((1280, 640), 100), ((1366, 690), 130)]
ALT = Qt.KeyboardModifier.AltModifier
HELP, PRAISE = FeedbackKind.HELP, FeedbackKind.PRAISE
AUTHOR = {"name": "张伟民", "phone": "13812345678"}


@pytest.fixture
def book(database, qapp):
    made = Book(database)
    made.ids = {
        "late": made.say("饮水机没有热水", HELP, days_ago=20, **AUTHOR),
        "new": made.say("想加一个充电口", place="休息区"),
        "praise": made.say("谢谢站长", PRAISE, praised="王芳", praise_form=PraiseForm.BANNER),
        "answered": made.say("门打不开", HELP, days_ago=3, **AUTHOR),
        "board": made.say("希望早点开门", days_ago=2),
        "closed": made.say("卫生间在哪里", FeedbackKind.ENQUIRY, days_ago=1, **AUTHOR),
    }
    for key in ("answered", "board", "closed"):
        made.answer(made.ids[key])
    made.feedback.close(made.ids["closed"])
    return made


@pytest.fixture
def window(book, qtbot):
    return book.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("feedback")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(page):
    return [line.entry.id for line in page.book.table.model.shown_records()]


def texts_of(widget):
    QApplication.processEvents()
    seen = [each for each in widget.findChildren(QWidget) if each.isVisible()]
    return " ".join(each.text() for each in seen if hasattr(each, "text"))


def test_the_book_begins_with_what_is_to_be_answered_the_late_first(page, book):
    ids = book.ids
    assert shown(page) == [ids["late"], ids["new"], ids["praise"]]
    assert page.head.findChild(QWidget) is not None
    assert [made.text() for made in page.book.filters.segments._buttons.values()] == [
        "Unanswered 3",
        "Late ones 1",
        "To close 2",
        "Closed ones 1",
        "All 6",
    ]


@pytest.mark.parametrize(
    ("argument", "keys"),
    [
        ("todo", ["late", "new", "praise"]),
        ("overdue", ["late"]),
        ("answered", ["answered", "board"]),
        ("call_back", ["answered"]),
        ("to_post", ["board"]),
        ("to_close", []),
        ("ready", []),
        ("due_today", []),
        ("closed", ["closed"]),
    ],
)
def test_other_pages_ask_for_a_quick_filter_or_a_next_step(page, book, argument, keys):
    page.open_with(argument)
    assert sorted(shown(page)) == sorted(book.ids[key] for key in keys)


def test_entries_are_found_by_words_initials_and_number_with_counts_beside_the_choices(page, book):
    book_view = page.book
    book_view.filters.choose("all")
    for typed, found in (("充电口", "new"), ("ysj", "late"), ("2026-0005", "board")):
        book_view.filters.search.setText(typed)
        assert shown(page) == [book.ids[found]], typed
    book_view.filters.search.setText("")
    book_view.filters.take("kind", "help")
    assert len(shown(page)) == 2
    kinds = book_view.filters._choices["kind"]
    told = [kinds.itemText(number) for number in range(kinds.count())]
    assert "Request for help  2" in told
    assert "Praise  1" in told
    book_view.filters.search.setText("nothing like it")
    assert shown(page) == []


def test_nothing_says_why_it_is_nothing(page, book):
    book_view = page.book
    book_view.filters.search.setText("nothing like it")
    assert "“nothing like it”" in texts_of(book_view.table)
    book_view.filters.clear()
    page.open_with("overdue")
    book.feedback.void(book.ids["late"], "登错了", "李强")
    assert "Nothing is late." in texts_of(book_view.table)


def test_an_empty_book_invites_to_begin(database, qtbot):
    page = Book(database).window(qtbot).page("feedback")
    assert "Nothing stands in the book yet." in texts_of(page.book.table)


def test_tasks_are_given_finished_and_dropped_in_their_window(page, book):
    late = book.ids["late"]
    task = book.feedback.open_task(late, NewTask(title="叫师傅", assigned_to="李强", on=TODAY))
    alone = book.feedback.add_task(NewTask(title="擦窗", assigned_to="王芳", on=TODAY))
    seen = []

    def drop(form):
        form.dropped.set_value(True)
        form.came_of_it.set_value("下雨")
        form.try_to_keep()

    def look(panel):
        panel.table.choose_where(lambda each: each.id == task)
        seen.append(panel.entry.isEnabled())
        panel.table.choose_where(lambda each: each.id == alone)
        seen.append(panel.entry.isEnabled())
        in_form(drop)
        panel.finish.click()
        seen.append(len(panel.table.model.shown_records()))
        panel.all.set_value(True)
        seen.append(len(panel.table.model.shown_records()))
        panel.table.choose_where(lambda each: each.id == task)
        panel.entry.click()

    in_form(look)
    page.tasks.click()
    assert seen == [True, False, 1, 2]
    assert page.book.table.current().entry.id == late


def test_the_long_list_is_read_in_blocks_and_stays_where_the_cursor_was(page, book):
    page.open_with("all")
    table = page.book.table
    assert len(table.model.shown_records()) == 6
    table.choose_where(lambda line: line.entry.id == book.ids["new"])
    book.say("又来一条")
    assert table.current().entry.id == book.ids["new"]


def test_the_chain_of_an_entry_is_told_as_one_record(page, book):
    late = book.ids["late"]
    feedback = book.feedback
    feedback.accept(late, "李强")
    task = feedback.open_task(late, NewTask(title="叫师傅", assigned_to="李强", on=TODAY))
    feedback.wait(late, "哪一台？")
    feedback.undo(late)
    again = book.say("饮水机没热水", HELP, name="陈静", phone="13655556666")
    feedback.mark_duplicate(again, late)
    page.open_with(("entry", late))
    told = texts_of(page.book.detail)
    for words in (
        "Accepted for handling 李强",
        "叫师傅",
        "(taken back)",
        "Repeats it",
        "张* 5678",
        "late",
    ):
        assert words in told, words
    assert "张伟民" not in told
    assert "13812345678" not in told
    page.open_with(("task", task))
    assert page.book.table.current().entry.id == late


def test_a_phone_that_stands_in_the_text_is_shown_masked_everywhere(page, book):
    entry_id = book.say("请打13912345678找我", HELP, **AUTHOR)
    book.answer(entry_id, "已电话13912345678告知。")
    page.open_with(("entry", entry_id))
    told = texts_of(page)
    cells = [
        str(column.read(line))
        for column in page.book.table.model.columns
        for line in page.book.table.model.shown_records()
    ]
    assert "139****5678" in told
    assert not any("13912345678" in words for words in (told, *cells))


def test_a_task_is_finished_from_the_chain_and_the_entry_is_ready_to_answer(page, book):
    late = book.ids["late"]
    book.feedback.open_task(late, NewTask(title="叫师傅", assigned_to="李强", on=TODAY))
    page.open_with(("entry", late))

    def fill(form):
        form.came_of_it.set_value("修好了")
        form.try_to_keep()

    in_form(fill)
    (link,) = book.feedback.chain(late).links
    page.book.detail.links.pressed.emit(link)
    assert page.book.detail.ready.isVisible()
    page.open_with("ready")
    assert shown(page) == [late]


def test_papers_and_red_lines_stand_on_other_pages(page, book):
    turned = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda *to: turned.append(to))
    page.book.detail.works["paper"].trigger()
    page.print.click()
    page.open_with("board")
    page.board.notice.click()
    page.board.poster.click()
    page.open_with("praise")
    page.praise.print.click()
    page.open_with("figures")
    page.figures.print.click()
    page.figures.red_lines.click()
    assert turned == [
        ("reports", ("feedback-sheet", book.ids["late"])),
        ("reports", "feedback"),
        ("reports", "answers-board"),
        ("reports", "echo-poster"),
        ("reports", "praise"),
        ("reports", "feedback-figures"),
        ("settings", "red_lines"),
    ]


def test_every_paper_that_is_led_to_is_there():
    keys = {report.key for report in CATALOGUE}
    led_to = {*REPORTS.values(), "feedback-sheet", "echo-poster"}
    assert led_to <= keys


def test_what_is_missing_before_closing_is_a_checklist(page, book):
    page.open_with(("entry", book.ids["answered"]))
    detail = page.book.detail
    assert detail.missing.isVisible()
    assert "was not called back" in detail.missing.text()
    assert detail.next.accessibleName() == "Call back"
    page.open_with(("entry", book.ids["board"]))
    assert detail.next.accessibleName() == "Post on the board"


def test_the_menu_offers_only_what_the_state_allows(page, book):
    page.open_with(("entry", book.ids["closed"]))
    detail = page.book.detail
    offered = {move for move, action in detail.moves.items() if action.isVisible()}
    assert offered == {
        move for move in book.feedback.moves_for(book.ids["closed"]) if move in detail.moves
    }
    assert Move.REOPEN in offered
    assert not detail.next.isVisible()


def test_a_move_by_key_that_is_not_allowed_says_why_above(page, book, qtbot):
    page.open_with(("entry", book.ids["closed"]))

    def keep(form):
        form.body.set_value("好了")
        form.try_to_keep()
        assert form.note.isVisible()

    in_form(keep)
    page.book.table.setFocus()
    qtbot.keyClick(page.book.table.view, Qt.Key.Key_R)
    assert book.feedback.entry(book.ids["closed"]).state is EntryState.CLOSED
    page.deeds.run(Move.CLOSE, book.ids["new"])
    assert "has no answer yet" in texts_of(page.note)


def test_closing_offers_to_be_taken_back(page, book, window):
    answered = book.ids["answered"]
    book.feedback.call_back(
        answered,
        NewCallBack(reached=True, called_by="何秀英", at=book.moment, solved=Solved.YES, rating=5),
    )
    page.open_with(("entry", answered))
    page.book.detail.next.click()
    assert book.feedback.entry(answered).state is EntryState.CLOSED
    window.undo_last()
    assert book.feedback.entry(answered).state is EntryState.CONFIRMED


def test_the_last_step_is_taken_back_after_a_question(page, book):
    answered = book.ids["answered"]
    book.answers.agrees = False
    page.deeds.run(Move.UNDO, answered)
    assert book.feedback.entry(answered).state is EntryState.ANSWERED
    book.answers.agrees = True
    page.deeds.run(Move.UNDO, answered)
    assert book.feedback.entry(answered).state is EntryState.RECEIVED


def test_all_answers_of_the_board_are_noted_at_once(page, book, qtbot):
    other = book.say("想要热水", days_ago=1)
    book.answer(other)
    page.open_with("board")
    assert len(page.board.table.model.shown_records()) == 2
    in_form(lambda form: form.try_to_keep())
    press(qtbot, page.board.post)
    assert len(page.board.table.model.shown_records()) == 0
    page.board.filters.choose("hanging")
    assert len(page.board.table.model.shown_records()) == 2
    book.moment += timedelta(days=8)
    in_form(lambda form: form.try_to_keep())
    page.board.table.choose_first()
    page.board.detail.first.click()
    assert len(book.feedback.board().hanging) == 1


def test_praise_is_shown_with_the_honours_list(page, book):
    page.open_with("praise")
    (line,) = page.praise.table.model.shown_records()
    assert line.entry.id == book.ids["praise"]
    assert "王芳 1" in page.praise.honours.accessibleName()
    page.praise.filters.choose("letter")
    assert len(page.praise.table.model.shown_records()) == 0
    page.praise.filters.choose("banner")
    page.praise.table.choose_first()
    page.praise.table.opened.emit(page.praise.table.current())
    assert page.views.current() == "book"
    assert page.book.table.current().entry.id == book.ids["praise"]


def test_figures_are_those_of_the_service_with_formula_and_denominator(page, book):
    page.open_with("figures")
    page.figures.period.periods.choose("this_year")
    QApplication.processEvents()
    rates = book.feedback.rates(*page.figures.period.days())
    for rate in rates.rates:
        told = texts_of(page.figures.cards[rate.key])
        number = "—" if rate.percent is None else f"{rate.percent:.1f}%"
        assert number in told
        assert "÷" in told
        if rate.among:
            assert f"{rate.counted} of {rate.among}" in told
    assert "Request for help 2" in page.figures.charts["kinds"].accessibleName()


def test_days_of_ones_own_are_taken_either_way_round(page):
    page.open_with("figures")
    period = page.figures.period
    period.periods.choose("own")
    period.first.set_value(TODAY)
    period.last.set_value(TODAY - timedelta(days=3))
    assert period.days() == (TODAY - timedelta(days=3), TODAY)


def test_deeds_are_begun_from_other_pages(page, qtbot):
    titles = []
    for deed in ("enter", "page", "templates"):
        in_form(lambda form: titles.append(form.windowTitle()))
        page.open_with(deed)
        count = len(titles) + 1
        qtbot.waitUntil(lambda wanted=count: len(titles) == wanted)
    assert titles == ["Enter what was said", "Enter a page of the book", "Ready-made answers"]
    page.open_with("nonsense")
    page.open_with(("nonsense", 3))


def test_what_was_entered_is_shown_and_the_next_begins_like_it(page, book):
    groups = []

    def fill(form):
        form.group.set_value("rider")
        form.body.set_value("请加一把椅子")
        form.try_to_keep()

    in_form(fill)
    page.enter.click()
    assert page.book.table.current().entry.body == "请加一把椅子"
    in_form(lambda form: groups.append(form.group.value()))
    page.enter.click()
    assert groups == ["rider"]


def test_the_touch_page_is_asked_for(page, qtbot):
    with qtbot.waitSignal(page.touch_wanted):
        press(qtbot, page.touch)


def test_views_are_turned_by_keys(page, window, qtbot):
    for number, key in enumerate(REPORTS, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert page.views.current() == key
        assert page.help_anchor() == key


def test_exactly_one_button_is_primary(page):
    for key in REPORTS:
        page.open_with(key)
        QApplication.processEvents()
        primaries = [
            made.accessibleName()
            for made in page.findChildren(QPushButton)
            if made.property("look") == "primary" and made.isVisible()
        ]
        assert primaries == ["Enter what was said"]


def test_every_control_has_a_name(page):
    kinds = (QPushButton, QLineEdit, QComboBox, QAbstractItemView)
    for key in REPORTS:
        page.open_with(key)
        unnamed = [
            each
            for kind in kinds
            for each in page.findChildren(kind)
            if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
            if not each.objectName().startswith("qt_")
        ]
        assert unnamed == []


@pytest.mark.parametrize("key", list(REPORTS))
def test_tab_reaches_every_button(page, window, qtbot, key):
    page.open_with(key)
    QApplication.processEvents()
    page.print.setFocus()
    reached = set()
    for _step in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = {
        made
        for made in page.findChildren(QPushButton)
        if made.isVisible() and made.isEnabled() and made.property("look") != "segment"
    }
    assert wanted - reached == set()


@pytest.mark.parametrize(("size", "percent"), SIZES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_sticks_out_of_the_window(book, qtbot, wear, size, percent, language):
    use_language(language, paths.locale_folder())
    wear(Dress.LIGHT, percent)
    try:
        window = book.window(qtbot, size)
        page = window.page("feedback")
        for key in REPORTS:
            page.open_with(key)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size, key
            for made in page.findChildren(QPushButton):
                if made.isVisible() and not page.figures.isAncestorOf(made):
                    edge = made.mapTo(window, made.rect().bottomRight())
                    assert edge.x() <= window.width(), (key, made.accessibleName())
                    assert edge.y() <= window.height(), (key, made.accessibleName())
            view = page.view()
            if hasattr(view, "filters"):
                segments = view.filters.segments
                assert segments.width() >= segments.minimumSizeHint().width(), key
            if hasattr(view, "table"):
                assert view.table.view.horizontalScrollBar().maximum() == 0, key
    finally:
        use_language("en", paths.locale_folder())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_has_a_place_for_every_view(language):
    text = (paths.resources() / "help" / language / "feedback.html").read_text(encoding="utf-8")
    for key in REPORTS:
        assert f'id="{key}"' in text
