"""What of attendance, hours and certificates waits for a hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.certificates import CERTIFICATE_STATE_WORDS, CertificateState
from stationdesk.domain.reminders import Area, Reminder, Urgency
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stationdesk.domain.attendance.certificates import ServiceCertificate
    from stationdesk.domain.attendance.lines import PresenceLine

LOCK_FROM_DAY = 5
"""From the fifth on, the hours of the month before should be locked; the product's own default."""
LATE_LOCK_DAYS = 31

_NEXT = {
    CertificateState.DRAFT: N_("{number} for {person} waits for a second person's look"),
    CertificateState.REVIEWED: N_("{number} for {person} is to be hung out"),
    CertificateState.NOTICED: N_("{number} for {person} can be issued"),
}


def review_reminders(waiting: Sequence[PresenceLine], today: date) -> Iterator[Reminder]:
    """Give one line for the sign-outs that nobody made and nobody looked at yet."""
    if not waiting:
        return
    first = min(waiting, key=lambda each: each.attendance.came_at).attendance
    oldest = first.business_date
    people = tuple(dict.fromkeys(each.name for each in waiting))
    values = {"count": len(waiting), "names": names(people, shown=3)}
    one = N_("{names} forgot to sign out")
    several = N_("{count} forgotten sign-outs: {names}")
    yield Reminder(
        area=Area.VOLUNTEERS,
        urgency=Urgency.TODAY if oldest < today else Urgency.SOON,
        state=Phrase(N_("To be looked at")),
        what=Phrase(one if len(waiting) == 1 else several, values),
        day=oldest,
        opens=("to_review", first.id),
    )


def lock_reminders(unlocked: Iterable[str], today: date) -> Iterator[Reminder]:
    """Give one line for the months (``2026-06``) that are over and whose hours are not locked.

    The month before has time until ``LOCK_FROM_DAY``.
    """
    due = {month: _lock_day(month) for month in unlocked}
    months = sorted(month for month, day in due.items() if day <= today)
    if not months:
        return
    one = N_("The hours of {month} are not locked yet")
    several = N_("The hours of {count} months are not locked yet, the first is {month}")
    late = today - due[months[0]] > timedelta(days=LATE_LOCK_DAYS)
    yield Reminder(
        area=Area.VOLUNTEERS,
        urgency=Urgency.TODAY if late else Urgency.SOON,
        state=Phrase(N_("Month not locked")),
        what=Phrase(
            one if len(months) == 1 else several, {"month": months[0], "count": len(months)}
        ),
        opens=("month", months[0]),
    )


def certificate_reminders(
    unfinished: Iterable[ServiceCertificate], today: date
) -> Iterator[Reminder]:
    """Give the certificates that are on their way: whose turn it is, or whose notice is over."""
    for paper in unfinished:
        phrase = _NEXT.get(paper.state)
        hangs = paper.notice_until is not None and paper.notice_until >= today
        if phrase is None or (paper.state is CertificateState.NOTICED and hangs):
            continue
        yield Reminder(
            area=Area.VOLUNTEERS,
            urgency=Urgency.SOON,
            state=Phrase(CERTIFICATE_STATE_WORDS[paper.state]),
            what=Phrase(phrase, {"number": paper.number, "person": paper.snapshot.name}),
            day=paper.notice_until,
            opens=("certificate", paper.id),
        )


def overstated_reminders(papers: Iterable[ServiceCertificate]) -> Iterator[Reminder]:
    """Give the issued papers that tell more hours than are proved by now: hours were taken back."""
    for paper in papers:
        phrase = N_("{number} for {person} tells more hours than the ledger by now")
        yield Reminder(
            area=Area.VOLUNTEERS,
            urgency=Urgency.TODAY,
            state=Phrase(N_("To be made void")),
            what=Phrase(phrase, {"number": paper.number, "person": paper.snapshot.name}),
            day=paper.issued_on,
            opens=("certificate", paper.id),
        )


def _lock_day(month: str) -> date:
    """Return the day from which the hours of a month should be locked."""
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=LOCK_FROM_DAY)
