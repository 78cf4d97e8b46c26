"""The services of an assessment, in three groups, one line each; driven by the keyboard first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from stationdesk.i18n import _
from stationdesk.listings.tiers import state_mark
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.tiers.finding_rows import (
    Group,
    Places,
    Row,
    places_for,
    said_row,
)
from stationdesk.ui.widgets.basics import paint_pill
from stationdesk.ui.widgets.charts import paint_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QHelpEvent

    from stationdesk.domain.tiers.assess import Finding

ROW_HEIGHT = 38
GROUP_HEIGHT = 40
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
NO_INDEX = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FindingModel(QAbstractListModel):
    """Headings and services in the order shown; headings cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Group | Row] = []

    def show_lines(self, lines: Sequence[Group | Row]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.lines[index.row()], Row):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.title if isinstance(line, Group) else said_row(line)
        return None


class FindingList(QListView):
    """Tells which service the cursor is on, which is opened, and whose verb was pressed."""

    chosen = pyqtSignal(object)
    opened = pyqtSignal(object)
    verb_pressed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._places: tuple[int, Places] | None = None
        self.model_of_lines = FindingModel(self)
        self.setAccessibleName(_("Services of the standard"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(self.model_of_lines)
        self.setItemDelegate(_RowDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(px(300))
        self.doubleClicked.connect(self._on_double_click)
        selection = self.selectionModel()
        if selection is not None:
            selection.currentChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[Group | Row]) -> None:
        """Replace the lines; the cursor stays on the same service."""
        before = self.current()
        self._places = None
        self.model_of_lines.show_lines(lines)
        if before is not None:
            self.choose(before.criterion.code)

    def findings(self) -> list[Finding]:
        """Return the services shown, from top to bottom."""
        return [line.finding for line in self.model_of_lines.lines if isinstance(line, Row)]

    def current(self) -> Finding | None:
        """Return the service on which the cursor stands."""
        line = self.currentIndex().data(LINE_ROLE) if self.currentIndex().isValid() else None
        return line.finding if isinstance(line, Row) else None

    def choose(self, code: str) -> bool:
        """Put the cursor on a service; return whether it is shown."""
        for number, line in enumerate(self.model_of_lines.lines):
            if isinstance(line, Row) and line.finding.criterion.code == code:
                self.setCurrentIndex(self.model_of_lines.index(number, 0))
                return True
        return False

    def step(self, by: int) -> None:
        """Put the cursor ``by`` services further, as far as there are any."""
        shown, now = self.findings(), self.current()
        if not shown:
            return
        place = shown.index(now) + by if now in shown else 0
        self.choose(shown[max(0, min(len(shown) - 1, place))].criterion.code)

    def places(self) -> Places:
        """Return where each part of a line stands now."""
        viewport = self.viewport()
        width = viewport.width() if viewport else self.width()
        if self._places is None or self._places[0] != width:
            rows = [line for line in self.model_of_lines.lines if isinstance(line, Row)]
            self._places = (width, places_for(width, rows))
        return self._places[1]

    def verb_rect(self, index: QModelIndex) -> QRect:
        """Return where the verb of a line stands, in the list's own coordinates."""
        room, places = self.visualRect(index), self.places()
        return QRect(room.left() + places.verb, room.top(), room.width() - places.verb, px(38))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        finding = self.current()
        if event is not None and finding is not None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.opened.emit(finding)
                return
            if event.key() == Qt.Key.Key_Space:
                self.verb_pressed.emit(finding)
                return
            if event.matches(QKeySequence.StandardKey.Copy):
                self._copy()
                return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        super().mouseMoveEvent(event)
        if event is None:
            return
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else -1)
        pointing = index.isValid() and self._is_verb(index, event)
        shape = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        viewport = self.viewport()
        if viewport is not None:
            viewport.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        super().mouseReleaseEvent(event)
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        line = index.data(LINE_ROLE) if index.isValid() else None
        if isinstance(line, Row) and self._is_verb(index, event):
            self.verb_pressed.emit(line.finding)

    def leaveEvent(self, event: QEvent | None) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _is_verb(self, index: QModelIndex, event: QMouseEvent) -> bool:
        heading = isinstance(index.data(LINE_ROLE), Group)
        return not heading and self.verb_rect(index).contains(event.position().toPoint())

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            viewport = self.viewport()
            if viewport is not None:
                viewport.update()

    def _copy(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard is not None and self.currentIndex().isValid():
            clipboard.setText(str(self.currentIndex().data()))

    def _on_current(self, *_indexes: object) -> None:
        self.chosen.emit(self.current())

    def _on_double_click(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, Row):
            self.opened.emit(line.finding)


class _RowDelegate(QStyledItemDelegate):
    """Paints a heading with its bar, or a service: code, name, state, words, records, verb."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view
        self._font, self._bold = theme().font(14), theme().font(14, bold=True)
        self._small, self._heading = theme().font(13), theme().font(16, bold=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        heading = isinstance(index.data(LINE_ROLE), Group)
        return QSize(px(300), px(GROUP_HEIGHT if heading else ROW_HEIGHT))

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        line = index.data(LINE_ROLE)
        painter.save()
        if isinstance(line, Group):
            self._paint_group(painter, option.rect, line)
        elif isinstance(line, Row):
            self._paint_ground(painter, option, index.row())
            self._paint_row(painter, option.rect, line, index.row())
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent | None,
        view: QAbstractItemView | None,
        _option: QStyleOptionViewItem,
        index: QModelIndex,
    ) -> bool:
        """Show the whole finding, which a line seldom has room for."""
        line = index.data(LINE_ROLE) if index.isValid() else None
        if event is None or view is None or not isinstance(line, Row):
            return False
        QToolTip.showText(event.globalPos(), line.found, view)
        return True

    def _paint_group(self, painter: QPainter, room: QRect, group: Group) -> None:
        t = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._heading)
        painter.setPen(QColor(t.text))
        words = room.adjusted(px(8), px(4), 0, 0)
        painter.drawText(words, LEFT, group.title)
        at = words.left() + QFontMetrics(self._heading).horizontalAdvance(group.title) + px(12)
        bar = QRectF(at, words.center().y() - px(4), px(120), px(8))
        paint_bar(painter, bar, group.held / max(1, group.whole), group.tone)
        painter.setFont(self._small)
        painter.setPen(QColor(t.text3))
        number = QRect(round(bar.right()) + px(10), words.top(), px(120), words.height())
        painter.drawText(number, LEFT, f"{group.held} / {group.whole}")

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        t, rect = tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(t.selected))
        elif row == self._view.hovered_row:
            painter.fillRect(rect, QColor(t.hover))
        painter.setPen(QColor(t.grid))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ringed = self._view.property("kbd") and self._view.hasFocus()
        if ringed and row == self._view.currentIndex().row():
            painter.setPen(QColor(t.primary))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_row(self, painter: QPainter, rect: QRect, line: Row, row: int) -> None:
        t, places = tokens(), self._view.places()
        selected = row == self._view.currentIndex().row()
        mark = state_mark(line.finding.state)
        self._write(painter, rect, places.code, line.code, self._font, t.text3)
        self._write(painter, rect, places.name, line.name, self._bold, t.text)
        pill = QRectF(rect.left() + places.pill[0], rect.top(), places.pill[1], rect.height())
        paint_pill(painter, mark, pill, t.selected if selected else "")
        self._write(painter, rect, places.found, line.found, self._font, t.text2)
        self._write(painter, rect, places.until, line.until, self._small, line.until_colour(t))
        self._write(painter, rect, places.evidence, line.evidence, self._small, t.text3)
        self._write(painter, rect, places.person, line.person, self._small, t.text3)
        self._write(painter, rect, places.day, line.day, self._small, t.text3)
        verb = (places.verb, rect.width() - places.verb - px(8))
        self._write(painter, rect, verb, line.verb, self._bold, t.primary)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        place: tuple[int, int],
        text: str,
        font: Any,
        colour: str,
    ) -> None:
        left, width = place
        if width <= 0 or not text:
            return
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(rect.left() + left, rect.top(), width, rect.height()), LEFT, shown)
