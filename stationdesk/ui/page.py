"""What every page of the window is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import column
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.notes import InlineNote
from stationdesk.ui.widgets.page_head import PageHead
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QShowEvent

    from stationdesk.services.changes import Topic
    from stationdesk.ui.feed import ChangeFeed


class Page(QWidget):
    """A page: head, a note that appears when something is wrong, and a body.

    A page fills ``body``, overrides ``refresh`` and calls ``listen`` once. It reads its records
    when it is first shown, and again only while it is seen: changes that come while another page
    is open are read on return. Below ``body_height`` (in px of the design) the body scrolls.
    """

    turn_to = pyqtSignal(str, object)
    """Asks the window for another page: its key and what it should show there (or None)."""
    told = pyqtSignal(str)
    """A short word of success for the toast."""
    undoable = pyqtSignal(str, object)
    """A word of success and a ``Callable[[], None]`` that takes the deed back."""
    undo_wanted = pyqtSignal()
    """Asks the window to take the latest deed back."""
    saved = pyqtSignal()
    """A draft was kept; the window shows the time."""

    def __init__(self, title: str, body_height: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(title)
        self.note = InlineNote()
        self.body = column(gap=12)
        self._topics: frozenset[Topic] = frozenset()
        self._stale = True
        self._lay_out(body_height)

    def refresh(self) -> None:
        """Read again what the page shows. Pages override this."""

    def open_with(self, argument: object) -> None:
        """Show what another page asked for by ``turn_to``. Pages override this."""

    def is_waiting(self) -> bool:
        """Return whether what the page is to show is still being made. Pages override this."""
        return False

    def help_anchor(self) -> str:
        """Return the place in the page's help text that fits what is shown now."""
        return ""

    def search_box(self) -> SearchBox | None:
        """Return the page's search box, which Ctrl+F goes to."""
        return self.findChild(SearchBox)

    def first_stop(self) -> QWidget:
        """Return where typing begins when one turns here: what is most often used."""
        return self.search_box() or self

    def listen(self, feed: ChangeFeed, *topics: Topic) -> None:
        """Refresh when one of ``topics`` changes, now or when the page is next seen."""
        self._topics = frozenset(topics)
        feed.changed.connect(self._on_changed)

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say in a toast that something was done, with a way back where there is one."""
        if undo is None:
            self.told.emit(text)
        else:
            self.undoable.emit(text, undo)

    def refresh_now(self) -> None:
        """Refresh, whether or not anything changed (F5, tests, pictures)."""
        self._stale = False
        self.refresh()

    def showEvent(self, event: QShowEvent | None) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh_now()

    def _lay_out(self, body_height: int) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(20), px(14))
        layout.setSpacing(px(12))
        layout.addWidget(self.head)
        layout.addWidget(self.note)
        if not body_height:
            layout.addLayout(self.body, 1)
            return
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner.setLayout(self.body)
        inner.setMinimumHeight(px(body_height))
        layout.addWidget(scrolling(inner), 1)

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        if not self._topics & topics:
            return
        if self.isVisible():
            self.refresh_now()
        else:
            self._stale = True
