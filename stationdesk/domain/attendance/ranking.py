"""Who served most: of those alone who agreed to be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance.lines import RankLine, StarLevel
from stationdesk.domain.volunteers.stars import level_of, minutes_to_next

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from stationdesk.domain.attendance.lines import HoursByPerson
    from stationdesk.domain.ids import VolunteerId


def ranked(people: Iterable[HoursByPerson], agreed: Set[VolunteerId]) -> list[RankLine]:
    """Return the places of those among ``agreed`` who served, the most minutes first.

    Equal minutes share a place, and the places after them are left out (1, 1, 3).
    """
    served = [each for each in people if each.volunteer_id in agreed and each.minutes > 0]
    lines: list[RankLine] = []
    for at, each in enumerate(sorted(served, key=lambda one: (-one.minutes, one.number)), start=1):
        shares = bool(lines) and lines[-1].minutes == each.minutes
        lines.append(
            RankLine(
                place=lines[-1].place if shares else at,
                volunteer_id=each.volunteer_id,
                number=each.number,
                name=each.name,
                services=each.services,
                minutes=each.minutes,
                stars=each.stars,
            )
        )
    return lines


def star_level(minutes: int) -> StarLevel:
    """Return how many stars so many minutes make, and what is missing to the next one."""
    return StarLevel(stars=level_of(minutes), minutes=minutes, missing=minutes_to_next(minutes))
