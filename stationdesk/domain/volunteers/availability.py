"""When volunteers can come: weekly rules in four states, and days that differ.

Minutes are counted from the start of a day, 0 to 1440. Where nothing is said somebody can come.
Minute by minute the closest word holds: a day that differs before a weekday, a weekday before a
kind of day, and that before every day; of two equally close ones the less willing
(``wishes.day_wishes``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import AvailabilityExceptionId, AvailabilityId, LeaveId, VolunteerId

WHOLE_DAY = (0, 1440)


class Wish(StrEnum):
    """愿意, 可以, 尽量不, 不能; from the dearest to the impossible."""

    PREFERS = "prefers"
    CAN = "can"
    RATHER_NOT = "rather_not"
    CANNOT = "cannot"


WISH_WORDS = {
    Wish.PREFERS: N_("Prefers to come"),
    Wish.CAN: N_("Can come"),
    Wish.RATHER_NOT: N_("Rather not"),
    Wish.CANNOT: N_("Cannot come"),
}


class Days(StrEnum):
    """Which days a weekly rule is about: one weekday (``1`` Monday … ``7``), or a kind of day.

    ``WORKDAYS`` and ``FREE_DAYS`` follow the working calendar, worked weekends and all.
    """

    MONDAY = "1"
    TUESDAY = "2"
    WEDNESDAY = "3"
    THURSDAY = "4"
    FRIDAY = "5"
    SATURDAY = "6"
    SUNDAY = "7"
    EVERY = "every"
    WORKDAYS = "workdays"
    FREE_DAYS = "free_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAvailability:
    """A weekly rule as entered; no dates hold for ever."""

    days: Days
    from_minute: int
    to_minute: int
    wish: Wish
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """A weekly rule as recorded."""

    id: AvailabilityId
    uid: str
    volunteer_id: VolunteerId
    days: Days
    from_minute: int
    to_minute: int
    wish: Wish
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAvailabilityException:
    """Days that differ from the weekly rules: also a request for, or against, a day."""

    first_day: date
    last_day: date
    wish: Wish
    from_minute: int = 0
    to_minute: int = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityException:
    """Such days as recorded; the newest one (greatest id) wins over older ones."""

    id: AvailabilityExceptionId
    uid: str
    volunteer_id: VolunteerId
    first_day: date
    last_day: date
    from_minute: int
    to_minute: int
    wish: Wish


class LeaveKind(StrEnum):
    """Why somebody is away, in the coarsest words: a reason of health is never written."""

    PERSONAL = "personal"
    FAMILY = "family"
    STUDY = "study"
    WORK = "work"
    OTHER = "other"


LEAVE_KIND_WORDS = {
    LeaveKind.PERSONAL: N_("Leave: personal"),
    LeaveKind.FAMILY: N_("Leave: family"),
    LeaveKind.STUDY: N_("Leave: study"),
    LeaveKind.WORK: N_("Leave: work"),
    LeaveKind.OTHER: N_("Leave: other"),
}


class LeaveState(StrEnum):
    """待批, 已批准, 未批准, 已撤回."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LEAVE_STATE_WORDS = {
    LeaveState.ASKED: N_("Leave asked for"),
    LeaveState.APPROVED: N_("Leave approved"),
    LeaveState.DECLINED: N_("Leave declined"),
    LeaveState.WITHDRAWN: N_("Leave withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLeave:
    """Days off as asked for; both days included."""

    volunteer_id: VolunteerId
    first_day: date
    last_day: date
    kind: LeaveKind = LeaveKind.PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A leave as recorded; only an approved one keeps somebody off the roster."""

    id: LeaveId
    uid: str
    volunteer_id: VolunteerId
    kind: LeaveKind
    first_day: date
    last_day: date
    state: LeaveState
    asked_on: date
    decided_at: str | None
    decided_by: str | None
    reason: str
    version: int

    @property
    def is_open(self) -> bool:
        """Tell whether nobody decided about it yet."""
        return self.state is LeaveState.ASKED

    def is_approved_on(self, day: date) -> bool:
        """Tell whether it keeps somebody off the roster on ``day``."""
        return self.state is LeaveState.APPROVED and self.first_day <= day <= self.last_day
