"""The first page: how the station stands, what waits for a hand, and the way to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PyQt6.QtCore import QEvent, QTimer
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QBoxLayout, QSizePolicy

from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.problems import Refused
from stationdesk.domain.reminders import Area
from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.services.today import USUAL_PERIOD
from stationdesk.ui.icons import Icon
from stationdesk.ui.page import Page
from stationdesk.ui.theme import px
from stationdesk.ui.today.counting import Counting
from stationdesk.ui.today.due_card import DueCard
from stationdesk.ui.today.flow_cards import FlowCard, MostCard
from stationdesk.ui.today.flows import Flow, Subject, flow_of_book, flow_of_goods, flow_of_loans
from stationdesk.ui.today.handover_form import HandoverForm
from stationdesk.ui.today.handover_part import WRITE_KEY
from stationdesk.ui.today.said import (
    Figure,
    amenity_figure,
    book_figure,
    lending_figure,
    long_day,
    open_today,
    short_day,
    stock_figure,
    tier_figure,
    waiting_figure,
)
from stationdesk.ui.today.side_card import NOTES, VISITS, SideCard
from stationdesk.ui.today.visits_part import VISITS_KEY
from stationdesk.ui.widgets.basics import Card, row
from stationdesk.ui.widgets.kpi_cards import KpiCard, KpiCards

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtGui import QResizeEvent, QShowEvent

    from stationdesk.domain.attendance.duty_day import DutyPlace
    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.day_figures import StockWarnings
    from stationdesk.domain.ids import HandoverNoteId
    from stationdesk.domain.reminders import Reminder
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.opening_log import OpeningLog
    from stationdesk.services.roster import Roster
    from stationdesk.services.today import DaySummary, Today
    from stationdesk.services.visits import Visits
    from stationdesk.ui.feed import ChangeFeed

AnyCard = TypeVar("AnyCard", bound=Card)

BODY_HEIGHT = 486
STACKED_HEIGHT = 950
"""What the parts below the numbers need side by side, and one below the other (px)."""
LOWER_HEIGHT = 240
"""What the lower of them has of it (px)."""
STACKED_BELOW = 820
"""In a page narrower than this (px of the design) the parts stand one below the other."""
MARGINS = 40 + 14
"""What a page leaves at both sides, and for the scroll bar (px)."""
COUNTED_MS = 1500
"""How long after the last visitor was counted the rest of the page follows."""
DUTY_EVERY_MS = 60 * 1000
"""How often who is on duty is looked at anew: shifts begin and end while nobody does anything."""


class TodayPage(Page):
    """Six figures, what came and went, what waits, who is on duty, hours and deeds."""

    def __init__(
        self,
        desk: Today,
        roster: Roster,
        attendance: AttendanceDesk,
        visits: Visits,
        opening_log: OpeningLog,
        feed: ChangeFeed,
        today: Callable[[], date],
    ) -> None:
        super().__init__(_("Today"), body_height=BODY_HEIGHT)
        self._desk = desk
        self._roster = roster
        self._attendance = attendance
        self._today = today
        self._summary: DaySummary | None = None
        self._minutes = QTimer(self)
        self._minutes.setInterval(DUTY_EVERY_MS)
        self._counted = QTimer(self)
        self._counted.setInterval(COUNTED_MS)
        self._counted.setSingleShot(True)
        self._build()
        self._counting = Counting(
            self.side.visits, visits, opening_log, today, self._do, parent=self
        )
        self._connect()
        self._minutes.start()
        self.listen(
            feed,
            *(Topic.STATION, Topic.INVENTORY, Topic.AMENITIES, Topic.TIERS),
            *(Topic.LENDING, Topic.KEEPING, Topic.FEEDBACK, Topic.IMPORTS),
            *(Topic.VOLUNTEERS, Topic.ROSTER, Topic.ATTENDANCE, Topic.INSPECTIONS),
            Topic.VISITS,
        )

    def refresh(self) -> None:
        summary = self._desk.summary()
        self._summary = summary
        day, opening = long_day(summary.day), open_today(summary.opening)
        self.head.set_subtitle(
            " · ".join(filter(None, (day, opening))), day, short_day(summary.day)
        )
        self._show_figures(summary)
        self._show_flow()
        self.due.show_reminders(summary.reminders)
        self.side.show_day(summary)
        self._counting.show_day(summary.opening)
        self._stand()

    def open_with(self, argument: object) -> None:
        """Show a handover note (``("note", id)``)."""
        if isinstance(argument, tuple) and argument[:1] == ("note",):
            self._show_note(argument[1])

    def showEvent(self, event: QShowEvent | None) -> None:
        if self._is_out_of_date():
            self._stale = True
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._stand()

    def changeEvent(self, event: QEvent | None) -> None:
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.ActivationChange:
            self._look_again()

    def _build(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print work list"), "Ctrl+P")
        self.round = head.add_button(_("Record checks"), Icon.CLIPBOARD_CHECKMARK)
        self.enter = head.add_button(_("Enter feedback"), Icon.COMMENT)
        self.issue = head.add_button(_("Record an issue"), Icon.BOX, "Ctrl+Shift+N")
        self.lend = head.set_primary(_("Lend"), Icon.ARROW_EXPORT)
        self._build_figures()
        self.flow, self.most = _sharing(FlowCard()), _sharing(MostCard())
        self._upper = row(self.flow, self.most, gap=12)
        self.due, self.side = _sharing(DueCard()), _sharing(SideCard())
        self._lower = row(self.due, self.side, gap=12)
        self.body.addWidget(self._figures)
        for line, share in ((self._upper, 10), (self._lower, 12)):
            line.setStretch(0, 3)
            line.setStretch(1, 2)
            self.body.addLayout(line, share)

    def _build_figures(self) -> None:
        self.tier = KpiCard(_("Service tier"), Icon.SHIELD_CHECKMARK)
        self.waiting = KpiCard(_("Reminders"), Icon.CLOCK)
        self.lending = KpiCard(_("Lending desk"), Icon.UMBRELLA)
        self.book = KpiCard(_("Feedback"), Icon.COMMENT)
        self.stock = KpiCard(_("Stock warnings"), Icon.BOX)
        self.amenities = KpiCard(_("Amenities in use"), Icon.WRENCH)
        self._figures = KpiCards(
            self.tier, self.waiting, self.lending, self.book, self.stock, self.amenities
        )

    def _connect(self) -> None:
        for made, page, argument in (
            (self.print, "reports", "upkeep-due"),
            (self.round, "tiers", "round"),
            (self.enter, "feedback", "enter"),
            (self.issue, "inventory", "issue"),
            (self.lend, "lending", "lend"),
            (self.tier, "tiers", None),
            (self.amenities, "amenities", None),
        ):
            made.clicked.connect(partial(self._turn, page, argument))
        self.stock.clicked.connect(self._on_stock)
        self.book.clicked.connect(self._on_book)
        self.lending.clicked.connect(self._on_lending)
        self.waiting.clicked.connect(self.due.go_to_list)
        self.flow.wanted.connect(self._show_flow)
        self.due.opened.connect(self._on_reminder)
        self.side.height_changed.connect(self._stand)
        self.side.hours_wanted.connect(partial(self._turn, "settings", "hours"))
        self._connect_duty()

    def _connect_duty(self) -> None:
        duty, handover = self.side.duty, self.side.handover
        duty.sign_in_wanted.connect(self._on_sign_in)
        duty.sign_out_wanted.connect(self._on_sign_out)
        duty.roster_wanted.connect(self._on_roster)
        duty.walk_in_wanted.connect(partial(self._turn, "volunteers", "walk_in"))
        handover.write_wanted.connect(self._on_write)
        keys = QShortcut(QKeySequence(WRITE_KEY), self)
        keys.activated.connect(self._on_write)
        counting = QShortcut(QKeySequence(VISITS_KEY), self)
        counting.activated.connect(self._on_count)
        handover.taken.connect(self._on_taken)
        handover.finished.connect(self._on_finished)
        self._minutes.timeout.connect(self._on_minute)
        self._counted.timeout.connect(self._on_counted)

    def _show_figures(self, summary: DaySummary) -> None:
        for card, figure in (
            (self.tier, tier_figure(summary.tier)),
            (self.waiting, waiting_figure(summary)),
            (self.stock, stock_figure(summary.stock)),
            (self.amenities, amenity_figure(summary.amenities)),
            (self.lending, lending_figure(summary.out)),
            (self.book, book_figure(summary.book)),
        ):
            _show_figure(card, figure)
        self._stand()

    def _show_flow(self) -> None:
        if self._summary is not None:
            flow = self._flow(self._summary, self.flow.subject(), self.flow.days())
            self.flow.show_flow(flow)
            self.most.show_flow(flow)

    def _flow(self, summary: DaySummary, subject: Subject, days: int) -> Flow:
        """Tell what is asked for; the usual days are known already."""
        desk, usual = self._desk, days == USUAL_PERIOD
        if subject is Subject.GOODS:
            return flow_of_goods(summary.issued if usual else desk.issued(days), days)
        if subject is Subject.LENDING:
            return flow_of_loans(summary.lent if usual else desk.lent(days))
        return flow_of_book(summary.heard if usual else desk.heard(days))

    def _stand(self) -> None:
        """Put the cards side by side, or one below the other, as there is room."""
        stacked = self.width() < px(STACKED_BELOW)
        ways = QBoxLayout.Direction
        for line in (self._upper, self._lower):
            line.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self.round.setText("" if stacked else f" {self.round.accessibleName()}")
        self._figures.fit(self.width() - px(MARGINS))
        inner = self.body.parentWidget()
        if inner is not None:
            rest = px(STACKED_HEIGHT if stacked else BODY_HEIGHT)
            wanted = self.side.wanted_height()
            self.side.setMinimumHeight(wanted)
            more = max(0, wanted - px(LOWER_HEIGHT))
            inner.setMinimumHeight(self._figures.height() + rest + more)

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

    def _on_lending(self) -> None:
        if self._summary is not None:
            out = self._summary.out
            wanted = "overdue" if out.overdue else "due" if out.due else "out"
            self.turn_to.emit("lending", wanted)

    def _on_reminder(self, reminder: Reminder) -> None:
        opens = reminder.opens
        if isinstance(opens, tuple) and opens[:1] == ("note",):
            self._show_note(opens[1])
        else:
            self.turn_to.emit(reminder.area.value, opens)

    def _show_note(self, note_id: HandoverNoteId) -> None:
        self.side.choose(NOTES)
        self.side.handover.go_to(note_id)

    def _on_roster(self) -> None:
        self.turn_to.emit("roster", ("day", self._today()))

    def _on_sign_in(self, place: DutyPlace) -> None:
        line = place.line
        sign_in = self._attendance.sign_in
        self._do(partial(sign_in, line.volunteer_id, Means.CLICK, assignment_id=line.assignment_id))

    def _on_sign_out(self, line: PresenceLine) -> None:
        self._do(partial(self._attendance.sign_out, line.attendance.id))

    def _on_write(self) -> None:
        self.side.choose(NOTES)
        HandoverForm(self._roster.add_note, self).exec()

    def _on_count(self) -> None:
        """Let the digits count visitors, wherever the page is scrolled to."""
        self.side.choose(VISITS)
        self.side.visits.take_keys()
        self.side.visits.go_to_sight()

    def _on_taken(self, ids: tuple[HandoverNoteId, ...]) -> None:
        self._do(partial(self._roster.take_over, ids))

    def _on_finished(self, note_id: HandoverNoteId) -> None:
        self._do(partial(self._roster.finish_note, note_id))

    def _do(self, deed: Callable[[], object]) -> None:
        """Do something about duty; what is refused is told above."""
        try:
            deed()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.note.hide()

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        """Tell visits counted one after the other at once, and the rest of the page afterwards."""
        if topics != {Topic.VISITS} or self._summary is None or not self.isVisible():
            super()._on_changed(topics)
            return
        self._counting.show_day(self._summary.opening)
        self._stand()
        self._counted.start()

    def _on_counted(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh_now()

    def _on_minute(self) -> None:
        """Look at duty again while it is seen; a day that is over is read as a whole."""
        if not self.isVisible() or self._summary is None:
            return
        if self._is_out_of_date():
            self.refresh_now()
        else:
            self.side.show_duty(self._desk.duty())


def _sharing(card: AnyCard) -> AnyCard:
    """Let a card take its share of the page whatever its words would like."""
    card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return card


def _show_figure(card: KpiCard, figure: Figure) -> None:
    card.show_number(figure.number, figure.unit, figure.delta, figure.tone, figure.more)
    card.set_tone(figure.tone)


def _worst_of(stock: StockWarnings) -> str | None:
    """Return the quick filter of the ledger that shows the worst first."""
    counts = (
        ("expired", stock.expired),
        ("out", stock.out),
        ("low", stock.low),
        ("expiring", stock.expiring),
    )
    return next((segment for segment, count in counts if count), None)
