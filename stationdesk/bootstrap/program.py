"""One run of the window: which file is open, and what happens around it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PyQt6 import sip
from PyQt6.QtCore import QObject, Qt, QTimer
from PyQt6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PyQt6.QtWidgets import QApplication, QWidget

from stationdesk import paths
from stationdesk.bootstrap.first_file import make_first_file
from stationdesk.bootstrap.pages import Wishes, build_window
from stationdesk.bootstrap.scans import Scans
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _, use_language
from stationdesk.services.changes import Topic
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import restore
from stationdesk.ui.application import put_on, speak
from stationdesk.ui.crash import show_crash
from stationdesk.ui.dialogs import QtDialogs
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.main_window import USUAL, MainWindow
from stationdesk.ui.single_instance import FirstWindow, hand_over, name_for
from stationdesk.ui.theme import Dress, tokens, tokens_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from stationdesk.bootstrap.visitors import Visitors
    from stationdesk.services.context import Undo
    from stationdesk.services.desk import Desk
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.preferences import Preferences
    from stationdesk.ui.welcome.first_run import FirstRun

BACKUP_EVERY_MS = 30 * 60 * 1000
FORGOTTEN_EVERY_MS = 5 * 60 * 1000
"""How often whoever forgot to sign out is signed out: soon after the grace, and over midnight."""
TOUCH_PAGE_KEYS = "Ctrl+Shift+F12"


class Program(QObject):
    """One run of the window: the file that is open, and the window over it."""

    def __init__(
        self, preferences: Preferences, today: date | None, dialogs: Dialogs | None = None
    ) -> None:
        """``today`` fixes the business day of this run; None goes by the clock."""
        super().__init__()
        self.status = 0
        self.window: MainWindow | None = None
        self._preferences = preferences
        self._today = today
        self._dialogs = dialogs or QtDialogs()
        self._feed = ChangeFeed()
        self._wishes = Wishes(self)
        self.desk: Desk | None = None
        self._first: FirstWindow | None = None
        self._scans: Scans | None = None
        self.visitors: Visitors | None = None
        self._changed = False
        self._clock = QTimer(self)
        self._clock.setInterval(BACKUP_EVERY_MS)
        self._forgotten = QTimer(self)
        self._forgotten.setInterval(FORGOTTEN_EVERY_MS)
        self._connect()

    def start(self, file: Path | None) -> bool:
        """Open ``file``, the last one, or the first-run wizard; tell whether a window stands.

        Where the last one cannot be opened, the wizard offers the ways out: a backup, another
        file, a new one.
        """
        wanted = file or self._preferences.last_file
        if wanted is None:
            return self._welcome()
        try:
            return self._open_what_is_there(wanted)
        except Refused as refusal:
            self._tell(refusal)
        if file is None:
            return self._welcome()
        self.status = 1
        return False

    def end(self) -> None:
        """Put everything away in the order that Qt likes."""
        if self.visitors is not None:
            self.visitors.end()
            self.visitors = None
        self._hear_no_scans()
        if self.window is not None:
            self.window.close()
            window, self.window = self.window, None
            sip.delete(window)
        self._close_file()

    def tell_fault(self, log_file: Path) -> None:
        """Tell of a fault of ours; a visitor is shown no dialog, and no way out by it."""
        if self.visitors is None:
            show_crash(log_file)
        else:
            self.visitors.touch.tell_trouble()

    def _connect(self) -> None:
        self._feed.changed.connect(self._on_changed)
        self._clock.timeout.connect(self._back_up)
        self._forgotten.timeout.connect(self._close_forgotten)
        self._wishes.look_changed.connect(self._on_look_changed)
        self._wishes.file_wanted.connect(self._on_file_wanted)
        self._wishes.restore_wanted.connect(self._on_restore_wanted)
        self._wishes.touch_wanted.connect(self._on_touch_wanted)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._on_system_colours)

    def _welcome(self) -> bool:
        """Ask how to begin until that works or is let go; what was typed stays meanwhile."""
        from stationdesk.ui.welcome.wizard import FirstRunWizard

        wizard = FirstRunWizard(self._preferences, self._dialogs)
        while wizard.exec():
            try:
                return self._carry_out(wizard.first_run())
            except Refused as refusal:
                self._tell(refusal)
        return False

    def _carry_out(self, wish: FirstRun) -> bool:
        """Do what the first-run wizard was told, and open the window on it.

        Raises:
            Refused: when the file cannot be made or opened.
        """
        make_first_file(wish, self._today)
        self._preferences.text_percent = wish.text_percent
        self._wear()
        opened = self._open(wish.path)
        if opened and wish.ledgers and self.window is not None:
            self.window.open_page("imports", wish.ledgers)
        return opened

    def _open_what_is_there(self, file: Path) -> bool:
        if not file.exists():
            phrase = N_("There is no file “{file}”.")
            raise Refused([Problem("file", phrase, {"file": str(file)})])
        return self._open(file)

    def _open(self, file: Path) -> bool:
        """Open ``file`` in a window; hand it over where another window has it already.

        Raises:
            Refused: when it is no station's file, damaged, too new or held by another PC.
        """
        name = name_for(file)
        if hand_over(name, str(file)):
            return False
        self.desk = open_desk(
            file, today=self._today, who=self._operator, announce=self._feed.announce
        )
        self.desk.context.hear_undo = self._on_undo
        self._first = FirstWindow(name, self)
        self._first.listen()
        self._first.called.connect(self._come_forward)
        self._preferences.remember_file(file)
        self._changed = False
        self._clock.start()
        self._forgotten.start()
        self._show_window("today")
        self._close_forgotten()
        self._warn_of_damage()
        return True

    def _show_window(self, page: str, argument: object = None) -> None:
        """Build the window in the look chosen now and put it in the place of the former one."""
        if self.desk is None:
            return
        former = self.window
        self._hear_no_scans()
        self.window = build_window(self.desk, self._feed, self._preferences, self._wishes)
        self._hear_scans(self.desk, self.window)
        if former is not None:
            self.window.setGeometry(former.normalGeometry())
            self.window.setWindowState(former.windowState())
        elif not self._preferences.place_window(self.window):
            _take_usual_size(self.window)
        self.window.closing.connect(self._on_closing)
        keys = QShortcut(QKeySequence(TOUCH_PAGE_KEYS), self.window)
        keys.activated.connect(self._on_touch_wanted)
        self.window.show()
        self.window.open_page(page, argument)
        if former is not None:
            former.closing.disconnect(self._on_closing)
            former.close()
            former.deleteLater()

    def _hear_scans(self, desk: Desk, window: MainWindow) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._scans = Scans(app, desk, window)

    def _hear_no_scans(self) -> None:
        if self._scans is not None:
            self._scans.stop()
            self._scans = None

    def _close_file(self) -> Path | None:
        """Let go of the open file, copied away if it changed, and return it."""
        self._clock.stop()
        self._forgotten.stop()
        self._hear_no_scans()
        if self._first is not None:
            self._first.stop()
            self._first = None
        if self.desk is None:
            return None
        self._back_up()
        desk, self.desk = self.desk, None
        desk.close()
        return desk.context.database.path

    def _back_up(self) -> None:
        """Copy the file away if anything changed since the last time; tell when that fails."""
        if self.desk is None or not self._changed or self._today is not None:
            return
        done = self.desk.settings.back_up(datetime.now())
        self._changed = not done.made
        if not done.failed:
            return
        if self.window is not None:
            self.window.show_word(str(done.failed[0]))
        elif not done.made:
            self._tell(Refused(list(done.failed)))

    def _close_forgotten(self) -> None:
        """Sign out who forgot to, once their time is over; each waits for a look then."""
        if self.desk is None:
            return
        try:
            self.desk.attendance.close_forgotten()
        except Refused as refusal:
            self._say(str(refusal))

    def _warn_of_damage(self) -> None:
        if self.desk is None or self.desk.safekeeping.check_quickly() or self.window is None:
            return
        if self._dialogs.confirm(
            self.window,
            _("This file is damaged."),
            _("Please restore the newest backup in Settings, and keep this file for repair."),
            yes=_("Show the backups"),
            no=_("Go on"),
        ):
            self.window.open_page("settings", "backup")

    def _tell(self, refusal: Refused) -> None:
        self._dialogs.tell(self.window or QWidget(), str(refusal))

    def _wear(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak(app)
            put_on(app, self._preferences.dress, self._preferences.text_percent)

    def _operator(self) -> str:
        """Return who answers for what is done now: who works at this PC, else the keeper."""
        if self._preferences.operator or self.desk is None:
            return self._preferences.operator
        station = self.desk.station.station()
        return station.keeper if station else ""

    def _come_forward(self, _wish: str) -> None:
        if self.visitors is not None:
            self.visitors.touch.come_forward()
        elif self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        self._changed = True
        if Topic.STATION in topics and self.desk is not None and self.window is not None:
            station = self.desk.station.station()
            self.window.set_station(station.name if station else "")

    def _on_undo(self, undo: Undo) -> None:
        if self.window is not None:
            self.window.show_undo(str(undo), undo.take_back)

    def _on_closing(self) -> None:
        if self.window is not None:
            self._preferences.keep_window(self.window)

    def _on_look_changed(self) -> None:
        use_language(self._preferences.language, paths.locale_folder())
        self._wear()
        self._rebuild("settings", "look")

    def _on_system_colours(self) -> None:
        # Later, because our own change of dress comes by here too, before it is put on.
        QTimer.singleShot(0, self._follow_system)

    def _follow_system(self) -> None:
        """Take on the colours the PC has now; not while a form is open, which would be lost."""
        if self._preferences.dress is not Dress.SYSTEM or self.window is None:
            return
        if self.visitors is not None:
            return
        if tokens() is tokens_of(Dress.SYSTEM) or QApplication.activeModalWidget() is not None:
            return
        self._wear()
        self._rebuild(self.window.current_key())

    def _rebuild(self, page: str, argument: object = None) -> None:
        """Show the same file in a window of the look chosen now; its undo goes on."""
        former = self.window
        self._show_window(page, argument)
        if former is not None and self.window is not None:
            self.window.take_undo_from(former)

    def _on_touch_wanted(self) -> None:
        """Begin the visitors' mode, or lead to where its PIN is set."""
        if self.desk is None or self.window is None or self.visitors is not None:
            return
        if not self.desk.touch_pin.is_set():
            self._lead_to_pin(self.window)
            return
        from stationdesk.bootstrap.visitors import Visitors

        self._hear_no_scans()
        self.visitors = Visitors(self.desk, self.window)
        self.visitors.left.connect(self._on_visitors_left)

    def _lead_to_pin(self, window: MainWindow) -> None:
        if self._dialogs.confirm(
            window,
            _("Please set a PIN before visitors use the touch page."),
            _("Only the PIN leads from the touch page back to your records."),
            yes=_("Set the PIN"),
            no=_("Not now"),
        ):
            window.open_page("settings", "touch")

    def _on_visitors_left(self) -> None:
        self.visitors = None
        if self.desk is not None and self.window is not None:
            self._hear_scans(self.desk, self.window)
        self._on_system_colours()

    def _on_file_wanted(self, file: Path) -> None:
        if hand_over(name_for(file), str(file)):
            return
        former = self._close_file()
        try:
            self._open_what_is_there(file)
        except Refused as refusal:
            self._open_again(former)
            self._tell(refusal)

    def _on_restore_wanted(self, copy: Path) -> None:
        # The restore keeps what is there now; a backup here would thin out the copy asked for.
        self._changed = False
        file = self._close_file()
        if file is None:
            return
        try:
            restore(copy, file, datetime.now())
        except Refused as refusal:
            self._open_again(file)
            self._tell(refusal)
        else:
            self._open_again(file)
            self._say(_("The copy was restored. The former file is kept beside it."))

    def _open_again(self, file: Path | None) -> None:
        """Show the file that was open before; without it there is nothing left to show."""
        try:
            opened = file is not None and self._open(file)
        except Refused as refusal:
            self._tell(refusal)
            opened = False
        if not opened and self.window is not None:
            self.window.close()

    def _say(self, words: str) -> None:
        if self.window is not None:
            self.window.show_word(words)


def _take_usual_size(window: MainWindow) -> None:
    """Be as large as usual; fill a screen that has no more room than that."""
    window.resize(*USUAL)
    screen = window.screen()
    room = screen.availableSize() if screen else window.size()
    if room.width() <= window.width() or room.height() <= window.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
