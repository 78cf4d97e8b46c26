"""The one place where the parts meet: a file is opened, and a window is built over it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6 import sip
from PyQt6.QtCore import QObject, Qt, QThreadPool, QTimer, pyqtSignal
from PyQt6.QtWidgets import QApplication, QWidget

from stationdesk import paths
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _, use_language
from stationdesk.services.changes import Topic
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import restore
from stationdesk.ui.application import prepare, put_on
from stationdesk.ui.crash import CrashNet
from stationdesk.ui.dialogs import QtDialogs
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.main_window import USUAL, MainWindow, PageEntry
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.single_instance import FirstWindow, hand_over, name_for
from stationdesk.ui.theme import Dress

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.services.context import Undo
    from stationdesk.services.desk import Desk
    from stationdesk.ui.page import Page
    from stationdesk.ui.welcome.wizard import FirstRun

BACKUP_EVERY_MS = 30 * 60 * 1000


def open_window(file: Path | None, today: date | None, language: str | None) -> int:
    """Open the window on ``file`` and return the exit status of the program.

    None as file means the last one, or the first-run wizard; ``today`` fixes the business day of
    this run; ``language`` None leaves it to the setting. A file that this person has open already
    brings that window to the front instead.
    """
    preferences = Preferences()
    use_language(language or preferences.language, paths.locale_folder())
    app = QApplication(sys.argv[:1])
    keyboard = prepare(app)
    net = CrashNet(paths.log_folder() / "stationdesk.log")
    net.spread()
    put_on(app, preferences.dress, preferences.text_percent)
    program = Program(preferences, today)
    try:
        return app.exec() if program.start(file) else program.status
    finally:
        program.end()
        keyboard.stop()
        net.fold()


def take_shots(
    file: Path,
    folder: Path,
    *,
    size: tuple[int, int],
    scale: float,
    look: tuple[str, int, str],
    page: str | None,
    today: date | None,
) -> list[Path]:
    """Draw the pages of a file's window without a screen, and return the pictures.

    ``size`` is in logical pixels, ``scale`` that of the screen; ``look`` is the theme
    (``light``, ``dark``), the text size in percent and the language.

    Raises:
        Refused: when there is no page of the name asked for.
    """
    from stationdesk.ui.shots import take_shots as draw_pages

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    theme, text_percent, language = look
    use_language(language, paths.locale_folder())
    app = QApplication(sys.argv[:1])
    keyboard = prepare(app, for_pictures=True)
    put_on(app, Dress(theme), text_percent, for_pictures=True)
    feed = ChangeFeed()
    desk = open_desk(file, today=today, announce=feed.announce)
    window = build_window(desk, feed, Preferences(folder / "window.ini"))
    try:
        return draw_pages(window, folder, size, [page] if page else [])
    except KeyError:
        names = ", ".join(window.page_keys())
        phrase = N_("There is no page “{page}”; there are: {names}.")
        raise Refused([Problem("page", phrase, {"page": page, "names": names})]) from None
    finally:
        window.close()
        sip.delete(window)
        desk.close()
        keyboard.stop()


class Wishes(QObject):
    """What a page may ask of the program itself."""

    look_changed = pyqtSignal()
    file_wanted = pyqtSignal(Path)
    restore_wanted = pyqtSignal(Path)


def build_window(
    desk: Desk, feed: ChangeFeed, preferences: Preferences, wishes: Wishes | None = None
) -> MainWindow:
    """Return the window over an open file; its pages are built when they are first opened."""
    station = desk.station.station()
    entries = _entries(desk, feed, preferences, wishes or Wishes())
    return MainWindow(entries, station.name if station else "")


def _entries(
    desk: Desk, feed: ChangeFeed, preferences: Preferences, wishes: Wishes
) -> list[PageEntry]:
    dialogs, jobs = (
        QtDialogs(paths.documents_folder()),
        JobRunner(QThreadPool.globalInstance() or QThreadPool()),
    )
    parts = _Parts(desk, feed, preferences, wishes, dialogs, jobs)
    return [
        PageEntry("today", N_("Today"), Icon.HOME, "Ctrl+1", parts.today),
        PageEntry("inventory", N_("Inventory"), Icon.BOX, "Ctrl+2", parts.inventory),
        PageEntry("amenities", N_("Amenities"), Icon.WRENCH, "Ctrl+3", parts.amenities),
        PageEntry("tiers", N_("Service tiers"), Icon.SHIELD_CHECKMARK, "Ctrl+4", parts.tiers),
        PageEntry("reports", N_("Reports"), Icon.DOCUMENT, "Ctrl+5", parts.reports),
        PageEntry(
            "imports", N_("Import"), Icon.ARROW_IMPORT, "Ctrl+I", parts.imports, in_rail=False
        ),
        PageEntry("settings", N_("Settings"), Icon.SETTINGS, "Ctrl+9", parts.settings, foot=True),
    ]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Builds each page from the services it needs; a page's module is loaded with the page."""

    desk: Desk
    feed: ChangeFeed
    preferences: Preferences
    wishes: Wishes
    dialogs: QtDialogs
    jobs: JobRunner

    def today(self) -> Page:
        from stationdesk.ui.today.page import TodayPage

        return TodayPage(self.desk.today, self.feed, self.desk.context.today)

    def inventory(self) -> Page:
        from stationdesk.ui.inventory.page import InventoryPage

        return InventoryPage(self.desk.inventory, self.feed, self.dialogs, self.desk.context.today)

    def amenities(self) -> Page:
        from stationdesk.ui.amenities.page import AmenitiesPage

        return AmenitiesPage(
            self.desk.amenities,
            self.desk.inventory,
            self.desk.attachments,
            self.desk.station,
            self.feed,
            self.dialogs,
            self.desk.context.today,
        )

    def tiers(self) -> Page:
        from stationdesk.ui.tiers.page import TiersPage

        return TiersPage(
            self.desk.tiers,
            self.desk.attachments,
            self.desk.station,
            self.feed,
            self.dialogs,
            self.desk.context.today,
        )

    def reports(self) -> Page:
        from stationdesk.ui.reports.page import ReportsPage

        return ReportsPage(
            self.desk.reports,
            self.desk.exports,
            self.desk.inventory,
            self.desk.tiers,
            self.jobs,
            self.dialogs,
            self.desk.context.today,
        )

    def imports(self) -> Page:
        from stationdesk.ui.imports.page import ImportsPage

        return ImportsPage(
            self.desk.imports, self.jobs, self.feed, self.dialogs, self.desk.context.today
        )

    def settings(self) -> Page:
        from stationdesk.ui.settings.page import SettingsPage

        page = SettingsPage(
            self.desk.station,
            self.desk.settings,
            self.desk.safekeeping,
            self.desk.imports,
            self.preferences,
            self.feed,
            self.dialogs,
            self.desk.context.today,
            self.desk.context.database.path,
        )
        page.look_changed.connect(self.wishes.look_changed)
        page.file_wanted.connect(self.wishes.file_wanted)
        page.restore_wanted.connect(self.wishes.restore_wanted)
        return page


class Program(QObject):
    """One run of the window: the file that is open, and the window over it."""

    def __init__(self, preferences: Preferences, today: date | None) -> None:
        super().__init__()
        self.status = 0
        self._preferences = preferences
        self._today = today
        self._feed = ChangeFeed()
        self._wishes = Wishes(self)
        self._dialogs = QtDialogs()
        self._desk: Desk | None = None
        self._window: MainWindow | None = None
        self._first: FirstWindow | None = None
        self._changed = False
        self._clock = QTimer(self)
        self._clock.setInterval(BACKUP_EVERY_MS)
        self._connect()

    def start(self, file: Path | None) -> bool:
        """Open ``file``, the last one, or the first-run wizard; tell whether a window stands."""
        last = self._preferences.last_file
        if file is None and last is not None and last.exists():
            file = last
        if file is not None and not file.exists():
            phrase = N_("There is no file “{file}”.")
            return self._give_up(Refused([Problem("file", phrase, {"file": file.name})]))
        return self._welcome() if file is None else self._open(file)

    def end(self) -> None:
        """Put everything away in the order that Qt likes."""
        if self._window is not None:
            window, self._window = self._window, None
            window.close()
            sip.delete(window)
        self._close_file()

    def _connect(self) -> None:
        self._feed.changed.connect(self._on_changed)
        self._clock.timeout.connect(self._back_up)
        self._wishes.look_changed.connect(self._on_look_changed)
        self._wishes.file_wanted.connect(self._on_file_wanted)
        self._wishes.restore_wanted.connect(self._on_restore_wanted)

    def _welcome(self) -> bool:
        from stationdesk.ui.welcome.wizard import FirstRunWizard

        wizard = FirstRunWizard(self._preferences, self._dialogs)
        if not wizard.exec():
            return False
        try:
            return self._carry_out(wizard.first_run())
        except Refused as refusal:
            return self._give_up(refusal)

    def _carry_out(self, wish: FirstRun) -> bool:
        """Do what the first-run wizard was told, and open the window on it.

        Raises:
            Refused: when the file cannot be made.
        """
        self._preferences.text_percent = wish.text_percent
        self._wear()
        make_first_file(wish, self._today)
        opened = self._open(wish.path)
        if opened and wish.ledgers and self._window is not None:
            self._window.open_page("imports", wish.ledgers)
        return opened

    def _open(self, file: Path) -> bool:
        """Open ``file`` in a window; hand it over where another window has it already."""
        name = name_for(file)
        if hand_over(name, str(file)):
            return False
        try:
            self._desk = open_desk(
                file, today=self._today, who=self._operator, announce=self._feed.announce
            )
        except Refused as refusal:
            return self._give_up(refusal)
        self._desk.context.offer_undo = self._on_undo
        self._first = FirstWindow(name, self)
        self._first.listen()
        self._first.called.connect(self._come_forward)
        self._preferences.remember_file(file)
        self._clock.start()
        self._show_window("today")
        self._warn_of_damage()
        return True

    def _show_window(self, page: str, argument: object = None) -> None:
        """Build the window in the look chosen now and put it in the place of the former one."""
        if self._desk is None:
            return
        former = self._window
        self._window = build_window(self._desk, self._feed, self._preferences, self._wishes)
        if former is not None:
            self._window.setGeometry(former.geometry())
        elif not self._preferences.place_window(self._window):
            self._window.resize(*USUAL)
        self._window.closing.connect(self._on_closing)
        self._window.show()
        self._window.open_page(page, argument)
        if former is not None:
            former.closing.disconnect(self._on_closing)
            former.close()
            former.deleteLater()

    def _close_file(self) -> None:
        self._clock.stop()
        if self._first is not None:
            self._first.stop()
            self._first = None
        if self._desk is not None:
            self._back_up()
            desk, self._desk = self._desk, None
            desk.close()

    def _back_up(self) -> None:
        """Copy the file away if anything changed since the last time; tell when that fails."""
        if self._desk is None or not self._changed or self._today is not None:
            return
        done = self._desk.settings.back_up(datetime.now())
        self._changed = self._changed and not done.made
        if done.failed and self._window is not None:
            self._window.show_word(str(done.failed[0]))

    def _warn_of_damage(self) -> None:
        if self._desk is None or self._desk.safekeeping.check_quickly() or self._window is None:
            return
        self._dialogs.tell(
            self._window,
            _("This file is damaged."),
            _("Please restore the newest backup in Settings, and keep this file for repair."),
        )

    def _give_up(self, refusal: Refused) -> bool:
        self._dialogs.tell(self._window or QWidget(), str(refusal))
        self.status = 1
        return False

    def _wear(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            put_on(app, self._preferences.dress, self._preferences.text_percent)

    def _operator(self) -> str:
        """Return who answers for what is done now: who works at this PC, else the keeper."""
        if self._preferences.operator or self._desk is None:
            return self._preferences.operator
        station = self._desk.station.station()
        return station.keeper if station else ""

    def _come_forward(self, _wish: str) -> None:
        if self._window is not None:
            self._window.setWindowState(
                self._window.windowState() & ~Qt.WindowState.WindowMinimized
            )
            self._window.raise_()
            self._window.activateWindow()

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        self._changed = True
        if Topic.STATION in topics and self._desk is not None and self._window is not None:
            station = self._desk.station.station()
            self._window.set_station(station.name if station else "")

    def _on_undo(self, undo: Undo) -> None:
        if self._window is not None:
            self._window.show_undo(str(undo), undo.take_back)

    def _on_closing(self) -> None:
        if self._window is not None:
            self._preferences.keep_window(self._window)

    def _on_look_changed(self) -> None:
        use_language(self._preferences.language, paths.locale_folder())
        self._wear()
        self._show_window("settings", "look")

    def _on_file_wanted(self, file: Path) -> None:
        self._close_file()
        if not self._open(file) and self._window is not None:
            self._window.close()

    def _on_restore_wanted(self, copy: Path) -> None:
        file = self._desk.context.database.path if self._desk is not None else None
        if file is None:
            return
        # The restore keeps what is there now; a backup here would thin out the copy asked for.
        self._changed = False
        self._close_file()
        try:
            restore(copy, file, datetime.now())
        except Refused as refusal:
            self._dialogs.tell(self._window or QWidget(), str(refusal))
        self._open(file)


def make_first_file(wish: FirstRun, today: date | None = None) -> None:
    """Make the file that the first-run wizard asks for; one that is only opened is left alone.

    Raises:
        Refused: when it cannot be made; no half-made file is left behind then.
    """
    if wish.copy is not None:
        restore(wish.copy, wish.path, datetime.now())
    if wish.path.exists():
        return
    wish.path.parent.mkdir(parents=True, exist_ok=True)
    try:
        desk = open_desk(wish.path, today=today)
        try:
            _fill_first_file(desk, wish)
        finally:
            desk.close()
    except Refused:
        wish.path.unlink(missing_ok=True)
        raise


def _fill_first_file(desk: Desk, wish: FirstRun) -> None:
    if wish.is_demo:
        from stationdesk.services.demo.making import make_demo

        make_demo(desk, years=1, seed=1, until=desk.context.today())
        return
    if wish.station is not None:
        desk.station.set_up(wish.station)
    if wish.timetable is not None:
        desk.station.keep_timetable(wish.timetable)
    if wish.backup_folder is not None:
        desk.settings.keep_second_backup_folder(wish.backup_folder)
