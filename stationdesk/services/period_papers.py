"""The papers of a month, a quarter or a year, made from the records or from what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.charts import Photo
from stationdesk.documents.forms.bulletin import MOST_PHOTOS, bulletin
from stationdesk.documents.forms.common import day_words
from stationdesk.documents.forms.period_report import ToldReport, period_report, report_book
from stationdesk.documents.forms.visit_tally import blank_tally
from stationdesk.domain.ids import SentReportId
from stationdesk.domain.reporting.spans import Span, last_full
from stationdesk.services.drafts import Made
from stationdesk.store import attachments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from stationdesk.documents.papers import Paper
    from stationdesk.domain.reporting.comparing import Report
    from stationdesk.domain.reporting.figures import TraceLine
    from stationdesk.domain.station import Station
    from stationdesk.services.context import Context
    from stationdesk.services.drafts import Choice
    from stationdesk.services.month_report import MonthReport
    from stationdesk.services.visits import Visits

SHOWN_KINDS = ("station", "inspection", "corrective_action", "posted_document")
"""Records whose photos a bulletin may show; those of people and their things never."""


class PeriodPapers:
    """Makes them from the records."""

    def __init__(self, context: Context, reports: MonthReport, visits: Visits) -> None:
        self._context = context
        self._reports = reports
        self._visits = visits

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper | Made]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "month-report": lambda station, choice: self._report(station, choice, Span.MONTH),
            "quarter-report": lambda station, choice: self._report(station, choice, Span.QUARTER),
            "year-report": lambda station, choice: self._report(station, choice, Span.YEAR),
            "bulletin": self._bulletin,
            "visits-blank": lambda station, _choice: blank_tally(station, printed_at=self._now()),
        }

    def _report(self, station: Station, choice: Choice, span: Span) -> Made:
        """Return a report of the records as they stand; a chosen one as it was sent.

        Without a day it is of the last span that is over.
        """
        told = self._told(choice, span)
        now = self._now()
        return Made(
            paper=period_report(station, told, printed_at=now),
            book=report_book(station, told, printed_at=now),
            name=told.letter.number if told.letter else told.report.first.isoformat()[:7],
        )

    def _bulletin(self, station: Station, choice: Choice) -> Made:
        told = self._told(choice, Span.MONTH, with_trace=False)
        days = told.report.days
        photos = self._photos(choice, days.first, days.last)
        paper = bulletin(station, told, photos, printed_at=self._now())
        return Made(paper=paper, name=days.first.isoformat()[:7])

    def _told(self, choice: Choice, span: Span, *, with_trace: bool = True) -> ToldReport:
        if choice.record is not None:
            frozen = self._reports.frozen(SentReportId(choice.record))
            visits = self._course(frozen.report)
            return ToldReport(
                report=frozen.report, letter=frozen.letter, said=frozen.said, visits=visits
            )
        day = choice.first or choice.on or last_full(span, self._context.today())
        report = self._reports.report(span, day)
        trace = self._trace(report) if with_trace else {}
        return ToldReport(report=report, trace=trace, visits=self._course(report))

    def _trace(self, report: Report) -> dict[tuple[str, str], list[TraceLine]]:
        """Return the records behind every figure that any record is behind."""
        return {
            (section.key, line.now.key): self._reports.trace(
                section.key, line.now.key, report.span, report.first
            )
            for section in report.sections
            for line in section.lines
            if not line.now.says_nothing
        }

    def _course(self, report: Report) -> tuple[tuple[str, int], ...]:
        """Return the visits day by day for a month, month by month for longer."""
        last = min(report.last, self._context.today())
        if report.span is Span.MONTH:
            by_day = self._visits.by_day(report.first, last)
            days = range(1, last.day + 1)
            return tuple((str(at), by_day.get(report.first.replace(day=at), 0)) for at in days)
        by_month = self._visits.by_month(report.first, last)
        return tuple((month, people) for month, people in sorted(by_month.items()))

    def _photos(self, choice: Choice, first: date, last: date) -> list[Photo]:
        if choice.photos is not None:
            known = [attachments.attachment(each) for each in choice.photos]
            chosen = [each for each in known if each is not None]
        else:
            chosen = attachments.between(first, last, SHOWN_KINDS, MOST_PHOTOS)
        return [
            Photo(attachments.content(each.id), each.note or day_words(each.business_date))
            for each in chosen
        ]

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)
