"""The bulletin (简报): a month, a quarter or a year on one page, with charts and photos.

For the notice board and for superiors: the figures large, charts that read in black and white,
what changed in words, photos that were attached to records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.charts import ChartKind, Charts, Photo, Photos
from stationdesk.documents.forms.common import day_words, span_key
from stationdesk.documents.forms.period_report import (
    NOTHING,
    changes_of,
    figure_words,
    known_lines,
    report_charts,
    span_of_words,
)
from stationdesk.documents.papers import (
    BigFigure,
    BigFigures,
    Note,
    Origin,
    Paper,
    Paragraph,
)
from stationdesk.domain.reporting.figures import NOTHING_THIS_TIME
from stationdesk.domain.reporting.spans import Span
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from stationdesk.documents.charts import Chart
    from stationdesk.documents.forms.period_report import ToldReport
    from stationdesk.documents.papers import Block
    from stationdesk.domain.station import Station

TITLES = {
    Span.MONTH: N_("Monthly bulletin"),
    Span.QUARTER: N_("Quarterly bulletin"),
    Span.YEAR: N_("Yearly bulletin"),
}
LARGE = (
    ("visits", "people"),
    ("opening", "days_open"),
    ("lending", "loans"),
    ("feedback", "registered"),
    ("volunteers", "hours"),
)
"""What is told in large numbers, in this order."""
MOST_LARGE, MOST_CHANGES, MOST_CHARTS, MOST_PHOTOS = 5, 5, 4, 3
MOST_BARS = 8
"""Bars of a chart, so that all of it is one page; the others are left out and told."""
CHART_MM, PHOTO_MM = 52.0, 40.0


def bulletin(
    station: Station,
    told: ToldReport,
    photos: Sequence[Photo] = (),
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the report on one page; the first three of ``photos`` are shown."""
    report = told.report
    return Paper(
        title=_(TITLES[report.span]),
        subtitle=_("{station} · {days}").format(
            station=told.letter.station_name if told.letter else station.name,
            days=span_of_words(report),
        ),
        blocks=tuple(_blocks(told, photos)),
        wall=True,
        origin=Origin(
            "bulletin",
            station.code,
            station.name,
            span_key(report.days.first, report.days.last),
        ),
        printed_at=printed_at,
    )


def _blocks(told: ToldReport, photos: Sequence[Photo]) -> Iterator[Block]:
    report = told.report
    if all(section.says_nothing for section in report.sections):
        yield Paragraph(_(NOTHING_THIS_TIME[report.span.value]))
        return
    large = tuple(_large_figures(told))
    if large:
        yield BigFigures(large)
    said = changes_of(told)[:MOST_CHANGES]
    if said:
        yield Paragraph(_("; ").join(said) + _("."))
    charts = tuple(_short(chart) for chart in report_charts(told)[:MOST_CHARTS])
    if charts:
        yield Charts(charts, across=2, height_mm=CHART_MM)
    if photos:
        yield Photos(tuple(photos[:MOST_PHOTOS]), across=MOST_PHOTOS, height_mm=PHOTO_MM)
    day = day_words(report.as_of.date())
    yield Note(_("Figures of the station's own records as of {day}.").format(day=day))


def _large_figures(told: ToldReport) -> Iterator[BigFigure]:
    figures = [line.now for line in known_lines(told, LARGE) if not line.now.says_nothing]
    for figure in figures[:MOST_LARGE]:
        words = figure_words(figure, told.said)
        unit = told.said(figure.unit) if figure.unit else ""
        number = words.removesuffix(unit).strip() if words != NOTHING else words
        label = f"{told.said(figure.title)}（{unit}）" if unit else told.said(figure.title)
        yield BigFigure(number, label)


def _short(chart: Chart) -> Chart:
    """Return a chart with so many lying bars at most; its first ones are the largest."""
    if chart.kind is not ChartKind.BARS or len(chart.labels) <= MOST_BARS:
        return chart
    return chart.first(MOST_BARS)
