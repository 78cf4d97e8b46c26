"""The first page: how the station stands, what waits for a hand, and the way to it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget

from stationdesk.domain.reminders import Area
from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.page import Page
from stationdesk.ui.theme import px
from stationdesk.ui.today.columns import REMINDERS
from stationdesk.ui.today.day_card import DayCard
from stationdesk.ui.today.issue_chart import IssueChart
from stationdesk.ui.today.said import (
    Figure,
    amenity_figure,
    book_figure,
    long_day,
    open_today,
    stock_figure,
    tier_figure,
    waiting_figure,
)
from stationdesk.ui.widgets.basics import Card, KpiCard, Segmented, label, row
from stationdesk.ui.widgets.charts import BarChart
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtGui import QResizeEvent, QShowEvent

    from stationdesk.domain.day_figures import Issued, StockWarnings
    from stationdesk.domain.reminders import Reminder
    from stationdesk.services.today import DaySummary, Today
    from stationdesk.ui.feed import ChangeFeed

BODY_HEIGHT = 600
STACKED_HEIGHT = 1166
STACKED_BELOW = 820
"""In a page narrower than this (px of the design) the cards stand one below the other."""
PERIODS = ("14", "30", "90")


class TodayPage(Page):
    """Five figures, what was handed out, what waits, and the day's hours and deeds."""

    def __init__(self, desk: Today, feed: ChangeFeed, today: Callable[[], date]) -> None:
        super().__init__(_("Today"), body_height=BODY_HEIGHT)
        self._desk = desk
        self._today = today
        self._summary: DaySummary | None = None
        self._build()
        self._connect()
        self.listen(
            feed,
            *(Topic.STATION, Topic.INVENTORY, Topic.AMENITIES, Topic.TIERS),
            *(Topic.LENDING, Topic.KEEPING, Topic.FEEDBACK, Topic.IMPORTS),
        )

    def refresh(self) -> None:
        summary = self._desk.summary()
        self._summary = summary
        opening = open_today(summary.opening)
        self.head.set_subtitle(" · ".join(filter(None, (long_day(summary.day), opening))))
        self._show_figures(summary)
        self._show_issued()
        self._show_reminders(summary)
        self.day_card.show_day(summary)

    def showEvent(self, event: QShowEvent | None) -> None:
        if self._is_out_of_date():
            self._stale = True
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._stand(stacked=self.width() < px(STACKED_BELOW))

    def changeEvent(self, event: QEvent | None) -> None:
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.ActivationChange:
            self._look_again()

    def _build(self) -> None:
        head = self.head
        self.print = head.add_button(_("Print work list"), Icon.PRINT, "Ctrl+P")
        self.round = head.add_button(_("Record checks"), Icon.CLIPBOARD_CHECKMARK)
        self.issue = head.set_primary(_("Record an issue"), Icon.ARROW_EXPORT)
        self._figures = self._build_figures()
        self.body.addLayout(self._figures)
        self._upper = row(self._build_issued(), self._build_wanted(), gap=12)
        self._lower = row(self._build_reminders(), self._build_day(), gap=12)
        for line, share in ((self._upper, 10), (self._lower, 14)):
            line.setStretch(0, 3)
            line.setStretch(1, 2)
            self.body.addLayout(line, share)

    def _build_figures(self) -> QBoxLayout:
        self.tier = KpiCard(_("Service tier"), Icon.SHIELD_CHECKMARK)
        self.waiting = KpiCard(_("Reminders"), Icon.CLOCK)
        self.stock = KpiCard(_("Stock warnings"), Icon.BOX)
        self.amenities = KpiCard(_("Amenities in use"), Icon.WRENCH)
        self.book = KpiCard(_("Feedback"), Icon.COMMENT)
        standing = row(self.tier, self.waiting, gap=12)
        things = row(self.stock, self.amenities, self.book, gap=12)
        figures = row(standing, things, gap=12)
        figures.setStretch(0, 2)
        figures.setStretch(1, 3)
        return figures

    def _build_issued(self) -> Card:
        card = _sharing(Card(_("Goods handed out")))
        words = {key: _("{days} days").format(days=key) for key in PERIODS}
        self.period = Segmented(words, _("Days shown"))
        self.chart = IssueChart(_("Goods handed out"), _("pcs"))
        card.title_row.addWidget(self.period)
        card.body.addWidget(self.chart, 1)
        return card

    def _build_wanted(self) -> Card:
        card = _sharing(Card(_("Most wanted goods")))
        self._period_words = label("", "caption")
        self.bars = BarChart(_("Most wanted goods"), _("pcs"))
        self._wanted = QStackedWidget()
        self._wanted.addWidget(self.bars)
        nothing = _("Nothing was issued in these days.")
        self._wanted.addWidget(EmptyState(Nothing.NEVER_USED, nothing, name=Icon.BOX))
        card.title_row.addWidget(self._period_words)
        card.body.addWidget(self._wanted, 1)
        return card

    def _build_reminders(self) -> Card:
        card = _sharing(Card(_("Due and to do")))
        self.areas = Segmented(
            {
                "all": _("All"),
                Area.INVENTORY.value: _("Goods"),
                Area.AMENITIES.value: _("Amenities"),
                Area.LENDING.value: _("Lent"),
                Area.FEEDBACK.value: _("Voices"),
                Area.TIERS.value: _("Tiers"),
            },
            _("Which reminders"),
        )
        self.table: RecordTable[Reminder] = RecordTable(
            REMINDERS,
            _("Due and to do"),
            key=lambda one: (one.area, one.opens, one.what.phrase),
            verb_of=lambda _one: _("Handle"),
            header=False,
            footer=False,
        )
        self.table.view.fold("where", "day")
        done = EmptyState(Nothing.ALL_DONE, _("Nothing waits. Well done!"))
        self.table.say_when_empty(done)
        card.title_row.addWidget(self.areas)
        card.body.addWidget(self.table, 1)
        return card

    def _build_day(self) -> Card:
        self.day_card = DayCard()
        return _sharing(self.day_card)

    def _connect(self) -> None:
        self.print.clicked.connect(partial(self._turn, "reports", "upkeep-due"))
        self.round.clicked.connect(partial(self._turn, "tiers", "round"))
        self.issue.clicked.connect(partial(self._turn, "inventory", "issue"))
        self.tier.clicked.connect(partial(self._turn, "tiers", None))
        self.amenities.clicked.connect(partial(self._turn, "amenities", None))
        self.stock.clicked.connect(self._on_stock)
        self.book.clicked.connect(self._on_book)
        self.waiting.clicked.connect(self._on_waiting)
        self.period.chosen.connect(self._on_period)
        self.areas.chosen.connect(self._on_area)
        self.table.clear_wanted.connect(self.areas.choose_first)
        self.table.opened.connect(self._on_reminder)
        self.day_card.hours_wanted.connect(partial(self._turn, "settings", "hours"))
        self.day_card.lending_wanted.connect(partial(self._turn, "lending", "out"))

    def _show_figures(self, summary: DaySummary) -> None:
        for card, figure in (
            (self.tier, tier_figure(summary.tier)),
            (self.waiting, waiting_figure(summary)),
            (self.stock, stock_figure(summary.stock)),
            (self.amenities, amenity_figure(summary.amenities)),
            (self.book, book_figure(summary.book)),
        ):
            _show_figure(card, figure)

    def _show_issued(self) -> None:
        if self._summary is None:
            return
        days = int(self.period.current())
        usual = len(self._summary.issued.per_day) == days
        issued = self._summary.issued if usual else self._desk.issued(days)
        self.chart.show_points(_points(issued))
        self.bars.show_bars(issued.by_item)
        self._wanted.setCurrentIndex(0 if issued.by_item else 1)
        told = _("last {days} days, {count} pcs").format(days=days, count=issued.pieces)
        self._period_words.setText(told)

    def _show_reminders(self, summary: DaySummary) -> None:
        counts = Counter(one.area.value for one in summary.reminders)
        areas = (Area.INVENTORY, Area.AMENITIES, Area.LENDING, Area.FEEDBACK, Area.TIERS)
        self.areas.set_counts(
            {"all": len(summary.reminders)} | {area.value: counts[area.value] for area in areas}
        )
        self.table.show_records(summary.reminders)

    def _stand(self, *, stacked: bool) -> None:
        """Put the cards side by side, or one below the other."""
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if stacked else ways.LeftToRight
        if self._lower.direction() == way:
            return
        for line in (self._figures, self._upper, self._lower):
            line.setDirection(way)
        inner = self.body.parentWidget()
        if inner is not None:
            inner.setMinimumHeight(px(STACKED_HEIGHT if stacked else BODY_HEIGHT))

    def _look_again(self) -> None:
        """Read anew where the page was left open overnight."""
        if self.isVisible() and self._is_out_of_date():
            self.refresh_now()

    def _is_out_of_date(self) -> bool:
        """Tell whether another day has begun, or a backup may have been made meanwhile.

        A backup is no change of the records, so nobody is told of it.
        """
        if self._summary is None:
            return False
        if self._summary.day != self._today():
            return True
        return any(one.area is Area.SETTINGS for one in self._summary.reminders)

    def _turn(self, page: str, argument: object, _checked: bool = False) -> None:
        self.turn_to.emit(page, argument)

    def _on_stock(self) -> None:
        if self._summary is not None:
            self.turn_to.emit("inventory", _worst_of(self._summary.stock))

    def _on_book(self) -> None:
        if self._summary is not None:
            late = bool(self._summary.book.overdue)
            self.turn_to.emit("feedback", "overdue" if late else None)

    def _on_waiting(self) -> None:
        self.areas.choose_first()
        self.table.choose_first()
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_period(self, _key: str) -> None:
        self._show_issued()

    def _on_area(self, key: str) -> None:
        if key == "all":
            self.table.narrow(None)
        else:
            self.table.narrow(lambda one: one.area.value == key)

    def _on_reminder(self, reminder: Reminder) -> None:
        self.turn_to.emit(reminder.area.value, reminder.opens)


def _sharing(card: Card) -> Card:
    """Let a card take its share of the page whatever its words would like."""
    card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return card


def _show_figure(card: KpiCard, figure: Figure) -> None:
    card.show_number(figure.number, figure.unit, figure.delta, figure.tone)
    card.set_tone(figure.tone)


def _points(issued: Issued) -> list[tuple[str, float]]:
    """Name the days of the line; the last one is today."""
    named = [(f"{day.month}/{day.day}", float(pieces)) for day, pieces in issued.per_day]
    return [*named[:-1], (_("today"), named[-1][1])]


def _worst_of(stock: StockWarnings) -> str | None:
    """Return the quick filter of the ledger that shows the worst first."""
    counts = (
        ("expired", stock.expired),
        ("out", stock.out),
        ("low", stock.low),
        ("expiring", stock.expiring),
    )
    return next((segment for segment, count in counts if count), None)
