"""One box to look for things, which also hears what a Chinese input method has not yet written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px, tokens

if TYPE_CHECKING:
    from PyQt6.QtGui import QInputMethodEvent, QKeyEvent

CLEAR_ACTION = "_q_qlineeditclearaction"
"""What Qt calls the action behind the clear button of a line."""


class SearchBox(QLineEdit):
    """Emits ``searched`` with what is typed, letters still in the input method included.

    With an input method on, ``hxzq`` waits in its preedit and ``textChanged`` keeps silent; a
    search by initials would do nothing. Apostrophes and blanks that the method puts between
    syllables are left out.
    """

    searched = pyqtSignal(str)

    def __init__(self, hint: str, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._last = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(says or hint)
        self.setMinimumWidth(px(140))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addAction(icon(Icon.SEARCH, tokens().text3), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._name_inner_buttons()
        self.textChanged.connect(self._tell)

    def query(self) -> str:
        """Return what is looked for, without blanks at the ends."""
        written = self.text()
        if not self._preedit:
            return written.strip()
        typed = self._preedit.replace("'", "").replace(" ", "")
        place = self.cursorPosition()
        return (written[:place] + typed + written[place:]).strip()

    def inputMethodEvent(self, event: QInputMethodEvent | None) -> None:
        self._preedit = event.preeditString() if event is not None else ""
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event is not None and event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _tell(self, _text: str = "") -> None:
        query = self.query()
        if query != self._last:
            self._last = query
            self.searched.emit(query)

    def _name_inner_buttons(self) -> None:
        for inner in self.findChildren(QToolButton):
            inner.setAccessibleName(self.accessibleName())
        clear = self.findChild(QAction, CLEAR_ACTION)
        if clear is None:
            return
        clear.setIcon(icon(Icon.DISMISS_CIRCLE, tokens().text3, filled=True))
        for inner in self.findChildren(QToolButton):
            if inner.defaultAction() is clear:
                inner.setAccessibleName(_("Clear"))
