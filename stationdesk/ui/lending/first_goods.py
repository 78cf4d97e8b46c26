"""Goods that are not in the ledger yet: named, counted and put somewhere from one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.goods import NewItem, used_for_of
from stationdesk.domain.places import NewPlace
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import ChoiceField, CountField, TextField

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ItemId, PlaceId
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.widgets.forms import Form

NEW_GOODS = "new"
"""The choice of goods that are not in the ledger yet."""
_NEW_PLACE = "new"
_ABOUTS = ("new_unit", "new_count", "new_place")
_USUAL_UNITS = {
    "umbrella": "把",
    "reading_glasses": "副",
    "raincoat": "件",
    "cable": "个",
    "pump": "个",
    "tool": "套",
}
"""How a station counts these goods; a word of the ledger, so not translated."""


class FirstGoods:
    """Three fields of a form: the unit, how many are there, and where they lie."""

    def __init__(self, form: Form, inventory: Inventory, today: date) -> None:
        self._form, self._inventory, self._today = form, inventory, today
        self.unit = form.add("new_unit", _("Counting unit"), TextField("把"), required=True)
        self.count = form.add(
            "new_count", _("How many are there now"), CountField(least=1), required=True
        )
        places: dict[object, str] = {each.id: each.name for each in inventory.places()}
        self.place = form.add(
            "new_place",
            _("Where they are kept"),
            ChoiceField(places | {_NEW_PLACE: _("A new place: lending shelf")}),
            wide=True,
        )

    def show(self, *, shown: bool) -> None:
        """Show or hide the fields."""
        for about in _ABOUTS:
            self._form.grid.show_field(about, shown=shown)

    def suggest_unit(self, name: str) -> None:
        """Write how goods of that name are usually counted."""
        if usual := _USUAL_UNITS.get(used_for_of(name)):
            self.unit.set_value(usual)

    def enter(self, name: str) -> ItemId:
        """Write the goods into the ledger with what is there now, and return them.

        Raises:
            Refused: when the ledger does not take them.
        """
        place_id = self._place_id()
        wish = NewItem(name=name, unit=self.unit.value(), place_id=place_id)
        item_id = self._inventory.add_item(wish)
        line = ReceiptLine(item_id=item_id, quantity=self.count.value() or 0, place_id=place_id)
        self._inventory.receive(
            NewReceipt(business_date=self._today, lines=(line,), source=Source.OPENING)
        )
        return item_id

    def _place_id(self) -> PlaceId:
        chosen = self.place.value()
        if chosen != _NEW_PLACE:
            return cast("PlaceId", chosen)
        place_id = self._inventory.add_place(NewPlace(name=_("Lending shelf")))
        self.place.set_options({place_id: _("Lending shelf")})
        return place_id
