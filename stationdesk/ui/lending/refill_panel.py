"""The refill list: kits and other pieces of which parts are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.piece_deeds import PieceDeeds
from stationdesk.ui.lending.thing_columns import REFILLS
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.pieces import PieceLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class RefillPanel(Panel):
    """Shows what is missing where; Enter puts parts back."""

    def __init__(
        self,
        lending: Lending,
        inventory: Inventory,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Refill handy kits"), 820, 480, parent)
        self._lending = lending
        self._deeds = PieceDeeds(lending, inventory, dialogs, self)
        self.table: RecordTable[PieceLine] = RecordTable(
            REFILLS,
            _("Pieces of which parts are missing"),
            key=lambda line: line.unit.id,
            verb_of=_verb,
        )
        self.table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nothing is missing."),
                _("All parts of all kits are there."),
            )
        )
        self.table.set_hints(_("↑↓ choose"), _("Enter put back"))
        self.print = self.add_aside(button(_("Print the refill list"), Icon.PRINT))
        self.body.addWidget(self.table, 1)
        self.table.opened.connect(self._on_opened)
        self.print.clicked.connect(self._on_print)
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read again what is missing."""
        lines = self._lending.refill_list()
        self.table.show_records(lines)
        self.print.setEnabled(bool(lines))
        self.subtitle.setText(_("Pieces: {count}").format(count=len(lines)))

    def _on_opened(self, line: PieceLine) -> None:
        self._deeds.refill(line)
        self.refresh()

    def _on_print(self) -> None:
        self.lead_to("reports", "refill")


def _verb(_line: PieceLine) -> str:
    return _("Put parts back")
