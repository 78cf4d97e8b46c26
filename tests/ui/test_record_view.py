from operator import attrgetter

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton

from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.detail_pane import DetailPane
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from tests.ui.listing import COLUMNS, GOODS, PAPER_CUPS, UMBRELLAS, WATER

SEGMENTS = {"counted": "Counted", "all": "All"}


class GoodsView(RecordView):
    def __init__(self):
        super().__init__(
            FilterBar("Name", SEGMENTS, "Which goods to show"),
            RecordTable(COLUMNS, "Goods", key=attrgetter("id")),
            DetailPane("Choose goods at the left."),
        )
        self.told, self.opened = [], []
        self.beside = QPushButton("New")
        self.lay_out(self.beside)

    def narrow(self):
        query, every = self.filters.query(), self.filters.segment() == "all"
        self.table.narrow(lambda goods: query in goods.name and (every or goods.pieces is not None))

    def show_chosen(self, record):
        self.told.append(record)
        self.detail.show_head(record.name)

    def open_record(self, record):
        self.opened.append(record)


@pytest.fixture
def view(qtbot):
    made = GoodsView()
    qtbot.addWidget(made)
    made.resize(1300, 500)
    made.show()
    made.show_records(GOODS)
    return made


def test_the_first_record_shown_is_told_in_the_pane(view):
    assert view.told[-1] == PAPER_CUPS
    assert view.detail.title.text() == "纸杯"


def test_where_nothing_is_shown_the_pane_tells_nothing(view):
    view.filters.search.setText("轮椅")
    view.filters.changed.emit()
    assert view.table.current() is None
    assert not view.detail.title.isVisible()


def test_a_record_that_filters_hide_is_found_by_letting_them_go(view):
    view.filters.search.setText("纸")
    view.find_record(lambda goods: goods == WATER, "counted", "all")
    assert view.table.current() == WATER
    assert (view.filters.segment(), view.filters.query()) == ("all", "")


def test_a_record_that_is_shown_is_found_without_touching_the_filters(view):
    view.filters.search.setText("雨")
    view.find_record(lambda goods: goods == UMBRELLAS, "all")
    assert view.table.current() == UMBRELLAS
    assert (view.filters.segment(), view.filters.query()) == ("counted", "雨")


def test_enter_in_the_search_leads_to_the_first_row_and_enter_there_opens_it(qtbot, view):
    qtbot.keyClick(view.filters.search, Qt.Key.Key_Return)
    assert view.table.current() == PAPER_CUPS
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert view.opened == [PAPER_CUPS]


def test_a_deed_of_the_menu_is_done_with_the_record_one_stands_on(view):
    done = []
    menu = view.menu([("Count", Icon.EDIT, done.append)])
    view.find_record(lambda goods: goods == UMBRELLAS)
    (count,) = menu.actions()
    count.trigger()
    assert done == [UMBRELLAS]


def test_a_deed_without_a_record_does_nothing(view):
    done = []
    view.show_records([])
    view.for_current(done.append)()
    assert done == []
