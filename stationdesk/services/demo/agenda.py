"""What happens when in the demo: planned for a day and a minute, and done in that order."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.services.demo.clock import Clock

    Deed = Callable[[], object]


class Agenda:
    """Deeds to come. What was planned for a closed day happens on the next one that is open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._later: list[tuple[date, int, int, Deed]] = []
        self._today: list[tuple[int, int, Deed]] = []
        self._serial = count()
        self._closes = 0

    @property
    def closes(self) -> int:
        """The minute at which the station closes today."""
        return self._closes

    def on(self, day: date, minute: int, deed: Deed) -> None:
        """Plan ``deed`` for a minute of ``day``; a minute outside the hours is drawn into them."""
        if day <= self._clock.day:
            at = min(max(minute, self._clock.minute), self._closes - 1)
            heappush(self._today, (at, next(self._serial), deed))
        else:
            heappush(self._later, (day, minute, next(self._serial), deed))

    def begin(self, closes: int) -> None:
        """Take up what was planned until today; the station closes at minute ``closes``."""
        self._closes = closes
        self._today.clear()
        while self._later and self._later[0][0] <= self._clock.day:
            _day, minute, _serial, deed = heappop(self._later)
            self.on(self._clock.day, minute, deed)

    def live(self, until: int) -> None:
        """Do what is planned for today until minute ``until``, what comes of it included."""
        while self._today and self._today[0][0] < until:
            minute, _serial, deed = heappop(self._today)
            self._clock.go_to(minute)
            deed()
