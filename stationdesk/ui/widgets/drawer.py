"""A sheet that comes in from the right over a page, and goes with Esc."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, icon_button, row


class Drawer(QFrame):
    """Lies over the right side of ``host`` while open; gives the focus back when it goes."""

    closed = pyqtSignal()

    def __init__(self, host: QWidget, width: int = 340) -> None:
        super().__init__(host)
        self._host = host
        self._width = width
        self._content: QWidget | None = None
        self._focus_before: QWidget | None = None
        self.setProperty("look", "drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Elide("", "card_title")
        self.close_button = icon_button(Icon.DISMISS, _("Close"))
        self.close_button.clicked.connect(self.shut)
        self._build()
        host.installEventFilter(self)
        self.hide()

    def open_with(self, content: QWidget, title: str = "") -> None:
        """Show ``content``; the drawer holds it until ``take_content`` or the next opening."""
        if self._content is not content:
            self.take_content()
            self._content = content
            self._layout.addWidget(content, 1)
        self.title.setText(title)
        content.show()
        self._focus_before = QApplication.focusWidget()
        self._lie_down()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_content(self) -> QWidget | None:
        """Give the content back, without a parent."""
        content, self._content = self._content, None
        if content is not None:
            self._layout.removeWidget(content)
            content.setParent(None)
        return content

    def shut(self) -> None:
        """Close it and put the focus back where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._focus_before is not None and self._focus_before.isVisible():
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if watched is self._host and event is not None and event.type() == QEvent.Type.Resize:
            self._lie_down()
        return False

    def _build(self) -> None:
        head = row(self.title, self.close_button)
        head.setStretchFactor(self.title, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(16), px(8), px(12), px(12))
        self._layout.setSpacing(px(8))
        self._layout.addLayout(head)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.shut)

    def _lie_down(self) -> None:
        width = min(px(self._width), self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())
