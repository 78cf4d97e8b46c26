"""Two cards of one subject: what came and went day by day, and what there was most of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QStackedWidget, QWidget

from stationdesk.i18n import _
from stationdesk.ui.today.day_chart import DayChart, LineSample
from stationdesk.ui.today.flows import SUBJECT_WORDS, Flow, Most, Subject
from stationdesk.ui.widgets.basics import Card, Elide, Segmented, keep_shown, label, row
from stationdesk.ui.widgets.charts import BarChart
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.ui.icons import Icon

PERIODS = ("14", "30", "90")


class FlowCard(Card):
    """A chart over the last days; ``wanted`` says that another subject or period was chosen."""

    wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        words = {subject.value: _(phrase) for subject, phrase in SUBJECT_WORDS.items()}
        self.subjects = Segmented(words, _("What the chart tells"))
        days = {key: _("{days} days").format(days=key) for key in PERIODS}
        self.period = Segmented(days, _("Days shown"))
        self.chart = DayChart()
        self._legend = [_Legend(line) for line in range(2)]
        self._words = Elide("", "caption")
        self._under = QWidget()
        self._build()
        self.subjects.chosen.connect(self._on_chosen)
        self.period.chosen.connect(self._on_chosen)

    def subject(self) -> Subject:
        """Return what the chart tells."""
        return Subject(self.subjects.current())

    def days(self) -> int:
        """Return how many days it tells."""
        return int(self.period.current())

    def words(self) -> str:
        """Return all that stands under the chart."""
        sums = [each.words.text() for each in self._legend if not each.isHidden()]
        return " · ".join(filter(None, (*sums, self._words.whole_text())))

    def show_flow(self, flow: Flow) -> None:
        """Show other days."""
        self.chart.show_days(flow.days)
        for place, legend in enumerate(self._legend):
            keep_shown(legend, shown=place < len(flow.sums))
            legend.words.setText(flow.sums[place] if place < len(flow.sums) else "")
        self._words.say(flow.words, *filter(None, (flow.short,)))
        self._under.setToolTip("\n".join(filter(None, (self.words(), flow.more))))

    def _build(self) -> None:
        self.title_row.insertWidget(0, self.subjects)
        self.title_row.addStretch(1)
        self.title_row.addWidget(self.period)
        self.body.addWidget(self.chart, 1)
        under = row(*self._legend, self._words, gap=14)
        under.setStretchFactor(self._words, 1)
        self._under.setLayout(under)
        for part in self._under.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.addWidget(self._under)

    def _on_chosen(self, _key: str) -> None:
        self.wanted.emit()


class MostCard(Card):
    """Bars of what there was most of, under a tab where there are two ways to tell it."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.bars = _Bars("")
        self.tabs: Segmented | None = None
        self._most: dict[str, Most] = {}
        self._stack = QStackedWidget()
        self._empty: dict[Icon, EmptyState] = {}
        self._stack.addWidget(self.bars)
        self.body.addWidget(self._stack, 1)

    def show_flow(self, flow: Flow) -> None:
        """Show other days; a tab that is there in both stays chosen."""
        if list(flow.most) != list(self._most):
            self._offer_tabs(flow)
        self._most = flow.most
        self._stack.setCurrentWidget(self.bars)
        if not any(most.bars for most in flow.most.values()):
            self._stack.setCurrentWidget(self._nothing(flow))
        self._show_bars()

    def _offer_tabs(self, flow: Flow) -> None:
        if self.tabs is not None:
            self.tabs.hide()
            self.tabs.deleteLater()
            self.tabs = None
        if len(flow.most) > 1:
            self.tabs = Segmented({words: words for words in flow.most}, _("Which bars"))
            self.tabs.chosen.connect(self._on_tab)
            self.title_row.addWidget(self.tabs)

    def _show_bars(self) -> None:
        most = self._most["" if self.tabs is None else self.tabs.current()]
        self.set_title(most.title)
        self.bars.show_bars_of(most.title, most.unit, most.bars)

    def _nothing(self, flow: Flow) -> EmptyState:
        if flow.icon not in self._empty:
            made = EmptyState(Nothing.NEVER_USED, flow.nothing, name=flow.icon)
            self._empty[flow.icon] = made
            self._stack.addWidget(made)
        return self._empty[flow.icon]

    def _on_tab(self, _key: str) -> None:
        self._show_bars()


class _Bars(BarChart):
    """Bars that may be of something else the next time."""

    def show_bars_of(self, says: str, unit: str, bars: Sequence[tuple[str, float]]) -> None:
        self._says, self._unit = says, unit
        self.show_bars(bars)


class _Legend(QWidget):
    """A sample of a line, and the words that name it."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.words = label("", "caption")
        self.setLayout(row(LineSample(line), self.words, gap=6))
