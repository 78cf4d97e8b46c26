"""What waiting for an author does to a deadline: days that ended meanwhile do not count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stationdesk.domain.feedback.clocks import Pause

LONGEST_SEARCH_DAYS = 3660
"""A station that opens on no day of ten years has no deadline that could be moved."""


def moved_by_pause(
    due: datetime, pause: Pause, closing_on: Callable[[date], int | None], counted_from: date
) -> datetime:
    """Return ``due`` put off by the days that ended while the clock stood still.

    ``closing_on`` gives the minute at which a day that counts ends, None where it does not count;
    no day before ``counted_from`` counts, as the day of entry does not.
    Nothing but the pause moves a deadline: where no such day ended in it, or the deadline was over
    before, the moment stays as it was told, whatever the calendar and the hours are by now.
    """
    if due < pause.began:
        return due
    first = datetime.combine(counted_from, time())
    ends = _ends_from(max(first, pause.began), closing_on)
    left = list(takewhile(lambda end: end.date() <= due.date(), ends))
    if due >= pause.ended and not any(pause.holds_at(end) for end in left):
        return due
    later = _ends_from(max(first, pause.ended), closing_on)
    return next(islice(later, max(1, len(left)) - 1, None), due)


def _ends_from(since: datetime, closing_on: Callable[[date], int | None]) -> Iterator[datetime]:
    """Yield the moments at which days that count end, from ``since`` on."""
    for count in range(LONGEST_SEARCH_DAYS):
        day = since.date() + timedelta(days=count)
        minute = closing_on(day)
        if minute is None:
            continue
        end = datetime.combine(day, time()) + timedelta(minutes=min(minute, DAY_MINUTES - 1))
        if end >= since:
            yield end
