"""Records and certificates of service: drawn up from the ledger, frozen, kept in a register."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.certificate_rules import (
    NUMBER_PREFIXES,
    Drawing,
    drawing_problems,
    issuer_problems,
    issuing_problems,
    move_problems,
    notice_end,
    notice_problems,
    reviewing_problems,
    voiding_problems,
)
from stationdesk.domain.attendance.certificates import (
    NOTICE_DAYS,
    CertificateKind,
    CertificateMove,
    CertificateStep,
    IssuingBody,
    Snapshot,
)
from stationdesk.domain.phones import plain_phone
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.volunteers.identity_numbers import masked_identity
from stationdesk.i18n import N_, _
from stationdesk.services.attendance_desk.ledger import Ledger
from stationdesk.services.changes import Topic
from stationdesk.store import attendance as attendance_store
from stationdesk.store import certificates as store
from stationdesk.store import settings as setting_store
from stationdesk.store import station as station_store
from stationdesk.store import volunteers_private

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.attendance.certificates import ServedLine, ServiceCertificate
    from stationdesk.domain.ids import CertificateId, VolunteerId
    from stationdesk.domain.volunteers.identity_numbers import Identity
    from stationdesk.domain.volunteers.people import Volunteer

ENTITY = "service_certificate"
ISSUER_KEY = "issuing_body"


class Certificates(Ledger):
    """What was drawn up never changes: its steps are added, and what was wrong is void."""

    def draw_up(
        self,
        volunteer_id: VolunteerId,
        first: date,
        last: date,
        kind: CertificateKind = CertificateKind.RECORD,
    ) -> CertificateId:
        """Freeze what somebody served on days into a numbered paper.

        A record is the station's own and issued at once, without an identity number. A
        certificate begins as a draft; that the identity number was used is noted.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(Topic.ATTENDANCE):
            volunteer = self._volunteers.volunteer(volunteer_id)
            lines = self.services_of(volunteer_id, first, last)
            refuse_if_any(self._drawing_problems(volunteer, first, last, kind, lines))
            number = self._next_number(kind)
            identity = self._identity(volunteer_id, kind, number)
            snapshot = self._snapshot(volunteer, first, last, lines, identity)
            certificate_id = store.add(
                volunteer_id,
                kind,
                number,
                snapshot,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._step(certificate_id, CertificateMove.DRAFT)
            if kind is CertificateKind.RECORD:
                self._step(certificate_id, CertificateMove.ISSUE)
        take_back = partial(self.void_certificate, certificate_id, _("Taken back."))
        self._offer(N_("{number} was drawn up."), take_back, number=number)
        return certificate_id

    def review_certificate(self, certificate_id: CertificateId, by: str) -> None:
        """Note that somebody else than who drew it up looked at it.

        Raises:
            Refused: when it is no draft, or ``by`` drew it up.
        """
        with self._context.deed(Topic.ATTENDANCE):
            refuse_if_any(reviewing_problems(self.certificate(certificate_id), by))
            self._step(certificate_id, CertificateMove.REVIEW, person=by)

    def notice(
        self,
        certificate_id: CertificateId,
        from_day: date | None = None,
        days: int = NOTICE_DAYS,
    ) -> None:
        """Note that it hangs out from a day on (None: today) for so many whole days.

        Raises:
            Refused: when it was not reviewed, or the days cannot be.
        """
        today = self._context.today()
        begins = from_day or today
        with self._context.deed(Topic.ATTENDANCE):
            certificate = self.certificate(certificate_id)
            refuse_if_any(notice_problems(certificate, begins, days, today))
            until = notice_end(begins, days)
            self._step(certificate_id, CertificateMove.NOTICE, day=begins, until=until)

    def issue(self, certificate_id: CertificateId) -> None:
        """Issue a certificate whose notice is over: it is valid from now on.

        Raises:
            Refused: before that, or when the hours changed since it was drawn up.
        """
        with self._context.deed(Topic.ATTENDANCE):
            certificate = self.certificate(certificate_id)
            lines = self.services_of(
                certificate.volunteer_id, certificate.first_day, certificate.last_day
            )
            refuse_if_any(issuing_problems(certificate, self._context.today(), lines))
            self._step(certificate_id, CertificateMove.ISSUE)

    def void_certificate(self, certificate_id: CertificateId, reason: str) -> None:
        """Make a paper void for good; it stays in the register with its number.

        Raises:
            Refused: without a reason, or when it is void already.
        """
        with self._context.deed(Topic.ATTENDANCE):
            refuse_if_any(voiding_problems(self.certificate(certificate_id), reason))
            self._step(certificate_id, CertificateMove.VOID, reason=reason)

    def certificates(self, volunteer_id: VolunteerId | None = None) -> list[ServiceCertificate]:
        """Return the register, the newest first; of one volunteer or of all.

        Identity numbers are masked; only ``printed`` tells a whole one.
        """
        return [_masked(each) for each in store.every(volunteer_id)]

    def certificate(self, certificate_id: CertificateId) -> ServiceCertificate:
        """Return one paper of the register, its identity number masked.

        Raises:
            Refused: where there is none of that id.
        """
        return _masked(self._whole(certificate_id))

    def certificate_steps(self, certificate_id: CertificateId) -> list[CertificateStep]:
        """Return what happened to a paper, the oldest first."""
        return store.steps_of(certificate_id)

    def printed(self, certificate_id: CertificateId) -> ServiceCertificate:
        """Return an issued paper whole, as it is printed now; that it was is noted.

        ``copies`` counts the printings before this one: from 1 on the paper is marked as a copy
        (副本), and is the same in all else.

        Raises:
            Refused: before it is issued, or when it is void.
        """
        with self._context.deed(Topic.ATTENDANCE):
            certificate = self._whole(certificate_id)
            refuse_if_any(move_problems(certificate, CertificateMove.PRINT))
            self._step(certificate_id, CertificateMove.PRINT)
        return certificate

    def issuing_body(self) -> IssuingBody:
        """Return who issues certificates; empty fields before they were entered."""
        stored = setting_store.stored().get(ISSUER_KEY, "")
        return IssuingBody(**json.loads(stored)) if stored else IssuingBody()

    def set_issuing_body(self, issuer: IssuingBody) -> None:
        """Enter who issues certificates; what was drawn up before stays as it is.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        refuse_if_any(issuer_problems(issuer))
        before = self.issuing_body()
        tidy = IssuingBody(
            name=issuer.name.strip(),
            person_in_charge=issuer.person_in_charge.strip(),
            handler=issuer.handler.strip(),
            phone=plain_phone(issuer.phone),
            number_prefix=issuer.number_prefix.strip(),
        )
        if tidy == before:
            return
        self._keep_issuer(tidy)
        take_back = partial(self._keep_issuer, before)
        self._offer(N_("The issuing body of certificates was changed."), take_back)

    def _drawing_problems(
        self,
        volunteer: Volunteer,
        first: date,
        last: date,
        kind: CertificateKind,
        lines: tuple[ServedLine, ...],
    ) -> list[Problem]:
        drawing = Drawing(
            kind=kind,
            first_day=first,
            last_day=last,
            today=self._context.today(),
            minutes=sum(line.minutes for line in lines),
            to_review=sum(attendance_store.unclear(first, last, volunteer.id)),
            issuer=self.issuing_body(),
            has_identity=volunteers_private.identity_of(volunteer.id) is not None,
        )
        gone = [Problem("volunteer", N_("This volunteer's data is no longer there."))]
        return [*(gone if volunteer.erased_on else ()), *drawing_problems(drawing)]

    def _next_number(self, kind: CertificateKind) -> str:
        own = self.issuing_body().number_prefix if kind is CertificateKind.CERTIFICATE else ""
        return store.next_number(own or NUMBER_PREFIXES[kind], self._context.today())

    def _identity(
        self, volunteer_id: VolunteerId, kind: CertificateKind, number: str
    ) -> Identity | None:
        if kind is CertificateKind.RECORD:
            return None
        reason = _("For certificate {number}.").format(number=number)
        return self._volunteers.unmask_identity(volunteer_id, reason)

    def _snapshot(
        self,
        volunteer: Volunteer,
        first: date,
        last: date,
        lines: tuple[ServedLine, ...],
        identity: Identity | None,
    ) -> Snapshot:
        station = station_store.station()
        return Snapshot(
            name=volunteer.name,
            sex=volunteer.sex.value,
            born=volunteer.born,
            document=identity.document if identity else "",
            document_number=identity.number if identity else "",
            volunteer_number=volunteer.number,
            national_number=volunteer.national_number,
            first_day=first,
            last_day=last,
            minutes=sum(line.minutes for line in lines),
            services=len(lines),
            lines=lines,
            issuer=self.issuing_body() if identity else IssuingBody(),
            station=station.name if station else "",
            drawn_up_on=self._context.today(),
            rounding=self._settings().hours_rounding,
        )

    def _whole(self, certificate_id: CertificateId) -> ServiceCertificate:
        found = store.get(certificate_id)
        if found is None:
            raise Refused([Problem("certificate", N_("There is no such paper in the register."))])
        return found

    def _step(
        self,
        certificate_id: CertificateId,
        move: CertificateMove,
        *,
        day: date | None = None,
        until: date | None = None,
        person: str = "",
        reason: str = "",
    ) -> None:
        step = CertificateStep(
            move=move,
            day=day or self._context.today(),
            until=until,
            person=person.strip() or self._context.who(),
            reason=reason.strip(),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        store.add_step(certificate_id, step)
        certificate = self._whole(certificate_id)
        after = {"number": certificate.number, "kind": certificate.kind.value, "day": step.day}
        self._context.note(ENTITY, certificate.uid, move.value, after=after)

    def _keep_issuer(self, issuer: IssuingBody) -> None:
        """Write who issues; the record tells only which fields are filled."""
        told = asdict(issuer)
        with self._context.deed(Topic.ATTENDANCE):
            text = json.dumps(told, ensure_ascii=False, sort_keys=True)
            setting_store.keep(ISSUER_KEY, text if any(told.values()) else "")
            filled = {name: bool(text) for name, text in told.items()}
            self._context.note("setting", ISSUER_KEY, "change", after=filled)


def _masked(certificate: ServiceCertificate) -> ServiceCertificate:
    snapshot = certificate.snapshot
    number = masked_identity(snapshot.document_number)
    return replace(certificate, snapshot=replace(snapshot, document_number=number))
