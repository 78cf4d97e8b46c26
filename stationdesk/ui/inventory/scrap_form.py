"""Goods thrown away: expired, damaged, lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.stock_wishes import NewScrap, ScrapLine
from stationdesk.i18n import _
from stationdesk.ui.inventory.document_form import DocumentForm
from stationdesk.ui.inventory.lines_editor import LineHead, LinesEditor
from stationdesk.ui.inventory.shelf_rows import ShelfRow
from stationdesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.stock import Balance
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class ScrapForm(DocumentForm):
    """Posts a scrap document of one or more lines."""

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        today: date,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Scrap goods"), _("Scrap"), today, dialogs=dialogs, parent=parent)
        self._inventory = inventory
        self.reason = self.add("reason", _("Reason"), TextField(), required=True)
        self.reason.offer(
            [_("Expired"), _("Damaged"), _("Damp or spoiled"), _("Lost"), _("Worn out")]
        )
        self.lines: LinesEditor[ShelfRow] = LinesEditor(
            _heads(), partial(ShelfRow, inventory, offer, today)
        )
        self.add_lines(self.lines, _("Goods scrapped, one batch a line"))
        self.words = self.add("note", _("Note"), TextField(), wide=True)
        self.set_clean()

    def start_with(self, balances: Iterable[Balance], reason: str = "") -> None:
        """Begin with all that lies at these spots."""
        for balance in balances:
            self.lines.blank_row().fill(balance)
        self.reason.set_value(reason)
        self.set_clean()

    def keep(self) -> None:
        lines = [
            ScrapLine(
                batch_id=each.chosen_spot().batch_id,
                place_id=each.chosen_spot().place_id,
                quantity=each.quantity.value() or 0,
            )
            for each in self.lines.filled_rows()
        ]
        self.document_id = self._inventory.scrap(
            NewScrap(
                business_date=self.business_date(),
                lines=tuple(lines),
                reason=self.reason.value(),
                request_key=self.request_key,
                note=self.words.value(),
            )
        )


def _heads() -> list[LineHead]:
    return [
        LineHead(_("Item"), 240, 4),
        LineHead(_("Batch and place"), 260, 5),
        LineHead(_("Quantity"), 90, 1),
    ]
