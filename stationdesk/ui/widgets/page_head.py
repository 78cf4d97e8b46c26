"""The line at the top of each page: what it is, and the one thing most often done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, Pill, button, clear, icon_button, label, row

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QLayout

    from stationdesk.listings.columns import Mark
    from stationdesk.ui.icons import Icon


class PageHead(QWidget):
    """Title and subtitle left; icon tools, secondary buttons and one primary button right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(title, "title")
        self.subtitle = Elide("", "subtitle")
        self.primary: QPushButton | None = None
        self._switches = row()
        self._tools = row(gap=4)
        self._seconds = row()
        self._first = row()
        self._marks = row(gap=10)
        self._strip = QWidget()
        self._build()

    def set_subtitle(self, text: str, *shorter: str) -> None:
        """Say in a few muted words what the page shows now; ``shorter`` where there is no room."""
        self.subtitle.say(text, *shorter)

    def add_before_tools(self, part: QLayout) -> None:
        """Put a group of buttons, such as a switch of weeks, left of the icon tools."""
        self._switches.addLayout(part)

    def add_tool(self, name: Icon, says: str, shortcut: str = "") -> QPushButton:
        """Add an icon button; ``says`` is its name and, with the key, its tooltip."""
        made = icon_button(name, says, shortcut=shortcut)
        self._tools.addWidget(made)
        return made

    def add_button(
        self, text: str, name: Icon | None = None, shortcut: str = "", tip: str = ""
    ) -> QPushButton:
        """Add a secondary button."""
        made = button(text, name, shortcut=shortcut, tip=tip)
        self._seconds.addWidget(made)
        return made

    def set_primary(
        self, text: str, name: Icon | None = None, shortcut: str = "Ctrl+N"
    ) -> QPushButton:
        """Set the one filled button of the page."""
        clear(self._first)
        self.primary = button(text, name, look="primary", shortcut=shortcut)
        self._first.addWidget(self.primary)
        return self.primary

    def show_marks(self, marks: list[Mark]) -> None:
        """Show a strip of states under the title; an empty list hides it."""
        clear(self._marks)
        for mark in marks:
            self._marks.addWidget(Pill(mark))
        self._marks.addStretch(1)
        self._strip.setVisible(bool(marks))

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        top = row(self.title, 4, self.subtitle, gap=8)
        top.setStretchFactor(self.subtitle, 1)
        self.subtitle.setContentsMargins(0, px(5), 0, 0)
        for part in (self._switches, self._tools, self._seconds, self._first):
            top.addLayout(part)
        self.title.setMinimumHeight(px(36))
        self._strip.setLayout(self._marks)
        self._strip.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(top)
        layout.addWidget(self._strip)
