"""Master and detail: a table left, the chosen record right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, Pill, clear, column, label, row, set_look
from stationdesk.ui.widgets.drawer import Drawer
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

    from stationdesk.listings.columns import Mark, Tone

PANE_WIDTH = 272
PANE_FROM = 1180
"""The window width from which there is room for the pane beside the table."""
AROUND = 48
"""Px of the design that are seen above and below what is scrolled to: its label, its error."""


class Facts(QWidget):
    """Named facts one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, px(64))

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Replace the facts; an empty one is shown as a dash."""
        clear(self._grid)
        for number, (name, fact) in enumerate(facts):
            told = label(fact or "—", wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setAccessibleName(f"{name} {fact}")
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(name, "muted"), number, 0, top)
            self._grid.addWidget(told, number, 1, top)


class Lines(QWidget):
    """A few lines of three words each, such as the last movements: when, what, who."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: list[tuple[str, str, str, Tone | None]]) -> None:
        """Replace the lines; the tone colours the middle word."""
        clear(self._grid)
        for number, (first, middle, last, tone) in enumerate(lines):
            bold = Elide(middle, "strong")
            bold.setAlignment(Qt.AlignmentFlag.AlignRight)
            set_look(bold, tone=tone.value if tone else None)
            self._grid.addWidget(label(first, "caption"), number, 0)
            self._grid.addWidget(bold, number, 1)
            who = label(last, "caption")
            who.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(who, number, 2)


class DetailPane(QFrame):
    """The chosen record: title with state, a line under it, a scrolling body, deeds at the foot.

    Put content into ``body`` and buttons into ``foot``; ``show_nothing`` stands in until a record
    is chosen.
    """

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        """``nothing`` is the sentence shown while no record is chosen."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self.title = Elide("", "card_title")
        self.mark = Pill()
        self.subtitle = label("", "caption", wrap=True)
        self.body = column(gap=8)
        self.foot = row(gap=8)
        self._nothing = EmptyState(Nothing.NEVER_USED, nothing, name=Icon.OPEN)
        self._sheet = QWidget()
        self._foot_room = QWidget()
        self._build()
        self.show_nothing()

    def show_head(self, title: str, mark: Mark | None = None, subtitle: str = "") -> None:
        """Name the record and show the sheet."""
        self.title.setText(title)
        self.mark.show_mark(mark)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._nothing.hide()
        self._sheet.show()

    def show_nothing(self) -> None:
        """Show the sentence that invites to choose."""
        self._sheet.hide()
        self._nothing.show()

    def _build(self) -> None:
        head = row(self.title, self.mark)
        head.setStretchFactor(self.title, 1)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner_layout = QVBoxLayout(inner)
        inner_layout.setContentsMargins(0, 0, px(2), 0)
        inner_layout.addLayout(self.body)
        inner_layout.addStretch(1)
        scroll = scrolling(inner)
        self._foot_room.setLayout(self.foot)
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(px(6))
        sheet.addLayout(head)
        sheet.addWidget(self.subtitle)
        sheet.addWidget(scroll, 1)
        sheet.addWidget(self._foot_room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.addWidget(self._sheet, 1)
        layout.addWidget(self._nothing, 1)


def scrolling(inner: QWidget) -> QScrollArea:
    """Return ``inner`` in an area that scrolls up and down, transparent and without border."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
    viewport = area.viewport()
    if viewport is not None:
        viewport.setAutoFillBackground(False)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the area that ``widget`` is in, if any, so that it is seen with what is around it."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, px(AROUND))


class MasterDetail(QWidget):
    """``main`` with ``pane`` beside it, or in a drawer where the window is narrow."""

    def __init__(
        self,
        main: QWidget,
        pane: DetailPane,
        width: int = PANE_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._width = width
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))
        self._row.addWidget(main, 1)
        self._row.addWidget(pane)
        pane.setFixedWidth(px(width))
        self._drawer = Drawer(self, width + 68)
        self._beside = True

    def is_beside(self) -> bool:
        """Return whether the pane stands beside the table."""
        return self._beside

    def open_pane(self) -> None:
        """Make the pane visible: it may have to come in as a drawer."""
        if not self._beside:
            self._drawer.open_with(self._pane, _("Details"))

    def close_pane(self) -> None:
        """Let the drawer go, where the pane is in one."""
        self._drawer.shut()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        window = self.window()
        self._stand(beside=window is not None and window.width() >= px(PANE_FROM))

    def _stand(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self._drawer.take_content()
            self._drawer.shut()
            set_look(self._pane, look="card")
            self._pane.setFixedWidth(px(self._width))
            self._row.addWidget(self._pane)
            self._pane.show()
        else:
            self._row.removeWidget(self._pane)
            self._pane.setParent(None)
            set_look(self._pane, look="")
            self._pane.setMinimumWidth(0)
            self._pane.setMaximumWidth(16777215)
            self._pane.hide()
