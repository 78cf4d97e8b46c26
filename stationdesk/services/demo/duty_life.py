"""The demo's volunteers on duty: they come and go by card, PIN, click or paper, or do not come."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.presence import Means, NewAttendance
from stationdesk.domain.roster.swaps import NewSwap, SwapKind

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from datetime import date, datetime

    from stationdesk.domain.ids import AttendanceId, VolunteerId
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.roster_life import Duty, RosterLife
    from stationdesk.services.roster import Roster

PAPER_UNTIL_DAYS = 120
"""Until so long before the end attendance is signed on paper; then by card, touch and click."""
CALM_DAYS = 3
CARD, TOUCH = 0.5, 0.62
WORTH_A_BREAK = timedelta(minutes=90)
SWAP_AHEAD = (2, 6)
WALK_IN_MINUTE = 9 * 60 + 40
SHEET_MINUTES = 12
"""So long after closing the paper sheet is written down."""


class DutyLife:
    """Lives the duties of a day; call ``day`` in the morning and ``evening`` after closing."""

    def __init__(
        self,
        roster: Roster,
        attendance: AttendanceDesk,
        rosters: RosterLife,
        told: Mapping[str, Any],
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._roster, self._attendance, self._rosters = roster, attendance, rosters
        self._told = told
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._sheet: list[NewAttendance] = []
        self._wrong: list[AttendanceId] = []
        self._still_there: list[tuple[AttendanceId, int, str]] = []

    def day(self) -> None:
        """Plan who comes today, and when."""
        self._attendance.close_forgotten()
        self._look_at_forgotten()
        for duty in self._rosters.duties(self._clock.day):
            self._plan(duty)
        if self._chance.random() < self._told["odds"]["walk_in"] and self._days_left() > CALM_DAYS:
            self._agenda.on(self._clock.day, WALK_IN_MINUTE, self._walk_in)
        if self._chance.random() < self._told["odds"]["dropped"] and self._days_left() > CALM_DAYS:
            self._agenda.on(self._clock.day, WALK_IN_MINUTE + 40, self._take_wrong_card)
        self._tell_ahead()

    def evening(self) -> None:
        """Let those leave who stay to the end, and write the paper sheet down."""
        for attendance_id, minute, work in self._still_there:
            self._clock.go_to(minute)
            self._go(attendance_id, Means.CLICK, work)
        self._still_there.clear()
        if self._sheet:
            self._clock.go_to(self._agenda.closes + SHEET_MINUTES)
            self._attendance.write_sheet(self._sheet)
            self._sheet = []

    def _plan(self, duty: Duty) -> None:
        odds, drawn = self._told["odds"], self._chance.random()
        calm = self._days_left() <= CALM_DAYS
        if drawn < odds["absent"] and not calm:
            minute = duty.shift.from_minute + 40
            self._agenda.on(self._clock.day, minute, partial(self._miss, duty))
        elif self._days_left() > PAPER_UNTIL_DAYS:
            self._sign_on_paper(duty)
        else:
            late = self._chance.randint(5, 18) if self._chance.random() < odds["late"] else 0
            minute = duty.shift.from_minute - self._chance.randint(0, 9) + late
            self._agenda.on(self._clock.day, minute, partial(self._come, duty))

    def _sign_on_paper(self, duty: Duty) -> None:
        """Note a line of the sheet, which is written down in the evening."""
        odds, shift = self._told["odds"], duty.shift
        away = self._chance.choice((10, 15, 20)) if self._chance.random() < odds["away"] else 0
        self._sheet.append(
            NewAttendance(
                volunteer_id=duty.volunteer_id,
                came_at=self._at(shift.from_minute - self._chance.randint(0, 9)),
                left_at=self._at(shift.to_minute + self._chance.randint(-2, 6)),
                away_minutes=away,
                work=self._work(shift.name),
                assignment_id=duty.id,
                by=Means.PAPER,
            )
        )

    def _come(self, duty: Duty) -> None:
        means = self._chance.random()
        by = Means.CARD if means < CARD else Means.TOUCH if means < TOUCH else Means.CLICK
        self._leave_first(duty.volunteer_id)
        attendance_id = self._attendance.sign_in(duty.volunteer_id, by, assignment_id=duty.id)
        if self._forgets_to_leave(duty):
            return
        work, leaves = self._work(duty.shift.name), duty.shift.to_minute
        minute = leaves + self._chance.randint(-3, 8)
        if minute >= self._agenda.closes:
            self._still_there.append((attendance_id, minute, work))
            self._still_there.sort(key=lambda each: each[1])
        else:
            self._agenda.on(self._clock.day, minute, partial(self._go, attendance_id, by, work))

    def _leave_first(self, volunteer_id: VolunteerId) -> None:
        """Sign out whoever forgot to after an earlier shift of the day and is here for another."""
        for line in self._attendance.present():
            if line.attendance.volunteer_id == volunteer_id:
                self._go(line.attendance.id, Means.CLICK, self._work(line.shift))

    def _forgets_to_leave(self, duty: Duty) -> bool:
        """Tell whether somebody will forget to sign out: on the eve of the end one surely does."""
        is_eve = self._days_left() == self._told["ending"]["forgot"]
        if is_eve and duty == self._rosters.duties(self._clock.day)[-1]:
            return True
        return self._chance.random() < float(self._told["odds"]["forgot"])

    def _go(self, attendance_id: AttendanceId, by: Means, work: str) -> None:
        odds, now = self._told["odds"], self._attendance.attendance(attendance_id)
        away = self._chance.choice((10, 15, 20)) if self._chance.random() < odds["away"] else 0
        if now.left_at is not None:
            return
        stayed_long = self._clock.at(self._clock.minute) - now.came_at > WORTH_A_BREAK
        self._attendance.sign_out(
            attendance_id, by, work=work, away_minutes=away if stayed_long else 0
        )
        if stayed_long and self._chance.random() < odds["wrong"]:
            tomorrow = self._clock.day + timedelta(days=1)
            self._agenda.on(tomorrow, 10 * 60, partial(self._correct, attendance_id))

    def _correct(self, attendance_id: AttendanceId) -> None:
        """Correct when somebody left; the desk got it wrong by some minutes."""
        now = self._attendance.attendance(attendance_id)
        if now.left_at is None or now.is_void:
            return
        left = now.left_at - timedelta(minutes=self._chance.choice((5, 10, 15)))
        reason = self._chance.choice(self._told["words"]["wrong"])
        self._attendance.correct(
            attendance_id, now.came_at, left, now.away_minutes, now.work, reason
        )

    def _walk_in(self) -> None:
        """Let somebody who is not on the roster today help for an hour or two."""
        volunteer_id = self._somebody_free()
        if volunteer_id is None:
            return
        work = str(self._chance.choice(self._told["work"]["walk_in"]))
        attendance_id = self._attendance.sign_in(volunteer_id)
        ends = self._clock.minute + self._chance.randint(60, 110)
        self._agenda.on(self._clock.day, ends, partial(self._go, attendance_id, Means.CLICK, work))

    def _take_wrong_card(self) -> None:
        """Let somebody take another one's card; the attendance is voided at once."""
        volunteer_id = self._somebody_free()
        if volunteer_id is not None:
            attendance_id = self._attendance.sign_in(volunteer_id, Means.CARD)
            self._clock.pass_time(2)
            self._attendance.void(attendance_id, self._told["words"]["dropped"])

    def _somebody_free(self) -> VolunteerId | None:
        there = {line.attendance.volunteer_id for line in self._attendance.present()}
        free = [each for each in self._rosters.people_free() if each not in there]
        return self._chance.choice(free) if free else None

    def _look_at_forgotten(self) -> None:
        """Confirm what closed by itself, the next day or later; the last ones wait."""
        if self._days_left() <= 1:
            return
        for line in self._attendance.to_review():
            if line.attendance.business_date < self._clock.day - timedelta(days=2):
                self._attendance.review(line.attendance.id)

    def _miss(self, duty: Duty) -> None:
        reason = self._chance.choice(self._told["words"]["absent"])
        self._roster.mark_absent(duty.id, reason)
        self._rosters.is_missing(duty)

    def _tell_ahead(self) -> None:
        """Draw who tells today that they cannot come one of the next days, or asks for a swap."""
        if self._days_left() <= CALM_DAYS:
            return
        odds = self._told["odds"]
        tomorrow = self._clock.day + timedelta(days=1)
        for duty in self._rosters.duties(tomorrow):
            if self._chance.random() < odds["excused"]:
                self._agenda.on(self._clock.day, 16 * 60, partial(self._excuse, duty))
        later = self._clock.day + timedelta(days=self._chance.randint(*SWAP_AHEAD))
        for duty in self._rosters.duties(later):
            if self._chance.random() < odds["swapped"]:
                self._agenda.on(self._clock.day, 11 * 60, partial(self._hand_over, duty))

    def _excuse(self, duty: Duty) -> None:
        if duty not in self._rosters.duties(duty.shift.day):
            return
        reason = self._chance.choice(self._told["words"]["excused"])
        self._roster.mark_absent(duty.id, reason, excused=True)
        self._rosters.is_missing(duty)
        if self._chance.random() < self._told["odds"]["replaced"]:
            self._rosters.find_stand_in(duty.shift)

    def _hand_over(self, duty: Duty) -> None:
        """Let somebody give a shift away, or be covered once, at the desk."""
        if duty not in self._rosters.duties(duty.shift.day):
            return
        taker = self._rosters.stand_in_for(duty)
        if taker is None:
            return
        kind = self._chance.choice((SwapKind.GIVE_AWAY, SwapKind.COVER_ONCE))
        reason = self._chance.choice(self._told["words"]["swap"])
        wish = NewSwap(kind=kind, assignment_id=duty.id, to_volunteer_id=taker, reason=reason)
        if self._roster.swap_would_break(wish):
            self._rosters.let_go(taker, duty)
        else:
            self._roster.swap_now(wish)
            self._rosters.hand_over(duty, taker)

    def _work(self, shift: str) -> str:
        words = self._told["work"]
        return str(self._chance.choice(words.get(shift.rstrip("23"), words["下午班"])))

    def _at(self, minute: int) -> datetime:
        return self._clock.at(minute)

    def _days_left(self) -> int:
        return (self._end - self._clock.day).days
