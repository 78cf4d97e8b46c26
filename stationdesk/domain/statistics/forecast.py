"""How long the stock lasts, if it goes on being used as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.reporting.spans import Days

if TYPE_CHECKING:
    from datetime import date

LOOK_BACK_DAYS = 90
"""So many days up to the last one tell how fast goods are used."""
LONGEST_DAYS = 730
"""Two years and more are told as two years: nobody plans beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """An item's pieces in date, what was used in the days looked back, and how long they last.

    ``days_left`` is None where nothing was used: then nobody can tell.
    """

    item_id: int
    name: str
    unit: str
    usable: int
    used: int
    known_days: int

    @property
    def days_left(self) -> int | None:
        """Whole days for which the pieces last, at most ``LONGEST_DAYS``."""
        if not self.used:
            return None
        return min(self.usable * self.known_days // self.used, LONGEST_DAYS)

    def gone_on(self, last: date) -> date | None:
        """Return the day on which the last piece goes, counted from ``last``."""
        return None if self.days_left is None else last + timedelta(days=self.days_left)


def look_back(last: date, since: date | None = None) -> Days:
    """Return the days looked at: ``LOOK_BACK_DAYS`` up to ``last``, none of them before ``since``.

    The last day itself is always looked at.
    """
    first = last - timedelta(days=LOOK_BACK_DAYS - 1)
    return Days(first if since is None else max(first, min(since, last)), last)


def most_pressing(outlooks: list[Outlook]) -> list[Outlook]:
    """Return what is used at all, the soonest gone first."""
    used = [(each.days_left, each) for each in outlooks]
    known = [(left, each) for left, each in used if left is not None]
    return [each for _left, each in sorted(known, key=lambda pair: (pair[0], pair[1].item_id))]
