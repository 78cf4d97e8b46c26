"""A week of wishes as cells to be painted: out of weekly rules, and back into few rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.volunteers.availability import WHOLE_DAY, Days, NewAvailability, Wish
from stationdesk.domain.volunteers.wishes import least_willing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.volunteers.availability import Availability

WEEKDAYS = (
    Days.MONDAY,
    Days.TUESDAY,
    Days.WEDNESDAY,
    Days.THURSDAY,
    Days.FRIDAY,
    Days.SATURDAY,
    Days.SUNDAY,
)
HALF_HOUR = 30
FIRST_MINUTE, LAST_MINUTE = 6 * 60, 22 * 60
"""Between them a day is told by half hours; the night before and after is one cell each."""
USUAL_EDGES = (0, *range(FIRST_MINUTE, LAST_MINUTE + 1, HALF_HOUR), WHOLE_DAY[1])


def is_painted(rule: Availability | NewAvailability) -> bool:
    """Tell whether a rule stands in the picture: about weekdays or every day, and for ever."""
    follows_calendar = rule.days in (Days.WORKDAYS, Days.FREE_DAYS)
    return not follows_calendar and rule.valid_from is None and rule.valid_until is None


@dataclass(slots=True)
class WeekCells:
    """Seven days in the same columns; where nothing was said a cell is None.

    ``edges`` are the minutes at which columns begin and end: every half hour of the day, and
    whatever other minute the rules name, so that nothing is rounded.
    """

    edges: tuple[int, ...] = USUAL_EDGES
    wishes: list[list[Wish | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.wishes:
            self.wishes = [[None] * self.columns for _day in WEEKDAYS]

    @property
    def columns(self) -> int:
        """How many cells a day has."""
        return len(self.edges) - 1

    def paint(self, days: Iterable[int], columns: Iterable[int], wish: Wish | None) -> None:
        """Let a wish hold in the cells where days (0 Monday) and columns cross."""
        places = list(columns)
        for day in days:
            for column in places:
                self.wishes[day][column] = wish

    def rules(self) -> list[NewAvailability]:
        """Return few plain rules that say the same.

        Where something is said of every minute, what holds most of the time is said once of every
        day, and each day tells only what differs.
        """
        if self._every_day_alike():
            return self._told([(*each, Days.EVERY) for each in self._stretches(self.wishes[0])])
        usual = self._usual()
        stretches: dict[tuple[int, int, Wish], list[Days]] = {}
        for day, row in zip(WEEKDAYS, self.wishes, strict=True):
            for start, end, wish in self._stretches(row):
                if wish is not usual:
                    stretches.setdefault((start, end, wish), []).append(day)
        told = [(*WHOLE_DAY, usual, Days.EVERY)] if usual is not None else []
        told += [(*stretch, day) for stretch, days in stretches.items() for day in days]
        return self._told(told)

    def _told(self, told: Iterable[tuple[int, int, Wish, Days]]) -> list[NewAvailability]:
        return [
            NewAvailability(days=day, from_minute=start, to_minute=end, wish=wish)
            for start, end, wish, day in told
        ]

    def _usual(self) -> Wish | None:
        """Return what holds most of the time; None where something is left unsaid."""
        lengths: Counter[Wish] = Counter()
        for row in self.wishes:
            for (start, end), wish in zip(pairwise(self.edges), row, strict=True):
                if wish is None:
                    return None
                lengths[wish] += end - start
        return lengths.most_common(1)[0][0]

    def _every_day_alike(self) -> bool:
        """Tell whether all days say the same: then rules about every day say it."""
        return all(row == self.wishes[0] for row in self.wishes)

    def _stretches(self, row: Sequence[Wish | None]) -> list[tuple[int, int, Wish]]:
        found: list[tuple[int, int, Wish]] = []
        for (start, end), wish in zip(pairwise(self.edges), row, strict=True):
            if wish is None:
                continue
            if found and found[-1][1] == start and found[-1][2] is wish:
                found[-1] = (found[-1][0], end, wish)
            else:
                found.append((start, end, wish))
        return found


def cells_of(rules: Iterable[Availability | NewAvailability]) -> WeekCells:
    """Return the picture of weekly rules; those that ``is_painted`` leaves out are left out.

    A rule about a weekday goes before one about every day; of two alike the less willing holds.
    """
    painted = [each for each in rules if is_painted(each)]
    named = {minute for each in painted for minute in (each.from_minute, each.to_minute)}
    cells = WeekCells(tuple(sorted({*USUAL_EDGES, *named})))
    for number, day in enumerate(WEEKDAYS):
        for column, start in enumerate(cells.edges[:-1]):
            cells.wishes[number][column] = _wish_at(painted, day, start)
    return cells


def _wish_at(
    rules: Sequence[Availability | NewAvailability], day: Days, minute: int
) -> Wish | None:
    for about in (day, Days.EVERY):
        said = [
            each.wish
            for each in rules
            if each.days is about and each.from_minute <= minute < each.to_minute
        ]
        if said:
            return least_willing(said)
    return None
