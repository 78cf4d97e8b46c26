"""The amenities of the station: the register, the upkeep that is due, the faults."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.ui.amenities.deeds import AmenityDeeds
from stationdesk.ui.amenities.due_view import DueView
from stationdesk.ui.amenities.fault_view import FaultView
from stationdesk.ui.amenities.narrowing import (
    DUE_SEGMENTS,
    FAULT_SEGMENTS,
    REGISTER_ACCEPTS,
    REGISTER_SEGMENTS,
    counts,
)
from stationdesk.ui.amenities.register_view import RegisterView
from stationdesk.ui.icons import Icon
from stationdesk.ui.page import Page
from stationdesk.ui.widgets.basics import keep_shown
from stationdesk.ui.widgets.view_stack import ViewStack

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QPushButton

    from stationdesk.domain.problems import Problem
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.widgets.search_box import SearchBox

REPORTS = {"register": "amenities", "due": "upkeep-due", "faults": "amenities"}
"""Which report each view prints."""


class AmenitiesPage(Page):
    """Three views of the amenities; the primary button is the deed most often done in each.

    It turns to ``imports`` (with None) and to ``reports`` (with a report's key). It is opened
    with an amenity's id, with ``("due", plan_id)``, ``("fault", fault_id)`` or ``("amenity",
    amenity_id)``, with a view's key (``register``, ``due``, ``faults``), with a quick filter's
    key of the register (``stopped``, ``retired`` …) or ``overdue``, or with a deed: ``enter``,
    ``report``.
    """

    def __init__(
        self,
        amenities: Amenities,
        inventory: Inventory,
        attachments: Attachments,
        station: StationFacts,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        super().__init__(_("Amenities"))
        self.deeds = AmenityDeeds(amenities, inventory, attachments, station, dialogs, today, self)
        self.register = RegisterView(amenities, attachments, self.deeds, dialogs, today)
        self.due = DueView(amenities, self.deeds)
        self.faults = FaultView(amenities, attachments, self.deeds, dialogs)
        self.views: ViewStack[RegisterView | DueView | FaultView] = ViewStack(
            {
                "register": (_("Amenity register"), self.register),
                "due": (_("Due upkeep"), self.due),
                "faults": (_("Faults and repairs"), self.faults),
            },
            _("View of the amenities"),
        )
        self._build_head()
        self.body.addWidget(self.views, 1)
        self._connect()
        self._take_primary("register")
        self.listen(feed, Topic.AMENITIES, Topic.IMPORTS, Topic.STATION)

    def refresh(self) -> None:
        self.views.read_all()
        told = counts(self.register.lines(), REGISTER_ACCEPTS)
        self.views.set_counts(
            {"register": told["all"], "due": self.due.waiting(), "faults": self.faults.still_open()}
        )
        self.head.set_subtitle(
            _("{count} amenities · {stopped} stopped or in repair").format(
                count=told["all"], stopped=told["stopped"]
            )
        )

    def search_box(self) -> SearchBox | None:
        return self.views.seen().filters.search

    def help_anchor(self) -> str:
        return self.views.current()

    def open_with(self, argument: object) -> None:
        """Show a view, a quick filter or a record, or begin a deed."""
        deeds = {"enter": self.deeds.enter_amenity, "report": self.deeds.report_fault}
        if isinstance(argument, tuple) and len(argument) == 2:
            self._show_record(*argument)
        elif isinstance(argument, int):
            self._show_record("amenity", argument)
        elif isinstance(argument, str) and argument in deeds:
            deeds[argument]()
        elif isinstance(argument, str):
            self._show_segment(argument)

    def _build_head(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print or export"), "Ctrl+P")
        self.history = head.add_tool(Icon.HISTORY, _("Upkeep history"), "Ctrl+H")
        self.outages = head.add_tool(Icon.CLOCK, _("Availability and outages"), "Ctrl+T")
        self.seconds = {
            "register": head.add_button(_("Enter an amenity"), Icon.ADD, "Ins"),
            "due": head.add_button(_("Log upkeep"), Icon.CHECKMARK, "Ctrl+K"),
            "faults": head.add_button(_("Report fault"), Icon.WARNING, "Ctrl+B"),
        }
        self.primary: QPushButton = head.set_primary(_("Enter an amenity"), Icon.ADD)

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.turn_to.connect(self.turn_to)
        deeds.refused.connect(self._on_refused)
        deeds.amenity_entered.connect(self._on_amenity)
        deeds.fault_reported.connect(self._on_fault)
        self.views.turned.connect(self._take_primary)
        self.register.fault_opened.connect(self._on_fault)
        self.register.import_wanted.connect(self._on_import)
        for view in (self.due, self.faults):
            view.amenity_opened.connect(self._on_amenity)
        for made, run in (
            (self.print, self._on_print),
            (self.history, deeds.show_runs),
            (self.outages, self._on_outages),
            *((self.seconds[key], run) for key, run in self._first_deeds().items()),
        ):
            made.clicked.connect(partial(_run, run))

    def _first_deeds(self) -> dict[str, Callable[[], object]]:
        """Return the deed that is most often done in each view."""
        return {
            "register": self.deeds.enter_amenity,
            "due": self._on_log,
            "faults": self._on_report,
        }

    def _take_primary(self, key: str) -> None:
        """Make the view's own deed the primary button, and keep the others beside it."""
        words = self.seconds[key].accessibleName()
        icons = {"register": Icon.ADD, "due": Icon.CHECKMARK, "faults": Icon.WARNING}
        self.primary = self.head.set_primary(words, icons[key])
        self.primary.clicked.connect(partial(_run, self._first_deeds()[key]))
        for other, made in self.seconds.items():
            keep_shown(made, shown=other != key)

    def _show_record(self, what: object, record_id: object) -> None:
        if what == "due" and isinstance(record_id, int):
            self.views.choose("due")
            self.due.show_plan(record_id)  # type: ignore[arg-type]
        elif what == "fault" and isinstance(record_id, int):
            self.views.choose("faults")
            self.faults.show_fault(record_id)  # type: ignore[arg-type]
        elif what == "amenity" and isinstance(record_id, int):
            self.views.choose("register")
            self.register.show_amenity(record_id)  # type: ignore[arg-type]

    def _show_segment(self, key: str) -> None:
        if key in REPORTS:
            self.views.choose(key)
        elif key in REGISTER_SEGMENTS:
            self.views.choose("register")
            self.register.show_segment(key)
        elif key in DUE_SEGMENTS:
            self.views.choose("due")
            self.due.show_segment(key)
        elif key in FAULT_SEGMENTS:
            self.views.choose("faults")
            self.faults.show_segment(key)

    def _on_log(self) -> None:
        """Carry out the work chosen; from another view, show first what is due."""
        if self.views.current() == "due":
            self.due.carry_out_current()
        else:
            self.views.choose("due")
            self.due.table.setFocus()

    def _on_report(self) -> None:
        chosen = self.register.current_id() if self.views.current() == "register" else None
        self.deeds.report_fault(chosen)

    def _on_outages(self) -> None:
        self.deeds.show_outages(self.register.current_id())

    def _on_amenity(self, amenity_id: object) -> None:
        self._show_record("amenity", amenity_id)

    def _on_fault(self, fault_id: object) -> None:
        self._show_record("fault", fault_id)

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)

    def _on_import(self) -> None:
        self.turn_to.emit("imports", None)

    def _on_print(self) -> None:
        self.turn_to.emit("reports", REPORTS[self.views.current()])


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
