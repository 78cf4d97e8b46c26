"""Who is on duty: a line for each, and a whole day at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.roster.assignments import AssignmentState
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.working_days import DayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """Somebody on a shift. ``shown`` is the whole name, ``reason`` why somebody is not there."""

    assignment_id: AssignmentId
    volunteer_id: VolunteerId
    shown: str
    shift: Shift
    state: AssignmentState
    pinned: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardShift:
    """A shift of the day with those who are, or will be, there; ``away`` are absent or excused."""

    shift: Shift
    people: tuple[DutyLine, ...]
    away: tuple[DutyLine, ...] = ()

    @property
    def missing(self) -> int:
        """How many people are wanted and not there."""
        return max(0, self.shift.needed - len(self.people))


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """An absolute minute at which somebody comes or goes."""

    moment: int
    coming: tuple[DutyLine, ...]
    going: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBoard:
    """A day: its shifts in order, what is not covered, and who changes next (None: nobody).

    ``published`` tells whether the roster of the day binds anybody yet.
    """

    day: date
    kind: DayKind
    shifts: tuple[BoardShift, ...]
    holes: tuple[Hole, ...]
    next_change: DutyChange | None
    published: bool


def next_change(lines: tuple[DutyLine, ...], moment: int) -> DutyChange | None:
    """Return who comes and goes at the next change after an absolute minute.

    Who ends one shift and begins another in the same minute stays: nothing is told of them.
    """
    moments = {line.shift.starts for line in lines} | {line.shift.ends for line in lines}
    for at in sorted(each for each in moments if each > moment):
        coming = {line.volunteer_id: line for line in lines if line.shift.starts == at}
        going = {line.volunteer_id: line for line in lines if line.shift.ends == at}
        stays = coming.keys() & going.keys()
        if coming.keys() != stays or going.keys() != stays:
            return DutyChange(
                moment=at,
                coming=tuple(line for who, line in coming.items() if who not in stays),
                going=tuple(line for who, line in going.items() if who not in stays),
            )
    return None
