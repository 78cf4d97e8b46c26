"""Lines that name goods where they lie: a batch at a place, and how many pieces of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.stock import Spot
from stationdesk.i18n import _
from stationdesk.ui.inventory.goods_choice import beside, place_of, spot_of, spot_options
from stationdesk.ui.inventory.lines_editor import LineRow
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, CountField

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import BatchId, PlaceId
    from stationdesk.domain.stock import Balance
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer

NOWHERE = Spot(cast("BatchId", 0), cast("PlaceId", 0))
"""Stands for a choice that was not made; the rules refuse it in words."""


class ShelfRow(LineRow):
    """An item, which of its batches at which place, and how many pieces."""

    def __init__(self, inventory: Inventory, offer: GoodsOnOffer, today: date) -> None:
        super().__init__()
        self._inventory, self._offer, self._today = inventory, offer, today
        self._there: dict[Spot, Balance] = {}
        self.item = offer.item_field()
        self.spot = ChoiceField({})
        self.quantity = CountField(least=1)
        self.unit = label("", "muted")
        for field, name in (
            (self.item, _("Item")),
            (self.spot, _("Batch and place")),
            (self.quantity, _("Quantity")),
        ):
            field.setAccessibleName(name)
        self.item.edited.connect(self._on_item)
        self.spot.edited.connect(self._on_spot)
        self.quantity.edited.connect(self.edited)

    def fields(self) -> dict[str, QWidget]:
        return {"item_id": self.item, "batch_id": self.spot, "quantity": self.quantity}

    def cells(self) -> list[QWidget]:
        return [self.item, self.spot, beside(self.quantity, self.unit)]

    def is_blank(self) -> bool:
        return self.item.value() is None

    def fill(self, balance: Balance) -> None:
        """Take all that lies there."""
        self.item.set_value(balance.item.id)
        self.spot.set_value(balance.spot)
        self.quantity.set_value(balance.quantity)

    def chosen_spot(self) -> Spot:
        """Return batch and place, ``NOWHERE`` while none is chosen."""
        return spot_of(self.spot) or NOWHERE

    def _on_item(self) -> None:
        item = self._offer.item(self.item.value())
        found = self._inventory.balances(item.id) if item else []
        self._there = {each.spot: each for each in found}
        self.spot.set_options(spot_options(found, self._today))
        self.unit.setText(item.unit if item else "")
        nothing = item is not None and not found
        self.say_hint(_("There is none of it.") if nothing else "")
        self._on_spot()

    def _on_spot(self) -> None:
        balance = self._there.get(self.chosen_spot())
        self.quantity.setPlaceholderText(str(balance.quantity) if balance else "")
        self.edited.emit()


class MoveRow(ShelfRow):
    """Goods where they lie, and where they go."""

    def __init__(self, inventory: Inventory, offer: GoodsOnOffer, today: date) -> None:
        super().__init__(inventory, offer, today)
        self.target = offer.place_field(_("Choose a place"))
        self.target.setAccessibleName(_("New place"))
        self.target.edited.connect(self.edited)

    def fields(self) -> dict[str, QWidget]:
        return super().fields() | {"to_place_id": self.target}

    def cells(self) -> list[QWidget]:
        return [*super().cells(), self.target]

    def target_place(self) -> PlaceId:
        """Return where the goods go; no place of the station while none is chosen."""
        return place_of(self.target) or NOWHERE.place_id
