"""The papers of volunteers, their trainings, attendance and hours, made from their records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stationdesk.documents.forms.certificate_register import certificate_register
from stationdesk.documents.forms.service_certificate import service_paper
from stationdesk.documents.forms.service_hours import (
    Served,
    attendance_ledger,
    hours_register,
    hours_statement,
    hours_summary,
)
from stationdesk.documents.forms.trainings import Trained, training_record, training_register
from stationdesk.documents.forms.volunteer_register import volunteer_register
from stationdesk.domain.attendance.certificates import CertificateKind
from stationdesk.domain.ids import CertificateId, TrainingId, VolunteerId
from stationdesk.domain.label_papers import CARD
from stationdesk.domain.labels import LabelKind
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.settings import settings_from
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.stars import level_of
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.drafts import Choice, LabelChoice, Made
from stationdesk.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from stationdesk.documents.labels import LabelSheet
    from stationdesk.documents.papers import Paper
    from stationdesk.domain.attendance.certificates import ServiceCertificate
    from stationdesk.domain.station import Station
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.context import Context
    from stationdesk.services.labels import Labels
    from stationdesk.services.volunteers import Volunteers


class ServicePapers:
    """Makes them from the records."""

    def __init__(
        self,
        context: Context,
        volunteers: Volunteers,
        attendance: AttendanceDesk,
        labels: Labels,
    ) -> None:
        self._context = context
        self._volunteers = volunteers
        self._attendance = attendance
        self._labels = labels

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper | LabelSheet | Made]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "volunteers": self._register,
            "volunteer-cards": self._cards,
            "attendance": self._attended,
            "hours": self._hours,
            "hours-by-person": self._summary,
            "hours-statement": self._statement,
            "training-record": self._training,
            "trainings": self._trainings,
            "service-record": self._record,
            "service-certificate": self._certificate,
            "certificates": self._certificates,
        }

    def _register(self, station: Station, choice: Choice) -> Made:
        """Return the register; with a reason it has whole numbers, and each look is noted."""
        day, now = choice.on or self._context.today(), self._now()
        lines = self._volunteers.lines(day)
        phones = self._phones([line.volunteer for line in lines], choice.reason.strip())
        masked = not choice.full_names

        def paper(*, for_print: bool) -> Paper:
            return volunteer_register(
                station,
                lines,
                day,
                masked=masked,
                phones=phones,
                for_print=for_print,
                printed_at=now,
            )

        return Made(paper=paper(for_print=True), book=(paper(for_print=False),))

    def _phones(
        self, volunteers: Iterable[Volunteer], reason: str
    ) -> Mapping[VolunteerId, str] | None:
        if not reason:
            return None
        with self._context.deed(Topic.VOLUNTEERS):
            return {
                each.id: self._volunteers.unmask_phone(each.id, reason)
                for each in volunteers
                if each.phone and each.erased_on is None
            }

    def _cards(self, _station: Station, choice: Choice) -> LabelSheet:
        ids = None if choice.record is None else frozenset({choice.record})
        return self._labels.sheet(LabelChoice(of=LabelKind.VOLUNTEER, layout=CARD, ids=ids))

    def _attended(self, station: Station, choice: Choice) -> Made:
        first, last = choice.period(self._context.today())
        lines, now = self._attendance.attendances(first, last), self._now()
        masked, rounding = not choice.full_names, self._rounding()

        def paper(*, for_print: bool) -> Paper:
            return attendance_ledger(
                station,
                lines,
                first,
                last,
                rounding=rounding,
                masked=masked,
                for_print=for_print,
                printed_at=now,
            )

        return Made(paper=paper(for_print=True), book=(paper(for_print=False),))

    def _hours(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        return hours_register(
            station,
            self._attendance.ledger_lines(first, last),
            first,
            last,
            rounding=self._rounding(),
            masked=not choice.full_names,
            printed_at=self._now(),
        )

    def _summary(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        return hours_summary(
            station,
            self._attendance.hours_by_person(first, last),
            first,
            last,
            rounding=self._rounding(),
            masked=not choice.full_names,
            printed_at=self._now(),
        )

    def _statement(self, station: Station, choice: Choice) -> Made:
        first, last = choice.period(self._context.today())
        who = chosen_volunteer(self._volunteers, choice)
        lines = self._attendance.ledger(first, last, who.id)
        total = self._attendance.balance(who.id, None, last)
        served = Served(
            name=who.name,
            number=who.number,
            national_number=who.national_number,
            group=who.group,
            first=first,
            last=last,
            lines=lines,
            minutes=sum(line.minutes for line in lines),
            total_minutes=total,
            stars=level_of(total),
        )
        paper = hours_statement(station, served, rounding=self._rounding(), printed_at=self._now())
        return Made(paper=paper, name=who.number)

    def _training(self, station: Station, choice: Choice) -> Made:
        training = self._volunteers.training(self._chosen_training(choice))
        known = [
            (line.volunteer, training.results[line.volunteer.id])
            for line in self._volunteers.lines(include_left=True)
            if line.volunteer.id in training.results
        ]
        people = [
            Trained(volunteer.number, volunteer.name, result)
            for volunteer, result in sorted(known, key=lambda pair: pair[0].number)
        ]
        paper = training_record(station, training, people, printed_at=self._now())
        return Made(paper=paper, name=training.number)

    def _trainings(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        held = self._volunteers.trainings(first, last)
        return training_register(station, held, first, last, printed_at=self._now())

    # records and certificates

    def _record(self, _station: Station, choice: Choice) -> Made:
        return self._service_paper(choice, CertificateKind.RECORD)

    def _certificate(self, _station: Station, choice: Choice) -> Made:
        return self._service_paper(choice, CertificateKind.CERTIFICATE)

    def _service_paper(self, choice: Choice, kind: CertificateKind) -> Made:
        """Return a preview; what is printed for good is counted, and has the whole number.

        A paper that is not issued, or is void, has nothing but a preview, and says so.
        """
        certificate_id = self._chosen_certificate(choice, kind)
        if choice.printed:
            printed = self._attendance.printed(certificate_id)
            paper = service_paper(printed, copy=printed.copies > 0)
        else:
            paper = service_paper(self._attendance.certificate(certificate_id), preview=True)
        return Made(paper=paper, name=paper.number)

    def _certificates(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        return certificate_register(
            station,
            drawn_up(self._attendance.certificates(), first, last),
            first,
            last,
            masked=not choice.full_names,
            printed_at=self._now(),
        )

    # what was chosen

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)

    def _rounding(self) -> int:
        return settings_from(settings.stored()).hours_rounding

    def _chosen_training(self, choice: Choice) -> TrainingId:
        """Return the chosen training; without one, the newest."""
        if choice.record is not None:
            return TrainingId(choice.record)
        held = self._volunteers.trainings(date.min, date.max)
        if not held:
            raise Refused([Problem("record", N_("No training is entered yet."))])
        return max(held, key=lambda each: (each.business_date, each.id)).id

    def _chosen_certificate(self, choice: Choice, kind: CertificateKind) -> CertificateId:
        """Return the chosen paper; without one, the newest of its kind."""
        if choice.record is not None:
            return CertificateId(choice.record)
        for each in self._attendance.certificates():
            if each.kind is kind:
                return each.id
        raise Refused([Problem("record", N_("No such paper was drawn up yet."))])


def chosen_volunteer(volunteers: Volunteers, choice: Choice) -> Volunteer:
    """Return the chosen volunteer; without one, the first who is active.

    Raises:
        Refused: where there is none.
    """
    if choice.record is not None:
        return volunteers.volunteer(VolunteerId(choice.record))
    for line in volunteers.lines():
        if line.standing is Standing.ACTIVE:
            return line.volunteer
    raise Refused([Problem("record", N_("No volunteer is entered yet."))])


def drawn_up(
    papers: Iterable[ServiceCertificate], first: date, last: date
) -> list[ServiceCertificate]:
    """Return the papers that were drawn up on days, the oldest first."""
    held = [each for each in papers if first <= each.snapshot.drawn_up_on <= last]
    return sorted(held, key=lambda each: (each.snapshot.drawn_up_on, each.id))
