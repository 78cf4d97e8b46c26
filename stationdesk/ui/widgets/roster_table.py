"""What the week and the month of a roster have in common: looks, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PyQt6.QtWidgets import QAbstractItemView, QTableView, QWidget

from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.roster_paint import paint_frame, painting_on

if TYPE_CHECKING:
    from PyQt6.QtGui import QPainter

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
WEEK_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class RosterTable(QTableView):
    """A table of places on a roster, driven by the keyboard alone where one likes.

    Every signal carries what stands at the place (a ``Part`` of the week, a ``MonthPart`` of the
    month). Typing letters means looking for somebody: ``put_in_wanted`` carries them.
    """

    put_in_wanted = pyqtSignal(object, str)
    """Enter, a double click on what is open, or letters."""
    opened = pyqtSignal(object)
    """A double click on somebody, or F2."""
    take_out_wanted = pyqtSignal(object)
    pin_wanted = pyqtSignal(object)
    chosen = pyqtSignal(object)
    """The cursor stands elsewhere."""
    menu_wanted = pyqtSignal(object, QPoint)
    """Deeds are asked for, at a place on the screen."""
    step_wanted = pyqtSignal(int)
    """Weeks (or months) to go on, back where negative."""

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(says)
        self._set_manners()

    def part_at(self, index: QModelIndex) -> Any:
        """Return what stands at ``index``, None where nothing does. Subclasses override this."""
        raise NotImplementedError

    def frame_of(self, index: QModelIndex) -> QRect:
        """Return the room that is framed while the cursor is at ``index``."""
        return self.visualRect(index)

    def current_part(self) -> Any:
        """Return what stands under the cursor, None where the table is empty."""
        return self.part_at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if not (self._is_deed(event) or self._is_step(event) or self._is_typing(event)):
            super().keyPressEvent(event)

    def event(self, event: QEvent | None) -> bool:
        """Take letters, and F2, before the window's shortcuts do."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (_letters(event) or event.key() == Qt.Key.Key_F2)
        ):
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        part = self.part_at(self.indexAt(event.position().toPoint())) if event else None
        if part is None:
            return
        if part.chip is not None:
            self.opened.emit(part)
        else:
            self.put_in_wanted.emit(part, "")

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        if event is None:
            return
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        viewport = self.viewport()
        assert viewport is not None, "a table has a viewport"
        where = viewport.mapFromGlobal(event.globalPos())
        if by_key:
            where = self.visualRect(self.currentIndex()).center()
        index = self.indexAt(where)
        if (part := self.part_at(index)) is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(part, viewport.mapToGlobal(where))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        viewport = self.viewport()
        if viewport is not None:
            viewport.update()
        self.chosen.emit(self.part_at(current))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        super().paintEvent(event)
        with painting_on(self.viewport()) as painter:
            self.paint_over(painter)

    def paint_over(self, painter: QPainter) -> None:
        """Frame the place under the cursor, and within it the person."""
        index = self.currentIndex()
        if not index.isValid():
            return
        paint_frame(painter, QRectF(self.frame_of(index)), tokens().primary)
        if self.hasFocus():
            self.paint_cursor(painter, index)

    def paint_cursor(self, painter: QPainter, index: QModelIndex) -> None:
        """Mark the line under the cursor while the table has the keyboard."""

    def _is_deed(self, event: QKeyEvent) -> bool:
        part = self.current_part()
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if part is None or held:
            return False
        if event.key() in ENTER:
            self.put_in_wanted.emit(part, "")
        elif event.key() in DELETE:
            self.take_out_wanted.emit(part)
        elif event.key() == Qt.Key.Key_Space:
            self.pin_wanted.emit(part)
        elif event.key() == Qt.Key.Key_F2:
            self.opened.emit(part)
        else:
            return False
        return True

    def _is_step(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.ControlModifier or event.key() not in WEEK_KEYS:
            return False
        self.step_wanted.emit(WEEK_KEYS[Qt.Key(event.key())])
        return True

    def _is_typing(self, event: QKeyEvent) -> bool:
        part = self.current_part()
        letters = _letters(event)
        if part is None or not letters:
            return False
        self.put_in_wanted.emit(part, letters)
        return True

    def _set_manners(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setMinimumHeight(px(120))


def _letters(event: QKeyEvent) -> str:
    """Return what was typed where it looks for somebody: letters and digits, no key of a deed."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    text = event.text()
    return text if not held and text.isalnum() else ""
