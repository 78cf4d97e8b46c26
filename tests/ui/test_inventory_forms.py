"""The forms of the stock: filled by keys, kept by the service, refused in words."""

from dataclasses import replace
from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.feedback.wishes import NewGoodsWish
from stationdesk.domain.printed_dates import Precision
from stationdesk.domain.stock import DocumentKind, Source
from stationdesk.store import goods_wishes
from stationdesk.ui.inventory.documents_dialog import DocumentsDialog
from stationdesk.ui.inventory.goods_choice import GoodsOnOffer
from stationdesk.ui.inventory.issue_form import IssueForm
from stationdesk.ui.inventory.item_card_dialog import ItemCardDialog
from stationdesk.ui.inventory.item_form import ItemForm
from stationdesk.ui.inventory.move_form import MoveForm
from stationdesk.ui.inventory.pasted_lines import read_pasted_lines
from stationdesk.ui.inventory.places_dialog import PlacesDialog
from stationdesk.ui.inventory.receipt_form import ReceiptForm
from stationdesk.ui.inventory.replenishment_dialog import ReplenishmentDialog
from stationdesk.ui.inventory.reversal_form import ReversalForm
from stationdesk.ui.inventory.scrap_form import ScrapForm
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
def opened(qtbot, inventory, goods):
    """Open a form over the stocked station."""

    def _opened(kind, *more, **named):
        offer = GoodsOnOffer(inventory.items(), inventory.search_words(), inventory.places())
        given = (inventory, offer) if kind is ItemForm else (inventory, offer, TODAY)
        form = kind(*given, *more, dialogs=AnsweringDialogs(), **named)
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return _opened


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def type_words(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def newest(inventory):
    return max(inventory.documents(date(2026, 1, 1), TODAY), key=lambda each: each.id)


def moved(document):
    return [(line.item.name, line.batch.batch_no, line.quantity) for line in document.lines]


def test_an_issue_is_typed_with_keys_alone(opened, inventory):
    form = opened(IssueForm)
    assert form.lines.rows[0].item.hasFocus()
    type_words("ys")
    press(Qt.Key.Key_Return)
    assert form.lines.rows[0].quantity.hasFocus()
    form.lines.rows[0].quantity.selectAll()
    type_words("2")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.result() == 1
    assert moved(newest(inventory)) == [("雨伞", "", -2)]


def test_a_chosen_item_opens_a_blank_line_and_enter_leaves_from_it(opened, goods):
    form = opened(IssueForm)
    first = form.lines.rows[0]
    first.item.set_value(goods["雨伞"])
    assert len(form.lines.rows) == 2
    first.batch.setFocus()
    press(Qt.Key.Key_Return)
    assert form.lines.rows[1].item.hasFocus()
    press(Qt.Key.Key_Return)
    assert form.words.hasFocus()


def test_shift_enter_goes_back_through_the_lines(opened, goods):
    form = opened(IssueForm)
    form.lines.rows[0].item.set_value(goods["雨伞"])
    form.lines.rows[1].item.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.lines.rows[0].batch.hasFocus()


def test_tab_runs_through_a_line_that_was_added_later(opened, goods):
    form = opened(IssueForm)
    form.lines.rows[0].item.set_value(goods["雨伞"])
    form.lines.rows[1].item.set_value(goods["纸杯"])
    form.lines.rows[1].item.setFocus()
    press(Qt.Key.Key_Tab)
    assert form.lines.rows[1].quantity.hasFocus()
    press(Qt.Key.Key_Tab)
    assert form.lines.rows[1].batch.hasFocus()


def test_the_proposal_names_the_batch_that_expires_first(opened, goods):
    form = opened(IssueForm)
    form.start_with([goods["创可贴"]])
    line = form.lines.rows[0]
    line.quantity.set_value(5)
    assert line.free.text() == "7"
    told = line.hint.text()
    assert told.index("A2") < told.index("A1")
    assert "A2 · until 2026-07-20 · 急救箱 × 4" in told


def test_the_proposal_says_what_is_short(opened, goods):
    form = opened(IssueForm)
    form.start_with([goods["创可贴"]])
    form.lines.rows[0].quantity.set_value(9)
    assert "2 short" in form.lines.rows[0].hint.text()


def test_another_batch_needs_a_reason(opened, inventory, goods):
    form = opened(IssueForm)
    form.start_with([goods["创可贴"]])
    assert form.reason.isHidden() or not form.reason.isVisible()
    batch = form.lines.rows[0].batch
    batch.setCurrentIndex(next(n for n in range(batch.count()) if "A1" in batch.itemText(n)))
    assert form.reason.isVisible()
    form.try_to_keep()
    assert form.reason.hasFocus()
    form.reason.set_value("外包装破损")
    form.try_to_keep()
    document = newest(inventory)
    assert moved(document) == [("创可贴", "A1", -1)]
    assert document.reason == "外包装破损"


def test_too_many_pieces_are_told_under_their_line(opened, goods):
    form = opened(IssueForm)
    form.start_with([goods["纸杯"], goods["雨伞"]])
    form.lines.rows[1].quantity.set_value(50)
    form.try_to_keep()
    assert form.isVisible()
    assert not form.lines.rows[0].error.isVisible()
    assert "only 12 把" in form.lines.rows[1].error.text()
    assert form.lines.rows[1].quantity.hasFocus()
    form.lines.rows[1].quantity.set_value(5)
    assert not form.lines.rows[1].error.isVisible()


def test_pressing_twice_posts_one_document(opened, inventory, goods):
    form = opened(IssueForm)
    form.start_with([goods["雨伞"]])
    form.keep()
    form.keep()
    kinds = [each.kind for each in inventory.documents(TODAY, TODAY)]
    assert kinds == [DocumentKind.ISSUE]


def test_a_removed_line_is_not_posted(opened, inventory, goods, qtbot):
    form = opened(IssueForm)
    form.start_with([goods["雨伞"], goods["纸杯"]])
    qtbot.mouseClick(form.lines.rows[0].remove, Qt.MouseButton.LeftButton)
    form.try_to_keep()
    assert moved(newest(inventory)) == [("纸杯", "", -1)]


def test_an_empty_form_says_that_goods_are_required(opened):
    form = opened(IssueForm)
    form.try_to_keep()
    assert form.isVisible()
    assert form.lines.accessibleDescription() == "This is required."


@pytest.mark.parametrize(
    ("printed", "precision", "last_day"),
    [
        ("2027.06", Precision.MONTH, date(2027, 6, 30)),
        ("20280115", Precision.DAY, date(2028, 1, 15)),
        ("长期", Precision.NONE, None),
    ],
)
def test_a_receipt_takes_the_expiry_as_it_is_printed(
    opened, inventory, goods, printed, precision, last_day
):
    form = opened(ReceiptForm)
    form.start_with({goods["创可贴"]: 5})
    form.lines.rows[0].expiry.set_value(printed)
    form.try_to_keep()
    batch = newest(inventory).lines[0].batch
    assert (batch.expiry.precision, batch.expires_on) == (precision, last_day)


def test_a_receipt_counts_the_expiry_from_production_and_shelf_life(opened, inventory, goods):
    form = opened(ReceiptForm)
    form.start_with({goods["创可贴"]: 5})
    line = form.lines.rows[0]
    line.made_on.setText("2026-03-31")
    line.life.set_value("24个月")
    assert "2028-03-31" in line.hint.text()
    form.try_to_keep()
    assert newest(inventory).lines[0].batch.expires_on == date(2028, 3, 31)


def test_a_receipt_without_any_expiry_is_refused_under_its_line(opened, goods):
    form = opened(ReceiptForm)
    form.start_with({goods["创可贴"]: 5})
    form.try_to_keep()
    assert "write the expiry date of 创可贴" in form.lines.rows[0].error.text()


@pytest.mark.parametrize(("field", "words"), [("expiry", "2027.13"), ("life", "long")])
def test_what_cannot_be_read_is_told_before_anything_is_kept(
    opened, inventory, goods, field, words
):
    before = len(inventory.documents(date(2026, 1, 1), TODAY))
    form = opened(ReceiptForm)
    form.start_with({goods["创可贴"]: 5})
    form.lines.rows[0].fields()[field].set_value(words)
    form.try_to_keep()
    assert form.isVisible()
    assert form.lines.rows[0].error.isVisible()
    assert len(inventory.documents(date(2026, 1, 1), TODAY)) == before


def test_goods_without_expiry_ask_for_none(opened, goods):
    form = opened(ReceiptForm)
    form.start_with({goods["雨伞"]: 5})
    line = form.lines.rows[0]
    assert not line.expiry.isEnabled()
    line.quantity.setFocus()
    press(Qt.Key.Key_Return)
    assert line.batch_no.hasFocus()


def test_a_donation_asks_for_the_donor(opened, inventory, goods):
    form = opened(ReceiptForm)
    form.start_with({goods["雨伞"]: 5})
    assert not form.donor.isVisible()
    form.source.set_value(Source.DONATION)
    assert form.donor.isVisible()
    form.try_to_keep()
    assert form.donor.hasFocus()
    form.donor.set_value("匿名")
    form.try_to_keep()
    document = newest(inventory)
    assert (document.source, document.donor) == (Source.DONATION, "匿名")


def test_a_block_from_excel_becomes_lines(opened, inventory, goods):
    form = opened(ReceiptForm)
    QApplication.clipboard().setText("品名\t数量\n雨伞\t20\n创可贴\t１２盒\t2027.06\n不存在的\t3\n")
    form.lines.rows[0].item.setFocus()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "不存在的" in form.note.words.text()
    form.try_to_keep()
    assert moved(newest(inventory)) == [("雨伞", "", 20), ("创可贴", "", 12)]


def test_a_pasted_name_that_two_items_bear_needs_its_spec(inventory, goods):
    item = inventory.item(goods["雨伞"])
    long, short = replace(item, spec="长柄"), replace(item, spec="折叠", id=99, code="WZ-00099")
    read = read_pasted_lines("雨伞\t1\n雨伞 折叠\t2\nWZ-00001\t3", [long, short])
    assert [(line.item_id, line.quantity) for line in read.lines] == [(99, 2), (item.id, 3)]
    assert read.unknown == ("雨伞",)


def test_scrapping_takes_a_batch_where_it_lies(opened, inventory, goods):
    form = opened(ScrapForm)
    form.start_with_item(goods["创可贴"])
    line = form.lines.rows[0]
    assert "A2" in line.spot.currentText()
    line.quantity.set_value(2)
    form.try_to_keep()
    assert form.isVisible()
    form.reason.set_value("破损")
    form.try_to_keep()
    document = newest(inventory)
    assert (document.kind, moved(document)) == (DocumentKind.SCRAP, [("创可贴", "A2", -2)])


def test_moving_needs_another_place(opened, inventory, goods, places):
    form = opened(MoveForm)
    form.start_with_item(goods["雨伞"])
    line = form.lines.rows[0]
    line.quantity.set_value(4)
    form.try_to_keep()
    assert "choose another place" in line.error.text()
    line.target.set_value(places["急救箱"])
    form.try_to_keep()
    there = {each.place.name: each.quantity for each in inventory.balances(goods["雨伞"])}
    assert there == {"货架A": 8, "急救箱": 4}


def test_a_new_item_is_guessed_from_its_name(opened, inventory):
    form = opened(ItemForm)
    assert form.name.hasFocus()
    form.name.set_value("藿香正气水")
    press(Qt.Key.Key_Return)
    assert form.used_for.value() == "medicine"
    assert form.tracks_expiry.value() is True
    assert form.warn_days.value() == 90


def test_save_and_next_keeps_the_window_and_what_stays_the_same(opened, inventory, places):
    form = opened(ItemForm)
    form.name.set_value("签字笔")
    form.unit.set_value("支")
    form.place.set_value(places["货架A"])
    press(
        Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert form.isVisible()
    assert (form.name.value(), form.unit.value(), form.kept) == ("", "支", 1)
    form.name.set_value("橡皮擦")
    form.try_to_keep()
    assert not form.isVisible()
    added = [each for each in inventory.items() if each.name in ("签字笔", "橡皮擦")]
    assert [each.place.name for each in added] == ["货架A", "货架A"]


def test_editing_an_item_shows_and_changes_it(opened, inventory, goods):
    form = opened(ItemForm, inventory.item(goods["纸杯"]))
    assert (form.name.value(), form.minimum.value(), form.target.value()) == ("纸杯", 50, 100)
    form.minimum.set_value(20)
    form.try_to_keep()
    assert inventory.item(goods["纸杯"]).minimum == 20


def test_a_target_below_the_minimum_is_told_under_the_field(opened, inventory, goods):
    form = opened(ItemForm, inventory.item(goods["纸杯"]))
    form.target.set_value(10)
    form.try_to_keep()
    assert form.isVisible()
    assert form.target.accessibleDescription() == "The target is at least the minimum."


def test_documents_are_found_by_day_kind_and_words(qtbot, inventory, goods):
    panel = DocumentsDialog(inventory, TODAY, AnsweringDialogs())
    qtbot.addWidget(panel)
    panel.show()
    assert panel.table.model.rowCount() == 0
    panel.first.set_value(date(2026, 5, 1))
    assert panel.table.model.rowCount() == 5
    panel.search.setText("创可贴")
    assert panel.table.model.rowCount() == 2
    assert panel.lines.model.shown_records()[0].item.name == "创可贴"
    panel.kind.set_value("scrap")
    assert panel.table.model.rowCount() == 0


def test_a_document_is_reversed_with_a_reason(qtbot, inventory, goods):
    document = newest(inventory)
    form = ReversalForm(inventory, document, dialogs=AnsweringDialogs())
    qtbot.addWidget(form)
    form.show()
    form.try_to_keep()
    assert form.isVisible()
    form.reason.set_value("数量填错")
    form.try_to_keep()
    assert inventory.document(document.id).reversed_by_number is not None


def test_a_reversed_document_offers_no_reversal(qtbot, inventory, goods):
    document = newest(inventory)
    inventory.reverse(document.id, "错")
    panel = DocumentsDialog(inventory, TODAY, AnsweringDialogs())
    qtbot.addWidget(panel)
    panel.show_document(document.id)
    assert panel.table.current().id == document.id
    assert not panel.reverse.isEnabled()
    assert "reversed by CX-" in panel.told.whole_text()


def test_the_card_of_an_item_shows_the_newest_first(qtbot, inventory, goods):
    panel = ItemCardDialog(inventory, inventory.item(goods["创可贴"]), AnsweringDialogs())
    qtbot.addWidget(panel)
    told = [(line.quantity, line.balance_after) for line in panel.table.model.shown_records()]
    assert told == [(4, 7), (3, 3)]
    assert panel.reverse.isEnabled()


def test_places_are_added_renamed_ordered_and_archived(qtbot, inventory, goods):
    panel = PlacesDialog(inventory, AnsweringDialogs())
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.name.setFocus()
    panel.name.set_value("服务台")
    press(Qt.Key.Key_Return)
    panel.table.choose_where(lambda place: place.name == "服务台")
    qtbot.mouseClick(panel.up, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.up, Qt.MouseButton.LeftButton)
    assert [place.name for place in inventory.places()] == ["服务台", "货架A", "急救箱"]
    qtbot.mouseClick(panel.archive, Qt.MouseButton.LeftButton)
    assert [place.name for place in inventory.places()] == ["货架A", "急救箱"]
    panel.with_archived.setChecked(True)
    panel.table.choose_where(lambda place: place.name == "服务台")
    qtbot.mouseClick(panel.archive, Qt.MouseButton.LeftButton)
    assert len(inventory.places()) == 3


def test_labels_of_the_places_in_use_are_asked_of_the_reports(qtbot, inventory, goods):
    panel = PlacesDialog(inventory, AnsweringDialogs())
    qtbot.addWidget(panel)
    panel.show()
    asked = []
    panel.turn_to.connect(lambda *about: asked.append(about))
    qtbot.mouseClick(panel.labels, Qt.MouseButton.LeftButton)
    ids = tuple(place.id for place in inventory.places())
    assert asked == [("reports", ("labels", "place", ids))]


def test_a_place_with_goods_is_not_archived_and_says_why(qtbot, inventory, goods):
    panel = PlacesDialog(inventory, AnsweringDialogs())
    qtbot.addWidget(panel)
    panel.show()
    panel.table.choose_where(lambda place: place.name == "货架A")
    qtbot.mouseClick(panel.archive, Qt.MouseButton.LeftButton)
    assert "Move them first" in panel.note.words.text()


def test_what_is_short_goes_to_paper_or_into_a_receipt(qtbot, inventory, goods):
    panel = ReplenishmentDialog(inventory)
    qtbot.addWidget(panel)
    panel.show()
    wanted, pages = [], []
    panel.receive_wanted.connect(wanted.append)
    panel.turn_to.connect(lambda *told: pages.append(told))
    names = [line.item.name for line in panel.table.model.shown_records()]
    assert names == ["退热贴", "纸杯"]
    panel.table.choose_where(lambda line: line.item.name == "纸杯")
    qtbot.mouseClick(panel.receive, Qt.MouseButton.LeftButton)
    assert wanted == [{goods["纸杯"]: 84}]
    qtbot.mouseClick(panel.print, Qt.MouseButton.LeftButton)
    assert pages == [("reports", ("replenishment", 30, (goods["纸杯"],)))]


def test_goods_the_ledger_does_not_know_are_listed_and_printed_and_not_received(
    qtbot, inventory, goods
):
    known = NewGoodsWish(on=TODAY, item_id=goods["雨伞"], quantity=3)
    for wish in (known, NewGoodsWish(on=TODAY, goods="血压计")):
        goods_wishes.add(wish, recorded_at="2026-06-30T09:00:00+08:00", recorded_by="王芳")
    panel = ReplenishmentDialog(inventory)
    qtbot.addWidget(panel)
    panel.show()
    wanted, pages = [], []
    panel.receive_wanted.connect(wanted.append)
    panel.turn_to.connect(lambda *told: pages.append(told))
    names = [(line.name, line.to_order) for line in panel.table.model.shown_records()]
    assert names[-2:] == [("雨伞", 3), ("血压计", 1)]
    qtbot.mouseClick(panel.print, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.receive, Qt.MouseButton.LeftButton)
    assert wanted == [{goods["退热贴"]: 1, goods["纸杯"]: 84, goods["雨伞"]: 3}]
    ((_page, (_report, _days, keys)),) = pages
    assert keys[-2:] == (goods["雨伞"], -2)


def test_goods_that_are_not_listed_are_told_and_no_line_is_lost(opened, inventory, goods):
    before = newest(inventory).id
    form = opened(IssueForm)
    form.lines.rows[0].item.set_value(goods["雨伞"])
    form.lines.rows[-1].item.setEditText("no such goods")
    form.try_to_keep()
    assert "list" in form.lines.rows[-1].error.text()
    assert form.isVisible()
    assert newest(inventory).id == before
