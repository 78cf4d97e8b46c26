"""The blanks of a ready-made answer, each with a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.enter_key import walks_on
from stationdesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

IN_A_ROW = 3


class BlanksField(QWidget):
    """Asks for each blank by its name; ``value`` holds what was filled in so far."""

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, TextField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        for number in range(IN_A_ROW):
            self._grid.setColumnStretch(number, 1)

    def ask(self, names: Sequence[str]) -> None:
        """Ask for these blanks; what was filled into one of them stays.

        While one of them is being filled it stays where it is, though the text no longer has it.
        """
        if any(field.hasFocus() for field in self.fields.values()):
            return
        if tuple(names) == tuple(self.fields):
            return
        written = self.value()
        self.forget()
        for number, name in enumerate(names):
            field = TextField(written.get(name, ""))
            field.setAccessibleName(name)
            field.edited.connect(self.edited)
            field.installEventFilter(self)
            line, place = divmod(number, IN_A_ROW)
            self._grid.addWidget(label(name, "caption"), 2 * line, place)
            self._grid.addWidget(field, 2 * line + 1, place)
            self.fields[name] = field

    def forget(self) -> None:
        """Ask for nothing."""
        self.fields = {}
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def value(self) -> dict[str, str]:
        """Return what was filled in, by the name of its blank."""
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def is_empty(self) -> bool:
        """Return whether nothing was filled in."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: any words can be read."""
        return ""

    def focus_first(self) -> None:
        """Let typing begin in the first blank that is not filled."""
        empty = [field for field in self.fields.values() if field.is_empty()]
        for field in (*empty, *self.fields.values()):
            field.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def setFocus(self, *_reason: object) -> None:
        self.focus_first()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        return walks_on(watched, event)
