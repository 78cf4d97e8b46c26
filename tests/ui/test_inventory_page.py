"""The ledger of goods as a person sees and presses it."""

import time
from datetime import date
from functools import partial

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QPushButton

from stationdesk.domain.stock import DocumentKind
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.issue_form import IssueForm
from stationdesk.ui.inventory.item_form import ItemForm
from stationdesk.ui.inventory.page import InventoryPage
from stationdesk.ui.main_window import MainWindow, PageEntry
from tests.ui.stocked import TODAY, AnsweringDialogs, fill


@pytest.fixture
def goods(inventory):
    items, _places = fill(inventory)
    return items


@pytest.fixture
def build(qtbot, context, inventory):
    """Build the page in a window of a given size."""

    def _build(width=1366, height=690):
        feed = ChangeFeed()
        context.announce = feed.announce
        made = partial(InventoryPage, inventory, feed, AnsweringDialogs(), lambda: TODAY)
        window = MainWindow([PageEntry("inventory", "Inventory", Icon.BOX, "", made)])
        qtbot.addWidget(window)
        context.hear_undo = lambda undo: window.show_undo(str(undo), undo.take_back)
        window.resize(width, height)
        window.show()
        page = window.open_page("inventory")
        QApplication.processEvents()
        return page

    return _build


def names(page):
    return [line.item.name for line in page.table.model.shown_records()]


def choose(page, name):
    assert page.table.choose_where(lambda line: line.item.name == name)


def usable(inventory, item_id):
    return next(line.usable for line in inventory.stock() if line.item.id == item_id)


def in_the_window_that_opens(kind, act):
    """Let ``act`` loose on the modal window of ``kind`` as soon as it stands."""

    def look():
        window = QApplication.activeModalWidget()
        assert isinstance(window, kind), window
        act(window)
        if window.isVisible():
            window.set_clean()
            window.reject()

    QTimer.singleShot(50, look)


def test_an_empty_ledger_invites_to_import_or_to_write(build, qtbot):
    page = build()
    asked = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda *told: asked.append(told))
    offered = {
        each.accessibleName(): each for each in page.findChildren(QPushButton) if each.isVisible()
    }
    qtbot.mouseClick(offered["Import from Excel…"], Qt.MouseButton.LeftButton)
    assert asked == [("imports", None)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("雨伞", ["雨伞"]),
        ("ys", ["雨伞"]),
        ("zhibei", ["纸杯"]),
        ("WZ-00003", ["创可贴"]),
        ("贴", ["创可贴", "退热贴"]),
        ("wz 贴", ["创可贴", "退热贴"]),
        ("没有的", []),
    ],
)
def test_goods_are_found_by_name_code_pinyin_and_initials(build, goods, typed, found):
    page = build()
    page.filters.search.setText(typed)
    assert names(page) == found


@pytest.mark.parametrize(
    ("segment", "shown"),
    [
        ("all", ["雨伞", "纸杯", "创可贴", "退热贴"]),
        ("out", ["退热贴"]),
        ("low", ["纸杯"]),
        ("expiring", ["创可贴"]),
        ("expired", ["退热贴"]),
        ("archived", []),
    ],
)
def test_quick_filters_show_what_they_say_and_count_it(build, goods, segment, shown):
    page = build()
    page.filters.choose(segment)
    assert names(page) == shown
    chosen = next(
        each for each in page.filters.segments.findChildren(QPushButton) if each.isChecked()
    )
    assert chosen.text().endswith(f" {len(shown)}")


def test_category_and_place_narrow_the_ledger(build, inventory, goods):
    page = build()
    boxes = page.filters._choices
    boxes["place"].setCurrentIndex(boxes["place"].findText("急救箱"))
    assert names(page) == ["创可贴", "退热贴"]


def test_the_detail_tells_amount_batches_and_what_moved(build, goods):
    page = build()
    choose(page, "创可贴")
    detail = page.detail
    assert (detail.number.text(), detail.unit.text()) == ("7", "盒")
    assert detail.levels.whole_text() == "/ minimum 2 · target 4"
    said = [each.text() for each in detail.batches.findChildren(type(detail.unit))]
    assert "2026-07-20" in said
    assert "2027-03-01" in said


def test_a_quick_issue_takes_five_keys_from_the_search(build, inventory, goods, qtbot):
    """Find, go to it, one piece out: the goal is 15 seconds without a mouse."""
    page = build()
    began = time.perf_counter()
    page.filters.search.setFocus()
    QTest.keyClicks(page.filters.search, "ys")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    QTest.keyClick(page.table.view, Qt.Key.Key_Minus)
    assert usable(inventory, goods["雨伞"]) == 11
    assert time.perf_counter() - began < 3


def test_enter_asks_how_many_and_enter_again_hands_them_out(build, inventory, goods):
    page = build()
    choose(page, "雨伞")
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.detail.quantity.hasFocus()
    QTest.keyClicks(page.detail.quantity, "3")
    QTest.keyClick(page.detail.quantity, Qt.Key.Key_Return)
    assert usable(inventory, goods["雨伞"]) == 9
    assert page.table.view.hasFocus()
    assert page.table.current().usable == 9


def test_a_quick_issue_is_taken_back_by_undo(build, inventory, goods):
    page = build()
    choose(page, "雨伞")
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Minus)
    page.window().undo_last()
    assert usable(inventory, goods["雨伞"]) == 12


def test_more_than_there_is_is_refused_in_words_above_the_ledger(build, inventory, goods):
    page = build()
    choose(page, "雨伞")
    page.detail.issue_wanted.emit(99)
    assert "only 12 把 of 雨伞" in page.note.words.text()
    assert usable(inventory, goods["雨伞"]) == 12


def test_what_expired_is_scrapped_in_one_click_and_comes_back_by_undo(build, inventory, goods):
    page = build()
    page.filters.choose("expired")
    assert "Expired batches on the shelves: 1." in page.note.words.text()
    page.note.acted.emit()
    assert inventory.expired() == []
    assert not page.note.isVisible()
    newest = inventory.documents(TODAY, TODAY)[0]
    assert (newest.kind, newest.reason) == (DocumentKind.SCRAP, "Expired")
    page.window().undo_last()
    assert [each.quantity for each in inventory.expired()] == [2]


def test_the_pane_scraps_what_expired_of_one_item(build, inventory, goods, qtbot):
    page = build()
    choose(page, "退热贴")
    qtbot.mouseClick(page.detail.scrap_expired, Qt.MouseButton.LeftButton)
    assert inventory.expired() == []


def test_an_item_with_goods_is_not_archived_and_says_why(build, goods):
    page = build()
    choose(page, "雨伞")
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert "Issue or scrap them first" in page.note.words.text()


def test_an_empty_item_is_archived_and_restored(build, inventory, goods):
    page = build()
    page.deeds.issue_now(goods["雨伞"], 12)
    choose(page, "雨伞")
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert "雨伞" not in names(page)
    page.filters.choose("archived")
    choose(page, "雨伞")
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert names(page) == []
    assert inventory.item(goods["雨伞"]).archived_on is None


def test_the_primary_button_opens_the_issue_form(build, goods, qtbot):
    page = build()
    opened = []
    in_the_window_that_opens(IssueForm, opened.append)
    qtbot.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    assert len(opened) == 1


def test_a_new_item_is_shown_after_it_was_written(build, inventory, goods):
    page = build()

    def write(form):
        form.name.set_value("老花镜")
        form.unit.set_value("副")
        form.try_to_keep()

    in_the_window_that_opens(ItemForm, write)
    page.deeds.add_item()
    assert page.table.current().item.name == "老花镜"


@pytest.mark.parametrize(
    ("argument", "shown"), [("low", ["纸杯"]), ("expired", ["退热贴"]), ("expiring", ["创可贴"])]
)
def test_another_page_opens_it_with_a_quick_filter(build, goods, argument, shown):
    page = build()
    page.filters.search.setText("xyz")
    page.open_with(argument)
    assert names(page) == shown


def test_another_page_opens_it_on_an_item(build, goods):
    page = build()
    page.filters.choose("low")
    page.open_with(goods["创可贴"])
    assert page.table.current().item.name == "创可贴"


def test_another_page_begins_a_deed_which_opens_once_the_page_stands(build, goods, qtbot):
    page = build()
    opened = []
    in_the_window_that_opens(IssueForm, opened.append)
    page.open_with("issue")
    assert opened == []
    qtbot.waitUntil(lambda: len(opened) == 1)


def test_the_ledger_is_printed_through_the_reports(build, goods, qtbot):
    page = build()
    asked = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda *told: asked.append(told))
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    assert asked == [("reports", ("inventory", None))]


def test_it_shows_what_others_changed_and_keeps_the_cursor(build, inventory, goods):
    page = build()
    choose(page, "创可贴")
    inventory.add_item(_new("新的"))
    assert "新的" in names(page)
    assert page.table.current().item.name == "创可贴"


def _new(name):
    from stationdesk.domain.goods import NewItem

    return NewItem(name=name, unit="个")


@pytest.mark.parametrize(
    ("size", "text"),
    [((1366, 690), 100), ((1093, 535), 100), ((1280, 640), 100), ((1366, 690), 130)],
)
def test_nothing_is_wider_than_the_window(build, goods, wear, size, text):
    wear(text_percent=text)
    page = build(*size)
    window = page.window()
    assert window.minimumSizeHint().width() <= size[0]
    bar = page.table.view.horizontalScrollBar()
    assert bar.maximum() == 0
    for made in page.head.findChildren(QPushButton):
        assert made.width() >= made.minimumSizeHint().width()


def test_every_button_is_reached_by_tab(build, goods, qtbot):
    page = build()
    choose(page, "退热贴")
    page.filters.search.setFocus()
    reached = set()
    for _stop in range(60):
        focused = QApplication.focusWidget()
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    missed = [
        each.accessibleName() or each.text()
        for each in page.findChildren(QPushButton)
        if each.isVisible()
        and each.isEnabled()
        and each not in reached
        and each.property("look") != "segment"
    ]
    assert missed == []


def test_every_control_has_a_name_for_the_screen_reader(build, goods):
    page = build()
    unnamed = [
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and not (each.accessibleName() or each.text().strip())
    ]
    assert unnamed == []


def test_a_narrow_window_keeps_the_pane_in_a_drawer(build, goods):
    page = build(1093, 535)
    choose(page, "雨伞")
    assert not page.detail.isVisible()
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.quantity.hasFocus()


def test_today_is_asked_anew_for_every_deed(qtbot, inventory, goods):
    days = [date(2026, 6, 29), TODAY]
    page = InventoryPage(inventory, ChangeFeed(), AnsweringDialogs(), lambda: days[0])
    qtbot.addWidget(page)
    page.deeds.issue_now(goods["雨伞"], 1)
    days.pop(0)
    page.deeds.issue_now(goods["雨伞"], 1)
    told = [each.business_date for each in inventory.documents(date(2026, 6, 29), TODAY)]
    assert told == [TODAY, date(2026, 6, 29)]


def test_a_quick_filter_shows_its_first_item_beside_the_ledger(build, inventory, goods):
    page = build()
    choose(page, "雨伞")
    page.filters.search.setText("nothing like it")
    page.filters.clear()
    assert page.table.current() is not None
