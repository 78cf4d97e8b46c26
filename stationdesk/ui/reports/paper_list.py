"""The list of papers at the left: grouped, searched, walked through by the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QModelIndex, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPen, QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stationdesk.i18n import _
from stationdesk.services.search_words import search_words
from stationdesk.ui.icons import Icon, paint_icon
from stationdesk.ui.reports.entries import GROUP_WORDS, Entry
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import Card, keep_shown, label
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_HEIGHT = 36
GROUP_HEIGHT = 34


class PaperList(Card):
    """Emits ``chosen`` with the ``Entry`` the cursor comes to stand on."""

    chosen = pyqtSignal(object)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._entries = list(entries)
        self._words: dict[tuple[bool, str], str] = {}
        self.search = SearchBox(_("Name or initials"))
        self.view = _EntryView()
        self._nothing = label(_("No paper has such a name."), "caption", wrap=True)
        self._model = QStandardItemModel(self.view)
        self.view.setModel(self._model)
        self.body.addWidget(self.search)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.view, 1)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_found)
        self._fill(self._entries)
        selection = self.view.selectionModel()
        if selection is not None:
            selection.currentChanged.connect(self._on_current)

    def current(self) -> Entry | None:
        """Return the entry the cursor stands on."""
        entry = self.view.currentIndex().data(ENTRY_ROLE)
        return entry if isinstance(entry, Entry) else None

    def shown(self) -> list[Entry]:
        """Return the entries that the search leaves, from top to bottom."""
        found = (self._model.index(row, 0).data(ENTRY_ROLE) for row in range(self._rows()))
        return [entry for entry in found if isinstance(entry, Entry)]

    def choose(self, key: str, *, listing: bool = False) -> bool:
        """Go to a paper or listing by its key; return whether there is one."""
        if not any(self._is(entry, key, listing) for entry in self.shown()):
            self.search.clear()
        for row in range(self._rows()):
            entry = self._model.index(row, 0).data(ENTRY_ROLE)
            if isinstance(entry, Entry) and self._is(entry, key, listing):
                self.view.setCurrentIndex(self._model.index(row, 0))
                return True
        return False

    def _is(self, entry: Entry, key: str, listing: bool) -> bool:
        return entry.key == key and entry.is_listing == listing

    def _rows(self) -> int:
        return self._model.rowCount()

    def _fill(self, entries: Sequence[Entry]) -> None:
        self._model.clear()
        group = None
        for entry in entries:
            if entry.group is not group:
                group = entry.group
                heading = QStandardItem(_(GROUP_WORDS[group]))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self._model.appendRow(heading)
            item = QStandardItem(entry.name)
            item.setEditable(False)
            item.setToolTip(entry.about)
            item.setData(entry, ENTRY_ROLE)
            self._model.appendRow(item)
        keep_shown(self._nothing, shown=not entries)

    def _on_searched(self, query: str) -> None:
        before = self.current()
        wanted = query.lower()
        self._fill([entry for entry in self._entries if wanted in self._words_of(entry, wanted)])
        if before is not None and before in self.shown():
            row = next(
                row
                for row in range(self._rows())
                if self._model.index(row, 0).data(ENTRY_ROLE) == before
            )
            self.view.setCurrentIndex(self._model.index(row, 0))

    def _words_of(self, entry: Entry, wanted: str) -> str:
        """Return what an entry is found by; pinyin only once somebody looks for something."""
        if not wanted:
            return ""
        key = (entry.is_listing, entry.key)
        if key not in self._words:
            self._words[key] = search_words(entry.name)
        return self._words[key]

    def _on_found(self) -> None:
        """Go from the search to the first paper it left."""
        found = self.shown()
        if found:
            self.choose(found[0].key, listing=found[0].is_listing)
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        entry = current.data(ENTRY_ROLE)
        if isinstance(entry, Entry):
            self.chosen.emit(entry)


class _EntryView(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Papers and listings"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumHeight(px(120))
        self.setItemDelegate(_EntryDelegate(self))


class _EntryDelegate(QStyledItemDelegate):
    """Paints a group's heading, or a paper's sign and name."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        heading = index.data(ENTRY_ROLE) is None
        return QSize(px(120), px(GROUP_HEIGHT if heading else ROW_HEIGHT))

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Entry):
            self._paint_entry(painter, option, entry)
        else:
            room = option.rect.adjusted(px(6), px(8), -px(4), 0)
            painter.setFont(theme().font(13))
            painter.setPen(QColor(tokens().text3))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        t, state = tokens(), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, chosen=chosen)
        rect = option.rect
        side = px(18)
        drawn = Icon.DOCUMENT_TABLE if entry.is_listing else Icon.DOCUMENT
        where = QRectF(rect.left() + px(8), rect.center().y() - side / 2 + 1, side, side)
        paint_icon(painter, drawn, where, t.primary if chosen else t.text2, filled=chosen)
        painter.setFont(theme().font(14, bold=chosen))
        painter.setPen(QColor(t.primary if chosen else t.text))
        room = rect.adjusted(px(34), 0, -px(6), 0)
        words = painter.fontMetrics().elidedText(
            entry.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool
    ) -> None:
        t = tokens()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        room = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.selected if chosen else t.hover))
            painter.drawRoundedRect(room, px(6), px(6))
        if chosen and self._view.property("kbd") and self._view.hasFocus():
            painter.setPen(QPen(QColor(t.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, px(6), px(6))
