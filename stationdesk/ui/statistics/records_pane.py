"""The records behind one bar, each leading to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout

from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind
from stationdesk.ui.statistics.words import amount_words, spot_title, spot_value
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.detail_pane import DetailPane
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.reporting.figures import TraceLine
    from stationdesk.domain.statistics.charts import Chart


class RecordsPane(DetailPane):
    """Emits ``opened`` with the record that one wants to see on its page."""

    opened = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__(_("Click a bar, or press Enter on it: its records appear here."))
        self.told = label("", "strong", wrap=True)
        self.none = label(_("No record stands behind it."), "caption", wrap=True)
        self._chart: Chart | None = None
        self._tells_days = False
        self.table: RecordTable[TraceLine] = RecordTable(
            (
                Column("said", N_("What was recorded"), Kind.TEXT, self._said, 6, grows=True),
                Column("amount", N_("Adds"), Kind.TEXT, self._amount, 2),
            ),
            _("Records behind the bar"),
            header=False,
        )
        self.table.set_hints()
        self.table.opened.connect(self.opened)
        self._fill_room()

    def show_records(
        self, chart: Chart, point: str, series: str, records: Sequence[TraceLine]
    ) -> None:
        """Show what stands behind a spot of a chart."""
        self._chart = chart
        self._tells_days = len({each.day for each in records}) > 1
        self.show_head(spot_title(chart, point, series), subtitle=_(chart.title))
        self.told.setText(spot_value(chart, point, series))
        self.none.setVisible(not records)
        self.table.setVisible(bool(records))
        self.table.show_records(list(records))
        leads = any(each.record is not None for each in records)
        self.table.set_hints(*((_("Enter opens the record"),) if leads else ()))

    def _fill_room(self) -> None:
        """Let the table take all of the pane: it scrolls by itself."""
        self.body.addWidget(self.told)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table, 1)
        inner = self.told.parentWidget()
        layout = inner.layout() if inner is not None else None
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(0, 1)
            layout.setStretch(1, 0)

    def _amount(self, line: TraceLine) -> str:
        return amount_words(self._chart, line) if self._chart is not None else ""

    def _said(self, line: TraceLine) -> str:
        told = f"{line.text} {line.more}".strip() or str(line.what)
        return f"{line.day:%m-%d} {told}" if self._tells_days else told
