"""What the clicks of the visits' tab do: counting visitors, and the log of the door."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.ui.today.door_line import DoorDay
from stationdesk.ui.today.visits_forms import DaySheetForm, OpeningForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.opening_log import OpeningLog
    from stationdesk.services.today import Opening
    from stationdesk.services.visits import Visits
    from stationdesk.ui.today.visits_part import VisitsPart

ORDER_DAYS = 90
"""The groups stand by how many of them came in these days before the month."""


class Counting(QObject):
    """Stands between the tab and the services; ``do`` tells what is refused."""

    def __init__(
        self,
        part: VisitsPart,
        visits: Visits,
        log: OpeningLog,
        today: Callable[[], date],
        do: Callable[[Callable[[], object]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._part, self._visits, self._log = part, visits, log
        self._today, self._do, self._page = today, do, parent
        self._door: DoorDay | None = None
        part.tapped.connect(self._on_tap)
        part.sheet_wanted.connect(self._on_sheet)
        part.door.open_wanted.connect(partial(do, log.open_now))
        part.door.close_wanted.connect(partial(do, log.close_now))
        part.door.forgotten_wanted.connect(self._on_forgotten)

    def show_day(self, opening: Opening) -> None:
        """Show the day's counts and its door."""
        counts = self._visits.day_counts()
        self._part.show_order(self._order())
        self._part.show_counts(counts)
        self._door = self._door_day(opening)
        self._part.door.show_door(self._door)

    def _order(self) -> tuple[str, ...]:
        """Return the groups as they came before this month: within it a digit keeps its group."""
        last = self._today().replace(day=1) - timedelta(days=1)
        came = self._visits.by_group(last - timedelta(days=ORDER_DAYS - 1), last)
        return tuple(sorted(VISITOR_GROUPS, key=lambda group: -came.get(group, 0)))

    def _door_day(self, opening: Opening) -> DoorDay:
        today = self._today()
        return DoorDay(
            opening=opening,
            lines=tuple(self._log.lines(today, today)),
            standing=self._log.open_line(),
            unrecorded=tuple(self._unrecorded(today)),
            unclosed=tuple(self._log.unclosed()),
        )

    def _unrecorded(self, today: date) -> Iterator[date]:
        """Yield the days of the month before today that the log misses, since there is a log."""
        begun, last = self._log.first_day(), today - timedelta(days=1)
        if begun is None:
            return
        first = max(today.replace(day=1), begun)
        if first <= last:
            yield from (each.day for each in self._log.days(first, last) if each.unrecorded)

    def _on_tap(self, group: str, service: str) -> None:
        self._do(partial(self._visits.tap, group, service))

    def _on_sheet(self) -> None:
        DaySheetForm(self._visits, self._today(), self._part.order(), self._page).exec()

    def _on_forgotten(self) -> None:
        door = self._door
        if door is None:
            return
        days = [*(line.day for line in door.unclosed), *door.unrecorded]
        day = days[0] if days else self._today()
        OpeningForm(self._log, self._today(), day, door.unclosed, self._page).exec()
