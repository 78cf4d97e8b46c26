"""The list of charts at the left, by subject; walked through by the arrow keys."""

from __future__ import annotations

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

from stationdesk.domain.statistics.subjects import SUBJECTS
from stationdesk.i18n import _
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import Card

KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_HEIGHT, GROUP_HEIGHT = 32, 32


class ChartList(Card):
    """Emits ``chosen`` with the key of the chart on which the cursor comes to stand."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.view = QListView()
        self._model = QStandardItemModel(self.view)
        self._build()
        self._fill()
        selection = self.view.selectionModel()
        if selection is not None:
            selection.currentChanged.connect(self._on_current)

    def current(self) -> str:
        """Return the key of the chart, empty before one was chosen."""
        return str(self.view.currentIndex().data(KEY_ROLE) or "")

    def choose(self, key: str) -> bool:
        """Go to a chart; return whether there is one of that key."""
        for line in range(self._model.rowCount()):
            index = self._model.index(line, 0)
            if index.data(KEY_ROLE) == key:
                self.view.setCurrentIndex(index)
                return True
        return False

    def _build(self) -> None:
        self.view.setModel(self._model)
        self.view.setAccessibleName(_("Charts"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setMouseTracking(True)
        self.view.setMinimumHeight(px(120))
        self.view.setItemDelegate(_ChartDelegate(self.view))
        self.body.addWidget(self.view, 1)

    def _fill(self) -> None:
        for subject in SUBJECTS:
            heading = QStandardItem(_(subject.title))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(heading)
            for key, title in subject.charts.items():
                item = QStandardItem(_(title))
                item.setToolTip(_(title))
                item.setData(key, KEY_ROLE)
                self._model.appendRow(item)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if key := current.data(KEY_ROLE):
            self.chosen.emit(str(key))


class _ChartDelegate(QStyledItemDelegate):
    """Paints the heading of a subject, or the name of a chart."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        heading = index.data(KEY_ROLE) is None
        return QSize(px(120), px(GROUP_HEIGHT if heading else ROW_HEIGHT))

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(KEY_ROLE) is None:
            painter.setFont(theme().font(13))
            painter.setPen(QColor(tokens().text3))
            room = option.rect.adjusted(px(6), px(8), -px(4), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            self._paint_chart(painter, option, str(index.data()))
        painter.restore()

    def _paint_chart(self, painter: QPainter, option: QStyleOptionViewItem, name: str) -> None:
        worn = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.selected if chosen else worn.hover))
            painter.drawRoundedRect(ground, px(6), px(6))
        if chosen and self._view.property("kbd") and self._view.hasFocus():
            painter.setPen(QPen(QColor(worn.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, px(6), px(6))
        painter.setFont(theme().font(14, bold=chosen))
        painter.setPen(QColor(worn.primary if chosen else worn.text))
        room = option.rect.adjusted(px(12), 0, -px(6), 0)
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
