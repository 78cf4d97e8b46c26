"""The grid under a record table: fixed rows, shared width, cells painted in one stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from stationdesk.i18n import _
from stationdesk.listings.columns import Kind, Mark
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import paint_pill

if TYPE_CHECKING:
    from PyQt6.QtGui import QHelpEvent

    from stationdesk.ui.widgets.record_model import RecordTableModel

ROW_HEIGHT = 38
CELL_PADDING = 10
LEAST_GROWING = 96
"""How narrow a growing column may become before the table scrolls sideways."""
MOST_SQUEEZE = 1.12
"""How much wider than the room columns may be and still be squeezed into it."""


class TableView(QTableView):
    """A grid of records; Enter or a double click opens, Tab leaves, Ctrl+C copies."""

    row_opened = pyqtSignal(int)
    copy_wanted = pyqtSignal()

    def __init__(self, *, many: bool, header: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.verb_width = 4
        """The room of the verbs, in hanzi."""
        self._sized_by_hand = False
        self._folding: tuple[str, ...] = ()
        self._records: RecordTableModel[Any] | None = None
        self._set_manners(many=many, header=header)
        self.setItemDelegate(CellDelegate(self))

    def show_model(self, model: RecordTableModel[Any]) -> None:
        """Show ``model``; its order is the given one until a heading is pressed."""
        header = self._header()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._records = model
        self.setModel(model)
        self.setSortingEnabled(True)
        self.share_width()

    def records(self) -> RecordTableModel[Any]:
        """Return the model shown."""
        assert self._records is not None
        return self._records

    def fold(self, *keys: str) -> None:
        """Name the columns that step aside where there is no room, the first of them first."""
        self._folding = keys
        self.share_width()

    def share_width(self) -> None:
        """Give each column its usual width and let the growing ones share what is left."""
        viewport = self.viewport()
        if self._records is None or self._sized_by_hand or viewport is None:
            return
        usual = self._usual_widths()
        folded = self._folded(usual, viewport.width())
        usual = [0 if number in folded else width for number, width in enumerate(usual)]
        columns = enumerate(self.records().columns)
        growing = [number for number, column in columns if column.grows and number not in folded]
        spare = viewport.width() - sum(usual)
        header = self._header()
        header.blockSignals(True)
        widths = _squeezed(_shared(usual, growing, spare), viewport.width())
        for number, width in enumerate(widths):
            self.setColumnHidden(number, number in folded)
            if number not in folded:
                header.resizeSection(number, width)
        header.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.share_width()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            if self.currentIndex().isValid():
                self.row_opened.emit(self.currentIndex().row())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        super().mouseMoveEvent(event)
        if event is not None:
            index = self.indexAt(event.pos())
            self._hover(index.row() if index.isValid() else -1)
            self._point_at(index)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        super().mouseReleaseEvent(event)
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            index = self.indexAt(event.pos())
            if self._is_verb(index):
                self.row_opened.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        super().mouseDoubleClickEvent(event)
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            index = self.indexAt(event.pos())
            if index.isValid() and not self._is_verb(index):
                self.row_opened.emit(index.row())

    def leaveEvent(self, event: QEvent | None) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _set_manners(self, *, many: bool, header: bool) -> None:
        modes, behave = QAbstractItemView.SelectionMode, QAbstractItemView.SelectionBehavior
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setSelectionBehavior(behave.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(px(80))
        rows = self.verticalHeader()
        if rows is not None:
            rows.hide()
            rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            rows.setDefaultSectionSize(px(ROW_HEIGHT))
        self._set_header_manners(shown=header)

    def _set_header_manners(self, *, shown: bool) -> None:
        header = self._header()
        header.setAccessibleName(_("Column headings"))
        header.setVisible(shown)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setMinimumSectionSize(px(40))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.sectionResized.connect(self._on_sized_by_hand)

    def _on_sized_by_hand(self, *_sizes: int) -> None:
        self._sized_by_hand = True

    def _header(self) -> QHeaderView:
        header = self.horizontalHeader()
        assert header is not None
        return header

    def _folded(self, usual: list[int], room: int) -> set[int]:
        """Return the columns that step aside so that the others get their usual width."""
        places = {column.key: number for number, column in enumerate(self.records().columns)}
        folded: set[int] = set()
        wanted = sum(usual)
        for key in self._folding:
            if wanted <= room:
                break
            folded.add(places[key])
            wanted -= usual[places[key]]
        return folded

    def _usual_widths(self) -> list[int]:
        metrics = QFontMetrics(theme().font(14))
        bold = QFontMetrics(theme().font(14, bold=True))
        hanzi = metrics.horizontalAdvance("汉")
        widths = []
        for column in self.records().columns:
            extra = px(22) if column.kind is Kind.STATE else 0
            wanted = column.width * hanzi + extra
            heading = bold.horizontalAdvance(column.heading()) + px(10)
            widths.append(max(wanted, min(heading, px(140))) + 2 * px(CELL_PADDING))
        if self.records().verb_of is not None:
            widths.append(hanzi * self.verb_width + 2 * px(CELL_PADDING))
        return widths

    def _is_verb(self, index: QModelIndex) -> bool:
        return index.isValid() and index.column() == len(self.records().columns)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            viewport = self.viewport()
            if viewport is not None:
                viewport.update()

    def _point_at(self, index: QModelIndex) -> None:
        shape = Qt.CursorShape.PointingHandCursor if self._is_verb(index) else None
        viewport = self.viewport()
        if viewport is not None:
            viewport.setCursor(shape or Qt.CursorShape.ArrowCursor)


def _shared(usual: list[int], growing: list[int], spare: int) -> list[int]:
    """Return the widths after the growing columns took (or gave) ``spare`` in proportion."""
    widths = list(usual)
    whole = sum(usual[number] for number in growing)
    if not whole:
        return _last_takes(widths, spare)
    for number in growing:
        least = min(usual[number], px(LEAST_GROWING))
        widths[number] = max(least, usual[number] + spare * usual[number] // whole)
    return widths


def _squeezed(widths: list[int], room: int) -> list[int]:
    """Return widths that fit where a little from each is enough; else they are left to scroll."""
    whole = sum(widths)
    if not room < whole <= room * MOST_SQUEEZE:
        return widths
    return [width * room // whole for width in widths]


def _last_takes(widths: list[int], spare: int) -> list[int]:
    if widths and spare > 0:
        widths[-1] += spare
    return widths


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: ground, row line, words or pill, and the ring of the current row."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._font = theme().font(14)
        self._bold = theme().font(14, bold=True)

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        row, column = index.row(), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option.rect, row, selected=selected)
        room = option.rect.adjusted(px(CELL_PADDING), 0, -px(CELL_PADDING), 0)
        value = self._view.records().value_at(row, column)
        if isinstance(value, Mark):
            ground = tokens().selected if selected else ""
            paint_pill(painter, value, QRectF(room).adjusted(-px(6), 0, px(6), 0), ground)
        else:
            self._paint_words(painter, room, self._view.records().text_at(row, column), column)
        if self._view.property("kbd") and row == self._view.currentIndex().row():
            self._paint_ring(painter, option.rect, column)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        return QSize(px(80), px(ROW_HEIGHT))

    def helpEvent(
        self,
        event: QHelpEvent | None,
        view: QAbstractItemView | None,
        option: QStyleOptionViewItem,
        index: QModelIndex,
    ) -> bool:
        """Show the whole text of a cell that had to be shortened."""
        if event is None or view is None or not index.isValid():
            return False
        text = self._view.records().text_at(index.row(), index.column())
        room = option.rect.width() - 2 * px(CELL_PADDING)
        short = QFontMetrics(self._font).horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos(), text if short else "", view)
        return True

    def _paint_ground(self, painter: QPainter, rect: QRect, row: int, *, selected: bool) -> None:
        t = tokens()
        if selected:
            painter.fillRect(rect, QColor(t.selected))
        elif row == self._view.hovered_row:
            painter.fillRect(rect, QColor(t.hover))
        painter.setPen(QPen(QColor(t.grid), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_words(self, painter: QPainter, room: QRect, text: str, column: int) -> None:
        t, records = tokens(), self._view.records()
        verb = column == len(records.columns)
        painter.setFont(self._bold if verb else self._font)
        painter.setPen(QColor(t.primary if verb else t.text3 if text == "—" else t.text))
        metrics = painter.fontMetrics()
        text = "" if verb and text == "—" else text.replace("\n", " ")
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, records.alignment(column), shown)

    def _paint_ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Draw this cell's part of a ring around the whole row."""
        header = self._view.horizontalHeader()
        if header is None:
            return
        painter.setPen(QPen(QColor(tokens().primary), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        place = header.visualIndex(column)
        if place == 0:
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        if place == header.count() - 1:
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
