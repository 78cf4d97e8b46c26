"""The one field of the desk: a label, a code, four digits of a phone, or a few initials."""

from __future__ import annotations

from PyQt6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import set_look
from stationdesk.ui.widgets.scan_input import ScanField


class DeskField(ScanField):
    """A scan field, large; ``hint`` says what may be put into it."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, look="desk")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMinimumWidth(px(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        drawn = icon(Icon.BARCODE_SCANNER, tokens().text2)
        self.addAction(drawn, QLineEdit.ActionPosition.LeadingPosition)
        for inner in self.findChildren(QToolButton):
            inner.setAccessibleName(hint)
