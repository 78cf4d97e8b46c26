"""志愿服务记录单 of the station, and the certificate of an issuing body, as frozen snapshots.

Fields after 民发〔2015〕149号: identity, service, issuer, number and date, seal and two signatures.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import CertificateId, VolunteerId

NOTICE_DAYS = 7
"""How long an internal notice usually hangs before a certificate is issued."""


class CertificateKind(StrEnum):
    """志愿服务记录单, 志愿服务记录证明."""

    RECORD = "record"
    CERTIFICATE = "certificate"


CERTIFICATE_KIND_WORDS = {
    CertificateKind.RECORD: N_("Record of volunteer service"),
    CertificateKind.CERTIFICATE: N_("Certificate of volunteer service"),
}


class CertificateMove(StrEnum):
    """What can be done with such a paper; ``PRINT`` changes nothing but the count of copies."""

    DRAFT = "draft"
    REVIEW = "review"
    NOTICE = "notice"
    ISSUE = "issue"
    PRINT = "print"
    VOID = "void"


CERTIFICATE_MOVE_WORDS = {
    CertificateMove.DRAFT: N_("Paper drawn up"),
    CertificateMove.REVIEW: N_("Paper reviewed by a second person"),
    CertificateMove.NOTICE: N_("Paper hung out for notice"),
    CertificateMove.ISSUE: N_("Paper issued"),
    CertificateMove.PRINT: N_("Paper printed"),
    CertificateMove.VOID: N_("Paper made void"),
}


class CertificateState(StrEnum):
    """拟制, 已复核, 公示中, 已出具, 作废; the last step tells it."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    NOTICED = "noticed"
    ISSUED = "issued"
    VOID = "void"


CERTIFICATE_STATE_WORDS = {
    CertificateState.DRAFT: N_("Certificate drafted"),
    CertificateState.REVIEWED: N_("Certificate reviewed"),
    CertificateState.NOTICED: N_("Certificate on notice"),
    CertificateState.ISSUED: N_("Certificate issued"),
    CertificateState.VOID: N_("Certificate void"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingBody:
    """Who issues certificates; all of it is needed before the first one."""

    name: str = ""
    person_in_charge: str = ""
    handler: str = ""
    phone: str = ""
    number_prefix: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether a certificate can be issued."""
        return all((self.name, self.person_in_charge, self.handler, self.phone))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedLine:
    """One line of what a certificate proves. ``line_uids`` are the ledger's lines behind it."""

    served_on: date
    work: str
    minutes: int
    line_uids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that the paper says, frozen when it was drawn up. ``minutes`` equals the lines' sum."""

    name: str
    sex: str
    born: str
    document: str
    document_number: str
    """The whole number on a certificate, empty on a record of the station."""
    volunteer_number: str
    national_number: str
    first_day: date
    last_day: date
    minutes: int
    services: int
    lines: tuple[ServedLine, ...]
    issuer: IssuingBody
    station: str
    drawn_up_on: date
    rounding: int
    """Minutes to which hours are rounded where they are shown: 6 or 30."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateStep:
    """What happened to such a paper on ``day``, by ``person``; ``until`` is a notice's end."""

    move: CertificateMove
    day: date
    until: date | None
    person: str
    reason: str
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCertificate:
    """Such a paper as recorded.

    Where it is listed, the document's number in ``snapshot`` is masked; only the paper says it.
    """

    id: CertificateId
    uid: str
    number: str
    kind: CertificateKind
    volunteer_id: VolunteerId
    first_day: date
    last_day: date
    minutes: int
    snapshot: Snapshot
    digest: str
    state: CertificateState
    issued_on: date | None
    notice_from: date | None
    notice_until: date | None
    void_reason: str
    copies: int
    """How often it was printed after it was issued."""
    drawn_up_by: str = ""
    reviewed_by: str = ""
