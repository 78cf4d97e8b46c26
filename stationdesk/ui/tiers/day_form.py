"""Which day the page shows."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.widgets.basics import button, row
from stationdesk.ui.widgets.fields import DayField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.ui.dialogs import Dialogs


class DayForm(Form):
    """Asks for a day that has come."""

    def __init__(
        self, today: date, shown: date, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        """``shown`` is the day the page shows now."""
        super().__init__(_("View another day"), _("Show it"), dialogs=dialogs, parent=parent)
        self._today = today
        self.day = self.add(
            "day",
            _("Day"),
            DayField(today, shown),
            required=True,
            hint=_("Everything is judged by the records as they stood on that day."),
        )
        quick = row()
        for words, day in _quick_days(today):
            made = button(words, look="chip")
            made.clicked.connect(partial(self.day.set_value, day))
            quick.addWidget(made)
        quick.addStretch(1)
        line = QWidget()
        line.setLayout(quick)
        self.grid.add_wide(line)
        self.set_clean()

    def keep(self) -> None:
        """Keep nothing; a day to come is refused."""
        day = self.day.value()
        if day is not None and day > self._today:
            raise Refused([Problem("day", N_("This day has not come yet."))])


def _quick_days(today: date) -> list[tuple[str, date]]:
    month_end = today.replace(day=1) - timedelta(days=1)
    quarter_first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return [
        (_("Today"), today),
        (_("End of last month"), month_end),
        (_("End of last quarter"), quarter_first - timedelta(days=1)),
        (_("End of last year"), today.replace(month=1, day=1) - timedelta(days=1)),
    ]
