"""Things that are lent: set up, numbered, checked, set aside, refilled, labelled."""

from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QPushButton, QWidget

from stationdesk import paths
from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.pieces import NewUnit, PieceState
from stationdesk.i18n import use_language
from stationdesk.services.changes import Topic
from stationdesk.ui.lending.check_form import CheckForm
from stationdesk.ui.lending.fitness_forms import (
    Meant,
    MendedForm,
    RetirePieceForm,
    ScrapUnfitForm,
    SetAsideForm,
)
from stationdesk.ui.lending.kind_form import KindForm
from stationdesk.ui.lending.piece_form import PieceForm, PiecesOfGoodsForm, PiecesOfRegisterForm
from stationdesk.ui.lending.pieces_panel import PiecesPanel
from stationdesk.ui.lending.ready_kinds_form import ReadyKindsForm
from stationdesk.ui.lending.refill_form import RefillForm
from stationdesk.ui.lending.refill_panel import RefillPanel
from tests.ui.equipped import when_opened
from tests.ui.lent_things import TODAY, LendingStation, keyboard_gaps, window_of


@pytest.fixture
def desk(qapp):
    made = LendingStation()
    yield made
    made.desk.close()


def shown_window(qtbot, desk, size=(1366, 690)):
    return window_of(qtbot, desk, desk.things_view, Topic.LENDING, Topic.INVENTORY, size=size)


@pytest.fixture
def open_view(qtbot, desk):
    """Open the view in a window once the station is filled."""

    kept = []

    def _open():
        kept.append(shown_window(qtbot, desk))
        return kept[-1].page("lending").view

    return _open


def pieces_panel(desk, kind_id, unit_id=None):
    inventory = desk.desk.inventory
    return PiecesPanel(desk.lending, inventory, kind_id, unit_id, dialogs=desk.answers)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(view):
    return [line.kind.name for line in view.table.model.shown_records()]


def text_of(widget):
    QApplication.processEvents()
    labels = widget.findChildren(QWidget)
    return " ".join(each.text() for each in labels if hasattr(each, "text") and not each.isHidden())


def told(form, about):
    return form.grid.field(about).accessibleDescription()


def test_a_station_with_umbrellas_lends_them_after_two_presses(qtbot, desk, open_view):
    desk.goods()
    view = open_view()

    def take_all(form):
        assert isinstance(form, ReadyKindsForm)
        assert "雨伞 · 20 把 there" in [tick.text() for tick in form.ticks.ticks]
        press(qtbot, form.keep_button)

    when_opened(take_all)
    empty = view.table.findChildren(QPushButton)
    press(qtbot, next(each for each in empty if each.text().strip() == "Lend what is there"))
    assert names(view) == ["雨伞"]
    assert view.detail.number.text() == "20/20"
    desk.undos[-1].take_back()
    assert names(view) == []


def test_a_station_with_nothing_names_and_counts_its_umbrellas_in_one_form(qtbot, desk, open_view):
    view = open_view()

    def count_them(form):
        assert isinstance(form, KindForm)
        assert form.name.value() == "Umbrella"
        form.name.set_value("雨伞")
        form.new_goods.count.set_value(12)
        form.try_to_keep()

    when_opened(count_them)
    press(qtbot, view.set_up)
    (line,) = desk.lending.kind_lines()
    assert (line.kind.name, line.kind.unit, line.pool.size) == ("雨伞", "把", 12)


def test_a_proposal_that_is_not_ticked_is_not_lent(shown, desk):
    desk.goods()
    desk.goods("老花镜", "副", 5)
    form = shown(ReadyKindsForm(desk.lending, lambda _wish: "", dialogs=desk.answers))
    form.ticks.ticks[0].set_value(False)
    form.try_to_keep()
    assert [kind.name for kind in desk.lending.kinds()] == ["老花镜"]


def test_something_else_is_set_up_by_hand_although_there_are_proposals(qtbot, desk, open_view):
    desk.goods()
    view = open_view()
    opened = []

    def another(form):
        when_opened(opened.append)
        press(qtbot, form.another)

    when_opened(another)
    press(qtbot, view.set_up)
    qtbot.waitUntil(lambda: opened != [])
    assert isinstance(opened[0], KindForm)
    assert desk.lending.kinds() == []


def test_the_goods_of_a_pool_are_one_press_away(desk, open_view):
    desk.umbrellas()
    view = open_view()
    menu = view.detail.more.menu()
    next(each for each in menu.actions() if each.text() == "Go to the goods").trigger()
    item = desk.lending.kinds()[0].item
    assert view.window().page("lending").turned == [("inventory", item.id)]


def test_no_tick_at_all_is_refused_in_the_form(shown, desk):
    desk.goods()
    form = shown(ReadyKindsForm(desk.lending, lambda _wish: "", dialogs=desk.answers))
    form.ticks.ticks[0].set_value(False)
    form.try_to_keep()
    assert form.isVisible()
    assert "at least one" in told(form, "kinds")


def test_a_wheelchair_of_the_register_is_lent_after_two_forms(qtbot, desk, open_view):
    wheelchair = NewAmenity(name="轮椅", kind="wheelchair", since=date(2026, 1, 1))
    desk.desk.amenities.enter(wheelchair)
    view = open_view()

    def take_the_piece(form):
        assert isinstance(form, PiecesOfRegisterForm)
        assert form.ticks.value() == [0]
        form.try_to_keep()

    def take_the_kind(form):
        assert isinstance(form, ReadyKindsForm)
        when_opened(take_the_piece)
        form.try_to_keep()

    when_opened(take_the_kind)
    press(qtbot, view.set_up)
    assert [line.unit.code for line in desk.lending.pieces()] == ["LY-001"]
    assert view.detail.number.text() == "1/1"


def test_the_pane_tells_the_rules_and_where_the_pieces_are(desk, open_view):
    kind_id = desk.wheelchairs()
    unit = desk.lending.pieces(kind_id)[0].unit
    desk.lend(kind_id, unit_id=unit.id)
    view = open_view()
    said = text_of(view.detail)
    assert view.detail.number.text() == "1/2"
    for words in ("张*", "Whole phone number", "LY-002"):
        assert words in said
    assert "张建国" not in said


def test_who_has_pieces_of_a_pool_is_told_and_the_loan_is_one_press_away(qtbot, desk, open_view):
    entry = desk.lend(desk.umbrellas())
    view = open_view()
    said = text_of(view.detail)
    assert "张* 5678" in said
    assert "张建国" not in said
    press(qtbot, view.detail.loans.findChildren(QPushButton)[0])
    assert view.window().page("lending").turned == [("lending", ("loan", entry.line_id))]


def test_a_pool_is_set_aside_mended_and_scrapped_from_its_menu(shown, desk):
    kind_id = desk.umbrellas()
    kind = desk.lending.kind(kind_id)
    form = shown(SetAsideForm(desk.lending, Meant(kind), 20, dialogs=desk.answers))
    form.count.set_value(3)
    form.try_to_keep()
    assert told(form, "reason") == "This is required."
    form.reason.set_value("伞骨断裂")
    form.try_to_keep()
    assert desk.lending.pool(kind_id).unfit == 3
    shown(MendedForm(desk.lending, Meant(kind), 3, dialogs=desk.answers)).try_to_keep()
    scrapping = shown(ScrapUnfitForm(desk.lending, Meant(kind), 2, dialogs=desk.answers))
    scrapping.count.set_value(2)
    scrapping.reason.set_value("不值得修")
    scrapping.try_to_keep()
    pool = desk.lending.pool(kind_id)
    assert (pool.size, pool.unfit, pool.free) == (18, 0, 18)


def test_a_check_tells_the_difference_while_one_types_and_keeps_it(shown, desk, open_view):
    kind_id = desk.umbrellas()
    desk.lend(kind_id)
    line = desk.lending.kind_lines()[0]
    form = shown(CheckForm(desk.lending, line, dialogs=desk.answers))
    assert "19" in text_of(form)
    form.counted.set_value(17)
    assert form.difference.text().startswith("2 are missing")
    form.counted.set_value(19)
    assert form.difference.text() == "It agrees."
    form.counted.set_value(17)
    form.try_to_keep()
    view = open_view()
    assert "2026-06-30, 2 missing" in text_of(view.detail)
    view.filters.choose("look")
    assert names(view) == ["雨伞"]


def test_pieces_of_goods_are_numbered_several_at_once(shown, desk):
    item_id = desk.goods("轮椅", "辆", 3)
    form = shown(KindForm(desk.lending, desk.desk.inventory, TODAY, dialogs=desk.answers))
    form.name.set_value("轮椅")
    form.mode.set_value(LoanMode.SERIAL.value)
    form.item.set_value(item_id)
    form.code.set_value("LY")
    part = form.parts.add_row()
    part.name.set_value("脚踏板")
    part.quantity.set_value(2)
    form.try_to_keep()
    kind = desk.lending.kind(form.kind_id)
    assert [(each.name, each.quantity) for each in kind.parts] == [("脚踏板", 2)]
    numbering = shown(PiecesOfGoodsForm(desk.lending, kind, [], 3, dialogs=desk.answers))
    assert numbering.count.value() == 3
    assert not numbering.code.isVisible()
    numbering.try_to_keep()
    assert [line.unit.code for line in desk.lending.pieces()] == ["LY-001", "LY-002", "LY-003"]
    desk.undos[-1].take_back()
    assert desk.lending.pieces() == []


def test_as_many_numbers_are_proposed_as_the_stock_has_pieces_without(qtbot, shown, desk):
    item_id = desk.goods("轮椅", "辆", 3)
    kind_id = desk.lending.add_kind(
        NewLoanKind(name="轮椅", mode=LoanMode.SERIAL, code="LY", item_id=item_id)
    )
    desk.lending.add_units([NewUnit(kind_id=kind_id)])
    panel = shown(pieces_panel(desk, kind_id))
    proposed = []
    when_opened(lambda form: proposed.append(form.count.value()))
    press(qtbot, panel.add)
    assert proposed == [2]


def test_more_numbers_than_the_stock_has_pieces_are_refused(shown, desk):
    item_id = desk.goods("轮椅", "辆", 1)
    form = shown(KindForm(desk.lending, desk.desk.inventory, TODAY, dialogs=desk.answers))
    form.name.set_value("轮椅")
    form.mode.set_value(LoanMode.SERIAL.value)
    form.item.set_value(item_id)
    form.try_to_keep()
    kind = desk.lending.kind(form.kind_id)
    numbering = shown(PiecesOfGoodsForm(desk.lending, kind, [], 1, dialogs=desk.answers))
    numbering.count.set_value(2)
    numbering.try_to_keep()
    assert numbering.isVisible()
    assert desk.lending.pieces() == []


def test_lines_of_the_register_become_pieces_where_they_are_ticked(shown, desk):
    kind_id = desk.wheelchairs(pieces=1)
    kind = desk.lending.kind(kind_id)
    desk.toolbox()
    desk.desk.amenities.enter(desk.desk.amenities.suggest("轮椅"))
    possible = desk.lending.possible_pieces(kind_id)
    likely = {each.id for each in possible if each.name == "轮椅"}
    form = shown(PiecesOfRegisterForm(desk.lending, kind, possible, likely, dialogs=desk.answers))
    assert form.ticks.value() == [
        number for number, each in enumerate(possible) if each.id in likely
    ]
    form.try_to_keep()
    assert [line.unit.code for line in desk.lending.pieces(kind_id)] == ["LY-001", "LY-002"]


def test_a_kind_changes_its_rules(shown, desk):
    kind_id = desk.umbrellas()
    form = shown(
        KindForm(
            desk.lending,
            desk.desk.inventory,
            TODAY,
            kind=desk.lending.kind(kind_id),
            dialogs=desk.answers,
        )
    )
    assert not form.parts.isVisible()
    form.days.set_value(7)
    form.terms.set_value("晾干后归还")
    form.try_to_keep()
    kind = desk.lending.kind(kind_id)
    assert (kind.default_days, kind.terms) == (7, "晾干后归还")


def test_bad_rules_are_told_under_their_fields(shown, desk):
    form = shown(KindForm(desk.lending, desk.desk.inventory, TODAY, dialogs=desk.answers))
    form.try_to_keep()
    assert told(form, "name") == "This is required."
    form.name.set_value("雨伞")
    form.try_to_keep()
    assert told(form, "item_id")
    assert desk.lending.kinds() == []


def test_a_kind_that_is_out_is_not_put_away(qtbot, desk, open_view):
    kind_id = desk.umbrellas()
    desk.lend(kind_id)
    view = open_view()
    view.table.setFocus()
    qtbot.keyClick(view.table.view, Qt.Key.Key_Delete)
    page = view.window().page("lending")
    assert page.note.isVisible()
    assert desk.lending.kind(kind_id).archived_on is None


def test_a_kind_is_put_away_and_lent_again_by_one_key(qtbot, desk, open_view):
    kind_id = desk.umbrellas()
    view = open_view()
    view.table.setFocus()
    qtbot.keyClick(view.table.view, Qt.Key.Key_Delete)
    assert names(view) == []
    view.show_kind(kind_id)
    assert view.filters.segment() == "archived"
    view.table.setFocus()
    qtbot.keyClick(view.table.view, Qt.Key.Key_Delete)
    assert desk.lending.kind(kind_id).archived_on is None


def test_the_list_of_pieces_offers_what_the_state_of_a_piece_allows(shown, desk):
    kind_id = desk.wheelchairs()
    first = desk.lending.pieces(kind_id)[0].unit
    desk.lend(kind_id, unit_id=first.id)
    panel = shown(pieces_panel(desk, kind_id, first.id))
    assert not panel.retire.isEnabled()
    assert not panel.set_aside.isEnabled()
    panel.table.choose_where(lambda line: line.state is PieceState.IN)
    assert panel.retire.isEnabled()
    assert panel.set_aside.isEnabled()
    assert not panel.mended.isEnabled()


def test_a_piece_is_set_aside_mended_and_retired_from_the_list(qtbot, shown, desk):
    kind_id = desk.wheelchairs(pieces=1)
    panel = shown(pieces_panel(desk, kind_id))

    def because(form):
        form.reason.set_value("刹车失灵")
        form.try_to_keep()

    when_opened(because)
    press(qtbot, panel.set_aside)
    assert panel.table.current().state is PieceState.UNFIT
    when_opened(lambda form: form.try_to_keep())
    press(qtbot, panel.mended)
    assert panel.table.current().state is PieceState.IN
    when_opened(because)
    press(qtbot, panel.retire)
    assert desk.lending.pieces(kind_id) == []
    panel.with_retired.set_value(True)
    assert panel.table.model.shown_records()[0].state is PieceState.RETIRED
    assert not panel.edit.isEnabled()


def test_the_number_of_a_piece_is_corrected(shown, desk):
    kind_id = desk.wheelchairs(pieces=1)
    unit = desk.lending.pieces(kind_id)[0].unit
    form = shown(PieceForm(desk.lending, unit, [], dialogs=desk.answers))
    assert not form.place.isVisible()
    form.code.set_value("LY-009")
    form.try_to_keep()
    assert desk.lending.pieces(kind_id)[0].unit.code == "LY-009"


def test_a_retired_piece_that_is_needed_gives_its_reason(shown, desk):
    kind_id = desk.wheelchairs(pieces=1)
    line = desk.lending.pieces(kind_id)[0]
    form = shown(RetirePieceForm(desk.lending, Meant(line.kind, line.unit), dialogs=desk.answers))
    form.try_to_keep()
    assert told(form, "reason") == "This is required."
    assert desk.lending.pieces(kind_id)


def test_missing_parts_are_listed_and_put_back(qtbot, shown, desk):
    desk.toolbox(short=1)
    panel = shown(RefillPanel(desk.lending, desk.desk.inventory, dialogs=desk.answers))
    assert "螺丝刀 ×1" in [
        str(column.read(panel.table.current())) for column in panel.table.model.columns
    ]
    when_opened(lambda form: form.try_to_keep())
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Return)
    assert desk.lending.refill_list() == []
    assert panel.table.model.rowCount() == 0


def test_nothing_put_back_is_refused(shown, desk):
    desk.toolbox(short=2)
    form = shown(RefillForm(desk.lending, desk.lending.refill_list()[0], dialogs=desk.answers))
    form.counts[0][1].set_value(0)
    form.try_to_keep()
    assert form.isVisible()
    assert desk.lending.refill_list()[0].parts[0].there == 0


def test_labels_of_the_pieces_shown_are_asked_of_the_reports(qtbot, shown, desk, open_view):
    kind_id = desk.wheelchairs()
    view = open_view()
    ids = tuple(line.unit.id for line in desk.lending.pieces(kind_id))
    press(qtbot, view.labels)
    assert view.window().page("lending").turned == [("reports", ("labels", "piece", ids))]
    panel = shown(pieces_panel(desk, kind_id))
    asked = []
    panel.turn_to.connect(lambda *about: asked.append(about))
    press(qtbot, panel.labels)
    assert asked == [("reports", ("labels", "piece", ids))]


def test_kinds_are_found_by_initials(qtbot, desk, open_view):
    desk.umbrellas()
    desk.wheelchairs()
    view = open_view()
    qtbot.keyClicks(view.filters.search, "ly")
    assert names(view) == ["轮椅"]


def test_every_button_is_reached_by_tab_and_has_a_name(qtbot, desk, open_view):
    desk.wheelchairs()
    desk.lend(desk.umbrellas())
    view = open_view()
    unnamed, missed = keyboard_gaps(qtbot, view)
    assert unnamed == []
    assert missed == []


SIZES = [
    ((1366, 690), 100, "en"),
    ((1093, 535), 100, "zh_CN"),
    ((1093, 535), 100, "en"),
    ((1366, 690), 130, "zh_CN"),
]


@pytest.mark.parametrize(("size", "percent", "tongue"), SIZES)
def test_nothing_sticks_out_of_its_room(qtbot, wear, desk, size, percent, tongue):
    wear(text_percent=percent)
    use_language(tongue, paths.locale_folder())
    try:
        desk.umbrellas()
        desk.wheelchairs()
        window = shown_window(qtbot, desk, size)
        view = window.page("lending").view
        QApplication.processEvents()
        assert window.width() == size[0]
        assert view.minimumSizeHint().width() <= view.width()
        assert view.table.view.horizontalScrollBar().maximum() == 0
    finally:
        use_language("en", paths.locale_folder())
