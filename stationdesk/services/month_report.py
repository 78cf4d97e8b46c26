"""The report of a month, a quarter or a year: its figures, their records, and sending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.reporting.comparing import Report, alone, differences, put_beside
from stationdesk.domain.reporting.snapshots import (
    Letter,
    digest_of,
    read_snapshot,
    sending_problems,
    snapshot_text,
)
from stationdesk.domain.reporting.spans import (
    EARLIEST_YEAR,
    Days,
    Span,
    beside_of,
    days_beside,
    days_of,
    report_number,
)
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.store import sent_reports as store

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.ids import SentReportId
    from stationdesk.domain.reporting.comparing import Difference, ReportSection
    from stationdesk.domain.reporting.figures import Section, TraceLine
    from stationdesk.domain.reporting.snapshots import FrozenReport, SentReport
    from stationdesk.services.context import Context
    from stationdesk.services.reporting.source import FigureSource
    from stationdesk.services.station import StationFacts

Progress = tuple[int, int, str]
"""How many steps are done, of how many, and what is being done."""
ENTITY = "sent_report"


class MonthReport:
    """Figures are counted from the records each time; only what was sent is kept."""

    def __init__(
        self, context: Context, station: StationFacts, sources: Sequence[FigureSource]
    ) -> None:
        self._context = context
        self._station = station
        self._sources = {each.key: each for each in sources}

    def report(self, span: Span, day: date) -> Report:
        """Return the report of the span that ``day`` lies in, as the records stand now.

        Raises:
            Refused: when the span has not begun.
        """
        steps = self.steps(span, day)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]

    def steps(self, span: Span, day: date) -> Generator[Progress, None, Report]:
        """Make the report step by step: each yields how far it is, and may be the last.

        It reads the records, so it is walked on the thread that holds them.

        Raises:
            Refused: when the span has not begun.
        """
        days = self._days(span, day)
        beside = beside_of(span)
        total = len(self._sources) * (1 + len(beside))
        told: list[ReportSection] = []
        done = 0
        for source in self._sources.values():
            yield done, total, _(source.title)
            now = self._section(source, days)
            done += 1
            others = {}
            for which in beside:
                yield done, total, _(source.title)
                asked = days_beside(span, day, which)
                known = source.at_end and asked.last == days_of(span, day).last
                others[which] = now if known else self._section(source, asked)
                done += 1
            told.append(put_beside(span, now, others))
        return Report(
            span=span,
            first=days.first,
            last=days_of(span, day).last,
            as_of=self._this_minute(),
            sections=tuple(told),
        )

    def sections(self, first: date, last: date) -> tuple[Section, ...]:
        """Return the figures of any days, beside nothing; days to come are left out.

        Raises:
            Refused: when the days end before they begin, or have not come.
        """
        days = self._come(Days(first, last))
        return tuple(self._section(each, days) for each in self._sources.values())

    def trace(self, section: str, key: str, span: Span, day: date) -> list[TraceLine]:
        """Return the records behind a figure of a span, in the order of the days.

        Raises:
            Refused: when the span has not begun.
            KeyError: where there is no such section or figure.
        """
        days = self._days(span, day)
        return self.trace_days(section, key, days.first, days.last)

    def trace_days(self, section: str, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the records behind a figure of any days.

        Raises:
            Refused: when the days end before they begin, or have not come.
            KeyError: where there is no such section or figure.
        """
        days = self._come(Days(first, last))
        return self._sources[section].trace(key, days.first, days.last)

    def send(
        self,
        span: Span,
        day: date,
        head: str,
        statistician: str,
        filled_by: str,
        reason: str = "",
    ) -> SentReportId:
        """Freeze the report of a span as it leaves the station.

        A second issue of the same span needs a reason; the first one stays.

        Raises:
            Refused: naming every reason.
        """
        days = days_of(span, day)
        issue = store.count_issues(span, days.first) + 1
        names = {"head": head, "statistician": statistician, "filled_by": filled_by}
        today = self._context.today()
        refuse_if_any(sending_problems(days.last, today, names, issue=issue, reason=reason))
        report = self.report(span, days.first)
        station = self._station.for_papers()
        letter = Letter(
            number=report_number(span, days.first, issue),
            issue=issue,
            issued_on=today,
            station_name=station.name,
            station_code=station.code,
            street=station.street,
            phone=station.phone,
            head=head.strip(),
            statistician=statistician.strip(),
            filled_by=filled_by.strip(),
            reason=reason.strip(),
        )
        return self._keep(letter, report)

    def sent(self) -> list[SentReport]:
        """Return every report that was sent, the one of the latest days first."""
        return store.every()

    def issues(self, span: Span, day: date) -> list[SentReport]:
        """Return every issue of the report of the span that ``day`` lies in, the first first."""
        return store.issues(span, days_of(span, day).first)

    def frozen(self, report_id: SentReportId) -> FrozenReport:
        """Return a sent report as it left the station, to be shown or printed again.

        Raises:
            Refused: where there is none, or its text is no longer what was sent.
        """
        found = store.get(report_id)
        if found is None:
            raise Refused([Problem("report", N_("There is no such sent report."))])
        if digest_of(found.text) != found.digest:
            phrase = N_("Report {number} is not what was sent: the file was altered.")
            raise Refused([Problem("report", phrase, {"number": found.number})])
        return read_snapshot(found.text)

    def differences(self, report_id: SentReportId) -> tuple[Difference, ...]:
        """Return the figures that the records tell otherwise now than the sent report does.

        Raises:
            Refused: as ``frozen``.
        """
        frozen = self.frozen(report_id)
        now = self.sections(frozen.report.first, frozen.report.last)
        return differences(frozen.report.sections, [alone(each) for each in now])

    def _keep(self, letter: Letter, report: Report) -> SentReportId:
        text = snapshot_text(letter, report)
        with self._context.deed(Topic.REPORTS):
            kept = store.add(
                letter,
                report.span,
                report.first,
                report.last,
                text,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            told = {"number": kept.number, "digest": kept.digest, "reason": kept.reason}
            self._context.note(ENTITY, kept.uid, "send", after=told)
        return kept.id

    def _section(self, source: FigureSource, days: Days) -> Section:
        return source.section(days.first, min(days.last, self._context.today()))

    def _days(self, span: Span, day: date) -> Days:
        return self._come(days_of(span, day))

    def _come(self, days: Days) -> Days:
        """Return those of ``days`` that have come."""
        refuse_if_any(_days_problems(days, self._context.today()))
        return Days(days.first, min(days.last, self._context.today()))

    def _this_minute(self) -> datetime:
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)


def _days_problems(days: Days, today: date) -> list[Problem]:
    if days.last < days.first:
        return [Problem("last", N_("The period ends before it begins."))]
    if days.first > today:
        return [Problem("first", N_("These days are still to come; there is nothing to tell."))]
    if days.first.year < EARLIEST_YEAR:
        phrase = N_("No report goes back before {year}.")
        return [Problem("first", phrase, {"year": EARLIEST_YEAR})]
    return []
