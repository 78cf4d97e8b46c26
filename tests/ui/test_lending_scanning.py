"""The scanner and the input method at the desk, in continuous scanning, and anywhere else."""

from datetime import time

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QInputMethodEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QPushButton

from stationdesk.bootstrap.pages import build_window
from stationdesk.bootstrap.scans import Scans, where_to
from stationdesk.domain.labels import Found, LabelKind, label_digits
from stationdesk.listings.columns import Tone
from stationdesk.ui.lending.scan_session import Mode, ScanSession
from stationdesk.ui.lending.scan_window import ScanWindow
from stationdesk.ui.preferences import Preferences
from tests.ui.counter import Counter, Typist, in_form, scan


@pytest.fixture
def counter(database, qapp):
    return Counter(database)


@pytest.fixture
def window(counter, qtbot):
    return counter.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("lending")


@pytest.fixture
def session(page, counter):
    return ScanSession(
        counter.lending, page.deeds.matches, counter.context.today, lambda: time(9, 30)
    )


@pytest.fixture
def rung():
    return []


@pytest.fixture
def scanning(counter, window, qtbot, rung):
    made = ScanWindow(
        counter.lending,
        counter.labels,
        counter.context.today,
        dialogs=counter.answers,
        ring=lambda: rung.append(True),
        parent=window,
    )
    made.undo_wanted.connect(window.undo_last)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.done(0)


def label_of(unit_id):
    return label_digits(LabelKind.PIECE, unit_id)


def told(heards):
    return [(each.what, each.tone) for each in heards]


def test_the_desk_refuses_what_waits_in_an_input_method(page):
    QApplication.sendEvent(page.field, QInputMethodEvent("yusan", []))
    assert page.field.text() == ""
    assert not page.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_name_is_looked_for_while_it_waits_in_the_input_method(page, counter):
    counter.lend("LH")
    seen = []

    def look(form):
        table = form.borrower.known.table
        for waiting in ("l", "lqp", "zzz"):
            QApplication.sendEvent(form.borrower.name, QInputMethodEvent(waiting, []))
            rows = table.model.shown_records()
            seen.append([line.tail for line in rows])

    in_form(look)
    page.deeds.lend()
    assert seen == [["5678"], ["5678"], []]


def test_a_scanned_label_lends_what_is_here_and_takes_back_what_is_out(page, counter):
    titles = []

    def close(form):
        titles.append(form.windowTitle())

    for _scan in range(2):
        in_form(close)
        scan(page.field, label_of(counter.banks[1]))
        counter.lend("CDB", unit=counter.banks[1]) if len(titles) == 1 else None
    assert titles == ["Lend", "Give back"]


def test_a_label_scanned_in_the_lend_form_chooses_the_thing(page, counter):
    names = []

    def fill(form):
        form.borrower.name.setFocus()
        scan(form.borrower.name, label_of(counter.banks[0]))
        names.append((form.thing.thing().name, form.borrower.name.text()))
        form.borrower.name.setFocus()
        scan(form.borrower.name, label_of(counter.banks[2]))
        names.append((form.thing.thing().name, [each.thing.name for each in form._taken]))
        form.borrower.name.setFocus()
        scan(form.borrower.name, label_digits(LabelKind.PLACE, counter.shelf))
        assert "bears" in form.note.words.text()

    in_form(fill)
    page.deeds.lend()
    assert names == [("充电宝 CDB-001", ""), ("充电宝 CDB-003", ["充电宝 CDB-001"])]


def test_a_label_scanned_into_the_thing_itself_chooses_it_and_goes_on(page, counter):
    seen = []

    def fill(form):
        scan(form.focusWidget(), label_of(counter.banks[4]))
        seen.append((form.thing.thing().name, form.borrower.name.hasFocus()))

    in_form(fill)
    page.deeds.lend()
    assert seen == [("充电宝 CDB-005", True)]


def test_what_nobody_knows_stays_in_the_field_with_a_word(page, counter, qtbot):
    scan(page.field, "QQ12345")
    assert page.note.isVisible()
    assert "QQ12345" in page.note.words.text()
    assert page.field.text() == "QQ12345"
    assert counter.open_things() == []


def test_each_scan_takes_a_piece_back_and_a_second_one_is_parked(session, counter):
    counter.lend("CDB", unit=counter.banks[0])
    assert session.scan(label_of(counter.banks[0])).tone is Tone.GOOD
    again = session.scan(label_of(counter.banks[0]))
    assert not again.is_done
    assert "scanned twice" in again.how
    assert counter.open_things() == []


def test_lateness_and_parts_are_told_in_amber(session, counter):
    counter.lend("LY", unit=counter.chairs[0], days_ago=10)
    heard = session.scan("LY-001")
    assert heard.is_done
    assert heard.tone is Tone.WARNING
    assert "days late" in heard.how
    assert "look over the parts" in heard.how


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("10099990", "Nothing bears"),
        ("CDB-004", "not on loan"),
        ("ys", "Say whose"),
        ("ＣＤＢ－００４", "not on loan"),
    ],
)
def test_what_cannot_be_taken_back_is_parked_with_the_reason(session, code, why):
    heard = session.scan(code)
    assert not heard.is_done
    assert why in heard.how
    assert session.parked == [heard]


def test_pieces_are_lent_to_one_person_until_the_most_is_reached(session, counter):
    session.mode = Mode.LEND
    assert "Choose first" in session.scan("CDB-001").how
    line = counter.lend("LH")
    session.borrower = line.borrower_id
    heard = [session.scan(f"CDB-00{number}") for number in (1, 2, 3, 4)]
    assert [each.is_done for each in heard] == [True, True, True, False]
    assert "still out" in session.scan("LY-001").how or session.parked
    twice = session.scan("CDB-001")
    assert "scanned twice" in twice.how


def test_the_scan_window_keeps_the_focus_beeps_and_lists_what_was_done(
    scanning, counter, rung, qtbot
):
    counter.lend("CDB", unit=counter.banks[0])
    scan(scanning.field, label_of(counter.banks[0]))
    assert counter.open_things() == []
    assert rung == [True]
    assert "CDB-001" in scanning.feedback.what.text()
    scan(scanning.field, "99999999")
    qtbot.waitUntil(lambda: len(rung) == 3)
    assert len(scanning.done_list.model.shown_records()) == 1
    assert len(scanning.parked.model.shown_records()) == 1
    assert QApplication.focusWidget() is scanning.field


def test_a_scan_is_heard_while_a_list_has_the_focus(scanning, counter):
    counter.lend("CDB", unit=counter.banks[0])
    scan(scanning.field, "99999999")
    scanning.parked.view.setFocus()
    scan(scanning.parked.view, label_of(counter.banks[0]))
    assert counter.open_things() == []
    assert QApplication.focusWidget() is scanning.field


def test_the_last_scan_is_taken_back_in_the_window(scanning, counter):
    counter.lend("CDB", unit=counter.banks[0])
    scan(scanning.field, "CDB-001")
    scanning.undo.click()
    assert [thing for thing, _pieces, _who in counter.open_things()] == ["充电宝 CDB-001"]
    assert scanning.session.done == []
    scan(scanning.field, "CDB-001")
    assert counter.open_things() == []


def test_a_parked_scan_is_handled_or_dismissed(scanning, counter, qtbot):
    counter.lend("YS")
    scan(scanning.field, "ABCDE")
    scan(scanning.field, "FGHIJ")

    def choose(which):
        in_form(lambda form: QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return))
        which.take.click()

    table = scanning.parked
    table.choose_first()
    in_form(choose)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert counter.open_things() == []
    assert [each.code for each in scanning.session.parked] == ["ABCDE"]
    table.choose_first()
    table.view.setFocus()
    scanning.activateWindow()
    qtbot.waitUntil(scanning.isActiveWindow)
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert scanning.session.parked == []


def test_the_borrower_is_chosen_once_for_all_that_is_scanned(scanning, counter, window):
    counter.lend("LH")
    typist = Typist(window)

    def who(_form):
        typist.type("5678")
        typist.enter()
        typist.keep()

    in_form(who)
    scanning.modes.choose("lend")
    scan(scanning.field, "CDB-001")
    scan(scanning.field, "CDB-002")
    assert "骆* 5678" in scanning.who.whole_text()
    assert len(counter.open_things()) == 3


@pytest.mark.parametrize(
    ("kind", "page", "argument"),
    [
        ("piece", "lending", ("piece", 3)),
        ("loan", "lending", ("loan_of", 3)),
        ("kept", "lending", ("kept", 3)),
        ("found", "lending", ("found", 3)),
        ("amenity", "amenities", ("amenity", 3)),
        ("item", "inventory", 3),
        ("place", "inventory", ("place", 3)),
    ],
)
def test_each_kind_of_label_opens_its_page(kind, page, argument):
    assert where_to(Found(kind=kind, id=3, code="X", name="x")) == (page, argument)


class Keys:
    """The time of the keys, whatever the machine is busy with: a scanner's until told otherwise."""

    def __init__(self):
        self.now, self.gap = 0.0, 0.004

    def __call__(self):
        self.now += self.gap
        return self.now


@pytest.fixture
def keys():
    return Keys()


@pytest.fixture
def program(counter, qtbot, qapp, tmp_path, keys):
    """The whole window, with the ear that hears scans anywhere."""
    made = build_window(counter, counter.feed, Preferences(tmp_path / "window.ini"))
    qtbot.addWidget(made)
    made.show()
    made.open_page("inventory")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    ear = Scans(qapp, counter, made, keys)
    yield made
    ear.stop()


def test_a_label_scanned_on_any_page_opens_what_bears_it(program, counter):
    counter.lend("CDB", unit=counter.banks[0])
    scan(program.focusWidget(), label_of(counter.banks[0]))
    assert program.current_key() == "lending"
    page = program.page("lending")
    assert page.out.table.current().unit.id == counter.banks[0]
    assert program.page("inventory").search_box().text() == ""
    page.out.filters.search.setFocus()
    scan(page.out.filters.search, label_digits(LabelKind.PLACE, counter.shelf))
    assert program.current_key() == "inventory"
    assert program.page("inventory").filters.choice("place") == str(counter.shelf)


def test_a_piece_that_is_here_is_shown_among_its_like(program, counter):
    in_form(lambda _window: None)
    scan(program.focusWidget(), label_of(counter.chairs[1]))
    assert program.page("lending").views.current() == "things"


def test_an_unknown_label_is_told_and_a_form_keeps_its_own_scans(program, counter):
    scan(program.focusWidget(), "10099990")
    assert "10099990" in program.toast.words.text()
    inventory = program.page("inventory")

    def fill(form):
        scan(form.focusWidget(), label_of(counter.banks[0]))

    in_form(fill)
    inventory.deeds.receive()
    assert program.current_key() == "inventory"


def test_f2_goes_to_the_desk_from_any_page(program, qtbot):
    QTest.keyClick(program.focusWidget(), Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: program.current_key() == "lending")
    qtbot.waitUntil(program.page("lending").field.hasFocus)
    QTest.keyClick(program.page("lending").out.table.view, Qt.Key.Key_F2)
    assert program.page("lending").field.hasFocus()


def test_a_hand_that_types_slowly_is_no_scanner(program, keys):
    box = program.page("inventory").search_box()
    box.setFocus()
    keys.gap = 0.09
    QTest.keyClicks(box, "10000017")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert program.current_key() == "inventory"
    assert box.text() == "10000017"


def test_every_button_of_the_scan_window_has_a_name(scanning):
    shown = [made for made in scanning.findChildren(QPushButton) if made.isVisible()]
    assert all(made.accessibleName() or made.text() for made in shown)
