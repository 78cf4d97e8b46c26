"""When volunteers came and left.

Times are local, ISO to the minute (``2026-06-30T08:30``). A presence is tied to its assignment, or
walks in without one. One that was forgotten is closed at the planned end and grace, and waits for
a look.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.ids import AssignmentId, AttendanceId, VolunteerId


class Means(StrEnum):
    """How somebody signed in or out; ``AUTO`` is the program's own closing."""

    CLICK = "click"
    CARD = "card"
    TOUCH = "touch"
    PAPER = "paper"
    IMPORT = "import"
    AUTO = "auto"


MEANS_WORDS = {
    Means.CLICK: N_("Signed by click"),
    Means.CARD: N_("Signed by card"),
    Means.TOUCH: N_("Signed on the touch page"),
    Means.PAPER: N_("From the paper sheet"),
    Means.IMPORT: N_("From a ledger"),
    Means.AUTO: N_("Closed by itself"),
}


class PresenceState(StrEnum):
    """在岗, 已签退, 自动签退待核, 已核, 作废; derived, never stored."""

    OPEN = "open"
    CLOSED = "closed"
    TO_REVIEW = "to_review"
    REVIEWED = "reviewed"
    VOID = "void"


PRESENCE_STATE_WORDS = {
    PresenceState.OPEN: N_("On duty now"),
    PresenceState.CLOSED: N_("Signed out"),
    PresenceState.TO_REVIEW: N_("Closed by itself, to review"),
    PresenceState.REVIEWED: N_("Closing reviewed"),
    PresenceState.VOID: N_("Attendance void"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """An attendance as recorded.

    ``away_minutes`` are breaks and travel: they are no service (V4 of the sources: travel time is
    excluded). ``work`` says what was done.
    """

    id: AttendanceId
    uid: str
    volunteer_id: VolunteerId
    assignment_id: AssignmentId | None
    business_date: date
    came_at: datetime
    left_at: datetime | None
    away_minutes: int
    work: str
    came_by: Means
    left_by: Means | None
    reviewed_at: str | None
    reviewed_by: str | None
    is_void: bool
    void_reason: str
    recorded_by: str
    version: int

    @property
    def state(self) -> PresenceState:
        """Where it stands."""
        if self.is_void:
            return PresenceState.VOID
        if self.left_at is None:
            return PresenceState.OPEN
        if self.left_by is Means.AUTO:
            return PresenceState.REVIEWED if self.reviewed_at else PresenceState.TO_REVIEW
        return PresenceState.CLOSED

    @property
    def minutes(self) -> int:
        """The minutes of service, 0 while somebody is still there."""
        if self.left_at is None:
            return 0
        return int((self.left_at - self.came_at).total_seconds()) // 60 - self.away_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttendance:
    """A whole attendance written down afterwards: from the paper sheet, or service outside."""

    volunteer_id: VolunteerId
    came_at: datetime
    left_at: datetime
    away_minutes: int = 0
    work: str = ""
    assignment_id: AssignmentId | None = None
    by: Means = Means.PAPER
    request_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was corrected; ``before`` and ``after`` are the times as ``08:30-11:30 (-10)``."""

    attendance_id: AttendanceId
    reason: str
    before: str
    after: str
    recorded_at: str
    recorded_by: str
