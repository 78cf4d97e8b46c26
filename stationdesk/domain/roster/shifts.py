"""Shifts: as templates by day kind, and as they stand on one day.

Minutes are counted from the start of the shift's day; an end over 1440 lies after midnight.
Absolute minutes are counted from the first day of the calendar (``starts_at``), so that shifts of
any days can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES

if TYPE_CHECKING:
    from stationdesk.domain.ids import PeriodId, ShiftId, ShiftTemplateId, SkillId
    from stationdesk.domain.working_days import DayKind

ALL_WEEKDAYS = frozenset(range(1, 8))


def absolute(day: date, minute: int) -> int:
    """Return the minute of ``day`` as minutes since the calendar's first day."""
    return day.toordinal() * DAY_MINUTES + minute


def day_and_minute(moment: int) -> tuple[date, int]:
    """Return the day of an absolute minute, and the minute of that day (0 to 1439)."""
    ordinal, minute = divmod(moment, DAY_MINUTES)
    return date.fromordinal(ordinal), minute


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShiftTemplate:
    """A shift that comes back on days of ``day_kinds`` that fall on ``weekdays`` (ISO).

    ``needed`` people are wanted and ``most`` at most let in; ``skilled`` of them with
    ``skill_id``. A shift away from the desk (visits, patrols) covers nothing: ``at_desk`` False.
    """

    name: str
    from_minute: int
    to_minute: int
    day_kinds: frozenset[DayKind]
    weekdays: frozenset[int] = ALL_WEEKDAYS
    post: str = ""
    needed: int = 1
    most: int = 4
    at_desk: bool = True
    skill_id: SkillId | None = None
    skilled: int = 0
    sort_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftTemplate:
    """A template as recorded."""

    id: ShiftTemplateId
    uid: str
    name: str
    from_minute: int
    to_minute: int
    day_kinds: frozenset[DayKind]
    weekdays: frozenset[int]
    post: str
    needed: int
    most: int
    at_desk: bool
    skill_id: SkillId | None
    skilled: int
    sort_order: int
    archived: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShift:
    """One shift on one day, by hand or out of a template (preview)."""

    day: date
    name: str
    from_minute: int
    to_minute: int
    post: str = ""
    needed: int = 1
    most: int = 4
    at_desk: bool = True
    skill_id: SkillId | None = None
    skilled: int = 0
    template_id: ShiftTemplateId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift as recorded; the voided ones are not read."""

    id: ShiftId
    uid: str
    period_id: PeriodId
    template_id: ShiftTemplateId | None
    day: date
    name: str
    post: str
    from_minute: int
    to_minute: int
    needed: int
    most: int
    at_desk: bool
    skill_id: SkillId | None
    skilled: int
    version: int

    @property
    def starts(self) -> int:
        """The absolute minute at which it begins."""
        return absolute(self.day, self.from_minute)

    @property
    def ends(self) -> int:
        """The absolute minute before which it ends."""
        return absolute(self.day, self.to_minute)

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.to_minute - self.from_minute
