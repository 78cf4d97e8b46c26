"""Goods that lie on the shelf but not on the count sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.stocktake import REASONS, Outcome
from stationdesk.i18n import _
from stationdesk.ui.inventory.receipt_form import ReceiptRow
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import PlaceId, StocktakeId
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class FoundForm(Form):
    """Adds found goods to the end of a count sheet, with what was counted."""

    def __init__(
        self,
        inventory: Inventory,
        stocktake_id: StocktakeId,
        offer: GoodsOnOffer,
        on: date,
        place_id: PlaceId | None = None,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``on`` is the day of the count, ``place_id`` where one is counting."""
        super().__init__(
            _("Goods not on the sheet"), _("Add"), columns=2, dialogs=dialogs, parent=parent
        )
        self._inventory, self._stocktake_id, self._on = inventory, stocktake_id, on
        self.line = ReceiptRow(offer, on)
        self.add("item_id", _("Item"), self.line.item, required=True)
        self.add("quantity", _("Counted quantity"), self.line.quantity, required=True)
        self.add("place_id", _("Location"), self.line.place)
        self.add("batch_no", _("Batch number"), self.line.batch_no)
        self.add("expiry", _("Printed expiry"), self.line.expiry)
        self.add("made_on", _("Production date"), self.line.made_on)
        self.add("life", _("Shelf life"), self.line.life)
        self.reason = self.add("reason", _("Reason of the difference"), TextField())
        self.reason.offer([_(phrase) for phrase in REASONS[Outcome.SURPLUS]])
        self.grid.add_wide(self.line.hint)
        self.line.place.set_value(place_id)
        self.set_clean()

    def try_to_keep(self) -> None:
        unreadable = self.line.unreadable()
        if unreadable:
            self.show_problems(Problem(about, words) for about, words in unreadable.items())
        else:
            super().try_to_keep()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what the rules say about the one line under its fields."""
        super().show_problems(
            replace(each, about=each.about.removeprefix("lines.0.")) for each in problems
        )

    def keep(self) -> None:
        found = replace(self.line.line(), reason=self.reason.value())
        self._inventory.count_found(self._stocktake_id, found, on=self._on)
