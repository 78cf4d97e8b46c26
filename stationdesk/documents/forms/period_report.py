"""The report of a month, a quarter or a year (月报、季报、年报) as a statistics form.

The verdict stands first, then the figures part by part, each beside those of other days; the
workbook has the records behind every figure on its second sheet, and charts on its third.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.documents.charts import Chart, ChartKind, Charts, Series
from stationdesk.documents.forms.common import day_words, month_words, span_key, span_words
from stationdesk.documents.papers import (
    Group,
    Measured,
    Note,
    Origin,
    Paper,
    SignatureLine,
    Table,
    Verdict,
    table,
)
from stationdesk.domain.reporting.figures import NOTHING_THIS_TIME
from stationdesk.domain.reporting.spans import BESIDE_WORDS, Beside, Span, beside_of
from stationdesk.i18n import N_, _, language
from stationdesk.listings.columns import Tone
from stationdesk.listings.reporting import SOURCES, FigureRow, SourceRow, figure_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from stationdesk.documents.papers import Block
    from stationdesk.domain.reporting.comparing import Compared, Report, ReportSection
    from stationdesk.domain.reporting.figures import Figure, TraceLine
    from stationdesk.domain.reporting.snapshots import Letter
    from stationdesk.domain.station import Station
    from stationdesk.listings.reporting import Shown

    Traces = Mapping[tuple[str, str], Sequence[TraceLine]]
    """The records behind a figure, by the keys of its section and its own."""

NOTHING = "—"
"""Printed where there was nothing to count among; never 0 or 100 %."""
NOW_WORDS = {
    Span.MONTH: N_("Of this month"),
    Span.QUARTER: N_("Of this quarter"),
    Span.YEAR: N_("Of this year"),
}
GUIDE = ("甲", "乙", "丙")
"""The signs over the describing columns of a statistics form; numbers go over the others."""
CHINESE = "一二三四五六七八九十"
TOLD_FIRST = (
    ("opening", "days_open"),
    ("visits", "people"),
    ("opening", "kept_rate"),
    ("lending", "loans"),
    ("lending", "on_time_rate"),
    ("feedback", "rate.responded"),
    ("feedback", "rate.solved"),
    ("feedback", "rate.satisfied"),
    ("volunteers", "hours"),
)
"""The figures of the verdict, in the order in which a reader asks for them."""
MOST_REASONS = 7
MINUTES_AN_HOUR, FEN_A_YUAN = 60, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """A report as it goes to paper.

    ``letter`` is that of a sent one, None for a draft. ``said`` puts the report's phrases into
    words: those of a sent one are its own. ``trace`` are the records behind its figures.
    ``visits`` are the visits of each day of a month, or of each month of a longer span.
    """

    report: Report
    letter: Letter | None = None
    said: Callable[[str], str] = _
    trace: Traces = field(default_factory=dict)
    visits: tuple[tuple[str, int], ...] = ()


def period_report(
    station: Station, told: ToldReport, *, printed_at: datetime | None = None
) -> Paper:
    """Return the report as a statistics form: verdict, figures, signatures."""
    report = told.report
    rows = Table(
        figure_columns(report.span, NOW_WORDS[report.span]), tuple(_groups(told)), dense=True
    )
    blocks: list[Block] = [_verdict(told), rows, *map(Note, _notes(told))]
    blocks.append(SignatureLine(_signers(told.letter)))
    letter = told.letter
    return Paper(
        title=report_title(report.span),
        number=letter.number if letter else "",
        subtitle="" if letter else _("Draft: not sent yet"),
        unit=letter.station_name if letter else station.name,
        period=span_of_words(report),
        form_head=tuple(map(_, FORM_HEAD)),
        blocks=tuple(blocks),
        sheet=_("Figures of the report"),
        origin=_origin(f"report-{report.span.value}", station, told),
        printed_at=printed_at,
    )


def report_book(
    station: Station, told: ToldReport, *, printed_at: datetime | None = None
) -> tuple[Paper, ...]:
    """Return the report as a workbook: the form, the records behind it, charts."""
    return (
        period_report(station, told, printed_at=printed_at),
        sources_sheet(station, told, printed_at=printed_at),
        _charts_sheet(station, told, printed_at=printed_at),
    )


def sources_sheet(
    station: Station, told: ToldReport, *, printed_at: datetime | None = None
) -> Paper:
    """Return every record behind the figures, a line each."""
    return Paper(
        title=_("Records behind the figures"),
        unit=station.name,
        period=span_of_words(told.report),
        blocks=(
            table(SOURCES, list(_source_rows(told)), numbered=True),
            Note(
                _("The amounts of a figure's records add up to it; hours in hours, money in yuan.")
            ),
        ),
        landscape=True,
        sheet=_("Sources"),
        origin=_origin("report-sources", station, told),
        printed_at=printed_at,
    )


def report_charts(told: ToldReport) -> tuple[Chart, ...]:
    """Return charts of what most readers ask for; parts without any record have none."""
    return tuple(
        chart
        for chart in (
            _course_chart(told),
            _parts_chart(told, "visits", "group.", N_("Visits by group")),
            _parts_chart(told, "visits", "service.", N_("Visits by service")),
            _rates_chart(told),
            _beside_chart(told),
        )
        if chart is not None
    )


def changes_of(told: ToldReport) -> list[str]:
    """Return the figures that readers ask for first, each with how it stood before, in words."""
    return [_reason(told, line) for line in known_lines(told, TOLD_FIRST)][:MOST_REASONS]


def known_lines(told: ToldReport, keys: Iterable[tuple[str, str]]) -> Iterator[Compared]:
    """Yield the lines of these keys that say anything, in the order of the keys."""
    known = {(s.key, line.now.key): line for s in told.report.sections for line in s.lines}
    for key in keys:
        if key in known and not known[key].now.says_nothing:
            yield known[key]


def report_title(span: Span) -> str:
    """Return the title of a report of ``span``: 便民服务驿站月报."""
    return _(TITLES[span])


def span_of_words(report: Report) -> str:
    """Return the days of a report in words: a month by its name, others by both ends."""
    if report.span is Span.MONTH and report.is_over:
        return month_words(report.first)
    return span_words(report.first, report.last if report.is_over else report.as_of.date())


def shown(figure: Figure | None) -> Shown:
    """Return a figure's number with its decimals, — where there was nothing to count among."""
    if figure is None or figure.value is None:
        return NOTHING
    return Measured(figure.value, figure.places)


def figure_words(figure: Figure, said: Callable[[str], str]) -> str:
    """Return a figure with its unit as running text says it: 96.3%, 128.5 小时."""
    value = shown(figure)
    number = value if isinstance(value, str) else f"{float(value or 0):,.{figure.places}f}"
    unit = said(figure.unit) if figure.unit and number != NOTHING else ""
    return _("{number}%").format(number=number) if unit == "%" else f"{number} {unit}".strip()


TITLES = {
    Span.MONTH: N_("Monthly report of the service station"),
    Span.QUARTER: N_("Quarterly report of the service station"),
    Span.YEAR: N_("Yearly report of the service station"),
}
FORM_HEAD = (
    N_("Form number:"),
    N_("Issued by (form):"),
    N_("Approval number:"),
    N_("Valid until (form):"),
)


# the verdict


def _verdict(told: ToldReport) -> Verdict:
    report = told.report
    if all(section.says_nothing for section in report.sections):
        return Verdict(_(NOTHING_THIS_TIME[report.span.value]), Tone.NEUTRAL)
    lines = list(known_lines(told, TOLD_FIRST))
    reasons = [_reason(told, line) for line in lines][1 : MOST_REASONS + 1]
    return Verdict(_statement(told), Tone.INFO, tuple(reasons))


def _statement(told: ToldReport) -> str:
    """Return the verdict in one line: how long the station was open, and for how many."""
    head = [line.now for line in known_lines(told, TOLD_FIRST[:2])]
    if len(head) < 2:
        return _(", ").join(_named(told, each) for each in head) or span_of_words(told.report)
    days, people = (f"{each.value or 0:,}" for each in head)
    return _("Open on {days} days, {people} visits").format(days=days, people=people)


def _named(told: ToldReport, figure: Figure) -> str:
    return f"{told.said(figure.title)} {figure_words(figure, told.said)}"


def _reason(told: ToldReport, line: Compared) -> str:
    words, change = _named(told, line.now), line.change()
    if change is None or line.last is None:
        return words
    before = _(BESIDE_WORDS[told.report.span, Beside.LAST])
    values = {"figure": words, "before": before, "was": figure_words(line.last, told.said)}
    if abs(change) < 0.05:
        return _("{figure}, the same as {was} ({before})").format(**values)
    more = _("{figure}, up from {was} ({before})")
    less = _("{figure}, down from {was} ({before})")
    return (more if change > 0 else less).format(**values)


# the figures


def _groups(told: ToldReport) -> Iterator[Group[FigureRow]]:
    yield Group("", (_guide(told.report.span),))
    code = 0
    for number, section in enumerate(told.report.sections, start=1):
        rows: list[FigureRow] = []
        if section.says_nothing:
            words = told.said(NOTHING_THIS_TIME[told.report.span.value])
            rows.append(FigureRow(code="", title=words, unit="", now="", beside={}))
        for line in section.telling:
            code += 1
            rows.append(_row(told, line, code))
        yield Group(part_heading(number, told.said(section.title)), tuple(rows))


def part_heading(number: int, title: str) -> str:
    """Return the heading of a part: 一、开放情况."""
    numeral = str(number)
    if language() == "zh_CN":
        numeral = CHINESE[number - 1] if number <= len(CHINESE) else f"十{CHINESE[number - 11]}"
    return _("{numeral}. {title}").format(numeral=numeral, title=title)


def _guide(span: Span) -> FigureRow:
    """Return the row 甲 乙 丙 1 2 … under the headings of a statistics form."""
    beside = {each: str(at) for at, each in enumerate(beside_of(span), start=2)}
    return FigureRow(code=GUIDE[1], title=GUIDE[0], unit=GUIDE[2], now="1", beside=beside)


def _row(told: ToldReport, line: Compared, code: int) -> FigureRow:
    now = line.now
    return FigureRow(
        code=f"{code:02d}",
        title=_indent(now) + told.said(now.title),
        unit=told.said(now.unit) if now.unit else "",
        now=shown(now),
        beside={each: shown(line.beside(each)) for each in beside_of(told.report.span)},
        basis=f"{now.part}/{now.whole}" if now.part is not None and now.whole is not None else "",
    )


def _indent(figure: Figure) -> str:
    """Return white before the name of a part of another figure, such as one group of visitors."""
    return "\u3000" if "." in figure.key and figure.whole is None else ""


def _notes(told: ToldReport) -> Iterator[str]:
    report = told.report
    formulas = {
        told.said(line.now.title): told.said(line.now.formula)
        for section in report.sections
        for line in section.telling
        if line.now.formula
    }
    for title, formula in formulas.items():
        yield _("{title} = {formula}").format(title=title, formula=formula)
    yield _("“—”: there was nothing to count among, which is neither 0 nor 100 %.")
    if any(line.now.at_end for section in report.sections for line in section.telling):
        yield _("What is told “at the end” stands as on the last day; no days are added up.")
    as_of = f"{report.as_of:%Y-%m-%d %H:%M}"
    yield _(
        "The records as they stood at {moment}. Sheet “Sources” of the workbook lists them."
    ).format(moment=as_of)
    if told.letter is not None and told.letter.reason:
        yield _("Issue {issue}, because: {reason}").format(
            issue=told.letter.issue, reason=told.letter.reason
        )


def _signers(letter: Letter | None) -> tuple[str, ...]:
    """Return the foot of a statistics form; names of a sent one stand there already."""
    if letter is None:
        return (
            _("Head of the unit:"),
            _("Head of statistics:"),
            _("Filled in by (form):"),
            _("Date of the report:"),
        )
    named = (
        (_("Head of the unit:"), letter.head),
        (_("Head of statistics:"), letter.statistician),
        (_("Filled in by (form):"), letter.filled_by),
        (_("Date of the report:"), day_words(letter.issued_on)),
    )
    return tuple(f"{label}{name}" if name else label for label, name in named)


# what is behind the figures


def _source_rows(told: ToldReport) -> Iterator[SourceRow]:
    for section in told.report.sections:
        for line in section.lines:
            figure = line.now
            for record in told.trace.get((section.key, figure.key), ()):
                yield SourceRow(
                    section=told.said(section.title),
                    figure=told.said(figure.title),
                    day=record.day,
                    what=str(record.what),
                    text=" ".join(filter(None, (record.text, str(record.more)))),
                    amount=_amount(figure, record.amount),
                    among=record.among or None,
                )


def _amount(figure: Figure, amount: int) -> Shown:
    """Return what a record adds, in the unit in which the figure is shown."""
    if figure.part is None or figure.whole is not None or figure.places == 0:
        return Measured(amount, 0)
    each = FEN_A_YUAN if figure.places == 2 else MINUTES_AN_HOUR
    return Measured(amount / each, 2)


# charts


def _charts_sheet(station: Station, told: ToldReport, *, printed_at: datetime | None) -> Paper:
    return Paper(
        title=_("Charts of the report"),
        unit=station.name,
        period=span_of_words(told.report),
        blocks=(Charts(report_charts(told)),),
        sheet=_("Charts"),
        origin=_origin("report-charts", station, told),
        printed_at=printed_at,
    )


def _section(told: ToldReport, key: str) -> ReportSection | None:
    return next((each for each in told.report.sections if each.key == key), None)


def _parts_chart(told: ToldReport, section: str, prefix: str, title: str) -> Chart | None:
    """Return lying bars of the figures whose keys begin so, the largest first."""
    found = _section(told, section)
    lines = found.lines if found else ()
    figures = [each.now for each in lines if each.now.key.startswith(prefix) and each.now.value]
    figures.sort(key=lambda each: -(each.value or 0))
    if not figures:
        return None
    values = tuple(float(each.value or 0) for each in figures)
    labels = tuple(told.said(each.title) for each in figures)
    unit = told.said(figures[0].unit)
    return Chart(_(title), ChartKind.BARS, labels, (Series(_(title), values),), unit=unit)


def _course_chart(told: ToldReport) -> Chart | None:
    """Return the visits day by day, or month by month."""
    if not any(people for _label, people in told.visits):
        return None
    kind, title = ChartKind.COLUMNS, N_("Visits month by month")
    if told.report.span is Span.MONTH:
        kind, title = ChartKind.LINES, N_("Visits day by day")
    labels = tuple(label for label, _people in told.visits)
    series = (Series(_(title), tuple(float(people) for _label, people in told.visits)),)
    return Chart(_(title), kind, labels, series, unit=_("visits"))


def _beside_chart(told: ToldReport) -> Chart | None:
    """Return what was done beside the span before: visits, loans, entries, as columns."""
    lines = list(known_lines(told, COUNTED))
    if not lines:
        return None
    span = told.report.span
    series = [Series(_(NOW_WORDS[span]), tuple(_value(line.now) for line in lines))]
    for beside in (Beside.LAST, Beside.YEAR_AGO):
        if beside in beside_of(span):
            values = tuple(_value(line.beside(beside)) for line in lines)
            if any(values):
                series.append(Series(_(BESIDE_WORDS[span, beside]), values))
    labels = tuple(told.said(line.now.title) for line in lines)
    return Chart(_("Beside other days"), ChartKind.COLUMNS, labels, tuple(series))


def _rates_chart(told: ToldReport) -> Chart | None:
    lines = [line for line in known_lines(told, RATES) if line.now.value is not None]
    if not lines:
        return None
    labels = tuple(told.said(line.now.title) for line in lines)
    series = (Series(_("Rates of the report"), tuple(_value(line.now) for line in lines)),)
    return Chart(_("Rates of the report"), ChartKind.BARS, labels, series, unit="%", places=1)


COUNTED = (
    ("visits", "people"),
    ("lending", "loans"),
    ("feedback", "registered"),
    ("stock", "issued"),
)
RATES = tuple(
    each for each in TOLD_FIRST if each[1].endswith("_rate") or each[1].startswith("rate.")
)


def _value(figure: Figure | None) -> float | None:
    return None if figure is None or figure.value is None else float(figure.value)


def _origin(listing: str, station: Station, told: ToldReport) -> Origin:
    days = told.report.days
    name = told.letter.station_name if told.letter else station.name
    code = told.letter.station_code if told.letter else station.code
    return Origin(listing, code, name, span_key(days.first, days.last))
