"""The lending desk: what is out, overdue or held, what can be lent, what is kept and was found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QKeySequence, QShortcut

from stationdesk.domain.lending.kinds import Audience
from stationdesk.domain.lending.loans import LoanState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.deeds import LendingDeeds
from stationdesk.ui.lending.desk_view import DeskView
from stationdesk.ui.lending.found_view import FoundView
from stationdesk.ui.lending.hold_view import HoldView
from stationdesk.ui.lending.kept_view import KeptView
from stationdesk.ui.lending.overdue_view import OverdueView
from stationdesk.ui.lending.retention_dialog import RetentionDialog
from stationdesk.ui.lending.scan_window import ScanWindow
from stationdesk.ui.lending.things_view import ThingsView
from stationdesk.ui.page import Page
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.desk_field import DeskField
from stationdesk.ui.widgets.number_tile import NumberTile
from stationdesk.ui.widgets.view_stack import ViewStack

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QPushButton, QWidget

    from stationdesk.domain.ids import (
        FoundThingId,
        HoldId,
        KeptThingId,
        LoanId,
        LoanKindId,
        LoanLineId,
        LoanUnitId,
    )
    from stationdesk.domain.problems import Problem
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.keeping import Keeping
    from stationdesk.services.labels import Labels
    from stationdesk.services.lending import Lending
    from stationdesk.services.retention import Retention
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.widgets.search_box import SearchBox

    View = DeskView | OverdueView | HoldView | ThingsView | KeptView | FoundView

REPORTS = {
    "out": "loans",
    "overdue": "overdue",
    "holds": "loans",
    "things": "lent-things",
    "kept": "kept-things",
    "found": "lost-property",
}
"""Which paper each view prints, by the key of the view, in the order of the views."""
TOPICS = (
    Topic.LENDING,
    Topic.KEEPING,
    Topic.INVENTORY,
    Topic.AMENITIES,
    Topic.IMPORTS,
    Topic.STATION,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingServices:
    """What the page works with."""

    lending: Lending
    keeping: Keeping
    inventory: Inventory
    attachments: Attachments
    labels: Labels
    retention: Retention
    station: StationFacts


class LendingPage(Page):
    """One field for whatever is brought to the desk, the numbers of the day, and six views.

    It turns to ``reports``, ``inventory`` and ``amenities``. It is opened with a view's key
    (``out``, ``overdue``, ``holds``, ``things``, ``kept``, ``found``), with ``due`` for what is
    due today, with a deed (``lend``, ``return``, ``scan``, ``hold``, ``desk`` for the field,
    ``retention``),
    or with a record: ``("loan", line_id)``, ``("loan_of", loan_id)``, ``("piece", unit_id)``,
    ``("kind", kind_id)``, ``("hold", id)``, ``("kept", id)``, ``("found", id)``.
    """

    def __init__(
        self,
        services: LendingServices,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        super().__init__(_("Lending desk"))
        self._services, self._dialogs, self._today = services, dialogs, today
        lending, labels = services.lending, services.labels
        self.deeds = deeds = LendingDeeds(lending, labels, dialogs, today, self)
        self.out = DeskView(lending, deeds, today)
        self.overdue = OverdueView(lending, deeds, today)
        self.holds = HoldView(lending, deeds, today)
        self.things = ThingsView(lending, services.inventory, dialogs, today)
        keeping = (services.keeping, services.inventory, services.attachments, dialogs, today)
        self.kept, self.found = KeptView(*keeping), FoundView(*keeping)
        self.field = DeskField(_("Scan a label, or type: last four digits, a code, initials"))
        self._build_head()
        self._build_desk()
        self._build_views()
        self._connect()
        self.listen(feed, *TOPICS)

    def refresh(self) -> None:
        """Read the numbers and the view that is seen; the others are read when one turns there."""
        self._show_numbers()
        self.views.read_again()

    def search_box(self) -> SearchBox | None:
        return self.view().filters.search

    def first_stop(self) -> QWidget:
        return self.field

    def help_anchor(self) -> str:
        return self.views.current()

    def view(self) -> View:
        """Return the view that is seen."""
        return self.views.seen()

    def open_with(self, argument: object) -> None:
        """Show a view or a record, or begin a deed."""
        deeds = self._openings()
        if isinstance(argument, tuple) and len(argument) == 2:
            self._show_record(*argument)
            QTimer.singleShot(0, self._to_rows)
        elif isinstance(argument, str) and argument in deeds:
            QTimer.singleShot(0, partial(_run, deeds[argument]))
        elif isinstance(argument, str) and argument in REPORTS:
            self.views.choose(argument)
            QTimer.singleShot(0, self._to_rows)

    def go_to_field(self) -> None:
        """Let typing or scanning begin in the field of the desk."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def scan(self) -> None:
        """Open the window of continuous scanning."""
        window = ScanWindow(
            self._services.lending,
            self._services.labels,
            self._today,
            dialogs=self._dialogs,
            parent=self,
        )
        window.undo_wanted.connect(self.undo_wanted)
        window.turn_to.connect(self.turn_to)
        window.exec()

    def _openings(self) -> dict[str, Callable[[], object]]:
        return {
            "lend": self.deeds.lend,
            "return": self._on_return,
            "scan": self.scan,
            "hold": self.deeds.hold,
            "desk": self.go_to_field,
            "retention": self._on_erase,
            "due": self._on_due,
        }

    def _build_head(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print or export"), "Ctrl+P")
        self.erase = head.add_tool(Icon.SHIELD_CHECKMARK, _("Erase personal data"))
        self.scanning = head.add_button(_("Continuous scanning"), Icon.BARCODE_SCANNER, "Ctrl+J")
        self.give_back = head.add_button(_("Give back"), Icon.ARROW_IMPORT, "Ctrl+R")
        self.lend: QPushButton = head.set_primary(_("Lend"), Icon.ARROW_EXPORT)

    def _build_desk(self) -> None:
        self.field.setToolTip(f"{self.field.accessibleName()}  F2")
        self.tiles = {
            "out": NumberTile(_("On loan")),
            "due": NumberTile(_("Due today")),
            "overdue": NumberTile(_("Overdue loan")),
            "things": NumberTile(_("Free in the station")),
        }
        desk = row(self.field, gap=10)
        desk.setStretchFactor(self.field, 1)
        for tile in self.tiles.values():
            desk.addWidget(tile)
        self.body.addLayout(desk)

    def _build_views(self) -> None:
        self.views: ViewStack[View] = ViewStack(
            {
                "out": (_("On loan"), self.out),
                "overdue": (_("Overdue"), self.overdue),
                "holds": (_("Holds"), self.holds),
                "things": (_("Things to lend"), self.things),
                "kept": (_("Safekeeping"), self.kept),
                "found": (_("Lost property"), self.found),
            },
            _("View of the lending desk"),
        )
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.turn_to.connect(self.turn_to)
        deeds.refused.connect(self._on_refused)
        deeds.view_wanted.connect(self._show_record)
        for view in (self.things, self.kept, self.found):
            view.turn_to.connect(self.turn_to)
            view.refused.connect(self._on_refused)
        self.out.set_up_wanted.connect(partial(self.views.choose, "things"))
        self.field.scanned.connect(self._on_field)
        self.views.keyed.connect(self._on_keyed)
        runs: dict[QPushButton, Callable[[], object]] = {
            self.print: self._on_print,
            self.erase: self._on_erase,
            self.scanning: self.scan,
            self.give_back: self._on_return,
            self.lend: deeds.lend,
        }
        runs |= {tile: partial(self._on_tile, key) for key, tile in self.tiles.items()}
        for made, run in runs.items():
            made.clicked.connect(partial(_run, run))
        QShortcut(QKeySequence("F2"), self).activated.connect(self.go_to_field)

    def _show_numbers(self) -> None:
        today, services = self._today(), self._services
        states = [entry.state(today) for entry in services.lending.open_entries()]
        kinds = services.lending.kind_lines()
        due, late = states.count(LoanState.DUE), states.count(LoanState.OVERDUE)
        free = sum(line.pool.free for line in kinds if line.kind.audience is Audience.VISITORS)
        waiting = len(services.lending.holds())
        self.tiles["out"].show_number(len(states))
        self.tiles["due"].show_number(due, Tone.WARNING if due else None)
        self.tiles["overdue"].show_number(late, Tone.BAD if late else None)
        self.tiles["things"].show_number(free)
        self.views.set_counts(
            {
                "out": len(states),
                "overdue": late,
                "holds": waiting,
                "things": len(kinds),
                "kept": len(services.keeping.kept_things(only_open=True)),
                "found": len(services.keeping.found_things(only_open=True)),
            }
        )
        self.head.set_subtitle(_("F2: scan or type, then Enter"))

    def _show_record(self, what: str, about: object) -> None:
        """Show a record in the view it belongs to."""
        keys = {"loan": "out", "loan_of": "out", "hold": "holds", "kind": "things"}
        if what == "piece":
            self._show_piece(cast("LoanUnitId", about))
            return
        key = keys.get(what, what)
        if key not in REPORTS:
            return
        self.views.choose(key)
        self.views.read_seen()
        if what == "loan_of":
            self._show_loan(cast("LoanId", about))
        elif key == "out":
            self.out.show_line(cast("LoanLineId", about))
        elif key == "overdue":
            self.overdue.show_line(cast("LoanLineId", about))
        elif key == "holds":
            self.holds.show_hold(cast("HoldId", about))
        elif key == "things":
            self.things.show_kind(cast("LoanKindId", about))
        elif key == "kept":
            self.kept.show_thing(cast("KeptThingId", about))
        else:
            self.found.show_thing(cast("FoundThingId", about))

    def _show_piece(self, unit_id: LoanUnitId) -> None:
        """Show a numbered piece: with its loan where it is out, among its like where it is here."""
        entry = self._services.lending.open_of_unit(unit_id)
        if entry is not None:
            self._show_record("loan", entry.line_id)
            return
        self.views.choose("things")
        self.views.read_seen()
        self.things.show_piece(unit_id)

    def _show_loan(self, loan_id: LoanId) -> None:
        for entry in self._services.lending.entries_of_loan(loan_id)[:1]:
            self.out.show_line(entry.line_id)

    def _on_field(self, typed: str) -> None:
        """Do what is meant; what nobody knows stays in the field, to be mended."""
        self.note.hide()
        if self.deeds.take(typed):
            return
        told = _("Nothing at the desk is called “{typed}”: no thing, no loan, no borrower.")
        self.note.say(told.format(typed=typed), Tone.WARNING)
        self.field.setText(typed)
        self.go_to_field()

    def _on_keyed(self) -> None:
        """Let the rows of a view that was turned to by key take the keyboard."""
        self._to_rows()

    def _to_rows(self) -> None:
        """Let the keyboard go on at the row that is shown: Enter is what is done about it."""
        self.view().table.setFocus()

    def _on_tile(self, key: str) -> None:
        if key == "due":
            self._on_due()
            return
        self.views.choose(key)
        if key == "out":
            self.out.show_segment("out")

    def _on_due(self) -> None:
        self.views.choose("out")
        self.out.show_segment("due")

    def _on_return(self) -> None:
        """Give back the loan under the cursor; from elsewhere, look for it first."""
        view = self.view()
        if isinstance(view, DeskView | OverdueView) and view.table.view.hasFocus():
            view.give_back_current()
            return
        self.views.choose("out")
        self.out.show_segment("out")
        self.out.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_erase(self) -> None:
        window = RetentionDialog(
            self._services.retention, self._dialogs, self._services.station.people(), self
        )
        window.turn_to.connect(self.turn_to)
        window.exec()

    def _on_print(self) -> None:
        self.turn_to.emit("reports", REPORTS[self.views.current()])

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
