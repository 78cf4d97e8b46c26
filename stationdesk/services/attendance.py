"""Attendance, hours of service and what is certified from them, behind one door."""

from __future__ import annotations

from stationdesk.services.attendance_desk.reminders import Reminders


class AttendanceDesk(Reminders):
    """Who is there, what it is worth in the ledger, and the papers that prove it.

    Each part rests on the one before: papers on the ledger, the ledger on corrections, these on
    signing in and out.
    """
