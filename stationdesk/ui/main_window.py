"""The window: a rail of pages, the page one is on, and short words. It knows no feature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.help_drawer import HelpDrawer
from stationdesk.ui.theme import px, theme
from stationdesk.ui.widgets.nav_rail import NavRail
from stationdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.ui.icons import Icon
    from stationdesk.ui.page import Page

SMALLEST = (900, 480)
USUAL = (1366, 690)
RAIL_NARROW_BELOW = 1100
UNDO_STEPS = 50


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the window: built when it is first opened, and not before.

    ``title`` is an English phrase (gettext message); ``shortcut`` like ``Ctrl+1`` may be empty;
    ``foot`` puts the entry at the foot of the rail; a page that is not ``in_rail`` is reached from
    other pages and by its shortcut only.
    """

    key: str
    title: str
    icon: Icon
    shortcut: str
    build: Callable[[], Page]
    foot: bool = False
    in_rail: bool = True


class MainWindow(QMainWindow):
    """Shows one page at a time and carries their words, their undo and their help."""

    page_shown = pyqtSignal(str)
    closing = pyqtSignal()

    def __init__(
        self, entries: Sequence[PageEntry], station: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._taking_back = False
        self._key = ""
        self._help: HelpDrawer | None = None
        self.rail = NavRail(_("StationDesk"), _("Navigation"))
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self.set_station(station)

    def set_station(self, name: str) -> None:
        """Show whose records these are, in the rail and in the title bar."""
        self.rail.set_station(name)
        product = _("StationDesk")
        self.setWindowTitle(f"{name} · {product}" if name else product)

    def open_page(self, key: str, argument: object = None) -> Page:
        """Turn to a page, building it where it was never open, and return it."""
        page = self.page(key)
        self._key = key
        with QSignalBlocker(self.rail):
            self.rail.choose(key)
        self.stack.setCurrentWidget(page)
        if argument is not None:
            page.open_with(argument)
        self._focus_first(page)
        self.page_shown.emit(key)
        return page

    def page(self, key: str) -> Page:
        """Return a page, building it where needed, without turning to it."""
        if key not in self._pages:
            page = self._entries[key].build()
            page.turn_to.connect(self.open_page)
            page.told.connect(self.show_word)
            page.undoable.connect(self.show_undo)
            page.undo_wanted.connect(self.undo_last)
            page.saved.connect(self.show_saved)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def page_keys(self) -> list[str]:
        """Return the keys of all pages, in the order in which they were named."""
        return list(self._entries)

    def current_key(self) -> str:
        """Return the key of the page one is on, empty before the first was opened."""
        return self._key

    def show_word(self, text: str) -> None:
        """Say something in the toast."""
        self.toast.say(text)

    def show_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Say that something was done, and remember how to take it back.

        What is done in order to take something back is no new deed: it offers no way back of its
        own, else a second Ctrl+Z would only do the first deed again.
        """
        if self._taking_back:
            return
        self._undo = [*self._undo[-UNDO_STEPS + 1 :], (text, undo)]
        self.toast.say(text, undo=True)

    def show_saved(self) -> None:
        """Say that all is kept, and since when."""
        self.toast.say(_("Saved at {time}").format(time=datetime.now().strftime("%H:%M")))

    def undo_last(self) -> None:
        """Take back the latest deed that can be taken back; say why where it no longer can."""
        if not self._undo:
            self.toast.say(_("There is nothing to undo."))
            return
        text, undo = self._undo.pop()
        self._taking_back = True
        try:
            undo()
        except Refused as refusal:
            self.toast.say(str(refusal))
        else:
            self.toast.say(_("Undone: {deed}").format(deed=text))
        finally:
            self._taking_back = False

    def take_undo_from(self, former: MainWindow) -> None:
        """Go on with the ways back of the window in whose place this one stands."""
        self._undo = list(former._undo)

    def show_help(self) -> None:
        """Open the help of the page one is on, in a drawer."""
        if self._help is None:
            self._help = HelpDrawer(self._ground)
        page = self._pages.get(self._key)
        self._help.show_page(self._key, page.help_anchor() if page else "")

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(RAIL_NARROW_BELOW)
        if narrow != self.rail.is_narrow():
            self.rail.set_narrow(narrow)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self._ground = QWidget()
        self._ground.setProperty("look", "ground")
        layout = QHBoxLayout(self._ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(self._ground)
        self.toast = Toast(self._ground)
        for entry in self._entries.values():
            if entry.in_rail:
                self.rail.add_entry(
                    entry.key, _(entry.title), entry.icon, entry.shortcut, foot=entry.foot
                )
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.setFont(theme().font())

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open_page)
        self.toast.undo_pressed.connect(self.undo_last)
        for entry in self._entries.values():
            if entry.shortcut:
                self._on_key(entry.shortcut, partial(self.open_page, entry.key))
        self._on_key("Ctrl+F", self._on_search)
        self._on_key("Ctrl+Z", self.undo_last)
        self._on_key("F1", self.show_help)
        self._on_key("F5", self._on_refresh)

    def _on_key(self, keys: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(run)

    def _on_search(self) -> None:
        page = self._pages.get(self._key)
        box = page.search_box() if page else None
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    def _on_refresh(self) -> None:
        if self._key in self._pages:
            self._pages[self._key].refresh_now()

    def _focus_first(self, page: Page) -> None:
        page.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
