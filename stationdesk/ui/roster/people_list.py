"""The people beside a week: who has how many shifts; carried onto a shift, or put in by Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PyQt6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QWidget

from stationdesk.i18n import _
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import Card, label
from stationdesk.ui.widgets.roster_dragging import carry
from stationdesk.ui.widgets.roster_paint import paint_frame, paint_words
from stationdesk.ui.widgets.roster_shown import Carried
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PyQt6.QtWidgets import QStyleOptionViewItem

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.listings.columns import Tone

ROW = 28
WIDTH = 208


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """Somebody in the list: shifts this week, coloured where there are too many.

    ``more`` says the hours beside what would be fair, and why somebody is away.
    """

    who: VolunteerId
    name: str
    count: str
    tone: Tone | None = None
    more: str = ""
    away: bool = False


class PeopleList(Card):
    """``wanted`` tells whom to put on the shift under the cursor; ``leading`` whom to look at."""

    wanted = pyqtSignal(int)

    def __init__(self, find: Callable[[str], Sequence[VolunteerId]]) -> None:
        """``find`` returns who is meant by a name, its pinyin or its initials."""
        super().__init__(_("Volunteers"))
        self._find = find
        self._people: list[PersonShown] = []
        self.title_row.addWidget(label(_("shifts this week"), "caption"))
        self.search = SearchBox(_("Name / pinyin initials"))
        self.list = _PeopleView()
        self.hint = label(
            _("Drag a name onto a shift, or choose a shift and press Enter."), "caption", wrap=True
        )
        for part in (self.search, self.list, self.hint):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.list, 1)
        self.setFixedWidth(px(WIDTH))
        self.search.searched.connect(self._narrow)
        self.search.returnPressed.connect(self._on_first)
        self.list.taken.connect(self.wanted)

    def show_people(self, people: list[PersonShown]) -> None:
        """Show other people, or the same anew."""
        self._people = people
        self._narrow()

    def shown(self) -> list[PersonShown]:
        """Return those who are listed."""
        return self.list.people()

    def _narrow(self, _query: str = "") -> None:
        query = self.search.query()
        meant = frozenset(self._find(query)) if query else None
        self.list.show_people([each for each in self._people if meant is None or each.who in meant])

    def _on_first(self) -> None:
        people = self.list.people()
        if len(people) == 1:
            self.wanted.emit(people[0].who)
        elif people:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


class _PeopleView(QListView):
    taken = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: tuple[QPoint, PersonShown] | None = None
        self._rows = _PeopleModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_PersonLine(self))
        self.setAccessibleName(_("Volunteers and their shifts this week"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setMinimumHeight(px(60))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_people(self, people: list[PersonShown]) -> None:
        place = self.currentIndex().row()
        self._rows.show(people)
        if people:
            self.setCurrentIndex(self._rows.index(max(0, min(place, len(people) - 1)), 0))

    def people(self) -> list[PersonShown]:
        return self._rows.people()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (index := self.currentIndex()).isValid():
                self.taken.emit(self._rows.people()[index.row()].who)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self._pressed = None
        if event is not None and (index := self.indexAt(event.position().toPoint())).isValid():
            self._pressed = event.position().toPoint(), self._rows.people()[index.row()]
            selection = self.selectionModel()
            if selection is not None:
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                selection.setCurrentIndex(index, flag)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is None or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        start, person = self._pressed
        far = (event.position().toPoint() - start).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed = None
            carry(self, Carried(person.who, person.name))

    def mouseReleaseEvent(self, _event: QMouseEvent | None) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and (index := self.indexAt(event.position().toPoint())).isValid():
            self.taken.emit(self._rows.people()[index.row()].who)


class _PeopleModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._people: list[PersonShown] = []

    def show(self, people: list[PersonShown]) -> None:
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def people(self) -> list[PersonShown]:
        return self._people

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return person.more or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join(filter(None, (person.name, person.count, person.more)))
        return None


class _PersonLine(QStyledItemDelegate):
    def __init__(self, view: _PeopleView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        return QSize(px(120), px(ROW))

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        t, person = tokens(), self._view.people()[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect)
        focused = self._view.hasFocus() and index == self._view.currentIndex()
        if option.state & QStyle.StateFlag.State_MouseOver or focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.hover))
            painter.drawRoundedRect(room, px(4), px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.person(person.who).solid if not person.away else t.line2))
        painter.drawEllipse(QRectF(px(2), room.center().y() - px(5), px(10), px(10)))
        name = room.adjusted(px(20), 0, -px(48), 0)
        paint_words(
            painter, person.name, name, theme().font(14), t.text3 if person.away else t.text
        )
        ink = t.tone(person.tone).text if person.tone else t.text2
        count = room.adjusted(room.width() - px(64), 0, -px(4), 0)
        right = Qt.AlignmentFlag.AlignRight
        font = theme().font(14, bold=True)
        paint_words(painter, person.count, count, font, ink, across=right)
        if focused and self._view.property("kbd"):
            paint_frame(painter, room, t.primary)
        painter.restore()
