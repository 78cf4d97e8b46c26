"""A month of the roster: a line for each person, a cell for each day, totals at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QHeaderView, QStyledItemDelegate

from stationdesk.i18n import _
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.roster_heads import MIDDLE, DayHeads, NameHeads
from stationdesk.ui.widgets.roster_paint import PAST, paint_words
from stationdesk.ui.widgets.roster_shown import Ghost, MonthShown
from stationdesk.ui.widgets.roster_table import RosterTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QResizeEvent
    from PyQt6.QtWidgets import QStyleOptionViewItem, QWidget

    from stationdesk.ui.widgets.roster_shown import Chip, DayHead, MonthLine, ShiftMark

LINE_HEIGHT = 32
HEAD_HEIGHT = 44
TOTAL_WIDTH = 58
LEAST_DAY = 18
MOST_MARKS = 2
"""So many shifts of a day are told by their letter; of more only how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPart:
    """Where the cursor stands: a person's day; ``line`` is None in the line of holes."""

    line: MonthLine | None
    head: DayHead
    marks: tuple[ShiftMark, ...] = ()
    missing: int = 0

    @property
    def chip(self) -> Chip | None:
        """Return the first of the person's places on that day."""
        return self.marks[0].chip if self.marks else None

    def said(self) -> str:
        """Return all of it in words."""
        if self.line is None:
            holes = _("{count} missing").format(count=self.missing)
            return f"{self.head.said()} · {holes}"
        shifts = "、".join(mark.said for mark in self.marks) or _("no shift")
        return f"{self.line.name} {self.head.said()} · {shifts}"


class MonthGrid(RosterTable):
    """People down, days across. Signals carry a ``MonthPart``; a day's head tells of holes."""

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(says, parent)
        self._month = _MonthModel(self)
        heads = DayHeads(self._days, HEAD_HEIGHT, 13, self._totals, self)
        self.setHorizontalHeader(heads)
        self.setVerticalHeader(NameHeads(self._month.name, self))
        self.setModel(self._month)
        self.setItemDelegate(_Cells(self))
        side = self.verticalHeader()
        assert side is not None, "a table has a side"
        side.setDefaultSectionSize(px(LINE_HEIGHT))
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_month(self, month: MonthShown) -> None:
        """Show another month, or the same anew: then the cursor stays where it was."""
        index = self.currentIndex()
        place = (index.row(), index.column()) if index.isValid() else (0, self._today(month))
        self._month.show(month)
        self._share_width()
        self.updateGeometry()
        if not month.days or not month.lines:
            self.chosen.emit(None)
            return
        row = min(place[0], self._month.rowCount() - 1)
        self.setCurrentIndex(self._month.index(row, min(place[1], len(month.days) - 1)))

    def month(self) -> MonthShown:
        """Return the month shown."""
        return self._month.month()

    def choose_person(self, who: int, column: int) -> None:
        """Put the cursor on a person's day."""
        for row, line in enumerate(self.month().lines):
            if line.who == who:
                self.setCurrentIndex(self._month.index(row, column))
                return

    def part_at(self, index: QModelIndex) -> MonthPart | None:
        return self._month.part(index)

    def sizeHint(self) -> QSize:
        rows = self._month.rowCount()
        return QSize(px(640), px(HEAD_HEIGHT) + rows * px(LINE_HEIGHT) + 2)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._share_width()

    def setCurrentIndex(self, index: QModelIndex) -> None:
        if index.column() < len(self.month().days):
            super().setCurrentIndex(index)

    def moveCursor(self, action: Any, modifiers: Any) -> QModelIndex:
        """Stay on the days: totals are read, not entered."""
        index = super().moveCursor(action, modifiers)
        last = len(self.month().days) - 1
        return index if index.column() <= last else self._month.index(index.row(), last)

    def _days(self) -> Sequence[DayHead]:
        return self.month().days

    def _totals(self) -> Sequence[str]:
        return self.month().totals

    def _today(self, month: MonthShown) -> int:
        return next((number for number, head in enumerate(month.days) if head.today), 0)

    def _share_width(self) -> None:
        """Give every day the same width, to the px: what is left goes to the first ones."""
        days, totals = len(self.month().days), len(self.month().totals)
        viewport, header = self.viewport(), self.horizontalHeader()
        if not days or viewport is None or header is None:
            return
        room = viewport.width() - totals * px(TOTAL_WIDTH)
        each, over = divmod(max(room, days * px(LEAST_DAY)), days)
        for number in range(days):
            header.resizeSection(number, each + int(number < over))
        for number in range(days, days + totals):
            header.resizeSection(number, px(TOTAL_WIDTH))


class _MonthModel(QAbstractTableModel):
    def __init__(self, parent: MonthGrid) -> None:
        super().__init__(parent)
        self._shown = MonthShown()

    def show(self, month: MonthShown) -> None:
        self.beginResetModel()
        self._shown = month
        self.endResetModel()

    def month(self) -> MonthShown:
        return self._shown

    def name(self, row: int) -> tuple[str, int | None]:
        """Return what stands at the left of a row, and whose it is (None for the holes)."""
        if row < len(self._shown.lines):
            line = self._shown.lines[row]
            return line.name, line.who
        return _("Missing people"), None

    def part(self, index: QModelIndex) -> MonthPart | None:
        if not index.isValid() or index.column() >= len(self._shown.days):
            return None
        head = self._shown.days[index.column()]
        if index.row() >= len(self._shown.lines):
            return MonthPart(line=None, head=head, missing=self._shown.holes[index.column()])
        line = self._shown.lines[index.row()]
        return MonthPart(line=line, head=head, marks=line.marks[index.column()])

    def total(self, index: QModelIndex) -> str:
        """Return the total in a column after the days, empty elsewhere."""
        number = index.column() - len(self._shown.days)
        if number < 0 or index.row() >= len(self._shown.lines):
            return ""
        return self._shown.lines[index.row()].totals[number]

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._shown.lines) + int(bool(self._shown.holes))

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._shown.days) + len(self._shown.totals)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        part = self.part(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return part.said() if part else self.total(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.total(index) if part is None else ""
        if role == Qt.ItemDataRole.ToolTipRole and part and (part.marks or part.missing):
            return part.said()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in wanted:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.name(section)[0]
        if section < len(self._shown.days):
            return self._shown.days[section].said()
        return self._shown.totals[section - len(self._shown.days)]


class _Cells(QStyledItemDelegate):
    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, part = QRectF(option.rect), self._grid.part_at(index)
        self._paint_ground(painter, room, today=part is not None and part.head.today)
        if part is None:
            self._paint_total(painter, room, index)
        elif part.line is None:
            self._paint_missing(painter, room, part)
        elif part.marks:
            self._paint_marks(painter, room, part)
        painter.restore()

    def _paint_ground(self, painter: QPainter, room: QRectF, *, today: bool) -> None:
        t = tokens()
        painter.fillRect(room, QColor(t.primary_soft if today else t.surface))
        painter.setPen(QColor(t.grid))
        painter.drawLine(room.topLeft(), room.bottomLeft())
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _paint_total(self, painter: QPainter, room: QRectF, index: QModelIndex) -> None:
        words = str(index.data() or "")
        line = index.row() < len(self._grid.month().lines)
        tone = self._grid.month().lines[index.row()].tone if line else None
        first = index.column() == len(self._grid.month().days)
        ink = tokens().tone(tone).text if tone and first else tokens().text2
        font = theme().font(13, bold=first)
        paint_words(painter, words, room, font, ink, across=MIDDLE)

    def _paint_missing(self, painter: QPainter, room: QRectF, part: MonthPart) -> None:
        if part.missing:
            t = tokens()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.warning.soft))
            painter.drawRoundedRect(room.adjusted(2, px(4), -2, -px(4)), px(4), px(4))
            font = theme().font(13, bold=True)
            paint_words(painter, str(part.missing), room, font, t.warning.text, across=MIDDLE)

    def _paint_marks(self, painter: QPainter, room: QRectF, part: MonthPart) -> None:
        if part.head.past:
            painter.setOpacity(PAST)
        inner = room.adjusted(2, px(4), -2, -px(4))
        colours = tokens().person(part.marks[0].kind)
        many = len(part.marks) > MOST_MARKS
        told = str(len(part.marks)) if many else "".join(mark.short for mark in part.marks)
        painter.setPen(Qt.PenStyle.NoPen)
        halves = 1 if many else len(part.marks)
        for number in range(halves):
            painter.setBrush(QColor(tokens().person(part.marks[number].kind).soft))
            wide = inner.width() / halves
            half = QRectF(inner.left() + number * wide, inner.top(), wide, inner.height())
            painter.drawRoundedRect(half, px(4), px(4))
        chips = [mark.chip for mark in part.marks]
        font = theme().font(13 if len(told) == 1 else 12)
        font.setBold(any(chip.pinned for chip in chips))
        font.setStrikeOut(any(chip.absent or chip.ghost is Ghost.REMOVED for chip in chips))
        paint_words(painter, told, inner, font, colours.text, across=MIDDLE)
        if any(chip.changed for chip in chips):
            painter.setBrush(QColor(tokens().brand))
            painter.drawEllipse(QRectF(room.right() - px(7), room.top() + px(2), px(5), px(5)))
