"""What a visitor does at the touch page, and what becomes of it in the book."""

import io
from datetime import date

import pytest
from PIL import Image
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QInputMethodEvent, QPointingDevice, QTabletEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from stationdesk import i18n, paths
from stationdesk.domain.feedback.entries import Method, NewReply, Outcome
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.feedback.states import EntryState
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress
from stationdesk.ui.touch.board_screen import BoardScreen
from stationdesk.ui.touch.choice_screens import GroupScreen, KindScreen
from stationdesk.ui.touch.contact_screen import ContactScreen
from stationdesk.ui.touch.draft import Door
from stationdesk.ui.touch.home_screen import HomeScreen
from stationdesk.ui.touch.idle import Idle
from stationdesk.ui.touch.message_screen import MessageScreen
from stationdesk.ui.touch.pieces import Fitting
from stationdesk.ui.touch.pin_screen import PinScreen
from stationdesk.ui.touch.rate_screen import RateScreen
from stationdesk.ui.touch.window import TouchWindow
from stationdesk.ui.touch.words_screen import WordsScreen
from tests.ui.touch_booth import PIN, VOLUNTEER_PIN, open_booth, said, scribble, tap

TODAY = date(2026, 6, 30)
SIZES = [(1366, 768), (1280, 720), (1920, 1080), (1080, 1920)]


@pytest.fixture
def desk():
    opened = open_booth(TODAY)
    yield opened
    opened.close()


@pytest.fixture
def open_window(desk, qtbot):
    """Open a touch page over the whole screen; with a ``size`` as if the screen had it.

    ``seconds`` of idleness end a visit.
    """
    opened = []

    def _open(seconds=60.0, warning=10.0, size=None):
        window = TouchWindow(desk.touch_page, desk.touch_pin, Idle(seconds, warning))
        if size is None:
            window.begin(None)
        else:
            window.resize(*size)
            window.show()
        settle()
        opened.append(window)
        return window

    yield _open
    for window in opened:
        window.end()
    settle()
    i18n.use_language("en", paths.locale_folder())


@pytest.fixture
def window(open_window):
    return open_window()


def only_entry(desk):
    (entry,) = desk.feedback.open_entries()
    return entry


def go_to(window, door):
    tap(window.screen_shown.doors[door])
    return window.screen_shown


def to_words(window, kind=FeedbackKind.SUGGESTION, group="rider"):
    tap(go_to(window, Door.WRITE).tiles[kind])
    tap(window.screen_shown.tiles[group])
    return window.screen_shown


def text_of(widget):
    """Return every word one reads in a widget."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_a_visitor_writes_a_word_by_keyboard_and_it_lands_as_a_new_entry(window, desk):
    words = to_words(window, FeedbackKind.HELP, "courier")
    QTest.keyClicks(words.box, "The socket is loose")
    tap(words.go_on)
    contact = window.screen_shown
    assert isinstance(contact, ContactScreen)
    tap(contact.submit)
    entry = only_entry(desk)
    assert (entry.body, entry.kind) == ("The socket is loose", FeedbackKind.HELP)
    assert (entry.channel, entry.visitor_group) == (Channel.TOUCH, "courier")
    assert entry.state is EntryState.RECEIVED
    assert entry.anonymous
    thanks = window.screen_shown
    assert isinstance(thanks, MessageScreen)
    assert entry.number in text_of(thanks)
    tap(thanks.done)
    assert isinstance(window.screen_shown, HomeScreen)


def test_the_input_method_writes_chinese(window, desk):
    words = to_words(window)
    composed = QInputMethodEvent()
    composed.setCommitString("台阶太滑")
    QApplication.sendEvent(words.box, composed)
    tap(words.go_on)
    tap(window.screen_shown.submit)
    assert only_entry(desk).body == "台阶太滑"


def test_handwriting_lands_as_a_picture(window, desk):
    words = to_words(window)
    tap(words.by_hand)
    scribble(words.pad)
    scribble(words.pad, (220, 60), (220, 60))
    tap(words.go_on)
    tap(window.screen_shown.submit)
    entry = only_entry(desk)
    assert entry.handwritten
    (photo,) = desk.attachments.of("feedback_entry", entry.uid)
    with Image.open(io.BytesIO(desk.attachments.content(photo.id))) as picture:
        assert picture.width > 200
        dark = picture.convert("L").point(lambda level: 255 if level < 100 else 0)
        assert dark.getbbox() is not None


def test_a_pen_writes_thicker_the_harder_it_is_pressed(window):
    words = to_words(window)
    tap(words.by_hand)
    for kind, pressure in (
        (QEvent.Type.TabletPress, 0.1),
        (QEvent.Type.TabletMove, 1.0),
        (QEvent.Type.TabletRelease, 0.0),
    ):
        where = QPointF(50 + 40 * pressure, 50)
        event = QTabletEvent(
            kind,
            QPointingDevice.primaryPointingDevice(),
            where,
            where,
            pressure,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
        )
        QApplication.sendEvent(words.pad, event)
    (stroke,) = words.booth.draft.strokes
    assert len(stroke.points) == 2
    assert stroke.widths[1] > 2 * stroke.widths[0]


def test_strokes_are_taken_back_and_the_pad_is_wiped(window):
    words = to_words(window)
    tap(words.by_hand)
    assert not words.wipe.isEnabled()
    scribble(words.pad)
    scribble(words.pad, (80, 90), (160, 100))
    tap(words.take_back)
    assert len(words.booth.draft.strokes) == 1
    tap(words.wipe)
    assert words.pad.is_empty()
    assert not words.take_back.isEnabled()


def test_nothing_said_is_not_handed_on(window, desk):
    words = to_words(window)
    tap(words.go_on)
    assert window.screen_shown is words
    assert "Please write something" in text_of(words)
    QTest.keyClicks(words.box, "x")
    assert "Please write something" not in text_of(words)
    assert desk.feedback.open_entries() == []


def test_praise_names_who_is_praised(window, desk):
    words = go_to(window, Door.PRAISE)
    QTest.keyClicks(words.praised, "Wang Fang")
    QTest.keyClicks(words.box, "She found my phone")
    tap(words.go_on)
    tap(window.screen_shown.skip)
    tap(window.screen_shown.submit)
    entry = only_entry(desk)
    assert (entry.kind, entry.praised) == (FeedbackKind.PRAISE, "Wang Fang")


@pytest.mark.parametrize(("face", "kind"), [(5, FeedbackKind.PRAISE), (3, FeedbackKind.SUGGESTION)])
def test_a_rating_takes_one_tap_and_may_say_why(window, desk, face, kind):
    rate = go_to(window, Door.RATE)
    tap(rate.submit)
    assert "one of the five faces" in text_of(rate)
    tap(rate.faces[face])
    QTest.keyClicks(rate.box, "because")
    tap(rate.submit)
    entry = only_entry(desk)
    assert entry.kind is kind
    assert f"{face} of 5" in entry.body
    assert entry.body.endswith("because")
    assert isinstance(window.screen_shown, MessageScreen)


def test_who_wants_to_be_called_types_the_phone_on_the_pad(window, desk):
    QTest.keyClicks(to_words(window).box, "hello")
    tap(window.screen_shown.go_on)
    contact = window.screen_shown
    for digit in "138000056789":
        tap(contact.pad.keys[digit])
    tap(contact.pad.keys["erase"])
    assert contact.phone.text() == "13800005678"
    tap(contact.submit)
    assert "how we may address you" in text_of(contact)
    QTest.keyClicks(contact.name, "Ms Zhang")
    assert "180 days" in text_of(contact)
    tap(contact.submit)
    entry = only_entry(desk)
    assert (entry.reachable, entry.tail) == (True, "5678")
    assert "call you" in text_of(window.screen_shown)


def test_answers_are_read_at_the_touch_page_and_name_nobody(open_window, desk):
    said(desk, FeedbackKind.SUGGESTION, "请换热水器，电话 13800005678")
    entry = only_entry(desk)
    reply = NewReply(
        body="已经换了。",
        outcome=Outcome.DONE,
        method=Method.BOARD,
        replied_by="李强",
        at=entry.said_at,
    )
    desk.feedback.post_on_board(desk.feedback.reply(entry.id, reply), TODAY)
    board = go_to(open_window(), Door.BOARD)
    assert isinstance(board, BoardScreen)
    read = text_of(board)
    assert entry.number in read
    assert "已经换了。" in read
    assert "13800005678" not in read


def test_an_empty_board_says_so(window):
    assert "No answer hangs on the board" in text_of(go_to(window, Door.BOARD))


def test_back_keeps_what_was_said_and_the_first_back_ends_the_visit(window):
    words = to_words(window, FeedbackKind.WISH, "elder")
    QTest.keyClicks(words.box, "a bench")
    tap(_back_of(words))
    group = window.screen_shown
    assert isinstance(group, GroupScreen)
    assert group.tiles["elder"].isChecked()
    tap(group.tiles["elder"])
    assert window.screen_shown.box.toPlainText() == "a bench"
    tap(_back_of(window.screen_shown))
    tap(_back_of(window.screen_shown))
    kind = window.screen_shown
    assert isinstance(kind, KindScreen)
    assert kind.tiles[FeedbackKind.WISH].isChecked()
    tap(_back_of(kind))
    assert isinstance(window.screen_shown, HomeScreen)


def _back_of(screen):
    return next(
        each for each in screen.findChildren(QPushButton) if each.accessibleName() == "Back"
    )


def test_another_language_is_spoken_at_once_and_nothing_typed_is_lost(window):
    words = to_words(window)
    QTest.keyClicks(words.box, "a bench")
    tap(window.head.language)
    words = window.screen_shown
    assert "请写下您的话" in text_of(words)
    assert words.box.toPlainText() == "a bench"
    assert i18n.language() == "en", "the program itself goes on in its own language"
    tap(window.head.home)
    assert "What would you like to tell us?" in text_of(window.screen_shown)


def test_idleness_warns_then_wipes_everything(open_window, desk, qtbot):
    window = open_window(0.6, 0.3)
    words = to_words(window)
    QTest.keyClicks(words.box, "my secret")
    tap(words.by_hand)
    scribble(words.pad)
    tap(window.head.language)
    qtbot.waitUntil(window.veil.isVisible)
    qtbot.waitUntil(lambda: isinstance(window.screen_shown, HomeScreen))
    assert not window.veil.isVisible()
    assert "What would you like to tell us?" in text_of(window.screen_shown)
    settle()
    assert _typed_in(window) == []
    words = to_words(window)
    assert words.box.toPlainText() == ""
    assert words.pad.is_empty()
    assert desk.feedback.open_entries() == []


def _typed_in(window):
    return [
        *(each for each in window.findChildren(QPlainTextEdit) if each.toPlainText()),
        *(each for each in window.findChildren(QLineEdit) if each.text()),
    ]


def test_whoever_stirs_in_time_goes_on(open_window, qtbot):
    window = open_window(0.8, 0.5)
    words = to_words(window)
    QTest.keyClicks(words.box, "still here")
    qtbot.waitUntil(window.veil.isVisible)
    tap(window.veil.stay)
    assert not window.veil.isVisible()
    assert window.screen_shown is words
    assert words.box.toPlainText() == "still here"


def test_a_fault_of_the_program_is_told_without_a_way_out(window):
    to_words(window)
    window.tell_trouble()
    assert "did not work" in text_of(window.screen_shown)
    tap(window.screen_shown.done)
    assert isinstance(window.screen_shown, HomeScreen)


def test_only_the_right_pin_leaves(window, qtbot):
    tap(window.head.leave)
    screen = window.screen_shown
    assert isinstance(screen, PinScreen)
    for digit in "0000":
        tap(screen.pad.keys[digit])
    tap(screen.leave)
    assert "Tries left: 4" in text_of(screen)
    assert screen.line.text() == ""
    QTest.keyClicks(screen.line, PIN)
    with qtbot.waitSignal(window.left):
        QTest.keyClick(screen.line, Qt.Key.Key_Return)


def test_five_wrong_pins_close_the_pad_also_on_a_new_screen(window, desk):
    tap(window.head.leave)
    for _try in range(5):
        QTest.keyClicks(window.screen_shown.line, "1111")
        tap(window.screen_shown.leave)
    tap(window.head.home)
    tap(window.head.leave)
    screen = window.screen_shown
    assert not screen.line.isEnabled()
    assert not screen.leave.isEnabled()
    assert "Please wait" in text_of(screen)
    assert desk.touch_pin.wait_seconds() > 50


def screens_of(window):
    """Go through every screen, one after the other."""
    yield window.screen_shown
    yield go_to(window, Door.WRITE)
    tap(window.screen_shown.tiles[FeedbackKind.HELP])
    yield window.screen_shown
    tap(window.screen_shown.tiles["disabled"])
    yield window.screen_shown
    tap(window.screen_shown.by_hand)
    yield window.screen_shown
    scribble(window.screen_shown.pad)
    tap(window.screen_shown.go_on)
    yield window.screen_shown
    tap(window.screen_shown.submit)
    yield window.screen_shown
    tap(window.screen_shown.done)
    yield go_to(window, Door.RATE)
    tap(window.head.home)
    yield go_to(window, Door.PRAISE)
    tap(window.head.home)
    tap(window.screen_shown.volunteers)
    yield window.screen_shown
    QTest.keyClicks(window.screen_shown.number, "5678")
    QTest.keyClicks(window.screen_shown.pin, VOLUNTEER_PIN)
    tap(window.screen_shown.submit)
    yield window.screen_shown
    tap(window.head.leave)
    yield window.screen_shown


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_letters_are_20_points_buttons_64_pixels_and_all_fits(open_window, size, code):
    i18n.use_language(code, paths.locale_folder())
    window = open_window(size=size)
    for screen in screens_of(window):
        settle()
        assert (window.width(), window.height()) == size, type(screen).__name__
        for button in window.findChildren(QPushButton):
            if button.isVisible():
                assert button.height() >= 64, button.accessibleName()
                assert button.accessibleName()
        for words in window.findChildren(QLabel):
            if words.isVisible() and words.text():
                assert words.fontInfo().pixelSize() >= 27, words.text()
                assert words.height() >= words.heightForWidth(words.width()), words.text()
        area = screen.findChild(Fitting)
        assert area.widget().height() <= area.viewport().height(), type(screen).__name__


def test_a_small_screen_scrolls_and_cuts_no_words(open_window):
    window = open_window(size=(1000, 560))
    for screen in screens_of(window):
        settle()
        assert (window.width(), window.height()) == (1000, 560), type(screen).__name__
        for words in screen.findChildren(QLabel):
            if words.isVisible() and words.text():
                assert words.height() >= words.heightForWidth(words.width()), words.text()


def test_it_is_light_whatever_the_program_wears(open_window, wear):
    wear(Dress.DARK)
    window = open_window()
    picture = window.grab().toImage()
    assert picture.pixelColor(QPoint(5, window.height() - 5)).lightness() > 230
    assert picture.pixelColor(QPoint(window.width() // 2, 5)).lightness() > 230


@pytest.mark.parametrize("door", [Door.WRITE, Door.PRAISE, Door.RATE, Door.BOARD])
def test_a_visitor_without_a_mouse_reaches_every_button_by_tab(window, door):
    go_to(window, door)
    reached = set()
    for _step in range(40):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.isEnabled():
            grouped = button.group() is not None
            assert button in reached or grouped, button.accessibleName()


def test_the_enter_key_presses_what_has_the_focus(window):
    window.screen_shown.doors[Door.RATE].setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert isinstance(window.screen_shown, RateScreen)


def test_the_words_screen_begins_with_the_box(window):
    words = to_words(window)
    assert isinstance(words, WordsScreen)
    assert window.focusWidget() is words.box
