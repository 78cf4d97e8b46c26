"""Attendance and hours as a page or a paper lists them: with the names and sums beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from stationdesk.domain.attendance.hours import HoursLine
    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceLine:
    """An attendance with who it was and what was planned.

    ``shift`` is the name of the shift, empty for somebody who walked in; ``starts`` and ``ends``
    are its local times. ``credited`` are the minutes that stand in the ledger for it.
    """

    attendance: Attendance
    number: str
    name: str
    group: str
    shift: str
    post: str
    starts: datetime | None
    ends: datetime | None
    credited: int
    corrections: int

    @property
    def is_walk_in(self) -> bool:
        """Tell whether nobody was planned."""
        return self.attendance.assignment_id is None

    @property
    def late_minutes(self) -> int:
        """By how many minutes somebody came after the planned start; 0 for in time."""
        if self.starts is None:
            return 0
        late = int((self.attendance.came_at - self.starts).total_seconds()) // 60
        return max(late, 0)


@dataclass(frozen=True, slots=True)
class Signed:
    """What a card, a PIN or a click did: somebody signed in, or out."""

    signed_in: bool
    line: PresenceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAlone:
    """Signing in or out as a screen in a public room tells it.

    ``name`` is masked; ``at`` is when somebody came, or left. ``minutes_today`` are those of the
    attendances of the day that have ended. ``shift`` is empty for somebody who walked in.
    """

    signed_in: bool
    name: str
    at: datetime
    shift: str
    minutes_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A line of the ledger with whose it is; ``cites`` is the uid of the line that it cites."""

    line: HoursLine
    number: str
    name: str
    group: str
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursByPerson:
    """What somebody served in a period, by the ledger.

    ``services`` counts times of service that are worth minutes, ``total_minutes`` is all that was
    ever credited through the period's last day, and ``stars`` follows from it.
    """

    volunteer_id: VolunteerId
    number: str
    name: str
    group: str
    services: int
    minutes: int
    total_minutes: int
    stars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankLine:
    """A place in the ranking of those who agreed to be in it; equal minutes share a place."""

    place: int
    volunteer_id: VolunteerId
    number: str
    name: str
    services: int
    minutes: int
    stars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StarLevel:
    """How far somebody is: ``missing`` minutes to the next star, None with all five."""

    stars: int
    minutes: int
    missing: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """A month (``2026-06``) of the ledger: people who served, times of service, minutes."""

    month: str
    people: int
    services: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFigures:
    """A period of the ledger: different people, times of service (人次), minutes; by month."""

    people: int
    services: int
    minutes: int
    months: tuple[MonthFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMonth:
    """A month that is over and not locked yet, with what keeps it from being locked."""

    month: str
    lines: int
    minutes: int
    people: int
    problems: tuple[Problem, ...]

    @property
    def is_lockable(self) -> bool:
        """Tell whether it can be locked now."""
        return not self.problems
