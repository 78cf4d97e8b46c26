from datetime import date
from operator import attrgetter

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QAbstractItemModelTester
from PyQt6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from stationdesk.listings.columns import Column, Kind
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_model import (
    BLOCK_ROWS,
    MARK_ROLE,
    RECORD_ROLE,
    SORT_ROLE,
    LazyRows,
    RecordTableModel,
    as_text,
)
from stationdesk.ui.widgets.record_table import RecordTable
from tests.ui.listing import COLUMNS, GOODS, LOW, PAPER_CUPS, UMBRELLAS, WATER

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qtbot):
    made = RecordTable(COLUMNS, "Goods", key=attrgetter("id"))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_records(GOODS)
    made.show()
    return made


def test_the_model_obeys_qt_through_every_change(qtmodeltester):
    model = RecordTableModel(COLUMNS, verb_of=lambda goods: "Open")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(GOODS)
    model.sort(1, DOWN)
    model.narrow(lambda goods: goods.pieces)
    model.show([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_cell_gives_its_words_its_value_its_state_and_its_record():
    model = RecordTableModel(COLUMNS)
    model.show(GOODS)
    assert model.index(0, 2).data() == "2026-07-21"
    assert model.index(0, 1).data(SORT_ROLE) == 16
    assert model.index(0, 3).data(MARK_ROLE) == LOW
    assert model.index(0, 0).data(RECORD_ROLE) == PAPER_CUPS
    assert model.index(1, 2).data() == "—"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Pieces"


@pytest.mark.parametrize(
    ("column", "order", "names"),
    [
        (1, UP, ["纸杯", "雨伞", "瓶装水"]),
        (1, DOWN, ["雨伞", "纸杯", "瓶装水"]),
        (2, UP, ["瓶装水", "纸杯", "雨伞"]),
        (2, DOWN, ["纸杯", "瓶装水", "雨伞"]),
        (3, UP, ["瓶装水", "纸杯", "雨伞"]),
        (-1, UP, ["纸杯", "雨伞", "瓶装水"]),
    ],
)
def test_sorting_puts_blanks_last_and_trouble_first(column, order, names):
    model = RecordTableModel(COLUMNS)
    model.show(GOODS)
    model.sort(column, order)
    assert [goods.name for goods in model.shown_records()] == names


def test_a_column_may_be_sorted_by_more_than_it_tells():
    days = [date(2027, 1, 4), date(2026, 12, 30)]
    told = Column("day", "Day", Kind.TEXT, lambda day: f"{day:%m-%d}", order=lambda day: day)
    model = RecordTableModel((told,))
    model.show(days)
    model.sort(0, UP)
    assert model.shown_records() == sorted(days)


def test_the_cursor_stays_on_its_record_when_sorted_and_when_read_again(table):
    table.choose_where(lambda goods: goods.id == 3)
    table.model.sort(2, UP)
    assert table.current() == WATER
    table.show_records(list(reversed(GOODS)))
    assert table.current() == WATER
    table.show_records([PAPER_CUPS])
    assert table.current() is None


def test_the_three_kinds_of_nothing(table, qtbot):
    table.say_when_empty(EmptyState(Nothing.NEVER_USED, "No goods yet.", "", (QPushButton("Go"),)))
    table.narrow(lambda goods: False, "hxzq")
    sentences = [each.sentence() for each in table.findChildren(EmptyState) if each.isVisible()]
    assert sentences == ["Nothing matches “hxzq”."]
    clear = next(each for each in table.findChildren(QPushButton) if each.isVisible())
    with qtbot.waitSignal(table.clear_wanted):
        clear.click()
    table.narrow(None)
    assert table.view.isVisible()
    table.show_records([])
    sentences = [each.sentence() for each in table.findChildren(EmptyState) if each.isVisible()]
    assert sentences == ["No goods yet."]


def test_enter_opens_the_record_and_tab_leaves_the_table(table, qtbot):
    table.choose_first()
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [PAPER_CUPS]
    assert not table.view.tabKeyNavigation()


def test_moving_the_cursor_tells_the_record(table, qtbot):
    table.choose_first()
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert chosen.args == [UMBRELLAS]


def test_a_press_on_the_verb_opens_the_record(qtbot):
    table = RecordTable(COLUMNS, "Goods", verb_of=lambda goods: "Open")
    qtbot.addWidget(table)
    table.resize(700, 300)
    table.show_records(GOODS)
    table.show()
    cell = table.view.visualRect(table.model.index(1, len(COLUMNS)))
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert opened.args == [UMBRELLAS]


def test_a_row_action_gets_the_selected_records(qtbot):
    table = RecordTable(COLUMNS, "Goods", many=True)
    qtbot.addWidget(table)
    table.show_records(GOODS)
    given = []
    action = table.add_action("Archive", given.extend)
    action.trigger()
    assert given == []
    table.view.selectAll()
    action.trigger()
    assert given == GOODS


def test_copying_gives_lines_for_a_spreadsheet(table, qtbot):
    table.choose_first()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "纸杯\t16\t2026-07-21\tLow"


@pytest.mark.parametrize("width", [420, 700, 1200])
def test_columns_fill_the_width_and_the_growing_one_takes_what_is_left(table, width):
    table.resize(width, 300)
    QApplication.processEvents()
    header = table.view.horizontalHeader()
    whole = sum(header.sectionSize(number) for number in range(header.count()))
    assert whole >= table.view.viewport().width() - len(COLUMNS)
    assert header.sectionSize(0) >= 90


def test_numbers_and_their_heading_stand_at_the_right():
    model = RecordTableModel(COLUMNS)
    for number, column in enumerate(COLUMNS):
        right = bool(model.alignment(number) & Qt.AlignmentFlag.AlignRight)
        assert right == (column.kind is Kind.COUNT)


def test_a_long_ledger_is_read_in_blocks_and_only_where_it_is_looked_at(qtbot):
    asked = []

    def read(first, count):
        asked.append((first, count))
        return [PAPER_CUPS] * count

    table = RecordTable(COLUMNS, "Goods")
    qtbot.addWidget(table)
    table.resize(700, 300)
    table.show()
    table.show_records(LazyRows(1_000_000, read))
    QApplication.processEvents()
    assert asked == [(0, BLOCK_ROWS)]
    table.view.scrollToBottom()
    QApplication.processEvents()
    assert len(asked) == 2
    assert table.model.rowCount() == 1_000_000


def test_a_menu_opens_only_where_there_is_something_to_do(table):
    table.view.customContextMenuRequested.emit(QPoint(5, 5))
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(
    ("value", "text"), [(None, "—"), ("", "—"), (0, "0"), (12.5, "12.5%"), ("伞", "伞")]
)
def test_values_as_they_are_shown(value, text):
    assert as_text(value) == text


def test_hours_are_no_shares():
    assert as_text(12.5, Kind.HOURS) == "12.5"


def test_tab_passes_an_empty_table_by(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    before, after = QPushButton("before"), QPushButton("after")
    table = RecordTable(COLUMNS, "Goods", key=attrgetter("id"))
    layout = QVBoxLayout(host)
    for widget in (before, table, after):
        layout.addWidget(widget)
    host.show()
    host.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert host.focusWidget() is after
    table.show_records(GOODS)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert host.focusWidget() is table.view
