"""One duty, and one service, as hand-kept rosters and sign-in sheets bring them in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.roster_times import minute_told
from stationdesk.domain.ledgers.tables import text_in
from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ShiftId, VolunteerId
    from stationdesk.domain.ledgers.tables import LedgerRow
    from stationdesk.domain.roster.shifts import NewShift

DUTY_WORK = N_("Duty")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDuty:
    """Somebody on a shift; ``shift_id`` names one on record, None where it has to be made."""

    volunteer_id: VolunteerId
    shift: NewShift
    shift_id: ShiftId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A service as a sign-in sheet tells it; without times ``came_at`` is None.

    ``minutes`` are what counts; breaks are what lies beside them between coming and leaving.
    """

    volunteer_id: VolunteerId
    day: date
    minutes: int
    work: str
    came_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def away_minutes(self) -> int:
        """What lies between coming and leaving and is no service."""
        if self.came_at is None or self.left_at is None:
            return 0
        return int((self.left_at - self.came_at).total_seconds()) // 60 - self.minutes


def shift_as_made(wish: NewShift, people: int) -> NewShift:
    """Return a shift that takes all ``people`` a roster puts on it."""
    return replace(wish, needed=max(1, people), most=max(wish.most, people))


def shift_place(wish: NewShift) -> tuple[date, str, int, int, str]:
    """Return what makes two duties be on one shift."""
    return (wish.day, wish.name, wish.from_minute, wish.to_minute, wish.post)


def served_told(row: LedgerRow, volunteer_id: VolunteerId, day: date) -> Served | None:
    """Return the service that a row tells; None where it does not say how long it was."""
    came = minute_told(text_in(row.values, "came"))
    left = minute_told(text_in(row.values, "left"))
    told = row.values.get("minutes")
    minutes = told if isinstance(told, int) else None
    if minutes is not None:
        came = left - minutes if came is None and left is not None else came
        left = came + minutes if left is None and came is not None else left
    work = text_in(row.values, "post") or text_in(row.values, "shift") or _(DUTY_WORK)
    if came is None or left is None or came < 0:
        if minutes is None:
            return None
        return Served(volunteer_id=volunteer_id, day=day, minutes=minutes, work=work)
    there = (left - came) % DAY_MINUTES or DAY_MINUTES
    came_at = datetime.combine(day, time()) + timedelta(minutes=came)
    return Served(
        volunteer_id=volunteer_id,
        day=day,
        minutes=min(minutes, there) if minutes is not None else there,
        work=work,
        came_at=came_at,
        left_at=came_at + timedelta(minutes=there),
    )
