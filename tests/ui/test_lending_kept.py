"""Safekeeping on the lending page: taken in, found again, handed over by few keys."""

from datetime import date

import pytest
from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QPushButton, QWidget

from stationdesk import paths
from stationdesk.domain.keeping.kept import HandOver
from stationdesk.i18n import use_language
from stationdesk.services.changes import Topic
from stationdesk.ui.lending.hand_over_form import HandOverForm
from stationdesk.ui.lending.kept_form import KeptForm
from tests.ui.equipped import when_opened
from tests.ui.lent_things import TODAY, LendingStation, keyboard_gaps, when_ready, window_of


@pytest.fixture
def desk(qapp):
    made = LendingStation()
    yield made
    made.desk.close()


def shown_window(qtbot, desk, size=(1366, 690)):
    return window_of(qtbot, desk, desk.kept_view, Topic.KEEPING, size=size)


@pytest.fixture
def open_view(qtbot, desk):
    """Open the view in a window once things are kept."""
    kept = []

    def _open():
        kept.append(shown_window(qtbot, desk))
        return kept[-1].page("lending").view

    return _open


class Keys(QObject):
    """Counts the keys that are really pressed."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def press(self, *keys):
        """Press keys one after the other where the keyboard is; text is typed letter by letter."""
        for key in keys:
            target = QApplication.focusWidget()
            if isinstance(key, str):
                QTest.keyClicks(target, key)
                self.count += len(key)
            elif isinstance(key, tuple):
                QTest.keyClick(target, key[0], key[1])
                self.count += 1
            else:
                QTest.keyClick(target, key)
                self.count += 1


CTRL_ENTER = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def tags(view):
    return [thing.tag for thing in view.table.model.shown_records()]


def text_of(widget):
    QApplication.processEvents()
    labels = widget.findChildren(QWidget)
    return " ".join(each.text() for each in labels if hasattr(each, "text") and not each.isHidden())


def told(form, about):
    return form.grid.field(about).accessibleDescription()


def test_a_key_is_taken_in_with_a_name_and_few_keys_more(qtbot, desk, open_view):
    desk.keep(name="先有的")
    view = open_view()
    keys = Keys()

    def fill(form):
        assert isinstance(form, KeptForm)
        assert QApplication.focusWidget() is form.owner
        form.owner.insert("李秀英")
        keys.press(Qt.Key.Key_Return, "5521", CTRL_ENTER)

    when_ready(fill)
    keys.press(Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: len(desk.keeping.kept_things()) == 2)
    newest = desk.keeping.kept_things()[0]
    assert (newest.owner_name, newest.owner_phone, newest.kind) == ("李秀英", "5521", "key")
    assert keys.count <= 12
    assert view.detail.tag.text() == newest.tag
    assert view.table.current().id == newest.id


def test_a_thing_is_found_by_its_tail_and_handed_over_by_few_keys(qtbot, desk, open_view):
    thing_id = desk.keep()
    desk.keep(name="李秀英", phone="5521")
    view = open_view()
    view.filters.search.setFocus()
    keys = Keys()

    def agree(form):
        assert isinstance(form, HandOverForm)
        keys.press(CTRL_ENTER)

    keys.press("5678", Qt.Key.Key_Return)
    assert [thing.id for thing in view.table.model.shown_records()] == [thing_id]
    when_ready(agree)
    keys.press(Qt.Key.Key_Return)
    handed = desk.keeping.kept_thing(thing_id)
    assert (handed.handed_on, handed.handed_to) == (TODAY, "张建国")
    assert keys.count <= 12
    desk.undos[-1].take_back()
    assert desk.keeping.kept_thing(thing_id).handed_on is None


def test_keys_are_counted_as_they_reach_the_window(desk, open_view, qapp):
    """The counter above counts what is pressed; this one what arrives."""
    desk.keep()
    view = open_view()
    view.filters.search.setFocus()

    class Heard(QObject):
        arrived = 0

        def eventFilter(self, watched, event):  # noqa: N802
            if event.type() == QEvent.Type.KeyPress and watched is view.filters.search:
                self.arrived += 1
            return False

    heard, keys = Heard(), Keys()
    qapp.installEventFilter(heard)
    keys.press("5678")
    qapp.removeEventFilter(heard)
    assert (heard.arrived, keys.count) == (4, 4)


def test_nobody_is_shown_by_name_or_number(desk, open_view):
    desk.keep(note="张建国的邻居，电话13812345678")
    view = open_view()
    said = text_of(view.detail)
    columns = view.table.model.columns
    row = " ".join(str(column.read(view.table.current())) for column in columns)
    for secret in ("张建国", "13812345678"):
        assert secret not in said
        assert secret not in row
    assert "张* 5678" in said


def test_a_correction_keeps_a_name_that_is_left_empty(shown, desk):
    thing = desk.keeping.kept_thing(desk.keep())
    form = shown(KeptForm(desk.keeping, [], TODAY, thing=thing, dialogs=desk.answers))
    assert form.owner.value() == ""
    assert form.owner.placeholderText().startswith("张*")
    form.description.set_value("201室钥匙两把")
    form.try_to_keep()
    kept = desk.keeping.kept_thing(thing.id)
    assert (kept.owner_name, kept.owner_phone) == ("张建国", "13812345678")
    assert kept.description == "201室钥匙两把"


def test_somebody_else_who_fetches_it_is_written_down(shown, desk):
    thing = desk.keeping.kept_thing(desk.keep())
    form = shown(HandOverForm(desk.keeping, thing, TODAY, dialogs=desk.answers))
    assert not form.to.isVisible()
    form.in_person.set_value(False)
    form.try_to_keep()
    assert told(form, "to") == "This is required."
    form.to.set_value("李秀英")
    form.proof.set_value("物主来电说明")
    form.try_to_keep()
    assert desk.keeping.kept_thing(thing.id).handed_to == "李秀英"


def test_a_thing_without_a_phone_wants_another_proof(shown, desk):
    thing = desk.keeping.kept_thing(desk.keep(phone=""))
    form = shown(HandOverForm(desk.keeping, thing, TODAY, dialogs=desk.answers))
    form.try_to_keep()
    assert told(form, "proof") == "This is required."


def test_bad_days_and_phones_are_told_under_their_fields(shown, desk):
    form = shown(KeptForm(desk.keeping, [], TODAY, dialogs=desk.answers))
    form.owner.set_value("李秀英")
    form.phone.set_value("12")
    form.until.set_value(date(2026, 6, 1))
    form.try_to_keep()
    assert told(form, "owner_phone")
    assert told(form, "keep_until")
    assert desk.keeping.kept_things() == []


def test_the_description_follows_the_kind_until_it_is_written_by_hand(qtbot, shown, desk):
    form = shown(KeptForm(desk.keeping, [], TODAY, dialogs=desk.answers))
    form.kind.set_value("bag")
    assert form.description.value() == "Bag kept"
    form.description.setFocus()
    form.description.clear()
    qtbot.keyClicks(form.description, "blue")
    form.kind.set_value("key")
    assert form.description.value() == "blue"


def test_segments_count_and_show_what_waits_and_what_left(desk, open_view):
    late = desk.keep(days=9, until=date(2026, 6, 25))
    gone = desk.keep(days=5)
    desk.keeping.hand_over(gone, HandOver(on=TODAY, to="张建国", proof="认识"))
    desk.keep(until=TODAY)
    view = open_view()
    segments = [made.text() for made in view.filters.segments.findChildren(QPushButton)]
    assert segments == ["Still here 2", "For today 1", "Not fetched 1", "Handed over 1"]
    view.filters.choose("late")
    assert [thing.id for thing in view.table.model.shown_records()] == [late]
    view.show_thing(gone)
    assert view.filters.segment() == "handed"
    assert not view.detail.hand_over.isVisible()


def test_an_entry_made_by_mistake_is_voided_with_a_reason(qtbot, desk, open_view):
    desk.keep()
    view = open_view()

    def because(form):
        form.reason.set_value("登记两次")
        form.try_to_keep()

    when_opened(because)
    view.table.setFocus()
    qtbot.keyClick(view.table.view, Qt.Key.Key_Delete)
    assert tags(view) == []


def test_that_the_shelf_was_looked_through_is_kept_by_one_press(qtbot, desk, open_view):
    desk.keep()
    view = open_view()
    assert "never" in view.looked.words.text()
    press(qtbot, view.looked.confirm)
    assert desk.keeping.last_looked("kept_things") == TODAY
    assert "today" in view.looked.words.text()


def test_photos_of_papers_are_not_offered(desk, open_view):
    papers = desk.keep(kind="document", description="老年证")
    view = open_view()
    view.show_thing(papers)
    assert not view.detail.photos.isVisible()


def test_the_ledger_is_printed_from_the_view(qtbot, desk, open_view):
    view = open_view()
    press(qtbot, view.print)
    assert view.window().page("lending").turned == [("reports", "kept-things")]


def test_every_button_is_reached_by_tab_and_has_a_name(qtbot, desk, open_view):
    desk.keep()
    unnamed, missed = keyboard_gaps(qtbot, open_view())
    assert unnamed == []
    assert missed == []


@pytest.mark.parametrize(
    ("size", "percent", "tongue"),
    [
        ((1366, 690), 100, "en"),
        ((1093, 535), 100, "zh_CN"),
        ((1093, 535), 100, "en"),
        ((1366, 690), 130, "zh_CN"),
    ],
)
def test_nothing_sticks_out_of_its_room(qtbot, wear, desk, size, percent, tongue):
    wear(text_percent=percent)
    use_language(tongue, paths.locale_folder())
    try:
        desk.keep()
        window = shown_window(qtbot, desk, size)
        view = window.page("lending").view
        QApplication.processEvents()
        assert window.width() == size[0]
        assert view.minimumSizeHint().width() <= view.width()
        assert view.table.view.horizontalScrollBar().maximum() == 0
    finally:
        use_language("en", paths.locale_folder())
