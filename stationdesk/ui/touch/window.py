"""The visitors' mode: one full-screen window that is left only by the manager's PIN."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import language
from stationdesk.ui.touch.board_screen import BoardScreen
from stationdesk.ui.touch.choice_screens import GroupScreen, KindScreen
from stationdesk.ui.touch.contact_screen import ContactScreen
from stationdesk.ui.touch.draft import STEPS, Door, Draft, Step
from stationdesk.ui.touch.guard import Guard
from stationdesk.ui.touch.head import Head
from stationdesk.ui.touch.home_screen import HomeScreen
from stationdesk.ui.touch.idle import Idle
from stationdesk.ui.touch.looks import light_palette, looks_for
from stationdesk.ui.touch.message_screen import MessageScreen, thanks, trouble
from stationdesk.ui.touch.pin_screen import PinScreen
from stationdesk.ui.touch.rate_screen import RateScreen
from stationdesk.ui.touch.screen import Booth, Screen
from stationdesk.ui.touch.signing_screen import SigningScreen, signed_screen
from stationdesk.ui.touch.speech import Speech
from stationdesk.ui.touch.still_there import StillThere
from stationdesk.ui.touch.words_screen import WordsScreen
from stationdesk.ui.widgets.scan_input import ScannerEar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QCloseEvent, QResizeEvent, QScreen

    from stationdesk.domain.attendance.lines import SignedAlone
    from stationdesk.domain.feedback.visits import Heard
    from stationdesk.services.touch_page import TouchPage
    from stationdesk.services.touch_pin import TouchPin

LOOK_MS = 1000
"""How often the window looks whether it is still in front."""
THANKS_SECONDS = 20
SIGNED_SECONDS = 5
"""A volunteer reads one line; the next one may be waiting already."""

_SCREENS: dict[Step, Callable[[Booth], Screen]] = {
    Step.KIND: KindScreen,
    Step.GROUP: GroupScreen,
    Step.WORDS: WordsScreen,
    Step.CONTACT: ContactScreen,
    Step.RATING: RateScreen,
}


class TouchWindow(QWidget):
    """Shows one screen at a time and keeps what is said in one draft, wiped at every end.

    From ``begin`` on it is the only window that hears anything; ``left`` says that the PIN was
    typed. It answers to no other way of closing, but for the end of the whole session.
    """

    left = pyqtSignal()

    def __init__(self, page: TouchPage, pin: TouchPin, idle: Idle | None = None) -> None:
        super().__init__(
            None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setObjectName("touch")
        self._page, self._pin = page, pin
        self._idle = idle or Idle(parent=self)
        self._open = False
        self._guard: Guard | None = None
        self._ear: ScannerEar | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._thanked = QTimer(self)
        self._thanked.setSingleShot(True)
        self._looks = looks_for(QSize())
        self._say = Speech(language())
        self._draft = Draft()
        self._build_screen: Callable[[], Screen] = self._home
        self.head = Head(page.station_name())
        self.stack = QStackedWidget()
        self.veil = StillThere(self, self._idle)
        self._build()
        self._connect()
        self.start_over()

    @property
    def screen_shown(self) -> Screen:
        """The screen one sees."""
        shown = self.stack.currentWidget()
        if not isinstance(shown, Screen):
            raise TypeError(shown)
        return shown

    def begin(self, screen: QScreen | None) -> None:
        """Cover ``screen``, come in front and let nothing else be heard."""
        app = QApplication.instance()
        if screen is not None:
            self.setGeometry(screen.geometry())
        if isinstance(app, QApplication):
            self._guard = Guard(app, self)
            self._guard.stirred.connect(self._on_stirred)
            self._guard.stand()
            self._ear = ScannerEar(app, listens=self._takes_cards)
            self._ear.scanned.connect(self.take_card)
        self._open = True
        self.showFullScreen()
        self.come_forward()
        self._look.start()
        self._idle.restart()

    def end(self) -> None:
        """Close for good; the caller has put something else on the screen already."""
        self._open = False
        for timer in (self._look, self._thanked):
            timer.stop()
        self._idle.stop()
        if self._guard is not None:
            self._guard.go()
            self._guard = None
        if self._ear is not None:
            self._ear.stop()
            self._ear.deleteLater()
            self._ear = None
        self._forget()
        self.close()
        self.deleteLater()

    def come_forward(self) -> None:
        """Be in front, as far as the system lets a window."""
        if not self._open:
            return
        if not self.isFullScreen() or not self.isVisible():
            self.showFullScreen()
        self.raise_()
        self.activateWindow()

    def tell_trouble(self) -> None:
        """Say that something failed; the visit is over, and nobody is offered a way out."""
        self._forget()
        self._turn_to(self._trouble)

    def take_card(self, code: str) -> None:
        """Sign a volunteer in or out whose card was scanned."""
        if not isinstance(self.screen_shown, SigningScreen):
            self._forget()
            self._turn_to(self._signing)
        if isinstance(self.screen_shown, SigningScreen):
            self.screen_shown.sign_by_card(code)

    def start_over(self) -> None:
        """Wipe everything said so far and show the doors, in the program's language."""
        self._forget()
        self._say = Speech(language())
        self._turn_to(self._home)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        if event is None:
            return
        if self._open and not _session_ends():
            event.ignore()
        else:
            event.accept()

    def changeEvent(self, event: QEvent | None) -> None:
        super().changeEvent(event)
        lost = QEvent.Type.ActivationChange, QEvent.Type.WindowStateChange
        if event is not None and event.type() in lost and self._open:
            QTimer.singleShot(0, self._look_in_front)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        fitting = looks_for(self.size())
        if fitting != self._looks:
            self._looks = fitting
            self._dress()
            self._turn_to(self._build_screen)

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPalette(light_palette())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)
        self._dress()

    def _connect(self) -> None:
        self.head.home_wanted.connect(self.start_over)
        self.head.language_wanted.connect(self._on_language)
        self.head.leave_wanted.connect(self._on_leave)
        self._idle.warned.connect(self._on_warning)
        self._idle.over.connect(self._on_idle)
        self._look.timeout.connect(self._look_in_front)
        self._thanked.timeout.connect(self.start_over)

    def _dress(self) -> None:
        self.setFont(self._looks.font(28))
        self.setStyleSheet(self._looks.sheet())

    def _booth(self) -> Booth:
        return Booth(self._page, self._say, self._looks, self._draft)

    def _turn_to(self, build: Callable[[], Screen]) -> None:
        """Build a screen in the place of the one before, of which nothing is kept."""
        self._thanked.stop()
        self._build_screen = build
        for place in reversed(range(self.stack.count())):
            former = self.stack.widget(place)
            if former is not None:
                self.stack.removeWidget(former)
                former.deleteLater()
        screen = build()
        self.stack.addWidget(screen)
        self.head.say(self._say, self._looks, at_home=isinstance(screen, HomeScreen))
        first = screen.first_stop()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._draft = Draft()
        self.veil.settle()

    def _home(self) -> Screen:
        screen = HomeScreen(self._booth())
        screen.chosen.connect(self._on_door)
        screen.signing_wanted.connect(partial(self._turn_to, self._signing))
        return screen

    def _signing(self) -> SigningScreen:
        screen = SigningScreen(self._booth())
        screen.back.connect(self.start_over)
        screen.signed.connect(self._on_signed)
        return screen

    def _told_signed(self, signed: SignedAlone) -> Screen:
        return self._last_screen(signed_screen(self._booth(), signed))

    def _asking(self, place: int) -> Screen:
        """Return the screen of the step at ``place`` behind the door chosen."""
        screen = _SCREENS[self._steps()[place]](self._booth())
        if len(self._steps()) > 1:
            screen.show_step(place + 1, len(self._steps()))
        screen.back.connect(partial(self._go_to, place - 1))
        screen.forward.connect(partial(self._go_to, place + 1))
        return screen

    def _steps(self) -> tuple[Step, ...]:
        return STEPS[self._draft.door] if self._draft.door else ()

    def _board(self) -> Screen:
        screen = BoardScreen(self._booth())
        screen.back.connect(self.start_over)
        return screen

    def _leaving(self) -> Screen:
        screen = PinScreen(self._booth(), self._pin)
        screen.back.connect(self.start_over)
        screen.opened.connect(self.left)
        return screen

    def _thanks(self, heard: Heard) -> Screen:
        return self._last_screen(thanks(self._booth(), heard))

    def _trouble(self) -> Screen:
        return self._last_screen(trouble(self._booth()))

    def _last_screen(self, screen: MessageScreen) -> Screen:
        screen.forward.connect(self.start_over)
        return screen

    def _go_to(self, place: int) -> None:
        if place < 0:
            self.start_over()
        elif place < len(self._steps()):
            self._turn_to(partial(self._asking, place))
        else:
            self._hand_in()

    def _hand_in(self) -> None:
        try:
            heard = self._page.keep(self._draft.visit())
        except Refused as refusal:
            self.screen_shown.say_problems(refusal.problems)
            return
        self._forget()
        self._turn_to(partial(self._thanks, heard))
        self._thanked.start(THANKS_SECONDS * 1000)

    def _look_in_front(self) -> None:
        if self._open and not (self.isActiveWindow() and self.isFullScreen()):
            self.come_forward()

    def _on_door(self, door: Door) -> None:
        self._draft = Draft(door=door)
        if door is Door.BOARD:
            self._turn_to(self._board)
        else:
            self._go_to(0)

    def _on_signed(self, signed: SignedAlone) -> None:
        self._turn_to(partial(self._told_signed, signed))
        self._thanked.start(SIGNED_SECONDS * 1000)

    def _takes_cards(self) -> bool:
        """Tell whether a card means signing in: not while a visitor is saying something."""
        screens = HomeScreen, SigningScreen, MessageScreen
        return self._page.serves_volunteers() and isinstance(self.screen_shown, screens)

    def _on_language(self) -> None:
        self._say = Speech(self._say.other())
        self._turn_to(self._build_screen)

    def _on_leave(self) -> None:
        self._forget()
        self._turn_to(self._leaving)

    def _on_stirred(self) -> None:
        self._idle.restart()
        if self.veil.isVisible():
            self.veil.settle()

    def _on_warning(self) -> None:
        if not isinstance(self.screen_shown, HomeScreen | MessageScreen):
            self.veil.ask(self._say, self._looks)

    def _on_idle(self) -> None:
        self.start_over()
        self._idle.restart()


def _session_ends() -> bool:
    """Tell whether the PC is shut down or the person logged off: that is not to be held up."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
