"""The lending page: what one sees, what leads where, by mouse and by keyboard."""

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
from stationdesk.domain.lending.loans import NewReturn
from stationdesk.i18n import use_language
from stationdesk.ui.lending.page import REPORTS
from stationdesk.ui.theme import Dress
from tests.ui.counter import Counter, in_form

SIZES = [((1366, 690), 100), ((1093, 535), 100), ((1280, 640), 100), ((1366, 690), 130)]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def counter(database, qapp):
    made = Counter(database)
    made.lend("YS", days_ago=12)
    made.lend("CDB", "李师傅", "7788", days_ago=3, unit=made.banks[0])
    made.lend("LH", "王阿姨", "0421", days_ago=3)
    made.lend("YS", "欧阳海", "13800138111", quantity=1)
    made.hold("LY", unit=made.chairs[0])
    return made


@pytest.fixture
def window(counter, qtbot):
    return counter.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("lending")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def things(view):
    return [record.thing for record in view.table.model.shown_records()]


def words_of(widget):
    QApplication.processEvents()
    shown = [each for each in widget.findChildren(QWidget) if each.isVisible()]
    return " ".join(each.text() for each in shown if hasattr(each, "text"))


def test_the_numbers_of_the_day_are_told_and_lead_to_what_they_count(page, qtbot):
    said = [tile.accessibleName() for tile in page.tiles.values()]
    assert said == ["On loan 4", "Due today 2", "Overdue loan 1", "Free in the station 33"]
    press(qtbot, page.tiles["overdue"])
    assert page.views.current() == "overdue"
    press(qtbot, page.tiles["due"])
    assert (page.views.current(), page.out.filters.segment()) == ("out", "due")
    press(qtbot, page.tiles["things"])
    assert page.views.current() == "things"
    press(qtbot, page.tiles["out"])
    assert len(things(page.out)) == 4


def test_loans_are_found_by_tail_initials_and_thing(page, qtbot):
    for typed, found in (
        ("7788", ["充电宝 CDB-001"]),
        ("lqp", ["雨伞"]),
        ("ys", ["雨伞", "雨伞"]),
        ("CDB-001", ["充电宝 CDB-001"]),
        ("nobody", []),
    ):
        page.out.filters.search.setText(typed)
        assert things(page.out) == found, typed


def test_no_name_is_shown_whole_anywhere_on_the_page(page):
    for key in ("out", "overdue", "holds"):
        page.open_with(key)
        table = page.view().table
        cells = {
            str(column.read(record))
            for column in table.model.columns
            for record in table.model.shown_records()
        }
        assert not any("骆清平" in cell or "欧阳海" in cell or "138" in cell for cell in cells)
        assert "骆清平" not in words_of(page.view())


def test_what_came_back_is_read_only_where_it_is_asked_for(page, counter):
    line = counter.lending.open_entries()[0]
    counter.lending.give_back(NewReturn(line_id=line.line_id, on=counter.day, good=line.open))
    assert len(things(page.out)) == 3
    page.out.show_segment("back")
    assert [record.line_id for record in page.out.table.model.shown_records()] == [line.line_id]
    page.out.show_segment("period")
    assert len(things(page.out)) == 4


def test_the_overdue_board_tells_who_was_tried(page, counter):
    page.open_with("overdue")

    def fill(form):
        form.outcome.set_value("reached")
        form.words.set_value("答应今天归还")
        form.try_to_keep()

    in_form(fill)
    page.overdue.table.opened.emit(page.overdue.table.current())
    (entry,) = counter.lending.overdue()
    assert [tried.reached for tried in entry.contacts] == [True]
    assert page.overdue.table.current().line_id == entry.line_id
    page.overdue.filters.choose("untried")
    assert things(page.overdue) == []


def test_a_record_asked_for_is_shown_in_its_view(page, counter):
    entry = counter.lending.overdue()[0]
    hold = counter.lending.holds()[0]
    for argument, view, current in (
        (("loan", entry.line_id), "out", entry.line_id),
        (("loan_of", entry.loan_id), "out", entry.line_id),
        (("piece", counter.banks[0]), "out", None),
        (("overdue", entry.line_id), "overdue", entry.line_id),
        (("hold", hold.id), "holds", None),
        (("kind", counter.kinds["LH"]), "things", None),
    ):
        page.open_with(argument)
        assert page.views.current() == view, argument
        if current is not None:
            assert page.view().table.current().line_id == current
    assert page.things.table.current().kind.code == "LH"
    page.open_with("due")
    QApplication.processEvents()
    assert page.out.filters.segment() == "due"
    page.open_with("nonsense")
    page.open_with(("nonsense", 3))


def test_deeds_are_begun_from_other_pages(page, qtbot):
    titles = []
    for deed in ("lend", "hold", "scan"):
        in_form(lambda form: titles.append(form.windowTitle()))
        page.open_with(deed)
        count = len(titles) + 1
        qtbot.waitUntil(lambda wanted=count: len(titles) == wanted)
    assert titles == ["Lend", "Hold for somebody", "Continuous scanning"]
    page.open_with("return")
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.out.filters.search)


def test_enter_goes_on_at_the_record_that_one_was_led_to(page, window, counter, qtbot):
    """From a reminder of Today, or a label scanned on another page."""
    entry = page.out.table.model.shown_records()[-1]
    window.open_page("lending", ("loan", entry.line_id))
    qtbot.waitUntil(page.out.table.view.hasFocus)
    in_form(lambda form: form.try_to_keep())
    qtbot.keyClick(page.out.table.view, Qt.Key.Key_Return)
    assert not counter.lending.entry(entry.line_id).open


def test_slips_call_sheets_and_ledgers_lead_to_the_reports(page, qtbot):
    turned = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda key, argument: turned.append((key, argument)))
    entry = page.out.table.current()
    page.out.detail.slip.trigger()
    press(qtbot, page.print)
    page.open_with("overdue")
    press(qtbot, page.overdue.calls)
    assert turned == [
        ("reports", ("loan-slip", entry.loan_id)),
        ("reports", "loans"),
        ("reports", "call-sheet"),
    ]


def test_views_are_turned_by_keys_and_the_rows_take_the_keyboard(page, window, qtbot):
    for number, key in enumerate(("out", "overdue", "holds"), start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert page.views.current() == key
        assert page.view().table.view.hasFocus()
        assert page.search_box() is page.view().filters.search
        assert page.help_anchor() == key


def test_exactly_one_button_is_primary(page):
    for key in ("out", "overdue", "holds"):
        page.open_with(key)
        QApplication.processEvents()
        primaries = [
            made.accessibleName()
            for made in page.findChildren(QPushButton)
            if made.property("look") == "primary" and made.isVisible()
        ]
        assert primaries == ["Lend"]


def test_every_control_has_a_name(page):
    kinds = (QPushButton, QLineEdit, QComboBox, QAbstractItemView)
    for key in ("out", "overdue", "holds"):
        page.open_with(key)
        unnamed = [
            each
            for kind in kinds
            for each in page.findChildren(kind)
            if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
            if not each.objectName().startswith("qt_")
        ]
        assert unnamed == []


@pytest.mark.parametrize("key", ["out", "overdue", "holds"])
def test_tab_reaches_every_button(page, window, qtbot, key):
    page.open_with(key)
    QApplication.processEvents()
    page.field.setFocus()
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
    assert page.view().table.view in reached


@pytest.mark.parametrize(("size", "percent"), SIZES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_sticks_out_of_the_window(counter, qtbot, wear, size, percent, language):
    use_language(language, paths.locale_folder())
    wear(Dress.LIGHT, percent)
    try:
        window = counter.window(qtbot, size)
        page = window.page("lending")
        for key in ("out", "overdue", "holds", "things", "kept", "found"):
            page.open_with(key)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size, key
            right = page.mapTo(window, page.rect().topRight()).x()
            assert right <= window.width()
            for made in page.findChildren(QPushButton):
                if made.isVisible():
                    edge = made.mapTo(window, made.rect().bottomRight())
                    assert edge.x() <= window.width(), (key, made.accessibleName())
                    assert edge.y() <= window.height(), (key, made.accessibleName())
            if key in ("out", "overdue", "holds"):
                bar = page.view().table.view.horizontalScrollBar()
                assert bar.maximum() == 0, key
    finally:
        use_language("en", paths.locale_folder())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_has_a_place_for_every_view(language):
    text = (paths.resources() / "help" / language / "lending.html").read_text(encoding="utf-8")
    for key in REPORTS:
        assert f'id="{key}"' in text
