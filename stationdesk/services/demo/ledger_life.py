"""What becomes of the demo's hours: brought in, corrected late, locked by month, certified."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.certificates import CertificateKind, IssuingBody
from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.ledger_rules import NewService
from stationdesk.domain.periods import add_months

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.ids import CertificateId, VolunteerId
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.volunteer_life import Helper

OFFICE_MINUTE = 10 * 60 + 30
LATE_EVERY_MONTHS = 3
"""In every third month something of the month before, locked already, turns out to be wrong."""
LATE_MINUTES = 30
CERTIFICATE_DAYS = {"issued": 40, "noticed": 5, "drafted": 1, "void": 70}
NOTICE_DAYS = 7


class LedgerLife:
    """Keeps the ledger in order; call ``day`` for every open day."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        told: Mapping[str, Any],
        issuer: Mapping[str, str],
        people: Mapping[str, str],
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._attendance, self._told, self._issuer = attendance, told, issuer
        self._keeper, self._second = people["tiers"], people["stock"]
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._months = 0

    def open(self, helpers: Iterable[Helper]) -> None:
        """Enter who issues certificates, and the hours of the years before the program."""
        self._attendance.set_issuing_body(IssuingBody(**self._issuer))
        known = list(helpers)
        yesterday, brought = self._clock.day - timedelta(days=1), self._told["brought"]
        for helper in known:
            if helper.told.brought:
                wish = NewService(
                    volunteer_id=helper.id,
                    served_on=yesterday,
                    minutes=helper.told.brought * 60,
                    work=brought["work"],
                    kind=HoursKind.BROUGHT,
                    reason=brought["reason"],
                )
                self._attendance.write_service(wish)
        self._plan_certificates([each.id for each in known if each.told.identity])

    def day(self) -> None:
        """Lock the month before, once it is clear."""
        if self._clock.day.day < self._told["month"]["locked"]:
            return
        on_duty, self._clock.who = self._clock.who, self._keeper
        for month in self._attendance.lockable():
            if not month.problems:
                self._attendance.lock_month(month.month)
                self._months += 1
                if self._months % LATE_EVERY_MONTHS == 0:
                    self._agenda.on(
                        self._clock.day + timedelta(days=4),
                        OFFICE_MINUTE,
                        partial(self._correct_late, month.month),
                    )
        self._clock.who = on_duty

    def _correct_late(self, month: str) -> None:
        """Correct an attendance of a locked month: the ledger follows by an adjustment."""
        today = self._clock.day
        lines = self._attendance.attendances(add_months(today.replace(day=1), -1), today)
        found = [
            each.attendance
            for each in lines
            if f"{each.attendance.business_date:%Y-%m}" == month
            and not each.attendance.is_void
            and each.attendance.minutes > 2 * LATE_MINUTES
        ]
        if not found:
            return
        wrong = self._chance.choice(found)
        if wrong.left_at is not None:
            left = wrong.left_at - timedelta(minutes=LATE_MINUTES)
            reason = self._told["words"]["late"]
            self._attendance.correct(
                wrong.id, wrong.came_at, left, wrong.away_minutes, wrong.work, reason
            )

    def _plan_certificates(self, people: list[VolunteerId]) -> None:
        """Plan certificates at every step, and a record, for the last weeks."""
        plans = (self._issue, self._hang_out, self._only_draw, self._void)
        for (_state, days), deed, who in zip(CERTIFICATE_DAYS.items(), plans, people, strict=False):
            day = self._end - timedelta(days=days)
            if day > self._clock.day:
                self._agenda.on(day, OFFICE_MINUTE, partial(deed, who))
        if people and self._end - timedelta(days=2) > self._clock.day:
            day = self._end - timedelta(days=2)
            self._agenda.on(day, OFFICE_MINUTE + 20, partial(self._record, people[-1]))

    def _draw(
        self, volunteer_id: VolunteerId, kind: CertificateKind = CertificateKind.CERTIFICATE
    ) -> CertificateId | None:
        """Draw a paper up about the locked months of a year, None where there are none."""
        locks = self._attendance.locks()
        if not locks:
            return None
        first = add_months(self._clock.day.replace(day=1), -12)
        last = add_months(_first_of(locks[-1].month), 1) - timedelta(days=1)
        if self._attendance.balance(volunteer_id, first, last) <= 0:
            return None
        on_duty, self._clock.who = self._clock.who, self._keeper
        drawn = self._attendance.draw_up(volunteer_id, first, last, kind)
        self._clock.who = on_duty
        return drawn

    def _issue(self, volunteer_id: VolunteerId) -> None:
        drawn = self._hang_out(volunteer_id)
        if drawn is not None:
            over = self._clock.day + timedelta(days=NOTICE_DAYS + 1)
            self._agenda.on(over, OFFICE_MINUTE, partial(self._hand_out, drawn))

    def _hand_out(self, certificate_id: CertificateId) -> None:
        self._attendance.issue(certificate_id)
        self._attendance.printed(certificate_id)

    def _hang_out(self, volunteer_id: VolunteerId) -> CertificateId | None:
        drawn = self._draw(volunteer_id)
        if drawn is not None:
            self._attendance.review_certificate(drawn, self._second)
            self._attendance.notice(drawn, days=NOTICE_DAYS)
        return drawn

    def _only_draw(self, volunteer_id: VolunteerId) -> None:
        self._draw(volunteer_id)

    def _void(self, volunteer_id: VolunteerId) -> None:
        drawn = self._draw(volunteer_id)
        if drawn is not None:
            self._attendance.void_certificate(drawn, self._told["words"]["void"])

    def _record(self, volunteer_id: VolunteerId) -> None:
        self._draw(volunteer_id, CertificateKind.RECORD)


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
