"""The sheet of a count on the screen: one column to type into, Enter goes to the next line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PyQt6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QWidget,
)

from stationdesk.domain.stock_documents import MOST_PIECES
from stationdesk.domain.stocktake import StocktakeLine
from stationdesk.i18n import _
from stationdesk.ui.inventory.columns import SHEET, SHEET_FOLDS, booked
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.fields import CountField
from stationdesk.ui.widgets.record_model import RecordTableModel
from stationdesk.ui.widgets.table_view import CellDelegate, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PyQt6.QtCore import QAbstractItemModel

COUNTED = next(number for number, column in enumerate(SHEET) if column.key == "counted")
STEPS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backtab: -1,
}
"""Keys that end typing in a line, and which line comes then."""


class CountSheet(TableView):
    """Shows the lines; typing digits counts the line under the cursor.

    ``typed`` carries the line, the number (None: not counted) and how many lines to go on;
    ``refused`` a sentence about what cannot be read. Space takes the book figure, Delete says
    that the line is not counted.
    """

    typed = pyqtSignal(object, object, int)
    refused = pyqtSignal(str)
    line_chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(many=False, header=True, parent=parent)
        self.setAccessibleName(_("Count sheet"))
        self.lines = _SheetModel(SHEET, None, self)
        self.show_model(self.lines)
        self.fold(*SHEET_FOLDS)
        self.setSortingEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self._delegate = _CountDelegate(self)
        self.setItemDelegate(self._delegate)
        self._untold: list[tuple[StocktakeLine, int | None, int]] = []
        self._delegate.typed.connect(self._on_delegate_typed)
        self._delegate.refused.connect(self.refused)
        self.row_opened.connect(self._on_row_opened)
        selection = self.selectionModel()
        if selection is not None:
            selection.currentChanged.connect(self._on_current_changed)

    def show_lines(self, lines: Sequence[StocktakeLine]) -> None:
        """Show the lines anew."""
        self.lines.show(lines)
        self.share_width()

    def narrow(self, accepts: Callable[[StocktakeLine], bool] | None) -> None:
        """Show only some of the lines."""
        self.lines.narrow(accepts)

    def current_line(self) -> StocktakeLine | None:
        """Return the line under the cursor."""
        index = self.currentIndex()
        return self.lines.record_at(index.row()) if index.isValid() else None

    def line_after(self, line: StocktakeLine, steps: int) -> StocktakeLine | None:
        """Return the line so many steps on, the line itself at the end of the sheet."""
        shown = list(self.lines.shown_records())
        places = [number for number, each in enumerate(shown) if each.id == line.id]
        if not places:
            return None
        return shown[max(0, min(len(shown) - 1, places[0] + steps))]

    def go_to(self, line_id: int | None, *, type_on: bool = False) -> None:
        """Put the cursor on a line, or the first; ``type_on`` opens it for typing."""
        shown = self.lines.shown_records()
        places = [number for number, each in enumerate(shown) if each.id == line_id]
        if not shown:
            self.line_chosen.emit(None)
            return
        index = self.lines.index(places[0] if places else 0, COUNTED)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.line_chosen.emit(self.current_line())
        if type_on:
            self.edit(index)

    def finish_typing(self) -> None:
        """Take over, at once, the number that is still being typed."""
        ground = self.viewport()
        editor = ground.findChild(CountField) if ground is not None else None
        if editor is not None and editor.isVisible():
            self._delegate.typing_ends(editor, self.currentIndex().row())
        self._tell()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        line = self.current_line()
        if event is None or line is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.typed.emit(line, booked(line), 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.typed.emit(line, None, 0)
        elif event.text().isdecimal() or event.key() not in _LETTERS:
            super().keyPressEvent(event)

    def _on_delegate_typed(self, line: StocktakeLine, counted: int | None, steps: int) -> None:
        """Tell it once the editor is gone: what follows shows the sheet anew."""
        self._untold.append((line, counted, steps))
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        waiting, self._untold = self._untold, []
        for line, counted, steps in waiting:
            self.typed.emit(line, counted, steps)

    def _on_row_opened(self, row: int) -> None:
        if self.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers:
            return
        self.edit(self.lines.index(row, COUNTED))

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and now.column() != COUNTED:
            self.setCurrentIndex(now.siblingAtColumn(COUNTED))
            return
        self.line_chosen.emit(self.current_line())


_LETTERS = frozenset(range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1))


class _SheetModel(RecordTableModel[StocktakeLine]):
    """The lines, of which one column may be typed into."""

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == COUNTED else flags


class _CountDelegate(CellDelegate):
    """Paints the column to type into as a box, and takes the numbers."""

    typed = pyqtSignal(object, object, int)
    refused = pyqtSignal(str)

    def __init__(self, sheet: CountSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if painter is None or index.column() != COUNTED:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().line2), 1))
        box = QRectF(option.rect).adjusted(px(3) + 0.5, px(4) + 0.5, -px(3) - 0.5, -px(4) - 0.5)
        painter.drawRoundedRect(box, px(5), px(5))
        painter.restore()

    def createEditor(
        self, parent: QWidget | None, _option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget | None:
        field = CountField(least=0, most=MOST_PIECES, parent=parent)
        field.setMaximumWidth(16777215)
        line = self._sheet.lines.record_at(index.row())
        field.setAccessibleName(_("Counted: {item}").format(item=line.item.title()))
        return field

    def setEditorData(self, editor: QWidget | None, index: QModelIndex) -> None:
        if isinstance(editor, CountField):
            editor.set_value(self._sheet.lines.record_at(index.row()).counted)
            editor.selectAll()

    def setModelData(
        self, editor: QWidget | None, _model: QAbstractItemModel | None, index: QModelIndex
    ) -> None:
        if isinstance(editor, CountField):
            self._take(editor, index.row(), 0)

    def updateEditorGeometry(
        self, editor: QWidget | None, option: QStyleOptionViewItem, _index: QModelIndex
    ) -> None:
        if editor is not None:
            editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject | None, event: QEvent | None) -> bool:
        if (
            isinstance(editor, CountField)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            row = self._sheet.currentIndex().row()
            if event.key() in STEPS:
                self._leave(editor, row, STEPS[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_Space:
                editor.set_value(booked(self._sheet.lines.record_at(row)))
                self._leave(editor, row, 1)
                return True
        return super().eventFilter(editor, event)

    def typing_ends(self, editor: CountField, row: int) -> None:
        """Take what stands in the editor and close it."""
        self._leave(editor, row, 0)

    def _leave(self, editor: CountField, row: int, steps: int) -> None:
        if self._take(editor, row, steps):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _take(self, editor: CountField, row: int, steps: int) -> bool:
        """Tell what was typed; False where it cannot be read."""
        if unreadable := editor.unreadable():
            self.refused.emit(unreadable)
            return False
        self.typed.emit(self._sheet.lines.record_at(row), editor.value(), steps)
        return True


def shows_outcome(outcome: str) -> Callable[[StocktakeLine], bool] | None:
    """Return what shows one of the four lists, or None for the whole sheet."""
    return None if outcome == "all" else partial(_has_outcome, outcome)


def _has_outcome(outcome: str, line: StocktakeLine) -> bool:
    return line.outcome == outcome
