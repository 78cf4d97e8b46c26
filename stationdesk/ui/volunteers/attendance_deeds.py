"""What is done at the desk about attendance: signing in and out, corrections, whole sheets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.attendance.presence import Means, PresenceState
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.volunteers.people import Standing
from stationdesk.i18n import N_, _
from stationdesk.ui.volunteers.attendance_forms import (
    CorrectForm,
    SignOutForm,
    WalkInForm,
    attendance_words,
)
from stationdesk.ui.volunteers.day_lines import DayLine, day_lines
from stationdesk.ui.volunteers.deeds import Over, ask
from stationdesk.ui.volunteers.reason_form import ReasonForm
from stationdesk.ui.volunteers.sheet_form import SheetForm
from stationdesk.ui.volunteers.words import person_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.ids import AttendanceId, VolunteerId
    from stationdesk.domain.volunteers.lines import VolunteerLine
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.volunteers.deeds import VolunteerServices

ABSENCES = (N_("Did not come, no word"), N_("Called off on the day"))
EXCUSES = (N_("Told beforehand"), N_("Family matters"), N_("Work or study"))
VOIDS = (N_("Signed in by mistake"), N_("Entered twice"))
MOST_OFFERED = 12


class AttendanceDeeds(QObject):
    """Deeds on the lines of a day; ``refused`` carries problems that no form shows."""

    refused = pyqtSignal(object)

    def __init__(self, services: VolunteerServices, dialogs: Dialogs, over: QWidget) -> None:
        super().__init__(over)
        self._services, self._dialogs, self._over = services, dialogs, over
        self._attendance = services.attendance

    def lines(self, day: date) -> list[DayLine]:
        """Return who was planned and who was there on a day."""
        services = self._services
        attendances = self._attendance.attendances(day, day)
        return day_lines(services.roster.day_board(day), attendances, services.now())

    def take(self, typed: str) -> bool:
        """Sign in or out whom a card, a number or initials mean; tell whether anybody was meant."""
        by_card = self._services.volunteers.by_card(typed)
        if by_card is not None:
            self._run(partial(self._attendance.toggle, by_card.id, Means.CARD))
            return True
        found = self._meant(typed)
        if len(found) > 1:
            asked = _("Who is meant by “{typed}”?").format(typed=typed)
            options = {str(each.volunteer.id): person_words(each.volunteer) for each in found}
            chosen = self._dialogs.choose(self._over, asked, options)
            found = [each for each in found if str(each.volunteer.id) == chosen]
            if not found:
                return True
        for each in found:
            self._run(partial(self._attendance.toggle, each.volunteer.id))
        return bool(found)

    def verb_of(self, line: DayLine) -> str:
        """Return what comes next with a line, empty where nothing does."""
        if line.is_there:
            return _("Sign out")
        if line.state is PresenceState.TO_REVIEW:
            return _("Correct") if self._is_unknown(line) else _("Confirm")
        if line.can_sign_in:
            today = self._day_of(line) == self._services.today()
            later = self._day_of(line) > self._services.today()
            return "" if later else _("Sign in") if today else _("Write down")
        return ""

    def go_on(self, line: DayLine) -> None:
        """Do what comes next with a line."""
        if line.is_there and line.presence is not None:
            self._run(partial(self._attendance.sign_out, line.presence.attendance.id))
        elif line.state is PresenceState.TO_REVIEW:
            if self._is_unknown(line):
                self.correct(line)
            else:
                self.confirm(line)
        elif line.can_sign_in and self._day_of(line) == self._services.today():
            self._sign_in(line)
        elif line.can_sign_in and self._day_of(line) < self._services.today():
            self.sheet(self._day_of(line), planned=True)

    def sign_out(self, line: DayLine) -> None:
        """Sign out with what was done."""
        if line.is_there and line.presence is not None:
            now = self._services.now()
            ask(SignOutForm(self._attendance, line.presence, now, **self._over_it()))

    def confirm(self, line: DayLine) -> None:
        """Confirm a closing by itself as it stands."""
        if line.state is PresenceState.TO_REVIEW and line.presence is not None:
            self._run(partial(self._attendance.review, line.presence.attendance.id))

    def correct(self, line: DayLine) -> None:
        """Correct an attendance."""
        if line.presence is not None:
            self._correct(line.presence)

    def correct_attendance(self, attendance_id: AttendanceId) -> None:
        """Correct the attendance behind a line of the ledger."""
        self._correct(self._attendance.line(attendance_id))

    def void(self, line: DayLine) -> None:
        """Let an attendance count no more."""
        if line.presence is None or line.presence.attendance.is_void:
            return
        form = ReasonForm(
            _("Make an attendance void"),
            _("Make void"),
            attendance_words(line.presence),
            partial(self._attendance.void, line.presence.attendance.id),
            offered=[_(words) for words in VOIDS],
            **self._over_it(),
        )
        ask(form)

    def mark_absent(self, line: DayLine, *, excused: bool) -> None:
        """Write down that somebody did not come, or had told so beforehand."""
        if line.duty is None or line.presence is not None:
            return
        assignment_id, roster = line.duty.assignment_id, self._services.roster
        title = _("Told beforehand") if excused else _("Did not come")
        form = ReasonForm(
            title,
            _("Write it down"),
            f"{line.name} {line.shift}",
            lambda reason: roster.mark_absent(assignment_id, reason, excused),
            offered=[_(words) for words in (EXCUSES if excused else ABSENCES)],
            **self._over_it(),
        )
        ask(form)

    def walk_in(self, volunteer_id: VolunteerId | None = None) -> None:
        """Sign in somebody who is chosen from the register."""
        active = [
            line.volunteer
            for line in self._services.volunteers.lines()
            if line.standing is Standing.ACTIVE
        ]
        now = self._services.now()
        ask(WalkInForm(self._attendance, active, now, volunteer_id, **self._over_it()))

    def sheet(self, day: date, *, planned: bool = False) -> None:
        """Write a sign-in sheet down; ``planned`` begins with who was planned on that day."""
        people, today = self._services.people(), self._services.today()
        form = SheetForm(self._attendance, people, day, today, self._not_signed, **self._over_it())
        if planned:
            form.fill.click()
        ask(form)

    def _not_signed(self, day: date) -> list[DayLine]:
        return [line for line in self.lines(day) if line.can_sign_in]

    def _sign_in(self, line: DayLine) -> None:
        assignment_id = line.duty.assignment_id if line.duty and line.bound else None
        run = partial(self._attendance.sign_in, line.volunteer_id, Means.CLICK, None, assignment_id)
        self._run(run)

    def _correct(self, presence: PresenceLine) -> None:
        today = self._services.today()
        ask(CorrectForm(self._attendance, presence, today, **self._over_it()))

    def _meant(self, typed: str) -> list[VolunteerLine]:
        """Return who is meant: those who can sign in before all others."""
        found = self._services.volunteers.find(typed, limit=MOST_OFFERED)
        active = [each for each in found if each.standing is Standing.ACTIVE]
        return active or found[:1]

    def _is_unknown(self, line: DayLine) -> bool:
        """Tell whether nobody knows how long somebody stayed: a walk-in closed by itself."""
        return line.presence is not None and line.presence.is_walk_in

    def _day_of(self, line: DayLine) -> date:
        if line.duty is not None:
            return line.duty.shift.day
        assert line.presence is not None, "a line is planned or attended"
        return line.presence.attendance.business_date

    def _run(self, run: Callable[[], object]) -> None:
        try:
            run()
        except Refused as refusal:
            problems: list[Problem] = list(refusal.problems)
            self.refused.emit(problems)

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self._over}
