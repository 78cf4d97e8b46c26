"""The card of one item: all that ever moved, with the balance after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import CARD, CARD_FOLDS
from stationdesk.ui.inventory.reversal_form import ReversalForm
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.stock import Item, MovementLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs


class ItemCardDialog(Panel):
    """The newest movement stands first; the document of the chosen one can be reversed."""

    def __init__(
        self, inventory: Inventory, item: Item, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Stock card"), 1060, 560, parent)
        self._inventory, self._item, self._dialogs = inventory, item, dialogs
        self.subtitle.setText(f"{item.code} · {item.title()}")
        self.table: RecordTable[MovementLine] = RecordTable(
            CARD, _("Stock card"), key=lambda each: (each.document_id, each.batch.id, each.quantity)
        )
        self.table.say_when_empty(EmptyState(Nothing.NEVER_USED, _("Nothing moved yet.")))
        self.table.set_hints(_("↑↓ choose"), _("Enter reverse"))
        self.table.view.fold(*CARD_FOLDS)
        self.reverse = self.add_deed(button(_("Reverse…"), Icon.ARROW_UNDO))
        self.body.addWidget(self.table, 1)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_reverse)
        self.reverse.clicked.connect(self._on_reverse_current)
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the card again."""
        self.table.show_records(self._inventory.movements(self._item.id)[::-1])

    def _on_chosen(self, line: MovementLine | None) -> None:
        self.reverse.setEnabled(line is not None and not line.reversed)

    def _on_reverse_current(self) -> None:
        if (line := self.table.current()) is not None:
            self._on_reverse(line)

    def _on_reverse(self, line: MovementLine) -> None:
        document = self._inventory.document(line.document_id)
        if not document.can_be_reversed:
            return
        form = ReversalForm(self._inventory, document, dialogs=self._dialogs, parent=self)
        if form.exec():
            self.refresh()
