"""The ledger of service minutes: lines are only added, a locked month takes none.

Rules: 民政部令第67号 (truthful, accurate, complete, free, prompt). The unit is the hour of actual
service, travel excluded; minutes are kept, hours are rounded only where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import AttendanceId, HoursLineId, VolunteerId

HOURS_RULE = "2026-1"
"""Version of the rule by which credit is fixed: whole minutes between coming and leaving, less
``away_minutes``, never below 0. Written on each line."""


class HoursKind(StrEnum):
    """签到时长, 补登服务, 期初转入, 调整, 冲销."""

    ATTEND = "attend"
    WORKLOG = "worklog"
    BROUGHT = "brought"
    ADJUST = "adjust"
    REVERSAL = "reversal"


HOURS_KIND_WORDS = {
    HoursKind.ATTEND: N_("Hours attended"),
    HoursKind.WORKLOG: N_("Service written down"),
    HoursKind.BROUGHT: N_("Hours brought in"),
    HoursKind.ADJUST: N_("Hours adjusted"),
    HoursKind.REVERSAL: N_("Hours reversed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """A line of the ledger. ``minutes`` may be negative in an adjustment or a reversal only.

    ``business_date`` is the day it counts in the ledger, ``served_on`` the day of the service: they
    differ where the month of the service was locked already.
    """

    id: HoursLineId
    uid: str
    volunteer_id: VolunteerId
    kind: HoursKind
    minutes: int
    business_date: date
    served_on: date
    attendance_id: AttendanceId | None
    cites_id: HoursLineId | None
    work: str
    reason: str
    rule: str
    recorded_at: str
    recorded_by: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLock:
    """A month (``2026-06``) whose hours are closed; ``digest`` is that of its last line."""

    month: str
    minutes: int
    lines: int
    people: int
    digest: str
    recorded_at: str
    recorded_by: str
