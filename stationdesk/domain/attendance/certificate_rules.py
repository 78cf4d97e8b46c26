"""What must be so before a record or a certificate of service is drawn up, and its way from there.

A record is the station's own and goes out at once. A certificate goes the long way (民发〔2015〕
149号): drafted by one person, reviewed by another, hung out for notice, issued; what was issued in
error is void by a step of its own, never gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.certificates import (
    CertificateKind,
    CertificateMove,
    CertificateState,
)
from stationdesk.domain.attendance.presence_rules import reason_problems
from stationdesk.domain.phones import is_whole_phone
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.attendance.certificates import (
        CertificateStep,
        IssuingBody,
        ServedLine,
        ServiceCertificate,
    )

NUMBER_PREFIXES = {CertificateKind.RECORD: "JL", CertificateKind.CERTIFICATE: "ZM"}
LONGEST_PREFIX = 12
LONGEST_FIELD = 80
LONGEST_NOTICE_DAYS = 60

_STATES = {
    CertificateMove.DRAFT: CertificateState.DRAFT,
    CertificateMove.REVIEW: CertificateState.REVIEWED,
    CertificateMove.NOTICE: CertificateState.NOTICED,
    CertificateMove.ISSUE: CertificateState.ISSUED,
    CertificateMove.VOID: CertificateState.VOID,
}
_FROM = {
    CertificateMove.REVIEW: CertificateState.DRAFT,
    CertificateMove.NOTICE: CertificateState.REVIEWED,
    CertificateMove.ISSUE: CertificateState.NOTICED,
    CertificateMove.PRINT: CertificateState.ISSUED,
}
_WRONG_STATE = {
    CertificateMove.REVIEW: N_("Only a draft is reviewed."),
    CertificateMove.NOTICE: N_("Only a reviewed certificate is hung out for notice."),
    CertificateMove.ISSUE: N_("Only a certificate that hung out for notice is issued."),
    CertificateMove.PRINT: N_("Only what is issued is printed."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What the rules ask before something is drawn up; ``to_review`` counts unclear attendances.

    They are those in the range that have no end, or closed by themselves and nobody looked.
    """

    kind: CertificateKind
    first_day: date
    last_day: date
    today: date
    minutes: int
    to_review: int
    issuer: IssuingBody
    has_identity: bool


def drawing_problems(drawing: Drawing) -> Iterator[Problem]:
    """Tell why nothing can be drawn up from the hours of the range."""
    if drawing.last_day < drawing.first_day:
        yield Problem("last_day", N_("The last day lies before the first one."))
    elif drawing.last_day >= drawing.today:
        yield Problem("last_day", N_("Only days that are over can be certified."))
    elif drawing.minutes <= 0:
        yield Problem("first_day", N_("There are no hours of service in this time."))
    if drawing.to_review:
        phrase = N_("{count} attendances in this time have no end yet, or wait for a look.")
        yield Problem("first_day", phrase, {"count": drawing.to_review})
    if drawing.kind is CertificateKind.CERTIFICATE:
        yield from _certifying_problems(drawing)


def issuer_problems(issuer: IssuingBody) -> Iterator[Problem]:
    """Tell why the issuing body cannot be kept so; what is missing yet may be added later."""
    fields = (issuer.name, issuer.person_in_charge, issuer.handler)
    for about, text in zip(("name", "person_in_charge", "handler"), fields, strict=True):
        if len(text.strip()) > LONGEST_FIELD:
            phrase = N_("Write at most {most} characters.")
            yield Problem(about, phrase, {"most": LONGEST_FIELD})
    if issuer.phone.strip() and not is_whole_phone(issuer.phone):
        yield Problem("phone", N_("Write a whole phone number."))
    prefix = issuer.number_prefix.strip()
    if len(prefix) > LONGEST_PREFIX or not all(each.isalnum() or each == "-" for each in prefix):
        phrase = N_("What stands before the number has at most {most} letters, digits and hyphens.")
        yield Problem("number_prefix", phrase, {"most": LONGEST_PREFIX})
    elif prefix == NUMBER_PREFIXES[CertificateKind.RECORD]:
        phrase = N_("{prefix} is what numbers of the station's own records begin with.")
        yield Problem("number_prefix", phrase, {"prefix": prefix})


def move_problems(certificate: ServiceCertificate, move: CertificateMove) -> Iterator[Problem]:
    """Tell why a certificate cannot go on so from where it stands."""
    if certificate.state is CertificateState.VOID:
        yield Problem("state", N_("{number} is void."), {"number": certificate.number})
    elif move is not CertificateMove.VOID and certificate.state is not _FROM[move]:
        yield Problem("state", _WRONG_STATE[move])


def reviewing_problems(certificate: ServiceCertificate, reviewer: str) -> Iterator[Problem]:
    """Tell why ``reviewer`` cannot review it: four eyes are wanted."""
    yield from move_problems(certificate, CertificateMove.REVIEW)
    if not reviewer.strip():
        yield Problem("by", N_("Write who reviews it."))
    elif _same_person(reviewer, certificate.drawn_up_by):
        yield Problem("by", N_("Somebody else reviews it than drew it up."))


def notice_problems(
    certificate: ServiceCertificate, from_day: date, days: int, today: date
) -> Iterator[Problem]:
    """Tell why it cannot hang out for ``days`` from ``from_day`` on."""
    yield from move_problems(certificate, CertificateMove.NOTICE)
    if not 1 <= days <= LONGEST_NOTICE_DAYS:
        phrase = N_("Choose from {least} to {most} days.")
        yield Problem("days", phrase, {"least": 1, "most": LONGEST_NOTICE_DAYS})
    if from_day < certificate.snapshot.drawn_up_on:
        yield Problem("from_day", N_("The notice cannot begin before it was drawn up."))
    elif from_day > today:
        yield Problem("from_day", N_("This day lies in the future."))


def issuing_problems(
    certificate: ServiceCertificate, today: date, lines: tuple[ServedLine, ...]
) -> Iterator[Problem]:
    """Tell why it cannot be issued today; ``lines`` are what the ledger proves of its range now."""
    yield from move_problems(certificate, CertificateMove.ISSUE)
    until = certificate.notice_until
    if until is not None and today < until:
        yield Problem("notice", N_("The notice runs until {day}."), {"day": until})
    if lines != certificate.snapshot.lines:
        phrase = N_("The hours changed since it was drawn up; void it and draw it up again.")
        yield Problem("lines", phrase)


def voiding_problems(certificate: ServiceCertificate, reason: str) -> Iterator[Problem]:
    """Tell why it cannot be made void."""
    yield from move_problems(certificate, CertificateMove.VOID)
    yield from reason_problems(reason)


def state_of(steps: Iterable[CertificateStep]) -> CertificateState:
    """Return where a certificate stands after its steps; printing changes nothing."""
    moves = [_STATES[each.move] for each in steps if each.move in _STATES]
    return moves[-1] if moves else CertificateState.DRAFT


def is_way(moves: Iterable[CertificateMove], kind: CertificateKind) -> bool:
    """Tell whether steps follow each other as a paper of that ``kind`` may go."""
    at: CertificateState | None = None
    for move in moves:
        if at is None:
            if move is not CertificateMove.DRAFT:
                return False
        elif not _may(move, at, kind):
            return False
        at = _STATES.get(move, at)
    return at is not None


def notice_end(from_day: date, days: int) -> date:
    """Return the first day on which it has hung out for ``days`` whole days."""
    return from_day + timedelta(days=days)


def _certifying_problems(drawing: Drawing) -> Iterator[Problem]:
    if not drawing.issuer.is_whole:
        phrase = N_("Enter the whole issuing body first: name, person in charge, handler, phone.")
        yield Problem("issuer", phrase)
    if not drawing.has_identity:
        phrase = N_("A certificate needs the number of the volunteer's identity document.")
        yield Problem("identity", phrase)


def _may(move: CertificateMove, at: CertificateState, kind: CertificateKind) -> bool:
    if at is CertificateState.VOID or move is CertificateMove.DRAFT:
        return False
    if move is CertificateMove.VOID:
        return True
    if kind is CertificateKind.RECORD and move is CertificateMove.ISSUE:
        return at is CertificateState.DRAFT
    return at is _FROM[move]


def _same_person(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
