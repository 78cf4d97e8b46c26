import subprocess
import sys

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from stationdesk.domain.problems import Problem, Refused
from stationdesk.services.changes import Topic
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.page import Page
from stationdesk.ui.shots import take_shots
from stationdesk.ui.theme import Dress
from stationdesk.ui.widgets.basics import Card, button
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts, MasterDetail
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from tests.ui.listing import COLUMNS, GOODS


class GoodsPage(Page):
    def __init__(self, feed):
        super().__init__("物资")
        self.read = 0
        self.asked_for = None
        self.head.set_subtitle("3 种物资")
        self.print = self.head.add_tool(Icon.PRINT, "打印", "Ctrl+P")
        self.count = self.head.add_button("盘点", Icon.CLIPBOARD_TASK)
        self.issue = self.head.set_primary("领用", Icon.ARROW_EXPORT)
        self.filters = FilterBar("名称", {"all": "全部", "low": "偏低"})
        self.filters.add_choice("place", "位置", {"": "全部位置", "a": "货架 A"})
        self.table = RecordTable(COLUMNS, "物资", key=lambda goods: goods.id)
        self.pane = DetailPane("选择一种物资。")
        self.facts = Facts()
        self.pane.body.addWidget(self.facts)
        self.pane.foot.addWidget(button("编辑", Icon.EDIT))
        card = Card()
        card.body.addWidget(self.filters)
        card.body.addWidget(self.table, 1)
        self.split = MasterDetail(card, self.pane)
        self.body.addWidget(self.split, 1)
        self.table.chosen.connect(self.on_chosen)
        self.table.clear_wanted.connect(self.filters.clear)
        self.listen(feed, Topic.INVENTORY)

    def on_chosen(self, goods):
        if goods is None:
            self.pane.show_nothing()
        else:
            self.pane.show_head(goods.name, goods.state)
            self.facts.show_facts([("数量", str(goods.pieces))])

    def refresh(self):
        self.read += 1
        self.table.show_records(GOODS)

    def open_with(self, argument):
        self.asked_for = argument


@pytest.fixture
def feed(qapp):
    return ChangeFeed()


@pytest.fixture
def built():
    return []


@pytest.fixture
def window(qtbot, feed, built):
    def build(key):
        built.append(key)
        return GoodsPage(feed)

    made = MainWindow(
        [
            PageEntry("today", "今日", Icon.HOME, "Ctrl+1", lambda: build("today")),
            PageEntry("stock", "物资", Icon.BOX, "Ctrl+2", lambda: build("stock")),
            PageEntry("settings", "设置", Icon.SETTINGS, "", lambda: build("settings"), foot=True),
            PageEntry(
                "imports", "导入", Icon.ADD, "Ctrl+I", lambda: build("imports"), in_rail=False
            ),
        ],
        "枫桥路驿站",
    )
    qtbot.addWidget(made)
    made.show()
    made.open_page("today")
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_a_page_is_built_when_it_is_first_opened_and_only_once(window, built, qtbot):
    assert built == ["today"]
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "stock"
    window.open_page("today")
    window.open_page("stock")
    assert built == ["today", "stock"]
    assert "枫桥路驿站" in window.windowTitle()


def test_a_page_that_does_not_stand_in_the_rail_is_reached_by_its_key(window, qtbot):
    assert "imports" not in set(window.rail.keys())
    assert "imports" in window.page_keys()
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "imports"
    taken = [made for made in window.rail.findChildren(QPushButton) if made.isChecked()]
    assert taken == []
    window.open_page("stock")
    taken = [made for made in window.rail.findChildren(QPushButton) if made.isChecked()]
    assert [made.accessibleName() for made in taken] == ["物资"]


def test_a_page_reads_again_when_seen_and_not_before(window, feed):
    today = window.page("today")
    stock = window.open_page("stock")
    assert (today.read, stock.read) == (1, 1)
    feed.announce(frozenset({Topic.INVENTORY}))
    assert (today.read, stock.read) == (1, 2)
    feed.announce(frozenset({Topic.AMENITIES}))
    assert (today.read, stock.read) == (1, 2)
    window.open_page("today")
    assert (today.read, stock.read) == (2, 2)


def test_a_page_turns_to_another_with_what_should_be_shown_there(window):
    window.page("today").turn_to.emit("stock", 7)
    assert window.current_key() == "stock"
    assert window.page("stock").asked_for == 7


def test_deeds_are_undone_latest_first_by_toast_or_by_key(window, qtbot):
    undone = []
    page = window.page("today")
    page.tell("登记了 1 件", undo=lambda: undone.append(1))
    page.tell("登记了 2 件", undo=lambda: undone.append(2))
    assert window.toast.isVisible()
    window.toast.undo_button.click()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [2, 1]
    window.undo_last()
    assert undone == [2, 1]


def test_a_word_without_a_way_back_offers_none(window):
    window.page("today").tell("已导出")
    assert window.toast.isVisible()
    assert not window.toast.undo_button.isVisible()


def test_control_f_goes_to_the_search_and_f5_reads_again(window, qtbot):
    page = window.page("today")
    page.table.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.filters.search
    read = page.read
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert page.read == read + 1


def test_f1_opens_the_help_and_escape_puts_it_away(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    drawer = next(each for each in window.findChildren(QWidget) if each.objectName() == "help")
    assert drawer.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not drawer.isVisible()


@pytest.mark.parametrize(
    ("size", "percent", "narrow", "beside"),
    [
        ((1366, 690), 100, False, True),
        ((1280, 640), 100, False, True),
        ((1150, 640), 100, False, False),
        ((1093, 535), 100, True, False),
        ((1366, 690), 130, True, False),
        ((900, 480), 100, True, False),
    ],
)
def test_rail_and_pane_give_way_as_the_window_narrows(
    qtbot, wear, feed, size, percent, narrow, beside
):
    wear(Dress.LIGHT, percent)
    window = MainWindow(
        [PageEntry("stock", "物资", Icon.BOX, "Ctrl+1", lambda: GoodsPage(feed))], "驿站"
    )
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    page = window.open_page("stock")
    QApplication.processEvents()
    assert window.rail.is_narrow() == narrow
    assert page.split.is_beside() == beside
    assert (window.width(), window.height()) == size
    if not beside:
        page.table.choose_first()
        page.split.open_pane()
        assert page.pane.isVisible()
        page.split.close_pane()
        assert not page.pane.isVisible()


def test_the_pane_comes_back_beside_the_table_when_there_is_room_again(window):
    page = window.page("today")
    window.resize(1000, 600)
    QApplication.processEvents()
    page.split.open_pane()
    window.resize(1366, 690)
    QApplication.processEvents()
    assert page.split.is_beside()
    assert page.pane.isVisible()


def _unnamed(window):
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, kinds)
        and each.isVisible()
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]


def test_nothing_one_can_press_or_fill_in_is_without_a_name(window):
    window.page("today").filters.search.setText("纸")
    assert _unnamed(window) == []


def test_every_button_is_reached_by_tab_and_shows_that_it_has_the_focus(window, qtbot):
    window.page("today").table.choose_first()
    window.rail.setFocus()
    reached = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    page = window.page("today")
    for wanted in (page.print, page.count, page.issue, page.filters.search, page.table.view):
        assert wanted in reached
    for stop in {each for each in reached if isinstance(each, QPushButton)}:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        focused = stop.grab().toImage()
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        assert focused != stop.grab().toImage(), stop.accessibleName()


def test_the_ring_is_shown_to_the_keyboard_and_not_to_the_mouse(window, qtbot):
    issue = window.page("today").issue
    issue.setFocus(Qt.FocusReason.TabFocusReason)
    assert issue.property("kbd")
    qtbot.mousePress(issue, Qt.MouseButton.LeftButton)
    assert not issue.property("kbd")


@pytest.mark.parametrize("dress", [Dress.LIGHT, Dress.DARK])
@pytest.mark.parametrize("percent", [100, 130])
def test_no_words_are_cut_on_a_button(qtbot, wear, feed, dress, percent):
    wear(dress, percent)
    page = GoodsPage(feed)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    QApplication.processEvents()
    for made in page.findChildren(QPushButton):
        if made.isVisible():
            words = made.fontMetrics().horizontalAdvance(made.text())
            assert made.width() >= words, made.text()


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("size", [(1366, 690), (1093, 535), (1280, 640), (900, 480)])
def test_nothing_sticks_out_of_its_room(qtbot, wear, feed, size, percent):
    wear(Dress.LIGHT, percent)
    window = MainWindow(
        [PageEntry("stock", "Stock", Icon.BOX, "Ctrl+1", lambda: GoodsPage(feed))], "Station"
    )
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    page = window.open_page("stock")
    page.filters.set_options("place", {"": "Every place in the station", "a": "Shelf A"})
    for _ in range(3):
        QApplication.processEvents()
    for part in (page.head, page.filters, page.table, *page.head.findChildren(QPushButton)):
        corner = part.mapTo(window, part.rect().bottomRight())
        assert corner.x() < window.width(), part
        assert corner.y() < window.height(), part
    for box in page.filters.findChildren(QComboBox):
        assert box.width() >= box.minimumSizeHint().width()


def test_pictures_come_out_alike_and_numbered(window, tmp_path):
    first = take_shots(window, tmp_path / "a", (1100, 600))
    second = take_shots(window, tmp_path / "b", (1100, 600), only=["stock"])
    assert [file.name for file in first] == [
        "01-today.png",
        "02-stock.png",
        "03-settings.png",
        "04-imports.png",
    ]
    assert [file.name for file in second] == ["02-stock.png"]
    assert first[1].read_bytes() == second[0].read_bytes()
    with pytest.raises(KeyError):
        take_shots(window, tmp_path, only=["nowhere"])


def test_the_window_brings_nothing_heavy_with_it():
    heavy = ("numpy", "pyqtgraph", "reportlab", "openpyxl", "pypinyin", "peewee", "PyQt6.QtPdf")
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, stationdesk.ui.main_window, stationdesk.ui.application;"
            f"print([name for name in {heavy!r} if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_taking_back_is_no_deed_that_could_be_taken_back(window):
    done = []

    def take_back(number):
        done.append(number)
        window.show_undo("撤销也是一步", lambda: done.append("again"))

    window.show_undo("第一步", lambda: take_back(1))
    window.show_undo("第二步", lambda: take_back(2))
    window.undo_last()
    window.undo_last()
    window.undo_last()
    assert done == [2, 1]


def test_a_deed_that_can_no_longer_be_taken_back_says_why(window):
    def refuse():
        raise Refused([Problem("lines", "The goods have left since.")])

    window.show_undo("第一步", refuse)
    window.undo_last()
    assert "The goods have left since." in window.toast.words.text()
