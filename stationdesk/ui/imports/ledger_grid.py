"""The table of a ledger, with a choice above each column of what it is read as."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QEvent, QObject, QRect, QSignalBlocker, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QResizeEvent
from PyQt6.QtWidgets import QHeaderView, QWidget

from stationdesk.i18n import _
from stationdesk.ui.imports.preview_rows import OWN_COLUMNS, PreviewRow
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.fields import ChoiceField
from stationdesk.ui.widgets.record_model import RecordTableModel
from stationdesk.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stationdesk.listings.columns import Column

BOX_HEIGHT = 36
BOX_GAP = 4


class FieldHeader(QHeaderView):
    """Headings with a drop-down above each of the sheet's own columns.

    Emits ``field_chosen`` with the section and the field, or None for a column not read.
    """

    field_chosen = pyqtSignal(int, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._boxes: dict[int, ChoiceField] = {}
        self.setSectionsClickable(True)
        self.sectionResized.connect(self._on_moved)
        self.geometriesChanged.connect(self._on_moved)

    def show_fields(
        self, sections: Mapping[int, tuple[str, object]], options: Mapping[object, str]
    ) -> None:
        """Show a drop-down above each section: section → (heading, field it is read as)."""
        for section in [each for each in self._boxes if each not in sections]:
            self._boxes.pop(section).deleteLater()
        for section, (heading, field) in sections.items():
            box = self._boxes.get(section) or self._new_box(section)
            with QSignalBlocker(box):
                box.set_options(options)
                box.set_value(field)
            said = _("Column “{heading}” is read as").format(heading=heading)
            box.setAccessibleName(said)
            box.setToolTip(said)
        self.updateGeometries()
        self.place_boxes()

    def boxes(self) -> dict[int, ChoiceField]:
        """Return the drop-downs by section."""
        return dict(self._boxes)

    def place_boxes(self) -> None:
        """Put each drop-down over its section, wherever that has been scrolled to."""
        for section, box in self._boxes.items():
            left = self.sectionViewportPosition(section) + px(BOX_GAP) // 2
            width = self.sectionSize(section) - px(BOX_GAP)
            box.setGeometry(left, px(BOX_GAP), width, px(BOX_HEIGHT))
            box.setVisible(not self.isSectionHidden(section))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), size.height() + self._head()) if self._boxes else size

    def paintSection(self, painter: QPainter | None, rect: QRect, logical: int) -> None:
        if painter is None:
            return
        head = self._head() if self._boxes else 0
        painter.fillRect(rect, QColor(tokens().subtle))
        super().paintSection(painter, rect.adjusted(0, head, 0, 0), logical)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.place_boxes()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Bring a drop-down into sight when the keyboard comes to it."""
        if event is not None and event.type() == QEvent.Type.FocusIn:
            for section, box in self._boxes.items():
                if box is watched:
                    self._show_section(section)
        return super().eventFilter(watched, event)

    def _head(self) -> int:
        return px(BOX_HEIGHT + 2 * BOX_GAP)

    def _new_box(self, section: int) -> ChoiceField:
        box = ChoiceField(parent=self)
        box.setMinimumContentsLength(1)
        box.edited.connect(partial(self._on_edited, section))
        box.installEventFilter(self)
        self._boxes[section] = box
        box.show()
        return box

    def _show_section(self, section: int) -> None:
        view = self.parent()
        if isinstance(view, TableView) and (bar := view.horizontalScrollBar()) is not None:
            left = self.sectionViewportPosition(section)
            right = left + self.sectionSize(section)
            if left < 0:
                bar.setValue(bar.value() + left)
            elif right > self.width():
                bar.setValue(bar.value() + right - self.width())

    def _on_edited(self, section: int) -> None:
        self.field_chosen.emit(section, self._boxes[section].value())

    def _on_moved(self, *_sizes: int) -> None:
        self.place_boxes()


class LedgerGrid(TableView):
    """Rows of a sheet as they stand there, each with what it becomes."""

    field_chosen = pyqtSignal(int, object)
    """The 0-based number of the sheet's own column as shown, and the field chosen for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(many=False, header=True, parent=parent)
        self.setAccessibleName(_("Rows of the ledger"))
        self.fields = FieldHeader(self)
        self.setHorizontalHeader(self.fields)
        self._set_header_manners(shown=True)
        self.fields.setSectionsMovable(False)
        self.fields.field_chosen.connect(self._on_field)
        bar = self.horizontalScrollBar()
        if bar is not None:
            bar.valueChanged.connect(self._on_scrolled)
        self._rows: RecordTableModel[Any] = RecordTableModel(OWN_COLUMNS, None, self)
        self.show_model(self._rows)

    def show_rows(
        self,
        columns: Sequence[Column[PreviewRow]],
        rows: Sequence[PreviewRow],
        fields: Sequence[tuple[str, object]],
        options: Mapping[object, str],
    ) -> None:
        """Show a sheet: its columns and rows, and for each column (heading, field it is read as).

        Without ``fields`` there are no choices above the columns.
        """
        before, at = self._rows, self.current_row()
        self._rows = RecordTableModel((*OWN_COLUMNS, *columns), None, self)
        self._rows.show(rows)
        self._sized_by_hand = False
        self.show_model(self._rows)
        before.deleteLater()
        first = len(OWN_COLUMNS)
        self.fields.show_fields(dict(enumerate(fields, start=first)), options)
        self.share_width()
        if at is not None:
            self.go_to(at.number)

    def narrow(self, accepts: Callable[[PreviewRow], bool] | None) -> None:
        """Show only the rows that ``accepts`` says yes to."""
        self._rows.narrow(accepts)

    def shown_rows(self) -> Sequence[PreviewRow]:
        """Return the rows that are not narrowed away."""
        return self._rows.shown_records()

    def current_row(self) -> PreviewRow | None:
        """Return the row the cursor stands on."""
        index = self.currentIndex()
        return self._rows.record_at(index.row()) if index.isValid() else None

    def go_to(self, number: int, heading: str = "") -> bool:
        """Put the cursor on a row of the sheet, in the column of that heading where it is known."""
        headings = [column.heading() for column in self._rows.columns]
        column = headings.index(heading) if heading in headings else 0
        for place, row in enumerate(self.shown_rows()):
            if row.number == number:
                index = self._rows.index(place, column)
                self.setCurrentIndex(index)
                self.scrollTo(index, self.ScrollHint.PositionAtCenter)
                return True
        return False

    def share_width(self) -> None:
        super().share_width()
        self.fields.place_boxes()

    def _on_field(self, section: int, field: object) -> None:
        self.field_chosen.emit(section - len(OWN_COLUMNS), field)

    def _on_scrolled(self, _value: int) -> None:
        self.fields.place_boxes()
