"""The ledger of hours: read, adjusted by lines that cite others, and closed month by month."""

from __future__ import annotations

import uuid
from calendar import monthrange
from datetime import date
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.hours import HoursKind, MonthLock
from stationdesk.domain.attendance.ledger_rules import (
    BY_HAND,
    NewService,
    adjusted,
    adjusting_problems,
    clock_problems,
    lock_problems,
    month_of,
    service_problems,
    taken_back,
    written_down,
)
from stationdesk.domain.attendance.lines import OpenMonth
from stationdesk.domain.attendance.presence_rules import reason_problems, standing_problems
from stationdesk.domain.attendance.ranking import ranked, star_level
from stationdesk.domain.attendance.snapshots import served_lines
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_, _
from stationdesk.services.attendance_desk.corrections import Corrections
from stationdesk.services.changes import Topic
from stationdesk.store import attendance as attendance_store
from stationdesk.store import hours as store
from stationdesk.store import volunteers, volunteers_standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.attendance.certificates import ServedLine
    from stationdesk.domain.attendance.hours import HoursLine
    from stationdesk.domain.attendance.ledger_rules import Credit, NewLine
    from stationdesk.domain.attendance.lines import (
        HoursByPerson,
        HoursFigures,
        LedgerLine,
        RankLine,
        StarLevel,
    )
    from stationdesk.domain.ids import HoursLineId, ImportId, VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer

ENTITY = "hours_line"
"""The name under which a line stands in the audit trail. No note there tells whose it is."""


class Ledger(Corrections):
    """Lines are only added; a month that is locked takes none any more."""

    def ledger(
        self, first: date, last: date, volunteer_id: VolunteerId | None = None
    ) -> list[HoursLine]:
        """Return the lines that count on days, in the order of the ledger; of one or of all."""
        return store.between(first, last, volunteer_id)

    def ledger_lines(
        self, first: date, last: date, volunteer_id: VolunteerId | None = None
    ) -> list[LedgerLine]:
        """Return the lines that count on days with whose they are, in the order of the ledger."""
        return store.named_between(first, last, volunteer_id)

    def services_of(
        self, volunteer_id: VolunteerId, first: date, last: date
    ) -> tuple[ServedLine, ...]:
        """Return what somebody served on days, as a record of these days would say it now.

        These are days of service, whichever day the ledger counts them on.
        """
        return served_lines(store.served_between(volunteer_id, first, last))

    def write_service(self, wish: NewService, import_id: ImportId | None = None) -> HoursLineId:
        """Keep minutes of service that no attendance is behind; twice with one key, once.

        Raises:
            Refused: naming every reason.
        """
        volunteer = self._volunteers.volunteer(wish.volunteer_id)
        uid, known = _line_of(wish.request_key)
        if known is not None:
            return known
        refuse_if_any(self._service_problems(wish, volunteer))
        ledger = self._ledger()
        with self._context.deed(Topic.ATTENDANCE):
            line_id = self._keep_line(written_down(wish, ledger), uid, import_id)
        take_back = partial(self.take_back_service, line_id, _("Taken back."))
        phrase = N_("The service of {name} on {day} was written down.")
        self._offer(phrase, take_back, name=volunteer.name, day=wish.served_on)
        return line_id

    def take_back_service(self, line_id: HoursLineId, reason: str) -> None:
        """Let a line that was written by hand be worth nothing, by one that cites it.

        Raises:
            Refused: without a reason, or where it is no such line or worth nothing already.
        """
        credit = self._credit(line_id)
        problems = list(reason_problems(reason))
        if credit.base.kind not in BY_HAND:
            phrase = N_("Correct the attendance itself; its hours follow.")
            problems.append(Problem("line", phrase))
        elif not credit.worth:
            problems.append(Problem("line", N_("This line is worth nothing already.")))
        refuse_if_any(problems)
        self._change_line(credit, taken_back(credit, reason, self._ledger()))

    def adjust(self, line_id: HoursLineId, minutes: int, reason: str) -> None:
        """Let a line that was written by hand be worth ``minutes`` in all.

        The difference is a line of its own that cites it; it counts today where the month of the
        line is locked. Hours of an attendance follow from the attendance alone: correct that.

        Raises:
            Refused: naming every reason.
        """
        credit = self._credit(line_id)
        refuse_if_any(adjusting_problems(credit, minutes, reason))
        self._change_line(credit, adjusted(credit, minutes, reason, self._ledger()))

    def balance(
        self, volunteer_id: VolunteerId, first: date | None = None, last: date | None = None
    ) -> int:
        """Return the minutes that count for somebody on days; None is open to that side.

        All in all it is never below zero. A stretch of days may be, where nothing but what takes
        back earlier hours counts in it.
        """
        return store.balance(volunteer_id, first, last)

    def hours_by_person(self, first: date, last: date) -> list[HoursByPerson]:
        """Return what counts on days by volunteer, in the order of their numbers."""
        return store.by_person(first, last)

    def figures(self, first: date, last: date) -> HoursFigures:
        """Return people, times of service and minutes that count on days; by month."""
        return store.figures(first, last)

    def ranking(self, first: date, last: date) -> list[RankLine]:
        """Return who served most on days, of those alone who agreed to be in the ranking."""
        agreed = {
            each.id for each in volunteers.everybody() if each.in_ranking and each.erased_on is None
        }
        return ranked(store.by_person(first, last), agreed)

    def stars(self, volunteer_id: VolunteerId) -> StarLevel:
        """Return the stars that all of somebody's hours reach, and what is missing to the next."""
        return star_level(store.balance(volunteer_id))

    def locks(self) -> list[MonthLock]:
        """Return the locked months, in order."""
        return store.locks()

    def lockable(self) -> list[OpenMonth]:
        """Return the months that are over and not locked, in order, with what is against it."""
        ledger, sums = self._ledger(), store.month_sums()
        months = sorted({*sums, *attendance_store.months_served()} - set(ledger.locked))
        return [self._open_month(month, sums) for month in months if month < month_of(ledger.today)]

    def lock_month(self, month: str) -> MonthLock:
        """Close the hours of a month (``2026-06``) for good: it takes no line any more.

        Raises:
            Refused: before it is over, twice, or while an attendance of it has no end or waits
                for a look.
        """
        self.close_forgotten()
        with self._context.deed(Topic.ATTENDANCE):
            refuse_if_any(self._locking_problems(month))
            lines, minutes, people, digest = store.month_sums().get(month, (0, 0, 0, ""))
            lock = MonthLock(
                month=month,
                minutes=minutes,
                lines=lines,
                people=people,
                digest=digest,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            uid = store.lock(lock)
            after = {"month": month, "minutes": minutes, "lines": lines, "people": people}
            self._context.note("month_lock", uid, "lock", after=after)
        return lock

    def _service_problems(self, wish: NewService, volunteer: Volunteer) -> Iterator[Problem]:
        ledger = self._ledger()
        standing = standing_on(volunteers_standing.statuses_of(volunteer.id), wish.served_on)
        is_gone = volunteer.erased_on is not None or volunteers.is_voided(volunteer.id)
        yield from standing_problems(standing, is_gone=is_gone)
        yield from service_problems(wish, ledger.today)
        yield from clock_problems(ledger)

    def _credit(self, line_id: HoursLineId) -> Credit:
        found = store.credit(line_id)
        if found is None:
            phrase = N_("This line was taken back, or it only cites another one.")
            raise Refused([Problem("line", phrase)])
        return found

    def _change_line(self, credit: Credit, lines: Sequence[NewLine]) -> None:
        with self._context.deed(Topic.ATTENDANCE):
            for line in lines:
                self._keep_line(line)
        if any(each.kind is HoursKind.REVERSAL for each in lines):
            take_back = partial(self._write_again, credit)
        else:
            take_back = partial(self.adjust, credit.base.id, credit.worth, _("Taken back."))
        self._offer(N_("A line of hours was adjusted."), take_back)

    def _write_again(self, credit: Credit) -> None:
        """Write a line that was reversed anew: a reversal itself stays for ever."""
        base, ledger = credit.base, self._ledger()
        wish = NewService(
            volunteer_id=base.volunteer_id,
            served_on=base.served_on,
            minutes=base.minutes,
            work=base.work,
            kind=base.kind,
            reason=base.reason,
        )
        with self._context.deed(Topic.ATTENDANCE):
            self._keep_line(written_down(wish, ledger))

    def _keep_line(
        self, line: NewLine, uid: str = "", import_id: ImportId | None = None
    ) -> HoursLineId:
        refuse_if_any(clock_problems(self._ledger()))
        line_id = self._add_line(line, uid, import_id)
        kept = store.get(line_id)
        if kept is not None:
            after = {"kind": kept.kind.value, "minutes": kept.minutes, "day": kept.business_date}
            self._context.note(ENTITY, kept.uid, "add", after=after)
        return line_id

    def _open_month(self, month: str, sums: dict[str, tuple[int, int, int, str]]) -> OpenMonth:
        lines, minutes, people, _digest = sums.get(month, (0, 0, 0, ""))
        return OpenMonth(
            month=month,
            lines=lines,
            minutes=minutes,
            people=people,
            problems=tuple(self._locking_problems(month)),
        )

    def _locking_problems(self, month: str) -> Iterator[Problem]:
        still_open, to_review = _unclear_in(month)
        yield from lock_problems(month, self._ledger(), still_open=still_open, to_review=to_review)


def _unclear_in(month: str) -> tuple[int, int]:
    """Return how many attendances of a month have no end, and wait for a look."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return 0, 0
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return attendance_store.unclear(first, last)


def _line_of(request_key: str) -> tuple[str, HoursLineId | None]:
    """Return the uid that a request gives its line, and the line where it was written already.

    A line that was reversed counts as never written: its request may be made anew.
    """
    if not request_key:
        return "", None
    for repeated in count():
        uid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"hours:{repeated}:{request_key}"))
        known = store.find_by_uid(uid)
        if known is None or store.credit(known) is not None:
            break
    return uid, known
