"""The service tiers: where the station stands, what is missing, what is coming, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.services.changes import Topic
from stationdesk.services.search_words import search_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.page import Page
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.deeds import TierDeeds
from stationdesk.ui.tiers.finding_list import FindingList
from stationdesk.ui.tiers.finding_rows import lines_of
from stationdesk.ui.tiers.item_sheet import ItemSheet
from stationdesk.ui.tiers.list_filters import ALL, SEGMENT_WORDS, ListFilters
from stationdesk.ui.tiers.overview import OVERVIEW_WIDTH, Overview
from stationdesk.ui.tiers.remedies import remedies_of, subjects_of
from stationdesk.ui.widgets.basics import Card, Segmented, button, label
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.drawer import Drawer
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.tiers.assess import Finding
    from stationdesk.domain.tiers.records import HandCheckLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Review, Tiers
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed

SHEET_WIDTH = 460
WIDEST = 16_777_215
SIDE_BY_SIDE_FROM = 800
"""The width, in px of the design, from which there is room for both overview and list."""


class TiersPage(Page):
    """The assessment of a day.

    It turns to ``reports`` with ``compliance``, ``("compliance", day)`` or ``("assessment", id)``,
    to ``inventory`` and ``amenities`` with a record's id or the name of a view, to ``settings``
    with ``hours``. It is opened with a service's code (``S01``), a state (``not_met``), a day, or
    a deed: ``round``, ``sign``, ``history``, ``standards``.
    """

    def __init__(
        self,
        tiers: Tiers,
        attachments: Attachments,
        station: StationFacts,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        super().__init__(_("Service tiers"))
        self._tiers, self._today = tiers, today
        self._day: date | None = None
        self._standard_key: str | None = None
        self._review: Review | None = None
        self._words: dict[str, str] = {}
        self.deeds = TierDeeds(tiers, attachments, station, today, dialogs, self)
        self.banner = InlineNote(closable=False)
        self.overview = Overview()
        self.filters = ListFilters()
        self.list = FindingList()
        self.sheet = ItemSheet(attachments)
        self._build_head()
        self._build_body()
        self._connect()
        self.listen(
            feed,
            *(Topic.TIERS, Topic.STATION, Topic.INVENTORY, Topic.AMENITIES),
            *(Topic.LENDING, Topic.KEEPING, Topic.IMPORTS),
        )

    def refresh(self) -> None:
        try:
            self._review = self._tiers.review(self._day, self._standard_key)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
            return
        review = self._review
        self._words = {}
        self._say_head(review)
        self._say_banner(review)
        self.overview.show_review(review, can_act=self.can_act())
        self.filters.set_counts(review.assessment.findings)
        self._narrow()
        self._show_sheet()

    def can_act(self) -> bool:
        """Return whether today is shown: on a past day one only looks."""
        return self._day is None

    def show_day(self, day: date | None) -> None:
        """Show the answer of a day; None and today are today."""
        self._day = None if day is None or day >= self._today() else day
        self.refresh_now()

    def show_standard(self, key: str | None) -> None:
        """Judge by another standard; None is the station's own."""
        self._standard_key = None if key == self._tiers.standards.key_in_use() else key
        self.refresh_now()

    def open_with(self, argument: object) -> None:
        """Show a service, a state or a day, or begin a deed."""
        openings = {
            "round": self.deeds.begin_round,
            "sign": self._on_sign,
            "history": self.deeds.show_history,
            "standards": self.deeds.show_standards,
        }
        if isinstance(argument, date):
            self.show_day(argument)
        elif isinstance(argument, str) and argument in openings:
            openings[argument]()
        elif isinstance(argument, str) and argument in SEGMENT_WORDS:
            self.filters.choose(argument)
        elif isinstance(argument, str):
            self.open_service(argument)

    def open_service(self, code: str) -> None:
        """Show a service in full, whatever the filters hide."""
        if not self.list.choose(code):
            self.filters.clear()
        if self.list.choose(code):
            self.views.choose("list")
            self._open_sheet()

    def help_anchor(self) -> str:
        return "" if self.can_act() else "day"

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self, *_news: object) -> None:
        """Put overview and list side by side, or show one of them where it is narrow."""
        wide = self.width() >= px(SIDE_BY_SIDE_FROM)
        listed = self.views.current() == "list"
        self.views.setVisible(not wide)
        self.left.setVisible(wide or not listed)
        self._host.setVisible(wide or listed)
        self.left.setMinimumWidth(px(OVERVIEW_WIDTH) if wide else 0)
        self.left.setMaximumWidth(px(OVERVIEW_WIDTH) if wide else WIDEST)

    def _build_head(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print the compliance report"), "Ctrl+P")
        self.pick_day = head.add_tool(Icon.CALENDAR_LTR, _("View another day"), "Ctrl+D")
        self.standards = head.add_tool(Icon.BOOK, _("Standards"), "Ctrl+L")
        self.history = head.add_button(_("History"), Icon.HISTORY, "Ctrl+H")
        self.sign = head.add_button(_("Sign"), Icon.SIGNATURE, "Ctrl+G")
        self.sign.setToolTip(_("Sign the self-assessment") + "  Ctrl+G")
        self.round = head.set_primary(_("Start the check"), Icon.CLIPBOARD_CHECKMARK)

    def _build_body(self) -> None:
        self.left = scrolling(self.overview)
        self.views = Segmented(
            {"list": _("Services"), "overview": _("Where the station stands")}, _("What to show")
        )
        card = Card()
        card.body.addWidget(self.filters)
        clear = button(_("Clear the filters"))
        clear.clicked.connect(self.filters.clear)
        self.no_match = EmptyState(Nothing.NO_MATCH, _("No service is like that."), "", (clear,))
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self.list)
        self.sheets.addWidget(self.no_match)
        card.body.addWidget(self.sheets, 1)
        self.hints = label(
            _("↑↓ choose   Enter details   Space deal with it   Ctrl+C copy"), "caption"
        )
        card.body.addWidget(self.hints)
        self._host = QWidget()
        inner = QHBoxLayout(self._host)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(card)
        self.drawer = Drawer(self._host, SHEET_WIDTH)
        layout = QHBoxLayout()
        layout.setSpacing(px(12))
        layout.addWidget(self.left)
        layout.addWidget(self._host, 1)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.views)
        self.body.addLayout(layout, 1)

    def _connect(self) -> None:
        deeds, sheet = self.deeds, self.sheet
        self.print.clicked.connect(self._on_print)
        self.pick_day.clicked.connect(self._on_pick_day)
        self.standards.clicked.connect(deeds.show_standards)
        self.history.clicked.connect(self._on_history)
        self.sign.clicked.connect(self._on_sign)
        self.round.clicked.connect(deeds.begin_round)
        self.banner.acted.connect(self._on_back)
        self.views.chosen.connect(self._share_room)
        deeds.turn_to.connect(self.turn_to)
        deeds.day_wanted.connect(self.show_day)
        deeds.standard_wanted.connect(self.show_standard)
        deeds.refused.connect(self.note.say_problems)
        self.filters.changed.connect(self._narrow)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._open_sheet)
        self.list.verb_pressed.connect(self._on_verb)
        self.overview.gap.remedy_wanted.connect(deeds.put_right)
        self.overview.gap.opened.connect(self.open_service)
        self.overview.forecast.opened.connect(self.open_service)
        sheet.stepped.connect(self.list.step)
        sheet.remedy_wanted.connect(deeds.put_right)
        sheet.evidence_wanted.connect(deeds.open_evidence)
        sheet.check_wanted.connect(deeds.check)
        sheet.exempting_wanted.connect(self._on_exempt)
        sheet.exemption_ended.connect(deeds.end_exemption)
        sheet.look_wanted.connect(self._on_look)

    def _say_head(self, review: Review) -> None:
        standard = review.assessment.standard
        signed = self._tiers.assessments()
        told = _("last signed {day}").format(day=signed[0].on) if signed else _("never signed")
        self.head.set_subtitle(f"{standard.title} · {standard.version} · {told}")

    def _say_banner(self, review: Review) -> None:
        parts = []
        if self._day is not None:
            said = _("This is how the station stood on {day}, by the records of that day.")
            parts.append(said.format(day=self._day))
        if self._standard_key is not None:
            said = _("Judged by “{title}”, which is not the station's standard.")
            parts.append(said.format(title=review.assessment.standard.title))
        self.round.setEnabled(self.can_act())
        if parts:
            self.banner.say(" ".join(parts), Tone.INFO, _("Back to today"))
        else:
            self.banner.hide()

    def _narrow(self) -> None:
        if self._review is None:
            return
        today, shown = self._today(), self._review.assessment
        self.list.show_lines(lines_of(shown, self._accepts, today, can_act=self.can_act()))
        there = bool(self.list.findings())
        self.sheets.setCurrentWidget(self.list if there else self.no_match)
        if there and self.list.current() is None:
            self.list.step(0)

    def _accepts(self, finding: Finding) -> bool:
        state, query = self.filters.state(), self.filters.query()
        if state not in (ALL, str(finding.state)):
            return False
        return not query or query in self._search_words(finding)

    def _search_words(self, finding: Finding) -> str:
        """Return by what a service is found; spelled only once somebody searches."""
        code = finding.criterion.code
        if code not in self._words:
            name = finding.criterion.name
            self._words[code] = search_words(code, name.zh, name.en)
        return self._words[code]

    def _on_chosen(self, finding: Finding | None) -> None:
        if finding is not None:
            self._show_sheet()

    def _open_sheet(self, *_news: object) -> None:
        if self.list.current() is not None:
            self.drawer.open_with(self.sheet)
            self._show_sheet()

    def _show_sheet(self) -> None:
        """Fill the drawer, where it is open, with the service under the cursor."""
        finding = self.list.current()
        if finding is None or self.drawer.isHidden():
            return
        criterion = finding.criterion
        self.drawer.title.setText(f"{criterion.code}  {criterion.name}")
        self.sheet.show_finding(finding, self._looks(finding), can_act=self.can_act())

    def _looks(self, finding: Finding) -> list[HandCheckLine]:
        """Return the looks at what belongs to a service until the day shown, newest first."""
        day = self._day or self._today()
        lines = [
            line
            for subject in subjects_of(finding)
            for line in self._tiers.hand_check_lines(subject, limit=20)
            if line.check.on <= day
        ]
        return sorted(lines, key=lambda line: line.check.on, reverse=True)

    def _on_verb(self, finding: Finding) -> None:
        remedies = remedies_of(finding) if self.can_act() else []
        if remedies:
            self.deeds.put_right(finding, remedies[0])
        else:
            self.open_service(finding.criterion.code)

    def _on_look(self, look: HandCheckLine | None) -> None:
        if look is not None:
            self.deeds.show_look(look)
        elif self.sheet.finding is not None:
            self.deeds.show_history("checks", subjects_of(self.sheet.finding))

    def _on_exempt(self, finding: Finding) -> None:
        if self._review is not None:
            self.deeds.exempt(finding, self._review.assessment.standard.key)

    def _on_pick_day(self) -> None:
        self.deeds.pick_day(self._day or self._today())

    def _on_history(self) -> None:
        self.deeds.show_history()

    def _on_sign(self) -> None:
        if self._review is not None:
            self.deeds.sign(self._review.assessment)

    def _on_print(self) -> None:
        self.turn_to.emit("reports", ("compliance", self._day) if self._day else "compliance")

    def _on_back(self) -> None:
        self._standard_key = None
        self.show_day(None)
