"""A day of every year, such as the first one of summer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QLineEdit

from stationdesk.domain.opening import LEAP_YEAR
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.typed_days import read_day

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget


class SeasonField(QLineEdit):
    """A month and a day, typed as 0615, 6.15 or 6月15日; ``value`` is ``06-15``."""

    edited = pyqtSignal()

    def __init__(self, value: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("e.g. 0615"))
        self.setMaximumWidth(px(200))
        self.set_value(value)
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._tidy)

    def value(self) -> str | None:
        """Return the day as ``MM-DD``, None where nothing or no day was typed."""
        day = read_day(self.text(), date(LEAP_YEAR, 1, 1))
        return f"{day:%m-%d}" if day is not None else None

    def set_value(self, value: str | None) -> None:
        """Write a day; None empties the field."""
        self.setText(value or "")

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.text().strip()

    def unreadable(self) -> str:
        """Return why the day cannot be read."""
        if self.is_empty() or self.value() is not None:
            return ""
        return _("This is no day of the year. Write it like 0615 or 6.15.")

    def _tidy(self) -> None:
        if (day := self.value()) is not None:
            self.set_value(day)

    def _on_text(self, _text: str) -> None:
        self.edited.emit()
