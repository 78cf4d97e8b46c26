"""All numbered pieces of a kind: added, changed, set aside, mended, refilled, retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.pieces import PieceState
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.fitness_forms import Meant
from stationdesk.ui.lending.piece_deeds import PieceDeeds, labels_of
from stationdesk.ui.lending.thing_columns import PIECES
from stationdesk.ui.widgets.basics import button, column, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QPushButton, QWidget

    from stationdesk.domain.ids import LoanKindId, LoanUnitId
    from stationdesk.domain.lending.pieces import PieceLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class PiecesPanel(Panel):
    """The pieces of one kind; what can be done with the chosen one stands at the right."""

    def __init__(
        self,
        lending: Lending,
        inventory: Inventory,
        kind_id: LoanKindId,
        unit_id: LoanUnitId | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``unit_id`` is the piece on which the cursor stands first."""
        kind = lending.kind(kind_id)
        super().__init__(_("Pieces of {name}").format(name=kind.name), 900, 560, parent)
        self._lending, self._kind = lending, kind
        self._deeds = PieceDeeds(lending, inventory, dialogs, self)
        self.table: RecordTable[PieceLine] = RecordTable(
            PIECES, _("Numbered pieces"), key=lambda line: line.unit.id
        )
        self.add = button(_("Add pieces"), Icon.ADD, shortcut="Ins")
        self.edit = button(_("Edit"), Icon.EDIT, shortcut="F4")
        self.set_aside = button(_("Set aside"), Icon.WARNING)
        self.mended = button(_("Mended"), Icon.CHECKMARK)
        self.scrap = button(_("Scrap"), Icon.DELETE)
        self.refill = button(_("Refill parts"), Icon.TOOLBOX)
        self.labels = button(_("Print labels"), Icon.TAG)
        self.retire = button(_("Retire the piece"), Icon.ARCHIVE)
        self.with_retired = TickField(_("Show retired pieces"))
        self._build()
        self._connect()
        self.refresh()
        if not self.table.choose_where(lambda line: line.unit.id == unit_id):
            self.table.choose_first()

    def refresh(self) -> None:
        """Read the pieces again."""
        lines = self._lending.pieces(self._kind.id, include_retired=self.with_retired.value())
        self.table.show_records(lines)
        self.subtitle.setText(_("Pieces: {count}").format(count=len(lines)))

    def _build(self) -> None:
        self.table.set_hints(_("↑↓ choose"), _("Enter edit"))
        first = button(_("Add pieces"), Icon.ADD)
        first.clicked.connect(self._on_add)
        self.table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No piece is numbered yet."),
                _("Number the pieces that are there, and print a label for each."),
                (first,),
                name=Icon.TAG,
            )
        )
        side = column(self.add, 8, self.edit, self.set_aside, self.mended, self.scrap)
        for made in (self.refill, self.retire):
            side.addWidget(made)
        side.addStretch(1)
        middle = row(self.table, side, gap=12)
        middle.setStretchFactor(self.table, 1)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self.with_retired)
        self.add_aside(self.labels)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.with_retired.edited.connect(self.refresh)
        self.add.clicked.connect(self._on_add)
        self.labels.clicked.connect(self._on_labels)
        for made, run in (
            (self.edit, self._deeds.edit_piece),
            (self.set_aside, self._on_set_aside),
            (self.mended, self._on_mended),
            (self.scrap, self._on_scrap),
            (self.refill, self._deeds.refill),
            (self.retire, self._on_retire),
        ):
            self._on_press(made, run)

    def _on_press(self, made: QPushButton, run: Callable[[PieceLine], object]) -> None:
        def pressed() -> None:
            if (line := self.table.current()) is not None:
                run(line)
                self.refresh()

        made.clicked.connect(pressed)

    def _on_chosen(self, line: PieceLine | None) -> None:
        state = line.state if line else None
        in_service = state not in (None, PieceState.RETIRED)
        self.edit.setEnabled(in_service)
        self.set_aside.setEnabled(state in (PieceState.IN, PieceState.HELD))
        for made in (self.mended, self.scrap):
            made.setEnabled(state is PieceState.UNFIT)
        self.refill.setEnabled(in_service and line is not None and _is_short(line))
        self.retire.setEnabled(in_service and state is not PieceState.OUT)
        self.labels.setEnabled(bool(self.table.model.rowCount()))

    def _on_opened(self, line: PieceLine) -> None:
        if line.state is not PieceState.RETIRED:
            self._deeds.edit_piece(line)
            self.refresh()

    def _on_add(self) -> None:
        self._deeds.add_pieces(self._kind.id)
        self.refresh()

    def _on_set_aside(self, line: PieceLine) -> None:
        self._deeds.set_aside(Meant(line.kind, line.unit))

    def _on_mended(self, line: PieceLine) -> None:
        self._deeds.mend(Meant(line.kind, line.unit))

    def _on_scrap(self, line: PieceLine) -> None:
        self._deeds.scrap(Meant(line.kind, line.unit))

    def _on_retire(self, line: PieceLine) -> None:
        self._deeds.retire(Meant(line.kind, line.unit))

    def _on_labels(self) -> None:
        shown = self.table.model.shown_records()
        self.lead_to("reports", labels_of(line.unit.id for line in shown))


def _is_short(line: PieceLine) -> bool:
    return any(each.short for each in line.parts)
