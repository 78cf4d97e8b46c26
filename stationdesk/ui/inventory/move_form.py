"""Goods put elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.stock_wishes import MoveLine, NewMove
from stationdesk.i18n import _
from stationdesk.ui.inventory.document_form import DocumentForm
from stationdesk.ui.inventory.lines_editor import LineHead, LinesEditor
from stationdesk.ui.inventory.shelf_rows import MoveRow
from stationdesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class MoveForm(DocumentForm):
    """Posts a move of one or more lines."""

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        today: date,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Move goods"), _("Move goods"), today, dialogs=dialogs, parent=parent)
        self._inventory = inventory
        self.words = self.add("note", _("Note"), TextField())
        self.lines: LinesEditor[MoveRow] = LinesEditor(
            _heads(), partial(MoveRow, inventory, offer, today)
        )
        self.add_lines(self.lines, _("Goods moved, one batch a line"))
        self.set_clean()

    def keep(self) -> None:
        lines = [
            MoveLine(
                batch_id=each.chosen_spot().batch_id,
                from_place_id=each.chosen_spot().place_id,
                to_place_id=each.target_place(),
                quantity=each.quantity.value() or 0,
            )
            for each in self.lines.filled_rows()
        ]
        self.document_id = self._inventory.move(
            NewMove(
                business_date=self.business_date(),
                lines=tuple(lines),
                request_key=self.request_key,
                note=self.words.value(),
            )
        )


def _heads() -> list[LineHead]:
    return [
        LineHead(_("Item"), 220, 4),
        LineHead(_("Batch and place"), 240, 5),
        LineHead(_("Quantity"), 90, 1),
        LineHead(_("New place"), 120, 2),
    ]
