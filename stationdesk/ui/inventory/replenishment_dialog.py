"""What to order: chosen from the list, taken to paper, or received when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.replenishment import WITHIN_DAYS, ReplenishLine
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import REPLENISHMENT, REPLENISHMENT_FOLDS
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import CountField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.inventory import Inventory


class ReplenishmentDialog(Panel):
    """Everything that is short; all lines are chosen until a person chooses some.

    ``receive_wanted`` carries item id → pieces, to begin a receipt with.
    """

    receive_wanted = pyqtSignal(dict)

    def __init__(self, inventory: Inventory, parent: QWidget | None = None) -> None:
        super().__init__(_("Replenishment list"), 1060, 560, parent)
        self._inventory = inventory
        self.days = CountField(WITHIN_DAYS, most=365)
        self.table: RecordTable[ReplenishLine] = RecordTable(
            REPLENISHMENT, _("Replenishment list"), key=lambda each: each.key, many=True
        )
        self.print = self.add_deed(button(_("Print or export…"), Icon.PRINT))
        self.receive = self.add_deed(button(_("Receive these"), Icon.ARROW_IMPORT, look="primary"))
        self._build()
        self.days.edited.connect(self.refresh)
        self.print.clicked.connect(self._on_print)
        self.receive.clicked.connect(self._on_receive)
        self.refresh()

    def refresh(self) -> None:
        """Read the list for the days looked ahead."""
        if self.days.value() is None:
            return
        lines = self._inventory.replenishment(within_days=self.days.value() or 0)
        self.table.show_records(lines)
        for made in (self.print, self.receive):
            made.setEnabled(bool(lines))

    def chosen_lines(self) -> list[ReplenishLine]:
        """Return the lines selected, or all where none is."""
        return self.table.selected() or list(self.table.model.shown_records())

    def _build(self) -> None:
        self.days.setAccessibleName(_("Days to look ahead"))
        self.days.setFixedWidth(px(72))
        self.table.view.fold(*REPLENISHMENT_FOLDS)
        self.table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nothing is short."),
                _("Items appear here when they fall below their minimum or will expire."),
            )
        )
        self.table.set_hints(_("Ctrl+A all"), _("Ctrl+click some"), _("Ctrl+C copy"))
        hint = Elide(
            _("What expires by then is not counted on. Without a choice all lines are meant."),
            "caption",
        )
        ahead = row(label(_("Look ahead"), "muted"), self.days, label(_("days"), "muted"), 8, hint)
        ahead.setStretchFactor(hint, 1)
        self.body.addLayout(ahead)
        self.body.addWidget(self.table, 1)

    def _on_print(self) -> None:
        item_ids = tuple(each.key for each in self.chosen_lines())
        self.lead_to("reports", ("replenishment", self.days.value(), item_ids))

    def _on_receive(self) -> None:
        chosen = self.chosen_lines()
        wanted = {each.item.id: each.to_order for each in chosen if each.item is not None}
        self.accept()
        self.receive_wanted.emit(wanted)
