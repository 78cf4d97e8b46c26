"""Any listing as a table that is driven by the keyboard first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import QItemSelectionModel, QPoint, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QKeySequence, QShowEvent
from PyQt6.QtWidgets import (
    QApplication,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, keep_shown, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_model import LazyRows, RecordTableModel, as_text
from stationdesk.ui.widgets.table_view import ROW_HEIGHT, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.listings.columns import Column

Record = TypeVar("Record")
NEAR_ROWS = 20
"""So far from its former place a record is looked for in a ledger too long to read through."""


class RecordTable(QWidget, Generic[Record]):
    """A table of records with its footer, its empty states and its row menu.

    ``chosen`` tells the record on which the cursor stands (or None), ``opened`` a record that was
    double-clicked, entered, or whose verb was pressed, ``clear_wanted`` that filters should go.
    ``key`` names a record, so that the cursor stays on it when the records are read again.
    """

    chosen = pyqtSignal(object)
    opened = pyqtSignal(object)
    clear_wanted = pyqtSignal()

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        says: str,
        *,
        key: Callable[[Record], object] | None = None,
        verb_of: Callable[[Record], str] | None = None,
        many: bool = False,
        header: bool = True,
        footer: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """``says`` names the table to a screen reader; ``many`` allows several rows at once."""
        super().__init__(parent)
        self._key = key
        self._actions: list[tuple[QAction, Callable[[list[Record]], None]]] = []
        self.view = TableView(many=many, header=header)
        self.view.setAccessibleName(says)
        self.model: RecordTableModel[Record] = RecordTableModel(columns, verb_of, self.view)
        self.view.show_model(self.model)
        self._hints = Elide("", "caption")
        self._count = Elide("", "caption")
        self._footer = QWidget()
        keep_shown(self._footer, shown=footer)
        self._pages = QStackedWidget()
        self._empty = EmptyState(Nothing.NEVER_USED, _("Nothing is written here yet."))
        clear = button(_("Clear the filters"))
        self._no_match = EmptyState(Nothing.NO_MATCH, _("Nothing matches."), "", (clear,))
        clear.clicked.connect(self.clear_wanted)
        self._fits_rows = False
        self._build()
        self._connect()
        self._after_change()

    def show_records(self, records: Sequence[Record]) -> None:
        """Replace the records; the cursor stays on the same record where it is still there."""
        before, place = self.current(), self.view.currentIndex().row()
        self.model.show(records)
        self._after_change()
        self._put_cursor_back(before, place)

    def narrow(self, accepts: Callable[[Record], bool] | None, told: str = "") -> None:
        """Show only what ``accepts`` says yes to; ``told`` is the query named when none is left."""
        before = self.current()
        self.model.narrow(accepts)
        sentence = (
            _("Nothing matches “{query}”.").format(query=told) if told else _("Nothing matches.")
        )
        self._no_match.say(sentence)
        self._after_change()
        self._put_cursor_back(before)

    def say_when_empty(self, empty: EmptyState) -> None:
        """Show ``empty`` while there is no record at all."""
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = empty
        self._pages.addWidget(empty)
        self._after_change()

    def add_action(
        self,
        text: str,
        run: Callable[[list[Record]], None],
        name: Icon | None = None,
        shortcut: str = "",
    ) -> QAction:
        """Offer a deed on the selected records in the row menu and, with a shortcut, by key."""
        action = QAction(text, self)
        if name is not None:
            action.setIcon(icon(name))
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(partial(self._run, run))
        self.view.addAction(action)
        self._actions.append((action, run))
        return action

    def current(self) -> Record | None:
        """Return the record on which the cursor stands."""
        index = self.view.currentIndex()
        return self.model.record_at(index.row()) if index.isValid() else None

    def selected(self) -> list[Record]:
        """Return the selected records from top to bottom."""
        selection = self.view.selectionModel()
        if selection is None:
            return []
        return [
            self.model.record_at(number)
            for number in sorted(index.row() for index in selection.selectedRows())
        ]

    def choose_where(self, accepts: Callable[[Record], bool]) -> bool:
        """Put the cursor on the first record that ``accepts`` says yes to; return whether any."""
        for number, record in enumerate(self.model.shown_records()):
            if accepts(record):
                self._choose_row(number)
                return True
        return False

    def place(self) -> int:
        """Return the row of the cursor, counted from 0; -1 where it stands on none."""
        return self.view.currentIndex().row()

    def choose_place(self, place: int) -> None:
        """Put the cursor on the row of that number, or on the last where there are fewer."""
        if count := len(self.model.shown_records()):
            self._choose_row(max(0, min(place, count - 1)))

    def choose_first(self) -> None:
        """Put the cursor on the first record, where there is one."""
        if self.model.rowCount():
            self._choose_row(0)

    def go_to_first(self) -> None:
        """Let the keyboard go from the search to the first record that was found."""
        self.choose_first()
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def set_hints(self, *hints: str) -> None:
        """Name the keys that work here, at the right of the footer."""
        self._hints.setText("   ".join(hints))

    def fit_rows(self) -> None:
        """Be as high as the rows need, without a scroll bar of its own; for short lists."""
        self._fits_rows = True
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._after_change()

    def setFocus(self, *_reason: object) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent | None) -> None:
        super().showEvent(event)
        self.view.share_width()

    def _build(self) -> None:
        self.setFocusProxy(self.view)
        foot = row(self._count, None, self._hints, gap=12)
        foot.setContentsMargins(0, px(2), 0, 0)
        self._footer.setLayout(foot)
        for page in (self.view, self._empty, self._no_match):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._footer)
        self.set_hints(_("↑↓ choose"), _("Enter open"))

    def _connect(self) -> None:
        selection = self.view.selectionModel()
        if selection is not None:
            selection.currentRowChanged.connect(self._on_current_changed)
            selection.selectionChanged.connect(self._on_selection_changed)
        self.view.row_opened.connect(self._on_row_opened)
        self.view.copy_wanted.connect(self._on_copy)
        self.view.customContextMenuRequested.connect(self._on_menu)

    def _on_current_changed(self, *_indexes: object) -> None:
        self.chosen.emit(self.current())

    def _on_selection_changed(self, *_selections: object) -> None:
        self._tell_count()

    def _on_row_opened(self, number: int) -> None:
        self.opened.emit(self.model.record_at(number))

    def _on_copy(self) -> None:
        lines = [
            "\t".join(as_text(column.read(record), column.kind) for column in self.model.columns)
            for record in self.selected()
        ]
        clipboard = QApplication.clipboard()
        if clipboard is not None and lines:
            clipboard.setText("\n".join(lines))

    def _on_menu(self, where: QPoint) -> None:
        if not self.selected() or not self._actions:
            return
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action, _run in self._actions:
            menu.addAction(action)
        viewport = self.view.viewport()
        menu.popup(viewport.mapToGlobal(where) if viewport else where)

    def _run(self, run: Callable[[list[Record]], None], _checked: bool = False) -> None:
        if chosen := self.selected():
            run(chosen)

    def _after_change(self) -> None:
        if self.model.rowCount():
            self._pages.setCurrentWidget(self.view)
        elif len(self.model.all_records()):
            self._pages.setCurrentWidget(self._no_match)
        else:
            self._pages.setCurrentWidget(self._empty)
        # A stand-in that is hidden would swallow Tab, and one could never leave the widget before.
        self.setFocusProxy(self.view if self.model.rowCount() else None)
        self._tell_count()
        if self._fits_rows:
            self._take_height()

    def _take_height(self) -> None:
        rows = self.model.rowCount()
        header = self.view.horizontalHeader()
        head = header.sizeHint().height() if header and not header.isHidden() else 0
        self._pages.setFixedHeight(head + rows * px(ROW_HEIGHT) + 1 if rows else px(150))

    def _tell_count(self) -> None:
        count, chosen = self.model.rowCount(), len(self.selected())
        told = _("{count} in all").format(count=count)
        if chosen:
            told += " · " + _("{count} selected").format(count=chosen)
        self._count.setText(told)

    def _put_cursor_back(self, before: Record | None, place: int = 0) -> None:
        """Put the cursor on the record it stood on.

        A ledger too long to hold is not read through: there it is looked for near its former
        ``place``.
        """
        if before is None or self._key is None:
            self.chosen.emit(self.current())
            return
        name, shown = self._key(before), self.model.shown_records()
        lazy = isinstance(shown, LazyRows)
        first = max(0, place - NEAR_ROWS) if lazy else 0
        end = min(len(shown), place + NEAR_ROWS) if lazy else len(shown)
        for number in range(first, end):
            if self._key(shown[number]) == name:
                self._choose_row(number)
                return
        self.chosen.emit(None)

    def _choose_row(self, number: int) -> None:
        selection = self.view.selectionModel()
        index = self.model.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag
        if selection is not None:
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(index)
