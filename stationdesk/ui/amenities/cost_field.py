"""A sum of money, typed in yuan and kept in fen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QLineEdit

from stationdesk.i18n import _
from stationdesk.ui.theme import px

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，￥", "0123456789.,¥")
_SUM = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))?")


class CostField(QLineEdit):
    """Yuan with up to two decimals, or nothing; full-width digits are read."""

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("0.00")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaximumWidth(px(160))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textChanged.connect(self._on_text)

    def value(self) -> int:
        """Return the sum in fen; nothing typed, or nothing readable, is none."""
        found = _SUM.fullmatch(self._plain())
        if found is None:
            return 0
        yuan, cents = found.groups(default="")
        return int(yuan) * 100 + int(cents.ljust(2, "0"))

    def set_value(self, fen: int) -> None:
        """Write a sum given in fen; none empties the field."""
        self.setText(f"{fen // 100}.{fen % 100:02d}" if fen else "")

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.text().strip()

    def unreadable(self) -> str:
        """Return why the sum cannot be read."""
        if self.is_empty() or _SUM.fullmatch(self._plain()):
            return ""
        return _("Write a sum in yuan, for instance 25 or 25.50.")

    def _plain(self) -> str:
        return self.text().translate(_HALF_WIDTH).strip("¥元 ").replace(",", "")

    def _on_text(self, _text: str) -> None:
        self.edited.emit()
