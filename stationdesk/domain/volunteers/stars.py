"""Stars for hours of service: one for 100 hours, five for 1500 (V4, V5 of the sources)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.volunteers.training import HonourKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.training import Honour

STAR_HOURS = (100, 300, 600, 1000, 1500)
"""Hours for one to five stars."""
HOUR_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StarProposal:
    """Somebody whose hours reach ``stars`` and who was not given as many yet (``held``)."""

    volunteer_id: VolunteerId
    stars: int
    held: int
    minutes: int


def level_of(minutes: int) -> int:
    """Return the stars, 0 to 5, that so many minutes of service reach."""
    return sum(minutes >= hours * HOUR_MINUTES for hours in STAR_HOURS)


def minutes_to_next(minutes: int) -> int | None:
    """Return how many minutes lack for one star more, None for who has all of them."""
    level = level_of(minutes)
    return None if level == len(STAR_HOURS) else STAR_HOURS[level] * HOUR_MINUTES - minutes


def stars_held(honours: Iterable[Honour]) -> int:
    """Return the most stars that were given to one volunteer, 0 for none."""
    return max((each.stars for each in honours if each.kind is HonourKind.STAR), default=0)


def star_proposals(
    minutes: Mapping[VolunteerId, int], honours: Iterable[Honour]
) -> list[StarProposal]:
    """Return who reached more stars than were given, the most stars and minutes first."""
    given: dict[VolunteerId, list[Honour]] = {}
    for each in honours:
        given.setdefault(each.volunteer_id, []).append(each)
    found = [
        StarProposal(
            volunteer_id=volunteer_id,
            stars=level_of(served),
            held=stars_held(given.get(volunteer_id, ())),
            minutes=served,
        )
        for volunteer_id, served in minutes.items()
    ]
    reached = [each for each in found if each.stars > each.held]
    return sorted(reached, key=lambda each: (-each.stars, -each.minutes, each.volunteer_id))
