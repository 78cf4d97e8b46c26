"""Which week, and which month, the page is about."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.ui.roster.reading import WEEK_DAYS, monday_of

if TYPE_CHECKING:
    from collections.abc import Callable


class ShownDays(QObject):
    """One day that all views go by; each shows its week, its month or its roster."""

    moved = pyqtSignal()

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._day = today()

    def today(self) -> date:
        """Return the day it is."""
        return self._today()

    def day(self) -> date:
        """Return the day that all views go by."""
        return self._day

    def week(self) -> tuple[date, date]:
        """Return Monday and Sunday of the week shown."""
        monday = monday_of(self._day)
        return monday, monday + timedelta(days=WEEK_DAYS - 1)

    def month(self) -> tuple[date, date]:
        """Return the first and the last day of the month shown."""
        first = self._day.replace(day=1)
        return first, first.replace(day=monthrange(first.year, first.month)[1])

    def go_to(self, day: date) -> None:
        """Show the week and the month of ``day``."""
        if day != self._day:
            self._day = day
            self.moved.emit()

    def step_weeks(self, count: int) -> None:
        """Go on by weeks, back where negative."""
        self.go_to(self._day + timedelta(days=WEEK_DAYS * count))

    def step_months(self, count: int) -> None:
        """Go on by months, to the same day or the month's last."""
        months = self._day.year * 12 + self._day.month - 1 + count
        year, month = divmod(months, 12)
        last = monthrange(year, month + 1)[1]
        self.go_to(date(year, month + 1, min(self._day.day, last)))
