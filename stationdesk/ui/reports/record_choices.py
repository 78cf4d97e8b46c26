"""The records a paper can be about, in words by which one tells them apart."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.certificates import (
    CERTIFICATE_STATE_WORDS,
    CertificateKind,
)
from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.inspections.kinds import INSPECTION_KIND_WORDS
from stationdesk.domain.masking import masked
from stationdesk.domain.reporting.spans import Span
from stationdesk.domain.stocktake import STATE_WORDS, StocktakeState
from stationdesk.i18n import _
from stationdesk.ui.reports.records import Records

if TYPE_CHECKING:
    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.keeping.retention import RetentionRun
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.stocktake import Stocktake
    from stationdesk.domain.tiers.records import SignedAssessment
    from stationdesk.domain.volunteers.lines import VolunteerLine
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inspections import Inspections
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.services.month_report import MonthReport
    from stationdesk.services.retention import Retention
    from stationdesk.services.tiers import Tiers
    from stationdesk.services.volunteers import Volunteers


MOST_ENTRIES = 200
"""Older ones are printed from the feedback book."""
LONGEST_WORDS = 24
"""Characters of an entry by which one knows it."""
MOST_TRAININGS = 200
"""Older ones are printed from the volunteers' page."""
MOST_LOANS = 200
"""Older ones among what is out are printed from the lending desk."""


def records_to_choose(
    inventory: Inventory,
    tiers: Tiers,
    retention: Retention,
    lending: Lending,
    feedback: Feedback,
    volunteers: Volunteers,
    attendance: AttendanceDesk,
    inspections: Inspections,
    month_report: MonthReport,
) -> Records:
    """Return what can be chosen now, the newest first."""
    counts = [c for c in inventory.stocktakes() if c.state is not StocktakeState.CANCELLED]
    return Records(
        stocktakes={count.id: _stocktake_words(count) for count in counts},
        kits={kit.id: kit.name for kit in inventory.required_sets()},
        assessments={each.id: _assessment_words(each) for each in tiers.assessments()},
        standards={
            line.key: str(line.title) for line in tiers.standards.all() if not line.archived
        },
        erasings={each.id: _erasing_words(each) for each in retention.runs()},
        loans=_loans_out(lending),
        entries=_newest_entries(feedback),
        volunteers={line.volunteer.id: _volunteer_words(line) for line in volunteers.lines()},
        trainings=_newest_trainings(volunteers),
        service_records=_service_papers(attendance, CertificateKind.RECORD),
        certificates=_service_papers(attendance, CertificateKind.CERTIFICATE),
        inspections={
            each.inspection.id: _inspection_words(each.inspection)
            for each in inspections.inspections()
        },
        notices={
            each.notice.id: f"{each.notice.number} {each.notice.addressed_to}"
            for each in inspections.notices()
        },
        sent={
            each.id: f"{each.number} {each.issued_on}"
            for each in month_report.sent()
            if each.span is Span.MONTH
        },
    )


def _inspection_words(inspection: Inspection) -> str:
    kind = _(INSPECTION_KIND_WORDS[inspection.kind])
    return f"{inspection.number} {inspection.on} {kind}"


def _volunteer_words(line: VolunteerLine) -> str:
    return f"{line.volunteer.number} {line.volunteer.name}"


def _newest_trainings(volunteers: Volunteers) -> dict[object, str]:
    held = sorted(
        volunteers.trainings(date.min, date.max),
        key=lambda each: (each.business_date, each.id),
        reverse=True,
    )
    return {
        each.id: " · ".join((each.number, each.business_date.isoformat(), each.title))
        for each in held[:MOST_TRAININGS]
    }


def _service_papers(attendance: AttendanceDesk, kind: CertificateKind) -> dict[object, str]:
    return {
        each.id: " · ".join(
            (each.number, each.snapshot.name, _(CERTIFICATE_STATE_WORDS[each.state]))
        )
        for each in attendance.certificates()
        if each.kind is kind
    }


def _newest_entries(feedback: Feedback) -> dict[object, str]:
    newest = feedback.lines(EntryQuery(), limit=MOST_ENTRIES)
    return {line.entry.id: _entry_words(line.entry) for line in newest}


def _entry_words(entry: Entry) -> str:
    said = " ".join(masked(entry.body).split())
    short = said if len(said) <= LONGEST_WORDS else f"{said[:LONGEST_WORDS]}…"
    return " · ".join((entry.number, _(FEEDBACK_KIND_WORDS[entry.kind]), short))


def _loans_out(lending: Lending) -> dict[object, str]:
    """Return the loans of which something is out; of a loan with several lines one word for all."""
    lines: dict[object, list[LoanEntry]] = {}
    for entry in reversed(lending.open_entries()):
        lines.setdefault(entry.loan_id, []).append(entry)
    return {loan: _loan_words(entries) for loan, entries in islice(lines.items(), MOST_LOANS)}


def _loan_words(entries: list[LoanEntry]) -> str:
    loan = entries[0]
    things = _(", ").join(entry.thing for entry in reversed(entries))
    return " · ".join(filter(None, (loan.number, f"{loan.borrower_shown} {loan.tail}", things)))


def _stocktake_words(count: Stocktake) -> str:
    scope = count.scope_place.name if count.scope_place else count.scope_category
    parts = (count.number, count.business_date.isoformat(), scope, _(STATE_WORDS[count.state]))
    return " · ".join(part for part in parts if part)


def _assessment_words(signed: SignedAssessment) -> str:
    said = _("Signed {number}, {day}, {assessor}")
    return said.format(number=signed.number, day=signed.on.isoformat(), assessor=signed.assessor)


def _erasing_words(run: RetentionRun) -> str:
    said = _("Erased {number}, {day}, {count} records")
    count = sum(line.count for line in run.lines)
    return said.format(number=run.number, day=run.on.isoformat(), count=count)
