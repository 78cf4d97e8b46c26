"""How minutes get into the ledger: written once, taken back or adjusted by a line that says why.

A month that is locked takes no line any more: what belongs to it is then written on today's day,
with the true day of service beside it. Every line that stands by itself (a *base*) is worth its
minutes and those of the lines that cite it, never below zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.hours import HOURS_RULE, HoursKind
from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.attendance.presence_rules import FUTURE, LONGEST_WORK, reason_problems
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
    from datetime import date, datetime

    from stationdesk.domain.attendance.hours import HoursLine
    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import AttendanceId, HoursLineId, VolunteerId

BASES = frozenset({HoursKind.ATTEND, HoursKind.WORKLOG, HoursKind.BROUGHT})
"""Lines that stand by themselves; all others cite one of them."""
BY_HAND = frozenset({HoursKind.WORKLOG, HoursKind.BROUGHT})
"""Lines that no attendance is behind."""
MOST_BY_HAND = {HoursKind.WORKLOG: 24 * 60, HoursKind.BROUGHT: 6_000_000}
"""Minutes of one line: a day of service; 100,000 hours brought in from elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A line as it will be added to the ledger."""

    volunteer_id: VolunteerId
    kind: HoursKind
    minutes: int
    business_date: date
    served_on: date
    attendance_id: AttendanceId | None = None
    cites_id: HoursLineId | None = None
    work: str = ""
    reason: str = ""
    rule: str = HOURS_RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class NewService:
    """Minutes of service that no attendance is behind.

    ``WORKLOG`` is service that was written down without its times, ``BROUGHT`` what somebody
    brings from before the station kept hours. Both need to be told by somebody: ``reason`` says
    from what paper.
    """

    volunteer_id: VolunteerId
    served_on: date
    minutes: int
    work: str
    kind: HoursKind = HoursKind.WORKLOG
    reason: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A base line, what it is worth now, and for what work it stands now."""

    base: HoursLine
    worth: int
    work: str


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """The day on which something is written, and the months that take nothing any more."""

    today: date
    locked: Set[str] = frozenset()

    def is_locked(self, day: date) -> bool:
        """Tell whether the month of ``day`` takes no line any more."""
        return month_of(day) in self.locked

    def day_for(self, day: date) -> date:
        """Return the day on which a line counts that belongs to ``day``."""
        return self.today if self.is_locked(day) else day


def month_of(day: date) -> str:
    """Return the month of ``day`` as ``2026-06``."""
    return f"{day:%Y-%m}"


def attended(attendance: Attendance, ledger: OpenLedger) -> NewLine:
    """Return the line by which a closed attendance gets into the ledger."""
    return NewLine(
        volunteer_id=attendance.volunteer_id,
        kind=HoursKind.ATTEND,
        minutes=attendance.minutes,
        business_date=ledger.day_for(attendance.business_date),
        served_on=attendance.business_date,
        attendance_id=attendance.id,
        work=attendance.work,
    )


def followed(
    credit: Credit | None, attendance: Attendance, reason: str, ledger: OpenLedger
) -> list[NewLine]:
    """Return the lines by which the ledger follows an attendance that was changed, void or not.

    None for ``credit`` means that it stands in no line yet. Where the line's month is locked, the
    difference is one adjustment; else the line is reversed and written anew.
    """
    if attendance.is_void or attendance.left_at is None:
        return [] if credit is None else taken_back(credit, reason, ledger)
    if credit is None:
        return [attended(attendance, ledger)]
    base, same_day = credit.base, credit.base.served_on == attendance.business_date
    same = credit.worth == attendance.minutes and credit.work == attendance.work
    if same_day and same:
        return []
    if same_day and ledger.is_locked(base.business_date):
        change = attendance.minutes - credit.worth
        return [_citing(credit, HoursKind.ADJUST, change, reason, ledger, attendance.work)]
    return [*taken_back(credit, reason, ledger), attended(attendance, ledger)]


def taken_back(credit: Credit, reason: str, ledger: OpenLedger) -> list[NewLine]:
    """Return the line after which a base is worth nothing; none where it is so already."""
    base = credit.base
    if credit.worth == base.minutes and not ledger.is_locked(base.business_date):
        return [_citing(credit, HoursKind.REVERSAL, -base.minutes, reason, ledger, credit.work)]
    return adjusted(credit, 0, reason, ledger)


def adjusted(credit: Credit, minutes: int, reason: str, ledger: OpenLedger) -> list[NewLine]:
    """Return the line after which a base is worth ``minutes``; none where it is so already."""
    change = minutes - credit.worth
    if not change:
        return []
    return [_citing(credit, HoursKind.ADJUST, change, reason, ledger, credit.work)]


def written_down(wish: NewService, ledger: OpenLedger) -> NewLine:
    """Return the line of service that no attendance is behind."""
    return NewLine(
        volunteer_id=wish.volunteer_id,
        kind=wish.kind,
        minutes=wish.minutes,
        business_date=ledger.day_for(wish.served_on),
        served_on=wish.served_on,
        work=wish.work.strip(),
        reason=wish.reason.strip(),
    )


def service_problems(wish: NewService, today: date) -> Iterator[Problem]:
    """Tell why service cannot be written down so."""
    if wish.kind not in BY_HAND:
        yield Problem("kind", N_("Such a line comes from an attendance or another line only."))
        return
    most = MOST_BY_HAND[wish.kind]
    if not 1 <= wish.minutes <= most:
        phrase = N_("Choose from {least} to {most} minutes.")
        yield Problem("minutes", phrase, {"least": 1, "most": most})
    if wish.served_on > today:
        yield Problem("served_on", FUTURE)
    if not wish.work.strip():
        yield Problem("work", N_("Write what was done."))
    elif len(wish.work.strip()) > LONGEST_WORK:
        phrase = N_("What was done has at most {most} characters.")
        yield Problem("work", phrase, {"most": LONGEST_WORK})
    if wish.kind is HoursKind.BROUGHT:
        yield from reason_problems(wish.reason)


def adjusting_problems(credit: Credit, minutes: int, reason: str) -> Iterator[Problem]:
    """Tell why a line cannot be adjusted to ``minutes``."""
    if credit.base.kind not in BY_HAND:
        phrase = N_("Correct the attendance itself; its hours follow.")
        yield Problem("line", phrase)
    elif minutes == credit.worth:
        yield Problem("minutes", N_("That is what the line is worth already."))
    elif not 0 <= minutes <= MOST_BY_HAND[credit.base.kind]:
        phrase = N_("Choose from {least} to {most} minutes.")
        values = {"least": 0, "most": MOST_BY_HAND[credit.base.kind]}
        yield Problem("minutes", phrase, values)
    yield from reason_problems(reason)


def clock_problems(ledger: OpenLedger) -> Iterator[Problem]:
    """Tell that today's month is locked, which happens when the PC's clock was set back."""
    if ledger.is_locked(ledger.today):
        phrase = N_("The hours of {month} are locked; check the date of this PC.")
        yield Problem("today", phrase, {"month": month_of(ledger.today)})


def unclear_problems(attendance: Attendance, ledger: OpenLedger) -> Iterator[Problem]:
    """Tell why an attendance cannot be without an end, or wait for a look, again."""
    unreviewed = attendance.left_by is Means.AUTO and not attendance.reviewed_at
    if (attendance.left_at is None or unreviewed) and ledger.is_locked(attendance.business_date):
        phrase = N_("The hours of {month} are locked; correct the attendance instead.")
        yield Problem("month", phrase, {"month": month_of(attendance.business_date)})


def beginning_problems(came: datetime, now: datetime, ledger: OpenLedger) -> Iterator[Problem]:
    """Tell why an attendance that began then cannot be left without an end."""
    if now - came > timedelta(days=1) or ledger.is_locked(came.date()):
        yield Problem("came", N_("It began long ago: write down also when they left."))


def lock_problems(
    month: str, ledger: OpenLedger, *, still_open: int, to_review: int
) -> Iterator[Problem]:
    """Tell why a month cannot be locked.

    ``still_open`` and ``to_review`` count its attendances that nobody closed or looked at.
    """
    if not _is_month(month):
        yield Problem("month", N_("Write the month as 2026-06."))
    elif month in ledger.locked:
        yield Problem("month", N_("The hours of {month} are locked already."), {"month": month})
    elif month >= month_of(ledger.today):
        yield Problem("month", N_("The month {month} is not over yet."), {"month": month})
    if still_open:
        phrase = N_("{count} attendances of this month have no end yet.")
        yield Problem("open", phrase, {"count": still_open})
    if to_review:
        phrase = N_("{count} attendances of this month closed by themselves and wait for a look.")
        yield Problem("to_review", phrase, {"count": to_review})


def _citing(
    credit: Credit, kind: HoursKind, minutes: int, reason: str, ledger: OpenLedger, work: str
) -> NewLine:
    base = credit.base
    return NewLine(
        volunteer_id=base.volunteer_id,
        kind=kind,
        minutes=minutes,
        business_date=ledger.day_for(base.business_date),
        served_on=base.served_on,
        attendance_id=base.attendance_id,
        cites_id=base.id,
        work=work,
        reason=reason.strip(),
    )


def _is_month(text: str) -> bool:
    year, dash, month = text.partition("-")
    digits = (year + month).isascii() and (year + month).isdecimal()
    return dash == "-" and digits and len(year) == 4 and len(month) == 2 and "01" <= month <= "12"
