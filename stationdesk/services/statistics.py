"""Statistics: charts of what the records hold, the records behind each bar, and their workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.statistics.subjects import TITLES
from stationdesk.i18n import _
from stationdesk.listings.statistics import chart_columns
from stationdesk.services.statistics_desk.amenity_charts import AmenityCharts
from stationdesk.services.statistics_desk.answer_charts import AnswerCharts
from stationdesk.services.statistics_desk.fact_charts import (
    fact_chart,
    parts_of,
    records_behind,
)
from stationdesk.services.statistics_desk.fact_kinds import FACT_CHARTS
from stationdesk.services.statistics_desk.forecasts import Forecasts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stationdesk.domain.reporting.figures import TraceLine
    from stationdesk.domain.reporting.spans import Days
    from stationdesk.domain.statistics.charts import Chart
    from stationdesk.services.context import Context
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts


class Statistics:
    """Reading only; nothing here changes a record."""

    def __init__(
        self, context: Context, station: StationFacts, inventory: Inventory, feedback: Feedback
    ) -> None:
        self._context = context
        self._station = station
        self._answers = AnswerCharts(feedback)
        self._amenities = AmenityCharts(station)
        self._forecasts = Forecasts(inventory)

    def chart(self, key: str, days: Days, *, compared: bool = False, part: str = "") -> Chart:
        """Return one chart of days; ``compared`` puts the year before beside it.

        ``part`` narrows a chart over time to one of ``parts``.

        Raises:
            KeyError: where there is no chart of that key.
        """
        title = TITLES[key]
        if key in FACT_CHARTS:
            return fact_chart(key, title, days, compared=compared, part=part)
        if key == "feedback.answers":
            return self._answers.chart(key, title, days, compared=compared)
        if key == "stock.forecast":
            return self._forecasts.chart(key, title, days)
        return self._amenities.chart(key, title, days, compared=compared)

    def parts(self, key: str, days: Days) -> dict[str, str]:
        """Return what a chart can be narrowed to, key → words; empty where it cannot."""
        return parts_of(key, days) if key in FACT_CHARTS else {}

    def records(self, chart: Chart, point: str, series: str) -> list[TraceLine]:
        """Return the records behind one value of a chart, in the order of the days.

        Of counts their amounts add up to the value (times the chart's ``scale``); behind a share
        or a time stand the records that it was computed from.

        Raises:
            KeyError: where the chart has no such point.
        """
        chart.point(point)
        if chart.key in FACT_CHARTS:
            return records_behind(chart, point, series)
        if chart.key == "feedback.answers":
            return self._answers.records(chart, point, series)
        if chart.key == "stock.forecast":
            return self._forecasts.records(chart, point)
        return self._amenities.records(chart, point, series)

    def workbook(self, chart: Chart) -> Callable[[Path], None]:
        """Return the work that writes a chart as a workbook: the table that stands under it.

        What it needs is read now; the work may run on any thread. It raises ``Refused`` where the
        path cannot be written.
        """
        from stationdesk.documents.forms.ledgers import period_ledger
        from stationdesk.documents.letterheads import on_letterhead
        from stationdesk.documents.workbooks.writing import write_workbook
        from stationdesk.services.letterhead import Letterheads

        paper = period_ledger(
            self._station.for_papers(),
            _(chart.title),
            f"statistics-{chart.key}",
            chart_columns(chart),
            list(chart.points),
            chart.days.first,
            chart.days.last,
            notes=tuple(filter(None, (str(chart.told), str(chart.note)))),
            printed_at=self._context.now().replace(tzinfo=None),
        )
        headed = on_letterhead(paper, Letterheads(self._context).letterhead())

        def write(path: Path) -> None:
            write_workbook([headed], path)

        return write
