"""The columns of attendance, of the hours ledger, of hours by person and of certificates.

A name is whole where the station looks at its own people, and masked where a listing leaves it:
``masked`` says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance.certificates import (
    CERTIFICATE_KIND_WORDS,
    CERTIFICATE_STATE_WORDS,
    CertificateState,
)
from stationdesk.domain.attendance.hours import HOURS_KIND_WORDS
from stationdesk.domain.attendance.presence import (
    MEANS_WORDS,
    PRESENCE_STATE_WORDS,
    PresenceState,
)
from stationdesk.domain.attendance.shown_hours import TENTH, shown_hours
from stationdesk.domain.masking import masked_name, masked_words
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.listings.roster import named_shift
from stationdesk.listings.volunteers import star_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.attendance.certificates import ServiceCertificate
    from stationdesk.domain.attendance.lines import HoursByPerson, LedgerLine, PresenceLine

PRESENCE_TONES = {
    PresenceState.OPEN: Tone.INFO,
    PresenceState.CLOSED: Tone.GOOD,
    PresenceState.TO_REVIEW: Tone.WARNING,
    PresenceState.REVIEWED: Tone.GOOD,
    PresenceState.VOID: Tone.NEUTRAL,
}
CERTIFICATE_TONES = {
    CertificateState.DRAFT: Tone.NEUTRAL,
    CertificateState.REVIEWED: Tone.INFO,
    CertificateState.NOTICED: Tone.INFO,
    CertificateState.ISSUED: Tone.GOOD,
    CertificateState.VOID: Tone.NEUTRAL,
}


def presence_mark(state: PresenceState) -> Mark:
    """Return how an attendance stands, as shown."""
    return Mark(PRESENCE_STATE_WORDS[state], PRESENCE_TONES[state])


def certificate_mark(state: CertificateState) -> Mark:
    """Return how a record or certificate of service stands, as shown."""
    return Mark(CERTIFICATE_STATE_WORDS[state], CERTIFICATE_TONES[state])


def hours_of(minutes: int, rounding: int = TENTH) -> float:
    """Return minutes as the hours that are shown, with one decimal."""
    return float(shown_hours(minutes, rounding))


def attended_shift(line: PresenceLine) -> str:
    """Return the shift that was attended, or that nobody was planned."""
    if line.shift:
        return named_shift(line.shift, line.post)
    return _("Walk-in service") if line.is_walk_in else ""


def left_words(line: PresenceLine) -> str:
    """Return when somebody left, with the day where it is another one; nothing while on duty."""
    left = line.attendance.left_at
    if left is None:
        return ""
    same = left.date() == line.attendance.business_date
    return f"{left:%H:%M}" if same else f"{left:%m-%d %H:%M}"


def shown_name(masked: bool) -> Callable[[str], str]:
    """Return what says a name: as it is, or masked."""
    return masked_name if masked else str


def attendance(rounding: int = TENTH, *, masked: bool = False) -> tuple[Column[PresenceLine], ...]:
    """Return the columns of the attendance ledger (签到台账); hours are rounded to ``rounding``."""
    name = shown_name(masked)
    return (
        Column(
            "day", N_("Day of service"), Kind.DAY, lambda line: line.attendance.business_date, 6
        ),
        Column("shift", N_("Shift"), Kind.TEXT, attended_shift, 6, grows=True),
        Column("name", N_("Volunteer's name"), Kind.TEXT, lambda line: name(line.name), 4),
        Column("number", N_("Volunteer no."), Kind.TEXT, lambda line: line.number, 4),
        Column(
            "came", N_("Signed in"), Kind.TEXT, lambda line: f"{line.attendance.came_at:%H:%M}", 4
        ),
        Column("left", N_("Signed out at"), Kind.TEXT, left_words, 4),
        Column(
            "away",
            N_("Minutes away"),
            Kind.COUNT,
            lambda line: line.attendance.away_minutes or None,
            3,
        ),
        Column("minutes", N_("Minutes"), Kind.COUNT, _served_minutes, 3),
        Column(
            "hours", N_("Hours served"), Kind.HOURS, lambda line: _served_hours(line, rounding), 3
        ),
        Column("work", N_("Service done"), Kind.TEXT, _work(masked), 8, grows=True),
        Column(
            "came_by",
            N_("How signed"),
            Kind.TEXT,
            lambda line: _(MEANS_WORDS[line.attendance.came_by]),
            5,
        ),
        Column(
            "state",
            N_("Attendance"),
            Kind.STATE,
            lambda line: presence_mark(line.attendance.state),
            6,
        ),
        Column(
            "recorded_by",
            N_("Recorded by"),
            Kind.TEXT,
            lambda line: name(line.attendance.recorded_by),
            4,
        ),
    )


def hours_ledger(rounding: int = TENTH, *, masked: bool = False) -> tuple[Column[LedgerLine], ...]:
    """Return the columns of the ledger of hours (时长台账), reversals and their citations too."""
    name = shown_name(masked)
    return (
        Column("on", N_("Booked on"), Kind.DAY, lambda each: each.line.business_date, 6),
        Column("served_on", N_("Day of service"), Kind.DAY, lambda each: each.line.served_on, 6),
        Column("name", N_("Volunteer's name"), Kind.TEXT, lambda each: name(each.name), 4),
        Column("number", N_("Volunteer no."), Kind.TEXT, lambda each: each.number, 4),
        Column(
            "kind",
            N_("Kind of line"),
            Kind.TEXT,
            lambda each: _(HOURS_KIND_WORDS[each.line.kind]),
            5,
        ),
        Column("minutes", N_("Minutes"), Kind.COUNT, lambda each: each.line.minutes, 3),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda each: hours_of(each.line.minutes, rounding),
            3,
        ),
        Column("work", N_("Service done"), Kind.TEXT, _line_words(masked), 8, grows=True),
        Column("line", N_("Line no."), Kind.TEXT, lambda each: short_uid(each.line.uid), 5),
        Column("cites", N_("Cites line"), Kind.TEXT, lambda each: short_uid(each.cites), 5),
        Column(
            "recorded_by",
            N_("Recorded by"),
            Kind.TEXT,
            lambda each: name(each.line.recorded_by),
            4,
        ),
    )


def hours_by_person(
    rounding: int = TENTH, *, masked: bool = False
) -> tuple[Column[HoursByPerson], ...]:
    """Return the columns of what each volunteer served in a period (时长汇总表)."""
    name = shown_name(masked)
    return (
        Column("number", N_("Volunteer no."), Kind.TEXT, lambda line: line.number, 4),
        Column("name", N_("Volunteer's name"), Kind.TEXT, lambda line: name(line.name), 5),
        Column("group", N_("Volunteer group"), Kind.TEXT, lambda line: line.group, 6, grows=True),
        Column("services", N_("Times of service"), Kind.COUNT, lambda line: line.services, 4),
        Column("minutes", N_("Minutes"), Kind.COUNT, lambda line: line.minutes, 4),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda line: hours_of(line.minutes, rounding),
            4,
        ),
        Column(
            "total",
            N_("Hours in all"),
            Kind.HOURS,
            lambda line: hours_of(line.total_minutes, rounding),
            4,
        ),
        Column("stars", N_("Star level"), Kind.TEXT, lambda line: star_words(line.stars), 4),
    )


def certificates(*, masked: bool = False) -> tuple[Column[ServiceCertificate], ...]:
    """Return the columns of the register of records and certificates (证明登记簿)."""
    name = shown_name(masked)
    return (
        Column("number", N_("Certificate no."), Kind.TEXT, lambda each: each.number, 7),
        Column(
            "kind",
            N_("Kind of paper"),
            Kind.TEXT,
            lambda each: _(CERTIFICATE_KIND_WORDS[each.kind]),
            7,
        ),
        Column("name", N_("Volunteer's name"), Kind.TEXT, lambda each: name(each.snapshot.name), 4),
        Column(
            "volunteer",
            N_("Volunteer no."),
            Kind.TEXT,
            lambda each: each.snapshot.volunteer_number,
            4,
        ),
        Column("first_day", N_("Served from"), Kind.DAY, lambda each: each.first_day, 6),
        Column("last_day", N_("Served until"), Kind.DAY, lambda each: each.last_day, 6),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda each: hours_of(each.minutes, each.snapshot.rounding),
            3,
        ),
        Column("drawn_up_by", N_("Drawn up by"), Kind.TEXT, lambda each: name(each.drawn_up_by), 4),
        Column("reviewed_by", N_("Reviewed by"), Kind.TEXT, lambda each: name(each.reviewed_by), 4),
        Column("issued_on", N_("Issued on"), Kind.DAY, _issued_on, 6),
        Column("copies", N_("Copies printed"), Kind.COUNT, lambda each: each.copies, 3),
        Column(
            "state", N_("Paper's state"), Kind.STATE, lambda each: certificate_mark(each.state), 5
        ),
        Column(
            "void_reason", N_("Why void"), Kind.TEXT, lambda each: each.void_reason, 5, grows=True
        ),
    )


def short_uid(uid: str) -> str:
    """Return the first eight signs of a line's uid, by which it is told apart on paper."""
    return uid[:8]


def _issued_on(each: ServiceCertificate) -> date | None:
    return each.issued_on


def _served_minutes(line: PresenceLine) -> int | None:
    """Return the minutes of service; nothing while somebody is there, and for what is void."""
    kept = line.attendance
    return None if kept.left_at is None or kept.is_void else kept.minutes


def _served_hours(line: PresenceLine, rounding: int) -> float | None:
    minutes = _served_minutes(line)
    return None if minutes is None else hours_of(minutes, rounding)


def _work(masked: bool) -> Callable[[PresenceLine], str]:
    """Return what tells what was done, or why an attendance is void."""

    def words(line: PresenceLine) -> str:
        kept = line.attendance
        said = kept.work
        if kept.is_void:
            said = _("Void: {reason}").format(reason=kept.void_reason)
        return masked_words(said, line.name) if masked else said

    return words


def _line_words(masked: bool) -> Callable[[LedgerLine], str]:
    """Return what tells what a ledger line is for: the work, and why it was changed."""

    def words(each: LedgerLine) -> str:
        said = _("; ").join(filter(None, (each.line.work, each.line.reason)))
        return masked_words(said, each.name) if masked else said

    return words
