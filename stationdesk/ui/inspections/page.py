"""检查整改: inspections, what is to be put right, notices, and what hangs on the wall."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QTimer

from stationdesk.domain.inspections.actions import ActionState
from stationdesk.domain.inspections.posted import PostedState
from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.action_deeds import ActionDeeds
from stationdesk.ui.inspections.action_view import ActionView
from stationdesk.ui.inspections.inspection_deeds import InspectionDeeds
from stationdesk.ui.inspections.inspection_view import InspectionView
from stationdesk.ui.inspections.notice_view import NoticeView
from stationdesk.ui.inspections.papers import PAPERS, paper_of
from stationdesk.ui.inspections.wall_view import WallView
from stationdesk.ui.page import Page
from stationdesk.ui.widgets.basics import rename
from stationdesk.ui.widgets.view_stack import ViewStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import (
        CorrectiveActionId,
        InspectionId,
        NoticeId,
        PostedDocumentId,
    )
    from stationdesk.domain.problems import Problem
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.inspections.asking import InspectionServices
    from stationdesk.ui.widgets.search_box import SearchBox

    View = InspectionView | ActionView | NoticeView | WallView

KEYS = tuple(PAPERS)
"""The views, in their order."""
TOPICS = (Topic.INSPECTIONS, Topic.TIERS, Topic.ROSTER, Topic.STATION, Topic.IMPORTS)


class InspectionsPage(Page):
    """From the first look to the striking off.

    It turns to ``reports``. It is opened with a view's key (``inspections``, ``actions``,
    ``notices``, ``wall``), with the deed ``begin``, or with a record: ``("inspection", id)``,
    ``("action", id)``, ``("notice", id)``, ``("posted", id)``.
    """

    def __init__(self, services: InspectionServices, feed: ChangeFeed, dialogs: Dialogs) -> None:
        super().__init__(_("Inspections"))
        self._services = services
        self.deeds = InspectionDeeds(services, feed, dialogs, self)
        self.moves = ActionDeeds(services, dialogs, self)
        self.inspections = InspectionView(services, self.deeds, dialogs)
        self.corrective = ActionView(services, self.moves, dialogs)
        self.notices = NoticeView(services, self.deeds, dialogs)
        self.wall = WallView(services, dialogs)
        self._build()
        self._connect()
        self._on_turned()
        self.listen(feed, *TOPICS)

    def refresh(self) -> None:
        """Read the view that is seen; the others are read when one turns there."""
        self.views.read_again()
        self._count()

    def search_box(self) -> SearchBox | None:
        return self.view().filters.search

    def help_anchor(self) -> str:
        return self.views.current()

    def view(self) -> View:
        """Return the view that is seen."""
        return self.views.seen()

    def open_with(self, argument: object) -> None:
        """Show a view or a record, or begin an inspection."""
        if isinstance(argument, tuple) and len(argument) == 2:
            QTimer.singleShot(0, partial(self._show_record, *argument))
        elif argument == "begin":
            QTimer.singleShot(0, self.deeds.begin)
        elif isinstance(argument, str) and argument in KEYS:
            self.views.choose(argument)

    def _build(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print or export"), "Ctrl+P")
        self.days = head.add_tool(Icon.CALENDAR_CLOCK, _("Days for actions"), "Ctrl+D")
        self.primary = head.set_primary(_("Begin an inspection"), Icon.ADD)
        views: dict[str, tuple[str, View]] = {
            "inspections": (_("Inspection"), self.inspections),
            "actions": (_("Corrective actions"), self.corrective),
            "notices": (_("Rectification notices"), self.notices),
            "wall": (_("On the wall"), self.wall),
        }
        self.views: ViewStack[View] = ViewStack(views, _("View of the inspections"))
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.deeds.shown.connect(self._show_inspection)
        self.deeds.notice_issued.connect(self._show_notice)
        self.notices.action_wanted.connect(self._show_action)
        self.inspections.action_wanted.connect(self._show_action)
        self.corrective.inspection_wanted.connect(self._show_inspection)
        self.notices.inspection_wanted.connect(self._show_inspection)
        for leading in (self.inspections, self.notices):
            leading.turn_to.connect(self.turn_to)
        for judged in (self.deeds, self.moves, self.inspections, self.corrective, self.wall):
            judged.refused.connect(self._on_refused)
        self.print.clicked.connect(self._on_print)
        self.days.clicked.connect(self.moves.due_days)
        self.primary.clicked.connect(self._on_primary)
        self.views.turned.connect(self._on_turned)
        self.views.keyed.connect(self._on_keyed)

    def _count(self) -> None:
        """Say how much waits, beside the views and in the head."""
        desk, today = self._services.inspections, self._services.today()
        waiting = desk.open_actions()
        late = sum(line.action.is_overdue(today) for line in waiting)
        claimed = sum(line.action.state is ActionState.CLAIMED for line in waiting)
        running = len(desk.notices(only_running=True))
        old = sum(line.state is not PostedState.FRESH for line in desk.posted())
        self.views.set_counts({"actions": len(waiting), "notices": running, "wall": old})
        told = _("{count} to be put right, {late} late, {claimed} to be verified")
        self.head.set_subtitle(told.format(count=len(waiting), late=late, claimed=claimed))

    def _show_record(self, what: str, about: object) -> None:
        showers: dict[str, Callable[[object], None]] = {
            "inspection": self._show_inspection,
            "action": self._show_action,
            "notice": self._show_notice,
            "posted": self._show_posted,
        }
        if what in showers:
            showers[what](about)

    def _show_inspection(self, inspection_id: object) -> None:
        self._turn("inspections")
        self.inspections.show_inspection(cast("InspectionId", inspection_id))

    def _show_action(self, action_id: object) -> None:
        self._turn("actions")
        self.corrective.show_action(cast("CorrectiveActionId", action_id))

    def _show_notice(self, notice_id: object) -> None:
        self._turn("notices")
        self.notices.show_notice(cast("NoticeId", notice_id))

    def _show_posted(self, document_id: object) -> None:
        self._turn("wall")
        self.wall.show_posted(cast("PostedDocumentId", document_id))

    def _turn(self, key: str) -> None:
        self.views.choose(key)
        self.views.read_seen()

    def _on_turned(self, _key: str = "") -> None:
        words = {
            "notices": _("Hand over a notice"),
            "wall": _("Enter a paper"),
        }
        rename(self.primary, words.get(self.views.current(), _("Begin an inspection")))

    def _on_primary(self) -> None:
        runs: dict[str, Callable[[], object]] = {
            "notices": self.deeds.issue_notice,
            "wall": self.wall.add_posted,
        }
        runs.get(self.views.current(), self.deeds.begin)()

    def _on_keyed(self) -> None:
        self.view().table.setFocus()

    def _on_print(self) -> None:
        self.turn_to.emit("reports", paper_of(self.views.current()))

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)
