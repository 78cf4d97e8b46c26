"""A day at the desk in lines: who is planned, who is there, who came without being planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.presence import PresenceState
from stationdesk.domain.roster.assignments import ASSIGNMENT_STATE_WORDS, AssignmentState
from stationdesk.i18n import N_, _
from stationdesk.listings.attendance import left_words, presence_mark
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.volunteers.words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.boards import DayBoard, DutyLine
    from stationdesk.domain.roster.shifts import Shift

AWAY_TONES = {AssignmentState.ABSENT: Tone.BAD, AssignmentState.EXCUSED: Tone.NEUTRAL}
EXPECTED = Mark(N_("Expected"), Tone.NEUTRAL)
LATE = Mark(N_("Not here yet"), Tone.WARNING)
STAYED_ON = Mark(N_("Stayed on"), Tone.GOOD)
FOLDS = ("work", "planned", "minutes", "day")
"""What the day can do without in a narrow window, the first before the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """Somebody on a day: planned (``duty``), there (``presence``), or both.

    ``starts`` and ``ends`` are the planned local times, None for who walked in.
    """

    volunteer_id: VolunteerId
    name: str
    mark: Mark
    duty: DutyLine | None = None
    presence: PresenceLine | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    bound: bool = True
    """False while the roster of the day is not published: it binds nobody yet."""

    @property
    def key(self) -> object:
        """What names the line: the attendance where there is one, else the assignment."""
        if self.duty is not None:
            return ("duty", self.duty.assignment_id)
        assert self.presence is not None, "a line is planned or attended"
        return ("presence", self.presence.attendance.id)

    @property
    def state(self) -> PresenceState | None:
        """How the attendance stands; None where nobody came yet."""
        return None if self.presence is None else self.presence.attendance.state

    @property
    def can_sign_in(self) -> bool:
        """Tell whether signing in is what comes next."""
        waits = self.mark in (EXPECTED, LATE)
        return self.presence is None and waits

    @property
    def is_there(self) -> bool:
        """Tell whether somebody is there now."""
        return self.state is PresenceState.OPEN

    @property
    def shift(self) -> str:
        """The shift's name with its post; that nobody was planned, for who walked in."""
        if self.duty is not None:
            return " ".join(filter(None, (self.duty.shift.name, self.duty.shift.post)))
        if self.presence is not None and self.presence.shift:
            return " ".join(filter(None, (self.presence.shift, self.presence.post)))
        return _("Walk-in service")


def day_lines(board: DayBoard, attendances: Iterable[PresenceLine], now: datetime) -> list[DayLine]:
    """Return the lines of a day in the order of their beginning; void attendances are last."""
    present = list(attendances)
    tied = {each.attendance.assignment_id: each for each in present if _stands(each)}
    planned = [
        _planned(duty, tied.get(duty.assignment_id), now, bound=board.published)
        for shift in board.shifts
        for duty in (*shift.people, *shift.away)
    ]
    shown = {line.presence.attendance.id for line in planned if line.presence is not None}
    others = [_attended(each) for each in present if each.attendance.id not in shown]
    return sorted([*planned, *others], key=_order)


def review_lines(attendances: Iterable[PresenceLine]) -> list[DayLine]:
    """Return attendances of any day as lines."""
    return [_attended(each) for each in attendances]


def _planned(
    duty: DutyLine, presence: PresenceLine | None, now: datetime, *, bound: bool
) -> DayLine:
    starts, ends = _times(duty.shift)
    return DayLine(
        volunteer_id=duty.volunteer_id,
        name=duty.shown,
        mark=_duty_mark(duty, presence, starts, now),
        duty=duty,
        presence=presence,
        starts=starts,
        ends=ends,
        bound=bound,
    )


def _attended(presence: PresenceLine) -> DayLine:
    return DayLine(
        volunteer_id=presence.attendance.volunteer_id,
        name=presence.name,
        mark=presence_mark(presence.attendance.state),
        presence=presence,
        starts=presence.starts,
        ends=presence.ends,
    )


def _duty_mark(
    duty: DutyLine, presence: PresenceLine | None, starts: datetime, now: datetime
) -> Mark:
    if presence is not None:
        return presence_mark(presence.attendance.state)
    if duty.state in AWAY_TONES:
        return Mark(ASSIGNMENT_STATE_WORDS[duty.state], AWAY_TONES[duty.state])
    if duty.state is AssignmentState.SERVED:
        return STAYED_ON
    return LATE if starts <= now else EXPECTED


def _times(shift: Shift) -> tuple[datetime, datetime]:
    midnight = datetime.combine(shift.day, time())
    return (
        midnight + timedelta(minutes=shift.from_minute),
        midnight + timedelta(minutes=shift.to_minute),
    )


def _stands(line: PresenceLine) -> bool:
    return not line.attendance.is_void and line.attendance.assignment_id is not None


def _order(line: DayLine) -> tuple[bool, datetime, str]:
    kept = line.presence.attendance if line.presence else None
    begins = line.starts or (kept.came_at if kept else datetime.max)
    return (kept is not None and kept.is_void, begins, line.name)


def _planned_words(line: DayLine) -> str:
    if line.starts is None or line.ends is None:
        return ""
    return f"{line.starts:%H:%M}–{line.ends:%H:%M}"


def _came(line: DayLine) -> str:
    if line.presence is None:
        return ""
    kept = line.presence.attendance
    told = moment_words(kept.came_at, kept.business_date)
    late = 0 if line.presence.is_walk_in else line.presence.late_minutes
    return _("{time} ({minutes} min late)").format(time=told, minutes=late) if late else told


def _left(line: DayLine) -> str:
    return "" if line.presence is None else left_words(line.presence)


def _minutes(line: DayLine) -> int | None:
    kept = line.presence.attendance if line.presence else None
    return kept.minutes if kept is not None and kept.left_at and not kept.is_void else None


def _what(line: DayLine) -> str:
    if line.presence is not None:
        kept = line.presence.attendance
        return _("Void: {reason}").format(reason=kept.void_reason) if kept.is_void else kept.work
    return line.duty.reason if line.duty else ""


def _on(line: DayLine) -> str:
    day = _day(line)
    return "" if day is None else f"{day:%m-%d}"


def _day(line: DayLine) -> date | None:
    if line.presence is not None:
        return line.presence.attendance.business_date
    return line.duty.shift.day if line.duty else None


def columns() -> tuple[Column[DayLine], ...]:
    """Return the columns of the lines of a day, or of several."""
    return (
        Column("name", N_("Volunteer"), Kind.TEXT, lambda line: line.name, 5),
        Column("state", N_("State"), Kind.STATE, lambda line: line.mark, 7),
        Column("day", N_("Day of service"), Kind.TEXT, _on, 4, order=_day),
        Column("shift", N_("Shift"), Kind.TEXT, lambda line: line.shift, 6, True),
        Column("planned", N_("Planned times"), Kind.TEXT, _planned_words, 7),
        Column("came", N_("Signed in"), Kind.TEXT, _came, 11),
        Column("left", N_("Signed out at"), Kind.TEXT, _left, 5),
        Column("minutes", N_("Minutes"), Kind.COUNT, _minutes, 4),
        Column("work", N_("Service done"), Kind.TEXT, _what, 8, True),
    )
