"""All counts: the open ones to go on with, the closed ones to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.stocktake import Stocktake, StocktakeState
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import STOCKTAKES
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.inventory import Inventory


class StocktakesDialog(Panel):
    """Lists the counts; ``open_wanted`` carries the id of one, ``start_wanted`` asks for a new."""

    open_wanted = pyqtSignal(object)
    start_wanted = pyqtSignal()

    def __init__(self, inventory: Inventory, parent: QWidget | None = None) -> None:
        super().__init__(_("All counts"), 820, 480, parent)
        self._inventory = inventory
        self.table: RecordTable[Stocktake] = RecordTable(
            STOCKTAKES, _("All counts"), key=lambda each: each.id, verb_of=_verb
        )
        self.table.say_when_empty(EmptyState(Nothing.NEVER_USED, _("Nothing was counted yet.")))
        self.start = self.add_deed(
            button(_("Start a count"), Icon.CLIPBOARD_TASK, look="primary", shortcut="Ctrl+N")
        )
        self.body.addWidget(self.table, 1)
        self.table.opened.connect(self._on_opened)
        self.start.clicked.connect(self._on_start)
        self.table.show_records(inventory.stocktakes())
        self.table.choose_first()

    def _on_opened(self, stocktake: Stocktake) -> None:
        self.accept()
        self.open_wanted.emit(stocktake.id)

    def _on_start(self) -> None:
        self.accept()
        self.start_wanted.emit()


def _verb(stocktake: Stocktake) -> str:
    return _("Go on counting") if stocktake.state is StocktakeState.OPEN else _("View")
