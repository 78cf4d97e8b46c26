"""A whole sign-in sheet written down at once: all of its lines, or none."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.attendance_desk.certificates import Certificates
from stationdesk.services.attendance_desk.desk import TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.attendance.presence import Attendance, NewAttendance
    from stationdesk.domain.ids import AttendanceId
    from stationdesk.domain.problems import Problem


class PaperSheets(Certificates):
    """What was signed by hand comes in as it stands on the sheet."""

    def write_sheet(self, wishes: Sequence[NewAttendance]) -> list[AttendanceId]:
        """Keep all lines of a sheet in one deed with one way back.

        Raises:
            Refused: naming every reason; those of the second line are about ``lines.2.came`` etc.
        """
        kept: list[Attendance] = []
        wrong: list[Problem] = []
        with self._context.deed(*TOPICS):
            for place, wish in enumerate(wishes, start=1):
                try:
                    kept.append(self.attendance(self.write_down(wish)))
                except Refused as refusal:
                    about = f"lines.{place}."
                    wrong += [replace(each, about=about + each.about) for each in refusal.problems]
            refuse_if_any(wrong)
        phrase = N_("{count} lines of the sign-in sheet were written down.")
        self._offer(phrase, partial(self._take_sheet_back, kept), count=len(kept))
        return [each.id for each in kept]

    def _take_sheet_back(self, kept: Sequence[Attendance]) -> None:
        with self._context.deed(*TOPICS):
            for each in reversed(kept):
                self._take_back_new(each.id, each.version)
