"""When an answer is due: working days counted as the Civil Code (民法典) counts days.

The day of entry does not count (art. 201) and the last day ends when the station closes, at 24:00
where no hours are known (art. 203). All moments are local, without a zone, to the minute. 24:00 is
told as 23:59, so that a due moment lies on its own day; an answer in that very minute is in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.working_days import WorkTime

EXTENSION_DAYS = 15
"""By so many working days a final answer may be put off, all extensions together."""
LONGEST_CLOSURE_DAYS = 366
"""Nobody waits longer for a day that counts; then plain days are taken."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the station waited for the author; it had ended at ``ended``."""

    began: datetime
    ended: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Tell whether the clock stood still at ``moment``."""
        return self.began <= moment < self.ended


def due_at(start: datetime, days: int, work: WorkTime, pauses: Sequence[Pause] = ()) -> datetime:
    """Return when ``days`` working days from ``start`` are over.

    A day that was paused at its closing does not count. No days at all means the close of the
    same day, holiday or not, or of the next one the station opens when that is over.
    """
    if days == 0:
        return next(_ends_after(start, work.open_until, start.date(), pauses))
    ends = _ends_after(start, work.closing_on, start.date() + timedelta(days=1), pauses)
    for _counted in range(days - 1):
        next(ends)
    return next(ends)


def extension_limit(
    start: datetime, final_days: int, work: WorkTime, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the last moment to which a final answer due in ``final_days`` can be put off."""
    return due_at(start, final_days + EXTENSION_DAYS, work, pauses)


def end_of(day: date, work: WorkTime) -> datetime:
    """Return when ``day`` ends as a deadline set by hand: at closing, else at 24:00."""
    minute = work.closing_on(day) or work.open_until(day) or DAY_MINUTES
    return _moment(day, minute)


def days_left(today: date, due: datetime, work: WorkTime) -> int:
    """Return how many days that count lie after ``today`` up to the due day.

    Zero on the last day (and on the free days after it); negative the days by which it is late.
    """
    first, last = sorted((today, due.date()))
    days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    counted = sum(work.closing_on(day) is not None for day in days)
    return counted if due.date() >= today else -counted


def _ends_after(
    start: datetime,
    closing: Callable[[date], int | None],
    first: date,
    pauses: Sequence[Pause],
) -> Iterator[datetime]:
    """Give the closing moments after ``start`` of the days that count, from ``first`` on."""
    day, closed_days = first, 0
    while True:
        minute = closing(day)
        closed_days = closed_days + 1 if minute is None else 0
        if closed_days > LONGEST_CLOSURE_DAYS:
            minute = DAY_MINUTES
        end = None if minute is None else _moment(day, minute)
        if end is not None and end > start and not any(each.holds_at(end) for each in pauses):
            yield end
        day += timedelta(days=1)


def _moment(day: date, minute: int) -> datetime:
    last = min(minute, DAY_MINUTES - 1)
    return datetime.combine(day, time(last // 60, last % 60))
