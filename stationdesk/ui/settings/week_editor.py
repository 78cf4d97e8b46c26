"""A week of opening hours: one line to type and one bar to look at for each weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QGridLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, label, row, set_look
from stationdesk.ui.widgets.hours import WEEKDAYS, DayBar, HoursField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.opening import Interval

WORKDAYS, WEEK = 5, 7


class WeekEditor(QWidget):
    """Edits ISO weekday → stretches; Enter goes to the next day."""

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = [HoursField() for _day in WEEKDAYS]
        self._bars = [DayBar() for _day in WEEKDAYS]
        self._errors = [label("", "error", wrap=True) for _day in WEEKDAYS]
        self.copy_to_workdays = button(_("Monday's hours to Friday"), Icon.COPY)
        self.copy_to_all = button(_("Monday's hours to all days"), Icon.COPY)
        self._build()
        self._connect()

    def value(self) -> dict[int, tuple[Interval, ...]]:
        """Return the hours of the weekdays on which the station is open, 1 = Monday."""
        hours = {number: day.value() for number, day in enumerate(self.days, start=1)}
        return {number: intervals for number, intervals in hours.items() if intervals}

    def set_value(self, week: Mapping[int, tuple[Interval, ...]]) -> None:
        """Write the hours of a week."""
        for number, day in enumerate(self.days, start=1):
            day.set_value(tuple(week.get(number, ())))

    def is_empty(self) -> bool:
        """Return whether nothing was typed on any day."""
        return all(day.is_empty() for day in self.days)

    def unreadable(self) -> str:
        """Return why the week cannot be read, naming the days and showing it under them."""
        told = {number: day.unreadable() for number, day in enumerate(self.days, start=1)}
        self.show_problems({number: words for number, words in told.items() if words})
        wrong = [_(WEEKDAYS[number - 1]) for number, words in told.items() if words]
        if not wrong:
            return ""
        return _("These hours cannot be read: {days}").format(days=" ".join(wrong))

    def show_problems(self, told: Mapping[int, str]) -> None:
        """Show sentences under the weekdays they concern, and none under the others."""
        for number, (day, error) in enumerate(zip(self.days, self._errors, strict=True), start=1):
            words = told.get(number, "")
            error.setText(words)
            error.setVisible(bool(words))
            set_look(day, wrong=bool(words))
            day.setAccessibleDescription(words)
        if told:
            self.days[min(told) - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        number = next(n for n, day in enumerate(self.days) if day is watched)
        following = number - 1 if back else number + 1
        if not 0 <= following < len(self.days):
            return False
        reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
        self.days[following].setFocus(reason)
        return True

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for number, (words, day) in enumerate(zip(WEEKDAYS, self.days, strict=True)):
            name = label(_(words))
            name.setBuddy(day)
            day.setAccessibleName(_(words))
            self._errors[number].hide()
            grid.addWidget(name, number * 2, 0)
            grid.addWidget(day, number * 2, 1)
            grid.addWidget(self._bars[number], number * 2, 2)
            grid.addWidget(self._errors[number], number * 2 + 1, 1, 1, 2)
        grid.addLayout(row(self.copy_to_workdays, self.copy_to_all, None), 2 * WEEK, 1, 1, 2)
        self.setFocusProxy(self.days[0])

    def _connect(self) -> None:
        for day in self.days:
            day.installEventFilter(self)
            day.edited.connect(self._on_edited)
        self.copy_to_workdays.clicked.connect(self._on_copy_to_workdays)
        self.copy_to_all.clicked.connect(self._on_copy_to_all)
        self._draw()

    def _draw(self) -> None:
        for day, bar in zip(self.days, self._bars, strict=True):
            bar.show_hours(day.value())

    def _copy_to(self, count: int) -> None:
        for day in self.days[1:count]:
            day.setText(self.days[0].text())

    def _on_copy_to_workdays(self) -> None:
        self._copy_to(WORKDAYS)

    def _on_copy_to_all(self) -> None:
        self._copy_to(WEEK)

    def _on_edited(self) -> None:
        self._draw()
        self.edited.emit()
