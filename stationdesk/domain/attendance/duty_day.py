"""Who is on duty on a day, planned and really there, as it stands at one minute of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.planned import EARLY_MINUTES
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.shifts import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.roster.boards import BoardShift, DayBoard, DutyChange, DutyLine
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.handover import HandoverNote
    from stationdesk.domain.roster.shifts import Shift


class DutyState(StrEnum):
    """How it stands with somebody who is planned: 未到点, 未签到, 在岗, 已签退, 未到岗, 不来.

    ``DONE`` has served, though no attendance of the shift itself says from when to when.
    """

    COMING = "coming"
    LATE = "late"
    HERE = "here"
    LEFT = "left"
    DONE = "done"
    MISSED = "missed"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPlace:
    """Somebody on a shift of the day; ``presence`` is the attendance that belongs to it."""

    line: DutyLine
    state: DutyState
    presence: PresenceLine | None = None
    may_sign_in: bool = False

    @property
    def may_sign_out(self) -> bool:
        """Tell whether the person is there now."""
        return self.state is DutyState.HERE and self.presence is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShift:
    """A shift of the day with those who are on it; ``missing`` people were never found."""

    shift: Shift
    places: tuple[DutyPlace, ...]
    missing: int
    is_now: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDay:
    """What the first page tells of duty.

    ``now`` is an absolute minute. ``holes`` are those that are not over. ``others`` are there
    without a place on a shift of the day. ``notes`` are the handover notes of which something is
    left, the important ones first. ``kept`` tells whether this station keeps volunteers at all,
    ``planned`` whether the day has a roster, ``published`` whether that binds anybody.
    """

    day: date
    now: int
    shifts: tuple[DutyShift, ...] = ()
    others: tuple[PresenceLine, ...] = ()
    holes: tuple[Hole, ...] = ()
    next_change: DutyChange | None = None
    notes: tuple[HandoverNote, ...] = field(default=())
    kept: bool = False
    planned: bool = False
    published: bool = False

    @property
    def here(self) -> int:
        """How many people are there now."""
        placed = {
            place.line.volunteer_id
            for each in self.shifts
            for place in each.places
            if place.state is DutyState.HERE
        }
        return len(placed | {each.attendance.volunteer_id for each in self.others})


def duty_day(
    board: DayBoard,
    attendances: Iterable[PresenceLine],
    notes: Iterable[HandoverNote],
    now: datetime,
    *,
    kept: bool,
    planned: bool,
) -> DutyDay:
    """Return the day of ``board`` as it stands at the local minute ``now``.

    ``attendances`` are those of the day and whoever has not left yet; void ones count for nothing.
    """
    minute = absolute(now.date(), now.hour * 60 + now.minute)
    found = [each for each in attendances if not each.attendance.is_void]
    shifts = tuple(_duty_shift(each, found, minute) for each in board.shifts)
    placed = {
        place.presence.attendance.id
        for each in shifts
        for place in each.places
        if place.presence is not None
    }
    return DutyDay(
        day=board.day,
        now=minute,
        shifts=shifts,
        others=tuple(
            each
            for each in found
            if each.attendance.left_at is None and each.attendance.id not in placed
        ),
        holes=tuple(each for each in board.holes if each.ends > minute),
        next_change=board.next_change,
        notes=in_reading_order(notes),
        kept=kept,
        planned=planned,
        published=board.published,
    )


def in_reading_order(notes: Iterable[HandoverNote]) -> tuple[HandoverNote, ...]:
    """Return notes as the next shift reads them: important ones, new ones, those in hand."""
    return tuple(
        sorted(
            notes,
            key=lambda note: (not note.important, note.taken_at is not None, note.said_at, note.id),
        )
    )


def _duty_shift(board: BoardShift, found: Sequence[PresenceLine], now: int) -> DutyShift:
    shift = board.shift
    lines = (*board.people, *board.away)
    return DutyShift(
        shift=shift,
        places=tuple(_place(line, found, now) for line in lines),
        missing=board.missing,
        is_now=shift.starts <= now < shift.ends,
        is_over=shift.ends <= now,
    )


def _place(line: DutyLine, found: Sequence[PresenceLine], now: int) -> DutyPlace:
    if line.state in (AssignmentState.ABSENT, AssignmentState.EXCUSED):
        return DutyPlace(line=line, state=DutyState.AWAY)
    own = [each for each in found if each.attendance.assignment_id == line.assignment_id]
    there = _there_now(line, found)
    stays_on = there if line.shift.starts <= now < line.shift.ends else None
    presence = own[-1] if own else stays_on
    if presence is not None:
        here = presence.attendance.left_at is None
        state = DutyState.HERE if here else DutyState.LEFT
        return DutyPlace(line=line, state=state, presence=presence)
    state = _without_attendance(line, now)
    may_sign_in = there is None and _may_sign_in(line, now)
    return DutyPlace(line=line, state=state, may_sign_in=may_sign_in)


def _there_now(line: DutyLine, found: Sequence[PresenceLine]) -> PresenceLine | None:
    """Return the attendance by which somebody is there now, from whatever shift they stay on."""
    mine = (each for each in found if each.attendance.volunteer_id == line.volunteer_id)
    return next((each for each in mine if each.attendance.left_at is None), None)


def _without_attendance(line: DutyLine, now: int) -> DutyState:
    if line.state is AssignmentState.SERVED:
        return DutyState.DONE
    if now < line.shift.starts:
        return DutyState.COMING
    return DutyState.LATE if now < line.shift.ends else DutyState.MISSED


def _may_sign_in(line: DutyLine, now: int) -> bool:
    """Tell whether a click now signs in to this very shift; a draft binds nobody."""
    early = line.shift.starts - EARLY_MINUTES
    return line.state is AssignmentState.CONFIRMED and early <= now < line.shift.ends
