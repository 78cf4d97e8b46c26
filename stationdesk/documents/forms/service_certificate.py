"""志愿服务记录单 and 志愿服务记录证明, drawn from what was frozen when they were drawn up.

Nothing on them comes from anywhere but the snapshot and the register (number, kind, the day of
issue): every print is the same byte for byte, and a further one bears the mark 副本 besides. The
fields are those of 民发〔2015〕149号: identity, service, issuer, number, day, seal, two signatures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import column, day_words, span_key
from stationdesk.documents.papers import (
    Fact,
    Facts,
    Heading,
    Note,
    Origin,
    Paper,
    Paragraph,
    SignatureBox,
    SignatureBoxes,
    table,
)
from stationdesk.domain.attendance.certificates import CertificateKind, CertificateState
from stationdesk.domain.attendance.shown_hours import HALF, shown_hours
from stationdesk.domain.volunteers.identity_numbers import DOCUMENTS
from stationdesk.domain.volunteers.people import SEX_WORDS, Sex
from stationdesk.i18n import N_, _
from stationdesk.listings.attendance import hours_of
from stationdesk.listings.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.documents.papers import Block
    from stationdesk.domain.attendance.certificates import ServedLine, ServiceCertificate, Snapshot
    from stationdesk.listings.columns import Column


def service_paper(
    certificate: ServiceCertificate, *, copy: bool = False, preview: bool = False
) -> Paper:
    """Return a record or a certificate of service; ``copy`` marks a reprint.

    What was never issued, is void, or is only looked at (``preview``) says so on every page and
    cannot be taken for one in force.
    """
    snapshot, kind = certificate.snapshot, certificate.kind
    is_record = kind is CertificateKind.RECORD
    return Paper(
        title=_("Record of volunteer service")
        if is_record
        else _("Certificate of volunteer service"),
        subtitle=_("(ledger of the station)") if is_record else "",
        number=certificate.number,
        mark=_mark(certificate, copy=copy, preview=preview),
        blocks=tuple(_blocks(certificate)),
        subject=_("{station}, {number}").format(
            station=snapshot.station, number=certificate.number
        ),
        origin=Origin(
            f"service-{kind.value}",
            station_name=snapshot.station,
            period=span_key(snapshot.first_day, snapshot.last_day),
        ),
    )


def _mark(certificate: ServiceCertificate, *, copy: bool, preview: bool) -> str:
    if certificate.state is CertificateState.VOID:
        return _("Void paper")
    if certificate.state is not CertificateState.ISSUED:
        return _("Draft, not valid")
    if preview:
        return _("Preview, not valid")
    return _("Duplicate") if copy else ""


def _blocks(certificate: ServiceCertificate) -> Iterator[Block]:
    snapshot = certificate.snapshot
    is_record = certificate.kind is CertificateKind.RECORD
    yield Facts(tuple(_identity(snapshot)))
    yield Paragraph(_record_words(snapshot) if is_record else _certificate_words(snapshot))
    yield Heading(_("Service in detail"))
    yield table(_columns(snapshot.rounding), snapshot.lines, numbered=True)
    yield Note(_rounding_words(snapshot))
    if is_record:
        yield from _record_foot(snapshot)
    else:
        yield from _certificate_foot(certificate)


def _identity(snapshot: Snapshot) -> Iterator[Fact]:
    yield Fact(_("Volunteer's name"), snapshot.name)
    yield Fact(_("Sex"), _(SEX_WORDS[Sex(snapshot.sex)]) if snapshot.sex else "")
    if snapshot.document_number:
        document = DOCUMENTS.get(snapshot.document, snapshot.document)
        yield Fact(_("Identity document"), _(document))
        yield Fact(_("Document no."), snapshot.document_number)
    else:
        yield Fact(_("Month of birth"), snapshot.born[:7])
        yield Fact(_("Station name"), snapshot.station)
    yield Fact(_("Volunteer number"), snapshot.volunteer_number)
    yield Fact(_("National volunteer number"), snapshot.national_number)


def _record_words(snapshot: Snapshot) -> str:
    phrase = _(
        "From {first} to {last} {name} served at {station} {services} times as a volunteer, "
        "{hours} hours in all. The record of each time is below."
    )
    return _filled(phrase, snapshot)


def _certificate_words(snapshot: Snapshot) -> str:
    phrase = _(
        "This is to certify that {name} served {services} times as a volunteer at {station} "
        "from {first} to {last}, {hours} hours in all."
    )
    return _filled(phrase, snapshot)


def _filled(phrase: str, snapshot: Snapshot) -> str:
    return phrase.format(
        name=snapshot.name,
        station=snapshot.station,
        first=day_words(snapshot.first_day),
        last=day_words(snapshot.last_day),
        services=snapshot.services,
        hours=shown_hours(snapshot.minutes, snapshot.rounding),
    )


def _columns(rounding: int) -> tuple[Column[ServedLine], ...]:
    return (
        column("served_on", N_("Day of service"), lambda line: line.served_on, 6, kind=Kind.DAY),
        column("work", N_("Service done"), lambda line: line.work, 10, grows=True),
        column("minutes", N_("Minutes"), lambda line: line.minutes, 4, kind=Kind.COUNT),
        column(
            "hours",
            N_("Hours served"),
            lambda line: hours_of(line.minutes, rounding),
            4,
            kind=Kind.HOURS,
        ),
    )


def _rounding_words(snapshot: Snapshot) -> str:
    told = _(
        "Minutes are recorded: {minutes} in all. The sum is rounded once, to {step} h; travel is "
        "not counted."
    )
    step = "0.5" if snapshot.rounding == HALF else "0.1"
    return told.format(minutes=snapshot.minutes, step=step)


def _record_foot(snapshot: Snapshot) -> Iterator[Block]:
    told = _(
        "Drawn up on {day} from the station's ledger, free of charge. It is the station's own "
        "record; a certificate of volunteer service is given by the issuing body."
    )
    yield Note(told.format(day=day_words(snapshot.drawn_up_on)))
    yield SignatureBoxes(
        (
            SignatureBox(_("Recorded by"), (_("Signature:"),)),
            SignatureBox(_("Station manager"), (_("Signature:"),), _("(Seal)")),
        )
    )


def _certificate_foot(certificate: ServiceCertificate) -> Iterator[Block]:
    snapshot, issuer = certificate.snapshot, certificate.snapshot.issuer
    issued = day_words(certificate.issued_on) if certificate.issued_on else ""
    yield Facts(
        (
            Fact(_("Issuing body"), issuer.name, wide=True),
            Fact(_("Head of the issuing body"), issuer.person_in_charge),
            Fact(_("Handler"), issuer.handler),
            Fact(_("Telephone of the issuing body"), issuer.phone),
            Fact(_("Number of the certificate"), certificate.number),
            Fact(_("Service proven by"), snapshot.station),
            Fact(_("Issued on"), issued),
        )
    )
    yield Note(
        _(
            "Given truthfully and free of charge: who recorded the service proves it "
            "(民发〔2015〕149号). Valid with the official seal and both signatures only."
        )
    )
    yield SignatureBoxes(
        (
            SignatureBox(_("Head of the issuing body"), (_("Signature:"),)),
            SignatureBox(_("Handler"), (_("Signature:"),)),
            SignatureBox(_("Issuing body"), (), _("(Seal)")),
        )
    )
