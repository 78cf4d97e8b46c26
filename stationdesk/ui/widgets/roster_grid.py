"""A week of shifts and who serves on them: shown data in, signals out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PyQt6.QtWidgets import QApplication, QHeaderView

from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.roster_cells import SIDE, TIMES_HEIGHT, WeekCells, paint_verdict
from stationdesk.ui.widgets.roster_dragging import carried_in, carry
from stationdesk.ui.widgets.roster_heads import DayHeads, ShiftHeads
from stationdesk.ui.widgets.roster_model import TIMES_LINE, Part, WeekModel
from stationdesk.ui.widgets.roster_paint import (
    CHIP_HEIGHT,
    paint_frame,
)
from stationdesk.ui.widgets.roster_shown import Carried, Chip, Verdict, WeekShown
from stationdesk.ui.widgets.roster_steps import step_to
from stationdesk.ui.widgets.roster_table import RosterTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.widgets.roster_shown import DayHead

TOP, GAP, BOTTOM = 8, 5, 10
"""Px of the design above the first chip of a cell, between two, and below the last."""
HEAD_HEIGHT = 46


class RosterGrid(RosterTable):
    """Bands of shifts over the days of a week; people are chips that can be carried about.

    Before somebody is dropped the grid asks the ``Judge`` it was given; ``dropped`` tells who was
    dropped (or pasted) where. Signals carry a ``Part``.
    """

    dropped = pyqtSignal(object, object)
    """A ``Carried`` and the ``Part`` where it shall be."""
    columns_moved = pyqtSignal()
    """The days are wider or narrower: see ``edges``."""
    emptied = pyqtSignal(object)
    """Enter on a day that has no such shift: its ``Part``."""

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(says, parent)
        self._weeks = WeekModel(self)
        self._judge: Callable[[Carried, Part], Verdict] = _allow
        self._held: Carried | None = None
        self._pressed: tuple[QPoint, Chip] | None = None
        self._target: tuple[QModelIndex, Verdict] | None = None
        self._judged: tuple[object, Verdict] | None = None
        self._build()

    def ask_before_drop(self, judge: Callable[[Carried, Part], Verdict]) -> None:
        """Ask ``judge`` whether somebody carried over a shift may be let go there."""
        self._judge = judge

    def show_week(self, week: WeekShown) -> None:
        """Show another week, or the same one anew: then the cursor stays where it was."""
        place = self._place()
        self._judged = self._target = None
        self._weeks.show(week)
        for row in range(self._weeks.rowCount()):
            self.setRowHeight(row, self._height(row))
        self.setMaximumHeight(self.wanted_height())
        self.updateGeometry()
        self._go_back(place)

    def week(self) -> WeekShown:
        """Return the week shown."""
        return self._weeks.week()

    def choose_spot(self, key: int, *, plus: bool = True) -> bool:
        """Put the cursor on a shift, at its open place where it has one; tell whether it is here.

        With ``plus`` False the cursor stands on the first person.
        """
        for number, band in enumerate(self.week().bands):
            for column, spot in enumerate(band.spots):
                if spot is not None and spot.key == key:
                    slot = len(spot.chips) if plus and spot.has_plus() else 0
                    self._choose(number, column, slot)
                    return True
        return False

    def choose_chip(self, key: int) -> bool:
        """Put the cursor on a person's place on the roster; tell whether it is shown."""
        for number, band in enumerate(self.week().bands):
            for column, spot in enumerate(band.spots):
                for slot, chip in enumerate(spot.chips if spot else ()):
                    if chip.key == key:
                        self._choose(number, column, slot)
                        return True
        return False

    def choose_day(self, column: int) -> None:
        """Put the cursor on a day, in the band where it is."""
        place = self._place()
        if self.week().bands:
            self._choose(place[0] if place else 0, column, 0)

    def held(self) -> Carried | None:
        """Return who was cut or copied, None where nobody."""
        return self._held

    def wanted_height(self) -> int:
        """Return the height at which nothing is scrolled."""
        rows = range(self._weeks.rowCount())
        return px(HEAD_HEIGHT) + sum(self._height(row) for row in rows) + 2

    def edges(self) -> list[tuple[int, int]]:
        """Return left and width of each day, in the grid's own px."""
        header, viewport = self.horizontalHeader(), self.viewport()
        if header is None or viewport is None:
            return []
        start = viewport.x()
        return [
            (start + header.sectionViewportPosition(number), header.sectionSize(number))
            for number in range(len(self.week().days))
        ]

    def part_at(self, index: QModelIndex) -> Part | None:
        return self._weeks.part(index)

    def frame_of(self, index: QModelIndex) -> QRect:
        first, last = self._weeks.rows_of(self._weeks.line(index.row()).band)
        top = self.visualRect(self._weeks.index(first, index.column()))
        bottom = self.visualRect(self._weeks.index(last, index.column()))
        return top.united(bottom).adjusted(1, 1, -1, -1)

    def ends_band(self, index: QModelIndex) -> bool:
        """Tell whether a line is the last of its band."""
        return index.row() == self._weeks.rows_of(self._weeks.line(index.row()).band)[1]

    def is_leaving(self, chip: Chip) -> bool:
        """Tell whether a chip was cut and waits to be pasted."""
        return self._held is not None and self._held.chip == chip.key

    def sizeHint(self) -> QSize:
        return QSize(px(640), self.wanted_height())

    def moveCursor(self, action: Any, _modifiers: Any) -> QModelIndex:
        """Walk from person to person, then to the next band; lines without anything are skipped."""
        if (place := self._place()) is None:
            return self._first()
        band, column, slot = step_to(self._weeks, action, place)
        return self._weeks.index(self._weeks.row_of(band, slot), column)

    def setCurrentIndex(self, index: QModelIndex) -> None:
        super().setCurrentIndex(self._settled(index))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if event.key() == Qt.Key.Key_Escape and self._held is not None:
            self._hold(None)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._on_copy(cut=False)
        elif event.matches(QKeySequence.StandardKey.Cut):
            self._on_copy(cut=True)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._on_paste()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self._pressed = None
        if event is not None:
            index = self.indexAt(event.position().toPoint())
            part = self.part_at(index)
            left = event.button() == Qt.MouseButton.LeftButton
            if left and part is not None and part.chip is not None:
                self._pressed = event.position().toPoint(), part.chip
            if index.isValid():
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.setCurrentIndex(index)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is None or self._pressed is None:
            return
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed = None  # a menu or a window took the release
            return
        start, chip = self._pressed
        far = (event.position().toPoint() - start).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed = None
            carry(self, Carried(chip.who, chip.name, chip.key))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Put somebody in where one pressed on an open place."""
        self._pressed = None
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        part = self.part_at(self.indexAt(event.position().toPoint()))
        if part is not None and part.plus and part.spot and not part.spot.still:
            self.put_in_wanted.emit(part, "")

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        part = self.part_at(self.indexAt(event.position().toPoint())) if event else None
        if part is not None and not part.plus:  # a press has opened the open place already
            super().mouseDoubleClickEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and carried_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent | None) -> None:
        if event is None or (carried := carried_in(event.mimeData())) is None:
            return
        index = self.indexAt(event.position().toPoint())
        part = self.part_at(index)
        if part is None or part.spot is None:
            self._aim_at(None)
            event.ignore()
            return
        verdict = self._verdict(_meant(carried, event), part)
        self._aim_at((index, verdict))
        if verdict.allowed:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self._aim_at(None)

    def dropEvent(self, event: QDropEvent | None) -> None:
        self._aim_at(None)
        if event is None or (carried := carried_in(event.mimeData())) is None:
            return
        part = self.part_at(self.indexAt(event.position().toPoint()))
        if part is not None and part.spot is not None:
            event.acceptProposedAction()
            self.dropped.emit(_meant(carried, event), part)

    def paint_over(self, painter: QPainter) -> None:
        super().paint_over(painter)
        if self._target is not None:
            index, verdict = self._target
            viewport = self.viewport()
            room = QRectF(viewport.rect()) if viewport is not None else QRectF()
            paint_verdict(painter, verdict, QRectF(self.frame_of(index)), room)

    def paint_cursor(self, painter: QPainter, index: QModelIndex) -> None:
        part = self.part_at(index)
        if part is not None and (part.chip or part.plus):
            room = self.chip_room(index).adjusted(-1.5, -1.5, 1.5, 1.5)
            paint_frame(painter, room, tokens().text, 1.5)

    def chip_room(self, index: QModelIndex) -> QRectF:
        """Return where the chip of a line stands."""
        room, line = QRectF(self.visualRect(index)), self._weeks.line(index.row())
        first = line.slot == 0 and self._weeks.line(max(0, index.row() - 1)).slot != TIMES_LINE
        top = room.top() + (px(TOP) if first else 0)
        return QRectF(room.left() + px(SIDE), top, room.width() - px(2 * SIDE), px(CHIP_HEIGHT))

    def _build(self) -> None:
        self.setHorizontalHeader(DayHeads(self._days, HEAD_HEIGHT, 15, parent=self))
        self.setVerticalHeader(ShiftHeads(self._weeks, self))
        self.setModel(self._weeks)
        self.setItemDelegate(WeekCells(self, self))
        header = self.horizontalHeader()
        assert header is not None, "a table has a header"
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_columns)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.put_in_wanted.connect(self._on_put_in)

    def _days(self) -> Sequence[DayHead]:
        return self.week().days

    def _height(self, row: int) -> int:
        line = self._weeks.line(row)
        if line.slot == TIMES_LINE:
            return px(TIMES_HEIGHT)
        band = self.week().bands[line.band]
        top = TOP if line.slot == 0 and not band.is_timed() else 0
        bottom = BOTTOM if line.slot == band.lines() - 1 else GAP
        return px(top) + px(CHIP_HEIGHT) + px(bottom)

    def _place(self) -> tuple[int, int, int] | None:
        index = self.currentIndex()
        if not index.isValid():
            return None
        line = self._weeks.line(index.row())
        return line.band, index.column(), max(0, line.slot)

    def _go_back(self, place: tuple[int, int, int] | None) -> None:
        if not self._weeks.lines():
            self.chosen.emit(None)
        elif place is None:
            self.setCurrentIndex(self._today())
        else:
            band = min(place[0], len(self.week().bands) - 1)
            self._choose(band, min(place[1], len(self.week().days) - 1), place[2])

    def _first(self) -> QModelIndex:
        return self._weeks.index(0, 0)

    def _today(self) -> QModelIndex:
        columns = [number for number, head in enumerate(self.week().days) if head.today]
        return self._weeks.index(0, columns[0] if columns else 0)

    def _choose(self, band: int, column: int, slot: int) -> None:
        slot = min(slot, self._weeks.stops(band, column) - 1)
        self.setCurrentIndex(self._weeks.index(self._weeks.row_of(band, slot), column))

    def _settled(self, index: QModelIndex) -> QModelIndex:
        """Return the nearest line at which the cursor stops: on somebody, or an open place."""
        if not index.isValid():
            return index
        line = self._weeks.line(index.row())
        last = self._weeks.stops(line.band, index.column()) - 1
        slot = min(max(0, line.slot), last)
        return self._weeks.index(self._weeks.row_of(line.band, slot), index.column())

    def _on_columns(self, _number: int, _before: int, _now: int) -> None:
        # Later: while the header still stretches its columns, their places are the old ones.
        QTimer.singleShot(0, self._tell_columns)

    def _tell_columns(self) -> None:
        self.columns_moved.emit()

    def _on_put_in(self, part: Part, _typed: str) -> None:
        if part.spot is None:
            self.emptied.emit(part)

    def _on_copy(self, *, cut: bool) -> None:
        part = self.current_part()
        if part is None or part.chip is None:
            return
        chip = part.chip
        self._hold(Carried(chip.who, chip.name, chip.key if cut else None))
        if (clipboard := QGuiApplication.clipboard()) is not None:
            clipboard.setText(chip.name)

    def _on_paste(self) -> None:
        part = self.current_part()
        if self._held is None or part is None or part.spot is None:
            return
        held = self._held
        if held.chip is not None:
            self._hold(None)
        self.dropped.emit(held, part)

    def _hold(self, carried: Carried | None) -> None:
        self._held = carried
        if (viewport := self.viewport()) is not None:
            viewport.update()

    def _verdict(self, carried: Carried, part: Part) -> Verdict:
        """Ask once for each shift that the mouse passes."""
        asked = (carried, part.spot.key if part.spot else None)
        if self._judged is None or self._judged[0] != asked:
            self._judged = asked, self._judge(carried, part)
        return self._judged[1]

    def _aim_at(self, target: tuple[QModelIndex, Verdict] | None) -> None:
        self._target = target
        if (viewport := self.viewport()) is not None:
            viewport.update()


def _meant(carried: Carried, event: QDropEvent) -> Carried:
    """Return what is carried, without the place left behind where it shall be kept (Ctrl)."""
    copies = event.proposedAction() == Qt.DropAction.CopyAction
    return Carried(carried.who, carried.name) if copies else carried


def _allow(_carried: Carried, _part: Part) -> Verdict:
    return Verdict(allowed=True)
