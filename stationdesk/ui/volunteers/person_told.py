"""All that the pane tells of one volunteer, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stationdesk.domain.attendance.lines import StarLevel
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import Pair
    from stationdesk.domain.roster.rules import Rule
    from stationdesk.domain.volunteers.availability import (
        Availability,
        AvailabilityException,
        Leave,
    )
    from stationdesk.domain.volunteers.lines import PersonTraining, VolunteerLine
    from stationdesk.domain.volunteers.training import Honour
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.volunteers import Volunteers


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    """One volunteer with everything on record; ``identity`` is masked, ``rounding`` in minutes."""

    line: VolunteerLine
    rules: tuple[Availability, ...]
    exceptions: tuple[AvailabilityException, ...]
    leaves: Sequence[Leave]
    limits: Mapping[Rule, int]
    pairs: Sequence[tuple[Pair, str]]
    trainings: Sequence[PersonTraining]
    honours: Sequence[Honour]
    stars: StarLevel
    identity: str
    rounding: int


def read_person(
    volunteers: Volunteers,
    attendance: AttendanceDesk,
    volunteer_id: VolunteerId,
    rounding: int,
) -> PersonTold:
    """Read one volunteer."""
    rules, exceptions = volunteers.availability(volunteer_id)
    pairs = volunteers.pairs_of(volunteer_id)
    return PersonTold(
        line=volunteers.line(volunteer_id),
        rules=rules,
        exceptions=exceptions,
        leaves=volunteers.leaves_of(volunteer_id),
        limits=volunteers.limits(volunteer_id),
        pairs=[(each, volunteers.volunteer(each.other).name) for each in pairs],
        trainings=volunteers.training_lines(volunteer_id),
        honours=volunteers.honours_of(volunteer_id),
        stars=attendance.stars(volunteer_id),
        identity=volunteers.identity_shown(volunteer_id),
        rounding=rounding,
    )
