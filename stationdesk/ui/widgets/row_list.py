"""Lines that are added as they are needed: parts of a kit, questions to a claimant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button, column, icon_button, row
from stationdesk.ui.widgets.enter_key import walks_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class FormRow(QWidget):
    """One line: its fields side by side, and a button that takes it out again."""

    edited = pyqtSignal()
    removed = pyqtSignal()

    def __init__(self, remove_says: str) -> None:
        super().__init__()
        self.remove = icon_button(Icon.DISMISS, remove_says)
        self.remove.clicked.connect(self.removed)

    def stops(self) -> Sequence[QWidget]:
        """Return the fields that Enter walks through. Rows override this."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Return whether nothing was filled in. Rows override this."""
        raise NotImplementedError

    def unreadable(self) -> str:
        """Return what in a filled line cannot be read, empty where all can."""
        return ""


Row = TypeVar("Row", bound=FormRow)


class RowList(QWidget, Generic[Row]):
    """Lines one below the other as one field of a form; empty lines count for nothing."""

    edited = pyqtSignal()

    def __init__(self, make: Callable[[], Row], more: str, parent: QWidget | None = None) -> None:
        """``more`` is the word on the button that adds a line."""
        super().__init__(parent)
        self._make = make
        self.rows: list[Row] = []
        self._lines = column(gap=6)
        self.more = button(more, Icon.ADD)
        self.setLayout(column(self._lines, row(self.more, None), gap=6))
        self.more.clicked.connect(self._on_more)

    def filled(self) -> list[Row]:
        """Return the lines in which something stands, from top to bottom."""
        return [each for each in self.rows if not each.is_empty()]

    def add_row(self) -> Row:
        """Add a line and return it."""
        made = self._make()
        self.rows.append(made)
        self._lines.addWidget(made)
        made.edited.connect(self.edited)
        made.removed.connect(partial(self._on_removed, made))
        for field in made.stops():
            field.installEventFilter(self)
        QWidget.setTabOrder(made.remove, self.more)
        return made

    def clear_rows(self) -> None:
        """Take out all lines."""
        for each in list(self.rows):
            self._drop(each)

    def is_empty(self) -> bool:
        """Return whether nothing is filled in."""
        return not self.filled()

    def unreadable(self) -> str:
        """Return what cannot be read in the first line of which something cannot."""
        return next(filter(None, (each.unreadable() for each in self.filled())), "")

    def setFocus(self, *_reason: object) -> None:
        """Go to the first line, or to the button that adds one."""
        target = self.rows[0].stops()[0] if self.rows else self.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        return walks_on(watched, event)

    def _on_more(self) -> None:
        self.add_row().stops()[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _on_removed(self, gone: Row) -> None:
        self._drop(gone)
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, gone: Row) -> None:
        self.rows.remove(gone)
        self._lines.removeWidget(gone)
        gone.hide()
        gone.setParent(None)
        gone.deleteLater()
