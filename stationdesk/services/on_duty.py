"""Duty as the first page shows it: planned, really there, what is missing, what was handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance.duty_day import duty_day
from stationdesk.domain.outages import end_of
from stationdesk.store import volunteers as volunteer_store

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.attendance.duty_day import DutyDay
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.context import Context
    from stationdesk.services.roster import Roster


class OnDuty:
    """Reading only: whoever forgot to sign out is closed by a deed of ``AttendanceDesk``."""

    def __init__(self, context: Context, roster: Roster, attendance: AttendanceDesk) -> None:
        self._context = context
        self._roster = roster
        self._attendance = attendance

    def on(self, day: date) -> DutyDay:
        """Return how duty stands: at this minute today, at the end of any other day."""
        there = {
            each.attendance.id: each
            for each in (*self._attendance.attendances(day, day), *self._attendance.present())
        }
        return duty_day(
            self._roster.day_board(day),
            there.values(),
            self._roster.notes(),
            self._minute_of(day),
            kept=self._is_kept(),
            planned=self._roster.period_on(day) is not None,
        )

    def _minute_of(self, day: date) -> datetime:
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        return now if now.date() == day else end_of(day)

    def _is_kept(self) -> bool:
        return bool(self._roster.periods() or volunteer_store.everybody())
