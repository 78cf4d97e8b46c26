"""Views of one page, of which one is seen: turned to by buttons above them, or by Alt+1, Alt+2."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from stationdesk.ui.widgets.basics import Segmented, column, row

if TYPE_CHECKING:
    from collections.abc import Mapping


class View(Protocol):
    """What can be turned to: a widget that reads its records when it is told to."""

    def refresh(self) -> None:
        """Read the records again."""


Seen = TypeVar("Seen", bound=View)


class ViewStack(QWidget, Generic[Seen]):
    """Views one over the other; those that are not seen are read when one turns to them.

    ``turned`` carries the key of the view one turned to, ``keyed`` comes after it where one turned
    by a key: the page then gives the keyboard to what the view shows.
    """

    turned = pyqtSignal(str)
    keyed = pyqtSignal()

    def __init__(self, views: Mapping[str, tuple[str, Seen]], says: str) -> None:
        """Take key → words and view; ``says`` names the buttons to a screen reader."""
        super().__init__()
        self._views = {key: view for key, (_words, view) in views.items()}
        self._unread = set(self._views)
        self.buttons = Segmented({key: words for key, (words, _view) in views.items()}, says)
        self._stack = QStackedWidget()
        for view in self._views.values():
            widget = cast("QWidget", view)
            # A view that is not seen keeps its pane beside the table and must not widen the window.
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._stack.addWidget(widget)
        self.head = row(self.buttons, gap=12)
        """The line of the buttons; a page may put more into it, at their right."""
        self.head.addStretch(0)
        layout = column(self.head, gap=12)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)
        self._connect()

    def current(self) -> str:
        """Return the key of the view that is seen."""
        return self.buttons.current()

    def seen(self) -> Seen:
        """Return the view that is seen."""
        return self._views[self.current()]

    def choose(self, key: str) -> None:
        """Turn to a view."""
        self.buttons.choose(key)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show beside views how many there are."""
        self.buttons.set_counts(counts)

    def read_again(self) -> None:
        """Read the view that is seen, and each other when one next turns to it."""
        self._unread = set(self._views)
        self.read_seen()

    def read_all(self) -> None:
        """Read all views now, for a page that counts what they show."""
        for view in self._views.values():
            view.refresh()
        self._unread = set()

    def read_seen(self) -> None:
        """Read the view that is seen, unless that was done already."""
        key = self.current()
        if key in self._unread:
            self._unread.discard(key)
            self._views[key].refresh()

    def _connect(self) -> None:
        self.buttons.chosen.connect(self._on_chosen)
        for number, key in enumerate(self._views, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self._on_key, key))

    def _on_chosen(self, key: str) -> None:
        self._stack.setCurrentWidget(cast("QWidget", self.seen()))
        if self.isVisible():
            self.read_seen()
        self.turned.emit(key)

    def _on_key(self, key: str) -> None:
        self.choose(key)
        self.keyed.emit()
