"""The statistics page: charts of what the records hold, and the records behind every bar."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused
from stationdesk.domain.reporting.spans import Days
from stationdesk.domain.statistics.subjects import TITLES
from stationdesk.domain.usual_periods import UsualPeriod
from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.page import Page
from stationdesk.ui.statistics.chart_card import DRAWN, TABLE, ChartCard
from stationdesk.ui.statistics.chart_list import ChartList
from stationdesk.ui.statistics.picture import save_picture
from stationdesk.ui.statistics.records_pane import RecordsPane
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.detail_pane import MasterDetail
from stationdesk.ui.widgets.period_bar import PeriodBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.reporting.figures import TraceLine
    from stationdesk.domain.statistics.charts import Chart
    from stationdesk.services.statistics import Statistics
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed

LIST_WIDTH, PANE_WIDTH = 204, 312
PICTURES = "PNG (*.png);;SVG (*.svg)"
NOT_COMPARED = ("visits.heat", "stock.forecast")
"""Charts that stand by themselves: a field of hours, and a look ahead."""
BY_ID = frozenset({"item", "amenity"})
"""Records that their page opens by their id alone."""
TOPICS = (
    Topic.VISITS,
    Topic.LENDING,
    Topic.FEEDBACK,
    Topic.ATTENDANCE,
    Topic.VOLUNTEERS,
    Topic.INVENTORY,
    Topic.AMENITIES,
    Topic.STATION,
    Topic.IMPORTS,
)


class StatisticsPage(Page):
    """A list of charts, the chart, and its records.

    It is opened with the key of a chart, with a day (its visits by hour), or with the key of a
    chart and its first and last day.
    """

    def __init__(
        self,
        statistics: Statistics,
        station: Callable[[], str],
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        """``station`` tells the station's name, which stands on pictures."""
        super().__init__(_("Statistics"))
        self._statistics = statistics
        self._station = station
        self._dialogs = dialogs
        self._chart: Chart | None = None
        self.list = ChartList()
        self.period = PeriodBar(today, UsualPeriod.THIS_MONTH)
        self.card = ChartCard()
        self.pane = RecordsPane()
        self._build()
        self._connect()
        self.list.choose(next(iter(TITLES)))
        self.listen(feed, *TOPICS)

    def refresh(self) -> None:
        """Count the chart again."""
        key = self.list.current()
        days = Days(*self.period.days())
        compared = self.card.compared.value() and key not in NOT_COMPARED
        parts = self._statistics.parts(key, days)
        part = self.card.part() if self.card.part() in parts else ""
        self._chart = self._statistics.chart(key, days, compared=compared, part=part)
        self.card.show_chart(self._chart, parts, comparable=key not in NOT_COMPARED)
        self.pane.show_nothing()
        self.split.close_pane()
        nothing = self._chart.says_nothing
        for deed in (self.save, self.save_table, self.nearer, self.farther, self.whole):
            deed.setEnabled(not nothing)

    def open_with(self, argument: object) -> None:
        """Show a chart, a day, or a chart of days."""
        if isinstance(argument, date):
            self.period.show_days(argument, argument)
            self.list.choose("visits.hours")
        elif isinstance(argument, str):
            self.list.choose(argument)
        elif isinstance(argument, tuple) and len(argument) == 3:
            key, first, last = argument
            self.period.show_days(first, last)
            self.list.choose(str(key))

    def first_stop(self) -> QWidget:
        """Return the list of charts: one looks for a chart first."""
        return self.list.view

    def help_anchor(self) -> str:
        """Return the part of the help about the subject that is shown."""
        return self.list.current().partition(".")[0]

    def _build(self) -> None:
        head = self.head
        self.nearer = head.add_tool(Icon.ZOOM_IN, _("Zoom in"), "Ctrl++")
        self.farther = head.add_tool(Icon.ZOOM_OUT, _("Zoom out"), "Ctrl+-")
        self.whole = head.add_tool(Icon.ARROW_AUTOFIT_WIDTH, _("Show everything"), "Ctrl+Backspace")
        self.as_table = head.add_tool(Icon.TABLE, _("Chart or table"), "Ctrl+T")
        self.save_table = head.add_button(_("Save as Excel"), Icon.DOCUMENT_TABLE, "Ctrl+Shift+S")
        self.save = head.set_primary(_("Save as a picture"), Icon.IMAGE, "Ctrl+S")
        self.list.setFixedWidth(px(LIST_WIDTH))
        self.split = MasterDetail(self.card, self.pane, PANE_WIDTH)
        both = row(self.list, self.split, gap=12)
        both.setStretchFactor(self.split, 1)
        self.body.addWidget(self.period)
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chart)
        self.list.view.activated.connect(self._on_walk_in)
        self.period.changed.connect(self._on_days)
        self.card.asked.connect(self.refresh)
        self.card.chosen.connect(self._on_spot)
        self.pane.opened.connect(self._on_record)
        self.nearer.clicked.connect(partial(self._on_zoom, True))
        self.farther.clicked.connect(partial(self._on_zoom, False))
        self.whole.clicked.connect(self._on_whole)
        self.as_table.clicked.connect(self._on_as_table)
        self.save.clicked.connect(self._on_save)
        self.save_table.clicked.connect(self._on_save_table)

    def _on_chart(self, _key: str) -> None:
        self.card.forget_part()
        self._look_again()

    def _on_days(self) -> None:
        self._look_again()

    def _look_again(self) -> None:
        """Count now where one sees it, else when one turns here."""
        self.note.hide()
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _on_walk_in(self, *_index: object) -> None:
        self.card.focus_chart()

    def _on_spot(self, point: str, series: str) -> None:
        if self._chart is not None:
            records = self._statistics.records(self._chart, point, series)
            self.pane.show_records(self._chart, point, series, records)
            self.split.open_pane()

    def _on_record(self, line: TraceLine) -> None:
        if line.record is None:
            return
        kind, record_id = line.record
        argument = record_id if kind in BY_ID else (kind, record_id)
        self.turn_to.emit(line.page_key, argument)

    def _on_zoom(self, nearer: bool, _checked: bool = False) -> None:
        self.card.canvas.zoom(nearer)

    def _on_whole(self, _checked: bool = False) -> None:
        self.card.canvas.show_all()

    def _on_as_table(self, _checked: bool = False) -> None:
        self.card.show_as(TABLE if self.card.views.current() == DRAWN else DRAWN)
        self.card.focus_chart()

    def _on_save(self, _checked: bool = False) -> None:
        if self._chart is None:
            return
        chart = self._chart
        path = self._dialogs.save_path(self, f"{_file_words(chart)}.png", PICTURES)
        if path is not None:
            named = path if path.suffix else path.with_suffix(".png")
            self._write(partial(save_picture, self.card.canvas, chart, self._station()), named)

    def _on_save_table(self, _checked: bool = False) -> None:
        if self._chart is None:
            return
        proposed = f"{_file_words(self._chart)}.xlsx"
        path = self._dialogs.save_path(self, proposed, "Excel (*.xlsx)")
        if path is not None:
            named = path if path.suffix else path.with_suffix(".xlsx")
            self._write(self._statistics.workbook(self._chart), named)

    def _write(self, write: Callable[[Path], None], path: Path) -> None:
        self.note.hide()
        try:
            write(path)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.tell(_("Saved as {name}.").format(name=path.name))


def _file_words(chart: Chart) -> str:
    return f"{_(chart.title)} {chart.days.first}~{chart.days.last}"
