"""The ledgers that were found, each with its sheet, its kind and how many rows it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QModelIndex, QRectF, QSignalBlocker, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPen, QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from stationdesk.domain.ledgers.kinds import KIND_NAMES
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import paint_icon
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import TONE_ICONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.ui.imports.tray import Find

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LINE_HEIGHT = 54
WORD_OF = {
    Tone.GOOD: N_("Comes in"),
    Tone.WARNING: N_("Comes in, with rows to look at"),
    Tone.NEUTRAL: N_("Stays out"),
    Tone.BAD: N_("No ledger recognised"),
}


@dataclass(frozen=True, slots=True)
class FindLine:
    """One line of the list: which find, and how it stands with it."""

    find: Find
    tone: Tone

    def title(self) -> str:
        """Return the name of the file; of a register of many sheets which part of it this is."""
        return self._part() if self.find.goes_on else self.find.file.name

    def subtitle(self) -> str:
        """Return sheet, kind and number of rows; of a part of a register kind and file."""
        ledger = self.find.ledger
        if ledger is None:
            return f"{self.find.sheet.name} · {_(WORD_OF[Tone.BAD])}"
        kind = _(KIND_NAMES[ledger.table.kind])
        if self.find.goes_on:
            return f"{kind} · {self.find.file.name}"
        return " · ".join((self.find.sheet.name, kind, self._rows()))

    def _part(self) -> str:
        told = (self.find.sheet.name, self.find.columns(), self._rows())
        return " · ".join(filter(None, told))

    def _rows(self) -> str:
        ledger = self.find.ledger
        return _("{count} rows").format(count=len(ledger.rows) if ledger else 0)


class FindList(QListView):
    """Emits ``chosen`` with the key of the find the cursor comes to stand on."""

    chosen = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Ledgers found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumHeight(px(LINE_HEIGHT + 4))
        self.setItemDelegate(_LineDelegate(self))
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        selection = self.selectionModel()
        if selection is not None:
            selection.currentChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[FindLine], current: object) -> None:
        """Replace the lines; the cursor goes to the find of key ``current``, else to the first."""
        keys = [line.find.key for line in lines]
        with QSignalBlocker(self):
            self._lines.clear()
            for line in lines:
                item = QStandardItem(f"{line.title()}, {line.subtitle()}, {_(WORD_OF[line.tone])}")
                item.setData(line, LINE_ROLE)
                item.setToolTip(f"{line.title()}\n{line.subtitle()}\n{_(WORD_OF[line.tone])}")
                self._lines.appendRow(item)
            if keys:
                place = keys.index(current) if current in keys else 0
                self.setCurrentIndex(self._lines.index(place, 0))

    def lines(self) -> list[FindLine]:
        """Return the lines from top to bottom."""
        places = range(self._lines.rowCount())
        return [self._lines.index(place, 0).data(LINE_ROLE) for place in places]

    def current_key(self) -> object:
        """Return the key of the find the cursor stands on."""
        line = self.currentIndex().data(LINE_ROLE)
        return line.find.key if isinstance(line, FindLine) else None

    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        if (key := self.current_key()) is not None:
            self.chosen.emit(key)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        return QSize(px(120), px(LINE_HEIGHT))

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        line = index.data(LINE_ROLE)
        if painter is None or not isinstance(line, FindLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        rect, side = option.rect, px(18)
        where = QRectF(rect.left() + px(8), rect.top() + px(9), side, side)
        colour = tokens().tone(line.tone).text
        paint_icon(painter, TONE_ICONS[line.tone], where, colour, filled=True)
        room = rect.adjusted(px(34), px(6), -px(8), -px(6))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        for words, size, pen, place in (
            (line.title(), 14, tokens().text, top),
            (line.subtitle(), 13, tokens().text2, bottom),
        ):
            painter.setFont(theme().font(size, bold=size == 14))
            painter.setPen(QColor(pen))
            mode = Qt.TextElideMode.ElideMiddle if size == 14 else Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(words, mode, room.width())
            painter.drawText(room, place, shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        t, state = tokens(), option.state
        room = QRectF(option.rect).adjusted(1, 1, -1, -1)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.selected if chosen else t.hover))
            painter.drawRoundedRect(room, px(6), px(6))
        if chosen and self._view.property("kbd") and self._view.hasFocus():
            painter.setPen(QPen(QColor(t.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, px(6), px(6))
