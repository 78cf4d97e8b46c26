"""The book in figures: rates with their formulas, and what was said by whom, where and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QWidget

from stationdesk.domain.feedback.rates import RateKey
from stationdesk.i18n import _
from stationdesk.ui.feedback.rate_card import RateCard
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, button, column, icon_button, label, row
from stationdesk.ui.widgets.charts import BarChart, LineChart
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.period_bar import PeriodBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.feedback.rates import Rates, Waiting
    from stationdesk.domain.feedback.statistics import Statistics, StatLine, TrendPoint
    from stationdesk.services.feedback import Feedback

THREE_FROM = 900
"""Px of the design from which three cards stand side by side."""
MOST_BARS = 10


class FiguresView(QWidget):
    """Rates and statistics of a period; they are the same that workbook and paper show.

    ``turn_to`` asks for another page.
    """

    turn_to = pyqtSignal(str, object)

    def __init__(self, feedback: Feedback, today: Callable[[], date]) -> None:
        super().__init__()
        self._feedback = feedback
        self.period = PeriodBar(today)
        self.red_lines = button(_("Red lines…"), Icon.FLAG)
        self.print = icon_button(Icon.PRINT, _("Print the statistics"))
        self.cards = {key: RateCard(key) for key in RateKey}
        self._told = label("", "muted", wrap=True)
        entries = _("entries")
        self.charts = {
            "kinds": BarChart(_("By kind"), entries),
            "topics": BarChart(_("By topic"), entries),
            "groups": BarChart(_("By visitor group"), entries),
            "channels": BarChart(_("By the way it came"), entries),
            "places": BarChart(_("By place"), entries),
            "words": BarChart(_("Words that come up often"), entries),
        }
        self.trend = LineChart(_("Entries over time"), entries)
        self.hours = LineChart(_("By the hour of the day"), entries)
        self._grid = QGridLayout()
        self._columns = 0
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Count the period again."""
        first, last = self.period.days()
        rates = self._feedback.rates(first, last)
        told = self._feedback.statistics(first, last)
        for rate in rates.rates:
            self.cards[rate.key].show_rate(rate)
        self._told.setText(_summary(rates))
        self._show_statistics(told)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() >= px(THREE_FROM) else 2)

    def _build(self) -> None:
        head = row(self.period, self.red_lines, self.print)
        head.setStretchFactor(self.period, 1)
        self._cells: list[QWidget] = [*self.cards.values()]
        self._cells += [
            _in_card(title, chart)
            for title, chart in (
                (_("Entries over time"), self.trend),
                (_("By the hour of the day"), self.hours),
                (_("By kind"), self.charts["kinds"]),
                (_("By topic"), self.charts["topics"]),
                (_("By visitor group"), self.charts["groups"]),
                (_("By the way it came"), self.charts["channels"]),
                (_("By place"), self.charts["places"]),
                (_("Words that come up often"), self.charts["words"]),
            )
        ]
        self._grid.setSpacing(px(12))
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        sheet = column(self._told, gap=10)
        sheet.addLayout(self._grid)
        sheet.addStretch(1)
        sheet.setContentsMargins(0, 0, px(6), 0)
        inner.setLayout(sheet)
        self.setLayout(column(head, scrolling(inner)))
        self._arrange(3)

    def _connect(self) -> None:
        self.period.changed.connect(self.refresh)
        self.red_lines.clicked.connect(partial(self._on_lead, "settings", "red_lines"))
        self.print.clicked.connect(partial(self._on_lead, "reports", "feedback-figures"))

    def _on_lead(self, page: str, argument: str, _checked: bool = False) -> None:
        self.turn_to.emit(page, argument)

    def _arrange(self, columns: int) -> None:
        """Put the cards side by side, as many as there is room for."""
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for number, cell in enumerate(self._cells):
            line, place = divmod(number, columns)
            self._grid.addWidget(cell, line, place)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def _show_statistics(self, told: Statistics) -> None:
        for name in ("kinds", "topics", "groups", "channels", "places"):
            lines: Iterable[StatLine] = getattr(told, name)
            self.charts[name].show_bars([(_name(each), each.entries) for each in lines][:MOST_BARS])
        words = [(each.word, each.entries) for each in told.words][:MOST_BARS]
        self.charts["words"].show_bars(words)
        self.trend.show_points([(_point(each), each.entries) for each in told.trend])
        self.hours.show_points([(f"{hour:02d}", n) for hour, n in enumerate(told.hours)])


def _in_card(title: str, chart: QWidget) -> Card:
    card = Card(title)
    card.body.addWidget(chart)
    card.body.addStretch(1)
    card.setMinimumWidth(px(240))
    return card


def _name(line: StatLine) -> str:
    return _(line.name) if line.is_phrase else line.name or _("Not told")


def _point(point: TrendPoint) -> str:
    return f"{point.first:%m-%d}"


def _summary(rates: Rates) -> str:
    words = _(
        "{registered} entries, {closed} closed. First reply after {first} (nine of ten within "
        "{first90}), answer after {final} (nine of ten within {final90})."
    )
    return words.format(
        registered=rates.registered,
        closed=rates.closed,
        first=_hours(rates.to_first, "median"),
        first90=_hours(rates.to_first, "ninetieth"),
        final=_hours(rates.to_final, "median"),
        final90=_hours(rates.to_final, "ninetieth"),
    )


def _hours(waiting: Waiting, which: str) -> str:
    hours = waiting.median if which == "median" else waiting.ninetieth
    return "—" if hours is None else _("{number} hours").format(number=f"{hours:.1f}")
