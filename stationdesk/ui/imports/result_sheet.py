"""The last step: what came in, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.kinds import NAMING, LedgerKind
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, IconChip, button, column, keep_shown, label, row
from stationdesk.ui.widgets.flow import FlowLayout
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.importing import ImportRun
    from stationdesk.services.bringing_in.import_plans import ImportPlan

CAME_IN = Mark(N_("Came in"), Tone.GOOD)
NOTHING_NEW = Mark(N_("Nothing new"), Tone.NEUTRAL)
TAKEN_BACK = Mark(N_("Taken back"), Tone.WARNING)


@dataclass(frozen=True, slots=True)
class Result:
    """What one ledger brought: its plan, its import (None where it said nothing new)."""

    plan: ImportPlan
    run: ImportRun | None
    undone: bool = False

    @property
    def mark(self) -> Mark:
        """Return how it stands with it now."""
        if self.run is None:
            return NOTHING_NEW
        return TAKEN_BACK if self.undone else CAME_IN

    def count(self, outcome: Outcome) -> int:
        """Return how many rows became that; left out are also rows without a name."""
        if outcome is Outcome.LEFT:
            return len(self.plan.left_rows().rows)
        return self.plan.counts().get(outcome, 0)


def _count(outcome: Outcome, title: str) -> Column[Result]:
    return Column(outcome.value, title, Kind.COUNT, partial(_counted, outcome), 3)


def _counted(outcome: Outcome, result: Result) -> int:
    return result.count(outcome)


RESULTS: tuple[Column[Result], ...] = (
    Column("file", N_("File"), Kind.TEXT, lambda each: each.plan.file.name, 10, grows=True),
    Column("sheet", N_("Sheet"), Kind.TEXT, lambda each: each.plan.ledger.table.sheet.name, 5),
    Column("state", N_("Result"), Kind.STATE, lambda each: each.mark, 5),
    _count(Outcome.NEW, N_("Became new")),
    _count(Outcome.ADDED, N_("Became more")),
    _count(Outcome.COUNTED, N_("Count differed")),
    _count(Outcome.UNCHANGED, N_("Was there")),
    _count(Outcome.LEFT, N_("Stayed out")),
)


class ResultSheet(QWidget):
    """Tells what came in; the whole can be taken back from here."""

    undo_wanted = pyqtSignal()
    inventory_wanted = pyqtSignal()
    amenities_wanted = pyqtSignal()
    lending_wanted = pyqtSignal()
    feedback_wanted = pyqtSignal()
    volunteers_wanted = pyqtSignal()
    roster_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = label("", "card_title", wrap=True)
        self.hint = label("", "muted", wrap=True)
        self.table: RecordTable[Result] = RecordTable(
            RESULTS, _("What each ledger brought"), footer=False
        )
        self.inventory = button(_("Open the inventory"), Icon.BOX)
        self.amenities = button(_("Open the amenities"), Icon.WRENCH)
        self.lending = button(_("Open the lending desk"), Icon.UMBRELLA)
        self.feedback = button(_("Open the feedback book"), Icon.COMMENT)
        self.volunteers = button(_("Open the volunteers"), Icon.PEOPLE)
        self.roster = button(_("Open the roster"), Icon.CALENDAR)
        self.undo = button(_("Take back the whole import"), Icon.ARROW_UNDO)
        self._build()

    def show_results(self, results: Sequence[Result]) -> None:
        """Show what the ledgers brought and how it stands with them now."""
        came = [each for each in results if each.mark is CAME_IN]
        kinds = {each.plan.ledger.table.kind for each in came}
        rows = sum(
            each.count(outcome)
            for each in came
            for outcome in (Outcome.NEW, Outcome.ADDED, Outcome.COUNTED)
        )
        self.sentence.setText(_sentence(results, rows))
        self.hint.setText(_hint(any(each.plan.kind in NAMING for each in results)))
        self.table.show_records(results)
        keep_shown(self.undo, shown=bool(came))
        keep_shown(self.inventory, shown=LedgerKind.STOCK in kinds)
        keep_shown(self.amenities, shown=LedgerKind.AMENITY in kinds)
        keep_shown(self.lending, shown=LedgerKind.LOAN in kinds)
        keep_shown(self.feedback, shown=LedgerKind.FEEDBACK in kinds)
        keep_shown(self.volunteers, shown=LedgerKind.VOLUNTEER in kinds)
        keep_shown(self.roster, shown=LedgerKind.ROSTER in kinds)

    def _build(self) -> None:
        self.lending.clicked.connect(self.lending_wanted)
        self.feedback.clicked.connect(self.feedback_wanted)
        self.volunteers.clicked.connect(self.volunteers_wanted)
        self.roster.clicked.connect(self.roster_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.inventory.clicked.connect(self.inventory_wanted)
        self.amenities.clicked.connect(self.amenities_wanted)
        told = column(self.sentence, self.hint, gap=4)
        head = row(IconChip(Icon.CHECKMARK_CIRCLE, Tone.GOOD, 48), told, self.undo, gap=14)
        head.setStretch(1, 1)
        card = Card()
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        pages = FlowLayout(gap=8, line_gap=6)
        for page in (
            *(self.inventory, self.amenities, self.lending),
            *(self.feedback, self.volunteers, self.roster),
        ):
            pages.addWidget(page)
        card.body.addLayout(pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(card)


def _hint(with_names: bool) -> str:
    """Return what is kept of the files beside their rows."""
    if with_names:
        return _(
            "The files themselves were not changed. Registers hold names, so no copy of such a book"
            " is kept with the import: keep or destroy it as your rules say."
        )
    return _("The files themselves were not changed; a copy of each is kept with the import.")


def _sentence(results: Sequence[Result], rows: int) -> str:
    if any(each.mark is CAME_IN for each in results):
        return _("{count} rows came in.").format(count=rows)
    if any(each.mark is TAKEN_BACK for each in results):
        return _("The import was taken back as a whole.")
    if left := sum(each.count(Outcome.LEFT) for each in results):
        return _("No row came in; {count} rows were left out.").format(count=left)
    return _("The ledgers say nothing that the records do not have; nothing was changed.")
