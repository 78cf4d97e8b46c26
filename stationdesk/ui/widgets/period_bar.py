"""Which days a view is about: a usual period, or days of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.usual_periods import PERIOD_WORDS, UsualPeriod, usual_period
from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import Segmented, keep_shown, label, row
from stationdesk.ui.widgets.fields import DayField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

OWN = "own"


class PeriodBar(QWidget):
    """Emits ``changed`` when other days were chosen."""

    changed = pyqtSignal()

    def __init__(
        self,
        today: Callable[[], date],
        usual: UsualPeriod = UsualPeriod.THIS_MONTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        choices = {each.value: _(PERIOD_WORDS[each]) for each in UsualPeriod}
        self.periods = Segmented(choices | {OWN: _("Other days")}, _("Period"))
        self.first, self.last = DayField(today()), DayField(today())
        self.first.setAccessibleName(_("First day"))
        self.last.setAccessibleName(_("Last day"))
        self._own = QWidget()
        self._own.setLayout(row(self.first, label("—", "muted"), self.last))
        self.setLayout(row(self.periods, self._own, None))
        self.periods.choose(usual.value)
        keep_shown(self._own, shown=False)
        self.periods.chosen.connect(self._on_chosen)
        for field in (self.first, self.last):
            field.editingFinished.connect(self.changed)

    def days(self) -> tuple[date, date]:
        """Return the first and the last day; days typed the wrong way round are turned."""
        chosen = self.periods.current()
        if chosen != OWN:
            return usual_period(UsualPeriod(chosen), self._today())
        days = sorted(each.value() or self._today() for each in (self.first, self.last))
        return days[0], days[-1]

    def show_days(self, first: date, last: date) -> None:
        """Show days of one's own."""
        with QSignalBlocker(self):
            self.first.set_value(first)
            self.last.set_value(last)
            self.periods.choose(OWN)
        self.changed.emit()

    def _on_chosen(self, key: str) -> None:
        if key == OWN and self.first.is_empty():
            first, last = usual_period(UsualPeriod.THIS_MONTH, self._today())
            with QSignalBlocker(self):
                self.first.set_value(first)
                self.last.set_value(last)
        keep_shown(self._own, shown=key == OWN)
        self.changed.emit()
