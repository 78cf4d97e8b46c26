"""One chart with everything around it: what one sees, legend, chart or table, how it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QStackedWidget, QWidget

from stationdesk.domain.statistics.charts import Shape
from stationdesk.i18n import _
from stationdesk.listings.statistics import chart_columns
from stationdesk.ui.icons import Icon
from stationdesk.ui.statistics.canvas import ChartCanvas
from stationdesk.ui.statistics.legend import Legend
from stationdesk.ui.statistics.words import point_words
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import (
    Card,
    Elide,
    Segmented,
    keep_shown,
    label,
    let_list_follow_style,
    row,
)
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtWidgets import QHBoxLayout

    from stationdesk.domain.statistics.charts import Chart, Point

DRAWN, TABLE = "drawn", "table"
PARTS_WIDTH = 180


class ChartCard(Card):
    """Shows a chart drawn or as a table.

    ``asked`` comes when the year before or one part is wanted, ``pointed`` and ``chosen`` carry
    the keys of a point and a series.
    """

    asked = pyqtSignal()
    pointed = pyqtSignal(str, str)
    chosen = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.parts = QComboBox()
        self.compared = TickField(_("Beside last year"))
        self.views = Segmented({DRAWN: _("Chart"), TABLE: _("Table")}, _("Chart or table"))
        self.told = label("", "muted", wrap=True)
        self.legend = Legend()
        self.canvas = ChartCanvas()
        self.readout = Elide("", "caption")
        self.note_line = label("", "caption", wrap=True)
        self.table: RecordTable[Point] | None = None
        self._stack = QStackedWidget()
        self._empty = EmptyState(Nothing.NEVER_USED, " ", name=Icon.DATA_TRENDING)
        self._chart: Chart | None = None
        self._build()
        self._connect()

    def show_chart(self, chart: Chart, parts: Mapping[str, str], *, comparable: bool) -> None:
        """Show a chart; ``parts`` are what it can be narrowed to, key → words."""
        self._chart = chart
        self.title.setText(_(chart.title))
        self.told.setText(str(chart.told))
        self.note_line.setText(str(chart.note))
        keep_shown(self.note_line, shown=bool(str(chart.note)))
        keep_shown(self.compared, shown=comparable)
        self._offer(parts, chart.part)
        self.legend.show_chart(chart)
        self.readout.setText(_("Point at the chart, or walk through it by the arrow keys."))
        if not chart.says_nothing:
            self.canvas.show_chart(chart)
            self._fill_table(chart)
        self._empty.say(
            _("Nothing was recorded on these days."),
            _("Choose other days above; what is recorded appears here by itself."),
        )
        self._turn()

    def part(self) -> str:
        """Return the part to which the chart is narrowed, empty for all."""
        return str(self.parts.currentData() or "")

    def forget_part(self) -> None:
        """Show all parts again, without asking for it: another chart comes."""
        with QSignalBlocker(self.parts):
            self.parts.clear()

    def show_as(self, view: str) -> None:
        """Show the chart as ``drawn`` or as ``table``."""
        self.views.choose(view)

    def focus_chart(self) -> None:
        """Give the keyboard to what is shown."""
        shown = self._stack.currentWidget()
        if shown is not None and shown is not self._empty:
            shown.setFocus()

    def _build(self) -> None:
        let_list_follow_style(self.parts)
        self.parts.setAccessibleName(_("Only a part"))
        self.parts.setMaximumWidth(px(PARTS_WIDTH))
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for tool in (self.compared, self.views):
            self.title_row.addWidget(tool)
        for page in (self.canvas, self._empty):
            self._stack.addWidget(page)
        self.body.addWidget(self.told)
        self.body.addLayout(self._key_row())
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(row(self.readout))
        self.body.addWidget(self.note_line)

    def _key_row(self) -> QHBoxLayout:
        """Return the legend, with the choice of a part at its right."""
        made = row(self.legend, self.parts)
        made.setStretchFactor(self.legend, 1)
        return made

    def _connect(self) -> None:
        self.parts.currentIndexChanged.connect(self._on_asked)
        self.compared.edited.connect(self.asked)
        self.views.chosen.connect(self._on_view)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.chosen.connect(self.chosen)

    def _offer(self, parts: Mapping[str, str], chosen: str) -> None:
        with QSignalBlocker(self.parts):
            self.parts.clear()
            for key, words in parts.items():
                self.parts.addItem(words, key)
            self.parts.setCurrentIndex(max(0, self.parts.findData(chosen)))
        keep_shown(self.parts, shown=bool(parts))

    def _fill_table(self, chart: Chart) -> None:
        """Make the table anew: its columns follow the chart."""
        if self.table is not None:
            self._stack.removeWidget(self.table)
            self.table.deleteLater()
        self.table = RecordTable(chart_columns(chart), _(chart.title), key=_key_of)
        self.table.set_hints(_("Enter shows the records"))
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(self._on_row_opened)
        self._stack.addWidget(self.table)
        self.table.show_records(list(chart.points))

    def _turn(self) -> None:
        empty = self._chart is None or self._chart.says_nothing
        drawn = self.views.current() == DRAWN
        keep_shown(self.legend, shown=not empty and drawn)
        keep_shown(self.readout, shown=not empty and drawn)
        if empty or self.table is None:
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.canvas if drawn else self.table)

    def _on_view(self, _key: str) -> None:
        self._turn()

    def _on_asked(self, _index: int) -> None:
        self.asked.emit()

    def _on_pointed(self, point: str, series: str) -> None:
        if self._chart is not None:
            self.readout.setText(point_words(self._chart, point, series))
        self.pointed.emit(point, series)

    def _on_row(self, point: Point | None) -> None:
        if point is not None and self._chart is not None:
            self.pointed.emit(point.key, self._busiest(point))

    def _on_row_opened(self, point: Point) -> None:
        self.chosen.emit(point.key, self._busiest(point))

    def _busiest(self, point: Point) -> str:
        """Return the series whose records a row of the table shows: of hours, the fullest one."""
        chart = self._chart
        if chart is None or chart.shape is not Shape.HEAT:
            return chart.series[0].key if chart else ""
        at = max(range(len(point.values)), key=lambda number: point.values[number] or 0)
        return chart.series[at].key


def _key_of(point: Point) -> object:
    return point.key
