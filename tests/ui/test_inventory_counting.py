"""Counting the shelves and looking into the required sets, by keys."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.stocktake import NewStocktake, Outcome, StocktakeState
from stationdesk.ui.inventory.found_form import FoundForm
from stationdesk.ui.inventory.goods_choice import GoodsOnOffer
from stationdesk.ui.inventory.required_set_form import RequiredSetForm
from stationdesk.ui.inventory.required_sets_dialog import RequiredSetsDialog
from stationdesk.ui.inventory.stocktake_form import StocktakeForm
from stationdesk.ui.inventory.stocktake_window import StocktakeWindow
from stationdesk.ui.inventory.stocktakes_dialog import StocktakesDialog
from tests.ui.stocked import TODAY, AnsweringDialogs, fill


@pytest.fixture
def stocked(inventory):
    return fill(inventory)


@pytest.fixture
def goods(stocked):
    return stocked[0]


@pytest.fixture
def places(stocked):
    return stocked[1]


@pytest.fixture
def dialogs():
    return AnsweringDialogs()


@pytest.fixture
def offer(inventory, stocked):
    return GoodsOnOffer(inventory.items(), inventory.search_words(), inventory.places())


@pytest.fixture
def window(qtbot, inventory, offer, dialogs):
    stocktake_id = inventory.start_stocktake(NewStocktake(business_date=TODAY))
    made = StocktakeWindow(inventory, stocktake_id, offer, TODAY, dialogs)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QApplication.processEvents()
    return made


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()
    QApplication.processEvents()


def type_count(digits):
    QTest.keyClicks(QApplication.focusWidget(), digits[0])
    QApplication.processEvents()
    if len(digits) > 1:
        QTest.keyClicks(QApplication.focusWidget(), digits[1:])
    press(Qt.Key.Key_Return)


def told(window):
    return [(line.item.name, line.book, line.counted) for line in window.stocktake.lines]


def test_a_sheet_is_typed_down_with_digits_and_enter(window):
    assert told(window) == [
        ("雨伞", 12, None),
        ("纸杯", 16, None),
        ("创可贴", 4, None),
        ("创可贴", 3, None),
        ("退热贴", 2, None),
    ]
    type_count("12")
    type_count("20")
    type_count("4")
    assert [counted for _name, _book, counted in told(window)] == [12, 20, 4, None, None]
    assert window.so_far.text() == "3 of 5 counted"
    assert window.sheet.current_line().counted is None


def test_a_blank_line_is_passed_over_and_stays_uncounted(window):
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_count("16")
    assert [counted for _name, _book, counted in told(window)] == [None, 16, None, None, None]


def test_zero_is_a_count_and_not_a_blank(window):
    type_count("0")
    assert window.stocktake.lines[0].counted == 0
    assert window.stocktake.lines[0].outcome is Outcome.MISSING


def test_space_takes_the_book_figure_and_delete_takes_the_count_back(window):
    press(Qt.Key.Key_Space)
    assert window.stocktake.lines[0].counted == 12
    press(Qt.Key.Key_Escape)
    window.sheet.go_to(window.stocktake.lines[0].id)
    window.sheet.setFocus()
    press(Qt.Key.Key_Delete)
    assert window.stocktake.lines[0].counted is None


def test_letters_are_refused_in_words_and_kept_in_the_cell(window):
    press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "1x")
    press(Qt.Key.Key_Return)
    assert "whole number" in window.note.words.text()
    assert window.stocktake.lines[0].counted is None


def test_the_four_lists_show_and_count_their_lines(window):
    type_count("10")
    type_count("20")
    type_count("4")
    shown = {}
    for outcome in Outcome:
        window.lists.choose(outcome.value)
        shown[outcome] = [line.item.name for line in window.sheet.lines.shown_records()]
    assert shown == {
        Outcome.MISSING: ["雨伞"],
        Outcome.SURPLUS: ["纸杯"],
        Outcome.CONFIRMED: ["创可贴"],
        Outcome.UNCOUNTED: ["创可贴", "退热贴"],
    }


def test_counting_within_the_uncounted_list_goes_on_with_the_next(window):
    window.lists.choose("uncounted")
    window.sheet.setFocus()
    type_count("12")
    assert window.sheet.current_line().item.name == "纸杯"
    type_count("16")
    assert window.sheet.current_line().item.name == "创可贴"


def test_a_difference_is_shown_live_and_asks_for_its_reason(window, inventory, qtbot):
    type_count("10")
    press(Qt.Key.Key_Escape)
    window.sheet.go_to(window.stocktake.lines[0].id)
    assert "differs by −2" in window.told.whole_text()
    assert window.reason.isEnabled()
    window.reason.setFocus()
    QTest.keyClicks(window.reason, "Lost")
    press(Qt.Key.Key_Return)
    assert window.stocktake.lines[0].reason == "Lost"
    assert window.stocktake.lines[0].counted == 10


def test_one_reason_serves_all_that_differ_alike(window, qtbot):
    type_count("10")
    type_count("15")
    press(Qt.Key.Key_Escape)
    window.sheet.go_to(window.stocktake.lines[0].id)
    window.reason.set_value("Lost")
    qtbot.mouseClick(window.same_reason, Qt.MouseButton.LeftButton)
    assert [line.reason for line in window.stocktake.lines[:2]] == ["Lost", "Lost"]


def test_a_line_that_moved_since_says_so(window, inventory, goods):
    type_count("12")
    from stationdesk.domain.stock_wishes import NewIssue, TakeLine

    line = TakeLine(item_id=goods["雨伞"], quantity=3)
    inventory.issue(NewIssue(business_date=TODAY, lines=(line,), request_key="x"))
    window.refresh()
    window.sheet.go_to(window.stocktake.lines[0].id)
    assert "moved by −3 since it was counted" in window.told.whole_text()


def test_posting_with_uncounted_lines_asks_first(window, dialogs, inventory, qtbot):
    for _line in range(4):
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    dialogs.agrees = False
    qtbot.mouseClick(window.post, Qt.MouseButton.LeftButton)
    assert dialogs.asked == ["1 lines are not counted. Post anyway?"]
    assert window.is_open()
    dialogs.agrees = True
    qtbot.mouseClick(window.post, Qt.MouseButton.LeftButton)
    assert inventory.stocktakes()[0].state is StocktakeState.POSTED
    assert not window.isVisible()


def test_posting_without_reasons_goes_to_the_first_that_lacks_one(window, inventory, qtbot):
    for digits in ("12", "16", "4", "3", "1"):
        type_count(digits)
    qtbot.mouseClick(window.post, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert "write why 退热贴 differs" in window.note.words.text()
    assert window.sheet.current_line().item.name == "退热贴"
    QTest.keyClicks(window.reason, "Lost")
    press(Qt.Key.Key_Return)
    qtbot.mouseClick(window.post, Qt.MouseButton.LeftButton)
    assert sum(each.quantity for each in inventory.balances()) == 12 + 16 + 4 + 3 + 1


def test_cancelling_changes_nothing(window, dialogs, inventory, qtbot):
    type_count("1")
    press(Qt.Key.Key_Escape)
    qtbot.mouseClick(window.cancel, Qt.MouseButton.LeftButton)
    assert dialogs.asked == ["Cancel this count?"]
    assert inventory.stocktakes()[0].state is StocktakeState.CANCELLED
    assert sum(each.quantity for each in inventory.balances()) == 37


def test_a_count_is_gone_on_with_where_it_was_left(window, qtbot, inventory, offer, dialogs):
    type_count("12")
    window.reject()
    again = StocktakeWindow(inventory, window.stocktake.id, offer, TODAY, dialogs)
    qtbot.addWidget(again)
    assert again.sheet.current_line().item.name == "纸杯"


def test_a_closed_count_is_only_looked_at(window, qtbot, inventory, offer, dialogs):
    type_count("12")
    inventory.cancel_stocktake(window.stocktake.id)
    again = StocktakeWindow(inventory, window.stocktake.id, offer, TODAY, dialogs)
    qtbot.addWidget(again)
    again.show()
    assert not again.post.isVisible()
    QTest.keyClick(again.sheet, Qt.Key.Key_Return)
    assert again.sheet.state() == again.sheet.State.NoState
    QTest.keyClick(again.sheet, Qt.Key.Key_Space)
    assert again.note.isHidden()
    assert inventory.stocktake(window.stocktake.id).lines[0].counted == 12


def test_the_sheet_is_printed_through_the_reports(window, qtbot):
    asked = []
    window.turn_to.connect(lambda *told: asked.append(told))
    qtbot.mouseClick(window.print, Qt.MouseButton.LeftButton)
    assert asked == [("reports", ("stocktake_sheet", window.stocktake.id))]


def test_goods_not_on_the_sheet_are_added_with_their_count(
    window, qtbot, inventory, offer, goods, places
):
    form = FoundForm(inventory, window.stocktake.id, offer, TODAY)
    qtbot.addWidget(form)
    form.show()
    form.line.item.set_value(goods["创可贴"])
    form.line.quantity.set_value(6)
    form.try_to_keep()
    assert form.isVisible()
    assert "write the expiry date" in form.line.expiry.accessibleDescription()
    form.line.expiry.set_value("2028.01")
    form.reason.set_value("入库未登记")
    form.try_to_keep()
    window.refresh()
    last = window.stocktake.lines[-1]
    assert (last.item.name, last.book, last.counted, last.reason) == ("创可贴", 0, 6, "入库未登记")


def test_a_count_begins_with_a_place_or_says_why_not(qtbot, inventory, offer, places):
    form = StocktakeForm(inventory, offer, TODAY)
    qtbot.addWidget(form)
    form.show()
    form.place.set_value(places["急救箱"])
    form.try_to_keep()
    started = inventory.stocktake(form.stocktake_id)
    assert {line.place.name for line in started.lines} == {"急救箱"}
    second = StocktakeForm(inventory, offer, TODAY)
    qtbot.addWidget(second)
    second.show()
    second.try_to_keep()
    assert started.number in second.place.accessibleDescription()


def test_open_counts_are_listed_to_go_on_with(window, qtbot, inventory):
    panel = StocktakesDialog(inventory)
    qtbot.addWidget(panel)
    panel.show()
    opened = []
    panel.open_wanted.connect(opened.append)
    QTest.keyClick(panel.table.view, Qt.Key.Key_Return)
    assert opened == [window.stocktake.id]


@pytest.fixture
def sets(qtbot, inventory, offer, dialogs, places):
    dialogs.chooses = str(places["急救箱"])
    panel = RequiredSetsDialog(
        inventory,
        lambda: GoodsOnOffer(inventory.items(), inventory.search_words(), inventory.places()),
        TODAY,
        dialogs,
    )
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_the_suggested_kit_is_made_in_one_choice(sets, inventory):
    sets.new_kit.trigger()
    status = sets.sets.current()
    assert status.required_set.place.name == "急救箱"
    assert sets.findings.model.rowCount() == len(status.findings) > 5


def test_the_monthly_check_is_one_click_and_stays_in_the_history(sets, inventory, qtbot):
    sets.new_kit.trigger()
    qtbot.mouseClick(sets.check, Qt.MouseButton.LeftButton)
    set_id = sets.sets.current().required_set.id
    assert [check.recorded_by for check in inventory.set_checks(set_id)] == ["王芳"]
    sets.views.choose("checks")
    assert sets.checks.isVisible()
    assert sets.checks.model.rowCount() == 1
    assert "checked on 2026-06-30 by 王芳" in sets.told.whole_text()


def test_a_set_of_ones_own_is_typed_line_by_line(qtbot, inventory, offer, goods):
    form = RequiredSetForm(inventory, offer, TODAY, dialogs=AnsweringDialogs())
    qtbot.addWidget(form)
    form.show()
    form.name.set_value("防汛包")
    form.lines.rows[0].item.set_value(goods["雨伞"])
    form.lines.rows[0].quantity.set_value(3)
    form.lines.rows[1].item.set_value(goods["雨伞"])
    form.try_to_keep()
    assert "in the set already" in form.lines.rows[1].error.text()
    form.lines.remove_row(form.lines.rows[1])
    form.try_to_keep()
    (made,) = inventory.required_sets()
    assert [(line.item.name, line.quantity) for line in made.lines] == [("雨伞", 3)]


def test_the_list_of_a_set_is_changed(qtbot, inventory, sets, offer, goods):
    sets.new_kit.trigger()
    required_set = sets.sets.current().required_set
    offer = GoodsOnOffer(inventory.items(), inventory.search_words(), inventory.places())
    form = RequiredSetForm(inventory, offer, TODAY, required_set, dialogs=AnsweringDialogs())
    qtbot.addWidget(form)
    form.show()
    assert len(form.lines.filled_rows()) == len(required_set.lines)
    form.lines.rows[0].quantity.set_value(9)
    form.try_to_keep()
    changed = inventory.required_sets()[0].lines_on(TODAY)
    assert 9 in [line.quantity for line in changed]


def test_a_set_is_archived_and_the_list_is_calm_again(sets, inventory, qtbot):
    sets.new_kit.trigger()
    qtbot.mouseClick(sets.archive, Qt.MouseButton.LeftButton)
    assert inventory.required_sets() == []
    assert not sets.check.isEnabled()


def test_closing_keeps_the_number_still_being_typed(window, inventory):
    QTest.keyClicks(QApplication.focusWidget(), "7")
    QApplication.processEvents()
    window.close()
    assert inventory.stocktake(window.stocktake.id).lines[0].counted == 7
